"""Registers of staff: a yes or no is a word, and one page of rows needs no list of pages."""

import pytest
from django.urls import reverse

from mentoring_pages.models import MentoringForm
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


def test_a_yes_or_no_of_a_row_is_a_word_and_not_a_missing_picture(client):
    school = make_school("first")
    client.force_login(make_staff("curator", curator=school))
    MentoringForm.objects.create(school=school, title="ученик – ученик", key="a", is_active=False)
    page = client.get(reverse("mentoring_pages_mentoringform_modeladmin_index")).content.decode()
    assert "icon-no" not in page
    assert ">нет<" in page
    assert "Применяется сейчас" in page
    assert 'class="pagination"' not in page
