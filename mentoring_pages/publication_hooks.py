"""What the publication of news, pictures and people registers in the Wagtail admin."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import HeaderButton
from wagtail.models import Page
from wagtail_modeladmin.options import modeladmin_register

from mentoring_pages import ports
from mentoring_pages.domain.roadmap import INFORMATION
from mentoring_pages.models import NewsPage, School
from mentoring_pages.ports import DueWork, StepProgress
from mentoring_pages.publication_registers import (
    ImageRegisterAdmin,
    PlannedEventAdmin,
    TakedownAdmin,
)
from mentoring_pages.school_admin import MENU_HOOK
from mentoring_pages.services.due_news import due_items
from mentoring_pages.services.information import information_progress
from mentoring_pages.services.membership import reach
from mentoring_pages.services.named_since import is_time_to_read, note_pages_named_since
from mentoring_pages.services.news import advice_on
from mentoring_pages.services.picture import finish_withholding
from mentoring_pages.services.publication import school_of
from mentoring_pages.views.group_text import group_text
from mentoring_pages.views.page_file import refuse_file_of_hidden_pages
from mentoring_pages.views.publication import (
    ask_about_names_in_draft,
    ask_about_names_published,
    refuse_before_publishing,
    say_why_the_schedule_failed,
)
from mentoring_pages.views.takedown import group_cleaned, text_checked
from mentoring_pages.views.who_may_be_shown import PERMISSION, who_may_be_shown

for register in (PlannedEventAdmin, ImageRegisterAdmin, TakedownAdmin):
    modeladmin_register(register)

hooks.register("before_publish_page", fn=refuse_before_publishing)
hooks.register("before_edit_page", fn=say_why_the_schedule_failed)
hooks.register("before_edit_page", fn=ask_about_names_in_draft)
hooks.register("after_publish_page", fn=ask_about_names_published)
hooks.register("before_serve_document", fn=refuse_file_of_hidden_pages)
hooks.register(ports.DUE_ITEMS, fn=due_items)


@hooks.register(ports.ROLE_PERMISSIONS)
def role_permissions() -> Mapping[str, Iterable[str]]:
    """Whoever publishes keeps the plan; the list of people is for those who answer for people."""
    publishes = {
        *(f"mentoring_pages.{verb}_plannedevent" for verb in ("view", "add", "change", "delete")),
        *(f"mentoring_pages.{verb}_imageregister" for verb in ("view", "add", "change")),
        "mentoring_pages.view_takedown",
        "mentoring_pages.change_takedown",
    }
    return {
        "editor": publishes,
        "curator": publishes | {PERMISSION},
        "director": publishes | {PERMISSION},
        "class_teacher": {PERMISSION},
    }


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    takedown = "nastavnik/takedowns/<uuid:key>"
    return [
        path("nastavnik/who-may-be-shown/", who_may_be_shown, name="nastavnik_who_may_be_shown"),
        path(f"{takedown}/text/", text_checked, name="nastavnik_takedown_text"),
        path(f"{takedown}/group/", group_cleaned, name="nastavnik_takedown_group"),
        path("nastavnik/news/<int:page_id>/group/", group_text, name="nastavnik_news_group"),
    ]


class WhoMayBeShownItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return not reach(user=request.user, permission=PERMISSION).is_empty


@hooks.register(MENU_HOOK)
def who_may_be_shown_item() -> MenuItem:
    return WhoMayBeShownItem(
        _("Кого можно снимать"),
        reverse("nastavnik_who_may_be_shown"),
        icon_name="view",
        order=505,
    )


@hooks.register("register_page_header_buttons")
def text_for_group_button(page: Page, user: Any, **kwargs: Any) -> Iterable[HeaderButton]:
    if isinstance(page, NewsPage) and page.pk:
        address = reverse("nastavnik_news_group", args=[page.pk])
        yield HeaderButton(_("Текст для группы"), address, icon_name="copy", priority=50)


@hooks.register("after_publish_page")
def say_what_the_plan_says(request: HttpRequest, page: Page) -> None:
    """Published all the same: the plan advises about length and days, it forbids nothing."""
    specific = page.specific
    school = school_of(specific) if isinstance(specific, NewsPage) else None
    if school is not None:
        for sentence in advice_on(page=specific, school=school, now=timezone.now()):
            messages.warning(request, sentence)


@hooks.register(ports.ROADMAP_PROGRESS)
def roadmap_progress(*, school: School, day: date) -> Iterable[StepProgress]:
    """Information support: weeks of this school year with news, of all its weeks so far."""
    done, weeks = information_progress(school=school, day=day)
    return [StepProgress(INFORMATION, done, weeks)]


@hooks.register(ports.TICK)
def tick(*, school: School, day: date, now: datetime) -> Iterable[DueWork]:
    yield DueWork("mentoring_pages.finish_withholding", partial(_finish, school))
    if is_time_to_read(school=school, now=now):
        yield DueWork("mentoring_pages.named_since", partial(_note, school, now))


def _note(school: School, now: datetime) -> None:
    note_pages_named_since(school=school, now=now)


def _finish(school: School) -> None:
    finish_withholding(school=school)
