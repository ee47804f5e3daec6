"""What «Всё по-прежнему» shows of next year's agreements: each paper, and what is new in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement_renewal import Change
from intake.domain.modes import Method
from intake.models import Document, Person
from intake.services.admission import document_trouble
from intake.services.agreement import renew_paper
from intake.services.agreement_hindrance import other_method
from intake.services.agreement_list import signing_parties
from intake.services.agreement_renewal import Difference, difference
from intake.services.agreement_sides import SignerMissing
from intake.services.agreement_text import agreement_text
from intake.services.document import WordingMissing, plain_summary
from intake.services.rule import school_day


@dataclass(frozen=True, slots=True)
class AgreementAgain:
    """A paper that continues last year's: to be read, compared and signed by this person."""

    document: Document
    names: tuple[str, str]
    before: Document
    difference: Difference
    summary: list[str]
    blocks: list[tuple[str, str]]

    @property
    def changes(self) -> tuple[Change, ...]:
        return self.difference.changes


def agreements_again(*, person: Person, now: datetime) -> list[AgreementAgain]:
    """The renewals that wait for a code of ``person``, the eldest first.

    One that is signed with a pen here, or that nobody can sign today, stays in the list of
    agreements alone, where its page says why.
    """
    waiting = Document.objects.filter(
        kind="agreement",
        state="prepared",
        agreement__renews__isnull=False,
        parties__in=person.parties.filter(signed_at__isnull=True),
    )
    return [
        again
        for key in waiting.order_by("made_at", "pk").values_list("agreement__key", flat=True)
        if (again := _again(key, person, now)) is not None
    ]


def _again(key: UUID, person: Person, now: datetime) -> AgreementAgain | None:
    document = _current(key)
    try:
        if renew_paper(agreement=document.agreement, now=now):
            document = _current(key)
        text = agreement_text(agreement=document.agreement, now=now)
    except (SignerMissing, UnknownBirthDate, WordingMissing):
        return None
    party = next((one for one in document.parties.all() if one.person_id == person.pk), None)
    before = document.agreement.renews
    if party is None or before is None or other_method(document=document, method="code"):
        return None
    party.document = document
    day = school_day(school=document.school, now=now)
    if document_trouble(party=party, method=Method.CODE, day=day) is not None:
        return None
    return AgreementAgain(
        document=document,
        names=(document.agreement.mentor.full_name, document.agreement.mentee.full_name),
        before=before.document,
        difference=difference(before=before, text=text),
        summary=plain_summary(document),
        blocks=text.blocks(document.number),
    )


def _current(key: UUID) -> Document:
    """The paper that stands for an agreement now, with all that its page shows."""
    return (
        Document.objects.select_related(
            "school__site",
            "agreement__school__site",
            "agreement__form",
            "agreement__mentor",
            "agreement__mentee__data_key",
            "agreement__renews__document",
            "agreement__renews__mentee__data_key",
            "agreement__renews__school__site",
        )
        .prefetch_related(signing_parties(), "agreement__renews__document__parties")
        .get(agreement__key=key)
    )
