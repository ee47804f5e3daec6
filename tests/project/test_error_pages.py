import pytest
from django.test import Client
from django.views.defaults import server_error

from tests.schools import make_school

pytestmark = pytest.mark.django_db


def test_a_page_that_is_not_there_says_so_and_what_to_do():
    make_school("lesnaya")
    response = Client().get("/net-takoy/")
    assert response.status_code == 404
    assert "Такой страницы нет" in response.content.decode()


def test_a_form_without_its_token_is_refused_in_plain_words():
    make_school("lesnaya")
    response = Client(enforce_csrf_checks=True).post("/intake/begin/")
    assert response.status_code == 403
    assert "Ответ не принят" in response.content.decode()


def test_a_fault_of_the_site_is_told_without_asking_the_database(rf, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Страница не открылась" in response.content.decode()
