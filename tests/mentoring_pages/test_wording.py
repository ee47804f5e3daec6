"""Wordings as an editor meets them: the fields, the form, the pages, the shipped set."""

import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from mentoring_pages.linting import Context, findings_for_wording
from mentoring_pages.models import Edition, MentoringForm, WordingPage
from mentoring_pages.services.wording import (
    adopt_shipped_wordings,
    agreement_in_force,
    consent_in_force,
    draft_lines,
    page_of,
)
from mentoring_pages.wordings import WordingFileProblem, read_wording, read_wordings
from tests.schools import make_school

pytestmark = pytest.mark.django_db

DAY = date(2026, 9, 1)


@pytest.fixture
def school():
    return make_school("lesnaya")


def adopt(school):
    return adopt_shipped_wordings(
        school=school, order_number="12-од", order_date=date(2026, 1, 12), now=timezone.now()
    )


def wording(school, *lines, **fields):
    given = {
        "title": "Согласие",
        "slug": "soglasie",
        "kind": "processing",
        "variant": "representative",
        "paper_title": "Согласие",
        "body": [{"type": kind, "value": text} for kind, text in lines],
        **fields,
    }
    page = WordingPage(**given)
    page.set_url_path(school.site.root_page)
    return page


def problems_of(school, *lines, **fields):
    page = wording(school, *lines, **fields)
    with pytest.raises(ValidationError) as refusal:
        page.clean()
    return refusal.value.message_dict


def test_an_error_names_the_clause_the_place_and_what_may_be_meant(school):
    found = problems_of(
        school,
        ("heading", "3. Какие данные"),
        ("item", "имя;"),
        ("item", "[participant.fullname];"),
    )
    assert found["body"] == [
        "«3. Какие данные», строка 2: места «[participant.fullname]» нет. Может быть, "
        "«[participant.full_name]»?"
    ]


def test_every_wrong_place_of_a_text_is_named_at_once(school):
    found = problems_of(school, ("paragraph", "[signed.at] [resources]"), ("item", "[nobody.here]"))
    assert [words.split(":")[0] for words in found["body"]] == ["Строка 1", "Строка 1", "Строка 2"]
    assert "только после подписания" in found["body"][0]
    assert "в тексте этого вида неизвестно" in found["body"][1]


def test_a_text_that_no_paper_can_hold_is_refused_before_a_family_meets_it(school):
    found = problems_of(school, *[("item", "строка;")] * 251)
    assert "251 строк" in found["body"][0]
    found = problems_of(school, ("paragraph", "текст"), ("paragraph", "я" * 10_001))
    assert found["body"] == ["Строка 2 длиннее 10000 знаков: разделите её на абзацы."]
    wording(school, *[("item", "я" * 10_000)] * 250).clean()


def test_a_year_that_no_order_can_have_is_refused(school):
    found = problems_of(
        school, ("paragraph", "текст"), order_number="1", order_date=date(206, 9, 1)
    )
    assert "Проверьте год" in found["order_date"][0]


def test_who_signs_must_fit_the_kind(school):
    found = problems_of(school, ("paragraph", "текст"), kind="agreement", variant="own")
    assert "подписывают стороны" in found["variant"][0]


def test_plain_words_are_ten_lines_at_most(school):
    found = problems_of(school, ("paragraph", "текст"), summary="\n".join(["мысль"] * 11))
    assert "11 строк" in found["summary"][0]


def test_the_shipped_set_becomes_approved_editions_and_a_second_run_adds_nothing(school):
    MentoringForm.objects.create(school=school, key="pupil-pupil", title="ученик – ученик")
    pages = adopt(school)
    assert adopt(school) == []
    found = set(Edition.objects.filter(school=school).values_list("kind", "variant"))
    assert ("processing-full", "representative") in found
    assert ("pep-agreement", "own") in found
    assert {("agreement", ""), ("agreement", "pupil-pupil")} <= found
    assert ("agreement", "employer-pupil") not in found, "the school has no such form"
    assert len(pages) == Edition.objects.count()


def test_an_agreement_of_the_form_is_used_before_the_one_for_all(school):
    form = MentoringForm.objects.create(school=school, key="pupil-pupil", title="ученик – ученик")
    adopt(school)
    own = agreement_in_force(school=school, form_key=form.key, day=DAY)
    common = agreement_in_force(school=school, form_key="teacher-teacher", day=DAY)
    assert (own.variant, common.variant) == ("pupil-pupil", "")
    assert own.tree["agreement"]["form_title"] == "ученик – ученик"


def test_an_agreement_shows_ticked_tasks_terms_place_and_days(school):
    adopt(school)
    page = WordingPage.objects.get(kind="agreement", form=None)
    page.term_months, page.notice_days = 1, 3
    page.tasks = [
        {"type": "task", "value": {"text": "выучить ноты", "ticked": True}},
        {"type": "task", "value": {"text": "построить планёр", "ticked": False}},
    ]
    lines = draft_lines(page=page, school=school, band="under_14", day=DAY)
    text = "\n".join(text for _kind, text in lines)
    assert ("item", "выучить ноты.") in lines
    assert "планёр" not in text
    assert "1\N{NO-BREAK SPACE}месяц" in text
    assert "за 3\N{NO-BREAK SPACE}дня" in text
    assert "г. Тверь" in text
    assert "Школа lesnaya" in text
    assert "[" not in text


