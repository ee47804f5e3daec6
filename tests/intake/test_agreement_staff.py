"""What staff see of agreements and do with them."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from intake.domain.agreement import AgreementState
from intake.models import AccessRecord, Agreement, Document, JournalEntry
from tests.acts import block, make_act
from tests.agreements import (
    MENTOR,
    WORDINGS,
    a_child,
    a_form,
    an_adult,
    an_agreement,
    in_force,
    school_with_agreements,
    sign_by_code,
    sign_by_pen,
)
from tests.families import letters_to
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = WORDINGS

INDEX = "/cms/intake/agreement/"


@pytest.fixture
def school():
    return school_with_agreements()


@pytest.fixture
def curator(school, client):
    user = make_staff("kurator", curator=school)
    client.force_login(user)
    return client


def act(agreement, name):
    return reverse(f"nastavnik_agreement_{name}", args=[agreement.key])


def state(agreement, *, days=0):
    agreement = Agreement.objects.get(pk=agreement.pk)
    return agreement.state_on(timezone.localdate() + timedelta(days=days))


def test_an_agreement_is_opened_in_two_pages(school, curator):
    mentor, (child, _mother) = an_adult(school), a_child(school, years=15)
    form = a_form(school)
    first = curator.get("/cms/nastavnik/agreements/open/").content.decode()
    assert "Соколова Мария Петровна" in first
    answer = curator.post(
        "/cms/nastavnik/agreements/open/",
        {"form": form.key, "mentor": mentor.key, "mentee": child.key},
    )
    second = curator.get(answer.url).content.decode()
    assert "нужны обе подписи" in second
    tasks = curator.get(answer.url).context["form"].fields["tasks"].choices
    page = curator.post(
        answer.url,
        {
            "tasks": [tasks[0][0]],
            "own_tasks": "подготовиться к олимпиаде\n\nсобрать робота",
            "term_months": "6",
            "place": "г. Тверь",
            "base_organisation": "Школа sad",
        },
        follow=True,
    )
    agreement = Agreement.objects.get()
    assert (agreement.term_months, agreement.document.parties.count()) == (6, 3)
    text = page.content.decode()
    assert "Черновик" in text
    assert "подписи ещё нет" in text
    assert AccessRecord.objects.filter(action="agreement.inspect").exists()


def test_the_clause_on_certificates_stands_where_a_grown_up_becomes_a_mentor(school, curator):
    words = "Взрослый наставник предоставляет справку об отсутствии судимости."
    clause = block("clause", 2, "4.2", words)
    clause["value"]["meaning"] = ["certificate-required"]
    child, _mother = a_child(school)
    pupil, _guardian = a_child(school, years=15, mother_contact="second@example.org")
    chosen = f"?mentee={child.key}&form={a_form(school).key}"
    pages = [
        reverse("nastavnik_person_agreement", args=[mentor.key]) + chosen
        for mentor in (an_adult(school), pupil)
    ]
    assert "Справка о судимости" not in curator.get(pages[0]).content.decode()
    act = make_act(school, [clause])
    link = f'<a href="/c/{act.body[0].id}/">п.\N{NO-BREAK SPACE}4.2 Положения</a>'
    assert link in curator.get(pages[0]).content.decode()
    assert link not in curator.get(pages[1]).content.decode()


def test_what_cannot_be_is_said_beside_its_field_and_nothing_typed_is_lost(school, curator):
    mentor, (child, _mother) = an_adult(school), a_child(school)
    url = reverse("nastavnik_person_agreement", args=[mentor.key])
    answer = curator.post(
        f"{url}?mentee={child.key}&form={a_form(school).key}",
        {
            "own_tasks": "",
            "term_months": "9",
            "place": "г. Зелёный",
            "base_organisation": "Школа",
        },
    ).content.decode()
    assert "Отметьте хотя бы одну задачу или напишите свою." in answer
    assert "г. Зелёный" in answer
    assert not Agreement.objects.exists()


def test_the_list_leads_to_a_new_agreement_and_to_those_of_next_year(school, curator, client):
    page = curator.get(INDEX).content.decode()
    assert "Открыть соглашение" in page
    assert 'href="/cms/nastavnik/agreements/renew/"' in page
    empty = curator.get("/cms/nastavnik/agreements/renew/").content.decode()
    assert "Пар, которым пора продолжить соглашение, нет." in empty
    assert "Открыть соглашения отмеченных пар" not in empty
    client.force_login(make_staff("klass", class_teacher=(school, "7А")))
    page = client.get(INDEX).content.decode()
    assert "agreements/renew" not in page
    assert "Их открывает куратор." in page
    assert "Нажмите «Открыть соглашение»" not in page


def test_the_list_says_how_many_have_signed(school, curator):
    agreement = an_agreement(school, years=15)
    sign_by_code(agreement.document, agreement.mentor, MENTOR)
    text = curator.get(INDEX).content.decode()
    assert "подписали 1 из 3" in text
    assert "подписали 1 из 3" not in curator.get(f"{INDEX}?state=lasting").content.decode()


def test_the_list_asks_the_same_number_of_questions_of_any_length(
    school, curator, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mentor = an_adult(school)
    an_agreement(school, mentor=mentor)
    curator.get(INDEX)
    with CaptureQueriesContext(connection) as one:
        curator.get(INDEX)
    for number in range(2):
        child, _mother = a_child(school, mother_contact=f"m{number}@example.org")
        an_agreement(school, mentor=mentor, mentee=child)
    with django_assert_num_queries(len(one)):
        curator.get(INDEX)


def test_links_are_sent_by_a_button(school, curator):
    agreement = an_agreement(school)
    curator.post(act(agreement, "send"))
    assert "/intake/l/" in letters_to(MENTOR)[-1].body
    assert "/intake/l/" not in curator.get(f"{INDEX}inspect/{agreement.pk}/").content.decode()


def test_pens_are_recorded_one_side_after_the_other(school, curator):
    agreement = an_agreement(school)
    mentor, mother = agreement.document.parties.order_by("pk")
    today = timezone.localdate().isoformat()
    given = {"kept_where": "каб. 12", "seen": "on"}
    url = act(agreement, "pen")
    refused = curator.post(url, given).content.decode()
    assert "Напишите дату хотя бы у одной подписи." in refused
    own = {**given, "is_own_family": "on", f"party_{mentor.pk}": today}
    assert "другой сотрудник школы" in curator.post(url, own).content.decode()
    assert state(agreement) is AgreementState.DRAFT
    curator.post(url, {**given, f"party_{mentor.pk}": today})
    assert state(agreement) is AgreementState.SIGNING
    page = curator.post(url, {**given, f"party_{mother.pk}": today}, follow=True)
    assert "соглашение действует" in page.content.decode()
    assert state(agreement) is AgreementState.IN_FORCE


def test_the_curator_cancels_proposes_and_ends(school, curator):
    draft = an_agreement(school)
    curator.post(act(draft, "cancel"))
    assert state(draft) is AgreementState.CANCELLED
    agreement = in_force(school, mentor=draft.mentor, mentee=draft.mentee, term_months=12)
    curator.post(act(agreement, "extend"), {"term_months": "3"})
    assert Document.objects.get(kind="extension").state == "prepared"
    today = timezone.localdate().isoformat()
    refused = curator.post(act(agreement, "end"), {"last_day": today, "words": ""})
    assert "Напишите причину" in refused.content.decode()
    curator.post(act(agreement, "end"), {"last_day": today, "words": "Пара распалась."})
    assert state(agreement, days=1) is AgreementState.ENDED_BY_CURATOR
    assert Document.objects.get(kind="extension").state == "void"
    late = curator.get(act(agreement, "complete")).content.decode()
    assert "так уже не поступить" in late


def test_an_extension_signed_with_a_pen_is_recorded_from_the_register_of_papers(curator):
    school = school_with_agreements("les", by_code=False)
    clerk = make_staff("les-kurator", curator=school)
    curator.force_login(clerk)
    agreement = an_agreement(school)
    assert sign_by_pen(agreement.document, by=clerk) == 0
    curator.post(act(agreement, "extend"), {"term_months": "3"})
    paper = Document.objects.get(kind="extension")
    page = curator.get(f"/cms/intake/document/inspect/{paper.pk}/").content.decode()
    url = reverse("nastavnik_document_pens", args=[paper.key])
    assert url in page
    assert reverse("nastavnik_document_paper", args=[paper.key]) not in page
    today = timezone.localdate().isoformat()
    days = {f"party_{party.pk}": today for party in paper.parties.all()}
    curator.post(url, {**days, "kept_where": "каб. 12", "seen": "on"})
    assert state(agreement) is AgreementState.EXTENDED


def test_a_class_teacher_reads_the_states_of_the_own_class_only(school, client):
    an_agreement(school)
    user = make_staff("klass", class_teacher=(school, "7А"))
    client.force_login(user)
    text = client.get(INDEX).content.decode()
    assert "Ветров Пётр Ильич" in text
    assert "Соколова" not in text
    agreement = Agreement.objects.get()
    assert client.get(act(agreement, "send")).status_code == 404
    assert client.get("/cms/nastavnik/agreements/open/").status_code == 404


def test_it_is_printed_in_two_copies_from_the_card_of_either_side(school, curator):
    agreement = an_agreement(school)
    paper = agreement.document
    for person in (agreement.mentor, agreement.mentee):
        page = f"/cms/nastavnik/people/{person.key}/print/"
        assert f"№ {paper.number}, в двух экземплярах" in curator.get(page).content.decode()
        answer = curator.post(page, {f"sided-{paper.pk}": "on"})
        sheets = paper.page_count + paper.page_count % 2
        assert len(PdfReader(BytesIO(answer.content)).pages) == 2 * sheets
        card = curator.get(f"/cms/intake/person/inspect/{person.pk}/").content.decode()
        assert f"/cms/nastavnik/documents/{paper.key}/pens/" in card
    assert JournalEntry.objects.filter(kind="paper_printed", facts={"copies": 2}).count() == 2


def test_a_no_told_by_one_side_stops_it_and_is_taken_back(school, curator):
    agreement = an_agreement(school)
    mother = agreement.document.parties.get(side="mentee")
    told = {"how": "word", "told_on": timezone.localdate().isoformat()}
    page = f"/cms/nastavnik/people/{agreement.mentor.key}/refusal/"
    curator.post(page, {"paper": f"party-{mother.pk}", **told})
    assert state(agreement) is AgreementState.DECLINED
    curator.post(f"/cms/nastavnik/documents/{agreement.document.key}/mind/", told)
    assert state(agreement) is AgreementState.DRAFT


def test_a_side_that_has_no_page_ends_it_alone_on_paper(school, curator):
    agreement = in_force(school)
    mother = agreement.mentee_guardian
    page = act(agreement, "leave")
    assert "в одностороннем порядке" in curator.get(page).content.decode()
    assert "Выберите, почему" in curator.post(page, {"way": str(mother.key)}).content.decode()
    curator.post(page, {"way": str(mother.key), "ground": "safety"})
    paper = Document.objects.get(kind="termination")
    assert [party.person for party in paper.parties.select_related("person")] == [mother]
    printing = f"/cms/nastavnik/people/{agreement.mentee.key}/print/"
    answer = curator.post(printing, {f"sided-{paper.pk}": "on"})
    assert answer["Content-Type"] == "application/pdf"
    curator.post(
        f"/cms/nastavnik/documents/{paper.key}/pens/",
        {
            "kept_where": "каб. 12",
            "seen": "on",
            f"party_{paper.parties.get().pk}": timezone.localdate().isoformat(),
        },
    )
    assert state(agreement, days=1) is AgreementState.ENDED_BY_ONE
