"""A contact that a family changes itself: in the journal, and told to the contact before."""

from datetime import date

import pytest
from django.utils import timezone

from intake.models import Contact, JournalEntry, OutboundMessage
from intake.services.own_contact import change_shared_contact
from intake.services.people import Name, contact_value, current_contact
from intake.services.request import ContactShared, invite_second_signer, start_open_request
from intake.services.request_people import record_people
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    invited_family,
    letters_to,
    school_that_may_sign,
)

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
NEW = "novyj@example.org"


@pytest.fixture
def school():
    return school_that_may_sign()


def changes():
    return list(
        JournalEntry.objects.filter(kind="contact_changed")
        .order_by("sequence")
        .values_list("subject_key", "actor_key")
    )


def told(address):
    return [letter for letter in letters_to(address) if "заменён" in letter.subject]


def test_a_contact_replaced_by_the_other_signer_is_told_to_the_one_before(school):
    request = invited_family(school, years=15)
    child, mother = request.participant, request.guardian
    invite_second_signer(request=request, person=child, contact=NEW, by=mother, now=timezone.now())
    assert contact_value(current_contact(person=child)) == NEW
    assert changes() == [(str(child.key), str(mother.key))]
    (letter,) = told(TEENAGER)
    assert "На странице вашей семьи" in letter.body
    assert NEW not in letter.body
    assert not told(NEW)
    invite_second_signer(
        request=request, person=child, contact=NEW.upper(), by=mother, now=timezone.now()
    )
    assert len(changes()) == 1, "the same again is no change"


def test_an_address_of_ones_own_is_told_to_whoever_shared_the_one_before(school):
    request = invited_family(school, years=15, child_contact=PARENT)
    child = request.participant
    with pytest.raises(ContactShared):
        change_shared_contact(request=request, person=child, contact=PARENT, now=timezone.now())
    assert changes() == []
    change_shared_contact(request=request, person=child, contact=NEW, now=timezone.now())
    assert changes() == [(str(child.key), str(child.key))]
    assert len(told(PARENT)) == 1


def test_a_slip_of_the_finger_corrected_writes_to_no_stranger(school):
    """Nobody confirmed it and nothing was sent there: the journal alone tells of it."""
    request, _secret = start_open_request(school=school, now=timezone.now())

    def typed(contact):
        record_people(
            request=request,
            participant_name=Name("Ветров", "Пётр", "Ильич"),
            birth_date=date(2014, 5, 1),
            school_class="5А",
            participant_contact="",
            guardian_name=Name("Ветрова", "Анна", "Сергеевна"),
            guardian_kind="parent",
            guardian_contact=contact,
            came_for_self=False,
            now=timezone.now(),
        )
        request.refresh_from_db()

    typed("stranger@example.org")
    assert changes() == [], "the first contact changes none"
    typed(NEW)
    mother = str(request.guardian.key)
    assert changes() == [(mother, mother)]
    assert not OutboundMessage.objects.filter(kind="contact_changed").exists()
    typed("")
    assert len(changes()) == 2
    assert not Contact.objects.filter(replaced_at__isnull=True).exists()
