import json
import shutil
import subprocess
from datetime import datetime
from io import BytesIO

import pytest
import rfc8785
from pypdf import PdfReader

from intake.documents.consent import make_paper
from intake.documents.render import PaperError
from intake.documents.sheet import (
    SheetLine,
    SigningSheet,
    add_signing_sheet,
    canonical_facts,
    sheet_context,
)

SIGNED_AT = datetime.fromisoformat("2026-11-21T09:12:40+05:00")


@pytest.fixture
def paper(paper_input):
    return make_paper(paper=paper_input())


def sheet_of(paper, **fields):
    given = {
        "number": "С-2026-000017",
        "title": "Согласие на обработку персональных данных",
        "shown_digest": paper.sha256,
        "made_at": SIGNED_AT,
        "lines": (
            SheetLine("Кто подписал", "Щёголев Пётр Ильич, законный представитель (отец)"),
            SheetLine("Код введён", "21.11.2026 09:12:40 (UTC+5)"),
        ),
        "notes": ("Подписано на бумаге не было.",),
        "facts": {"attempts": 1, "rule_version": "2026.1"},
    }
    return SigningSheet(**(given | fields))


def test_the_signed_file_begins_with_the_very_bytes_that_were_shown(paper):
    signed = add_signing_sheet(paper.pdf, sheet_of(paper))

    assert signed[: len(paper.pdf)] == paper.pdf
    assert len(signed) > len(paper.pdf)


def test_the_sheet_is_the_last_page_and_says_who_signed_what(paper):
    pages = PdfReader(BytesIO(add_signing_sheet(paper.pdf, sheet_of(paper)))).pages
    text = " ".join(pages[-1].extract_text().split())

    assert len(pages) == paper.page_count + 1
    assert "Лист подписания" in text
    assert "Щёголев Пётр Ильич, законный представитель (отец)" in text
    assert paper.sha256 in text.replace(" ", "")
    assert "Подписано на бумаге не было." in text


def test_a_usual_sheet_is_one_page_and_a_number_stays_with_its_sign(paper):
    lines = tuple(SheetLine(f"Строка {n}", "приказ № 42-од от 28.08.2026") for n in range(18))
    long = SheetLine("Кто подписывает и почему", "Участнику 11 лет. " * 12)
    notes = ("Файл запечатывает техническая печать. " * 3, "«Действителен» значит вот что. " * 5)
    sheet = sheet_of(paper, lines=(*lines, long), notes=notes)
    pages = PdfReader(BytesIO(add_signing_sheet(paper.pdf, sheet))).pages
    assert len(pages) == paper.page_count + 1
    assert "лист 1 из 1" in " ".join(pages[-1].extract_text().split())
    assert sheet_context(sheet)["lines"][0][1].startswith("приказ №\N{NO-BREAK SPACE}42-од")


def test_the_shown_pages_still_say_what_they_said(paper):
    pages = PdfReader(BytesIO(add_signing_sheet(paper.pdf, sheet_of(paper)))).pages

    assert "\n".join(page.extract_text() for page in list(pages)[:-1]) == paper.text


def test_the_same_facts_are_attached_as_canonical_json(paper):
    sheet = sheet_of(paper)
    attached = PdfReader(BytesIO(add_signing_sheet(paper.pdf, sheet))).attachments

    (data,) = attached["signing-001.json"]
    facts = json.loads(data)
    assert data == canonical_facts(sheet) == rfc8785.dumps(facts)
    assert facts["shown_sha256"] == paper.sha256
    assert facts["facts"] == {"attempts": 1, "rule_version": "2026.1"}
    assert facts["lines"][0]["value"].startswith("Щёголев Пётр Ильич")


def test_a_withdrawal_adds_a_second_sheet_behind_the_first(paper):
    signed = add_signing_sheet(paper.pdf, sheet_of(paper))
    withdrawn = add_signing_sheet(signed, sheet_of(paper, heading="Лист отзыва"))

    reader = PdfReader(BytesIO(withdrawn))
    assert withdrawn.startswith(signed)
    assert len(reader.pages) == paper.page_count + 2
    assert "Лист отзыва" in reader.pages[-1].extract_text()
    assert sorted(reader.attachments) == ["signing-001.json", "signing-002.json"]


def test_a_sheet_of_another_file_is_refused(paper):
    with pytest.raises(PaperError) as refused:
        add_signing_sheet(paper.pdf, sheet_of(paper, shown_digest="0" * 64))

    assert refused.value.code == "other_file"


def test_what_is_not_a_pdf_is_refused(paper):
    with pytest.raises(PaperError) as refused:
        add_signing_sheet(b"not a pdf", sheet_of(paper))

    assert refused.value.code == "not_a_pdf"


def test_markup_on_a_sheet_does_nothing(paper):
    sheet = sheet_of(paper, lines=(SheetLine("Кто", "<b>Аня</b><img src=x>"),))

    text = PdfReader(BytesIO(add_signing_sheet(paper.pdf, sheet))).pages[-1].extract_text()

    assert "<b>Аня</b><img src=x>" in text


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not on this machine")
def test_a_checker_finds_no_fault_in_a_file_with_two_sheets(paper, tmp_path):
    file = tmp_path / "paper.pdf"
    signed = add_signing_sheet(paper.pdf, sheet_of(paper))
    file.write_bytes(add_signing_sheet(signed, sheet_of(paper)))

    checked = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not on this machine")
def test_another_reader_finds_the_text_of_the_sheet(paper, tmp_path):
    file = tmp_path / "paper.pdf"
    file.write_bytes(add_signing_sheet(paper.pdf, sheet_of(paper)))

    text = subprocess.run(
        ["pdftotext", file, "-"], capture_output=True, text=True, check=True
    ).stdout

    assert "Лист подписания" in text
    assert "Щёголев Пётр Ильич" in text
