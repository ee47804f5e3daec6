"""The pages on which people read, sign, refuse, extend and end their agreements."""

import pytest
from django.test import Client
from django.utils import timezone

from intake.domain.agreement import AgreementState
from intake.models import Agreement, Document, PersonalLink
from intake.services.agreement import send_for_signing
from tests.acts import block, make_act
from tests.agreements import (
    MENTOR,
    MOTHER,
    WORDINGS,
    a_child,
    an_adult,
    an_agreement,
    in_force,
    school_with_agreements,
)
from tests.families import Family, code_to, link_to, run_tasks

pytestmark = pytest.mark.django_db

READY = WORDINGS


@pytest.fixture
def school():
    return school_with_agreements()


def sent(agreement):
    send_for_signing(agreement=agreement, now=timezone.now())
    return agreement


def sign_here(family, document, address):
    family.get(f"agreements/{document.key}")
    family.post(f"agreements/{document.key}", decision="agree", shown_digest=document.shown_digest)
    return family.post(
        f"agreements/{document.key}/code",
        code=code_to(address),
        shown_digest=document.shown_digest,
    )


def state():
    return Agreement.objects.get().state_on(timezone.localdate())


def test_two_people_at_two_screens_sign_one_agreement(school):
    agreement = sent(an_agreement(school))
    mentor, mother = Family(link_to(MENTOR)), Family(link_to(MOTHER))
    assert "Ждёт 1 документ" in mentor.text
    sign_here(mentor, agreement.document, MENTOR)
    assert "Больше от вас подписей не ждут" in mentor.text
    mother.get(f"agreements/{agreement.document.key}")
    assert "Подписали 1 из 2" in mother.text
    assert MENTOR not in mother.text
    sign_here(mother, agreement.document, MOTHER)
    assert state() is AgreementState.IN_FORCE
    run_tasks()
    mother.get("agreements")
    assert "Действует" in mother.text
    file = mother.client.get(f"/intake/document/{agreement.document.key}/")
    assert file.content.startswith(b"%PDF")
    mother.get("status")
    assert "Соглашения о наставничестве" in mother.text


def test_a_mentor_goes_through_a_list_each_paper_by_its_own_code(school):
    mentor = an_adult(school)
    first = sent(an_agreement(school, mentor=mentor))
    other, _mother = a_child(school, given_name="Илья", mother_contact="second@example.org")
    second = sent(an_agreement(school, mentor=mentor, mentee=other))
    family = Family(link_to(MENTOR))
    assert "Ждут документы: 2" in family.text
    sign_here(family, first.document, MENTOR)
    assert "Ждёт ещё 1 документ" in family.text
    used = code_to(MENTOR)
    family.post(
        f"agreements/{second.document.key}/code",
        code=used,
        shown_digest=second.document.shown_digest,
    )
    assert not second.document.parties.filter(signed_at__isnull=False).exists()
    sign_here(family, second.document, MENTOR)
    assert "Больше от вас подписей не ждут" in family.text


def test_a_no_is_one_press_and_can_be_taken_back(school):
    agreement = sent(an_agreement(school))
    mother = Family(link_to(MOTHER))
    mother.post(f"agreements/{agreement.document.key}", decision="decline")
    assert "Вы не согласились" in mother.text
    assert state() is AgreementState.DECLINED
    mother.post(f"agreements/{agreement.document.key}", decision="undo")
    assert state() is AgreementState.SIGNING
    assert "Подписать: получить код" in mother.text


def test_where_agreements_stay_on_paper_the_page_offers_the_pen():
    school = school_with_agreements("les", by_code=False)
    agreement = sent(an_agreement(school))
    family = Family(link_to(MENTOR))
    page = family.get(f"agreements/{agreement.document.key}")
    assert "Подписать: получить код" not in family.text
    family.get(f"paper/{agreement.document.key}")
    assert page.status_code == family.page.status_code == 200
    assert "Подписать на бумаге" in family.text


def test_an_agreement_is_left_by_its_own_paper_and_code(school):
    agreement = in_force(school)
    run_tasks()
    family = Family(link_to(MOTHER))
    page = f"agreements/{agreement.key}/end"
    family.get(page)
    assert "На учёбу и оценки" in family.text
    family.post(page, way="alone")
    assert "Выберите, почему вы прекращаете соглашение." in family.text
    family.post(page, way="alone", ground="safety")
    paper = Document.objects.get(kind="termination")
    assert family.path == f"agreements/{paper.key}"
    sign_here(family, paper, MOTHER)
    assert Agreement.objects.get().ended_how == "by_one"


def test_an_extension_is_asked_for_by_one_and_signed_by_both(school):
    agreement = in_force(school)
    family = Family(link_to(MENTOR))
    family.get(f"agreements/{agreement.key}/extend")
    family.post(f"agreements/{agreement.key}/extend", term_months="двадцать")
    assert "цифрами" in family.text
    family.post(f"agreements/{agreement.key}/extend", term_months="6")
    paper = Document.objects.get(kind="extension")
    sign_here(family, paper, MENTOR)
    mother = Family(link_to(MOTHER))
    sign_here(mother, paper, MOTHER)
    assert state() is AgreementState.EXTENDED


def test_a_paper_of_others_does_not_exist_here(school):
    agreement = sent(an_agreement(school))
    stranger = an_adult(school, given_name="Ольга", contact="stranger@example.org")
    sent(
        an_agreement(
            school, mentor=stranger, mentee=a_child(school, mother_contact="m2@example.org")[0]
        )
    )
    family = Family(link_to("stranger@example.org"))
    for page in ("", "/code"):
        found = family.client.get(f"/intake/agreements/{agreement.document.key}{page}/")
        assert found.status_code == 404
    for page in ("end", "extend"):
        assert family.client.get(f"/intake/agreements/{agreement.key}/{page}/").status_code == 404
    assert Client().get("/intake/agreements/").status_code == 403


def test_looking_at_a_link_spends_nothing(school):
    agreement = sent(an_agreement(school))
    path = link_to(MENTOR)
    for _look in range(3):
        assert Client().get(path, follow=True).status_code == 200
    assert PersonalLink.objects.get(person=agreement.mentor).revoked_at is None
    assert not agreement.document.parties.filter(signed_at__isnull=False).exists()


def test_the_list_asks_the_same_number_of_questions_of_any_length(
    school, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    mentor = an_adult(school)
    sent(an_agreement(school, mentor=mentor))
    family = Family(link_to(MENTOR))
    with CaptureQueriesContext(connection) as one:
        family.get("agreements")
    for number in range(2):
        child, _mother = a_child(school, mother_contact=f"m{number}@example.org")
        sent(an_agreement(school, mentor=mentor, mentee=child))
    with django_assert_num_queries(len(one)):
        family.get("agreements")


def test_a_family_reads_by_which_clause_it_may_ask_for_another_mentor(school):
    in_force(school)
    mother = Family(link_to(MOTHER))
    mother.get("agreements")
    assert "Не складывается с наставником" not in mother.text
    words = "Наставляемый вправе ходатайствовать о замене наставника."
    clause = block("clause", 2, "6.2", words)
    clause["value"]["meaning"] = ["mentor-replacement"]
    page = make_act(school, [clause])
    mother.get("agreements")
    assert f'<a href="/c/{page.body[0].id}/">п.\N{NO-BREAK SPACE}6.2 Положения</a>' in mother.text
