"""Whoever's turn it is on the way to an order sees it on the first page and gets a letter."""

import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.users.models import UserProfile

from mentoring_pages import ports
from mentoring_pages.approval_form import RemarkForm
from mentoring_pages.models import RegulationPage
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.approval_waiting import texts_waiting_for
from tests.mentoring_pages.editions import make_act
from tests.mentoring_pages.test_approval import ORDER, press, submit
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


TURNS = (
    "ждёт вашего согласования",
    "ждёт вашего приказа",
    "Текст вернули с замечаниями",
    "«Уточните &lt;срок&gt;.»",
    "«Отправить снова»",
)

SEND_AGAIN = re.compile(r"Отправить снова\s*<")


def make_step(act, people):
    submit(act, people[0])
    return RegulationPage.objects.get(pk=act.pk).current_workflow_task


def person(name, **roles):
    user = make_staff(name, **roles)
    user.email = f"{name}@school.example"
    user.save()
    return user


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def people(school):
    second = make_school("gornaya")
    person("stranger", curator=second, director=second)
    return [person(role, **{role: school}) for role in ("editor", "curator", "director")]


@pytest.fixture
def act(school):
    page = make_act(school)
    page.save_revision()
    return page


def waiting(user):
    return [
        item.label
        for item in ports.due_items(user=user, day=timezone.localdate())
        if "Положение" in item.label
    ]


def letters():
    return [(letter.to, letter.subject) for letter in mail.outbox]


def test_each_step_is_on_the_first_page_and_in_the_mail_of_whoever_takes_it(
    act, people, django_capture_on_commit_callbacks
):
    editor, curator, director = people
    with django_capture_on_commit_callbacks(execute=True):
        submit(act, editor)
    assert [waiting(one) for one in people] == [[], ["Согласовать: Положение"], []]
    assert letters() == [([curator.email], "Ждёт вашего согласования: Положение")]
    assert f"/cms/pages/{act.pk}/edit/" in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        press(act, curator)
    assert [waiting(one) for one in people] == [[], [], ["Утвердить приказом: Положение"]]
    assert letters() == [([director.email], "Ждёт вашего приказа: Положение")]
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        press(act, director, BY_ORDER, **ORDER)
    assert [waiting(one) for one in people] == [[], [], []]
    assert letters() == [([editor.email], "Утверждено: Положение")]
    assert "приказом № 15-од от 01.09.2026" in mail.outbox[0].body


def test_a_draft_sent_back_waits_for_who_sent_it_with_the_remark_in_the_letter(
    act, people, django_capture_on_commit_callbacks
):
    editor, curator, _director = people
    submit(act, editor)
    press(act, curator, "reject", comment="Уточните срок в п. 1.1.")
    assert [waiting(one) for one in people] == [["Возвращено с замечаниями: Положение"], [], []]
    assert letters() == [([editor.email], "Возвращено с замечаниями: Положение")]
    assert "Уточните срок в п. 1.1." in mail.outbox[0].body
    mail.outbox.clear()
    page = RegulationPage.objects.get(pk=act.pk)
    with django_capture_on_commit_callbacks(execute=True):
        page.current_workflow_state.resume(editor)
    assert [waiting(one) for one in people] == [[], ["Согласовать: Положение"], []]
    assert [to for to, _subject in letters()] == [[curator.email]]


def test_over_the_text_stands_whose_turn_it_is_and_what_to_mend(act, people, client):
    editor, curator, _director = people

    def said_to(user):
        client.force_login(user)
        page = client.get(f"/cms/pages/{act.pk}/edit/").content.decode()
        return [words for words in TURNS if words in page]

    submit(act, editor)
    assert [said_to(one) for one in people] == [[], [TURNS[0]], []]
    press(act, curator, "reject", comment="Уточните <срок>.")
    assert [said_to(one) for one in people] == [list(TURNS[2:]), [], []]
    client.force_login(editor)
    assert SEND_AGAIN.search(client.get(f"/cms/pages/{act.pk}/edit/").content.decode())
    RegulationPage.objects.get(pk=act.pk).current_workflow_state.resume(editor)
    press(act, curator)
    assert [said_to(one) for one in people] == [[], [], [TURNS[1]]]


def test_a_draft_is_not_sent_back_without_a_word(act, people):
    form = RemarkForm({"comment": " "})
    assert form.errors["comment"] == ["Напишите, что исправить: это прочитает автор текста."]
    assert make_step(act, people).get_form_for_action("reject") is RemarkForm


def test_nobody_is_written_to_who_asked_not_to_be(act, people, django_capture_on_commit_callbacks):
    editor, curator, _director = people
    profile = UserProfile.get_for_user(curator)
    profile.submitted_notifications = False
    profile.save()
    with django_capture_on_commit_callbacks(execute=True):
        submit(act, editor)
    assert letters() == []


def test_what_waits_is_asked_with_as_many_questions_for_three_texts_as_for_one(school, act, people):
    editor, curator, _director = people

    def questions():
        with CaptureQueriesContext(connection) as asked:
            found = texts_waiting_for(user=curator)
        return len(found), len(asked)

    submit(act, editor)
    questions()
    one, few = questions()
    for number in (2, 3):
        submit(make_act(school, slug=f"act-{number}", title=f"Положение {number}"), editor)
    assert (one, *questions()) == (1, 3, few)
