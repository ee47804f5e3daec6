"""Who takes part, by role, as a public page may say it: names only while their consent holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.publication import FULL_NAME, PHOTO
from mentoring_pages.models import ImageRegister, School
from mentoring_pages.services.publication import resources_of

SCHOOL_CLASS = "school_class"

SMALLEST_COUNT = 5
"""A public count below this is not printed: few people are easy to recognise."""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """The people of one role: those who may be named, and how many more there are.

    ``others`` is ``None`` where the count is too small to be printed.
    """

    title: str
    names: tuple[str, ...]
    others: int | None
    has_others: bool


def roles() -> dict[str, str]:
    """The roles of the programme in the order of the page, as they are headed."""
    return {"curator": _("Кураторы"), "mentor": _("Наставники"), "mentee": _("Наставляемые")}


def people_of_programme(*, school: School, page: Page, now: datetime) -> list[RoleGroup]:
    """The groups of the day; an empty role is left out."""
    day = now.astimezone(school.zone).date()
    by_role = {role: ports.people_by_role(school=school, role=role, day=day) for role in roles()}
    keys = list({person.key for people in by_role.values() for person in people})
    named = _nameable(keys, page=page, school=school, now=now)
    groups = []
    for role, title in roles().items():
        people = by_role[role]
        names = sorted(named[person.key] for person in people if person.key in named)
        others = len(people) - len(names)
        if people:
            groups.append(
                RoleGroup(
                    title=title,
                    names=tuple(names),
                    others=others if others >= SMALLEST_COUNT else None,
                    has_others=others > 0,
                )
            )
    return groups


def names_on(*, page: Page, school: School, now: datetime) -> list[str]:
    """Whom the page names beside its text: those of its people who may be named now."""
    wanted = [row.person_key for row in page.shown_people.all() if FULL_NAME in row.items]
    return sorted(_nameable(wanted, page=page, school=school, now=now).values())


def may_be_seen(
    *, images: Iterable[Any], page: Page, school: School, now: datetime
) -> frozenset[int]:
    """The pictures all of whose people allow photographs now. A picture nobody described is not
    among them."""
    numbers = [image.pk for image in images]
    registers = ImageRegister.objects.filter(
        image__in=numbers, school=school, withheld_at__isnull=True
    ).prefetch_related("people")
    people = {
        register.image_id: [row.person_key for row in register.people.all()]
        for register in registers
        if register.nobody or register.people.all()
    }
    keys = {key for shown in people.values() for key in shown}
    allowed = _allowing(PHOTO, list(keys), page=page, school=school, now=now)
    return frozenset(number for number, shown in people.items() if set(shown) <= allowed)


def _nameable(keys: list[UUID], *, page: Page, school: School, now: datetime) -> dict[UUID, str]:
    return {
        person.key: f"{person.short_name}, {person.school_class}"
        if SCHOOL_CLASS in person.allowed and person.school_class
        else person.short_name
        for person in _asked(keys, page=page, school=school, now=now)
        if FULL_NAME in person.allowed
    }


def _allowing(
    item: str, keys: list[UUID], *, page: Page, school: School, now: datetime
) -> frozenset[UUID]:
    return frozenset(
        person.key
        for person in _asked(keys, page=page, school=school, now=now)
        if item in person.allowed
    )


def _asked(
    keys: list[UUID], *, page: Page, school: School, now: datetime
) -> list[ports.PersonToShow]:
    resources = [one.address for one in resources_of(page=page, school=school)]
    if not keys or not resources:
        return []
    return ports.publication_people(school=school, keys=keys, resources=resources, now=now)
