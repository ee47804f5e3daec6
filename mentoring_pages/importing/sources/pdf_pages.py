"""The lines and tables of a PDF by the places of its words.

This file is a program of its own: it is given a PDF and prints JSON, in a process whose memory and
time are limited, because a PDF of a few kilobytes may unpack to gigabytes. It therefore imports
nothing of the product.
"""

import io
import itertools
import json
import re
import statistics
import sys
from collections.abc import Callable
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

MOST_PAGES = 100
"""A dense page takes about a tenth of a second."""

MOST_SIGNS = 1_500_000
LARGEST_MEMORY = 400 * 1024 * 1024
"""Bytes of addresses; a hundred pages of text take under 80 MB."""

LONGEST_WORK = 15
"""Seconds of the processor; sixty dense pages with tables take six to ten."""

MOST_EDGES = 4_000
"""Drawn lines of a page; more of them are a drawing, and are no table."""

COLUMN_GAP = 18.0
"""Points between two columns of a line. The widest blank of a justified line is narrower."""

FEWEST_NARROW = 4
"""One gap in so many at least is a blank between words: the widest of them is the usual one."""

PIECE_GAP = 8.0
"""Points; the blanks of a cell, which is never justified, are narrower."""

INDENT = 8.0
SAME_PLACE = 1.0
"""Points between two prints of one letter."""

WIDE_PITCH = 1.35
CHARACTER = 0.5
"""The width of a character in parts of its size."""

UNREAD_SIGN = re.compile(r"\(cid:\d+\)")
MARK = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,6}\.?\)?|[а-яa-z]\)|[-–—•●▪·o\uf0b7\uf0a7])")
WORD_OF_MARK = re.compile(r"п\.|[Пп]ункт|[Сс]татья|[Гг]лава|§")
ENDED = re.compile(r"[.;:!?»]$")


def read(file: io.BytesIO) -> dict[str, Any]:
    """The pages of a PDF: ``{"pages": [{"items": […], "picture": bool}], "unread": int}``.

    An item is a line ``{"text", "parts", "bold", "apart", "room", "indent", "top"}`` or a table
    ``{"rows"}``; ``apart`` says that a paragraph begins, ``room`` that there is room above,
    ``indent`` counts blanks before a line in the right half, ``parts`` are its columns: where each
    begins and ends, and its text; ``pieces`` are the same of words that stand near one another.
    """
    with pdfplumber.open(file) as document:
        if len(document.pages) > MOST_PAGES:
            return {"error": "many-pages"}
        pages = []
        signs = 0
        for page in document.pages:
            pages.append(read_page(page))
            page.close()
            signs += pages[-1]["signs"]
            if signs > MOST_SIGNS:
                return {"error": "long-text"}
    return {"pages": pages}


def read_page(page: Any) -> dict[str, Any]:
    """The items of a page from its top to its bottom."""
    picture = bool(page.images)
    if not page.chars:
        return {"items": [], "picture": picture, "unread": 0, "signs": 0}
    page = page.filter(_first_of_its_place())
    tables = _tables(page)
    words = page.extract_words(x_tolerance=2, extra_attrs=["fontname", "size"])
    free = [word for word in words if not any(_inside(word, table.bbox) for table in tables)]
    lines = _lines(free)
    items: list[tuple[float, dict[str, Any]]] = [
        (table.bbox[1], {"rows": [_row(row) for row in table.extract(x_tolerance=2)]})
        for table in tables
    ]
    items += _written(lines, float(page.width))
    items.sort(key=lambda item: item[0])
    text = "".join(word["text"] for word in words)
    unread = len(UNREAD_SIGN.findall(text))
    return {
        "items": [item for _, item in items],
        "picture": picture,
        "unread": unread,
        "signs": len(UNREAD_SIGN.sub("□", text)),
    }


def _first_of_its_place() -> Callable[[dict[str, Any]], bool]:
    """Whether a sign is not printed a second time over itself, as some programs make bold."""
    seen: dict[tuple[str, int, int], float] = {}

    def is_first(thing: dict[str, Any]) -> bool:
        if thing["object_type"] != "char":
            return True
        text, left, top = thing["text"], thing["x0"], round(thing["top"])
        near = (seen.get((text, top, round(left) + step)) for step in (-1, 0, 1))
        if any(place is not None and abs(place - left) < SAME_PLACE for place in near):
            return False
        seen[text, top, round(left)] = left
        return True

    return is_first


def _tables(page: Any) -> list[Any]:
    """Tables drawn with lines, of two columns and two rows at least."""
    if not page.edges or len(page.edges) > MOST_EDGES:
        return []
    found = []
    for table in page.find_tables():
        rows = table.rows
        if len(rows) > 1 and max(len(row.cells) for row in rows) > 1:
            found.append(table)
    return found


def _row(cells: list[str | None]) -> list[str | None]:
    return [None if cell is None else UNREAD_SIGN.sub("□", cell) for cell in cells]


