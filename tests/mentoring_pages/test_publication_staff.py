"""What staff see and do around publication: due items, registers, «Кого можно снимать»."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.models import AccessRecord
from mentoring_pages import ports
from mentoring_pages.models import ImageRegister, PlannedEvent, PublicationRefusal, Takedown
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import (
    a_bare_picture,
    a_draft,
    a_picture,
    a_publishing_school,
    may_be_shown,
    published,
)

pytestmark = pytest.mark.django_db

LIST = "/cms/nastavnik/who-may-be-shown/"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school():
    return a_publishing_school()


@pytest.fixture
def curator(school, client):
    user = make_staff("curator", curator=school)
    client.force_login(user)
    return user


def labels(user):
    return {item.label: item for item in ports.due_items(user=user, day=timezone.localdate())}


# Due items


def test_what_the_plan_asks_for_is_due(school, curator):
    today = timezone.localdate()
    PlannedEvent.objects.create(school=school, title="Хакатон", held_on=today + timedelta(days=4))
    item = labels(curator)["Новости по медиаплану ждут выхода"]
    assert item.count == 1
    assert item.due == today + timedelta(days=1)


def test_news_a_week_old_asks_for_the_next(school, curator):
    page = published(a_draft(school))
    assert "Пора опубликовать новость недели" not in labels(curator)
    type(page).objects.filter(pk=page.pk).update(
        first_published_at=timezone.now() - timedelta(days=6)
    )
    assert "Пора опубликовать новость недели" in labels(curator)


def test_what_must_leave_the_group_is_due_until_somebody_says_it_did(school, curator, client):
    day = timezone.localdate()
    takedown = Takedown.objects.create(
        school=school, person_key=a_person(school).key, at=NOW, group_due_on=day
    )
    assert labels(curator)["Уберите из группы: согласие отозвано"].due == day
    client.post(f"/cms/nastavnik/takedowns/{takedown.key}/group/")
    client.post(f"/cms/nastavnik/takedowns/{takedown.key}/text/")
    takedown.refresh_from_db()
    assert takedown.group_done_at
    assert takedown.text_checked_at
    assert takedown.settled_by_key == f"user:{curator.pk}"
    assert not {"Уберите из группы: согласие отозвано"} & set(labels(curator))
    assert "Проверьте тексты, из которых убрали человека" not in labels(curator)


def test_a_refused_schedule_is_due(school, curator):
    PublicationRefusal.objects.create(page=a_draft(school), obstacles=1)
    assert "По расписанию не опубликовано: не хватает согласия" in labels(curator)


def test_the_page_that_missed_its_day_says_why(school, client):
    client.force_login(make_staff("editor", editor=school, curator=school))
    silent = a_person(school, family_name="Ветров", given_name="Пётр")
    page = a_draft(school, (silent, ["photo"]))
    address = f"/cms/pages/{page.pk}/edit/"
    assert "не хватает согласия" not in client.get(address).content.decode()
    PublicationRefusal.objects.create(page=page, obstacles=1)
    assert "Ветров Пётр, 7А: не хватает согласия" in client.get(address).content.decode()


def test_nobody_is_asked_about_another_school(school):
    elsewhere = a_publishing_school("second")
    other = make_staff("other", curator=elsewhere)
    today = timezone.localdate()
    PlannedEvent.objects.create(school=school, title="Хакатон", held_on=today)
    PublicationRefusal.objects.create(page=a_draft(school), obstacles=1)
    Takedown.objects.create(school=school, person_key=a_person(school).key, at=NOW)
    assert not labels(other)


# «Кого можно снимать»


def test_the_list_says_for_each_item_who_may_and_who_may_not(school, curator, client):
    may_be_shown(school, {"photo": True})
    a_person(school, family_name="Ветров", given_name="Пётр", school_class="8Б")
    page = client.get(LIST, {"class": ["7А", "8Б"], "event": "Хакатон"}).content.decode()
    rows = {row.split("</th>")[0].split(">")[-1]: row for row in page.split("<tr>")[1:]}
    anna = rows["Соловьёва Анна"].split("</tr>")[0]
    assert (anna.count("<td>можно"), anna.count("нельзя")) == (1, 4)
    assert rows["Ветров Пётр"].split("</tr>")[0].count("нельзя") == 5
    assert "Хакатон" in page


def test_who_asks_for_a_list_of_nobody_is_told_what_to_tick(school, curator, client):
    may_be_shown(school)
    assert "Отметьте, кого будут снимать" not in client.get(LIST).content.decode()
    page = client.get(LIST, {"event": "Хакатон"}).content.decode()
    assert "Отметьте, кого будут снимать" in page
    assert 'value="Хакатон"' in page


def test_whoever_opens_the_list_is_recorded_without_names(school, curator, client):
    may_be_shown(school)
    client.get(LIST)
    assert not AccessRecord.objects.filter(action="publication.list").exists()
    client.get(LIST, {"all": "1"})
    record = AccessRecord.objects.get(action="publication.list")
    assert record.user_key == f"user:{curator.pk}"
    assert record.detail == "1"


def test_a_class_teacher_gets_the_own_classes_only(school, client):
    may_be_shown(school)
    a_person(school, family_name="Ветров", given_name="Пётр", school_class="8Б")
    client.force_login(make_staff("teacher", class_teacher=(school, "7А")))
    page = client.get(LIST, {"class": ["7А", "8Б"], "all": "1"}).content.decode()
    assert "Соловьёва Анна" in page
    assert "Ветров" not in page


def test_an_editor_gets_no_list_of_people(school, client):
    client.force_login(make_staff("editor", editor=school))
    assert client.get(LIST).status_code in (302, 403)


def test_the_list_of_another_school_does_not_exist(school, curator, client):
    a_publishing_school("second")
    assert client.get(LIST, {"school": "second", "all": "1"}).status_code == 404


def test_the_list_asks_the_same_however_many_people_there_are(school, curator, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST, {"all": "1"})
        return len(queries)

    may_be_shown(school)
    count()
    few = count()
    for number in range(4):
        may_be_shown(school, given_name=f"Имя{number}")
    assert count() == few


# The text for the group


def test_the_text_for_the_group_is_ready_to_copy(school, curator, client):
    page = published(a_draft(school, title="Хакатон", body="<p>Было весело.</p>", hashtags="школа"))
    said = client.get(f"/cms/nastavnik/news/{page.pk}/group/").content.decode()
    assert "Хакатон\n\nБыло весело.\n\n#школа\n\nhttp" in said


def test_no_text_is_given_while_somebody_may_not_be_shown_in_the_group(school, curator, client):
    child, paper = may_be_shown(school)
    page = published(a_draft(school, (child, ["photo"])))
    type(paper).objects.filter(pk=paper.pk).update(resources=["https://first.example.org/"])
    said = client.get(f"/cms/nastavnik/news/{page.pk}/group/").content.decode()
    assert "<textarea" not in said
    assert "Группа школы" in said


# Pictures


def test_naming_somebody_on_a_shown_picture_without_a_consent_takes_it_down(
    school, curator, client, django_capture_on_commit_callbacks
):
    image = a_picture(school, nobody=True)
    page = published(a_draft(school, pictures=(image,)))
    silent = a_person(school)
    register = ImageRegister.objects.get(image=image)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            f"/cms/mentoring_pages/imageregister/edit/{register.pk}/",
            {
                "image": image.pk,
                "people-TOTAL_FORMS": 1,
                "people-INITIAL_FORMS": 0,
                "people-0-ORDER": 1,
                "people-0-person_key": str(silent.key),
            },
        )
    assert answer.status_code == 302
    page.refresh_from_db()
    assert not page.live
    assert not image.file.storage.exists(image.file.name)


def test_the_register_offers_no_picture_of_another_school(school, curator, client):
    foreign = a_bare_picture(a_publishing_school("second"))
    answer = client.post(
        "/cms/mentoring_pages/imageregister/create/",
        {
            "image": foreign.pk,
            "nobody": "on",
            "people-TOTAL_FORMS": 0,
            "people-INITIAL_FORMS": 0,
        },
    )
    assert answer.status_code == 200
    assert not ImageRegister.objects.filter(image=foreign).exists()


@pytest.mark.parametrize(
    ("title", "is_kept"),
    [("Поздравляем Петра Ветрова", False), ("Поздравляем победителей", True)],
)
def test_the_plan_which_everybody_sees_names_no_child(school, curator, client, title, is_kept):
    a_person(school, family_name="Ветров", given_name="Пётр")
    given = {"title": title, "held_on": "2026-12-01", "place": "", "audience": ""}
    answer = client.post("/cms/mentoring_pages/plannedevent/create/", given)
    assert PlannedEvent.objects.exists() is is_kept
    assert (answer.status_code == 302) is is_kept
    assert is_kept or "Напишите без имени" in answer.content.decode()
