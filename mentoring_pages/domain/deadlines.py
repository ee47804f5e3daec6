"""Deadlines in the text of an act: by what date, how often, within what time of what.

Dates of orders and laws («от 25.12.2019») and terms of validity are no deadlines.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mentoring_pages.domain.dates_in_words import DATE, MONTHS, count_of, iso_parts
from mentoring_pages.domain.deadline_words import (
    AHEAD,
    ANCHORS,
    BARE_DAY_BEFORE,
    BY_DATE,
    DAY_OF_MONTH,
    EACH,
    EACH_WORDS,
    END_OF_MONTH,
    MORE_DATES,
    NEARBY,
    OFTEN,
    PERIODS,
    SCHOOL_YEAR,
    SCHOOL_YEAR_END,
    SCHOOL_YEAR_START,
    SENTENCE_END,
    TERM,
    TERM_WORDS,
    UNITS,
    UNSTATED,
    VALIDITY,
    WITHIN,
)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as the text prints it.

    ``rule`` has one of three shapes: an RFC 5545 RRULE value («FREQ=YEARLY;BYMONTH=12;
    BYMONTHDAY=20», «FREQ=WEEKLY»); a day where the text names its year («2026-12-20»); or, where
    it counts from something, an ISO 8601 duration, ``WORKING`` for working days, ``AFTER`` or
    ``BEFORE`` and a key of ``ANCHORS`` («P3D AFTER school-year-start»). ``opens`` is the larger end
    of «за 3–5 дней», ``times`` how often within one period of the rule.
    """

    start: int
    end: int
    text: str
    rule: str
    opens: str = ""
    times: int = 1


def find_deadlines(text: str) -> tuple[Deadline, ...]:
    """Every deadline in ``text``, in reading order, none overlapping another."""
    found: list[Deadline] = []
    for finder in FINDERS:
        for deadline in finder(text):
            place = bisect_left(found, deadline.start, key=lambda one: one.start)
            before, after = found[max(0, place - 1) : place], found[place : place + 1]
            if not any(one.end > deadline.start for one in before) and not any(
                one.start < deadline.end for one in after
            ):
                found.insert(place, deadline)
    stops = [stop.end() for stop in SENTENCE_END.finditer(text)]
    dated = {bisect_right(stops, one.start) for one in found if "BYMONTHDAY" in one.rule}
    return tuple(
        one
        for one in found
        if not _is_bare_every_year(one) or bisect_right(stops, one.start) not in dated
    )


def _made(text: str, match: re.Match[str], rule: str, *, end: int = 0, **more: object) -> Deadline:
    stop = end or match.end()
    return Deadline(match.start(), stop, text[match.start() : stop], rule, **more)  # type: ignore[arg-type]


def _by_date(text: str) -> Iterator[Deadline]:
    end = 0
    for match in BY_DATE.finditer(text):
        if match.start() < end:
            continue
        if VALIDITY.search(text[max(0, match.start() - NEARBY) : match.start()]):
            continue
        step: re.Match[str] | None = match
        while step is not None:
            rule = date_rule(step["date"])
            if rule is None:
                break
            lead = len(step.group()) - len(step.group().lstrip(" \t\n\u00a0,"))
            start = step.start() + lead
            joint = re.match(r"и\s+", text[start : step.end()])
            start += joint.end() if joint else 0
            end = step.end()
            yield Deadline(start, end, text[start:end], rule)
            step = MORE_DATES.match(text, step.end())


def _bare_days(text: str) -> Iterator[Deadline]:
    """«до 15 и 30 мая»: the first day has its month after the second."""
    for match in BARE_DAY_BEFORE.finditer(text):
        month = MONTHS.index(match["month"].lower()) + 1
        day = int(re.sub(r"\D", "", match["day"]))
        end = match.start("day") + len(match["day"].rstrip())
        yield _made(text, match, f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}", end=end)
        following = re.compile(DATE, re.IGNORECASE).match(text, match.end())
        if following and (rule := date_rule(following.group())):
            yield Deadline(following.start(), following.end(), following.group(), rule)


def date_rule(written: str) -> str | None:
    """The rule of a written date: a day of one year, or of every year where none is named."""
    parts = iso_parts(written)
    if parts is None or not (1 <= parts[1] <= 12 and 1 <= parts[2] <= 31):
        return None
    year, month, day = parts
    if year:
        return f"{year:04}-{month:02}-{day:02}"
    return f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}"


