"""Nobody is shown without a consent, whichever way a page goes live."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from intake.models import Document
from mentoring_pages import ports
from mentoring_pages.domain.publication import Obstacle
from mentoring_pages.models import (
    InformationResource,
    NewsPage,
    PublicationRefusal,
    PublicationRefused,
    School,
    ShownPerson,
)
from mentoring_pages.services.people import may_be_seen
from mentoring_pages.services.publication import problems_of, sentences
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import (
    a_bare_picture,
    a_draft,
    a_picture,
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


def test_a_page_that_shows_somebody_with_a_consent_goes_live(school):
    child, _paper = may_be_shown(school)
    page = published(a_draft(school, (child, ["full_name", "photo"])))
    assert page.live


def test_a_page_that_shows_somebody_without_a_consent_stays_a_draft(school, silent):
    page = a_draft(school, (silent, ["photo"]))
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    assert not is_live(page)
    assert page.get_latest_revision_as_object().shown_people.get().person_key == silent.key


def test_an_item_the_family_left_at_no_is_refused_and_the_others_are_not(school):
    child, _paper = may_be_shown(school, {"photo": True})
    assert not obstacles(a_draft(school, (child, ["photo"])), school)
    assert obstacles(a_draft(school, (child, ["photo", "full_name"])), school) == {
        Obstacle.NO_CONSENT
    }


def test_a_consent_for_the_site_alone_does_not_open_the_group(school):
    child, paper = may_be_shown(school)
    Document.objects.filter(pk=paper.pk).update(resources=["https://first.example.org/"])
    assert not obstacles(a_draft(school, (child, ["photo"])), school)
    assert obstacles(a_draft(school, (child, ["photo"]), in_group=True), school) == {
        Obstacle.NO_CONSENT
    }


def test_with_nobody_to_ask_nobody_is_shown(school, monkeypatch):
    child, _paper = may_be_shown(school)
    page = a_draft(school, (child, ["photo"]))
    answers = hooks.get_hooks

    def without_guard(name):
        return [] if name == ports.PUBLICATION_GUARD else answers(name)

    monkeypatch.setattr(hooks, "get_hooks", without_guard)
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    assert not is_live(page)


def test_a_person_of_another_school_is_nobody_here(school):
    stranger, _paper = may_be_shown(a_publishing_school("second"))
    assert obstacles(a_draft(school, (stranger, ["photo"])), school) == {Obstacle.NOT_OURS}


def test_a_school_that_named_no_site_shows_nobody(school):
    child, _paper = may_be_shown(school)
    InformationResource.objects.all().delete()
    school = School.objects.get()
    assert Obstacle.NO_RESOURCE in obstacles(a_draft(school, (child, ["photo"])), school)


@pytest.mark.parametrize(
    "text", ["Победила Анна Соловьева.", "Грамоту вручили Анне Соловьёвой", "Речь А. Соловьёвой"]
)
def test_a_name_in_the_text_counts_whether_declared_or_not(school, text):
    child, _paper = may_be_shown(school, {"photo": True})
    assert obstacles(a_draft(school, body=f"<p>{text}</p>"), school) == {Obstacle.NOT_DECLARED}
    declared = a_draft(school, (child, ["full_name"]), body=f"<p>{text}</p>")
    assert obstacles(declared, school) == {Obstacle.NO_CONSENT}


def test_a_name_in_the_caption_of_a_picture_counts_too(school):
    may_be_shown(school)
    page = a_draft(school, pictures=(a_picture(school, nobody=True),))
    row = page.pictures.get()
    row.caption = "Анна Соловьёва у доски"
    row.save()
    page = NewsPage.objects.get(pk=page.pk)
    assert obstacles(page, school) == {Obstacle.NOT_DECLARED}


def test_who_is_named_by_duty_of_office_needs_no_consent(school):
    a_person(school, family_name="Орлова", given_name="Нина", patronymic="Павловна")
    page = a_draft(school, body="<p>Открыла встречу Нина Орлова.</p>")
    assert school.director_name == "Орлова Нина Павловна"
    assert not obstacles(page, school)


def test_a_picture_nobody_described_keeps_the_page_a_draft(school):
    page = a_draft(school, pictures=(a_bare_picture(school),))
    assert obstacles(page, school) == {Obstacle.PICTURE_UNKNOWN}


def test_whoever_is_on_a_picture_must_have_allowed_photographs(school, silent):
    child, _paper = may_be_shown(school)
    assert not obstacles(a_draft(school, pictures=(a_picture(school, child),)), school)
    assert obstacles(a_draft(school, pictures=(a_picture(school, child, silent),)), school) == {
        Obstacle.NO_CONSENT
    }


def test_the_sentence_says_whose_consent_is_missing_and_what_to_do(school, silent):
    page = a_draft(school, (silent, ["photo", "full_name"]))
    said = sentences(
        problems=problems_of(page=page, school=school, now=NOW), school=school, now=NOW
    )
    assert len(said) == 1
    assert "Ветров Пётр, 7А" in said[0]
    assert "фотографии, фамилия и имя; Сайт школы" in said[0]
    assert "подписать согласие" in said[0]


def test_what_the_refusal_carries_names_nobody(school, silent):
    page = a_draft(school, (silent, ["photo"]))
    with pytest.raises(PublicationRefused) as refusal:
        page.get_latest_revision().publish()
    assert "Ветров" not in f"{refusal.value!r} {refusal.value} {refusal.value.problems}"


# The ways a page goes live


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


# In the editor


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


def test_a_letter_printed_bold_does_not_hide_a_name(school):
    may_be_shown(school, {"photo": True})
    text = "<p><b>А</b>нна С<i>оло</i>вьёва победила</p>"
    assert obstacles(a_draft(school, body=text), school) == {Obstacle.NOT_DECLARED}


def test_another_file_in_the_place_of_a_picture_is_a_picture_nobody_described(school):
    image = a_picture(school, nobody=True)
    page = published(a_draft(school, pictures=(image,)))
    assert not obstacles(page, school)
    image.title = "Другая подпись"
    image.save()
    assert not obstacles(page, school)
    other = a_bare_picture(school)
    image.file = ContentFile(other.file.read(), name="drugoy.png")
    image.save()
    assert obstacles(page, school) == {Obstacle.PICTURE_UNKNOWN}
    assert not may_be_seen(images=[image], page=page, school=school, now=NOW)
