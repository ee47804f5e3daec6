"""The curator's way in a real browser: from the menu to the figures, the people and the files."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from intake.models import Participation
from intake.services.participation import record_participation
from intake.services.people import Name, add_person
from mentoring_pages.models import MentoringForm
from tests.families import born
from tests.schools import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHOLE_FORM, PUPILS, MENTEES = "01", "02", 7
PAIRS = {
    "Пара 1": (("Осинина", 16), ("Берёзов", 12)),
    "Пара 2": (("Рябинин", 17), ("Калинина", 13)),
    "Пара 3": (("Осинина", 16), ("Вишнёв", 11)),
}
WITHOUT_ORDER = ("Дубов", 12)


@pytest.fixture
def mentees(school):
    """Three pairs of pupils under an order and one mentee without; the names that must count."""
    by = make_staff("curator", curator=school)
    form = MentoringForm.objects.create(school=school, key="pupil-pupil", title="ученик – ученик")
    people = {}

    def person(family_name, years):
        if family_name not in people:
            people[family_name] = add_person(
                school=school,
                name=Name(family_name, "Саша", ""),
                birth_date=born(years),
                school_class="7А",
                checked=True,
                now=timezone.now(),
            )
        return people[family_name]

    def take_part(who, role, team, **order):
        started = timezone.localdate() - timedelta(days=30)
        record_participation(
            participation=Participation(
                school=school,
                person=person(*who),
                role=role,
                form=form,
                category="pupil",
                team_kind="pair",
                team=team,
                started_on=started,
                **order,
            ),
            by=by,
            now=timezone.now(),
        )

    order = {"order_number": "12-од", "order_date": timezone.localdate() - timedelta(days=30)}
    for team, (mentor, mentee) in PAIRS.items():
        take_part(mentor, "mentor", team, **order)
        take_part(mentee, "mentee", team, **order)
    take_part(WITHOUT_ORDER, "mentee", "Пара 4")
    return [f"{mentee} Саша" for _mentor, (mentee, _years) in PAIRS.values()]


def downloaded(person, words):
    with person.page.expect_download() as waiting:
        person.page.get_by_role("link", name=words).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def figure_in_the_workbook(content, row, column):
    """The cell of the grid as somebody with the file finds it: by the numbers of row and column."""
    sheet = load_workbook(BytesIO(content))["Форма"]
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    numbers = next(line for line in lines if line[:3] == ["1", "2", "3"])
    line = next(line for line in lines if line[1] == row)
    return line[numbers.index(str(column))]


def test_the_curator_finds_the_figure_the_people_behind_it_and_the_same_figure_in_the_files(
    walker, school, mentees
):
    curator = walker("curator", width=1280)
    curator.sign_in("curator")
    page = curator.page
    page.get_by_role("button", name="Наставничество").click()
    curator.follow(page.get_by_role("link", name="Годовая форма"))
    grid = page.url
    assert page.get_by_role("row", name="Всего (каждый один раз)").first.is_visible()

    figure = page.get_by_role("link", name=f"кто это, строка {PUPILS}, графа {MENTEES}")
    on_the_screen = int(figure.inner_text())
    curator.follow(figure)
    names = page.locator("tr.return__person th").all_inner_texts()
    assert sorted(names) == sorted(mentees)
    assert len(names) == on_the_screen
    assert "Дубов" not in page.inner_text("main")

    curator.press("Вернуться к форме")
    assert page.url == grid
    assert "нет приказа о закреплении" in page.inner_text("main")

    name, workbook = downloaded(curator, "Скачать XLSX")
    assert name.endswith(".xlsx")
    assert figure_in_the_workbook(workbook, PUPILS, MENTEES) == on_the_screen
    name, paper = downloaded(curator, "Скачать PDF")
    assert name.endswith(".pdf")
    words = " ".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split())
    row = page.get_by_role("row").filter(has=page.get_by_role("cell", name=PUPILS, exact=True))
    figures = " ".join(row.first.locator("td").all_inner_texts())
    assert figures in words
    assert not any(mentee in words for mentee in mentees)
