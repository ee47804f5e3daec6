"""A whole class list against itself and against the school: who is new, who is there already.

People are told by name and birth date, «ё» as «е», case, spaces and dashes folded. Another given
name is a twin and another date a namesake: they never mix. The same name and date in another class
is for the curator to settle, and so is a name that lacks the patronymic on one side.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from intake.domain.age import age_on
from intake.domain.class_list import MAJORITY, Answers, Finding, Level, ListPerson
from intake.domain.names import FullName, comparable_name


class Act(StrEnum):
    """What accepting the list does with a row."""

    MAKE = "make"
    MEET = "meet"
    """Is on the school's list already; only what is new of the row is added."""
    MOVE = "move"
    """The same, and goes to the class of the row."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody on the school's list. ``is_checked``: staff know who this is, not only a form."""

    key: str
    name: FullName
    birth_date: date | None
    school_class: str
    is_checked: bool = True


@dataclass(slots=True)
class Planned:
    """What becomes of one row. ``known`` is a key of the school's, ``same_as`` an earlier row.

    ``is_joined``: what the row says goes to that earlier row, so it is not lost.
    """

    person: ListPerson
    act: Act = Act.MAKE
    known: str = ""
    same_as: int = 0
    is_joined: bool = False


@dataclass(slots=True)
class Plan:
    """The dry run of a list: every row once, in the order of the file."""

    rows: list[Planned]
    findings: list[Finding] = field(default_factory=list)
    unsettled: list[Finding] = field(default_factory=list)

    def count(self, *acts: Act) -> int:
        return sum(one.act in acts and not one.same_as for one in self.rows)

    @property
    def left(self) -> int:
        """How many rows are not taken, for an error or by an answer."""
        return sum(one.act is Act.LEAVE and not one.is_joined for one in self.rows)


CLASS_OPTIONS = ("move", "keep", "another", "leave")
TWICE_OPTIONS = ("this", "first", "another", "leave")
MAYBE_OPTIONS = ("same", "another", "leave")
SEVERAL_OPTIONS = ("another", "leave")


def plan(
    people: Sequence[ListPerson], known: Iterable[Known], *, today: date, answers: Answers
) -> Plan:
    """What accepting the list would do, with one finding for each thing that is wrong."""
    school: dict[tuple[str, date], list[Known]] = defaultdict(list)
    waiting: dict[tuple[str, date], list[Known]] = defaultdict(list)
    for one in known:
        if one.birth_date is not None:
            found = school if one.is_checked else waiting
            found[_key(one.name, one.birth_date)].append(one)
    earlier: dict[tuple[str, date], list[Planned]] = defaultdict(list)
    mailboxes: dict[str, tuple[str, int]] = {}
    taken: set[str] = set()
    """Of the school's people, whom an earlier row is about: the same child is met once."""
    made = Plan([])
    for person in people:
        row = Planned(person)
        made.rows.append(row)
        if person.is_wrong or person.birth_date is None:
            row.act = Act.LEAVE
            person.findings = [one for one in person.findings if one.level is Level.ERROR]
            continue
        key = _key(person.name, person.birth_date)
        if not _settle_in_file(row, earlier[key], answers):
            free = [one for one in school.get(key, ()) if one.key not in taken]
            _settle_in_school(row, free, answers)
            taken.add(row.known)
            if row.act is Act.MAKE and key in waiting:
                person.say(Level.ADVICE, "request_waits")
        if not row.same_as:
            earlier[key].append(row)
        _note_mailboxes(row, mailboxes)
    for row in made.rows:
        if row.act is Act.MAKE and not row.person.guardians and _is_minor(row.person, today):
            row.person.say(Level.ADVICE, "no_guardian")
        made.findings.extend(row.person.findings)
    made.unsettled = [
        one
        for one in made.findings
        if one.level is Level.DOUBT and answers.get(one.key) not in one.options
    ]
    return made


def _is_minor(person: ListPerson, today: date) -> bool:
    return person.birth_date is not None and age_on(person.birth_date, today) < MAJORITY


def _key(name: FullName, birth_date: date) -> tuple[str, date]:
    """Without the patronymic: one list may lack what another has."""
    return comparable_name((name[0], name[1], "")), birth_date


