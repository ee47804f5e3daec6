"""How much of a source stands in what was made of it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mentoring_pages.domain.clauses import APPENDIX, Block
from mentoring_pages.importing.lines import close_up, is_rule, open_row
from mentoring_pages.importing.mending import russian
from mentoring_pages.importing.page_numbers import is_page_number
from mentoring_pages.importing.paragraphs import BULLETS

MARK_UP = re.compile(r"<[^<>]{1,200}>|\*\*|\[bookmark:[^\[\]]*\]|^[^\S\n]*#{1,6}\s", re.MULTILINE)
LIST_MARK = re.compile(rf"^[^\S\n]*(?:[-–—−‒―⁃*{BULLETS}]|o(?=\s))\s*", re.MULTILINE)
TORN = re.compile(r"(?<!\w)\w+(?:-[ \t]*\n\s*[а-яё]\w*){1,5}")
"""A word in parts; the line's edge tears hardly any word twice."""

PIECE = re.compile(r"\w+|[^\w\s]")


def pieces(text: str) -> Counter[str]:
    """The words and signs of a text, without mark-up, list marks, dashes and blanks to fill in."""
    written = "\n".join(_row(line) for line in text.split("\n") if not is_rule(line))
    text = LIST_MARK.sub(" ", MARK_UP.sub(" ", written))
    text = close_up(re.sub("[\u00ad\u200b\ufeff]", "", text))
    text = russian(text)
    return Counter(PIECE.findall(re.sub(rf"_+|[–—−‒―⁃{BULLETS}-]", " ", text)))


def _row(line: str) -> str:
    """A line, or a row of a table without its bars."""
    plain = line.strip()
    is_row = (plain.startswith("|") and plain.endswith("|")) or open_row(line)
    is_edge = plain.startswith("|") and plain.count("|") == 1
    return plain.replace("|", " ") if is_row or is_edge else line


def characters(text: str) -> int:
    """How many characters of a text count: without blanks and mark-up."""
    return sum(len(piece) * count for piece, count in pieces(text).items())


def texts_of(blocks: Iterable[Block]) -> list[str]:
    """Everything a reader of the blocks sees, one text for each block."""
    return [
        " ".join(
            [
                "Приложение №" if block.kind == APPENDIX and block.number else "",
                f"{block.number}." if block.number and block.number[-1] != ")" else block.number,
                block.text,
                *(cell for row in block.rows for cell in row),
            ]
        )
        for block in blocks
    ]


def share(source: str, kept: Iterable[str], left: Iterable[str] = ()) -> float:
    """The share of the source's characters, blanks and mark-up aside, that stand in ``kept``.

    ``left`` is what stands in ``kept`` and yet was left out.
    """
    wanted, present = pieces(source), Counter[str]()
    for text in kept:
        present.update(pieces(text))
    for text in left:
        present.subtract(pieces(text))
    _mend_torn(source, wanted, present)
    total = sum(len(piece) * count for piece, count in wanted.items())
    found = sum(len(piece) * min(count, max(present[piece], 0)) for piece, count in wanted.items())
    return found / total if total else 0.0


def _mend_torn(source: str, wanted: Counter[str], present: Counter[str]) -> None:
    """A word that the line's edge tore in the source is wanted whole where it was made whole."""
    lines = (line for line in source.split("\n") if not (is_page_number(line) or is_rule(line)))
    for match in TORN.finditer(russian(MARK_UP.sub("", "\n".join(lines)))):
        parts = re.findall(r"\w+", match.group(0))
        start = 0
        while start < len(parts) - 1:
            start = _mend_at(parts, start, wanted, present)


def _mend_at(parts: Sequence[str], start: int, wanted: Counter[str], present: Counter[str]) -> int:
    """Make whole the longest word whose parts begin at ``start``; where to look on."""
    for end in range(len(parts), start + 1, -1):
        whole = "".join(parts[start:end])
        if present[whole] > wanted[whole] and all(wanted[part] for part in parts[start:end]):
            wanted.subtract(parts[start:end])
            wanted[whole] += 1
            return end
    return start + 1
