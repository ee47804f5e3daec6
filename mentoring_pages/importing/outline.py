"""Which numbers of a text are its clauses: one numbering at a time, others are lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mentoring_pages.domain.numbering import (
    Number,
    Printed,
    follows,
    follows_with_gap,
    missing_between,
    printed_text,
)


class Role(Enum):
    """What a printed number turned out to be."""

    HEADING = "the number of a section or clause"
    REPEATED = "a number printed a second time"
    RESTART = "the first number of another document"
    LISTED = "the number of a line in a list"
    STRAY = "no number of this text"


@dataclass(slots=True)
class Numbering:
    """The state of one numbering: the last number, the last roman section, the list in progress."""

    last: Number | None = None
    roman: int = 0
    listed: int = 0
    skipped: list[str] = field(default_factory=list)

    def judge(self, printed: Printed, ahead: Sequence[Printed]) -> Role:
        """What ``printed`` is, seeing the numbers ``ahead``; the state moves on.

        ``skipped`` holds the numbers that are missing before it.
        """
        self.skipped = []
        if printed.roman:
            return self._judge_roman(printed)
        if printed.bracket and printed.depth == 1:
            return Role.LISTED
        value = printed.value
        if self._continues_list(printed, ahead):
            self.listed = value[0]
            return Role.LISTED
        if follows(self.last, value) or (self.roman and self._follows_roman(value)):
            return self._accept(value)
        if value == (1,):
            if _has_children(value, ahead) or self.last is None:
                return Role.RESTART
            self.listed = 1
            return Role.LISTED
        opens = printed.rest[:1].isupper() or printed.rest[:1] in '«"'
        if self.last is not None and value == self.last and opens and len(value) > 1:
            return Role.REPEATED
        if opens and follows_with_gap(self.last, value):
            missing = [printed_text(number) for number in missing_between(self.last, value)]
            role = self._accept(value)
            self.skipped = missing
            return role
        return Role.STRAY

    def level(self, printed: Printed) -> int:
        """The depth of an accepted number: under roman sections single numbers are clauses."""
        if self.roman and not printed.roman and printed.depth == 1:
            return 2
        return printed.depth

    def _accept(self, value: Number) -> Role:
        self.last, self.listed = value, 0
        return Role.HEADING

    def _judge_roman(self, printed: Printed) -> Role:
        value = printed.value[0]
        if value != self.roman + 1 and not (self.roman and self.roman < value <= self.roman + 3):
            return Role.STRAY
        self.skipped = [str(number) for number in range(self.roman + 1, value)]
        self.roman, self.listed = value, 0
        if self.last is not None and len(self.last) > 1:
            self.last = (value,)
        return Role.HEADING

    def _follows_roman(self, value: Number) -> bool:
        """Under a roman section numbers may start anew: «II.» then «1.» or «2.1.»."""
        return (value == (1,) and self.last != (1,)) or value == (self.roman, 1)

    def _continues_list(self, printed: Printed, ahead: Sequence[Printed]) -> bool:
        if not self.listed or printed.value != (self.listed + 1,):
            return False
        return not (follows(self.last, printed.value) and _has_children(printed.value, ahead))


def _has_children(value: Number, ahead: Sequence[Printed]) -> bool:
    """Whether the next number of a clause is the first one under ``value``."""
    for printed in ahead:
        if printed.bracket and printed.depth == 1:
            continue
        return printed.depth == len(value) + 1 and printed.value[:-1] == value
    return False
