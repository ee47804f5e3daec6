import json
import logging
import socket
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from intake import conf
from intake.delivery.channels import NotSent
from intake.delivery.messages import Message
from intake.delivery.sms import SmsChannel
from tests.intake.gateways import gateway

MESSAGE = Message(
    key="k-1", to="+79123456789", subject="s", body="b", short="Код 004217: подпись документа"
)


@pytest.fixture(autouse=True)
def described(settings):
    """A gateway is written down; each test says where it is and how it behaves."""

    def at(server, **changes):
        settings.NASTAVNIK_SMS_SECRET = "s3cret"
        settings.NASTAVNIK_SMS = {
            "url": f"http://127.0.0.1:{server.server_port}/send",
            "fields": {"to": "{digits}", "msg": "{text}", "id": "{key}", "api_id": "{secret}"},
            "taken_pattern": "^OK",
            "refused_pattern": "^ERROR",
            "dead_pattern": "no such number",
            "reference_pattern": r"OK (\d+)",
            "seconds": 60,
            **changes,
        }

    return at


def refusal(described, behave, **changes):
    with gateway(behave) as server:
        described(server, **changes)
        with pytest.raises(NotSent) as refused:
            SmsChannel().send(MESSAGE)
        return refused.value, server.asked


def test_a_message_is_handed_over_and_the_gateways_number_kept(described):
    with gateway() as server:
        described(server)
        assert SmsChannel().send(MESSAGE).reference == "17"
    _path, _headers, body = server.asked[0]
    assert b"to=79123456789" in body
    assert b"004217" in body


@pytest.mark.parametrize(
    ("behave", "reason", "is_unseen", "is_final"),
    [
        ((200, b"ERROR: no money"), "RefusedByGateway", False, False),
        ((200, b"whatever"), "NotUnderstood", True, False),
        ((200, b""), "NotUnderstood", True, False),
        ((429, b"slow down"), "Http429", False, False),
        ((500, b"OK 17"), "Http500", True, False),
        ((401, b"OK"), "Http401", False, True),
        ((302, b"OK"), "Http302", False, True),
        ("hang", "TooSlow", True, False),
        ("drip", "TooSlow", True, False),
        ("cut", "CutShort", True, False),
        ("noise", "BadStatusLine", True, False),
        ("close", "RemoteDisconnected", True, False),
    ],
)
def test_whatever_a_gateway_does_is_a_state(described, behave, reason, is_unseen, is_final):
    never_ends = reason == "TooSlow"  # only then may an answer be given up
    refused, _asked = refusal(described, behave, seconds=1 if never_ends else 60)
    assert refused.reason == reason
    assert (refused.is_unseen, refused.is_final) == (is_unseen, is_final)


def test_a_redirect_is_not_followed(described):
    _refused, asked = refusal(described, (302, b""))
    assert [path for path, _headers, _body in asked] == ["/send"]


def test_a_number_that_does_not_exist_is_told_apart(described):
    refused, _asked = refusal(described, (200, b"ERROR no such number"))
    assert refused.is_dead


def test_a_gateway_that_is_not_there_took_nothing(described):
    with socket.socket() as taken:  # nobody listens, and nobody else can
        taken.bind(("127.0.0.1", 0))
        described(SimpleNamespace(server_port=taken.getsockname()[1]))
        with pytest.raises(NotSent) as refused:
            SmsChannel().send(MESSAGE)
    assert (refused.value.reason, refused.value.is_unseen) == ("ConnectionRefusedError", False)


@pytest.mark.parametrize("behave", [(200, b"OK 17"), (500, b""), "noise", "cut"])
def test_neither_secret_nor_number_nor_code_is_in_a_log_or_an_exception(described, behave, caplog):
    with caplog.at_level(logging.DEBUG), gateway(behave) as server:
        described(server)
        try:
            SmsChannel().send(MESSAGE)
        except NotSent as refused:
            told = f"{refused!r} {refused.__cause__!r} {refused.__context__ and ''}"
        else:
            told = ""
    for one in ("s3cret", "9123456789", "004217"):
        assert one not in caplog.text + told


def test_a_number_abroad_costs_nobody_money(described):
    with gateway() as server:
        described(server)
        abroad = Message(key="k", to="+375291234567", subject="", body="", short="x")
        with pytest.raises(NotSent, match="NotMobile"):
            SmsChannel().send(abroad)
    assert server.asked == []


def test_what_cannot_be_said_shortly_is_not_sent(described):
    with gateway() as server:
        described(server)
        with pytest.raises(NotSent, match="TooLong") as refused:
            SmsChannel().send(Message(key="k", to="+79123456789", subject="", body=""))
    assert refused.value.is_final


def test_without_a_gateway_nothing_leaves(settings):
    settings.NASTAVNIK_SMS = {}
    with pytest.raises(NotSent, match="NoGateway"):
        SmsChannel().send(MESSAGE)


@pytest.mark.parametrize("described", ["{", {"url": 5}, [], {"taken_statuses": 200}])
def test_a_description_that_cannot_work_sends_nothing_and_the_log_says_why(
    settings, described, caplog
):
    conf._say_once.cache_clear()
    settings.NASTAVNIK_SMS = described
    with pytest.raises(NotSent, match="NoGateway"):
        SmsChannel().send(MESSAGE)
    assert conf.channel_order() == ("email",)
    assert [one.message for one in caplog.records if "NASTAVNIK_SMS" in one.message] != []
    with pytest.raises(CommandError, match="NASTAVNIK_SMS не подходит"):
        call_command("send_test_message", "+79123456789")


def test_a_description_comes_as_json_from_the_environment(settings):
    with gateway() as server:
        settings.NASTAVNIK_SMS = json.dumps(
            {
                "url": f"http://127.0.0.1:{server.server_port}/send",
                "fields": {"to": "{digits}", "msg": "{text}"},
                "taken_pattern": "^OK",
            }
        )
        SmsChannel().send(MESSAGE)
