import json
from importlib import resources

import pytest

from mentoring_pages.domain.placeholders import CATALOGUE, Problem, check, fill, find
from mentoring_pages.wordings import publication_items

WORDINGS = sorted(
    (
        entry
        for entry in (resources.files("mentoring_pages") / "wordings").iterdir()
        if entry.name.endswith(".json") and entry.name != "publication-items.json"
    ),
    key=lambda entry: entry.name,
)
VALUES = {place.key: f"значение {place.key}" for place in CATALOGUE}


def texts_of(wording):
    return [wording["title"], *wording["summary_plain"], *(b["text"] for b in wording["blocks"])]


@pytest.fixture(params=WORDINGS, ids=lambda entry: entry.name)
def wording(request):
    return json.loads(request.param.read_text(encoding="utf-8"))


def test_places_are_found_in_order_with_repeats():
    assert list(find("[signer.full_name], [made.date], [signer.full_name]")) == [
        "signer.full_name",
        "made.date",
        "signer.full_name",
    ]


@pytest.mark.parametrize("text", ["[1]", "[Школа]", "[ signer.full_name ]", "[x", "{{ x }}"])
def test_other_brackets_are_plain_text(text):
    assert list(find(text)) == []
    assert fill(text, {}) == text


def test_an_unknown_place_is_named_to_the_editor_once():
    problems = check("[signer.fullname] и ещё раз [signer.fullname]")

    assert problems == [Problem("signer.fullname", is_known=False)]
    assert "«[signer.fullname]»" in str(problems[0])


def test_what_is_known_only_after_signing_cannot_stand_in_a_wording():
    (problem,) = check("Действует с [in_force.from], [made.date]")

    assert problem.key == "in_force.from"
    assert "только после подписания" in str(problem)


def test_a_value_with_brackets_is_not_filled_again():
    filled = fill("[signer.full_name]", VALUES | {"signer.full_name": "[participant.full_name]"})

    assert filled == "[participant.full_name]"


def test_a_place_without_a_value_is_an_error_and_never_an_empty_place():
    with pytest.raises(KeyError, match=r"made\.date"):
        fill("[made.date]", {})


def test_every_place_has_one_key_and_a_name():
    keys = [place.key for place in CATALOGUE]

    assert len(keys) == len(set(keys))
    assert all(place.label for place in CATALOGUE)


def test_a_shipped_wording_can_be_filled_before_signing(wording):
    for text in texts_of(wording):
        assert check(text) == []
        assert list(find(fill(text, VALUES))) == []


def test_a_shipped_wording_says_itself_in_ten_plain_lines(wording):
    assert 1 <= len(wording["summary_plain"]) <= 10
    assert {block["type"] for block in wording["blocks"]} <= {"heading", "paragraph", "item"}


def test_no_shipped_wording_lasts_for_ever_or_mentions_a_passport(wording):
    text = " ".join(block["text"] for block in wording["blocks"]).lower()

    assert "бессрочно" not in text
    assert "паспорт" not in text


def test_both_signers_have_a_wording_of_every_kind():
    found = {
        (w["kind"], w["variant"]) for w in (json.loads(f.read_text("utf-8")) for f in WORDINGS)
    }

    assert found == {
        (kind, variant)
        for kind in ("processing", "publication", "policy", "withdrawal")
        for variant in ("representative", "own")
    }


@pytest.mark.parametrize("variant", ["representative", "own"])
def test_a_consent_to_processing_has_what_the_law_asks_and_no_publication(variant):
    file = next(entry for entry in WORDINGS if entry.name == f"processing-{variant}.json")
    wording = json.loads(file.read_text(encoding="utf-8"))
    text = " ".join(block["text"] for block in wording["blocks"]).replace("\N{NO-BREAK SPACE}", " ")

    for needed in (
        "[operator.inn]",
        "[operator.ogrn]",
        "[operator.address]",
        "Цель одна",
        "один год",
    ):
        assert needed in text
    for needed in ("ч. 1 и 7 ст. 14", "ч. 5 ст. 21", "дата рождения", "отозвать", "Третьим лицам"):
        assert needed.lower() in text.lower()
    assert "отдельное согласие" in text


@pytest.mark.parametrize("variant", ["representative", "own"])
def test_a_publication_consent_names_resources_and_how_fast_they_are_cleared(variant):
    file = next(entry for entry in WORDINGS if entry.name == f"publication-{variant}.json")
    wording = json.loads(file.read_text(encoding="utf-8"))
    text = " ".join(block["text"] for block in wording["blocks"]).replace("\N{NO-BREAK SPACE}", " ")

    for needed in (
        "[resources]",
        "ст. 10.1",
        "№ 18",
        "трёх рабочих дней",
        "ст. 152.1",
        "не влияет",
    ):
        assert needed in text


def test_publication_is_asked_item_by_item():
    keys = [item.key for item in publication_items()]

    assert keys == ["full_name", "school_class", "photo", "video", "results"]
    assert all(item.label for item in publication_items())
