"""«Всё по-прежнему»: signing a changed text anew."""

import pytest

from intake.models import Document
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_for,
    codes_entered,
    invited_family,
    link_to,
    school_that_may_sign,
)
from tests.intake.test_renewal import change_text

pytestmark = pytest.mark.django_db


READY = SIGNED_HERE


def story(_folder):
    school = school_that_may_sign()
    invited_family(school, years=10)
    family = Family(link_to(PARENT))
    family.sign(PARENT, photo="yes")
    change_text(school, "major")
    change_text(school, "major", kind="publication")
    return family


@pytest.fixture
def family(told):
    return told


def digests(family):
    return [paper.shown_digest for paper, _summary, _blocks in family.page.context["papers"]]


def test_two_papers_are_renewed_in_three_pages_with_what_was_chosen(family):
    family.get("go")
    assert family.path == "again"
    assert "Новое условие." in family.text
    family.post("again", same="1", shown_digest=digests(family))
    assert family.path == "again/codes"
    assert "Шаг" not in family.text
    papers = list(Document.objects.filter(state="prepared"))
    assert len(papers) == 2
    codes = {paper.key.hex: code_for(paper, PARENT) for paper in papers}
    family.post("again/codes", **codes_entered(papers, codes))
    assert family.path == "done"
    signed = Document.objects.filter(state="signed")
    assert {paper.kind for paper in signed} == {"processing", "publication"}
    assert signed.get(kind="publication").choices == {"photo": True}
    assert Document.objects.filter(state="superseded").count() == 2
    family.get("go")
    assert family.path != "again"


def test_whoever_wants_something_else_goes_the_whole_way(family):
    family.get("again")
    family.post("again", changed="1")
    assert family.path == "consent"
    family.get("go")
    assert family.path == "consent"
    assert Document.objects.filter(state="signed").count() == 2


def test_a_text_that_changed_meanwhile_is_shown_again(family):
    family.get("again")
    family.post("again", same="1", shown_digest=["0" * 64])
    assert "Прочитайте его ещё раз." in family.text
    assert family.path == "again"
