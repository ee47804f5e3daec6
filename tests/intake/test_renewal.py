"""A text changed: who is asked to sign anew, and what stays in force meanwhile."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, IntakeRequest, JournalEntry
from intake.ports import due_items
from intake.services.document import prepare, read_copy, still_reads_the_same
from intake.services.journal import verify_chain
from intake.services.renewal import families_signed
from intake.services.standing import standing
from mentoring_pages.models import WordingPage
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
from tests.intake.test_agreement import text_of
from tests.schools import make_staff

pytestmark = pytest.mark.django_db


def change_text(school, change, *, kind="processing", from_day=None):
    """An editor approves a new text of the representative's paper."""
    page = WordingPage.objects.child_of(school.site.root_page).get(
        kind=kind, variant="representative"
    )
    page.body[0].value = f"{page.body[0].value} Новое условие."
    page.order_number = "77-од"
    page.order_date = from_day or timezone.localdate()
    page.change = change
    page.save_revision().publish()


def read_the_whole_text(family):
    """Past the page «Всё по-прежнему», to the text itself."""
    family.get("go")
    if family.path == "again":
        family.post("again", changed="1")


READY = SIGNED_HERE


def story(_folder):
    """A mother signed both papers about a child of ten."""
    invited_family(school_that_may_sign(), years=10)
    family = Family(link_to(PARENT))
    family.sign(PARENT, photo="yes")
    assert Document.objects.filter(state="signed").count() >= 1
    return family


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def signed(told):
    return IntakeRequest.objects.get(), told


def state_of(request):
    return standing(
        participant=request.participant, kind=DocumentKind.PROCESSING, now=timezone.now()
    )


def test_after_a_minor_change_nobody_is_asked_for_anything(school, signed):
    change_text(school, "minor")
    state = state_of(signed[0])
    assert (state.state, state.to_renew) == (StandingState.IN_FORCE, ())


def test_after_a_major_change_the_old_signature_holds_and_a_new_one_is_wanted(school, signed):
    change_text(school, "major")
    state = state_of(signed[0])
    assert state.is_in_force
    assert [role.value for role in state.to_renew] == ["representative"]
    assert state.words_key == "in_force_renew"


def test_a_minor_change_after_a_major_one_still_wants_the_new_signature(school, signed):
    change_text(school, "major")
    change_text(school, "minor")
    assert state_of(signed[0]).to_renew


def test_a_change_that_comes_into_force_later_asks_nobody_today(school, signed):
    change_text(school, "major", from_day=timezone.localdate() + timedelta(days=3))
    assert not state_of(signed[0]).to_renew


def test_another_kind_of_text_asks_nobody_about_this_one(school, signed):
    change_text(school, "major", kind="publication")
    assert not state_of(signed[0]).to_renew


def test_the_family_reads_and_signs_the_new_text_and_the_old_paper_gives_way(school, signed):
    request, family = signed
    old = Document.objects.get(kind="processing", state="signed")
    change_text(school, "major")
    family.get("status")
    assert "нужна новая подпись" in family.text

    read_the_whole_text(family)
    assert family.path == "consent"
    assert "Новое условие" in family.text
    family.post("consent", decision="agree", shown_digest=family.digest)
    assert family.path == "check"
    assert state_of(request).is_in_force
    family.post("check")
    family.enter(code_to(PARENT))

    old.refresh_from_db()
    assert old.state == "superseded"
    new = Document.objects.get(kind="processing", state="signed")
    assert new.edition.order_number == "77-од"
    state = state_of(request)
    assert (state.state, state.to_renew) == (StandingState.IN_FORCE, ())
    entry = JournalEntry.objects.get(kind="superseded")
    assert (entry.subject_key, entry.facts) == (str(old.key), {"by": str(new.key)})
    assert verify_chain(school).is_sound
    assert new.points_to == old
    family.get("status")
    assert f"Прежнее — № {old.number}." in family.text
    run_tasks()
    sheet = text_of(read_copy(document=new, holder=request.guardian, kind="signed"))
    assert "Прежнее согласие" in sheet
    assert old.number in sheet
    assert "Что отзывается" not in sheet


def test_a_consent_signed_again_after_a_withdrawal_points_to_the_one_before(school, signed):
    request, _family = signed
    old = Document.objects.get(kind="publication", state="signed")
    Document.objects.filter(pk=old.pk).update(state="withdrawn", ended_at=timezone.now())
    again = prepare(
        request=request,
        kind=DocumentKind.PUBLICATION,
        role=SignerRole.REPRESENTATIVE,
        choices={"photo": True},
        now=timezone.now(),
    )
    assert again.points_to == old
    assert still_reads_the_same(document=again, now=timezone.now())
    made = JournalEntry.objects.get(kind="document_made", subject_key=str(again.key))
    assert made.facts["points_to"] == str(old.key)


