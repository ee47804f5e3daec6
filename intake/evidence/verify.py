"""Verifying a paper or a bundle without us: no Django, no network, no access to the school.

``python -m intake.evidence.verify FILE [--trust ROOT.pem]`` ends with 0 when the paper is unchanged
and sealed by somebody trusted, 1 when it is not valid, 2 when this cannot be told.
"""

import argparse
import io
import logging
import sys
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from asn1crypto import x509

from intake.evidence.bundle_check import verify_bundle
from intake.evidence.certificates import read_certificates
from intake.evidence.paper_check import LARGEST_FILE, verify_pdf
from intake.evidence.report import Report, Verdict

__all__ = ["Verdict", "main", "verify_bundle", "verify_file", "verify_pdf"]

PDF, ZIP = b"%PDF-", b"PK"


def verify_file(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Report:
    """A bundle when it begins or ends as a ZIP and does not begin as a PDF, else a paper."""
    is_bundle = data.startswith(ZIP) or zipfile.is_zipfile(io.BytesIO(data))
    if data.startswith(PDF) or not is_bundle:
        return verify_pdf(data, roots=roots)
    if len(data) > LARGEST_FILE:
        words = "Файл больше 50 МБ: такие пакеты сервис не делает."
        return Report(Verdict.CANNOT_TELL, (words,))
    return verify_bundle(data, roots=roots)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report in Russian and answer with the verdict."""
    parser = argparse.ArgumentParser(prog="python -m intake.evidence.verify", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--trust", type=Path, action="append", default=[], metavar="ROOT.pem")
    options = parser.parse_args(arguments)
    with _silent_libraries():
        return _told(options)


@contextmanager
def _silent_libraries() -> Iterator[None]:
    """Keep inner troubles of libraries from the person's terminal; whoever calls this from a
    program of their own logs as before afterwards."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _told(options: argparse.Namespace) -> int:
    try:
        with options.file.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        roots = [root for path in options.trust for root in read_certificates(path.read_bytes())]
    except (OSError, ValueError):
        sys.stderr.write("Файл не открывается. Проверьте путь и имя сертификата.\n")
        return Verdict.CANNOT_TELL
    report = verify_file(data, roots=roots)
    sys.stdout.write("\n".join(report.lines) + "\n")
    return report.verdict


if __name__ == "__main__":
    sys.exit(main())
