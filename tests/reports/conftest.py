from datetime import date

import pytest

from intake.models import Person
from tests.reports.facts import make_form, make_person, take_part
from tests.schools import make_school, make_staff


@pytest.fixture
def school(db):
    return make_school("first", curator_email="curator@example.org", curator_phone="+7 4822 000000")


@pytest.fixture
def stranger_school(school):
    return make_school("second")


@pytest.fixture
def curator(school):
    return make_staff("curator", curator=school)


@pytest.fixture
def forms(school):
    return {
        "pupil-pupil": make_form(school, "pupil-pupil", "ученик – ученик", 1),
        "teacher-teacher": make_form(school, "teacher-teacher", "учитель – учитель", 2),
        "leader-volunteer": make_form(school, "leader-volunteer", "вожатый – волонтёр", 3),
    }


@pytest.fixture
def programme(school, forms, curator):
    """A small year: two pairs of pupils, a pair of teachers, a group, a pair without an order."""
    people = {
        name: make_person(school, family_name=name, birth_date=birth_date, school_class=room)
        for name, birth_date, room in [
            ("Алексеева", date(2010, 3, 1), "10А"),
            ("Борисов", date(2014, 3, 1), "6Б"),
            ("Васильева", date(2009, 3, 1), "11А"),
            ("Громов", date(2013, 12, 21), "7А"),
            ("Дмитриева", date(1980, 1, 1), ""),
            ("Егоров", date(2000, 1, 1), ""),
            ("Жукова", date(2008, 2, 29), "11А"),
            ("Зайцев", date(2017, 1, 1), "3А"),
            ("Ильина", date(2012, 1, 1), "8А"),
            ("Котов", None, "8А"),
        ]
    }

    def part(name, form, role="mentee", **other):
        return take_part(people[name], forms[form], curator, role, **other)

    part("Алексеева", "pupil-pupil", "mentor", trained=True)
    part("Борисов", "pupil-pupil")
    part("Васильева", "pupil-pupil", "mentor", team="Пара 2")
    part("Громов", "pupil-pupil", team="Пара 2", ended_on=date(2026, 11, 1), ended_how="left_early")
    part("Дмитриева", "teacher-teacher", "mentor", category="teacher")
    part("Егоров", "teacher-teacher", category="teacher", young_specialist=True)
    part("Жукова", "leader-volunteer", "mentor", team_kind="group", team="Группа 1")
    part("Зайцев", "leader-volunteer", team_kind="group", team="Группа 1")
    part("Борисов", "leader-volunteer", team_kind="group", team="Группа 1")
    part("Котов", "leader-volunteer", team_kind="group", team="Группа 1")
    part("Ильина", "pupil-pupil", team="Пара 3", order_number="", order_date=None)
    return people


def erase(person: Person) -> None:
    """What erasing leaves of the participations: a random key and the year of birth."""
    for participation in person.participations.all():
        participation.person = None
        participation.save()
