"""The register of requests «что обо мне хранится» and what staff do with one."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.forms.privacy import AskForm, ExtendForm, GroundForm
from intake.forms.staff import ConfirmForm
from intake.models import Person, SubjectRequest
from intake.services.subject_request import RequestRefused, answer, ask, extend, refuse
from intake.views.staff_acts import StaffActView
from intake.views.staff_people import person_address
from intake.views.staff_register import NameSearchHandler, ReadOnlyPersonalModelAdmin
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper

REGISTER = "intake_subjectrequest_modeladmin_index"


class SubjectRequestButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        reach = self.permission_helper.reach(self.request.user, "change")
        if obj.closed_at is not None or not reach.covers(obj.school_id):
            return buttons
        acts = [
            ("nastavnik_subject_request_answer", _("Ответить")),
            ("nastavnik_subject_request_extend", _("Продлить срок")),
            ("nastavnik_subject_request_refuse", _("Отказать")),
        ]
        classname = self.finalise_classname(["button-secondary", "button-small"])
        return buttons + [
            {
                "url": reverse(name, args=[obj.key]),
                "label": label,
                "classname": classname,
                "title": label,
            }
            for name, label in acts
            if name != "nastavnik_subject_request_extend" or obj.extended_at is None
        ]


class OpenFilter(admin.SimpleListFilter):
    title = _("ответ")
    parameter_name = "open"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("ждут ответа")), ("no", _("закрыты"))]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        match self.value():
            case "yes":
                return queryset.filter(closed_at__isnull=True)
            case "no":
                return queryset.filter(closed_at__isnull=False)
        return queryset


class SubjectRequestAdmin(ReadOnlyPersonalModelAdmin):
    model = SubjectRequest
    class_path = "person__school_class"
    menu_label = _("Запросы о данных")
    menu_icon = "help"
    menu_order = 235
    button_helper_class = SubjectRequestButtonHelper
    search_handler_class = NameSearchHandler
    search_fields = ("person__search_name",)
    list_display = ("about", "who_asked", "received_on", "due_on", "state")
    list_filter = (OpenFilter, ("school", OwnSchoolsFilter))
    list_select_related = ("person", "asker", "school")
    inspect_view_fields = (
        "about",
        "who_asked",
        "how",
        "received_on",
        "due_on",
        "extension_reason",
        "state",
        "refusal_ground",
        "closed_at",
        "answer_digest",
    )
    empty_sentence = _(
        "Запросов ещё нет. Откройте человека в разделе «Люди» и нажмите «Запрос о данных»."
    )

    @admin.display(description=_("о ком"), ordering="person__family_name")
    def about(self, obj: SubjectRequest) -> str:
        return obj.person.full_name

    @admin.display(description=_("кто спросил"))
    def who_asked(self, obj: SubjectRequest) -> str:
        return str(_("сам(а)") if obj.asker_id == obj.person_id else obj.asker.full_name)

    @admin.display(description=_("чем закончился"))
    def state(self, obj: SubjectRequest) -> str:
        return obj.get_outcome_display() if obj.outcome else str(_("ждёт ответа"))


class AskView(StaffActView):
    model = Person
    permission = "intake.add_subjectrequest"
    title = _("Запрос о данных")
    intro = _(
        "Человек спросил, что о нём хранит школа. Ответить надо за десять рабочих дней; ответ "
        "составит программа: всё об этом человеке и ничего о других."
    )
    form_class = AskForm
    submit_label = _("Записать запрос")
    icon = "help"

    def back_url(self) -> str:
        return person_address(self.row)

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("О ком"), self.row.full_name)]

    def get_form_kwargs(self) -> dict[str, Any]:
        guardians = self.row.guardians_of.select_related("guardian")
        people = [(self.row, _("сам(а)"))]
        people += [(one.guardian, one.get_kind_display()) for one in guardians]
        self.people = {str(person.key): person for person, _who in people}
        return {**super().get_form_kwargs(), "people": people}

    def form_valid(self, form: AskForm) -> HttpResponse:
        try:
            row = ask(
                person=self.row,
                asker=self.people[form.cleaned_data["asker"]],
                how=form.cleaned_data["how"],
                received_on=form.cleaned_data["received_on"],
                actor_key=f"user:{self.request.user.pk}",
                now=self.now,
            )
        except RequestRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        return self.done(
            _("Запрос записан. Ответьте до %(day)s: раздел «Запросы о данных».")
            % {"day": date_format(row.due_on, "j E Y")}
        )


class SubjectRequestActView(StaffActView):
    model = SubjectRequest
    permission = "intake.change_subjectrequest"
    form_class = ConfirmForm

    def back_url(self) -> str:
        return reverse(REGISTER)

    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        return [
            (_("О ком"), row.person.full_name),
            (_("Кто спросил"), row.asker.full_name),
            (_("Получен"), date_format(row.received_on, "j E Y")),
            (_("Ответить до"), date_format(row.due_on, "j E Y")),
        ]


class AnswerView(SubjectRequestActView):
    title = _("Ответ на запрос о данных")
    intro = _(
        "Программа соберёт всё, что хранится об этом человеке: PDF для чтения, JSON и его "
        "экземпляры документов. Файл скачается один раз и у нас не останется. Отдайте его тому, "
        "кто спросил, на бумаге или тем же способом, каким пришёл запрос."
    )
    submit_label = _("Составить ответ и закрыть запрос")
    icon = "download"

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            data = answer(row=self.row, by=self.request.user, now=self.now)
        except RequestRefused as problem:
            return self.not_done(problem.words)
        self.seen(self.row.school, "subjectrequest.answer", str(self.row.person.key))
        response = HttpResponse(data, content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="otvet-{self.row.key}.zip"'
        response["Cache-Control"] = "private, no-store"
        return response


class ExtendView(SubjectRequestActView):
    title = _("Продлить срок ответа")
    intro = _(
        "Закон позволяет один раз прибавить пять рабочих дней, если сообщить человеку почему."
    )
    form_class = ExtendForm
    submit_label = _("Продлить")
    icon = "time"

    def form_valid(self, form: ExtendForm) -> HttpResponse:
        try:
            row = extend(
                row=self.row,
                reason=form.cleaned_data["reason"],
                by=self.request.user,
                now=self.now,
            )
        except RequestRefused as problem:
            return self.not_done(problem.words)
        day = date_format(row.due_on, "j E Y")
        return self.done(_("Срок продлён до %(day)s. Сообщите об этом человеку.") % {"day": day})


class RefuseAnswerView(SubjectRequestActView):
    title = _("Отказать в ответе")
    intro = _("Отказ возможен только со ссылкой на закон и в тот же срок, что ответ.")
    form_class = GroundForm
    submit_label = _("Отказать")
    icon = "cross"
    is_serious = True

    def form_valid(self, form: GroundForm) -> HttpResponse:
        try:
            refuse(
                row=self.row,
                ground=form.cleaned_data["ground"],
                by=self.request.user,
                now=self.now,
            )
        except RequestRefused as problem:
            return self.not_done(problem.words)
        return self.done(_("Отказ записан. Отдайте его тому, кто спросил."))
