"""Data are destroyed when their term ends, never while anything still needs them."""

from datetime import date, timedelta

import pytest

from intake.models import (
    DataKey,
    DestroyedPerson,
    Document,
    JournalEntry,
    LegalHold,
    PaperCopy,
    Participation,
    Tombstone,
)
from intake.services.document import keep_copy
from intake.services.retention import (
    StillNeeded,
    destroy_due,
    destroy_on_demand,
    lift_hold,
    near_destruction,
    place_hold,
)
from tests.rows import NOW, a_family, a_paper, a_participation, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("sad")


@pytest.fixture
def withdrawn(school) -> Document:
    """A mother's consent, withdrawn on the day of ``NOW``."""
    paper = a_paper(a_waiting_request(school))
    Document.objects.filter(pk=paper.pk).update(state="withdrawn", signed_at=NOW, ended_at=NOW)
    paper.refresh_from_db()
    return paper


YEARS_LATER = NOW.replace(year=NOW.year + 3) + timedelta(days=1)


def test_three_years_after_a_withdrawal_child_and_mother_are_destroyed(withdrawn):
    holder = withdrawn.parties.get().person
    keep_copy(document=withdrawn, holder=holder, kind="signed", data=b"%PDF", now=NOW)
    name = holder.full_name
    assert destroy_due(school=withdrawn.school, now=YEARS_LATER - timedelta(days=1)) == 0
    assert destroy_due(school=withdrawn.school, now=YEARS_LATER) == 2
    holder.refresh_from_db()
    assert name not in holder.full_name
    assert DataKey.objects.get(pk=holder.data_key_id).wrapped is None
    assert Tombstone.objects.count() == 2
    assert DestroyedPerson.objects.get(person_key=holder.key).papers == 1
    assert destroy_due(school=withdrawn.school, now=YEARS_LATER) == 0


def test_the_file_of_a_destroyed_paper_is_gone(withdrawn, django_capture_on_commit_callbacks):
    holder = withdrawn.parties.get().person
    keep_copy(document=withdrawn, holder=holder, kind="signed", data=b"%PDF", now=NOW)
    file = PaperCopy.objects.get(holder=holder).file
    with django_capture_on_commit_callbacks(execute=True):
        destroy_due(school=withdrawn.school, now=YEARS_LATER)
    assert not file.storage.exists(file.name)


def test_the_journal_still_verifies_after_people_are_destroyed(withdrawn):
    from intake.services.journal import verify_chain

    destroy_due(school=withdrawn.school, now=YEARS_LATER)
    assert verify_chain(withdrawn.school).is_sound
    assert JournalEntry.objects.filter(kind="person_erased").count() == 2


def test_a_paper_in_force_keeps_its_people_while_they_take_part(withdrawn):
    child = withdrawn.participant
    participation = a_participation(child)
    Document.objects.filter(pk=withdrawn.pk).update(state="signed", ended_at=None)
    assert destroy_due(school=withdrawn.school, now=NOW.replace(year=NOW.year + 20)) == 0
    Participation.objects.filter(pk=participation.pk).update(
        ended_on=date(2027, 5, 31), ended_how="completed"
    )
    last = NOW.replace(year=2031, month=5, day=31)
    assert destroy_due(school=withdrawn.school, now=last) == 0
    assert destroy_due(school=withdrawn.school, now=last + timedelta(days=1)) == 2
    assert Participation.objects.get(pk=participation.pk).person is None
    assert Participation.objects.get(pk=participation.pk).person_key == child.key


def test_a_family_that_never_answered_is_kept_half_a_year(school):
    a_family(school)
    assert destroy_due(school=school, now=NOW + timedelta(days=180)) == 0
    assert destroy_due(school=school, now=NOW + timedelta(days=181)) == 2
    assert set(DestroyedPerson.objects.values_list("reason", flat=True)) == {"unanswered"}


def test_a_mother_stays_while_one_of_her_children_does(school):
    first, mother = a_family(school)
    second = a_participation(a_family(school, given_name="Вера")[0]).person
    second.guardians_of.update(guardian=mother)
    destroy_due(school=school, now=NOW + timedelta(days=400))
    first.refresh_from_db()
    mother.refresh_from_db()
    assert first.erased_at is not None
    assert mother.erased_at is None


def test_a_hold_stops_the_destruction_until_it_is_lifted(withdrawn):
    director = make_staff("direktor", director=withdrawn.school)
    child = withdrawn.participant
    hold = place_hold(person=child, basis="запрос суда № 3", by=director, now=NOW)
    destroy_due(school=withdrawn.school, now=YEARS_LATER)
    child.refresh_from_db()
    assert child.erased_at is None
    assert lift_hold(hold=hold, by=director, now=YEARS_LATER)
    assert not lift_hold(hold=LegalHold.objects.get(), by=director, now=YEARS_LATER)
    destroy_due(school=withdrawn.school, now=YEARS_LATER)
    child.refresh_from_db()
    assert child.erased_at is not None


def test_the_school_sees_beforehand_whose_term_ends(withdrawn):
    day = (YEARS_LATER - timedelta(days=10)).date()
    seen = near_destruction(school=withdrawn.school, day=day)
    assert {one.person.pk for one in seen} >= {withdrawn.participant_id}
    assert near_destruction(school=withdrawn.school, day=day - timedelta(days=60)) == []


def test_what_was_signed_is_not_destroyed_on_demand_before_its_term(withdrawn):
    director = make_staff("direktor", director=withdrawn.school)
    with pytest.raises(StillNeeded) as refused:
        destroy_on_demand(person=withdrawn.participant, by=director, now=NOW)
    assert refused.value.last_day == date(NOW.year + 3, NOW.month, NOW.day)


def test_who_signed_nothing_is_destroyed_on_demand_at_once(school):
    child, _mother = a_family(school)
    destroy_on_demand(person=child, by=make_staff("direktor", director=school), now=NOW)
    assert DestroyedPerson.objects.get().reason == "asked"


def test_asking_for_the_terms_of_a_school_costs_the_same_for_many_people(
    school, django_assert_max_num_queries
):
    for number in range(6):
        a_family(school, given_name=f"Имя{number}")
    with django_assert_max_num_queries(12):
        near_destruction(school=school, day=NOW.date())
