"""Tables flattened by extraction: rows of cells, torn by pages, with HTML left in the cells."""

import re
from collections.abc import Sequence

from mentoring_pages.domain.clauses import Rows

SIGNATURE_LINE = "__________"
BREAKS = re.compile(r"</?(?:p|ul|ol|li|div|br)\b[^>]*>", re.IGNORECASE)
RULE = re.compile(r"<hr\b[^>]*>", re.IGNORECASE)
INLINE_TAG = re.compile(
    r"</?(?:b|i|u|em|strong|span|sup|sub|font|a|td|tr|table|tbody)\b[^>]*>", re.I
)
BULLET = re.compile(r"\s*[•●▪]\s*")
GLUED_DASH = re.compile(r"(?<=[.;:])\s*([–—-])\s(?=[а-яё])")
LIST_NUMBER = re.compile(r"\s(?=\d{1,2}\)\s)")


def clean_cell(cell: str) -> str:
    """The text of a cell, a line for each paragraph or list item; unknown HTML stays text."""
    text = RULE.sub(f"\n{SIGNATURE_LINE} ", BREAKS.sub("\n", cell))
    text = INLINE_TAG.sub("", text)
    text = BULLET.sub("\n• ", text)
    if "– " in text or "- " in text:
        text = GLUED_DASH.sub(r"\n\1 ", text)
    if re.match(r"\s*1\)", text) or re.search(r"\n\s*\d\)", text):
        text = LIST_NUMBER.sub("\n", text)
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def assemble(rows: Sequence[tuple[str, ...]]) -> Rows:
    """Whole rows, all of one width. A row whose first cell is empty continues the one before."""
    width = max(len(row) for row in rows)
    whole: list[list[str]] = []
    for row in rows:
        cells = [clean_cell(cell) for cell in row] + [""] * (width - len(row))
        if whole and not cells[0] and any(cells):
            whole[-1] = [_glue(old, new) for old, new in zip(whole[-1], cells, strict=True)]
        else:
            whole.append(cells)
    filled = [column for column in range(width) if any(row[column] for row in whole)]
    return tuple(tuple(row[column] for column in filled) for row in whole)


def _glue(before: str, after: str) -> str:
    if not before or not after:
        return before or after
    torn = after[0].islower() and before[-1] not in ".;:!?"
    return f"{before}{' ' if torn else chr(10)}{after}"
