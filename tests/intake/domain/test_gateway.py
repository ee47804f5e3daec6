import json

import pytest

from intake.domain.gateway import LONGEST_ANSWER, Fate, ask, judge
from intake.domain.gateway_reading import BadGateway, read_gateway

FORM = {
    "url": "https://sms.example.ru/send",
    "fields": {"to": "{digits}", "msg": "{text}", "id": "{key}", "api_id": "{secret}"},
    "taken_pattern": "^OK",
}
JSON = {
    "url": "https://sms.example.ru/v1/messages",
    "body": "json",
    "headers": {"Authorization": "Bearer {secret}"},
    "fields": {"messages": [{"to": "{phone}", "text": "{text}"}]},
    "taken_path": "sms.*.status",
    "taken_pattern": "^OK$",
    "reference_path": "sms.*.sms_id",
    "refused_pattern": '"status_code": ?2\\d\\d',
    "dead_pattern": '"status_code": ?202',
}


def gateway(described=FORM, **changes):
    return read_gateway({**described, **changes}, secret="s3cret")


def asked(described, **values):
    given = {"phone": "+79123456789", "text": "Код 004217 & всё", "key": "k-1", **values}
    return ask(gateway(described), **given)


def test_fields_are_filled_and_coded_for_a_form():
    request = asked(FORM)
    assert request.url == "https://sms.example.ru/send"
    assert request.body.startswith(b"to=79123456789&msg=%D0%9A")
    assert request.body.endswith(b"+004217+%26+%D0%B2%D1%81%D1%91&id=k-1&api_id=s3cret")


def test_fields_are_filled_at_any_depth_of_json():
    request = asked(JSON)
    assert json.loads(request.body) == {
        "messages": [{"to": "+79123456789", "text": "Код 004217 & всё"}]
    }
    assert request.headers["Authorization"] == "Bearer s3cret"


def test_a_query_is_joined_to_the_one_the_address_has():
    request = asked({**FORM, "method": "GET", "body": "query", "url": "https://x.example/?a=1"})
    assert request.url.startswith("https://x.example/?a=1&to=79123456789&msg=")
    assert request.body is None


def test_a_text_is_never_a_template():
    request = asked(JSON, text="{secret} {phone}")
    assert json.loads(request.body)["messages"][0]["text"] == "{secret} {phone}"


def test_nothing_secret_shows_itself():
    shown = repr(gateway()) + repr(asked(FORM))
    assert "s3cret" not in shown
    assert "9123456789" not in shown


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"url": "http://sms.example.ru/"}, "url: начинается с https"),
        ({"url": "file:///etc/passwd"}, "url: это не адрес"),
        ({"url": "https://sms.example.ru/{phone}"}, "url: ни номера, ни ключа"),
        ({"url": "https://user:password@sms.example.ru/"}, "url: ни номера, ни ключа"),
        ({"url": "https://sms.example.ru:99999/"}, "url: это не адрес"),
        ({"url": "https://sms.example.ru/отправить"}, "url: это не адрес"),
        ({"url": 5}, "url: нужна строка"),
        ({"url": None}, "url: нужна строка"),
        ({"method": "DELETE"}, "method: бывает"),
        ({"method": ["POST"]}, "method: нужна строка"),
        ({"method": "GET"}, "body: у GET"),
        ({"body": "xml"}, "body: бывает"),
        ({"fields": {"to": "{phone}"}}, "fields: нигде не стоит {text}"),
        ({"fields": {"msg": "{text}"}}, "fields: нигде не стоит ни {phone}"),
        ({"fields": {"to": "{phone}", "msg": "{text}{name}"}}, "неизвестное место"),
        ({"fields": {"to": ["{phone}"], "msg": "{text}"}}, "fields: у form и query"),
        ({"fields": ["{phone}", "{text}"]}, "fields: нужны пары"),
        ({"fields": "to={phone}&msg={text}&key=s3cret"}, "fields: нужны пары"),
        ({"headers": []}, "headers: нужны пары"),
        ({"headers": {"X-Key": 5}}, "headers: нужны пары"),
        ({"headers": {"X Key": "a"}}, "headers: нужны пары"),
        ({"headers": {"X-Key": "a\r\nX-Other: b"}}, "headers: нужны пары"),
        ({"headers": {"X-Text": "{text}"}}, "headers: {text} в заголовке"),
        ({"taken_pattern": ""}, "taken_pattern: нет"),
        ({"taken_pattern": "("}, "taken_pattern: это не регулярное"),
        ({"taken_pattern": 200}, "taken_pattern: нужна строка"),
        ({"taken_path": ["sms"]}, "taken_path: нужна строка"),
        ({"taken_statuses": 200}, "taken_statuses: нужен список"),
        ({"taken_statuses": ["200"]}, "taken_statuses: нужен список"),
        ({"taken_statuses": []}, "taken_statuses: нужен список"),
        ({"seconds": 600}, "seconds: бывает от 1 до 60"),
        ({"seconds": "15"}, "seconds: нужно целое число"),
        ({"seconds": True}, "seconds: нужно целое число"),
        ({"colour": "red"}, "неизвестные поля: colour"),
        ({"secret": "in the open"}, "неизвестные поля: secret"),
    ],
)
def test_a_description_that_cannot_work_is_refused(changes, problem):
    with pytest.raises(BadGateway) as refused:
        gateway(**changes)
    assert problem in refused.value.problem
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("described", [[], [FORM], "не JSON", 5, True, None])
def test_what_is_no_description_at_all_is_refused(described):
    with pytest.raises(BadGateway, match="это не JSON"):
        read_gateway(described, secret="s3cret")


