"""``verify_evidence`` over agreements: a hand in the database moves no term and no end unseen."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from intake.guards import lifted
from intake.models import Agreement, AgreementAct, Document, DocumentParty, JournalEntry, Person
from intake.services.agreement_acts import end_by_staff, note_expired, propose_extension
from intake.services.agreement_renewal import renew_agreement
from intake.services.anchor import make_anchor
from mentoring_pages.models import MentoringForm, School
from tests.agreements import (
    WORDINGS,
    a_child,
    an_adult,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_all,
)
from tests.schools import make_staff
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = WORDINGS


def story(_folder):
    """One agreement is extended, one renewed, one ended by the curator, one not signed yet."""
    school = school_with_agreements()
    mentor = an_adult(school)
    children = [
        a_child(school, given_name=name, mother_contact="mother@example.org")[0]
        for name in ("Пётр", "Илья", "Олег", "Яков")
    ]
    extended, renewed, ended = (
        in_force(school, mentor=mentor, mentee=child) for child in children[:3]
    )
    an_agreement(school, mentor=mentor, mentee=children[3])
    now = timezone.now()
    paper = propose_extension(agreement=extended, term_months=6, by_key="user:1", now=now)
    sign_all(paper, extended)
    after = renew_agreement(before=renewed, term_months=9, send=False, by=None, now=now)
    sign_all(after.document, after)
    end_by_staff(
        agreement=ended,
        how="by_curator",
        last_day=timezone.localdate(timezone=school.zone),
        words="Пара распалась.",
        by=make_staff("clerk", curator=school),
        now=now,
    )
    now = timezone.now()
    make_anchor(school=school, day=now.date(), now=now)


@pytest.fixture
def school(told):
    return School.objects.get(key="sad")


def test_agreements_as_they_happened_are_sound(school):
    code, words = verify_rows()
    assert code == 0, words
    assert "соглашений — 5, сверены с журналом" in words
    assert "старые записи" not in words


def agreements(**wanted):
    return Agreement.objects.filter(**wanted)


EXTENDED = {"is_extended": True}
ENDED = {"ended_how": "by_curator"}
RENEWED = {"ended_how": "renewed"}
FAR = date(2030, 1, 1)


@pytest.mark.parametrize(
    ("wanted", "changed", "words"),
    [
        (EXTENDED, {"ends_on": FAR}, "изменён последний день его срока"),
        (EXTENDED, {"effective_on": date(2026, 1, 1)}, "изменён день, с которого оно действует"),
        (EXTENDED, {"is_extended": False}, "продлевали ли его"),
        (EXTENDED, {"term_months": 60}, "изменён его срок в месяцах"),
        (EXTENDED, {"notice_days": 90}, "за сколько дней из него выходят"),
        (ENDED, {"ended_on": FAR}, "изменён день, которым оно прекращено"),
        (ENDED, {"ended_how": "by_agreement"}, "изменено, как оно закончилось"),
        (ENDED, {"ended_on": None, "ended_how": ""}, "изменено, как оно закончилось"),
        (RENEWED, {"ended_on": None, "ended_how": ""}, "изменено, как оно закончилось"),
        ({"renews__isnull": False}, {"renews": None}, "какое соглашение оно продолжает"),
        (
            {"renews__isnull": False},
            {"ended_on": FAR, "ended_how": "expired"},
            "изменён день, которым оно прекращено",
        ),
        (
            {"effective_on__isnull": True},
            {"effective_on": date(2026, 9, 1), "ends_on": FAR},
            "журнал не говорит, что оно вступило в силу",
        ),
    ],
)
def test_a_date_or_term_changed_behind_the_service_is_named(school, wanted, changed, words):
    number = agreements(**wanted).get().document.number
    agreements(**wanted).update(**changed)
    code, said = verify_rows()
    assert code == 1, said
    assert words in said
    assert f"Соглашение № {number}: " in said


def test_another_mentor_mentee_form_or_task_is_named(school):
    other = Person.objects.get(given_name="Яков")
    form = MentoringForm.objects.create(school=school, key="other", title="Другая")
    for column, value, words in (
        ("mentor", other, "в базе изменено, кто наставник."),
        ("mentee", other, "в базе изменено, кто наставляемый."),
        ("form", form, "форма наставничества."),
        ("place", "в другом месте", "задачи, место или организация."),
    ):
        with transaction.atomic():
            agreements(**EXTENDED).update(**{column: value})
            code, said = verify_rows()
            transaction.set_rollback(True)
        assert code == 1
        assert words in said


@pytest.mark.parametrize(
    ("kind", "changed", "words"),
    [
        ("extension", {"term_months": 12}, "изменил соглашение иначе"),
        ("extension", {"how": "completed"}, "изменил соглашение иначе"),
        ("termination", {"ends_on": FAR}, "изменил соглашение иначе"),
        ("termination", {"recorded_by": None}, "внёс не тот, кто назван в базе"),
    ],
)
def test_a_later_paper_that_says_something_else_is_named(school, kind, changed, words):
    acts = AgreementAct.objects.filter(document__kind=kind)
    number = acts.get().document.number
    acts.update(**changed)
    code, said = verify_rows()
    assert code == 1, said
    assert f"документ № {number}" in said
    assert words in said


def test_another_employee_behind_the_decision_is_named(school):
    other = make_staff("other", curator=school)
    AgreementAct.objects.filter(document__kind="termination").update(recorded_by=other)
    code, said = verify_rows()
    assert code == 1
    assert "внёс не тот, кто назван в базе" in said


def test_a_later_paper_moved_to_another_agreement_is_named_at_both(school):
    AgreementAct.objects.filter(document__kind="extension").update(
        agreement=agreements(**RENEWED).get()
    )
    code, said = verify_rows()
    assert code == 1
    assert "журнал говорит о документе, который изменил соглашение" in said
    assert "значится подписанным, а записи о том, что он изменил соглашение" in said


def test_the_day_of_a_signature_moved_with_the_term_is_named(school):
    paper = Document.objects.get(kind="extension")
    DocumentParty.objects.filter(document=paper).update(
        signed_on=agreements(**EXTENDED).get().ends_on + timedelta(days=30)
    )
    code, said = verify_rows()
    assert code == 1
    assert "изменил соглашение иначе" in said


def test_an_agreement_deleted_or_given_another_paper_is_named(school):
    extended = agreements(**EXTENDED).get()
    other = agreements(effective_on__isnull=True).get().document
    delete = "DELETE FROM intake_agreement WHERE id = %s"
    for tamper in (
        [
            ("DELETE FROM intake_agreementact WHERE agreement_id = %s", [extended.pk]),
            (delete, [extended.pk]),
        ],
        [
            (delete, [other.agreement.pk]),
            (
                "UPDATE intake_agreement SET document_id = %s WHERE id = %s",
                [other.pk, extended.pk],
            ),
        ],
    ):
        with transaction.atomic():
            with connection.cursor() as cursor:
                for sql, values in tamper:
                    cursor.execute(sql, values)
            code, said = verify_rows()
            transaction.set_rollback(True)
        assert code == 1
        assert "из базы удалено или связано с другим документом" in said


def test_the_end_of_a_term_noted_by_the_tick_is_sound_and_its_entry_is_needed(school):
    after = agreements(renews__isnull=False).get()
    later = timezone.now() + (after.ends_on + timedelta(days=1) - timezone.localdate())
    assert note_expired(school=school, now=later) == 1
    assert verify_rows()[0] == 0
    agreements(pk=after.pk).update(ended_on=after.ends_on - timedelta(days=40))
    code, said = verify_rows()
    assert code == 1
    assert "изменён день, которым оно прекращено" in said


def test_entries_of_earlier_releases_are_counted_and_bind_what_they_name(school):
    with lifted("default"), transaction.atomic():
        for entry in JournalEntry.objects.filter(kind="agreement_began"):
            facts = {"until": entry.facts["until"]}
            JournalEntry.objects.filter(pk=entry.pk).update(facts=facts)
        _code, before = verify_rows()
        agreements(**ENDED).update(term_months=60)
        _code, after = verify_rows()
        transaction.set_rollback(True)
    assert "срок и стороны, — 4: старые записи называют только последний день" in before
    assert "Соглашение №" not in before
    assert "изменён день, с которого оно действует" in after


def test_what_may_be_an_entry_cut_off_since_the_last_anchor_cannot_be_told(school):
    """The head is moved back with the end of the journal: nothing contradicts, something lacks."""
    fresh = agreements(effective_on__isnull=True).get()
    sign_all(fresh.document, fresh)
    with lifted("default"):
        JournalEntry.objects.filter(kind="agreement_began").latest("sequence").delete()
    code, said = verify_rows()
    line = next(one for one in said.splitlines() if one.startswith("Соглашение №"))
    assert code == 2, said
    assert "журнал не говорит, что оно вступило в силу" in line
