"""A signed paper is sealed by a task, waits with its reason while it cannot be, never weaker."""

import errno
import shutil
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from intake.evidence.certificates import read_certificates
from intake.evidence.trouble import SealTrouble
from intake.evidence.verify import Verdict, verify_pdf
from intake.labels import SEAL_TROUBLES
from intake.models import JournalEntry, PaperCopy, Seal
from intake.ports import due_items
from intake.services.document import keep_copy, read_copy
from intake.services.due import due_rows
from intake.services.erasure import erase_person
from intake.services.journal import verify_chain
from intake.services.seal import retry_seals, seal_document, seal_of, trouble_of
from intake.services.sheet_upkeep import retry_sheets
from intake.vault import DataDamaged
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
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def seals(settings, tmp_path):
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    return tmp_path / "seals"


@pytest.fixture
def certified(seals, school):
    call_command("make_test_seal", school.key, stdout=StringIO())
    return seals / school.key


def sign(school, years=12):
    request = invited_family(school, years=years)
    family = Family(link_to(PARENT))
    family.sign(PARENT)
    run_tasks()
    return request, family


def the_seal():
    """Of the consent to processing; the no to publication has a paper and a seal of its own."""
    return Seal.objects.get(document__kind="processing")


def sealed_copies():
    return PaperCopy.objects.filter(kind="sealed", document__kind="processing")


def test_every_copy_of_a_signed_paper_is_sealed_and_verifies_for_a_stranger(certified, school):
    _request, family = sign(school)
    seal = the_seal()
    copies = PaperCopy.objects.filter(document=seal.document)
    assert seal.state == "sealed"
    assert copies.filter(kind="sealed").count() == copies.filter(kind="signed").count() > 0
    roots = read_certificates((certified / "root.cert.pem").read_bytes())
    for copy in copies.filter(kind="sealed"):
        data = read_copy(document=seal.document, holder=copy.holder, kind="sealed")
        shown = read_copy(document=seal.document, holder=copy.holder, kind="shown")
        assert data.startswith(shown)
        assert verify_pdf(data, roots=roots).verdict is Verdict.VALID
    assert verify_chain(school).is_sound
    entries = JournalEntry.objects.filter(kind="sealed", subject_key=str(seal.document.key))
    chained = entries.values_list("facts__digest", flat=True)
    assert sorted(chained) == sorted(copies.filter(kind="sealed").values_list("digest", flat=True))
    assert "Стоит техническая печать сервиса (не УКЭП)" in family.get("status").content.decode()


def test_the_family_downloads_the_sealed_paper(certified, school):
    _request, family = sign(school)
    document = the_seal().document
    answer = family.client.get(f"/intake/document/{document.key}/download/")
    sealed = PaperCopy.objects.get(document=document, kind="sealed", holder=family_holder(document))
    assert len(answer.content) == sealed.size


def family_holder(document):
    return document.parties.get().person


def test_an_installation_without_seals_asks_for_none(settings, school):
    settings.NASTAVNIK_SEALS = ""
    sign(school)
    assert not Seal.objects.exists()


def test_without_a_certificate_the_paper_is_signed_and_says_what_it_waits_for(seals, school):
    _request, family = sign(school)
    seal = the_seal()
    assert (seal.state, seal.trouble, seal.tries) == ("waiting", "not_configured", 1)
    assert seal.document.state == "signed"
    page = family.get("status").content.decode()
    for act in ("Подписано", "Записано"):  # the consent, and the no to publication
        assert f"{act}, запечатывается: сертификат школы ещё не установлен" in page
    curator = make_staff("curator", curator=school)
    assert due_rows(user=curator, day=timezone.localdate())["to_seal"].rows.count() == 2


def test_what_waits_is_sealed_once_the_certificate_is_there(seals, school):
    sign(school)
    call_command("make_test_seal", school.key, stdout=StringIO())
    later = timezone.now() + timedelta(minutes=11)
    assert retry_seals(school=school, now=later) == 2
    run_tasks()
    assert the_seal().state == "sealed"
    assert retry_seals(school=school, now=later) == 0


def test_a_seal_waits_for_its_time_stamp_rather_than_be_made_without(certified, school, settings):
    settings.NASTAVNIK_SEAL_LEVEL = "B-T"
    settings.NASTAVNIK_TIME_STAMPS = ["http://127.0.0.1:9/"]
    sign(school)
    seal = the_seal()
    assert (seal.state, seal.level, seal.trouble) == ("waiting", "B-T", "no_time_stamp")
    assert not sealed_copies().exists()


def test_sealing_twice_keeps_one_seal(certified, school):
    sign(school)
    seal = the_seal()
    before = sealed_copies().count()
    assert seal_document(document_key=str(seal.document.key), now=timezone.now()) is None
    assert sealed_copies().count() == before


def test_a_key_that_is_there_is_never_replaced(certified, school):
    before = (certified / "seal.key.pem").read_bytes()
    with pytest.raises(CommandError, match="уже есть"):
        call_command("make_test_seal", school.key, stdout=StringIO())
    assert (certified / "seal.key.pem").read_bytes() == before


