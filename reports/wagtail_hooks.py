"""What this floor registers in the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from mentoring_pages.school_admin import MENU_HOOK
from reports.services.reach import reports_anything


class ReturnMenuItem(MenuItem):
    """Shown to those who have a school to report for."""

    def is_shown(self, request: HttpRequest) -> bool:
        return reports_anything(user=request.user)


@hooks.register("register_admin_urls")
def return_urls() -> list[URLResolver]:
    return [path("reports/returns/", include("reports.admin_urls"))]


@hooks.register(MENU_HOOK)
def return_menu_item() -> MenuItem:
    return ReturnMenuItem(
        _("Годовая форма"), reverse_lazy("reports_admin:list"), icon_name="table", order=500
    )


@hooks.register("insert_global_admin_css")
def return_style(**kwargs: Any) -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("reports/css/return.css"))
