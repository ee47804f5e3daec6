"""What an act looks like painted: safe, its terms and references links, notes apart from it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from mentoring_pages.rendering.reading import Beside, Note, paint, paint_clause
from mentoring_pages.rendering.term_cards import Explained


def block(key, kind, level, number, text):
    value = {"level": str(level), "number": number, "text": text, "meaning": []}
    return {"key": key, "type": kind, "value": value}


def table(key, *rows):
    value = {"data": [list(row) for row in rows], "table_header_choice": "row"}
    return {"key": key, "type": "table", "value": value}


BLOCKS = [
    block("s1", "section", 1, "1", "О наставнике"),
    block("d", "clause", 2, "1.1", "В документе используются понятия:"),
    block("d1", "paragraph", 3, "", "Наставник – тот, кто ведёт."),
    block("c2", "clause", 2, "1.2", "С наставником заключают соглашение. Наставник его читает."),
    block("s2", "section", 1, "2", "Дела"),
    block("c3", "clause", 2, "2.1", "Наставники ведут кейс-методы по п. 1.2 и п. 9.9 Положения."),
    block("i1", "item", 3, "", "раз в неделю;"),
    block("a1", "appendix", 1, "1", "Форма"),
    table("t1", ("Кто", "Где"), ("Наставник\nи семья", "<b>школа</b>")),
]
TERMS = [{"term": "Наставник", "definition": "тот, кто ведёт.", "clause": "d"}]
KEIS = Explained("Кейс-метод", "Разбор случая.", address="/slova/#t-кейс-метод")


def tree(blocks=BLOCKS, terms=TERMS):
    return {
        "heading": "Положение",
        "title": "о наставничестве",
        "approval": {"heading": "УТВЕРЖДАЮ", "post": "Директор", "name": "Н. П. Орлова"},
        "blocks": blocks,
        "terms": terms,
    }


def painted(given=None, **options):
    options.setdefault("order_number", "7")
    options.setdefault("order_date", date(2026, 9, 1))
    return paint(given or tree(), **options)


def soup_of(reading):
    return BeautifulSoup(
        f"<main>{reading.article}{reading.cards}</main>",
        "html.parser",
        preserve_whitespace_tags={"p", "td"},
    )


def terms_in(soup, key):
    return [link.get_text() for link in soup.select(f"#c-{key} a.act-term")]


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<script>alert(1)</script>", id="a script"),
        pytest.param('"><img src=x onerror=alert(1)>', id="out of an attribute"),
        pytest.param("<b>жирно</b> & &lt;i&gt;", id="mark-up and entities"),
    ],
)
def test_html_of_a_text_arrives_as_text_wherever_it_stands(hostile):
    blocks = [
        block("s", "section", 1, "1", f"Раздел {hostile}"),
        block("c", "clause", 2, hostile, f"Наставник {hostile}"),
        block("p", "paragraph", 3, "", f"Ментор {hostile} – это {hostile}"),
        block("a", "appendix", 1, hostile, hostile),
        table("t", (hostile, "Б"), (f"• {hostile}", hostile)),
    ]
    given = tree(blocks, [{"term": "Наставник", "definition": hostile, "clause": "c"}])
    given["title"] = hostile
    given["approval"] = {"heading": hostile, "post": hostile, "name": hostile}
    beside = Beside(
        explained=[Explained(f"Ментор {hostile}", hostile, address=f"/slova/#{hostile}")],
        notes={"c": Note(text=hostile, signed=hostile, audiences=frozenset({"parent"}))},
    )
    for audience in ("", "parent"):
        reading = painted(given, order_number=hostile, beside=beside, audience=audience)
        page = f"{reading.article}{reading.contents}{reading.cards}"
        assert hostile.split()[0] not in page
        found = BeautifulSoup(page, "html.parser")
        assert found.find(["script", "img", "b", "i"]) is None
        assert not [tag for tag in found.find_all() if any(name[:2] == "on" for name in tag.attrs)]
        assert hostile in found.get_text()


WORDS = st.sampled_from(
    ["наставника", "п. 1.2", "Приложение № 1", "настоящего Положения", "кейс-методом", " ", ", "]
)
PIECES = st.lists(WORDS | st.text(alphabet="<>&\"'/абв;#x27 \n", max_size=6), max_size=12)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES)
def test_no_sign_of_a_text_is_lost_added_or_read_as_html(pieces):
    said = "".join(pieces)
    blocks = [*BLOCKS[:4], block("c", "clause", 2, "1.3", said), *BLOCKS[4:8]]
    blocks.append(table("t1", ("Кто",), (said,)))
    soup = soup_of(painted(tree(blocks), beside=Beside(explained=[KEIS])))
    assert soup.select_one("#c-c .act-clause__text").get_text() == said
    found = {tag.name for tag in soup.select("#c-c .act-clause__text *, #c-t1 td *")}
    assert found <= {"a", "dfn", "br", "ul", "li"}
    for link in soup.select("#c-c .act-clause__text a"):
        assert link["href"].startswith(("#c-", "/slova/#"))


def test_a_term_is_marked_at_its_first_use_in_each_section():
    soup = soup_of(painted())
    assert terms_in(soup, "c2") == ["наставником"]
    assert terms_in(soup, "c3") == ["Наставники"]


def test_a_term_is_no_link_in_its_own_definition_and_in_headings():
    soup = soup_of(painted())
    assert terms_in(soup, "d1") == []
    assert soup.select_one("#c-d1 dfn").get_text() == "Наставник"
    assert soup.select("h1 a.act-term, h2 a.act-term, h3 a.act-term") == []


def test_a_term_leads_to_its_definition_and_is_described_by_it():
    soup = soup_of(painted())
    link = soup.select_one("#c-c2 a.act-term")
    assert link["href"] == "#c-d1"
    said = soup.find(id=link["aria-describedby"])
    assert said.get_text(strip=True) == "тот, кто ведёт."
    card = soup.find(id=link["data-card"])
    assert card.has_attr("hidden")
    assert card.select_one(".act-card__source a").get_text() == (
        "п.\N{NO-BREAK SPACE}1.1 Положения"
    )


def test_a_term_of_the_glossary_leads_there_and_its_card_says_it_is_no_part_of_the_act():
    soup = soup_of(painted(beside=Beside(explained=[KEIS])))
    (link,) = [one for one in soup.select("a.act-term") if one.get_text() == "кейс-методы"]
    assert link["href"] == KEIS.address
    assert "не часть документа" in soup.find(id=link["data-card"]).get_text()


def test_the_definition_of_the_act_comes_before_the_explanation_of_the_glossary():
    beside = Beside(
        explained=[
            Explained("наставник", "Старший товарищ.", variants="ментор", address="/slova/#t")
        ]
    )
    soup = soup_of(painted(beside=beside))
    link = soup.select_one("#c-c2 a.act-term")
    card = soup.find(id=link["data-card"]).get_text(" ", strip=True)
    assert link["href"] == "#c-d1"
    assert card.index("тот, кто ведёт.") < card.index("Старший товарищ.")


def test_another_name_of_a_term_is_found_too():
    blocks = [block("s", "section", 1, "1", "О"), block("c", "clause", 2, "1.1", "С ментором.")]
    beside = Beside(
        explained=[Explained("Наставник", "Старший.", variants="ментор, гид", address="/slova/#t")]
    )
    assert terms_in(soup_of(painted(tree(blocks, []), beside=beside)), "c") == ["ментором"]


def test_a_reference_to_a_clause_is_a_link_and_one_to_nowhere_is_text():
    soup = soup_of(painted())
    links = {link.get_text(): link["href"] for link in soup.select("#c-c3 a.act-reference")}
    assert len(links) == 1
    assert set(links.values()) == {"#c-c2"}
    assert "9.9" in soup.select_one("#c-c3 .act-clause__text").get_text()


def test_a_term_in_a_cell_is_marked_and_its_lines_stay_lines():
    cell = soup_of(painted()).select_one("#c-t1 td")
    assert cell.select_one("a.act-term").get_text() == "Наставник"
    assert cell.find("br") is not None


def test_a_table_of_terms_marks_none_of_them_in_its_first_column():
    blocks = [
        block("s", "section", 1, "1", "Глоссарий"),
        table(
            "t", ("Термин", "Что значит"), ("Кейс-метод", "Разбор."), ("Иное", "По кейс-методу.")
        ),
    ]
    beside = Beside(explained=[KEIS])
    cells = soup_of(painted(tree(blocks, []), beside=beside)).select("td")
    assert [bool(cell.select("a.act-term")) for cell in cells] == [False, False, False, True]


def test_no_link_stands_inside_another():
    beside = Beside(explained=[Explained("Положение", "Наш акт.", address="/slova/#t"), KEIS])
    assert soup_of(painted(beside=beside)).select("a a") == []


def test_every_clause_is_an_anchor_once_and_has_an_address_for_ever():
    for audience in ("", "parent"):
        notes = {"c2": Note(audiences=frozenset({"parent"}))}
        soup = soup_of(painted(beside=Beside(notes=notes), audience=audience))
        for one in BLOCKS:
            assert len(soup.find_all(id=f"c-{one['key']}")) == 1
        assert soup.select_one("#c-c3 .act-tools a")["href"] == "/c/c3/"
        assert "п.\N{NO-BREAK SPACE}2.1 Положения о наставничестве" in soup.get_text()


def test_a_note_stands_beside_its_clause_and_says_it_is_no_part_of_the_act():
    notes = {"c2": Note(text="Проще говоря.", signed="Куратор", written_on=date(2026, 9, 3))}
    soup = soup_of(painted(beside=Beside(notes=notes)))
    note = soup.select_one(".act-note")
    assert note.find_previous_sibling("div")["id"] == "c-c2"
    assert soup.select_one("#c-c2").get_text().find("Проще") == -1
    said = note.get_text(" ", strip=True)
    assert "Простыми словами · не часть документа" in said
    assert "Куратор, 3 сентября 2026" in said
    assert "n-no-print" in note["class"]


def test_a_note_to_words_that_lead_a_list_stands_below_the_list_and_names_its_clause():
    blocks = [
        block("s", "section", 1, "1", "Дела"),
        block("c", "clause", 2, "1.1", "Наставник обязан:"),
        block("i", "item", 3, "а", "приходить;"),
        block("j", "item", 3, "б", "отвечать."),
        block("k", "clause", 2, "1.2", "Куратор помогает."),
    ]
    explained = Beside(notes={"c": Note(text="Проще говоря.")})
    soup = soup_of(painted(tree(blocks, ()), beside=explained))
    note = soup.select_one(".act-note")
    assert note.find_previous_sibling("div")["id"] == "c-j"
    assert note.find_next_sibling("div")["id"] == "c-k"
    assert "1.1" in str(note)
    own = Beside(notes={key: Note(text="Проще.") for key in "cj"})
    first, second = soup_of(painted(tree(blocks, ()), beside=own)).select(".act-note")
    assert first.find_previous_sibling("div")["id"] == "c-c"
    assert second.find_previous_sibling("div")["id"] == "c-j"


def test_the_view_for_a_parent_shows_what_concerns_them_first_and_folds_the_rest():
    notes = {"c3": Note(text="Важно.", audiences=frozenset({"parent"}))}
    reading = painted(beside=Beside(notes=notes), audience="parent")
    soup = soup_of(reading)
    assert reading.audiences == ("parent",)
    assert "не весь документ" in soup.select_one(".act-selection").get_text()
    folded = {one["id"] for one in soup.select("details.act-rest [id^=c-]")}
    assert folded == {"c-s1", "c-d", "c-d1", "c-c2", "c-s2", "c-a1", "c-t1"}
    shown = [one["id"] for one in soup.select("[id^=c-]") if one["id"] not in folded]
    assert shown == ["c-c3", "c-i1"]
    assert soup.select_one("details a[href='#c-c3']") is not None


def test_a_section_that_concerns_them_is_shown_with_all_its_clauses():
    notes = {"s2": Note(audiences=frozenset({"child"}))}
    soup = soup_of(painted(beside=Beside(notes=notes), audience="child"))
    folded = {one["id"] for one in soup.select("details.act-rest [id^=c-]")}
    assert {"c-s2", "c-c3", "c-i1"}.isdisjoint(folded)


def test_a_selection_that_nobody_made_is_the_whole_act():
    reading = painted(audience="mentor")
    assert reading.audiences == ()
    assert "act-selection" not in reading.article


def test_one_clause_is_painted_with_what_stands_under_it_and_nothing_else():
    clause = paint_clause(tree(), "c3", order_number="7", order_date=date(2026, 9, 1))
    soup = BeautifulSoup(clause.text, "html.parser")
    assert [one["id"] for one in soup.select("[id^=c-]")] == ["c-c3", "c-i1"]
    assert soup.find("a", class_="act-reference") is None
    assert clause.citation.startswith("п.\N{NO-BREAK SPACE}2.1 Положения")


def test_a_clause_that_was_never_there_is_nothing():
    assert paint_clause(tree(), "none") is None
