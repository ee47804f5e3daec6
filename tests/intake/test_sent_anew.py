"""A letter that did not arrive goes to the corrected contact in one press, said as of today."""

import pytest
from django.utils import timezone

from intake.models import JournalEntry, OutboundMessage
from intake.services.agreement import send_for_signing
from intake.services.people import current_contact, set_contact
from intake.services.sent_anew import NothingToSend, send_anew
from tests.agreements import (
    MENTOR,
    WORDINGS,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_by_code,
)
from tests.families import letters_to, run_tasks
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS
NEW = "mentor.new@example.org"


def lost(kind, person=None):
    """The latest letter of this kind came back: there is no such mailbox."""
    rows = OutboundMessage.objects.filter(kind=kind)
    row = (rows.filter(person=person) if person else rows).order_by("-pk").first()
    now = timezone.now()
    OutboundMessage.objects.filter(pk=row.pk).update(state="sent", outcome="hard", outcome_at=now)
    row.contact.dead_at, row.contact.dead_why = now, "hard"
    row.contact.save()
    return OutboundMessage.objects.get(pk=row.pk)


def corrected(person, value=NEW):
    set_contact(person=person, value=value, confirmed=True, now=timezone.now())


def again(message, by):
    send_anew(message=message, by=by, now=timezone.now())
    message.refresh_from_db()
    return OutboundMessage.objects.get(key=message.instead_key)


def refused(message, by):
    with pytest.raises(NothingToSend) as why:
        again(message, by)
    return why.value.words


@pytest.fixture
def school():
    return school_with_agreements()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def agreement(school):
    agreement = an_agreement(school, years=15)
    send_for_signing(agreement=agreement, now=timezone.now())
    return agreement


def test_the_card_and_the_row_of_the_failure_offer_it_and_one_press_sends(
    agreement, curator, client
):
    mentor = agreement.mentor
    message = lost("agreement", mentor)
    client.force_login(curator)
    address = f"/cms/nastavnik/messages/{message.key}/again/"
    answer = client.post(
        f"/cms/nastavnik/people/{mentor.key}/contact/",
        {"contact": NEW, "is_theirs": "on"},
        follow=True,
    )
    card = answer.content.decode()
    assert "Есть письма, которые не дошли" in card
    assert address in card
    assert address in client.get("/cms/intake/outboundmessage/").content.decode()
    assert "m•••w@example.org" in client.get(address).content.decode()
    done = client.post(address, follow=True).content.decode()
    assert "Письмо поставлено в очередь" in done
    assert address not in done
    run_tasks()
    assert "/intake/l/" in letters_to(NEW)[-1].body
    assert JournalEntry.objects.filter(kind="link_sent", actor_key=f"user:{curator.pk}").exists()


def test_it_is_sent_once_and_never_to_a_contact_where_nothing_arrives(agreement, curator):
    message = lost("agreement", agreement.mentor)
    assert "Сначала запишите" in refused(message, curator)
    corrected(agreement.mentor)
    assert again(message, curator).contact == current_contact(person=agreement.mentor)
    assert "уже отправлено" in refused(message, curator)


def test_whoever_signed_meanwhile_is_not_asked_again(agreement, curator):
    message = lost("agreement", agreement.mentor)
    agreement.mentor.contacts.update(dead_at=None)
    sign_by_code(agreement.document, agreement.mentor, MENTOR)
    assert "уже не нужна" in refused(message, curator)


def test_news_of_an_agreement_are_those_of_today(school, curator):
    agreement = in_force(school)
    message = lost("agreement_news", agreement.mentor)
    corrected(agreement.mentor)
    agreement.ended_on, agreement.ended_how = timezone.localdate(), "by_curator"
    agreement.save()
    again(message, curator)
    run_tasks()
    assert "прекращается" in letters_to(NEW)[-1].body
