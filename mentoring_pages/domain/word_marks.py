"""What changed inside a text, word by word, so that a person can read it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME = "same"
ADDED = "added"
REMOVED = "removed"

TOKEN = re.compile(r"\w+(?:[-\N{NON-BREAKING HYPHEN}]\w+)*|\s+|[^\w\s]")
LETTER = re.compile(r"\w")

MOST_COMPARISONS = 1_000_000
"""Tokens of one text times tokens of the other; a longer pair is shown as replaced whole."""

SHORTEST_ISLAND = 4
"""Letters that must stay between two changes for them to be two; «и», «в» alone join them."""

MOSTLY_NEW = 0.25
"""With a smaller share of common letters a text reads better as replaced whole."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text that stayed, came or went."""

    state: str
    text: str


def marked(old: str, new: str) -> tuple[Segment, ...]:
    """The two texts as one: what stayed and came makes the new one, what stayed and went the old.

    Texts that share almost nothing are one removal and one addition.
    """
    if old == new:
        return (Segment(SAME, old),) if old else ()
    before, after = TOKEN.findall(old), TOKEN.findall(new)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    middle = (
        before[head : len(before) - tail],
        after[head : len(after) - tail],
    )
    runs = [
        ("".join(before[:head]), "".join(after[:head]), True),
        *_runs(*middle),
        ("".join(before[len(before) - tail :]), "".join(after[len(after) - tail :]), True),
    ]
    joined = list(_joined([run for run in runs if run[0] or run[1]]))
    kept = sum(len(was) for was, _is, same in joined if same)
    if kept < MOSTLY_NEW * max(len(old), len(new)) and old and new:
        return Segment(REMOVED, old), Segment(ADDED, new)
    return tuple(_segments(joined))


Run = tuple[str, str, bool]
"""A stretch of the old text, the stretch of the new one in its place, whether they are equal."""


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    count = 0
    for one, other in zip(before, after, strict=False):
        if one != other:
            break
        count += 1
    return count


def _runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    if not before or not after or len(before) * len(after) > MOST_COMPARISONS:
        return [("".join(before), "".join(after), False)]
    found = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [
        ("".join(before[low:high]), "".join(after[start:end]), name == "equal")
        for name, low, high, start, end in found
    ]


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with a short island between two changes taken into the change."""
    open_run: Run | None = None
    for place, (was, now, same) in enumerate(runs):
        inside = open_run is not None and place + 1 < len(runs)
        if same and not (inside and len(LETTER.findall(was)) < SHORTEST_ISLAND):
            if open_run:
                yield open_run
            open_run = None
            yield was, now, True
            continue
        open_run = (open_run[0] + was, open_run[1] + now, False) if open_run else (was, now, False)
    if open_run:
        yield open_run


def _segments(runs: Sequence[Run]) -> Iterator[Segment]:
    for was, now, same in runs:
        if same:
            yield Segment(SAME, was)
            continue
        if was:
            yield Segment(REMOVED, was)
        if now:
            yield Segment(ADDED, now)
