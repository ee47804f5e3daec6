"""The stamp of an electronic signature, which a site or a PDF prints into the text of an act."""

import re
from collections.abc import Sequence

STAMP = re.compile(
    r"(?:электронный\s+)?документ\s+подписан\s.{0,60}(?:подпис\w+|ЭП|ЭЦП).{0,60}", re.IGNORECASE
)
INSIDE = re.compile(
    r"(?:сертификат|владелец|действител|подписано|дата\s+подпис|серийный|подписант).{0,150}",
    re.IGNORECASE,
)
OWNER = re.compile(r"[А-ЯЁ][а-яё-]+(?:\s[А-ЯЁ][а-яё]+){2}(?:,\s[а-яё][^.;:]{2,80})?")
LONGEST_STAMP = 6
"""Lines, empty ones aside."""


def stamp_lines(raw: Sequence[str]) -> set[int]:
    """The places of the lines of every stamp: its title and what it says of the certificate."""
    found: set[int] = set()
    for start, line in enumerate(raw):
        if not STAMP.fullmatch(line.strip(" \t*")):
            continue
        window = range(start, min(start + 3 * LONGEST_STAMP, len(raw)))
        inside = [at for at in window if raw[at].strip()][1:LONGEST_STAMP]
        found.add(start)
        for at in inside:
            text = raw[at].strip(" \t*")
            if not (INSIDE.fullmatch(text) or OWNER.fullmatch(text)):
                break
            found.add(at)
    return found
