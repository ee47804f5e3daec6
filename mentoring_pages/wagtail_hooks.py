"""What this floor registers in the Wagtail admin."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import path, reverse_lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail_modeladmin.options import modeladmin_register

from mentoring_pages import (  # noqa: F401 - hooks register themselves
    deadline_hooks,
    edition_hooks,
    import_hooks,
    ports,
    publication_hooks,
)
from mentoring_pages.due_panel import DuePanel
from mentoring_pages.note_register import NoteAdmin
from mentoring_pages.page_links import PlainPageLinkHandler
from mentoring_pages.school_admin import MENU_HOOK
from mentoring_pages.services.clause_index import due_reindexing
from mentoring_pages.staff_registers import (
    MembershipAdmin,
    MentoringFormAdmin,
    SchoolAdmin,
)
from mentoring_pages.views import act_files, linting, wording, wording_import

STAFF_STYLES = ("staff", "staff_check", "staff_deadlines")

modeladmin_register(SchoolAdmin)
modeladmin_register(MentoringFormAdmin)
modeladmin_register(MembershipAdmin)
modeladmin_register(NoteAdmin)


@hooks.register("register_admin_menu_item")
def mentoring_menu() -> SubmenuMenuItem:
    return SubmenuMenuItem(
        _("Наставничество"),
        Menu(register_hook_name=MENU_HOOK, construct_hook_name="construct_nastavnik_menu"),
        name="nastavnik",
        icon_name="group",
        order=150,
    )


@hooks.register(ports.ROLE_PERMISSIONS)
def role_permissions() -> Mapping[str, Iterable[str]]:
    profile = {
        "wagtailadmin.access_admin",
        "mentoring_pages.view_school",
        "mentoring_pages.change_school",
        *(f"mentoring_pages.{verb}_mentoringform" for verb in ("view", "add", "change", "delete")),
        *(f"mentoring_pages.{verb}_clausenote" for verb in ("view", "add", "change", "delete")),
    }
    members = {
        f"mentoring_pages.{verb}_staffmembership" for verb in ("view", "add", "change", "delete")
    }
    return {
        "editor": profile,
        "curator": profile,
        "director": profile | members,
        "class_teacher": {"wagtailadmin.access_admin"},
    }


hooks.register(ports.TICK, fn=due_reindexing)


@hooks.register("construct_homepage_panels")
def what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.insert(0, DuePanel())


@hooks.register("insert_global_admin_css")
def staff_styles() -> SafeString:
    return format_html_join(
        "",
        '<link rel="stylesheet" href="{}">',
        ((static(f"mentoring_pages/css/{name}.css"),) for name in STAFF_STYLES),
    )


@hooks.register(MENU_HOOK)
def wording_import_item() -> MenuItem:
    return wording_import.ImportItem(
        _("Загрузить свой текст"),
        reverse_lazy("nastavnik_wording_import"),
        icon_name="upload",
        order=830,
    )


@hooks.register("register_admin_urls")
def wording_addresses() -> list[Any]:
    return [
        path(
            "nastavnik/wordings/<int:page_id>/draft/<slug:band>/",
            wording.draft,
            name="nastavnik_wording_draft",
        ),
        path(
            "nastavnik/wordings/import/",
            wording_import.ImportView.as_view(),
            name="nastavnik_wording_import",
        ),
    ]


hooks.register("before_publish_page", fn=linting.ask_before_publishing)
hooks.register("before_bulk_action", fn=linting.ask_before_publishing_many)
for moment in ("after_create_page", "after_edit_page"):
    hooks.register(moment, fn=linting.say_after_saving)


@hooks.register("register_admin_urls")
def text_check_addresses() -> list[Any]:
    return [
        path("nastavnik/check/<int:page_id>/", linting.check_text, name="nastavnik_page_check"),
        path(
            "nastavnik/check/<int:page_id>/publish/",
            linting.publish_in_spite,
            name="nastavnik_page_publish_in_spite",
        ),
    ]


hooks.register("register_page_header_buttons", fn=act_files.header_buttons)


@hooks.register("register_admin_urls")
def act_file_addresses() -> list[Any]:
    return [
        path(
            "nastavnik/acts/<int:page_id>/<slug:kind>/",
            act_files.staff_file,
            name="nastavnik_page_file",
        ),
    ]


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own
def plain_page_links(features: FeatureRegistry) -> None:
    features.register_link_type(PlainPageLinkHandler)
