"""Nothing about a person gets into logs and error mails."""

import io
import json
import logging

import pytest
from django.core import mail
from django.test import Client
from django.urls import path

from mentoring_site import logs
from mentoring_site import urls as site_urls

PERSONAL = "Ромашкина"


def break_down(request, token):
    try:
        raise KeyError(PERSONAL)
    except KeyError as error:
        raise ValueError(f"{PERSONAL} {request.POST.get('name')}") from error


urlpatterns = [path("family/<str:token>/", break_down), *site_urls.urlpatterns]


@pytest.fixture
def lines(settings):
    """What the production logging writes, as text."""
    settings.ADMINS = [("", "admin@example.org")]
    stream = io.StringIO()
    old = logging.root.handlers[:], logging.root.level
    logs.configure({"json": True, "level": "INFO"})
    handlers = [h for h in logging.root.handlers if isinstance(h, logging.StreamHandler)]
    for handler in handlers:
        if handler.name == "lines":
            handler.setStream(stream)
    yield stream
    logs.configure(settings.LOGGING)
    logging.root.handlers[:], logging.root.level = old


def fail(lines):
    client = Client(raise_request_exception=False)
    answer = client.post(f"/family/{PERSONAL}/?q={PERSONAL}", {"name": PERSONAL})
    assert answer.status_code == 500
    return answer


@pytest.mark.urls("tests.project.test_logs")
@pytest.mark.django_db
def test_every_line_is_json_with_the_id_of_its_request(lines):
    answer = fail(lines)
    records = [json.loads(line) for line in lines.getvalue().splitlines()]
    assert records
    assert {record["request_id"] for record in records} == {answer["X-Request-ID"]}
    request_line = next(r for r in records if r["logger"] == "mentoring_site.requests")
    assert request_line["route"] == "family/<str:token>/"
    assert request_line["status"] == 500


@pytest.mark.urls("tests.project.test_logs")
@pytest.mark.django_db
def test_a_failure_is_logged_with_its_place_and_without_the_person(lines):
    fail(lines)
    text = lines.getvalue()
    assert "break_down" in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert PERSONAL not in json.dumps(
        [json.loads(line) for line in text.splitlines()], ensure_ascii=False
    )


@pytest.mark.urls("tests.project.test_logs")
@pytest.mark.django_db
def test_the_mail_about_a_failure_names_the_place_and_not_the_person(lines):
    answer = fail(lines)
    (message,) = mail.outbox
    whole = message.subject + message.body + str(message.alternatives)
    assert "break_down" in message.body
    assert answer["X-Request-ID"] in message.body
    assert PERSONAL not in whole
    assert "%D0%A0" not in whole


@pytest.mark.django_db
def test_a_page_not_found_is_logged_without_its_address(lines, client):
    client.get(f"/intake/{PERSONAL}/?q={PERSONAL}")
    assert lines.getvalue()
    assert PERSONAL not in lines.getvalue()
    assert "%D0%A0" not in lines.getvalue()


@pytest.mark.django_db
def test_a_failed_sign_in_leaves_no_name_in_the_log(lines, client):
    client.post("/cms/login/", {"username": PERSONAL, "password": PERSONAL})
    assert lines.getvalue()
    assert PERSONAL not in lines.getvalue()


@pytest.mark.django_db
def test_a_proxys_request_id_is_kept_when_it_is_one(client):
    assert client.get("/healthz", headers={"X-Request-ID": "a1b2c3d4e5"})["X-Request-ID"] == (
        "a1b2c3d4e5"
    )
    strange = client.get("/healthz", headers={"X-Request-ID": "x\u2028<script>"})["X-Request-ID"]
    assert "script" not in strange