def _differ(a: FullName, b: FullName) -> bool:
    """Two patronymics that are not one: two people."""
    theirs = {comparable_name((one[2], "", "")) for one in (a, b)}
    return bool(a[2] and b[2]) and len(theirs) > 1


def _is_whole(a: FullName, b: FullName) -> bool:
    return bool(a[2]) == bool(b[2])


def _settle_in_file(row: Planned, before: Sequence[Planned], answers: Answers) -> bool:
    """Whether the row is about somebody of an earlier row."""
    person = row.person
    same = [one for one in before if not _differ(one.person.name, person.name)]
    if not same:
        return False
    first = same[0]
    if first.person.school_class == person.school_class or not person.school_class:
        return _join(row, first)
    answer = _ask(person, "two_classes", TWICE_OPTIONS, answers, other=first.person.row)
    if answer == "another":
        return False
    if answer == "this":
        first.person.school_class = person.school_class
        first.act = Act.MOVE if first.known else first.act
        return _join(row, first, is_told=True)
    if answer == "first":
        return _join(row, first, is_told=True)
    row.act, row.same_as = Act.LEAVE, first.person.row
    return True


def _join(row: Planned, first: Planned, *, is_told: bool = False) -> bool:
    """The row adds its representatives and papers to the earlier row of the same person."""
    person, whole = row.person, first.person
    row.same_as, row.act, row.is_joined = whole.row, Act.LEAVE, True
    names = {comparable_name(one.name) for one in whole.guardians}
    guardians = [one for one in person.guardians if comparable_name(one.name) not in names]
    held = {(one.kind, one.signed_on) for one in whole.papers}
    papers = [one for one in person.papers if (one.kind, one.signed_on) not in held]
    whole.guardians.extend(guardians)
    whole.papers.extend(papers)
    whole.email = whole.email or person.email
    whole.role = whole.role or person.role
    if not is_told:
        code = "second_guardian" if guardians else "twice"
        person.say(Level.ADVICE, code, other=whole.row)
    return True


def _settle_in_school(row: Planned, known: Sequence[Known], answers: Answers) -> None:
    person = row.person
    same = [one for one in known if not _differ(one.name, person.name)]
    if not same:
        return
    in_class = [one for one in same if one.school_class == person.school_class]
    if len(same) > 1 and len(in_class) != 1:
        answer = _ask(person, "several_known", SEVERAL_OPTIONS, answers)
        row.act = Act.MAKE if answer == "another" else Act.LEAVE
        return
    found = in_class[0] if in_class else same[0]
    if not _is_whole(found.name, person.name):
        answer = _ask(person, "maybe_same", MAYBE_OPTIONS, answers, hint=found.school_class)
        if answer != "same":
            row.act = Act.MAKE if answer == "another" else Act.LEAVE
            return
    row.known, row.act = found.key, Act.MEET
    if not person.school_class or found.school_class == person.school_class:
        return
    if not found.school_class:
        row.act = Act.MOVE
        return
    answer = _ask(person, "other_class", CLASS_OPTIONS, answers, hint=found.school_class)
    row.act = {"move": Act.MOVE, "keep": Act.MEET, "another": Act.MAKE}.get(answer, Act.LEAVE)
    if row.act in (Act.MAKE, Act.LEAVE):
        row.known = ""


def _ask(
    person: ListPerson,
    code: str,
    options: tuple[str, ...],
    answers: Answers,
    *,
    hint: str = "",
    other: int = 0,
) -> str:
    """The curator's answer to a doubt, ``leave`` until there is one."""
    person.say(Level.DOUBT, code, person.school_class, hint=hint, other=other, options=options)
    answer = answers.get(f"{person.row}:{code}", "")
    return answer if answer in options else "leave"


def _note_mailboxes(row: Planned, seen: dict[str, tuple[str, int]]) -> None:
    """One address of two people: both could not sign, nobody would know who did."""
    person = row.person
    owners = [(one.email, comparable_name(one.name)) for one in person.guardians]
    owners.append((person.email, comparable_name(person.name)))
    for address, owner in owners:
        if not address:
            continue
        other, number = seen.setdefault(address, (owner, person.row))
        if other != owner:
            person.say(Level.ADVICE, "mail_of_another", address, other=number)
