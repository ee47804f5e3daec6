"""``verify_evidence`` over documents, their states and the circumstances of signatures.

Whoever owns the database changes a row past every guard; the journal still tells what it was.
"""

import json
from datetime import timedelta

import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.utils import timezone

from intake import vault
from intake.domain.signing import DocumentKind, SignerRole
from intake.guards import lifted
from intake.models import (
    DataKey,
    Document,
    DocumentParty,
    JournalEntry,
    PaperCopy,
    Person,
    Signature,
)
from intake.services.anchor import make_anchor
from intake.services.code import request_code
from intake.services.document import prepare
from intake.services.erasure import erase_person
from intake.services.key_rotation import rotate_keys
from intake.services.paper import record_paper
from intake.services.refusal import decline
from intake.services.signing import confirm
from intake.services.withdrawal import prepare_withdrawal
from mentoring_pages.models import School
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
from tests.schools import make_staff
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


def story(_folder):
    """A mother signs both consents and withdraws one; a father signs on paper, then says no."""
    school = school_that_may_sign()
    family = invited_family(school, years=12)
    Family(link_to(PARENT)).sign(PARENT, photo="yes")
    now = timezone.now()
    publication = Document.objects.get(kind="publication")
    withdrawal = prepare_withdrawal(document=publication, signer=family.guardian, now=now)
    request_code(document=withdrawal, signer=family.guardian, act="withdraw", now=now)
    confirm(
        document=withdrawal,
        signer=family.guardian,
        act="withdraw",
        shown_digest=withdrawal.shown_digest,
        code=code_to(PARENT),
        circumstances={"address": "192.0.2.7", "user_agent": "tests"},
        now=timezone.now(),
    )
    other = invited_family(school, years=13, guardian_contact="", given_name="Илья")
    papers = {"request": other, "role": SignerRole.REPRESENTATIVE, "now": timezone.now()}
    record_paper(
        document=prepare(kind=DocumentKind.PROCESSING, **papers),
        by=make_staff("kurator", curator=school),
        signed_on=timezone.localdate(timezone=school.zone),
        kept_where="каб. 12",
        now=timezone.now(),
    )
    refused = prepare(kind=DocumentKind.PUBLICATION, **papers)
    decline(document=refused, signer=other.guardian, now=timezone.now())
    run_tasks()
    now = timezone.now() + timedelta(minutes=1)
    make_anchor(school=school, day=now.date(), now=now)


@pytest.fixture
def school(told):
    return School.objects.get(key="sad")


def by_code():
    return Signature.objects.get(document_key=Document.objects.get(state="withdrawn").key)


def circumstances(signature):
    key = DataKey.objects.get(person__key=signature.signer_key)
    return key, json.loads(vault.decrypt(key.wrapped, signature.facts_encrypted))


def replace_circumstances(signature, **changed):
    """Put others in their place, as somebody with the database and the keys could."""
    key, facts = circumstances(signature)
    sealed = vault.encrypt(key.wrapped, json.dumps({**facts, **changed}).encode())
    with lifted("default"):
        Signature.objects.filter(pk=signature.pk).update(facts_encrypted=sealed)


def test_everything_as_it_happened_is_sound(school):
    with connection.execute_wrapper(counting := Counting()):
        code, words = verify_rows()
    assert code == 0, words
    assert "документов — 6, сверены с журналом" in words
    assert "подписей — 4, сверены с журналом" in words
    assert counting.queries < 100


class Counting:
    queries = 0

    def __call__(self, execute, sql, params, many, context):
        self.queries += 1
        return execute(sql, params, many, context)


def set_wanted(wanted, **values):
    return lambda: Document.objects.filter(**wanted).update(**values)


def set_state(wanted, state):
    return set_wanted(wanted, state=state)


def refuse_by_another():
    DocumentParty.objects.filter(document__kind="refusal").update(
        person=Person.objects.get(given_name="Пётр")
    )


