"""The register of meetings, and opening one."""

from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.forms.staff_meeting import OpenMeetingForm
from intake.models import Meeting, Person
from intake.services.meeting import MeetingRefused, open_meeting
from intake.views.act_page import SchoolsActView
from intake.views.staff_register import ReadOnlyPersonalModelAdmin
from mentoring_pages.school_admin import ReadOnlyPermissionHelper
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.membership import reach


class MeetingPermissionHelper(ReadOnlyPermissionHelper):
    """Meetings are opened by a form of their own."""

    def user_can_create(self, user: Any) -> bool:
        found = reach(user=user, permission="intake.add_meeting")
        return found.everywhere or bool(found.schools)


class MeetingButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        label = _("Вести собрание")
        return [
            {
                "url": reverse("nastavnik_meeting", args=[obj.key]),
                "label": label,
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": label,
            },
            *super().get_buttons_for_obj(obj, *args, **kwargs),
        ]


class MeetingAdmin(ReadOnlyPersonalModelAdmin):
    model = Meeting
    class_path = "school_class"
    menu_label = _("Собрания")
    menu_icon = "group"
    menu_order = 125
    permission_helper_class = MeetingPermissionHelper
    button_helper_class = MeetingButtonHelper
    list_display = ("school_class", "day", "host")
    list_display_add_buttons = "school_class"
    states_only_display = ("school_class", "day", "host")
    inspect_view_fields = ("school_class", "day", "host")
    states_only_inspect = ("school_class", "day", "host")
    list_filter = ("school_class", ("school", OwnSchoolsFilter))
    list_select_related = ("school", "held_by")
    empty_sentence = _("Собраний ещё не было. Нажмите «Добавить», чтобы открыть собрание класса.")
    empty_for_readers = _("Собраний вашего класса ещё не было. Их открывает куратор.")

    def create_view(self, request: HttpRequest) -> HttpResponse:
        return redirect("nastavnik_meetings_open")

    @admin.display(description=_("день"), ordering="held_on")
    def day(self, obj: Meeting) -> str:
        return date_format(obj.held_on, "d.m.Y")

    @admin.display(description=_("проводит"))
    def host(self, obj: Meeting) -> str:
        return obj.held_by.get_full_name() or obj.held_by.get_username()


class OpenMeetingView(SchoolsActView):
    permission = "intake.add_meeting"
    title = _("Открыть собрание класса")
    intro = _(
        "В список попадут все семьи класса. Письма не уйдут: вместо них вы напечатаете листки с "
        "личным QR-кодом. Отмечать, кто пришёл, будет классный руководитель или вы."
    )
    form_class = OpenMeetingForm
    submit_label = _("Открыть собрание")
    icon = "group"

    def back_url(self) -> str:
        return reverse("intake_meeting_modeladmin_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        staff = get_user_model().objects.filter(memberships__school__in=self.schools)
        return super().get_form_kwargs() | {
            "classes": self._classes(),
            "staff": staff.distinct().order_by("last_name", "first_name", "username"),
            "today": self.today,
        }

    def _classes(self) -> list[tuple[str, str]]:
        found = (
            Person.objects.filter(school__in=self.schools, erased_at__isnull=True)
            .exclude(school_class="")
            .order_by("school", "school_class")
            .values_list("school_id", "school_class")
            .distinct()
        )
        names = {school.pk: school.short_name for school in self.schools}
        return [
            (f"{pk}:{name}", f"{names[pk]}, {name}" if len(names) > 1 else name)
            for pk, name in found
        ]

    def form_valid(self, form: OpenMeetingForm) -> HttpResponse:
        pk, _colon, name = form.cleaned_data["school_class"].partition(":")
        if not self._may_open(form.cleaned_data["held_by"], int(pk), name):
            words = _(
                "Этот сотрудник не откроет страницу собрания: класс %(name)s у него не записан. "
                "Выберите другого или попросите администратора вписать ему этот класс."
            )
            form.add_error("held_by", words % {"name": name})
            return self.form_invalid(form)
        try:
            meeting = open_meeting(
                school=next(one for one in self.schools if one.pk == int(pk)),
                school_class=name,
                held_on=form.cleaned_data["held_on"],
                held_by=form.cleaned_data["held_by"],
                by=self.request.user,
                now=self.now,
            )
        except MeetingRefused as problem:
            form.add_error("held_on", problem.words)
            return self.form_invalid(form)
        return redirect("nastavnik_meeting", meeting.key)

    def _may_open(self, user: Any, school_id: int, school_class: str) -> bool:
        """Whether the page of the meeting is within reach of whoever is to hold it."""
        found = reach(user=user, permission="intake.view_meeting")
        return found.covers(school_id) or school_class in found.classes.get(school_id, ())
