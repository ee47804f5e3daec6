"""Bundles of a signed paper: for its family, for a director, from the command line."""

import hashlib
import json
import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from intake import vault
from intake.evidence.bundle import MANIFEST, MANIFEST_SIGNATURE
from intake.evidence.certificates import read_certificates
from intake.evidence.container import read_container, write_container
from intake.evidence.report import Verdict
from intake.evidence.verify import verify_bundle
from intake.guards import lifted
from intake.models import AccessRecord, DataKey, Document, Signature
from intake.services.anchor import make_anchor
from intake.services.bundle import NothingToProve, family_bundle, full_bundle
from mentoring_pages.models import School
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    code_to,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PERSONAL = ("127.0.0.1", "Trial/1.0", "wrong_tries")


def story(folder):
    """A mother has signed about a child of twelve; the night is over."""
    with override_settings(NASTAVNIK_SEALS=str(folder)):
        school = school_that_may_sign()
        call_command("make_test_seal", school.key, stdout=StringIO())
        invited_family(school, years=12)
        family = Family(link_to(PARENT))
        family.client.defaults["HTTP_USER_AGENT"] = "Trial/1.0"
        family.sign(PARENT)
        run_tasks()
        night(school)
    return folder, family


@pytest.fixture
def seals(told, settings):
    settings.NASTAVNIK_SEALS = str(told[0])
    return told[0]


@pytest.fixture
def school(seals):
    return School.objects.get(key="sad")


@pytest.fixture
def roots(school, seals):
    return read_certificates((seals / school.key / "root.cert.pem").read_bytes())


@pytest.fixture
def family(told, seals):
    return told[1]


def night(school, days=0):
    now = timezone.now() + timedelta(days=days, minutes=1)
    return make_anchor(school=school, day=now.date(), now=now)


def consent():
    return Document.objects.get(kind="processing", state__in=("signed", "withdrawn"))


def newest():
    return Document.objects.filter(kind="processing").latest("made_at")


def bundles(document):
    """The mother's, the child's, and the full one."""
    now = timezone.now()
    mother = document.parties.get().person
    return {
        "mother": family_bundle(document=document, holder=mother, now=now),
        "child": family_bundle(document=document, holder=document.participant, now=now),
        "full": full_bundle(document=document, now=now),
    }


def test_every_bundle_is_valid_for_whoever_trusts_the_school(family, roots):
    for whose, data in bundles(consent()).items():
        report = verify_bundle(data, roots=roots)
        assert report.verdict is Verdict.VALID, (whose, report.lines)
        assert "действителен" in report.lines[0]
        assert any("Якорь журнала" in line for line in report.lines)
        assert verify_bundle(data).verdict is Verdict.CANNOT_TELL


def test_a_bundle_holds_everything_a_court_asks_for(family):
    files = read_container(bundles(consent())["full"])
    assert {
        "MANIFEST.json",
        "MANIFEST.json.p7s",
        "certificates/all.pem",
        "deliveries.json",
        "document/sealed.pdf",
        "document/sealed-2.pdf",
        "facts.json",
        "index.html",
        "index.txt",
        "journal/anchor-00001.json",
        "journal/anchor-00001.json.p7s",
        "journal/extract.json",
        "wording.json",
    } == set(files)
    facts = json.loads(files["facts.json"])
    assert facts["signatures"][0]["facts"]["contact"] == PARENT
    letters = json.loads(files["deliveries.json"])
    assert any("Этим кодом вы подписываете" in letter["text"] for letter in letters)
    assert all(letter["sent_at"] for letter in letters)
    index = files["index.txt"].decode()
    assert "Ветрова Анна Сергеевна" in index
    assert "техническая печать сервиса (не УКЭП)" in index


def test_of_another_signer_a_family_reads_name_role_and_time(family):
    child = read_container(bundles(consent())["child"])
    facts = json.loads(child["facts.json"])
    assert set(facts["signatures"][0]) == {"name", "role", "signed_at"}
    assert json.loads(child["deliveries.json"]) == []
    everything = b"".join(child.values())
    for secret in (*PERSONAL, "@example.org"):
        assert secret.encode() not in everything
    own = read_container(bundles(consent())["mother"])
    assert json.loads(own["facts.json"])["signatures"][0]["facts"]["address"] == "127.0.0.1"


def test_of_other_documents_the_journal_shows_hashes_only(school, family):
    invited_family(school, years=13, guardian_contact="papa@example.org")
    run_tasks()
    data = bundles(consent())["mother"]
    extract = json.loads(read_container(data)["journal/extract.json"])
    shown = [row for segment in extract["segments"] for row in segment["rows"] if "kind" in row]
    assert {row["subject"] for row in shown} == {str(consent().key)}
    hidden = [
        row for segment in extract["segments"] for row in segment["rows"] if "kind" not in row
    ]
    assert all(set(row) == {"sequence", "content"} for row in hidden)


def test_the_same_document_gives_the_same_files(family):
    now = timezone.now()
    first, second = (read_container(full_bundle(document=consent(), now=now)) for _ in range(2))
    first.pop(MANIFEST_SIGNATURE), second.pop(MANIFEST_SIGNATURE)  # a signature draws a number
    assert first == second


