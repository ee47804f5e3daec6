import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from intake.evidence.authority import make_test_authority
from intake.evidence.certificates import (
    CERTIFICATES,
    KEY,
    load_seal,
)
from intake.evidence.seal import FIELD, REASON, Level, add_seal, stamping_servers
from intake.evidence.trouble import SealProblem, SealTrouble

NOWHERE = "http://127.0.0.1:9/"


def sealed(pdf, seal, *, level=Level.B_B, stamping=None, now=None):
    return add_seal(
        pdf,
        seal=seal,
        level=level,
        stamping=stamping,
        organisation="Школа № 1",
        now=now or datetime.now(UTC),
    )


def trouble(*args, **kwargs):
    with pytest.raises(SealProblem) as problem:
        sealed(*args, **kwargs)
    return problem.value.kind


@pytest.mark.parametrize("level", list(Level))
def test_a_sealed_paper_begins_with_the_very_bytes_that_were_signed(
    signed_pdf, school_seal, stamping_address, level
):
    stamping = stamping_servers([stamping_address])
    after = sealed(signed_pdf, school_seal, level=level, stamping=stamping)
    assert after.startswith(signed_pdf)
    reader = PdfFileReader(BytesIO(after))
    seals = reader.embedded_regular_signatures
    assert [seal.field_name for seal in seals] == [FIELD]
    assert seals[0].sig_object["/Reason"] == REASON
    assert bool(reader.embedded_timestamp_signatures) is (level is Level.B_LTA)


def test_the_next_time_stamping_server_is_asked_when_one_does_not_answer(
    signed_pdf, school_seal, stamping_address
):
    stamping = stamping_servers([NOWHERE, stamping_address])
    assert sealed(signed_pdf, school_seal, level=Level.B_T, stamping=stamping)


@pytest.mark.parametrize("level", [Level.B_T, Level.B_LT, Level.B_LTA])
def test_a_seal_is_never_weaker_than_asked_for(signed_pdf, school_seal, level):
    assert trouble(signed_pdf, school_seal, level=level) is SealTrouble.NO_TIME_STAMP
    dead = stamping_servers([NOWHERE])
    told = trouble(signed_pdf, school_seal, level=level, stamping=dead)
    assert told is SealTrouble.NO_TIME_STAMP


def test_long_term_levels_need_the_list_of_revoked_certificates(
    signed_pdf, school_seal, stamping_address
):
    bare = replace(school_seal, revocations=())
    told = trouble(
        signed_pdf, bare, level=Level.B_LT, stamping=stamping_servers([stamping_address])
    )
    assert told is SealTrouble.NO_REVOCATION_DATA


def test_an_expired_certificate_seals_nothing(signed_pdf, school_seal):
    late = school_seal.not_after + timedelta(seconds=1)
    assert trouble(signed_pdf, school_seal, now=late) is SealTrouble.EXPIRED
    early = school_seal.not_before - timedelta(seconds=1)
    assert trouble(signed_pdf, school_seal, now=early) is SealTrouble.NOT_YET_VALID


def test_what_is_no_pdf_is_not_sealed(school_seal):
    assert trouble(b"not a pdf", school_seal) is SealTrouble.NOT_A_PDF


def test_a_key_of_another_certificate_is_refused(seal_folder, tmp_path):
    shutil.copytree(seal_folder, tmp_path / "seal")
    other = make_test_authority(organisation="Другая школа", now=datetime.now(UTC))
    (tmp_path / "seal" / KEY).write_bytes(other.seal.key_pem())
    with pytest.raises(SealProblem) as problem:
        load_seal(tmp_path / "seal")
    assert problem.value.kind is SealTrouble.KEY_OF_ANOTHER


@pytest.mark.parametrize(
    ("file", "content", "kind"),
    [
        (KEY, None, SealTrouble.NOT_CONFIGURED),
        (CERTIFICATES, None, SealTrouble.NOT_CONFIGURED),
        (KEY, b"rubbish", SealTrouble.KEY_UNREADABLE),
        (CERTIFICATES, b"rubbish", SealTrouble.KEY_UNREADABLE),
    ],
)
def test_files_that_are_missing_or_broken_are_told_apart(
    seal_folder, tmp_path, file, content, kind
):
    shutil.copytree(seal_folder, tmp_path / "seal")
    (tmp_path / "seal" / file).unlink()
    if content is not None:
        (tmp_path / "seal" / file).write_bytes(content)
    with pytest.raises(SealProblem) as problem:
        load_seal(tmp_path / "seal")
    assert problem.value.kind is kind


@pytest.mark.skipif(shutil.which("pdfsig") is None, reason="pdfsig is not on this machine")
@pytest.mark.parametrize("level", list(Level))
def test_another_validator_finds_the_seal_valid(
    signed_pdf, school_seal, stamping_address, tmp_path, level
):
    file = tmp_path / "sealed.pdf"
    stamping = stamping_servers([stamping_address])
    file.write_bytes(sealed(signed_pdf, school_seal, level=level, stamping=stamping))
    said = subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in said
    assert "ETSI.CAdES.detached" in said
