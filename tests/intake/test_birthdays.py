"""A 14th and an 18th birthday: what holds, what stops, who is told and asked, once each."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from intake.domain.age import BirthdayTurn
from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    AgeRule,
    BirthdayNotice,
    Document,
    JournalEntry,
    LegalStatus,
    PersonalLink,
)
from intake.ports import due_items
from intake.services.age_rule import AgeRuleRefused, record_age_rule
from intake.services.birthdays import tell_of_birthdays
from intake.services.document import prepare
from intake.services.journal import verify_chain
from intake.services.outgrown import PAPER_ARRIVES_WITHIN, void_outgrown
from intake.services.paper import PaperRefused, record_paper
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.publication import follow_everybody_shown, publication_refusal
from intake.services.request import invite
from intake.services.standing import standing
from mentoring_pages.models import Edition
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    letters_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_staff
from tests.shown import EVERYTHING, a_draft, may_be_shown, published

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

R, P = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT
PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION
BORN = date(2013, 5, 3)
AT_14, AT_18 = date(2027, 5, 3), date(2031, 5, 3)


def noon(day, hour=12):
    """Moscow's, which is the school's clock."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC) - timedelta(hours=3)


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def director(school):
    return make_staff("director", director=school, curator=school)


def a_family(school, *, born=BORN, child_contact="", guardian_contact=PARENT):
    at = noon(date(2026, 9, 7))
    name = Name("Ветров", "Пётр", "Ильич")
    child = add_person(
        school=school, name=name, birth_date=born, school_class="7А", checked=True, now=at
    )
    mother = add_person(
        school=school, name=Name("Ветрова", "Анна"), birth_date=None, checked=True, now=at
    )
    set_guardian(guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=at)
    for person, address in ((mother, guardian_contact), (child, child_contact)):
        if address:
            set_contact(person=person, value=address, confirmed=True, now=at)
    request = invite(participant=child, guardian=mother, by_key="user:1", now=at)
    run_tasks()
    mail.outbox.clear()
    return request


def sign(request, *roles, on, kinds=(PROCESSING,)):
    """Rows only: papers with bytes are made where a test needs them."""
    for kind in kinds:
        edition = Edition.objects.filter(school=request.school, kind=kind.value).first()
        for role in roles:
            earlier = Document.objects.filter(
                participant=request.participant, kind=kind.value, variant=role.value
            )
            earlier.filter(state="signed").update(state="superseded")
            Document.objects.create(
                number=f"С-{next(numbers)}",
                school=request.school,
                request=request,
                kind=kind.value,
                variant=role.value,
                participant=request.participant,
                edition=edition,
                wording={"title": "Согласие", "blocks": []},
                choices=EVERYTHING,
                state="signed",
                shown_digest="0" * 64,
                page_count=1,
                rule_version="1",
                made_at=noon(on),
                signed_at=noon(on),
            )


numbers = count(1)


@pytest.fixture
def family(school):
    """The mother has signed while the child was 13."""
    request = a_family(school, child_contact=TEENAGER)
    sign(request, R, on=date(2027, 1, 20), kinds=(PROCESSING, PUBLICATION))
    return request


@pytest.fixture
def grown(school):
    """Mother and child have signed at 17."""
    request = a_family(school, child_contact=TEENAGER)
    sign(request, R, P, on=date(2031, 1, 20), kinds=(PROCESSING, PUBLICATION))
    return request


def tick(school, day, hour=12):
    return tell_of_birthdays(school=school, now=noon(day, hour))


def of(request, kind, day):
    return standing(participant=request.participant, kind=kind, now=noon(day))


def test_at_14_nothing_stops_and_the_childs_own_signature_is_asked(family, director):
    for kind in (PROCESSING, PUBLICATION):
        assert of(family, kind, AT_14 - timedelta(1)).asked == ()
        assert of(family, kind, AT_14).is_in_force
        assert of(family, kind, AT_14).asked == (P,)
    sign(family, P, on=AT_14)
    assert of(family, PROCESSING, AT_14).asked == ()
    assert of(family, PUBLICATION, AT_14).asked == (P,)


