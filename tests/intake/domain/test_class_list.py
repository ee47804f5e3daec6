"""Rows of a class list: what is read, what is wrong, and who is who."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intake.domain.class_list import Level, ListPerson, leave_out_mail, read_person
from intake.domain.class_list_cells import (
    mended_address,
    read_address,
    read_class,
    read_date,
    read_full_name,
)
from intake.domain.class_list_check import Act, Known, Plan, plan
from intake.domain.class_list_columns import Field, guess_columns, heading_row
from intake.domain.class_list_phones import read_phones
from intake.domain.table_file import Table, TableRow

TODAY = date(2026, 9, 7)
BORN = date(2013, 5, 4)

HEADINGS = {
    Field.FULL_NAME: 0,
    Field.BIRTH_DATE: 1,
    Field.SCHOOL_CLASS: 2,
    Field.GUARDIAN_NAME: 3,
    Field.GUARDIAN_EMAIL: 4,
}

NAMES = st.sampled_from(["Ёлкин", "Елкин", "ёлкин", "Ветров", "Ветров-Орлов", "Ветров – Орлов"])
GIVEN = st.sampled_from(["Пётр", "Петр", "ПЁТР", "Павел", "Артём", "Артем"])
DAYS = st.dates(min_value=date(2008, 1, 1), max_value=date(2016, 12, 31))


def row(number: int, *cells: str) -> TableRow:
    return TableRow(number, cells)


def checked(*rows: TableRow, known: tuple[Known, ...] = (), **answers: str) -> Plan:
    settled = {key.replace("__", ":").removeprefix("r"): value for key, value in answers.items()}
    people = [read_person(one, HEADINGS, today=TODAY, answers=settled) for one in rows]
    return plan(people, known, today=TODAY, answers=settled)


def codes(made: Plan) -> list[tuple[int, str]]:
    return [(one.row, one.code) for one in made.findings]


MOTHER = ("Ветрова Анна Сергеевна", "anna@example.org")


@pytest.mark.parametrize(
    ("headings", "wanted"),
    [
        (
            ["№", "Ф.И.О. учащегося", "Дата рожд.", "Класс", "ФИО родителя", "E-mail", "Телефон"],
            "full_name birth_date school_class guardian_name guardian_email guardian_phone",
        ),
        (
            ["Фамилия", "Имя", "Отчество", "Д.р.", "ФИО матери", "Тел. матери", "ФИО отца"],
            "family_name given_name patronymic birth_date guardian_name guardian_phone second_name",
        ),
        (
            ["ФИО ребёнка", "Дата рождения", "Почта ребёнка", "Законный представитель", "Почта"],
            "full_name birth_date email guardian_name guardian_email",
        ),
        (
            [
                "ФИО",
                "Рождён",
                "Согласие на обработку ПДн",
                "Согласие на публикацию",
                "Где хранится",
            ],
            "full_name birth_date processing_paper publication_paper kept_where",
        ),
    ],
)
def test_headings_of_schools_are_understood(headings: list[str], wanted: str) -> None:
    assert {field.value for field in guess_columns(headings)} == set(wanted.split())


def test_headings_below_a_title_are_found_and_rows_of_people_are_no_headings() -> None:
    title, heads = row(1, "Список 7А класса"), row(3, "ФИО", "Дата рождения")
    pupil = row(4, "Ветров Пётр", "04.05.2013", "мать Ветрова", "anna@mail.ru")

    assert heading_row(Table((title, heads, pupil))) == 1
    assert heading_row(Table((pupil,))) == -1


@given(day=st.dates(min_value=date(1930, 1, 1), max_value=TODAY))
def test_every_day_is_read_from_every_way_of_writing_it(day: date) -> None:
    months = [
        "января",
        "февраля",
        "марта",
        "апреля",
        "мая",
        "июня",
        "июля",
        "августа",
        "сентября",
        "октября",
        "ноября",
        "декабря",
    ]
    ways = [
        f"{day:%d.%m.%Y}", f"{day.day}/{day.month}/{day.year}", day.isoformat(),
        f"{day.day} {months[day.month - 1]} {day.year} г.", str((day - date(1899, 12, 30)).days),
        f"{day:%d.%m.%Y} г.р.", f"{day.isoformat()} 00:00:00",
    ]  # fmt: skip
    assert {read_date(way, today=TODAY) for way in ways} == {day}


@pytest.mark.parametrize("said", ["31.02.2013", "45.05.2013", "04.13.2013", "в мае", "2013", "-"])
def test_a_day_that_cannot_be_is_no_day(said: str) -> None:
    assert read_date(said, today=TODAY) is None


@settings(max_examples=50)
@given(text=st.text(max_size=40))
def test_no_cell_breaks_the_readers(text: str) -> None:
    person = read_person(row(2, text, text, text, text, text), HEADINGS, today=TODAY, answers={})
    assert person.row == 2
    read_class(text), read_address(text), read_phones(text)


@pytest.mark.parametrize("said", ["7А", "7 а", "7-а", "7 «А»", '7 "А" класс', "7A", "7а кл."])
def test_one_class_has_one_name(said: str) -> None:
    assert read_class(said) == "7А"


@pytest.mark.parametrize("said", ["седьмой", "13А", "А7", "7АБВГ", "0Б"])
def test_what_is_no_class_is_said(said: str) -> None:
    assert read_class(said) is None


def test_names_of_several_peoples_are_divided() -> None:
    assert read_full_name("Мамедов Али Гасан оглы") == ("Мамедов", "Али", "Гасан оглы")
    assert read_full_name("Ветров  Пётр") == ("Ветров", "Пётр", "")
    assert read_full_name("Ветров") is None
    assert read_full_name("Де Ла Крус Мария") is None


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("anna@mail.ry", "anna@mail.ru"),
        ("anna@gmial.com", "anna@gmail.com"),
        ("anna@yandex.r", "anna@yandex.ru"),
        ("anna@yandex.ru", ""),
        ("anna@mai.ru", ""),
        ("anna@school12.ru", ""),
    ],
)
def test_a_slip_in_a_well_known_domain_is_asked_about(said: str, mended: str) -> None:
    assert mended_address(said) == mended


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("", "04.05.2013", "7А"), "no_name"),
        (("Ветров", "04.05.2013", "7А"), "name_unclear"),
        (("Ветров Пётр 7", "04.05.2013", "7А"), "strange_name"),
        (("Ветров Пётр", "", "7А"), "no_birth_date"),
        (("Ветров Пётр", "31.02.2013", "7А"), "impossible_date"),
        (("Ветров Пётр", "04.05.2027", "7А"), "future_birth"),
        (("Ветров Пётр", "04.05.1813", "7А"), "too_old"),
        (("Ветров Пётр", "04.05.2013", "седьмой"), "strange_class"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_stays_out(
    cells: tuple[str, ...], code: str
) -> None:
    made = checked(row(2, *cells, *MOTHER))

    assert codes(made) == [(2, code)]
    assert made.rows[0].act is Act.LEAVE


def test_nothing_is_asked_about_a_row_that_is_not_taken() -> None:
    made = checked(row(2, "Ветров Пётр", "31.02.2013", "7А", MOTHER[0], "anna@mail.ry"))

    assert codes(made) == [(2, "impossible_date")]
    assert not made.unsettled


@given(family=NAMES, given=GIVEN, day=DAYS, other_given=GIVEN, other_day=DAYS)
def test_only_one_name_on_one_day_is_one_person(
    family: str, given: str, day: date, other_given: str, other_day: date
) -> None:
    """Twins differ by the given name, namesakes by the day; ё and case tell nobody apart."""

    def fold(name: str) -> str:
        return name.casefold().replace("ё", "е")

    made = checked(
        row(2, f"{family.replace(' – ', '-')} {given}", f"{day:%d.%m.%Y}", "7А", *MOTHER),
        row(
            3, f"{family.replace(' – ', '-')} {other_given}", f"{other_day:%d.%m.%Y}", "7А", *MOTHER
        ),
    )
    is_one = day == other_day and fold(given) == fold(other_given)
    assert (made.rows[1].same_as == 2) is is_one
    assert made.count(Act.MAKE) == (1 if is_one else 2)


def test_twins_and_namesakes_are_new_people_beside_whoever_is_known() -> None:
    known = (Known("a", ("Ветров", "Пётр", "Ильич"), BORN, "7А"),)
    made = checked(
        row(2, "Ветров Павел Ильич", "04.05.2013", "7А", *MOTHER),
        row(3, "Ветров Пётр Ильич", "05.05.2013", "7А", *MOTHER),
        row(4, "ветров ПЕТР ильич", "04.05.2013", "7А", *MOTHER),
        known=known,
    )
    assert [one.act for one in made.rows] == [Act.MAKE, Act.MAKE, Act.MEET]
    assert made.rows[2].known == "a"
    assert not made.unsettled


def test_whoever_came_by_a_form_and_was_checked_by_nobody_is_not_joined() -> None:
    stranger = Known("a", ("Ветров", "Пётр", ""), BORN, "7А", is_checked=False)
    made = checked(row(2, "Ветров Пётр", "04.05.2013", "7А", *MOTHER), known=(stranger,))

    assert (made.rows[0].act, codes(made)) == (Act.MAKE, [(2, "request_waits")])


@pytest.mark.parametrize(
    ("answer", "act", "key"),
    [
        ("", Act.LEAVE, ""),
        ("move", Act.MOVE, "a"),
        ("keep", Act.MEET, "a"),
        ("another", Act.MAKE, ""),
        ("leave", Act.LEAVE, ""),
    ],
)
def test_another_class_of_a_known_pupil_is_for_the_curator(answer: str, act: Act, key: str) -> None:
    known = (Known("a", ("Ветров", "Пётр", ""), BORN, "7А"),)
    answers = {"r2__other_class": answer} if answer else {}
    made = checked(row(2, "Ветров Пётр", "04.05.2013", "8А", *MOTHER), known=known, **answers)

    assert (made.rows[0].act, made.rows[0].known) == (act, key)
    assert bool(made.unsettled) is (not answer)
    assert [one.level for one in made.findings][:1] == [Level.DOUBT]


def test_an_address_where_no_mail_is_sent_is_not_taken() -> None:
    person = read_person(
        row(2, "Ветров Пётр", "04.05.2013", "7А", *MOTHER), HEADINGS, today=TODAY, answers={}
    )
    leave_out_mail(person, domains=["example.org"])
    assert person.guardians[0].email == "anna@example.org"
    leave_out_mail(person, domains=["school.ru"])
    assert person.guardians[0].email == ""
    assert [one.code for one in person.findings] == ["other_domain"]


def test_two_children_of_a_list_are_never_one_child_of_the_school() -> None:
    known = (Known("a", ("Ветров", "Пётр", ""), BORN, "7Б"),)
    made = checked(
        row(2, "Ветров Пётр", "04.05.2013", "", *MOTHER),
        row(3, "Ветров Пётр", "04.05.2013", "7Б", "Иванова Ольга Павловна", "olga@example.org"),
        known=known,
        r3__two_classes="another",
    )

    assert [(one.act, one.known) for one in made.rows] == [(Act.MEET, "a"), (Act.MAKE, "")]


@pytest.mark.parametrize(
    ("answer", "people", "school_class"),
    [("this", 1, "7Б"), ("first", 1, "7А"), ("another", 2, "7А"), ("leave", 1, "7А")],
)
def test_one_name_in_two_classes_of_a_file_is_for_the_curator(
    answer: str, people: int, school_class: str
) -> None:
    rows = (
        row(2, "Ветров Пётр", "04.05.2013", "7А", *MOTHER),
        row(3, "Ветров Пётр", "04.05.2013", "7Б", *MOTHER),
    )
    assert len(checked(*rows).unsettled) == 1
    made = checked(*rows, r3__two_classes=answer)
    assert made.count(Act.MAKE) == people
    assert made.rows[0].person.school_class == school_class


def test_two_rows_of_a_child_bring_both_parents() -> None:
    made = checked(
        row(2, "Ветров Пётр", "04.05.2013", "7А", *MOTHER),
        row(3, "Ветров Пётр", "04.05.2013", "7А", "Ветров Илья Ильич", "ilya@example.org"),
    )
    assert (codes(made), made.left) == ([(3, "second_guardian")], 0)
    assert [one.name[1] for one in made.rows[0].person.guardians] == ["Анна", "Илья"]


def test_a_patronymic_missing_on_one_side_is_asked_about_and_two_are_two_people() -> None:
    known = (Known("a", ("Ветров", "Пётр", "Ильич"), BORN, "7А"),)
    asked = checked(row(2, "Ветров Пётр", "04.05.2013", "7А", *MOTHER), known=known)
    other = checked(row(2, "Ветров Пётр Олегович", "04.05.2013", "7А", *MOTHER), known=known)

    assert codes(asked) == [(2, "maybe_same")]
    assert other.rows[0].act is Act.MAKE


def test_a_representative_who_is_the_child_or_a_grandmother_is_not_written() -> None:
    columns = {**HEADINGS, Field.GUARDIAN_KIND: 5}

    def guardians(*cells: str) -> ListPerson:
        return read_person(
            row(2, "Ветров Пётр", "04.05.2013", "7А", *cells), columns, today=TODAY, answers={}
        )

    assert [one.code for one in guardians("Ветров Петр", "", "").findings] == ["own_guardian"]
    assert [one.code for one in guardians(*MOTHER, "бабушка").findings] == ["no_authority"]
    assert guardians(*MOTHER, "опекун").guardians[0].kind == "guardian"
    assert guardians(*MOTHER, "мать").guardians[0].kind == "parent"


def test_an_address_shared_with_the_parent_is_not_the_childs() -> None:
    columns = {**HEADINGS, Field.EMAIL: 5}
    person = read_person(
        row(2, "Ветров Пётр", "04.05.2011", "9А", *MOTHER, "Anna@Example.org"),
        columns,
        today=TODAY,
        answers={},
    )
    assert (person.email, [one.code for one in person.findings]) == ("", ["shared_mail"])


def test_papers_are_read_with_their_day_and_place() -> None:
    columns = {**HEADINGS, Field.PROCESSING_PAPER: 5}

    def papers(said: str) -> ListPerson:
        cells = ("Ветров Пётр", "04.05.2013", "7А", *MOTHER, said)
        return read_person(row(2, *cells), columns, today=TODAY, answers={})

    found = papers("на бумаге, подписано 12.09.2025, хранится в личном деле").papers
    assert [(one.kind, one.signed_on, one.kept_where) for one in found] == [
        ("processing", date(2025, 9, 12), "в личном деле")
    ]
    assert [one.code for one in papers("да").findings] == ["paper_without_date"]
    assert [one.code for one in papers("12.09.2025").findings] == ["paper_without_place"]
    tomorrow = f"{TODAY + timedelta(days=1):%d.%m.%Y}, хранится в деле"
    assert [one.code for one in papers(tomorrow).findings] == ["paper_impossible"]
    assert not papers("нет").findings
