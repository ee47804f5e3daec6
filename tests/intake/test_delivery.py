import logging
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from intake.delivery.channels import NotSent, UnknownChannel, _channels, channel_for
from intake.delivery.email import EmailChannel
from intake.delivery.messages import Message, MissingValue, compose
from intake.delivery.sending import send_now
from intake.models import DataKey, OutboundMessage
from intake.services.delivery import queue_message
from intake.services.people import current_contact
from intake.services.sealing import finish_paper
from intake.services.upkeep import retry_messages
from tests.rows import a_family
from tests.schools import NOW, make_school

pytestmark = pytest.mark.django_db

CODE = {
    "number": "С-2026-483920",
    "title": "Согласие на обработку персональных данных",
    "digest": "a1b2 c3d4 e5f6",
    "minutes": "20",
}
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def code(monkeypatch):
    """Codes are made for papers, which have tests of their own; here every letter gets this one."""
    monkeypatch.setattr("intake.delivery.sending.mint_code", lambda **_of: "004217")


@pytest.fixture
def mother():
    return a_family(make_school("severnaya", curator_email="curator@example.org"))[1]


def queue(person, kind="code", values=CODE, **changes):
    return queue_message(
        person=person,
        contact=current_contact(person=person),
        kind=kind,
        values=values,
        now=NOW,
        **changes,
    )


def send(message, now=NOW + SECOND):
    wait = send_now(message_key=str(message.key), now=now)
    message.refresh_from_db()
    return wait


def tasks():
    """What waits for the worker, Wagtail's own tasks left out."""
    return DBTaskResult.objects.filter(task_path="intake.delivery.tasks.deliver")


class Refusing:
    """A channel that never takes a message."""

    key, label = "email", "почта"

    def __init__(self, **how):
        self.how = how

    def send(self, message):
        raise NotSent("SMTPServerDisconnected", **self.how)


@pytest.fixture
def channel(monkeypatch):
    def use(other):
        monkeypatch.setitem(_channels, "email", other)

    return use


def test_the_letter_with_a_code_names_the_document_and_its_digest(mother):
    send(queue(mother))
    letter = mail.outbox[0]
    assert "004217" in letter.body
    assert "«Согласие на обработку персональных данных» № С-2026-483920" in letter.body
    assert "a1b2 c3d4 e5f6" in letter.body
    assert "20 мин." in letter.body


def test_the_subject_and_headers_tell_nothing_about_anybody(mother):
    message = queue(mother)
    send(message)
    letter = mail.outbox[0]
    assert letter.subject == "Код для подписания документа"
    headers = letter.message()
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"] == f"<{message.key}@example.org>"
    assert letter.reply_to == ["curator@example.org"]
    assert letter.to == [f"maria{mother.pk - 1}@example.org"]


def test_a_withdrawal_is_called_a_withdrawal(mother):
    send(queue(mother, act="withdraw"))
    assert mail.outbox[0].subject == "Код для отзыва"
    assert "подписываете отзыв" in mail.outbox[0].body


def test_text_in_a_title_is_only_text_and_cannot_add_a_header(mother):
    send(queue(mother, values={**CODE, "title": "<b>x</b>\nBcc: a@example.org"}))
    headers = mail.outbox[0].message()
    assert headers["Bcc"] is None
    assert headers.get_content_type() == "text/plain"


def test_the_content_rests_encrypted_and_is_dropped_once_sent(mother):
    message = queue(mother)
    rest = bytes(message.content_encrypted)
    assert "С-2026-483920".encode() not in rest
    send(message)
    assert (message.state, message.content_encrypted, message.sent_at) == (
        "sent",
        None,
        NOW + SECOND,
    )


def test_the_queue_carries_only_the_key(mother):
    message = queue(mother)
    task = tasks().get()
    assert task.args_kwargs == {"args": [str(message.key)], "kwargs": {}}


@pytest.mark.django_db(transaction=True)  # the worker closes its connections
def test_the_worker_sends_what_was_queued(mother):
    message = queue(mother, kind="copies", values={"address": "https://example.org/link/"})
    call_command("db_worker", batch=True, interval=0, startup_delay=False)
    message.refresh_from_db()
    assert message.state == "sent"
    assert "https://example.org/link/" in mail.outbox[0].body


def test_a_verb_that_fails_queues_nothing(mother):
    with transaction.atomic():
        queue(mother)
        transaction.set_rollback(True)
    assert not OutboundMessage.objects.exists()
    assert not tasks().exists()


def test_a_missing_value_fails_the_verb_and_not_the_worker(mother):
    with pytest.raises(MissingValue, match="digest"):
        queue(mother, values={key: CODE[key] for key in CODE if key != "digest"})
    assert not OutboundMessage.objects.exists()


def test_sending_twice_sends_once(mother):
    message = queue(mother)
    send(message)
    send(message)
    assert len(mail.outbox) == 1


def test_a_worker_that_dies_after_sending_makes_two_letters_and_never_three(mother, monkeypatch):
    message = queue(mother, kind="copies", values={"address": "https://example.org/"})
    whole = EmailChannel.send

    def send_and_die(channel, letter):
        whole(channel, letter)
        raise KeyboardInterrupt

    monkeypatch.setattr(EmailChannel, "send", send_and_die)
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            send(message)
    send(message)
    assert len(mail.outbox) == 2
    assert (message.state, message.failure) == ("failed", "NoAnswer")


