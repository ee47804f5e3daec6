import hashlib
import os
import socket
import subprocess
import sys
from datetime import datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from intake.documents.consent import make_paper, zone_words
from intake.documents.render import PaperError
from mentoring_pages.rendering import pdf
from mentoring_pages.rendering.pdf import pdf_of_html, printable


def flat(text):
    return " ".join(text.split())


KINDS = [
    (kind, variant)
    for kind in ("processing", "publication", "withdrawal", "policy")
    for variant in ("representative", "own")
]


@pytest.mark.parametrize(("kind", "variant"), KINDS)
def test_every_word_of_the_wording_stands_on_the_paper(paper_input, kind, variant):
    given = paper_input(kind, variant)

    paper = make_paper(paper=given)

    printed = "".join(paper.text.split())
    for _kind, text in given.blocks:
        for word in text.split():
            assert word in printed


def test_the_paper_names_its_number_school_signer_and_pages(paper_input):
    paper = make_paper(paper=paper_input())
    text = flat(paper.text)

    assert paper.page_count == 2
    for part in (
        "№ С-2026-000017 от 21.11.2026",
        "Директору МБОУ «Школа № 3»",
        "Щёголев Пётр Ильич, законный представитель (отец)",
        "Подписывается кодом",
        "сделан 21.11.2026 09:05 (UTC+5)",
        "стр. 1 из 2",
        "стр. 2 из 2",
        "Алёне 13 лет",
    ):
        assert part in text


@pytest.mark.parametrize("lines", range(28, 52, 4))
def test_a_place_to_sign_never_stands_on_a_sheet_without_text(paper_input, lines):
    blocks = tuple(("paragraph", f"Пункт {number}.") for number in range(lines))
    paper = make_paper(paper=paper_input(blocks=blocks))
    last = PdfReader(BytesIO(paper.pdf)).pages[-1].extract_text()
    assert "На бумаге: подпись" in last
    assert f"Пункт {lines - 1}." in last


def test_the_digest_is_of_the_very_bytes_and_does_not_stand_in_them(paper_input):
    paper = make_paper(paper=paper_input())

    assert paper.sha256 == hashlib.sha256(paper.pdf).hexdigest()
    assert paper.sha256 not in paper.text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("Щёголева Ёла «Ясная» № 7", id="ё, quotes, number sign"),
        pytest.param("О'Коннор-Д’Арк Анна-Мария", id="apostrophes and hyphens"),
        pytest.param("Müller Łukasz Ñandú", id="Latin with marks"),
        pytest.param("Ґалаґан Ӓйтә Қасым Ҷӯра", id="letters of other Cyrillic alphabets"),
        pytest.param("☑ ✓ ′ ″ ½ ₽ §", id="signs the main face lacks"),
    ],
)
def test_no_character_of_a_name_is_lost(paper_input, name):
    text = flat(make_paper(paper=paper_input(signer_name=name)).text)

    assert name in text


def test_a_character_without_a_glyph_is_named_not_lost(paper_input):
    text = flat(make_paper(paper=paper_input(signer_name="Ли 李 Мин")).text)

    assert "Ли [U+674E] Мин" in text


def test_marks_that_turn_the_direction_of_reading_are_shown():
    assert printable("Иванов\u202eвонавИ\u200b") == "Иванов[U+202E]вонавИ[U+200B]"


def test_letters_put_together_from_parts_are_printed_as_one():
    assert printable("и\u0306е\u0308") == "йё"


def test_markup_in_a_name_is_printed_and_does_nothing(paper_input):
    name = "<img src='file:///etc/passwd'><td colspan=99999>{{ 7|add:7 }}<b>Аня</b>"

    paper = make_paper(paper=paper_input(signer_name=name))

    assert "".join(name.split()) in "".join(paper.text.split())
    assert paper.page_count == 2


