"""A page that was there first: the person it names came into the school's list later."""

from datetime import timedelta

import pytest
from wagtail.models import Page

from mentoring_pages.models import PublicationRefusal
from mentoring_pages.services.due_news import due_items
from mentoring_pages.services.named_since import is_time_to_read, note_pages_named_since
from tests.acts import block, make_act
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import a_draft, a_publishing_school, may_be_shown, published

pytestmark = pytest.mark.django_db

TEXT = "<p>Грамоту вручили Анне Соловьёвой из 7А.</p>"
LABEL = "На сайте назван человек, чьего согласия нет"


@pytest.fixture
def school():
    return a_publishing_school()


def labels(user):
    return [item.label for item in due_items(user=user, day=NOW.date())]


def test_the_editors_are_told_and_the_page_stays_until_they_have_read_it(school, client):
    page = published(a_draft(school, title="Победа", body=TEXT))
    published(a_draft(school, title="Другая", body="<p>Вручили грамоты.</p>"))
    editor = make_staff("editor", editor=school, curator=school)
    assert note_pages_named_since(school=school, now=NOW) == 0
    a_person(school, family_name="Соловьёва", given_name="Анна")
    assert note_pages_named_since(school=school, now=NOW) == 1
    assert PublicationRefusal.objects.get().page_id == page.pk
    assert Page.objects.get(pk=page.pk).live
    assert LABEL in labels(editor)
    client.force_login(editor)
    shown = client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "Страница на сайте, но сейчас её нельзя было бы опубликовать" in shown
    assert "Соловьёва Анна" in shown


def test_an_act_that_names_a_pupil_is_noted_too(school):
    act = make_act(school, [block("clause", 2, "1.1", "Пара: Анна Соловьёва и куратор.")])
    assert note_pages_named_since(school=school, now=NOW) == 0
    a_person(school, family_name="Соловьёва", given_name="Анна")
    assert note_pages_named_since(school=school, now=NOW) == 1
    assert PublicationRefusal.objects.get().page_id == act.pk


def test_what_is_in_order_again_is_forgotten_and_a_missed_day_is_not(school):
    page = published(a_draft(school, body=TEXT))
    child = a_person(school, family_name="Соловьёва", given_name="Анна")
    assert note_pages_named_since(school=school, now=NOW) == 1
    missed = a_draft(school, title="Не вышла")
    PublicationRefusal.objects.create(page=missed, obstacles=1)
    child.given_name = "Вера"
    child.save()
    assert note_pages_named_since(school=school, now=NOW) == 0
    assert PublicationRefusal.objects.get().page_id == missed.pk
    assert LABEL not in labels(make_staff("editor", editor=school))
    assert Page.objects.get(pk=page.pk).live


def test_whoever_allowed_the_name_and_is_declared_is_not_asked_about(school):
    child, _paper = may_be_shown(school)
    published(a_draft(school, (child, ["full_name"]), body=TEXT))
    assert note_pages_named_since(school=school, now=NOW) == 0


def test_the_texts_are_read_once_a_night_by_the_clock_of_the_school(school):
    midnight = NOW.astimezone(school.zone).replace(hour=0, minute=20)
    hours = [midnight + timedelta(hours=hour) for hour in range(24)]
    assert [at.hour for at in hours if is_time_to_read(school=school, now=at)] == [3]
