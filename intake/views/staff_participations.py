"""The register of participations: entered by staff, counted by reports."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Max, Min, Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from intake.models import Participation
from intake.services.participation import record_participation
from intake.views.staff_register import PersonalModelAdmin
from mentoring_pages.school_admin import SchoolPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter


class YearFilter(admin.SimpleListFilter):
    """Participations that lasted at least a day of the calendar year."""

    title = _("год")
    parameter_name = "year"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        ends = model_admin.get_queryset(request).aggregate(
            first=Min("started_on"), started=Max("started_on"), ended=Max("ended_on")
        )
        if ends["first"] is None:
            return []
        last = max(day for day in (ends["started"], ends["ended"]) if day)
        years = range(max(last.year, timezone.localdate().year), ends["first"].year - 1, -1)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if not value or not value.isdecimal() or not 1900 < int(value) < 2200:
            return queryset
        first, last = date(int(value), 1, 1), date(int(value), 12, 31)
        return queryset.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=first), started_on__lte=last
        )


class ParticipationPermissionHelper(SchoolPermissionHelper):
    """A participation is ended or corrected, never deleted: reports have counted it."""

    def user_can_delete_obj(self, user: Any, obj: Any) -> bool:
        return False


class ParticipationAdmin(PersonalModelAdmin):
    model = Participation
    class_path = "person__school_class"
    menu_label = _("Участия")
    menu_icon = "group"
    menu_order = 140
    permission_helper_class = ParticipationPermissionHelper
    list_display = ("who", "role", "form", "category", "team_shown", "since", "until", "confirmed")
    list_export = (
        "who",
        "school_class",
        "role",
        "form",
        "category",
        "young_specialist",
        "trained",
        "team_kind",
        "team",
        "started_on",
        "ended_on",
        "ended_how",
        "order_number",
        "order_date",
    )
    export_filename = "participations"
    list_filter = (
        "role",
        ("form", OwnSchoolsFilter),
        "category",
        YearFilter,
        "ended_how",
        ("school", OwnSchoolsFilter),
    )
    list_select_related = ("person", "form", "school")
    search_fields = ("person__search_name",)
    states_only_display = ("who", "role", "form", "since", "until")
    inspect_view_fields = (
        "who",
        "role",
        "form",
        "category",
        "young_specialist",
        "trained",
        "team_kind",
        "team",
        "since",
        "until",
        "ended_how",
        "order_number",
        "order_date",
    )
    states_only_search = ("person__search_name",)
    states_only_inspect = ("who", "role", "form", "since", "until")
    panels = [
        FieldPanel("school"),
        FieldPanel("person"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("role"), FieldPanel("form")]),
                FieldPanel("category"),
                FieldRowPanel([FieldPanel("young_specialist"), FieldPanel("trained")]),
                FieldRowPanel([FieldPanel("team_kind"), FieldPanel("team")]),
            ],
            heading=_("Кто и в чём участвует"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("started_on"), FieldPanel("ended_on")]),
                FieldPanel("ended_how"),
            ],
            heading=_("Когда"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("order_number"), FieldPanel("order_date")])],
            heading=_("Приказ о закреплении"),
        ),
    ]

    @admin.display(description=_("человек"), ordering="person__family_name")
    def who(self, obj: Participation) -> str:
        return obj.person.full_name if obj.person else str(_("сведения удалены"))

    @admin.display(description=_("класс"), ordering="person__school_class")
    def school_class(self, obj: Participation) -> str:
        return obj.person.school_class if obj.person else ""

    @admin.display(description=_("пара, группа"), ordering="team")
    def team_shown(self, obj: Participation) -> str:
        return obj.team

    @admin.display(description=_("с"), ordering="started_on")
    def since(self, obj: Participation) -> str:
        return date_format(obj.started_on, "d.m.Y")

    @admin.display(description=_("по"), ordering="ended_on")
    def until(self, obj: Participation) -> str:
        return date_format(obj.ended_on, "d.m.Y") if obj.ended_on else ""

    @admin.display(description=_("приказ"))
    def confirmed(self, obj: Participation) -> str:
        return f"№\N{NO-BREAK SPACE}{obj.order_number}" if obj.is_confirmed else str(_("нет"))

    def limit_form(self, form: Any, request: HttpRequest, action: str) -> None:
        super().limit_form(form, request, action)
        form.fields["person"].required = form.instance.pk is None or bool(form.instance.person_id)

    def save_row(self, request: HttpRequest, form: Any) -> Participation:
        return record_participation(
            participation=form.instance, by=request.user, now=timezone.now()
        )
