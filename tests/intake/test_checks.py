from types import SimpleNamespace

import pytest
from cryptography.fernet import Fernet
from django.core.checks import Error, Warning
from django.core.checks.registry import registry
from django.core.management import call_command
from django.db import connection

from intake import guards
from intake.checks import delivery_findings
from intake.models import JournalEntry


def found(*, deploy=False, **options):
    messages = registry.run_checks(include_deployment_checks=deploy, **options)
    return {message.id: message for message in messages if message.id.startswith("intake.")}


def test_a_right_installation_has_nothing_to_say():
    assert found(deploy=True) == {}


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [
        ("NASTAVNIK_INSTALLATION_KEYS", [], "001"),
        ("NASTAVNIK_INSTALLATION_KEYS", [Fernet.generate_key().decode(), "not a key"], "002"),
        ("NASTAVNIK_CODE_KEY", "short", "003"),
        ("NASTAVNIK_INDEX_KEY", "", "004"),
        ("DATA_UPLOAD_MAX_NUMBER_FIELDS", 1000, "006"),
    ],
)
def test_a_wrong_setting_is_a_warning_and_in_a_deployment_an_error(settings, name, value, number):
    setattr(settings, name, value)
    assert isinstance(found()[f"intake.W{number}"], Warning)
    assert isinstance(found(deploy=True)[f"intake.E{number}"], Error)


def test_a_key_is_never_that_of_the_sessions(settings):
    settings.NASTAVNIK_CODE_KEY = settings.SECRET_KEY
    assert "intake.W003" in found()


def test_requests_in_one_transaction_are_noticed(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ATOMIC_REQUESTS", True)
    assert "intake.W005" in found()


@pytest.mark.django_db
def test_a_lost_guard_fails_the_check_of_a_deployment_and_lets_migrate_repair_it():
    assert "intake.W007" not in found(databases=["default"])
    with guards.lifted("default"):
        assert "intake.W007" in found(databases=["default"])
        assert "intake.E007" in found(databases=["default"], deploy=True)
        call_command("migrate", verbosity=0)
        assert guards.missing_guards("default") == []


@pytest.mark.django_db
def test_sqlite_without_recursive_triggers_is_noticed():
    if connection.vendor != "sqlite":
        assert guards.missing_guards("default") == []
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            assert guards.missing_guards("default") == ["recursive_triggers"]
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")


@pytest.mark.django_db(transaction=True)
def test_a_transactional_test_may_leave_guarded_rows_behind():
    JournalEntry.objects.create(
        school_key="x",
        sequence=1,
        at="2026-09-07T09:00:00Z",
        kind="signed",
        subject_key="",
        actor_key="",
        previous="0" * 64,
        digest="0" * 64,
    )
    assert guards.missing_guards("default") == []


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"NASTAVNIK_SMS": {"url": "http://sms.example.ru/"}}, "010"),
        ({"NASTAVNIK_SMS": '{"url": "https://password.example'}, "010"),
        ({"NASTAVNIK_SMS": "[]"}, "010"),
        ({"NASTAVNIK_SMS": 5}, "010"),
        ({"NASTAVNIK_CHANNELS": ["email", "pigeon"]}, "011"),
        ({"NASTAVNIK_CHANNELS": ["email", "email"]}, "011"),
        ({"NASTAVNIK_CHANNELS": ["phone"]}, "012"),
        ({"NASTAVNIK_REPORT_MAILBOX": "pop3://user:password@mail.example.org"}, "013"),
    ],
)
def test_a_half_written_way_to_people_is_noticed_and_shows_no_secret(settings, changes, number):
    for name, value in changes.items():
        setattr(settings, name, value)
    message = found(deploy=True)[f"intake.E{number}"]
    assert "password" not in message.msg


def test_a_whole_gateway_and_mailbox_have_nothing_to_say(settings):
    settings.NASTAVNIK_SMS_SECRET = "s3cret"
    settings.NASTAVNIK_SMS = {
        "url": "https://sms.example.ru/",
        "fields": {"to": "{phone}", "msg": "{text}", "key": "{secret}"},
        "taken_pattern": "^OK",
    }
    settings.NASTAVNIK_REPORT_MAILBOX = "imaps://user:password@mail.example.org/INBOX"
    assert found(deploy=True) == {}


def test_no_channel_at_all_is_a_choice(settings):
    settings.NASTAVNIK_CHANNELS = []
    assert found(deploy=True) == {}


def test_a_mail_service_without_a_secret_of_its_webhook_is_noticed(settings, monkeypatch):
    monkeypatch.setattr("intake.checks.apps", SimpleNamespace(is_installed=lambda _name: True))
    assert [number for number, _what, _hint in delivery_findings()] == ["014"]
    settings.ANYMAIL = {"WEBHOOK_SECRET": "name:password"}
    assert list(delivery_findings()) == []
