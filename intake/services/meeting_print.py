"""What is printed for a meeting: slips with a personal QR, packets for those who use a pen.

A link on paper is seen by whoever prints it, so only the latest print of a slip opens, and opening
proves nothing: a code goes to the contact on file.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.documents.slip import Slip, make_slips, together
from intake.domain.age import UnknownBirthDate
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    Document,
    IntakeRequest,
    Meeting,
    MeetingFamily,
    MeetingSlip,
    Person,
    PersonalLink,
)
from intake.people_labels import PRINTED_KINDS
from intake.services import journal
from intake.services.acquaintance import sheets_for
from intake.services.document import NotTheSigner, WordingMissing, prepare
from intake.services.filling import BY_PEN
from intake.services.guardianship import called
from intake.services.link import link_address, make_link
from intake.services.meeting import families_of, signed_requests
from intake.services.paper_print import note_printed, print_out
from intake.services.people import contact_value, current_contact
from intake.services.pep import live_agreement, pep_edition
from intake.services.privacy import staff_key
from intake.services.request import first_signers
from intake.services.rule import school_day


@dataclass(frozen=True, slots=True)
class Packets:
    """The papers to be signed with a pen, and families whose papers could not be made."""

    pdf: bytes
    documents: tuple[Document, ...]
    not_made: tuple[MeetingFamily, ...]


@transaction.atomic
def print_slips(*, meeting: Meeting, by: Any, now: datetime) -> bytes:
    """One job with a slip for every signer; the slips printed before stop opening.

    Raises ``PaperError`` of ``intake.documents``.
    """
    slips = []
    for family in families_of(meeting):
        PersonalLink.objects.filter(slip__family=family, revoked_at__isnull=True).update(
            revoked_at=now
        )
        try:
            people = first_signers(request=family.request, now=now)
        except UnknownBirthDate:
            continue
        slips += [_slip(family=family, person=person, now=now) for person in people]
    pdf = make_slips(slips, made_at=now.astimezone(meeting.school.zone))
    journal.append(
        school=meeting.school,
        kind=JournalKind.SLIPS_PRINTED,
        subject_key=str(meeting.key),
        actor_key=staff_key(by),
        facts={"count": len(slips)},
        now=now,
    )
    return pdf


def _slip(*, family: MeetingFamily, person: Person, now: datetime) -> Slip:
    request, school = family.request, family.meeting.school
    token = make_link(request=request, person=person, purpose="sign", now=now)
    link = PersonalLink.objects.filter(request=request, person=person).latest("pk")
    MeetingSlip.objects.create(family=family, link=link, printed_at=now)
    child = request.participant
    capacity = ""
    if child is not None and child.pk != person.pk:
        kind = called(guardian=person, ward=child, day=school_day(school=school, now=now))
        capacity = str(PRINTED_KINDS[kind]) if kind is not None else ""
    contact = current_contact(person=person)
    return Slip(
        signer=person.full_name,
        capacity=capacity,
        participant=child.full_name if child else "",
        school_class=family.meeting.school_class,
        school=school.short_name,
        contact=contact_value(contact) if contact else "",
        pep_line=_pep_line(person, request, now),
        address=link_address(request=request, token=token),
    )


def _pep_line(person: Person, request: IntakeRequest, now: datetime) -> str:
    agreement = live_agreement(person=person)
    if agreement is not None and agreement.joined_at is not None:
        return ""
    role = SignerRole.REPRESENTATIVE if person == request.guardian else SignerRole.PARTICIPANT
    edition = pep_edition(school=request.school, role=role, now=now)
    if edition is None:
        return ""
    return _(
        "[ ] Присоединяюсь к соглашению об использовании простой электронной подписи, приказ "
        "№\u00a0%(number)s от %(day)s, редакция %(edition)s: с текстом знаком(а), код из письма "
        "признаю своей подписью."
    ) % {
        "number": edition.order_number,
        "day": f"{edition.order_date:%d.%m.%Y}",
        "edition": edition.number,
    }


@transaction.atomic
def print_packets(*, meeting: Meeting, by: Any, now: datetime) -> Packets:
    """The very documents of every family that uses a pen and has not signed yet.

    The consent to processing is made here. A consent to publication comes as the family chose on
    its page, else with its items unanswered, to be marked with a pen, where the school has approved
    such a text. Papers of two sides come in two copies. With them comes the sheet of acquaintance
    with the policy for whoever has not been acquainted.
    """
    pdfs: list[bytes] = []
    documents: list[Document] = []
    not_made = []
    signed = set(signed_requests(meeting).values_list("pk", flat=True))
    for family in families_of(meeting).filter(is_on_paper=True):
        if family.request_id in signed:
            continue
        try:
            papers = _papers_of(family=family, now=now)
            sheets = sheets_for(papers, now=now)
        except (WordingMissing, NotTheSigner, UnknownBirthDate):
            papers, sheets = [], []
        if not papers:
            not_made.append(family)
        pdfs += [*print_out(papers), *sheets]
        documents += [document for document, _holder in papers]
    note_printed(documents=documents, by=by, now=now)
    return Packets(together(pdfs) if pdfs else b"", tuple(documents), tuple(not_made))


def _papers_of(*, family: MeetingFamily, now: datetime) -> list[tuple[Document, Person]]:
    request = family.request
    found: dict[int, tuple[Document, Person]] = {}
    for person in first_signers(request=request, now=now):
        is_guardian = person == request.guardian
        role = SignerRole.REPRESENTATIVE if is_guardian else SignerRole.PARTICIPANT
        if not request.documents.filter(
            kind="processing", variant=role.value, state="signed"
        ).exists():
            made = prepare(request=request, kind=DocumentKind.PROCESSING, role=role, now=now)
            found[made.pk] = (made, person)
        blank = _publication_by_pen(request=request, role=role, now=now)
        if blank is not None:
            found[blank.pk] = (blank, person)
        others = Document.objects.filter(
            parties__person=person,
            parties__signed_at__isnull=True,
            participant=request.participant,
            state="prepared",
            copies__holder=person,
            copies__kind="shown",
        ).exclude(kind="processing")
        for document in others.order_by("pk"):
            found.setdefault(document.pk, (document, person))
    return list(found.values())


def _publication_by_pen(
    *, request: IntakeRequest, role: SignerRole, now: datetime
) -> Document | None:
    """The consent to publication without answers, unless this signer has answered already.

    ``None`` too where the school has no such text or nobody asks this signer for it: publication
    is no condition of anything, so its lack hinders no other paper.
    """
    answered = Document.objects.filter(
        participant=request.participant,
        kind=DocumentKind.PUBLICATION.value,
        variant=role.value,
        state__in=("prepared", "signed", "declined", "withdrawn"),
    )
    if answered.exclude(state="prepared", choices={BY_PEN: True}).exists():
        return None
    try:
        return prepare(
            request=request, kind=DocumentKind.PUBLICATION, role=role, by_pen=True, now=now
        )
    except (WordingMissing, NotTheSigner):
        return None
