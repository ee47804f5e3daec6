"""Withdrawing a consent: as easy as giving it, in force at once, a paper of its own.

Source: ч. 2 ст. 9 and ч. 12 ст. 10.1 152-ФЗ.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import Document, Person
from intake.services.document import make_withdrawal_paper
from intake.services.paper import PaperRefused, record_paper
from intake.services.privacy import staff_key


@transaction.atomic
def prepare_withdrawal(
    *, document: Document, signer: Person, by_key: str = "", now: datetime
) -> Document | None:
    """The paper that withdraws ``document``; ``None`` when there is nothing in force to withdraw.

    Asked again, the same open paper is given back: two presses make one act. ``by_key`` names the
    member of staff who has it made; without one the signer does.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.state != "signed" or not document.parties.filter(person=signer).exists():
        return None
    open_paper = document.later_acts.filter(kind="withdrawal", state="prepared").first()
    if open_paper is not None:
        return open_paper
    return make_withdrawal_paper(document=document, signer=signer, by_key=by_key, now=now)


@transaction.atomic
def open_withdrawal(*, document: Document, by: Any, now: datetime) -> Document:
    """The paper that withdraws a consent, for its signer to sign with a pen at school.

    Raises ``PaperRefused`` where there is nothing to withdraw, and ``WordingMissing``.
    """
    signer = document.parties.select_related("person").get().person
    paper = prepare_withdrawal(document=document, signer=signer, by_key=staff_key(by), now=now)
    if paper is None:
        raise PaperRefused(_("Это согласие уже не действует, отзывать нечего. Обновите страницу."))
    return paper


@transaction.atomic
def withdraw_by_letter(
    *,
    document: Document,
    written_on: date,
    kept_where: str,
    scan: bytes | None,
    is_own_family: bool,
    by: Any,
    now: datetime,
) -> Document:
    """The signer's own letter withdraws the consent at once: any words of theirs are enough.

    Raises ``PaperRefused`` and ``WordingMissing``; nothing is left behind then.
    """
    paper = open_withdrawal(document=document, by=by, now=now)
    record_paper(
        document=paper,
        by=by,
        signed_on=written_on,
        kept_where=kept_where,
        scan=scan,
        is_own_family=is_own_family,
        by_own_letter=True,
        now=now,
    )
    return paper
