"""How people are called: short names, pet names, Latin letters, a given name alone."""

import json
from importlib import resources
from uuid import uuid4

import pytest

from mentoring_pages.domain.lemmas import fold
from mentoring_pages.domain.person_names import alone_in, folded_latin, named_in_label, names_in
from mentoring_pages.domain.publication import REMOVED, without_name

KEY = uuid4()
PETR = [(KEY, "Ветров", "Пётр")]
MARIA = [(KEY, "Соловьёва", "Мария")]
SCHOOL = ["Пётр", "Мария", "Вера", "Александр", "Николай", "Нина"]


@pytest.mark.parametrize(
    "text",
    [
        "Победил Петя Ветров",
        "с Петей Ветровым и его мамой",
        "Ветрову Пете вручили приз",
        "Петенька Ветров",
        "вместе с Петькой Ветровым",
    ],
)
def test_a_short_name_beside_the_family_name_names_the_person(text):
    assert names_in(text, PETR) == {KEY}


@pytest.mark.parametrize("text", ["Машу Соловьёву", "Соловьева Маруся", "Маня Соловьёва"])
def test_one_name_has_several_short_ones(text):
    assert names_in(text, MARIA) == {KEY}


@pytest.mark.parametrize("text", ["Ваня Ветров", "Маша Ветрова", "Петя Сидоров"])
def test_the_short_name_of_somebody_else_names_nobody(text):
    assert names_in(text, PETR) == frozenset()


@pytest.mark.parametrize(
    "label",
    [
        "petya-vetrov",
        "pyotr-vetrov-7a",
        "pobeda-vetrova-petra",
        "vetrov_p",
        "VetrovPetr",
        "P.Vetrov",
        "Ветров_Пётр",
        "ветров-петя-на-олимпиаде",
    ],
)
def test_a_person_is_found_in_addresses_and_names_of_files(label):
    assert named_in_label(label, PETR) == {KEY}


@pytest.mark.parametrize(
    "label", ["veter-i-petli", "vetrov-ivan", "petya-i-volk", "vetrov", "photo-7a-01", ""]
)
def test_an_address_that_names_somebody_else_or_nobody_is_left_alone(label):
    assert named_in_label(label, PETR) == frozenset()


@pytest.mark.parametrize(
    ("spelled", "name"),
    [
        ("Shchukin", "Щукин"),
        ("Schukin", "Щукин"),
        ("Yuliya", "Юлия"),
        ("Iuliia", "Юлия"),
        ("Julia", "Юлия"),
        ("Hohlov", "Хохлов"),
        ("Khokhlov", "Хохлов"),
        ("Solovyova", "Соловьёва"),
        ("Solovjeva", "Соловьёва"),
        ("Alexandr", "Александр"),
        ("Sergei", "Сергей"),
        ("Sergej", "Сергей"),
    ],
)
def test_spellings_of_passports_and_of_habit_are_one(spelled, name):
    assert folded_latin(spelled) == folded_latin(name)


def test_a_given_name_alone_is_asked_about():
    said = "Победил Петя, а Маша и Саша помогли. Коля рисовал."
    assert alone_in(said, SCHOOL) == ("Петя", "Маша", "Саша", "Коля")


@pytest.mark.parametrize(
    "text",
    [
        "Открыла встречу Нина Павловна",
        "Приехал Пётр Сидоров",
        "Выступил Сидоров Пётр",
        "Роман П. Петрова и стихи А. Николая",
        "Вера в победу помогла",
        "Коли так, мы пошли",
        "сделали петю из бумаги",
        "Конкурс «Хоровод мира»",
    ],
)
def test_somebody_in_full_and_words_that_are_no_names_are_not_asked_about(text):
    assert alone_in(text, [*SCHOOL, "Ратмир"]) == ()


def test_a_short_name_leaves_the_text_with_its_person():
    said = without_name("Победил Петя Ветров, а Петя Сидоров пел", ["Ветров", "Пётр", "Ильич"])
    assert said == f"Победил {REMOVED}, а Петя Сидоров пел"


def test_the_list_of_short_names_says_where_it_is_from_and_repeats_nothing():
    raw = json.loads(
        resources.files("mentoring_pages.domain").joinpath("person_names.json").read_text("utf-8")
    )
    assert raw["source"]
    assert raw["latin_source"]
    for name, forms in raw["names"].items():
        folded = [fold(form) for form in forms]
        assert len(set(folded)) == len(folded), name
        assert fold(name) not in folded, name
