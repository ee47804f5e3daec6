import pytest
from django.test import Client

from intake.models import Document, PolicyAcquaintance, Signature
from tests.families import (
    PARENT,
    code_to,
    invited_family,
    link_to,
    school_that_may_sign,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def request_of_masha(school):
    return invited_family(school, years=12)


def step(name: str) -> str:
    return f"/intake/{name}/"


@pytest.fixture
def parent(request_of_masha):
    """The parent's browser after the personal link was opened."""
    client = Client()
    client.get(link_to(PARENT), follow=True)
    return client


def digest_on(response) -> str:
    return response.context["document"].shown_digest


def go_to_check(client, **choices):
    client.post(step("who-signs"))
    client.post(step("policy"))
    page = client.get(step("consent"))
    client.post(step("consent"), {"decision": "agree", "shown_digest": digest_on(page)})
    client.post(step("publication"), choices)


def test_an_invited_parent_signs_in_eight_pages(parent, request_of_masha):
    pages = []

    def see(response):
        pages.append(response.request["PATH_INFO"])
        return response

    see(parent.get(step("who-signs")))
    see(parent.post(step("who-signs"), follow=True))
    page = see(parent.post(step("policy"), follow=True))
    see(
        parent.post(
            step("consent"), {"decision": "agree", "shown_digest": digest_on(page)}, follow=True
        )
    )
    see(parent.post(step("publication"), {"photo": "yes"}, follow=True))
    page = see(parent.post(step("check"), follow=True))
    page = see(
        parent.post(
            step("code"), {"code": code_to(PARENT), "shown_digest": digest_on(page)}, follow=True
        )
    )
    page = see(
        parent.post(
            step("publication-code"),
            {"code": code_to(PARENT), "shown_digest": digest_on(page)},
            follow=True,
        )
    )
    assert pages == [
        step(name)
        for name in (
            "who-signs",
            "policy",
            "consent",
            "publication",
            "check",
            "code",
            "publication-code",
            "done",
        )
    ]
    assert PolicyAcquaintance.objects.get().role == "representative"
    assert Signature.objects.count() == 2
    assert set(Document.objects.values_list("kind", "state")) == {
        ("processing", "signed"),
        ("publication", "signed"),
    }
