"""A test authority of the session, a time stamping server on loopback, a paper with its sheet."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import keys, tsp
from cryptography.hazmat.primitives import serialization
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from intake.documents.consent import PaperInput, make_paper
from intake.documents.sheet import SheetLine, SigningSheet, add_signing_sheet
from intake.evidence.authority import TestAuthority, make_test_authority
from intake.evidence.certificates import SchoolSeal, load_seal, read_certificates
from intake.evidence.level import Level
from intake.evidence.paper_check import read_sheets
from intake.evidence.seal import add_seal, stamping_servers
from tests.intake.evidence.bundles import bundle_files, packed


@pytest.fixture(scope="session")
def authority() -> TestAuthority:
    return make_test_authority(organisation="Школа № 1", now=datetime.now(UTC))


@pytest.fixture(scope="session")
def seal_folder(authority, tmp_path_factory):
    folder = tmp_path_factory.mktemp("seal")
    for name, content in authority.files().items():
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture(scope="session")
def school_seal(seal_folder) -> SchoolSeal:
    return load_seal(seal_folder)


def stamper_of(authority):
    """A time stamping server of this authority, without a network."""

    def der(part):
        return part.key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    embedded = SimpleCertificateStore()
    embedded.register_multiple(read_certificates(authority.root.certificate_pem()))
    return DummyTimeStamper(
        read_certificates(authority.stamping.certificate_pem())[0],
        keys.PrivateKeyInfo.load(der(authority.stamping)),
        certs_to_embed=embedded,
    )


@pytest.fixture(scope="session")
def stamper(authority):
    return stamper_of(authority)


@pytest.fixture(scope="session")
def strange_stamper():
    """A time stamping server that nobody was told to trust."""
    return stamper_of(make_test_authority(organisation="Чужие часы", now=datetime.now(UTC)))


@pytest.fixture(scope="session")
def stamping_address(stamper) -> Iterator[str]:
    """A real RFC 3161 server over HTTP, on loopback."""

    class Stamping(BaseHTTPRequestHandler):
        def do_POST(self):
            size = int(self.headers["Content-Length"])
            asked = tsp.TimeStampReq.load(self.rfile.read(size))
            answer = stamper.request_tsa_response(asked).dump()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Stamping)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def signed_pdf() -> bytes:
    """A paper with its signing sheet, as it is before the seal."""
    made_at = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    paper = make_paper(
        paper=PaperInput(
            kind="processing",
            variant="own",
            number="С-2026-000001",
            made_at=made_at,
            title="Согласие",
            blocks=(("paragraph", "Текст согласия."),),
            verify_url="https://school.example/",
        )
    )
    sheet = SigningSheet(
        number="С-2026-000001",
        title="Согласие",
        shown_digest=paper.sha256,
        made_at=made_at,
        lines=(SheetLine("Подписал(а)", "Щёголев Пётр"),),
    )
    return add_signing_sheet(paper.pdf, sheet)


@pytest.fixture(scope="session")
def roots(authority):
    return read_certificates(authority.root.certificate_pem())


@pytest.fixture(scope="session")
def sealed(signed_pdf, school_seal, stamping_address):
    """Seals the paper at a level; the same level gives the same file."""

    @cache
    def make(level=Level.B_B):
        return add_seal(
            signed_pdf,
            seal=school_seal,
            level=level,
            stamping=stamping_servers([stamping_address]),
            organisation="Школа № 1",
            now=datetime.now(UTC),
        )

    return make


@pytest.fixture(scope="session")
def stranger(tmp_path_factory):
    """A seal that says it is the same school's, from an authority nobody trusts."""
    folder = tmp_path_factory.mktemp("stranger")
    other = make_test_authority(organisation="Школа № 1", now=datetime.now(UTC))
    for name, content in other.files().items():
        (folder / name).write_bytes(content)
    return load_seal(folder)


@pytest.fixture(scope="session")
def files(sealed, school_seal):
    """What a bundle holds, before its manifest."""
    pdf = sealed()
    return bundle_files(pdf, read_sheets(pdf)[0]["shown_sha256"], school_seal)


@pytest.fixture(scope="session")
def bundle(files, school_seal):
    return packed(files, school_seal)
