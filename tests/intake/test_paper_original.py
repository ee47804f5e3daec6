"""Originals on paper: who records them, what is kept of them, and that one act has one."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from intake.domain.scans import MOST_BYTES, ScanProblem, ScanType, scan_problem, scan_type
from intake.domain.signing import DocumentKind, SignerRole
from intake.evidence.report import Verdict
from intake.evidence.verify import verify_bundle
from intake.models import Document, JournalEntry, PaperCopy, PaperOriginal, Signature
from intake.ports import due_items
from intake.services.bundle import full_bundle
from intake.services.document import prepare
from intake.services.paper import PaperRefused, confirm_original, record_paper, refuse_original
from tests.families import SIGNED_HERE, invited_family, run_tasks, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE

PDF = b"%PDF-1.7\n<script>alert(1)</script>"


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def printed(school, **family):
    request = invited_family(school, years=13, guardian_contact="", **family)
    return prepare(
        request=request,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )


def given(document, by, **more):
    now = timezone.now()
    return {
        "document": document,
        "by": by,
        "signed_on": now.astimezone(document.school.zone).date(),
        "kept_where": "каб. 12",
        "now": now,
        **more,
    }


def state_of(document):
    return Document.objects.get(pk=document.pk).state


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.4 ", ScanType.PDF),
        (b"\xff\xd8\xff\xe0JFIF", ScanType.JPEG),
        (b"\x89PNG\r\n\x1a\n", ScanType.PNG),
        (b"<html>%PDF-1.4", None),
        (b" %PDF-1.4", None),
        (b"GIF89a", None),
    ],
)
def test_a_scan_is_told_by_its_first_bytes(data, kind):
    assert scan_type(data) is kind


def test_an_empty_and_a_huge_file_are_no_scans():
    assert scan_problem(b"") is ScanProblem.EMPTY
    assert scan_problem(PDF + bytes(MOST_BYTES)) is ScanProblem.TOO_LARGE
    assert scan_problem(b"MZ") is ScanProblem.NOT_A_SCAN
    assert scan_problem(PDF) is None


def test_an_original_signs_the_document_and_its_scan_is_kept_encrypted(school, curator):
    paper = printed(school)
    record_paper(**given(paper, curator, scan=PDF))

    copy = PaperCopy.objects.get(document=paper, kind="scan")
    assert state_of(paper) == "signed"
    assert Signature.objects.get(document_key=paper.key).method == "paper"
    with copy.file.open() as file:
        assert PDF not in file.read()
    assert JournalEntry.objects.get(kind="paper_scanned").facts["digest"] == copy.digest


def test_an_original_is_recorded_once(school, curator):
    paper = printed(school)
    record_paper(**given(paper, curator))
    with pytest.raises(PaperRefused):
        record_paper(**given(paper, curator))

    original = PaperOriginal.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperOriginal.objects.create(
            document=paper,
            state="recorded",
            signed_on=original.signed_on,
            kept_where_encrypted=b"",
            recorded_by_key="user:1",
            recorded_at=timezone.now(),
        )


def test_of_two_originals_of_one_act_the_later_one_is_in_force_alone(school, curator):
    first = printed(school)
    record_paper(**given(first, curator))
    request = first.request
    again = request.__class__.objects.create(
        school=school,
        number="З-2",
        origin="invited",
        state="checked",
        participant=request.participant,
        guardian=request.guardian,
        data_key=first.participant.data_key.__class__.objects.create(
            wrapped=b"", made_at=timezone.now()
        ),
        made_at=timezone.now(),
    )
    second = prepare(
        request=again,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )
    record_paper(**given(second, curator))

    assert (state_of(first), state_of(second)) == ("superseded", "signed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=first.pk).update(state="signed")


def test_a_paper_of_the_own_family_waits_for_a_second_member_of_staff(school, curator):
    paper = printed(school)
    original = record_paper(**given(paper, curator, is_own_family=True, scan=PDF))
    assert (original.state, state_of(paper)) == ("waiting", "prepared")
    assert not Signature.objects.exists()

    with pytest.raises(PaperRefused):
        confirm_original(original=original, by=curator, now=timezone.now())
    with pytest.raises(PaperRefused):
        record_paper(**given(paper, curator))

    other = make_staff("direktor", director=school)
    confirm_original(original=original, by=other, now=timezone.now())
    assert state_of(paper) == "signed"
    assert JournalEntry.objects.get(kind="signed").actor_key == f"user:{other.pk}"


def test_an_account_with_the_signers_name_does_not_record_alone(school, curator):
    curator.last_name, curator.first_name = "Ветрова", "Анна Сергеевна"
    curator.save()
    assert record_paper(**given(printed(school), curator)).state == "waiting"


def test_an_account_with_the_signers_address_does_not_record_alone(school, curator):
    curator.email = "Petya@example.org"
    curator.save()
    request = invited_family(school, years=15, child_contact="petya@example.org")
    paper = prepare(
        request=request,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )
    assert record_paper(**given(paper, curator)).state == "waiting"


def second_looks(user):
    """The lines of «Что ждёт вас» about papers of somebody's own family."""
    lines = due_items(user=user, day=timezone.localdate())
    return [(line.count, line.address) for line in lines if "второго сотрудника" in line.label]


