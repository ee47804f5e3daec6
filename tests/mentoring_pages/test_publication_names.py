"""Wherever a page names somebody, it is asked about: short names, addresses, files, registers."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model

from mentoring_pages.domain.publication import Obstacle
from mentoring_pages.models import MentoringForm, RegulationPage, School
from mentoring_pages.services.names_to_ask import given_names_to_ask_about
from mentoring_pages.services.publication import problems_of
from tests.act_blocks import block, stream
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import (
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
    school = a_publishing_school()
    a_person(school, family_name="Ветров", given_name="Пётр")
    return school


def obstacles(page, school):
    return {one.obstacle for one in problems_of(page=page, school=school, now=NOW)}


def test_a_short_name_with_the_family_name_is_a_name(school):
    page = a_draft(school, body="<p>Победил Петя Ветров.</p>")
    assert obstacles(page, school) == {Obstacle.NOT_DECLARED}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Пары: Ветров Пётр и Смирнова Ольга.", {Obstacle.NAMED_IN_ACT}),
        ("Пары: П. Ветров и О. Смирнова.", {Obstacle.NAMED_IN_ACT}),
        ("В рабочую группу входит Лукина Вера Ивановна.", set()),
        ("Школа имени Петра Ветрова ведёт программу.", set()),
        ("Директору Орловой Н. П. дают заявление.", set()),
    ],
)
def test_an_act_may_name_by_office_and_no_pupil(school, text, found):
    a_person(school, family_name="Лукина", given_name="Вера", school_class="")
    a_person(school, family_name="Орлова", given_name="Наталья")
    assert school.director_name == "Орлова Нина Павловна"
    act = RegulationPage(title="Положение", slug="act", live=False)
    act.body = stream(
        [block("section", 1, "1", "Общие положения"), block("clause", 2, "1.1", text)]
    )
    an_index(school).get_parent().add_child(instance=act)
    assert obstacles(act, school) == found


def test_a_name_in_the_address_of_the_page_is_a_name(school):
    assert obstacles(a_draft(school, slug="petya-vetrov"), school) == {Obstacle.NOT_DECLARED}


@pytest.mark.parametrize(
    ("title", "name"), [("Пётр Ветров", "snimok.png"), ("Снимок", "vetrov_petr.png")]
)
def test_a_name_in_the_title_or_the_file_of_a_picture_is_a_name(school, title, name):
    image = a_picture(school, nobody=True)
    assert not obstacles(a_draft(school, pictures=(image,)), school)
    image.title = title
    image.save()
    type(image).objects.filter(pk=image.pk).update(file=f"original_images/{name}")
    page = a_draft(school, pictures=(image,), title="Другая")
    assert obstacles(page, school) == {Obstacle.NOT_DECLARED}


@pytest.mark.parametrize(
    ("title", "name"), [("Грамота Пети Ветрова", "g.pdf"), ("Грамота", "Ветров_Пётр.pdf")]
)
def test_a_name_in_the_title_or_the_file_of_a_document_is_a_name(school, title, name):
    document = get_document_model().objects.create(title=title, file=ContentFile(b"%PDF", name))
    body = f'<p><a linktype="document" id="{document.pk}">Грамота победителя</a></p>'
    assert obstacles(a_draft(school, body=body), school) == {Obstacle.NOT_DECLARED}
    assert not obstacles(a_draft(school, title="Другая"), school)


def test_a_person_named_by_duty_is_named_in_addresses_and_files_too(school):
    a_person(school, family_name="Орлова", given_name="Нина", patronymic="Павловна")
    assert not obstacles(a_draft(school, slug="nina-orlova"), school)


def test_a_given_name_alone_refuses_nothing_and_is_asked_about(school, client):
    client.force_login(make_staff("editor", editor=school, curator=school))
    page = a_draft(school, body="<p>Победил Петя. Помогла Нина Павловна.</p>")
    assert not obstacles(page, school)
    assert given_names_to_ask_about(page=page, school=school, now=NOW) == ["Петя"]
    editing = client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "имена без фамилий: «Петя»" in editing
    published(page)
    assert "имена без фамилий" not in client.get(f"/cms/pages/{page.pk}/edit/").content.decode()


def test_the_given_name_of_somebody_whom_the_page_names_is_not_asked_about(school):
    anna, _paper = may_be_shown(school)
    page = a_draft(school, (anna, ["full_name"]), body="<p>Победила Аня, помог Петя.</p>")
    assert given_names_to_ask_about(page=page, school=school, now=NOW) == ["Петя"]


def test_publishing_asks_once_more(school, client):
    client.force_login(make_staff("editor", editor=school, curator=school))
    index = an_index(school)
    answer = client.post(
        f"/cms/pages/add/mentoring_pages/newspage/{index.pk}/",
        {
            "title": "Итоги",
            "slug": "itogi",
            "kind": "news",
            "summary": "Петя рассказал о конкурсе.",
            "body": "null",
            "pictures-TOTAL_FORMS": 0,
            "pictures-INITIAL_FORMS": 0,
            "shown_people-TOTAL_FORMS": 0,
            "shown_people-INITIAL_FORMS": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
        follow=True,
    )
    assert "имена без фамилий: «Петя»" in answer.content.decode()


# Registers that stand on the site at once


def test_what_a_form_of_mentoring_means_names_nobody(school, client):
    client.force_login(make_staff("director", director=school))
    written = {
        "school": school.pk,
        "title": "Ученик – ученик",
        "key": "pupil-pupil",
        "description": "Так занимается Петя Ветров.",
        "sort_order": 0,
        "is_active": "on",
    }
    answer = client.post("/cms/mentoring_pages/mentoringform/create/", written)
    assert "Здесь названы фамилия и имя" in answer.content.decode()
    assert not MentoringForm.objects.exists()
    client.post(
        "/cms/mentoring_pages/mentoringform/create/", written | {"description": "Дважды в неделю."}
    )
    assert MentoringForm.objects.get().description == "Дважды в неделю."


def test_the_profile_of_a_school_names_nobody_past_duty(school, client):
    client.force_login(make_staff("director", director=school))
    address = f"/cms/mentoring_pages/school/edit/{school.pk}/"
    form = client.get(address).context["form"]
    rows = form.formsets["resources"]
    written = {
        **{name: form.initial.get(name) or "" for name in form.fields},
        f"{rows.prefix}-TOTAL_FORMS": 0,
        f"{rows.prefix}-INITIAL_FORMS": 0,
    }
    answer = client.post(address, written | {"address": "у дома Петра Ветрова"})
    assert "Здесь названы фамилия и имя" in answer.content.decode()
    hero = "Школа имени Петра Ветрова"
    client.post(address, written | {"full_name": hero})
    assert School.objects.get(pk=school.pk).full_name == hero
