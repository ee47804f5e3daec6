"""What lies inside a sealed file, as files of their own: certificates, revocations, time stamps."""

import io
from collections.abc import Iterator

from asn1crypto import cms, pem
from pyhanko.pdf_utils.reader import PdfFileReader

from intake.evidence.cms import stamp_of


def parts_of(pdf: bytes) -> dict[str, bytes]:
    """File name → bytes; nothing for a file without a seal."""
    reader = PdfFileReader(io.BytesIO(pdf))
    found: dict[str, bytes] = {}
    certificates: dict[bytes, None] = {}
    for number, seal in enumerate(reader.embedded_regular_signatures, start=1):
        for choice in seal.signed_data["certificates"]:
            certificates.setdefault(choice.chosen.dump())
        token = stamp_of(seal.signed_data)
        if token:
            found[f"timestamps/seal-{number}.tst"] = token
    for number, stamp in enumerate(reader.embedded_timestamp_signatures, start=1):
        found[f"timestamps/archive-{number}.tst"] = cms.ContentInfo.load(
            bytes(stamp.pkcs7_content)
        ).dump()
    for name, streams in (("crl", "/CRLs"), ("ocsp", "/OCSPs")):
        for number, data in enumerate(_stored(reader, streams), start=1):
            found[f"revocation/{number}.{name}"] = data
    for data in _stored(reader, "/Certs"):
        certificates.setdefault(data)
    if certificates:
        found["certificates/all.pem"] = b"".join(
            pem.armor("CERTIFICATE", der) for der in certificates
        )
    return found


def _stored(reader: PdfFileReader, name: str) -> Iterator[bytes]:
    """Streams of the file's store of validation data (DSS)."""
    try:
        streams = reader.root["/DSS"][name]
    except KeyError:
        return
    for stream in streams:
        yield bytes(stream.get_object().data)
