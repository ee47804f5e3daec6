"""A glossary is read against itself and the acts beside it."""

import pytest

from mentoring_pages.linting import Entry, Normative, findings_for_glossary

ACT = Normative("Наставник", "участник программы, который делится опытом", "Положение о клубе")


def rules_of(*entries: Entry, acts: tuple[Normative, ...] = ()) -> list[str]:
    return [one.rule for one in findings_for_glossary(entries, acts)]


def test_a_term_without_words_is_a_violation_and_is_named():
    (found,) = findings_for_glossary([Entry("Хакатон", "  ")], [])
    assert (found.rule, found.degree) == ("glossary-empty", "violation")
    assert found.place == "Термин «Хакатон»"
    assert "«Хакатон»" in found.what


@pytest.mark.parametrize(
    "second",
    [Entry("хакатон", "Иначе."), Entry("Соревнование", "Иначе.", ("Хакатон",))],
)
def test_a_term_that_is_there_already_is_found_by_any_of_its_names(second):
    assert rules_of(Entry("Хакатон", "Два дня работы."), second) == ["glossary-twice"]


def test_a_definition_that_contradicts_the_act_names_the_act():
    (found,) = findings_for_glossary([Entry("Наставник", "Взрослый из семьи ребёнка.")], [ACT])
    assert found.rule == "glossary-against-act"
    assert "Положение о клубе" in found.what


def test_the_words_of_the_act_in_other_forms_contradict_nothing():
    same = Entry("Наставник", "Участники программы, которые делятся своим опытом.")
    assert rules_of(same, acts=(ACT,)) == []


@pytest.mark.parametrize(
    "text", ["Как [[Мастерская]].", "См. «Мастерская».", "См. также «Мастерская»"]
)
def test_a_link_to_a_term_that_is_not_there_is_dead(text):
    (found,) = findings_for_glossary([Entry("Хакатон", text)], [])
    assert found.rule == "glossary-dead-link"
    assert "«Мастерская»" in found.what


@pytest.mark.parametrize(
    "text",
    ["См. «мастерская».", "Как [[Урок-мастерская|там]].", "См. «Наставник».", "Говорят «ура»."],
)
def test_a_link_to_a_term_by_any_name_leads_somewhere(text):
    known = Entry("Мастерская", "Встреча.", ("Урок мастерская", ""))
    assert rules_of(known, Entry("Хакатон", text), acts=(ACT,)) == []
