"""What a person reads about the own signature: words, and nothing of the school's employees."""

from zoneinfo import ZoneInfo

from intake.services.signature_words import facts_in_words

ZONE = ZoneInfo("Europe/Moscow")


def test_a_person_reads_the_circumstances_of_a_signature_in_words():
    said = facts_in_words(
        {
            "represents_as": "guardian",
            "authority_law": "ст. 32 ГК РФ",
            "authority_checked_on": "2026-11-15",
            "authority_checked_by": "user:7",
            "signed_on": "2026-11-16",
            "kept_where": "Личное дело",
            "recorded_by": "user:8",
            "confirmed_by": "user:9",
        },
        zone=ZONE,
    )
    assert "Представляет как: опекун (ст. 32 ГК РФ)" in said
    assert "дата на бумаге: 16.11.2026" in said
    assert "user:" not in said
    assert "_" not in said


def test_the_moment_of_a_code_is_said_in_the_time_of_the_school():
    facts = {"code_sent_at": "2026-11-15T20:59:00+00:00", "wrong_tries": 0, "codes_sent": 1}
    assert facts_in_words(facts, zone=ZONE) == (
        "код отправлен: 15.11.2026 23:59; неверных попыток: 0; кодов отправлено: 1"
    )


def test_a_contact_nobody_of_the_school_confirmed_is_called_so():
    facts = {"contact_confirmed": "no"}
    assert facts_in_words(facts, zone=ZONE) == (
        "чей это контакт: назван на странице, школой не подтверждён"
    )
    facts = {"contact_confirmed": "2026-11-15T22:00:00+00:00"}
    assert facts_in_words(facts, zone=ZONE) == "чей это контакт: подтверждён школой 16.11.2026"
