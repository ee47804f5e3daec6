"""A letter that did not arrive is seen by whoever can act, with the next step beside it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.lost_letters import is_lost
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import JournalEntry, OutboundMessage, Reminder
from intake.models.delivery import MESSAGE_STATES, OUTCOMES
from intake.services.document import prepare
from intake.services.due import LOST
from intake.services.paper import record_paper
from intake.services.people import set_contact
from intake.services.sent_anew import MOST_A_DAY, NothingToSend, send_anew
from intake.services.withdrawal import withdraw_by_letter
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    invited_family,
    letters_to,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.intake.test_reminders import at, press
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
NEW = "novyi@example.org"
LOST_LINK = "не дошла"


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def lose(kind):
    """The latest message of this kind came back: there is no such mailbox."""
    row = OutboundMessage.objects.filter(kind=kind).order_by("-pk").first()
    now = timezone.now()
    OutboundMessage.objects.filter(pk=row.pk).update(state="sent", outcome="hard", outcome_at=now)
    row.contact.dead_at, row.contact.dead_why = now, "hard"
    row.contact.save()
    row.refresh_from_db()
    return row


def test_the_first_signer_and_the_curator_see_that_the_link_of_the_other_is_lost(
    school, curator, client
):
    request = invited_family(school, years=15, child_contact="")
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    parent.post("other-signer", contact=TEENAGER)
    assert LOST_LINK not in parent.text
    run_tasks()
    message = lose("second_signer")

    for page in ("done", "status", "other-signer"):
        parent.get(page)
        assert parent.path == page
        assert LOST_LINK in parent.text
    assert "Сообщения туда не доставляются. Укажите другой контакт" in parent.text
    client.force_login(curator)
    request_page = f"/cms/intake/intakerequest/inspect/{request.pk}/"
    page = client.get(request_page).content.decode()
    assert f"/cms/nastavnik/people/{request.participant.key}/contact/" in page
    message.contact.dead_at = None
    message.contact.save()
    page = client.get(request_page).content.decode()
    assert f"/cms/nastavnik/messages/{message.key}/again/" in page

    parent.post("other-signer", contact=NEW)
    assert "/intake/l/" in letters_to(NEW)[-1].body
    entries = JournalEntry.objects.filter(kind="link_sent", actor_key=str(request.guardian.key))
    assert [entry.facts for entry in entries] == [{"purpose": "second_signer"}] * 2
    parent.get("status")
    assert LOST_LINK not in parent.text


def test_the_link_of_the_other_goes_out_three_times_a_day(school):
    invited_family(school, years=15)
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    for _press in range(3):
        parent.post("other-signer", way="on_file")
        assert parent.path == "done"
    parent.post("other-signer", way="on_file")
    assert "Сегодня эту ссылку уже отправляли" in parent.text
    assert OutboundMessage.objects.filter(kind="second_signer").count() == 3


def test_who_waits_for_a_code_that_cannot_come_reads_what_to_do(school):
    invited_family(school, years=13)
    parent = Family(link_to(PARENT))
    parent.come_to_the_code()
    run_tasks()
    parent.get("code")
    assert "не дошёл" not in parent.text
    lose("code")
    parent.get("code")
    assert "не дошёл" in parent.text
    assert "чтобы записали другой контакт" in parent.text


def test_a_reminder_goes_anew_and_counts_once(school, curator):
    guardian = invited_family(school, years=13).guardian
    run_tasks()
    press(school, at(school, 12))
    message = lose("reminder")
    set_contact(person=guardian, value=NEW, confirmed=True, now=at(school, 12))
    send_anew(message=message, by=curator, now=at(school, 13))
    (reminder,) = Reminder.objects.all()
    message.refresh_from_db()
    assert reminder.message.key == message.instead_key
    assert reminder.message.contact.person == guardian
    link_sent = JournalEntry.objects.filter(kind="link_sent", facts={"purpose": "reminder"})
    assert link_sent.count() == 1


def test_that_a_consent_was_withdrawn_is_told_anew(school, curator):
    request = invited_family(school, years=16)
    now = timezone.now()
    day = now.astimezone(school.zone).date()
    for role in SignerRole:
        paper = prepare(request=request, kind=DocumentKind.PROCESSING, role=role, now=now)
        record_paper(document=paper, by=curator, signed_on=day, kept_where="каб. 12", now=now)
    withdraw_by_letter(
        document=request.documents.get(variant="participant"),
        written_on=day,
        kept_where="входящие",
        scan=None,
        is_own_family=False,
        by=curator,
        now=now,
    )
    message = lose("receipt")
    set_contact(person=request.guardian, value=NEW, confirmed=True, now=now)
    send_anew(message=message, by=curator, now=now)
    again = OutboundMessage.objects.filter(kind="receipt").order_by("-pk").first()
    assert again.pk != message.pk
    assert (again.person, again.document_key) == (request.guardian, message.document_key)
    entry = JournalEntry.objects.get(kind="message_sent_anew")
    assert entry.facts == {"kind": "receipt"}


def test_staff_do_not_write_without_end_either(school, curator):
    invited_family(school, years=13)
    now = timezone.now()
    for _time in range(MOST_A_DAY):
        send_anew(message=not_sent(), by=curator, now=now)
    with pytest.raises(NothingToSend) as refused:
        send_anew(message=not_sent(), by=curator, now=now)
    assert "писали уже трижды" in refused.value.words
    send_anew(message=not_sent(), by=curator, now=now + timedelta(days=2))


def not_sent():
    """The mail server was away when the latest invitation was to leave."""
    row = OutboundMessage.objects.filter(kind="invitation").order_by("-pk").first()
    OutboundMessage.objects.filter(pk=row.pk).update(state="failed", failure="timeout")
    return row


def test_the_database_and_the_rule_agree_on_what_is_lost(school):
    invited_family(school, years=13)
    like = OutboundMessage.objects.get()
    OutboundMessage.objects.bulk_create(
        OutboundMessage(
            school=school,
            person=like.person,
            contact=like.contact,
            kind="copies",
            queued_at=like.queued_at,
            state=state,
            failure=failure,
            outcome=outcome,
        )
        for state in MESSAGE_STATES
        for failure in ("", "Replaced", "NoGateway")
        for outcome in ("", *OUTCOMES)
    )
    lost = set(OutboundMessage.objects.filter(LOST).values_list("pk", flat=True))
    assert lost == {
        row.pk
        for row in OutboundMessage.objects.all()
        if is_lost(state=row.state, failure=row.failure, outcome=row.outcome)
    }
    assert 0 < len(lost) < OutboundMessage.objects.count()
