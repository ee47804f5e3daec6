from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from mentoring_pages.models import Edition, RegulationPage, WordingPage
from mentoring_pages.services.citation import cited_clause, consent_form_name
from mentoring_pages.services.edition import freeze_edition, regulation_in_force, wording_in_force
from tests.schools import make_school

pytestmark = pytest.mark.django_db

CONSENT_CLAUSE = "Оформляется согласие на обработку персональных данных (Приложение № 2)."


@pytest.fixture
def school():
    return make_school("lesnaya")


def clause(number, text, meaning=()):
    value = {"level": "2", "number": number, "text": text, "meaning": list(meaning)}
    return {"type": "clause", "value": value}


def regulation(school, **fields):
    page = RegulationPage(
        title="Положение",
        slug="polozhenie",
        body=[clause("3.5", CONSENT_CLAUSE, ["consent-required"])],
        **fields,
    )
    school.site.root_page.add_child(instance=page)
    return page


def publish(page):
    page.save_revision().publish()
    return page


def approved(school):
    return publish(regulation(school, order_number="41-од", order_date=date(2026, 8, 28)))


def test_publishing_an_approved_act_freezes_an_edition(school):
    page = approved(school)
    edition = Edition.objects.get()
    assert (edition.school, edition.number, edition.order_number) == (school, 1, "41-од")
    assert edition.in_force_from == date(2026, 8, 28)
    assert edition.tree["blocks"][0]["key"] == page.body[0].id


def test_publishing_the_same_text_again_is_the_same_edition(school):
    page = approved(school)
    publish(page)
    assert Edition.objects.count() == 1


def test_a_changed_text_is_a_new_edition_and_the_old_one_stays_as_it_was(school):
    page = approved(school)
    before = Edition.objects.get().tree
    page.body[0].value["text"] = "Согласие не нужно."
    page.order_number, page.order_date = "60-од", date(2026, 10, 1)
    publish(page)
    first, second = Edition.objects.order_by("number")
    assert first.tree == before
    assert first.digest != second.digest
    assert regulation_in_force(school=school, day=date(2026, 9, 30)) == first
    assert regulation_in_force(school=school, day=date(2026, 10, 1)) == second


def test_a_draft_without_an_order_freezes_nothing(school):
    page = publish(regulation(school))
    assert not Edition.objects.exists()
    with pytest.raises(ValueError, match="order"):
        freeze_edition(page=page, now=timezone.now())


def test_half_an_order_is_refused_at_the_missing_field(school):
    page = regulation(school)
    page.order_number = "41-од"
    with pytest.raises(ValidationError) as refusal:
        page.full_clean()
    assert list(refusal.value.message_dict) == ["order_date"]


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nobody_changes_a_frozen_edition(school, change):
    approved(school)
    acts = {
        "update": lambda: Edition.objects.update(title="Другое"),
        "delete": lambda: Edition.objects.all().delete(),
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        acts[change]()


def test_a_clause_is_cited_by_its_meaning_with_the_number_of_the_edition(school):
    approved(school)
    citation = cited_clause(school=school, meaning="consent-required", day=date(2026, 9, 1))
    assert citation.short == "п.\N{NO-BREAK SPACE}3.5 Положения"


def test_nothing_is_cited_where_the_act_has_no_such_clause(school):
    approved(school)
    assert cited_clause(school=school, meaning="annual-return", day=date(2026, 9, 1)) is None


def test_an_act_not_yet_in_force_is_not_cited(school):
    approved(school)
    assert cited_clause(school=school, meaning="consent-required", day=date(2026, 8, 27)) is None


def test_the_form_of_consent_is_called_as_the_act_calls_it(school):
    assert consent_form_name(school=school, day=date(2026, 9, 1)) == ""
    approved(school)
    assert consent_form_name(school=school, day=date(2026, 9, 1)) == (
        "Приложение\N{NO-BREAK SPACE}№\N{NO-BREAK SPACE}2"
    )


def wording(school, text):
    page = WordingPage(
        title="Согласие",
        slug="soglasie",
        kind="processing",
        paper_title="Согласие",
        order_number="42-од",
        order_date=date(2026, 8, 28),
        body=[{"type": "paragraph", "value": text}],
    )
    school.site.root_page.add_child(instance=page)
    return page


def test_a_place_that_does_not_exist_is_an_error_in_the_editor(school):
    with pytest.raises(ValidationError, match=r"signer\.full_nmae"):
        wording(school, "Я, [signer.full_nmae], согласен.")


def test_a_place_known_only_after_signing_is_an_error_in_the_editor(school):
    with pytest.raises(ValidationError, match=r"signed\.at"):
        wording(school, "Подписано [signed.at].")


def test_the_wording_of_one_school_is_never_used_by_another(school):
    publish(wording(school, "Я, [signer.full_name], согласен."))
    day = date(2026, 9, 1)
    found = {
        one.key: wording_in_force(school=one, kind="processing", variant="representative", day=day)
        for one in (school, make_school("gornaya"))
    }
    assert found["lesnaya"] is not None
    assert found["gornaya"] is None
