"""Detached signatures (CMS) of the school's key under anchors and manifests."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import cms, x509
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation import async_validate_detached_cms
from pyhanko.sign.validation.status import StandardCMSSignatureStatus
from pyhanko_certvalidator import ValidationContext

from intake.evidence.certificates import SchoolSeal, fingerprint, subject_of
from intake.evidence.report import Finding, Verdict
from intake.evidence.stamp_words import stamp_words
from intake.evidence.trouble import SealProblem, SealTrouble


def sign_detached(
    data: bytes, *, seal: SchoolSeal, stamping: TimeStamper | None = None, now: datetime
) -> bytes:
    """A signature over ``data`` as DER, with a time stamp where a server is given.

    Raises ``SealProblem``.
    """
    seal.require_valid(now)
    signing = seal.signer.async_sign_general_data(
        data,
        "sha256",
        timestamper=stamping,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=now.replace(microsecond=0)),
    )
    try:
        return bytes(asyncio.run(signing).dump())
    except TimestampRequestError:
        raise SealProblem(SealTrouble.NO_TIME_STAMP) from None


def check_detached(
    data: bytes, signature: bytes, *, roots: Sequence[x509.Certificate], what: str
) -> Finding:
    """Whether somebody trusted signed ``data``; ``what`` names it at the start of a sentence."""
    try:
        signed = cms.ContentInfo.load(signature, strict=True)["content"]
        status = asyncio.run(_status(data, signed, roots))
    except Exception as error:  # noqa: BLE001 - a hostile file may break anything in the reader
        name = type(error).__name__
        return Finding(Verdict.NOT_VALID, f"{what}: подпись школы не читается ({name}).")
    if not (status.intact and status.valid):
        return Finding(Verdict.NOT_VALID, f"{what}: изменено после того, как школа подписала.")
    whose, mark = subject_of([status.signing_cert]), fingerprint(status.signing_cert)
    if status.trusted:
        stamp = status.timestamp_validity
        if stamp is not None and not (stamp.intact and stamp.valid):
            return Finding(Verdict.NOT_VALID, f"{what}: метка времени не от этой подписи.")
        stamped = f" {stamp_words(stamp)}." if stamp is not None else ""
        return Finding(Verdict.VALID, f"{what}: подписано, {whose}.{stamped}")
    if roots:
        return Finding(
            Verdict.NOT_VALID,
            f"{what}: подписал не тот, кому вы доверяете: {whose}, отпечаток сертификата {mark}.",
        )
    return Finding(
        Verdict.CANNOT_TELL,
        f"{what}: не изменено, но чья подпись, без корня не узнать ({whose}).",
        lacks_root=True,
    )


def stamp_of(signed: cms.SignedData) -> bytes:
    """The RFC 3161 token inside a signature as DER; empty where there is none."""
    for info in signed["signer_infos"]:
        for attribute in info["unsigned_attrs"] or ():
            if attribute["type"].native == "signature_time_stamp_token":
                return bytes(attribute["values"][0].dump())
    return b""


def stamp_in(signature: bytes) -> bytes:
    return stamp_of(cms.ContentInfo.load(signature)["content"])


async def _status(
    data: bytes, signed: cms.SignedData, roots: Sequence[x509.Certificate]
) -> StandardCMSSignatureStatus:
    """A certificate counts as it stood at the time of signing: it may have expired since."""
    context = ValidationContext(
        trust_roots=list(roots),
        moment=_signed_at(signed),
        allow_fetching=False,
        revocation_mode="soft-fail",
    )
    stamps = ValidationContext(
        trust_roots=list(roots), allow_fetching=False, revocation_mode="soft-fail"
    )
    return await async_validate_detached_cms(
        data, signed, signer_validation_context=context, ts_validation_context=stamps
    )


def _signed_at(signed: cms.SignedData) -> datetime | None:
    for attribute in signed["signer_infos"][0]["signed_attrs"]:
        if attribute["type"].native == "signing_time":
            told: datetime = attribute["values"][0].native
            return told
    return None
