from datetime import date

import pytest
from django.core.exceptions import ValidationError

from mentoring_pages.models import ProgrammePage, RegulationPage, ServiceRulesPage
from tests.schools import make_school

ACTS = (RegulationPage, ProgrammePage, ServiceRulesPage)


def save(page_class, **order):
    home = make_school("sosnovka").site.root_page
    return home.add_child(instance=page_class(title="Документ", slug="akt", **order))


@pytest.mark.django_db
@pytest.mark.parametrize("page_class", ACTS)
@pytest.mark.parametrize(
    ("order", "missing"),
    [({"order_number": "7-од"}, "order_date"), ({"order_date": date(2026, 9, 1)}, "order_number")],
)
def test_half_an_order_is_refused_at_the_field_that_is_missing(page_class, order, missing):
    with pytest.raises(ValidationError) as refused:
        save(page_class, **order)
    assert list(refused.value.message_dict) == [missing]


@pytest.mark.django_db
@pytest.mark.parametrize("page_class", ACTS)
def test_an_act_without_an_order_may_be_kept_as_a_draft(page_class):
    assert not save(page_class).is_approved
    assert page_class.objects.count() == 1
