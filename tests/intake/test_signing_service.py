from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.code import ATTEMPTS, Verdict
from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    Document,
    JournalEntry,
    OutboundMessage,
    Signature,
    SignerDevice,
    SigningAllowance,
    SigningTable,
)
from intake.services.code import request_code
from intake.services.document import NotTheSigner, WordingMissing, prepare, read_copy
from intake.services.filling import chosen_items
from intake.services.journal import verify_chain
from intake.services.people import set_contact
from intake.services.refusal import decline, undo_decline
from intake.services.signing import confirm
from intake.services.standing import standing
from intake.services.withdrawal import prepare_withdrawal
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    born,
    code_to,
    give_contact,
    invited_family,
    run_tasks,
    says,
    school_that_may_sign,
)
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION
REPRESENTATIVE, PARTICIPANT = SignerRole.REPRESENTATIVE, SignerRole.PARTICIPANT


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def family(school):
    return invited_family(school, years=12)


def paper_for(request, *, kind=PROCESSING, role=REPRESENTATIVE, choices=None, now=None):
    return prepare(
        request=request, kind=kind, role=role, choices=choices, now=now or timezone.now()
    )


def send(document, signer, *, act="sign", now=None):
    return request_code(document=document, signer=signer, act=act, now=now or timezone.now())


def enter(document, signer, code, *, act="sign", digest=None, now=None):
    return confirm(
        document=document,
        signer=signer,
        act=act,
        shown_digest=document.shown_digest if digest is None else digest,
        code=code,
        circumstances={"address": "192.0.2.7", "user_agent": "tests"},
        now=now or timezone.now(),
    )


def sign(document, signer, address=PARENT, *, act="sign"):
    assert send(document, signer, act=act).sent
    return enter(document, signer, code_to(address), act=act)


def wrong_for(code):
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_the_right_code_signs_the_paper_and_puts_the_consent_in_force(family):
    paper = paper_for(family)
    assert sign(paper, family.guardian).is_accepted
    paper.refresh_from_db()
    assert paper.state == "signed"
    state = standing(participant=family.participant, kind=PROCESSING, now=timezone.now())
    assert state.state is StandingState.IN_FORCE
    assert verify_chain(paper.school).is_sound


