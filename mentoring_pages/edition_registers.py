"""The registers of what orders did: editions, who approved them, acts that lost their force."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from mentoring_pages.models import ApprovalAct, Edition, ProgrammePage, RegulationPage, Repeal
from mentoring_pages.models.service_rules import ServiceRulesPage
from mentoring_pages.school_admin import (
    ReadOnlySchoolModelAdmin,
    SchoolForm,
    SchoolModelAdmin,
    SchoolPermissionHelper,
)
from mentoring_pages.school_admin_views import OwnSchoolsFilter
from mentoring_pages.services.posting import posting_of
from mentoring_pages.services.timeline import cancel_repeal, repeal_act, repeal_of


def _day(day: Any) -> str:
    return date_format(day, "d.m.Y")


class EditionAdmin(ReadOnlySchoolModelAdmin):
    """What was approved, when, by whom, and whether it came to the site in time."""

    model = Edition
    menu_label = gettext_lazy("Редакции")
    menu_icon = "history"
    menu_order = 830
    list_display = ("title", "number", "order", "in_force_from", "posted")
    list_filter = ("kind", ("school", OwnSchoolsFilter))
    search_fields = ("title", "order_number")
    ordering = ("-frozen_at", "-pk")
    empty_sentence = gettext_lazy(
        "Редакций ещё нет. Первая появится, когда документ опубликуют с номером и датой приказа."
    )
    inspect_view_fields = (
        "title",
        "number",
        "order",
        "in_force_from",
        "change",
        "who_approved",
        "posted",
        "posting_term",
        "frozen_at",
        "digest",
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("tree")

    def order(self, edition: Edition) -> str:
        return _("№ %(number)s от %(day)s") % {
            "number": edition.order_number,
            "day": _day(edition.order_date),
        }

    order.short_description = gettext_lazy("Приказ")  # type: ignore[attr-defined]

    def posted(self, edition: Edition) -> str:
        posting = posting_of(edition=edition)
        said = _("%(day)s, в срок") if posting.in_time else _("%(day)s, позже срока")
        return said % {"day": _day(posting.posted_on)}

    posted.short_description = gettext_lazy("На сайте с")  # type: ignore[attr-defined]

    def posting_term(self, edition: Edition) -> str:
        term = posting_of(edition=edition).term
        said = _(
            "Разместить до %(day)s включительно (ч. 3 ст. 29 273-ФЗ). Считается день, когда "
            "страница с этой редакцией открылась на этом сайте."
        ) % {"day": _day(term.last_day)}
        if term.undecreed:
            said += " " + _("Переносы выходных на %(years)s год ещё не известны.") % {
                "years": ", ".join(map(str, term.undecreed))
            }
        return said

    posting_term.short_description = gettext_lazy("Срок размещения")  # type: ignore[attr-defined]

    def who_approved(self, edition: Edition) -> str:
        return "; ".join(_said(act) for act in edition.approval_acts.all())

    who_approved.short_description = gettext_lazy("Кто утвердил")  # type: ignore[attr-defined]


def _said(act: ApprovalAct) -> str:
    """«редактор и куратор Орлова Нина: согласовано, 01.09.2026»."""
    who = f"{act.role_names} {act.person_name}".strip()
    day = _day(timezone.localtime(act.acted_at, act.school.zone))
    return f"{who}: {act.get_kind_display()}, {day}"


class ApprovalActAdmin(ReadOnlySchoolModelAdmin):
    model = ApprovalAct
    menu_label = gettext_lazy("Согласования")
    menu_icon = "clipboard-list"
    menu_order = 840
    list_display = ("title", "kind", "roles_said", "person_name", "acted_at", "edition_number")
    list_filter = ("kind", ("school", OwnSchoolsFilter))
    list_select_related = ("edition",)
    search_fields = ("title", "person_name")
    ordering = ("-acted_at", "-pk")
    empty_sentence = gettext_lazy(
        "Согласований ещё нет. Они появятся, когда черновик отправят на утверждение."
    )
    inspect_view_fields = (
        "title",
        "kind",
        "roles_said",
        "person_name",
        "acted_at",
        "comment",
        "order_number",
        "order_date",
        "in_force_from",
        "change",
        "edition_number",
        "text_digest",
    )

    def roles_said(self, act: ApprovalAct) -> str:
        return act.role_names

    roles_said.short_description = gettext_lazy("в ролях")  # type: ignore[attr-defined]

    def edition_number(self, act: ApprovalAct) -> str:
        return str(act.edition.number) if act.edition else ""

    edition_number.short_description = gettext_lazy("редакция")  # type: ignore[attr-defined]


class RepealPermissionHelper(SchoolPermissionHelper):
    """A record is made or cancelled; it is never rewritten."""

    def user_can_edit_obj(self, user: Any, obj: Any) -> bool:
        return False

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return obj.cancelled_at is None and super().user_can_delete_obj(user, obj)


class RepealForm(SchoolForm):
    """Acts are chosen from the pages of the user's schools."""

    act = forms.ChoiceField(label=gettext_lazy("Какой документ утратил силу"))
    replaced_by = forms.ChoiceField(
        label=gettext_lazy("Какой документ действует вместо него"),
        required=False,
        help_text=gettext_lazy("Оставьте пустым, если замены нет."),
    )

    def offer(self, acts: list[tuple[Any, Any, str]]) -> None:
        """``acts`` are (school, key, title) of what may be repealed."""
        self.acts = {str(key): (school, title, key) for school, key, title in acts}
        found = [(key, title) for key, (_school, title, _key) in self.acts.items()]
        self.fields["act"].choices = [("", _("Выберите документ")), *found]
        self.fields["replaced_by"].choices = [("", _("Ничем не заменён")), *found]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        key, other = cleaned.get("act"), cleaned.get("replaced_by")
        if key not in self.acts:
            return cleaned
        school, title, page_key = self.acts[key]
        if other and self.acts[other][0] != school:
            raise ValidationError(_("Документ другой школы не может заменить этот."))
        if repeal_of(page_key=page_key) is not None:
            self.add_error(
                "act",
                _("Этот документ уже записан как утративший силу. Сначала отмените ту запись."),
            )
        self.instance.school, self.instance.page_key = school, page_key
        self.instance.act_title = title
        self.instance.replaced_by_key = self.acts[other][2] if other else None
        return cleaned


