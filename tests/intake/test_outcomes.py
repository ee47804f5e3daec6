from datetime import timedelta

import pytest
from anymail.signals import AnymailTrackingEvent
from django.core import mail
from django.core.management import CommandError, call_command

from intake.delivery.mailbox import BadMailbox, mailbox_of
from intake.delivery.sending import send_now
from intake.domain.delivery_report import Outcome
from intake.models import Contact, JournalEntry, OutboundMessage
from intake.services.delivery import queue_message
from intake.services.due import not_delivered
from intake.services.outcomes import SOFT_WAIT, note_outcome, retry_returned
from intake.services.people import current_contact, set_contact
from intake.services.reports import read_mailbox
from intake.services.request import send_link
from intake.views.mail_events import on_tracking, outcome_of
from tests.intake.gateways import imap
from tests.intake.reports import complaint, postfix, whole_letter
from tests.intake.test_sms_gateway import described  # noqa: F401
from tests.rows import a_waiting_request, taken
from tests.schools import NOW, make_school

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def family():
    return taken(a_waiting_request(make_school("severnaya")))


def sent_letter(request, now=NOW):
    person = request.guardian
    send_link(request=request, person=person, kind="invitation", now=now)
    message = OutboundMessage.objects.filter(person=person).order_by("-pk").first()
    send_now(message_key=str(message.key), now=now)
    message.refresh_from_db()
    assert message.state == "sent"
    return message


def address_of(person):
    return mail.outbox[-1].to[0] if mail.outbox else ""


def told(message, outcome, recipient=None, now=NOW + HOUR):
    changed = note_outcome(
        outcome=outcome,
        recipient=recipient or address_of(message.person),
        key=str(message.key),
        now=now,
    )
    message.refresh_from_db()
    return changed


def test_a_letter_that_cannot_arrive_stops_the_contact_and_says_so_in_the_journal(family):
    message = sent_letter(family)
    assert told(message, Outcome.HARD)
    contact = message.contact
    contact.refresh_from_db()
    assert (contact.dead_why, contact.dead_at) == ("hard", NOW + HOUR)
    assert current_contact(person=family.guardian) is None
    entry = JournalEntry.objects.get(kind="message_returned")
    assert entry.facts == {
        "kind": "invitation",
        "outcome": "hard",
        "stopped": "hard",
        "message": str(message.key),
    }
    assert not send_link(request=family, person=family.guardian, kind="invitation", now=NOW + HOUR)


def test_what_waits_for_a_dead_contact_is_not_sent(family):
    message = sent_letter(family)
    waiting = queue_message(
        person=family.guardian,
        contact=message.contact,
        kind="copies",
        values={"address": "https://example.org/"},
        now=NOW,
    )
    told(message, Outcome.HARD)
    send_now(message_key=str(waiting.key), now=NOW + HOUR)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.failure, len(mail.outbox)) == ("failed", "DeadContact", 1)


def test_a_new_contact_or_the_same_one_given_again_is_written_to(family):
    message = sent_letter(family)
    address = address_of(family.guardian)
    told(message, Outcome.HARD)
    fresh = set_contact(person=family.guardian, value=address, confirmed=True, now=NOW + HOUR)
    assert current_contact(person=family.guardian) == fresh
    assert fresh.pk != message.contact_id


def test_a_forged_report_with_a_wrong_address_or_number_silences_nobody(family):
    message = sent_letter(family)
    address = address_of(family.guardian)
    assert not told(message, Outcome.HARD, recipient="someone@example.org")
    for key in ("", "17", "7b0e6a3c-4f0d-4c35-9a53-0d1f8b6f2c11"):
        assert not note_outcome(outcome=Outcome.HARD, recipient=address, key=key, now=NOW + HOUR)
    assert not told(message, Outcome.HARD, now=NOW + timedelta(days=31))
    assert current_contact(person=family.guardian) == message.contact


def test_a_message_still_waiting_cannot_be_reported(family):
    send_link(request=family, person=family.guardian, kind="invitation", now=NOW)
    message = OutboundMessage.objects.get()
    assert not told(message, Outcome.HARD, recipient="maria@example.org")


def test_of_two_words_about_a_letter_the_worse_stays_and_each_counts_once(family):
    message = sent_letter(family)
    assert told(message, Outcome.DELIVERED)
    assert not told(message, Outcome.SOFT)
    assert told(message, Outcome.HARD)
    assert not told(message, Outcome.DELIVERED)
    assert not told(message, Outcome.HARD)
    assert message.outcome == "hard"
    assert JournalEntry.objects.filter(kind="message_returned").count() == 1


def test_a_complaint_is_a_stop(family):
    message = sent_letter(family)
    told(message, Outcome.COMPLAINED)
    assert current_contact(person=family.guardian) is None
    assert Contact.objects.get(pk=message.contact_id).dead_why == "complained"


def test_a_full_mailbox_is_tried_once_more_by_day_with_a_fresh_link(family):
    message = sent_letter(family)
    told(message, Outcome.SOFT)
    school = family.school
    assert retry_returned(school=school, now=NOW + HOUR) == 0
    night = (NOW + timedelta(days=1)).replace(hour=22)
    assert retry_returned(school=school, now=night) == 0
    day = NOW + HOUR + SOFT_WAIT + timedelta(days=1)
    assert retry_returned(school=school, now=day) == 1
    message.refresh_from_db()
    second = OutboundMessage.objects.get(key=message.instead_key)
    send_now(message_key=str(second.key), now=day)
    told(second, Outcome.SOFT, now=day + HOUR)
    assert retry_returned(school=school, now=day + timedelta(days=1)) == 0


