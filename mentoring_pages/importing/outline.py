"""Which numbers of a text are its clauses: one numbering at a time, others are lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from mentoring_pages.domain.numbering import (
    LETTERS,
    Number,
    Printed,
    follows,
    follows_with_gap,
    missing_between,
    printed_text,
    roman_letters,
)
from mentoring_pages.importing.two_counts import looks_like_heading

RANKS = {"часть": 1, "": 2, "раздел": 2, "глава": 3, "статья": 4, "§": 4, "параграф": 4}
"""The words before a number, from the largest part; a roman number alone is a large part."""

HEADING_RANK = 0
"""A heading without a number holds everything below it."""


class Role(Enum):
    """What a printed number turned out to be."""

    HEADING = "the number of a section or clause"
    REPEATED = "a number printed a second time"
    RESTART = "the first number of another document"
    LISTED = "the number of a line in a list"
    STRAY = "no number of this text"


@dataclass(slots=True)
class Numbering:
    """The state of one numbering.

    ``last`` is the last arabic number, ``parts`` the last number of each rank of parts (chapters in
    roman numerals, articles, headings), ``listed`` the list in progress. ``is_fresh`` says that a
    part has just begun, ``has_singles`` that «1.» within a part is a clause. ``brackets`` says that
    «1)» counts clauses, because nothing else does.
    """

    last: Number | None = None
    parts: dict[int, int] = field(default_factory=dict)
    listed: int = 0
    is_fresh: bool = False
    has_singles: bool = False
    brackets: bool = False
    skipped: list[str] = field(default_factory=list)

    def judge(
        self,
        printed: Printed,
        ahead: Sequence[Printed],
        *,
        announced: bool = False,
        labelled: bool = False,
    ) -> Role:
        """What ``printed`` is, seeing the numbers ``ahead``; the state moves on.

        ``announced`` says that the text before ends with a colon, ``labelled`` that it is only a
        few words («Задачи:»). ``skipped`` holds the numbers that are missing before it.
        """
        self.skipped = []
        if is_part(printed):
            return self._judge_part(printed)
        opens_section = printed.bracket and printed.depth == 1 and not (announced or self.parts)
        opens_section &= looks_like_heading(printed) and printed.rest[:1].isupper()
        if (
            opens_section
            and follows(self.last, printed.value)
            and _has_children(printed.value, ahead)
        ):
            return self._accept(printed.value)
        if printed.bracket and printed.depth == 1:
            return self._judge_bracket(printed, announced=announced)
        value = printed.value
        if printed.is_inserted and self.last and self.last[: len(value)] == value:
            return self._accept(value)
        if self._continues_list(printed, ahead):
            self.listed = value[0]
            return Role.LISTED
        if value == (1,) and labelled and not self.is_fresh and not _has_children(value, ahead):
            self.listed = 1
            return Role.LISTED
        if follows(self.last, value) or (self.parts and self._begins_part(value)):
            orphan = self._has_no_parent(value)
            role = self._accept(value)
            self.skipped = [printed_text(value[:-1])] if orphan else []
            return role
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
        """The depth of an accepted number: within parts single numbers are clauses."""
        if is_part(printed):
            return sorted(self.parts).index(_rank(printed)) + 1
        if not self.parts:
            return printed.depth
        shared = 0 if self.has_singles or printed.depth == 1 else 1
        if self._numbers_headings():
            shared = 0
        return len(self.parts) + printed.depth - shared

    def open_heading(self) -> None:
        """A heading without a number begins a part."""
        self.parts = {HEADING_RANK: self.parts.get(HEADING_RANK, 0) + 1}
        self.is_fresh, self.listed = True, 0

    def open_section(self, value: Number) -> Role:
        """A single number taken for a line of a list is that of the next section."""
        return self._accept(value)

    def _numbers_headings(self) -> bool:
        """Whether the only parts are headings without numbers: then «1.1.» shares no number."""
        return set(self.parts) == {HEADING_RANK}

    def _accept(self, value: Number) -> Role:
        if self.parts and len(value) == 1:
            self.has_singles = True
        self.last, self.listed, self.is_fresh = value, 0, False
        return Role.HEADING

    def _has_no_parent(self, value: Number) -> bool:
        """Whether «3.1» comes though «3» was never printed."""
        if self.last is None or self.parts or len(value) < 2:
            return False
        return self.last[: len(value) - 1] != value[:-1]

    def _judge_bracket(self, printed: Printed, *, announced: bool) -> Role:
        in_list = self.listed and printed.value == (self.listed + 1,)
        first = self.last is None or (self.is_fresh and printed.value == (1,))
        if self.brackets and not announced and not in_list:
            if follows(self.last, printed.value) or (first and printed.value == (1,)):
                return self._accept(printed.value)
            if follows_with_gap(self.last, printed.value):
                missing = missing_between(self.last, printed.value)
                role = self._accept(printed.value)
                self.skipped = [printed_text(number) for number in missing]
                return role
        if self.brackets:
            self.listed = printed.value[0]
        return Role.LISTED

    def _judge_part(self, printed: Printed) -> Role:
        rank, value = _rank(printed), printed.value[0]
        before = self.parts.get(rank, 0)
        if value == before and printed.word:
            return Role.REPEATED
        begins_anew = value == 1 and any(other < rank for other in self.parts)
        if (
            value != before + 1
            and not begins_anew
            and not (before and before < value <= before + 3)
        ):
            return Role.STRAY
        missing = range(before + 1, value)
        self.skipped = [] if begins_anew else [_counted_like(printed, n) for n in missing]
        self.parts[rank] = value
        self.listed, self.is_fresh = 0, True
        if self.last is not None and len(self.last) > 1:
            self.last = self.last[:1] if self.has_singles else (value,)
        return Role.HEADING

    def _begins_part(self, value: Number) -> bool:
        """Numbers may start anew in a part: «II.» then «1.» or «2.1.»."""
        counted = self.parts[max(self.parts)]
        if value == (1,):
            return self.is_fresh
        return (self.is_fresh and value in ((counted, 1), (1, 1))) or value == (counted, 1)

    def _continues_list(self, printed: Printed, ahead: Sequence[Printed]) -> bool:
        if not self.listed or printed.value != (self.listed + 1,):
            return False
        return not (follows(self.last, printed.value) and _has_children(printed.value, ahead))


def is_part(printed: Printed) -> bool:
    """Whether the number counts large parts: roman, or after a word like «Глава»."""
    return printed.roman or (bool(printed.word) and printed.depth == 1)


def _rank(printed: Printed) -> int:
    return RANKS.get(printed.word, RANKS[""])


def _counted_like(printed: Printed, value: int) -> str:
    """A number of the same numbering: «Д» between «Г» and «Е», «IV» before «V»."""
    if not printed.roman or printed.text.isdigit():
        return str(value)
    return LETTERS[value - 1] if printed.text in LETTERS else roman_letters(value)


def _has_children(value: Number, ahead: Sequence[Printed]) -> bool:
    """Whether the next number of a clause is the first one under ``value``."""
    for printed in ahead:
        if printed.bracket and printed.depth == 1:
            continue
        return printed.depth == len(value) + 1 and printed.value[:-1] == value
    return False
