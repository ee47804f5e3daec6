"""Sealing a paper: PAdES with the school's certificate, at the configured level or not at all.

A seal of a lower level than asked for is never made: the paper waits and the reason is told.
"""

import asyncio
import io
from collections.abc import Sequence
from datetime import datetime

from asn1crypto import tsp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps import HTTPTimeStamper, TimeStamper, TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import ValidationError

from intake.evidence.certificates import SchoolSeal
from intake.evidence.level import Level
from intake.evidence.trouble import SealProblem, SealTrouble

FIELD = "OrgSeal"
REASON = "Техническая печать сервиса (не УКЭП)"
SECONDS_FOR_A_STAMP = 10


class FirstThatAnswers(TimeStamper):
    """Time stamping servers (RFC 3161): the next is asked when one is silent or talks nonsense."""

    def __init__(self, servers: Sequence[TimeStamper]) -> None:
        super().__init__()
        self.servers = tuple(servers)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        for server in self.servers:
            try:
                response = await server.async_request_tsa_response(req)
                status = response["status"]["status"].native
            except (TimestampRequestError, OSError, ValueError):
                continue
            if status in ("granted", "granted_with_mods"):
                return response
        raise TimestampRequestError("no server answered")


def stamping_servers(addresses: Sequence[str]) -> FirstThatAnswers:
    """The servers at these addresses, http or https."""
    return FirstThatAnswers(
        [
            HTTPTimeStamper(
                address, https=address.startswith("https:"), timeout=SECONDS_FOR_A_STAMP
            )
            for address in addresses
        ]
    )


def add_seal(
    pdf: bytes,
    *,
    seal: SchoolSeal,
    level: Level,
    stamping: TimeStamper | None = None,
    organisation: str,
    now: datetime,
) -> bytes:
    """``pdf`` with the school's seal behind it; it begins with the very bytes it was given.

    Raises ``SealProblem``.
    """
    seal.require_valid(now)
    if level.is_stamped and stamping is None:
        raise SealProblem(SealTrouble.NO_TIME_STAMP)
    if level.is_long_term and not seal.revocations:
        raise SealProblem(SealTrouble.NO_REVOCATION_DATA)
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        name=organisation,
        reason=REASON,
        subfilter=SigSeedSubFilter.PADES,
        embed_validation_info=level.is_long_term,
        use_pades_lta=level is Level.B_LTA,
        validation_context=_context(seal) if level.is_long_term else None,
    )
    signer = PdfSigner(metadata, seal.signer, timestamper=stamping if level.is_stamped else None)
    try:
        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        sealed = asyncio.run(signer.async_sign_pdf(writer))
    except TimestampRequestError:
        raise SealProblem(SealTrouble.NO_TIME_STAMP) from None
    except (ValidationError, SigningError):
        raise SealProblem(SealTrouble.NO_REVOCATION_DATA) from None
    except PdfError:
        raise SealProblem(SealTrouble.NOT_A_PDF) from None
    return bytes(sealed.getbuffer())


def _context(seal: SchoolSeal) -> ValidationContext:
    """What proves the certificate later comes from files, not from the network."""
    return ValidationContext(
        trust_roots=list(seal.roots),
        other_certs=list(seal.issuers),
        crls=list(seal.revocations),
        allow_fetching=False,
        revocation_mode="hard-fail",
    )
