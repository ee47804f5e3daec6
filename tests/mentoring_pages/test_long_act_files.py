"""Texts that hardly fit paper: long cells, wide tables, many pages."""

import io
import re
from datetime import UTC, datetime

import pytest
import time_machine
from pypdf import PdfReader

from mentoring_pages.models import ActFile
from mentoring_pages.rendering.act_pdf import MOST_ROWS
from tests.acts import block, make_act, table
from tests.schools import make_school

pytestmark = pytest.mark.django_db

HOST = {"host": "first.example.org"}

BLOCKS = [
    block("section", 1, "1", "Общие положения"),
    block("clause", 2, "1.1", "Наставник – тот, кто «делится» опытом ☑ и ₽."),
    block("item", 3, "а", "со школьниками;"),
    block("item", 3, "б", "с <b>учителями</b>."),
    block("appendix", 1, "1", "к Положению о наставничестве"),
    block("section", 2, "", "Перечень встреч"),
    table(("Встреча", "Срок"), *((f"Встреча {n}", "сентябрь") for n in range(150))),
]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 9, 7, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def get(client):
    def get(address, **headers):
        return client.get(f"/polozhenie/{address}", headers={**HOST, **headers})

    return get


FOOT = re.compile(r"^.*?стр\. \d+ из \d+ ")
"""The renderer writes the foot of a page before its text."""


def pages_of(answer):
    assert answer.status_code == 200
    reader = PdfReader(io.BytesIO(answer.content))
    texts = [" ".join(page.extract_text().split()) for page in reader.pages]
    return [f"{FOOT.sub('', text)} {FOOT.search(text).group()}" for text in texts]


def test_a_cell_longer_than_a_page_is_printed_whole(school, get):
    words = " ".join(f"слово{n}" for n in range(3_000))
    make_act(school, [table(("Что", "Как"), ("коротко", words))])

    text = " ".join(pages_of(get("fail/pdf/")))

    assert "слово0 " in text
    assert "слово2999" in text


def test_a_table_nobody_could_print_is_refused_with_words_and_kept_in_word(school, get):
    make_act(school, [table(("Что", "Как"), *((f"{n}", "так") for n in range(MOST_ROWS)))])

    answer = get("fail/pdf/")

    assert answer.status_code == 422
    assert "скачайте его в формате Word" in answer.content.decode()
    assert not ActFile.objects.exists()


def test_a_paragraph_of_many_pages_is_printed_whole(school, get):
    words = " ".join(f"слово{n}" for n in range(2_000))
    make_act(school, [block("clause", 1, "1", words)])

    text = " ".join(pages_of(get("fail/pdf/")))

    assert text.count("1. слово0") == 1
    assert all(f"слово{n}" in text for n in (1, 500, 1_000, 1_500, 1_999))


def test_three_hundred_clauses_become_a_file(school, get):
    make_act(school, [block("clause", 1, str(n), f"Пункт {n}. " * 12) for n in range(1, 301)])

    pages = pages_of(get("fail/pdf/"))

    assert 15 < len(pages) < 60
    assert "300. Пункт 300." in pages[-1]
