"""A PDF with a text layer as lines."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from mentoring_pages.importing.refusals import Unreadable, UnreadableFile
from mentoring_pages.importing.sources import notes as note
from mentoring_pages.importing.sources import pdf_pages
from mentoring_pages.importing.sources.running_heads import take_running_heads
from mentoring_pages.importing.sources.source import PDF, Source
from mentoring_pages.importing.sources.writing import SIDE_BY_SIDE, Writer

LONGEST_WAIT = 20
"""Seconds until a PDF counts as unreadable; a web server ends a request after thirty."""

FEWEST_SIGNS = 20
"""Letters and signs on all pages; fewer are a stamp on a scan."""

LARGEST_UNREAD_SHARE = 0.2
LEAST_RUSSIAN_SHARE = 0.3
HALF_A_PAGE = 250.0
NARROWEST_STRIP = 12.0
NARROWEST_GAP = 5.0
"""Points."""

LONGEST_BLOCK = 80
"""Lines of an approval block."""

FEWEST_OF_MANY = 3
ACT_NAME = re.compile(r"(?:положение|порядок|правила|программа|регламент)\b", re.IGNORECASE)

RUSSIAN = re.compile(r"[а-яё]", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")
NEW_LINE_OF_CELL = re.compile(r"(?:[-–—•●▪]|\d{1,3}[.)]|[а-я]\))\s*\S")
ENDED = re.compile(r"[.;:!?]$")


def read_pdf(data: bytes) -> Source:
    """The text of a PDF; raises ``UnreadableFile``."""
    pages = _pages(data)
    signs = sum(page["signs"] for page in pages)
    unread = sum(page["unread"] for page in pages)
    if signs < FEWEST_SIGNS:
        raise UnreadableFile(Unreadable.SCAN)
    if unread > signs * LARGEST_UNREAD_SHARE:
        raise UnreadableFile(Unreadable.NO_LETTERS)
    dropped = take_running_heads(pages)
    text = _written(pages)
    if len(RUSSIAN.findall(text)) < len(LETTER.findall(text)) * LEAST_RUSSIAN_SHARE:
        raise UnreadableFile(Unreadable.NO_LETTERS)
    doubts = []
    empty = [n for n, page in enumerate(pages, start=1) if page["picture"] and not page["items"]]
    if empty:
        doubts.append(note.pages_without_text(empty))
    if unread:
        doubts.append(note.lost_signs(unread))
    return Source(text, PDF, dropped=dropped, doubts=tuple(doubts))


def _pages(data: bytes) -> list[Any]:
    """What ``pdf_pages`` says of the file, read in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the file goes in by its input
            [sys.executable, "-P", str(Path(pdf_pages.__file__))],
            input=data,
            capture_output=True,
            timeout=LONGEST_WAIT,
            env=environment,
            check=True,
        )
        answer = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise UnreadableFile(Unreadable.TOO_HARD) from error
    if "error" in answer:
        raise UnreadableFile(Unreadable(answer["error"]))
    pages: list[Any] = answer["pages"]
    return pages


def _written(pages: list[Any]) -> str:
    writer = Writer()
    for page in pages:
        held: list[str] = []
        items = page["items"]
        place = 0
        while place < len(items):
            item = items[place]
            columns, after = many_columns(items, place)
            if not columns:
                columns, after = two_columns(items, place)
            if columns:
                _close(writer, held)
                writer.table([columns], is_layout=True)
                place = after
                continue
            place += 1
            if "rows" in item:
                _close(writer, held)
                writer.table(_rows(item["rows"]))
                continue
            if item["apart"]:
                _close(writer, held)
            text = f"**{item['text']}**" if item["bold"] else item["text"]
            held.append(" " * item["indent"] + text)
        _close(writer, held)
        writer.page_break()
    return writer.text()


