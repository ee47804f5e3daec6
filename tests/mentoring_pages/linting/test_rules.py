"""The rules as data: each shows by examples what it finds, and a new one needs no code."""

import json
from datetime import date
from pathlib import Path

import pytest

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, PARAGRAPH, SECTION, Block
from mentoring_pages.domain.wording import KINDS
from mentoring_pages.linting import DEGREES, Context, findings
from mentoring_pages.linting.by_words import LONGEST_QUOTE, by_words, whole_quote
from mentoring_pages.linting.catalogue import Rule, rules
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


def found_by(rule: Rule, text: str) -> bool:
    part = rule.parts[0] if rule.parts else "body"
    return any(by_words(act_with(text, part=part), [rule], CONTEXT))


@pytest.mark.parametrize("rule", BY_WORDS, ids=lambda rule: rule.key)
def test_a_rule_finds_every_example_of_its_fault(rule: Rule) -> None:
    assert [text for text in rule.found_in if not found_by(rule, text)] == []


@pytest.mark.parametrize("rule", BY_WORDS, ids=lambda rule: rule.key)
def test_a_rule_leaves_right_wording_alone(rule: Rule) -> None:
    assert [text for text in rule.clean_in if found_by(rule, text)] == []


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
    "row",
    [
        {**NEW_ROW, "degree": "fatal"},
        {name: value for name, value in NEW_ROW.items() if name != "examples"},
        {**NEW_ROW, "find": ["("]},
    ],
    ids=["unknown degree", "no examples", "broken pattern"],
)
def test_a_row_that_cannot_be_read_names_its_file(tmp_path: Path, row: dict[str, object]) -> None:
    (tmp_path / "broken.json").write_text(json.dumps({"rules": [row]}), encoding="utf-8")
    with pytest.raises(ValueError, match=r"broken\.json"):
        rules((str(tmp_path),))


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
