"""A class list between its file and the school's list: kept encrypted, mapped, checked, dropped."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from intake import conf, vault
from intake.domain.class_list import leave_out_mail, read_person
from intake.domain.class_list_check import Known, Plan, plan
from intake.domain.class_list_columns import (
    HEADINGS_WITHIN,
    Columns,
    Field,
    folded_heading,
    guess_columns,
    heading_row,
)
from intake.domain.table_file import Table, TableRow, read_table
from intake.models import ClassList, ClassListColumns, DataKey, Person
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from mentoring_pages.models import School

DAYS_KEPT = 3
"""For how many days the rows of a list wait to be accepted; then the tick destroys their key."""

PRINT_PURPOSE = "class-list-heading"
HEADING = "heading"
"""In ``ClassList.columns``: the number of the row of headings in the table, −1 for none."""


def keep_list(*, school: School, data: bytes, name: str = "", by: Any, now: datetime) -> ClassList:
    """Read a file and keep its rows encrypted until they are accepted; the file itself is not kept.

    Raises ``UnreadableTable`` and keeps nothing. The file is read before the transaction begins:
    on SQLite it would hold the only lock for writing, and families are signing.
    """
    table = read_table(data, name=name)
    place, columns = _first_columns(school, table)
    return _keep(school, table, place, columns, by, now)


@transaction.atomic
def _keep(
    school: School,
    table: Table,
    place: int,
    columns: Columns,
    by: Any,
    now: datetime,
) -> ClassList:
    key = DataKey.objects.create(wrapped=vault.new_data_key(), made_at=now)
    row = ClassList(
        school=school,
        data_key=key,
        rows_encrypted=_sealed(key, table),
        row_count=len(table.rows) - (place + 1),
        made_at=now,
        made_by_key=staff_key(by),
    )
    row.columns = _stored(columns, place)
    row.save()
    return row


def table_of(class_list: ClassList) -> Table:
    """What the file said. Raises ``vault.KeyDestroyed`` after the list was accepted or dropped."""
    held = class_list.rows_encrypted
    plain = vault.decrypt(class_list.data_key.wrapped, held or b"")
    said = json.loads(plain)
    rows = tuple(TableRow(number, tuple(cells)) for number, cells in said["rows"])
    return Table(rows, said["other_sheets"])


def columns_of(class_list: ClassList) -> dict[Field, int]:
    """Which column says what, as settled by now."""
    return {Field(name): at for name, at in class_list.columns.items() if name != HEADING}


def heading_of(class_list: ClassList) -> int:
    """Where the headings stand among the rows of the table; −1 where there are none."""
    return int(class_list.columns.get(HEADING, -1))


@transaction.atomic
def set_columns(*, class_list: ClassList, columns: Columns, heading: int) -> ClassList:
    """Settle what the columns say; the school's next list of this look is read the same way."""
    class_list = _open(class_list)
    table = table_of(class_list)
    settled = _stored(columns, heading)
    if settled != class_list.columns:
        class_list.answers = {}  # they were about what stood in other columns
    class_list.columns = settled
    class_list.row_count = len(table.rows) - (heading + 1)
    class_list.save(update_fields=["columns", "row_count", "answers"])
    if heading >= 0:
        prints = {
            field.value: heading_print(table.rows[heading].cells[at])
            for field, at in columns.items()
            if at < len(table.rows[heading].cells)
        }
        ClassListColumns.objects.update_or_create(
            school=class_list.school, defaults={"prints": prints}
        )
    return class_list


@transaction.atomic
def set_answers(*, class_list: ClassList, answers: Mapping[str, str]) -> ClassList:
    """Keep what the curator decided about doubts; an answer nobody asked for means nothing."""
    class_list = _open(class_list)
    class_list.answers = {**class_list.answers, **answers}
    class_list.save(update_fields=["answers"])
    return class_list


def dry_run(*, class_list: ClassList, day: date) -> Plan:
    """What accepting the list would do now, in one query about the school's people."""
    return planned(class_list=class_list, table=table_of(class_list), day=day)