def many_columns(items: list[Any], start: int) -> tuple[list[str], int]:
    """The three or more columns of an approval block that begins at ``start``, and where it ends.

    A column is what the parts of all its lines cover of the page's width; a line that would join
    two of them, or the name of an act in the middle, is no part of the block.
    """
    if "rows" in items[start] or not any(
        SIDE_BY_SIDE.match(text) for _, _, text in items[start]["parts"]
    ):
        return [], start
    covered: list[tuple[float, float]] = []
    place = start
    last = min(len(items), start + LONGEST_BLOCK)
    while place < last and "rows" not in items[place]:
        parts = items[place]["parts"]
        if len(parts) == 1 and ACT_NAME.match(parts[0][2]):
            break
        wider = _merged([*covered, *((begin, end) for begin, end, _ in parts)])
        if len(wider) < len(covered):
            break
        covered, place = wider, place + 1
    if len(covered) < FEWEST_OF_MANY:
        return [], start
    columns: list[list[str]] = [[] for _ in covered]
    for item in items[start:place]:
        for begin, end, text in item["parts"]:
            of = next(i for i, edge in enumerate(covered) if edge[0] <= begin and end <= edge[1])
            columns[of].append(text)
    opened = sum(SIDE_BY_SIDE.match(column[0]) is not None for column in columns)
    return (["\n".join(column) for column in columns], place) if opened > 1 else ([], start)


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The spans with those joined that no strip parts."""
    merged: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if merged and begin - merged[-1][1] < NARROWEST_GAP:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def two_columns(items: list[Any], start: int) -> tuple[list[str], int]:
    """The columns of an approval block that begins at ``start``, and where it ends.

    The lines of the two columns need not be level with one another: what parts them is a strip of
    the page that no line crosses.
    """
    if "rows" in items[start] or not any(
        SIDE_BY_SIDE.match(text) for _, _, text in items[start]["parts"]
    ):
        return [], start
    strip: tuple[float, float] | None = None
    place = start
    last = min(len(items), start + LONGEST_BLOCK)
    for place in range(start, last + 1):
        if place == last or "rows" in items[place]:
            break
        narrower = _strip(items[place]["parts"], strip)
        if narrower is None:
            break
        strip = narrower
    if strip is None:
        return [], start
    middle = (strip[0] + strip[1]) / 2
    parts = [part for item in items[start:place] for part in item["parts"]]
    left = "\n".join(text for _, end, text in parts if end <= middle)
    right = "\n".join(text for begin, _, text in parts if begin >= middle)
    return ([left, right], place) if left and right else ([], start)


def _strip(
    parts: list[tuple[float, float, str]], strip: tuple[float, float] | None
) -> tuple[float, float] | None:
    """What a line leaves free of the strip between two columns; ``None`` when it crosses it."""
    if strip is None:
        if len(parts) == 1:
            begin, end, _ = parts[0]
            strip = (0.0, begin) if begin > HALF_A_PAGE else (end, 2 * HALF_A_PAGE)
        else:
            strip = (parts[0][1], parts[-1][0])
        return strip if len(parts) < 3 else None
    if len(parts) == 2:
        free = (max(strip[0], parts[0][1]), min(strip[1], parts[1][0]))
        return free if free[1] - free[0] >= NARROWEST_STRIP else None
    before = [end for begin, end, _ in parts if begin < (strip[0] + strip[1]) / 2]
    after = [begin for begin, _, _ in parts if begin >= (strip[0] + strip[1]) / 2]
    free = (max([strip[0], *before]), min([strip[1], *after]))
    return free if free[1] - free[0] >= NARROWEST_STRIP else None


def _close(writer: Writer, held: list[str]) -> None:
    writer.paragraph("\n".join(held))
    held.clear()


def _rows(rows: list[list[str | None]]) -> list[list[str]]:
    """Cells with their broken lines joined; a first cell merged downwards is repeated."""
    whole: list[list[str]] = []
    for row in rows:
        cells = ["" if cell is None else _joined(cell) for cell in row]
        if row and row[0] is None and whole:
            cells[0] = whole[-1][0]
        whole.append(cells)
    return whole


def _joined(cell: str) -> str:
    lines = [line.strip() for line in cell.split("\n") if line.strip()]
    text = ""
    for line in lines:
        if not text:
            text = line
        elif re.search(r"[а-яё]-$", text) and line[0].islower():
            text = text[:-1] + line
        elif NEW_LINE_OF_CELL.match(line) or (ENDED.search(text) and line[0].isupper()):
            text = f"{text}\n{line}"
        else:
            text = f"{text} {line}"
    return text
