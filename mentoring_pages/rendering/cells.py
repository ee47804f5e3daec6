"""The text of a table's cell: its lists apart from its sentences."""

import re
from itertools import groupby

MARKED = re.compile(r"(?:[•●▪–—-]|\d{1,2}\)|[а-я]\))\s+\S")


def cell_parts(text: str) -> list[tuple[bool, list[str]]]:
    """Runs of lines in order: ``(True, lines of a list)`` or ``(False, [text])``.

    A line keeps its mark («•», «–», «1)») as the document prints it.
    """
    runs = groupby(text.splitlines(), key=lambda line: bool(MARKED.match(line)))
    parts = [(listed, list(lines)) for listed, lines in runs]
    return [(listed, lines if listed else ["\n".join(lines)]) for listed, lines in parts]
