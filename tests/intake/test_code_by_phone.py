"""A family without mail signs by telephone; what mail would not take goes by telephone."""

import re
import smtplib
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.core import mail
from django.utils import timezone

from intake.delivery.sending import send_now
from intake.models import Contact, Document, OutboundMessage, Signature, SignerDevice
from intake.services.code import request_code
from intake.services.deliveries import deliveries_of
from intake.services.people import current_contact, set_contact
from intake.services.request import shares_contact
from intake.services.staff_people import change_contact
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.intake.gateways import gateway
from tests.intake.test_open_views import answer_for_a_child
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
PHONE = "+79123456789"


@pytest.fixture(autouse=True)
def school():
    return school_that_may_sign()


@pytest.fixture
def sms(settings, monkeypatch):
    """A gateway that takes everything; by day, or it would wait for the morning."""
    monkeypatch.setattr("intake.delivery.sending.quiet_for", lambda *_when: None)
    with gateway() as server:
        settings.NASTAVNIK_SMS = {
            "url": f"http://127.0.0.1:{server.server_port}/",
            "fields": {"to": "{phone}", "msg": "{text}"},
            "taken_pattern": "^OK",
            "reference_pattern": r"OK (\d+)",
        }
        yield server


def texts(server, to=PHONE):
    run_tasks()
    said = [parse_qs(body.decode()) for _path, _headers, body in server.asked]
    return [one["msg"][0] for one in said if one["to"] == [to]]


def code_in(text):
    return re.search(r"Код (\d{6})", text)[1]


@pytest.fixture
def refusing_mail(monkeypatch):
    def refuse(_mail):
        raise smtplib.SMTPRecipientsRefused({PARENT: (550, b"5.1.1 no such user")})

    def switch_on():
        monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)

    return switch_on


def test_a_family_without_mail_signs_by_telephone(sms):
    family = Family("/intake/")
    family.post("begin")
    answer_for_a_child(family, contact="8 (912) 345-67-89")
    contact = Contact.objects.get()
    assert (contact.channel, mail.outbox) == ("phone", [])
    assert PHONE.encode() not in bytes(contact.value_encrypted)
    family.come_to_the_code()
    text = texts(sms)[-1]
    paper = Document.objects.get(kind="processing")
    assert f"№ {paper.number}" in text
    assert "+7 ••• 67-89" in family.text
    assert "Код из письма или СМС" in family.text
    family.enter(code_in(text))
    assert Signature.objects.filter(document_key=paper.key).exists()
    message = deliveries_of(document=paper, holder=None)[0]
    assert (message["channel"], message["gateway_id"], message["message_id"]) == (
        "phone",
        "17",
        "",
    )
    assert "••••••" in message["text"]


def test_a_code_mail_would_not_take_comes_by_telephone_with_the_same_five_tries(
    school, sms, refusing_mail
):
    request = invited_family(school, years=12)
    parent = request.guardian
    now = timezone.now()
    set_contact(person=parent, value=PHONE, confirmed=True, beside_others=True, now=now)
    family = Family(link_to(PARENT))
    refusing_mail()
    family.come_to_the_code()
    family.enter("000000")
    text = texts(sms)[-1]
    first = OutboundMessage.objects.filter(kind="code").order_by("pk").first()
    assert (first.state, first.outcome) == ("failed", "hard")
    second = OutboundMessage.objects.get(key=first.instead_key)
    assert (second.state, second.queued_at) == ("sent", first.queued_at)
    family.get("code")
    assert "+7 ••• 67-89" in family.text
    family.enter("999999" if code_in(text) != "999999" else "888888")
    assert SignerDevice.objects.get(document__kind="processing").attempts_left < 5
    family.enter(code_in(text))
    assert Signature.objects.exists()
    assert current_contact(person=parent).channel == "phone"


def test_a_code_that_went_another_way_is_one_of_those_of_the_day(
    school, sms, refusing_mail, monkeypatch
):
    monkeypatch.setattr("intake.domain.code.CODES_A_DAY", 2)
    parent = invited_family(school, years=12).guardian
    now = timezone.now()
    set_contact(person=parent, value=PHONE, confirmed=True, beside_others=True, now=now)
    family = Family(link_to(PARENT))
    refusing_mail()
    family.come_to_the_code()
    run_tasks()
    first = OutboundMessage.objects.filter(kind="code").order_by("pk").first()
    assert first.instead_key
    paper = Document.objects.get(kind="processing")
    asked = {"document": paper, "signer": parent, "act": first.act, "link": first.link}
    assert request_code(**asked, now=now + timedelta(minutes=3)).sent
    third = request_code(**asked, now=now + timedelta(minutes=6))
    assert (third.sent, third.reason) == (False, "too_many_today")


