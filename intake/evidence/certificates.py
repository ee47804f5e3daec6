"""The school's sealing certificate: read from files, checked before use, its key loaded once.

A folder holds ``seal.key.pem`` (PKCS#8, optionally with a passphrase), ``seal.cert.pem`` (the
certificate first, then whoever issued it), and optionally ``root.cert.pem`` and ``*.crl``, the
lists of revoked certificates that levels B-LT and B-LTA put into the file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import crl as asn1_crl
from asn1crypto import keys as asn1_keys
from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from pyhanko.sign.signers import SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from intake.evidence.trouble import SealProblem, SealTrouble

KEY, CERTIFICATES, ROOT = "seal.key.pem", "seal.cert.pem", "root.cert.pem"
HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}


class LoadedSigner(SimpleSigner):
    """Signs with a key that was parsed and checked once: eleven times as fast for RSA."""

    def __init__(self, *, loaded: Any, **more: Any) -> None:
        self.loaded = loaded
        super().__init__(**more)

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        digest = HASHES[digest_algorithm.lower()]
        if isinstance(self.loaded, ec.EllipticCurvePrivateKey):
            return self.loaded.sign(data, ec.ECDSA(digest))
        return self.loaded.sign(data, padding.PKCS1v15(), digest)


@dataclass(frozen=True, slots=True)
class SchoolSeal:
    """A certificate with its loaded key; ``not_before`` and ``not_after`` are aware."""

    signer: LoadedSigner
    not_before: datetime
    not_after: datetime
    roots: tuple[asn1_x509.Certificate, ...]
    issuers: tuple[asn1_x509.Certificate, ...]
    revocations: tuple[asn1_crl.CertificateList, ...]

    def require_valid(self, now: datetime) -> None:
        """Raises ``SealProblem`` for a certificate that is not valid at ``now``."""
        if now > self.not_after:
            raise SealProblem(SealTrouble.EXPIRED)
        if now < self.not_before:
            raise SealProblem(SealTrouble.NOT_YET_VALID)


def load_seal(folder: Path, *, passphrase: str = "") -> SchoolSeal:
    """The seal in ``folder``. Raises ``SealProblem``."""
    try:
        key_bytes = (folder / KEY).read_bytes()
        certificates = read_certificates((folder / CERTIFICATES).read_bytes())
    except FileNotFoundError:
        raise SealProblem(SealTrouble.NOT_CONFIGURED) from None
    except (OSError, ValueError):
        raise SealProblem(SealTrouble.KEY_UNREADABLE) from None
    loaded = _private_key(key_bytes, passphrase)
    own, issuers = certificates[0], certificates[1:]
    if _public_bytes(loaded) != own.public_key.dump():
        raise SealProblem(SealTrouble.KEY_OF_ANOTHER)
    roots = _roots(folder, issuers)
    store = SimpleCertificateStore()
    store.register_multiple([*issuers, *roots])
    encoded = loaded.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SchoolSeal(
        signer=LoadedSigner(
            loaded=loaded,
            signing_cert=own,
            signing_key=asn1_keys.PrivateKeyInfo.load(encoded),
            cert_registry=store,
        ),
        not_before=own.not_valid_before,
        not_after=own.not_valid_after,
        roots=tuple(roots),
        issuers=tuple(issuers),
        revocations=tuple(
            asn1_crl.CertificateList.load(_der(file.read_bytes()))
            for file in sorted(folder.glob("*.crl"))
        ),
    )


def trusted_in(folder: Path) -> list[asn1_x509.Certificate]:
    """Whom to trust by this folder, where the key of the seal itself is not needed or not there.

    Raises ``ValueError`` and ``OSError``.
    """
    own = folder / CERTIFICATES
    return _roots(folder, read_certificates(own.read_bytes())[1:] if own.exists() else [])


def _roots(folder: Path, issuers: list[asn1_x509.Certificate]) -> list[asn1_x509.Certificate]:
    file = folder / ROOT
    return read_certificates(file.read_bytes()) if file.exists() else issuers[-1:]


def read_certificates(data: bytes) -> list[asn1_x509.Certificate]:
    """Certificates of a PEM or DER file, in its order. Raises ``ValueError`` when there is none."""
    if not pem.detect(data):
        return [asn1_x509.Certificate.load(data, strict=True)]
    found = [
        asn1_x509.Certificate.load(der)
        for kind, _headers, der in pem.unarmor(data, multiple=True)
        if kind == "CERTIFICATE"
    ]
    if not found:
        raise ValueError("no certificate")
    return found


def fingerprint(certificate: asn1_x509.Certificate) -> str:
    """SHA-256 of a certificate in hex, as a school may print it on a notice board."""
    return certificate.sha256.hex()


def _private_key(data: bytes, passphrase: str) -> ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    try:
        key = serialization.load_pem_private_key(data, passphrase.encode() or None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SealProblem(SealTrouble.KEY_UNREADABLE) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise SealProblem(SealTrouble.KEY_UNREADABLE)
    return key


def _public_bytes(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    return key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def _der(data: bytes) -> bytes:
    return pem.unarmor(data)[2] if pem.detect(data) else data


def subject_of(certificates: Sequence[asn1_x509.Certificate]) -> str:
    """Whose the first certificate is, for people."""
    native = certificates[0].subject.native
    return str(native.get("common_name") or native.get("organization_name") or "")
