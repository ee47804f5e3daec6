"""Making a paper of two sides: the very bytes, its row, its parties, a copy for each of them."""

from datetime import date, datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from intake.documents.consent import PaperInput, make_paper
from intake.domain.agreement import Side
from intake.domain.journal import JournalKind
from intake.domain.signing import SignerRole
from intake.models import Agreement, Document, DocumentParty
from intake.services import journal
from intake.services.agreement_sides import capacity_words
from intake.services.agreement_text import SidedText
from intake.services.document import keep_copy
from intake.services.document_facts import number_digest, order_digest, parties_digest
from intake.services.filling import CHECK_PATH
from intake.services.numbering import new_number
from intake.services.person_marks import note_people
from intake.services.rule import school_day
from mentoring_pages.services.edition import tree_digest

NUMBER_PREFIX = {"agreement": "Д", "extension": "ДП", "termination": "ДК"}


def make_document(
    *,
    agreement: Agreement,
    text: SidedText,
    actor_key: str,
    state: str = "prepared",
    now: datetime,
) -> Document:
    """Make the PDF, its row, its parties, and a copy for everybody entitled to one.

    Part of the verb that wants the paper; the chain write is its last step.
    """
    school, day = agreement.school, school_day(school=agreement.school, now=now)
    number = new_number(
        model=Document, school_id=school.pk, prefix=NUMBER_PREFIX[text.kind], now=now
    )
    paper = make_paper(
        paper=PaperInput(
            kind=text.kind,
            variant="sides",
            number=number,
            made_at=now.astimezone(school.zone),
            title=text.tree["title"],
            blocks=tuple(text.blocks(number)),
            operator=(school.full_name, school.address),
            verify_url=f"{school.base_url}{CHECK_PATH}?{urlencode({'n': number})}",
            explanation=text.explanation,
            sides=_signature_blocks(text, day),
        )
    )
    mentee = text.sides.answers[Side.MENTEE]
    document = Document.objects.create(
        number=number,
        school=school,
        request=None,
        kind=text.kind,
        variant="sides",
        participant=agreement.mentee,
        edition=text.edition,
        wording=dict(text.tree),
        state=state,
        signed_at=now if state == "signed" else None,
        shown_digest=paper.sha256,
        page_count=paper.page_count,
        inputs_index=text.inputs,
        rule_version=mentee.rule_version,
        rule_key=text.sides.rule_key,
        explanation="",
        age_on_making=mentee.age,
        made_at=now,
        points_to=text.points_to,
    )
    DocumentParty.objects.bulk_create(
        DocumentParty(
            document=document,
            person=signer.person,
            role=signer.role.value,
            side=signer.side.value,
            for_person=signer.for_person,
        )
        for signer in text.signers
    )
    holders = {agreement.mentor, agreement.mentee}
    holders |= {signer.person for signer in text.sides.signers}
    for holder in sorted(holders, key=lambda person: person.pk):
        keep_copy(document=document, holder=holder, kind="shown", data=paper.pdf, now=now)
    note_people(school=school, people=holders, actor_key=actor_key, now=now)
    journal.append(
        school=school,
        kind=JournalKind.DOCUMENT_MADE,
        subject_key=str(document.key),
        actor_key=actor_key,
        facts={
            "kind": text.kind,
            "variant": "sides",
            "digest": paper.sha256,
            "edition": text.edition.digest,
            "rule": mentee.rule_version,
            "band": mentee.band.value,
            "about": str(agreement.mentee.key),
            "copies": len(holders),
            "points_to": str(text.points_to.key) if text.points_to else None,
            "request": None,
            "signers": len(text.signers),
            "parties": parties_digest(
                (
                    str(signer.person.key),
                    signer.role.value,
                    signer.side.value,
                    str(signer.for_person.key) if signer.for_person else "",
                )
                for signer in text.signers
            ),
            "number": number_digest(number),
            "order": order_digest(text.edition.order_number, text.edition.order_date),
            "text": tree_digest(document.wording),
        },
        now=now,
    )
    return document


def _signature_blocks(
    text: SidedText, day: date
) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    headings = {Side.MENTOR: _("Наставник"), Side.MENTEE: _("Наставляемый")}
    return tuple(
        (headings[side], lines)
        for side in Side
        if (
            lines := tuple(
                (
                    signer.person.full_name,
                    capacity_words(signer=signer, day=day)
                    if signer.role is SignerRole.REPRESENTATIVE
                    else _("согласен(на)")
                    if any(
                        other.side is side and other.role is SignerRole.REPRESENTATIVE
                        for other in text.signers
                    )
                    else "",
                )
                for signer in text.signers
                if signer.side is side
            )
        )
    )
