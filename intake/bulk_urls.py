"""What the curator does with a whole class: addresses and the items of the menu."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from intake.views.staff_matrix import PERMISSION, MatrixView
from intake.views.staff_reminders import ReminderRuleView, RemindersView
from mentoring_pages.services.membership import reach


def bulk_addresses() -> list[Any]:
    return [
        path("nastavnik/matrix/", MatrixView.as_view(), name="nastavnik_matrix"),
        path("nastavnik/reminders/", RemindersView.as_view(), name="nastavnik_reminders"),
        path(
            "nastavnik/reminders/rule/",
            ReminderRuleView.as_view(),
            name="nastavnik_reminders_rule",
        ),
    ]


class MatrixItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not reach(user=request.user, permission=PERMISSION).is_empty


def matrix_item() -> MenuItem:
    return MatrixItem(
        _("Кто подписал"),
        reverse("nastavnik_matrix"),
        name="nastavnik-matrix",
        icon_name="list-ul",
        order=105,
    )
