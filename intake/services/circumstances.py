"""Keeping the circumstances of a signature: encrypted for its signer, bound to the journal."""

import json
import secrets
from collections.abc import Mapping
from typing import Any

from intake import vault
from intake.domain.circumstances import SALT_BYTES, bound_facts, commitment_to
from intake.models import Document, Person


def seal_circumstances(
    *, document: Document, signer: Person, facts: Mapping[str, Any]
) -> tuple[bytes, str | None]:
    """The facts encrypted with the signer's data key, and what the journal holds of them."""
    kept = bound_facts(
        facts,
        choices=document.choices,
        resources=document.resources,
        salt=secrets.token_bytes(SALT_BYTES),
    )
    plain = json.dumps(kept, ensure_ascii=False).encode()
    return vault.encrypt(signer.data_key.wrapped, plain), commitment_to(kept)