def _inside(word: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    across, down = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return box[0] <= across <= box[2] and box[1] <= down <= box[3]


def _lines(words: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Words on one line: the middle of a word is between the top and bottom of its line."""
    lines: list[list[dict[str, Any]]] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda word: ((word["top"] + word["bottom"]) / 2, word["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and top <= middle <= bottom - 1:
            lines[-1].append(word)
            continue
        lines.append([word])
        top, bottom = word["top"], word["bottom"]
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _written(lines: list[list[dict[str, Any]]], width: float) -> list[tuple[float, dict[str, Any]]]:
    if not lines:
        return []
    left = _usual([line[0]["x0"] for line in lines])
    right = sorted(line[-1]["x1"] for line in lines)[int(len(lines) * 0.9)]
    pitches = [after[0]["top"] - before[0]["top"] for before, after in itertools.pairwise(lines)]
    pitch = statistics.median(pitches) if pitches else 0.0
    written = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        size = line[0]["size"] or 12.0
        far = line[0]["x0"] > width / 2
        item = {
            "text": UNREAD_SIGN.sub("□", _text(line)),
            "parts": _parts(line),
            "pieces": _pieces(line),
            "bold": all("bold" in word["fontname"].lower() for word in line),
            "apart": before is None or _is_apart(line, before, left, right, pitch, width),
            "top": round(line[0]["top"]),
            "room": bool(
                before and pitch and line[0]["top"] - before[0]["top"] > WIDE_PITCH * pitch
            ),
            "indent": max(20, round((line[0]["x0"] - left) / (size * CHARACTER))) if far else 0,
        }
        written.append((float(line[0]["top"]), item))
    return written


def _usual(places: list[float]) -> float:
    """The left edge of the text: the leftmost place where several lines begin."""
    rounded = [round(place) for place in places]
    several = [place for place in set(rounded) if rounded.count(place) > 1]
    return float(min(several or rounded))


def _parts(line: list[dict[str, Any]]) -> list[tuple[float, float, str]]:
    """Where the columns of a line begin and end, and their texts."""
    texts = re.split(r" {4,}", _text(line))
    parts, start = [], 0
    for text in texts:
        words = line[start : start + len(text.split(" "))]
        start += len(words)
        parts.append((words[0]["x0"], words[-1]["x1"], UNREAD_SIGN.sub("□", text)))
    return parts


def _pieces(line: list[dict[str, Any]]) -> list[tuple[float, float, str]]:
    """The words of a line that stand nearer to one another than columns do."""
    pieces: list[tuple[float, float, str]] = []
    for word in line:
        text = UNREAD_SIGN.sub("□", word["text"])
        if pieces and word["x0"] - pieces[-1][1] < PIECE_GAP:
            pieces[-1] = (pieces[-1][0], word["x1"], f"{pieces[-1][2]} {text}")
        else:
            pieces.append((word["x0"], word["x1"], text))
    return pieces


def _text(line: list[dict[str, Any]]) -> str:
    """The words of a line with one blank between them and more where two columns part."""
    gaps = [after["x0"] - before["x1"] for before, after in itertools.pairwise(line)]
    usual = sorted(gaps)[len(gaps) // FEWEST_NARROW] if len(gaps) > 2 else 0.0
    text = line[0]["text"]
    for gap, word in zip(gaps, line[1:], strict=True):
        size = word["size"] or 12.0
        is_column = gap > max(COLUMN_GAP, 3 * usual)
        blanks = max(4, round(gap / (size * CHARACTER))) if is_column else 1
        text += " " * blanks + word["text"]
    return text


def _is_apart(
    line: list[dict[str, Any]],
    before: list[dict[str, Any]],
    left: float,
    right: float,
    pitch: float,
    width: float,
) -> bool:
    """Whether a paragraph begins: by room above, by its indent, or after a short ended line."""
    if pitch and line[0]["top"] - before[0]["top"] > WIDE_PITCH * pitch:
        return True
    if _is_centred(line, left, width) and _is_centred(before, left, width):
        return False
    if line[0]["x0"] > before[0]["x0"] + INDENT and not _hangs(line, before):
        return True
    short = before[-1]["x1"] < right - 0.2 * (right - left)
    return short and ENDED.search(before[-1]["text"]) is not None


def _hangs(line: list[dict[str, Any]], before: list[dict[str, Any]]) -> bool:
    """Whether a line stands under the text of the line before, and not under its mark."""
    word = before[0]["text"]
    marks = 1 + (WORD_OF_MARK.fullmatch(word) is not None)
    return (
        len(before) > marks
        and MARK.fullmatch(before[marks - 1]["text"]) is not None
        and abs(before[marks]["x0"] - line[0]["x0"]) < INDENT
    )


def _is_centred(line: list[dict[str, Any]], left: float, width: float) -> bool:
    middle = (line[0]["x0"] + line[-1]["x1"]) / 2
    return line[0]["x0"] > left + INDENT and abs(middle - width / 2) < INDENT * 3


def limit_itself() -> None:
    """Keep this process within its memory and time, where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of the caller stays
        return
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (LONGEST_WORK, LONGEST_WORK + 1))


def main() -> int:
    limit_itself()
    sys.setrecursionlimit(2_000)
    try:
        answer = read(io.BytesIO(sys.stdin.buffer.read()))
    except PDFPasswordIncorrect:
        answer = {"error": "password"}
    except (MemoryError, RecursionError):
        answer = {"error": "too-hard"}
    except Exception as error:  # noqa: BLE001 - a broken PDF breaks in a hundred ways
        is_password = "password" in type(error).__name__.lower() or isinstance(
            error.__cause__ or error.__context__, PDFPasswordIncorrect
        )
        answer = {"error": "password" if is_password else "damaged"}
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