@pytest.mark.parametrize("band", ["under_14", "from_14_to_17", "adult"])
def test_every_shipped_wording_can_be_looked_at_in_every_age_band(school, band):
    for page in adopt(school):
        lines = draft_lines(page=page, school=school, band=band, day=DAY)
        assert lines
        assert not any("[" in text for _kind, text in lines)


def test_nobody_is_named_as_a_processor_until_the_school_has_one(school):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")

    def text():
        lines = draft_lines(page=page, school=school, band="adult", day=DAY)
        return "\n".join(line for _kind, line in lines)

    assert "По поручению школы" not in text()
    school.processors = "ООО «Хостинг», г. Тверь\nООО «Письма», г. Псков"
    assert "обрабатывают: ООО «Хостинг», г. Тверь; ООО «Письма», г. Псков." in text()


def test_a_school_signs_the_short_consent_until_it_chooses_the_full_one(school):
    adopt(school)
    chosen = {"paper": "processing", "variant": "own", "day": DAY}
    assert consent_in_force(school=school, **chosen).kind == "processing"
    school.consent_wording = "processing-full"
    assert consent_in_force(school=school, **chosen).kind == "processing-full"
    other = consent_in_force(school=school, paper="publication", variant="own", day=DAY)
    assert other.kind == "publication"


def test_the_full_form_cannot_be_chosen_before_its_text_is_approved(school):
    school.consent_wording = "processing-full"
    with pytest.raises(ValidationError) as refusal:
        school.full_clean()
    assert "ещё не утверждён" in refusal.value.message_dict["consent_wording"][0]
    adopt(school)
    school.full_clean()


def approve(page, order_number, day, change):
    page.order_number, page.order_date, page.change = order_number, day, change
    page.save_revision().publish()
    return Edition.objects.filter(page_key=page.translation_key).order_by("-number").first()


def test_the_edition_keeps_whether_the_change_was_major(school):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    page.body[0].value = page.body[0].value.replace("свободно", "добровольно")
    assert approve(page, "13-од", DAY, "minor").change == "minor"


def test_words_beside_the_text_never_ask_anybody_to_sign_anew(school):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    page.summary = "Одна мысль."
    assert approve(page, "13-од", DAY, "major").change == "minor"


def test_a_page_for_a_child_is_no_part_of_what_is_approved(school):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    before = Edition.objects.filter(page_key=page.translation_key).count()
    page.for_child = "Другой рассказ."
    page.save_revision().publish()
    assert Edition.objects.filter(page_key=page.translation_key).count() == before


def test_one_more_file_in_a_folder_is_one_more_wording(tmp_path, settings, school):
    text = {
        "kind": "agreement",
        "variant": "sides",
        "form": "pupil-pupil",
        "version": "1",
        "title": "Соглашение старших и младших",
        "summary_plain": ["Мы договорились."],
        "blocks": [{"type": "paragraph", "text": "[mentor.side] и [mentee.side]."}],
    }
    (tmp_path / "our.json").write_text(json.dumps(text), encoding="utf-8")
    settings.NASTAVNIK_WORDINGS = [tmp_path]
    MentoringForm.objects.create(school=school, key="pupil-pupil", title="ученик – ученик")
    adopt(school)
    page = WordingPage.objects.get(form__key="pupil-pupil")
    assert page.paper_title == "Соглашение старших и младших"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("не JSON", "это не JSON: строка 1"),
        ("{}", "начало файла: нет поля «kind»"),
        (
            '{"kind": "agreement", "from": "pupil-pupil"}',
            "неизвестное поле «from», может быть, «form»",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path, content, said):
    (tmp_path / "our.json").write_text(content, encoding="utf-8")
    with pytest.raises(WordingFileProblem, match=rf"our\.json.*{said}"):
        read_wordings([tmp_path])


def test_a_file_with_a_wrong_place_is_refused_by_name(tmp_path):
    file = tmp_path / "our.json"
    wrong = {
        "kind": "processing",
        "variant": "own",
        "version": "1",
        "title": "Т",
        "summary_plain": ["м"],
        "blocks": [{"type": "paragraph", "text": "[signed.at]"}],
    }
    file.write_text(json.dumps(wrong), encoding="utf-8")
    with pytest.raises(WordingFileProblem, match=r"signed\.at"):
        read_wording(file)


@pytest.mark.parametrize("shipped", read_wordings(), ids=lambda one: one.slug)
def test_the_check_of_texts_finds_nothing_in_what_we_ship(shipped):
    page = page_of(wording=shipped, form=None)
    context = Context(day=date(2026, 11, 21), electronic_signing=True)
    assert findings_for_wording(page.frozen_tree(), context=context) == []


def test_a_wording_not_yet_in_force_is_not_signed(school):
    adopt(school)
    page = WordingPage.objects.get(kind="processing", variant="own")
    page.body[0].value = "Новый текст."
    approve(page, "30-од", DAY + timedelta(days=30), "major")
    found = consent_in_force(school=school, paper="processing", variant="own", day=DAY)
    assert found.order_number == "12-од"
