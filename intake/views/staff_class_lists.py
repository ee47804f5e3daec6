"""The register of class lists: numbers alone, who brought them and what became of them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from intake.models import ClassList
from intake.views.staff_register import ReadOnlyPersonalModelAdmin
from mentoring_pages.school_admin import ReadOnlyPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.membership import reach


class ClassListPermissionHelper(ReadOnlyPermissionHelper):
    """Lists are brought by a form of their own."""

    def user_can_create(self, user: Any) -> bool:
        found = reach(user=user, permission="intake.add_classlist")
        return found.everywhere or bool(found.schools)


class ClassListButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        label = _("Продолжить") if obj.state == "open" else _("Открыть")
        return [
            {
                "url": reverse("nastavnik_class_list", args=[obj.key]),
                "label": label,
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": label,
            }
        ]


class ClassListAdmin(ReadOnlyPersonalModelAdmin):
    model = ClassList
    menu_label = _("Списки классов")
    menu_icon = "upload"
    menu_order = 122
    permission_helper_class = ClassListPermissionHelper
    button_helper_class = ClassListButtonHelper
    list_display = ("brought", "state", "row_count", "people_made", "guardians_made", "rows_left")
    inspect_view_fields = (
        "brought",
        "state",
        "row_count",
        "people_made",
        "guardians_made",
        "people_met",
        "rows_left",
    )
    list_filter = ("state", ("school", OwnSchoolsFilter))
    empty_sentence = _("Списков ещё не загружали. Нажмите «Добавить», чтобы загрузить первый.")

    def create_view(self, request: HttpRequest) -> HttpResponse:
        return redirect("nastavnik_class_lists_new")

    @admin.display(description=_("загружен файл"), ordering="made_at")
    def brought(self, obj: ClassList) -> str:
        return date_format(localtime(obj.made_at, obj.school.zone), "d.m.Y H:i")
