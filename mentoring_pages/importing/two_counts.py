"""Two counts of single numbers in one text: «2.» heads a section, the next «1.» is its clause.

Which number belongs to which count is told from the whole sequence at once: sections count through,
clauses begin anew below each of them or count through too, headings look like headings. The
cheapest reading wins, and a reading that explains the numbers badly is no reading.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mentoring_pages.domain.numbering import LARGEST_GAP, Printed

LONGEST_HEADING = 14
"""Words."""

FEWEST_ANEW = 2
"""Sections whose clauses begin at «1.»; a single one may be a list."""

UNLIKE = 1.0
"""A heading that looks like a sentence, or a clause that looks like a heading."""

GAP = 1.5
"""Numbers missing in one of the counts."""

ASIDE = 2.0
"""A number of neither count: the line of a list."""

MOST_UNLIKE = 0.2
"""What a reading may cost for each number."""

MOST_READINGS = 24
"""Readings followed at a time, the cheapest ones."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A reading up to a number: its cost, the last number of each count, and how it came here.

    ``is_heading`` says what the last number was, ``None`` for a number of neither count.
    """

    cost: float = 0.0
    section: int = 0
    clause: int = 0
    is_fresh: bool = False
    is_heading: bool | None = None
    before: "_Reading | None" = None

    @property
    def state(self) -> tuple[int, int, bool]:
        return self.section, self.clause, self.is_fresh

    def steps(self, value: int, *, looks_so: bool) -> "Iterator[_Reading]":
        """The readings that take ``value`` into one of the counts, or into neither."""
        if (gap := _gap(value, self.section)) < ASIDE:
            price = self.cost + gap + (0.0 if looks_so else UNLIKE)
            yield _Reading(price, value, self.clause, True, True, self)
        if self.section:
            if (gap := 0.0 if self.is_fresh and value == 1 else _gap(value, self.clause)) < ASIDE:
                price = self.cost + gap + (UNLIKE if looks_so else 0.0)
                yield _Reading(price, self.section, value, False, False, self)
            yield replace(self, cost=self.cost + ASIDE, is_heading=None, before=self)


def _gap(value: int, before: int) -> float:
    """What it costs that ``value`` comes after ``before``; more than ``ASIDE`` is out of order."""
    step = value - before
    if step == 1:
        return 0.0
    return GAP if 1 < step <= LARGEST_GAP else 2 * ASIDE


def looks_like_heading(printed: Printed, *, strong: bool = False) -> bool:
    """Whether the words after a number look like a heading: few, and bold or no sentence."""
    text = printed.rest
    if not text or len(text.split()) > LONGEST_HEADING:
        return False
    return text[-1] not in ".;:," or (strong and text[-1] == ".")


def tell_two_counts(
    printed: Sequence[Printed | None], strong: Sequence[bool]
) -> list[Printed | None]:
    """The numbers with those of sections made parts where clauses are counted below them.

    ``strong`` says which lines are bold.
    """
    places = [i for i, one in enumerate(printed) if one and one.depth == 1 and not one.bracket]
    singles = [(one, strong[place]) for place in places if (one := printed[place])]
    if any(one.roman or one.word for one, _ in singles):
        return list(printed)
    headings = [places[index] for index in _headings(singles)]
    if any(_holds_own_number(printed, place) for place in headings):
        return list(printed)
    marked = list(printed)
    for place in headings:
        if one := printed[place]:
            marked[place] = replace(one, roman=True)
    return marked


def _headings(singles: Sequence[tuple[Printed, bool]]) -> list[int]:
    """Which of the numbers head sections; none where they make no two counts."""
    readings = [_Reading()]
    for one, strong in singles:
        looks_so = looks_like_heading(one, strong=strong)
        reached: dict[tuple[int, int, bool], _Reading] = {}
        for reading in readings:
            for step in reading.steps(one.value[0], looks_so=looks_so):
                if step.state not in reached or step.cost < reached[step.state].cost:
                    reached[step.state] = step
        readings = sorted(reached.values(), key=lambda step: step.cost)[:MOST_READINGS]
    if not readings or readings[0].cost > MOST_UNLIKE * len(singles):
        return []
    roles: list[bool | None] = []
    last: _Reading | None = readings[0]
    while last and last.before:
        roles.append(last.is_heading)
        last = last.before
    roles.reverse()
    anew = [
        index
        for index in range(1, len(roles))
        if roles[index - 1] and roles[index] is False and singles[index][0].value == (1,)
    ]
    if len(anew) < FEWEST_ANEW and 1 not in anew:
        return []
    return [index for index, role in enumerate(roles) if role]


def _holds_own_number(printed: Sequence[Printed | None], place: int) -> bool:
    """Whether «2.» is followed by «2.1.»: then single numbers below it are lines of lists."""
    own = printed[place]
    below = next((one for one in printed[place + 1 :] if one and not one.bracket), None)
    return bool(own and below and below.value == (*own.value, 1))
