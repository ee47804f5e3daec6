"""The two real regulations as a visitor reads them, compared word by word with their files."""

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from mentoring_pages.importing import read_file
from mentoring_pages.importing.coverage import MARK_UP
from mentoring_pages.services.importing import import_regulation
from tests.schools import make_school

pytestmark = [pytest.mark.django_db, pytest.mark.customer_documents]

NOT_OF_THE_ACT = ".n-hidden, .act-tools, .act-approval"
WORDS_OF_AN_APPROVAL = 20
"""The approval block says the date in figures, the file in words."""


def words(text):
    return re.findall(r"\w+", re.sub("_+", " ", MARK_UP.sub(" ", text)).lower())


@pytest.fixture(params=["000", "001"])
def shown(request, customer_documents, client):
    """(the imported act, words of its file, the article of its page)."""
    (source,) = customer_documents.glob(f"{request.param}_*.txt")
    act = read_file(source)
    school = make_school("lesnaya")
    page = import_regulation(act=act, school=school, owner=None, now=timezone.now())
    page.save_revision().publish()
    soup = BeautifulSoup(client.get(page.get_url()).content, "html.parser")
    for link in soup.article.select("a.act-term, a.act-reference"):
        link.unwrap()
    soup.smooth()
    return act, words(source.read_text(encoding="utf-8")), soup.article


def test_no_word_of_the_file_is_lost_or_doubled_on_the_page(shown):
    act, source, article = shown
    for extra in article.select(NOT_OF_THE_ACT):
        extra.decompose()
    page = words(article.get_text(" "))
    missing = Counter(source) - Counter(page) - Counter(words(" ".join(act.dropped)))
    doubled = Counter(page) - Counter(source)
    inferred = [word for doubt in act.doubts if "нет шапки" in doubt for word in ("приложение",)]
    assert sum(missing.values()) <= WORDS_OF_AN_APPROVAL
    assert doubled["приложение"] == len(inferred)
    assert sum(doubled.values()) <= 2 * len(inferred)


def test_the_page_keeps_the_order_of_the_document(shown):
    act, _source, article = shown
    text = " ".join(article.get_text(" ").split())
    place = 0
    for block in act.blocks:
        for said in (block.number, block.text, *(cell for row in block.rows for cell in row)):
            for line in said.splitlines():
                found = text.find(" ".join(line.split()), place)
                assert found >= place
                place = found


def test_every_appendix_shows_its_number(shown):
    act, _source, article = shown
    heads = [head.get_text(" ", strip=True) for head in article.select(".act-chapter--appendix h2")]
    numbers = [block.number for block in act.blocks if block.kind == "appendix"]
    assert len(heads) == len(numbers)
    for number, head in zip(numbers, heads, strict=True):
        assert number in head
        assert head.startswith("Приложение") == bool(number)


def test_the_definitions_of_the_act_are_set_off(shown):
    act, _source, article = shown
    set_off = [term.get_text() for term in article.select("dfn")]
    defined = [term.term for term in act.terms if term.source == "clause"]
    # One definition may stand in the middle of the paragraph of another.
    assert len(set(set_off) & set(defined)) >= len(defined) - 1
    assert len(set_off) == len(set(set_off))
