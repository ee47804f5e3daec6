import pytest

from intake.delivery.messages import NEEDS
from intake.delivery.short_messages import compose_short
from intake.domain.sms import first_that_fits, parts

ADDRESS = f"https://shkola-12.severny-okrug.example.ru/intake/l/{'x' * 43}/"
VALUES = {
    "code": "004217",
    "number": "С-2026-483920",
    "title": "Согласие на обработку персональных данных",
    "digest": "a1b2\N{NO-BREAK SPACE}c3d4\N{NO-BREAK SPACE}e5f6",
    "minutes": "20",
    "address": ADDRESS,
    "news": "in_force",
    "day": "21 ноября",
    "children": "2",
}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 1),
        ("а" * 70, 1),
        ("а" * 71, 2),
        ("а" * 134, 2),
        ("а" * 135, 3),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_the_network_counts_them(text, count):
    assert parts(text) == count


def test_the_fullest_wording_that_fits_is_taken():
    assert first_that_fits(["а" * 200, "а" * 100, "а"]) == "а" * 100
    assert first_that_fits(["а" * 200]) == ""


def test_a_code_by_telephone_names_the_document_and_its_digest():
    text = compose_short(kind="code", act="sign", values=VALUES)
    assert "Код 004217: подпись документа № С-2026-483920" in text
    assert "a1b2 c3d4 e5f6" in text
    assert "Никому" in text
    assert parts(text) == 2
    assert "отзыв" in compose_short(kind="code", act="withdraw", values=VALUES)


@pytest.mark.parametrize("kind", sorted(NEEDS))
def test_every_message_can_be_said_in_two_parts(kind):
    news = "now_14_own" if kind == "birthday" else "in_force"
    text = compose_short(kind=kind, act="", values={**VALUES, "news": news})
    assert text
    assert parts(text) <= 2
    if "address" in NEEDS[kind]:
        assert ADDRESS in text


def test_a_birthday_without_a_page_leads_to_the_curator():
    values = {"news": "soon_14_own", "day": "21 ноября", "address": ""}
    assert "куратор" in compose_short(kind="birthday", act="", values=values)


def test_an_address_too_long_for_a_telephone_gives_no_message():
    values = {**VALUES, "address": f"https://{'a' * 130}.example.ru/"}
    assert compose_short(kind="invitation", act="", values=values) == ""
