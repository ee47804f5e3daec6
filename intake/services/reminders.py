"""Reminding whoever has not answered: a plan that is shown first, and the letters by the plan."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from intake import conf
from intake.domain.journal import JournalKind
from intake.domain.matrix import Answer, CellState, Column
from intake.domain.reminders import WHY_NOT, NotReminded, leaves_at, too_much
from intake.models import Contact, IntakeRequest, OutboundMessage, Person, Reminder, ReminderRule
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.link import link_address, make_link
from intake.services.matrix import Row, matrix_of, people_of_matrix
from intake.services.matrix_facts import WITH_A_LINK
from intake.services.privacy import staff_key
from intake.services.reminder_way import reminder_ways
from mentoring_pages.models import School
from mentoring_pages.services.membership import EVERYTHING

BY_RULE = "tick"
OF_DOCUMENTS = (Column.PROCESSING, Column.PUBLICATION, Column.AGREEMENT)
"""Joining signing by code is no document to be reminded of: it comes on the way to the others."""


@dataclass
class ReminderLetter:
    """One letter: to ``person`` at ``contact``, about every child of whom papers wait for them."""

    person: Person
    contact: Contact
    rows: list[Row] = field(default_factory=list)
    purpose: str = "agreement"
    """``sign`` as soon as a consent waits: those pages lead to the agreements too."""

    @property
    def children(self) -> list[Person]:
        return [row.person for row in self.rows]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A child of whom somebody is not reminded, and why; ``person_id`` where one is meant."""

    child: Person
    why: NotReminded
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class ReminderPlan:
    """Who would be written to now and who not. ``leaves_at`` is in the future at night."""

    letters: tuple[ReminderLetter, ...]
    left_out: tuple[LeftOut, ...]
    leaves_at: datetime
    answered: int


@dataclass(frozen=True, slots=True)
class _History:
    """How often somebody was reminded of a request, and when they were last written to."""

    times: Mapping[tuple[int, int], int]
    last_letter: Mapping[int, datetime]
    used_today: int
    ways: Mapping[int, Contact]
    """By which contact each may be written to now; whom no letter can reach is not in it."""


def plan_reminders(*, school: School, people: Iterable[Person], now: datetime) -> ReminderPlan:
    """Who of the families of ``people`` would be reminded, in a fixed number of queries."""
    rows = matrix_of(school=school, people=people, now=now).rows
    asked: dict[int, list[tuple[Row, str]]] = {}
    left_out: list[LeftOut] = []
    answered = 0
    for row in rows:
        found = list(_asked(row))
        for person_id, purpose in found:
            asked.setdefault(person_id, []).append((row, purpose))
        if not found:
            why = _why_not(row)
            answered += why is None
            if why is not None:
                left_out.append(LeftOut(row.person, why))
    at = leaves_at(now, school.zone)
    history = _history(school, asked, at.astimezone(school.zone).date())
    letters, held_back = _letters(school, asked, history, at)
    return ReminderPlan(tuple(letters), (*held_back, *left_out), at, answered)


def _asked(row: Row) -> Iterator[tuple[int, str]]:
    """Who is silent about the papers of this row, each once, with the link they need.

    Whose last letter was lost counts too: there may be another way to them.
    """
    if row.request is None or row.request.state != "checked":
        return
    purposes: dict[int, str] = {}
    for column in OF_DOCUMENTS:
        cell = row.cells[column]
        if cell.state not in (CellState.WAITING, CellState.UNDELIVERED):
            continue
        purpose = "agreement" if column is Column.AGREEMENT else "sign"
        for one in cell.waited:
            own = one.person_id in (row.request.guardian_id, row.request.participant_id)
            if one.answer in (Answer.ASKED, Answer.UNDELIVERED) and own:
                purposes.setdefault(one.person_id, purpose)
    yield from purposes.items()


def _why_not(row: Row) -> NotReminded | None:
    """Why nobody of this row is reminded; ``None``: everything asked for has its answer.

    A no to publication or to an agreement is an answer; a no to processing ends the matter.
    """
    states = [row.cells[column].state for column in OF_DOCUMENTS]
    if CellState.WAITING in states:
        return NotReminded.TO_CHECK
    reasons = [WHY_NOT[state] for state in states if state in WHY_NOT]
    if WHY_NOT.get(states[0]) is NotReminded.DECLINED:
        return NotReminded.DECLINED
    return next((why for why in reasons if why is not NotReminded.DECLINED), None)


def _history(school: School, asked: Collection[int], day: date) -> _History:
    rows = Reminder.objects.filter(person__in=asked).values_list("person_id", "request_id")
    letters = OutboundMessage.objects.filter(
        person__in=asked, kind__in=WITH_A_LINK, state__in=("queued", "sent")
    )
    today = Reminder.objects.filter(school=school, day=day)
    return _History(
        times={
            (person, request): most
            for person, request, most in rows.annotate(most=Max("number")).order_by()
        },
        last_letter=dict(
            letters.values_list("person_id").annotate(last=Max("queued_at")).order_by()
        ),
        used_today=today.values("person").distinct().count(),
        ways=reminder_ways(asked),
    )


