"""Tools that are not ours come to the same verdict: poppler's pdfsig and OpenSSL."""

import hashlib
import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from intake.documents.consent import PaperInput, make_paper
from intake.documents.sheet import SheetLine, SigningSheet, add_signing_sheet
from intake.evidence.cms import sign_detached
from intake.evidence.level import Level
from intake.evidence.seal import add_seal
from intake.evidence.seal_parts import parts_of

WITHOUT_OPENSSL = shutil.which("openssl") is None
AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def root_file(authority, tmp_path_factory):
    file = tmp_path_factory.mktemp("root") / "root.pem"
    file.write_bytes(authority.root.certificate_pem())
    return file


def openssl(*arguments):
    """At the hour of the test, which is not always the hour of the machine."""
    at = str(int(datetime.now(UTC).timestamp()))
    command = ["openssl", *arguments, "-attime", at]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout + run.stderr


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not on this machine")
@pytest.mark.parametrize(
    "kind", ["processing", "publication", "withdrawal", "agreement", "extension", "termination"]
)
def test_pdfsig_finds_the_seal_of_every_kind_of_paper_valid(kind, school_seal, tmp_path):
    paper = make_paper(
        paper=PaperInput(
            kind=kind,
            variant="own",
            number="О-2026-000001",
            made_at=AT,
            title="Документ",
            blocks=(("paragraph", "Текст документа."),),
            verify_url="https://school.example/",
        )
    )
    sheet = SigningSheet(
        number="О-2026-000001",
        title="Документ",
        shown_digest=paper.sha256,
        made_at=AT,
        lines=(SheetLine("Подписал(а)", "Щёголев Пётр"),),
    )
    file = tmp_path / "sealed.pdf"
    file.write_bytes(
        add_seal(
            add_signing_sheet(paper.pdf, sheet),
            seal=school_seal,
            level=Level.B_B,
            organisation="Школа № 1",
            now=datetime.now(UTC),
        )
    )
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert said.count("Signature is Valid.") == 1
    assert "Total document signed" in said


@pytest.mark.skipif(WITHOUT_OPENSSL, reason="openssl is not on this machine")
def test_openssl_confirms_the_stamp_of_a_seal_and_the_stamp_for_archives(
    sealed, root_file, tmp_path
):
    pdf = sealed(Level.B_LTA)
    reader = PdfFileReader(BytesIO(pdf))
    (seal,) = reader.embedded_regular_signatures
    (stamp,) = reader.embedded_timestamp_signatures
    first, length, second, rest = (int(number) for number in stamp.byte_range)
    stamped = {
        "timestamps/seal-1.tst": seal.signer_info["signature"].native,
        "timestamps/archive-1.tst": pdf[first : first + length] + pdf[second : second + rest],
    }
    parts = parts_of(pdf)
    for name, data in stamped.items():
        token = tmp_path / "token.tst"
        token.write_bytes(parts[name])
        asked = ["ts", "-verify", "-token_in", "-in", token, "-CAfile", root_file, "-digest"]
        code, words = openssl(*asked, hashlib.sha256(data).hexdigest())
        assert (code, "Verification: OK" in words) == (0, True), words
        code, _words = openssl(*asked, hashlib.sha256(data + b"x").hexdigest())
        assert code != 0


@pytest.mark.skipif(WITHOUT_OPENSSL, reason="openssl is not on this machine")
def test_openssl_confirms_the_schools_signature_under_an_anchor(school_seal, root_file, tmp_path):
    body, signature = tmp_path / "anchor.json", tmp_path / "anchor.json.p7s"
    body.write_bytes(b'{"format":"nastavnik-anchor/1"}')
    signed = sign_detached(body.read_bytes(), seal=school_seal, now=datetime.now(UTC))
    signature.write_bytes(signed)
    asked = ["cms", "-verify", "-inform", "DER", "-in", signature, "-content", body, "-binary"]
    asked += ["-purpose", "any", "-CAfile", root_file]
    code, words = openssl(*asked)
    assert code == 0, words
    body.write_bytes(b'{"format":"nastavnik-anchor/2"}')
    assert openssl(*asked)[0] != 0
