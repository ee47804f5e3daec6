"""When releases about an event are due and how long a longread is, as an act words it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mentoring_pages.domain.deadlines import Deadline, find_deadlines
from mentoring_pages.domain.working_days import is_working_day, term

RELEASE = re.compile(r"(?P<which>пресс|пост)\s?[-‐‑–]?\s?релиз", re.IGNORECASE)
LONGREAD = re.compile(
    r"лонгрид[^.;]{0,80}?(?:более|больше|свыше|не\s+менее|от)\s+"
    r"(?P<count>\d[\d\s\u00a0]{0,6})\s*(?:знак|символ)",
    re.IGNORECASE,
)
RULE = re.compile(r"P(?P<hours>T)?(?P<count>\d+)(?P<unit>[DWMH])")
IN_DAYS = {"D": 1, "W": 7, "M": 30}

NEAR = 120
"""Characters between a release and the words of its term."""

WINDOW = 2
"""Days in which a release may come where the act names only the last of them."""


@dataclass(frozen=True, slots=True)
class Span:
    """So many days, of the calendar or working ones."""

    days: int
    working: bool = False

    def before(self, day: date) -> date:
        left = self.days
        while self.working and left:
            day -= timedelta(days=1)
            left -= is_working_day(day)
        return day - timedelta(days=left)

    def after(self, day: date) -> date:
        if self.working and self.days:
            return term(day, self.days).last_day
        return day + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class ReleaseTerms:
    """A press release comes from ``press_from`` to ``press_by`` before the event, a post-release
    by ``post_by`` after it; a longread has more than ``longread`` characters.

    What stands here are the terms of the customer's regulations (п. 1.3), in days of the calendar:
    they hold where an act names none.
    """

    press_from: Span = Span(5)
    press_by: Span = Span(3)
    post_by: Span = Span(1)
    longread: int = 2000


USUAL = ReleaseTerms()


def release_terms(texts: Iterable[str]) -> ReleaseTerms:
    """The terms that the texts of a clause name; the usual ones for what they leave out."""
    found = USUAL
    named: set[str] = set()
    for text in texts:
        for deadline in find_deadlines(text):
            which = _release_before(text, deadline)
            if which and which not in named:
                named.add(which)
                found = _with(found, which, deadline)
        if (match := LONGREAD.search(text)) and "longread" not in named:
            named.add("longread")
            found = replace(found, longread=int(re.sub(r"\D", "", match["count"])))
    return found


def _release_before(text: str, deadline: Deadline) -> str:
    """Which release the term belongs to: the nearest named before it; «» for none of them."""
    before = text[max(0, deadline.start - NEAR) : deadline.start]
    named = list(RELEASE.finditer(before))
    which = named[-1]["which"].lower() if named else ""
    side = " BEFORE " if which == "пресс" else " AFTER "
    return which if which and side in deadline.rule else ""


def _with(terms: ReleaseTerms, which: str, deadline: Deadline) -> ReleaseTerms:
    working = " WORKING " in deadline.rule
    days = _days(deadline.rule)
    if which == "пост":
        return replace(terms, post_by=Span(days, working))
    first = _days(deadline.opens) if deadline.opens else max(USUAL.press_from.days, days + WINDOW)
    return replace(terms, press_from=Span(first, working), press_by=Span(days, working))


def _days(rule: str) -> int:
    match = RULE.match(rule)
    if match is None:
        return 0
    count = int(match["count"])
    return -(-count // 24) if match["hours"] else count * IN_DAYS[match["unit"]]
