"""What the calendar of a school registers: its list for staff, its reminders, its permissions."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring_pages import ports
from mentoring_pages.school_admin import MENU_HOOK
from mentoring_pages.services.due_deadlines import PERMISSION, due_items
from mentoring_pages.services.membership import reach
from mentoring_pages.views import calendar

hooks.register(ports.DUE_ITEMS, fn=due_items)


class DeadlinesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not reach(user=request.user, permission=PERMISSION).is_empty


@hooks.register(MENU_HOOK)
def deadlines_menu() -> MenuItem:
    return DeadlinesMenuItem(
        _("Сроки программы"),
        reverse("nastavnik_deadlines"),
        name="nastavnik-deadlines",
        icon_name="calendar",
        order=120,
    )


@hooks.register(ports.ROLE_PERMISSIONS)
def deadline_permissions() -> Mapping[str, Iterable[str]]:
    return {role: {PERMISSION} for role in ("editor", "curator", "director")}


@hooks.register("register_admin_urls")
def deadline_addresses() -> list[Any]:
    return [path("nastavnik/deadlines/", calendar.deadlines, name="nastavnik_deadlines")]
