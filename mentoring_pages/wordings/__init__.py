"""Wordings that ship, as data: a school adopts them as pages and may change every word."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from mentoring_pages.domain.placeholders import check
from mentoring_pages.domain.wording import KINDS, SIDES, SUMMARY_LINES

BLOCK_TYPES = frozenset({"heading", "paragraph", "item"})
NOT_A_WORDING = frozenset({"publication-items.json"})


class WordingFileProblem(Exception):
    """A file of a wording cannot be used. Says which file and what is wrong, for developers."""


@dataclass(frozen=True, slots=True)
class ShippedWording:
    """One file. ``form`` is the key of a form of mentoring, empty for a wording of all forms.

    ``summary`` is a thought a line; ``for_child`` is paragraphs. ``agreement`` holds ``tasks``,
    ``terms``, ``term_months`` and ``notice_days`` of an agreement and is empty otherwise.
    """

    kind: str
    variant: str
    version: str
    title: str
    summary: tuple[str, ...]
    for_child: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]
    form: str
    agreement: dict[str, Any]

    @property
    def slug(self) -> str:
        """The address of the page: kind and variant, and the form where there is one."""
        last = self.form or (self.variant if self.variant != SIDES else "")
        return "-".join(part for part in ("tekst", self.kind, last) if part)


@dataclass(frozen=True, slots=True)
class PublicationItem:
    """One kind of data a person may allow to be published; it holds for all listed resources."""

    key: str
    label: str


@cache
def publication_items() -> tuple[PublicationItem, ...]:
    """The items of a publication consent in the order they are asked."""
    text = (resources.files(__name__) / "publication-items.json").read_text(encoding="utf-8")
    return tuple(
        PublicationItem(key=item["key"], label=item["label"]) for item in json.loads(text)["items"]
    )


def read_wordings(folders: Iterable[str | Path] = ()) -> list[ShippedWording]:
    """Every wording of ours and of further ``folders``, one per kind, variant and form.

    A later folder takes the place of an earlier one. Raises ``WordingFileProblem``.
    """
    found: dict[tuple[str, str, str], ShippedWording] = {}
    for folder in (resources.files(__name__), *map(Path, folders)):
        for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
            if file.name.endswith(".json") and file.name not in NOT_A_WORDING:
                wording = read_wording(file)
                found[wording.kind, wording.variant, wording.form] = wording
    return list(found.values())


def read_wording(file: Traversable) -> ShippedWording:
    """One wording out of one JSON file (docs/wordings.md). Raises ``WordingFileProblem``."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        wording = ShippedWording(
            kind=data["kind"],
            variant=data["variant"],
            version=data["version"],
            title=data["title"],
            summary=tuple(data["summary_plain"]),
            for_child=tuple(data.get("for_child", ())),
            blocks=tuple((block["type"], block["text"]) for block in data["blocks"]),
            form=data.get("form", ""),
            agreement=data.get("agreement", {}),
        )
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise WordingFileProblem(f"{file.name}: not JSON in UTF-8") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise WordingFileProblem(f"{file.name}: missing or misshapen: {error}") from error
    problems = list(_problems(wording))
    if problems:
        raise WordingFileProblem(f"{file.name}: {'; '.join(problems)}")
    return wording


def _problems(wording: ShippedWording) -> Iterable[str]:
    kind = KINDS.get(wording.kind)
    if kind is None:
        yield f"kind is one of {', '.join(KINDS)}"
        return
    if wording.variant not in kind.variants:
        yield f"variant is one of {', '.join(kind.variants)}"
    if not 1 <= len(wording.summary) <= SUMMARY_LINES:
        yield f"summary_plain has 1 to {SUMMARY_LINES} lines"
    if not wording.blocks:
        yield "blocks are empty"
    for block_type, text in wording.blocks:
        if block_type not in BLOCK_TYPES:
            yield f"a block is one of {', '.join(sorted(BLOCK_TYPES))}"
        for problem in check(text, kind=wording.kind, variant=wording.variant):
            yield f"[{problem.written}] {problem.trouble.value}"
    for task in wording.agreement.get("tasks", ()):
        if set(task) != {"text", "ticked"}:
            yield "a task has text and ticked"
    for term in wording.agreement.get("terms", ()):
        if set(term) != {"side", "nature", "text", "may_change"}:
            yield "a term has side, nature, text and may_change"
