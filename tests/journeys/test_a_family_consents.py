"""The family's way in a real browser: each age band, two browsers for two signers, no scripts."""

import pytest

from intake.domain.signing import DocumentKind
from intake.services.standing import standing
from tests.families import PARENT, code_to, invited_family, link_to, run_tasks

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign_processing(person, address):
    """From the first page to the first code accepted, publishing nothing."""
    person.press("Продолжить")
    person.press("Подтверждаю, продолжить")
    person.press("Подписать")
    person.press("Ничего не публиковать")
    person.press("Получить код")
    person.type("Код из письма", code_to(address))
    person.press("Подписать")


def state_of(request, now):
    return standing(participant=request.participant, kind=DocumentKind.PROCESSING, now=now).state


def test_a_parent_of_a_child_under_14_signs_and_allows_photos(walker, school):
    request = invited_family(school, years=12)
    parent = walker("parent")
    parent.open(link_to(PARENT))
    assert "12\N{NO-BREAK SPACE}лет" in parent.page.inner_text("main")
    parent.press("Продолжить")
    parent.press("Подтверждаю, продолжить")
    assert (
        parent.page.get_by_role("button", name="Не соглашаться").bounding_box()["width"]
        == (parent.page.get_by_role("button", name="Подписать").bounding_box()["width"])
    )
    parent.press("Подписать")
    assert parent.page.locator("input[type=radio][value=no]:checked").count() == 5
    parent.page.get_by_role("group", name="фотографии").get_by_label("Да").check()
    parent.press("Сохранить ответы")
    parent.press("Получить код")
    parent.type("Код из письма", "000000" if code_to(PARENT) != "000000" else "111111")
    parent.press("Подписать")
    assert "Осталось 4\N{NO-BREAK SPACE}попытки" in parent.page.inner_text(".n-errors")
    assert parent.page.evaluate("document.activeElement.className") == "n-errors"
    parent.type("Код из письма", code_to(PARENT))
    parent.press("Подписать")
    assert parent.path == "/intake/publication-code/"
    parent.type("Код из письма", code_to(PARENT))
    parent.press("Подписать")
    assert parent.heading == "Готово"
    assert request.number in parent.page.inner_text("main")
    run_tasks()
    parent.press("Посмотреть, что подписано")
    assert parent.page.get_by_text("Действует.").count() == 2