class RepealAdmin(SchoolModelAdmin):
    model = Repeal
    base_form_class = RepealForm
    permission_helper_class = RepealPermissionHelper
    inspect_view_enabled = True
    menu_label = gettext_lazy("Утратили силу")
    menu_icon = "circle-xmark"
    menu_order = 835
    list_display = ("act_title", "repealed_from", "order", "state")
    search_fields = ("act_title", "order_number")
    empty_sentence = gettext_lazy(
        "Здесь появятся документы, которые отменил приказ. Старые редакции остаются на сайте, и на "
        "каждой странице документа написано, что он не действует."
    )
    panels = [
        FieldPanel("act"),
        FieldRowPanel([FieldPanel("order_number"), FieldPanel("order_date")]),
        FieldPanel("repealed_from"),
        FieldPanel("reason"),
        FieldPanel("replaced_by"),
    ]
    inspect_view_fields = ("act_title", "order", "repealed_from", "reason", "state", "made_at")

    def order(self, repeal: Repeal) -> str:
        return _("№ %(number)s от %(day)s") % {
            "number": repeal.order_number,
            "day": _day(repeal.order_date),
        }

    order.short_description = gettext_lazy("Приказ")  # type: ignore[attr-defined]

    def state(self, repeal: Repeal) -> str:
        if repeal.cancelled_at is not None:
            return _("запись отменена")
        today = timezone.localdate(timezone=repeal.school.zone)
        return _("утратил силу") if repeal.repealed_from <= today else _("ещё действует")

    state.short_description = gettext_lazy("Состояние")  # type: ignore[attr-defined]

    def limit_form(self, form: Any, request: HttpRequest, action: str) -> None:
        super().limit_form(form, request, action)
        acts = []
        for school in self.schools_for(request, action).select_related("site__root_page"):
            home = school.site.root_page
            for model in (RegulationPage, ProgrammePage, ServiceRulesPage):
                rows = model.objects.descendant_of(home).order_by("path")
                acts += [
                    (school, key, title)
                    for key, title in rows.values_list("translation_key", "title")
                ]
        form.offer(acts)

    def save_row(self, request: HttpRequest, form: Any) -> Repeal:
        row = form.instance
        return repeal_act(
            school=row.school,
            page_key=row.page_key,
            act_title=row.act_title,
            order_number=row.order_number,
            order_date=row.order_date,
            repealed_from=row.repealed_from,
            reason=row.reason,
            replaced_by_key=row.replaced_by_key,
            by=request.user,
            now=timezone.now(),
        )

    def delete_row(self, request: HttpRequest, obj: Repeal) -> None:
        cancel_repeal(repeal=obj, by=request.user, now=timezone.now())
