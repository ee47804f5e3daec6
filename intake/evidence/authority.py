"""A two-level test authority with revocation data: for the demo and for tests, never for a school.

A root, which signs everything and its list of revoked certificates; a certificate of the school's
seal (ECDSA P-256); a certificate of a time stamping server (RSA: what the RFC 3161 servers of our
library sign with).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ROOT_LIFE = timedelta(days=3650)
SEAL_LIFE = timedelta(days=730)
CLOCK_SLACK = timedelta(minutes=5)

PrivateKey = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: PrivateKey

    def certificate_pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    def key_pem(self) -> bytes:
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


@dataclass(frozen=True, slots=True)
class TestAuthority:
    """Everything a seal and a time stamp need, and who may be trusted for it."""

    __test__ = False  # not a test, whatever its name says

    root: Issued
    seal: Issued
    stamping: Issued
    revocations: x509.CertificateRevocationList

    def files(self) -> Mapping[str, bytes]:
        """File name → content, as ``load_seal`` reads a folder."""
        return {
            "root.cert.pem": self.root.certificate_pem(),
            "seal.cert.pem": self.seal.certificate_pem() + self.root.certificate_pem(),
            "seal.key.pem": self.seal.key_pem(),
            "stamping.cert.pem": self.stamping.certificate_pem(),
            "stamping.key.pem": self.stamping.key_pem(),
            "revoked.crl": self.revocations.public_bytes(serialization.Encoding.DER),
        }


def make_test_authority(
    *, organisation: str, now: datetime, seal_life: timedelta = SEAL_LIFE
) -> TestAuthority:
    """Issue everything anew; ``organisation`` is whose seal it will be."""
    root = _root(now)
    seal = _seal(root, organisation, now, seal_life)
    return TestAuthority(root, seal, _stamping(root, now), _revocations(root, now))


def _root(now: datetime) -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("Учебный центр «Наставник»")
    certificate = (
        _builder(name, name, key, now, ROOT_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )
    return Issued(certificate, key)


def _seal(root: Issued, organisation: str, now: datetime, life: timedelta) -> Issued:
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _issued_by(root, _name(organisation), key, now, life)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .sign(root.key, hashes.SHA256())
    )
    return Issued(certificate, key)


def _stamping(root: Issued, now: datetime) -> Issued:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = (
        _issued_by(root, _name("Учебные метки времени"), key, now, ROOT_LIFE)
        .add_extension(_usage(digital_signature=True), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(root.key, hashes.SHA256())
    )
    return Issued(certificate, key)


def _revocations(root: Issued, now: datetime) -> x509.CertificateRevocationList:
    return (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(now - CLOCK_SLACK)
        .next_update(now + ROOT_LIFE)
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()),
            critical=False,
        )
        .sign(root.key, hashes.SHA256())
    )


def _issued_by(
    root: Issued, name: x509.Name, key: PrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        _builder(name, root.certificate.subject, key, now, life)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key()),
            critical=False,
        )
    )


def _builder(
    name: x509.Name, issuer: x509.Name, key: PrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - CLOCK_SLACK)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "RU"),
            # The library counts bytes, so a Russian name of an organisation may be cut.
            x509.NameAttribute(NameOID.COMMON_NAME, common.encode()[:64].decode(errors="ignore")),
        ]
    )


def _usage(**said: bool) -> x509.KeyUsage:
    nothing = dict.fromkeys(
        (
            "digital_signature",
            "content_commitment",
            "key_encipherment",
            "data_encipherment",
            "key_agreement",
            "key_cert_sign",
            "crl_sign",
            "encipher_only",
            "decipher_only",
        ),
        False,
    )
    return x509.KeyUsage(**{**nothing, **said})
