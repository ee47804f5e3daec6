"""Lines become paragraphs: what a page or a line's edge broke is joined again."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring_pages.domain.clauses import Rows
from mentoring_pages.domain.numbering import MARK, split_number
from mentoring_pages.importing.approval_text import ROLE
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.phrases import is_compound, is_governed
from mentoring_pages.importing.tables import assemble
from mentoring_pages.importing.titles import (
    appendix_head,
    is_addressee,
    is_capital_heading,
    is_glossary_title,
    is_heading,
    is_paper_title,
    is_sheet_title,
)

WIDEST_WRAPPED_LINE = 110
"""Characters. A longer line was not broken at the paper's edge: it is a paragraph already."""

LONGEST_PARAGRAPH = 5_000
"""Characters. What is longer did not come from one paragraph of an act."""

FEWEST_INDENTED = 5
"""So many paragraphs that begin with the same blanks after a full stop set the style."""

ENOUGH = 400
"""Characters of a paragraph's beginning and end that tell whether it goes on."""

FULL_LINE = 0.6
"""An unfinished line this near the widest of its neighbours was broken by the edge."""

BULLETS = "•●▪◦·‣∙■□◆◇❖➢►▶✓✔➔→\uf000-\uf0ff"
BULLET = re.compile(rf"(?:[-–—−‒―⁃*o{BULLETS}]\s+|[-–—−‒―⁃{BULLETS}](?=[А-Яа-яЁё«\"]))")
LETTER = re.compile(rf"(?:(?:[а-яёa-zА-ЯЁA-Z]|\([а-яё])\)|{MARK}[а-яё]\.)\s*(?=\S)")
BRACKETED = re.compile(r"\d{1,2}\)\s*(?=\S)")
ENDED = re.compile(r"[.!?:;…][»\"”)*]*$")
LISTING = re.compile(r"[:;]$")
ABBREVIATION = re.compile(
    r"(?:^|[\s(«])(?:г|гг|ст|п|пп|ч|ул|им|д|тыс|руб|см|т|рис|табл|акад|проф)\.$"
)
UNFINISHED = re.compile(
    r"(?:,|[–—]|\s(?:и|а|в|во|на|с|со|по|к|ко|о|об|от|до|из|у|за|для|при|без|или|либо|не|что|как|под"
    r"|над|между|через|согласно|том|числе|также))$",
    re.IGNORECASE,
)
OPEN_QUOTE = re.compile(r"«[^«»]*$")
NEW_DEFINITION = re.compile(
    r"(?:[А-ЯЁ][\w-]*(?:\s[а-яё(][\w()-]*){0,4}|[«\"][^«»\"]{3,60}[»\"])\s[–—-]\s(?:[а-яё]|\d)"
)
LOWER_DEFINITION = re.compile(r"[а-яё][а-яё-]*(?:\s[а-яё(][\w()-]*){0,4}\s[–—-]\s(?:это\s)?[а-яё]")
AWAITS_NUMBER = re.compile(r"(?:№|(?<!\w)(?:п|пп|ст)\.|(?<!\w)(?:пункт|стать)\w*)$", re.IGNORECASE)
REFERENCE_ENDS = re.compile(
    r"(?<!\w)(?:под)?(?:пункт|раздел|стать)\w*\s(?:\d{1,2}\.)+$"
    r"|(?<!\w)(?:под)?(?:пункт|раздел|стать)\w*\s\d[\d.,\s]*(?:и|–|-)\s(?:\d{1,2}\.)+$",
    re.IGNORECASE,
)
"""«… в пункте 4.4.»: its dot is of the number."""

OF_THE_ACT = re.compile(
    r"(?:положения|порядка|правил|программы|регламента|кодекса|устава|приказа)(?!\w)"
    r"|(?:настоящ|данн|указанн)\w+\s",
    re.IGNORECASE,
)
OF_THE_STATE = re.compile(
    r"(?:РФ|России|Российской\s+Федерации|Мин[а-яё]{4,15}(?:и|ия|ы)|Ро[а-яё]{2,6}надзора)(?!\w)"
)
"""«… на основании Закона | РФ от …»: whose law it is."""

