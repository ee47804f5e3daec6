"""A page that names somebody without saying so: it was there before its person was in the list."""

from uuid import uuid4

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Revision

from mentoring_pages.models import InitiativePage, MentoringForm, NewsPage, PlannedEvent, Takedown
from mentoring_pages.services.named_pages import pages_that_name
from mentoring_pages.services.takedown import take_down_refused
from tests.acts import block, make_act
from tests.rows import NOW, a_person
from tests.shown import a_draft, a_publishing_school, an_index, may_be_shown, published, withdraw

pytestmark = pytest.mark.django_db

TEXT = "<p>Грамоту вручили Анне Соловьёвой из 7А.</p>"


@pytest.fixture
def school():
    return a_publishing_school()


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_news_that_never_said_whom_it_names_goes_with_the_withdrawal(school):
    page = published(a_draft(school, title="Победа", body=TEXT, slug="anna-soloveva"))
    other = published(a_draft(school, title="Другая", body="<p>Пел соловей.</p>"))
    child, paper = may_be_shown(school)
    withdraw(paper)
    assert (is_live(page), is_live(other)) == (False, True)
    draft = NewsPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body == "<p>Грамоту вручили [имя убрано] из 7А.</p>"
    assert "solov" not in draft.slug
    assert Takedown.objects.get().items == ["full_name"]
    assert Takedown.objects.get().person_key == child.key


def test_a_former_address_that_names_the_person_leads_nowhere(school):
    page = published(a_draft(school, title="Победа", body=TEXT, slug="pobeda"))
    for path in ("/novosti/anna-soloveva", "/novosti/itogi"):
        Redirect.objects.create(old_path=path, site=school.site, redirect_page=page)
    _child, paper = may_be_shown(school)
    withdraw(paper)
    assert [one.old_path for one in Redirect.objects.all()] == ["/novosti/itogi"]


def test_who_still_allows_the_name_stays_named(school):
    page = published(a_draft(school, body=TEXT))
    child, _paper = may_be_shown(school)
    assert take_down_refused(school=school, person_keys=[child.key], now=NOW) == 0
    assert is_live(page)


def test_an_erased_person_is_named_by_no_draft_and_by_nothing_kept_of_it(school):
    page = a_draft(school, body=TEXT, hashtags="#школа #АннаСоловьёва")
    later = page.get_latest_revision_as_object()
    later.body = "<p>Без имён.</p>"
    later.save_revision()
    child = a_person(school, family_name="Соловьёва", given_name="Анна")
    take_down_refused(school=school, person_keys=[child.key], now=NOW, forget=True)
    kept = Revision.page_revisions.filter(object_id=str(page.pk)).values_list("content", flat=True)
    stored = f"{list(kept)} {NewsPage.objects.filter(pk=page.pk).values().get()}".casefold()
    assert "солов" not in stored
    assert "#школа" in stored


def test_a_tag_that_names_the_person_takes_the_article_down_and_leaves_it(school):
    page = InitiativePage(title="Кружок", live=False)
    school.site.root_page.add_child(instance=page)
    page.tags.add("Соловьёва Анна", "робототехника")
    page.save_revision().publish()
    page.refresh_from_db()
    _child, paper = may_be_shown(school)
    withdraw(paper)
    assert not is_live(page)
    draft = InitiativePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [tag.name for tag in draft.tags.all()] == ["робототехника"]


def test_the_first_page_of_a_school_stays_without_the_name(school):
    home = school.site.root_page.specific
    home.body = TEXT
    home.save_revision().publish()
    _child, paper = may_be_shown(school)
    withdraw(paper)
    home = type(home).objects.get(pk=home.pk)
    assert home.live
    assert home.body == "<p>Грамоту вручили [имя убрано] из 7А.</p>"


def test_registers_that_stand_on_the_site_name_the_person_no_more(school):
    event = PlannedEvent.objects.create(
        school=school, title="Концерт Ани Соловьёвой", place="у Соловьёвой", held_on=NOW.date()
    )
    form = MentoringForm.objects.create(
        school=school, key="own", title="Своя", description="Так учит Вера Соловьёва."
    )
    _child, paper = may_be_shown(school)
    withdraw(paper)
    event.refresh_from_db()
    form.refresh_from_db()
    assert (event.title, event.place) == ("Концерт [имя убрано]", "у Соловьёвой")
    assert form.description == "Так учит Вера Соловьёва."


def pages_of(school, *parts, with_drafts=True):
    key = uuid4()
    return pages_that_name(school=school, people={key: parts}, with_drafts=with_drafts)[key]


def test_an_act_and_whoever_is_named_by_duty_stay_as_they_are(school):
    make_act(school, [block("clause", 1, "1", "Куратор – Соловьёва Анна Ильинична.")])
    assert pages_of(school, "Соловьёва", "Анна", "Ильинична") == set()
    page = published(a_draft(school, title="Куратор", body="<p>Нина Павловна Орлова.</p>"))
    assert pages_of(school, "Орлова", "Нина", "Павловна") == set()
    assert pages_of(school, "Орлова", "Нина", "Ильинична", with_drafts=False) == {page.pk}


def test_many_pages_and_people_are_read_with_as_many_queries_as_one(
    school, django_assert_num_queries
):
    an_index(school)
    anna, others = uuid4(), {uuid4(): ["Ветров", "Пётр"] for _number in range(9)}
    people = {anna: ["Соловьёва", "Анна"], **others}
    pages_that_name(school=school, people=people, with_drafts=False)
    for number in range(4):
        published(a_draft(school, title=f"Новость {number}", body=TEXT))
    with django_assert_num_queries(3):
        found = pages_that_name(school=school, people=people, with_drafts=False)
    assert [len(pages) for pages in found.values()] == [4, *[0] * 9]
