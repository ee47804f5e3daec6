"""What keeps a page from going live, and how names are taken out of a text."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from mentoring_pages.domain.lemmas import lemmas_of, tokens
from mentoring_pages.domain.person_names import given_lemmas, is_initial

PHOTO = "photo"
FULL_NAME = "full_name"

REMOVED = "[имя убрано]"

TAG = re.compile(r"<[^>]*>")

INLINE_TAG = re.compile(
    r"</?(?:b|strong|i|em|u|s|a|span|sup|sub|mark|small)\b[^>]*>", re.IGNORECASE
)
"""A tag inside a word or a line: what stands on its two sides is read as one."""

JOINING = re.compile(r"[\s.,]*")

TECHNICAL = frozenset(
    {
        "pk",
        "path",
        "url_path",
        "slug",
        "translation_key",
        "clause_key",
        "person_key",
        "step_key",
        "kind",
        "type",
        "id",
        "items",
        "tagged_items",
        "wagtail_admin_comments",
        "approval_name",
        "approvals",
        "draft_title",
    }
)
"""Keys of a stored page under which no text for readers stands."""


class Obstacle(StrEnum):
    """Why a page may not go live."""

    NO_CONSENT = "no_consent"
    NOT_OURS = "not_ours"
    NOT_DECLARED = "not_declared"
    NAMED_IN_ACT = "named_in_act"
    NO_RESOURCE = "no_resource"
    PICTURE_UNKNOWN = "picture_unknown"
    PICTURE_WITHHELD = "picture_withheld"
    PICTURE_AS_FILE = "picture_as_file"
    TEXT_UNCHECKED = "text_unchecked"
    TEXT_FAULTY = "text_faulty"


@dataclass(frozen=True, slots=True)
class Problem:
    """One obstacle: about whom (a key, never a name), what of them, where, and the guard's words.

    ``about`` is the title of a resource or a file, the number of a picture or what is wrong with
    the text.
    """

    obstacle: Obstacle
    person_key: UUID | None = None
    item: str = ""
    about: str = ""
    reason: str = ""


def without_name(text: str, parts: Sequence[str]) -> str:
    """``text`` with every form of the family, given and other names replaced, short ones too.

    A given name goes only beside another part of the name: it may be somebody else's too; the
    family name goes wherever it stands. Neighbouring parts become one mark.
    """
    tags = [found.span() for found in TAG.finditer(text)]
    words = [
        word for word in tokens(text) if not any(start <= word.start < end for start, end in tags)
    ]
    family, others = (parts[0], parts[1:]) if parts else ("", ())
    marked = {i for i, word in enumerate(words) if family and word.lemmas & lemmas_of(family)}
    for _round in others:
        for i, word in enumerate(words):
            beside = i - 1 in marked or i + 1 in marked
            named = any(
                word.lemmas & given_lemmas(name) or is_initial(word.word, name) for name in others
            )
            if beside and named:
                marked.add(i)
    if not marked:
        return text
    pieces, at, last = [], 0, -2
    for i in sorted(marked):
        if i == last + 1 and not re.search(
            r"[^\s.,\u00a0]", text[words[last].end : words[i].start]
        ):
            at = words[i].end
        else:
            pieces += [text[at : words[i].start], REMOVED]
            at = words[i].end
        last = i
    return "".join([*pieces, text[at:]])


def texts_of(value: object, *, key: str = "") -> Iterator[str]:
    """Every text a stored page shows, in its fields, rows and blocks, without its tags."""
    match value:
        case _ if key in TECHNICAL:
            return
        case str():
            inner = _blocks_in(value)
            if inner is None:
                yield TAG.sub(" ", INLINE_TAG.sub("", value))
            else:
                yield from texts_of(inner)
        case Mapping():
            for name, part in value.items():
                yield from texts_of(part, key=str(name))
        case list():
            for part in value:
                yield from texts_of(part)


def mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The same stored page with ``change`` made to every text in it, technical ones too."""
    match value:
        case str():
            inner = _blocks_in(value)
            if inner is None:
                return change(value)
            return json.dumps(mapped(inner, change), ensure_ascii=False)
        case Mapping():
            return {name: mapped(part, change) for name, part in value.items()}
        case list():
            return [mapped(part, change) for part in value]
    return value


def _blocks_in(text: str) -> Any:
    """The blocks behind a stored stream field; ``None`` where the text is a text."""
    if not text.startswith(("[", "{")):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, list | dict) else None
