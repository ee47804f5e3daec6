"""A consent that ends takes what it allowed off the site, at once and everywhere."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import storages
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, Revision
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from intake.models import Document, DocumentParty, Person
from intake.services.checking import refuse
from intake.services.publication import follow_everybody_shown
from intake.services.refusal import decline
from mentoring_pages.models import ImageRegister, NewsPage, PublicVersion, ShownPerson, Takedown
from mentoring_pages.services.picture import finish_withholding
from mentoring_pages.services.takedown import take_down_refused
from tests.rows import NOW
from tests.shown import (
    a_draft,
    a_picture,
    a_publishing_school,
    may_be_shown,
    published,
    withdraw,
)

pytestmark = pytest.mark.django_db

TEXT = "<p>Грамоту вручили Анне Соловьёвой из 7А.</p>"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "papers": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "papers"},
        },
    }


@pytest.fixture
def school():
    return a_publishing_school()


@pytest.fixture
def story(school):
    """A child who may be shown, her consent, live news with her name in the text."""
    child, paper = may_be_shown(school)
    page = published(
        a_draft(school, (child, ["full_name"]), title="Победа Анны Соловьёвой", body=TEXT)
    )
    return child, paper, page


def everything_stored(page):
    rows = NewsPage.objects.filter(pk=page.pk).values().get()
    revisions = list(Revision.page_revisions.filter(object_id=str(page.pk)).values())
    log = list(PageLogEntry.objects.filter(page=page.pk).values("label", "data"))
    return f"{rows} {revisions} {log}".casefold()


def indexed(page):
    """What Wagtail's search knows of the page, on either database."""
    return str(list(IndexEntry.objects.filter(object_id=str(page.pk)).values())).casefold()


def test_news_leaves_the_site_with_the_withdrawal(story):
    _child, paper, page = story
    withdraw(paper)
    assert not Page.objects.get(pk=page.pk).live


def test_no_revision_row_or_log_names_the_person_afterwards(story):
    child, paper, page = story
    for _edit in range(2):
        page.get_latest_revision_as_object().save_revision()
    withdraw(paper)
    stored = everything_stored(page)
    assert "соловьёв" not in stored
    assert str(child.key) not in stored
    assert not ShownPerson.objects.filter(page=page).exists()
    assert Revision.page_revisions.filter(object_id=str(page.pk)).count() == 1
    page.refresh_from_db()
    assert page.title == page.draft_title == "Победа [имя убрано]"
    assert "anny" not in page.slug


def test_the_rest_of_the_text_waits_for_the_editor_as_a_draft(story):
    _child, paper, page = story
    withdraw(paper)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert draft.body == "<p>Грамоту вручили [имя убрано] из 7А.</p>"
    assert not draft.live
    takedown = Takedown.objects.get()
    assert takedown.page_id == page.pk
    assert takedown.items == ["full_name"]
    assert takedown.text_checked_at is None


def test_other_people_on_the_page_stay_in_the_draft(school):
    child, paper = may_be_shown(school)
    friend, _paper = may_be_shown(school, family_name="Ёлкина", given_name="Вера")
    page = published(a_draft(school, (child, ["photo"]), (friend, ["photo"])))
    withdraw(paper)
    draft = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert [row.person_key for row in draft.shown_people.all()] == [friend.key]


def test_the_search_index_finds_it_no_more(story):
    _child, paper, page = story
    get_search_backend().add(page)
    assert "солов" in indexed(page)
    withdraw(paper)
    assert "солов" not in indexed(page)


def test_every_cached_page_of_the_site_is_made_anew(story, django_capture_on_commit_callbacks):
    child, paper, _page = story
    before = set(PublicVersion.objects.values_list("version", flat=True))
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(paper)
    renewed = PublicVersion.objects.get(site=child.school.site_id)
    assert renewed.version not in before


def test_what_was_scheduled_is_scheduled_no_more(story):
    _child, paper, page = story
    revision = page.get_latest_revision()
    revision.approved_go_live_at = NOW + timedelta(days=400)
    revision.save()
    withdraw(paper)
    assert not page.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_an_alias_goes_with_its_page(story):
    _child, paper, page = story
    page.create_alias(update_slug="psevdonim")
    withdraw(paper)
    assert not NewsPage.objects.live().exists()
    assert not NewsPage.objects.filter(title__contains="Соловь").exists()


def test_news_that_went_to_the_group_leaves_a_term_of_three_working_days(school):
    child, paper = may_be_shown(school)
    published(a_draft(school, (child, ["photo"]), in_group=True))
    withdraw(paper, now=NOW)
    assert Takedown.objects.get().group_due_on == date(2026, 9, 10)


def test_news_of_the_site_alone_leaves_nothing_to_do_in_the_group(story):
    _child, paper, _page = story
    withdraw(paper)
    assert Takedown.objects.get().group_due_on is None


# Pictures


@pytest.fixture
def photographed(school):
    child, paper = may_be_shown(school)
    image = a_picture(school, child)
    page = published(a_draft(school, pictures=(image,)))
    return child, paper, image, page