def _end_of_month(text: str) -> Iterator[Deadline]:
    for match in END_OF_MONTH.finditer(text):
        month = MONTHS.index(match["month"].lower()) + 1
        yield _made(text, match, f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY=-1")


def _day_of_month(text: str) -> Iterator[Deadline]:
    for match in DAY_OF_MONTH.finditer(text):
        day = int(re.sub(r"\D", "", match["day"]))
        if 1 <= day <= 31:
            yield _made(text, match, f"FREQ=MONTHLY;BYMONTHDAY={day}")


def _often(text: str) -> Iterator[Deadline]:
    for match in OFTEN.finditer(text):
        times = count_of(match["times"] or "1") or 1
        every = count_of(match["every"] or "1") or 1
        frequency, interval = next(
            (frequency, interval)
            for word, frequency, interval in PERIODS
            if match["period"].lower().startswith(word)
        )
        interval *= every
        if frequency == "YEARLY" and every == 1 and times > 1 and 12 % times == 0:
            frequency, interval, times = "MONTHLY", 12 // times, 1
        rule = f"FREQ={frequency}" + (f";INTERVAL={interval}" if interval > 1 else "")
        yield _made(text, match, rule, times=times)


def _each(text: str) -> Iterator[Deadline]:
    for match in EACH.finditer(text):
        word = match["word"].lower()
        yield _made(text, match, next(rule for part, rule in EACH_WORDS if part in word))


def _within(text: str) -> Iterator[Deadline]:
    for match in WITHIN.finditer(text):
        if VALIDITY.search(text[max(0, match.start() - NEARBY) : match.start()]):
            continue
        if match["count"] is None and match["anchor"] is None:
            continue
        yield _counted(text, match, "AFTER")


def _ahead(text: str) -> Iterator[Deadline]:
    for match in AHEAD.finditer(text):
        yield _counted(text, match, "BEFORE")


def _counted(text: str, match: re.Match[str], side: str) -> Deadline:
    count = count_of(match["count"] or "1") or 1
    letter, working = next(
        (letter, working)
        for words, letter, working in UNITS
        if re.fullmatch(words, match["unit"], re.IGNORECASE)
    )
    anchor, end = UNSTATED, match.end("unit")
    if match["anchor"]:
        anchor, end = _anchor(match)
    span = f"PT{count}H" if letter == "H" else f"P{count}{letter}"
    opens = f"P{match['most']}{letter}" if match["most"] else ""
    if side == "AFTER" and opens:
        span, opens = opens, ""
    rule = f"{span} {'WORKING ' if working else ''}{side} {anchor}"
    return _made(text, match, rule, end=end, opens=opens)


def _anchor(match: re.Match[str]) -> tuple[str, int]:
    """What the time is counted from, and where the words that say it end."""
    words = match["anchor"]
    best: tuple[int, int, str] | None = None
    for key, pattern in ANCHORS:
        hit = re.search(rf"{pattern}\w*", words, re.IGNORECASE)
        if hit and (best is None or hit.start() < best[0]):
            best = (hit.start(), match.start("anchor") + hit.end(), key)
    if best is not None:
        return best[2], best[1]
    first = re.match(r"\S+(?:\s+\S+)?", words)
    return UNSTATED, match.start("anchor") + (len(first.group().rstrip(",")) if first else 0)


def _term(text: str) -> Iterator[Deadline]:
    for match in TERM.finditer(text):
        count = int(match["count"] or TERM_WORDS[(match["word"] or "одно").lower()])
        letter = {"дневный": "D", "недельный": "W", "месячный": "M"}[match["unit"].lower()]
        yield _made(text, match, f"P{count}{letter} AFTER {UNSTATED}")


def _school_year(text: str) -> Iterator[Deadline]:
    for match in SCHOOL_YEAR.finditer(text):
        anchor = SCHOOL_YEAR_START if match["what"].lower().startswith("нач") else SCHOOL_YEAR_END
        yield _made(text, match, f"P0D BEFORE {anchor}")


def _is_bare_every_year(one: Deadline) -> bool:
    """«Ежегодно» alone; in a sentence that names the day it says nothing of its own."""
    return one.rule == "FREQ=YEARLY" and EACH.fullmatch(one.text) is not None


Finder = Callable[[str], Iterator[Deadline]]
FINDERS: tuple[Finder, ...] = (
    _ahead,
    _bare_days,
    _by_date,
    _day_of_month,
    _end_of_month,
    _school_year,
    _within,
    _often,
    _term,
    _each,
)