def test_at_18_publications_wait_and_processing_goes_on(grown, director):
    key = grown.participant.key
    before, day = AT_18 - timedelta(1), AT_18
    assert publication_refusal(person_key=key, item="photo", now=noon(before)) == ""
    assert "18 лет" in publication_refusal(person_key=key, item="photo", now=noon(day))
    assert of(grown, PUBLICATION, day).state is StandingState.WAITING
    assert of(grown, PROCESSING, day).is_in_force
    after = day + timedelta(1)
    sign(grown, P, on=after, kinds=(PUBLICATION,))
    assert publication_refusal(person_key=key, item="photo", now=noon(after)) == ""


def test_an_adults_own_choice_alone_says_what_may_be_shown(grown, director):
    Document.objects.filter(kind="publication", variant="representative").update(choices={})
    after = AT_18 + timedelta(1)
    sign(grown, P, on=after, kinds=(PUBLICATION,))
    key = grown.participant.key
    assert publication_refusal(person_key=key, item="photo", now=noon(after)) == ""


def test_what_is_shown_of_a_child_comes_down_with_the_18th_birthday(school):
    person, _paper = may_be_shown(school, birth_date=BORN)
    Document.objects.filter(participant=person).update(made_at=noon(date(2026, 9, 7)))
    page = published(a_draft(school, (person, ["full_name"])))
    follow_everybody_shown(school=school, now=noon(AT_18 - timedelta(1), hour=23))
    page.refresh_from_db()
    assert page.live
    follow_everybody_shown(school=school, now=noon(AT_18, hour=0))
    page.refresh_from_db()
    assert not page.live


def test_a_school_that_counts_the_next_day_asks_a_day_later(family, school, director):
    record_age_rule(
        school=school,
        turn=BirthdayTurn.NEXT_DAY,
        answer_days=10,
        from_day=date(2027, 2, 1),
        decided_by="приказ № 7",
        by=director,
        now=noon(date(2027, 2, 1)),
    )
    assert of(family, PROCESSING, AT_14).asked == ()
    assert of(family, PROCESSING, AT_14 + timedelta(1)).asked == (P,)
    assert JournalEntry.objects.filter(kind="age_rule_recorded").count() == 1