def test_a_no_to_the_new_text_leaves_the_old_paper_until_it_is_withdrawn(school, signed):
    request, family = signed
    curator = make_staff("kurator", curator=school)
    old = Document.objects.get(kind="processing", state="signed")
    change_text(school, "major")
    read_the_whole_text(family)
    assert "прежнее останется в силе, пока вы его не отзовёте" in family.text
    family.post("consent", decision="decline", shown_digest=family.digest)
    assert family.path == "declined"
    assert f"Прежнее согласие №&nbsp;{old.number} действует" in family.text
    assert f"/intake/withdraw/{old.key}/" in family.text
    assert state_of(request).words_key == "in_force_kept"
    refusal = Document.objects.get(kind="refusal")
    assert "[kept.number] действует" in str(refusal.wording)
    lines = {item.label: item for item in due_items(user=curator, day=timezone.localdate())}
    assert "Текст изменился, нужны новые подписи" not in lines
    assert lines["Не согласились с новым текстом, действует прежний"].count == 1

    change_text(school, "major")
    assert state_of(request).words_key == "in_force_renew"
    read_the_whole_text(family)
    assert family.path == "consent", "another text is another question"


def test_after_a_no_to_processing_the_new_text_about_publication_can_be_signed(school, signed):
    request, family = signed
    old = Document.objects.get(kind="publication", state="signed")
    change_text(school, "major")
    change_text(school, "major", kind="publication")
    read_the_whole_text(family)
    family.post("consent", decision="decline", shown_digest=family.digest)
    assert family.path == "declined"
    assert '/intake/publication/">Продолжить' in family.text
    family.get("status")
    assert "Продолжить с того же места" in family.text
    read_the_whole_text(family)
    assert family.path == "publication"
    family.post("publication", photo="yes")
    assert family.path == "check"
    family.post("check")
    assert family.path == "publication-code"
    family.enter(code_to(PARENT), step="publication-code")
    old.refresh_from_db()
    assert old.state == "superseded"
    assert Document.objects.get(kind="publication", state="signed").edition.order_number == "77-од"
    assert state_of(request).words_key == "in_force_kept"
    family.get("status")
    assert "Продолжить с того же места" not in family.text


def test_whoever_refuses_at_the_code_of_publication_signs_nothing(school):
    invited_family(school, years=10)
    family = Family(link_to(PARENT))
    family.come_to_the_code(photo="yes")
    family.enter(code_to(PARENT))
    assert family.path == "publication-code"
    assert "Не соглашаться" in family.text
    family.post("publication-code", decline="1")
    assert family.path == "done"
    assert Document.objects.filter(kind="publication").latest("made_at").state == "declined"


def test_a_no_to_a_new_text_about_publication_leads_to_the_withdrawal(school, signed):
    _request, family = signed
    old = Document.objects.get(kind="publication", state="signed")
    change_text(school, "major", kind="publication")
    family.get("publication")
    assert f"Прежнее согласие №&nbsp;{old.number}" in family.text
    family.post("publication", decision="decline")
    assert family.path == f"withdraw/{old.key}"
    assert "Прежнее согласие действует, пока вы его не отзовёте" in family.text
    old.refresh_from_db()
    assert old.state == "signed"


def test_the_editor_is_told_the_number_of_families_beforehand(school, signed):
    counted = {"school": school, "kind": "processing"}
    assert families_signed(**counted, variant="representative") == 1
    assert families_signed(**counted, variant="own") == 0


def test_the_curator_sees_how_many_families_to_ask_and_which(school, signed, client):
    curator = make_staff("kurator", curator=school)

    def lines():
        found = due_items(user=curator, day=timezone.localdate())
        return {item.label: item for item in found}

    label = "Текст изменился, нужны новые подписи"
    assert label not in lines()
    change_text(school, "major")
    item = lines()[label]
    assert item.count == 1
    client.force_login(curator)
    number = Document.objects.get(kind="processing", state="signed").number
    assert number in client.get(item.address).content.decode()
    change_text(school, "major", kind="publication")
    assert lines()[label].count == 1, "a family with two papers is asked once"


def test_a_school_that_goes_over_to_the_full_form_sees_who_signed_the_short_one(school, signed):
    curator = make_staff("kurator", curator=school)

    def line():
        found = {item.label: item for item in due_items(user=curator, day=timezone.localdate())}
        return found.get("Семьи подписали краткую форму согласия, она действует")

    assert line() is None
    school.consent_wording = "processing-full"
    school.save()
    assert line().count == 1
    state = state_of(signed[0])
    assert state.is_in_force
    assert state.to_renew == ()
