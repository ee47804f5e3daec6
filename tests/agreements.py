"""Agreements for tests: a school that may conclude them, a mentor, a mentee with a mother."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from intake.domain.modes import Joining, Mode
from intake.domain.signing import SignerRole
from intake.models import Agreement, Document, Person
from intake.services.agreement import open_agreement
from intake.services.agreement_pen import record_signed_by_pen
from intake.services.code import request_code
from intake.services.modes import record_mode
from intake.services.people import Name, add_person, set_guardian
from intake.services.pep import join_at_school
from intake.services.signing import Confirmed, confirm
from mentoring_pages.models import MentoringForm, School
from tests.families import SIGNED_HERE, born, code_to, give_contact, school_that_may_sign

MENTOR, MOTHER, TEEN = "mentor@example.org", "mother@example.org", "teen@example.org"
ORDERED = date(2026, 1, 12)
WORDINGS = (*SIGNED_HERE, "agreement", "pep-agreement")


def school_with_agreements(key: str = "sad", *, by_code: bool = True) -> School:
    """A school that has approved the text; by an order of its own it also signs it by code."""
    school = school_that_may_sign(key, kinds=WORDINGS)
    if by_code:
        record_mode(
            school=school,
            mode=Mode.ELECTRONIC,
            from_day=ORDERED,
            order_number="14-од",
            order_date=ORDERED,
            decided_by="директор",
            is_clause_amended=True,
            joining=Joining.AT_SCHOOL,
            check_first=False,
            by=_Clerk(),
            now=datetime.combine(ORDERED, time(9), tzinfo=school.zone),
        )
    return school


def a_form(school: School) -> MentoringForm:
    return MentoringForm.objects.get_or_create(
        school=school, key="pupil-pupil", defaults={"title": "ученик – ученик"}
    )[0]


def an_adult(school: School, *, given_name: str = "Мария", contact: str = MENTOR) -> Person:
    person = add_person(
        school=school,
        name=Name("Соколова", given_name, "Петровна"),
        birth_date=born(34),
        checked=True,
        now=timezone.now(),
    )
    give_contact(person, contact)
    return joined(person)


def a_child(
    school: School,
    *,
    years: int = 12,
    given_name: str = "Пётр",
    contact: str = TEEN,
    mother_contact: str = MOTHER,
) -> tuple[Person, Person]:
    """A child of some years and the mother."""
    child = add_person(
        school=school,
        name=Name("Ветров", given_name, "Ильич"),
        birth_date=born(years),
        school_class="7А",
        checked=True,
        now=timezone.now(),
    )
    mother = add_person(
        school=school,
        name=Name("Ветрова", "Анна", "Сергеевна"),
        birth_date=None,
        checked=True,
        now=timezone.now(),
    )
    set_guardian(
        guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=timezone.now()
    )
    give_contact(mother, mother_contact)
    if years >= 14:
        give_contact(child, contact)
    joined(mother, SignerRole.REPRESENTATIVE)
    return joined(child), mother


class _Clerk:
    pk = 1


def joined(person: Person, role: SignerRole = SignerRole.PARTICIPANT) -> Person:
    """Whose codes count: they joined the agreement on simple e-signatures at school."""
    join_at_school(
        person=person, role=role, identified_how="passport", by=_Clerk(), now=timezone.now()
    )
    return person


def an_agreement(school: School, *, years: int = 12, **more: Any) -> Agreement:
    """Opened for an adult mentor and a child; nobody signed yet."""
    given = {
        "mentor": more.pop("mentor", None) or an_adult(school),
        "mentee": more.pop("mentee", None) or a_child(school, years=years)[0],
        "form": a_form(school),
        "term_months": 9,
        "tasks": ["подготовиться к олимпиаде"],
        "now": timezone.now(),
        **more,
    }
    return open_agreement(**given)


def sign_by_code(document: Document, person: Person, address: str) -> Confirmed:
    """One signer asks for a code and enters it."""
    now = timezone.now()
    sent = request_code(document=document, signer=person, act="sign", now=now)
    assert sent.sent, sent.reason
    return confirm(
        document=document,
        signer=person,
        act="sign",
        shown_digest=document.shown_digest,
        code=code_to(address),
        circumstances={},
        now=timezone.now(),
    )


def address_of(agreement: Agreement, person: Person) -> str:
    if person == agreement.mentor:
        return MENTOR
    return TEEN if person == agreement.mentee else MOTHER


def sign_all(document: Document, agreement: Agreement) -> None:
    """Everybody the paper names signs it by code, in its order."""
    for party in document.parties.select_related("person").order_by("pk"):
        if party.signed_at is None:
            confirmed = sign_by_code(document, party.person, address_of(agreement, party.person))
            assert confirmed.is_accepted, confirmed


def in_force(school: School, **more: Any) -> Agreement:
    agreement = an_agreement(school, **more)
    sign_all(agreement.document, agreement)
    agreement.refresh_from_db()
    return agreement


def sign_by_pen(document: Document, *, by: Any, on: date | None = None) -> int:
    """An employee records that all who have not signed yet did so on paper."""
    day = on or timezone.localdate()
    waiting = document.parties.filter(signed_at__isnull=True)
    return record_signed_by_pen(
        document=document,
        signed_on={party.pk: day for party in waiting},
        by=by,
        kept_where="каб. 12",
        now=timezone.now(),
    )
