"""How wide the columns of a printed table are: as their texts need, no word cut if it can be."""

from collections.abc import Sequence

LETTER = 1.26
"""Percent of a page's width that a letter of a table takes."""

PADDING = 2.4

LONGEST_WORD = 24
"""Letters of a word that must stand on one line; a longer one is broken."""


def column_widths(rows: Sequence[Sequence[str]]) -> tuple[float, ...]:
    """Percent of the table's width for each column; they add up to 100.

    A column gets room for its longest word. What is left goes by the square root of the texts:
    twice the text does not need twice the width.
    """
    count = max((len(row) for row in rows), default=0)
    if not count:
        return ()
    least, wants = [], []
    for column in range(count):
        cells = [row[column] for row in rows if column < len(row)]
        longest = max((len(word) for cell in cells for word in cell.split()), default=1)
        least.append(min(longest, LONGEST_WORD) * LETTER + PADDING)
        wants.append((1 + sum(len(cell) for cell in cells) / max(1, len(cells))) ** 0.5)
    left = 100 - sum(least)
    if left <= 0:
        return tuple(round(width / sum(least) * 100, 2) for width in least)
    return tuple(
        round(width + left * want / sum(wants), 2) for width, want in zip(least, wants, strict=True)
    )
