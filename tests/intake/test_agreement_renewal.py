"""Next year's agreements: opened in one press, signed on «Всё по-прежнему»."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.agreement import AgreementState
from intake.models import AccessRecord, Agreement, Document, JournalEntry
from intake.ports import due_items
from intake.services.agreement_acts import end_by_staff
from intake.services.agreement_renewal import pairs_to_renew, renew_agreement
from intake.services.document import read_copy
from intake.services.journal import verify_chain
from tests.agreements import (
    MENTOR,
    MOTHER,
    WORDINGS,
    a_child,
    an_adult,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_all,
    sign_by_pen,
)
from tests.families import Family, code_for, code_to, codes_entered, letters_to, link_to
from tests.intake.test_agreement import text_of
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS
RENEW = "/cms/nastavnik/agreements/renew/"


@pytest.fixture
def school():
    return school_with_agreements()


def running(school, *, years=12, days_left=20, **more):
    """An agreement signed last year whose term ends soon."""
    agreement = in_force(school, years=years, **more)
    return ends_in(agreement, days_left)


def ends_in(agreement, days):
    today = timezone.localdate()
    agreement.effective_on = today - timedelta(days=250)
    agreement.ends_on = today + timedelta(days=days)
    agreement.save(update_fields=["effective_on", "ends_on"])
    return agreement


def renewed(before, *, term_months=None, send=True):
    return renew_agreement(
        before=before, term_months=term_months, send=send, by=None, now=timezone.now()
    )


def pairs(school):
    own = Agreement.objects.filter(school=school)
    found, left = pairs_to_renew(agreements=own, most=1, now=timezone.now())
    assert left == 0
    return found


def state(agreement, *, days=0):
    agreement = Agreement.objects.get(pk=agreement.pk)
    return agreement.state_on(timezone.localdate() + timedelta(days=days))


def test_it_takes_over_people_and_terms_and_points_to_the_one_before(school):
    before = running(school)
    after = renewed(before)
    assert (after.mentor, after.mentee, after.mentee_guardian, after.form) == (
        before.mentor,
        before.mentee,
        before.mentee_guardian,
        before.form,
    )
    assert (after.renews, after.document.points_to) == (before, before.document)
    assert after.term_months == before.term_months
    text = text_of(read_copy(document=after.document, holder=after.mentor, kind="shown"))
    assert f"продолжает соглашение № {before.document.number}" in " ".join(text.split())
    assert "подготовиться к олимпиаде" in " ".join(text.split())


def test_the_one_before_goes_on_until_all_have_signed_and_then_gives_way(school):
    before = running(school)
    after = renewed(before)
    assert state(before) is AgreementState.IN_FORCE
    sign_all(after.document, after)
    assert state(after) is AgreementState.IN_FORCE
    assert state(before) is AgreementState.RENEWED
    assert state(before, days=-1) is AgreementState.IN_FORCE
    ended = JournalEntry.objects.get(kind="agreement_ended")
    assert ended.facts["how"] == "renewed"
    assert verify_chain(school).is_sound


def test_a_term_that_is_over_keeps_its_own_end(school):
    before = running(school, days_left=-10)
    after = renewed(before)
    sign_all(after.document, after)
    assert state(before) is AgreementState.EXPIRED


def test_a_pair_stands_on_the_list_once_and_only_while_it_goes_on(school):
    before = running(school)
    (pair,) = pairs(school)
    assert (pair.agreement, pair.is_due, pair.trouble) == (before, True, "")
    assert pair.difference.is_nothing
    renewed(before)
    assert pairs(school) == []


def test_a_pair_that_parted_is_not_on_the_list(school, django_user_model):
    before = running(school)
    end_by_staff(
        agreement=before,
        how="completed",
        last_day=timezone.localdate(),
        words="",
        by=make_staff("kurator", curator=school),
        now=timezone.now(),
    )
    assert pairs(school) == []


def test_a_birthday_since_is_named_and_who_cannot_be_asked_says_why(school):
    before = running(school, years=13)
    child = before.mentee
    child.birth_date = child.birth_date - timedelta(days=500)
    child.save(update_fields=["birth_date"])
    (pair,) = pairs(school)
    assert [change.value for change in pair.difference.changes] == ["signers"]
    child.guardians_of.update(ended_on=timezone.localdate() - timedelta(days=1))
    (pair,) = pairs(school)
    assert "Выберите, кто из представителей подписывает" in pair.trouble


def test_the_curator_opens_all_in_one_press(school, client):
    mentor = an_adult(school)
    first = running(school, mentor=mentor)
    other, _mother = a_child(school, given_name="Илья", mother_contact="second@example.org")
    second = in_force_elsewhere(school, mentor, other)
    client.force_login(make_staff("kurator", curator=school))
    page = client.get(RENEW)
    rows = page.context["form"].fields["agreements"]
    assert {key for key, _label in rows.choices} == {str(first.key), str(second.key)}
    assert rows.initial == [str(first.key)]
    assert "Изменится только срок." in page.content.decode()
    keys = [str(first.key), str(second.key)]
    page = client.post(RENEW, {"agreements": keys, "term_months": "6", "send": "on"}, follow=True)
    assert "Открыто соглашений: 2." in page.content.decode()
    opened = Agreement.objects.filter(renews__isnull=False)
    assert {one.renews_id for one in opened} == {first.pk, second.pk}
    assert {one.term_months for one in opened} == {6}
    assert letters_to(MENTOR)
    again = client.post(RENEW, {"agreements": keys, "send": "on"})
    assert again.status_code == 200
    assert Agreement.objects.filter(renews__isnull=False).count() == 2
    assert AccessRecord.objects.filter(action="agreement.renewals").exists()


@pytest.mark.parametrize(("days_left", "waits"), [(61, False), (60, True)])
def test_it_waits_for_the_curator_two_months_before_the_last_day(school, days_left, waits):
    running(school, days_left=days_left)
    curator = make_staff("kurator", curator=school)
    lines = due_items(user=curator, day=timezone.localdate())
    assert (RENEW in {line.address for line in lines}) is waits


def in_force_elsewhere(school, mentor, child):
    """A pair whose agreement has half a year to go, signed with pens."""
    agreement = an_agreement(school, mentor=mentor, mentee=child)
    sign_by_pen(agreement.document, by=make_staff("pero", curator=school))
    agreement.refresh_from_db()
    return agreement


def digest(agreement):
    return Document.objects.get(agreement=agreement).shown_digest


def test_a_mother_renews_in_three_pages_with_what_changed_named(school):
    before = running(school)
    after = renewed(before, term_months=6)
    mother = Family(link_to(MOTHER))
    assert mother.path == "again"
    assert "Срок теперь другой: 6 месяцев." in mother.text.replace("\N{NO-BREAK SPACE}", " ")
    mother.post("again", same="1", agreement=[digest(after)])
    assert mother.path == "again/codes"
    paper = after.document
    mother.post("again/codes", **{f"{paper.key.hex}-code": "000000"})
    assert not paper.parties.filter(signed_at__isnull=False).exists()
    mother.post(
        "again/codes",
        **{
            f"{paper.key.hex}-code": code_to(MOTHER),
            f"{paper.key.hex}-shown_digest": paper.shown_digest,
        },
    )
    assert mother.path == "agreements"
    assert paper.parties.get(person=before.mentee_guardian).signed_at


def test_a_mentor_signs_two_pairs_on_one_page_each_by_its_own_code(school):
    mentor = an_adult(school)
    first = running(school, mentor=mentor)
    other, _mother = a_child(school, given_name="Илья", mother_contact="second@example.org")
    second = ends_in(in_force_elsewhere(school, mentor, other), 5)
    papers = [renewed(one).document for one in (first, second)]
    family = Family(link_to(MENTOR))
    family.post("again", same="1", agreement=[paper.shown_digest for paper in papers])
    codes = [code_for(paper, MENTOR) for paper in papers]
    assert len(set(codes)) == 2
    swapped = dict(zip([paper.key.hex for paper in papers], reversed(codes), strict=True))
    family.post("again/codes", **codes_entered(papers, swapped))
    assert family.path == "again/codes"
    right = dict(zip([paper.key.hex for paper in papers], codes, strict=True))
    family.post("again/codes", **codes_entered(papers[:1], right))
    assert family.path == "again/codes"
    family.post("again/codes", **codes_entered(papers[1:], right))
    assert family.path == "agreements"
    assert all(paper.parties.get(person=mentor).signed_at for paper in papers)


def test_whoever_wants_to_read_one_by_one_gets_the_list(school):
    renewed(running(school))
    mother = Family(link_to(MOTHER))
    mother.post("again", changed="1")
    assert mother.path == "agreements"
    mother.get("agreements")
    assert mother.path == "agreements"
    mother.post("again", same="1")
    assert "Отметьте соглашения" in mother.text
    mother.post("again", same="1", agreement=["0" * 64])
    assert "Прочитайте его ещё раз." in mother.text