def test_a_picture_leaves_the_served_storage_with_its_renditions(
    photographed, django_capture_on_commit_callbacks
):
    _child, paper, image, page = photographed
    rendition = image.get_rendition("width-20")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(paper)
    storage = image.file.storage
    assert not storage.exists(image.file.name)
    assert not storage.exists(rendition.file.name)
    assert not image.renditions.exists()
    register = ImageRegister.objects.get(image=image)
    assert register.withheld_at == NOW
    assert storages["papers"].exists(register.withheld_name)
    assert not Page.objects.get(pk=page.pk).live
    assert not Page.objects.get(pk=page.pk).get_latest_revision_as_object().pictures.exists()


def test_a_picture_whose_move_was_interrupted_is_moved_by_the_next_round(photographed):
    _child, paper, image, _page = photographed
    withdraw(paper)
    assert image.file.storage.exists(image.file.name)
    assert finish_withholding(school=image.register.school) == 1
    assert not image.file.storage.exists(image.file.name)
    assert finish_withholding(school=image.register.school) == 0


def test_a_withheld_picture_keeps_a_page_a_draft(photographed, school):
    _child, paper, image, _page = photographed
    withdraw(paper)
    from mentoring_pages.domain.publication import Obstacle
    from mentoring_pages.services.publication import problems_of

    again = a_draft(school, pictures=(image,), title="Ещё раз")
    found = {one.obstacle for one in problems_of(page=again, school=school, now=NOW)}
    assert found == {Obstacle.PICTURE_WITHHELD}


# What ends a consent


def test_a_page_from_which_somebody_was_taken_waits_until_its_text_is_checked(story):
    from mentoring_pages.models import PublicationRefused

    _child, paper, page = story
    withdraw(paper)
    page = NewsPage.objects.get(pk=page.pk)
    with pytest.raises(PublicationRefused):
        page.get_latest_revision().publish()
    Takedown.objects.update(text_checked_at=NOW)
    assert published(page).live


def test_a_word_against_by_the_other_signer_takes_it_down_too(story):
    child, paper, page = story
    other = Document.objects.create(
        number="Р-2",
        school=paper.school,
        request=paper.request,
        kind="publication",
        variant="participant",
        participant=child,
        edition=paper.edition,
        wording=paper.wording,
        shown_digest="0" * 64,
        page_count=1,
        rule_version="1",
        made_at=NOW,
    )
    DocumentParty.objects.create(document=other, person=child, role="participant")
    assert decline(document=other, signer=child, now=NOW)
    assert not Page.objects.get(pk=page.pk).live


def test_a_request_that_is_not_taken_takes_it_down_too(story):
    from tests.schools import make_staff

    child, paper, page = story
    paper.request.state = "awaiting_check"
    paper.request.save()
    by = make_staff("curator", curator=child.school)
    assert refuse(request=paper.request, by=by, reason="Не наша школа", now=NOW)
    assert not Page.objects.get(pk=page.pk).live


@pytest.mark.parametrize(("days", "live"), [(-1, True), (0, False)], ids=["17 still", "18 today"])
def test_on_the_eighteenth_birthday_the_representatives_word_ends(school, days, live):
    today = NOW.date()
    born = date(today.year - 18, today.month, today.day) - timedelta(days=days)
    child, paper = may_be_shown(school, birth_date=date(2013, 5, 4))
    page = published(a_draft(school, (child, ["photo"])))
    Person.objects.filter(pk=child.pk).update(birth_date=born)
    Document.objects.create(
        number="Р-2",
        school=paper.school,
        request=paper.request,
        kind="publication",
        variant="participant" if live else "representative",
        state="signed" if live else "void",
        choices=paper.choices,
        resources=paper.resources,
        participant=child,
        edition=paper.edition,
        wording=paper.wording,
        shown_digest="0" * 64,
        page_count=1,
        rule_version="1",
        made_at=NOW,
        signed_at=NOW,
    )
    follow_everybody_shown(school=school, now=NOW)
    assert Page.objects.get(pk=page.pk).live is live


def test_the_daily_round_leaves_what_may_be_shown(story):
    child, _paper, page = story
    assert follow_everybody_shown(school=child.school, now=NOW) == 0
    assert Page.objects.get(pk=page.pk).live


def test_an_erased_person_goes_from_drafts_and_pictures_for_good(
    school, django_capture_on_commit_callbacks
):
    child, _paper = may_be_shown(school)
    image = a_picture(school, child)
    draft = a_draft(school, (child, ["full_name"]), pictures=(image,), body=TEXT)
    with django_capture_on_commit_callbacks(execute=True):
        assert take_down_refused(school=school, person_keys=[child.key], now=NOW, forget=True) == 1
    assert "соловьёв" not in everything_stored(draft)
    assert str(child.key) not in everything_stored(draft)
    assert not image.file.storage.exists(image.file.name)
    assert ImageRegister.objects.get(image=image).withheld_name == ""
    assert get_image_model().objects.filter(pk=image.pk).exists()


def test_another_school_is_not_touched(story):
    _child, paper, _page = story
    elsewhere = a_publishing_school("second")
    other, _paper = may_be_shown(elsewhere)
    page = published(a_draft(elsewhere, (other, ["photo"])))
    withdraw(paper)
    assert Page.objects.get(pk=page.pk).live
