"""Checking the bundle of a refusal: nobody signed it, so the journal alone says whose no it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from intake.domain.journal import JournalKind
from intake.evidence.paper_check import has_revision, read_refusals
from intake.evidence.report import Finding, Verdict

SAYS = (JournalKind.DECLINED, JournalKind.DECLINE_UNDONE)


def is_this_refusal(paper: bytes, facts: Mapping[str, Any]) -> bool:
    """Whether the file is the paper the facts tell of, about the same document and moment."""
    document, refusal = facts["document"], facts["refusal"]
    said = [
        (
            one.get("document"),
            one.get("number"),
            one.get("at"),
            one.get("role"),
            one.get("refused", {}).get("document"),
            one.get("refused", {}).get("shown_sha256"),
        )
        for one in read_refusals(paper)
    ]
    expected = (
        document["key"],
        document["number"],
        refusal["at"],
        refusal["role"],
        refusal["document"],
        refusal["shown_sha256"],
    )
    return said == [expected] and has_revision(paper, document["shown_sha256"])


def refusal_findings(entries: Sequence[Any], facts: Mapping[str, Any]) -> Iterator[Finding]:
    """The journal tells of this no at this moment, in this role, and of the bytes of its paper."""
    document, refusal = facts["document"], facts["refusal"]
    told = [
        entry
        for entry in entries
        if entry.kind in SAYS
        and entry.subject == refusal["document"]
        and entry.facts.get("paper") == document["key"]
        and (entry.at.isoformat(), entry.facts.get("role")) == (refusal["at"], refusal["role"])
        and ("how" not in refusal or entry.facts.get("how", "own_page") == refusal["how"])
    ]
    written = {entry.facts.get("digest") for entry in entries if entry.subject == document["key"]}
    if len(told) != 1 or document["shown_sha256"] not in written or facts["signatures"]:
        yield Finding(Verdict.NOT_VALID, "Отказ в пакете не тот, что записан в журнале.")
    else:
        yield Finding(Verdict.VALID, "Отказ записан в журнале. Подписи под ним нет и не нужно.")
    if not set(facts["copies"]) <= written:
        yield Finding(Verdict.NOT_VALID, "Файл документа не тот, что записан в журнале.")
    ended = {entry.facts.get("takes_back") for entry in entries if entry.kind in SAYS}
    if (document["key"] in ended) != refusal["is_taken_back"]:
        yield Finding(Verdict.NOT_VALID, "Взят ли отказ назад, в журнале сказано иначе.")