def forget_what_was_withdrawn():
    Document.objects.filter(kind="withdrawal").update(points_to=None)
    Document.objects.filter(state="withdrawn").update(state="signed")


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (set_state({"state": "withdrawn"}, "signed"), "журнал говорит, что его отозвали"),
        (forget_what_was_withdrawn, "на какой прежний документ он указывает"),
        (set_state({"state": "declined"}, "prepared"), "с ним не согласились"),
        (set_state({"kind": "refusal"}, "void"), "это записанный отказ"),
        (set_state({"kind": "refusal"}, "taken_back"), "отказ взят назад, а записи об этом"),
        (set_wanted({"kind": "refusal"}, points_to=None), "на какой прежний документ"),
        (set_wanted({"kind": "refusal"}, shown_digest=""), "контрольная сумма"),
        (refuse_by_another, "отказ приписан не тому"),
        (set_state({"kind": "processing"}, "withdrawn"), "записи об отзыве в журнале нет"),
        (set_state({"kind": "processing"}, "void"), "его состояние изменено"),
        (
            lambda: Document.objects.filter(state="declined").update(shown_digest="0" * 64),
            "контрольная сумма показанного файла",
        ),
        (
            lambda: Document.objects.filter(state="declined").update(
                participant=Person.objects.get(given_name="Пётр")
            ),
            "о каком участнике документ",
        ),
        (
            lambda: Document.objects.filter(state="withdrawn").update(
                signed_at=timezone.now() - timedelta(days=9)
            ),
            "когда он подписан",
        ),
    ],
)
def test_a_document_changed_behind_the_service_is_named(school, tamper, words):
    tamper()
    code, said = verify_rows()
    assert code == 1
    assert words in said
    assert "Документ № " in said


def test_a_signature_given_to_another_person_is_named(school):
    someone = Person.objects.get(given_name="Пётр")
    for signature in Signature.objects.order_by("pk"):
        with lifted("default"), transaction.atomic():
            Signature.objects.filter(pk=signature.pk).update(signer_key=someone.key)
            code, words = verify_rows()
            transaction.set_rollback(True)
        assert code == 1
        assert f"подпись {signature.key} приписана другому человеку" in words


def test_a_signature_whose_person_is_no_signer_of_the_document_any_more_is_named(school):
    signature = by_code()
    DocumentParty.objects.filter(document__key=signature.document_key).update(
        person=Person.objects.get(given_name="Пётр")
    )
    code, words = verify_rows()
    assert code == 1
    assert f"подпись {signature.key} принадлежит человеку, которого нет среди тех" in words


@pytest.mark.parametrize("changed", [{"act": "withdraw"}, {"role": "participant"}])
def test_another_act_or_role_than_the_journal_knows_is_named(school, changed):
    signature = by_code()
    with lifted("default"):
        Signature.objects.filter(pk=signature.pk).update(**changed)
    code, words = verify_rows()
    assert code == 1
    assert f"подписи {signature.key} нет в журнале" in words


@pytest.mark.parametrize(
    "changed", [{"address": "198.51.100.1"}, {"salt": "00" * 32}, {"chosen": "0" * 64}]
)
def test_replaced_circumstances_are_named(school, changed):
    signature = by_code()
    replace_circumstances(signature, **changed)
    code, words = verify_rows()
    assert code == 1
    assert f"обстоятельства подписи {signature.key} подменены" in words


def test_circumstances_moved_from_another_signature_are_named(school):
    first, second = Signature.objects.filter(method="code").order_by("pk")[:2]
    with lifted("default"):
        Signature.objects.filter(pk=first.pk).update(facts_encrypted=second.facts_encrypted)
    code, words = verify_rows()
    assert code == 1
    assert f"обстоятельства подписи {first.key} подменены" in words


def test_another_choice_in_a_signed_consent_is_named(school):
    paper = Document.objects.get(state="withdrawn")
    Document.objects.filter(pk=paper.pk).update(resources=["https://stranger.example.org/"])
    code, words = verify_rows()
    assert code == 1
    assert "где можно публиковать" in words


def test_the_journal_shows_nothing_of_the_circumstances(school):
    """Not even to somebody who tries every address: the salt is as secret as the facts."""
    signature = by_code()
    entry = JournalEntry.objects.get(kind="signed", subject_key=str(signature.document_key))
    assert len(entry.facts["commitment"]) == 64
    assert len(circumstances(signature)[1]["salt"]) == 64
    assert entry.facts["signer"] == str(signature.signer_key)


