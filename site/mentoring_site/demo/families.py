"""The demo's families: every paper is made by the verbs that real families use, never as rows."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core import mail

from intake.delivery.sending import send_now
from intake.domain.age import birthday_in_year
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, IntakeRequest, Person
from intake.services.acquaintance import acquaint
from intake.services.code import request_code
from intake.services.document import prepare
from intake.services.paper import record_paper
from intake.services.people import (
    Name,
    add_person,
    contact_value,
    current_contact,
    set_contact,
    set_guardian,
)
from intake.services.pep import state_joining
from intake.services.refusal import decline
from intake.services.request import (
    finish,
    invite,
    invite_second_signer,
    signer_of,
    start_open_request,
)
from intake.services.request_people import record_people
from intake.services.sealing import add_sheet
from intake.services.signing import confirm
from intake.services.withdrawal import prepare_withdrawal
from mentoring_pages.models import School
from mentoring_site.demo.school import demo_content

SIX_DIGITS = re.compile(r"(?<!\d)\d{6}(?!\d)")
PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION
REPRESENTATIVE, PARTICIPANT = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
CURATOR_ACTOR = "user:demo"


class Storyteller:
    """Tells each family's story at its own time, days before ``now``."""

    def __init__(self, *, school: School, staff: Any, now: datetime) -> None:
        self.school = school
        self.staff = staff
        self.clock = now - timedelta(days=20)

    def tell_all(self) -> None:
        for family in demo_content("families.json"):
            self.clock += timedelta(hours=29)
            tell: Callable[[dict[str, Any]], None] = getattr(self, f"tell_{family['story']}")
            tell(family)
            for person in Person.objects.filter(messages__state="queued").distinct():
                self.send_letters(person)

    def tick(self, minutes: int = 3) -> datetime:
        """The next instant of the story."""
        self.clock += timedelta(minutes=minutes)
        return self.clock

    def send_letters(self, person: Person) -> None:
        """Send what waits for a person, oldest first; the worker then finds nothing to do."""
        queued = person.messages.filter(state="queued").order_by("queued_at")
        for key in queued.values_list("key", flat=True):
            send_now(message_key=str(key), now=self.clock)

    # The people

    def people(self, family: dict[str, Any], *, with_contacts: bool = True) -> IntakeRequest:
        child = self.person(family["child"], self.birth_date(family), family["class"])
        guardian = None
        if family["guardian"]:
            *name, kind = family["guardian"]
            guardian = self.person(name, None, "")
            set_guardian(
                guardian=guardian,
                ward=child,
                kind=kind,
                checked_by_key=CURATOR_ACTOR,
                now=self.clock,
            )
        if with_contacts:
            for number, person in enumerate(p for p in (child, guardian) if p is not None):
                set_contact(
                    person=person,
                    value=f"family{child.pk}-{number}@families.example",
                    confirmed=True,
                    now=self.clock,
                )
        return invite(participant=child, guardian=guardian, by_key=CURATOR_ACTOR, now=self.tick())

    def person(self, name: list[str], birth_date: date | None, school_class: str) -> Person:
        return add_person(
            school=self.school,
            name=Name(*name),
            birth_date=birth_date,
            school_class=school_class,
            checked=True,
            now=self.clock,
        )

    def birth_date(self, family: dict[str, Any]) -> date:
        """A birthday half a year ago, so that the age holds for the whole story."""
        day = (self.clock - timedelta(days=180)).date()
        return birthday_in_year(day, day.year - family["age"])

    # The acts

    def sign(self, document: Document, person: Person, act: str = "sign") -> None:
        if act == "sign":
            state_joining(person=person, role=SignerRole(document.variant), now=self.tick())
        request_code(document=document, signer=person, act=act, now=self.tick())
        answer = confirm(
            document=document,
            signer=person,
            act=act,
            shown_digest=document.shown_digest,
            code=self.latest_code(person),
            circumstances={"ip": "127.0.0.1", "user_agent": "demo"},
            now=self.tick(1),
        )
        if not answer.is_accepted:
            raise RuntimeError(f"the demo's code was not accepted: {answer.verdict}")
        self.finish_paper(document)

    def finish_paper(self, document: Document) -> None:
        """Do at the story's time what the worker does after a signature."""
        add_sheet(document_key=str(document.key), now=self.tick(1))

    def latest_code(self, person: Person) -> str:
        """The code from the last message, as the person would read it in the mail.

        Sent at the story's time: the worker rightly refuses to send a code that has expired.
        """
        self.send_letters(person)
        contact = current_contact(person=person)
        found = SIX_DIGITS.findall(last_message_to(contact))
        return str(found[0])

    def sign_all(
        self, request: IntakeRequest, role: SignerRole, family: dict[str, Any]
    ) -> list[Document]:
        person = signer(request, role)
        acquaint(request=request, person=person, role=role.value, now=self.tick())
        papers = [prepare(request=request, kind=PROCESSING, role=role, now=self.tick())]
        if family["yes"]:
            choices = dict.fromkeys(family["yes"], True)
            papers.append(
                prepare(
                    request=request, kind=PUBLICATION, role=role, choices=choices, now=self.tick()
                )
            )
        for paper in papers:
            self.sign(paper, person)
        finish(request=request, person=person, now=self.tick())
        return papers

    # The stories

    def tell_signed(self, family: dict[str, Any]) -> None:
        self.sign_all(self.people(family), REPRESENTATIVE, family)

    def tell_half(self, family: dict[str, Any]) -> None:
        request = self.people(family)
        self.sign_all(request, REPRESENTATIVE, family)
        invite_second_signer(
            request=request,
            person=signer(request, PARTICIPANT),
            contact="",
            by=signer(request, REPRESENTATIVE),
            now=self.tick(),
        )

    def tell_both(self, family: dict[str, Any]) -> None:
        request = self.people(family)
        for role in (REPRESENTATIVE, PARTICIPANT):
            self.sign_all(request, role, family)

    def tell_waiting(self, family: dict[str, Any]) -> None:
        self.people(family)

    def tell_declined(self, family: dict[str, Any]) -> None:
        request = self.people(family)
        guardian = signer(request, REPRESENTATIVE)
        acquaint(request=request, person=guardian, role=REPRESENTATIVE.value, now=self.tick())
        paper = prepare(request=request, kind=PROCESSING, role=REPRESENTATIVE, now=self.tick())
        decline(document=paper, signer=guardian, now=self.tick())

    def tell_withdrawn(self, family: dict[str, Any]) -> None:
        request = self.people(family)
        papers = self.sign_all(request, REPRESENTATIVE, family)
        guardian = signer(request, REPRESENTATIVE)
        self.tick(60 * 24 * 2)
        for signed in reversed(papers):
            withdrawal = prepare_withdrawal(document=signed, signer=guardian, now=self.tick())
            if withdrawal is None:
                raise RuntimeError("the demo's paper was not in force")
            self.sign(withdrawal, guardian, act="withdraw")

    def tell_adult(self, family: dict[str, Any]) -> None:
        self.sign_all(self.people(family), PARTICIPANT, family)

    def tell_open(self, family: dict[str, Any]) -> None:
        request, _token = start_open_request(school=self.school, now=self.tick())
        *name, kind = family["guardian"]
        record_people(
            request=request,
            participant_name=Name(*family["child"]),
            birth_date=self.birth_date(family),
            school_class=family["class"],
            participant_contact="",
            guardian_name=Name(*name),
            guardian_kind=kind,
            guardian_contact=f"open{request.pk}@families.example",
            now=self.tick(),
        )
        request.refresh_from_db()
        self.sign_all(request, REPRESENTATIVE, family)

    def tell_paper(self, family: dict[str, Any]) -> None:
        request = self.people(family, with_contacts=False)
        paper = prepare(request=request, kind=PROCESSING, role=REPRESENTATIVE, now=self.tick())
        record_paper(
            document=paper,
            by=self.staff,
            signed_on=self.clock.astimezone(self.school.zone).date(),
            kept_where="Личное дело ученика",
            now=self.tick(60),
        )
        self.finish_paper(paper)


def signer(request: IntakeRequest, role: SignerRole) -> Person:
    """The person of a story in this role; a story without one is told wrong."""
    person = signer_of(request=request, role=role)
    if person is None:
        raise RuntimeError("the demo's story has nobody to sign")
    return person


def can_read_letters() -> bool:
    """Whether letters stay here to be read; elsewhere they would really be sent."""
    return hasattr(mail, "outbox") or apps.is_installed("mentoring_site.demo")


def last_message_to(contact: Any) -> str:
    """The newest message to this contact: from the demo's outbox, or from the test outbox."""
    address = contact_value(contact)
    outbox = getattr(mail, "outbox", None)
    if outbox is not None:
        return next(str(message.body) for message in reversed(outbox) if address in message.to)
    from mentoring_site.demo.models import DemoMessage

    message = DemoMessage.objects.filter(to__contains=address).order_by("-pk").first()
    return "" if message is None else str(message.body)
