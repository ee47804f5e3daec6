"""Approved texts in a bundle: the document's own, and the agreements that its codes stand on."""

from collections.abc import Iterable
from typing import Any

import rfc8785

from intake.evidence.bundle import PEP_TEXTS
from intake.models import Document, SignatureAgreement
from mentoring_pages.models import Edition

PEP_WORDS = "соглашение об использовании ПЭП, на котором стоит подпись"


def edition_facts(edition: Edition) -> dict[str, Any]:
    """A frozen text as JSON, with the order that approved it."""
    return {
        "kind": edition.kind,
        "variant": edition.variant,
        "title": edition.title,
        "number": edition.number,
        "order_number": edition.order_number,
        "order_date": edition.order_date.isoformat(),
        "in_force_from": edition.in_force_from.isoformat(),
        "digest": edition.digest,
        "tree": edition.tree,
    }


def pep_agreements(document: Document, facts: dict[str, Any]) -> list[SignatureAgreement]:
    """The agreements that the signatures shown in these facts cite."""
    cited = {
        known["pep_number"]
        for one in facts["signatures"]
        if (known := one.get("facts")) and known.get("pep_number")
    }
    found = SignatureAgreement.objects.filter(school=document.school, number__in=cited)
    return list(found.select_related("edition").order_by("pk"))


def pep_files(agreements: Iterable[SignatureAgreement]) -> dict[str, tuple[bytes, str]]:
    """The text of each, once."""
    editions = {one.edition.digest: one.edition for one in agreements if one.edition}
    return {
        f"{PEP_TEXTS}{digest[:16]}.json": (rfc8785.dumps(edition_facts(edition)), PEP_WORDS)
        for digest, edition in editions.items()
    }
