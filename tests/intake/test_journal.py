from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from intake.domain.chain import ChainTrouble
from intake.domain.journal import JournalKind, PersonalDataRefused, commitment
from intake.guards import install_guards, lifted, missing_guards
from intake.models import AccessRecord, JournalEntry, JournalHead, Signature, Tombstone
from intake.services import journal
from intake.services.privacy import record_access
from intake.views.staff_words import JOURNAL_WORDS
from mentoring_pages.models import Edition
from tests.schools import NOW, make_school
from tests.verified import verify_evidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("severnaya")


def add(school, number=1, **changes):
    given = {
        "kind": JournalKind.CODE_SENT,
        "subject_key": f"document-{number}",
        "actor_key": "user:1",
        "facts": {"act": "sign", "times": number},
        **changes,
    }
    return journal.append(school=school, now=NOW + timedelta(minutes=number), **given)


@pytest.fixture
def chain(school):
    return [add(school, number) for number in range(1, 6)]


def rows(**which):
    return JournalEntry.objects.filter(**which)


def test_entries_are_numbered_and_each_follows_the_one_before(chain):
    assert [entry.sequence for entry in chain] == [1, 2, 3, 4, 5]
    assert chain[0].previous == "0" * 64
    assert [entry.previous for entry in chain[1:]] == [entry.digest for entry in chain[:-1]]


def test_every_school_has_a_chain_of_its_own(school, chain):
    other = make_school("yuzhnaya")
    assert add(other).sequence == 1
    assert journal.verify_chain(school).entries == 5
    assert journal.verify_chain(other).entries == 1


def test_an_untouched_journal_verifies(school, chain):
    verdict = journal.verify_chain(school)
    assert (verdict.is_sound, verdict.entries) == (True, 5)


def test_a_school_without_entries_verifies(school):
    assert journal.verify_chain(school).is_sound


