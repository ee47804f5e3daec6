"""Which unit of an act became which: the same key, the same words, or the likest ones.

A text imported anew has other keys, and what is left after the keys is matched by its words. Work
grows with the length of the texts: a unit is compared with a few candidates that share its rarer
words, never with all.
"""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from mentoring_pages.domain.clauses import APPENDIX, SECTION
from mentoring_pages.domain.units import Unit

WORD = re.compile(r"\w+")

ALIKE = 0.6
"""Share of common words from which two texts are the same clause, reworded."""

ALIKE_UNDER_ONE_NUMBER = 0.35
"""The same where both bear the same number in the same place."""

MOST_CANDIDATES = 6
RARE = 12
"""A word that stands in more units than this leads to no candidate."""


def match(before: Sequence[Unit], after: Sequence[Unit]) -> dict[int, int]:
    """Places of the old units → places of the new ones."""
    places = {unit.key: place for place, unit in enumerate(after)}
    pairs = {
        place: places[unit.key]
        for place, unit in enumerate(before)
        if unit.key in places and after[places[unit.key]].kind == unit.kind
    }
    taken = set(pairs.values())
    left = [place for place in range(len(before)) if place not in pairs]
    right = [place for place in range(len(after)) if place not in taken]
    _match_equal(before, after, left, right, pairs)
    taken = set(pairs.values())
    left = [place for place in left if place not in pairs]
    right = [place for place in right if place not in taken]
    _match_alike(before, after, left, right, pairs)
    _match_heads(before, after, pairs)
    return pairs


def _match_equal(
    before: Sequence[Unit],
    after: Sequence[Unit],
    left: Sequence[int],
    right: Sequence[int],
    pairs: dict[int, int],
) -> None:
    """The same words under the same number first, then the same words in the order of reading."""
    for named in (True, False):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        taken = set(pairs.values())
        for place in reversed(right):
            if place not in taken:
                waiting[_likeness_key(after[place], named)].append(place)
        for place in left:
            if place not in pairs and (found := waiting.get(_likeness_key(before[place], named))):
                pairs[place] = found.pop()


def _likeness_key(unit: Unit, named: bool) -> tuple[str, ...]:
    text = unit.text.casefold()
    return (unit.kind, text, unit.number, unit.inside) if named else (unit.kind, text)


def _match_alike(
    before: Sequence[Unit],
    after: Sequence[Unit],
    left: Sequence[int],
    right: Sequence[int],
    pairs: dict[int, int],
) -> None:
    """The likest first; units of one number in one place need less likeness."""
    if not left or not right:
        return
    words = {place: words_of(after[place].text) for place in right}
    holders: dict[str, list[int]] = defaultdict(list)
    for place in right:
        for word in words[place]:
            holders[word].append(place)
    numbered = {_address(after[place]): place for place in right if after[place].number}
    scored: list[tuple[float, int, int, int]] = []
    for place in left:
        mine = words_of(before[place].text)
        met = Counter(
            other for word in mine if len(holders[word]) <= RARE for other in holders[word]
        )
        candidates = {other for other, _count in met.most_common(MOST_CANDIDATES)}
        same = numbered.get(_address(before[place])) if before[place].number else None
        if same is not None:
            candidates.add(same)
        for other in candidates:
            if after[other].kind != before[place].kind:
                continue
            likeness = likeness_of(mine, words[other])
            if likeness >= (ALIKE_UNDER_ONE_NUMBER if other == same else ALIKE):
                scored.append((-likeness, abs(place - other), place, other))
    taken: set[int] = set()
    for _score, _distance, place, other in sorted(scored):
        if place not in pairs and other not in taken:
            pairs[place] = other
            taken.add(other)


def _match_heads(before: Sequence[Unit], after: Sequence[Unit], pairs: dict[int, int]) -> None:
    """A section under quite another heading is the same one if most of its clauses are."""
    left = {unit.key: place for place, unit in enumerate(before) if place not in pairs}
    taken = set(pairs.values())
    right = {unit.key: place for place, unit in enumerate(after) if place not in taken}
    children = Counter(unit.parent for unit in after)
    shared = Counter((before[was].parent, after[is_].parent) for was, is_ in pairs.items())
    for (was, is_), count in shared.most_common():
        if was not in left or is_ not in right or 2 * count <= children[is_]:
            continue
        old, new = before[left[was]], after[right[is_]]
        if old.kind == new.kind and new.kind in (SECTION, APPENDIX):
            pairs[left.pop(was)] = right.pop(is_)


def _address(unit: Unit) -> tuple[str, str, str]:
    return unit.kind, unit.number, unit.inside


def words_of(text: str) -> Counter[str]:
    return Counter(WORD.findall(text.casefold()))


def likeness_of(one: Counter[str], other: Counter[str]) -> float:
    """Twice the common words by all words (Sørensen–Dice), words counted as often as they stand."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


# What stands elsewhere


def moved_ones(
    before: Sequence[Unit], after: Sequence[Unit], pairs: Mapping[int, int]
) -> frozenset[int]:
    """Places of new units that stand under another unit, or in another order, than they did.

    What goes along with its section is not moved. Among those of one parent as few as possible are
    called moved.
    """
    heads = {after[is_].key: before[was].key for was, is_ in pairs.items()}
    found: set[int] = set()
    families: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for was, is_ in sorted(pairs.items(), key=lambda pair: pair[1]):
        parent = after[is_].parent
        if before[was].parent != heads.get(parent, "" if not parent else None):
            found.add(is_)
        else:
            families[parent].append((was, is_))
    for family in families.values():
        kept = _longest_rise([was for was, _is in family])
        found.update(is_ for place, (_was, is_) in enumerate(family) if place not in kept)
    return frozenset(found)


def _longest_rise(values: Sequence[int]) -> frozenset[int]:
    """Places of a longest rising subsequence (patience sorting)."""
    tails: list[int] = []
    tops: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        pile = bisect_left(tops, value)
        previous.append(tails[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            tails.append(place)
        else:
            tops[pile], tails[pile] = value, place
    kept: set[int] = set()
    place = tails[-1] if tails else -1
    while place >= 0:
        kept.add(place)
        place = previous[place]
    return frozenset(kept)
