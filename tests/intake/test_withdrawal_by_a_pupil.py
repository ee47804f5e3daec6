"""A pupil of 14–17 withdraws alone what only the representative has signed."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.evidence.container import read_container
from intake.models import (
    Document,
    LegalStatus,
    OutboundMessage,
    Person,
    Signature,
    SigningTable,
)
from intake.services.anchor import make_anchor
from intake.services.bundle import family_bundle
from intake.services.document import make_withdrawal_paper, prepare, read_copy
from intake.services.own_page import PageNotSent, send_own_page
from intake.services.paper import PaperRefused, record_paper
from intake.services.publication import publication_refusal
from intake.services.request import invite
from intake.services.rule import signing_answers
from intake.services.signing import record_signature
from intake.services.withdrawal import (
    open_withdrawal,
    prepare_withdrawal,
    withdraw_by_letter,
    withdrawers,
)
from mentoring_pages.models import School
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    born,
    code_to,
    give_contact,
    invited_family,
    letters_to,
    link_to,
    run_tasks,
    wrong,
)
from tests.intake.test_agreement import text_of
from tests.pupils import consent, ended, state_of, story  # noqa: F401 - READY tells the story
from tests.schools import make_staff
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION


@pytest.fixture
def school(told) -> School:
    return School.objects.get(key="sad")


@pytest.fixture
def pupil(school) -> Person:
    return Person.objects.get(school=school, birth_date__isnull=False)


@pytest.fixture
def clerk(school):
    return make_staff("kurator", curator=school)


def own_page(pupil, clerk) -> Family:
    give_contact(pupil, TEENAGER)
    send_own_page(participant=pupil, by=clerk, now=timezone.now())
    return Family(link_to(TEENAGER))


def withdraw_on_page(family, kind) -> None:
    key = consent(kind).key
    family.post(f"withdraw/{key}")
    family.enter(code_to(TEENAGER), step=f"withdraw/{key}/code")


def by_letter(document, pupil, clerk, **more):
    now = more.pop("now", timezone.now())
    return withdraw_by_letter(
        document=document,
        signer=pupil,
        written_on=more.pop("written_on", now.astimezone(document.school.zone).date()),
        kept_where="входящие, № 7",
        scan=None,
        is_own_family=False,
        by=clerk,
        now=now,
    )


def anchor(school):
    later = timezone.now() + timedelta(minutes=1)
    make_anchor(school=school, day=later.astimezone(school.zone).date(), now=later)


def test_a_pupil_ends_a_consent_by_a_code_on_an_own_page(pupil, clerk):
    family = own_page(pupil, clerk)
    assert family.path == "status"
    assert "Продолжить с того же места" not in family.text
    key = consent(PUBLICATION).key
    family.get(f"withdraw/{key}")
    assert "С 14 лет вы можете отозвать его сами" in family.text
    family.post(f"withdraw/{key}")
    assert consent(PUBLICATION).state == "signed"
    family.enter(wrong(code_to(TEENAGER)), step=f"withdraw/{key}/code")
    assert "Код не подошёл" in family.text
    family.enter(code_to(TEENAGER), step=f"withdraw/{key}/code")
    assert family.path == "status"
    assert "Отозвал участник" in family.text
    assert "Ждёт подписи" not in family.text
    family.get("go")
    assert family.path == "status"

    paper = Document.objects.get(kind="withdrawal")
    assert (paper.variant, paper.points_to, paper.parties.get().person) == (
        "participant",
        ended(PUBLICATION),
        pupil,
    )
    refused = publication_refusal(person_key=pupil.key, item="photo", now=timezone.now())
    assert refused == "Согласия на публикацию нет или оно не действует."
    assert state_of(pupil, PROCESSING) is StandingState.IN_FORCE
    run_tasks()
    sheet = text_of(read_copy(document=paper, holder=pupil, kind="signed")).replace("\n", " ")
    assert "Кто подписал отзываемое" in sheet
    assert "одноразовым кодом" in sheet
    anchor(paper.school)
    code, words = verify_rows()
    assert code == 0, words


def test_the_page_of_the_family_says_so_before_and_after(pupil, clerk):
    parent = Family(link_to(PARENT))
    assert "может отозвать согласие и без вашей подписи" in parent.text
    assert "собственную почту или телефон" in parent.text
    withdraw_on_page(own_page(pupil, clerk), PROCESSING)
    parent.get("status")
    assert "Отозвал участник" in parent.text
    assert "(участник)" in parent.text
    assert "Отправить ссылку второму подписанту" not in parent.text
    withdrawal = Document.objects.get(kind="withdrawal")
    assert parent.client.get(f"/intake/document/{withdrawal.key}/").status_code == 404


@pytest.mark.parametrize("hour", [9, 20])
def test_the_representative_is_told_by_letter_and_by_day(school, pupil, clerk, hour):
    now = (timezone.now() + timedelta(days=1)).astimezone(UTC)
    now = datetime(now.year, now.month, now.day, hour, tzinfo=UTC)
    by_letter(consent(PUBLICATION), pupil, clerk, now=now)
    letter = OutboundMessage.objects.get(kind="receipt")
    mother = consent(PROCESSING).parties.get().person
    assert letter.person == mother
    if hour == 20:
        assert letter.not_before.astimezone(school.zone).hour == 9
        return
    assert letter.not_before is None
    sent = letters_to(PARENT)[-1]
    assert sent.subject == "Согласие отозвано"
    assert ended(PUBLICATION).number in sent.body
    assert pupil.family_name not in sent.body


def test_the_other_signer_of_two_is_told_as_well(school, clerk):
    SigningTable.objects.all().delete()
    request = invited_family(school, years=16, guardian_contact="papa@example.org")
    now = timezone.now()
    for role in SignerRole:
        paper = prepare(request=request, kind=PROCESSING, role=role, now=now)
        day = now.astimezone(school.zone).date()
        record_paper(document=paper, by=clerk, signed_on=day, kept_where="каб. 12", now=now)
    own = request.documents.get(variant="participant")
    withdraw_by_letter(
        document=own,
        written_on=day,
        kept_where="входящие",
        scan=None,
        is_own_family=False,
        by=clerk,
        now=now,
    )
    assert OutboundMessage.objects.get(kind="receipt").person == request.guardian


@pytest.mark.parametrize("years", [13, 18])
def test_a_younger_child_and_an_adult_do_not_withdraw_it(pupil, clerk, years):
    Person.objects.filter(pk=pupil.pk).update(birth_date=born(years))
    pupil.refresh_from_db()
    document, now = consent(PUBLICATION), timezone.now()
    assert prepare_withdrawal(document=document, signer=pupil, now=now) is None
    with pytest.raises(PaperRefused):
        open_withdrawal(document=document, signer=pupil, by=clerk, now=now)
    give_contact(pupil, TEENAGER)
    with pytest.raises(PageNotSent):
        send_own_page(participant=pupil, by=clerk, now=now)
    assert pupil not in withdrawers(document=document, day=now.date())


def test_whoever_opens_the_invitation_reads_that_the_pupil_may_end_it(school):
    invited_family(school, years=16, given_name="Илья", guardian_contact="papa@example.org")
    father = Family(link_to("papa@example.org"))
    assert father.path == "who-signs"
    assert "отозвать согласие, которое вы за него дали" in father.text
    invited_family(school, years=12, given_name="Глеб", guardian_contact="baba@example.org")
    assert "отозвать согласие" not in Family(link_to("baba@example.org")).text


def test_an_emancipated_pupil_signs_papers_of_their_own(pupil, clerk):
    Person.objects.filter(pk=pupil.pk).update(birth_date=born(16))
    pupil.refresh_from_db()
    LegalStatus.objects.create(
        person=pupil,
        kind="emancipated",
        from_day=timezone.localdate(),
        checked_by_key="user:1",
        checked_at=timezone.now(),
    )
    now = timezone.now()
    assert prepare_withdrawal(document=consent(PUBLICATION), signer=pupil, now=now) is None


def test_a_code_asked_before_a_birthday_ends_nothing_after_it(pupil, clerk):
    family = own_page(pupil, clerk)
    key = consent(PUBLICATION).key
    family.post(f"withdraw/{key}")
    paper = Document.objects.get(kind="withdrawal")
    Person.objects.filter(pk=pupil.pk).update(birth_date=born(18))
    family.enter(code_to(TEENAGER), step=f"withdraw/{key}/code")
    paper.refresh_from_db()
    assert (paper.state, consent(PUBLICATION).state) == ("prepared", "signed")


def test_the_consent_returns_only_with_the_yes_of_the_pupil(school, pupil, clerk):
    by_letter(consent(PUBLICATION), pupil, clerk)
    mother = ended(PUBLICATION).parties.get().person
    give_contact(pupil, TEENAGER)
    now = timezone.now()
    request = invite(participant=pupil, guardian=mother, by_key="user:1", now=now)
    answers = signing_answers(request=request, kinds=[PROCESSING, PUBLICATION], now=now)
    assert answers[PROCESSING].required == (SignerRole.REPRESENTATIVE,)
    assert answers[PUBLICATION].required == tuple(SignerRole)

    day = now.astimezone(school.zone).date()
    for role in SignerRole:
        assert state_of(pupil, PUBLICATION) is StandingState.WITHDRAWN
        refused = publication_refusal(person_key=pupil.key, item="photo", now=now)
        assert refused
        paper = prepare(
            request=request, kind=PUBLICATION, role=role, choices={"photo": True}, now=now
        )
        record_paper(document=paper, by=clerk, signed_on=day, kept_where="каб. 12", now=now)
    assert state_of(pupil, PUBLICATION) is StandingState.IN_FORCE
    assert not publication_refusal(person_key=pupil.key, item="photo", now=now)
    assert withdrawers(document=consent(PUBLICATION), day=day) == [mother]


def test_a_withdrawal_made_by_a_stranger_is_named(school, pupil, clerk):
    """Whoever writes past the service a withdrawal by somebody who had no say in the consent."""
    stranger = invited_family(school, years=15, given_name="Илья", guardian_contact="")
    document, now = consent(PROCESSING), timezone.now()
    paper = make_withdrawal_paper(document=document, signer=stranger.participant, now=now)
    record_signature(
        document=paper,
        signer=stranger.participant,
        role="participant",
        act="withdraw",
        method="paper",
        facts={"signed_on": now.date().isoformat(), "kept_where": "", "recorded_by": "user:1"},
        actor_key="user:1",
        now=now,
    )
    code, words = verify_rows()
    assert code == 1
    assert f"Документ № {paper.number}: отзыв сделал тот, кто отозвать не мог" in words
    assert f"Документ № {document.number}" in words


def test_a_withdrawal_given_to_the_pupil_behind_the_service_is_named(school, pupil, clerk):
    by_letter(consent(PROCESSING), pupil, clerk)
    run_tasks()
    anchor(school)
    assert verify_rows()[0] == 0
    act = Document.objects.get(kind="withdrawal")
    assert Signature.objects.get(document_key=act.key).signer_key == pupil.key
    mother = ended(PROCESSING).parties.get().person
    act.parties.update(person=mother)
    code, words = verify_rows()
    assert code == 1
    assert "нет среди тех, кто подписывает документ" in words


def test_the_bundle_of_the_withdrawn_consent_says_who_ended_it(pupil, clerk):
    act = by_letter(consent(PUBLICATION), pupil, clerk)
    run_tasks()
    document = ended(PUBLICATION)
    mother = document.parties.get().person
    files = read_container(family_bundle(document=document, holder=mother, now=timezone.now()))
    assert f"{act.number} (участник)" in files["index.txt"].decode()
    assert json.loads(files["facts.json"])["document"]["later"][0]["role"] == "participant"


def test_no_letter_names_anybody_in_its_subject(pupil, clerk):
    withdraw_on_page(own_page(pupil, clerk), PROCESSING)
    run_tasks()
    for letter in mail.outbox:
        assert pupil.given_name not in letter.subject
        assert pupil.family_name not in letter.subject
