"""The signing sheet of a real signature: every field filled, of another signer the least."""

import json
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.documents.render import PaperError
from intake.documents.sheet import SheetLine, SigningSheet, add_signing_sheet
from intake.models import Document, PaperCopy
from intake.services.document import read_copy
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import NOW

pytestmark = pytest.mark.django_db

OF_THE_SIGNER_ALONE = (
    "Подпись в журнале школы",
    "Как установлена личность",
    "Представляет как",
    "Полномочия проверены школой",
    "Способ",
    "Куда отправлен код",
    "Чей это контакт",
    "Код запрошен",
    "Письмо с кодом передано почте",
    "Код введён, документ подписан",
    "Неверных попыток",
    "Сетевой адрес",
    "Браузер",
)
FOR_EVERYBODY = (
    "Документ",
    "Текст утверждён",
    "Подписал(а)",
    "В каком качестве",
    "За кого",
    "Подписано",
    "Кто подписывает и почему",
    "Когда день рождения меняет, кто подписывает",
    "Версия правила",
    "Согласие",
)


READY = SIGNED_HERE


def story(_folder):
    """What the sheet says to the mother, who signed, and to the child, who holds a copy."""
    invited_family(school_that_may_sign(), years=12)
    family = Family(link_to(PARENT))
    family.client.defaults["HTTP_USER_AGENT"] = "Trial/1.0"
    family.sign(PARENT)
    run_tasks()
    document = Document.objects.get(kind="processing")
    return {
        copy.holder_id == document.participant_id: sheet_in(document, copy)
        for copy in PaperCopy.objects.filter(document=document, kind="signed")
    }


@pytest.fixture
def copies(told):
    return told


def sheet_in(document, copy):
    data = read_copy(document=document, holder=copy.holder, kind="signed")
    pdf = PdfReader(BytesIO(data))
    return {
        **json.loads(pdf.attachments["signing-001.json"][0]),
        "printed": " ".join(pdf.pages[-1].extract_text().split()),
    }


def labels(sheet):
    return {line["label"] for line in sheet["lines"]}


def test_every_field_of_the_sheet_of_a_code_is_there_and_filled(copies):
    sheet = copies[False]
    assert labels(sheet) == {*OF_THE_SIGNER_ALONE, *FOR_EVERYBODY}
    assert all(line["value"].strip() for line in sheet["lines"])
    values = {line["label"]: line["value"] for line in sheet["lines"]}
    assert values["Сетевой адрес"] == "127.0.0.1"
    assert values["Браузер"] == "Trial/1.0"
    assert values["За кого"].startswith("Ветров Пётр")


def test_another_holder_reads_of_the_signer_only_name_role_and_time(copies):
    sheet = copies[True]
    assert labels(sheet) == set(FOR_EVERYBODY)
    said = json.dumps(sheet, ensure_ascii=False)
    for secret in ("127.0.0.1", "Trial/1.0", "@example.org", "code_sent_at", "wrong_tries"):
        assert secret not in said
    assert "Ветрова Анна Сергеевна" in said


def test_the_sheet_says_what_the_seal_is_and_what_valid_means(copies, settings):
    notes = " ".join(copies[False]["notes"])
    assert "«Действителен» значит: не изменён с" in notes
    assert "и не отозван" in notes
    assert "/proverka/" in notes
    assert "%D0" not in notes  # nobody types that from paper
    assert "Печати сервиса на этом файле нет" in notes


def test_a_sheet_with_an_empty_field_is_not_made():
    sheet = SigningSheet(
        number="С-1",
        title="Согласие",
        shown_digest="0" * 64,
        made_at=NOW,
        lines=(SheetLine("Подписал(а)", ""),),
    )
    with pytest.raises(PaperError, match="empty_field"):
        add_signing_sheet(b"", sheet)
