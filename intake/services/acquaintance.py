"""Acquaintance with the policy of personal data, asked of each signer once in a request.

An own record, part of no consent (ч. 1 ст. 9 152-ФЗ): on the page before the consent, and for
whoever signs with a pen on a sheet of its own, which staff record together with the consent.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.documents.acquaintance import AcquaintanceSheet, make_acquaintance_sheet
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, IntakeRequest, Person, PolicyAcquaintance
from intake.services import journal
from intake.services.filling import fill_wording, filling_for
from intake.services.privacy import staff_key
from intake.services.rule import school_day, signing_answer
from mentoring_pages.models import Edition, School
from mentoring_pages.services.edition import wording_in_force

ASKED_BESIDE = ("processing", "publication")
"""The papers before which the page asks for it."""


def policy_edition(*, school: School, role: SignerRole | str, day: date) -> Edition | None:
    """The sentence the school approved for this role, if it approved one."""
    variant = "representative" if role == SignerRole.REPRESENTATIVE else "own"
    return wording_in_force(school=school, kind="policy", variant=variant, day=day)


def policy_lines(
    *, request: IntakeRequest, person: Person, role: SignerRole, now: datetime
) -> list[tuple[str, str]]:
    """The sentence of acquaintance as the school approved it; empty where it approved none.

    Raises ``UnknownBirthDate``.
    """
    day = school_day(school=request.school, now=now)
    edition = policy_edition(school=request.school, role=role, day=day)
    if edition is None:
        return []
    filling = filling_for(
        request=request,
        signer=person,
        role=role,
        answer=signing_answer(request=request, kind=DocumentKind.PROCESSING, now=now),
        choices={},
        now=now,
    )
    return fill_wording(edition.tree, filling)


def own_words() -> str:
    """What is confirmed where the school has approved no sentence of its own."""
    return _("Мне показали, как школа обращается с персональными данными, и объяснили мои права.")


def is_acquainted(*, request: IntakeRequest | None, role: str) -> bool:
    """Whether the record of this signer is there; without a request nobody is asked."""
    return request is None or request.acquaintances.filter(role=role).exists()


def wants_sheet(document: Document) -> bool:
    """Whether whoever signs this consent has to be acquainted yet."""
    if document.kind not in ASKED_BESIDE:
        return False
    return not is_acquainted(request=document.request, role=document.variant)


@transaction.atomic
def acquaint(
    *,
    request: IntakeRequest,
    person: Person | None,
    role: str,
    on_paper: date | None = None,
    by: Any = None,
    now: datetime,
) -> bool:
    """Record that a person read the policy: once per role, the first time counts.

    ``on_paper`` is the day beside the signature on the sheet that ``by`` of the staff saw. Answers
    whether anything was recorded.
    """
    day = on_paper or school_day(school=request.school, now=now)
    _record, made = PolicyAcquaintance.objects.get_or_create(
        request=request,
        role=role,
        defaults={
            "person": person,
            "edition": policy_edition(school=request.school, role=role, day=day),
            "at": now,
        },
    )
    if made:
        actor = staff_key(by) if by is not None else str(person.key) if person else ""
        paper = {"method": "paper", "signed_on": on_paper.isoformat()} if on_paper else {}
        journal.append(
            school=request.school,
            kind=JournalKind.POLICY_READ,
            subject_key=str(request.key),
            actor_key=actor,
            facts={"role": role, **paper},
            now=now,
        )
    return made


def acquaint_on_paper(*, document: Document, signed_on: date, by: Any, now: datetime) -> bool:
    """Record the signed sheet that came with this consent; nothing where it is recorded already."""
    if document.request is None or not wants_sheet(document):
        return False
    person = document.parties.select_related("person").get().person
    return acquaint(
        request=document.request,
        person=person,
        role=document.variant,
        on_paper=signed_on,
        by=by,
        now=now,
    )


def sheets_for(papers: Iterable[tuple[Document, Person]], *, now: datetime) -> list[bytes]:
    """A sheet for every signer of these papers who has to be acquainted yet, one for each.

    Raises ``PaperError`` and ``UnknownBirthDate``.
    """
    wanted: dict[tuple[int, str], tuple[Document, Person]] = {}
    for document, person in papers:
        if document.request_id is not None and wants_sheet(document):
            wanted.setdefault((document.request_id, document.variant), (document, person))
    return [_sheet(document, person, now) for document, person in wanted.values()]


def _sheet(document: Document, person: Person, now: datetime) -> bytes:
    request, role = document.request, SignerRole(document.variant)
    if request is None:
        raise ValueError("the sheet belongs to a request")
    school = document.school
    day = school_day(school=school, now=now)
    edition = policy_edition(school=school, role=role, day=day)
    lines = policy_lines(request=request, person=person, role=role, now=now)
    officer = (school.privacy_officer_name, school.privacy_officer_post)
    is_own = role is SignerRole.PARTICIPANT
    return make_acquaintance_sheet(
        AcquaintanceSheet(
            heading=(
                str(edition.tree["title"])
                if edition is not None
                else _("Ознакомление с политикой обработки персональных данных")
            ),
            number=request.number,
            school=school.full_name,
            policy_address=school.policy_url,
            officer=", ".join(part for part in officer if part),
            sentences=tuple(text for _kind, text in lines) or (own_words(),),
            signer=person.full_name,
            capacity=_("участник программы") if is_own else _("законный представитель"),
            participant=document.participant.full_name,
            made_at=now.astimezone(school.zone),
        )
    )
