"""A paper by which the school alone ended an agreement: nobody signs it, so its bundle proves the
decision instead of signatures.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict

TITLES = {
    "by_curator": "Соглашение завершено решением куратора",
    "completed": "Программа завершена, это отметила школа",
}
"""By ``how`` of the decision; the sides sign every other end."""


def ending_finding(
    entries: Sequence[Any], document: Mapping[str, Any], ending: Mapping[str, Any]
) -> Finding:
    """Whether the journal tells of the decision what the bundle does."""
    said = (ending["how"], ending["day"], ending["by"], ending["at"])
    chained = [
        (entry.facts.get("how"), entry.facts.get("day"), entry.actor, entry.at.isoformat())
        for entry in entries
        if entry.kind == JournalKind.AGREEMENT_ENDED and entry.facts.get("by") == document["key"]
    ]
    title = TITLES.get(ending["how"])
    if document["kind"] != "termination" or title is None or chained != [said]:
        sentence = "Решение, которым закончено соглашение, в пакете не то, что записано в журнале."
        return Finding(Verdict.NOT_VALID, sentence)
    at = datetime.fromisoformat(ending["at"]).astimezone(UTC)
    why = f" Основание: {ending['words'].rstrip('.')}." if ending["words"] else ""
    return Finding(
        Verdict.VALID,
        f"{title}: {ending['name']}, {at:%d.%m.%Y %H:%M} UTC; последний день — "
        f"{date.fromisoformat(ending['day']):%d.%m.%Y}.{why} Этот документ стороны не подписывают, "
        "решение записано в журнале.",
    )


def tells_the_ending(sheet: Mapping[str, Any], ending: Mapping[str, Any]) -> bool:
    """Whether the sheet of the sealed paper says the same; sheets of earlier releases say less.

    Reasons that were erased since are told by neither.
    """
    printed = sheet.get("facts", {})
    kept = {
        "ended_how": ending["how"],
        "ended_on": ending["day"],
        "decided_by": ending["name"],
        "words": ending["words"],
    }
    if None in (ending["words"], printed.get("words")):
        kept.pop("words")
    return all(printed[name] == value for name, value in kept.items() if name in printed)
