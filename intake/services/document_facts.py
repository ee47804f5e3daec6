"""The facts of a document that its first entry in the journal names, and how the row keeps them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

COLUMNS = (
    *("pk", "key", "number", "kind", "variant", "state", "shown_digest", "rule_version"),
    *("made_at", "signed_at", "ended_at"),
    *("edition__digest", "edition__order_number", "edition__order_date"),
    *("participant__key", "points_to__key", "request__key"),
    *("seal__state", "seal__sealed_at", "seal__level", "seal__certificate"),
)


Party = tuple[str, str, str, str]
"""Key of the signer, role, side, key of whom they sign for; the last two may be empty."""


def kept_facts(row: Mapping[str, Any], *, parties: Iterable[Party]) -> dict[str, Any]:
    """What a row of ``COLUMNS`` says of the facts of ``JournalKind.DOCUMENT_MADE``."""
    found = list(parties)
    return {
        "digest": row["shown_digest"],
        "kind": row["kind"],
        "variant": row["variant"],
        "number": number_digest(row["number"]),
        "edition": row["edition__digest"],
        "order": order_digest(row["edition__order_number"], row["edition__order_date"]),
        "rule": row["rule_version"],
        "about": _key(row["participant__key"]),
        "points_to": _key(row["points_to__key"]),
        "request": _key(row["request__key"]),
        "signers": len(found),
        "parties": parties_digest(found),
    }


def seal_facts(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """What a row says of its seal: state, moment, level, certificate."""
    return tuple(row[f"seal__{name}"] for name in ("state", "sealed_at", "level", "certificate"))


def number_digest(number: str) -> str:
    """The number of a paper as a token: its letters are Russian."""
    return hashlib.sha256(number.encode()).hexdigest()


def parties_digest(parties: Iterable[Party]) -> str:
    """Who signs a document, as whom and for whom, as one token."""
    return hashlib.sha256(json.dumps(sorted(parties)).encode()).hexdigest()


def order_digest(number: str, day: date) -> str:
    """Which order stands behind a text or a decision, as a token: its number has any letters."""
    return hashlib.sha256(f"{number}\n{day.isoformat()}".encode()).hexdigest()


def _key(value: Any) -> str | None:
    return str(value) if value else None