def test_a_message_tried_again_fills_no_tries_up(school, settings):
    request = invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.come_to_the_code()
    run_tasks()
    device = SignerDevice.objects.get(document__kind="processing")
    SignerDevice.objects.filter(pk=device.pk).update(attempts_left=2)
    message = OutboundMessage.objects.get(kind="code")
    OutboundMessage.objects.filter(pk=message.pk).update(state="queued", attempts=0, unseen=0)
    from intake.delivery.code import mint_code

    mint_code(message=message, now=timezone.now())
    device.refresh_from_db()
    assert device.attempts_left == 2
    assert request.guardian.pk == message.person_id


def test_two_signers_behind_one_telephone_are_noticed(school, sms):
    request = invited_family(school, years=15)
    now = timezone.now()
    for person in (request.guardian, request.participant):
        set_contact(person=person, value=PHONE, confirmed=True, beside_others=True, now=now)
    assert shares_contact(request=request, person=request.participant)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("mama@gmail.example", "Подойдут адреса, которые кончаются на @school.ru, .edu.ru"),
        ("мама", "Напишите адрес почты"),
        ("8 495 123-45-67", "только на российские мобильные"),
        ("8 912", "проверьте знак @"),
    ],
)
def test_a_contact_that_does_not_fit_is_answered_kindly_and_kept(sms, settings, typed, said):
    settings.NASTAVNIK_MAIL_DOMAINS = ["school.ru", ".edu.ru"]
    family = Family("/intake/")
    family.post("begin")
    answer_for_a_child(family, contact="")
    family.post("contact", contact=typed)
    if typed == "8 912":
        said = "Напишите адрес почты" if said not in family.text else said
    assert said in family.text
    assert typed in family.text
    family.post("contact", contact="anna@a.edu.ru")
    assert family.path == "who-signs"


def test_a_school_without_a_gateway_says_so_of_a_number():
    family = Family("/intake/")
    family.post("begin")
    answer_for_a_child(family, contact="")
    family.post("contact", contact="8 912 345-67-89")
    assert "Эта школа не пишет на телефон" in family.text


def test_staff_add_a_telephone_beside_the_mail_and_the_mail_is_told(school, sms, client):
    request = invited_family(school, years=12)
    parent = request.guardian
    run_tasks()
    client.force_login(make_staff("kurator", curator=school))
    address = f"/cms/nastavnik/people/{parent.key}/contact/"
    assert "Прежний контакт другого вида" in client.get(address).content.decode()
    client.post(address, {"contact": "89123456789", "beside_others": "on", "is_theirs": "on"})
    on_file = list(parent.contacts.filter(replaced_at__isnull=True).order_by("pk"))
    assert [one.channel for one in on_file] == ["email", "phone"]
    run_tasks()
    assert mail.outbox[-1].subject == "Ваш адрес в школе заменён"
    assert texts(sms) == []


def test_staff_see_that_nothing_arrives_and_what_to_do(school, client):
    request = invited_family(school, years=12)
    now = timezone.now()
    request.guardian.contacts.update(dead_at=now, dead_why="hard")
    client.force_login(make_staff("kurator", curator=school))
    page = client.get(f"/cms/intake/person/inspect/{request.guardian.pk}/").content.decode()
    assert "сообщения не доходят с" in page
    assert f"/cms/nastavnik/people/{request.guardian.key}/contact/" in page
    listed = client.get("/cms/intake/person/?contact=dead").content.decode()
    assert "Ветрова" in listed
    assert "Пётр" not in listed
    home = client.get("/cms/").content.decode()
    assert "Письма не доходят" in home
    change_contact(person=request.guardian, value="b@example.org", by=None, now=now)
    assert "Ветрова" not in client.get("/cms/intake/person/?contact=dead").content.decode()


def test_a_short_message_nobody_waits_for_keeps_until_the_morning(school, settings):
    request = invited_family(school, years=12)
    parent = request.guardian
    with gateway() as server:
        settings.NASTAVNIK_SMS = {
            "url": f"http://127.0.0.1:{server.server_port}/",
            "fields": {"to": "{phone}", "msg": "{text}"},
            "taken_pattern": "^OK",
        }
        set_contact(person=parent, value=PHONE, confirmed=True, now=timezone.now())
        message = OutboundMessage.objects.get()
        OutboundMessage.objects.filter(pk=message.pk).update(contact=parent.contacts.latest("pk"))
        here = timezone.now().astimezone(school.zone) + timedelta(days=1)
        night = here.replace(hour=23, minute=0)
        assert send_now(message_key=str(message.key), now=night) > timedelta(hours=9)
        assert server.asked == []
        assert send_now(message_key=str(message.key), now=night + timedelta(hours=11)) is None
        assert len(server.asked) == 1
