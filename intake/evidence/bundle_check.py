"""Checking a bundle: the container, its manifest, every file, and what they say of one another."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from asn1crypto import x509

from intake.domain.circumstances import CHOSEN, commitment_to, digest_of_choices
from intake.domain.journal import JournalKind
from intake.evidence.anchor import Anchor, NotAnAnchor, read_anchor
from intake.evidence.bundle import (
    FACTS,
    FORMAT,
    INDEX_HTML,
    INDEX_TEXT,
    JOURNAL,
    MANIFEST,
    MANIFEST_SIGNATURE,
    PEP_TEXTS,
    WORDING,
)
from intake.evidence.cms import check_detached
from intake.evidence.container import NotAContainer, read_container
from intake.evidence.ending_check import ending_finding, tells_the_ending
from intake.evidence.extract import BrokenExtract, Segment, read_segments
from intake.evidence.paper_check import read_sheets, verify_pdf
from intake.evidence.refusal_check import is_this_refusal, refusal_findings
from intake.evidence.report import Finding, Report, Verdict, worst

SIGNATURE = ".p7s"
NEEDED = (FACTS, WORDING, JOURNAL, INDEX_HTML, INDEX_TEXT)
SIGNING = (JournalKind.SIGNED, JournalKind.WITHDRAWN)
ENDED = {
    "withdrawn": "Документ № %s отозван %s и больше не действует. Сами файлы подлинные, они не "
    "изменены.",
    "taken_back": "Отказ № %s взят назад %s и больше не действует. Сами файлы подлинные, они не "
    "изменены.",
}
"""States of a document that was genuine and is not in force: its number, when it ended."""
WRONG = "Пакету нельзя доверять: он изменён или составлен не школой."
UNKNOWN = "По этому пакету нельзя сказать, действителен ли документ."


def verify_bundle(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Report:
    """Check a bundle against the certificates that are trusted.

    A document that was withdrawn is not valid, however genuine its files are.
    """
    try:
        files = read_container(data)
    except NotAContainer:
        sentence = (
            "Это не пакет доказательств или его файл изменён: внутри есть лишнее, спрятанное "
            "или повреждённое."
        )
        return Report(Verdict.NOT_VALID, (WRONG, sentence))
    try:
        findings = list(_findings(files, roots))
        facts = json.loads(files[FACTS])["document"] if FACTS in files else {}
    except Exception as error:  # noqa: BLE001 - whatever a hostile file breaks in the reader
        sentence = f"Файлы пакета не читаются ({type(error).__name__})."
        return Report(Verdict.NOT_VALID, (WRONG, sentence))
    verdict = worst(findings)
    sentences = tuple(finding.sentence for finding in findings)
    if verdict is Verdict.VALID and facts["state"] in ENDED:
        words = ENDED[facts["state"]] % (facts["number"], _moment(facts["ended_at"]))
        return Report(Verdict.NOT_VALID, (words, *sentences))
    headline = {
        Verdict.VALID: _valid_words(files, facts) if verdict is Verdict.VALID else "",
        Verdict.NOT_VALID: WRONG,
        Verdict.CANNOT_TELL: UNKNOWN,
    }[verdict]
    return Report(verdict, (headline, *sentences))


def _findings(files: Mapping[str, bytes], roots: Sequence[x509.Certificate]) -> Iterator[Finding]:
    yield from _manifest_findings(files, roots)
    missing = [name for name in NEEDED if name not in files]
    if missing:
        yield Finding(Verdict.NOT_VALID, f"В пакете нет файлов: {', '.join(missing)}.")
        return
    facts = json.loads(files[FACTS])
    yield from _wording_findings(json.loads(files[WORDING]), facts)
    yield from _pep_findings(files, facts)
    yield from _paper_findings(files, facts, roots)
    yield from _journal_findings(files, facts, roots)


def _manifest_findings(
    files: Mapping[str, bytes], roots: Sequence[x509.Certificate]
) -> Iterator[Finding]:
    if MANIFEST not in files:
        yield Finding(Verdict.NOT_VALID, "В пакете нет перечня файлов (MANIFEST.json).")
        return
    manifest = json.loads(files[MANIFEST])
    if manifest["format"] != FORMAT:
        yield Finding(Verdict.CANNOT_TELL, "Пакет другого образца: возьмите новую проверку.")
        return
    listed = manifest["files"]
    present = set(files) - {MANIFEST, MANIFEST_SIGNATURE}
    for name in sorted(present ^ set(listed)):
        what = "лишний файл" if name in present else "пропал файл"
        yield Finding(Verdict.NOT_VALID, f"В пакете {what}: {name}.")
    for name in sorted(present & set(listed)):
        if hashlib.sha256(files[name]).hexdigest() != listed[name]["sha256"]:
            yield Finding(Verdict.NOT_VALID, f"Файл пакета изменён: {name}.")
    if MANIFEST_SIGNATURE in files:
        signature = files[MANIFEST_SIGNATURE]
        yield check_detached(files[MANIFEST], signature, roots=roots, what="Перечень файлов пакета")
    else:
        yield Finding(Verdict.CANNOT_TELL, "Перечень файлов школа не подписала: печати у неё нет.")


def _wording_findings(wording: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[Finding]:
    if _digest_of(wording) == wording["digest"] == facts["document"]["edition"]:
        yield Finding(Verdict.VALID, f"Текст тот, что утверждён ({_order_of(wording)}).")
    else:
        yield Finding(Verdict.NOT_VALID, "Текст в пакете не тот, что был утверждён и подписан.")


def _pep_findings(files: Mapping[str, bytes], facts: Mapping[str, Any]) -> Iterator[Finding]:
    """The agreements that the signatures cite; bundles of earlier releases hold none of them."""
    cited = {(one.get("facts") or {}).get("pep_edition_digest") for one in facts["signatures"]}
    for name in sorted(name for name in files if name.startswith(PEP_TEXTS)):
        text = json.loads(files[name])
        if text["digest"] in cited and _digest_of(text) == text["digest"]:
            sentence = (
                f"Соглашение об использовании ПЭП то, что названо в подписи ({_order_of(text)})."
            )
            yield Finding(Verdict.VALID, sentence)
        else:
            sentence = f"{name}: это не то соглашение об использовании ПЭП, что названо в подписи."
            yield Finding(Verdict.NOT_VALID, sentence)


def _digest_of(wording: Mapping[str, Any]) -> str:
    spelled = json.dumps(wording["tree"], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(spelled.encode()).hexdigest()


def _order_of(wording: Mapping[str, Any]) -> str:
    day = ".".join(reversed(str(wording["order_date"]).split("-")))
    return f"приказ № {wording['order_number']} от {day}"


def _paper_findings(
    files: Mapping[str, bytes], facts: Mapping[str, Any], roots: Sequence[x509.Certificate]
) -> Iterator[Finding]:
    papers = sorted(name for name in files if name.startswith("document/"))
    if not papers:
        yield Finding(Verdict.CANNOT_TELL, "Самого документа в пакете нет: его данные удалены.")
    shown = facts["document"]["shown_sha256"]
    for name in papers:
        report = verify_pdf(files[name], roots=roots)
        yield Finding(report.verdict, f"{name}: {' '.join(report.lines[1:])}")
        sheets = read_sheets(files[name])
        said = {(sheet.get("shown_sha256"), sheet.get("number")) for sheet in sheets}
        if "refusal" in facts and not is_this_refusal(files[name], facts):
            yield Finding(Verdict.NOT_VALID, f"{name}: это другой документ, чем сказано в пакете.")
        if sheets and said != {(shown, facts["document"]["number"])}:
            yield Finding(Verdict.NOT_VALID, f"{name}: это другой документ, чем сказано в пакете.")
        ending = facts.get("ending")
        if ending and not all(tells_the_ending(sheet, ending) for sheet in sheets):
            sentence = f"{name}: в нём о решении школы сказано не то, что в пакете."
            yield Finding(Verdict.NOT_VALID, sentence)
        if hashlib.sha256(files[name]).hexdigest() not in facts["copies"]:
            yield Finding(Verdict.NOT_VALID, f"{name}: такого файла у этого документа нет.")


def _journal_findings(
    files: Mapping[str, bytes], facts: Mapping[str, Any], roots: Sequence[x509.Certificate]
) -> Iterator[Finding]:
    try:
        segments = list(read_segments(json.loads(files[JOURNAL])))
    except BrokenExtract as broken:
        yield Finding(Verdict.NOT_VALID, f"Выписка из журнала не сходится: {broken}.")
        return
    anchors: dict[int, Anchor] = {}
    for name in sorted(files):
        if not name.startswith("journal/anchor-") or name.endswith(SIGNATURE):
            continue
        try:
            anchor = read_anchor(files[name])
        except NotAnAnchor:
            yield Finding(Verdict.NOT_VALID, f"{name}: якорь изменён.")
            continue
        anchors[anchor.number] = anchor
        what = f"Якорь журнала за {anchor.date:%d.%m.%Y}"
        if name + SIGNATURE in files:
            yield check_detached(files[name], files[name + SIGNATURE], roots=roots, what=what)
        else:
            yield Finding(Verdict.VALID, f"{what}: без подписи школы.")
    for segment in segments:
        yield from _segment_findings(segment, anchors)
    entries = [entry for segment in segments for entry in segment.shown]
    yield from _entry_findings(entries, facts)


def _segment_findings(segment: Segment, anchors: Mapping[int, Anchor]) -> Iterator[Finding]:
    if segment.anchor is None:
        sentence = "Последние записи журнала ещё не закреплены ночным якорем."
        yield Finding(Verdict.VALID, sentence)
        return
    anchor = anchors.get(segment.anchor)
    if anchor is None or (anchor.sequence, anchor.digest) != (segment.sequence, segment.digest):
        sentence = f"Выписка из журнала не сходится с якорем № {segment.anchor}."
        yield Finding(Verdict.NOT_VALID, sentence)


def _entry_findings(entries: Sequence[Any], facts: Mapping[str, Any]) -> Iterator[Finding]:
    """What the journal says of this document is what the facts and the files say."""
    document = facts["document"]
    own = [entry for entry in entries if entry.subject == document["key"]]
    yield from _acts_findings(own, entries, facts)
    yield from _circumstances_findings(own, facts)
    chained = {entry.facts.get("digest") for entry in own}
    if not set(facts["copies"]) <= chained:
        yield Finding(Verdict.NOT_VALID, "Файл документа не тот, что записан в журнале.")


def _acts_findings(
    own: Sequence[Any], entries: Sequence[Any], facts: Mapping[str, Any]
) -> Iterator[Finding]:
    """The signatures, or of a paper nobody signs the decision of the school, are in the journal."""
    if "refusal" in facts:
        yield from refusal_findings(entries, facts)
        return
    document = facts["document"]
    signed = {
        (entry.at.isoformat(), entry.facts.get("role"), entry.facts.get("digest"))
        for entry in own
        if entry.kind in SIGNING
    }
    told = {
        (one["signed_at"], one["role"], document["shown_sha256"]) for one in facts["signatures"]
    }
    if facts.get("ending") and not told and not signed:
        yield ending_finding(entries, document, facts["ending"])
    elif not told or told != signed:
        yield Finding(Verdict.NOT_VALID, "Подписи в пакете не те, что записаны в журнале.")
    else:
        yield Finding(Verdict.VALID, f"Подписей под документом {len(told)}, они есть в журнале.")


def _circumstances_findings(own: Sequence[Any], facts: Mapping[str, Any]) -> Iterator[Finding]:
    """The circumstances shown are those the journal is bound to; earlier releases bound none."""
    document = facts["document"]
    bound: dict[tuple[str, Any], set[Any]] = {}
    for entry in own:
        if entry.kind in SIGNING and "commitment" in entry.facts:
            signed = (entry.at.isoformat(), entry.facts.get("role"))
            bound.setdefault(signed, set()).add(entry.facts["commitment"])
    chosen = digest_of_choices(document["choices"], document["resources"]) if bound else ""
    for one in facts["signatures"]:
        known, expected = one.get("facts"), bound.get((one["signed_at"], one["role"]))
        if not known or expected is None:
            continue
        if commitment_to(known) not in expected or known.get(CHOSEN) != chosen:
            sentence = "Обстоятельства подписи в пакете не те, с которыми связан журнал."
            yield Finding(Verdict.NOT_VALID, sentence)


def _valid_words(files: Mapping[str, bytes], facts: Mapping[str, Any]) -> str:
    made_at = _moment(json.loads(files[MANIFEST])["made_at"])
    replaced = " Потом вместо него подписан новый." if facts["state"] == "superseded" else ""
    return (
        f"Документ № {facts['number']} действителен: он не изменён с тех пор, как запечатан, и на "
        f"{made_at} (когда составлен пакет) не отозван.{replaced}"
    )


def _moment(text: str) -> str:
    """«21.11.2026 09:12 UTC»."""
    return f"{datetime.fromisoformat(text).astimezone(UTC):%d.%m.%Y %H:%M} UTC"
