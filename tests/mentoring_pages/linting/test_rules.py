"""The rules as data: each shows by examples what it finds, and a new one needs no code."""

import json
from datetime import date
from pathlib import Path

import pytest

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.wording import KINDS
from mentoring_pages.linting import DEGREES, Context, findings
from mentoring_pages.linting.by_words import LONGEST_QUOTE, by_words, whole_quote
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.examples import wrong_examples
from mentoring_pages.linting.own_rules import read_own, rules
from mentoring_pages.linting.text import FORMS, Act, make_act

DAY = date(2026, 11, 21)
CONTEXT = Context(DAY, electronic_signing=True)
BY_WORDS = [rule for rule in rules().values() if not rule.is_computed]

TITLES = {
    "consent": "Согласие на обработку персональных данных",
    "publication": "Согласие на распространение персональных данных",
    "agreement": "Соглашение между наставником и наставляемым",
}


def act_with(text: str, *, part: str = "body") -> Act:
    clause = Block(CLAUSE, 2, "1.1", text)
    if part == "body":
        blocks = [Block(SECTION, 1, "1", "Общие положения"), clause]
    else:
        blocks = [
            Block(SECTION, 1, "1", "Общие положения"),
            Block(APPENDIX, 1, "1", "к Положению"),
            Block(SECTION, 2, "", TITLES[part]),
            Block(PARAGRAPH, 3, "", text),
        ]
    keys = [f"key-{index}" for index in range(len(blocks))]
    return make_act(
        heading="Положение", title="о наставничестве", post="Директор", keys=keys, blocks=blocks
    )


@pytest.mark.parametrize("rule", BY_WORDS, ids=lambda rule: rule.key)
def test_a_rule_finds_its_faults_and_leaves_right_wording_alone(rule: Rule) -> None:
    assert list(wrong_examples(rule)) == []


def test_every_rule_says_what_why_and_what_to_do() -> None:
    for rule in rules().values():
        assert rule.degree in DEGREES
        for sentence in (rule.what, rule.why, rule.advice):
            assert sentence.rstrip().endswith((".", "»", "}")), rule.key


def test_a_violation_found_by_words_cites_the_law() -> None:
    without = [rule.key for rule in BY_WORDS if rule.degree == "violation" and not rule.law]
    assert without == []


NEW_ROW = {
    "key": "old-centre",
    "degree": "advice",
    "title": "Центр переименован",
    "what": "Назван «{quote}».",
    "why": "С 2026 года у центра другое имя.",
    "advice": "Напишите «Центр «Маяк».",
    "law": "приказ от 01.02.2026 № 7",
    "since": "2026-02-01",
    "source": "приказ от 01.02.2026 № 7",
    "find": ["центр\\w* «Парус»"],
    "examples": {"found": ["в центр «Парус»"], "clean": ["в центр «Маяк»"]},
}


def test_a_change_of_law_is_one_row_in_one_file_and_no_code(tmp_path: Path) -> None:
    (tmp_path / "our-region.json").write_text(json.dumps({"rules": [NEW_ROW]}), encoding="utf-8")
    act = act_with("Отчёт направляют в центр «Парус».")
    (finding,) = findings(act, context=CONTEXT, folders=(str(tmp_path),))
    assert (finding.rule, finding.place) == ("old-centre", "п.\N{NO-BREAK SPACE}1.1")
    assert finding.what == "Назван «центр «Парус»»."