def test_a_key_that_no_header_can_carry_is_named():
    with pytest.raises(BadGateway, match="в ключе или логине"):
        read_gateway(JSON, secret="ключ")


def test_basic_authorisation_is_a_header_with_the_secret():
    basic = {**FORM, "headers": {"Authorization": "Basic {secret}"}}
    assert asked(basic).headers["Authorization"] == "Basic s3cret"


def test_a_secret_that_is_wanted_and_not_set_is_named():
    with pytest.raises(BadGateway, match="NASTAVNIK_SMS_SECRET не задан"):
        read_gateway(FORM, secret="")


def answer(status, body, described=FORM):
    text = body if isinstance(body, bytes) else body.encode()
    return judge(gateway(described), status=status, body=text)


@pytest.mark.parametrize(
    ("status", "body", "fate"),
    [
        (200, "OK 17", Fate.TAKEN),
        (200, "ERROR: no money", Fate.UNSEEN),
        (200, "", Fate.UNSEEN),
        (302, "OK", Fate.NEVER),
        (401, "OK", Fate.NEVER),
        (429, "", Fate.REFUSED),
        (500, "OK", Fate.UNSEEN),
        (200, b"\xff\xfe" * 10, Fate.UNSEEN),
        (200, " " * (LONGEST_ANSWER + 5) + "OK", Fate.UNSEEN),
    ],
)
def test_success_is_a_rule_and_not_a_status(status, body, fate):
    assert answer(status, body).fate is fate


def test_one_value_of_a_json_answer_decides():
    taken = '{"status":"OK","sms":{"79123456789":{"status":"OK","sms_id":"2026-17"}}}'
    assert answer(200, taken, JSON) == answer(200, taken, JSON)
    assert answer(200, taken, JSON).fate is Fate.TAKEN
    assert answer(200, taken, JSON).reference == "2026-17"
    error = '{"status":"OK","sms":{"79123456789":{"status":"ERROR","status_code": 201}}}'
    assert answer(200, error, JSON).fate is Fate.REFUSED
    gone = '{"status":"OK","sms":{"79123456789":{"status":"ERROR","status_code": 202}}}'
    assert answer(200, gone, JSON).fate is Fate.DEAD


@pytest.mark.parametrize("body", ["[" * 50_000, '{"sms": []}', '{"sms": 5}', "null", "не JSON"])
def test_an_answer_of_another_shape_is_not_success(body):
    assert answer(200, body, JSON).fate is Fate.UNSEEN


def test_a_reference_that_is_no_number_of_a_message_is_left_out():
    body = '{"sms":{"7":{"status":"OK","sms_id":"<b>79123456789 Анна</b>"}}}'
    assert answer(200, body, JSON).reference == ""
    by_pattern = gateway(reference_pattern=r"OK (\d+)")
    assert judge(by_pattern, status=200, body=b"OK 17").reference == "17"
