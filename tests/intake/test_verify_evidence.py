"""``verify_evidence`` over a signed and sealed paper: every row that proves it, changed in turn."""

import hashlib
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import override_settings
from django.utils import timezone

from intake import vault
from intake.guards import lifted
from intake.models import (
    Document,
    DocumentParty,
    JournalEntry,
    JournalHead,
    OutboundMessage,
    PaperCopy,
    Signature,
)
from intake.services.anchor import make_anchor
from intake.services.document import read_copy
from intake.services.erasure import erase_person
from mentoring_pages.models import School
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.verified import verify_evidence

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


def story(folder):
    """One family has signed, the papers are sealed, the night is over."""
    with override_settings(NASTAVNIK_SEALS=str(folder)):
        school = school_that_may_sign()
        call_command("make_test_seal", school.key, stdout=StringIO())
        invited_family(school, years=12)
        Family(link_to(PARENT)).sign(PARENT)
        run_tasks()
        now = timezone.now() + timedelta(minutes=1)
        make_anchor(school=school, day=now.date(), now=now)
    return folder


@pytest.fixture
def school(told, settings):
    settings.NASTAVNIK_SEALS = str(told)
    return School.objects.get(key="sad")


def a_copy(kind):
    return PaperCopy.objects.filter(kind=kind).select_related("holder__data_key").first()


def put(copy, data):
    """Replace the stored file as somebody with the keys could."""
    name = copy.file.name
    copy.file.storage.delete(name)
    sealed = vault.encrypt(copy.holder.data_key.wrapped, data)
    copy.file.storage.save(name, ContentFile(sealed))


def test_everything_as_it_was_made_is_sound(school):
    code, words = verify_evidence()
    assert code == 0, words
    assert "подписей — 1, сверены с журналом" in words
    assert "файлов документов — 12" in words


def test_a_changed_signature_is_named(school):
    with lifted("default"):
        Signature.objects.update(method="paper")
    code, words = verify_evidence()
    assert code == 1
    assert str(Signature.objects.get().key) in words


def test_a_signature_that_was_removed_or_forged_is_named(school):
    signature = Signature.objects.get()
    with lifted("default"):
        Signature.objects.all().delete()
    code, words = verify_evidence()
    assert code == 1
    assert "говорит о подписи, а сама подпись удалена" in words
    assert "числится подписанным, а подписи нет" in words
    signature.pk = None
    signature.role = "participant"
    signature.save()
    code, words = verify_evidence()
    assert code == 1
    assert f"подписи {signature.key} нет в журнале" in words


def test_a_young_signature_whose_entry_was_cut_off_cannot_be_told(school):
    papers = list(Document.objects.values_list("pk", flat=True))
    invited_family(school, years=11, guardian_contact="papa@example.org")
    before = JournalEntry.objects.latest("sequence")
    Family(link_to("papa@example.org")).sign("papa@example.org")
    later = timezone.now() + timedelta(hours=1)
    with lifted("default"):
        JournalEntry.objects.filter(sequence__gt=before.sequence).delete()
        newest = Signature.objects.latest("pk")
        Signature.objects.filter(pk=newest.pk).update(signed_at=later)
    DocumentParty.objects.filter(document__key=newest.document_key).update(
        signed_at=later, signed_on=timezone.localdate(later)
    )
    Document.objects.exclude(pk__in=papers).update(made_at=later)
    OutboundMessage.objects.filter(document_key=newest.document_key).update(queued_at=later)
    JournalHead.objects.update(sequence=before.sequence, digest=before.digest)
    code, words = verify_evidence("--without-papers")
    assert code == 2, words
    assert "из журнала пропала её запись" in words


def test_a_file_that_was_replaced_is_named(school):
    copy = a_copy("signed")
    put(copy, b"%PDF-1.7 another")
    code, words = verify_evidence()
    assert code == 1
    assert f"Документ № {copy.document.number}" in words
    assert "файл подменён" in words


def test_a_file_replaced_together_with_its_digest_is_unknown_to_the_journal(school):
    copy = a_copy("sealed")
    data = read_copy(document=copy.document, holder=copy.holder, kind="sealed") + b"\n"
    put(copy, data)
    PaperCopy.objects.filter(pk=copy.pk).update(
        digest=hashlib.sha256(data).hexdigest(), size=len(data)
    )
    code, words = verify_evidence()
    assert code == 1
    assert "такого файла журнал не знает" in words


@pytest.mark.parametrize("is_set", [True, False])
def test_a_missing_root_is_said_once_and_what_is_wrong_beside_it_still_is(
    school, settings, tmp_path, is_set
):
    settings.NASTAVNIK_SEALS = str(tmp_path) if is_set else ""
    code, words = verify_evidence()
    assert code == 2
    (line,) = [line for line in words.splitlines() if "корн" in line]
    assert line.startswith("Школа «sad»: нет корневого сертификата школы")
    assert (str(tmp_path / "sad") if is_set else "в папку, которую") in line
    put(a_copy("sealed"), b"%PDF-1.7 another")
    code, words = verify_evidence()
    assert code == 1
    assert "файл подменён" in words


def test_the_root_alone_without_the_key_is_enough_to_check(school, told, settings, tmp_path):
    settings.NASTAVNIK_SEALS = str(tmp_path)
    (tmp_path / "sad").mkdir()
    for name in ("seal.cert.pem", "root.cert.pem"):
        file = told / "sad" / name
        if file.exists():
            (tmp_path / "sad" / name).write_bytes(file.read_bytes())
    assert verify_evidence()[0] == 0


def test_a_file_that_is_gone_is_named_and_an_erased_person_is_no_alarm(school):
    copy = a_copy("shown")
    holder = copy.holder
    erase_person(person=holder, actor_key="user:1", now=timezone.now())
    assert verify_evidence()[0] == 0
    other = PaperCopy.objects.exclude(holder=holder).filter(kind="shown").first()
    other.file.storage.delete(other.file.name)
    code, words = verify_evidence()
    assert code == 1
    assert "файла нет или он испорчен" in words
