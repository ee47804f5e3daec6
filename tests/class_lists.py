"""Class lists as schools keep them: invented people, as the bytes of a CSV file."""

from datetime import date
from typing import Any

from django.utils import timezone

from intake.models import ClassList
from intake.services.class_list import keep_list, set_answers
from intake.services.class_list_accept import accept_list
from mentoring_pages.models import School

HEADINGS = (
    "ФИО;Дата рождения;Класс;Роль;Почта ребёнка;Законный представитель;Кем приходится;Почта;"
    "Согласие на обработку;Где хранится"
)

PETYA = (
    "Ветров Пётр Ильич;04.05.2013;7А;наставляемый;;Ветрова Анна Сергеевна;мать;anna@example.org;;"
)
PAVEL = (
    "Ветров Павел Ильич;04.05.2013;7 а;;;Ветрова Анна Сергеевна;мать;anna@example.org;"
    "на бумаге 12.09.2025;личное дело, каб. 12"
)
OLEG = "Соловьёв Олег;30.11.2011;9Б;наставник;oleg@example.org;;;;;"
BROKEN = "Птицын Иван;31.02.2013;7А;;;;;;;"


def csv_of(*lines: str) -> bytes:
    return "\r\n".join((HEADINGS, *lines)).encode("cp1251")


def kept(school: School, *lines: str, by: Any = None) -> ClassList:
    return keep_list(school=school, data=csv_of(*lines), by=by, now=timezone.now())


def accepted(school: School, *lines: str, by: Any = None, **more: Any) -> ClassList:
    row = kept(school, *lines, by=by)
    if answers := more.pop("answers", None):
        set_answers(class_list=row, answers=answers)
    confirmed = more.pop("contacts_confirmed", True)
    return accept_list(
        class_list=row, contacts_confirmed=confirmed, by=by, day=today(), now=timezone.now()
    )


def today() -> date:
    return timezone.localdate()
