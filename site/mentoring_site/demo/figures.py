"""Participations of the demo: the pairs and groups behind the yearly figures, through the verb."""

from datetime import date, datetime, timedelta
from typing import Any

from intake.domain.age import birthday_in_year
from intake.models import Participation, Person
from intake.services.participation import record_participation
from intake.services.people import Name, add_person
from mentoring_pages.models import MentoringForm, School
from mentoring_site.demo.school import demo_content


def fill_participations(*, school: School, by: Any, now: datetime) -> None:
    """Start, and for some end, the participations listed in ``participations.json``."""
    year = now.astimezone(school.zone).year
    forms = {form.key: form for form in MentoringForm.objects.filter(school=school)}
    for team in demo_content("participations.json"):
        started_on = date(year, *team["from"])
        for member in team["members"]:
            person = _person(school=school, member=member, now=now)
            how, month, day = member.get("ended") or team.get("ended") or ("", 0, 0)
            order = team.get("order", "")
            record_participation(
                participation=Participation(
                    school=school,
                    person=person,
                    role=member["role"],
                    form=forms[team["form"]],
                    category=member["category"],
                    team_kind=team["kind"],
                    team=team["team"],
                    started_on=started_on,
                    ended_on=date(year, month, day) if how else None,
                    ended_how=how,
                    order_number=order,
                    order_date=started_on - timedelta(days=1) if order else None,
                    young_specialist=member.get("young", False),
                    trained=member.get("trained", False),
                ),
                by=by,
                now=now,
            )


def _person(*, school: School, member: dict[str, Any], now: datetime) -> Person:
    """The person of the story, or one already known by this name."""
    name = Name(*member["name"])
    known = Person.objects.filter(
        school=school, family_name=name.family_name, given_name=name.given_name
    ).first()
    if known is not None:
        return known
    day = (now - timedelta(days=120)).date()
    return add_person(
        school=school,
        name=name,
        birth_date=birthday_in_year(day, day.year - member["age"]) if "age" in member else None,
        school_class=member.get("class", ""),
        checked=True,
        now=now,
    )
