"""«Проверка текста» in the admin: findings of the draft, setting aside, publishing in spite."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from wagtail import hooks

from mentoring_pages import ports
from mentoring_pages.models import (
    DismissedFinding,
    Edition,
    ProgrammePage,
    RegulationPage,
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
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
FAULT = "Сроки названы в пункте 9.9."


def make_act(school: School, *texts: str, slug: str = "polozhenie") -> RegulationPage:
    page = RegulationPage(
        title="Положение о кружках",
        slug=slug,
        act_title="о кружках",
        approval_post="Директор",
        order_number="5",
        order_date=date(2026, 9, 1),
        live=False,
        body=[
            {
                "type": "section",
                "id": "aaaaaaaa-0000-4000-8000-000000000001",
                "value": {"level": "1", "number": "1", "text": "Общие положения", "meaning": []},
            },
            *(
                {
                    "type": "clause",
                    "id": f"aaaaaaaa-0000-4000-8000-00000000010{place}",
                    "value": {"level": "2", "number": f"1.{place}", "text": text, "meaning": []},
                }
                for place, text in enumerate(texts, start=1)
            ),
        ],
    )
    school.site.root_page.add_child(instance=page)
    page.save_revision()
    return page


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


def editor_form(client, page) -> dict[str, str]:
    """What the editor's page sends when nothing was changed in it."""
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    fields = {
        "title": page.title,
        "slug": page.slug,
        "act_heading": page.act_heading,
        "act_title": page.act_title,
        "approval_heading": page.approval_heading,
        "approval_post": page.approval_post,
        "order_number": page.order_number,
        "order_date": "01.09.2026",
        "body-count": str(len(page.body)),
        "approvals-count": "0",
        "terms-TOTAL_FORMS": "0",
        "terms-INITIAL_FORMS": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
    }
    for place, block in enumerate(page.body):
        fields |= {
            f"body-{place}-deleted": "",
            f"body-{place}-order": str(place),
            f"body-{place}-type": block.block_type,
            f"body-{place}-id": block.id,
            f"body-{place}-value-level": str(block.value["level"]),
            f"body-{place}-value-number": block.value["number"],
            f"body-{place}-value-text": block.value["text"],
        }
    for name in set(re.findall(r'name="([\w-]+-(?:TOTAL|INITIAL)_FORMS)"', html)):
        fields.setdefault(name, "0")
    return fields


def test_publishing_a_violation_asks_first_and_keeps_what_was_typed(school, editor, client) -> None:
    page = make_act(school, FAULT)
    form = editor_form(client, page) | {
        "body-1-value-text": "Набранное: см. пункт 7.7.",
        "action-publish": "1",
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    assert (answer.status_code, answer.get("Location")) == (302, ask)
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision_as_object().body[1].value["text"].startswith("Набранное")

    question = client.get(ask).content.decode()
    assert "сохранён как черновик" in question
    assert "пункта\N{NO-BREAK SPACE}7.7" in question
    client.post(ask, {"revision": page.get_latest_revision().pk})
    page.refresh_from_db()
    assert page.live
    assert (
        Edition.objects.get(page_key=page.translation_key)
        .tree["blocks"][1]["value"]["text"]
        .startswith("Набранное")
    )


def test_a_draft_that_changed_meanwhile_is_looked_at_again(school, editor, client) -> None:
    page = make_act(school, FAULT)
    seen = page.get_latest_revision().pk
    page.save_revision()
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    assert client.post(ask, {"revision": seen})["Location"] == ask
    page.refresh_from_db()
    assert not page.live


def test_a_text_without_violations_is_published_at_once(school, editor, client) -> None:
    page = make_act(school, "Кружок открывает директор.")
    form = editor_form(client, page) | {"action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    page.refresh_from_db()
    assert page.live


def test_saving_a_draft_says_how_many_violations_it_has(school, editor, client) -> None:
    page = make_act(school, FAULT)
    answer = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]), editor_form(client, page), follow=True
    )
    assert "Проверка текста нашла 1 нарушение." in answer.content.decode()


def test_publishing_for_a_later_day_asks_too_and_says_when(school, editor, client) -> None:
    page = make_act(school, FAULT)
    page.go_live_at = datetime(2036, 1, 10, 9, 0, tzinfo=UTC)
    page.save_revision()
    form = editor_form(client, page) | {"go_live_at": "2036-01-10 12:00", "action-publish": "1"}
    ask = reverse("nastavnik_page_publish_in_spite", args=[page.pk])
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    assert (answer.status_code, answer.get("Location")) == (302, ask)
    page.refresh_from_db()
    said = client.post(ask, {"revision": page.get_latest_revision().pk}, follow=True)
    assert "выйдет на сайт 10.01.2036" in said.content.decode()
    page.refresh_from_db()
    assert not page.live
    assert page.get_latest_revision().approved_go_live_at is not None
    assert not Edition.objects.exists()
    with time_machine.travel("2036-01-10 09:30+00:00", tick=False):
        call_command("publish_scheduled")
    page.refresh_from_db()
    assert page.live
    assert Edition.objects.get().page_key == page.translation_key


def test_publishing_many_pages_asks_once_and_publishes_none_before(school, editor, client) -> None:
    faulty, sound = make_act(school, FAULT), make_act(school, "Кружок открыт.", slug="sound")
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={faulty.pk}&id={sound.pk}&next=/cms/"
    )
    question = client.post(address, {"next": "/cms/"}).content.decode()
    assert "Опубликовать с нарушениями?" in question
    assert "9.9 в документе нет" in question
    assert [page.live for page in RegulationPage.objects.all()] == [False, False]
    (about,) = re.findall(r'name="in_spite_of" value="([^"]+)"', question)

    faulty.save_revision()
    again = client.post(address, {"next": "/cms/", "in_spite_of": about})
    assert "Опубликовать с нарушениями?" in again.content.decode()
    (about,) = re.findall(r'name="in_spite_of" value="([^"]+)"', again.content.decode())
    assert client.post(address, {"next": "/cms/", "in_spite_of": about}).status_code == 302
    assert [page.live for page in RegulationPage.objects.all()] == [True, True]


def test_pages_below_those_chosen_are_asked_about_as_well(school, editor, client) -> None:
    page = make_act(school, FAULT)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(
        f"{address}?id={school.site.root_page.pk}&next=/cms/", {"include_descendants": "on"}
    )
    assert "Опубликовать с нарушениями?" in answer.content.decode()
    assert 'name="include_descendants" value="on"' in answer.content.decode()
    page.refresh_from_db()
    assert not page.live


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


@pytest.mark.parametrize(
    ("text", "is_warned"), [(FAULT, True), ("Кружок открывает директор.", False)]
)
def test_whoever_approves_by_order_sees_the_violations_first(
    school, client, text: str, is_warned: bool
) -> None:
    page = make_act(school, text)
    nina = make_staff("nina", editor=school, curator=school, director=school)
    client.force_login(nina)
    page.get_workflow().start(page, nina)
    state = RegulationPage.objects.get(pk=page.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(page.pk, BY_ORDER, state.pk))
    form = client.get(address).json()["html"]
    assert "Номер приказа" in form
    assert ("Проверка нашла в тексте нарушения." in form) is is_warned
    assert ("Утвердить, несмотря на нарушения" in form) is is_warned
    assert ("9.9 в документе нет" in form) is is_warned


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
