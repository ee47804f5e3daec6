"""Addresses and papers of people: kept encrypted, read only to stand in the person's own consent.

Nothing of this goes into the draft, the journal, an address or a log.
"""

from datetime import datetime

from django.db import transaction

from intake import vault
from intake.domain.identity import Detail, IdentityPaper, paper_from, paper_text
from intake.domain.signing import SignerRole
from intake.models import Guardianship, IdentityDetails, IntakeRequest, Person
from intake.services.draft import add_to_draft
from intake.services.guardianship import row_between
from intake.services.request import read_answers
from mentoring_pages.domain.wording_lines import BLANK, masked

ON_PAPER = "details_on_paper"
"""In the signer's part of the draft: they chose to write these details by hand."""


@transaction.atomic
def record_address(*, person: Person, address: str, now: datetime) -> None:
    """Where the person lives, in place of what was recorded before."""
    _keep(person, "address_encrypted", address, now=now)


@transaction.atomic
def record_paper_of(*, person: Person, paper: IdentityPaper, now: datetime) -> None:
    """The person's identity paper, in place of what was recorded before."""
    _keep(person, "paper_encrypted", paper_text(paper), now=now)


@transaction.atomic
def record_authority(*, guardian: Person, ward: Person, paper: IdentityPaper) -> None:
    """What shows that ``guardian`` acts for ``ward``, encrypted with the guardian's key.

    Raises ``Guardianship.DoesNotExist``.
    """
    guardianship = Guardianship.objects.select_for_update().get(guardian=guardian, ward=ward)
    guardianship.basis_encrypted = vault.encrypt_text(guardian.data_key.wrapped, paper_text(paper))
    guardianship.save(update_fields=["basis_encrypted"])


@transaction.atomic
def write_details_by_hand(*, request: IntakeRequest, role: SignerRole, by_hand: bool) -> None:
    """Keep whether this signer writes the details on the printed paper."""
    add_to_draft(request=request, part=role.value, answers={ON_PAPER: by_hand})


def are_by_hand(*, request: IntakeRequest, role: SignerRole) -> bool:
    """Whether this signer's paper is printed with blanks and signed with a pen."""
    return bool(read_answers(request).get(role.value, {}).get(ON_PAPER))


def address_of(person: Person) -> str:
    """Empty where none was recorded."""
    return _read(person, "address_encrypted")


def paper_of(person: Person) -> IdentityPaper | None:
    return paper_from(_read(person, "paper_encrypted"))


def authority_of(*, guardian: Person, ward: Person) -> IdentityPaper | None:
    """What shows the guardian's authority, as the guardian wrote it."""
    row = row_between(guardian=guardian, ward=ward)
    if row is None or not row.basis_encrypted:
        return None
    return paper_from(vault.decrypt_text(guardian.data_key.wrapped, row.basis_encrypted))


def known_details(*, signer: Person, participant: Person, role: SignerRole) -> frozenset[Detail]:
    """Which details are recorded already, so that nobody is asked twice."""
    found = {
        Detail.ADDRESS: bool(address_of(signer)),
        Detail.IDENTITY: paper_of(signer) is not None,
    }
    if role is SignerRole.REPRESENTATIVE:
        found[Detail.CHILD_IDENTITY] = paper_of(participant) is not None
        found[Detail.AUTHORITY] = authority_of(guardian=signer, ward=participant) is not None
    return frozenset(detail for detail, is_known in found.items() if is_known)


def identity_values(
    *,
    request: IntakeRequest,
    signer: Person,
    participant: Person,
    role: SignerRole,
    hidden: bool = False,
) -> dict[str, str]:
    """The secret places of the full form; a blank where nothing is recorded or a pen will write.

    ``hidden`` gives them as a screen may show them.
    """
    by_hand = are_by_hand(request=request, role=role)
    authority = None
    if role is SignerRole.REPRESENTATIVE and not by_hand:
        authority = authority_of(guardian=signer, ward=participant)
    own = None if by_hand else paper_of(signer)
    child = None if by_hand else (paper_of(participant) or authority)
    signer_address = "" if by_hand else address_of(signer)
    child_address = "" if by_hand else (address_of(participant) or signer_address)
    return {
        "signer.address": _address_words(signer_address, hidden=hidden),
        "signer.identity": _paper_words(own, hidden=hidden),
        "signer.authority": _paper_words(authority, hidden=hidden),
        "participant.address": _address_words(child_address, hidden=hidden),
        "participant.identity": _paper_words(child, hidden=hidden),
    }


def _address_words(address: str, *, hidden: bool) -> str:
    if not address:
        return BLANK
    return masked("") if hidden else address


def _paper_words(paper: IdentityPaper | None, *, hidden: bool) -> str:
    if paper is None:
        return BLANK
    return paper.words_for_screens(masked(paper.number)) if hidden else paper.words


def _keep(person: Person, column: str, text: str, *, now: datetime) -> None:
    sealed = vault.encrypt_text(person.data_key.wrapped, text)
    IdentityDetails.objects.update_or_create(
        person=person, defaults={column: sealed, "changed_at": now}
    )


def _read(person: Person, column: str) -> str:
    row = IdentityDetails.objects.filter(person=person).first()
    sealed = getattr(row, column) if row else None
    return vault.decrypt_text(person.data_key.wrapped, sealed) if sealed else ""
