"""Nobody is shown without a consent, in the text or on a picture."""

import pytest
from django.core.files.base import ContentFile
from wagtail import hooks
from wagtail.models import Page

from intake.models import Document
from mentoring_pages import ports
from mentoring_pages.domain.publication import Obstacle
from mentoring_pages.models import (
    InformationResource,
    NewsPage,
    PublicationRefused,
    School,
)
from mentoring_pages.services.people import may_be_seen
from mentoring_pages.services.publication import problems_of, sentences
from tests.rows import NOW, a_person
from tests.shown import (
    a_bare_picture,
    a_draft,
    a_picture,
    a_publishing_school,
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
