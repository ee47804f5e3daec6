"""Withdrawing a consent: as easy as giving it, in force at once, a paper of its own.

Source: ч. 2 ст. 9 and ч. 12 ст. 10.1 152-ФЗ.
"""

from datetime import datetime

from django.db import transaction

from intake.models import Document, Person
from intake.services.document import make_withdrawal_paper


@transaction.atomic
def prepare_withdrawal(*, document: Document, signer: Person, now: datetime) -> Document | None:
    """The paper that withdraws ``document``; ``None`` when there is nothing in force to withdraw.

    Asked again, the same open paper is given back: two presses make one act.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.state != "signed" or not document.parties.filter(person=signer).exists():
        return None
    open_paper = document.later_acts.filter(kind="withdrawal", state="prepared").first()
    if open_paper is not None:
        return open_paper
    return make_withdrawal_paper(document=document, signer=signer, now=now)
