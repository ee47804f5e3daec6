"""«Кто подписал»: what curators and class teachers see of a class, and where it leads them."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake.domain.matrix import CellState, Column
from intake.models import (
    AccessRecord,
    Contact,
    Document,
    GuardianObjection,
    OutboundMessage,
    Person,
)
from intake.services.draft import add_to_draft
from intake.services.matrix import matrix_of, people_of_matrix
from intake.services.people import Name, add_person, set_contact
from mentoring_pages.services.membership import EVERYTHING
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    born,
    invited_family,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_school, make_staff

READY = SIGNED_HERE
ADDRESS = "/cms/nastavnik/matrix/"


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def curator(school, client):
    user = make_staff("kurator", curator=school)
    client.force_login(user)
    return user


def rows_of(school):
    people = people_of_matrix(school=school, found=EVERYTHING)
    matrix = matrix_of(school=school, people=people, now=timezone.now())
    return {row.person.given_name: row for row in matrix.rows}


def state(school, name="Пётр", column=Column.PROCESSING):
    return rows_of(school)[name].cells[column].state


def test_a_family_goes_through_its_states(school):
    now = timezone.now()
    add_person(
        school=school, name=Name("Ли", "Рита"), birth_date=born(9), school_class="2А", now=now
    )
    assert state(school, "Рита") is CellState.NOT_KNOWN
    request = invited_family(school, years=13)
    assert state(school) is CellState.WAITING
    mother = Family(link_to(PARENT))
    mother.sign(PARENT, publish="no")
    assert state(school) is CellState.SIGNED
    assert state(school, column=Column.PUBLICATION) is CellState.DECLINED
    objector = request.guardian
    GuardianObjection.objects.create(
        ward=request.participant, objector=objector, school=school, raised_at=now, how="staff"
    )
    assert state(school) is CellState.CONFLICT


def test_paper_no_contact_and_a_lost_letter_are_states_of_their_own(school):
    request = invited_family(school, years=13)
    OutboundMessage.objects.update(state="failed")
    assert state(school) is CellState.UNDELIVERED
    Contact.objects.update(replaced_at=timezone.now())
    assert state(school) is CellState.NO_CONTACT
    add_to_draft(request=request, part="representative", answers={"on_paper": True})
    assert state(school) is CellState.PAPER


def test_a_telephone_reaches_nobody_where_no_gateway_sends_messages(school):
    request = invited_family(school, years=13)
    mother = request.guardian
    set_contact(
        person=mother,
        value="+79001234567",
        confirmed=True,
        beside_others=True,
        now=timezone.now(),
    )
    assert state(school) is CellState.WAITING
    Contact.objects.filter(channel="email").update(dead_at=timezone.now())
    assert state(school) is CellState.UNDELIVERED
    Contact.objects.filter(channel="email").update(replaced_at=timezone.now())
    assert state(school) is CellState.NO_CONTACT


def test_a_teenager_with_the_mothers_address_has_none_of_their_own(school):
    invited_family(school, years=15, child_contact=PARENT)
    cell = rows_of(school)["Пётр"].cells[Column.PROCESSING]
    assert [one.answer.value for one in cell.waited] == ["asked", "no_contact"]


def test_the_number_of_queries_does_not_grow_with_the_class(school):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            rows_of(school)
        return len(queries)

    invited_family(school, years=15)
    few = count()
    for number in range(5):
        invited_family(
            school,
            years=13,
            guardian_contact=f"mama{number}@example.org",
            given_name=f"Иван{number}",
        )
    assert count() == few


def test_the_page_says_every_state_in_words_and_leads_on(school, curator, client):
    request = invited_family(school, years=13)
    page = client.get(ADDRESS).content.decode()
    assert "ждём ответа" in page
    assert f"/cms/intake/intakerequest/inspect/{request.pk}/" in page
    assert "Ждёт подписи" in page or "Документов ещё нет" in page
    assert (
        "Под эти условия никто не подходит"
        in client.get(f"{ADDRESS}?state=signed").content.decode()
    )
    assert "Ветров" in client.get(f"{ADDRESS}?class=7А&document=processing").content.decode()


def test_a_class_teacher_sees_the_own_class_and_no_files(school, client):
    invited_family(school, years=13)
    other = invited_family(school, years=13, given_name="Олег", guardian_contact="b@example.org")
    Person.objects.filter(pk=other.participant_id).update(school_class="9Б")
    client.force_login(make_staff("klass7a", class_teacher=(school, "7А")))
    page = client.get(ADDRESS)
    assert "Пётр" in page.content.decode()
    assert "Олег" not in page.content.decode()
    assert "file=xlsx" not in page.content.decode()
    assert client.get(f"{ADDRESS}?file=csv").status_code == 404


def test_another_school_does_not_exist(school, curator, client):
    stranger = make_school("chuzhaya")
    assert client.get(f"{ADDRESS}?school={stranger.key}").status_code == 404
    client.force_login(make_staff("redaktor", editor=school))
    assert client.get(ADDRESS).status_code == 404


def test_the_files_hold_no_formula_and_leave_a_record(school, curator, client):
    request = invited_family(school, years=13)
    Person.objects.filter(pk=request.participant_id).update(family_name="=HYPERLINK(1)")
    data = client.get(f"{ADDRESS}?file=csv").content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(data), delimiter=";"))
    assert rows[1][1].startswith("'=HYPERLINK")
    assert "ждём ответа" in rows[1]
    book = openpyxl.load_workbook(BytesIO(client.get(f"{ADDRESS}?file=xlsx").content))
    cell = book.active["B2"]
    assert (cell.data_type, str(cell.value)[:2]) == ("s", "'=")
    kept = AccessRecord.objects.filter(action="matrix.export").order_by("pk")
    assert [row.detail for row in kept] == ["csv, 1", "xlsx, 1"]
    assert not Document.objects.exists()
