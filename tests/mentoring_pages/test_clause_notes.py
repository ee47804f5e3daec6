"""Plain words beside a clause: who may write them, of which clauses, and what happens after."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mentoring_pages.models import ClauseNote, Edition
from tests.mentoring_pages.acts import a_section, block, publish_act, publish_anew
from tests.schools import NOW, make_school, make_staff

pytestmark = pytest.mark.django_db

INDEX = "mentoring_pages_clausenote_modeladmin_index"
CREATE = "mentoring_pages_clausenote_modeladmin_create"
EDIT = "mentoring_pages_clausenote_modeladmin_edit"


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def act(school):
    return publish_act(school.site.root_page.specific)


@pytest.fixture
def editor(client, school):
    client.force_login(make_staff("editor", editor=school))
    return client


def value_of(page, place):
    return f"{page.translation_key}:{page.body[place].id}"


def write(client, page, place=2, **fields):
    given = {"clause": value_of(page, place), "text": "Проще говоря.", "is_published": "on"}
    return client.post(reverse(CREATE), {**given, **fields})


def test_an_editor_explains_a_clause_and_readers_see_it(editor, act):
    form = editor.get(reverse(CREATE)).content.decode()
    assert "п. 1.2 Положения: С наставниками" in form
    write(editor, act, for_parent="on", signed="Куратор программы")
    note = ClauseNote.objects.get()
    assert (note.clause_key, note.author.username) == (act.body[2].id, "editor")
    html = editor.get("/act/", headers={"host": "first.example.org"}).content.decode()
    assert "Проще говоря." in html
    assert "Куратор программы" in html
    assert "?dlya=roditel" in html


def test_a_note_makes_no_edition_and_changes_none(editor, act):
    before = list(Edition.objects.values_list("pk", "digest"))
    write(editor, act)
    assert list(Edition.objects.values_list("pk", "digest")) == before


def test_nothing_typed_is_lost_when_neither_words_nor_readers_are_given(editor, act):
    answer = write(editor, act, text="", signed="Куратор")
    html = answer.content.decode()
    assert "Напишите пояснение или отметьте, кому важен этот пункт." in html
    assert 'value="Куратор"' in html
    assert not ClauseNote.objects.exists()


def test_a_clause_may_be_marked_for_its_readers_without_words(editor, act):
    write(editor, act, text="", for_child="on")
    assert ClauseNote.objects.get().audiences == {"child"}


def test_a_clause_has_one_note(editor, act):
    write(editor, act)
    answer = write(editor, act, text="Ещё раз.")
    assert "У этого пункта уже есть пояснение." in answer.content.decode()
    assert ClauseNote.objects.count() == 1


def test_a_clause_of_another_school_cannot_be_explained(editor, act):
    foreign = publish_act(make_school("second").site.root_page.specific)
    html = write(editor, foreign).content.decode()
    assert "Исправьте отмеченные поля" in html
    assert value_of(foreign, 2) not in editor.get(reverse(CREATE)).content.decode()
    assert not ClauseNote.objects.exists()


def test_staff_of_two_schools_give_a_note_to_the_school_of_its_clause(client, school, act):
    other = make_school("second")
    foreign = publish_act(other.site.root_page.specific)
    client.force_login(make_staff("both", editor=school, curator=other))
    write(client, foreign)
    assert ClauseNote.objects.get().school == other


def test_the_list_says_that_a_clause_has_changed_since(editor, act):
    write(editor, act)
    changed = "Пункт изменился после этого пояснения"
    assert changed not in editor.get(reverse(INDEX)).content.decode()
    blocks = [{"id": one.id, "type": one.block_type, "value": dict(one.value)} for one in act.body]
    blocks[2]["value"]["text"] = "Соглашение больше не нужно."
    page = publish_anew(act, blocks)
    assert changed in editor.get(reverse(INDEX)).content.decode()
    note = ClauseNote.objects.get()
    assert changed in editor.get(reverse(EDIT, args=[note.pk])).content.decode()
    editor.post(
        reverse(EDIT, args=[note.pk]),
        {"clause": value_of(page, 2), "text": "Прочитано заново.", "is_published": "on"},
    )
    assert changed not in editor.get(reverse(INDEX)).content.decode()


def test_a_new_number_is_no_change_of_the_clause(editor, act):
    write(editor, act)
    blocks = [{"id": one.id, "type": one.block_type, "value": dict(one.value)} for one in act.body]
    blocks[2]["value"]["number"] = "1.7"
    publish_anew(act, blocks)
    html = editor.get(reverse(INDEX)).content.decode()
    assert "Пункт изменился" not in html
    assert "п. 1.7 Положения" in html


def test_the_list_says_that_a_clause_is_gone(editor, act):
    write(editor, act)
    first, defined, _agreed = (
        {"id": one.id, "type": one.block_type, "value": dict(one.value)} for one in act.body
    )
    publish_anew(act, [first, defined])
    assert "Этого пункта в документе больше нет" in editor.get(reverse(INDEX)).content.decode()
    html = editor.get("/act/", headers={"host": "first.example.org"}).content.decode()
    assert "Проще говоря." not in html


def test_a_long_list_asks_no_more(editor, school):
    blocks = a_section() + [block("clause", 2, f"1.{number}", "Пункт.") for number in range(3, 30)]
    page = publish_act(school.site.root_page.specific, blocks)

    def notes(keys):
        ClauseNote.objects.bulk_create(
            ClauseNote(
                school=school,
                page_key=page.translation_key,
                clause_key=key,
                text="Проще.",
                written_at=NOW,
            )
            for key in keys
        )

    def questions():
        with CaptureQueriesContext(connection) as asked:
            answer = editor.get(reverse(INDEX))
        return len(asked), answer.content.decode().count("Проще.")

    notes([blocks[1]["id"]])
    questions()
    few, shown = questions()
    notes(one["id"] for one in blocks[2:])
    many, shown_then = questions()
    assert (shown, shown_then) == (1, len(blocks) - 1)
    assert many == few


def test_a_class_teacher_has_no_such_register(client, school, act):
    client.force_login(make_staff("teacher", class_teacher=(school, "7А")))
    assert client.get(reverse(INDEX)).status_code == 302
