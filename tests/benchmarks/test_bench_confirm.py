"""The request that signs beside a plain Django form that writes as many rows.

Sealing happens outside the request. Ratios are reported, never asserted.
"""

import itertools
import sys

import pytest
from django import forms
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from intake.models import AccessRecord, Document
from mentoring_pages.models import School
from tests.families import Family, code_to, invited_family, link_to, school_that_may_sign

pytestmark = [pytest.mark.benchmark(group="the request that signs"), pytest.mark.django_db]

ROUNDS = 8


class PlainForm(forms.Form):
    code = forms.CharField(max_length=6)


def plain(request):
    """A form, a transaction, so many inserts and updates; what any Django project would write."""
    form = PlainForm(request.POST)
    get_token(request)
    if not form.is_valid():
        return HttpResponse(status=400)
    with transaction.atomic():
        school = School.objects.select_for_update().get(key="sad")
        for _ in range(plain.inserts):
            AccessRecord.objects.create(
                school=school, user_key="user:1", action="plain", at=timezone.now()
            )
        for _ in range(plain.updates):
            School.objects.filter(pk=school.pk).update(short_name=school.short_name)
    return HttpResponse(status=302, headers={"Location": "/"})


plain.inserts = plain.updates = 0
urlpatterns = [path("plain/", plain), path("", include("mentoring_site.urls"))]


@pytest.fixture
def school(db):
    return school_that_may_sign()


def ready_to_sign(school, numbers=itertools.count()):  # noqa: B008 - one count for the module
    """A family with the code in hand."""
    address = f"mama{next(numbers)}@example.org"
    invited_family(school, years=12, guardian_contact=address)
    family = Family(link_to(address))
    family.come_to_the_code()
    return family.client, {"code": code_to(address), "shown_digest": family.digest}


def writes_of(queries):
    said = [one["sql"].lstrip().split(" ", 1)[0].upper() for one in queries]
    return said.count("INSERT"), said.count("UPDATE")


def sign(client, answers):
    return client.post("/intake/code/", answers)


def test_the_request_that_signs(benchmark, school):
    answer = benchmark.pedantic(
        sign, setup=lambda: (ready_to_sign(school), {}), rounds=ROUNDS, iterations=1
    )
    assert answer.status_code == 302
    assert Document.objects.filter(state="signed").count() >= 1


def test_a_plain_form_that_writes_as_many_rows(benchmark, school):
    client, answers = ready_to_sign(school)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        sign(client, answers)
    plain.inserts, plain.updates = writes_of(captured.captured_queries)
    benchmark.extra_info["rows"] = f"{plain.inserts} inserts, {plain.updates} updates"
    with override_settings(ROOT_URLCONF=sys.modules[__name__]):
        browser = Client()
        answer = benchmark.pedantic(
            lambda: browser.post("/plain/", {"code": "123456"}), rounds=ROUNDS * 3
        )
    assert answer.status_code == 302
