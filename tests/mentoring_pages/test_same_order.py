"""One order approves one text: another text under the same order is asked about."""

import pytest
from django.urls import reverse

from mentoring_pages.models import Edition
from mentoring_pages.services.linting import check_draft, set_finding_aside
from mentoring_pages.services.order_check import SAME_ORDER
from mentoring_pages.templatetags.nastavnik_linting import violations_of
from tests.mentoring_pages.text_checks import NOW, editor_form, make_act
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def act(school):
    page = make_act(school, "Кружок открывает директор.")
    page.get_latest_revision().publish()
    page.refresh_from_db()
    return page


def rewritten(page, text="Кружок открывает совет.", **fields):
    draft = page.get_latest_revision_as_object()
    draft.body[1].value["text"] = text
    for name, value in fields.items():
        setattr(draft, name, value)
    draft.save_revision()
    page.refresh_from_db()
    return page


def said(page):
    return [one for one in check_draft(page=page, now=NOW).violations if one.rule == SAME_ORDER]


def test_another_text_under_the_same_order_is_a_violation_and_a_new_order_is_none(act):
    assert said(act) == []
    (finding,) = said(rewritten(act))
    assert finding.what == (
        "Приказ № 5 от 01.09.2026 утвердил другой текст: он сохранён как редакция 1."
    )
    assert said(rewritten(act, order_number="6")) == []


def test_publishing_it_asks_first(act, school, client):
    client.force_login(make_staff("editor", editor=school))
    form = editor_form(client, act) | {
        "body-1-value-text": "Кружок открывает совет.",
        "action-publish": "1",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[act.pk]), form)
    assert answer["Location"] == reverse("nastavnik_page_publish_in_spite", args=[act.pk])
    assert Edition.objects.count() == 1


def test_a_slip_of_typing_is_set_aside_until_the_text_changes_again(act, school):
    (finding,) = said(rewritten(act))
    editor = make_staff("editor", editor=school)
    set_finding_aside(page=act, finding=finding, reason="Опечатка", user=editor, now=NOW)
    assert said(act) == []
    assert len(said(rewritten(act, "Кружок открывает попечитель."))) == 1


def test_what_was_published_all_the_same_is_a_text_of_that_order(act):
    rewritten(act).get_latest_revision().publish()
    assert Edition.objects.count() == 2
    assert said(act) == []


def test_whoever_approves_by_a_new_order_is_not_told_of_the_old_one(act):
    assert [one.rule for one in violations_of(rewritten(act))["violations"]] == []
