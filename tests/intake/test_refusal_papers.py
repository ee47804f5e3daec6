"""A no, and a change of mind, leave a sealed paper: nobody signs it, and it proves who said so."""

from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from pypdf import PdfReader

from intake.domain.signing import DocumentKind, SignerRole
from intake.evidence.certificates import read_certificates
from intake.evidence.container import read_container
from intake.evidence.verify import Verdict, verify_bundle, verify_pdf
from intake.models import Document, JournalEntry, Signature
from intake.services.agreement_refusal import decline_sided, undo_sided_decline
from intake.services.bundle import NothingToProve, family_bundle, full_bundle
from intake.services.code import request_code
from intake.services.document import prepare, read_copy
from intake.services.erasure import erase_person
from intake.services.journal import verify_chain
from intake.services.refusal import Told, decline
from intake.services.refusal_paper import retry_refusals
from intake.services.told_refusal import record_change_of_mind, record_refusal_of_asked
from intake.services.verification import PaperSeen, check_number
from tests.agreements import WORDINGS, an_agreement, school_with_agreements
from tests.families import (
    PARENT,
    Family,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_staff
from tests.verified import verify_evidence

pytestmark = pytest.mark.django_db

READY = WORDINGS


@pytest.fixture
def school(settings, tmp_path):
    settings.NASTAVNIK_SEALS = str(tmp_path / "seals")
    school = school_that_may_sign(kinds=WORDINGS)
    call_command("make_test_seal", school.key, stdout=StringIO())
    return school


@pytest.fixture
def roots(settings, school):
    folder = f"{settings.NASTAVNIK_SEALS}/{school.key}"
    with open(f"{folder}/root.cert.pem", "rb") as file:
        return read_certificates(file.read())


@pytest.fixture
def mother(school):
    invited_family(school, years=12)
    family = Family(link_to(PARENT))
    family.get("go")
    family.post("who-signs")
    family.post("policy")
    return family


def press_no(family):
    family.post("consent", decision="decline", shown_digest=family.digest)
    return Document.objects.get(kind="refusal")


def read(paper, kind="sealed"):
    return read_copy(document=paper, holder=paper.parties.get().person, kind=kind)


def words_of(data):
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_no_on_the_own_page_is_a_sealed_paper_that_nobody_signs(mother, school, roots):
    paper = press_no(mother)
    declined = Document.objects.get(kind="processing")
    assert (paper.state, paper.points_to, paper.shown_digest) == ("recorded", declined, "")
    assert "Записано, документ готовится" in mother.get("status").content.decode()
    run_tasks()
    paper.refresh_from_db()
    data = read(paper)
    said = words_of(data)
    for words in (
        f"№ {paper.number}",
        "Ветрова Анна Сергеевна, законный представитель (",
        f"{declined.wording['title']} № {declined.number}",
        "нажатием кнопки на своей странице",
        "Код для отказа не нужен",
        "Передумать можно в любой день",
        "участник ничего не теряет",
    ):
        assert words in said
    assert "Подписывается кодом" not in said
    assert data.startswith(read(paper, "shown"))
    assert verify_pdf(data, roots=roots).verdict is Verdict.VALID
    assert (paper.signed_at, Signature.objects.count()) == (None, 0)
    assert verify_chain(school).is_sound
    assert verify_evidence()[0] == 0
    page = mother.get("status").content.decode()
    assert f"{paper.number}, представитель: записан, не подписывается" in page
    assert "Стоит техническая печать сервиса (не УКЭП)" in page
    assert f"Отказ №\N{NO-BREAK SPACE}{paper.number}." in page
    file = mother.client.get(f"/intake/document/{paper.key}/download/")
    assert file.content == data
    bundle = mother.client.get(f"/intake/document/{paper.key}/evidence/").content
    report = verify_bundle(bundle, roots=roots)
    assert report.verdict is Verdict.VALID, report.lines
    index = read_container(bundle)["index.txt"].decode()
    assert "Код: не запрашивали" in index
    assert "на своей странице по личной ссылке" in index
    shown = mother.client.get(f"/proverka/?n={paper.number}").content.decode()
    assert "подлинный" in shown
    assert "Ветров" not in shown


def test_pressed_twice_there_is_one_paper_and_no_code_is_sent_for_it(mother):
    digest = mother.digest
    paper = press_no(mother)
    mother.post("consent", decision="decline", shown_digest=digest)
    run_tasks()
    assert Document.objects.filter(kind="refusal").count() == 1
    assert JournalEntry.objects.filter(kind="refusal_written").count() == 1
    signer = paper.parties.get().person
    asked = request_code(document=paper, signer=signer, act="sign", now=timezone.now())
    assert (asked.sent, asked.reason) == (False, "not_open")


def test_a_change_of_mind_is_a_second_paper_and_ends_the_first(mother, school, roots):
    paper = press_no(mother)
    mother.post("declined")
    run_tasks()
    paper.refresh_from_db()
    end = Document.objects.get(kind="refusal_end")
    assert (end.points_to, end.state) == (paper, "recorded")
    assert paper.state == "taken_back"
    assert paper.ended_at == end.made_at
    assert f"Отказ № {paper.number}" in words_of(read(end))
    holder = paper.parties.get().person
    now = timezone.now()
    bundle = family_bundle(document=paper, holder=holder, now=now)
    assert f"Взят назад: № {end.number}" in read_container(bundle)["index.txt"].decode()
    report = verify_bundle(bundle, roots=roots)
    assert report.verdict is Verdict.NOT_VALID
    assert "взят назад" in report.lines[0]
    report = verify_bundle(full_bundle(document=end, now=now), roots=roots)
    assert report.verdict is Verdict.VALID, report.lines
    assert check_number(school=school, number=paper.number).seen is PaperSeen.TAKEN_BACK
    assert "отказ взят назад" in mother.get("status").content.decode()
    assert verify_evidence()[0] == 0


def test_a_no_told_to_the_school_names_the_employee_the_day_and_the_way(school, roots, client):
    request = invited_family(school, years=12, guardian_contact="")
    curator = make_staff("kurator", curator=school)
    told = Told(by=curator, how="word", told_on=timezone.localdate())
    now = timezone.now()
    record_refusal_of_asked(
        participant=request.participant, name="processing-representative", told=told, now=now
    )
    run_tasks()
    paper = Document.objects.get(kind="refusal")
    said = words_of(read(paper))
    assert "Сказано школе" in said
    assert "устно. Записал(а) сотрудник школы: kurator" in said
    assert verify_pdf(read(paper), roots=roots).verdict is Verdict.VALID
    client.force_login(curator)
    card = client.get(f"/cms/intake/document/inspect/{paper.pk}/").content.decode()
    assert "Кто отказался" in card
    assert "ещё нет" not in card
    assert "устно" in card
    assert paper.points_to.number in card
    record_change_of_mind(document=paper.points_to, told=told, now=timezone.now())
    run_tasks()
    assert "Сказано школе" in words_of(read(Document.objects.get(kind="refusal_end")))
    assert verify_evidence()[0] == 0


@pytest.mark.parametrize(("years", "is_kept"), [(17, True), (18, False)])
def test_only_a_no_to_a_newer_text_says_that_the_older_consent_stays(school, years, is_kept):
    """The no of somebody who turned 18 is an answer about everything signed before."""
    request = invited_family(school, years=years, with_guardian=years < 18)
    asked = {"request": request, "kind": DocumentKind.PROCESSING, "role": SignerRole.PARTICIPANT}
    old = prepare(**asked, now=timezone.now())
    before = timezone.now() - timedelta(days=200)
    Document.objects.filter(pk=old.pk).update(state="signed", signed_at=before, made_at=before)
    new = prepare(**asked, now=timezone.now())
    assert decline(document=new, signer=request.participant, now=timezone.now())
    refusal = Document.objects.get(kind="refusal")
    assert ("Прежнее согласие" in str(refusal.wording)) is is_kept


def test_a_side_of_an_agreement_leaves_a_paper_that_every_party_holds(school, roots):
    agreement = an_agreement(school_with_agreements("les"))
    agreement_paper = agreement.document
    call_command("make_test_seal", "les", stdout=StringIO())
    signer, now = agreement.mentee_guardian, timezone.now()
    assert decline_sided(document=agreement_paper, signer=signer, now=now)
    assert not decline_sided(document=agreement_paper, signer=signer, now=now)
    run_tasks()
    paper = Document.objects.get(kind="refusal")
    held = set(paper.copies.filter(kind="sealed").values_list("holder_id", flat=True))
    assert held == {agreement.mentor_id, agreement.mentee_id, signer.pk}
    said = words_of(read(paper))
    assert "не вступает в силу" in said
    assert "Наставник: Соколова Мария Петровна Наставляемый: Ветров Пётр Ильич" in said
    assert "наставляемый: Ветров Пётр Ильич" in said
    assert undo_sided_decline(document=agreement_paper, signer=signer, now=timezone.now())
    assert decline_sided(document=agreement_paper, signer=signer, now=timezone.now())
    run_tasks()
    states = Document.objects.filter(kind="refusal").order_by("made_at", "pk")
    assert list(states.values_list("state", flat=True)) == ["taken_back", "recorded"]
    assert verify_evidence()[0] == 0


def test_nothing_is_written_about_somebody_who_was_erased_meanwhile(mother, school):
    paper = press_no(mother)
    person = paper.parties.get().person
    erase_person(person=person, actor_key="user:1", now=timezone.now())
    run_tasks()
    assert not paper.copies.exists()
    assert retry_refusals(school=school, now=timezone.now() + timedelta(days=1)) == 0
    with pytest.raises(NothingToProve):
        full_bundle(document=paper, now=timezone.now())
    assert verify_evidence()[0] == 0
