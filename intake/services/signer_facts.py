"""What the evidence keeps about the signer's right: as whom, by what basis, under which ПЭП.

Taken at the moment of signing, so that the sheet says what was true then. Of the basis only its
kind: number, date and issuer stay in the encrypted record of the authority.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from intake.domain.capacity import LAW_OF_CAPACITY, OwnCapacity, capacity_on
from intake.domain.guardianship import PrintedKind
from intake.domain.identity import PAPER_KINDS
from intake.domain.modes import Method
from intake.domain.signing import SignerRole
from intake.models import Person
from intake.models.pep import JOINED_HOW
from intake.people_labels import PRINTED_KINDS
from intake.services.guardianship import authority_answer, row_between
from intake.services.identity import authority_of
from intake.services.pep import complete_joining
from intake.services.rule import own_capacity, school_day


def signer_facts(
    *, participant: Person, signer: Person, role: Any, method: str, now: datetime
) -> dict[str, str]:
    """The facts to keep with a signature given now; completes a joining begun by this person."""
    facts: dict[str, str] = {}
    day = school_day(school=participant.school, now=now)
    if SignerRole(role) is SignerRole.REPRESENTATIVE:
        facts |= _authority(participant, signer, day)
    else:
        capacity = capacity_on(own_capacity(signer), birth_date=signer.birth_date, day=day)
        if capacity is not OwnCapacity.NONE:
            facts["capacity"] = capacity.value
    if method == Method.CODE:
        cited = complete_joining(person=signer, now=now)
        if cited is not None:
            facts |= cited.as_facts()
    return facts


def _authority(participant: Person, signer: Person, day: date) -> dict[str, str]:
    answer = authority_answer(guardian=signer, ward=participant, day=day)
    facts = {"authority_law": "; ".join(answer.sources)}
    if answer.printed is not None:
        facts["represents_as"] = answer.printed.value
    basis = authority_of(guardian=signer, ward=participant)
    if basis is not None:
        facts["authority_basis"] = basis.kind
    row = row_between(guardian=signer, ward=participant)
    if row is not None and row.checked_at is not None:
        facts["authority_checked_on"] = school_day(
            school=participant.school, now=row.checked_at
        ).isoformat()
        facts["authority_checked_by"] = row.checked_by_key
    return facts


def right_lines(facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Lines of the signing sheet about the signer's right and the agreement on signing by code."""
    if facts.get("represents_as"):
        printed = PRINTED_KINDS[PrintedKind(facts["represents_as"])]
        yield (
            _("Представляет как"),
            f"{printed} ({facts['authority_law']})" if facts.get("authority_law") else str(printed),
        )
    if facts.get("authority_basis"):
        yield _("Основание полномочий"), _basis_words(facts["authority_basis"])
    if "represents_as" in facts:
        checked = facts.get("authority_checked_on")
        yield (
            _("Полномочия проверены школой"),
            _day_words(checked) if checked else _("нет, ждут сверки"),
        )
    if facts.get("capacity"):
        yield (
            _("Подписывает сам"),
            _("полностью дееспособен до 18 лет (%(law)s)")
            % {"law": LAW_OF_CAPACITY[OwnCapacity(facts["capacity"])]},
        )
    if facts.get("pep_number"):
        yield (
            _("Соглашение об использовании ПЭП"),
            _("от %(day)s № %(number)s, редакция %(edition)s, %(how)s")
            % {
                "day": _day_words(facts["pep_joined_on"]),
                "number": facts["pep_number"],
                "edition": facts["pep_edition"],
                "how": JOINED_HOW.get(facts["pep_how"], ""),
            },
        )


def _basis_words(kind: str) -> str:
    """The secrecy of adoption is kept (ст. 139 СК РФ)."""
    return _("документ о рождении") if kind == "adoption_certificate" else PAPER_KINDS[kind]


def _day_words(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d.%m.%Y}"