PAPER_OF_APPROVAL = re.compile(r"\(?(?:протокол|приказ)\w*\s", re.IGNORECASE)
DECIDED = re.compile(
    rf"(?-i:(?=[А-ЯЁ«\"])){ROLE.pattern}\s*(?:на\s+(?:заседани|общем|педагог|совет)|решением\s|приказом\s"
    r"|протокол)",
    re.IGNORECASE,
)
"""«Рассмотрено на заседании …», «Принято решением …» open a line of their own."""

HALF_A_NAME = re.compile(r"\s(?:в|во|на|из|от|с|к|о|для|по|при)\s[А-ЯЁ]{2,6}$")
BLANK_TO_SIGN = re.compile(r"[\"«]\s*_*\s*[\"»]?\s*_")
BLANK_PLACE = re.compile(r"(?:г|с|пос)\.\s*_")
"""«г. ____»: the place of an agreement, which stands on a line of its own after its day."""

PLACE_AND_DAY = re.compile(r"(?:г|с|пос|п|дер|ст)\.\s*[А-ЯЁ_]")
HEAD_INDENT = 24
"""Blanks before the lines of an appendix's head that is set at the right."""

SHORTEST_TORN = 40
"""Characters; what is shorter may be a heading."""

TORN_WORD = re.compile(r"(\w+)-$")
CAPITAL_LAST = re.compile(r"(?:[а-яё].*|[,(»])\s[А-ЯЁ]{6,}$", re.DOTALL)
THIS = re.compile(
    r"(?:^|\s)(?:Настоящ|настоящ|Данн|данн)(?:ее|его|ем|ий|ие|ая|ой|ое|ого|ом|ый|ые)$"
)
THIS_ACT = re.compile(r"(?:Положени|Поряд|Правил|Програм|Регламент)\w*")
HALF_OF_RUSSIA = re.compile(r"Российск(?:ой|ая|ую)$")
"""«2. Настоящее / Положение …», «… народов Российской / Федерации»: halves of one name."""

CAPITAL_FIRST = re.compile(r"[А-ЯЁ]{6,}(?!\w)")
"""«… сайт МУНИЦИПАЛЬНОГО / АВТОНОМНОГО …»: a name in capitals that the line's edge broke."""

FIRST_PERSON = re.compile(r"Я,\s*(?:_|\()")


@dataclass(slots=True)
class Paragraph:
    """A whole paragraph, or a whole table when ``rows`` are set.

    ``unmarked_item`` says a line of a list that lost its bullet; ``strong`` was printed bold or as
    a heading.
    """

    text: str = ""
    strong: bool = False
    unmarked_item: bool = False
    after_blank: bool = True
    rows: Rows = ()

    @property
    def is_ended(self) -> bool:
        return bool(ENDED.search(self.text[-ENOUGH:]))


def marker_of(text: str) -> tuple[str, str]:
    """The mark of a list's line and the text after it: («•», …), («1)», …) or («», …)."""
    for pattern in (BULLET, LETTER, BRACKETED):
        match = pattern.match(text)
        if match:
            mark = match.group(0).strip(f"{MARK} \t")
            return mark, text[match.end() :].strip()
    return "", text


def starts_anew(line: Line) -> bool:
    """Whether a line opens something of its own, whatever stands before it."""
    text = line.text
    return (
        split_number(text) is not None
        or bool(marker_of(text)[0])
        or appendix_head(text) is not None
        or is_paper_title(text)
        or is_glossary_title(text)
        or is_sheet_title(text)
        or is_heading(text)
        or is_addressee(text)
        or bool(FIRST_PERSON.match(text))
        or bool(DECIDED.match(text))
        or bool(BLANK_TO_SIGN.match(text))
    )


