"""What editions, their approval and their posting register in the Wagtail admin."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.action_menu import SubmitForModerationMenuItem
from wagtail.admin.widgets import Button
from wagtail_modeladmin.options import modeladmin_register

from mentoring_pages import ports
from mentoring_pages.edition_registers import ApprovalActAdmin, EditionAdmin, RepealAdmin
from mentoring_pages.services.approval_waiting import remark_on, texts_waiting_for, turn_of
from mentoring_pages.services.edition import Act
from mentoring_pages.services.order_template import PERMISSION
from mentoring_pages.services.posting import awaiting_posting
from mentoring_pages.views import order_template, staff_editions

WAITING_WORDS = {
    "agree": gettext_lazy("Согласовать: %(title)s"),
    "order": gettext_lazy("Утвердить приказом: %(title)s"),
    "mend": gettext_lazy("Возвращено с замечаниями: %(title)s"),
}
"""By what a draft waits for."""

TURN_WORDS = {
    "agree": gettext_lazy(
        "Этот текст ждёт вашего согласования. Прочитайте его и внизу, за стрелкой у кнопки "
        "«Сохранить черновик», выберите «Согласовать» или «Вернуть с замечаниями»."
    ),
    "order": gettext_lazy(
        "Этот текст ждёт вашего приказа. Прочитайте его и внизу, за стрелкой у кнопки «Сохранить "
        "черновик», выберите «Утвердить приказом» или «Вернуть с замечаниями»."
    ),
    "mend": gettext_lazy(
        "Текст вернули с замечаниями. Исправьте его и внизу, за стрелкой у кнопки «Сохранить "
        "черновик», выберите «Отправить снова»."
    ),
}
"""Over the editor of that draft."""

for register in (EditionAdmin, RepealAdmin, ApprovalActAdmin):
    modeladmin_register(register)


@hooks.register(ports.ROLE_PERMISSIONS)
def role_permissions() -> Mapping[str, Iterable[str]]:
    """Everybody who edits acts sees what became of them and keeps the template of orders; the
    curator and the director repeal."""
    seen = {f"mentoring_pages.view_{model}" for model in ("edition", "approvalact", "repeal")}
    seen.add(PERMISSION)
    repeal = {f"mentoring_pages.{verb}_repeal" for verb in ("add", "delete")}
    return {"editor": seen, "curator": seen | repeal, "director": seen | repeal}


@hooks.register(ports.DUE_ITEMS)
def approved_and_not_on_the_site(*, user: object, day: date) -> list[ports.DueItem]:
    return [
        ports.DueItem(
            label=_("Разместить на сайте: %(title)s, приказ № %(number)s")
            % {"title": one.title, "number": one.order_number},
            count=1,
            address=reverse("wagtailadmin_pages:edit", args=[one.page_id]),
            due=one.posting.term.last_day,
        )
        for one in awaiting_posting(user=user)
    ]


@hooks.register(ports.DUE_ITEMS)
def drafts_on_the_way_to_an_order(*, user: object, day: date) -> list[ports.DueItem]:
    return [
        ports.DueItem(
            label=WAITING_WORDS[one.act] % {"title": one.title},
            count=1,
            address=reverse("wagtailadmin_pages:edit", args=[one.page_id]),
        )
        for one in texts_waiting_for(user=user)
    ]


@hooks.register("register_admin_urls")
def addresses() -> list[Any]:
    return [
        path(
            "nastavnik/editions/<int:page_id>/changes/",
            staff_editions.draft_changes,
            name="nastavnik_page_changes",
        ),
        path(
            "nastavnik/editions/<int:page_id>/order/",
            staff_editions.draft_order,
            name="nastavnik_page_order",
        ),
        path(
            "nastavnik/order-template/<str:key>/",
            order_template.order_template,
            name="nastavnik_order_template",
        ),
        path(
            "nastavnik/order-template/<str:key>/example/",
            order_template.example,
            name="nastavnik_order_template_example",
        ),
        path(
            "nastavnik/order-template/<str:key>/file/",
            order_template.template_file,
            name="nastavnik_order_template_file",
        ),
    ]


class SendItem(SubmitForModerationMenuItem):
    """Wagtail's button; in Russian it calls sending a returned draft again «Обновить»."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page else None
        if state is not None and state.status == state.STATUS_NEEDS_CHANGES:
            context["label"] = _("Отправить снова")
        return context


@hooks.register("construct_page_action_menu")
def name_the_sending(menu_items: list[Any], request: HttpRequest, context: Any) -> None:
    menu_items[:] = [
        SendItem(order=item.order) if item.name == SendItem.name else item for item in menu_items
    ]


@hooks.register("before_edit_page")
def say_whose_turn_it_is(request: HttpRequest, page: Any) -> None:
    """Over the text: what it waits for from whoever opened it, and with what it came back."""
    if request.method != "GET":
        return
    turn = turn_of(page=page, user=request.user)
    if not turn:
        return
    words = str(TURN_WORDS[turn])
    remark = remark_on(page=page) if turn == "mend" else None
    if remark is not None:
        words = f"{remark.person}: «{remark.words}» {words}" if remark.words else words
    messages.info(request, words)


@hooks.register("register_page_header_buttons")
def changes_button(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    if isinstance(getattr(page, "specific", page), Act):
        yield Button(
            _("Что изменится и проект приказа"),
            reverse("nastavnik_page_changes", args=[page.pk]),
            icon_name="history",
            priority=12,
        )
