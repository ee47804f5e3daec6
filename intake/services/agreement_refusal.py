"""One signer's no to a paper of two sides, and the change of mind that takes it back."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from intake.delivery.messages import AgreementNews
from intake.domain.journal import JournalKind
from intake.models import Agreement, Document, Person
from intake.services.agreement_effect import lock_agreement
from intake.services.agreement_link import tell
from intake.services.refusal import Told, chain_refusal


@transaction.atomic
def decline_sided(
    *, document: Document, signer: Person, told: Told | None = None, now: datetime
) -> bool:
    """One press, no code: one signer's no stops the paper for all; the others are told.

    ``told`` is how an employee heard it. ``False`` if it is not open any more.
    """
    agreement = lock_agreement(document)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    party = document.parties.select_related("person").filter(person=signer).first()
    if agreement is None or party is None or document.state != "prepared":
        return False
    document.parties.filter(pk=party.pk).update(declined_at=now)
    document.state, document.ended_at = "declined", now
    document.save(update_fields=["state", "ended_at"])
    tell(agreement=agreement, news=AgreementNews.DECLINED, now=now)
    chain_refusal(document=document, kind=JournalKind.DECLINED, party=party, told=told, now=now)
    return True


@transaction.atomic
def undo_sided_decline(
    *, document: Document, signer: Person, told: Told | None = None, now: datetime
) -> bool:
    """Whoever said no changed their mind: the same paper is open again, with what was signed."""
    lock_agreement(document)
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    parties = document.parties.select_related("person")
    party = parties.filter(person=signer, declined_at__isnull=False).first()
    if party is None or document.state != "declined" or not _is_current(document):
        return False
    document.parties.filter(pk=party.pk).update(declined_at=None)
    document.state, document.ended_at = "prepared", None
    document.save(update_fields=["state", "ended_at"])
    kind = JournalKind.DECLINE_UNDONE
    chain_refusal(document=document, kind=kind, party=party, told=told, now=now)
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
