"""A class list comes onto the school's list: whole or not at all, once, and back again."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from intake import vault
from intake.domain.class_list_columns import Field
from intake.domain.table_file import UnreadableTable
from intake.models import (
    ClassList,
    Contact,
    DataKey,
    EarlierPaper,
    Guardianship,
    JournalEntry,
    Person,
    Tombstone,
)
from intake.services import class_list as lists
from intake.services.class_list import ListClosed, drop_old_lists, dry_run, keep_list, set_columns
from intake.services.class_list_accept import NotSettled, accept_list
from intake.services.class_list_undo import undo_list, undoing
from intake.services.earlier_paper import place_of, rows_to_collect_anew
from intake.services.guardianship import asked_first
from intake.services.held import held_on
from intake.services.invite_many import preview
from intake.services.people import contact_value, current_contact
from intake.services.retention import keeping_of_school
from intake.services.staff_people import change_contact, invite_known
from tests.class_lists import BROKEN, OLEG, PAVEL, PETYA, accepted, kept, today
from tests.families import SIGNED_HERE, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE
NOW = timezone.now()
pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def test_a_list_brings_people_representatives_contacts_roles_and_papers(school, curator):
    row = accepted(school, PETYA, PAVEL, OLEG, BROKEN, by=curator)

    assert (row.state, row.people_made, row.guardians_made, row.rows_left) == ("accepted", 3, 1, 1)
    petya = Person.objects.get(given_name="Пётр")
    assert (petya.school_class, petya.intended_role, petya.birth_date) == (
        "7А",
        "mentee",
        date(2013, 5, 4),
    )
    assert petya.search_name == "ветров петр ильич"
    assert petya.checked_at is not None
    mother = petya.guardians_of.get().guardian
    assert Guardianship.objects.filter(guardian=mother).count() == 2
    assert contact_value(current_contact(person=mother)) == "anna@example.org"
    assert contact_value(current_contact(person=Person.objects.get(given_name="Олег"))) == (
        "oleg@example.org"
    )
    paper = EarlierPaper.objects.get()
    assert (paper.person.given_name, paper.signed_on) == ("Павел", date(2025, 9, 12))
    assert place_of(paper) == "личное дело, каб. 12"


def test_of_two_parents_the_one_who_can_be_written_to_is_invited(school, curator):
    """A father named without an address keeps no letter from the mother, in whatever order."""
    father = "Ветров Пётр Ильич;04.05.2013;7А;;;Ветров Илья Олегович;отец;;;"
    accepted(school, PETYA, father, by=curator)
    petya = Person.objects.get(given_name="Пётр")
    assert petya.guardians_of.count() == 2

    (told,) = preview(school=school, people=[petya], now=NOW)
    assert (told.state, [one.person.given_name for one in told.addressees]) == ("letter", ["Анна"])
    request = invite_known(participant=petya, by=curator, now=NOW)
    assert request.guardian.given_name == "Анна"

    Guardianship.objects.filter(guardian__given_name="Илья").update(checked_at=NOW)
    rows = asked_first(Guardianship.objects.filter(ward=petya))
    assert [row.guardian.given_name for row in rows] == ["Илья", "Анна"]


def test_a_representative_of_a_list_waits_for_the_check(school, curator):
    accepted(school, PETYA, by=curator)

    tie = Guardianship.objects.get()
    assert (tie.checked_at, tie.named_by, tie.guardian.checked_at) == (None, "school", None)


def test_the_same_list_again_brings_nobody(school, curator):
    accepted(school, PETYA, PAVEL, OLEG, by=curator)
    before = Person.objects.count(), Contact.objects.count(), EarlierPaper.objects.count()

    again = accepted(school, PETYA.replace("ё", "е").upper(), PAVEL, OLEG, by=curator)

    assert (again.people_made, again.guardians_made, again.people_met) == (0, 0, 3)
    assert (
        Person.objects.count(),
        Contact.objects.count(),
        EarlierPaper.objects.count(),
    ) == before


def test_one_name_without_a_contact_is_not_one_mother(school, curator):
    nameless = [line.replace("anna@example.org", "") for line in (PETYA, PAVEL)]

    assert accepted(school, *nameless, by=curator).guardians_made == 2


def test_a_mother_the_school_writes_to_is_the_same_mother(school, curator):
    accepted(school, PETYA, by=curator)

    again = accepted(school, PAVEL, by=curator)

    assert again.guardians_made == 0
    assert Guardianship.objects.values("guardian").distinct().count() == 1


def test_doubts_stop_the_whole_list_until_they_are_settled(school, curator):
    accepted(school, PETYA, by=curator)
    moved = PETYA.replace("7А", "8А")

    with pytest.raises(NotSettled) as waiting:
        accepted(school, moved, OLEG, by=curator)
    assert waiting.value.count == 1
    assert not Person.objects.filter(given_name="Олег").exists()

    accepted(school, moved, OLEG, by=curator, answers={"2:other_class": "move"})
    assert Person.objects.get(given_name="Пётр").school_class == "8А"
    assert Person.objects.filter(given_name="Олег").exists()


def test_nothing_of_a_file_is_kept_in_plain_and_nothing_at_all_after_it_was_accepted(
    school, curator
):
    row = kept(school, PETYA, by=curator)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intake_classlist")
        said = " ".join(
            bytes(cell).decode("latin-1") if isinstance(cell, (bytes, memoryview)) else str(cell)
            for line in cursor.fetchall()
            for cell in line
        )
    assert not any(word in said for word in ("Ветров", "anna@", "2013"))

    lists.drop_list(class_list=row, now=timezone.now())
    row.refresh_from_db()
    assert (row.state, row.rows_encrypted, bytes(row.data_key.wrapped or b"")) == (
        "dropped",
        None,
        b"",
    )
    with pytest.raises(vault.KeyDestroyed):
        lists.table_of(row)


def test_a_list_nobody_accepts_is_dropped_by_the_night(school, curator):
    row = kept(school, PETYA, by=curator)
    soon = timezone.now() + timedelta(days=lists.DAYS_KEPT) - timedelta(minutes=1)

    assert drop_old_lists(school=school, now=soon) == 0
    assert drop_old_lists(school=school, now=soon + timedelta(minutes=2)) == 1
    row.refresh_from_db()
    assert (row.state, row.rows_encrypted) == ("dropped", None)


def test_columns_chosen_once_are_chosen_for_the_next_list_of_that_look(school, curator):
    data = "Кто;Когда;Группа\r\nВетров Пётр;04.05.2013;7А\r\n".encode()
    first = keep_list(school=school, data=data, by=curator, now=timezone.now())
    assert lists.columns_of(first) == {}
    chosen = {Field.FULL_NAME: 0, Field.BIRTH_DATE: 1, Field.SCHOOL_CLASS: 2}
    set_columns(class_list=first, columns=chosen, heading=0)

    second = keep_list(school=school, data=data, by=curator, now=timezone.now())

    assert lists.columns_of(second) == chosen
    assert dry_run(class_list=second, day=today()).rows[0].person.name == ("Ветров", "Пётр", "")


def test_a_closed_list_is_not_accepted_again(school, curator):
    row = accepted(school, PETYA, by=curator)

    with pytest.raises(ListClosed):
        lists.lock_open(class_list=row)


def test_undoing_removes_everything_nobody_used(school, curator):
    row = accepted(school, PETYA, PAVEL, OLEG, by=curator)
    keys = set(Person.objects.values_list("key", flat=True))

    undo_list(class_list=row, by=curator, now=timezone.now())

    assert not Person.objects.exists()
    assert not DataKey.objects.filter(wrapped__isnull=False).exists()
    assert not EarlierPaper.objects.exists()
    assert set(Tombstone.objects.values_list("person_key", flat=True)) == keys
    told = JournalEntry.objects.filter(kind__startswith="list_").order_by("sequence")
    assert list(told.values_list("kind", "facts")) == [
        ("list_accepted", {"people": 3, "guardians": 1, "moved": 0, "papers": 1}),
        ("list_undone", {"people": 4, "stayed": 0}),
    ]


def test_undoing_says_who_stays_and_why(school, curator):
    row = accepted(school, PETYA, PAVEL, OLEG, by=curator)
    petya, pavel, oleg = (Person.objects.get(given_name=name) for name in ("Пётр", "Павел", "Олег"))
    invite_known(participant=petya, by=curator, now=timezone.now())
    change_contact(person=oleg, value="new@example.org", by=curator, now=timezone.now())

    found = undoing(class_list=row)

    assert {(one.person.given_name, one.why) for one in found.stays} == {
        ("Пётр", "used"),
        ("Анна", "used"),
        ("Олег", "contact"),
    }
    undo_list(class_list=row, by=curator, now=timezone.now())
    assert not Person.objects.filter(pk=pavel.pk).exists()
    assert Person.objects.filter(pk=petya.pk).exists()
    assert petya.guardians_of.count() == 1
    with pytest.raises(ListClosed):
        undo_list(class_list=row, by=curator, now=timezone.now())


def test_undoing_moves_back_and_takes_away_what_was_added_to_people_of_before(school, curator):
    accepted(school, PETYA, by=curator)
    father = PETYA.replace("7А", "8А").replace("Ветрова Анна Сергеевна", "Ветров Илья Ильич")
    father = father.replace("anna@", "ilya@").replace("мать", "отец")
    second = accepted(school, father, by=curator, answers={"2:other_class": "move"})
    petya = Person.objects.get(given_name="Пётр")
    assert (petya.school_class, petya.guardians_of.count()) == ("8А", 2)

    undo_list(class_list=second, by=curator, now=timezone.now())

    petya.refresh_from_db()
    assert petya.school_class == "7А"
    assert [row.guardian.given_name for row in petya.guardians_of.all()] == ["Анна"]
    assert not Person.objects.filter(given_name="Илья").exists()


def test_somebody_mended_by_hand_since_stays(school, curator):
    row = accepted(school, OLEG, by=curator)
    oleg = Person.objects.get(given_name="Олег")
    oleg.family_name = "Соловьев-Орлов"
    oleg.save()

    assert [one.why for one in undoing(class_list=row).stays] == ["changed"]


def test_an_earlier_consent_is_collected_anew_until_the_family_answers(school, curator):
    accepted(school, PAVEL, by=curator)
    pavel = Person.objects.get(given_name="Павел")

    assert rows_to_collect_anew(user=curator).rows.count() == 1
    tables = {table.key: table.rows for table in held_on(person=pavel)}
    assert tables["earlier_papers"] == (
        ("согласие на обработку персональных данных", "12.09.2025", "личное дело, каб. 12"),
    )
    last_day = {
        one.person.pk: one.last_day for one in keeping_of_school(school=school, day=today())
    }
    assert last_day[pavel.pk] == date(2029, 9, 12)


def test_the_number_of_queries_grows_with_chunks_and_not_with_rows(school, curator):
    def queries(people: range) -> int:
        lines = [
            f"Ветров Пётр{'а' * (number % 40)};{date(2010, 1, 1) + timedelta(days=number):%d.%m.%Y}"
            f";7А;;;Ветрова Анна;мать;anna{number}@example.org;12.09.2025;в деле"
            for number in people
        ]
        row = kept(school, *lines, by=curator)
        with CaptureQueriesContext(connection) as captured:
            accept_list(class_list=row, contacts_confirmed=True, by=curator, day=today(), now=NOW)
        return len(captured)

    few, many = queries(range(5)), queries(range(100, 150))

    assert many <= few + 6
    assert ClassList.objects.filter(people_made=50).exists()


def test_a_file_that_is_no_list_keeps_nothing(school, curator):
    with pytest.raises(UnreadableTable):
        keep_list(school=school, data=b"\xd0\xcf\x11\xe0", by=curator, now=timezone.now())

    assert not ClassList.objects.exists()


def test_a_telephone_is_kept_and_the_mail_beside_it(school, curator):
    data = (
        "ФИО;Дата рождения;Класс;Представитель;Телефон;Почта\r\n"
        "Ветров Пётр;04.05.2013;7А;Ветрова Анна;8 (916) 123-45-67;anna@example.org\r\n"
    )
    row = keep_list(school=school, data=data.encode(), by=curator, now=NOW)
    accept_list(class_list=row, contacts_confirmed=True, by=curator, day=today(), now=NOW)

    kept_at = {(one.channel, contact_value(one)) for one in Contact.objects.all()}
    assert kept_at == {("phone", "+79161234567"), ("email", "anna@example.org")}
    mother = Guardianship.objects.get().guardian
    assert contact_value(current_contact(person=mother)) == "anna@example.org"