def _letters(
    school: School,
    asked: Mapping[int, list[tuple[Row, str]]],
    history: _History,
    at: datetime,
) -> tuple[list[ReminderLetter], list[LeftOut]]:
    limits, zone = conf.reminder_limits(), school.zone
    day, left_today = at.astimezone(zone).date(), limits.a_day - history.used_today
    people = {
        person.pk: person
        for person in Person.objects.filter(pk__in=asked).select_related("school", "data_key")
    }
    letters: list[ReminderLetter] = []
    left_out: list[LeftOut] = []
    for person_id, lines in asked.items():
        last, way = history.last_letter.get(person_id), history.ways.get(person_id)
        if way is None:
            nowhere = NotReminded.UNDELIVERED
            left_out += [LeftOut(row.person, nowhere, person_id) for row, _purpose in lines]
            continue
        letter = ReminderLetter(people[person_id], way)
        for row, purpose in lines:
            request_id = row.request.pk if row.request else 0
            why = too_much(
                limits,
                last_letter_on=last.astimezone(zone).date() if last else None,
                times=history.times.get((person_id, request_id), 0),
                day=day,
            )
            if why is None and not letter.rows and len(letters) >= left_today:
                why = NotReminded.DAY_IS_FULL
            if why is not None:
                left_out.append(LeftOut(row.person, why, person_id))
                continue
            letter.rows.append(row)
            letter.purpose = "sign" if purpose == "sign" else letter.purpose
        if letter.rows:
            letters.append(letter)
    return letters, left_out


@transaction.atomic
def remind(
    *,
    school: School,
    people: Iterable[Person],
    chosen: Collection[UUID] | None = None,
    actor_key: str,
    now: datetime,
) -> int:
    """Write to whoever ``plan_reminders`` says, of the ``chosen`` only; returns how many letters.

    The plan is made anew under a lock of the school, so of two who press at once one writes and
    the other finds everybody written to.
    """
    School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    plan = plan_reminders(school=school, people=people, now=now)
    wanted = [one for one in plan.letters if chosen is None or one.person.key in chosen]
    return sum(_write(school, letter, actor_key, plan.leaves_at, now) for letter in wanted)


def _write(
    school: School, letter: ReminderLetter, actor_key: str, at: datetime, now: datetime
) -> int:
    """One letter and its records. No earlier link closes by it: the one at hand goes on working."""
    person = letter.person
    requests = [row.request for row in letter.rows if row.request is not None]
    if not requests:
        return 0
    first = _request(requests[0], school)
    token = make_link(request=first, person=person, purpose=letter.purpose, now=now)
    message = queue_message(
        person=person,
        contact=letter.contact,
        kind="reminder",
        values={
            "address": link_address(request=first, token=token),
            "children": str(len(requests)),
        },
        not_before=at if at > now else None,
        now=now,
    )
    for request in requests:
        earlier = Reminder.objects.filter(person=person, request=request)
        number = (earlier.aggregate(most=Max("number"))["most"] or 0) + 1
        Reminder.objects.create(
            school=school,
            person=person,
            request=request,
            number=number,
            message=message,
            day=at.astimezone(school.zone).date(),
            by_key=actor_key,
            made_at=now,
        )
        journal.append(
            school=school,
            kind=JournalKind.REMINDED,
            subject_key=str(request.key),
            actor_key=actor_key,
            facts={
                "purpose": letter.purpose,
                "number": number,
                "person": str(person.key),
                "message": str(message.key),
            },
            now=now,
        )
    return 1


def _request(request: IntakeRequest, school: School) -> IntakeRequest:
    request.school = school
    return request


def remind_by_rule(*, school: School, now: datetime) -> int:
    """What the school's rule sends by itself, by day only; nothing where the school has none."""
    rule = ReminderRule.objects.filter(school=school, is_automatic=True).first()
    if rule is None or leaves_at(now, school.zone) != now:
        return 0
    people = people_of_matrix(school=school, found=EVERYTHING)
    return remind(school=school, people=people, actor_key=BY_RULE, now=now)


@transaction.atomic
def record_reminder_rule(*, school: School, is_automatic: bool, by: Any, now: datetime) -> None:
    """Let the school remind by itself, or stop it."""
    ReminderRule.objects.update_or_create(
        school=school,
        defaults={
            "is_automatic": is_automatic,
            "recorded_by_key": staff_key(by),
            "recorded_at": now,
        },
    )
    journal.append(
        school=school,
        kind=JournalKind.REMINDER_RULE,
        subject_key=school.key,
        actor_key=staff_key(by),
        facts={"automatic": is_automatic},
        now=now,
    )
