"""A code is good for one browser, rests nowhere, and burning it costs its owner one letter."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intake import vault
from intake.delivery.sending import send_now
from intake.domain.code import CODES_A_DAY, LINKS_A_DAY, Verdict
from intake.models import (
    Document,
    IntakeRequest,
    JournalEntry,
    OutboundMessage,
    PersonalLink,
    Signature,
    SignerDevice,
)
from intake.services import code as code_service
from intake.services.link import make_link
from intake.services.staff_people import change_contact
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    invited_family,
    letters_to,
    link_to,
    run_tasks,
    says,
    school_that_may_sign,
    wrong,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


def story(_folder):
    """A parent who has asked for the code on her own phone."""
    invited_family(school_that_may_sign(), years=12)
    family = Family(link_to(PARENT))
    family.come_to_the_code()
    return family


@pytest.fixture
def at_home(told):
    return told


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def invited(told):
    return IntakeRequest.objects.get()


def test_no_row_holds_a_code_before_its_letter_leaves(at_home):
    message = OutboundMessage.objects.get(kind="code")
    rest = json.loads(
        vault.decrypt(message.person.data_key.wrapped, bytes(message.content_encrypted))
    )
    assert set(rest) == {"number", "title", "digest", "minutes"}
    assert SignerDevice.objects.get().token is None
    code = code_to(PARENT)
    assert not says(code, str(SignerDevice.objects.values().get()))
    assert not says(code, str(list(DBTaskResult.objects.values())))


def test_a_letter_sent_a_second_time_carries_a_code_of_its_own_and_the_first_dies(at_home):
    message = OutboundMessage.objects.get(kind="code")
    send_now(message_key=str(message.key), now=timezone.now())
    OutboundMessage.objects.filter(pk=message.pk).update(
        state="queued", content_encrypted=message.content_encrypted
    )
    send_now(message_key=str(message.key), now=timezone.now())
    first, second = (letter.body.split("код: ")[1][:6] for letter in mail.outbox[-2:])
    at_home.enter(first if first != second else wrong(second))
    assert not Signature.objects.exists()
    at_home.enter(second)
    assert Signature.objects.count() == 1


def test_a_letter_whose_code_was_asked_for_anew_does_not_leave(at_home):
    earlier = OutboundMessage.objects.get(kind="code")
    later = timezone.now() + timedelta(minutes=2)
    device = SignerDevice.objects.get()
    code_service.request_code(document=device.document, signer=device.signer, act="sign", now=later)
    send_now(message_key=str(earlier.key), now=later)
    earlier.refresh_from_db()
    assert (earlier.state, earlier.failure) == ("failed", "Replaced")


def test_another_browser_with_the_same_link_goes_on_at_the_code_and_is_offered_a_new_one(at_home):
    code = code_to(PARENT)
    elsewhere = Family(link_to(PARENT))
    assert elsewhere.path == "code"
    assert "запросили в другом браузере" in elsewhere.text
    assert "Получить код" in elsewhere.text or "Прислать новый код" in elsewhere.text
    paper = Document.objects.get(kind="processing")
    answer = elsewhere.post("code", code=code, shown_digest=paper.shown_digest)
    assert "в другом браузере" in answer.content.decode()
    assert SignerDevice.objects.get().attempts_left == 5
    assert not Signature.objects.exists()
    at_home.enter(code)
    assert Signature.objects.count() == 1


def test_the_session_gets_a_new_id_with_the_signature_and_a_copy_of_the_old_opens_nothing(at_home):
    before = at_home.client.session.session_key
    at_home.enter(code_to(PARENT))
    assert at_home.client.session.session_key != before
    copied = Client()
    copied.cookies["sessionid"] = before
    assert copied.get("/intake/done/", follow=True).status_code == 403


def test_whoever_burns_the_codes_of_a_link_costs_its_owner_one_letter(at_home, time_machine):
    burner = Family(link_to(PARENT))
    time_machine.move_to(timezone.now())
    for _code in range(CODES_A_DAY):
        time_machine.shift(timedelta(minutes=1, seconds=1))
        burner.post("code", send="1")
    assert "слишком много кодов" in burner.text
    at_home.get("code")
    time_machine.shift(timedelta(minutes=2))
    at_home.post("code", send="1")
    assert "Прислать новую ссылку" in at_home.text

    at_home.post("new-link")
    assert "Мы отправили вам новую ссылку" in at_home.text
    assert burner.get("code").status_code == 410

    again = Family(link_to(PARENT))
    assert again.path == "code"
    again.post("code", send="1")
    again.enter(code_to(PARENT))
    assert Signature.objects.count() == 1


def test_two_links_of_one_person_give_no_more_codes_than_one(at_home, time_machine):
    time_machine.move_to(timezone.now())
    request = IntakeRequest.objects.get()
    token = make_link(request=request, person=request.guardian, purpose="sign", now=timezone.now())
    holds_both = [Family(link_to(PARENT)), Family(f"/intake/l/{token}/")]
    for number in range(2 * CODES_A_DAY):
        time_machine.shift(timedelta(minutes=1, seconds=1))
        holds_both[number % 2].post("code", send="1")
    assert OutboundMessage.objects.filter(kind="code").count() == CODES_A_DAY
    at_home.post("new-link")
    assert [one.post("code", send="1").status_code for one in holds_both] == [410, 410]


def test_fresh_links_by_ones_own_press_are_few_a_day(at_home):
    for _link in range(LINKS_A_DAY):
        Family(link_to(PARENT)).post("new-link")
    last = Family(link_to(PARENT))
    before = len(letters_to(PARENT))
    assert "сегодня было достаточно" in last.post("new-link").content.decode()
    assert len(letters_to(PARENT)) == before
    assert last.get("go").status_code == 200


def test_a_fresh_link_is_shown_to_nobody_but_the_letter_box(at_home):
    before = PersonalLink.objects.count()
    page = at_home.post("new-link").content.decode()
    assert PersonalLink.objects.count() == before + 1
    assert "/intake/l/" not in page
    assert PARENT not in page


@pytest.mark.parametrize(
    ("code", "verdict"),
    [("12 34", Verdict.NOT_A_CODE), ("", None), ("wrong", Verdict.WRONG)],
)
def test_every_outcome_of_a_code_is_chained(at_home, code, verdict):
    right = code_to(PARENT)
    at_home.enter(wrong(right) if code == "wrong" else code)
    told = [entry.facts["verdict"] for entry in JournalEntry.objects.filter(kind="code_refused")]
    assert told == ([verdict.value] if verdict else [])
    assert not any(says(right, str(entry.facts)) for entry in JournalEntry.objects.all())


def test_a_flood_of_refused_codes_does_not_grow_the_journal_without_end(at_home, monkeypatch):
    monkeypatch.setattr("intake.services.signing.MOST_REFUSALS_KEPT", 3)
    run_tasks()
    for _try in range(6):
        at_home.enter("abc")
    assert JournalEntry.objects.filter(kind="code_refused").count() == 3


def test_no_guess_is_hidden_behind_a_flood(at_home, monkeypatch):
    monkeypatch.setattr("intake.services.signing.MOST_REFUSALS_KEPT", 3)
    code = code_to(PARENT)
    for _try in range(4):
        at_home.enter("abc")
    for _try in range(6):
        at_home.enter(wrong(code))
    chained = JournalEntry.objects.filter(kind="code_refused").order_by("sequence")
    told = [entry.facts["verdict"] for entry in chained]
    assert told == ["not_a_code"] * 3 + ["wrong"] * 4 + ["dead"]


def test_an_address_changed_by_staff_is_told_to_the_old_one(invited, school):
    change_contact(
        person=invited.guardian,
        value="new@example.org",
        by=make_staff("curator", curator=school),
        now=timezone.now(),
    )
    told = [letter for letter in letters_to(PARENT) if "заменён" in letter.subject]
    assert len(told) == 1
    assert "new@example.org" not in told[0].body
    assert JournalEntry.objects.filter(kind="contact_changed").count() == 1
    assert Client().get(link_to(PARENT)).status_code == 410
