"""The calendar of an act: what its clauses ask for, and on which days."""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta
from dateutil.rrule import rrulestr

from mentoring_pages.domain.clauses import APPENDIX, ITEM, Block, owner_of
from mentoring_pages.domain.dates_in_words import DATE
from mentoring_pages.domain.deadline_words import SCHOOL_YEAR_END, SCHOOL_YEAR_START
from mentoring_pages.domain.deadlines import Deadline, date_rule, find_deadlines
from mentoring_pages.domain.meanings import recognise
from mentoring_pages.domain.working_days import is_working_day

DATED = "dated"
REGULAR = "regular"
ON_EVENT = "event"

REMIND_DAYS = (30, 14, 3)
"""Days before a date at which it is shown with more weight. Source: the domain notes, row 24."""

LONGEST_SENTENCE = 600

RELATIVE = re.compile(
    r"(?P<span>P(?:\d+[DWM]|T\d+H)) (?P<working>WORKING )?"
    r"(?P<side>AFTER|BEFORE) (?P<anchor>[a-z-]+)"
)
SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[А-ЯЁ«–-])|\n")


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The day on which the school year begins and the one on which it ends: (month, day)."""

    start: tuple[int, int] = (9, 1)
    end: tuple[int, int] = (5, 31)

    def begun_by(self, day: date) -> tuple[date, date]:
        """The first and the last day of the year that began last before ``day`` or on it."""
        first = max(
            begins
            for number in (day.year - 1, day.year)
            if (begins := in_year(number, *self.start)) <= day
        )
        last = min(
            ends
            for number in (first.year, first.year + 1)
            if (ends := in_year(number, *self.end)) > first
        )
        return first, last


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the act asks for by a time.

    ``key`` is that of the clause to cite, ``number`` its printed number; ``sentence`` says the
    duty in the act's own words, ``words`` are those of the deadline. ``kind`` is ``dated`` (has
    days), ``regular`` (how often, no days) or ``event`` (counts from something that happens).
    """

    key: str
    number: str
    sentence: str
    words: str
    rule: str
    kind: str
    meaning: str = ""
    times: int = 1


def duties(keys: Sequence[str], blocks: Sequence[Block]) -> tuple[Duty, ...]:
    """What the act itself asks for, in reading order; papers in appendices ask others."""
    found: list[Duty] = []
    for index, block in enumerate(blocks):
        if block.kind == APPENDIX:
            break
        deadlines = find_deadlines(block.text)
        for deadline in deadlines:
            sentence = _sentence(block.text, deadline)
            kind = kind_of(deadline.rule)
            if kind == REGULAR and _has_a_date(sentence):
                continue
            owner = owner_of(blocks, index)
            if owner is None:
                continue
            found.append(
                Duty(
                    key=keys[owner],
                    number=blocks[owner].number.strip().rstrip("."),
                    sentence=_whole(blocks, index, owner, sentence),
                    words=deadline.text,
                    rule=deadline.rule,
                    kind=kind,
                    meaning=_meaning(blocks[owner], sentence),
                    times=deadline.times,
                )
            )
    return tuple(dict.fromkeys(found))


def dated_rules(term: str) -> tuple[str, ...]:
    """The days a term of a table names: «до 15 сентября», else the last day of «10–20 сентября».

    Empty for «сентябрь» and «в течение года»: these name no day.
    """
    found = tuple(one.rule for one in find_deadlines(term) if kind_of(one.rule) == DATED)
    if found:
        return found
    written = list(re.finditer(DATE, term, re.IGNORECASE))
    rule = date_rule(written[-1].group()) if written else None
    return (rule,) if rule else ()


def kind_of(rule: str) -> str:
    """Whether days follow from the rule alone."""
    if rule.startswith("FREQ="):
        return DATED if "BYMONTH" in rule else REGULAR
    if match := RELATIVE.fullmatch(rule):
        return DATED if match["anchor"] in (SCHOOL_YEAR_START, SCHOOL_YEAR_END) else ON_EVENT
    return DATED


