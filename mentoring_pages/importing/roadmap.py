"""The stages of a roadmap, read from its table."""

import re
from collections.abc import Iterable, Sequence

from mentoring_pages.domain.clauses import APPENDIX, SECTION, TABLE, Block, Rows
from mentoring_pages.importing.act import Stage

ROADMAP = re.compile(r"дорожн\w+\s+карт|план\w*\s+мероприяти|план-график", re.IGNORECASE)
COLUMNS = (
    ("number", re.compile(r"№|n\b|п\s?/\s?п", re.IGNORECASE)),
    ("responsible", re.compile(r"ответственн|исполнител", re.IGNORECASE)),
    ("term", re.compile(r"срок|дата|период|когда", re.IGNORECASE)),
    (
        "result",
        re.compile(r"результат|документ|форма\s+представления|итог|отч[её]т", re.IGNORECASE),
    ),
    ("stage", re.compile(r"этап|направлени|раздел|блок", re.IGNORECASE)),
    (
        "activity",
        re.compile(r"мероприяти|содержани|деятельност|действи|работ|задач", re.IGNORECASE),
    ),
)
"""What a column is called; a cell that names a stage and activities is told by the first word."""

LIST_MARK = re.compile(r"^\s*(?:\d{1,2}[).]|[–—•●▪-])\s*")


def is_roadmap(title: str, rows: Rows) -> bool:
    """Whether a table under a title is a roadmap: the title says so, or a column holds stages."""
    if not rows or len(rows) < 2:
        return False
    columns = columns_of(rows[0])
    return "stage" in columns and ("activity" in columns or bool(ROADMAP.search(title)))


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """The place of each column by the words of its head."""
    places: dict[str, int] = {}
    for index, cell in enumerate(header):
        hits = {
            name: match.start()
            for name, pattern in COLUMNS
            if name not in places and (match := pattern.search(cell))
        }
        if hits:
            places[min(hits, key=lambda name: (hits[name], name != "number"))] = index
    return places


def read_stages(blocks: Sequence[Block]) -> tuple[Stage, ...]:
    """The stages of the first roadmap in the act, or none."""
    title = ""
    for block in blocks:
        if block.kind == APPENDIX or (block.kind == SECTION and not block.number):
            title = f"{title} {block.text}" if block.kind == SECTION else block.text
        elif block.kind == TABLE and (
            is_roadmap(title, block.rows) or (ROADMAP.search(title) and len(block.rows) > 1)
        ):
            return tuple(stages_of(block.rows))
    return ()


def stages_of(rows: Rows) -> Iterable[Stage]:
    """The rows below the head, each a stage; a row of one cell only names the next stage."""
    columns = columns_of(rows[0])
    if not columns:
        return
    heading = ""
    for row in rows[1:]:
        filled = [cell for cell in row if cell]
        if len(filled) == 1 or (len(filled) > 1 and len(set(filled)) == 1):
            heading = LIST_MARK.sub("", filled[0])
            continue
        name = _cell(row, columns, "stage")
        activity = _cell(row, columns, "activity")
        yield Stage(
            number=_cell(row, columns, "number").rstrip("."),
            name=(name or heading or activity).replace("\n", " "),
            activities=tuple(_lines(activity)),
            term=_cell(row, columns, "term"),
            responsible=_cell(row, columns, "responsible"),
            result=_cell(row, columns, "result"),
        )


def _cell(row: Sequence[str], columns: dict[str, int], name: str) -> str:
    return row[columns[name]] if name in columns and columns[name] < len(row) else ""


def _lines(cell: str) -> list[str]:
    return [text for line in cell.split("\n") if (text := LIST_MARK.sub("", line).strip())]
