"""What a PDF prints on page after page at one place: running heads and page numbers."""

import re
from collections import Counter
from typing import Any

AT_THE_EDGE = 2
"""Lines from the top or the bottom of a page."""

PLACES = 4
"""Points of height that count as one place."""

PAGE = "№"
"""How every page number is counted, whatever the number."""

NUMBERED_PAGE = re.compile(
    r"[-–—\s]*(?:стр(?:аница|\.)?\s*)?\d{1,3}(?:\s*из\s*\d{1,3})?[-–—\s]*", re.I
)
PAGE_AT_END = re.compile(
    r"(?:\s[-–—]?\s*(?:стр(?:аница|\.)?|лист|с\.)\s*\d{1,3}(?:\s*из\s*\d{1,3})?|\s{1,}\d{1,3})$",
    re.IGNORECASE,
)
"""The number of the page at the end of a running head."""

APPENDIX = re.compile(r"приложение", re.IGNORECASE)
"""The head of an appendix stands at the top of its page too, and is text."""


def take_running_heads(pages: list[Any]) -> tuple[str, ...]:
    """Take running heads and page numbers out of the items of ``pages``, and say what they were.

    A line is one when it stands apart at the edge of a page, and the same line at the same height
    of two pages and of a third of all. The number of a page by its own count is one too.
    """
    times: Counter[tuple[str, int]] = Counter()
    for page in pages:
        times.update({key for item in _edges(page) if (key := _key(item))})
    enough = max(2, len(pages) // 3)
    taken: list[str] = []
    top, bottom = _margins(pages)
    for count, page in enumerate(pages, start=1):
        taken += _own_number(page["items"], count, top, bottom)
        for item in _edges(page):
            key = _key(item)
            if key and times[key] >= enough:
                taken.append(item["text"].strip())
                page["items"].remove(item)
        taken += _heads_without_room(page["items"], times, enough)
        taken += _numbers_without_room(page["items"], times, enough)
    return tuple(dict.fromkeys(taken))


def _own_number(items: list[Any], count: int, top: float, bottom: float) -> list[str]:
    """Take the number of page ``count`` where nothing stands above or below it on any page."""
    taken = []
    for edge in (items[-1:], items[:1]):
        text = edge[0].get("text", "").strip(" -–—") if len(items) > 1 else ""
        if text == str(count) and not top < edge[0]["top"] < bottom:
            taken.append(edge[0]["text"].strip())
            items.remove(edge[0])
    return taken


def _margins(pages: list[Any]) -> tuple[float, float]:
    """Where the first and the last line stand over all pages."""
    tops = [item["top"] for page in pages for item in page["items"] if "text" in item]
    return min(tops, default=0), max(tops, default=0)


def _heads_without_room(
    items: list[Any], times: Counter[tuple[str, int]], enough: int
) -> list[str]:
    """Take a running head that other pages print apart at the very place where it stands here."""
    taken = []
    for item in [*items[:AT_THE_EDGE], *items[-AT_THE_EDGE:]]:
        key = _key(item) if "text" in item else None
        if key and key[0] != PAGE and times[key] >= enough and len(items) > 1 and item in items:
            taken.append(item["text"].strip())
            items.remove(item)
    return taken


def _numbers_without_room(
    items: list[Any], times: Counter[tuple[str, int]], enough: int
) -> list[str]:
    """Take the number of a page where no room parts it from the text: a full page, or two lines."""
    taken = []
    for edge in (items[-1:], items[:1]):
        key = _key(edge[0]) if edge and "text" in edge[0] else None
        if key and key[0] == PAGE and times[key] >= enough and len(items) > 1:
            taken.append(edge[0]["text"].strip())
            items.remove(edge[0])
    return taken


def _edges(page: Any) -> list[Any]:
    """The first and the last lines of a page where room parts them from its text."""
    items = page["items"]
    top: list[Any] = []
    for place in range(min(AT_THE_EDGE, len(items) - 1)):
        if items[place + 1].get("room"):
            top = items[: place + 1]
            break
    bottom: list[Any] = []
    for place in range(1, min(AT_THE_EDGE, len(items) - 1) + 1):
        if items[-place].get("room"):
            bottom = items[-place:]
            break
    return [item for item in [*top, *bottom] if "text" in item]


def _key(item: Any) -> tuple[str, int] | None:
    text = " ".join(item["text"].split())
    if APPENDIX.match(text):
        return None
    shown = PAGE if NUMBERED_PAGE.fullmatch(text) else PAGE_AT_END.sub(" №", text)
    return shown, round(item["top"] / PLACES)
