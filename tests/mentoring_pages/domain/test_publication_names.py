"""Names in a text: found in every case, taken out without their neighbours."""

from uuid import uuid4

import pytest

from mentoring_pages.domain.person_names import names_in
from mentoring_pages.domain.publication import REMOVED, mapped, texts_of, without_name

KEY = uuid4()
ANNA = [(KEY, "Соловьёва", "Анна")]


@pytest.mark.parametrize(
    "text",
    [
        "Победила Анна Соловьева из 7А",
        "Грамоту дали Анне Соловьёвой.",
        "СОЛОВЬЁВА АННА",
        "Соловьёвой А. вручили приз",
        "С Анной Игоревной Соловьёвой",
    ],
)
def test_a_person_is_found_in_any_case_and_order(text):
    assert names_in(text, ANNA) == {KEY}


@pytest.mark.parametrize(
    "text",
    [
        "Соловьиный сад и Анна",
        "Анна пришла, а потом пришёл и Петя Соловьёв",
        "Соловьёва выступила",
        "",
    ],
)
def test_a_name_alone_is_not_yet_a_person(text):
    assert names_in(text, ANNA) == frozenset()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Победила Анна Соловьева из 7А", f"Победила {REMOVED} из 7А"),
        ("Грамоту дали Анне Соловьёвой.", f"Грамоту дали {REMOVED}."),
        ("Соловьёвой А. И. вручили", f"{REMOVED}. вручили"),
        ("Анна и Вера", "Анна и Вера"),
        ("<b>Анна</b> <i>Соловьёва</i>", f"<b>{REMOVED}</b> <i>{REMOVED}</i>"),
    ],
)
def test_a_name_is_taken_out_and_nothing_else(text, left):
    assert without_name(text, ["Соловьёва", "Анна", "Игоревна"]) == left


def test_a_text_without_the_name_stays_as_it_is():
    text = "Соловьи поют, Анны нет."
    assert without_name(text, ["Ветрова", "Анна"]) == text
    assert without_name(text, []) == text


def test_texts_are_found_in_fields_rows_and_blocks_without_their_tags():
    stored = {
        "pk": 1,
        "slug": "anna",
        "title": "Заголовок",
        "body": '[{"type": "paragraph", "value": "Абзац", "id": "x"}]',
        "pictures": [{"alt": "Снимок", "image": 3}],
        "rich": "<p>Первый <b>второй</b></p>",
    }
    said = " ".join(texts_of(stored))
    for words in ("Заголовок", "Абзац", "Снимок", "Первый", "второй"):
        assert words in said
    assert "anna" not in said
    assert "paragraph" not in said
    assert "<b>" not in said


def test_a_change_reaches_every_text_and_keeps_the_shape():
    stored = {"a": "x", "b": [{"c": "x", "n": 1}], "s": '[{"value": "x"}]', "none": None}
    assert mapped(stored, str.upper) == {
        "a": "X",
        "b": [{"c": "X", "n": 1}],
        "s": '[{"value": "X"}]',
        "none": None,
    }
