"""Text put into a name never runs anywhere: page, mail, paper, log."""

import io
import logging

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from intake.domain.signing import DocumentKind, SignerRole
from intake.services.document import prepare, read_copy
from tests.families import PARENT, SIGNED_HERE, born, invited_family, link_to, school_that_may_sign
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "attribute": '" onmouseover="alert(1)',
    "django": "{{ settings.SECRET_KEY }}{% debug %}",
    "placeholder": "[operator.full_name]",
    "format": "%(name)s %s {0}",
    "formula": '=HYPERLINK("http://192.0.2.1")',
    "markup": "<pdf:nextpage><img src='/etc/passwd'>&nbsp;<!--",
    "russian": "О’Нил-Сёмина №1 «Ё»",
}


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE.keys())
def name(request):
    return request.param


@pytest.fixture
def family(name):
    return invited_family(school_that_may_sign(), years=11, given_name=name)


def squeezed(text):
    return "".join(text.split())


def test_a_paper_prints_a_name_as_it_was_typed(family, name):
    paper = prepare(
        request=family,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )
    pdf = read_copy(document=paper, holder=family.guardian, kind="shown")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert squeezed(name) in squeezed(text)


def test_the_family_pages_show_a_name_as_text(family, name):
    parent = Client()
    page = parent.get(link_to(PARENT), follow=True)
    for step in ("who-signs", "policy", "consent"):
        page = parent.get(f"/intake/{step}/")
        html = page.content.decode()
        assert "<script>alert" not in html
        assert 'onmouseover="alert' not in html
        assert "<img src='/etc" not in html
        parent.post(f"/intake/{step}/")


def test_a_letter_never_carries_the_childs_name(family, name):
    link_to(PARENT)
    letters = "".join(letter.subject + letter.body for letter in mail.outbox)
    assert name not in letters


def test_staff_pages_show_a_name_as_text(family, name):
    curator = make_staff("kurator", curator=family.school)
    client = Client()
    client.force_login(curator)
    html = client.get("/cms/intake/person/").content.decode()
    assert "Ветров" in html
    assert "<script>alert" not in html
    assert 'onmouseover="alert' not in html


def test_no_log_line_holds_a_name_or_a_birth_date(family, name, caplog):
    caplog.set_level(logging.DEBUG)
    parent = Client()
    parent.get(link_to(PARENT), follow=True)
    for step in ("who-signs", "policy", "consent"):
        parent.get(f"/intake/{step}/")
        parent.post(f"/intake/{step}/")
    own_lines = "\n".join(
        record.getMessage()
        for record in caplog.records
        if not record.name.startswith("django.db")  # shown only with DEBUG, never in production
    )
    assert name not in own_lines
    assert born(11).isoformat() not in own_lines
