"""Collecting what proves one document, for its family or for a court."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import rfc8785

from intake import vault
from intake.domain.scans import scan_type
from intake.evidence.bundle import FACTS, WORDING, Bundle, Scope, pack
from intake.evidence.trouble import SealProblem
from intake.models import Document, PaperCopy, Person, Signature
from intake.services.bundle_index import sections_of
from intake.services.bundle_journal import journal_files
from intake.services.bundle_texts import edition_facts, pep_agreements, pep_files
from intake.services.deliveries import deliveries_of
from intake.services.document import read_copy
from intake.services.receipt_sheet import note_of, receipt_sheet
from intake.services.refusal_facts import refusal_facts
from intake.services.refusal_text import refused_document
from intake.services.seal import seal_of
from intake.services.staff_ending import readers_of, staff_ending_of

COPY_ORDER = ("sealed", "signed", "shown")
PROVEN = ("signed", "withdrawn", "superseded", "recorded", "taken_back")
"""States of a document that there is something to prove about."""


class NothingToProve(Exception):
    """Nobody has signed or decided this document, so there is no evidence about it.

    A refusal is signed by nobody: there is none until its file is made.
    """


def family_bundle(*, document: Document, holder: Person, now: datetime) -> bytes:
    """The bundle for one holder of the document: the own paper and the own facts.

    Of another signer it shows name, role and time. Raises ``NothingToProve``.
    """
    return _bundle(document=document, scope=Scope.FAMILY, holder=holder, now=now)


def full_bundle(*, document: Document, now: datetime) -> bytes:
    """The bundle for a director or a court. Raises ``NothingToProve``."""
    return _bundle(document=document, scope=Scope.FULL, holder=None, now=now)


def signers_of(document: Document) -> list[Person]:
    """Who signed, in the order they did."""
    signed = Signature.objects.filter(document_key=document.key).order_by("signed_at", "pk")
    keys = list(dict.fromkeys(signed.values_list("signer_key", flat=True)))
    people = Person.objects.select_related("data_key").in_bulk(keys, field_name="key")
    return [people[key] for key in keys if key in people]


def takers_of(document: Document) -> list[Person]:
    """Whose bundles of the family's kind there are: the signers', theirs whose no the document
    says, or the readers' of a paper by which the school alone ended an agreement.
    """
    if document.state not in PROVEN:
        return []
    if document.is_refusal:
        parties = document.parties.select_related("person__data_key").order_by("pk")
        return [party.person for party in parties]
    found = signers_of(document)
    return found or (readers_of(document) if staff_ending_of(document) is not None else [])


def bundle_name(document: Document, scope: Scope) -> str:
    """«С-2026-483920.zip», of the full one «С-2026-483920-full.zip»."""
    return f"{document.number}-full.zip" if scope is Scope.FULL else f"{document.number}.zip"


def _bundle(*, document: Document, scope: Scope, holder: Person | None, now: datetime) -> bytes:
    signatures = list(
        Signature.objects.filter(document_key=document.key).order_by("signed_at", "pk")
    )
    ending = None if signatures or document.is_refusal else staff_ending_of(document)
    is_refusal = document.is_refusal and bool(document.shown_digest)
    if document.state not in PROVEN or not (signatures or ending or is_refusal):
        raise NothingToProve
    papers = _papers(document, holder)
    facts = _facts(document, signatures, [digest for digest, _data in papers.values()], holder)
    if ending is not None:
        facts["ending"] = ending.as_facts() | _as_printed(papers)
    if document.is_refusal:
        facts["refusal"] = refusal_facts(document, is_whole=_is_of(document, holder))
    receipt = note_of(document)
    if receipt is not None:
        facts["receipt"] = {"name": receipt.name, "at": _iso(receipt.at)}
    joined = pep_agreements(document, facts)
    messages = deliveries_of(document=document, holder=holder)
    files: dict[str, tuple[bytes, str]] = {
        FACTS: (rfc8785.dumps(facts), "сведения о документе и подписях для машины"),
        WORDING: (rfc8785.dumps(edition_facts(document.edition)), _wording_words(document)),
        "deliveries.json": (rfc8785.dumps(messages), "письма об этом документе"),
        **journal_files(
            school_key=document.school.key,
            subjects=_subjects(document, scope) | {str(one.key) for one in joined},
            also=() if ending is None else (ending.sequence,),
        ),
    }
    files |= pep_files(joined)
    for name, (_digest, data) in papers.items():
        files[f"document/{name}"] = (data, "сам документ")
        files |= _parts(data)
    if receipt is not None:
        files["receipt.pdf"] = (receipt_sheet(receipt=receipt), "отметка школы о получении")
    for name, data in _scans(document, holder):
        files[f"scan/{name}"] = (data, "скан подписанной бумаги, как его положила школа")
    bundle = Bundle(
        number=document.number,
        title=document.wording["title"],
        school=document.school.short_name,
        scope=scope,
        made_at=now.astimezone(document.school.zone).replace(microsecond=0),
        sections=tuple(sections_of(document, facts, messages)),
        files=files,
    )
    try:
        seal = seal_of(document.school)
        seal.require_valid(now)
    except SealProblem:
        return pack(bundle, sign=None)
    from intake.evidence.cms import sign_detached

    return pack(bundle, sign=lambda manifest: sign_detached(manifest, seal=seal, now=now))


def _as_printed(papers: dict[str, tuple[str, bytes]]) -> dict[str, str]:
    """The employee's name as the paper has it: an account may bear another one since."""
    from intake.evidence.paper_check import read_sheets

    sheets = [sheet for _digest, data in papers.values() for sheet in read_sheets(data)]
    names = [sheet["facts"].get("decided_by") for sheet in sheets]
    return next(({"name": name} for name in names if name), {})