def test_a_wrong_code_costs_a_try_and_the_fifth_kills_the_code(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    verdicts = [enter(paper, family.guardian, wrong_for(code)) for _try in range(ATTEMPTS)]
    assert [answer.attempts_left for answer in verdicts] == [4, 3, 2, 1, 0]
    assert verdicts[-1].verdict is Verdict.DEAD
    assert enter(paper, family.guardian, code).verdict is not Verdict.ACCEPTED
    assert not Signature.objects.exists()


def test_what_is_no_code_costs_no_try(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    answer = enter(paper, family.guardian, "12 34")
    assert (answer.verdict, answer.attempts_left) == (Verdict.NOT_A_CODE, ATTEMPTS)


def test_the_database_holds_a_digest_and_never_the_code(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    device = SignerDevice.objects.get()
    assert not says(code, device.token)
    message = OutboundMessage.objects.get(kind="code")
    assert message.content_encrypted is None


def test_a_code_of_one_paper_does_not_sign_another(family):
    consent = paper_for(family)
    publication = paper_for(family, kind=PUBLICATION, choices={"photo": True})
    send(consent, family.guardian)
    code = code_to(PARENT)
    send(publication, family.guardian)
    run_tasks()
    assert enter(publication, family.guardian, code).verdict is Verdict.WRONG


def test_a_code_expires_after_its_life(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    late = timezone.now() + timedelta(minutes=21)
    assert enter(paper, family.guardian, code, now=late).verdict is Verdict.EXPIRED


def test_a_paper_that_changed_under_the_reader_is_not_signed(family):
    old = paper_for(family)
    send(old, family.guardian)
    code = code_to(PARENT)
    family.participant.school_class = "8Б"
    family.participant.save()
    new = paper_for(family)
    assert new.pk != old.pk
    assert enter(old, family.guardian, code).verdict is Verdict.STALE_DOCUMENT
    digest = old.shown_digest
    assert enter(new, family.guardian, code, digest=digest).verdict is Verdict.STALE_DOCUMENT


def test_a_name_corrected_after_the_code_was_sent_is_not_signed_with_the_old_paper(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    family.participant.given_name = "Павел"
    family.participant.save()
    assert enter(paper, family.guardian, code).verdict is Verdict.STALE_DOCUMENT
    assert enter(paper_for(family), family.guardian, code).verdict is not Verdict.ACCEPTED


def test_the_same_answers_give_the_same_paper_however_often_they_are_sent(family):
    first, second = paper_for(family), paper_for(family, now=timezone.now() + timedelta(hours=1))
    assert first.pk == second.pk
    assert Document.objects.count() == 1


def test_a_second_press_with_the_same_code_makes_no_second_signature(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    answers = [enter(paper, family.guardian, code).verdict for _press in range(2)]
    assert answers == [Verdict.ACCEPTED, Verdict.ALREADY_SIGNED]
    assert Signature.objects.count() == 1


def test_a_birthday_between_opening_and_confirming_changes_who_signs(school):
    family = invited_family(school, years=13)
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    family.participant.birth_date = born(14)
    family.participant.save()
    assert enter(paper, family.guardian, code).verdict is Verdict.RULE_CHANGED


def test_only_the_signer_of_a_paper_can_sign_it(school):
    family = invited_family(school, years=15)
    paper = paper_for(family)
    assert enter(paper, family.participant, "123456").verdict is Verdict.LINK_CLOSED


def test_codes_for_two_papers_need_no_wait_but_a_repeat_does(family):
    consent = paper_for(family)
    publication = paper_for(family, kind=PUBLICATION, choices={"photo": True})
    assert send(consent, family.guardian).sent
    assert send(publication, family.guardian).sent
    again = send(consent, family.guardian)
    assert (again.sent, again.reason) == (False, "too_soon")


def test_a_person_gets_at_most_ten_codes_a_day_whatever_the_pauses(family):
    paper, start = paper_for(family), timezone.now()
    answers = [
        send(paper, family.guardian, now=start + timedelta(minutes=2 * n)) for n in range(11)
    ]
    assert [answer.sent for answer in answers] == [True] * 10 + [False]
    assert answers[-1].reason == "too_many_today"


def test_nobody_without_a_contact_is_sent_a_code_and_paper_stays_open(school):
    family = invited_family(school, years=12, guardian_contact="")
    paper = paper_for(family)
    assert send(paper, family.guardian).reason == "no_contact"
    assert paper.state == "prepared"


def test_from_fourteen_both_papers_are_needed(school):
    family = invited_family(school, years=15)
    assert sign(paper_for(family), family.guardian).is_accepted
    half = standing(participant=family.participant, kind=PROCESSING, now=timezone.now())
    assert (half.state, half.waiting_for) == (StandingState.PARTIAL, (PARTICIPANT,))
    own = paper_for(family, role=PARTICIPANT)
    assert sign(own, family.participant, TEENAGER).is_accepted
    whole = standing(participant=family.participant, kind=PROCESSING, now=timezone.now())
    assert whole.is_in_force


def test_the_order_of_the_two_signers_does_not_matter(school):
    family = invited_family(school, years=17)
    assert sign(paper_for(family, role=PARTICIPANT), family.participant, TEENAGER).is_accepted
    assert sign(paper_for(family), family.guardian).is_accepted
    assert standing(participant=family.participant, kind=PROCESSING, now=timezone.now()).is_in_force


@pytest.mark.parametrize(
    ("table", "role", "forbidden"),
    [
        pytest.param("representative_only", REPRESENTATIVE, PARTICIPANT, id="representative"),
        pytest.param("participant_only", PARTICIPANT, REPRESENTATIVE, id="participant"),
    ],
)
def test_the_school_may_ask_only_one_of_the_two(school, table, role, forbidden):
    SigningTable.objects.create(school=school, document_kind="processing", minor_table=table)
    family = invited_family(school, years=16)
    with pytest.raises(NotTheSigner):
        paper_for(family, role=forbidden)
    signer = family.guardian if role is REPRESENTATIVE else family.participant
    address = PARENT if role is REPRESENTATIVE else TEENAGER
    assert sign(paper_for(family, role=role), signer, address).is_accepted
    assert standing(participant=family.participant, kind=PROCESSING, now=timezone.now()).is_in_force


def test_an_adult_signs_alone(school):
    family = invited_family(school, years=18, with_guardian=False)
    with pytest.raises(NotTheSigner):
        paper_for(family, role=REPRESENTATIVE)
    assert sign(paper_for(family, role=PARTICIPANT), family.participant, TEENAGER).is_accepted


def test_two_signers_with_one_contact_are_told_apart_or_allowed_by_staff(school):
    family = invited_family(school, years=15, child_contact=PARENT)
    own = paper_for(family, role=PARTICIPANT)
    assert send(own, family.participant).reason == "shared_contact"
    SigningAllowance.objects.create(
        school=school,
        person=family.participant,
        kind="shared_contact",
        reason="В семье один адрес",
        allowed_by=make_staff("curator", curator=school),
        allowed_at=timezone.now(),
    )
    assert sign(own, family.participant).is_accepted
    run_tasks()
    sheet = read_copy(document=own, holder=family.participant, kind="signed")
    assert text_of(sheet).count("общий контакт") == 1


def test_another_contact_ends_the_trouble_of_a_shared_one(school):
    family = invited_family(school, years=15, child_contact=PARENT)
    own = paper_for(family, role=PARTICIPANT)
    give_contact(family.participant, TEENAGER)
    assert sign(paper_for(family, role=PARTICIPANT), family.participant, TEENAGER).is_accepted
    own.refresh_from_db()
    assert own.state == "void"


def test_a_code_sent_to_an_old_contact_is_worth_nothing(family):
    paper = paper_for(family)
    send(paper, family.guardian)
    code = code_to(PARENT)
    set_contact(person=family.guardian, value="new@example.org", confirmed=True, now=timezone.now())
    assert enter(paper, family.guardian, code).verdict is Verdict.REPLACED


def test_the_signed_file_begins_with_the_very_bytes_that_were_shown(family):
    paper = paper_for(family)
    sign(paper, family.guardian)
    run_tasks()
    for holder in (family.guardian, family.participant):
        shown = read_copy(document=paper, holder=holder, kind="shown")
        signed = read_copy(document=paper, holder=holder, kind="signed")
        assert signed.startswith(shown)
        assert len(signed) > len(shown)


def test_the_sheet_names_signer_times_and_the_way_without_the_whole_address(family):
    paper = paper_for(family)
    sign(paper, family.guardian)
    run_tasks()
    words = text_of(read_copy(document=paper, holder=family.guardian, kind="signed"))
    assert "Лист подписания" in words
    assert "Ветрова Анна Сергеевна" in words
    assert "192.0.2.7" in words
    assert PARENT not in words.split("Лист подписания", 1)[1]


def text_of(pdf):
    from io import BytesIO

    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


def test_finishing_a_paper_twice_changes_nothing(family):
    from intake.services.sealing import add_sheet

    paper = paper_for(family)
    sign(paper, family.guardian)
    run_tasks()
    before = list(paper.copies.order_by("pk").values_list("digest", "kind"))
    add_sheet(document_key=str(paper.key), now=timezone.now())
    assert list(paper.copies.order_by("pk").values_list("digest", "kind")) == before


def test_declining_takes_one_press_and_can_be_taken_back(family):
    paper, now = paper_for(family), timezone.now()
    assert decline(document=paper, signer=family.guardian, now=now)
    state = standing(participant=family.participant, kind=PROCESSING, now=now)
    assert state.state is StandingState.DECLINED
    assert not OutboundMessage.objects.filter(kind="code").exists()
    assert undo_decline(document=paper, signer=family.guardian, now=now)
    assert sign(paper_for(family), family.guardian).is_accepted


def test_a_withdrawal_is_an_own_paper_and_works_at_once(family):
    paper = paper_for(family)
    sign(paper, family.guardian)
    withdrawal = prepare_withdrawal(document=paper, signer=family.guardian, now=timezone.now())
    assert withdrawal.points_to == paper
    assert sign(withdrawal, family.guardian, act="withdraw").is_accepted
    paper.refresh_from_db()
    assert paper.state == "withdrawn"
    state = standing(participant=family.participant, kind=PROCESSING, now=timezone.now())
    assert state.state is StandingState.WITHDRAWN
    run_tasks()
    words = text_of(read_copy(document=withdrawal, holder=family.guardian, kind="signed"))
    assert paper.number in words


def test_asking_twice_to_withdraw_makes_one_paper(family):
    paper = paper_for(family)
    sign(paper, family.guardian)
    papers = {
        prepare_withdrawal(document=paper, signer=family.guardian, now=timezone.now()).pk
        for _press in range(2)
    }
    assert len(papers) == 1


def test_either_signer_alone_stops_publication(school):
    family = invited_family(school, years=16)
    choices = {"photo": True}
    for role, signer, address in (
        (REPRESENTATIVE, family.guardian, PARENT),
        (PARTICIPANT, family.participant, TEENAGER),
    ):
        sign(paper_for(family, kind=PUBLICATION, role=role, choices=choices), signer, address)
    assert standing(
        participant=family.participant, kind=PUBLICATION, now=timezone.now()
    ).is_in_force
    own = Document.objects.get(kind="publication", variant="participant")
    withdrawal = prepare_withdrawal(document=own, signer=family.participant, now=timezone.now())
    sign(withdrawal, family.participant, TEENAGER, act="withdraw")
    state = standing(participant=family.participant, kind=PUBLICATION, now=timezone.now())
    assert state.state is StandingState.WITHDRAWN


def test_what_was_not_chosen_is_printed_as_a_no(family):
    paper = paper_for(family, kind=PUBLICATION, choices={"photo": True})
    words = text_of(read_copy(document=paper, holder=family.guardian, kind="shown"))
    answers = dict(chosen_items({"photo": True}))
    assert list(answers.values()).count(True) == 1
    for label, yes in answers.items():
        assert f"{label} {'да' if yes else 'нет'}" in words


def test_a_school_without_an_approved_wording_signs_nothing():
    family = invited_family(make_school("empty"), years=12)
    with pytest.raises(WordingMissing):
        paper_for(family)


def test_no_name_and_no_address_ever_stands_in_the_journal(family):
    sign(paper_for(family), family.guardian)
    run_tasks()
    written = " ".join(
        f"{entry.kind} {entry.subject_key} {entry.actor_key} {entry.facts}"
        for entry in JournalEntry.objects.all()
    )
    for personal in ("Ветров", "Анна", PARENT, "192.0.2.7"):
        assert personal not in written


def test_copies_rest_encrypted_in_the_storage(family):
    paper = paper_for(family)
    stored = paper.copies.get(holder=family.guardian, kind="shown").file
    with stored.open("rb") as file:
        assert b"%PDF" not in file.read()
