"""An agreement from its opening to the last signature."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.core import mail
from django.utils import timezone
from pyhanko.pdf_utils.reader import PdfFileReader
from pypdf import PdfReader

from intake.domain.agreement import AgreementState, last_day
from intake.domain.code import Verdict
from intake.models import Agreement, Document, JournalEntry, Signature
from intake.services.agreement import (
    AgreementProblem,
    cancel_agreement,
    open_agreement,
    renew_paper,
    send_for_signing,
)
from intake.services.agreement_refusal import decline_sided, undo_sided_decline
from intake.services.code import request_code
from intake.services.document import read_copy
from intake.services.journal import verify_chain
from intake.services.paper import PaperRefused
from intake.services.people import set_contact, set_guardian
from tests.agreements import (
    MENTOR,
    MOTHER,
    TEEN,
    WORDINGS,
    a_child,
    a_form,
    an_adult,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_all,
    sign_by_code,
    sign_by_pen,
)
from tests.families import born, letters_to, run_tasks
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS


@pytest.fixture
def school():
    return school_with_agreements()


def state(agreement, *, days=0):
    agreement = Agreement.objects.get(pk=agreement.pk)
    return agreement.state_on(timezone.localdate() + timedelta(days=days))


def text_of(data):
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)


def test_the_paper_names_both_sides_their_tasks_and_a_place_for_every_signature(school):
    agreement = an_agreement(school, years=15)
    text = text_of(
        read_copy(document=agreement.document, holder=agreement.mentor, kind="shown")
    ).replace("\n", " ")
    for words in ("Соколова Мария Петровна", "Ветрова Анна Сергеевна", "подготовиться к олимпиаде"):
        assert words in text
    assert text.count("дата ____") == 3
    assert "9 месяцев" in text.replace("\N{NO-BREAK SPACE}", " ")
    assert MOTHER not in text


def test_it_is_in_force_with_the_last_signature_and_not_before(school):
    agreement = an_agreement(school, years=15)
    parties = list(agreement.document.parties.select_related("person").order_by("pk"))
    assert [party.side for party in parties] == ["mentor", "mentee", "mentee"]
    assert state(agreement) is AgreementState.DRAFT
    for party, address in zip(parties, (MENTOR, MOTHER, TEEN), strict=True):
        agreement.document.refresh_from_db()
        assert agreement.document.state == "prepared"
        assert sign_by_code(agreement.document, party.person, address).is_accepted
    agreement.refresh_from_db()
    today = timezone.localdate()
    assert (agreement.effective_on, agreement.ends_on) == (today, last_day(today, 9))
    assert state(agreement) is AgreementState.IN_FORCE
    assert Signature.objects.count() == 3
    assert verify_chain(school).is_sound


def test_every_party_keeps_one_and_the_same_finished_file_under_a_key_of_their_own(school):
    agreement = in_force(school, years=15)
    run_tasks()
    copies = agreement.document.copies.filter(kind="signed").select_related("holder__data_key")
    mother = agreement.mentee_guardian
    assert {copy.holder for copy in copies} == {agreement.mentor, agreement.mentee, mother}
    files = {read_copy(document=agreement.document, holder=c.holder, kind="signed") for c in copies}
    (file,) = files
    shown = read_copy(document=agreement.document, holder=mother, kind="shown")
    assert file.startswith(shown)
    text = text_of(file).replace("\n", " ")
    assert "Подпись 1 из 3" in text
    assert "Подпись 3 из 3" in text
    assert "***" not in text
    assert "@" not in text.split("Лист подписания", 1)[1]


def test_the_facts_attached_to_the_file_name_every_signer(school):
    agreement = in_force(school)
    run_tasks()
    file = read_copy(document=agreement.document, holder=agreement.mentor, kind="signed")
    reader = PdfFileReader(BytesIO(file))
    spec = reader.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    facts = json.loads(spec["/EF"]["/F"].data)["facts"]
    assert [(one["side"], one["role"]) for one in facts["signers"]] == [
        ("mentor", "participant"),
        ("mentee", "representative"),
    ]
    assert facts["ends_on"] == str(Agreement.objects.get().ends_on)


def test_the_refusal_of_either_stops_it_and_can_be_taken_back(school):
    agreement = an_agreement(school)
    mother = agreement.mentee_guardian
    assert sign_by_code(agreement.document, agreement.mentor, MENTOR).is_accepted
    assert decline_sided(document=agreement.document, signer=mother, now=timezone.now())
    assert state(agreement) is AgreementState.DECLINED
    letter = letters_to(MENTOR)[-1]
    assert "не согласился" in letter.body
    assert "Ветров" not in letter.body
    assert not undo_sided_decline(
        document=agreement.document, signer=agreement.mentor, now=timezone.now()
    )
    assert undo_sided_decline(document=agreement.document, signer=mother, now=timezone.now())
    assert sign_by_code(agreement.document, mother, MOTHER).is_accepted
    assert state(agreement) is AgreementState.IN_FORCE


def test_signed_on_paper_it_counts_from_the_later_day(school):
    clerk = make_staff("clerk", curator=school)
    agreement = an_agreement(school)
    mentor, mother = agreement.document.parties.order_by("pk")
    long_ago = timezone.now() - timedelta(days=20)
    Document.objects.update(made_at=long_ago)
    assert sign_by_pen_of(agreement, mentor, clerk, days=9) == 1
    assert state(agreement) is AgreementState.SIGNING
    assert sign_by_pen_of(agreement, mother, clerk, days=3) == 0
    agreement.refresh_from_db()
    assert agreement.effective_on == timezone.localdate() - timedelta(days=3)
    run_tasks()
    sheet = text_of(read_copy(document=agreement.document, holder=agreement.mentor, kind="signed"))
    assert "на бумаге, дата на бумаге" in sheet.replace("\n", " ")


def sign_by_pen_of(agreement, party, clerk, *, days):
    from intake.services.agreement_pen import record_signed_by_pen

    return record_signed_by_pen(
        document=agreement.document,
        signed_on={party.pk: timezone.localdate() - timedelta(days=days)},
        by=clerk,
        kept_where="каб. 12",
        now=timezone.now(),
    )


def test_all_signers_of_one_paper_go_one_way(school):
    agreement = an_agreement(school)
    clerk = make_staff("clerk", curator=school)
    assert sign_by_code(agreement.document, agreement.mentor, MENTOR).is_accepted
    with pytest.raises(PaperRefused):
        sign_by_pen(agreement.document, by=clerk)
    other = an_agreement(school, mentor=agreement.mentor, mentee=a_child(school)[0])
    assert sign_by_pen_of(other, other.document.parties.first(), clerk, days=0) == 1
    mother = other.mentee_guardian
    assert sign_by_code(other.document, mother, MOTHER).verdict is Verdict.OTHER_METHOD


def test_a_school_that_keeps_agreements_on_paper_takes_no_code():
    school = school_with_agreements("les", by_code=False)
    agreement = an_agreement(school)
    sent = request_code(
        document=agreement.document, signer=agreement.mentor, act="sign", now=timezone.now()
    )
    assert not sent.sent


def test_a_birthday_in_between_makes_a_new_paper_for_new_signers(school):
    agreement = an_agreement(school, years=13)
    send_for_signing(agreement=agreement, now=timezone.now())
    assert sign_by_code(agreement.document, agreement.mentor, MENTOR).is_accepted
    child, old = agreement.mentee, agreement.document
    child.birth_date = born(14)
    child.save()
    mother = agreement.mentee_guardian
    assert sign_by_code(old, mother, MOTHER).verdict is Verdict.RULE_CHANGED
    set_contact(person=child, value=TEEN, confirmed=True, now=timezone.now())
    assert renew_paper(agreement=agreement, now=timezone.now())
    agreement = Agreement.objects.get()
    assert agreement.document != old
    assert agreement.document.parties.count() == 3
    assert sign_by_code_refused(old, agreement.mentor) is Verdict.STALE_DOCUMENT
    assert not renew_paper(agreement=agreement, now=timezone.now())
    assert letters_to(TEEN)


def sign_by_code_refused(document, person):
    from intake.services.signing import confirm

    return confirm(
        document=document,
        signer=person,
        act="sign",
        shown_digest=document.shown_digest,
        code="000000",
        circumstances={},
        now=timezone.now(),
    ).verdict


def test_links_go_to_whoever_has_a_contact_and_the_others_are_named(school):
    mentor = an_adult(school, contact="")
    agreement = an_agreement(school, mentor=mentor)
    sent = send_for_signing(agreement=agreement, now=timezone.now())
    assert (sent.written, sent.on_paper) == ((agreement.mentee_guardian,), (mentor,))
    assert state(agreement) is AgreementState.SIGNING
    run_tasks()
    (letter,) = mail.outbox
    assert "/intake/l/" in letter.body
    assert "Ветров" not in letter.subject + letter.body


def test_a_cancelled_agreement_is_signed_by_nobody(school):
    clerk = make_staff("clerk", curator=school)
    agreement = an_agreement(school)
    assert cancel_agreement(agreement=agreement, by=clerk, now=timezone.now())
    assert state(agreement) is AgreementState.CANCELLED
    assert not cancel_agreement(agreement=agreement, by=clerk, now=timezone.now())
    assert sign_by_code_refused(agreement.document, agreement.mentor) is Verdict.OVERTAKEN


def test_the_journal_tells_the_story_without_a_name(school):
    in_force(school)
    kinds = list(JournalEntry.objects.order_by("sequence").values_list("kind", flat=True))
    assert kinds[-2:] == ["signed", "agreement_began"]
    assert kinds.count("signed") == 2


class TestWhatIsRefused:
    def refused(self, school, **more):
        given = {
            "mentor": an_adult(school),
            "mentee": a_child(school)[0],
            "form": a_form(school),
            "term_months": 9,
            "tasks": ["одна задача"],
            "now": timezone.now(),
            **more,
        }
        with pytest.raises(AgreementProblem) as problem:
            open_agreement(**given)
        assert problem.value.words
        return problem.value.field

    def test_a_person_is_not_their_own_mentor(self, school):
        person = an_adult(school)
        assert self.refused(school, mentor=person, mentee=person) == "mentee"

    def test_nobody_signs_for_both_sides(self, school):
        child, mother = a_child(school)
        mother.birth_date = born(40)
        mother.save()
        assert self.refused(school, mentor=mother, mentee=child) == "mentee_guardian"

    def test_a_minor_with_two_representatives_needs_one_named(self, school):
        child, _mother = a_child(school)
        father = an_adult(school, given_name="Павел", contact="")
        set_guardian(
            guardian=father, ward=child, kind="parent", checked_by_key="user:1", now=timezone.now()
        )
        assert self.refused(school, mentee=child) == "mentee_guardian"

    def test_people_of_two_schools_make_no_agreement(self, school):
        stranger = an_adult_of(make_school("other"))
        assert self.refused(school, mentor=stranger) == "mentee"

    def test_an_unknown_birth_date_is_never_taken_for_an_adult(self, school):
        mentor = an_adult(school)
        mentor.birth_date = None
        mentor.save()
        assert self.refused(school, mentor=mentor) == ""

    def test_whom_nobody_checked_does_not_sign(self, school):
        mentor = an_adult(school)
        mentor.checked_at = None
        mentor.save()
        assert self.refused(school, mentor=mentor) == ""

    def test_the_same_pair_has_one_agreement_for_a_form(self, school):
        agreement = an_agreement(school)
        again = {"mentor": agreement.mentor, "mentee": agreement.mentee}
        assert self.refused(school, **again) == "mentee"
        sign_all(agreement.document, agreement)
        assert self.refused(school, **again) == "mentee"

    @pytest.mark.parametrize("months", [0, 121])
    def test_a_term_is_a_sensible_number_of_months(self, school, months):
        assert self.refused(school, term_months=months) == "term_months"

    def test_without_an_approved_text_nothing_is_opened(self):
        from tests.families import school_that_may_sign

        school = school_that_may_sign("bez", kinds=("pep-agreement",))
        assert self.refused(school) == "form"


def an_adult_of(school):
    from intake.services.people import Name, add_person

    return add_person(
        school=school,
        name=Name("Чужая", "Вера", ""),
        birth_date=born(30),
        checked=True,
        now=timezone.now(),
    )
