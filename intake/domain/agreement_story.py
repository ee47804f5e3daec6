"""What a journal tells of one agreement: since when, until when, how it ended, and by which papers.

The row of an agreement says what is in force and can be changed by whoever owns the database; the
journal cannot be changed unseen. Where they differ, the journal is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from intake.domain.agreement import Ending, end_of_act, extended_to, last_day
from intake.domain.journal import JournalKind


class AgreementTrouble(StrEnum):
    """What of a row contradicts the journal. Words for people are in ``intake.paper_labels``."""

    NOT_BEGUN = "not_begun"
    EFFECTIVE_ON = "effective_on"
    TERM = "term"
    ENDS_ON = "ends_on"
    IS_EXTENDED = "is_extended"
    ENDED_ON = "ended_on"
    ENDED_HOW = "ended_how"
    NOTICE = "notice"
    MENTOR = "mentor"
    MENTEE = "mentee"
    RENEWS = "renews"
    FORM = "form"
    WORDS = "words"


class ActTrouble(StrEnum):
    """What is wrong with a later paper of an agreement."""

    NOT_TOLD = "not_told"
    NOT_SIGNED = "not_signed"
    LOST = "lost"
    OTHERWISE = "otherwise"
    BY_ANOTHER = "by_another"


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """The row of an agreement; people and the agreement it renews are keys, the form of mentoring
    is its row, because a school may give it another key. ``words`` is the mark of what the sides
    wrote in; ``None`` where nobody can tell any more.
    """

    effective_on: date | None
    ends_on: date | None
    is_extended: bool
    ended_on: date | None
    ended_how: str
    term_months: int
    notice_days: int
    mentor: str
    mentee: str
    renews: str | None
    form: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class ActRow:
    """A later paper: what its row says it does. ``recorded_by`` is the employee behind an act that
    no side signs, ``signed_on`` the day of the last signature, where somebody signs.
    """

    how: str
    term_months: int | None
    ends_on: date | None
    ground: str
    is_signed: bool
    recorded_by: str | None
    signed_on: date | None


@dataclass(slots=True)
class AgreementStory:
    """The entries about one agreement, in the order of their numbers.

    ``acts`` are the papers that changed it: key → what the entry says, and the last day of the term
    as it stood before.
    """

    is_begun: bool = False
    began: Mapping[str, Any] = field(default_factory=dict)
    ends_on: date | None = None
    is_extended: bool = False
    ended_on: date | None = None
    ended_how: str = ""
    acts: dict[str, "ToldAct"] = field(default_factory=dict)

    def hear(self, kind: str, actor: str, facts: Mapping[str, Any]) -> None:
        if kind == JournalKind.AGREEMENT_BEGAN:
            self.is_begun, self.began = True, facts
            self.ends_on = _day(facts.get("until"))
            return
        before = self.ends_on
        if kind == JournalKind.AGREEMENT_EXTENDED:
            day = self.ends_on = _day(facts.get("until"))
            self.is_extended, self.ended_on, self.ended_how = True, None, ""
            how = ""
        else:
            day = self.ended_on = _day(facts.get("day"))
            how = self.ended_how = str(facts.get("how"))
        if facts.get("by") and how != Ending.RENEWED:
            self.acts[str(facts["by"])] = ToldAct(how, day, before, actor)

    @property
    def names_all(self) -> bool:
        """Entries of earlier releases name the last day only."""
        return "from" in self.began or not self.is_begun


@dataclass(frozen=True, slots=True)
class ToldAct:
    """What an entry says of the paper that ended or extended an agreement, and who acted last.

    ``how`` is empty for an extension; ``before`` is the last day of the term until then.
    """

    how: str
    day: date | None
    before: date | None
    actor: str


def row_troubles(story: AgreementStory, row: AgreementRow) -> tuple[AgreementTrouble, ...]:
    """What of the row is not what the journal says, in the order of the row."""
    if not story.is_begun:
        is_claimed = row.effective_on is not None or row.ends_on is not None or row.ended_how
        return (AgreementTrouble.NOT_BEGUN,) if is_claimed else ()
    compared: dict[AgreementTrouble, tuple[Any, Any]] = {
        AgreementTrouble.ENDS_ON: (row.ends_on, story.ends_on),
        AgreementTrouble.IS_EXTENDED: (row.is_extended, story.is_extended),
        AgreementTrouble.ENDED_ON: (row.ended_on, story.ended_on),
        AgreementTrouble.ENDED_HOW: (row.ended_how, story.ended_how),
    }
    began = story.began
    if story.names_all:
        compared |= {
            AgreementTrouble.EFFECTIVE_ON: (row.effective_on, _day(began.get("from"))),
            AgreementTrouble.TERM: (row.term_months, began.get("term")),
            AgreementTrouble.NOTICE: (row.notice_days, began.get("notice")),
            AgreementTrouble.MENTOR: (row.mentor, began.get("mentor")),
            AgreementTrouble.MENTEE: (row.mentee, began.get("mentee")),
            AgreementTrouble.RENEWS: (row.renews, began.get("renews")),
        }
    elif not _follows(row, _day(began.get("until"))):
        return (AgreementTrouble.EFFECTIVE_ON, *_different(compared))
    told = {AgreementTrouble.FORM: (row.form, "form"), AgreementTrouble.WORDS: (row.words, "words")}
    compared |= {
        trouble: (kept, began[name])
        for trouble, (kept, name) in told.items()
        if kept is not None and name in began
    }
    return _different(compared)


def act_trouble(row: ActRow | None, told: ToldAct | None, *, notice_days: int) -> ActTrouble | None:
    """What is wrong with one later paper: its row, and the entry that names it; one may be missing.

    The days are computed anew, so that neither what the paper asked for nor the day of its last
    signature can be changed unseen.
    """
    if row is None:
        return ActTrouble.LOST
    if told is None:
        return ActTrouble.NOT_TOLD if row.is_signed else None
    if not row.is_signed:
        return ActTrouble.NOT_SIGNED
    is_by_nobody = row.recorded_by is None and row.signed_on is None
    if is_by_nobody or row.recorded_by not in (None, told.actor):
        return ActTrouble.BY_ANOTHER
    is_same = row.how == told.how and told.day in possible_days(row, told, notice_days)
    return None if is_same else ActTrouble.OTHERWISE


def possible_days(row: ActRow, told: ToldAct, notice_days: int) -> tuple[date | None, ...]:
    """The days the paper can have led to. Earlier releases let a completion end on its own day at
    the earliest, so that any day from the one it names is possible.
    """
    signed_on = row.signed_on or row.ends_on
    if signed_on is None:
        return ()
    try:
        if not row.how:
            if row.term_months is None or told.before is None:
                return ()
            return (extended_to(ends_on=told.before, signed_on=signed_on, months=row.term_months),)
        if row.how == Ending.COMPLETED and row.ends_on and told.day and told.day > row.ends_on:
            return (told.day,)
        return (
            end_of_act(
                how=Ending(row.how),
                ground=row.ground,
                named=row.ends_on,
                signed_on=signed_on,
                notice_days=notice_days,
                ends_on=told.before,
            ),
        )
    except ValueError:  # a value nobody can have chosen
        return ()


def _different(
    compared: Mapping[AgreementTrouble, tuple[Any, Any]],
) -> tuple[AgreementTrouble, ...]:
    wrong = {trouble for trouble, (kept, said) in compared.items() if kept != said}
    return tuple(trouble for trouble in AgreementTrouble if trouble in wrong)


def _follows(row: AgreementRow, until: date | None) -> bool:
    """Whether the first day and the term of the row lead to the last day that was told."""
    try:
        return row.effective_on is not None and until == last_day(row.effective_on, row.term_months)
    except ValueError:
        return False


def _day(value: Any) -> date | None:
    """A day of an entry; ``None`` where somebody put something else in its place."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
