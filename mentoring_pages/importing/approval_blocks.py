"""Where the approval blocks stand: one below another, side by side, or line by line mixed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring_pages.importing.act import Approval
from mentoring_pages.importing.approval_owners import (
    BODY,
    ORDER,
    Block,
    by_kind,
    by_line,
    days_in_order,
    in_turn,
    owner_below,
)
from mentoring_pages.importing.approval_signs import check
from mentoring_pages.importing.approval_text import read_approval
from mentoring_pages.importing.approval_words import DAY, NAME, NUMBERS, POST, ROLE
from mentoring_pages.importing.lines import Line
from mentoring_pages.importing.tables import clean_cell

GAP = re.compile(r"\s{2,}")
CELL = 1_000
"""Cells of a table are columns so far apart that no text reaches from one into the next."""

MOST_LINES = 120
"""Lines of a head in which pieces of one block may be looked for below another."""

FEW = 2
"""Lines below a head that tell whether the block beside it goes on."""

NEAR = 4
"""Blanks: so far the text of a column may reach past its edge."""

PAPERS = re.compile(r"(?<!\w)(?:приказ|протокол|распоряжени)\w*", re.IGNORECASE)
POSTS = re.compile(rf"(?<!\w){POST}\w*")
FREE_DAY = re.compile(rf"(?<!от)(?<!от\s)(?<![\d.]){DAY.pattern}", re.IGNORECASE)
TO_SIGN = re.compile(r"_{3,}[\s/]*(?=[А-ЯЁ])")
PAPER_OR_DAY = re.compile(rf"{PAPERS.pattern}|{FREE_DAY.pattern}", re.IGNORECASE)
ROLES = re.compile(
    r"(?<![\w])(?:УТВЕРЖД(?:АЮ|ЕНО|ЕНА|ЁН|ЕН)|СОГЛАСОВАНО|ПРИНЯТ[ОАЫ]?|РАССМОТРЕНО|ОДОБРЕНО"
    r"|УЧТЕНО|Учтено|С\s+УЧ[ЕЁ]ТОМ\s+МНЕНИЯ|С\s+уч[её]том\s+мнения|Утвержд(?:аю|ено)|Согласовано|Принято|Рассмотрено|Одобрено)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Found:
    """The approval blocks of a head and what of their lines was not understood.

    ``used`` is the text of the blocks, ``is_mixed`` says that pieces were sorted by their words,
    which may be wrong. ``lost`` are the pieces of ``left`` whose block has no readable head;
    ``doubts`` are about the blocks that have one.
    """

    approvals: tuple[Approval, ...]
    left: tuple[str, ...]
    used: str
    is_mixed: bool
    lost: tuple[str, ...]
    doubts: tuple[str, ...]


def opens_block(line: Line) -> bool:
    """Whether an approval block opens in the line: at its head or in one of its columns."""
    parts = line.cells or line.columns or (line.text,)
    return any(ROLE.match(part) for part in parts if part) or bool(ROLE.match(line.text))


def read_blocks(lines: Sequence[Line]) -> Found:
    """The approval blocks of ``lines``, of which the first opens one."""
    blocks: list[Block] = []
    row: list[Block] = []
    mixed = False
    taken = 0
    for index, line in enumerate(lines):
        if index < taken:
            continue
        heads = _heads(line)
        if heads and (grid := _in_grid(row, line, lines[index + 1 : index + 1 + FEW])):
            row = grid
            blocks += [block for block in row if block not in blocks]
            continue
        if heads:
            stacked = bool(row) and len(heads) == 1 and _is_bare(row) and not line.cells
            fresh = [Block([text], start) for start, text in heads]
            mixed = mixed or (len(heads) > 1 and heads[0][0] == heads[-1][0])
            row = [*row, *fresh] if stacked else fresh
            blocks += fresh
            parts = by_kind(row, lines[index + 1 :]) if stacked else []
            is_clear = bool(parts)
            if stacked and not parts:
                parts = by_line(row, lines[index + 1 :])
            for block, below in parts:
                block.text += [part.text for part in below]
            if parts:
                taken = index + 1 + sum(len(below) for _, below in parts)
                mixed = mixed or not is_clear
                continue
            mixed = mixed or stacked
            if stacked:
                paragraphs, is_in_turn = in_turn(row, lines[index + 1 :])
                for block, paragraph in zip(itertools.cycle(row), paragraphs, strict=False):
                    block.text += [below.text for below in paragraph]
                taken = len(lines) if is_in_turn else taken
            continue
        is_near = index < MOST_LINES
        if is_near and (days := days_in_order(blocks, lines[index : index + MOST_LINES])):
            for block, text in days:
                block.text.append(text)
            taken = index + len(days)
            continue
        if is_near and len(row) == 1 and not line.cells:
            row = [owner_below(blocks, row[0], lines[index : index + MOST_LINES])]
            blocks += [block for block in row if block not in blocks]
        for block, text in _share_out(row, line, lines[index + 1 :]):
            block.text.append(text)
    texts = [re.sub(r"\s+", " ", block.joined).strip() for block in blocks]
    read = [read_approval(text) for text in texts]
    left = [piece for _, pieces in read for piece in pieces]
    doubts: list[str] = []
    for text, (approval, pieces) in zip(texts, read, strict=True):
        doubts += check(text, approval, pieces)
    return Found(
        approvals=tuple(approval for approval, _ in read if approval.heading),
        left=tuple(left),
        used=" ".join(texts),
        is_mixed=mixed and len(blocks) > 1,
        lost=tuple(piece for approval, pieces in read if not approval.heading for piece in pieces),
        doubts=tuple(doubts),
    )


def _in_grid(row: Sequence[Block], line: Line, following: Sequence[Line]) -> list[Block]:
    """The blocks side by side after a line that opens some of them while others go on.

    Empty where the line opens a new row of blocks, or where the columns have no place of their own.
    """
    columns = [block.column for block in row]
    pieces = _pieces(line)
    heads = [start for start, text in pieces if ROLE.match(text)]
    places = [start for start, text in pieces if not ROLE.match(text)]
    below = [start for near in following for start, _ in _pieces(near)]
    others = [column for column in columns if not _is_near(column, heads)]
    goes_on = _is_any_near(others, places) or (
        len(row) > 1 and _is_any_near(others, below) and _is_any_near(heads, columns)
    )
    if not heads or not goes_on or len(set(columns)) < len(row):
        return []
    grid = [block for block in row if not _is_near(block.column, heads)]
    opened = [Block([text], start) for start, text in pieces if ROLE.match(text)]
    for start, text in pieces:
        if not ROLE.match(text):
            nearest = min(grid, key=lambda block: abs(block.column - start))
            nearest.text.append(text)
    return sorted([*grid, *opened], key=lambda block: block.column)


def _is_near(column: int, places: Sequence[int]) -> bool:
    return any(abs(column - place) <= NEAR for place in places)


def _is_any_near(columns: Sequence[int], places: Sequence[int]) -> bool:
    return any(_is_near(column, places) for column in columns)


def _heads(line: Line) -> list[tuple[int, str]]:
    """The blocks a line opens, each with its column; one column for all when there is no gap."""
    pieces = _pieces(line)
    heads = [(start, text) for start, text in pieces if ROLE.match(text)]
    if not heads:
        return []
    if len(heads) == 1 and len(pieces) == 1:
        start, text = heads[0]
        whole = ROLE.fullmatch(text)
        places = [] if whole else [found.start() for found in ROLES.finditer(text)]
        if len(places) > 1 and places[0] <= 1 and len(text.split()) <= 2 * len(places):
            edges = [0, *places[1:], len(text)]
            return [(start, text[a:b].strip(' «"')) for a, b in itertools.pairwise(edges)]
        return heads
    return [(start, text) for start, text in pieces if text]


def _pieces(line: Line) -> list[tuple[int, str]]:
    """The pieces of a line between wide gaps or cells, each with its place."""
    if line.cells:
        cells = (clean_cell(cell).replace("\n", " ") for cell in line.cells)
        return [(index * CELL, text) for index, text in enumerate(cells) if text]
    raw = line.raw or line.text
    pieces = []
    start = len(raw) - len(raw.lstrip())
    for gap in [*GAP.finditer(raw.rstrip(), start), None]:
        end = gap.start() if gap else len(raw)
        if text := raw[start:end].strip():
            pieces.append((start, text))
        start = gap.end() if gap else end
    return pieces


def _is_bare(row: Sequence[Block]) -> bool:
    """Whether nothing but the words «Согласовано», «Утверждаю» has been read yet."""
    return all(len(block.text) == 1 and len(block.text[0].split()) == 1 for block in row)


def _share_out(
    row: Sequence[Block], line: Line, following: Sequence[Line]
) -> list[tuple[Block, str]]:
    """Which block each piece of a line belongs to."""
    if len(row) < 2:
        return [(row[0], " ".join(line.cells) or line.text)] if row else []
    columns = [block.column for block in row]
    pieces = _pieces(line)
    if len(set(columns)) == len(row):
        shared = []
        for start, text in pieces:
            for at, part in _cut_at_columns(start, text, columns):
                nearest = min(range(len(row)), key=lambda index: abs(columns[index] - at))
                shared.append((row[nearest], part))
        if len(pieces) == len(row):
            for block, (start, _) in zip(row, pieces, strict=True):
                block.is_ragged = block.is_ragged or abs(block.column - start) > NEAR
        return _lacking(row, shared, line) if len(shared) == 1 and not line.cells else shared
    return _share_by_words(row, " ".join(text for _, text in pieces))


def _lacking(
    row: Sequence[Block], shared: Sequence[tuple[Block, str]], line: Line
) -> list[tuple[Block, str]]:
    """A lone line «от … № …» below the columns: it is of the block that lacks a day and a number.

    A tab that set it under its column is often lost. Where tabs parted the columns, a lone order is
    of the block that approves.
    """
    (block, text) = shared[0]
    if line.indent == 0 and any(other.is_ragged for other in row) and ORDER.match(text):
        approving = [other for other in row if other.approves]
        if len(approving) == 1 and not approving[0].is_dated:
            return [(approving[0], text)]
    if DAY.fullmatch(text) and _has(block, text):
        undated = [other for other in row if not _has(other, text)]
        return [(undated[0], text)] if len(undated) == 1 else list(shared)
    is_paper = DAY.search(text) and any(pattern.search(text) for pattern in NUMBERS)
    if not is_paper or not block.is_dated:
        return list(shared)
    without = [other for other in row if not other.is_dated]
    return [(without[0], text)] if len(without) == 1 else list(shared)


def _cut_at_columns(start: int, text: str, columns: Sequence[int]) -> list[tuple[int, str]]:
    """A piece that reaches into the next column is cut at the blank nearest to its edge."""
    for column in columns:
        if start + NEAR < column < start + len(text) - NEAR and column < CELL:
            blanks = [found.start() for found in re.finditer(" ", text)]
            near = [blank for blank in blanks if abs(start + blank + 1 - column) <= NEAR]
            begins = [blank for blank in near if POSTS.match(text, blank + 1)]
            begins += [blank for blank in near if PAPERS.match(text, blank + 1)]
            if begins:
                cut = begins[0]
                rest = _cut_at_columns(start + cut + 1, text[cut + 1 :], columns)
                return [(start, text[:cut]), *rest]
    return [(start, text)]


def _share_by_words(row: Sequence[Block], text: str) -> list[tuple[Block, str]]:
    """A line of all columns at once is cut where its posts, papers, names or days begin."""
    for pattern in (POSTS, PAPERS, NAME, FREE_DAY, TO_SIGN, PAPER_OR_DAY):
        places = [found.start() for found in pattern.finditer(text)]
        is_first_other = len(places) + 1 == len(row) > 2 and places[0] > 1
        if is_first_other and (BODY.search(text[: places[0]]) or PAPERS.match(text)):
            places = [0, *places]
        if len(places) == len(row):
            edges = [0, *places[1:], len(text)]
            parts = [text[a:b].strip() for a, b in itertools.pairwise(edges)]
            return list(zip(row, parts, strict=True))
    if len(row) == 2 and (cut := _second_column(row, text)):
        return [(row[0], text[:cut].strip()), (row[1], text[cut:].strip())]
    return [(_owner_by_words(row, text), text)]


def _second_column(row: Sequence[Block], text: str) -> int:
    """Where a line of both columns goes over to the second: at its post, or its place to sign."""
    post = POSTS.search(text)
    if post and len(text[: post.start()].split()) > 1:
        return post.start()
    to_sign = re.search(r"_{3,}(?=\s*[А-ЯЁ/])", text)
    is_signed_there = POSTS.search(row[1].joined) and not POSTS.search(row[0].joined)
    if to_sign and is_signed_there and len(text[: to_sign.start()].split()) > 1:
        return to_sign.start()
    return 0


def _owner_by_words(row: Sequence[Block], text: str) -> Block:
    """The block a single piece belongs to by its words, else the one that lacks such a piece."""
    approving = [block for block in row if block.approves]
    others = [block for block in row if block not in approving]
    if approving and re.match(
        r"приказ|(?:директор|заведующ|ректор|начальник)", text, re.IGNORECASE
    ):
        return approving[0]
    if others and re.match(r"протокол|председател", text, re.IGNORECASE):
        lacking = [block for block in others if not _has(block, text)]
        return (lacking or others)[0]
    return next((block for block in row if not _has(block, text)), row[-1])


def _has(block: Block, text: str) -> bool:
    """Whether the block already holds a piece of the same kind as ``text``."""
    kind = next((p for p in (PAPERS, NAME, POSTS, DAY) if p.search(text)), None)
    return bool(kind and any(kind.search(part) for part in block.text[1:]))
