import json
import re
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.placeholders import (
    CATALOGUE,
    Moment,
    Problem,
    Trouble,
    check,
    fill,
    find,
)
from mentoring_pages.domain.wording import CATALOGUE as KINDS
from mentoring_pages.wordings import NOT_A_WORDING, publication_items

WORDINGS = sorted(
    (
        entry
        for entry in (resources.files("mentoring_pages") / "wordings").iterdir()
        if entry.name.endswith(".json") and entry.name not in NOT_A_WORDING
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


def test_an_unknown_place_is_named_to_the_editor_once_with_what_may_be_meant():
    problems = check("[signer.fullname] и ещё раз [signer.fullname]")

    assert problems == [Problem("signer.fullname", Trouble.UNKNOWN, "signer.full_name")]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Participant.Full_Name", id="capital letters"),
        pytest.param("рarticipant.full_name", id="a Cyrillic р"),
        pytest.param(" participant.full_name ", id="spaces"),
        pytest.param("participant . full_name", id="spaces around the dot"),
    ],
)
def test_a_key_that_only_looks_right_is_not_printed_as_it_is(written):
    (problem,) = check(f"Я, [{written}], согласен.")

    assert problem.trouble is Trouble.MISSPELT
    assert problem.suggestion == "participant.full_name"


def test_a_russian_name_of_a_place_is_understood_as_one():
    (problem,) = check("[Фамилия, имя, отчество участника]")

    assert problem.suggestion == "participant.full_name"


@pytest.mark.parametrize("text", ["[1]", "[примечание]", "[Школа]", "[sic]", "[…]", "[a]"])
def test_ordinary_words_in_brackets_are_no_problem(text):
    assert check(text) == []


def test_what_is_known_only_after_signing_cannot_stand_in_a_wording():
    (problem,) = check("Действует с [in_force.from], [made.date]")

    assert problem == Problem("in_force.from", Trouble.AFTER_SIGNING)


@pytest.mark.parametrize(
    ("key", "kind", "variant", "trouble"),
    [
        ("resources", "processing", "own", Trouble.NOT_FOR_KIND),
        ("withdrawn.number", "publication", "own", Trouble.NOT_FOR_KIND),
        ("signer.identity", "processing", "own", Trouble.NOT_FOR_KIND),
        ("signer.authority", "processing-full", "own", Trouble.NOT_FOR_VARIANT),
        ("participant.full_name", "agreement", "sides", Trouble.NOT_FOR_KIND),
    ],
)
def test_a_place_of_another_kind_of_text_is_refused(key, kind, variant, trouble):
    (problem,) = check(f"[{key}]", kind=kind, variant=variant)

    assert problem == Problem(key, trouble)


def test_a_suggestion_is_a_place_that_this_kind_of_text_knows():
    (problem,) = check("[signer.identiti]", kind="processing", variant="own")

    assert problem.suggestion != "signer.identity"


def test_a_list_stands_alone_in_its_paragraph():
    (problem,) = check("Задачи: [agreement.tasks]", kind="agreement", variant="sides")

    assert problem.trouble is Trouble.NOT_ALONE
    assert check("[agreement.tasks]", kind="agreement", variant="sides") == []


@given(st.text(max_size=200))
def test_any_text_can_be_checked_and_a_clean_one_can_be_filled(text):
    if not check(text):
        fill(text, VALUES)


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
        assert check(text, kind=wording["kind"], variant=wording["variant"]) == []
        assert list(find(fill(text, VALUES))) == []


def test_a_shipped_wording_says_itself_in_ten_plain_lines(wording):
    assert 1 <= len(wording["summary_plain"]) <= 10
    assert {block["type"] for block in wording["blocks"]} <= {"heading", "paragraph", "item"}


def test_a_shipped_wording_is_told_to_a_child_warmly_and_shortly(wording):
    if wording.get("form") == "teacher-teacher":
        assert wording["for_child"] == [], "no child signs what two teachers agree"
        return
    sentences = [
        sentence
        for paragraph in wording["for_child"]
        for sentence in re.split(r"(?<=[.!?])\s+", paragraph)
    ]

    assert 1 <= len(wording["for_child"]) <= 6
    assert max(len(sentence.split()) for sentence in sentences) <= 22
    assert not re.search(r"\bст\.|152-ФЗ|персональн|осуществля", " ".join(sentences))


