"""What happens to an agreement in force: extension, the ends, the end of its term."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.agreement import AgreementState, Ground, last_day
from intake.domain.code import Verdict
from intake.evidence.report import Verdict as EvidenceVerdict
from intake.models import Agreement, Document, JournalEntry, SignerDevice
from intake.services.agreement import AgreementProblem
from intake.services.agreement_acts import (
    end_by_staff,
    note_expired,
    propose_end,
    propose_extension,
    propose_leaving,
)
from intake.services.agreement_refusal import decline_sided
from intake.services.document import read_copy
from intake.services.document_check import check_documents
from intake.services.journal import verify_chain
from intake.services.signature_check import check_signatures
from intake.services.verification import PaperSeen, check_number
from tests.agreements import MENTOR, MOTHER, WORDINGS, in_force, school_with_agreements, sign_all
from tests.agreements import sign_by_code as sign
from tests.families import letters_to, run_tasks
from tests.intake.test_agreement import text_of
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS


@pytest.fixture
def school():
    return school_with_agreements()


@pytest.fixture
def agreement(school):
    return in_force(school)


def today(days=0):
    return timezone.localdate() + timedelta(days=days)


def state(agreement, *, days=0):
    return Agreement.objects.get(pk=agreement.pk).state_on(today(days))


def extension(agreement, months=6):
    return propose_extension(
        agreement=agreement, term_months=months, by_key="user:1", now=timezone.now()
    )


def leaving(agreement, actor, ground="notice", words=""):
    return propose_leaving(
        agreement=agreement, actor=actor, ground=ground, words=words, now=timezone.now()
    )


def troubles(school):
    """What a check of signatures and documents finds wrong."""
    found = [
        *check_signatures(school, anchored_at=None),
        *check_documents(school, anchored_at=None),
    ]
    return [one.sentence for one in found if one.verdict is not EvidenceVerdict.VALID]


def test_both_extend_it_by_a_paper_that_points_to_the_one_before(agreement):
    paper = extension(agreement)
    assert (paper.kind, paper.points_to) == ("extension", agreement.document)
    sign_all(paper, agreement)
    before = agreement.ends_on
    agreement.refresh_from_db()
    assert agreement.ends_on == last_day(before, 6)
    assert state(agreement) is AgreementState.EXTENDED
    second = extension(agreement)
    assert second.points_to == paper
    run_tasks()
    sheet = text_of(read_copy(document=paper, holder=agreement.mentor, kind="signed"))
    assert "Новый последний день" in sheet.replace("\n", " ")


def test_one_signature_extends_nothing(agreement):
    before = agreement.ends_on
    assert sign(extension(agreement), agreement.mentor, MENTOR).is_accepted
    agreement.refresh_from_db()
    assert agreement.ends_on == before


def test_asked_twice_there_is_one_open_paper(agreement):
    assert extension(agreement) == extension(agreement)
    assert extension(agreement, 3) != extension(agreement, 6)
    open_papers = Document.objects.filter(kind="extension", state="prepared")
    assert open_papers.count() == 1


def test_a_no_to_an_extension_leaves_the_agreement_as_it_is(school, agreement):
    paper = extension(agreement)
    assert decline_sided(document=paper, signer=agreement.mentor, now=timezone.now())
    assert state(agreement) is AgreementState.IN_FORCE
    assert troubles(school) == []


def test_both_end_it_on_the_day_they_agreed(agreement):
    paper = propose_end(agreement=agreement, last_day=today(5), by_key="user:1", now=timezone.now())
    sign_all(paper, agreement)
    assert state(agreement, days=5) is AgreementState.IN_FORCE
    assert state(agreement, days=6) is AgreementState.ENDED_BY_AGREEMENT


@pytest.mark.parametrize("days", [-1, 400])
def test_an_end_lies_between_today_and_the_end_of_the_term(agreement, days):
    with pytest.raises(AgreementProblem):
        propose_end(agreement=agreement, last_day=today(days), by_key="user:1", now=timezone.now())


def test_one_signer_leaves_alone_with_the_notice_the_agreement_names(agreement):
    mother = agreement.mentee_guardian
    paper = leaving(agreement, mother)
    assert [party.person for party in paper.parties.all()] == [mother]
    assert sign(paper, mother, MOTHER).is_accepted
    assert state(agreement, days=10) is AgreementState.IN_FORCE
    assert state(agreement, days=11) is AgreementState.ENDED_BY_ONE
    assert "прекращается" in letters_to(MENTOR)[-1].body


def test_a_child_of_fifteen_leaves_without_the_mother_and_for_safety_at_once(school):
    agreement = in_force(school, years=15)
    child = agreement.mentee
    paper = leaving(agreement, child, ground="safety", words="Мне страшно.")
    assert "Мне страшно." in text_of(read_copy(document=paper, holder=child, kind="shown"))
    assert sign(paper, child, "teen@example.org").is_accepted
    assert state(agreement, days=1) is AgreementState.ENDED_BY_ONE


def test_an_agreement_without_a_term_of_notice_is_left_for_a_breach_only(agreement):
    Agreement.objects.update(notice_days=0)
    agreement.refresh_from_db()
    with pytest.raises(AgreementProblem) as problem:
        leaving(agreement, agreement.mentor, ground="notice")
    assert problem.value.field == "ground"
    assert leaving(agreement, agreement.mentor, ground=Ground.BREACH.value).state == "prepared"


def test_of_two_ends_the_first_wins_and_the_other_is_told(agreement):
    mother, mentor = agreement.mentee_guardian, agreement.mentor
    mothers, mentors = leaving(agreement, mother), leaving(agreement, mentor, ground="breach")
    assert sign(mothers, mother, MOTHER).is_accepted
    device = SignerDevice.objects.filter(document=mentors)
    assert not device.exists()
    from intake.services.signing import confirm

    told = confirm(
        document=mentors,
        signer=mentor,
        act="sign",
        shown_digest=mentors.shown_digest,
        code="000000",
        circumstances={},
        now=timezone.now(),
    )
    assert told.verdict is Verdict.OVERTAKEN
    assert Agreement.objects.get().ended_how == "by_one"
    with pytest.raises(AgreementProblem):
        extension(agreement)


def test_the_curator_ends_it_with_a_reason_by_a_paper_of_its_own(school, agreement):
    clerk = make_staff("clerk", curator=school)
    with pytest.raises(AgreementProblem) as problem:
        end_by_staff(
            agreement=agreement,
            how="by_curator",
            last_day=today(),
            words=" ",
            by=clerk,
            now=timezone.now(),
        )
    assert problem.value.field == "words"
    paper = end_by_staff(
        agreement=agreement,
        how="by_curator",
        last_day=today(),
        words="Пара распалась.",
        by=clerk,
        now=timezone.now(),
    )
    run_tasks()
    text = text_of(read_copy(document=paper, holder=agreement.mentor, kind="signed"))
    assert "Пара распалась." in text
    assert "Внёс сотрудник школы" in text.replace("\n", " ")
    assert state(agreement, days=1) is AgreementState.ENDED_BY_CURATOR
    assert paper.points_to == agreement.document
    assert troubles(school) == [], "nobody signs what staff end, and that is no alarm"
    Document.objects.filter(pk=paper.pk).update(state="void")
    assert "журнал говорит, что он подписан" in troubles(school)[0]


def test_completion_is_noted_for_a_day_that_has_come(school, agreement):
    clerk = make_staff("clerk", curator=school)
    given = {"agreement": agreement, "how": "completed", "words": "", "by": clerk}
    with pytest.raises(AgreementProblem):
        end_by_staff(last_day=today(1), now=timezone.now(), **given)
    end_by_staff(last_day=today(), now=timezone.now(), **given)
    assert state(agreement, days=1) is AgreementState.COMPLETED
    assert verify_chain(school).is_sound


def test_completion_ends_it_on_the_day_its_paper_names_also_one_that_is_past(school, agreement):
    clerk = make_staff("clerk", curator=school)
    later = timezone.now() + timedelta(days=5)
    end_by_staff(
        agreement=agreement, how="completed", last_day=today(2), words="", by=clerk, now=later
    )
    assert Agreement.objects.get().ended_on == today(2)
    assert JournalEntry.objects.get(kind="agreement_ended").facts["day"] == str(today(2))


def test_the_end_of_the_term_is_noted_once_and_can_still_be_undone_by_extending(school, agreement):
    after = agreement.ends_on + timedelta(days=1)
    shift = timezone.now() + (after - timezone.localdate())
    assert note_expired(school=school, now=timezone.now()) == 0
    assert note_expired(school=school, now=shift) == 1
    assert note_expired(school=school, now=shift) == 0
    assert Agreement.objects.get().state_on(after) is AgreementState.EXPIRED
    ends = JournalEntry.objects.filter(kind="agreement_ended")
    assert [entry.facts["how"] for entry in ends] == ["expired"]
    paper = propose_extension(
        agreement=Agreement.objects.get(), term_months=3, by_key="user:1", now=shift
    )
    assert paper.state == "prepared"


def test_the_check_page_tells_that_an_agreement_is_over_and_names_nobody(school, agreement, client):
    number = agreement.document.number
    assert check_number(school=school, number=number, day=today()).seen is PaperSeen.VALID
    seen = check_number(school=school, number=number, day=agreement.ends_on + timedelta(days=1))
    assert (seen.seen, seen.ended_on) == (PaperSeen.ENDED, agreement.ends_on)
    Agreement.objects.update(ends_on=today(-1))
    host = school.site.hostname
    page = client.get("/proverka/", {"n": number}, headers={"host": host}).content.decode()
    assert "закончилось" in page
    assert "Ветров" not in page
    assert "Соколова" not in page
