"""«Проверка текста» in the admin: findings of the draft, setting aside."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail import hooks

from mentoring_pages import ports
from mentoring_pages.models import (
    DismissedFinding,
    ProgrammePage,
    School,
    WordingPage,
)
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.linting import (
    bring_finding_back,
    check_draft,
    check_page,
    context_for,
    set_finding_aside,
)
from mentoring_pages.services.wording import adopt_shipped_wordings
from tests.mentoring_pages.text_checks import FAULT, NOW, editor_form, make_act
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


pytestmark = pytest.mark.django_db


@pytest.fixture
def school() -> School:
    return make_school("first")


@pytest.fixture
def editor(school, client):
    user = make_staff("editor", editor=school)
    client.force_login(user)
    return user


def test_the_findings_of_the_draft_say_what_why_and_what_to_do(school, editor, client) -> None:
    page = make_act(school, FAULT)
    answer = client.get(reverse("nastavnik_page_check", args=[page.pk]))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "пункта\N{NO-BREAK SPACE}9.9 в документе нет" in text
    assert "Почему." in text
    assert "Что сделать." in text
    assert "#block-aaaaaaaa-0000-4000-8000-000000000101-section" in text


def test_a_sound_text_is_said_to_have_no_findings(school, editor, client) -> None:
    page = make_act(school, "Кружок открывает директор.")
    text = client.get(reverse("nastavnik_page_check", args=[page.pk])).content.decode()
    assert "Замечаний нет" in text


def test_a_finding_is_set_aside_with_a_reason_and_comes_back_when_the_words_change(
    school, editor, client
) -> None:
    page = make_act(school, FAULT)
    address = reverse("nastavnik_page_check", args=[page.pk])
    (finding,) = check_draft(page=page, now=NOW).open
    client.post(address, {"finding": finding.fingerprint, "reason": "Это пункт устава."})
    check = check_draft(page=page, now=NOW)
    assert check.open == ()
    assert [row.reason for row in check.set_aside] == ["Это пункт устава."]
    assert "Это пункт устава." in client.get(address).content.decode()

    body = page.body
    body[1].value["text"] = "Сроки названы в п. 9.9."
    page.body = body
    page.save_revision()
    assert len(check_draft(page=page, now=NOW).open) == 1


def test_without_a_reason_nothing_is_set_aside_and_the_form_says_so(school, editor, client) -> None:
    page = make_act(school, FAULT)
    (finding,) = check_draft(page=page, now=NOW).open
    answer = client.post(
        reverse("nastavnik_page_check", args=[page.pk]),
        {"finding": finding.fingerprint, "reason": "  "},
    )
    assert "следующий редактор должен это понять" in answer.content.decode()
    assert not DismissedFinding.objects.exists()
    with pytest.raises(ValueError, match="reason"):
        set_finding_aside(page=page, finding=finding, reason=" ", user=editor, now=NOW)


def test_a_finding_set_aside_can_be_brought_back(school, editor, client) -> None:
    page = make_act(school, FAULT)
    (finding,) = check_draft(page=page, now=NOW).open
    set_finding_aside(page=page, finding=finding, reason="Так и надо", user=editor, now=NOW)
    client.post(
        reverse("nastavnik_page_check", args=[page.pk]),
        {"finding": finding.fingerprint, "back": "1"},
    )
    assert check_draft(page=page, now=NOW).open == (finding,)
    bring_finding_back(page=page, fingerprint="unknown")


def test_another_schools_editor_finds_no_such_page(school, client) -> None:
    page = make_act(make_school("second"), FAULT)
    client.force_login(make_staff("stranger", editor=school))
    for name in ("nastavnik_page_check", "nastavnik_page_publish_in_spite"):
        for ask in (client.get, client.post):
            assert ask(reverse(name, args=[page.pk])).status_code == 404


def test_saving_a_draft_says_how_many_violations_it_has(school, editor, client) -> None:
    page = make_act(school, FAULT)
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), editor_form(client, page), follow=True
    )
    assert "Проверка текста нашла 1 нарушение." in answer.content.decode()


def test_a_programme_is_checked_in_its_editor(school, editor, client) -> None:
    page = ProgrammePage(
        title="Программа",
        slug="programma",
        body=[
            {
                "type": "clause",
                "id": "aaaaaaaa-0000-4000-8000-000000000101",
                "value": {"level": "2", "number": "1.1", "text": FAULT, "meaning": []},
            }
        ],
        live=False,
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision()
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Проверка текста" in text
    assert reverse("nastavnik_page_check", args=[page.pk]) in text
    assert client.get(reverse("nastavnik_page_check", args=[page.pk])).status_code == 200


def test_whoever_approves_a_wording_reads_how_many_families_will_be_asked(school, client) -> None:
    adopt_shipped_wordings(school=school, order_number="1", order_date=date(2026, 9, 1), now=NOW)
    page = WordingPage.objects.filter(kind="processing").first()
    page.order_number, page.order_date = "", None
    page.save_revision(clean=False)
    nina = make_staff("nina", editor=school, curator=school, director=school)
    client.force_login(nina)
    page.get_workflow().start(page, nina)
    state = WordingPage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, BY_ORDER, state.pk))
    with hooks.register_temporarily(ports.SIGNED_UNDER, lambda **_: 12):
        form = client.get(address).json()["html"]
    assert "у 12 семей попросят новые подписи" in " ".join(form.split())


def test_the_editor_shows_the_findings_beside_the_text(school, editor, client) -> None:
    page = make_act(school, FAULT)
    text = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Нарушения: 1" in text
    assert reverse("nastavnik_page_check", args=[page.pk]) in text


def test_public_pages_show_nothing_of_the_check(school, client) -> None:
    page = make_act(school, FAULT)
    page.save_revision().publish()
    text = client.get(page.get_url(), headers={"host": "first.example.org"}).content.decode()
    assert FAULT in text
    assert "Проверка текста" not in text
    assert "нарушен" not in text.lower()


def test_the_shipped_wordings_have_no_violations(school) -> None:
    adopt_shipped_wordings(school=school, order_number="1", order_date=date(2026, 9, 1), now=NOW)
    said = {
        page.title: [(one.rule, one.quote) for one in check_page(page=page, now=NOW).open]
        for page in WordingPage.objects.all()
    }
    assert said
    assert {title: found for title, found in said.items() if found} == {}


def test_paper_is_no_fault_until_the_school_has_a_consent_that_is_signed_by_code(school) -> None:
    before = date(2026, 8, 31)
    adopt_shipped_wordings(school=school, order_number="1", order_date=date(2026, 9, 1), now=NOW)
    assert not context_for(school=school, day=before).electronic_signing
    assert context_for(school=school, day=date(2026, 9, 1)).electronic_signing


def test_checking_costs_the_same_number_of_queries_for_any_length(
    school, django_assert_max_num_queries
) -> None:
    page = make_act(school, *[f"{FAULT} Правило {number}." for number in range(9)])
    with django_assert_max_num_queries(25):
        check_page(page=page, now=NOW)