def test_keys_are_readable_to_the_service_only(certified):
    assert oct((certified / "seal.key.pem").stat().st_mode & 0o777) == "0o600"
    shutil.rmtree(certified)


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (61, None),
        (60, "в ближайшие 60 дней"),
        (30, "в ближайшие 30 дней"),
        (7, "в ближайшие 7 дней"),
        (-1, "закончился"),
    ],
)
def test_the_curator_is_told_in_time_that_the_certificate_ends(certified, school, left, words):
    curator = make_staff("kurator", curator=school)
    last_day = seal_of(school).not_after.astimezone(school.zone).date()
    day = last_day - timedelta(days=left)
    items = [item for item in due_items(user=curator, day=day) if "Сертификат" in item.label]
    assert [item.due for item in items] == ([last_day] if words else [])
    assert all(words in item.label for item in items)
    other = make_staff("chuzhoj", curator=make_school("drugaya"))
    assert not [item for item in due_items(user=other, day=day) if "Сертификат" in item.label]


class Unthinkable(Exception):
    """What no code of ours ever raises."""


@pytest.mark.parametrize(
    ("failure", "trouble"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "no_space"),
        (Unthinkable("Ветров Пётр"), "unexpected"),
    ],
)
def test_any_failure_is_noted_shown_counted_and_tried_again(
    certified, school, monkeypatch, caplog, failure, trouble
):
    def fails(*_args, **_kwargs):
        raise failure

    with monkeypatch.context() as broken:
        broken.setattr("intake.evidence.seal.add_seal", fails)
        _request, family = sign(school)
    seal = the_seal()
    assert (seal.state, seal.trouble, seal.tries) == ("waiting", trouble, 1)
    why = SEAL_TROUBLES[SealTrouble(trouble)]
    assert f"запечатывается: {why}" in family.get("status").content.decode()
    curator = make_staff("curator", curator=school)
    assert due_rows(user=curator, day=timezone.localdate())["to_seal"].rows.count() == 2
    assert type(failure).__name__ in caplog.text
    assert "Ветров" not in caplog.text
    later = timezone.now() + timedelta(minutes=11)
    assert retry_seals(school=school, now=later) == 2
    run_tasks()
    seal.refresh_from_db()
    assert (seal.state, seal.trouble) == ("sealed", "")


def test_a_disk_that_fills_between_two_copies_leaves_none_of_them(certified, school, monkeypatch):
    kept = []

    def keep_one(**copy):
        if kept:
            raise OSError(errno.ENOSPC, "No space left on device")
        kept.append(keep_copy(**copy))
        return kept[-1]

    with monkeypatch.context() as broken:
        broken.setattr("intake.services.seal.keep_copy", keep_one)
        sign(school)
    assert the_seal().trouble == "no_space"
    assert not sealed_copies().exists()
    assert not kept[0].file.storage.exists(kept[0].file.name)


def test_whose_data_were_erased_has_nothing_sealed_and_holds_nobody_up(seals, school):
    request, _family = sign(school)
    erase_person(person=request.guardian, actor_key="user:1", now=timezone.now())
    call_command("make_test_seal", school.key, stdout=StringIO())
    key = str(the_seal().document.key)
    with transaction.atomic():
        assert seal_document(document_key=key, now=timezone.now()).state == "sealed"
        holders = sealed_copies().values_list("holder", flat=True)
        assert list(holders) == [request.participant.pk]
        transaction.set_rollback(True)
    erase_person(person=request.participant, actor_key="user:1", now=timezone.now())
    for key in Seal.objects.values_list("document__key", flat=True):
        assert seal_document(document_key=str(key), now=timezone.now()).trouble == "holders_erased"
    assert retry_seals(school=school, now=timezone.now() + timedelta(minutes=11)) == 0
    curator = make_staff("curator", curator=school)
    assert due_rows(user=curator, day=timezone.localdate())["to_seal"].rows.count() == 0


@pytest.mark.parametrize(
    ("problem", "trouble"),
    [
        (OSError(errno.EDQUOT, "quota"), SealTrouble.NO_SPACE),
        (PermissionError(errno.EACCES, "no"), SealTrouble.STORAGE),
        (FileNotFoundError(errno.ENOENT, "no"), SealTrouble.STORAGE),
        (DataDamaged(), SealTrouble.COPY_DAMAGED),
        (ValueError("Ветров"), SealTrouble.UNEXPECTED),
    ],
)
def test_a_failure_is_told_by_its_kind(problem, trouble):
    assert trouble_of(problem) is trouble


def test_every_reason_has_words():
    assert set(SEAL_TROUBLES) == set(SealTrouble)


def test_a_paper_whose_worker_died_gets_its_sheet_and_seal_by_the_tick(certified, school):
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.come_to_the_code()
    code = code_to(PARENT)
    family.enter(code)
    DBTaskResult.objects.ready().update(status="RUNNING")  # and nobody runs them any more
    now = timezone.now()
    assert retry_sheets(school=school, now=now) == 0
    assert retry_sheets(school=school, now=now + timedelta(minutes=20)) == 1
    run_tasks()
    assert sealed_copies().count() == 2
    assert retry_sheets(school=school, now=now + timedelta(minutes=40)) == 0
