"""Wordings in their editor and for readers: what is asked, shown and kept."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from mentoring_pages.models import DocumentsPage, Edition, WordingPage
from mentoring_pages.services.wording import (
    adopt_shipped_wordings,
)
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 1)


@pytest.fixture
def school():
    return make_school("lesnaya")


def adopt(school):
    return adopt_shipped_wordings(
        school=school, order_number="12-од", order_date=date(2026, 1, 12), now=timezone.now()
    )


def posted(client, page, **changes):
    """The editor's form as a browser would send it, with ``changes``."""
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(address)
    assert shown.status_code == 200
    form = shown.context["form"]
    data = {}
    for bound in form:
        if bound.name in ("body", "tasks", "terms"):
            continue
        value = bound.value()
        if value is not None and value is not False:
            data[bound.html_name] = value
    data.update({"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0})
    lines = changes.pop("lines")
    data["body-count"] = len(lines)
    for index, (kind, text) in enumerate(lines):
        data |= {
            f"body-{index}-type": kind,
            f"body-{index}-value": text,
            f"body-{index}-order": index,
            f"body-{index}-deleted": "",
            f"body-{index}-id": "",
        }
    for name in ("tasks", "terms"):
        if name in form.fields:
            data[f"{name}-count"] = 0
    data = {key: value for key, value in data.items() if value is not None}
    return client.post(address, {**data, **changes}, follow=True)


@pytest.fixture
def editor(school, client):
    user = make_staff("redaktor", editor=school, curator=school, director=school)
    client.force_login(user)
    return user


def test_a_new_text_is_not_approved_before_the_editor_says_how_much_it_changes(
    school, client, editor
):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    (_kind, first), *rest = page.lines
    text = [("paragraph", first.replace("свободно", "добровольно")), *rest]
    changes = {
        "lines": text,
        "order_number": "20-од",
        "order_date": "2026-09-01",
        "action-publish": "1",
    }
    refused = posted(client, page, **changes)
    assert "существенное ли это изменение" in refused.content.decode()
    assert Edition.objects.filter(page_key=page.translation_key).count() == 1

    changes["lines"] = text
    posted(client, page, **changes, change="minor")
    assert Edition.objects.filter(page_key=page.translation_key).latest("pk").change == "minor"


def test_a_draft_may_be_saved_before_anything_is_decided(school, client, editor):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    posted(client, page, lines=[("paragraph", "Черновик.")])
    page.refresh_from_db()
    assert page.has_unpublished_changes
    assert "Черновик" in str(page.get_latest_revision_as_object().body)


def test_the_editor_is_told_beforehand_whom_a_major_change_concerns(school, client, editor):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "просить о новых подписях некого" in shown
    assert "[processors]" in shown
    assert "[resources]" not in shown


def test_fields_of_an_agreement_are_shown_only_for_an_agreement(school, client, editor):
    adopt(school)
    consent = WordingPage.objects.get(kind="processing", variant="own")
    agreement = WordingPage.objects.get(kind="agreement", form=None)
    for page, is_shown in ((consent, False), (agreement, True)):
        shown = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert ("term_months" in shown.context["form"].fields) is is_shown


def test_a_child_has_an_own_page_with_no_law_in_it(school, client):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="representative")
    address = page.get_url() + "dlya-rebenka/"
    answer = client.get(address, headers={"host": school.site.hostname})
    told = answer.content.decode().split("<main")[1].split("</main>")[0]
    assert "имя, день рождения и класс" in told
    assert "152-ФЗ" not in told


def test_without_words_for_a_child_there_is_no_such_page(school, client):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="representative")
    WordingPage.objects.filter(pk=page.pk).update(for_child=" ")
    address = page.get_url() + "dlya-rebenka/"
    assert client.get(address, headers={"host": school.site.hostname}).status_code == 404


