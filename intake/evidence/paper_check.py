"""Checking a sealed paper: unchanged, sealed once, by somebody trusted, begun as it was shown."""

import asyncio
import hashlib
import io
import json
from collections.abc import Iterator, Sequence
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

from intake.evidence.certificates import fingerprint, subject_of
from intake.evidence.report import Finding, Report, Verdict, moment, worst
from intake.evidence.stamp_words import stamp_words

LARGEST_FILE = 50 * 1024 * 1024
END_OF_REVISION = b"%%EOF"
LINE_ENDS = (b"", b"\n", b"\r\n", b"\r")
SHEET_NAME = "signing-"
REFUSAL_NAME = "refusal-"
"""Facts attached to a paper that nobody signs: it says somebody's no, or that it was taken back."""


HEADLINES = {
    Verdict.VALID: "Документ действителен: он не изменён с тех пор, как запечатан. Не отозван ли "
    "он потом, в файле не записано: это скажет школа или её страница проверки.",
    Verdict.NOT_VALID: "Документ недействителен: ему нельзя доверять.",
    Verdict.CANNOT_TELL: "По этому файлу нельзя сказать, действителен ли документ.",
}


def verify_pdf(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> Report:
    """Check a sealed PDF against the certificates that are trusted.

    Whether the consent was withdrawn later stands in no file: the school's page tells it.
    """
    findings = list(_findings(data, roots))
    verdict = worst(findings)
    return Report(
        verdict,
        (HEADLINES[verdict], *(finding.sentence for finding in findings)),
        lacks_root=verdict is not Verdict.VALID
        and all(one.lacks_root for one in findings if one.verdict is not Verdict.VALID),
    )


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
    if not _ends_as_it_was_written(data, reader):
        yield Finding(Verdict.NOT_VALID, "К концу файла после печати что-то дописали.")
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


def _ends_as_it_was_written(data: bytes, reader: PdfFileReader) -> bool:
    """Whether behind the last signature or time stamp there are whole revisions and nothing else.

    A reader of PDF passes over bytes that no revision names; a paper with them is another file.
    """
    last = max(reader.embedded_signatures, key=lambda one: one.byte_range[2] + one.byte_range[3])
    tail = data[last.byte_range[2] + last.byte_range[3] :]
    if not tail:
        return True
    later = reader.total_revisions - 1 - last.signed_revision
    ends = tuple(END_OF_REVISION + line_end for line_end in LINE_ENDS)
    return later > 0 and tail.endswith(ends) and tail.count(b"startxref") == later


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
            lacks_root=True,
        )


def _when(status: PdfSignatureStatus) -> Finding:
    stamp = status.timestamp_validity
    if stamp is None:
        told = status.signer_reported_dt
        said = f": {moment(told)}" if told else ""
        return Finding(Verdict.VALID, f"Время печати по часам сервиса{said}. Метки времени нет.")
    if not (stamp.intact and stamp.valid):
        return Finding(Verdict.NOT_VALID, "Метка времени внутри печати не от этой печати.")
    return Finding(Verdict.VALID, f"{stamp_words(stamp)}.")


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
        yield from _refusal_findings(reader)
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


def _refusal_findings(reader: PdfFileReader) -> Iterator[Finding]:
    """A refusal is whole without a sheet; any other paper is not."""
    if not list(_attached(reader, REFUSAL_NAME)):
        yield Finding(Verdict.CANNOT_TELL, "В файле нет листа подписания с данными для машины.")
        return
    yield Finding(
        Verdict.VALID,
        "Это запись об отказе подписать документ или о том, что отказ взяли назад. Её никто не "
        "подписывает, и кода для неё не спрашивают.",
    )


def read_refusals(data: bytes) -> list[dict[str, Any]]:
    """The facts attached to a paper that says a no, or the end of one."""
    return list(_attached(PdfFileReader(io.BytesIO(data)), REFUSAL_NAME))


def has_revision(data: bytes, digest: str) -> bool:
    """Whether the file begins with the very bytes of this SHA-256."""
    return digest in _prefix_digests(data)


def read_sheets(data: bytes) -> list[dict[str, Any]]:
    """The facts attached to the signing sheets of a file, the oldest first."""
    return list(_sheets(PdfFileReader(io.BytesIO(data))))


def _sheets(reader: PdfFileReader) -> Iterator[dict[str, Any]]:
    return _attached(reader, SHEET_NAME)


def _attached(reader: PdfFileReader, begins: str) -> Iterator[dict[str, Any]]:
    try:
        entries = list(reader.root["/Names"]["/EmbeddedFiles"]["/Names"])
    except KeyError:
        return
    for name, spec in zip(entries[::2], entries[1::2], strict=True):
        if str(name).startswith(begins):
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
