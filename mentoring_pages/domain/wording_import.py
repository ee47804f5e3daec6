"""A school's own consent or agreement as typed: lines, and its blanks with a place for each.

A blank is a run of underscores or dots, or a hint in brackets such as «(ФИО)». What is offered for
it follows from the words around it; the editor decides.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from mentoring_pages.domain.wording_lines import MOST_PRINTED_LINES
from mentoring_pages.domain.wording_places import CATALOGUE, KNOWN, Moment, Placeholder, PlaceType

HEADING, PARAGRAPH, ITEM = "heading", "paragraph", "item"

HINT = (
    r"\((?:[^()\n]{0,80}?)(?:фио|ф\.\s*и\.\s*о|фамилия|указать|вписать|наименование)[^()\n]{0,80}\)"
)
RUN = r"_{3,}|\.{6,}|…{2,}"
A_DAY = (
    r"(?:[«\"“]|(?<![\s_]))\s{0,3}(?:_{1,20}|\s)\s{0,3}[»\"”]?\s{0,3}_{3,60}\s{0,3}20_*\s*"
    r"(?:г(?:ода|\.)?)?"
)
"""«___» ____________ 20__ г. Runs are bounded: a line of nothing but blanks costs little."""
BLANKS = re.compile(rf"(?P<day>{A_DAY})|(?:{RUN})(?:\s*(?:{HINT}))?|(?:{HINT})", re.IGNORECASE)

MARKER = re.compile(r"^\s*(?:[-–—•*·]|[а-яa-z]\)|\d{1,2}\))\s+", re.IGNORECASE)
NUMBERED = re.compile(r"^\s*(?:\d{1,2}|[IVX]{1,4})\.?\s+\S|^\s*\d{1,2}\.\s*\S")
DECORATION = re.compile(r"\*\*|^\s*#{1,6}\s+|<br>|\\(?=\|)")
SIGNATURE = re.compile(r"подпись|расшифровк|\bм\.\s*п\.", re.IGNORECASE)
TITLE_WORDS = re.compile(r"^(?:согласие|соглашение|отзыв|ознакомление)\b", re.IGNORECASE)
CLOSED = re.compile(r"[.;:!?]\s*$")

LONGEST_HEADING, LONGEST_TITLE = 120, 200
MOST_LINES = MOST_PRINTED_LINES
BEFORE, AFTER = 70, 60
"""Characters around a blank that tell what it is for."""

A_CHILD = r"ребён|ребен|несовершеннолет|подопечн|участник|обучающ|наставляем|сын|дочер"

PLACES_BY_WORDS: tuple[tuple[str, str, str], ...] = (
    ("made.date", r"20_*\s*г?", ""),
    ("agreement.term", r"", r"^\s*месяц"),
    ("agreement.notice", r"предупред\w+[^.]{0,40}за\s*$", r"^\s*(?:календарн|рабоч)?\w*\s*дн"),
    ("agreement.base_organisation", r"(?:на\s+базе|база)\s*$", ""),
    ("agreement.place", r"(?:^|\s)(?:г\.|город|место\s+заключения:?)\s*$", ""),
    ("mentor.side", r"отношения\s+между\s*$", ""),
    ("mentor.side", r"", r"далее\s*[-–—]?\s*[«\"]?наставник"),
    ("mentee.side", r"", r"далее\s*[-–—]?\s*[«\"]?наставляем"),
    ("participant.birth_date", r"дата\s+рождения|родил\w+|рождени\w*\s*$", ""),
    ("participant.school_class", r"класс\w*\s*$|обучающ\w+\s*$", r"^\s*класс"),
    ("signer.authority", r"полномочи|доверенност|на\s+основании\s*$|свидетельств", ""),
    ("signer.identity", r"паспорт|сери[яи]|удостоверяющ|кем\s+и\s+когда|выдан", ""),
    ("signer.address", r"адрес|зарегистрирован|проживающ", ""),
    ("signer.contact", r"телефон|почт|e-?mail|контакт", ""),
    ("operator.full_name", r"наименовани\w*|оператор\w*\s*$|организаци\w*\s*$", r"наименование"),
    ("participant.full_name", rf"(?:{A_CHILD})[^.;]{{0,50}}$", ""),
    ("participant.full_name", r"", rf"^\s*\([^)]*(?:{A_CHILD})"),
    ("signer.full_name", r"(?:^|[\s,])я,?\s*$", ""),
    ("signer.full_name", r"", r"фио|ф\.\s*и\.\s*о|фамилия"),
)
"""Key, words before the blank, words in or after it. An empty pattern is not looked for."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A place left open: where it stands in its line, as printed, and the key that is offered."""

    start: int
    end: int
    printed: str
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One line of the draft with its blanks, in order."""

    type: str
    text: str
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedWording:
    """What was recognised. ``signatures`` are lines for signing by hand, which are left out: the
    paper prints its own. ``is_cut`` says that only the first lines were taken."""

    title: str
    lines: tuple[ImportedLine, ...]
    signatures: tuple[str, ...] = ()
    is_cut: bool = False


def usable_places(*, kind: str, variant: str) -> list[Placeholder]:
    """Places a text of this kind may leave open, in the order of the catalogue."""
    return [
        place
        for place in CATALOGUE
        if place.moment is Moment.BEFORE and place.known_for(kind, variant)
    ]


def recognise(text: str, *, kind: str, variant: str) -> ImportedWording:
    """The lines of a typed consent or agreement, with a place offered for each blank."""
    paragraphs = list(_paragraphs(text))
    title, paragraphs = _title(paragraphs)
    signatures = tuple(one for one in paragraphs if _is_signature(one))
    kept = [one for one in paragraphs if not _is_signature(one)]
    lines = tuple(_line(one, kind=kind, variant=variant) for one in kept[:MOST_LINES])
    return ImportedWording(title, lines, signatures, is_cut=len(kept) > MOST_LINES)


def with_places(line: ImportedLine, chosen: Mapping[int, str]) -> str:
    """The text of a line with the chosen places; a blank without one stays as it was printed.

    ``chosen`` is by the number of the blank in its line. Unknown keys are not written.
    """
    text = line.text
    for number, blank in reversed(list(enumerate(line.blanks))):
        key = chosen.get(number, "")
        if key in KNOWN:
            text = f"{text[: blank.start]}[{key}]{text[blank.end :]}"
    return text


def _paragraphs(text: str) -> Iterator[str]:
    """Whole paragraphs: a line broken by the file goes on where nothing closes it."""
    whole: list[str] = []
    for raw in text.replace("\f", "\n").splitlines():
        line = " ".join(DECORATION.sub("", raw).strip(" |").split())
        starts_anew = bool(MARKER.match(line) or NUMBERED.match(line))
        is_open = whole and not CLOSED.search(whole[-1][-1:])
        if is_open and line[:1].islower() and not starts_anew:
            whole.append(line)
            continue
        if whole:
            yield " ".join(whole)
        whole = [line] if line else []
    if whole:
        yield " ".join(whole)


def _title(paragraphs: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the paper from its first lines, and the rest."""
    for index, paragraph in enumerate(paragraphs[:6]):
        if TITLE_WORDS.match(paragraph) and len(paragraph) <= LONGEST_TITLE:
            name, rest = paragraph, list(paragraphs[index + 1 :])
            if rest and len(name.split()) == 1 and _continues_title(rest[0]):
                name = f"{name} {rest.pop(0)}"
            words = [word.lower() if word.isupper() else word for word in name.split()]
            name = " ".join(words).rstrip(". ")
            return name[:1].upper() + name[1:], [*paragraphs[:index], *rest]
    return "", list(paragraphs)


