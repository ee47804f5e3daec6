"""One signer's no to a paper of two sides, and the change of mind that takes it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from intake.delivery.messages import AgreementNews
from intake.domain.journal import JournalKind
from intake.models import Agreement, Document, Person
from intake.services import journal
from intake.services.agreement_effect import lock_agreement
from intake.services.agreement_link import tell


@transaction.atomic
def decline_sided(*, document: Document, signer: Person, now: datetime) -> bool:
    """One press, no code: one signer's no stops the paper for all; the others are told.

    ``False`` if it is not open any more.
    """
    agreement = lock_agreement(document)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    party = document.parties.filter(person=signer).first()
    if agreement is None or party is None or document.state != "prepared":
        return False
    document.parties.filter(pk=party.pk).update(declined_at=now)
    document.state, document.ended_at = "declined", now
    document.save(update_fields=["state", "ended_at"])
    tell(agreement=agreement, news=AgreementNews.DECLINED, now=now)
    _chain(document, JournalKind.DECLINED, signer, party.role, now)
    return True


@transaction.atomic
def undo_sided_decline(*, document: Document, signer: Person, now: datetime) -> bool:
    """Whoever said no changed their mind: the same paper is open again, with what was signed."""
    lock_agreement(document)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    party = document.parties.filter(person=signer, declined_at__isnull=False).first()
    if party is None or document.state != "declined" or not _is_current(document):
        return False
    document.parties.filter(pk=party.pk).update(declined_at=None)
    document.state, document.ended_at = "prepared", None
    document.save(update_fields=["state", "ended_at"])
    _chain(document, JournalKind.DECLINE_UNDONE, signer, party.role, now)
    return True


def _is_current(document: Document) -> bool:
    """No other paper of the same act was opened since."""
    if document.kind == "agreement":
        return Agreement.objects.filter(document=document).exists()
    later = Document.objects.filter(
        Q(state="prepared") | Q(state="signed"),
        agreement_act__agreement=document.agreement_act.agreement_id,
        made_at__gt=document.made_at,
    )
    return not later.exists()


def _chain(document: Document, kind: JournalKind, signer: Person, role: str, now: datetime) -> None:
    journal.append(
        school=document.school,
        kind=kind,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={"role": role},
        now=now,
    )
