"""Facts and participations for tests: the least that counts; what matters stands in the test."""

import json
from datetime import UTC, date, datetime

from intake.models import Participation
from intake.services.participation import record_participation
from intake.services.people import Name, add_person
from mentoring_pages.models import MentoringForm
from reports.domain.counting import Fact
from reports.domain.periods import period_of
from reports.domain.reading import read_definition
from reports.services.definitions import SCHEMA, SHIPPED

NOW = datetime(2026, 12, 21, 9, 0, tzinfo=UTC)
YEARLY = SHIPPED / "yearly-return-2026.json"


def yearly_data():
    return json.loads(YEARLY.read_text(encoding="utf-8"))


def schema():
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


def yearly():
    return read_definition(yearly_data(), schema())


def year_2026():
    return period_of(2026, yearly().window)


def fact(person_key="a", role="mentee", **other):
    given = {
        "category": "pupil",
        "form_key": "pupil-pupil",
        "form_title": "ученик – ученик",
        "team_kind": "pair",
        "team": "Пара 1",
        "started_on": date(2026, 9, 1),
        "birth_date": date(2012, 5, 5),
        "order_number": "12",
        "order_date": date(2026, 9, 1),
        **other,
    }
    return Fact(person_key, role, **given)


def make_form(school, key, title, sort_order=0):
    return MentoringForm.objects.create(school=school, key=key, title=title, sort_order=sort_order)


def make_person(school, family_name="Иванов", birth_date=date(2012, 5, 5), **other):
    return add_person(
        school=school,
        name=Name(family_name, "Пётр", ""),
        birth_date=birth_date,
        checked=True,
        now=NOW,
        **other,
    )


def take_part(person, form, by, role="mentee", **other):
    """A participation through the verb that staff use."""
    given = {
        "category": "pupil",
        "team_kind": "pair",
        "team": "Пара 1",
        "started_on": date(2026, 9, 1),
        "order_number": "12",
        "order_date": date(2026, 9, 1),
        **other,
    }
    participation = Participation(
        school=person.school, person=person, form=form, role=role, **given
    )
    return record_participation(participation=participation, by=by, now=NOW)
