from datetime import timedelta

import pytest
import time_machine
from django.urls import get_resolver
from django.utils import timezone

from intake.domain.steps import Step
from intake.models import Document, IntakeRequest, PolicyAcquaintance, Signature
from intake.models.document import REFUSAL_KINDS
from intake.services.link import make_link
from intake.urls import STEP_VIEWS
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    invited_family,
    link_to,
    school_that_may_sign,
    wrong,
)
from tests.schools import make_school

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def invited(school) -> IntakeRequest:
    return invited_family(school, years=12)


@pytest.fixture
def parent(invited) -> Family:
    return Family(link_to(PARENT))


def states() -> dict[str, str]:
    """Of what families are asked to sign; a no has a paper of its own besides."""
    asked = Document.objects.exclude(state="void").exclude(kind__in=REFUSAL_KINDS)
    return dict(asked.values_list("kind", "state"))


def test_every_page_of_the_way_has_an_address():
    assert {view.step for view in STEP_VIEWS} == set(Step)
    assert get_resolver("intake.urls")


def test_an_invited_parent_signs_in_eight_pages(parent):
    pages = [parent.path]
    for name, answers in (
        ("who-signs", {}),
        ("policy", {}),
        ("consent", {"decision": "agree"}),
        ("publication", {"photo": "yes"}),
        ("check", {}),
    ):
        document = parent.page.context.get("document")
        digest = {"shown_digest": document.shown_digest} if document else {}
        parent.post(name, **answers, **digest)
        pages.append(parent.path)
    parent.enter(code_to(PARENT))
    pages.append(parent.path)
    parent.enter(code_to(PARENT), step="publication-code")
    pages.append(parent.path)
    assert pages == [
        "who-signs",
        "policy",
        "consent",
        "publication",
        "check",
        "code",
        "publication-code",
        "done",
    ]
    assert PolicyAcquaintance.objects.get().role == "representative"
    assert Signature.objects.count() == 2
    assert states() == {"processing": "signed", "publication": "signed"}


def test_leaving_publication_at_no_takes_one_press_and_no_code(parent):
    parent.sign(PARENT)
    assert parent.path == "done"
    assert states() == {"processing": "signed", "publication": "declined"}
    assert Signature.objects.count() == 1


def test_the_text_on_the_screen_stands_in_full_with_the_exact_paper_beside_it(parent):
    parent.post("who-signs")
    parent.post("policy")
    document = parent.page.context["document"]
    assert "Ветрова Анна Сергеевна" in parent.text
    assert "Простыми словами" in parent.text
    for line in document.wording["summary"]:
        assert line in parent.text
    pdf = parent.client.get(f"/intake/document/{document.key}/")
    assert pdf.content.startswith(b"%PDF")
    assert "no-store" in pdf["Cache-Control"]
    assert pdf["Content-Disposition"].startswith("inline")


@pytest.mark.parametrize("name", ["consent", "publication", "check", "code", "done"])
def test_the_address_of_a_later_page_leads_to_the_first_that_waits(parent, name):
    parent.get(name)
    assert parent.path == "who-signs"
    parent.post(name)
    assert parent.path == "who-signs"


def test_refusing_takes_one_press_and_can_be_undone(parent):
    parent.post("who-signs")
    parent.post("policy")
    parent.post("consent", decision="decline", shown_digest=parent.digest)
    assert parent.path == "declined"
    assert states() == {"processing": "declined"}
    parent.post("declined")
    assert parent.path == "consent"
    parent.sign(PARENT)
    assert states()["processing"] == "signed"


def test_a_press_on_neither_button_is_explained(parent):
    parent.post("who-signs")
    parent.post("policy")
    parent.post("consent", shown_digest=parent.digest)
    assert parent.path == "consent"
    assert "Нажмите «Подписать» или «Не соглашаться»" in parent.text


def test_pressing_twice_makes_one_paper(parent):
    parent.post("who-signs")
    parent.post("policy")
    digest = parent.digest
    for _press in range(2):
        parent.client.post("/intake/consent/", {"decision": "agree", "shown_digest": digest})
    for _press in range(2):
        parent.client.post("/intake/publication/", {"photo": "yes"})
    assert Document.objects.count() == 2
    parent.post("check")
    code, digest = code_to(PARENT), parent.digest
    for _press in range(2):
        response = parent.client.post("/intake/code/", {"code": code, "shown_digest": digest})
        assert response.status_code == 302
    assert Signature.objects.count() == 1