@pytest.mark.parametrize(
    "source",
    [
        "http://192.0.2.1/x.png",
        "https://example.org/x.png",
        "file:///etc/hostname",
        "pyproject.toml",
    ],
)
def test_nothing_outside_the_closed_list_is_read(monkeypatch, source):
    def refuse(*_arguments, **_options):
        raise AssertionError("the renderer opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    pdf = pdf_of_html(f"<p>Текст <img src='{source}'></p>", css="", made_at=ZONED)

    page = PdfReader(BytesIO(pdf)).pages[0]
    assert len(page.images) == 0


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"signer_name": "Я" * 1001}, id="a name without end"),
        pytest.param({"blocks": (("paragraph", "Я" * 20_001),)}, id="a paragraph without end"),
        pytest.param({"blocks": (("item", "Я"),) * 301}, id="too many blocks"),
    ],
)
def test_a_text_without_end_is_refused_and_not_quoted(paper_input, fields):
    with pytest.raises(PaperError) as refused:
        make_paper(paper=paper_input(**fields))

    assert refused.value.code == "too_long"
    assert "Я" not in str(refused.value)


def test_an_error_of_the_library_carries_no_text_of_the_paper(monkeypatch, paper_input):
    def fail(*_arguments, **_options):
        raise ValueError("Щёголева Алёна")

    monkeypatch.setattr(pdf, "pisaDocument", fail)

    with pytest.raises(PaperError) as failed:
        make_paper(paper=paper_input())

    assert failed.value.code == "not_rendered"
    assert failed.value.__cause__ is None
    assert failed.value.__context__ is None


def test_a_very_long_name_stays_on_the_sheet(paper_input):
    name = "Щ" * 900

    paper = make_paper(paper=paper_input(signer_name=name))

    assert "".join(paper.text.split()).count("Щ") >= 2 * 900


def test_the_same_input_gives_the_same_bytes(paper_input, monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    first = make_paper(paper=paper_input())

    assert make_paper(paper=paper_input()).pdf == first.pdf
    assert "SOURCE_DATE_EPOCH" not in os.environ
    other = make_paper(paper=paper_input(signer_name="Щёголев Пётр Ильич-младший"))
    assert other.sha256 != first.sha256


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    program = (
        "import django; django.setup()\n"
        "import hashlib\n"
        "from datetime import datetime, UTC\n"
        "from intake.documents.consent import PaperInput, make_paper\n"
        "paper = PaperInput(kind='processing', variant='own', number='1',"
        " made_at=datetime(2026, 11, 21, tzinfo=UTC), title='Согласие',"
        " blocks=(('paragraph', 'Ёлка ☑ №'),), verify_url='https://school.example/')\n"
        "import sys; sys.stdout.write(make_paper(paper=paper).sha256)\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ
            | {
                "PYTHONHASHSEED": seed,
                "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
                "DJANGO_SETTINGS_MODULE": "mentoring_site.settings.test",
            },
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(digests) == 1


def test_the_file_is_dated_when_the_paper_was_made(paper_input):
    paper = make_paper(paper=paper_input())
    info = PdfReader(BytesIO(paper.pdf)).metadata

    assert info.creation_date == ZONED


def test_fonts_are_inside_the_file(paper_input):
    fonts = PdfReader(BytesIO(make_paper(paper=paper_input()).pdf)).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}

    assert any("PTSerif" in name for name in names)


def test_every_choice_is_printed_with_its_yes_or_no(paper_input):
    choices = (("фамилия и имя", True), ("фотографии", False))

    text = flat(make_paper(paper=paper_input("publication", choices=choices)).text)

    assert "фамилия и имя да" in text
    assert "фотографии нет" in text


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-21T09:00:00+03:00", "UTC+3"),
        ("2026-11-21T09:00:00+05:30", "UTC+5:30"),
        ("2026-11-21T09:00:00-02:00", "UTC-2"),
        ("2026-11-21T09:00:00+00:00", "UTC+0"),
    ],
)
def test_a_zone_is_said_in_hours(moment, words):
    assert zone_words(datetime.fromisoformat(moment)) == words


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(PaperError):
        zone_words(datetime.fromisoformat("2026-11-21T09:00:00"))


ZONED = datetime.fromisoformat("2026-11-21T09:05:00+05:00")
