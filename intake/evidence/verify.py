"""Verifying a sealed paper without us: no Django, no network, no access to the school.

``python -m intake.evidence.verify FILE [--trust ROOT.pem]`` ends with 0 when the paper is unchanged
and sealed by somebody trusted, 1 when it is not valid, 2 when this cannot be told.
"""

import argparse
import asyncio
import hashlib
import io
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    async_validate_pdf_signature,
)
from pyhanko_certvalidator import ValidationContext

from intake.evidence.certificates import fingerprint, read_certificates, subject_of

LARGEST_FILE = 50 * 1024 * 1024
END_OF_REVISION = b"%%EOF"
LINE_ENDS = (b"", b"\n", b"\r\n", b"\r")
SHEET_NAME = "signing-"


class Verdict(IntEnum):
    """The exit code of the command."""

    VALID = 0
    NOT_VALID = 1
    CANNOT_TELL = 2


@dataclass(frozen=True, slots=True)
class Report:
    """A verdict and the sentences that explain it to a director or a court."""

    verdict: Verdict
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; ``verdict`` is ``VALID`` where nothing is wrong."""

    verdict: Verdict
    sentence: str


HEADLINES = {
    Verdict.VALID: "Документ действителен: он не изменён с момента запечатывания.",
    Verdict.NOT_VALID: "Документ недействителен: ему нельзя доверять.",
    Verdict.CANNOT_TELL: "По этому файлу нельзя сказать, действителен ли документ.",
}


def verify_pdf(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Report:
    """Check a sealed PDF against the certificates that are trusted.

    Whether the consent was withdrawn later stands in no file: the school's page tells it.
    """
    findings = list(_findings(data, roots))
    wrong = [finding.verdict for finding in findings]
    verdict = (
        Verdict.NOT_VALID
        if Verdict.NOT_VALID in wrong
        else Verdict.CANNOT_TELL
        if Verdict.CANNOT_TELL in wrong
        else Verdict.VALID
    )
    return Report(verdict, (HEADLINES[verdict], *(finding.sentence for finding in findings)))


def _findings(data: bytes, roots: Sequence[x509.Certificate]) -> Iterator[Finding]:
    if len(data) > LARGEST_FILE:
        yield Finding(Verdict.CANNOT_TELL, "Файл больше 50 МБ: такие документы сервис не делает.")
        return
    try:
        reader = PdfFileReader(io.BytesIO(data))
        seals = list(reader.embedded_regular_signatures)
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in the reader
        yield _unreadable(data)
        return
    if not seals:
        yield Finding(
            Verdict.CANNOT_TELL,
            "В файле нет печати. Возможно, это копия до запечатывания или распечатка в PDF.",
        )
        return
    if len(seals) > 1:
        yield Finding(
            Verdict.NOT_VALID,
            f"Печатей в файле {len(seals)}, а сервис ставит одну: файл запечатали ещё раз.",
        )
    for seal in seals:
        yield from _seal_findings(data, seal, roots)
    yield from _sheet_findings(data, reader)


def _unreadable(data: bytes) -> Finding:
    if b"/ByteRange" in data:
        return Finding(Verdict.NOT_VALID, "Файл с печатью повреждён и не читается.")
    return Finding(Verdict.CANNOT_TELL, "Это не PDF или он повреждён.")


def _seal_findings(
    data: bytes, seal: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]
) -> Iterator[Finding]:
    try:
        status = asyncio.run(_status(seal, roots))
    except Exception as error:  # noqa: BLE001 - a hostile file may break anything in the reader
        yield Finding(Verdict.NOT_VALID, f"Печать не проверяется ({type(error).__name__}).")
        return
    if not (status.intact and status.valid):
        yield Finding(Verdict.NOT_VALID, "Содержимое файла изменили после запечатывания.")
        return
    level = status.modification_level
    if level is None or level.value > ModificationLevel.LTA_UPDATES.value:
        yield Finding(Verdict.NOT_VALID, "После печати в файл что-то добавили.")
    if not _padding_is_empty(data, seal):
        yield Finding(Verdict.NOT_VALID, "В пустом месте внутри печати лежат посторонние данные.")
    yield from _whose(status, roots)
    yield _when(status)


async def _status(
    seal: EmbeddedPdfSignature, roots: Sequence[x509.Certificate]
) -> PdfSignatureStatus:
    """A certificate counts as it stood when the seal was made: it may have expired since."""
    context = ValidationContext(
        trust_roots=list(roots),
        moment=seal.self_reported_timestamp,
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    return await async_validate_pdf_signature(
        seal, signer_validation_context=context, ts_validation_context=_now_context(roots)
    )


def _now_context(roots: Sequence[x509.Certificate]) -> ValidationContext:
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail"
    )


def _whose(status: PdfSignatureStatus, roots: Sequence[x509.Certificate]) -> Iterator[Finding]:
    whose, mark = subject_of([status.signing_cert]), fingerprint(status.signing_cert)
    if status.trusted:
        yield Finding(Verdict.VALID, f"Печать: {whose}, отпечаток сертификата {mark}.")
    elif roots:
        yield Finding(
            Verdict.NOT_VALID,
            f"Печать поставил не тот, кому вы доверяете: {whose}, отпечаток сертификата {mark}.",
        )
    else:
        yield Finding(
            Verdict.CANNOT_TELL,
            f"Файл не изменён после печати. Чья она, по самому файлу не узнать: в ней написано "
            f"«{whose}», отпечаток сертификата {mark}. Назовите корневой сертификат школы "
            "(--trust файл) или сверьте отпечаток со школой.",
        )


def _when(status: PdfSignatureStatus) -> Finding:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        return Finding(Verdict.VALID, f"Метка времени: {_moment(stamp.timestamp)}.")
    told = status.signer_reported_dt
    said = f": {_moment(told)}" if told else ""
    return Finding(Verdict.VALID, f"Время печати по часам сервиса{said}. Метки времени нет.")


def _moment(instant: datetime) -> str:
    return f"{instant:%d.%m.%Y %H:%M:%S %z}".strip()


def _padding_is_empty(data: bytes, seal: EmbeddedPdfSignature) -> bool:
    """Whether nothing but zeros stands behind the signature in its container."""
    start = seal.byte_range[0] + seal.byte_range[1]
    stop = seal.byte_range[2]
    try:
        container = bytes.fromhex(data[start + 1 : stop - 1].decode("ascii"))
    except ValueError:
        return False
    return not any(container[_der_length(container) :])


def _der_length(container: bytes) -> int:
    """How many bytes the outermost DER value takes, its head included."""
    first = container[1]
    if first < 0x80:
        return 2 + first
    size = first & 0x7F
    return 2 + size + int.from_bytes(container[2 : 2 + size], "big")


def _sheet_findings(data: bytes, reader: PdfFileReader) -> Iterator[Finding]:
    """The facts attached to the signing sheet name the digest of the file that was shown."""
    try:
        sheets = list(_sheets(reader))
    except Exception:  # noqa: BLE001 - whatever a hostile file breaks in the reader
        yield Finding(Verdict.NOT_VALID, "Лист подписания повреждён и не читается.")
        return
    if not sheets:
        yield Finding(Verdict.CANNOT_TELL, "В файле нет листа подписания с данными для машины.")
        return
    shown = sheets[0].get("shown_sha256")
    if shown in _prefix_digests(data):
        yield Finding(
            Verdict.VALID, f"Файл начинается с тех самых байтов, которые показали: {shown}."
        )
    else:
        yield Finding(
            Verdict.NOT_VALID, "Начало файла не то, что показали подписавшему: знаки не сходятся."
        )


def _sheets(reader: PdfFileReader) -> Iterator[dict[str, Any]]:
    try:
        entries = list(reader.root["/Names"]["/EmbeddedFiles"]["/Names"])
    except KeyError:
        return
    for name, spec in zip(entries[::2], entries[1::2], strict=True):
        if str(name).startswith(SHEET_NAME):
            yield json.loads(spec.get_object()["/EF"]["/F"].data)


def _prefix_digests(data: bytes) -> set[str]:
    """SHA-256 of the file as each of its revisions ended."""
    found = set()
    at = data.find(END_OF_REVISION)
    while at != -1:
        end = at + len(END_OF_REVISION)
        found |= {
            hashlib.sha256(data[: end + len(line_end)]).hexdigest()
            for line_end in LINE_ENDS
            if data[end : end + len(line_end)] == line_end
        }
        at = data.find(END_OF_REVISION, end)
    return found


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