def planned(*, class_list: ClassList, table: Table, day: date) -> Plan:
    columns, answers = columns_of(class_list), class_list.answers
    people = [
        read_person(row, columns, today=day, answers=answers, phones=conf.phone_beginnings())
        for row in table.rows[heading_of(class_list) + 1 :]
    ]
    for person in people:
        leave_out_mail(person, domains=conf.mail_domains())
    return plan(people, known_people(class_list.school), today=day, answers=answers)


def known_people(school: School) -> list[Known]:
    """Everybody of the school's list whose birth date is known.

    Whoever came by a form and was checked by nobody is no person of the list yet: another could
    have typed the name.
    """
    rows = Person.objects.filter(
        school=school, erased_at__isnull=True, birth_date__isnull=False
    ).order_by("pk")
    fields = ("key", "family_name", "given_name", "patronymic", "birth_date", "school_class")
    return [
        Known(str(key), (family, given, patronymic), born, school_class, checked_at is not None)
        for key, family, given, patronymic, born, school_class, checked_at in rows.values_list(
            *fields, "checked_at"
        )
    ]


@transaction.atomic
def drop_list(*, class_list: ClassList, now: datetime) -> None:
    """Nobody is brought by this list; what it said is destroyed."""
    class_list = _open(class_list)
    class_list.state = "dropped"
    forget_rows(class_list=class_list, now=now)


def forget_rows(*, class_list: ClassList, now: datetime) -> None:
    """Destroy the key of the rows, and the rows. Saves the list."""
    class_list.rows_encrypted = None
    class_list.answers = {}
    class_list.save()
    DataKey.objects.filter(pk=class_list.data_key_id).update(wrapped=None, destroyed_at=now)


def drop_old_lists(*, school: School, now: datetime) -> int:
    """The nightly end of lists that nobody accepted in time."""
    old = ClassList.objects.filter(
        school=school, state="open", made_at__lt=now - timedelta(days=DAYS_KEPT)
    )
    dropped = 0
    for row in old:
        try:
            drop_list(class_list=row, now=now)
        except ListClosed:
            continue
        dropped += 1
    return dropped


class ListClosed(Exception):
    """The list was accepted, dropped or undone meanwhile."""


def _open(class_list: ClassList) -> ClassList:
    row = (
        ClassList.objects.select_for_update(of=("self",))
        .select_related("school", "data_key")
        .get(pk=class_list.pk)
    )
    if row.state != "open":
        raise ListClosed
    return row


def lock_open(*, class_list: ClassList) -> ClassList:
    """The list, locked with everything that brings a list to this school: one goes at a time.

    Raises ``ListClosed``.
    """
    ClassListColumns.objects.get_or_create(school=class_list.school)
    ClassListColumns.objects.select_for_update().get(school=class_list.school)
    return _open(class_list)


def heading_print(text: str) -> str:
    """A heading as it is remembered: keyed, so that a name in its place tells nothing."""
    return vault.blind_index(folded_heading(text), purpose=PRINT_PURPOSE)


def today_at(school: School, now: datetime) -> date:
    return school_day(school=school, now=now)


def _sealed(key: DataKey, table: Table) -> bytes:
    said: dict[str, Any] = asdict(table)
    said["rows"] = [[row.number, row.cells] for row in table.rows]
    return vault.encrypt(key.wrapped, json.dumps(said, ensure_ascii=False).encode())


def _stored(columns: Columns, heading: int) -> dict[str, int]:
    return {field.value: at for field, at in columns.items()} | {HEADING: heading}


def _first_columns(school: School, table: Table) -> tuple[int, dict[Field, int]]:
    """Where the headings stand and what they say: as the curator said of such a list before,
    else as their words say."""
    memory = ClassListColumns.objects.filter(school=school).first()
    prints = memory.prints if memory is not None else {}
    if prints:
        for place, row in enumerate(table.rows[:HEADINGS_WITHIN]):
            here = [heading_print(text) for text in row.cells]
            if set(prints.values()) <= set(here):
                return place, {Field(name): here.index(said) for name, said in prints.items()}
    place = heading_row(table)
    return place, guess_columns(table.rows[place].cells) if place >= 0 else {}