def test_a_withdrawn_paper_is_told_as_withdrawn_and_not_as_valid(school, family, roots):
    key = consent().key
    family.post(f"withdraw/{key}")
    family.enter(code_to(PARENT), step=f"withdraw/{key}/code")
    run_tasks()
    night(school, days=1)
    report = verify_bundle(bundles(consent())["full"], roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert "отозван" in report.lines[0]
    assert "Сами файлы подлинные" in report.lines[0]
    act = Document.objects.get(kind="withdrawal")
    assert verify_bundle(bundles(act)["full"], roots=roots).verdict is Verdict.VALID


def test_entries_younger_than_the_last_anchor_are_said_to_be_unanchored(school, roots):
    invited_family(school, years=12)
    Family(link_to(PARENT)).sign(PARENT)
    run_tasks()
    report = verify_bundle(bundles(newest())["mother"], roots=roots)
    assert report.verdict is Verdict.VALID, report.lines
    assert any("ещё не закреплены" in line for line in report.lines)


def test_a_paper_nobody_signed_has_no_bundle(school):
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.agree()
    document = newest()
    with pytest.raises(NothingToProve):
        full_bundle(document=document, now=timezone.now())
    assert family.client.get(f"/intake/document/{document.key}/evidence/").status_code == 404
    with pytest.raises(CommandError, match="никто не подписал"):
        call_command("export_evidence", document.number, "--out", "x", stdout=StringIO())


def test_the_family_takes_its_bundle_from_the_status_page(family, roots):
    address = reverse("intake:document_evidence", args=[consent().key])
    assert address in family.get("status").content.decode()
    answer = family.client.get(address)
    assert answer["Content-Type"] == "application/zip"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert verify_bundle(answer.content, roots=roots).verdict is Verdict.VALID
    assert Client().get(address).status_code != 200


def test_a_director_takes_the_full_bundle_and_leaves_a_record(school, family, settings):
    address = reverse("nastavnik_document_evidence", args=[consent().key])
    for name, role in (("kurator", "curator"), ("klass", "class_teacher")):
        client = Client()
        client.force_login(make_staff(name, **{role: school}))
        assert client.get(address).status_code != 200
    client = Client()
    client.force_login(make_staff("chuzhoj", director=make_school("drugaya")))
    assert client.get(address).status_code != 200
    assert not AccessRecord.objects.filter(action="document.evidence").exists()
    director = make_staff("direktor", director=school)
    client.force_login(director)
    answer = client.get(address)
    assert "document/sealed-2.pdf" in read_container(answer.content)
    record = AccessRecord.objects.get(action="document.evidence")
    assert (record.user_key, record.detail) == (f"user:{director.pk}", "full")


def test_the_command_exports_and_a_stranger_verifies_with_nothing_of_ours(
    school, family, seals, tmp_path
):
    out = tmp_path / "out"
    call_command("export_evidence", "--full", "--out", str(out), stdout=StringIO())
    call_command("export_evidence", consent().number, "--out", str(out), stdout=StringIO())
    assert {path.name for path in out.iterdir()} == {
        f"{consent().number}.zip",
        f"{consent().number}-full.zip",
        f"{Document.objects.get(kind='refusal').number}-full.zip",
    }
    assert AccessRecord.objects.filter(user_key="console").count() == 3
    bare = {"PYTHONPATH": os.pathsep.join(sys.path)}
    root = seals / school.key / "root.cert.pem"
    for path in out.iterdir():
        command = [sys.executable, "-m", "intake.evidence.verify", path, "--trust", root]
        run = subprocess.run(command, capture_output=True, text=True, env=bare, check=False)
        assert (run.returncode, run.stderr) == (0, ""), run.stdout


def test_two_signers_of_fourteen_years_have_each_their_own_bundle(school, roots):
    invited_family(school, years=15)
    Family(link_to(PARENT)).sign(PARENT)
    Family(link_to(TEENAGER)).sign(TEENAGER)
    run_tasks()
    own = Document.objects.get(kind="processing", variant="participant")
    data = family_bundle(document=own, holder=own.participant, now=timezone.now())
    assert verify_bundle(data, roots=roots).verdict is Verdict.VALID
    assert PARENT.encode() not in b"".join(read_container(data).values())


def test_a_manifest_rewritten_by_a_stranger_is_not_valid(family, roots):
    files = read_container(bundles(consent())["full"])
    files["deliveries.json"] = b"[]"
    manifest = json.loads(files[MANIFEST])
    manifest["files"]["deliveries.json"] = {
        "sha256": hashlib.sha256(b"[]").hexdigest(),
        "size": 2,
    }
    files[MANIFEST] = json.dumps(manifest).encode()
    report = verify_bundle(write_container(files), roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert any("изменено после того, как школа подписала" in line for line in report.lines)


@pytest.mark.parametrize("place", ["circumstances", "choices"])
def test_circumstances_changed_before_the_bundle_was_made_are_told(family, roots, place):
    """Replaced in the database, they go into a bundle the school signs, and a stranger sees it."""
    paper = consent()
    signature = Signature.objects.get(document_key=paper.key)
    if place == "choices":
        Document.objects.filter(pk=paper.pk).update(choices={"photo": False})
    else:
        key = DataKey.objects.get(person__key=signature.signer_key)
        facts = json.loads(vault.decrypt(key.wrapped, signature.facts_encrypted))
        plain = json.dumps({**facts, "address": "198.51.100.1"}).encode()
        with lifted("default"):
            Signature.objects.filter(pk=signature.pk).update(
                facts_encrypted=vault.encrypt(key.wrapped, plain)
            )
    data = bundles(consent())["full"]
    report = verify_bundle(data, roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert any("с которыми связан журнал" in line for line in report.lines)
