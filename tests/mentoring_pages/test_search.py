"""Search over what a school has published. Runs on SQLite and, with DATABASE_URL, PostgreSQL."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from wagtail.models import PageViewRestriction

from mentoring_pages.models import (
    GlossaryTerm,
    IndexedDocument,
    IndexedPassage,
    ProgrammePage,
    Repeal,
)
from mentoring_pages.services.search import APPENDICES, CURRENT, MOST_WORDS, TERMS, search
from mentoring_pages.services.tick import run_tick
from tests.acts import block, make_act, make_glossary, rewrite, table
from tests.schools import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(datetime(2026, 9, 7, 9, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def school():
    return make_school("first")


BLOCKS = [
    block("section", 1, "1", "Общие положения"),
    block("clause", 2, "1.1", "Наставником становится тот, кто готов делиться опытом."),
    block("section", 1, "2", "Согласия семьи"),
    block("clause", 2, "2.1", "Куратор просит согласие родителей до первой встречи:"),
    block("item", 3, "а", "для детей младше четырнадцати лет;"),
    block("item", 3, "б", "для ребят постарше вместе с ними."),
    block("clause", 2, "2.2", "Пара подписывает соглашение о наставничестве."),
    block("clause", 2, "2.3", "Отчёт о встрече сдают за три дня."),
    block("appendix", 1, "1", "к Положению о наставничестве"),
    block("section", 2, "", "Перечень встреч"),
    table(("Встреча", "Срок"), ("Знакомство с педагогом-наставником", "сентябрь")),
]
TERMS_OF_ACT = [("Наставник", "тот, кто готов делиться опытом", BLOCKS[1])]


@pytest.fixture
def act(school):
    return make_act(school, BLOCKS, TERMS_OF_ACT)


def texts(answer):
    return ["".join(piece.text for piece in found.pieces) for found in answer.found]


def marks(answer):
    return [piece.text for found in answer.found for piece in found.pieces if piece.found]


def names(answer):
    return [found.name.replace("\N{NO-BREAK SPACE}", " ") for found in answer.found]


def test_a_consent_is_found_in_any_form_and_an_agreement_never(school, act):
    answer = search(school=school, query="согласия")

    assert names(answer) == [
        "раздел 2 Положения о наставничестве",
        "п. 2.1 Положения о наставничестве",
    ]
    assert marks(answer) == ["согласие"]
    assert not any("соглашение" in text for text in texts(answer))


def test_a_child_is_found_as_children_with_the_clause_its_line_stands_in(school, act):
    answer = search(school=school, query="ребёнок")

    assert names(answer) == ["п. 2.1 Положения о наставничестве"]
    assert marks(answer) == ["детей"]


def test_words_of_a_clause_and_of_its_lines_are_found_together(school, act):
    assert search(school=school, query="куратор дети").total == 1


@pytest.mark.parametrize("query", ["отчет", "ОТЧЁТЫ", "отчётов", "о отчете"])
def test_e_and_yo_are_one_letter(school, act, query):
    assert marks(search(school=school, query=query)) == ["Отчёт"]


def test_every_word_must_stand_in_the_passage(school, act):
    assert search(school=school, query="согласие родителей").total == 1
    assert search(school=school, query="согласие отчёт").total == 0


def test_a_definition_comes_before_clauses_that_use_the_word(school, act):
    answer = search(school=school, query="наставник")

    assert answer.found[0].kind == "term"
    assert answer.found[0].heading[0].text == "Наставник"
    assert answer.found[0].key == BLOCKS[1]["id"]
    assert answer.total == 2, "the clause that is nothing but the definition is not shown twice"


def test_a_part_of_a_word_with_a_hyphen_is_found_in_a_table_of_an_appendix(school, act):
    answer = search(school=school, query="педагог")

    assert marks(answer) == ["педагогом-наставником"]
    assert names(answer) == ["Приложение № 1 к Положению о наставничестве"]


@pytest.mark.parametrize("query", ["2.2", "п. 2.2", "п.2.2", "пункт 2.2", "пункта 2.2."])
def test_a_clause_is_found_by_its_number(school, act, query):
    assert names(search(school=school, query=query)) == ["п. 2.2 Положения о наставничестве"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param([], 2, id="everywhere"),
        pytest.param([TERMS], 1, id="in definitions"),
        pytest.param([APPENDICES], 1, id="in appendices"),
        pytest.param([TERMS, APPENDICES], 2, id="in either"),
        pytest.param([CURRENT], 2, id="in force"),
    ],
)
def test_a_search_is_narrowed(school, act, filters, expected):
    assert search(school=school, query="наставник", filters=filters).total == expected


def test_a_draft_is_found_and_says_what_it_is(school):
    make_act(school, BLOCKS, order_number="")

    assert {found.state for found in search(school=school, query="согласие").found} == {"draft"}
    nothing = search(school=school, query="согласие", filters=[CURRENT])
    assert (nothing.total, nothing.elsewhere) == (0, 2)


def test_an_unpublished_act_is_not_found(school, act):
    act.unpublish()

    assert search(school=school, query="согласие").total == 0
    assert not IndexedPassage.objects.exists()


def test_a_deleted_act_leaves_nothing_behind(school, act):
    act.delete()

    assert not IndexedDocument.objects.exists()


def test_a_page_behind_a_password_is_not_found(school, act):
    PageViewRestriction.objects.create(
        page=act, restriction_type=PageViewRestriction.PASSWORD, password="x"
    )

    assert search(school=school, query="согласие").total == 0


def test_another_school_finds_nothing(school, act):
    assert search(school=make_school("second"), query="согласие").total == 0


def test_what_holds_today_is_found_until_the_day_of_the_next_edition(school, act):
    rewrite(
        act,
        [block("clause", 1, "1", "Тьюторы собираются по средам.")],
        order_number="9-од",
        order_date=date(2026, 9, 1),
        in_force_from=date(2026, 9, 10),
    )
    assert search(school=school, query="согласие").total == 2
    assert search(school=school, query="тьютор").total == 0

    with time_machine.travel(datetime(2026, 9, 10, 9, 0, tzinfo=UTC), tick=False):
        run_tick(now=datetime(2026, 9, 10, 9, 0, tzinfo=UTC))

    assert search(school=school, query="согласие").total == 0
    assert search(school=school, query="тьютор").total == 1


def test_a_tick_with_nothing_new_does_nothing(school, act):
    before = list(IndexedPassage.objects.values_list("pk", flat=True))

    assert run_tick(now=datetime(2026, 9, 8, 9, 0, tzinfo=UTC)).failed == 0

    assert list(IndexedPassage.objects.values_list("pk", flat=True)) == before


def test_a_repealed_act_is_found_last_and_says_so(school, act):
    make_act(
        school,
        [block("clause", 1, "1", "Согласие дают письменно.")],
        slug="new",
        title="о встречах",
        order_number="8",
    )
    Repeal.objects.create(
        school=school,
        page_key=act.translation_key,
        act_title=act.title,
        order_number="10",
        order_date=date(2026, 9, 1),
        repealed_from=date(2026, 9, 5),
        made_at=datetime(2026, 9, 1, tzinfo=UTC),
    )

    answer = search(school=school, query="согласие")

    assert [found.state for found in answer.found] == ["in_force", "repealed", "repealed"]


def test_a_glossary_explains_and_is_no_document(school, act):
    make_glossary(school, ("Форсайт", "Взгляд вперёд вместе с наставником."))

    answer = search(school=school, query="форсайта")

    assert [(found.kind, found.state) for found in answer.found] == [("term", "explained")]


def test_a_term_is_found_by_its_other_names(school):
    page = make_glossary(school, ("Митап", "Встреча единомышленников."))
    page.terms = [GlossaryTerm(term="Митап", definition="Встреча.", variants="круглый стол")]
    page.save_revision().publish()

    assert [found.heading[0].text for found in search(school=school, query="столы").found] == [
        "Митап"
    ]


def test_a_changed_glossary_is_found_changed(school):
    page = make_glossary(school, ("Форсайт", "Взгляд вперёд."))
    term = page.terms.get()
    term.term = "Хакатон"
    page.terms = [term]
    page.save_revision().publish()

    assert search(school=school, query="форсайт").total == 0
    assert search(school=school, query="хакатоны").total == 1


def test_who_approved_the_act_is_not_in_the_index(school, act):
    assert search(school=school, query="Орлова").total == 0


def test_a_misspelt_word_is_mended(school, act):
    answer = search(school=school, query="сагласие родителей")

    assert [(one.query, one.count) for one in answer.suggestions] == [
        ("согласие родитель", 1),
        ("согласие", 2),
        ("родитель", 1),
    ]


def test_words_that_never_stand_together_are_offered_one_by_one(school, act):
    answer = search(school=school, query="соглашение отчёт")

    assert [one.query for one in answer.suggestions] == ["соглашение", "отчет"]


@pytest.mark.parametrize(
    "query",
    [
        "'; DROP TABLE x; --",
        '"согласие',
        "согласие*",
        "(согласие OR",
        "согласие\0",
        "%_",
        "\\",
        "<script>alert(1)</script>",
        "NEAR(a b)",
        "🙂",
        "\N{COMBINING BREVE}",
    ],
)
def test_whatever_is_typed_is_words(school, act, query):
    answer = search(school=school, query=query)

    assert answer.total == (2 if query in ('"согласие', "согласие*", "согласие\0") else 0)


def test_a_text_of_ten_thousand_characters_is_cut_and_said_to_be(school, act):
    answer = search(school=school, query="согласие " * 2_000)

    assert (answer.total, answer.is_cut) == (2, True)
    assert len(answer.asked) <= 200


def test_more_words_than_anybody_means_are_left_out(school, act):
    words = " ".join(f"слово{n}" for n in range(MOST_WORDS + 1))

    assert search(school=school, query=words).is_cut


def test_more_answers_and_more_words_need_no_more_queries(
    school, act, django_assert_max_num_queries
):
    clauses = [block("clause", 1, str(n), "Согласие даёт семья до встречи.") for n in range(60)]
    make_act(school, clauses, slug="long", title="о встречах", order_number="8")

    with django_assert_max_num_queries(5):
        answer = search(school=school, query="согласие семьи до встречи", page=2)

    assert (answer.total, answer.page, answer.pages) == (60, 2, 3)
    with django_assert_max_num_queries(8):
        search(school=school, query="сагласие симьи до встречи", filters=[CURRENT])


def test_a_programme_is_found_by_its_goal(school):
    page = ProgrammePage(
        title="Программа",
        slug="programma",
        act_heading="Программа",
        act_title="«Ученик – ученик»",
        goal="Помочь новичкам освоиться.",
        order_number="7",
        order_date=date(2026, 8, 30),
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision().publish()

    answer = search(school=school, query="новичок")

    assert names(answer) == ["Программа «Ученик – ученик»"]
    assert answer.found[0].state == "in_force"
