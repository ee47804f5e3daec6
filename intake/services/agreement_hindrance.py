"""Why a paper of two sides cannot be signed now, whatever code or pen is at hand."""

from datetime import datetime

from intake.domain.code import Verdict
from intake.models import (
    Agreement,
    Contact,
    Document,
    DocumentParty,
    Signature,
    SigningAllowance,
)
from intake.services.agreement_effect import may_still_be_signed
from intake.services.agreement_text import reads_the_same
from intake.services.people import contacts_on_file


def sided_hindrance(
    *, document: Document, agreement: Agreement | None, method: str, now: datetime
) -> Verdict | None:
    """``None`` when the agreement is in a state to be signed and the paper reads as it did.

    The caller holds the agreement's row and the document's.
    """
    if not may_still_be_signed(document=document, agreement=agreement, now=now):
        return Verdict.OVERTAKEN
    if not reads_the_same(document=document, now=now):
        return Verdict.RULE_CHANGED
    if other_method(document=document, method=method):
        return Verdict.OTHER_METHOD
    return None


def other_method(*, document: Document, method: str) -> bool:
    """Whether somebody has signed this paper in the other way.

    All signers of one paper go one way: a pen on one print-out and a code under another file would
    make two originals, neither of them whole.
    """
    used = Signature.objects.filter(document_key=document.key).values_list("method", flat=True)
    return any(one != method for one in used)


def shares_contact_with_a_party(*, party: DocumentParty) -> bool:
    """Whether another signer of the paper has a contact in common with this one, and no exception.

    Two signers behind one address cannot be told apart. A representative keeps the address they
    share with the child they sign for; across the sides both sign on paper.
    """
    others = party.document.parties.exclude(person=party.person)
    if party.for_person is not None:
        others = others.exclude(person=party.for_person)
    shared = Contact.objects.filter(
        person__in=others.values("person"),
        blind_index__in=contacts_on_file(person=party.person).values("blind_index"),
        replaced_at__isnull=True,
    )
    allowed = SigningAllowance.objects.filter(
        person=party.person, kind="shared_contact", ended_at__isnull=True
    )
    return shared.exists() and not allowed.exists()
