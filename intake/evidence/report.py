"""What a check found: a verdict and the sentences that explain it to a director or a court."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Verdict(IntEnum):
    """The exit code of the command."""

    VALID = 0
    NOT_VALID = 1
    CANNOT_TELL = 2


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict and the sentences that explain it, the headline first.

    ``lacks_root``: all that is missing for «valid» is a root certificate to trust.
    """

    verdict: Verdict
    lines: tuple[str, ...]
    lacks_root: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``verdict`` is ``VALID`` where nothing is wrong.

    ``lacks_root``: nothing is wrong, but without a root certificate nobody knows whose it is.
    """

    verdict: Verdict
    sentence: str
    lacks_root: bool = False


def worst(findings: Iterable[Finding]) -> Verdict:
    """One thing that is wrong outweighs any that cannot be told."""
    found = {finding.verdict for finding in findings}
    for verdict in (Verdict.NOT_VALID, Verdict.CANNOT_TELL):
        if verdict in found:
            return verdict
    return Verdict.VALID


def moment(instant: datetime) -> str:
    """«21.11.2026 09:12:40 +0000»."""
    return f"{instant:%d.%m.%Y %H:%M:%S %z}".strip()
