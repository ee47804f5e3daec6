"""A bundle made of plain values: one consent, its journal, an anchor. Tests tamper with it."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import rfc8785

from intake.domain.chain import GENESIS, Entry, entry_digest
from intake.domain.journal import JournalKind
from intake.evidence.anchor import FIRST, Anchor
from intake.evidence.bundle import FACTS, JOURNAL, WORDING, Bundle, Scope, Section, pack
from intake.evidence.cms import sign_detached
from intake.evidence.extract import segment_of
from intake.evidence.seal_parts import parts_of

DOCUMENT = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
NUMBER = "С-2026-000001"
TREE = {"title": "Согласие", "blocks": [{"type": "paragraph", "text": "Текст согласия."}]}


def chain(shown, paper, edition):
    """Five entries; two are about the document."""
    at = datetime.now(UTC).replace(microsecond=0)
    told = [
        (JournalKind.DOCUMENT_MADE, OTHER, {"digest": "0" * 64}),
        (
            JournalKind.SIGNED,
            DOCUMENT,
            {"role": "participant", "method": "code", "digest": shown, "rule": "2026.1"},
        ),
        (JournalKind.CODE_SENT, OTHER, {"act": "sign", "times": 1}),
        (JournalKind.SEALED, DOCUMENT, {"digest": paper, "level": "B-B", "certificate": edition}),
        (JournalKind.CODE_SENT, OTHER, {"act": "sign", "times": 2}),
    ]
    entries, previous = [], GENESIS
    for sequence, (kind, subject, facts) in enumerate(told, start=1):
        entry = Entry(
            school="sad",
            sequence=sequence,
            at=at + timedelta(minutes=sequence),
            kind=kind.value,
            subject=subject,
            actor="system",
            facts=facts,
            previous=previous,
        )
        previous = entry_digest(previous, entry)
        entries.append(replace(entry, digest=previous))
    return entries


def bundle_files(pdf, shown, seal):
    """Name → bytes of everything but manifest and index."""
    edition = hashlib.sha256(
        json.dumps(TREE, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    ).hexdigest()
    paper = hashlib.sha256(pdf).hexdigest()
    entries = chain(shown, paper, edition)
    now = datetime.now(UTC)
    anchor = Anchor(
        school="sad",
        number=1,
        day=now.date().isoformat(),
        sequence=5,
        digest=entries[-1].digest,
        at=now.isoformat(timespec="seconds"),
        previous=FIRST,
        is_sound=True,
    )
    signed_at = entries[1].at.isoformat()
    facts = {
        "document": {
            "key": DOCUMENT,
            "number": NUMBER,
            "state": "signed",
            "edition": edition,
            "shown_sha256": shown,
            "ended_at": None,
        },
        "copies": [paper],
        "signatures": [{"name": "Щёголев Пётр", "role": "participant", "signed_at": signed_at}],
    }
    wording = {
        "digest": edition,
        "order_number": "12-од",
        "order_date": "2026-01-12",
        "tree": TREE,
    }
    segment = segment_of(entries[1:], subjects={DOCUMENT}, anchor=1)
    return {
        FACTS: rfc8785.dumps(facts),
        WORDING: rfc8785.dumps(wording),
        JOURNAL: rfc8785.dumps({"school": "sad", "segments": [segment]}),
        "journal/anchor-00001.json": anchor.body,
        "journal/anchor-00001.json.p7s": sign_detached(anchor.body, seal=seal, now=now),
        "document/sealed.pdf": pdf,
        **parts_of(pdf),
    }


def packed(files, seal):
    """The bundle, its manifest signed by ``seal``; ``None`` signs nothing."""
    now = datetime.now(UTC)
    bundle = Bundle(
        number=NUMBER,
        title="Согласие",
        school="Школа № 1",
        scope=Scope.FAMILY,
        made_at=now,
        sections=(Section("Документ", (("Номер", NUMBER), ("Кто", "<b>Пётр</b>"))),),
        files={name: (data, "файл") for name, data in files.items()},
    )
    sign = (lambda manifest: sign_detached(manifest, seal=seal, now=now)) if seal else None
    return pack(bundle, sign=sign)
