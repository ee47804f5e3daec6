"""How the circumstances of a signature are bound to its entry in the journal.

The entry holds a salted commitment to the facts in their canonical form. The salt lies among the
facts themselves, so it is as secret as they are: nobody can try out addresses or telephones
against the journal, and once the signer's key is destroyed nothing leads back. Whoever is shown
the facts, in a bundle too, can check them.

With the facts goes a digest of what the signer chose in the paper, so that a choice changed in the
database afterwards is seen as well.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from intake.domain.journal import commitment

SALT = "salt"
SALT_BYTES = 32
CHOSEN = "chosen"
BINDING = frozenset({SALT, CHOSEN})
"""The facts that bind the others; they tell a person nothing."""


def bound_facts(
    facts: Mapping[str, Any], *, choices: Any, resources: Any, salt: bytes
) -> dict[str, Any]:
    """The facts to keep: with the salt, and with a digest of what was chosen and where."""
    return {**facts, CHOSEN: digest_of_choices(choices, resources), SALT: salt.hex()}


def commitment_to(facts: Mapping[str, Any]) -> str | None:
    """What the journal must hold for these facts; ``None`` where they bear no salt."""
    try:
        salt = bytes.fromhex(facts[SALT])
        return commitment(_canonical({k: v for k, v in facts.items() if k != SALT}), salt)
    except (ValueError, TypeError, KeyError):
        return None


def digest_of_choices(choices: Any, resources: Any) -> str:
    """SHA-256 of what a paper says yes and no to, and of where it allows to publish."""
    said = _canonical({"choices": choices, "resources": resources})
    return hashlib.sha256(said.encode()).hexdigest()


def _canonical(facts: Mapping[str, Any]) -> str:
    return json.dumps(dict(facts), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