def test_a_reader_sees_the_school_and_names_of_places_but_no_brackets_of_ours(school, client):
    adopt(school)
    page = WordingPage.objects.get(kind="agreement", form=None)
    answer = client.get(page.get_url(), headers={"host": school.site.hostname})
    text = answer.content.decode()
    assert "наставник, а за несовершеннолетнего" in text
    assert "agreement.tasks" not in text
    assert "передать личный и профессиональный опыт" in text


def test_a_public_page_asks_the_database_no_more_for_a_longer_text(
    school, client, django_assert_max_num_queries
):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    host, address = school.site.hostname, page.get_url()
    client.get(address, headers={"host": host})
    with django_assert_max_num_queries(25):
        client.get(address, headers={"host": host})


@pytest.mark.parametrize("band", ["under_14", "from_14_to_17", "adult"])
def test_a_saved_draft_opens_as_the_pdf_it_would_become(school, client, editor, band):
    adopt(school)
    for page in WordingPage.objects.filter(variant__in=("own", "sides"))[:2]:
        answer = client.get(reverse("nastavnik_wording_draft", args=[page.pk, band]))
        text = "".join(one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages)
        assert answer["Content-Type"] == "application/pdf"
        assert "ПРОЕКТ" in text
        assert "Подписать его нельзя" in " ".join(text.split())
        assert "Школа lesnaya" in text


def test_a_draft_agreement_has_a_line_for_each_signer_of_both_sides(school, client, editor):
    adopt(school)
    page = WordingPage.objects.get(kind="agreement", form=None)
    answer = client.get(reverse("nastavnik_wording_draft", args=[page.pk, "from_14_to_17"]))
    read = "".join(one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages)
    text = " ".join(read.split())
    assert "Рощина Вера Андреевна" in text
    assert "Лугов Олег Иванович, законный представитель: отец" in text
    assert "Лугова Дарья Олеговна, согласен(на)" in text


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("under_14", "Ветров Пётр Ильич"),
        ("from_14_to_17", "Лугова Дарья Олеговна"),
        ("child", "имя, день рождения и класс"),
        ("", "[фамилия, имя, отчество участника]"),
        ("adult", "с 18 лет – только сам участник"),
    ],
)
def test_the_preview_shows_invented_people_of_each_age(school, rf, mode, said):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="representative")
    assert mode in dict(page.preview_modes)
    answer = page.make_preview_request(preview_mode=mode)
    assert answer.status_code == 200
    answer.render()
    assert said in answer.content.decode()


def test_a_wrong_place_is_shown_at_its_line_and_nothing_typed_is_lost(school, client, editor):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    answer = posted(
        client, page, lines=[("paragraph", "Верно."), ("item", "[Signer.Full_Name] и ещё слова")]
    )
    (error,) = answer.context["form"].errors["body"].as_data()
    assert list(error.block_errors) == [1]
    assert "[signer.full_name]" in str(error.block_errors[1].messages)
    assert "ещё слова" in str(answer.context["form"]["body"].value())


def test_a_draft_of_another_school_does_not_exist(school, client, editor):
    other = make_school("gornaya")
    adopt(other)
    page = WordingPage.objects.child_of(other.site.root_page).first()
    address = reverse("nastavnik_wording_draft", args=[page.pk, "adult"])
    assert client.get(address).status_code == 404


def test_two_texts_of_one_name_are_told_apart_by_who_signs(school, client):
    home = school.site.root_page
    page = DocumentsPage(title="Документы", slug="dokumenty")
    home.add_child(instance=page)
    for variant in ("own", "representative"):
        text = WordingPage(title="Согласие", paper_title="Согласие", kind="processing")
        text.variant = variant
        home.add_child(instance=text)
    said = client.get("/dokumenty/", headers={"host": school.site.hostname}).content.decode()
    for who in ("подписывает участник", "подписывает представитель"):
        assert f'Согласие<span class="n-hidden"> ({who})</span>' in said