@pytest.mark.parametrize(
    "change",
    [
        {"at": NOW},
        {"kind": "signed"},
        {"subject_key": "document-9"},
        {"actor_key": "user:2"},
        {"facts": {"act": "withdraw", "times": 3}},
        {"digest": "1" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_entry_is_named(school, chain, change):
    with lifted("default"):
        rows(sequence=3).update(**change)
    verdict = journal.verify_chain(school)
    assert (verdict.trouble, verdict.sequence) == (ChainTrouble.CHANGED, 3)


@pytest.mark.parametrize("number", [1, 3, 5], ids=["first", "middle", "last"])
def test_a_removed_entry_is_named(school, chain, number):
    with lifted("default"):
        rows(sequence=number).delete()
    verdict = journal.verify_chain(school)
    assert (verdict.trouble, verdict.sequence) == (ChainTrouble.REMOVED, number)


def test_entries_that_changed_places_are_named(school, chain):
    with lifted("default"):
        rows(sequence=2).update(sequence=99)
        rows(sequence=3).update(sequence=2)
        rows(sequence=99).update(sequence=3)
    verdict = journal.verify_chain(school)
    assert (verdict.trouble, verdict.sequence) == (ChainTrouble.REORDERED, 2)


def test_a_head_that_was_set_back_is_noticed(school, chain):
    JournalHead.objects.update(sequence=F("sequence") - 1)
    assert journal.verify_chain(school).trouble is ChainTrouble.HEAD_DIFFERS


def test_facts_that_json_cannot_carry_exactly_are_a_change_and_not_a_crash(school, chain):
    with lifted("default"):
        rows(sequence=2).update(facts={"times": 2**60})
    assert journal.verify_chain(school).trouble is ChainTrouble.CHANGED


@pytest.mark.parametrize(
    "offered",
    [
        {"facts": {"act": "Анна Соловьёва"}},
        {"facts": {"act": "anna@example.org"}},
        {"facts": {"act": "a" * 201}},
        {"facts": {"name": "sign"}},
        {"facts": {"act": ["sign"]}},
        {"facts": {"times": 1.5}},
        {"subject_key": "Анна"},
        {"actor_key": "a" * 41},
        {"kind": JournalKind.DECLINED},
    ],
)
def test_nothing_that_could_be_personal_gets_in_and_the_refusal_repeats_none_of_it(school, offered):
    with pytest.raises(PersonalDataRefused) as refusal:
        add(school, **offered)
    assert "Анна" not in str(refusal.value)
    assert "@" not in str(refusal.value)
    assert not JournalEntry.objects.exists()


def test_an_unknown_kind_is_refused(school):
    with pytest.raises(ValueError, match="birthday"):
        add(school, kind="birthday")


def test_an_entry_goes_with_the_transaction_of_its_verb(school):
    with transaction.atomic():
        add(school)
        transaction.set_rollback(True)
    assert journal.verify_chain(school).entries == 0
    assert add(school).sequence == 1


def test_a_commitment_holds_for_its_value_and_salt_only():
    salt = b"s" * 16
    assert commitment("2012-02-29", salt) == commitment("2012-02-29", salt)
    assert commitment("2012-02-29", salt) != commitment("2012-02-29", b"t" * 16)
    assert commitment("2012-03-01", salt) != commitment("2012-02-29", salt)
    with pytest.raises(ValueError, match="16 bytes"):
        commitment("2012-02-29", b"short")


def test_the_database_refuses_to_change_or_remove_an_entry(chain):
    for change in (
        lambda: rows(sequence=1).update(kind="signed"),
        lambda: rows(sequence=1).delete(),
        lambda: rows(sequence=1).first().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()
    assert rows().count() == 5


def test_replacing_a_row_is_no_way_round_the_guards(chain):
    if connection.vendor != "sqlite":
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            connection.cursor().execute("TRUNCATE intake_journalentry")
        return
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(
            "INSERT OR REPLACE INTO intake_journalentry SELECT * FROM intake_journalentry"
        )


def test_staff_records_and_tombstones_are_only_added_to(school, django_user_model):
    user = django_user_model.objects.create_user("vera", password="x")
    record = record_access(school=school, user=user, action="export", detail="xlsx, 3", now=NOW)
    assert (record.user_key, record.detail) == (f"user:{user.pk}", "xlsx, 3")
    stone = Tombstone.objects.create(
        school_key="severnaya", person_key="00000000-0000-4000-8000-000000000001", erased_at=NOW
    )
    for row in (record, stone):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            row.save()


@pytest.mark.parametrize("model", [JournalEntry, Signature, Tombstone, AccessRecord, Edition])
def test_every_table_of_evidence_is_guarded_and_a_lost_guard_is_missed(model):
    assert missing_guards("default") == []
    table = model._meta.db_table
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f"DROP TRIGGER guard_delete_{table}{on_table}")
    assert missing_guards("default") == [f"guard_delete_{table}"]
    install_guards(connection)
    assert missing_guards("default") == []


def test_migrating_puts_lost_guards_back():
    table = JournalEntry._meta.db_table
    on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
    connection.cursor().execute(f"DROP TRIGGER guard_update_{table}{on_table}")
    from django.core.management.sql import emit_post_migrate_signal

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    assert missing_guards("default") == []


def test_the_command_says_that_all_is_well(chain):
    code, words = verify_evidence()
    assert code == 0
    assert "Школа «severnaya»: записей — 5, цепочка цела." in words


def test_the_command_names_what_was_changed_and_fails(chain):
    with lifted("default"):
        rows(sequence=4).update(actor_key="user:7")
    code, words = verify_evidence()
    assert code == 1
    assert "запись № 4 изменена" in words


def test_the_command_fails_without_guards_and_for_an_unknown_school(chain):
    assert verify_evidence("--school", "nowhere")[0] == 1
    with lifted("default"):
        code, words = verify_evidence()
    assert code == 1
    assert "manage.py migrate" in words


def test_entries_of_a_school_that_is_gone_are_not_overlooked(school, chain):
    with lifted("default"):
        rows().update(school_key="erased")
    assert verify_evidence()[0] == 1


def test_staff_read_every_kind_of_event_in_words():
    assert set(JOURNAL_WORDS) == {kind.value for kind in JournalKind}