def test_a_change_of_law_is_silent_before_its_day(tmp_path: Path) -> None:
    (tmp_path / "our-region.json").write_text(json.dumps({"rules": [NEW_ROW]}), encoding="utf-8")
    act = act_with("Отчёт направляют в центр «Парус».")
    before = Context(date(2026, 1, 31))
    assert findings(act, context=before, folders=(str(tmp_path),)) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"degree": "fatal"}, 'rules/0/degree: стоит "fatal", а бывает: violation'),
        ({"examples": None}, "examples"),
        ({"find": ["("]}, "«old-centre», поле find: «(» не регулярное выражение"),
        ({"fynd": ["центр"]}, "неизвестное поле «fynd», может быть, «find»"),
        ({"since": "2026-02-30"}, "поле since: дня «2026-02-30» не бывает"),
        ({"until": "2026-01-01"}, "поле until: этот день раньше since"),
        ({"what": "Назван «{qoute}»."}, "поле what: метки {qoute} у этого правила нет"),
        ({"find": ["совсем не то"]}, "поле examples/found: «в центр «Парус»»"),
        ({"find": ["центр"]}, "поле examples/clean: «в центр «Маяк»»"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_and_left_out_with_its_file_alone(
    tmp_path: Path, changes: dict[str, object], said: str
) -> None:
    write(tmp_path / "broken.json", {**NEW_ROW, **changes})
    write(tmp_path / "sound.json", {**NEW_ROW, "key": "sound"})
    folders = (str(tmp_path),)
    (problem,) = read_own(folders).problems
    assert problem.startswith(f"{tmp_path / 'broken.json'}: ")
    assert said in problem
    assert rules(folders).keys() - rules().keys() == {"sound"}


def test_a_rule_that_looks_for_nothing_is_refused(tmp_path: Path) -> None:
    silent = {name: value for name, value in NEW_ROW.items() if name not in ("find", "examples")}
    write(tmp_path / "broken.json", silent)
    (problem,) = read_own((str(tmp_path),)).problems
    assert "нет ни find, ни absent" in problem


def test_the_words_of_a_computed_rule_may_be_replaced_with_its_own_marks_only(
    tmp_path: Path,
) -> None:
    row = {"key": "number-repeat", "degree": "advice", "title": "Номер", "why": "Так.", "law": ""}
    row |= {"advice": "Поправьте.", "source": "свои слова", "what": "Снова {number}."}
    write(tmp_path / "own.json", row)
    assert rules((str(tmp_path),))["number-repeat"].what == "Снова {number}."
    other = tmp_path / "other"
    other.mkdir()
    write(other / "own.json", {**row, "what": "Снова {quote}."})
    (problem,) = read_own((str(other),)).problems
    assert "бывают: {number}" in problem


@pytest.mark.parametrize("text", ["{", "[]", '{"rules": [{}]}', '{"rules": 7}'])
def test_a_file_that_is_no_list_of_rules_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "broken.json").write_text(text, encoding="utf-8")
    (problem,) = read_own((str(tmp_path),)).problems
    assert "broken.json: " in problem


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    folders = (str(tmp_path / "nowhere"),)
    assert read_own(folders).problems == (
        f"{folders[0]}: такой папки нет, проверьте путь в настройке.",
    )
    assert rules(folders) == rules()


def write(file: Path, row: dict[str, object]) -> None:
    row = {name: value for name, value in row.items() if value is not None}
    file.write_text(json.dumps({"rules": [row]}), encoding="utf-8")


def test_a_paper_only_agreement_is_no_fault_where_nobody_signs_by_code() -> None:
    act = act_with("Заключено в форме бумажного документа.", part="agreement")
    assert findings(act, context=Context(DAY, electronic_signing=False)) == [
        finding for finding in findings(act, context=CONTEXT) if "paper" not in finding.rule
    ]
    assert "agreement-paper-only" in {one.rule for one in findings(act, context=CONTEXT)}


def test_an_editor_may_set_a_finding_aside_until_its_words_change() -> None:
    rule = rules()["consent-for-ever"]
    same = "Согласие действует бессрочно."
    (one,) = by_words(act_with(same, part="consent"), [rule], CONTEXT)
    (again,) = by_words(act_with(f"Иными словами: {same}", part="consent"), [rule], CONTEXT)
    (other,) = by_words(act_with("Согласие: бессрочно.", part="consent"), [rule], CONTEXT)
    assert one.fingerprint == again.fingerprint != other.fingerprint


def test_a_latin_letter_is_found_in_the_name_of_the_document_too() -> None:
    keys, blocks = ["key"], [Block(CLAUSE, 2, "1.1", "Правила.")]
    act = make_act(
        heading="Положение", title="о наставничеcтве", post="Директор", keys=keys, blocks=blocks
    )
    (found,) = by_words(act, [rules()["misspelt-video"]], CONTEXT)
    assert (found.quote, found.index) == ("наставничеcтве", -1)


def test_every_kind_of_wording_is_known_to_the_check() -> None:
    assert set(FORMS) == set(KINDS)


@pytest.mark.parametrize(
    ("found", "quoted"),
    [
        ("ознакомлен(", "ознакомлен(а)"),
        ("ознакомлен(а) с Поло", "ознакомлен(а) с Положением"),
        ("с Положением (пр", "с Положением (приказ № 4)"),
        ("групп «Наш", "групп «Наша школа»"),
        ("и (не закр", "и"),
    ],
)
def test_a_quote_ends_with_a_word_and_leaves_no_bracket_open(found, quoted):
    text = "ознакомлен(а) с Положением (приказ № 4), групп «Наша школа» и (не закрыто"
    start = text.index(found)
    assert whole_quote(text, start, start + len(found)) == quoted


def test_a_long_quote_is_cut_between_words():
    quote = whole_quote("слово " * 60, 0, 360)
    assert len(quote) <= LONGEST_QUOTE
    assert quote.endswith("слово…")
