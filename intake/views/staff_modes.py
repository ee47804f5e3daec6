"""How the school signs, its decisions one after another; and the register of disagreements."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from intake.domain.modes import Joining, Mode
from intake.forms.people_acts import ModeForm
from intake.models import GuardianObjection, SigningMode
from intake.services.modes import ModeRefused, record_mode
from intake.views.act_page import SchoolsActView
from intake.views.staff_register import NameSearchHandler, ReadOnlyPersonalModelAdmin
from mentoring_pages.models import School
from mentoring_pages.school_admin import ReadOnlyPermissionHelper, ReadOnlySchoolModelAdmin
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.membership import reach


class ModePermissionHelper(ReadOnlyPermissionHelper):
    """Decisions are added by a form of their own and never changed."""

    def user_can_create(self, user: Any) -> bool:
        found = reach(user=user, permission="intake.add_signingmode")
        return School.objects.filter(found.rows(school_path="pk")).exists()


class ModeAdmin(ReadOnlySchoolModelAdmin):
    model = SigningMode
    menu_label = _("Как подписывают")
    menu_icon = "edit"
    menu_order = 205
    permission_helper_class = ModePermissionHelper
    list_display = ("mode", "from_shown", "order", "decided_by", "joining", "check_first")
    empty_sentence = _(
        "Решения нет, и это не ошибка: согласия подписывают кодом или на бумаге, а соглашение "
        "наставника и наставляемого – на бумаге. Другой порядок директор записывает с приказом."
    )
    list_filter = (("school", OwnSchoolsFilter),)
    inspect_view_enabled = True
    inspect_view_fields = (
        "mode",
        "from_shown",
        "order",
        "decided_by",
        "is_clause_amended",
        "joining",
        "check_first",
    )

    def create_view(self, request: HttpRequest) -> HttpResponse:
        return redirect("nastavnik_mode")

    @admin.display(description=_("с какого дня"), ordering="from_day")
    def from_shown(self, obj: SigningMode) -> str:
        return date_format(obj.from_day, "d.m.Y")

    @admin.display(description=_("приказ"))
    def order(self, obj: SigningMode) -> str:
        return f"№\N{NO-BREAK SPACE}{obj.order_number}, {date_format(obj.order_date, 'd.m.Y')}"


class ModeView(SchoolsActView):
    permission = "intake.add_signingmode"
    title = _("Установить порядок подписания")
    intro = _(
        "Решение действует с названного дня, прежние остаются в истории. Без решения школа "
        "подписывает согласия кодом, а соглашение на бумаге. Бумага открыта всегда."
    )
    form_class = ModeForm
    submit_label = _("Установить")
    icon = "edit"

    def back_url(self) -> str:
        return reverse("intake_signingmode_modeladmin_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "today": self.today,
            "schools": self.schools,
        }

    def form_valid(self, form: ModeForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            record_mode(
                school=self.chosen_school(answers),
                mode=Mode(answers["mode"]),
                from_day=answers["from_day"],
                order_number=answers["order_number"],
                order_date=answers["order_date"],
                decided_by=answers["decided_by"],
                is_clause_amended=answers["is_clause_amended"],
                joining=Joining(answers["joining"]),
                check_first=answers["check_first"],
                by=self.request.user,
                now=self.now,
            )
        except ModeRefused as problem:
            form.add_error(problem.field, problem.words)
            return self.form_invalid(form)
        messages.success(self.request, _("Порядок подписания установлен."))
        return redirect(self.back_url())


class ObjectionButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        helper = self.permission_helper
        if obj.lifted_at is None and helper.reach(self.request.user, "change").covers(
            obj.school_id
        ):
            label = _("Записать решение")
            buttons.append(
                {
                    "url": reverse("nastavnik_objection_lift", args=[obj.key]),
                    "label": label,
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": label,
                }
            )
        return buttons


class OpenFilter(admin.SimpleListFilter):
    title = _("решение")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("ещё нет"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(lifted_at__isnull=True) if self.value() == "yes" else queryset


class ObjectionAdmin(ReadOnlyPersonalModelAdmin):
    model = GuardianObjection
    menu_label = _("Разногласия")
    menu_icon = "warning"
    menu_order = 130
    button_helper_class = ObjectionButtonHelper
    list_display = ("child", "who", "raised", "how", "outcome")
    empty_sentence = _(
        "Никто не возражал. Если второй представитель против, откройте ребёнка в разделе «Люди» и "
        "нажмите «Записать возражение»."
    )
    list_filter = (OpenFilter, ("school", OwnSchoolsFilter))
    list_select_related = ("ward", "objector", "school")
    search_handler_class = NameSearchHandler
    search_fields = ("ward__search_name", "objector__search_name")
    inspect_view_fields = ("child", "who", "raised", "how", "outcome")

    @admin.display(description=_("ребёнок"), ordering="ward__family_name")
    def child(self, obj: GuardianObjection) -> str:
        return obj.ward.full_name

    @admin.display(description=_("кто возражает"), ordering="objector__family_name")
    def who(self, obj: GuardianObjection) -> str:
        return obj.objector.full_name

    @admin.display(description=_("когда"), ordering="raised_at")
    def raised(self, obj: GuardianObjection) -> str:
        return date_format(localtime(obj.raised_at, obj.school.zone), "d.m.Y H:i")

    @admin.display(description=_("чем закончилось"), ordering="decision")
    def outcome(self, obj: GuardianObjection) -> str:
        if obj.lifted_at is None:
            return str(_("решения ещё нет"))
        words = str(obj.get_decision_display())
        if obj.decision_number and obj.decision_date:
            day = date_format(obj.decision_date, "d.m.Y")
            return f"{words}, №\N{NO-BREAK SPACE}{obj.decision_number} {day}"
        return words
