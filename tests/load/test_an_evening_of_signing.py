"""A school invites its families and many sign at once: nothing is lost, nobody signs twice.

Daily a handful; ``make load`` runs 1,000 invited families of whom 300 sign within ten minutes. The
site is real (gunicorn with the settings of production, one worker, PostgreSQL), the pages are read
over HTTP, the codes are read from letters. Figures are printed, never asserted.
"""

import json
import os
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from statistics import quantiles

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from intake.evidence.certificates import KEY
from intake.models import Document, JournalEntry, OutboundMessage, PaperCopy, Seal, Signature
from tests.families import SIGNED_HERE, invited_family, school_that_may_sign
from tests.load.family import LoadFamily, Seen
from tests.load.letters import mail_server
from tests.load.site import running_site

FULL = os.environ.get("LOAD") == "1"
FAMILIES = int(os.environ.get("LOAD_FAMILIES", "1000" if FULL else "8"))
SIGNING = int(os.environ.get("LOAD_SIGNING", "300" if FULL else "3"))
SECONDS = float(os.environ.get("LOAD_SECONDS", "600" if FULL else "2"))
PUBLISHING = (SIGNING + 1) // 2
"""Every second of them allows publication too, which is a paper and a code of its own."""

PAPERS = SIGNING + PUBLISHING
READING = 3.0 if FULL else 0.0
"""Seconds that a family reads a page, on average."""

WEB = 2 if FULL else 1
"""Processes of gunicorn."""

LAST_ARRIVAL = 0.9
"""The last family opens its letter when this part of the time is over."""

DRAIN_SECONDS = 300

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def mail_of(number):
    return f"family{number}@example.org"


@pytest.fixture
def school(settings, tmp_path):
    """A school with a seal, whose families join the agreement on codes with their first one."""
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    school = school_that_may_sign(kinds=(*SIGNED_HERE, "pep-agreement"))
    call_command("make_test_seal", school.key, stdout=StringIO())
    assert (tmp_path / "seals" / school.key / KEY).exists()
    for number in range(FAMILIES):
        invited_family(
            school,
            years=7 + number % 6,
            guardian_contact=mail_of(number),
            given_name=f"Пётр-{number}",
        )
    return school


def who_signs():
    """Numbers of the families that sign, spread over the list, each with its moment of coming."""
    step = FAMILIES // SIGNING
    return [(n * step, SECONDS * LAST_ARRIVAL * n / SIGNING) for n in range(SIGNING)]


def one_family(place, number, comes_at, base, boxes):
    time.sleep(max(0.0, comes_at - time.monotonic()))
    family = LoadFamily(
        base=base,
        mail=mail_of(number),
        boxes=boxes,
        reading=READING,
        publishes=place % 2 == 0,
        number=number,
    )
    return family.sign()


def wait_for_the_queue():
    """Seconds until every task and every seal is done."""
    started = time.monotonic()
    while time.monotonic() - started < DRAIN_SECONDS:
        waiting = DBTaskResult.objects.filter(status__in=("READY", "RUNNING"))
        if not waiting.filter(task_path__startswith="intake.").exists():
            return time.monotonic() - started
        time.sleep(0.2)
    raise AssertionError("the queue is not done")


def of(seconds):
    """Median, 95th percentile and longest, in milliseconds."""
    if len(seconds) < 2:
        return "-"
    cut = quantiles(seconds, n=100, method="inclusive")
    found = {"p50": cut[49], "p95": cut[94], "longest": max(seconds)}
    words = ", ".join(f"{name} {value * 1000:.0f} ms" for name, value in found.items())
    return f"{words} of {len(seconds)}"


def tell(figures):
    print(f"\n{FAMILIES} invited, {SIGNING} signing within {SECONDS:.0f} s")  # noqa: T201
    for name, value in figures.items():
        print(f"  {name}: {value}")  # noqa: T201


def is_trouble(line):
    return not line.startswith("{") or json.loads(line)["level"] not in ("INFO", "DEBUG")


def from_signature_to_seal():
    signed = dict(Signature.objects.values_list("document_key", "signed_at"))
    seals = Seal.objects.filter(state="sealed", document__key__in=signed).values_list(
        "document__key", "sealed_at"
    )
    return [(sealed - signed[key]).total_seconds() for key, sealed in seals]


def test_everybody_who_signs_is_signed_sealed_and_told_once(school, tmp_path):
    figures = {}
    with (
        mail_server() as (mail_port, boxes),
        running_site(folder=tmp_path, mail_port=mail_port, web_processes=WEB) as (base, log),
        ThreadPoolExecutor(SIGNING) as evening,
    ):
        began = time.monotonic()
        going = [
            evening.submit(one_family, place, number, began + after, base, boxes)
            for place, (number, after) in enumerate(who_signs())
        ]
        seen: list[Seen] = [one.result() for one in going]
        figures["all had signed after"] = f"{time.monotonic() - began:.1f} s"
        figures["queue empty after another"] = f"{wait_for_the_queue():.1f} s"
        troubles = [line for line in log.read_text().splitlines() if is_trouble(line)]
    assert troubles == []

    confirms = [one for family in seen for one in family.confirms]
    figures["request that signs"] = of(confirms)
    figures["every other request"] = of([one for family in seen for one in family.pages])
    figures["from asking for a code to its letter"] = of(
        [one for family in seen for one in family.letters]
    )
    figures["from signature to seal"] = of(from_signature_to_seal())
    figures["letters"] = str(len(boxes.all()))

    # Everybody signed what they meant to, and nobody twice.
    papers = Counter(Document.objects.filter(school=school).values_list("kind", "state"))
    assert papers == {
        ("processing", "signed"): SIGNING,
        ("publication", "signed"): PUBLISHING,
        ("publication", "declined"): SIGNING - PUBLISHING,
        ("refusal", "recorded"): SIGNING - PUBLISHING,
    }
    signed = Document.objects.filter(state="signed")
    assert signed.values("participant", "kind").distinct().count() == PAPERS
    assert Signature.objects.count() == len(confirms) == PAPERS
    assert Signature.objects.values("document_key", "signer_key").distinct().count() == PAPERS
    assert JournalEntry.objects.filter(kind="signed").count() == PAPERS

    # Every paper was finished and sealed once for each of its two holders; so was every refusal.
    to_seal = PAPERS + SIGNING - PUBLISHING
    assert Counter(Seal.objects.values_list("state", flat=True)) == {"sealed": to_seal}
    for kind, count in (("signed", PAPERS), ("sealed", to_seal)):
        assert PaperCopy.objects.filter(kind=kind).count() == 2 * count
    sealed = JournalEntry.objects.filter(kind="sealed").values("subject_key").distinct()
    assert sealed.count() == to_seal

    # Every letter was recorded, left once and arrived.
    assert not OutboundMessage.objects.exclude(state="sent").exists()
    by_kind = Counter(OutboundMessage.objects.values_list("kind", flat=True))
    assert (by_kind["invitation"], by_kind["code"]) == (FAMILIES, PAPERS)
    arrived = Counter(letter.message_id for letter in boxes.all())
    assert set(arrived.values()) == {1}
    assert len(arrived) == OutboundMessage.objects.count()
    assert not DBTaskResult.objects.filter(
        status="FAILED", task_path__startswith="intake."
    ).exists()

    told = StringIO()
    call_command("verify_evidence", stdout=told)  # leaves with another code than 0 if not sound
    figures["verify_evidence"] = told.getvalue().splitlines()[-1]
    tell(figures)
