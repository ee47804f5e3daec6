"""A reminder goes by the other channel where the first failed or got no answer."""

import pytest

from intake.delivery.channels import NotSent
from intake.delivery.email import EmailChannel
from intake.delivery.sending import send_now
from intake.domain.reminders import NotReminded
from intake.models import OutboundMessage, Reminder
from intake.services.people import set_contact
from tests.families import SIGNED_HERE, invited_family, run_tasks, school_that_may_sign
from tests.intake.test_reminders import at, left_out, press

READY = SIGNED_HERE
PHONE = "+79123456789"


@pytest.fixture
def school(db, settings):
    """It writes by mail first and by telephone next; nothing here reaches the gateway."""
    settings.NASTAVNIK_SMS = {
        "url": "http://127.0.0.1:9/send",
        "fields": {"to": "{digits}", "msg": "{text}"},
        "taken_pattern": "^OK",
    }
    return school_that_may_sign()


@pytest.fixture
def mother(school):
    """Invited by mail, which nobody answered; the school knows her telephone too."""
    request = invited_family(school, years=13)
    run_tasks()
    set_contact(
        person=request.guardian, value=PHONE, confirmed=True, beside_others=True, now=at(school, 8)
    )
    return request.guardian


def reminded_by():
    reminders = Reminder.objects.order_by("number")
    return list(reminders.values_list("message__contact__channel", flat=True))


def test_a_letter_without_an_answer_is_followed_by_a_short_message_and_then_by_a_letter(
    school, mother
):
    assert press(school, at(school, 12)) == 1
    assert press(school, at(school, 12, days=8)) == 1
    assert reminded_by() == ["phone", "email"]


def test_whose_invitation_was_lost_is_reminded_at_the_contact_that_is_left(school, mother):
    OutboundMessage.objects.update(state="failed", failure="ConnectionRefusedError")
    assert press(school, at(school, 12)) == 1
    assert reminded_by() == ["phone"]
    OutboundMessage.objects.update(state="failed", failure="NoGateway")
    assert left_out(school, at(school, 12, days=8)) == [NotReminded.UNDELIVERED]


def test_a_reminder_that_mail_refuses_goes_by_telephone_and_stays_one_reminder(
    school, mother, monkeypatch
):
    def refused(self, message):
        raise NotSent("SMTPRecipientsRefused", is_dead=True)

    monkeypatch.setattr(EmailChannel, "send", refused)
    mother.contacts.filter(channel="phone").update(dead_at=at(school, 8))
    assert press(school, at(school, 12)) == 1
    mother.contacts.filter(channel="phone").update(dead_at=None)
    first = OutboundMessage.objects.get(kind="reminder")
    send_now(message_key=str(first.key), now=at(school, 12))
    (reminder,) = Reminder.objects.all()
    first.refresh_from_db()
    assert (first.state, first.instead_key) == ("failed", reminder.message.key)
    assert reminder.message.contact.channel == "phone"
