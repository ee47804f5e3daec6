"""A family without mail, or with a letter of its own, withdraws at school."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, JournalEntry, PaperCopy, Signature
from intake.services.document import prepare, read_copy
from intake.services.paper import PaperRefused, record_paper
from intake.services.standing import standing
from intake.services.withdrawal import open_withdrawal, withdraw_by_letter
from tests.families import SIGNED_HERE, invited_family, run_tasks, school_that_may_sign
from tests.intake.test_agreement import text_of
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PDF = b"%PDF-1.7\nletter"


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def consent(school, curator):
    """Signed with a pen: nobody of this family has an address."""
    now = timezone.now()
    request = invited_family(school, years=13, guardian_contact="")
    paper = prepare(
        request=request,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=now,
    )
    record_paper(
        document=paper,
        by=curator,
        signed_on=now.astimezone(school.zone).date(),
        kept_where="каб. 12",
        now=now,
    )
    return Document.objects.get(pk=paper.pk)


def by_letter(consent, by, *, now, written_on, **more):
    return withdraw_by_letter(
        document=consent,
        written_on=written_on,
        kept_where="входящие, № 7",
        scan=more.get("scan"),
        is_own_family=more.get("is_own_family", False),
        by=by,
        now=now,
    )


def state_of(consent, now):
    participant = consent.participant
    return standing(participant=participant, kind=DocumentKind.PROCESSING, now=now).state


def test_a_letter_of_days_ago_withdraws_with_the_record_of_it(school, curator, consent):
    later = timezone.now() + timedelta(days=3)
    written_on = later.astimezone(school.zone).date() - timedelta(days=1)
    paper = by_letter(consent, curator, now=later, written_on=written_on, scan=PDF)

    assert state_of(consent, later) is StandingState.WITHDRAWN
    assert paper.points_to == consent
    signature = Signature.objects.get(document_key=paper.key)
    assert (signature.act, signature.method, signature.signed_at) == ("withdraw", "paper", later)
    assert PaperCopy.objects.filter(document=paper, kind="scan").exists()
    made = JournalEntry.objects.get(kind="document_made", subject_key=str(paper.key))
    assert made.actor_key == f"user:{curator.pk}"
    run_tasks()
    holder = paper.parties.get().person
    sheet = text_of(read_copy(document=paper, holder=holder, kind="signed")).replace("\n", " ")
    assert "собственным заявлением на бумаге" in sheet


def test_a_letter_from_before_the_consent_withdraws_nothing(school, curator, consent):
    now = timezone.now()
    day = now.astimezone(school.zone).date() - timedelta(days=1)
    with pytest.raises(PaperRefused, match="paper refused") as refused:
        by_letter(consent, curator, now=now, written_on=day)
    assert "раньше, чем подписано согласие" in refused.value.words
    assert not Document.objects.filter(kind="withdrawal").exists()
    assert state_of(consent, now) is StandingState.IN_FORCE


def test_a_letter_of_the_own_family_is_recorded_by_another(school, curator, consent):
    now = timezone.now()
    day = now.astimezone(school.zone).date()
    with pytest.raises(PaperRefused):
        by_letter(consent, curator, now=now, written_on=day, is_own_family=True)
    assert state_of(consent, now) is StandingState.IN_FORCE


def test_staff_print_a_withdrawal_and_record_it_signed(school, curator, consent, client):
    client.force_login(curator)
    inspect = f"/cms/intake/document/inspect/{consent.pk}/"
    page = f"/cms/nastavnik/documents/{consent.key}/withdraw/"
    assert page in client.get(inspect).content.decode()
    asked = client.get(page).content.decode()
    assert "участие в программе" in asked
    assert "отговаривать нельзя" in asked
    assert "Выберите один ответ." in client.post(page, {}).content.decode()

    answer = client.post(page, {"way": "print"}, follow=True).content.decode()
    paper = Document.objects.get(kind="withdrawal")
    assert f"Отзыв № {paper.number} готов" in answer
    assert client.get(f"/cms/nastavnik/documents/{paper.key}/pdf/").status_code == 200
    day = timezone.now().astimezone(school.zone).date()
    client.post(
        f"/cms/nastavnik/documents/{paper.key}/paper/",
        {"signed_on": day.isoformat(), "kept_where": "каб. 12", "seen": "on"},
    )
    assert state_of(consent, timezone.now()) is StandingState.WITHDRAWN
    assert page not in client.get(inspect).content.decode()
    assert "отзывать нечего" in client.post(page, {"way": "print"}).content.decode()


def test_a_letter_is_asked_for_its_day_and_place(curator, consent, client):
    client.force_login(curator)
    page = f"/cms/nastavnik/documents/{consent.key}/withdraw/"
    refused = client.post(page, {"way": "letter"}).content.decode()
    assert "Укажите дату." in refused
    assert "которое вы видели сами" in refused
    day = timezone.now().astimezone(consent.school.zone).date()
    answers = {"signed_on": day.isoformat(), "kept_where": "входящие", "seen": "on"}
    done = client.post(page, {"way": "letter", **answers}, follow=True).content.decode()
    assert "Согласие отозвано и больше не действует." in done


def test_a_withdrawal_of_what_a_new_signature_replaced_is_not_recorded(school, curator, consent):
    now = timezone.now()
    paper = open_withdrawal(document=consent, by=curator, now=now)
    Document.objects.filter(pk=consent.pk).update(state="superseded")
    with pytest.raises(PaperRefused) as refused:
        record_paper(
            document=paper,
            by=curator,
            signed_on=now.astimezone(school.zone).date(),
            kept_where="каб. 12",
            now=now,
        )
    assert "заменено новым" in refused.value.words


def test_one_family_withdraws_two_consents_one_after_the_other(school, curator, consent):
    """Whoever began with one and goes on with the other ends both: no paper closes another."""
    now = timezone.now()
    other = prepare(
        request=consent.request,
        kind=DocumentKind.PUBLICATION,
        role=SignerRole.REPRESENTATIVE,
        choices={"photo": True},
        now=now,
    )
    day = now.astimezone(school.zone).date()
    record_paper(document=other, by=curator, signed_on=day, kept_where="каб. 12", now=now)
    left_lying = open_withdrawal(document=consent, by=curator, now=now)
    by_letter(other, curator, now=now, written_on=day)
    left_lying.refresh_from_db()
    assert left_lying.state == "prepared"
    assert open_withdrawal(document=consent, by=curator, now=now) == left_lying
    record_paper(document=left_lying, by=curator, signed_on=day, kept_where="каб. 12", now=now)
    states = Document.objects.filter(kind__in=("processing", "publication"))
    assert set(states.values_list("state", flat=True)) == {"withdrawn"}