def days_of(rule: str, *, first: date, last: date, year: SchoolYear) -> list[date]:
    """The days from ``first`` to ``last`` that the rule names; none for rules without days."""
    if kind_of(rule) != DATED:
        return []
    if rule.startswith("FREQ="):
        start = datetime(first.year, 1, 1)  # noqa: DTZ001 - days of a calendar have no zone
        found = rrulestr(f"RRULE:{rule}", dtstart=start).between(
            datetime(first.year, first.month, first.day),  # noqa: DTZ001
            datetime(last.year, last.month, last.day),  # noqa: DTZ001
            inc=True,
        )
        return [moment.date() for moment in found]
    if match := RELATIVE.fullmatch(rule):
        days = [_counted(match, anchor) for anchor in _anchors(match["anchor"], first, last, year)]
    else:
        days = [date.fromisoformat(rule)]
    return [day for day in days if first <= day <= last]


def period_of(rule: str, times: int = 1) -> timedelta | None:
    """How much time may pass between two times of a regular duty, in whole days; ``None`` for other
    rules. ``times`` is how often within one period of the rule: «два раза в неделю»."""
    match = re.fullmatch(r"FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?", rule)
    if match is None:
        return None
    days = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}[match[1]]
    return timedelta(days=max(1, days * int(match[2] or 1) // times))


def stage_of(days_left: int) -> int | None:
    """The reminder that is on: 30, 14 or 3 days before; ``None`` when it is not time yet."""
    reached = [stage for stage in REMIND_DAYS if days_left <= stage]
    return min(reached) if reached else None


def _sentence(text: str, deadline: Deadline) -> str:
    first = 0
    for stop in SENTENCE.finditer(text):
        if stop.start() >= deadline.end:
            return text[first : stop.start()].strip()[:LONGEST_SENTENCE]
        if stop.end() <= deadline.start:
            first = stop.end()
    return text[first:].strip()[:LONGEST_SENTENCE]


def _has_a_date(sentence: str) -> bool:
    return any(kind_of(one.rule) == DATED for one in find_deadlines(sentence))


def _whole(blocks: Sequence[Block], index: int, owner: int, sentence: str) -> str:
    """A line of a list is read with the words above it: «Наставник обязан: раз в четверть …»."""
    lead = blocks[owner].text.strip()
    if blocks[index].kind == ITEM and owner != index and lead.endswith(":"):
        return f"{lead} {sentence.rstrip(';,.')}."
    return sentence


def _meaning(owner: Block, sentence: str) -> str:
    """Which of the tags of the clause this sentence carries; a single tag speaks for the clause."""
    said = [meaning for meaning in recognise(sentence) if meaning in owner.meanings]
    if said:
        return said[-1]
    return owner.meanings[0] if len(owner.meanings) == 1 else ""


def _anchors(anchor: str, first: date, last: date, year: SchoolYear) -> list[date]:
    month, day = year.start if anchor == SCHOOL_YEAR_START else year.end
    return [in_year(number, month, day) for number in range(first.year - 1, last.year + 2)]


def in_year(number: int, month: int, day: int) -> date:
    """The day in that year; 29 February of a common year is the 28th."""
    return date(number, month, min(day, calendar.monthrange(number, month)[1]))


def _counted(match: re.Match[str], anchor: date) -> date:
    count, unit = int(re.sub(r"\D", "", match["span"])), match["span"][-1]
    sign = 1 if match["side"] == "AFTER" else -1
    if match["working"]:
        return _working_day(anchor, sign * count)
    if unit == "M":
        moved: date = anchor + relativedelta(months=sign * count)
        return moved
    days = {"D": count, "W": 7 * count, "H": -(-count // 24)}[unit]
    return anchor + sign * timedelta(days=days)


def _working_day(anchor: date, count: int) -> date:
    """``count`` working days after (before) the day, which itself does not count."""
    day, step = anchor, 1 if count > 0 else -1
    while count:
        day += timedelta(days=step)
        if is_working_day(day):
            count -= step
    return day
