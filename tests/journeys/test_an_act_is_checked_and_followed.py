"""An editor checks a text in a real browser; the school follows the deadlines it sets."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from mentoring_pages.importing import recognise_act
from mentoring_pages.services.importing import import_regulation
from tests.schools import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = """УТВЕРЖДАЮ
Директор школы
Лебедева М.А.
Приказ № 41-од
от «28» августа 2026 г.

ПОЛОЖЕНИЕ

о наставничестве в школе

1. Общие положения

1.1. Настоящее Положение говорит, как в школе устроено наставничество. Срок назван в пункте 1.9.

1.2. Наставник ведёт индивидуальный план (Приложение № 4).

2. Порядок

2.1. Мониторинг проводят два раза в год, до 20 декабря и до 20 мая. Не позднее 30 декабря школа
ежегодно направляет в региональный центр сведения о количестве участников программы.

2.2. Новости программы появляются на сайте не реже одного раза в неделю.

2.3. Пресс-релиз выходит за 3–5 дней до события.

2.4. Куратор раз в четверть собирает наставников. Активы Российского движения школьников помогают.
"""


@pytest.fixture
def draft(school):
    page = import_regulation(act=recognise_act(ACT), school=school, owner=None, now=timezone.now())
    page.save_revision()
    return page


def test_an_editor_reads_the_findings_publishes_and_the_calendar_follows(walker, school, draft):
    make_staff("curator", curator=school, editor=school)
    editor, visitor = walker("editor", width=1280), walker("visitor")
    editor.sign_in("curator")
    page = editor.page

    page.goto(f"{editor.base}{reverse('wagtailadmin_pages:edit', args=[draft.pk])}")
    panel = page.locator(".nastavnik-check")
    expect(panel).to_contain_text("Нарушения: 2")
    editor._picture()
    panel.get_by_role("link", name="п. 1.1").click()
    expect(page.locator(f"[id^=block-{draft.body[1].id}]").first).to_be_in_viewport()

    page.goto(f"{editor.base}{reverse('nastavnik_page_check', args=[draft.pk])}")
    expect(page.get_by_role("heading", name="Проверка текста").first).to_be_visible()
    editor._picture()
    about = page.locator("article", has_text="Российского движения школьников")
    about.locator("summary").click()
    about.get_by_label("Почему это не ошибка").fill("Речь об истории школы.")
    about.get_by_role("button", name="Отложить замечание").click()
    expect(page.get_by_text("Речь об истории школы.")).to_be_visible()

    page.goto(f"{editor.base}{reverse('wagtailadmin_pages:edit', args=[draft.pk])}")
    footer = page.get_by_role("navigation", name="Actions (footer)")
    footer.get_by_role("button", name="Больше действий").click()
    footer.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_text("сохранён как черновик")).to_be_visible()
    editor._picture()
    page.get_by_role("button", name="Опубликовать всё равно").click()
    expect(page.get_by_text("опубликована")).to_be_visible()

    page.goto(f"{editor.base}{reverse('nastavnik_deadlines')}")
    expect(page.get_by_role("heading", name="Сроки программы").first).to_be_visible()
    page.get_by_role("button", name="Сделать ссылку").click()
    address = page.get_by_label("Ваш секретный адрес").input_value()
    assert visitor.page.request.get(address).status == 200
    editor._picture()

    visitor.open(reverse("mentoring_pages:calendar"))
    assert visitor.heading == "Календарь программы"
    visitor.page.get_by_role("link", name="п. 2.1 Положения").first.click()
    expect(visitor.page.locator(":target")).to_contain_text("20 декабря")
