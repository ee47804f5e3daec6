"""Anybody who holds a number may ask whether the paper is valid; nobody learns whose it is."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from intake.models import Document, PaperCopy
from intake.services.filling import CHECK_PATH
from intake.services.verification import tidy_number
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_school

pytestmark = pytest.mark.django_db


READY = SIGNED_HERE


def story(_folder):
    invited_family(school_that_may_sign(), years=12)
    family = Family(link_to(PARENT))
    family.sign(PARENT)
    return family


@pytest.fixture
def family(told):
    return told


def looked_up(number, **where):
    return Client(**where).get(CHECK_PATH, {"n": number}).content.decode()


def consent():
    return Document.objects.get(kind="processing")


def test_a_signed_paper_is_valid_and_nobody_is_named(family):
    page = looked_up(consent().number)
    assert "действителен" in page
    assert "не отозван" in page
    for secret in ("Ветров", "Анна", "Пётр", PARENT, "7А", str(consent().key)):
        assert secret not in page


def test_a_withdrawn_paper_says_so_and_since_when(family):
    key = consent().key
    family.post(f"withdraw/{key}")
    family.enter(code_to(PARENT), step=f"withdraw/{key}/code")
    page = looked_up(consent().number)
    assert "отозван" in page
    assert "с того дня не действует" in page


@pytest.mark.parametrize("number", ["С-2026-000000", "'; DROP TABLE", "<script>", "С" * 5000])
def test_any_other_number_is_unknown_and_shown_as_text(family, number):
    page = looked_up(number)
    assert "у этой школы нет" in page
    assert "<script>" not in page


def test_a_paper_nobody_signed_is_as_unknown_as_none(family):
    Document.objects.filter(kind="processing").update(state="prepared")
    assert "у этой школы нет" in looked_up(consent().number)


def test_a_number_of_another_school_is_unknown_here(family):
    make_school("drugaya")
    page = looked_up(consent().number, SERVER_NAME="drugaya.example.org")
    assert "у этой школы нет" in page


@pytest.mark.parametrize(
    "typed",
    ["С-2026-483920", " c-2026-483920 ", "№ С-2026-483920", "C 2026 483920", "с – 2026 — 483920"],
)
def test_a_number_is_found_as_people_type_it(typed):
    assert tidy_number(typed) == "С-2026-483920"


def test_the_page_offers_the_digests_of_the_files_families_hold(family):
    run_tasks()
    digests = set(
        PaperCopy.objects.filter(document=consent(), kind="signed").values_list("digest", flat=True)
    )
    page = looked_up(consent().number)
    assert digests
    assert set(re.findall(r"\b[0-9a-f]{64}\b", page)) == digests


def test_without_a_script_the_page_says_how_to_compare_and_offers_nothing_dead(family):
    run_tasks()
    page = looked_up(consent().number)
    assert "certutil -hashfile" in page
    assert re.search(r'<div class="n-field" hidden data-digests="[0-9a-f ]+"', page)
    script = finders.find("intake/js/verification.js")
    text = Path(script).read_text(encoding="utf-8")
    assert "field.hidden = false" in text
    for way_out in ("fetch(", "XMLHttpRequest", "sendBeacon", "FormData"):
        assert way_out not in text


def test_the_qr_of_a_paper_leads_to_its_check(family, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "intake.documents.consent.segno.make", lambda text, **_options: seen.append(text) or _Qr()
    )
    invited_family(consent().school, years=13, guardian_contact="papa@example.org")
    other = Family(link_to("papa@example.org"))
    other.agree()
    address = urlsplit(seen[0])
    number = Document.objects.latest("pk").number
    assert (address.path, parse_qs(address.query)) == (CHECK_PATH, {"n": [number]})


class _Qr:
    def png_data_uri(self, **_options):
        return ""


def test_looking_takes_a_fixed_number_of_queries(family, django_assert_max_num_queries):
    number = consent().number
    looked_up(number)
    with django_assert_max_num_queries(10):
        looked_up(number)
