"""The 14th and 18th birthdays of participants: families are told before, and asked on the day.

Each notice goes once per person, birthday and threshold: the row that says so is written in the
same transaction as the letters. What a birthday changes needs none of this: it is computed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from intake.birthday_labels import birthday_words
from intake.delivery.birthday_letter import BirthdayNews
from intake.domain.birthdays import (
    AgeRules,
    Turning,
    answer_until,
    changes_signers,
    may_write_now,
    notice_due,
    turnings,
    years_of_turning,
)
from intake.domain.journal import JournalKind
from intake.domain.signing import ADULT_FROM, MinorTable, SignerRole
from intake.models import BirthdayNotice, Document, Guardianship, IntakeRequest, Person
from intake.services import journal
from intake.services.age_rule import age_rules
from intake.services.delivery import queue_message
from intake.services.guardianship import lasting
from intake.services.link import link_address, make_link
from intake.services.people import current_contact
from intake.services.request import shares_contact
from intake.services.rule import capacities, minor_table, school_day
from intake.services.standing import COUNTED_KINDS, standing
from mentoring_pages.models import School


def tell_of_birthdays(*, school: School, now: datetime) -> int:
    """Tell and ask whoever is due today, by day only; returns how many notices were made."""
    if not may_write_now(now.astimezone(school.zone)):
        return 0
    day = school_day(school=school, now=now)
    rules = age_rules(school=school)
    tables = [minor_table(school=school, kind=kind) for kind in COUNTED_KINDS]
    return sum(
        _tell(person=person, turning=turning, days=days, rules=rules, now=now)
        for person, turning, days in _due(school, rules, tables, day)
    )


def with_consent(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of ``people`` about whom something is signed: a birthday matters to them."""
    signed = Document.objects.filter(
        participant=OuterRef("pk"), state="signed", kind__in=[kind.value for kind in COUNTED_KINDS]
    )
    return people.filter(Exists(signed), erased_at__isnull=True)


def _due(
    school: School, rules: AgeRules, tables: list[MinorTable], day: date
) -> Iterator[tuple[Person, Turning, int]]:
    turn = rules.turn_on(day)
    people = with_consent(
        Person.objects.filter(
            school=school, birth_date__year__in=years_of_turning(day)
        ).select_related("school")
    )
    told: dict[tuple[int, date], set[int]] = {}
    for notice in BirthdayNotice.objects.filter(person__in=people):
        told.setdefault((notice.person_id, notice.birthday), set()).add(notice.days_before)
    capable = capacities(people)
    for person in people:
        assert person.birth_date is not None  # noqa: S101 - the filter above
        for turning in turnings(person.birth_date, turn):
            if person.pk in capable or not changes_signers(turning.age, tables):
                continue
            days = notice_due(turning, day, told.get((person.pk, turning.birthday), ()))
            if days is not None:
                yield person, turning, days


@transaction.atomic
def _tell(*, person: Person, turning: Turning, days: int, rules: AgeRules, now: datetime) -> bool:
    """One notice with its letters. ``False`` where another worker was faster."""
    is_now = days == 0
    asked = is_now and is_asked(person, now)
    ends = None
    if is_now and turning.age == ADULT_FROM:
        ends = answer_until(turning, rules.answer_days_on(turning.asked_from))
    notice, is_new = BirthdayNotice.objects.get_or_create(
        person=person,
        birthday=turning.birthday,
        days_before=days,
        defaults={
            "age": turning.age,
            "made_at": now,
            "answer_until": ends,
            "counts_from": datetime.combine(
                turning.asked_from, time.min, tzinfo=person.school.zone
            ),
        },
    )
    if not is_new:
        return False
    way = "answered"
    if asked or not is_now:
        way, notice.letters = _write(person, turning, is_now=is_now, now=now)
        notice.save(update_fields=["letters"])
    journal.append(
        school=person.school,
        kind=JournalKind.BIRTHDAY_TOLD,
        subject_key=str(person.key),
        actor_key="tick",
        facts={"age": turning.age, "days": days, "letters": notice.letters, "way": way},
        now=now,
    )
    return True


