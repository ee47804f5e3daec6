"""Making papers: the approved wording, the people, the very bytes that will be shown and signed."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from intake import vault
from intake.documents.consent import PaperInput, make_paper
from intake.domain.guardianship import AuthorityTrouble
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole, SigningAnswer
from intake.models import Document, DocumentParty, IntakeRequest, PaperCopy, Person
from intake.services import journal
from intake.services.document_facts import number_digest, order_digest, parties_digest
from intake.services.filling import (
    BY_PEN,
    Filling,
    fill_wording,
    filling_for,
    for_screens,
    numbered,
)
from intake.services.guardianship import signer_trouble
from intake.services.numbering import new_number
from intake.services.person_marks import note_people
from intake.services.request import signer_of
from intake.services.rule import school_day, signing_answer
from mentoring_pages.models import Edition
from mentoring_pages.services.asked_once import held
from mentoring_pages.services.edition import wording_in_force
from mentoring_pages.services.wording import consent_in_force

FULL_FORM = "processing-full"
"""The wording with addresses and identity papers: its signer alone holds a copy of it."""

NUMBER_PREFIX = {"processing": "С", "publication": "Р", "withdrawal": "О"}


class WordingMissing(Exception):
    """The school has no approved wording of this kind in force: nothing can be signed yet."""


class NotTheSigner(Exception):
    """The rule does not ask this role to sign this kind of paper today."""


class NotEntitled(NotTheSigner):
    """The representative may not act for this child today; ``trouble`` says why."""

    def __init__(self, trouble: AuthorityTrouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


@transaction.atomic
@held()
def prepare(
    *,
    request: IntakeRequest,
    kind: DocumentKind,
    role: SignerRole,
    choices: Mapping[str, bool] | None = None,
    by_pen: bool = False,
    now: datetime,
) -> Document:
    """The open paper of this kind for this signer; made anew only when its contents would differ.

    ``by_pen`` prints the items of a consent to publication without answers, to be marked by hand.
    Raises ``WordingMissing``, ``NotTheSigner`` (``NotEntitled`` where the authority is what is
    missing) and ``UnknownBirthDate``.
    """
    request = (
        IntakeRequest.objects.select_for_update(of=("self",))
        .select_related(
            "school__site", "participant__data_key", "participant__school", "guardian__data_key"
        )
        .get(pk=request.pk)
    )
    answer = signing_answer(request=request, kind=kind, now=now)
    signer = signer_of(request=request, role=role)
    if signer is None or request.participant is None or not answer.requires(role):
        raise NotTheSigner
    day = school_day(school=request.school, now=now)
    trouble = signer_trouble(
        participant=request.participant, signer=signer, role=role, kind=kind, day=day
    )
    if trouble is not None:
        raise NotEntitled(trouble)
    variant = "representative" if role is SignerRole.REPRESENTATIVE else "own"
    edition = consent_in_force(school=request.school, paper=kind.value, variant=variant, day=day)
    if edition is None:
        raise WordingMissing
    filling = filling_for(
        request=request,
        signer=signer,
        role=role,
        answer=answer,
        choices=dict(choices or {}),
        with_details=edition.kind == FULL_FORM,
        by_pen=by_pen,
        now=now,
    )
    inputs = paper_inputs(edition=edition, filling=filling, answer=answer)
    for earlier in request.documents.filter(kind=kind.value, variant=role.value, state="prepared"):
        if earlier.inputs_index == inputs:
            return earlier
        earlier.state = "void"
        earlier.save(update_fields=["state"])
    return _make(
        request=request,
        kind=kind.value,
        role=role,
        signer=signer,
        edition=edition,
        filling=filling,
        answer=answer,
        inputs=inputs,
        points_to=_before(participant=request.participant, kind=kind, role=role),
        now=now,
    )


def _before(*, participant: Person, kind: DocumentKind, role: SignerRole) -> Document | None:
    """The last consent of this kind that was signed before, in force or not any more."""
    signed = participant.documents_about.filter(
        kind=kind.value, variant=role.value, state__in=("signed", "withdrawn", "superseded")
    )
    return signed.order_by("-signed_at", "-pk").first()


def paper_inputs(*, edition: Edition, filling: Filling, answer: SigningAnswer) -> str:
    """A keyed fingerprint of everything a paper says but its day: the same, the same paper."""
    said = [edition.digest, filling.without_day(), answer.explanation_key, answer.rule_version]
    return vault.blind_index(
        json.dumps(said, ensure_ascii=False, sort_keys=True, default=str), purpose="paper"
    )


def still_reads_the_same(
    *, document: Document, now: datetime, party: DocumentParty | None = None
) -> bool:
    """Whether the people are today as the paper says; a withdrawal says only what it withdraws.

    ``party`` is its one signer, where the caller has the row. Raises ``UnknownBirthDate``.
    """
    if document.request is None or not document.inputs_index:
        return True
    filling, answer = _filling_of(document=document, request=document.request, at=now, party=party)
    inputs = paper_inputs(edition=document.edition, filling=filling, answer=answer)
    return inputs == document.inputs_index


def _filling_of(
    *,
    document: Document,
    request: IntakeRequest,
    at: datetime,
    party: DocumentParty | None = None,
) -> tuple[Filling, SigningAnswer]:
    """What a paper of one signer says if it is filled at ``at``. Raises ``UnknownBirthDate``."""
    party = party or document.parties.select_related("person").get()
    answer = signing_answer(request=request, kind=DocumentKind(document.kind), now=at)
    filling = filling_for(
        request=request,
        signer=party.person,
        role=SignerRole(party.role),
        answer=answer,
        choices=document.choices,
        withdrawn=document.points_to if document.kind == DocumentKind.WITHDRAWAL else None,
        with_details=document.edition.kind == FULL_FORM,
        by_pen=document.choices.get(BY_PEN) is True,
        now=at,
    )
    return filling, answer


@transaction.atomic
def make_withdrawal_paper(
    *, document: Document, signer: Person, by_key: str = "", now: datetime
) -> Document:
    """The paper by which ``signer`` withdraws ``document``, in the wording in force today.

    Who is no party of it withdraws as the participant. Raises ``WordingMissing``.
    """
    request = document.request
    if request is None:
        raise WordingMissing
    day = school_day(school=document.school, now=now)
    own = document.parties.filter(person=signer).first()
    role = SignerRole(own.role) if own is not None else SignerRole.PARTICIPANT
    variant = "representative" if role is SignerRole.REPRESENTATIVE else "own"
    edition = wording_in_force(
        school=document.school, kind="withdrawal", variant=variant, day=day
    ) or wording_in_force(
        school=document.school, kind="withdrawal", variant="representative", day=day
    )
    if edition is None:
        raise WordingMissing
    answer = signing_answer(request=request, kind=DocumentKind.WITHDRAWAL, now=now)
    filling = filling_for(
        request=request,
        signer=signer,
        role=role,
        answer=answer,
        choices={},
        withdrawn=document,
        now=now,
    )
    return _make(
        request=request,
        kind="withdrawal",
        role=role,
        signer=signer,
        edition=edition,
        filling=filling,
        answer=answer,
        inputs="",
        points_to=document,
        by_key=by_key,
        now=now,
    )


def _make(
    *,
    request: IntakeRequest,
    kind: str,
    role: SignerRole,
    signer: Person,
    edition: Edition,
    filling: Filling,
    answer: SigningAnswer,
    inputs: str,
    points_to: Document | None,
    by_key: str = "",
    now: datetime,
) -> Document:
    school, participant = request.school, request.participant
    if participant is None:
        raise NotTheSigner
    number = new_number(model=Document, school_id=school.pk, prefix=NUMBER_PREFIX[kind], now=now)
    paper = make_paper(
        paper=PaperInput(
            kind=kind,
            variant=edition.variant,
            number=number,
            made_at=now.astimezone(school.zone),
            **numbered(filling, number).paper_fields(edition),
        )
    )
    document = Document.objects.create(
        number=number,
        school=school,
        request=request,
        kind=kind,
        variant=role.value,
        participant=participant,
        edition=edition,
        wording=edition.tree,
        choices={BY_PEN: True} if filling.by_pen else filling.choices,
        resources=[one.address for one in school.resources.all()] if kind == "publication" else [],
        shown_digest=paper.sha256,
        page_count=paper.page_count,
        inputs_index=inputs,
        rule_version=answer.rule_version,
        rule_key=answer.explanation_key,
        age_on_making=answer.age,
        made_at=now,
        points_to=points_to,
    )
    DocumentParty.objects.create(document=document, person=signer, role=role.value)
    holders = {signer} if edition.kind == FULL_FORM else {signer, participant}
    for holder in holders:
        keep_copy(document=document, holder=holder, kind="shown", data=paper.pdf, now=now)
    actor_key = by_key or str(signer.key)
    note_people(school=school, people=(participant, signer), actor_key=actor_key, now=now)
    journal.append(
        school=school,
        kind=JournalKind.DOCUMENT_MADE,
        subject_key=str(document.key),
        actor_key=actor_key,
        facts={
            "kind": kind,
            "variant": role.value,
            "digest": paper.sha256,
            "edition": edition.digest,
            "rule": answer.rule_version,
            "band": answer.band.value,
            "about": str(participant.key),
            "copies": len(holders),
            "points_to": str(points_to.key) if points_to else None,
            "request": str(request.key),
            "signers": 1,
            "parties": parties_digest([(str(signer.key), role.value, "", "")]),
            "number": number_digest(number),
            "order": order_digest(edition.order_number, edition.order_date),
        },
        now=now,
    )
    return document


def keep_copy(
    *, document: Document, holder: Person, kind: str, data: bytes, now: datetime
) -> PaperCopy:
    """Store one person's copy of a paper, encrypted with that person's data key. Once only."""
    existing = document.copies.filter(holder=holder, kind=kind).first()
    if existing is not None:
        return existing
    sealed = vault.encrypt(holder.data_key.wrapped, data)
    copy = PaperCopy(
        document=document,
        holder=holder,
        kind=kind,
        digest=hashlib.sha256(data).hexdigest(),
        size=len(data),
        made_at=now,
    )
    name = f"{document.school.key}/{document.key}/{holder.key}-{kind}.sealed"
    copy.file.save(name, ContentFile(sealed), save=True)
    return copy


def read_copy(*, document: Document, holder: Person, kind: str) -> bytes:
    """A person's copy. Raises ``PaperCopy.DoesNotExist`` and ``vault.KeyDestroyed``."""
    copy = document.copies.select_related("holder__data_key").get(holder=holder, kind=kind)
    with copy.file.open("rb") as file:
        return vault.decrypt(copy.holder.data_key.wrapped, file.read())


def plain_summary(document: Document) -> list[str]:
    """«Простыми словами»: what the paper means, a thought a line."""
    lines: list[str] = document.wording.get("summary", [])
    return lines


def filled_blocks(document: Document) -> list[tuple[str, str]]:
    """The text of the paper for the screen, block by block, the same words as in the PDF."""
    if document.request is None:
        return []
    filling, _answer = _filling_of(document=document, request=document.request, at=document.made_at)
    return fill_wording(document.wording, for_screens(numbered(filling, document.number)))
