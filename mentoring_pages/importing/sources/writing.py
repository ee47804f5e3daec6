"""Paragraphs and tables of a file, written in the language of lines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mentoring_pages.importing.refusals import Unreadable, UnreadableFile

LONGEST_TABLE = 2_000
"""Rows. The longest table of a school's act, a roadmap or a list of works, has under a hundred."""

MOST_CHARACTERS = 1_500_000
"""Characters of text that a file may give, some five hundred pages; an act has under a tenth."""

MOST_LINES = 20_000
"""Lines with something on them: a page of print has forty."""

RIGHT_SIDE = 40
"""Blanks before what is set at the right."""

SIDE_BY_SIDE = re.compile(
    r"\W*(?:утвержд|согласован|принят[оа]?\b|рассмотрен|одобрен|учтено|(?-i:С)\s+уч[её]том\s+мнения)",
    re.IGNORECASE,
)
"""How the parts of an approval block begin."""

WIDEST_COLUMN = 60
BREAK = "<br>"


@dataclass(slots=True)
class Writer:
    """Collects what a reader of a format finds, in reading order."""

    parts: list[str] = field(default_factory=list)
    size: int = 0
    lines: int = 0
    held: int = 0

    def paragraph(
        self, text: str, *, heading: int = 0, strong: bool = False, right: bool = False
    ) -> None:
        """Add a paragraph; a line break in ``text`` is a soft one.

        ``heading`` is the depth of a heading, 1 for the topmost.
        """
        lines = [line.rstrip() for line in text.split("\n")]
        lines = [line for line in lines if line.strip() or "\f" in line]
        if not lines:
            return
        if heading:
            lines = ["#" * min(heading, 6) + " " + " ".join(line.strip() for line in lines)]
        elif strong:
            lines = [f"**{line.strip()}**" for line in lines]
        if right and not heading:
            lines = [" " * RIGHT_SIDE + line.strip() for line in lines]
        self._add("\n".join(lines))

    def page_break(self) -> None:
        self._add("\f")

    def table(self, rows: Sequence[Sequence[str]], *, is_layout: bool = False) -> None:
        """Add a table; one that only sets an approval block side by side becomes columns."""
        if len(rows) > LONGEST_TABLE:
            raise UnreadableFile(Unreadable.LONG_TABLE)
        width = max((len(row) for row in rows), default=0)
        cells = [cell for row in rows for cell in row if cell.strip()]
        if not cells:
            return
        if self.size + sum(map(len, cells)) > MOST_CHARACTERS:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        if width < 2 or len(cells) == 1:
            for cell in cells:
                self.paragraph(cell)
        elif is_layout or (width <= 4 and any(SIDE_BY_SIDE.match(cell) for cell in cells)):
            for row in rows:
                self._add(side_by_side(row))
        else:
            self._add("\n".join(map(table_row, rows)))

    def hold(self, text: str) -> str:
        """Count the text of a cell before it is repeated in every row it stands beside."""
        self.held += len(text)
        if self.held > MOST_CHARACTERS:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        return text

    def text(self) -> str:
        return "\n\n".join(self.parts) + "\n" if self.parts else ""

    def _add(self, part: str) -> None:
        self.size += len(part)
        self.lines += part.count("\n") + 1
        if self.size > MOST_CHARACTERS or self.lines > MOST_LINES:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        if part.strip() or "\f" in part:
            self.parts.append(part)


def table_row(cells: Iterable[str]) -> str:
    """A row of a table: a paragraph of a cell ends with «<br>», a bar in a cell is «\\|»."""
    return "| " + " | ".join(map(_cell, cells)) + " |"


def side_by_side(cells: Sequence[str]) -> str:
    """The lines of cells printed beside one another, each column at its own place."""
    columns = [[line.strip() for line in cell.split("\n") if line.strip()] for cell in cells]
    columns = [column for column in columns if column] if len(columns) > 2 else columns
    height = max(map(len, columns), default=0)
    starts = [0]
    for column in columns[:-1]:
        widest = max((len(line) for line in column), default=0)
        starts.append(starts[-1] + max(min(widest, WIDEST_COLUMN), RIGHT_SIDE - 4) + 4)
    lines = []
    for row in range(height):
        line = ""
        for start, column in zip(starts, columns, strict=True):
            if row < len(column):
                gap = max(start - len(line), 4 if line else 0)
                line += " " * gap + column[row]
        lines.append(line.rstrip())
    return "\n".join(lines)


def check_size(text: str) -> None:
    """Refuse a text longer than acts are, or with a table no act has.

    A row is a line of cells, with tabs or with bars.
    """
    if len(text) > MOST_CHARACTERS:
        raise UnreadableFile(Unreadable.LONG_TEXT)
    rows = written = 0
    for line in text.splitlines():
        written += not line.isspace() and line != ""
        if written > MOST_LINES:
            raise UnreadableFile(Unreadable.LONG_TEXT)
        is_row = "\t" in line.strip() or (line.startswith("|") and line.count("|") > 2)
        rows = rows + 1 if is_row else 0
        if rows > LONGEST_TABLE:
            raise UnreadableFile(Unreadable.LONG_TABLE)


def _cell(text: str) -> str:
    lines = [re.sub(r"[ \t\f]+", " ", line).strip() for line in text.split("\n")]
    return BREAK.join(line for line in lines if line).replace("|", "\\|")
