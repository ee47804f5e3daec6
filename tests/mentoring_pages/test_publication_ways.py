"""The ways a page goes live: by schedule, as a copy, past its editor, many at once, elsewhere."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page

from intake.models import Document
from mentoring_pages.models import (
    NewsPage,
    PublicationRefusal,
    PublicationRefused,
    ShownPerson,
)
from mentoring_pages.services.publication import problems_of
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import (
    a_draft,
    a_publishing_school,
    an_index,
    may_be_shown,
    published,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school():
    return a_publishing_school()


@pytest.fixture
def silent(school):
    """A child nobody asked."""
    return a_person(school, family_name="Ветров", given_name="Пётр")


def obstacles(page, school):
    return {one.obstacle for one in problems_of(page=page, school=school, now=NOW)}


def is_live(page):
    return Page.objects.get(pk=page.pk).live


def test_a_schedule_that_may_not_be_kept_leaves_a_draft_and_goes_on(school, silent):
    child, _paper = may_be_shown(school)
    past = timezone.now() - timedelta(minutes=5)
    refused, allowed = a_draft(school, (silent, ["photo"])), a_draft(school, (child, ["photo"]))
    for page in (refused, allowed):
        revision = page.get_latest_revision()
        revision.approved_go_live_at = past
        revision.save()

    call_command("publish_scheduled")

    assert not is_live(refused)
    assert is_live(allowed)
    assert PublicationRefusal.objects.get().page_id == refused.pk
    refused.refresh_from_db()
    assert refused.get_latest_revision().approved_go_live_at is None


def test_a_refused_schedule_is_forgotten_when_the_page_is_published(school, silent):
    page = a_draft(school)
    PublicationRefusal.objects.create(page=page, obstacles=1)
    published(page)
    assert not PublicationRefusal.objects.exists()


def test_a_copy_of_a_live_page_is_asked_about_again(school):
    child, paper = may_be_shown(school)
    page = published(a_draft(school, (child, ["photo"])))
    Document.objects.filter(pk=paper.pk).update(state="withdrawn", ended_at=NOW)
    with pytest.raises(PublicationRefused):
        page.copy(update_attrs={"slug": "kopiya"}, keep_live=True)
    assert NewsPage.objects.count() == 1
    assert not page.copy(update_attrs={"slug": "kopiya"}, keep_live=False).live


def test_an_alias_is_asked_about_as_its_page_is(school):
    child, paper = may_be_shown(school)
    page = published(a_draft(school, (child, ["photo"])))
    Document.objects.filter(pk=paper.pk).update(state="withdrawn", ended_at=NOW)
    with pytest.raises(PublicationRefused):
        page.create_alias(update_slug="psevdonim")
    assert NewsPage.objects.count() == 1


def test_saving_a_page_live_past_its_editor_is_refused_too(school, silent):
    page = a_draft(school, (silent, ["photo"]))
    page = NewsPage.objects.get(pk=page.pk)
    page.live = True
    with pytest.raises(PublicationRefused):
        page.save()
    assert not is_live(page)


def test_a_draft_over_a_live_page_may_hold_anything(school, silent):
    page = published(a_draft(school))
    draft = page.get_latest_revision_as_object()
    draft.shown_people.add(ShownPerson(person_key=silent.key, items=["photo"]))
    draft.save_revision()
    assert is_live(page)
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    assert not ShownPerson.objects.filter(page=page).exists()


@pytest.fixture
def editor(school, client):
    user = make_staff("editor", editor=school, curator=school)
    client.force_login(user)
    return user


def test_the_editor_is_told_and_everything_typed_stays(school, silent, editor, client):
    index = an_index(school)
    address = f"/cms/pages/add/mentoring_pages/newspage/{index.pk}/"
    answer = client.post(
        address,
        {
            "title": "Итоги недели",
            "slug": "itogi",
            "kind": "news",
            "summary": "Напечатано до отказа.",
            "body": "null",
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0,
            "shown_people-TOTAL_FORMS": 1,
            "shown_people-INITIAL_FORMS": 0,
            "shown_people-0-ORDER": 1,
            "shown_people-0-person_key": str(silent.key),
            "shown_people-0-items": ["photo"],
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
        follow=True,
    )
    page = NewsPage.objects.get()
    assert not page.live
    assert answer.redirect_chain[-1][0] == f"/cms/pages/{page.pk}/edit/"
    said = answer.content.decode()
    assert "Страница осталась черновиком" in said
    assert "Ветров Пётр, 7А" in said
    assert "Напечатано до отказа." in said
    assert page.get_latest_revision_as_object().shown_people.get().person_key == silent.key


def test_publishing_many_at_once_is_told_too(school, silent, editor, client):
    page = a_draft(school, (silent, ["photo"]))
    answer = client.post(
        f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&next=/cms/",
        {"include_descendants": ""},
        follow=True,
    )
    assert "Ветров Пётр, 7А" in answer.content.decode()
    assert not is_live(page)


def test_the_chooser_offers_those_who_allowed_something_and_leaves_a_record(
    school, silent, editor, client
):
    from intake.models import AccessRecord

    may_be_shown(school, {"photo": True})
    may_be_shown(a_publishing_school("second"), family_name="Чужая")
    index = an_index(school)
    page = client.get(f"/cms/pages/add/mentoring_pages/newspage/{index.pk}/").content.decode()
    assert "Соловьёва Анна (можно: фотографии)" in page
    assert "Ветров" not in page
    assert "Чужая" not in page
    record = AccessRecord.objects.get(action="publication.choose")
    assert record.school == school


def test_the_last_step_of_a_workflow_is_told_too(school, silent, editor, client):
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

    page = a_draft(school, (silent, ["photo"]))
    step = GroupApprovalTask.objects.create(name="Проверка")
    step.groups.set(editor.groups.all())
    workflow = Workflow.objects.create(name="Проверка новости")
    WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=0)
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    page = NewsPage.objects.get(pk=page.pk)
    page.save_revision()
    state = workflow.start(page, editor)
    answer = client.post(
        f"/cms/pages/workflow/action/{page.pk}/approve/{state.current_task_state.pk}/",
        {"comment": ""},
        follow=True,
    )
    assert "Ветров Пётр, 7А" in answer.content.decode()
    assert not is_live(page)


def test_a_live_page_does_not_move_to_a_school_that_does_not_know_its_people(school):
    child, _paper = may_be_shown(school)
    page = published(a_draft(school, (child, ["photo"])))
    elsewhere = an_index(a_publishing_school("second"))
    with pytest.raises(PublicationRefused):
        page.move(elsewhere, pos="last-child")
    assert Page.objects.child_of(an_index(school)).filter(pk=page.pk).exists()


def test_pages_do_not_come_along_to_a_school_that_does_not_know_their_people(school):
    child, _paper = may_be_shown(school)
    published(a_draft(school, (child, ["photo"])))
    second = a_publishing_school("second")
    with pytest.raises(PublicationRefused):
        an_index(school).move(second.site.root_page, pos="last-child")
    assert NewsPage.objects.descendant_of(school.site.root_page).live().count() == 1
    assert not NewsPage.objects.descendant_of(second.site.root_page).exists()