def test_three_letters_in_a_row_that_came_back_stop_the_contact(family):
    for number in range(3):
        now = NOW + number * timedelta(days=1)
        assert current_contact(person=family.guardian) is not None
        told(sent_letter(family, now), Outcome.SOFT, now=now + HOUR)
    assert current_contact(person=family.guardian) is None


def test_a_letter_that_came_back_goes_by_telephone_where_there_is_one(family, described):  # noqa: F811
    from tests.intake.gateways import gateway

    with gateway() as server:
        described(server)
        message = sent_letter(family)
        set_contact(
            person=family.guardian, value="89123456789", confirmed=True, beside_others=True, now=NOW
        )
        assert current_contact(person=family.guardian).channel == "email"
        told(message, Outcome.HARD)
        second = OutboundMessage.objects.get(key=message.instead_key)
        send_now(message_key=str(second.key), now=NOW + HOUR)
        second.refresh_from_db()
    assert (second.contact.channel, second.state, second.gateway_id) == ("phone", "sent", "17")


def test_what_asks_for_something_is_counted_until_the_contact_changes(family):
    message = sent_letter(family)
    day = NOW.date()
    assert not not_delivered(OutboundMessage.objects.all(), day=day).exists()
    told(message, Outcome.HARD)
    assert not_delivered(OutboundMessage.objects.all(), day=day).exists()
    set_contact(person=family.guardian, value="new@example.org", confirmed=True, now=NOW)
    assert not not_delivered(OutboundMessage.objects.all(), day=day).exists()


def test_the_mailbox_is_read_and_peoples_letters_stay_unread(family, settings):
    message = sent_letter(family)
    address = address_of(family.guardian)
    people = b"From: a@example.org\nContent-Type: text/plain\nSubject: hello\n\nletter"
    mine = {"key": message.key, "recipient": address}
    with imap(people, postfix(), postfix(**mine), complaint(recipient=address)) as server:
        settings.NASTAVNIK_REPORT_MAILBOX = server.address
        found = read_mailbox(now=NOW + HOUR)
        assert (found.read, found.ours) == (3, 1)
        assert server.seen == {2, 3, 4}
        assert read_mailbox(now=NOW + HOUR).read == 0
    message.refresh_from_db()
    assert message.outcome == "hard"


def test_a_mailbox_that_refuses_is_one_sentence_without_the_password(settings):
    with imap(whole_letter(), trouble=b"LOGIN") as server:
        settings.NASTAVNIK_REPORT_MAILBOX = server.address
        with pytest.raises(CommandError) as refused:
            call_command("read_delivery_reports")
    assert "p@ss" not in str(refused.value)
    assert "Ящик не открылся" in str(refused.value)


@pytest.mark.parametrize(
    "address",
    ["", "imap://a:b@mail.example.org/", "pop3://a:b@h/", "imaps://h/", "imaps://a:b@h:x/", "x"],
)
def test_an_address_that_is_no_mailbox_is_refused(address):
    with pytest.raises(BadMailbox) as refused:
        mailbox_of(address)
    assert address not in str(refused.value) or not address


def test_a_mailbox_never_shows_its_password():
    mailbox = mailbox_of("imaps://school%40example.org:p%40ss@imap.example.org/Bounces")
    assert (mailbox.user, mailbox.password, mailbox.port) == ("school@example.org", "p@ss", 993)
    assert "p@ss" not in repr(mailbox)


def event(event_type, reason=None, said=None, **more):
    return AnymailTrackingEvent(
        event_type=event_type, reject_reason=reason, mta_response=said, metadata={}, **more
    )


@pytest.mark.parametrize(
    ("happened", "outcome"),
    [
        (event("delivered"), Outcome.DELIVERED),
        (event("deferred"), Outcome.DELAYED),
        (event("bounced", "bounced"), Outcome.HARD),
        (event("bounced", "bounced", "552 5.2.2 full"), Outcome.SOFT),
        (event("bounced", "invalid", "550 5.1.1 unknown"), Outcome.HARD),
        (event("bounced", "spam"), Outcome.SOFT),
        (event("bounced", "blocked"), Outcome.SOFT),
        (event("rejected", "spam"), Outcome.COMPLAINED),
        (event("rejected", "unsubscribed"), Outcome.COMPLAINED),
        (event("complained"), Outcome.COMPLAINED),
        (event("opened"), None),
        (event("clicked"), None),
        (event("queued"), None),
    ],
)
def test_words_of_a_mail_service_have_one_scale(happened, outcome):
    assert outcome_of(happened) is outcome


def test_a_mail_service_knows_a_letter_by_our_key_or_by_its_own_number(family):
    message = sent_letter(family)
    address = address_of(family.guardian)
    by_key = event("deferred", recipient=address, message_id="esp-1")
    by_key.metadata = {"message": str(message.key)}
    on_tracking(None, by_key, "Test")
    OutboundMessage.objects.update(gateway_id="esp-1", sent_at=NOW)
    message.refresh_from_db()
    from django.utils import timezone

    OutboundMessage.objects.update(sent_at=timezone.now())
    on_tracking(None, event("bounced", "bounced", recipient=address, message_id="esp-1"), "Test")
    message.refresh_from_db()
    assert message.outcome == "hard"
