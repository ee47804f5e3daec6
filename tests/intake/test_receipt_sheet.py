"""The note of receipt where the family meets it: on the sheet, a page of its own, the bundle."""

import json
from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from intake.domain.signing import DocumentKind, SignerRole
from intake.evidence.container import read_container
from intake.models import AccessRecord, Document
from intake.services.bundle import family_bundle
from intake.services.document import prepare, read_copy
from intake.services.paper import record_paper
from intake.services.receipt import acknowledge
from intake.services.receipt_sheet import is_on_signing_sheet, receipt_sheet
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_staff

READY = SIGNED_HERE


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def officer(school):
    user = make_staff("kurator", curator=school)
    user.first_name, user.last_name = "Ольга", "Синицына"
    user.save()
    return user


def signed(school, by, **more):
    """A consent signed with a pen, its signing sheet made."""
    request = invited_family(school, years=13)
    role, now = SignerRole.REPRESENTATIVE, timezone.now()
    paper = prepare(request=request, kind=DocumentKind.PROCESSING, role=role, now=now)
    record_paper(
        document=paper,
        by=by,
        signed_on=now.astimezone(school.zone).date(),
        kept_where="каб. 12",
        now=now,
        **more,
    )
    run_tasks()
    return Document.objects.get(pk=paper.pk)


def words_in(pdf):
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_noted_with_the_original_it_stands_on_the_signing_sheet(school, officer):
    paper = signed(school, officer, is_received=True)
    copy = read_copy(document=paper, holder=paper.request.guardian, kind="signed")
    assert "Получение отметил(а) Ольга Синицына" in words_in(copy)
    assert is_on_signing_sheet(paper.receipt)


def test_noted_later_it_has_a_page_of_its_own_for_family_and_staff(school, officer, client):
    paper = signed(school, officer)
    mother = Family(link_to(PARENT))
    assert "Школа отметила получение" not in mother.get("status").content.decode()
    address = f"/intake/document/{paper.key}/receipt/"
    assert mother.client.get(address).status_code == 404

    acknowledge(documents=[paper], by=officer, now=timezone.now())
    status = mother.get("status").content.decode()
    assert "Школа отметила получение: Ольга Синицына" in status
    assert address in status
    words = words_in(mother.client.get(address).content)
    assert "Отметка о получении согласия" in words
    assert paper.number in words
    assert "Лист подписания был составлен раньше отметки" in words
    assert Family().client.get(address).status_code == 403

    client.force_login(officer)
    staff = f"/cms/nastavnik/documents/{paper.key}/receipt/"
    assert staff in client.get(f"/cms/intake/document/inspect/{paper.pk}/").content.decode()
    assert client.get(staff)["Content-Type"] == "application/pdf"
    assert AccessRecord.objects.filter(action="document.pdf", detail="receipt").exists()


def test_the_bundle_of_the_family_tells_of_it_in_words_facts_and_journal(school, officer):
    paper = signed(school, officer)
    acknowledge(documents=[paper], by=officer, now=timezone.now())
    bundle = family_bundle(document=paper, holder=paper.request.guardian, now=timezone.now())
    files = read_container(bundle)
    noted = json.loads(files["facts.json"])["receipt"]["name"]
    assert noted.startswith("Ольга Синицына за ответственного")
    assert "ОТМЕТКА О ПОЛУЧЕНИИ\nОтметил(а): Ольга Синицына" in files["index.txt"].decode()
    assert files["receipt.pdf"] == receipt_sheet(receipt=paper.receipt)
    assert b"receipt_acknowledged" in files["journal/extract.json"]
