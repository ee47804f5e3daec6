"""An anchor: the end of a school's journal on one night, in a form that can be kept elsewhere.

Whoever can rewrite a database can rewrite its journal from the first entry on. Against a copy of an
anchor in somebody's letter box they cannot.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime

import rfc8785

FORMAT = "nastavnik-anchor/1"
FIRST = "0" * 64
"""What the first anchor of a school follows."""


class NotAnAnchor(ValueError):
    """The file is no anchor, or not one in its canonical spelling."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """``sequence`` and ``digest`` are the last entry's; ``number`` counts the school's anchors.

    ``previous`` is the SHA-256 of the anchor before. ``is_sound`` says whether the entries since
    that anchor were whole when this one was made. ``at`` is ISO 8601 in UTC.
    """

    school: str
    number: int
    day: str
    sequence: int
    digest: str
    at: str
    previous: str
    is_sound: bool

    @property
    def body(self) -> bytes:
        """The bytes that are signed, mailed and kept: canonical JSON (RFC 8785)."""
        return rfc8785.dumps({"format": FORMAT, **asdict(self)})

    @property
    def own_digest(self) -> str:
        return hashlib.sha256(self.body).hexdigest()

    @property
    def date(self) -> date:
        return date.fromisoformat(self.day)

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def read_anchor(body: bytes) -> Anchor:
    """The anchor a file holds. Raises ``NotAnAnchor``."""
    try:
        said = json.loads(body)
        if said.pop("format") != FORMAT:
            raise NotAnAnchor
        anchor = Anchor(**said)
        if anchor.body != body.strip() or anchor.date is None or anchor.moment is None:
            raise NotAnAnchor
    except (AttributeError, KeyError, TypeError, ValueError, rfc8785.CanonicalizationError):
        raise NotAnAnchor from None
    return anchor
