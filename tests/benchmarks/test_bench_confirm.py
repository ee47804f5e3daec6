"""The request that signs beside a plain Django form that writes the same rows.

The plain form writes as many rows into the very same tables, queues the same two tasks, renews the
session and passes the same middleware; it asks nothing, decides nothing and encrypts nothing.
Sealing happens outside of both. Times are those of the processor, turn by turn, so that a busy
machine does not decide; ratios are reported, never asserted.
"""

import itertools
import sys
import time
from collections import Counter
from statistics import median

import pytest
from django import forms
from django.db import connection, transaction
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import include, path
from django.utils import timezone

from intake.delivery.tasks import deliver
from intake.models import (
    Document,
    JournalEntry,
    JournalHead,
    OutboundMessage,
    PersonalLink,
    Signature,
    SignerDevice,
)
from intake.services.sealing import finish_paper
from tests.families import Family, code_to, invited_family, link_to, school_that_may_sign

pytestmark = [pytest.mark.benchmark(group="the request that signs"), pytest.mark.django_db]

ROUNDS = 8
WRITES = ("INSERT INTO", "UPDATE", "DELETE FROM")
numbers = itertools.count(1)


class PlainForm(forms.Form):
    code = forms.CharField(max_length=6)
    document = forms.IntegerField()


def plain(request):
    """What any Django project would write: one form, one transaction, rows, tasks, a redirect."""
    form = PlainForm(request.POST)
    get_token(request)
    if not form.is_valid():
        return HttpResponse(status=400)
    now = timezone.now()
    with transaction.atomic():
        document = (
            Document.objects.select_for_update(of=("self",))
            .select_related("school", "request", "participant")
            .get(pk=form.cleaned_data["document"])
        )
        write_as_many(document, now)
    request.session.cycle_key()
    request.session["seen"] = form.cleaned_data["code"]
    return HttpResponse(status=302, headers={"Location": "/"})


def write_as_many(document, now):
    key, number = str(document.key), next(numbers)
    party = document.parties.get()
    SignerDevice.objects.get(document=document).save()
    Signature.objects.create(
        school_key=document.school.key,
        document_key=document.request.key,
        signer_key=document.participant.key,
        role="representative",
        act=f"plain{number}",
        method="code",
        shown_digest=document.shown_digest,
        rule_version=document.rule_version,
        signed_at=now,
        facts_encrypted=b"x" * 900,
    )
    document.parties.filter(pk=party.pk).update(signed_at=now)
    document.save(update_fields=["state", "signed_at"])
    finish_paper.enqueue(key)
    for place in (1, 2):
        head = JournalHead.objects.get(school=document.school)
        JournalEntry.objects.create(
            school_key="plain",
            sequence=2 * number + place,
            at=now,
            kind="signed",
            subject_key=key,
            actor_key=key,
            facts={"role": "representative", "method": "code", "digest": "0" * 64},
            previous="0" * 64,
            digest="0" * 64,
        )
        head.save(update_fields=["sequence", "digest"])
    document.request.save(update_fields=["sent_at", "state"])
    links = PersonalLink.objects.filter(request=document.request, purpose="plain")
    links.update(revoked_at=now)
    PersonalLink.objects.create(
        request=document.request,
        person=party.person,
        purpose="status",
        token_digest=f"{number:064}",
        made_at=now,
        expires_at=now,
    )
    message = OutboundMessage.objects.create(
        school=document.school,
        person=party.person,
        contact=party.person.contacts.get(),
        kind="copies",
        content_encrypted=b"x" * 300,
        queued_at=now,
    )
    deliver.enqueue(str(message.key))


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


def sign(client, answers):
    return client.post("/intake/code/", answers)


def sign_plainly(client, document):
    with override_settings(ROOT_URLCONF=sys.modules[__name__]):
        return client.post("/plain/", {"code": "123456", "document": document.pk})


def a_browser():
    """With a session that was written before."""
    client = Client()
    client.session.save()
    session = client.session
    session["before"] = "x"
    session.save()
    return client


def statements(function):
    """What ``function`` asks of the database: how many in all, and which writes."""
    with CaptureQueriesContext(connection) as captured:
        assert function().status_code == 302
    said = [one["sql"] for one in captured.captured_queries]
    return len(said), Counter(
        sql.split('"')[1] + " " + sql.split(" ", 1)[0] for sql in said if sql.startswith(WRITES)
    )


def processor_time(function):
    started = time.process_time()
    assert function().status_code == 302
    return time.process_time() - started


def test_the_request_that_signs(benchmark, school):
    client, answers = ready_to_sign(school)
    queries, rows = statements(lambda: sign(client, answers))
    document = Document.objects.get(state="signed")
    browser = a_browser()
    sign_plainly(browser, document)
    plain_queries, plain_rows = statements(lambda: sign_plainly(browser, document))
    assert plain_rows == rows

    ours, theirs = [], []
    for _round in range(ROUNDS):
        family = ready_to_sign(school)
        ours.append(processor_time(lambda family=family: sign(*family)))
        theirs.append(processor_time(lambda: sign_plainly(browser, document)))
    benchmark.extra_info.update(
        ratio_to_plain_form=round(median(ours) / median(theirs), 1),
        milliseconds=round(median(ours) * 1000, 1),
        plain_milliseconds=round(median(theirs) * 1000, 1),
        queries=queries,
        plain_queries=plain_queries,
        rows_written=sum(rows.values()),
    )
    answer = benchmark.pedantic(
        sign, setup=lambda: (ready_to_sign(school), {}), rounds=ROUNDS, iterations=1
    )
    assert answer.status_code == 302
    assert Document.objects.filter(state="signed").count() == 2 * ROUNDS + 1
