"""Verifying a paper or a bundle without us: no Django, no network, no access to the school.

``python -m intake.evidence.verify FILE [--trust ROOT.pem]`` ends with 0 when the paper is unchanged
and sealed by somebody trusted, 1 when it is not valid, 2 when this cannot be told.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from intake.evidence.certificates import read_certificates
from intake.evidence.paper_check import LARGEST_FILE, verify_pdf
from intake.evidence.report import Verdict

__all__ = ["Verdict", "main", "verify_pdf"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report in Russian and answer with the verdict."""
    parser = argparse.ArgumentParser(prog="python -m intake.evidence.verify", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--trust", type=Path, action="append", default=[], metavar="ROOT.pem")
    options = parser.parse_args(arguments)
    logging.disable(logging.CRITICAL)  # the library tells the person's terminal its inner troubles
    try:
        with options.file.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
        roots = [root for path in options.trust for root in read_certificates(path.read_bytes())]
    except (OSError, ValueError):
        sys.stderr.write("Файл не открывается. Проверьте путь и имя сертификата.\n")
        return Verdict.CANNOT_TELL
    report = verify_pdf(data, roots=roots)
    sys.stdout.write("\n".join(report.lines) + "\n")
    return report.verdict


if __name__ == "__main__":
    sys.exit(main())
