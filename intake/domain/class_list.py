"""One row of a class list: who it is about, and what is wrong with it.

Nothing is corrected silently and nothing is lost silently: whatever a row says and the list cannot
take is a ``Finding`` with a code. Words, each with a next step, are in ``intake.list_labels``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from intake.domain.class_list_cells import (
    first_filled,
    is_name,
    is_possible_birth,
    mended_address,
    read_address,
    read_class,
    read_date,
    read_full_name,
    read_kept_where,
    read_kind,
    read_role,
)
from intake.domain.class_list_columns import Columns, Field
from intake.domain.class_list_phones import read_phones
from intake.domain.contacts import RUSSIAN_MOBILE, domain_allowed, normalise_email
from intake.domain.names import FullName, clean_name, same_person
from intake.domain.table_file import TableRow

MAJORITY = 18
"""Full years. Source: ст. 21 ГК РФ."""
KEPT_WHERE_LENGTH = 200


class Level(StrEnum):
    """What a finding does: the row is not taken, the curator decides, or it is only said."""

    ERROR = "error"
    DOUBT = "doubt"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Finding:
    """``said`` is what the cell holds, ``hint`` what it may mean; ``other`` another row's number.

    ``options``: the answers to a doubt, the safest last.
    """

    row: int
    level: Level
    code: str
    said: str = ""
    hint: str = ""
    other: int = 0
    options: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.row}:{self.code}"


@dataclass(frozen=True, slots=True)
class ListGuardian:
    name: FullName
    kind: str = "parent"
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ListPaper:
    """A consent that is signed already, on paper: ``kind`` is that of a document."""

    kind: str
    signed_on: date
    kept_where: str


@dataclass(slots=True)
class ListPerson:
    """What one row says, as far as it can be taken."""

    row: int
    name: FullName = ("", "", "")
    birth_date: date | None = None
    school_class: str = ""
    role: str = ""
    email: str = ""
    guardians: list[ListGuardian] = field(default_factory=list)
    papers: list[ListPaper] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return any(one.level is Level.ERROR for one in self.findings)

    def say(self, level: Level, code: str, said: str = "", **more: object) -> None:
        self.findings.append(Finding(self.row, level, code, said, **more))  # type: ignore[arg-type]


Answers = Mapping[str, str]
"""What the curator decided: ``Finding.key`` → one of its options."""

MAIL_OPTIONS = ("mend", "as_is", "without")


def read_person(
    row: TableRow,
    columns: Columns,
    *,
    today: date,
    answers: Answers,
    phones: Sequence[str] = (RUSSIAN_MOBILE,),
) -> ListPerson:
    """One row of the list, with everything that is wrong with it.

    ``phones`` are the beginnings of numbers to which a code may be sent; others are not taken.
    """
    person = ListPerson(row.number)
    cells = _Cells(row.cells, columns)
    _read_name(person, cells)
    _read_birth(person, cells, today)
    _read_class_and_role(person, cells)
    _read_guardians(person, cells, answers, phones)
    _read_own_address(person, cells, answers)
    _read_papers(person, cells, today)
    return person


@dataclass(frozen=True, slots=True)
class _Cells:
    cells: tuple[str, ...]
    columns: Columns

    def __call__(self, which: Field) -> str:
        place = self.columns.get(which, -1)
        return self.cells[place] if 0 <= place < len(self.cells) else ""


def _read_name(person: ListPerson, cells: _Cells) -> None:
    parts = Field.FAMILY_NAME, Field.GIVEN_NAME, Field.PATRONYMIC
    family, given, patronymic = (clean_name(cells(part)) for part in parts)
    if whole := cells(Field.FULL_NAME):
        read = read_full_name(whole)
        if read is None:
            person.say(Level.ERROR, "name_unclear", whole)
            return
        family, given, patronymic = read[0], read[1], read[2] or patronymic
    if not (family and given):
        person.say(Level.ERROR, "no_name", first_filled((family, given)))
    elif not (is_name(family) and is_name(given) and is_name(patronymic, required=False)):
        person.say(Level.ERROR, "strange_name", " ".join((family, given, patronymic)).strip())
    person.name = family, given, patronymic


def _read_birth(person: ListPerson, cells: _Cells, today: date) -> None:
    said = cells(Field.BIRTH_DATE)
    if not said:
        person.say(Level.ERROR, "no_birth_date")
        return
    day = read_date(said, today=today)
    if day is None:
        person.say(Level.ERROR, "impossible_date", said)
    elif not is_possible_birth(day, today=today):
        person.say(Level.ERROR, "future_birth" if day > today else "too_old", said)
    else:
        person.birth_date = day


def _read_class_and_role(person: ListPerson, cells: _Cells) -> None:
    if said := cells(Field.SCHOOL_CLASS):
        name = read_class(said)
        if name is None:
            person.say(Level.ERROR, "strange_class", said)
        person.school_class = name or ""
    if said := cells(Field.ROLE):
        role = read_role(said)
        if role is None:
            person.say(Level.ADVICE, "strange_role", said)
        person.role = role or ""


def _read_guardians(
    person: ListPerson, cells: _Cells, answers: Answers, phones: Sequence[str]
) -> None:
    first = Field.GUARDIAN_NAME, Field.GUARDIAN_EMAIL, Field.GUARDIAN_PHONE, "guardian_mail"
    second = Field.SECOND_NAME, Field.SECOND_EMAIL, Field.SECOND_PHONE, "second_mail"
    for name_field, mail_field, phone_field, code in (first, second):
        named = clean_name(cells(name_field))
        mail = _address(person, cells(mail_field), code, answers)
        phone = _phone(person, cells(phone_field), phones)
        if not named:
            if mail or phone:
                person.say(Level.ADVICE, "contact_of_nobody", mail or phone)
            continue
        kind = _kind(person, cells(Field.GUARDIAN_KIND) if name_field is first[0] else "")
        name = read_full_name(named)
        if name is None or not all(is_name(part, required=False) for part in name):
            person.say(Level.ADVICE, "guardian_unclear", named)
        elif same_person(name, person.name):
            person.say(Level.ADVICE, "own_guardian", named)
        elif kind and not any(same_person(name, one.name) for one in person.guardians):
            person.guardians.append(ListGuardian(name, kind, mail, phone))


def _kind(person: ListPerson, said: str) -> str:
    if not said:
        return "parent"
    kind = read_kind(said)
    if kind is None:
        person.say(Level.ADVICE, "no_authority", said)
        return ""
    return kind.value


def leave_out_mail(person: ListPerson, *, domains: Sequence[str]) -> None:
    """Do not take an address where the installation sends no mail; none named means every one."""
    named = [*(one.email for one in person.guardians), person.email]
    left_out = {one for one in named if one and not domain_allowed(one, domains)}
    for address in sorted(left_out):
        person.say(Level.ADVICE, "other_domain", address)
    person.guardians = [
        replace(one, email="") if one.email in left_out else one for one in person.guardians
    ]
    person.email = "" if person.email in left_out else person.email


def _address(person: ListPerson, said: str, code: str, answers: Answers) -> str:
    """An address that can be written to; a likely slip is for the curator to decide."""
    if not said:
        return ""
    address = read_address(said)
    if address is None:
        person.say(Level.ADVICE, "bad_mail", said)
        return ""
    mended = mended_address(address)
    if not mended:
        return normalise_email(address)
    person.say(Level.DOUBT, code, address, hint=mended, options=MAIL_OPTIONS)
    answer = answers.get(f"{person.row}:{code}", "without")
    chosen = {"mend": mended, "as_is": address}.get(answer, "")
    return normalise_email(chosen)


def _phone(person: ListPerson, said: str, beginnings: Sequence[str]) -> str:
    """The first number that takes a code; of each that takes none it is said."""
    if not said:
        return ""
    found = read_phones(said)
    if not found:
        person.say(Level.ADVICE, "bad_phone", said)
    for one in found:
        if not one.takes_sms(beginnings):
            person.say(Level.ADVICE, "landline" if one.is_fixed else "no_sms", one.said)
    return next((one.number for one in found if one.takes_sms(beginnings)), "")


def _read_own_address(person: ListPerson, cells: _Cells, answers: Answers) -> None:
    person.email = _address(person, cells(Field.EMAIL), "own_mail", answers)
    if person.email and any(one.email == person.email for one in person.guardians):
        person.say(Level.ADVICE, "shared_mail", person.email)
        person.email = ""


def _read_papers(person: ListPerson, cells: _Cells, today: date) -> None:
    fields = (("processing", Field.PROCESSING_PAPER), ("publication", Field.PUBLICATION_PAPER))
    for kind, which in fields:
        said = cells(which)
        if not said or said.casefold() in ("нет", "-", "–", "—", "не подписано"):
            continue
        day = read_date(said, today=today)
        where = cells(Field.KEPT_WHERE) or read_kept_where(said)
        if day is None:
            person.say(Level.ADVICE, "paper_without_date", said)
        elif day > today or (person.birth_date and day <= person.birth_date):
            person.say(Level.ADVICE, "paper_impossible", said)
        elif not where:
            person.say(Level.ADVICE, "paper_without_place", said)
        else:
            person.papers.append(ListPaper(kind, day, where[:KEPT_WHERE_LENGTH]))
