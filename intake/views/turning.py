"""Whether who signs has changed since this person was told: mostly a birthday on the way."""

from datetime import date

from intake.services.outgrown import has_turned
from intake.services.rule import school_day
from intake.views.visit import KINDS, Visit

SEEN, SEEN_ON = "rule_seen", "rule_seen_on"


def rule_today(visit: Visit) -> dict[str, str]:
    """The key of today's answer for each kind of paper; empty without a birth date."""
    return {kind: answer.explanation_key for kind, answer in visit.answers_of_rule.items()}


def remember_rule(visit: Visit) -> None:
    """This person was shown today's answer."""
    visit.keep_own(**{SEEN: rule_today(visit), SEEN_ON: visit.day.isoformat()})


def is_rule_turned(visit: Visit) -> bool:
    """Whether today's answer differs from the one shown, or from that of an open paper."""
    today = rule_today(visit)
    return any(today.get(kind, key) != key for kind, key in _rule_seen(visit).items())


def is_by_birthday(visit: Visit) -> bool:
    """Whether a 14th or 18th birthday is what changed it."""
    return has_turned(request=visit.request, since=_seen_on(visit), day=visit.day)


def _rule_seen(visit: Visit) -> dict[str, str]:
    seen: dict[str, str] = dict(visit.own.get(SEEN, {}))
    for kind in KINDS:
        paper = visit.paper(kind)
        if paper is not None and paper.state == "prepared" and paper.rule_key:
            seen[kind] = paper.rule_key
    return seen


def _seen_on(visit: Visit) -> date:
    """The earliest day on which something that shows the old answer was made."""
    days = [
        school_day(school=visit.school, now=paper.made_at)
        for kind in KINDS
        if (paper := visit.paper(kind)) is not None and paper.state == "prepared"
    ]
    if SEEN_ON in visit.own:
        days.append(date.fromisoformat(visit.own[SEEN_ON]))
    return min(days, default=visit.day)