def test_it_waits_among_what_is_due_for_others_than_the_family_and_whoever_recorded_it(
    school, curator, client
):
    paper = printed(school)
    record_paper(**given(paper, curator, is_own_family=True))
    director = make_staff("direktor", director=school)
    parent = make_staff("mama", curator=school)
    signer = paper.parties.get().person
    parent.last_name, parent.first_name = signer.family_name, signer.given_name
    parent.save()
    address = "/cms/intake/document/?second=wanted"
    assert second_looks(director) == [(1, address)]
    assert second_looks(curator) == second_looks(parent) == []
    assert second_looks(make_staff("klass", class_teacher=(school, "7А"))) == []
    client.force_login(director)
    assert "Подтвердить бумажный оригинал" in client.get(address).content.decode()
    client.force_login(curator)
    assert paper.number not in client.get(address).content.decode()
    confirm_original(original=paper.originals.get(), by=director, now=timezone.now())
    assert second_looks(director) == []


def test_a_paper_the_second_did_not_see_waits_for_a_signature_again(school, curator):
    paper = printed(school)
    original = record_paper(**given(paper, curator, is_own_family=True, scan=PDF))
    other = make_staff("direktor", director=school)
    refuse_original(original=original, by=other, now=timezone.now())

    assert state_of(paper) == "prepared"
    assert not PaperCopy.objects.filter(kind="scan").exists()
    record_paper(**given(paper, other))
    assert state_of(paper) == "signed"


def test_staff_compare_a_sheet_printed_before_the_people_changed(school, curator):
    paper = printed(school)
    guardian = paper.request.guardian
    guardian.family_name = "Ветрова-Ким"
    guardian.save()

    with pytest.raises(PaperRefused):
        record_paper(**given(paper, curator))
    assert record_paper(**given(paper, curator, was_compared=True)).was_compared
    assert state_of(paper) == "signed"


def test_a_day_before_the_print_is_refused(school, curator):
    paper = printed(school)
    early = given(paper, curator)["signed_on"] - timedelta(days=2)
    with pytest.raises(PaperRefused):
        record_paper(**given(paper, curator, signed_on=early))


def test_the_page_takes_a_scan_and_gives_it_back_as_a_file_only(school, curator, client):
    client.force_login(curator)
    paper = printed(school)
    address = f"/cms/nastavnik/documents/{paper.key}/paper/"
    assert 'enctype="multipart/form-data"' in client.get(address).content.decode()
    answers = {
        "signed_on": timezone.localdate().isoformat(),
        "kept_where": "каб. 12",
        "seen": "on",
    }
    page = client.post(
        address, {**answers, "scan": SimpleUploadedFile("a.pdf", b"<html>", "application/pdf")}
    )
    assert "Это не скан" in page.content.decode()
    assert state_of(paper) == "prepared"

    client.post(address, {**answers, "scan": SimpleUploadedFile("a.html", PDF, "text/html")})
    answer = client.get(f"/cms/nastavnik/documents/{paper.key}/scan/")
    assert answer.content == PDF
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/cms/nastavnik/documents/{paper.key}/pdf/")["Content-Type"] == (
        "application/pdf"
    )


def test_the_bundle_of_evidence_holds_the_scan_and_stays_sound(school, curator):
    paper = printed(school)
    record_paper(**given(paper, curator, scan=PDF))
    run_tasks()
    paper.refresh_from_db()
    data = full_bundle(document=paper, now=timezone.now())
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        scans = [name for name in bundle.namelist() if name.startswith("scan/")]
        assert bundle.read(scans[0]) == PDF

    report = verify_bundle(data)
    assert report.verdict is not Verdict.NOT_VALID


def test_the_page_asks_the_second_member_of_staff(school, curator, client):
    paper = printed(school)
    record_paper(**given(paper, curator, is_own_family=True))
    client.force_login(make_staff("direktor", director=school))
    address = f"/cms/nastavnik/documents/{paper.key}/paper/"
    assert "Подтвердить бумажный оригинал" in client.get(address).content.decode()
    client.post(address, {"decision": "confirm"})

    assert state_of(paper) == "signed"
