"""Withdrawing a consent: as easy as giving it, in force at once, a paper of its own.

Source: ч. 2 ст. 9 and ч. 12 ст. 10.1 152-ФЗ.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.withdrawal import WithdrawalTrouble
from intake.models import Document, Person
from intake.people_labels import WITHDRAWAL_TROUBLES
from intake.services.document import make_withdrawal_paper
from intake.services.paper import PaperRefused, record_paper
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from intake.services.withdrawal_right import may_withdraw_alone, trouble_of_withdrawal


@transaction.atomic
def prepare_withdrawal(
    *, document: Document, signer: Person, by_key: str = "", now: datetime
) -> Document | None:
    """The paper by which ``signer`` withdraws ``document``; ``None`` when there is nothing in force
    to withdraw, or it is not theirs to withdraw today.

    Asked again, the same open paper is given back: two presses make one act. ``by_key`` names the
    member of staff who has it made; without one the signer does.
    """
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    day = school_day(school=document.school, now=now)
    if document.state != "signed":
        return None
    if trouble_of_withdrawal(consent=document, person=signer, day=day) is not None:
        return None
    open_paper = document.later_acts.filter(
        kind="withdrawal", state="prepared", parties__person=signer
    ).first()
    if open_paper is not None:
        return open_paper
    return make_withdrawal_paper(document=document, signer=signer, by_key=by_key, now=now)


def withdrawers(*, document: Document, day: date) -> list[Person]:
    """Who may withdraw this consent on ``day``: its signers first, then a pupil of 14–17 alone."""
    people = [party.person for party in document.parties.select_related("person").order_by("pk")]
    if may_withdraw_alone(consent=document, person=document.participant, day=day):
        people.append(document.participant)
    return people


@transaction.atomic
def open_withdrawal(
    *, document: Document, signer: Person | None = None, by: Any, now: datetime
) -> Document:
    """The paper that withdraws a consent, to be signed with a pen at school.

    ``signer`` withdraws it; without one whoever signed it does. Raises ``PaperRefused`` where there
    is nothing to withdraw or it is not theirs to withdraw, and ``WordingMissing``.
    """
    if signer is None:
        signer = document.parties.select_related("person").get().person
    day = school_day(school=document.school, now=now)
    trouble = trouble_of_withdrawal(consent=document, person=signer, day=day)
    if trouble is not None:
        raise PaperRefused(_words(trouble))
    paper = prepare_withdrawal(document=document, signer=signer, by_key=staff_key(by), now=now)
    if paper is None:
        raise PaperRefused(_("Это согласие уже не действует, отзывать нечего. Обновите страницу."))
    return paper


def _words(trouble: WithdrawalTrouble) -> str:
    return str(WITHDRAWAL_TROUBLES[trouble])


@transaction.atomic
def withdraw_by_letter(
    *,
    document: Document,
    signer: Person | None = None,
    written_on: date,
    kept_where: str,
    scan: bytes | None,
    is_own_family: bool,
    by: Any,
    now: datetime,
) -> Document:
    """An own letter of ``signer`` withdraws the consent at once: any words of theirs are enough.

    Without ``signer`` whoever signed the consent wrote it. Raises ``PaperRefused`` and
    ``WordingMissing``; nothing is left behind then.
    """
    paper = open_withdrawal(document=document, signer=signer, by=by, now=now)
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
