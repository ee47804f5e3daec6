"""What changed between two editions of an act: which clauses, and which words inside them.

Which unit became which is ``matching``'s business; which words changed, ``word_marks``'s.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.matching import likeness_of, match, moved_ones, words_of
from mentoring_pages.domain.units import Unit, UnitLine, units_of
from mentoring_pages.domain.word_marks import ADDED, REMOVED, SAME, Segment, marked

MOVED = "moved"
RENUMBERED = "renumbered"
REWORDED = "reworded"
KINDS = (REWORDED, ADDED, REMOVED, MOVED, RENUMBERED)

ALIKE_INSIDE = 0.4
"""Share of common words from which two lines of one clause are one line, reworded."""

MOST_PARTNERS = 6
"""How many lines ahead are looked at for the one that a reworded line was."""

MOST_LINES = 1_000_000
"""Lines of one unit times lines of the other; a longer pair is shown as replaced whole."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """A line inside a changed unit: the marks printed before and after the change, its words.

    ``skipped`` lines in a row stayed as they were and are not repeated; such a line has no words.
    """

    state: str
    mark: str = ""
    segments: tuple[Segment, ...] = ()
    skipped: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One unit that is not as it was. ``kind`` is the strongest of what happened to it."""

    kind: str
    old: Unit | None
    new: Unit | None
    renumbered: bool = False
    moved: bool = False
    lines: tuple[ChangedLine, ...] = ()

    @property
    def unit(self) -> Unit:
        """The unit as it is now, or as it last was."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - a change is about something
        return found


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes in the reading order of the new edition; a removed unit where it used to stand.

    ``pairs`` are the keys of units that are in both editions, old → new.
    """

    changes: tuple[Change, ...]
    pairs: Mapping[str, str]
    unchanged: int

    def of_kind(self, kind: str) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind == kind)


def compare(old: Sequence[Piece], new: Sequence[Piece]) -> Comparison:
    """What makes ``new`` differ from ``old``."""
    before, after = units_of(old), units_of(new)
    pairs = match(before, after)
    moved = moved_ones(before, after, pairs)
    back = {is_: was for was, is_ in pairs.items()}
    found: list[tuple[tuple[int, int, int], Change]] = []
    unchanged = 0
    for place, unit in enumerate(after):
        was = before[back[place]] if place in back else None
        change = _change(was, unit, place in moved)
        if change is None:
            unchanged += 1
        else:
            found.append(((place, 0, 0), change))
    anchor = -1
    for place, unit in enumerate(before):
        if place in pairs:
            anchor = pairs[place]
        else:
            gone = Change(REMOVED, unit, None, lines=_whole(unit, REMOVED))
            found.append(((anchor, 1, place), gone))
    found.sort(key=lambda entry: entry[0])
    return Comparison(
        changes=tuple(change for _place, change in found),
        pairs={before[was].key: after[is_].key for was, is_ in pairs.items()},
        unchanged=unchanged,
    )


def _change(was: Unit | None, unit: Unit, moved: bool) -> Change | None:
    if was is None:
        return Change(ADDED, None, unit, lines=_whole(unit, ADDED))
    renumbered = was.number != unit.number
    if [(line.mark, line.text) for line in was.lines] != [
        (line.mark, line.text) for line in unit.lines
    ]:
        return Change(REWORDED, was, unit, renumbered, moved, tuple(_changed_lines(was, unit)))
    if moved:
        return Change(MOVED, was, unit, renumbered, moved)
    return Change(RENUMBERED, was, unit, renumbered) if renumbered else None


# What changed inside


def _whole(unit: Unit, state: str) -> tuple[ChangedLine, ...]:
    return tuple(
        ChangedLine(state, line.mark, (Segment(state, line.text),))
        for line in unit.lines
        if line.text or line.mark
    )


def _changed_lines(old: Unit, new: Unit) -> Iterator[ChangedLine]:
    """Head with head; the other lines aligned as a whole, and within a replaced run in order."""
    yield _line_pair(old.lines[0], new.lines[0])
    before, after = old.lines[1:], new.lines[1:]
    for name, low, high, start, end in _opcodes(before, after):
        if name == "equal":
            yield ChangedLine(SAME, skipped=high - low)
            continue
        yield from _replaced(before[low:high], after[start:end])


def _opcodes(
    before: Sequence[UnitLine], after: Sequence[UnitLine]
) -> Iterable[tuple[str, int, int, int, int]]:
    if len(before) * len(after) > MOST_LINES:
        return [("replace", 0, len(before), 0, len(after))]
    old, new = ([(line.mark, line.text) for line in lines] for lines in (before, after))
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _replaced(before: Sequence[UnitLine], after: Sequence[UnitLine]) -> Iterator[ChangedLine]:
    """Lines of one key are one line, reworded; the others are paired in order while they are
    alike."""
    waiting = list(before)
    for line in after:
        place = _partner(waiting, line)
        if place is None:
            yield ChangedLine(ADDED, line.mark, (Segment(ADDED, line.text),))
            continue
        for gone in waiting[:place]:
            yield ChangedLine(REMOVED, gone.mark, (Segment(REMOVED, gone.text),))
        yield _line_pair(waiting[place], line)
        waiting = waiting[place + 1 :]
    for gone in waiting:
        yield ChangedLine(REMOVED, gone.mark, (Segment(REMOVED, gone.text),))


def _partner(waiting: Sequence[UnitLine], line: UnitLine) -> int | None:
    """The first of a few lines ahead that the line may have been."""
    words = words_of(line.text)
    for place, other in enumerate(waiting[:MOST_PARTNERS]):
        if likeness_of(words_of(other.text), words) >= ALIKE_INSIDE:
            return place
    return None


def _line_pair(old: UnitLine, new: UnitLine) -> ChangedLine:
    segments = marked(old.text, new.text)
    if old.mark != new.mark:
        marks = [
            Segment(state, f"{mark} ")
            for state, mark in ((REMOVED, old.mark), (ADDED, new.mark))
            if mark
        ]
        return ChangedLine(REWORDED, "", (*marks, *segments))
    if old.text == new.text:
        return ChangedLine(SAME, new.mark, segments)
    return ChangedLine(REWORDED, new.mark, segments)
