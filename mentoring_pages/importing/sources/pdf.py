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
from mentoring_pages.importing.sources.pdf_columns import columns_at
from mentoring_pages.importing.sources.running_heads import take_running_heads
from mentoring_pages.importing.sources.source import PDF, Source
from mentoring_pages.importing.sources.writing import Writer

LONGEST_WAIT = 20
"""Seconds until a PDF counts as unreadable; a web server ends a request after thirty."""

FEWEST_SIGNS = 20
"""Letters and signs on all pages; fewer are a stamp on a scan."""

LARGEST_UNREAD_SHARE = 0.2
LEAST_RUSSIAN_SHARE = 0.3
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
            columns, after = columns_at(items, place)
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
            if item["apart"] or (held and _ends_heading(items[place - 2], item)):
                _close(writer, held)
            text = f"**{item['text']}**" if item["bold"] else item["text"]
            held.append(" " * item["indent"] + text)
        _close(writer, held)
        writer.page_break()
    return writer.text()


def _ends_heading(before: Any, item: Any) -> bool:
    """Whether a bold line ends and a sentence in common letters begins."""
    return bool(before.get("bold") and not item["bold"] and item["text"][:1].isupper())


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
