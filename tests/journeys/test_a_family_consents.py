"""The family's way in a real browser: each age band, two browsers for two signers, no scripts."""

import pytest
from playwright.sync_api import expect

from intake.domain.signing import DocumentKind
from intake.services.standing import standing
from tests.families import PARENT, TEENAGER, born, code_to, invited_family, link_to, run_tasks

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
    expect(parent.page.locator(".n-errors")).to_be_focused()
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


def test_a_pupil_of_15_and_a_parent_sign_each_in_their_own_browser(walker, school):
    request = invited_family(school, years=15)
    pupil, parent = walker("pupil"), walker("parent-of-pupil", width=1280)
    pupil.open(link_to(TEENAGER))
    assert "Вам 15\N{NO-BREAK SPACE}лет" in pupil.page.inner_text("main")
    sign_processing(pupil, TEENAGER)
    assert pupil.heading == "Готово"
    assert "Свой экземпляр подписывает Ветрова Анна Сергеевна" in pupil.page.inner_text("main")
    pupil.press("Посмотреть, что подписано")
    assert pupil.page.get_by_text("Участник подписал. Ждёт подписи представителя.").count() == 1

    parent.open(link_to(PARENT))
    sign_processing(parent, PARENT)
    parent.press("Посмотреть, что подписано")
    assert parent.page.get_by_text("Действует.").count() == 1
    assert request.documents.filter(kind="processing", state="signed").count() == 2


def test_an_adult_who_comes_without_an_invitation_signs_alone_and_waits_for_the_check(
    walker, school
):
    adult = walker("adult")
    adult.open("/intake/")
    adult.press("Начать")
    adult.choose("За себя: я сам буду участвовать")
    adult.press("Продолжить")
    adult.type("Ваша фамилия", "<script>alert(1)</script>")
    adult.type("Ваше имя", "Ольга")
    adult.press("Продолжить")
    adult.type("День", "5")
    adult.type("Месяц", "9")
    adult.type("Год", "2090")
    adult.press("Продолжить")
    assert "Ошибка" in adult.page.title()
    assert adult.page.get_by_label("Год", exact=True).input_value() == "2090"
    adult.type("Год", "1990")
    adult.press("Продолжить")
    adult.press("Продолжить")
    adult.type("Электронная почта", "olga@example.org")
    adult.press("Продолжить")
    assert "<script>alert(1)</script> Ольга" in adult.page.inner_text("main")
    sign_processing(adult, "olga@example.org")
    assert adult.heading == "Готово"
    assert "ждёт сверки" in adult.page.inner_text("main")


def test_a_parent_withdraws_in_two_steps_and_a_code(walker, school):
    request = invited_family(school, years=12)
    parent = walker("withdrawing")
    parent.open(link_to(PARENT))
    sign_processing(parent, PARENT)
    parent.open(link_to(PARENT))
    parent.press("Отозвать", exact=False)
    assert "перестанет действовать сразу" in parent.page.inner_text("main")
    parent.press("Отозвать: получить код")
    parent.type("Код из письма", code_to(PARENT))
    parent.press("Отозвать согласие")
    assert parent.heading == "Что подписано"
    assert parent.page.get_by_text("Отозвано.", exact=True).count() == 1
    signed = request.documents.get(kind="processing")
    for path in ("own-data/", "agreements/", "objection/", f"paper/{signed.key}/"):
        parent.open(f"/intake/{path}")
        assert parent.path == f"/intake/{path}"
    for number, words in ((signed.number, "отозван"), ("С-2026-000000", "у этой школы нет")):
        parent.open(f"/proverka/?n={number}")
        assert words in parent.page.inner_text("[role=status]")