def test_a_key_of_the_installation_that_is_changed_is_no_alarm(school, settings):
    settings.NASTAVNIK_INSTALLATION_KEYS = [
        Fernet.generate_key().decode(),
        *settings.NASTAVNIK_INSTALLATION_KEYS,
    ]
    assert rotate_keys().wrapped_anew > 0
    settings.NASTAVNIK_INSTALLATION_KEYS = settings.NASTAVNIK_INSTALLATION_KEYS[:1]
    code, words = verify_rows()
    assert code == 0, words


def test_a_key_of_the_installation_that_is_missing_cannot_be_told(school, settings):
    settings.NASTAVNIK_INSTALLATION_KEYS = [Fernet.generate_key().decode()]
    code, words = verify_rows()
    assert code == 2, words
    assert "обстоятельства подписей (4) не открыть" in words


def test_an_erased_person_is_no_alarm_but_a_key_that_vanished_is(school):
    signer = Person.objects.get(key=by_code().signer_key)
    erase_person(person=signer, actor_key="user:1", now=timezone.now())
    code, words = verify_rows()
    assert code == 0, words
    other = Signature.objects.get(method="paper")
    DataKey.objects.filter(person__key=other.signer_key).update(wrapped=None)
    code, words = verify_rows()
    assert code == 1
    assert f"ключ к обстоятельствам подписи {other.key} уничтожен" in words


def test_signatures_of_earlier_releases_are_told_honestly(school):
    """Their entries know neither the signer of a paper nor the circumstances."""
    with lifted("default"), transaction.atomic():
        for entry in JournalEntry.objects.filter(kind__in=["signed", "withdrawn"]):
            facts = {k: v for k, v in entry.facts.items() if k not in ("signer", "commitment")}
            JournalEntry.objects.filter(pk=entry.pk).update(facts=facts)
        replace_circumstances(by_code(), address="198.51.100.1")
        _code, words = verify_rows()
        transaction.set_rollback(True)
    assert "с их обстоятельствами, — 4" in words
    assert "подменены: с журналом" not in words


@pytest.mark.parametrize("kind", ["shown", "signed"])
def test_a_copy_deleted_from_the_database_is_named(school, kind):
    paper = Document.objects.get(state="withdrawn")
    with transaction.atomic():
        PaperCopy.objects.filter(document=paper, kind=kind).delete()
        code, words = verify_rows()
        transaction.set_rollback(True)
    assert code == 1
    assert f"Документ № {paper.number}: файл, о котором говорит запись № " in words
    PaperCopy.objects.filter(document=paper, kind=kind).latest("pk").delete()
    code, words = verify_rows()
    assert code == 1
    assert paper.number in words


def test_a_document_deleted_with_all_its_rows_is_named(school):
    paper = Document.objects.get(state="declined")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM intake_papercopy WHERE document_id = %s", [paper.pk])
            cursor.execute("DELETE FROM intake_documentparty WHERE document_id = %s", [paper.pk])
            cursor.execute("DELETE FROM intake_document WHERE id = %s", [paper.pk])
        code, words = verify_rows()
        transaction.set_rollback(True)
    made = JournalEntry.objects.get(kind="document_made", subject_key=str(paper.key))
    assert code == 1
    assert f"(запись № {made.sequence} журнала), из базы удалён" in words


def test_a_document_the_journal_never_heard_of_is_named(school):
    paper = Document.objects.get(kind="processing", participant__given_name="Илья")
    with transaction.atomic():
        Document.objects.filter(pk=paper.pk).update(key="7f0d7a3e-5f0b-4c6e-9d1e-0a4a4f0b6d11")
        code, words = verify_rows()
        transaction.set_rollback(True)
    assert code == 1
    assert f"Документ № {paper.number}: журнал не говорит, что его сделали" in words


def test_spoilt_entries_are_an_answer_and_no_crash(school):
    with lifted("default"):
        JournalEntry.objects.filter(kind="document_made").update(facts=[1], subject_key="no key")
        JournalEntry.objects.filter(kind="signed").update(facts="nothing")
    assert verify_rows()[0] == 1