def test_a_paper_that_changed_while_it_was_read_is_shown_again(parent, invited):
    parent.post("who-signs")
    parent.post("policy")
    seen = parent.digest
    child = invited.participant
    child.school_class = "8Б"
    child.save()
    parent.post("consent", decision="agree", shown_digest=seen)
    assert parent.path == "consent"
    assert "изменился" in parent.text
    assert "8Б" in parent.text


def test_a_change_after_agreeing_asks_to_read_again_before_the_code(parent, invited):
    parent.agree()
    parent.post("publication")
    child = invited.participant
    child.given_name = "Павел"
    child.save()
    parent.get("check")
    assert parent.path == "consent"
    assert "Ветров Павел Ильич" in parent.text


def test_a_wrong_code_is_explained_at_the_field_with_the_tries_left(parent):
    parent.come_to_the_code()
    parent.enter(wrong(code_to(PARENT)))
    assert "Код не подошёл. Осталось 4\N{NO-BREAK SPACE}попытки" in parent.text
    parent.enter("12345")
    assert "В коде шесть цифр" in parent.text
    parent.enter("")
    assert "Напишите шесть цифр из сообщения с кодом." in parent.text
    parent.enter(code_to(PARENT))
    assert parent.path == "done"


def test_after_five_wrong_codes_only_a_new_one_helps(parent):
    parent.come_to_the_code()
    code = code_to(PARENT)
    for _try in range(5):
        parent.enter(wrong(code))
    assert "Попытки кончились" in parent.text
    parent.enter(code)
    assert parent.path == "code"
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        parent.post("code", send="1")
        parent.enter(code_to(PARENT))
        assert parent.path == "done"


def test_an_old_code_is_refused_with_words(parent):
    parent.come_to_the_code()
    code = code_to(PARENT)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        parent.enter(code)
    assert "Время этого кода вышло" in parent.text


def test_asking_again_too_soon_says_when(parent):
    parent.come_to_the_code()
    parent.post("code", send="1")
    assert "подождите немного" in parent.text
    parent.get("code")
    assert "подождите немного" not in parent.text


def test_refreshing_the_last_page_is_harmless(parent):
    parent.sign(PARENT)
    for _time in range(2):
        parent.get("done")
        assert parent.path == "done"
    assert Signature.objects.count() == 1


def test_what_is_signed_cannot_be_changed_by_going_back(parent):
    parent.sign(PARENT)
    for name in ("who-signs", "policy", "consent", "check", "code"):
        parent.get(name)
        assert parent.path == "done"


def test_publication_can_be_allowed_later_with_its_own_code(parent):
    parent.sign(PARENT)
    parent.post("publication", video="yes")
    assert parent.path == "publication-code"
    parent.post("publication-code", send="1")
    parent.enter(code_to(PARENT), step="publication-code")
    assert parent.path == "done"
    assert Document.objects.get(kind="publication", state="signed").choices == {"video": True}


def test_before_the_second_code_one_may_still_decline(parent):
    parent.come_to_the_code(photo="yes")
    parent.enter(code_to(PARENT))
    parent.post("publication-code", decline="1")
    assert parent.path == "done"
    assert states() == {"processing": "signed", "publication": "declined"}


def test_a_name_never_runs_on_a_page(school):
    invited_family(school, years=12, given_name="<img src=x onerror=alert(1)>")
    parent = Family(link_to(PARENT))
    parent.come_to_the_code()
    for name in ("who-signs", "consent", "check", "code", "status"):
        parent.get(name)
        assert "<img src=x" not in parent.text


def test_titles_and_addresses_name_nobody(parent):
    parent.come_to_the_code()
    for name in ("code", "check", "status"):
        parent.get(name)
        title = parent.text.split("<title>")[1].split("</title>")[0]
        assert "Ветров" not in title
        assert "Ветров" not in parent.path


def test_without_an_address_the_check_offers_paper_and_no_code(school):
    invited_family(school, years=12, guardian_contact="")
    request = IntakeRequest.objects.get()
    token = make_link(request=request, person=request.guardian, purpose="sign", now=timezone.now())
    parent = Family(f"/intake/l/{token}/")
    parent.agree()
    parent.post("publication")
    assert parent.path == "check"
    assert "Получить код" not in parent.text
    assert "Подписать на бумаге" in parent.text


def test_where_the_school_approved_no_text_yet_nothing_can_be_signed():
    invited_family(make_school("young"), years=12)
    parent = Family(link_to(PARENT))
    parent.post("who-signs")
    parent.post("policy")
    assert parent.page.status_code == 503
    assert "ещё не утвердила" in parent.text
