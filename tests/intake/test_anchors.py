"""The nightly anchor: made once, signed, mailed, a witness against a rewritten journal."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import IntegrityError, transaction

from intake.delivery.anchor_mail import send_anchor
from intake.domain.journal import JournalKind
from intake.evidence.anchor import FIRST, read_anchor
from intake.evidence.cms import check_detached
from intake.evidence.report import Verdict
from intake.guards import lifted
from intake.models import AnchorMail, JournalAnchor, JournalEntry, JournalHead
from intake.ports import due_items, tick
from intake.services import journal
from intake.services.anchor import make_anchor, retry_anchor_mail
from intake.services.anchor_due import anchors_unsent
from intake.services.evidence_check import roots_of
from tests.families import run_tasks
from tests.schools import make_school, make_staff
from tests.verified import verify_evidence

pytestmark = pytest.mark.django_db

NOW = datetime.now(UTC) + timedelta(hours=1)
"""Test certificates are valid from when they are made, and a run may last."""


@pytest.fixture
def school():
    return make_school("severnaya", curator_email="kurator@example.org")


@pytest.fixture
def certified(settings, tmp_path, school):
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    call_command("make_test_seal", school.key, stdout=StringIO())
    return tmp_path / "seals" / school.key


def add(school, count=1, subject="document"):
    for number in range(count):
        journal.append(
            school=school,
            kind=JournalKind.CODE_SENT,
            subject_key=f"{subject}-{number}",
            actor_key="user:1",
            facts={"act": "sign", "times": number},
            now=NOW + timedelta(minutes=number),
        )


def anchored(school, nights=1, entries=3):
    made = []
    for night in range(nights):
        add(school, entries)
        now = NOW + timedelta(days=night)
        made.append(make_anchor(school=school, day=now.date(), now=now))
    return made


def cut(school, last, *, head=True):
    """Remove everything behind entry ``last`` as whoever owns the database could."""
    with lifted("default"):
        JournalEntry.objects.filter(school_key=school.key, sequence__gt=last).delete()
    if head:
        row = JournalEntry.objects.get(school_key=school.key, sequence=last)
        JournalHead.objects.filter(school=school).update(sequence=last, digest=row.digest)


def test_the_tick_makes_one_anchor_a_night_and_each_follows_the_one_before(school):
    add(school)
    for hours in (0, 1, 24):
        now = NOW + timedelta(hours=hours)
        for work in tick(school=school, day=now.date(), now=now):
            if work.name == "intake.anchor":
                work.run()
    rows = list(JournalAnchor.objects.order_by("number"))
    assert [(row.number, row.day) for row in rows] == [
        (1, NOW.date()),
        (2, NOW.date() + timedelta(days=1)),
    ]
    first, second = (read_anchor(row.body.encode()) for row in rows)
    assert (first.previous, second.previous) == (FIRST, first.own_digest)
    assert (first.sequence, first.digest) == (1, JournalEntry.objects.get().digest)
    assert AnchorMail.objects.count() == 2


def test_an_empty_journal_has_no_anchor(school):
    assert make_anchor(school=school, day=NOW.date(), now=NOW) is None


def test_the_school_signs_its_anchor(certified, school):
    (row,) = anchored(school)
    checked = check_detached(
        row.body.encode(), bytes(row.signature), roots=roots_of(school), what="Якорь"
    )
    assert (row.trouble, checked.verdict) == ("", Verdict.VALID)
    other = check_detached(
        row.body.encode() + b" ", bytes(row.signature), roots=roots_of(school), what="Якорь"
    )
    assert other.verdict is Verdict.NOT_VALID


def test_an_anchor_without_its_time_stamp_says_so(certified, school, settings):
    settings.NASTAVNIK_TIME_STAMPS = ["http://127.0.0.1:9/"]
    (row,) = anchored(school)
    assert (bool(row.signature), row.trouble) == (True, "no_time_stamp")


def test_the_curator_gets_the_anchor_and_its_signature_and_nothing_personal(certified, school):
    (row,) = anchored(school)
    run_tasks()
    (letter,) = mail.outbox
    assert letter.to == ["kurator@example.org"]
    assert letter.subject == f"Якорь журнала за {NOW:%d.%m.%Y}"
    kinds = {name: (content, kind) for name, content, kind in letter.attachments}
    body, kind = kinds[f"anchor-severnaya-{NOW:%Y-%m-%d}.json"]
    assert (body, kind) == (row.body, "application/json")
    assert kinds[f"anchor-severnaya-{NOW:%Y-%m-%d}.json.p7s"][0] == bytes(row.signature)
    assert AnchorMail.objects.get().state == "sent"


def test_a_school_without_a_seal_mails_its_anchor_and_says_it_is_unsigned(school):
    anchored(school)
    run_tasks()
    (letter,) = mail.outbox
    assert "Якорь без подписи школы: сертификат школы ещё не установлен" in letter.body
    assert len(letter.attachments) == 1
    assert verify_evidence()[0] == 0


def test_a_letter_is_sent_once_and_given_up_after_two_failures(school, monkeypatch):
    (row,) = anchored(school)
    run_tasks()
    assert send_anchor(anchor_key=str(row.key), now=NOW)
    assert len(mail.outbox) == 1

    def broken(*_args, **_kwargs):
        raise ConnectionRefusedError

    AnchorMail.objects.update(state="queued", attempts=0)
    monkeypatch.setattr("django.core.mail.EmailMessage.send", broken)
    assert not send_anchor(anchor_key=str(row.key), now=NOW)
    assert retry_anchor_mail(school=school, now=NOW + timedelta(minutes=16)) == 1
    assert send_anchor(anchor_key=str(row.key), now=NOW)
    assert AnchorMail.objects.get().failure == "ConnectionRefusedError"
    assert AnchorMail.objects.get().state == "failed"


def test_a_school_without_an_address_is_no_endless_try(school):
    type(school).objects.filter(pk=school.pk).update(curator_email="", email="")
    anchored(school)
    run_tasks()
    assert (AnchorMail.objects.get().state, AnchorMail.objects.get().failure) == (
        "failed",
        "NoAddress",
    )


def test_staff_are_told_of_a_letter_that_did_not_leave_until_a_later_one_does(school, client):
    curator = make_staff("kurator", curator=school)
    first = anchored(school)[0]
    mail_of = AnchorMail.objects.filter(anchor_key=first.key)
    mail_of.update(state="failed", failure="NoAddress")
    items = {item.label: item for item in due_items(user=curator, day=NOW.date())}
    told = items["Письма с якорем журнала не отправлены"]
    assert told.count == 1
    client.force_login(curator)
    again = f"/cms/nastavnik/anchors/{first.key}/again/"
    register = client.get(told.address).content.decode()
    assert "впишите её в профиле школы" in register
    assert again in register
    assert "Письмо поставлено в очередь" in client.post(again, follow=True).content.decode()
    assert mail_of.get().state == "queued"
    assert "уже отправлено или ждёт" in client.post(again, follow=True).content.decode()
    assert JournalEntry.objects.filter(kind="message_sent_anew").count() == 1
    mail_of.update(state="failed", failure="NoAddress")
    add(school, 1)
    later = NOW + timedelta(days=1)
    second = make_anchor(school=school, day=later.date(), now=later)
    AnchorMail.objects.filter(anchor_key=second.key).update(state="sent", sent_at=later)
    assert not anchors_unsent(user=curator).rows.exists()


def test_the_letter_warns_when_entries_no_longer_follow_the_last_anchor(school):
    anchored(school)
    add(school, 2)
    with lifted("default"):
        JournalEntry.objects.filter(sequence=4).update(actor_key="user:9")
    later = NOW + timedelta(days=1)
    row = make_anchor(school=school, day=later.date(), now=later)
    assert json.loads(row.body)["is_sound"] is False
    run_tasks()
    assert "журнал изменяли в обход" in mail.outbox[-1].body


def test_anchors_are_append_only(school):
    (row,) = anchored(school)
    for change in (
        lambda: JournalAnchor.objects.update(sequence=1),
        lambda: JournalAnchor.objects.all().delete(),
        row.save,
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_all_is_well_with_signed_anchors(certified, school):
    anchored(school, nights=2)
    add(school)
    code, words = verify_evidence()
    assert code == 0, words
    assert "якорей — 2, из них подписано — 2" in words


def test_rows_cut_behind_the_last_anchor_end_with_cannot_tell(certified, school):
    anchored(school)
    add(school, 2)
    cut(school, 3, head=False)
    code, words = verify_evidence()
    assert code == 2
    assert "срезаны после последнего якоря" in words
    cut(school, 3)
    code, words = verify_evidence()
    assert code == 2
    assert "могли срезать" in words


def test_rows_cut_before_the_last_anchor_are_a_crime_also_when_the_head_was_set_back(school):
    anchored(school)
    cut(school, 2)
    code, words = verify_evidence()
    assert code == 1
    assert "конец журнала срезан" in words


def test_a_journal_rewritten_from_the_start_differs_from_its_anchors(certified, school):
    anchored(school)
    with lifted("default"):
        JournalEntry.objects.all().delete()
    JournalHead.objects.update(sequence=0, digest="0" * 64)
    add(school, 4, subject="forged")
    code, words = verify_evidence()
    assert code == 1
    assert "переписан целиком" in words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda: JournalAnchor.objects.filter(number=1).delete(), "якоря № 1 нет"),
        (lambda: JournalAnchor.objects.filter(number=2).update(sequence=5), "якорь № 2 изменён"),
        (lambda: JournalAnchor.objects.filter(number=2).update(signature=b"x"), "не читается"),
    ],
    ids=["removed", "changed", "signature"],
)
def test_a_tampered_anchor_is_named(certified, school, change, words):
    anchored(school, nights=2)
    with lifted("default"):
        change()
    code, said = verify_evidence()
    assert code == 1
    assert words in said


def test_anchors_signed_by_a_stranger_are_not_taken_for_the_schools(certified, school):
    anchored(school)
    for file in certified.iterdir():
        file.unlink()
    call_command("make_test_seal", school.key, stdout=StringIO())
    code, words = verify_evidence()
    assert code == 1
    assert "подписал не тот" in words


def test_an_anchor_kept_in_a_letter_box_shows_what_the_database_hides(certified, school, tmp_path):
    (row,) = anchored(school)
    kept = tmp_path / "anchor.json"
    kept.write_text(row.body)
    (tmp_path / "anchor.json.p7s").write_bytes(bytes(row.signature))
    assert verify_evidence("--anchor", str(kept))[0] == 0
    with lifted("default"):
        JournalAnchor.objects.all().delete()
        JournalEntry.objects.all().delete()
    AnchorMail.objects.all().delete()
    JournalHead.objects.update(sequence=0, digest="0" * 64)
    add(school, 4, subject="forged")
    assert verify_evidence()[0] == 0
    code, words = verify_evidence("--anchor", str(kept))
    assert code == 1
    assert "переписан целиком" in words


def test_a_file_that_is_no_anchor_cannot_be_told(school, tmp_path):
    add(school)
    (tmp_path / "letter.json").write_text('{"format": "nastavnik-anchor/1"}')
    code, words = verify_evidence("--anchor", str(tmp_path / "letter.json"))
    assert (code, "не якорь" in words) == (2, True)