def _continues_title(paragraph: str) -> bool:
    """«на обработку …» under «СОГЛАСИЕ», in small letters or in capitals."""
    is_one = paragraph[:1].islower() or (paragraph.isupper() and "_" not in paragraph)
    return is_one and len(paragraph) <= LONGEST_TITLE


def _is_signature(paragraph: str) -> bool:
    """A line of blanks for a pen, named by the words «подпись», «расшифровка»."""
    words = re.sub(rf"{RUN}|[\W\d_]", "", paragraph)
    return bool(SIGNATURE.search(paragraph)) and len(words) <= LONGEST_HEADING / 2


def _line(paragraph: str, *, kind: str, variant: str) -> ImportedLine:
    line_type, text = _typed(paragraph)
    return ImportedLine(line_type, text, tuple(_blanks(text, kind=kind, variant=variant)))


def _typed(paragraph: str) -> tuple[str, str]:
    if MARKER.match(paragraph):
        return ITEM, MARKER.sub("", paragraph, count=1)
    is_short = len(paragraph) <= LONGEST_HEADING and not CLOSED.search(paragraph.rstrip("."))
    is_named = NUMBERED.match(paragraph) and not paragraph.rstrip().endswith((".", ";", ":", ","))
    if is_short and (is_named or (paragraph.isupper() and len(paragraph) > 3)):
        return HEADING, paragraph
    return PARAGRAPH, paragraph


def _blanks(text: str, *, kind: str, variant: str) -> Iterator[Blank]:
    """A secret is offered once a line: «серия ____ № ____» is one paper. What the words ask for and
    a text of this kind has no place for is left to the editor, not guessed."""
    usable = {place.key for place in usable_places(kind=kind, variant=variant)}
    ended = 0
    found = list(BLANKS.finditer(text))
    nexts = [*(match.start() for match in found), len(text)][1:]
    for match, following in zip(found, nexts, strict=True):
        before = text[max(ended, match.start() - BEFORE) : match.start()]
        inside_and_after = text[match.start() : min(match.end() + AFTER, following)]
        key = (
            "made.date"
            if match.group("day")
            else _key(before, match.group(), inside_and_after[len(match.group()) :], usable)
        )
        yield Blank(match.start(), match.end(), match.group(), key if key in usable else "")
        ended = match.end()
        if key and KNOWN[key].type is PlaceType.SECRET:
            usable.discard(key)


def _key(before: str, printed: str, after: str, usable: Iterable[str]) -> str:
    hint = re.sub(RUN, " ", printed)
    for key, words_before, words_after in PLACES_BY_WORDS:
        if key not in usable:
            continue
        if words_before and re.search(words_before, before.rstrip(" (:"), re.IGNORECASE):
            return key
        if words_after and (
            re.search(words_after, hint, re.IGNORECASE)
            or re.search(words_after, after, re.IGNORECASE)
        ):
            return key
    return ""
