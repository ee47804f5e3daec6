"""Which clauses of a text read anew keep the keys, and the tags, of the clauses they are."""

from hypothesis import given

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, ITEM, PARAGRAPH, SECTION, TABLE, Block
from mentoring_pages.domain.comparison import ADDED, REMOVED, REWORDED, compare
from mentoring_pages.domain.contents import Piece
from mentoring_pages.domain.meanings import MONITORING_DEADLINES, WEEKLY_NEWS
from mentoring_pages.domain.succession import meanings_after, successors
from tests.mentoring_pages.domain.test_comparison import DIARY, MEETING, PLAN, THANKS, acts


def keys(old, blocks):
    """The key of each new block, a question mark for a clause the act did not have."""
    found = successors(old, blocks)
    return [found[place].key if place in found else "?" for place in range(len(blocks))]


def keyed(letters, blocks):
    """The blocks as pieces, a letter for each key."""
    return [Piece(key, block) for key, block in zip(letters, blocks, strict=True)]


def clause(number, text, level=2):
    return Block(CLAUSE, level, number, text)


SECTION_ONE = Block(SECTION, 1, "1", "Общие положения")
OLD = keyed("sab", [SECTION_ONE, clause("1.1", PLAN), clause("1.2", DIARY)])


def test_an_equal_text_keeps_every_key():
    assert keys(OLD, [piece.block for piece in OLD]) == ["s", "a", "b"]


def test_a_clause_put_in_between_takes_nobodys_key():
    new = [SECTION_ONE, clause("1.1", PLAN), clause("1.2", MEETING), clause("1.3", DIARY)]
    assert keys(OLD, new) == ["s", "a", "?", "b"]


def test_the_same_words_go_before_the_same_number():
    assert keys(OLD, [SECTION_ONE, clause("1.1", DIARY), clause("1.2", PLAN)]) == ["s", "b", "a"]


def test_a_reworded_clause_keeps_its_key_and_another_text_under_its_number_does_not():
    reworded = clause("1.2", DIARY.replace("раз в месяц", "каждую неделю"))
    assert keys(OLD, [SECTION_ONE, clause("1.1", THANKS), reworded]) == ["s", "?", "b"]


def test_lines_of_a_clause_keep_their_keys_within_it():
    def duties(*texts):
        return [clause("1.1", "Наставник:"), *(Block(ITEM, 3, "", text) for text in texts)]

    old = keyed("axyz", duties("ведёт;", "учит;", "пишет."))
    assert keys(old, duties("учит;", "хвалит;", "пишет.")) == ["a", "y", "?", "z"]


def test_a_table_with_a_changed_row_is_the_same_table():
    def forms(last):
        rows = (("Форма", "Срок"), ("Пара учеников", "Один год"), ("Группа учеников", last))
        return [Block(APPENDIX, 1, "1", "Формы"), Block(TABLE, 2, rows=rows)]

    old = keyed("pt", forms("Один год"))
    assert keys(old, forms("Полгода")) == ["p", "t"]


def test_text_before_the_first_section_keeps_its_key_too():
    old = [Piece("i", Block(PARAGRAPH, 2, "", PLAN)), *OLD]
    new = [Block(PARAGRAPH, 2, "", PLAN), *(piece.block for piece in OLD)]
    assert keys(old, new) == ["i", "s", "a", "b"]


@given(acts(), acts())
def test_no_key_is_given_twice_and_a_comparison_says_what_it_said_without_them(old, new):
    blocks = [piece.block for piece in new]
    found = successors(old, blocks)
    taken = [one.key for one in found.values()]
    assert len(taken) == len(set(taken))
    assert set(taken) <= {piece.key for piece in old}

    kept = [
        Piece(found[place].key if place in found else f"new {place}", block)
        for place, block in enumerate(blocks)
    ]
    fresh = [Piece(f"new {place}", block) for place, block in enumerate(blocks)]
    with_keys, without = compare(old, kept), compare(old, fresh)
    for kind in (ADDED, REMOVED, REWORDED):
        assert len(with_keys.of_kind(kind)) == len(without.of_kind(kind))


def test_tags_of_a_clause_stay_and_only_new_words_bring_new_ones():
    meant = frozenset({WEEKLY_NEWS})
    assert meanings_after((), meant, (WEEKLY_NEWS,)) == ()
    assert meanings_after((WEEKLY_NEWS,), meant, ()) == (WEEKLY_NEWS,)
    assert meanings_after((), meant, (WEEKLY_NEWS, MONITORING_DEADLINES)) == (MONITORING_DEADLINES,)