def test_a_refused_code_is_tried_again_while_somebody_waits_and_then_given_up(mother, channel):
    channel(Refusing())
    message = queue(mother)
    assert send(message) == timedelta(seconds=20)
    assert (message.state, message.failure) == ("queued", "SMTPServerDisconnected")
    assert message.content_encrypted is not None
    assert send(message, now=NOW + 2 * SECOND) is None, "not before its time"
    assert message.attempts == 1
    assert send(message, now=NOW + 30 * SECOND) == timedelta(minutes=1)
    assert send(message, now=NOW + 120 * SECOND) is None
    assert (message.state, message.attempts, message.content_encrypted) == ("failed", 3, None)


def test_a_refused_letter_is_tried_five_times_ever_more_rarely(mother, channel):
    channel(Refusing())
    message = queue(mother, kind="copies", values={"address": "https://example.org/"})
    now, waits = NOW, []
    while (wait := send(message, now=now)) is not None:
        waits.append(wait)
        now += wait
    assert waits == sorted(waits)
    assert (len(waits), message.attempts, message.state) == (4, 5, "failed")


def test_a_try_whose_end_nobody_saw_is_repeated_once_only(mother, channel):
    channel(Refusing(is_unseen=True))
    message = queue(mother, kind="copies", values={"address": "https://example.org/"})
    wait = send(message)
    assert send(message, now=NOW + SECOND + wait) is None
    assert (message.state, message.attempts, message.unseen) == ("failed", 2, 2)


def test_what_can_never_be_taken_is_not_tried_again(mother, channel):
    channel(Refusing(is_final=True))
    message = queue(mother)
    assert send(message) is None
    assert (message.state, message.attempts) == ("failed", 1)


def test_a_code_that_is_no_longer_good_is_not_sent(mother):
    message = queue(mother)
    send(message, now=NOW + timedelta(minutes=20))
    assert (message.state, message.failure, mail.outbox) == ("failed", "Expired", [])


def test_after_erasure_nothing_is_sent(mother):
    message = queue(mother)
    DataKey.objects.filter(pk=mother.data_key_id).update(wrapped=None)
    send(message)
    assert (message.state, message.failure, mail.outbox) == ("failed", "KeyDestroyed", [])


def test_a_lost_task_is_queued_again(mother):
    message = queue(mother, kind="copies", values={"address": "https://example.org/"})
    tasks().delete()
    school = mother.school
    assert retry_messages(school=school, now=NOW + timedelta(minutes=14)) == 0
    assert retry_messages(school=school, now=NOW + timedelta(minutes=16)) == 1
    assert tasks().get().args_kwargs["args"] == [str(message.key)]


def test_a_letter_for_the_morning_leaves_in_the_morning_and_not_before(mother):
    morning = NOW + timedelta(hours=8)
    message = queue(mother, kind="copies", values={"address": "x"}, not_before=morning)
    assert tasks().get().run_after == morning
    assert send_now(message_key=str(message.key), now=morning - timedelta(seconds=1)) is None
    tasks().delete()
    assert retry_messages(school=mother.school, now=morning) == 0
    assert mail.outbox == []
    assert retry_messages(school=mother.school, now=morning + timedelta(minutes=16)) == 1
    send_now(message_key=str(message.key), now=morning)
    assert len(mail.outbox) == 1


def test_a_failing_mail_server_leaves_no_address_in_the_log(mother, monkeypatch, caplog):
    def refuse(_mail):
        raise smtplib.SMTPRecipientsRefused({"maria@example.org": (550, b"no such user")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    message = queue(mother)
    with caplog.at_level(logging.DEBUG):
        send(message)
    assert message.failure == "SMTPRecipientsRefused"
    assert str(message.key) in caplog.text
    assert "@" not in caplog.text
    assert "004217" not in caplog.text


def test_a_message_never_shows_itself():
    message = Message(key="k", to="anna@example.org", subject="s", body="004217")
    assert "anna" not in repr(message)
    assert "004217" not in repr(message)


@pytest.mark.parametrize(
    "kind", ["invitation", "second_signer", "copies", "onlooker", "receipt", "contact_changed"]
)
def test_every_letter_greets_says_and_signs(kind):
    subject, body = compose(
        kind=kind,
        act="",
        values={"address": "https://example.org/", "number": "С-1", "title": "Согласие"},
        school_name="Школа № 1",
    )
    assert subject
    assert body.startswith("Здравствуйте!")
    assert body.endswith("Школа № 1\n")


def test_a_channel_is_found_by_its_key():
    assert channel_for("email").label == "электронная почта"
    with pytest.raises(UnknownChannel):
        channel_for("pigeon")


def test_a_code_overtakes_other_letters_and_papers_come_last(mother):
    finish_paper.enqueue("a-paper")
    invitation = queue(mother, kind="invitation", values={"address": "x"})
    code = queue(mother)
    waiting = DBTaskResult.objects.ready().filter(task_path__startswith="intake.")
    assert [one.args_kwargs["args"][0] for one in waiting] == [
        str(code.key),
        str(invitation.key),
        "a-paper",
    ]
