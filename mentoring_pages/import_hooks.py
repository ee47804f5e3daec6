"""What «Загрузить документ» registers in the Wagtail admin."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from mentoring_pages import ports
from mentoring_pages.school_admin import MENU_HOOK
from mentoring_pages.services.imported_file import due_removals
from mentoring_pages.services.membership import PAGE_ROLES
from mentoring_pages.views import imported_file

hooks.register(ports.TICK, fn=due_removals)


@hooks.register(ports.ROLE_PERMISSIONS)
def who_imports() -> Mapping[str, Iterable[str]]:
    return {role: {imported_file.PERMISSION} for role in PAGE_ROLES}


@hooks.register(MENU_HOOK)
def import_item() -> imported_file.ImportItem:
    return imported_file.ImportItem(
        _("Загрузить документ"), reverse_lazy("nastavnik_import"), icon_name="upload", order=820
    )


@hooks.register("register_admin_urls")
def import_addresses() -> list[Any]:
    return [
        path("nastavnik/import/", imported_file.upload_document, name="nastavnik_import"),
        path(
            "nastavnik/import/<uuid:key>/",
            imported_file.settle_document,
            name="nastavnik_import_act",
        ),
    ]


@hooks.register("insert_global_admin_css")
def import_style() -> SafeString:
    return format_html(
        '<link rel="stylesheet" href="{}">', static("mentoring_pages/css/staff_import.css")
    )
