import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from intake.evidence.authority import make_test_authority
from intake.evidence.certificates import KEY, load_seal, read_certificates
from intake.evidence.seal import Level, add_seal
from intake.evidence.verify import Verdict, main, verify_pdf
from tests.exhaustive import SHARDS, sample

FLIPS = 60
"""About how many bytes a daily run flips, each alone; ``make proof`` flips them all."""


def container(pdf):
    """Where the signature lies: the first byte of its hexadecimal text and the one behind it."""
    seal = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[0]
    return seal.byte_range[1] + 1, seal.byte_range[2] - 1


@pytest.mark.parametrize("level", list(Level))
def test_a_paper_as_it_was_sealed_is_valid_for_whoever_trusts_the_root(sealed, roots, level):
    report = verify_pdf(sealed(level), roots=roots)
    assert report.verdict is Verdict.VALID, report.lines
    assert "действителен" in report.lines[0]
    assert any("тех самых байтов" in line for line in report.lines)


def test_whose_seal_it_is_cannot_be_told_without_a_root(sealed):
    report = verify_pdf(sealed())
    assert report.verdict is Verdict.CANNOT_TELL
    assert any("отпечаток сертификата" in line for line in report.lines)


def test_a_paper_sealed_by_a_stranger_is_not_valid(sealed):
    strangers = make_test_authority(organisation="Школа № 1", now=datetime.now(UTC))
    report = verify_pdf(sealed(), roots=read_certificates(strangers.root.certificate_pem()))
    assert report.verdict is Verdict.NOT_VALID
    assert any("не тот, кому вы доверяете" in line for line in report.lines)


@pytest.mark.exhaustive
@pytest.mark.parametrize("shard", range(SHARDS))
def test_no_flipped_byte_outside_the_container_is_found_valid(sealed, roots, shard):
    pdf = sealed()
    start, stop = container(pdf)
    places = [place for place in range(len(pdf)) if not start <= place < stop]
    for place in sample(places, at_most=FLIPS, shard=shard):
        changed = bytearray(pdf)
        changed[place] ^= 0x01
        assert verify_pdf(bytes(changed), roots=roots).verdict is not Verdict.VALID, place


def test_data_hidden_in_the_empty_place_of_the_container_is_reported(sealed, roots):
    pdf = bytearray(sealed())
    _start, stop = container(bytes(pdf))
    pdf[stop - 2 : stop] = b"41"
    report = verify_pdf(bytes(pdf), roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert any("посторонние данные" in line for line in report.lines)


TAILS = (
    b"A",
    b"\n",
    b"\x00" * 100,
    b"text " * 200,
    b"99 0 obj\n<< /Type /Page >>\nendobj\n",
    b"% hidden\n%%EOF\n",
)


@pytest.mark.parametrize("level", [Level.B_B, Level.B_LT, Level.B_LTA])
@pytest.mark.parametrize("tail", TAILS)
def test_bytes_that_no_reader_shows_behind_the_seal_are_reported(sealed, roots, level, tail):
    report = verify_pdf(sealed(level) + tail, roots=roots)
    assert report.verdict is Verdict.NOT_VALID, report.lines


def test_a_tail_that_repeats_the_end_of_the_file_is_reported(sealed, roots):
    pdf = sealed(Level.B_LT)
    end = pdf[pdf.rindex(b"startxref") :]
    report = verify_pdf(pdf + b"hidden\n" + end, roots=roots)
    assert report.verdict is Verdict.NOT_VALID, report.lines


def test_a_page_changed_by_a_later_revision_is_reported(sealed, roots):
    writer = IncrementalPdfFileWriter(BytesIO(sealed()))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = writer.root["/Pages"]["/Count"]
    writer.update_container(page)
    target = BytesIO()
    writer.write(target)
    report = verify_pdf(target.getvalue(), roots=roots)
    assert report.verdict is Verdict.NOT_VALID


def test_a_second_seal_is_reported_whoever_made_it(sealed, roots, tmp_path, monkeypatch):
    pdf = sealed()
    stranger = make_test_authority(organisation="Чужой", now=datetime.now(UTC))
    for name, content in stranger.files().items():
        (tmp_path / name).write_bytes(content)
    assert (tmp_path / KEY).exists()
    monkeypatch.setattr("intake.evidence.seal.FIELD", "Second")
    twice = add_seal(
        pdf,
        seal=load_seal(tmp_path),
        level=Level.B_B,
        organisation="Чужой",
        now=datetime.now(UTC),
    )
    report = verify_pdf(twice, roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert any("запечатали ещё раз" in line for line in report.lines)


@pytest.mark.parametrize(
    ("data", "word"),
    [(b"", "не PDF"), (b"hello", "не PDF"), (b"%PDF-1.7 /ByteRange", "повреждён")],
)
def test_what_is_no_sealed_paper_is_said_plainly(data, word):
    report = verify_pdf(data)
    assert report.verdict is not Verdict.VALID
    assert word in report.lines[1]


def test_a_paper_without_a_seal_proves_nothing(signed_pdf, roots):
    report = verify_pdf(signed_pdf, roots=roots)
    assert (report.verdict, "нет печати" in report.lines[1]) == (Verdict.CANNOT_TELL, True)


def test_the_command_needs_no_settings_and_ends_with_the_verdict(sealed, authority, tmp_path):
    file, root = tmp_path / "paper.pdf", tmp_path / "root.pem"
    file.write_bytes(sealed())
    root.write_bytes(authority.root.certificate_pem())
    bare = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(
        [sys.executable, "-m", "intake.evidence.verify", file, "--trust", root],
        capture_output=True,
        text=True,
        env=bare,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Документ действителен" in run.stdout
    assert run.stderr == ""


def test_a_file_that_is_not_there_ends_with_cannot_tell(tmp_path, capsys):
    assert main([str(tmp_path / "none.pdf")]) == 2
    assert "не открывается" in capsys.readouterr().err


def test_whoever_calls_the_check_from_a_program_logs_as_before(sealed, tmp_path, capsys, caplog):
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sealed())
    assert main([str(paper)]) == Verdict.CANNOT_TELL
    logging.getLogger("school").error("still heard")
    assert "still heard" in caplog.text