def is_asked(person: Person, now: datetime) -> bool:
    """Whether the change leaves anything to be signed: some have answered since midnight."""
    found = [standing(participant=person, kind=kind, now=now) for kind in COUNTED_KINDS]
    return any(SignerRole.PARTICIPANT in one.asked for one in found)


def _write(person: Person, turning: Turning, *, is_now: bool, now: datetime) -> tuple[str, int]:
    """Queue the letters; says by which way the participant is reached, and how many letters."""
    planned = letters_of(person=person, turning=turning, is_now=is_now, now=now)
    letters = sum(write_letter(letter=letter, now=now) for letter in planned)
    if any(letter.to == person for letter in planned):
        return "own", letters
    return ("guardian" if letters else "none"), letters


@dataclass(frozen=True, slots=True)
class BirthdayLetter:
    """Who is written what about a birthday of the participant of ``request``."""

    request: IntakeRequest
    to: Person
    news: BirthdayNews
    turning: Turning

    @property
    def is_asked(self) -> bool:
        """Whether the letter asks for a signature, so that a link belongs into it."""
        asking = (BirthdayNews.NOW_14_OWN, BirthdayNews.NOW_18_OWN)
        return self.news in (*asking, BirthdayNews.NOW_14_THROUGH_GUARDIAN)


def letters_of(
    *, person: Person, turning: Turning, is_now: bool, now: datetime
) -> list[BirthdayLetter]:
    """Whom a birthday of ``person`` is told to as things stand now, and in which words."""
    request = request_of(person)
    if request is None:
        return []
    stage = "now" if is_now else "soon"
    own_contact = current_contact(person=person)
    has_own = own_contact is not None and not shares_contact(request=request, person=person)
    letters = []
    if has_own:
        own = BirthdayNews(f"{stage}_{turning.age}_own")
        letters.append(BirthdayLetter(request, person, own, turning))
    through = is_now and not has_own and turning.age != ADULT_FROM
    for guardian in _guardians(person, school_day(school=person.school, now=now)):
        if through and guardian.pk == request.guardian_id:
            news = BirthdayNews.NOW_14_THROUGH_GUARDIAN
        else:
            news = BirthdayNews(f"{stage}_{turning.age}_guardian")
        letters.append(BirthdayLetter(request, guardian, news, turning))
    return letters


def write_letter(*, letter: BirthdayLetter, now: datetime) -> bool:
    """No earlier link closes by it: a letter that the family kept goes on working.

    ``False`` where there is no contact.
    """
    request, person, news, turning = letter.request, letter.to, letter.news, letter.turning
    contact = current_contact(person=person)
    if contact is None:
        return False
    address = ""
    if letter.is_asked:
        token = make_link(request=request, person=person, purpose="sign", now=now)
        address = link_address(request=request, token=token)
    queue_message(
        person=person,
        contact=contact,
        kind="birthday",
        values={
            "address": address,
            "news": news.value,
            "day": birthday_words(turning.birthday),
        },
        now=now,
    )
    return True


def request_of(person: Person) -> IntakeRequest | None:
    """The request through whose pages the family signs: the latest that the school took."""
    return (
        IntakeRequest.objects.filter(participant=person)
        .exclude(state="refused")
        .select_related("school__site", "participant", "guardian")
        .order_by("-made_at", "-pk")
        .first()
    )


def _guardians(person: Person, day: date) -> list[Person]:
    """Whose authority lasts, each person once, the oldest record first."""
    rows = lasting(Guardianship.objects.filter(ward=person), day=day)
    return [
        row.guardian
        for row in rows.select_related("guardian__school", "guardian__data_key").order_by("pk")
        if row.guardian.erased_at is None
    ]