def test_no_shipped_wording_lasts_for_ever_or_mentions_a_passport(wording):
    text = " ".join(block["text"] for block in wording["blocks"]).lower()

    assert "бессрочно" not in text
    assert "паспорт" not in text
    assert "ч. 4 ст. 14" not in text
    assert "п. 4 ст. 14" not in text


def test_every_kind_and_every_signer_has_a_wording():
    found = {
        (w["kind"], w["variant"]) for w in (json.loads(f.read_text("utf-8")) for f in WORDINGS)
    }

    assert found == {(kind.key, variant) for kind in KINDS for variant in kind.variants}


def text_of(name):
    file = next(entry for entry in WORDINGS if entry.name == name)
    return " ".join(block["text"] for block in json.loads(file.read_text("utf-8"))["blocks"])


@pytest.mark.parametrize("variant", ["representative", "own"])
def test_the_agreement_on_signing_by_code_has_what_such_an_agreement_needs(variant):
    text = text_of(f"pep-agreement-{variant}.json")

    for needed in (
        "ч. 2 ст. 6 и ст. 9",
        "[signer.contact]",
        "[code.life]",
        "[code.attempts]",
        "никому не сообщаю код",
        "считается тот",
        "в течение 10 рабочих дней",
        "бесплатно подписать документ на бумаге",
        "снова установит мою личность",
        "От 14 до 18 лет",
        "разные контакты",
        "равнозначен",
    ):
        assert needed in text, needed


AGREEMENTS = (
    "",
    "-pupil-pupil",
    "-student-pupil",
    "-employer-pupil",
    "-employer-student",
    "-teacher-teacher",
)


@pytest.mark.parametrize("form", AGREEMENTS)
def test_an_agreement_lets_a_family_leave_and_sign_on_paper_or_electronically(form):
    text = text_of(f"agreement{form}.json")

    for needed in (
        "выйти в любое время без объяснения причин",
        "[agreement.notice]",
        "[agreement.term]",
        "на бумаге в двух экземплярах",
        "электронный документ",
        "паре или в группе",
        "отозвано согласие",
    ):
        assert needed in text, needed
    assert ("п. 1 ст. 26" in text) is (form != "-teacher-teacher"), "teachers are adults"
    assert "Приложени" not in text, "numbers of appendices are the act's own business"


@pytest.mark.parametrize("variant", ["representative", "own"])
def test_the_full_written_form_names_what_part_4_of_article_9_asks(variant):
    text = text_of(f"processing-full-{variant}.json")

    needed = ["ч. 4 ст. 9", "[signer.address]", "[signer.identity]", "[processors]", "Цель одна"]
    if variant == "representative":
        needed += ["[participant.address]", "[participant.identity]", "[signer.authority]"]
    for one in needed:
        assert one in text, one


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


def row_of(place):
    """A line of the table in docs/wordings.md."""
    kinds = "any" if set(place.kinds) == {kind.key for kind in KINDS} else ", ".join(place.kinds)
    variants = "any" if len(place.variants) == 3 else ", ".join(place.variants)
    moment = "before" if place.moment is Moment.BEFORE else "**after signing**"
    kind_of_value = f"{place.type.value}, optional" if place.optional else place.type.value
    return f"| `{place.key}` | {place.label} | {kind_of_value} | {kinds} | {variants} | {moment} |"


def test_the_table_of_places_in_the_docs_is_the_catalogue():
    page = (Path(__file__).resolve().parents[3] / "docs" / "wordings.md").read_text("utf-8")
    table = page.split("<!-- places -->")[1].split("<!-- /places -->")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `")]

    assert rows == [row_of(place) for place in CATALOGUE]


def test_a_value_with_a_dot_at_its_end_leaves_one_dot():
    values = {"edition.order_date": "28 августа 2026 г."}
    assert fill("Приказ от [edition.order_date].", values) == "Приказ от 28 августа 2026 г."
    assert fill("[edition.order_date], далее", values) == "28 августа 2026 г., далее"