def test_the_way_works_without_scripts_on_a_small_phone(walker, school):
    invited_family(school, years=12)
    parent = walker("no-scripts", scripts=False)
    parent.open(link_to(PARENT))
    parent.press("Продолжить")
    parent.press("Подтверждаю, продолжить")
    parent.press("Не соглашаться")
    assert parent.heading == "Вы не согласились на обработку данных"
    parent.press("«Что подписано»")
    assert "Отказ от подписания" in parent.page.inner_text("main")
    parent.open("/intake/declined/")
    parent.press("Я передумал", exact=False)
    parent.press("Подписать")
    parent.press("Назад")
    assert parent.heading == "Согласие на обработку персональных данных"
    parent.press("Подписать")
    parent.press("Ничего не публиковать")
    parent.press("Получить код")
    parent.type("Код из письма", f" {code_to(PARENT)[:3]} {code_to(PARENT)[3:]} ")
    parent.press("Подписать")
    assert parent.heading == "Готово"
    parent.open("/intake/status/")
    assert "Отказ взят назад" in parent.page.inner_text("main")


def test_pages_beside_the_way_are_as_readable(walker, school):
    """Dead ends, asking the other signer, pen and paper, stopping for now, links that ended."""
    child = walker("child-alone")
    child.open("/intake/")
    child.press("Начать")
    child.press("Продолжить")
    assert "Выберите, за кого" in child.page.inner_text(".n-errors")
    child.choose("За себя: я сам буду участвовать")
    child.press("Продолжить")
    child.type("Ваша фамилия", "Ветров")
    child.type("Ваше имя", "Пётр")
    child.press("Продолжить")
    birthday = born(12)
    child.type("День", str(birthday.day))
    child.type("Месяц", str(birthday.month))
    child.type("Год", str(birthday.year))
    child.press("Продолжить")
    assert child.heading == "Заявку подаёт родитель или опекун"
    child.press("Продолжит родитель или опекун")
    child.choose("За ребёнка: я родитель, опекун или другой представитель")
    child.press("Продолжить")
    child.press("Сохранить и продолжить позже")
    child.open("/intake/l/never-sent/")
    child.open("/intake/done/")
    child.open("/net-takoy/")

    invited_family(school, years=15, child_contact="")
    parent = walker("other-signer")
    parent.open(link_to(PARENT))
    sign_processing(parent, PARENT)
    assert parent.heading == "Нужна ещё одна подпись"
    parent.type("Электронная почта", PARENT)
    parent.press("Отправить ссылку")
    assert "не отличит одного от другого" in parent.page.inner_text(".n-errors")
    parent.type("Электронная почта", TEENAGER)
    parent.press("Отправить ссылку")
    assert parent.heading == "Готово"

    pupil = walker("on-paper")
    pupil.open(link_to(TEENAGER))
    pupil.press("Продолжить")
    pupil.press("Подтверждаю, продолжить")
    pupil.press("Подписать на бумаге")
    pupil.press("Принесу на бумаге")
    assert pupil.heading == "Что подписано"


def test_the_keyboard_alone_is_enough(walker, school):
    """Tab and Enter from the first page to the code, focus always to be seen."""
    invited_family(school, years=12)
    parent = walker("keyboard", width=1280)
    parent.open(link_to(PARENT))
    for words in ("Продолжить", "Подтверждаю, продолжить", "Подписать", "Ничего не публиковать"):
        tab_to(parent.page, words)
        parent.press_enter()
    tab_to(parent.page, "Получить код")
    parent.press_enter()
    tab_to(parent.page, "Код из письма")
    parent.page.keyboard.type(code_to(PARENT))
    parent.press_enter()
    assert parent.heading == "Готово"


def tab_to(page, words):
    """Press Tab until the focus is on the control called ``words``."""
    for _press in range(60):
        page.keyboard.press("Tab")
        found = page.evaluate(
            "(() => { const e = document.activeElement;"
            " return [e.innerText || (e.labels && e.labels[0] ? e.labels[0].innerText : ''),"
            " getComputedStyle(e).outlineStyle]; })()"
        )
        if found[0].strip() == words:
            assert found[1] == "solid", f"the focus on «{words}» cannot be seen"
            return
    raise AssertionError(f"the keyboard never comes to «{words}»")
