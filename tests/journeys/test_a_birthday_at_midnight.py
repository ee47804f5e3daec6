"""The clock passes midnight on a 14th birthday while a parent has the code before her."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from intake.domain.signing import DocumentKind
from intake.services.standing import standing
from tests.families import (
    PARENT,
    TEENAGER,
    code_to,
    give_contact,
    in_a_week,
    invited_family,
    link_to,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_parent_is_led_over_the_birthday_and_the_child_signs_too(walker, school, monkeypatch):
    birthday = in_a_week()
    request = invited_family(school, years=13)
    child = request.participant
    child.birth_date = birthday.replace(year=birthday.year - 14)
    child.save()
    give_contact(child, TEENAGER)
    parent = walker("birthday-parent")

    def clock(day, hour, minute):
        moment = datetime(
            day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Europe/Moscow")
        )
        monkeypatch.setattr(timezone, "now", lambda: moment)

    clock(birthday - timedelta(days=1), 23, 50)
    parent.open(link_to(PARENT))
    assert "С 14 лет документы подписывает и сам участник" in parent.page.inner_text("main")
    parent.press("Продолжить")
    parent.press("Подтверждаю, продолжить")
    parent.press("Подписать")
    parent.page.get_by_role("group", name="фотографии").get_by_label("Да").check()
    parent.press("Сохранить ответы")
    parent.press("Получить код")
    parent.type("Код из письма", code_to(PARENT))

    clock(birthday, 0, 1)
    parent.press("Подписать")
    assert parent.heading == "Изменилось, кто подписывает"
    assert "был день рождения" in parent.page.inner_text("main")
    assert not request.documents.filter(state="signed").exists()
    parent.press("Продолжить")
    parent.press("Подписать")
    photo = parent.page.get_by_role("group", name="фотографии").get_by_label("Да")
    assert photo.is_checked()
    parent.press("Сохранить ответы")
    parent.press("Получить код")
    for _paper in range(2):
        parent.type("Код из письма", code_to(PARENT))
        parent.press("Подписать")
    assert parent.heading == "Нужна ещё одна подпись"
    now = timezone.now()
    assert (
        standing(participant=child, kind=DocumentKind.PROCESSING, now=now).words_key
        == "partial_participant"
    )