def join_lines(lines: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs and tables of the lines, in order; nothing of the lines is lost."""
    words = _words(lines)
    paragraphs: list[Paragraph] = []
    rows: list[tuple[str, ...]] = []
    previous: Line | None = None
    widths = [0, *_widths(lines)]
    indent = _indent_of_paragraphs(lines)
    for line, widest in zip(lines, widths, strict=False):
        if line.cells:
            if rows and line.cells[0] and len(line.cells) != len(rows[-1]):
                paragraphs.append(Paragraph(rows=assemble(rows)))
                rows = []
            rows.append(line.cells)
            previous = line
            continue
        if rows:
            paragraphs.append(Paragraph(rows=assemble(rows)))
            rows = []
            previous = None
        current = paragraphs[-1] if previous and paragraphs else None
        is_indented = bool(indent) and line.indent == indent
        if current and previous and not is_indented and _continues(current, previous, line, widest):
            current.text = _join(current.text, line.text, words)
            current.strong = current.strong and line.strong
        else:
            unmarked = bool(
                current
                and LISTING.search(current.text[-2:])
                and line.text[0].islower()
                and "___" not in line.text
            )
            paragraphs.append(
                Paragraph(line.text, line.strong, unmarked, line.after_blank or not paragraphs)
            )
        previous = line
    if rows:
        paragraphs.append(Paragraph(rows=assemble(rows)))
    return paragraphs


def _continues(current: Paragraph, previous: Line, line: Line, widest: int) -> bool:
    """Whether ``line`` goes on with ``current``; ``widest`` is of the lines around ``previous``."""
    text, first = line.text, line.text[0]
    if len(current.text) > LONGEST_PARAGRAPH:
        return False
    opening, before = current.text[:ENOUGH], current.text[-ENOUGH:]
    if AWAITS_NUMBER.search(before) and first.isdigit() and not line.after_blank:
        return True
    if REFERENCE_ENDS.search(before) and OF_THE_ACT.match(text):
        return True
    if ROLE.match(opening) and PAPER_OF_APPROVAL.match(text) and not line.after_blank:
        return True
    bare_number = split_number(opening)
    if bare_number is not None and not bare_number.rest:
        return split_number(text) is None and not marker_of(text)[0]
    if bare_number is not None and not bare_number.rest.strip("_ ") and first.isupper():
        return False
    if is_addressee(opening) and not starts_anew(line):
        return not line.after_blank or first.islower() or first == "_"
    wrapped = (
        not line.after_blank
        and max(widest, len(text)) <= WIDEST_WRAPPED_LINE
        and len(previous.text) >= FULL_LINE * widest
    )
    capital = is_capital_heading(text)
    if is_capital_heading(current.text) and not (first.islower() or first in "«("):
        is_open = before.count("(") > before.count(")")
        return (capital or is_open) and not line.after_blank
    if capital and (current.is_ended or line.after_blank) and not _is_unfinished(before, text):
        return False
    in_capitals = before[-1:].isupper() and CAPITAL_FIRST.match(text) and not line.after_blank
    if in_capitals and CAPITAL_LAST.search(before):
        return not is_paper_title(opening)
    if THIS.search(before) and THIS_ACT.match(text):
        return True
    if HALF_OF_RUSSIA.search(before) and text.startswith("Федерац"):
        return True
    if starts_anew(line):
        dash_of_a_definition = first in "–—" and wrapped and not current.is_ended
        return dash_of_a_definition and not marker_of(opening)[0]
    if BLANK_TO_SIGN.match(opening):
        return False
    if appendix_head(opening) == ("", "") and is_capital_heading(text):
        return False
    if appendix_head(opening) and first == "«":
        return not line.after_blank
    if appendix_head(opening) and first.isupper() and not line.after_blank:
        at_right = min(previous.indent, line.indent) >= HEAD_INDENT
        return at_right or _is_unfinished(before, text) or bool(re.match("[А-ЯЁ]{2}", text))
    if is_sheet_title(opening) and not first.islower():
        return False
    if is_paper_title(opening) and PLACE_AND_DAY.match(text) and "_" in text:
        return False
    if line.strong and not current.strong and (line.after_blank or current.is_ended):
        return False
    if text.startswith("(далее"):
        return True
    if first.islower() or first in "_,)№%" or first.isdigit() or first == "(":
        return _goes_on(current, text, wrapped)
    if not current.is_ended and (
        OF_THE_STATE.match(text) or (wrapped and is_governed(text.split(" ", 1)[0]))
    ):
        return not is_paper_title(opening) and len(current.text) >= SHORTEST_TORN
    no_room = wrapped and len(previous.text) + 1 + len(text.split(" ", 1)[0]) > widest
    if is_paper_title(opening) or is_heading(opening):
        return False
    if current.is_ended and not ABBREVIATION.search(before):
        return no_room and before[-1] != ":" and not NEW_DEFINITION.match(text)
    return no_room or _is_unfinished(before, text)


def _goes_on(current: Paragraph, text: str, wrapped: bool) -> bool:
    """Whether a line that begins small continues the paragraph."""
    before = current.text[-ENOUGH:]
    defined = LOWER_DEFINITION.match(text)
    in_turn = LISTING.search(before) and (before[-1] == ":" or LOWER_DEFINITION.match(current.text))
    if defined and in_turn and not _is_unfinished(before[:-1], text):
        return False
    if ABBREVIATION.search(before) and text[0] != "_" and not BLANK_PLACE.match(text):
        return True
    if LISTING.search(before):
        return text[0] == "_" or wrapped or text[0] in ",)№%"
    return not current.is_ended or (wrapped and text[0] not in "_(")


def _is_unfinished(before: str, text: str) -> bool:
    if before.count("(") > before.count(")") or OPEN_QUOTE.search(before):
        return True
    if UNFINISHED.search(before):
        return True
    return bool(HALF_A_NAME.search(before)) and bool(re.match(r"[А-ЯЁ]{2}", text))


def _join(before: str, after: str, words: frozenset[str]) -> str:
    """Two parts of a paragraph with a blank between; a word torn by the edge is made whole."""
    if is_addressee(before):
        return f"{before}\n{after}"
    torn = TORN_WORD.search(before[-ENOUGH:]) if before.endswith("-") else None
    if torn and after[0].islower():
        rest = re.match(r"\w+", after)
        first, second = torn.group(1).lower(), (rest.group(0) if rest else "").lower()
        keeps = f"{first}-{second}" in words or is_compound(first, second)
        return before + after if keeps else before[:-1] + after
    return f"{before} {after}"


def _indent_of_paragraphs(lines: Sequence[Line]) -> int:
    """The blanks before the first line of every paragraph; 0 where paragraphs are not set so."""
    opened: Counter[int] = Counter()
    torn: Counter[int] = Counter()
    for before, line in itertools.pairwise(lines):
        if line.cells or before.cells or line.after_blank or marker_of(line.text)[0]:
            continue
        ended = ENDED.search(before.text) is not None and line.text[0].isupper()
        if not ended and before.indent <= line.indent:
            torn[line.indent] += 1
        elif before.indent < line.indent:
            opened[line.indent] += 1
    indent, times = opened.most_common(1)[0] if opened else (0, 0)
    return indent if times >= FEWEST_INDENTED and torn[indent] <= times // FEWEST_INDENTED else 0


def _words(lines: Sequence[Line]) -> frozenset[str]:
    return frozenset(
        word.lower() for line in lines for word in re.findall(r"(?<!\w)\w+(?:-\w+)+", line.text)
    )


def _widths(lines: Sequence[Line]) -> list[int]:
    """For each line the widest of the wrapped lines around it, up to a blank or a long line."""
    widths: list[int] = []
    start = 0
    for end in range(1, len(lines) + 1):
        if (
            end == len(lines)
            or lines[end].after_blank
            or lines[end].cells
            or len(lines[end].text) > WIDEST_WRAPPED_LINE
            or len(lines[end - 1].text) > WIDEST_WRAPPED_LINE
        ):
            widest = max(len(line.text) for line in lines[start:end])
            widths += [widest] * (end - start)
            start = end
    return widths
