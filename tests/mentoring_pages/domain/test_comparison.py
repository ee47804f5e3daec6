"""What a comparison of two editions says: which clauses changed, and which words inside them."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, TABLE, Block
from mentoring_pages.domain.comparison import (
    ADDED,
    MOVED,
    REMOVED,
    RENUMBERED,
    REWORDED,
    SAME,
    compare,
)
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.units import units_of
from mentoring_pages.domain.word_marks import marked

PLAN = "Куратор составляет план работы на учебный год и знакомит с ним семьи."
DIARY = "Наставник ведёт дневник встреч и показывает его куратору раз в месяц."
MEETING = "Первая встреча проходит в школе в присутствии педагога-психолога."
THANKS = "Лучших наставников благодарят на школьной линейке в конце учебного года."


def section(key, number, text):
    return Piece(key, Block(SECTION, 1, number, text))


def clause(key, number, text, level=2):
    return Piece(key, Block(CLAUSE, level, number, text))


def item(key, number, text):
    return Piece(key, Block(ITEM, 3, number, text))


def kinds(comparison):
    return [(change.kind, change.unit.number) for change in comparison.changes]


def words(change, state):
    return [s.text for line in change.lines for s in line.segments if s.state == state]


def test_two_equal_editions_have_no_changes():
    act = [section("s", "1", "Общие положения"), clause("a", "1.1", PLAN)]
    comparison = compare(act, act)
    assert comparison.changes == ()
    assert comparison.unchanged == 2


def test_a_text_imported_anew_with_other_keys_is_the_same_text():
    old = [section("s", "1", "Общие положения"), clause("a", "1.1", PLAN), clause("b", "1.2", PLAN)]
    new = [section("x", "1", "Общие положения"), clause("y", "1.1", PLAN), clause("z", "1.2", PLAN)]
    assert compare(old, new).changes == ()


def test_the_words_that_changed_are_marked_and_no_others():
    old = [clause("a", "1.1", "Отчёт сдают до 20 декабря каждого года.")]
    new = [clause("a", "1.1", "Отчёт сдают до 25 декабря каждого года.")]
    (change,) = compare(old, new).changes
    assert change.kind == REWORDED
    assert (words(change, REMOVED), words(change, ADDED)) == (["20"], ["25"])


def test_an_added_clause_renumbers_those_after_it():
    old = [clause("a", "1.1", PLAN), clause("b", "1.2", DIARY), clause("c", "1.3", THANKS)]
    new = [
        clause("a", "1.1", PLAN),
        clause("new", "1.2", MEETING),
        clause("b", "1.3", DIARY),
        clause("c", "1.4", THANKS),
    ]
    assert kinds(compare(old, new)) == [(ADDED, "1.2"), (RENUMBERED, "1.3"), (RENUMBERED, "1.4")]


def test_a_removed_clause_is_told_where_it_used_to_stand():
    old = [clause("a", "1.1", PLAN), clause("b", "1.2", DIARY), clause("c", "1.3", THANKS)]
    new = [clause("a", "1.1", PLAN), clause("c", "1.2", THANKS)]
    assert kinds(compare(old, new)) == [(REMOVED, "1.2"), (RENUMBERED, "1.2")]


def test_a_clause_that_went_to_another_section_is_moved():
    old = [
        section("s1", "1", "Общие положения"),
        clause("a", "1.1", PLAN),
        clause("b", "1.2", DIARY),
        section("s2", "2", "Права"),
    ]
    new = [
        section("s1", "1", "Общие положения"),
        clause("a", "1.1", PLAN),
        section("s2", "2", "Права"),
        clause("b", "2.1", DIARY),
    ]
    (change,) = compare(old, new).changes
    assert (change.kind, change.old.number, change.new.number) == (MOVED, "1.2", "2.1")


def test_a_section_that_moves_takes_its_clauses_along():
    first = [section("s1", "1", "Общие положения"), clause("a", "1.1", PLAN)]
    second = [section("s2", "2", "Права"), clause("b", "2.1", DIARY), clause("c", "2.2", MEETING)]
    third = [section("s3", "3", "Отчёты"), clause("d", "3.1", THANKS)]
    comparison = compare(first + second + third, second + third + first)
    assert kinds(comparison) == [(MOVED, "1")]


def test_a_reworded_clause_without_its_key_is_found_by_likeness():
    old = [clause("a", "1.1", PLAN), clause("b", "1.2", DIARY)]
    new = [
        clause("x", "1.1", DIARY.replace("раз в месяц", "каждую неделю")),
        clause("y", "1.2", PLAN),
    ]
    changed = {change.kind: change for change in compare(old, new).changes}
    assert changed[REWORDED].old.number == "1.2"
    assert changed[REWORDED].new.number == "1.1"


def test_a_clause_without_anything_in_common_is_another_clause():
    old, new = [clause("a", "1.1", PLAN)], [clause("x", "1.1", "Дневник хранится пять лет.")]
    assert kinds(compare(old, new)) == [(REMOVED, "1.1"), (ADDED, "1.1")]


def test_a_section_under_another_heading_keeps_its_clauses():
    old = [
        section("s", "1", "Общие положения"),
        clause("a", "1.1", PLAN),
        clause("b", "1.2", DIARY),
    ]
    new = [section("t", "1", "О чём документ"), clause("x", "1.1", PLAN), clause("y", "1.2", DIARY)]
    assert kinds(compare(old, new)) == [(REWORDED, "1")]


def test_a_new_line_of_a_list_changes_its_clause_and_shows_only_that_line():
    old = [
        clause("a", "1.1", "Наставник:"),
        item("i", "1", "ведёт дневник;"),
        item("j", "2", "учит."),
    ]
    new = [*old[:2], item("k", "2", "благодарит;"), item("j", "3", "учит.")]
    (change,) = compare(old, new).changes
    assert change.kind == REWORDED
    assert words(change, ADDED)[0] == "благодарит;"
    assert "ведёт дневник;" not in "".join(words(change, SAME))
    assert [line.skipped for line in change.lines if line.skipped] == [1]


def test_a_changed_row_of_a_table_is_shown_and_the_others_are_not():
    def act(last):
        rows = (("Форма", "Срок"), ("Пара", "Год"), ("Группа", last))
        return [
            Piece("p", Block(APPENDIX, 1, "1", "Формы")),
            Piece("t", Block(TABLE, 2, rows=rows)),
        ]

    (change,) = compare(act("Год"), act("Полгода")).changes
    assert (change.kind, change.unit.kind) == (REWORDED, APPENDIX)
    assert words(change, REMOVED) == ["Год"]
    assert words(change, ADDED) == ["Полгода"]


def test_the_same_clause_in_two_appendices_is_not_mixed_up():
    def act(first, second):
        return [
            Piece(f"{first}p", Block(APPENDIX, 1, "1", "Первое")),
            clause(f"{first}a", "1", PLAN),
            Piece(f"{second}p", Block(APPENDIX, 1, "2", "Второе")),
            clause(f"{second}a", "1", PLAN),
        ]

    assert compare(act("a", "b"), act("c", "d")).changes == ()


# Whatever the texts are

WORDS = st.sampled_from(["план", "дневник", "школа", "куратор", "семья", "встреча", "год", "и"])
TEXTS = st.lists(WORDS, min_size=0, max_size=12).map(" ".join)


@st.composite
def acts(draw):
    made = []
    keys = draw(st.lists(st.integers(0, 30), unique=True, max_size=12))
    for place, key in enumerate(keys):
        kind = draw(st.sampled_from([SECTION, CLAUSE, CLAUSE, ITEM, PARAGRAPH, APPENDIX]))
        level = 1 if kind in (SECTION, APPENDIX) else draw(st.integers(2, 4))
        number = "" if kind == PARAGRAPH else str(place + 1)
        made.append(Piece(f"k{key}", Block(kind, level, number, draw(TEXTS))))
    return made


@given(acts(), acts())
def test_every_unit_of_both_editions_is_told_of_once(old, new):
    comparison = compare(old, new)
    gone = [change.old.key for change in comparison.changes if change.new is None]
    come = [change.new.key for change in comparison.changes if change.old is None]
    assert sorted([*gone, *comparison.pairs]) == sorted(unit.key for unit in units_of(old))
    assert sorted([*come, *comparison.pairs.values()]) == sorted(u.key for u in units_of(new))
    changed = [change for change in comparison.changes if change.old and change.new]
    assert comparison.unchanged + len(changed) == len(comparison.pairs)


@given(acts())
def test_an_edition_differs_in_nothing_from_itself(act):
    assert compare(act, act).changes == ()


@given(acts(), acts())
def test_every_line_of_a_changed_clause_is_told_as_it_was_and_as_it_is(old, new):
    for change in compare(old, new).changes:
        if change.kind != REWORDED or any(line.skipped for line in change.lines):
            continue
        for state, unit in ((REMOVED, change.old), (ADDED, change.new)):
            told = [
                "".join(s.text for s in line.segments if s.state in (SAME, state))
                for line in change.lines
            ]
            for line in unit.lines:
                assert any(text.endswith(line.text) for text in told)


@given(TEXTS, TEXTS)
def test_marked_words_give_back_both_texts(old, new):
    segments = marked(old, new)
    assert "".join(s.text for s in segments if s.state != ADDED) == old
    assert "".join(s.text for s in segments if s.state != REMOVED) == new


def test_a_lone_conjunction_between_two_changes_does_not_tear_them_apart():
    segments = marked(
        "Отчёт готовит куратор и наставник к маю.", "Отчёт готовит завуч и психолог к маю."
    )
    assert [s.text for s in segments if s.state == ADDED] == ["завуч и психолог"]


def test_two_endless_texts_are_not_compared_word_by_word():
    old = " ".join(f"слово{n}" for n in range(20_000))
    new = " ".join(f"слово{n * 7 % 20_000}" for n in range(1, 20_000))
    assert [segment.state for segment in marked(old, new)] == [REMOVED, ADDED]
