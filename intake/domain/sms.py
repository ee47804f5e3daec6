"""How long a short message may be, and which of several wordings still fits.

Units are those of GSM 03.38 and UCS-2 (3GPP TS 23.038): a Russian message holds 70 signs, one of
several parts 67 each, because the joining header takes the rest.
"""

from collections.abc import Sequence

MOST_PARTS = 2

GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM_TWICE = frozenset("^{}\\[~]|€")


def parts(text: str) -> int:
    """How many parts the network makes of ``text``."""
    if all(one in GSM or one in GSM_TWICE for one in text):
        units, alone, joined = sum(2 if one in GSM_TWICE else 1 for one in text), 160, 153
    else:
        units, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if units <= alone else -(-units // joined)


def first_that_fits(wordings: Sequence[str], *, most: int = MOST_PARTS) -> str:
    """The first of ``wordings``, the fullest first, within ``most`` parts; empty where none is."""
    return next((one for one in wordings if parts(one) <= most), "")