def _papers(document: Document, holder: Person | None) -> dict[str, tuple[str, bytes]]:
    """Name → (digest, bytes) of the best copies: the holder's own, or everybody's once each."""
    copies = document.copies.filter(kind__in=COPY_ORDER).select_related("holder__data_key")
    if holder is not None:
        copies = copies.filter(holder=holder)
    best: dict[int, PaperCopy] = {}
    for copy in sorted(copies, key=lambda copy: COPY_ORDER.index(copy.kind)):
        best.setdefault(copy.holder_id, copy)
    signers = [person.pk for person in takers_of(document)]
    found: dict[str, tuple[str, bytes]] = {}
    seen = set()
    for copy in sorted(
        best.values(), key=lambda copy: (copy.holder_id not in signers, copy.holder_id)
    ):
        if copy.digest in seen:
            continue
        try:
            data = read_copy(document=document, holder=copy.holder, kind=copy.kind)
        except (vault.KeyDestroyed, OSError):
            continue
        seen.add(copy.digest)
        number = f"-{len(seen)}" if len(seen) > 1 else ""
        found[f"{copy.kind}{number}.pdf"] = (copy.digest, data)
    return found


def _scans(document: Document, holder: Person | None) -> Iterator[tuple[str, bytes]]:
    """Scans of the signed sheet that the school or this holder keeps."""
    copies = document.copies.filter(kind="scan").select_related("holder__data_key")
    if holder is not None:
        copies = copies.filter(holder=holder)
    for copy in copies.order_by("pk"):
        try:
            data = read_copy(document=document, holder=copy.holder, kind="scan")
        except (vault.KeyDestroyed, OSError):
            continue
        yield f"{copy.digest[:12]}.{scan_type(data) or 'bin'}", data


def _parts(pdf: bytes) -> dict[str, tuple[bytes, str]]:
    from intake.evidence.seal_parts import parts_of

    words = {
        "certificates": "сертификаты, которыми запечатано",
        "revocation": "сведения о том, что сертификаты не отозваны",
        "timestamps": "метка времени (RFC 3161)",
    }
    return {name: (data, words[name.partition("/")[0]]) for name, data in parts_of(pdf).items()}


def _subjects(document: Document, scope: Scope) -> set[str]:
    """Whose entries of the journal are shown whole."""
    subjects = {str(document.key)}
    if document.is_refusal:
        subjects.add(str(refused_document(document).key))
    if scope is Scope.FULL:
        subjects |= {str(key) for key in document.later_acts.values_list("key", flat=True)}
        if document.request is not None:
            subjects.add(str(document.request.key))
    return subjects


def _is_of(document: Document, holder: Person | None) -> bool:
    return holder is None or holder in takers_of(document)


def _wording_words(document: Document) -> str:
    if document.is_refusal:
        return "утверждённый текст документа, от которого отказались"
    return "утверждённый текст, по которому подписано"


def _facts(
    document: Document, signatures: list[Signature], copies: list[str], holder: Person | None
) -> dict[str, Any]:
    people = {person.key: person for person in signers_of(document)}
    return {
        "document": {
            "key": str(document.key),
            "number": document.number,
            "kind": document.kind,
            "variant": document.variant,
            "state": document.state,
            "title": document.wording["title"],
            "school": document.school.key,
            "edition": document.edition.digest,
            "shown_sha256": document.shown_digest,
            "rule": document.rule_version,
            "rule_answer": document.rule_key,
            "age": document.age_on_making,
            "choices": document.choices,
            "resources": document.resources,
            "made_at": _iso(document.made_at),
            "signed_at": _iso(document.signed_at),
            "ended_at": _iso(document.ended_at),
            "points_to": document.points_to.number if document.points_to else None,
            "later": [
                {
                    "number": act.number,
                    "kind": act.kind,
                    "role": act.variant,
                    "signed_at": _iso(act.signed_at),
                }
                for act in document.later_acts.filter(state="signed").order_by("made_at", "pk")
            ],
        },
        "copies": sorted(copies),
        "signatures": [
            _signature(row, people.get(row.signer_key), is_whole=_is_whole(row, holder))
            for row in signatures
        ],
    }


def _is_whole(row: Signature, holder: Person | None) -> bool:
    return holder is None or row.signer_key == holder.key


def _signature(row: Signature, signer: Person | None, *, is_whole: bool) -> dict[str, Any]:
    """A signature as JSON; of another signer only name, role and time."""
    said: dict[str, Any] = {
        "name": signer.full_name if signer else None,
        "role": row.role,
        "signed_at": _iso(row.signed_at),
    }
    if not is_whole:
        return said
    said |= {"key": str(row.key), "act": row.act, "method": row.method, "rule": row.rule_version}
    if signer is not None:
        try:
            said["facts"] = json.loads(vault.decrypt(signer.data_key.wrapped, row.facts_encrypted))
        except vault.KeyDestroyed:
            said["facts"] = None
    return said


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
