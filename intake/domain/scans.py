"""A scan of a paper: which files are taken, told by their first bytes and never by their name."""

from enum import StrEnum

MOST_BYTES = 10 * 1024 * 1024
"""10 MiB: a consent of six pages scanned in colour has about four."""


class ScanType(StrEnum):
    """What a scan may be. The value is the ending of the name it is saved under."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"


FIRST_BYTES = {
    ScanType.PDF: b"%PDF-",
    ScanType.JPEG: b"\xff\xd8\xff",
    ScanType.PNG: b"\x89PNG\r\n\x1a\n",
}


class ScanProblem(StrEnum):
    """Why a file is not taken as a scan."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_A_SCAN = "not_a_scan"


def scan_type(data: bytes) -> ScanType | None:
    """What the file is by its very first bytes; ``None`` for anything else."""
    return next((kind for kind, first in FIRST_BYTES.items() if data.startswith(first)), None)


def scan_problem(data: bytes) -> ScanProblem | None:
    """Why ``data`` cannot be kept as a scan; ``None`` when it can."""
    if not data:
        return ScanProblem.EMPTY
    if len(data) > MOST_BYTES:
        return ScanProblem.TOO_LARGE
    return None if scan_type(data) else ScanProblem.NOT_A_SCAN
