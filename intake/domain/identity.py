"""What the full written form of a consent asks besides (ч. 4 ст. 9 152-ФЗ), and of whom."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum

from intake.domain.signing import Band, SignerRole


class Detail(StrEnum):
    """One question. The value is a name of ours: it stands in no address and holds no data."""

    ADDRESS = "address"
    """Where the signer lives, and the participant if elsewhere."""
    IDENTITY = "identity"
    """The signer's own paper."""
    CHILD_IDENTITY = "child_identity"
    """The paper of the participant about whom a representative signs."""
    AUTHORITY = "authority"
    """What shows that the representative may act for the participant."""


PAPER_KINDS: Mapping[str, str] = {
    "passport": "паспорт гражданина Российской Федерации",
    "birth_certificate": "свидетельство о рождении",
    "foreign_passport": "паспорт иностранного гражданина",
    "guardianship_act": "акт о назначении опекуном или попечителем",
    "foster_contract": "договор о приёмной семье",
    "adoption_certificate": "свидетельство об усыновлении",
    "court_decision": "решение суда или органа опеки",
    "marriage_certificate": "свидетельство о заключении брака",
    "other": "другой документ",
}

IDENTITY_KINDS = ("passport", "foreign_passport", "other")
CHILD_IDENTITY_KINDS: Mapping[Band, tuple[str, ...]] = {
    Band.UNDER_14: ("birth_certificate", "foreign_passport", "other"),
    Band.FROM_14_TO_17: IDENTITY_KINDS,
}
AUTHORITY_KINDS = ("birth_certificate", "guardianship_act", "foster_contract", "other")

BORN_TO = frozenset({"parent", "adoptive"})
"""Guardianships that a birth certificate shows; the secrecy of adoption is kept (ст. 139 СК РФ)."""


@dataclass(frozen=True, slots=True)
class IdentityPaper:
    """A paper as its owner copied it. ``kind`` is a key of ``PAPER_KINDS``."""

    kind: str
    number: str
    issued_on: date
    issued_by: str

    @property
    def words(self) -> str:
        """How it stands in a consent: number, day of issue and who issued it, as the law asks."""
        return (
            f"{PAPER_KINDS[self.kind]} № {self.number}, дата выдачи {self.issued_on:%d.%m.%Y}, "
            f"кем выдан: {self.issued_by}"
        )

    def words_for_screens(self, masked_number: str) -> str:
        """The paper as a screen names it again: its kind and the last signs of its number."""
        return f"{PAPER_KINDS[self.kind]} № {masked_number}"


def details_asked(*, role: SignerRole, band: Band, guardian_kind: str) -> tuple[Detail, ...]:
    """The questions to this signer, in order. For a child under 14 a parent names one paper:
    the birth certificate is the child's own paper and shows the parent's authority."""
    if role is SignerRole.PARTICIPANT:
        return (Detail.ADDRESS, Detail.IDENTITY)
    if band is Band.UNDER_14 and guardian_kind in BORN_TO:
        return (Detail.ADDRESS, Detail.IDENTITY, Detail.AUTHORITY)
    return (Detail.ADDRESS, Detail.IDENTITY, Detail.CHILD_IDENTITY, Detail.AUTHORITY)


def paper_text(paper: IdentityPaper) -> str:
    """A paper as it is kept, before encryption."""
    return json.dumps(asdict(paper), ensure_ascii=False, default=date.isoformat)


def paper_from(text: str) -> IdentityPaper | None:
    """The paper that was kept; ``None`` for nothing."""
    if not text:
        return None
    given = json.loads(text)
    return IdentityPaper(**{**given, "issued_on": date.fromisoformat(given["issued_on"])})