def test_a_rule_of_the_past_is_refused_and_a_recorded_one_never_changes(school, director):
    given = {
        "school": school,
        "turn": BirthdayTurn.BIRTHDAY,
        "answer_days": 30,
        "decided_by": "приказ № 7",
        "by": director,
        "now": noon(AT_14),
    }
    with pytest.raises(AgeRuleRefused):
        record_age_rule(from_day=AT_14 - timedelta(1), **given)
    row = record_age_rule(from_day=AT_14, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        AgeRule.objects.filter(pk=row.pk).update(answer_days=5)


def test_a_family_is_told_three_times_and_never_twice(family, school):
    days = [AT_14 + timedelta(n) for n in range(-70, 10)]
    for day in days:
        for hour in (3, 12, 15):
            tick(school, day, hour)
    told = BirthdayNotice.objects.values_list("days_before", "letters").order_by("-days_before")
    assert list(told) == [(60, 2), (14, 2), (0, 2)]
    assert len(letters_to(PARENT)) == len(letters_to(TEENAGER)) == 3
    assert verify_chain(school=school).trouble is None


def test_after_days_without_a_tick_only_the_nearest_letter_goes(family, school):
    tick(school, AT_14 + timedelta(5))
    assert list(BirthdayNotice.objects.values_list("days_before", flat=True)) == [0]
    assert len(letters_to(TEENAGER)) == 1


@pytest.mark.parametrize("hour", [0, 8, 20, 23])
def test_nobody_is_written_to_at_night(family, school, hour):
    assert tick(school, AT_14, hour) == 0
    assert tick(school, AT_14, 9) == 1


def test_subjects_name_neither_the_child_nor_the_age(family, school):
    tick(school, AT_14 - timedelta(60))
    tick(school, AT_14)
    for letter in letters_to(PARENT) + letters_to(TEENAGER):
        assert not any(word in letter.subject for word in ("14", "18", "Пётр", "Ветров", "мая"))
        assert "Пётр" not in letter.body
        assert "3\N{NO-BREAK SPACE}мая\N{NO-BREAK SPACE}2027" in letter.body


def test_a_child_with_an_address_gets_a_link_of_their_own_at_14(family, school):
    tick(school, AT_14)
    (own,) = letters_to(TEENAGER)
    assert "/intake/l/" in own.body
    assert PersonalLink.objects.filter(person=family.participant, purpose="sign").count() == 1
    (mothers,) = letters_to(PARENT)
    assert "/intake/l/" not in mothers.body


def test_a_child_without_an_address_is_asked_through_the_representative(school, director):
    request = a_family(school)
    sign(request, R, on=date(2027, 1, 20))
    tick(school, AT_14)
    (letter,) = letters_to(PARENT)
    assert "/intake/l/" in letter.body
    assert "адреса почты у школы нет" in letter.body


def test_at_18_the_young_adult_is_asked_and_the_representative_only_told(grown, school):
    tick(school, AT_18)
    (own,) = letters_to(TEENAGER)
    (mothers,) = letters_to(PARENT)
    assert "/intake/l/" in own.body
    assert "/intake/l/" not in mothers.body
    notice = BirthdayNotice.objects.get()
    assert notice.answer_until == AT_18 + timedelta(30)


def test_whoever_answered_before_the_letter_is_not_asked_again(family, school, director):
    sign(family, P, on=AT_14, kinds=(PROCESSING, PUBLICATION))
    assert tick(school, AT_14, 15) == 1
    assert letters_to(TEENAGER) == []


def test_a_minor_who_already_acts_alone_hears_nothing_of_the_18th_birthday(school, director):
    request = a_family(school, child_contact=TEENAGER)
    sign(request, R, P, on=date(2030, 1, 20))
    LegalStatus.objects.create(
        person=request.participant,
        kind="emancipated",
        from_day=date(2030, 2, 1),
        checked_by_key="user:1",
        checked_at=noon(date(2030, 2, 1)),
    )
    assert tick(school, AT_18 - timedelta(60)) == 0


def test_staff_see_who_turns_and_who_has_not_answered(school, director):
    teacher = make_staff("teacher", class_teacher=(school, "7А"))
    stranger = make_staff("stranger", class_teacher=(school, "9Б"))
    request = a_family(school)
    sign(request, R, P, on=date(2031, 1, 20))

    def lines(user, day):
        return [
            (item.label, item.count, item.due)
            for item in due_items(user=user, day=day)
            if "лет" in item.label
        ]

    tick(school, AT_18 - timedelta(60))
    soon = [("Скоро исполнится 18 лет: документы будет подписывать сам", 1, AT_18)]
    assert lines(teacher, AT_18 - timedelta(60)) == soon
    assert lines(stranger, AT_18 - timedelta(60)) == []
    tick(school, AT_18)
    (line,) = lines(director, AT_18)
    assert line[0] == "Исполнилось 18 лет, своего контакта нет: спросите лично"
    set_contact(person=request.participant, value=TEENAGER, confirmed=True, now=noon(AT_18))
    late = AT_18 + timedelta(31)
    assert "ждём собственной подписи" in lines(director, late - timedelta(1))[0][0]
    assert "срок ответа прошёл" in lines(director, late)[0][0]
    sign(request, P, on=late)
    assert lines(director, late) == []


def test_a_paper_signed_with_a_pen_before_the_birthday_is_taken_and_one_after_is_not(
    school, director
):
    request = a_family(school, child_contact=TEENAGER)
    eve = AT_14 - timedelta(1)
    paper = prepare(request=request, kind=PROCESSING, role=R, now=noon(eve))
    given = {"document": paper, "by": director, "kept_where": "", "now": noon(AT_14)}
    with pytest.raises(PaperRefused) as refused:
        record_paper(signed_on=AT_14, **given)
    assert "день рождения" in refused.value.words
    record_paper(signed_on=eve, **given)
    assert of(request, PROCESSING, AT_14).is_in_force


def test_open_papers_of_before_a_birthday_are_voided_a_month_later_and_the_journal_says_why(
    school,
):
    request = a_family(school, child_contact=TEENAGER)
    prepare(request=request, kind=PROCESSING, role=R, now=noon(AT_14 - timedelta(1)))
    for day in (AT_14, AT_14 + PAPER_ARRIVES_WITHIN - timedelta(1)):
        assert void_outgrown(school=school, now=noon(day)) == 0
    assert void_outgrown(school=school, now=noon(AT_14 + PAPER_ARRIVES_WITHIN)) == 1
    entry = JournalEntry.objects.get(kind="document_voided")
    assert entry.facts == {"reason": "age"}
