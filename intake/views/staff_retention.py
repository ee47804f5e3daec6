"""Holds, acts of destruction and destroying on demand."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import TemplateView

from intake.documents.held import destruction_pdf
from intake.forms.privacy import DestroyForm, HoldForm
from intake.models import DestructionAct, LegalHold, Person
from intake.services.privacy import record_access
from intake.services.retention import (
    StillNeeded,
    destroy_on_demand,
    lift_hold,
    near_destruction,
    place_hold,
)
from intake.services.rule import school_day
from intake.views.staff_acts import StaffActView
from intake.views.staff_people import person_address
from intake.views.staff_register import NameSearchHandler, ReadOnlyPersonalModelAdmin
from mentoring_pages.models import School
from mentoring_pages.school_admin_views import OwnSchoolsFilter, SchoolButtonHelper
from mentoring_pages.services.membership import reach


class HoldButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        buttons = super().get_buttons_for_obj(obj, *args, **kwargs)
        may = self.permission_helper.reach(self.request.user, "change").covers(obj.school_id)
        if obj.lifted_at is None and may:
            label = _("Снять запрет")
            buttons.append(
                {
                    "url": reverse("nastavnik_hold_lift", args=[obj.pk]),
                    "label": label,
                    "classname": self.finalise_classname(["button-secondary", "button-small"]),
                    "title": label,
                }
            )
        return buttons


class LegalHoldAdmin(ReadOnlyPersonalModelAdmin):
    model = LegalHold
    class_path = "person__school_class"
    menu_label = _("Не уничтожать")
    menu_icon = "lock"
    menu_order = 236
    button_helper_class = HoldButtonHelper
    search_handler_class = NameSearchHandler
    search_fields = ("person__search_name",)
    list_display = ("about", "basis", "placed_at", "lifted_at")
    list_filter = (("school", OwnSchoolsFilter),)
    list_select_related = ("person", "school")
    inspect_view_fields = ("about", "basis", "placed_at", "lifted_at")
    empty_sentence = _(
        "Запретов нет. Если идёт спор или проверка, откройте человека и нажмите «Не уничтожать»."
    )

    @admin.display(description=_("о ком"), ordering="person__family_name")
    def about(self, obj: LegalHold) -> str:
        return obj.person.full_name


class DestructionActButtonHelper(SchoolButtonHelper):
    def get_buttons_for_obj(self, obj: Any, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        label = _("Открыть PDF")
        return [
            *super().get_buttons_for_obj(obj, *args, **kwargs),
            {
                "url": reverse("nastavnik_destruction_pdf", args=[obj.key]),
                "label": label,
                "classname": self.finalise_classname(["button-secondary", "button-small"]),
                "title": label,
            },
        ]


class DestructionActAdmin(ReadOnlyPersonalModelAdmin):
    model = DestructionAct
    menu_label = _("Акты об уничтожении")
    menu_icon = "bin"
    menu_order = 237
    button_helper_class = DestructionActButtonHelper
    list_display = ("day", "people", "made_at")
    list_filter = (("school", OwnSchoolsFilter),)
    list_select_related = ("school",)
    inspect_view_fields = ("day", "people", "made_at")
    empty_sentence = _("Актов ещё нет: ничей срок хранения не закончился.")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("lines")

    @admin.display(description=_("человек"))
    def people(self, obj: DestructionAct) -> int:
        return len(obj.lines.all())


class DestructionPdfView(View):
    """The act of a day, to be printed and signed."""

    def get(self, request: HttpRequest, key: Any) -> HttpResponse:
        found = reach(user=request.user, permission="intake.view_destructionact")
        act = (
            DestructionAct.objects.filter(found.rows(school_path="school"), key=key)
            .select_related("school")
            .first()
        )
        if act is None:
            raise Http404
        now = timezone.now()
        record_access(
            school=act.school,
            user=request.user,
            action="destructionact.pdf",
            subject_key=str(act.key),
            now=now,
        )
        data = destruction_pdf(act=act, made_at=now.astimezone(act.school.zone))
        response = HttpResponse(data, content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="akt-{act.day}.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response


class HoldView(StaffActView):
    model = Person
    permission = "intake.add_legalhold"
    title = _("Не уничтожать сведения")
    intro = _(
        "Пока запрет не снят, сведения этого человека не уничтожаются, даже если срок хранения "
        "закончился. Ставьте его, когда идёт спор, проверка или суд."
    )
    form_class = HoldForm
    submit_label = _("Установить запрет")
    icon = "lock"

    def back_url(self) -> str:
        return person_address(self.row)

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("О ком"), self.row.full_name)]

    def form_valid(self, form: HoldForm) -> HttpResponse:
        basis = form.cleaned_data["basis"]
        place_hold(person=self.row, basis=basis, by=self.request.user, now=self.now)
        return self.done(_("Запрет установлен. Снять его можно в разделе «Не уничтожать»."))


class LiftHoldView(StaffActView):
    model = LegalHold
    key_field = "pk"
    permission = "intake.change_legalhold"
    title = _("Снять запрет уничтожать сведения")
    intro = _("Сведения снова хранятся столько, сколько положено по сроку, и не дольше.")
    submit_label = _("Снять запрет")
    icon = "lock-open"

    def back_url(self) -> str:
        return reverse("intake_legalhold_modeladmin_index")

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("О ком"), self.row.person.full_name), (_("Основание"), self.row.basis)]

    def form_valid(self, form: Any) -> HttpResponse:
        if not lift_hold(hold=self.row, by=self.request.user, now=self.now):
            return self.not_done(_("Этот запрет уже снят."))
        return self.done(_("Запрет снят."))


class DestroyView(StaffActView):
    model = Person
    permission = "intake.add_destructionact"
    title = _("Удалить сведения о человеке")
    intro = _(
        "Имя, дата рождения, контакты, документы и подписи этого человека станут нечитаемыми "
        "навсегда, его страницы и снимки уйдут с сайта, в отчётах останется участие без имени. "
        "Строка об этом встанет в акт об уничтожении."
    )
    form_class = DestroyForm
    submit_label = _("Удалить навсегда")
    icon = "bin"
    is_serious = True

    def back_url(self) -> str:
        return person_address(self.row)

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("О ком"), self.row.full_name)]

    def form_valid(self, form: DestroyForm) -> HttpResponse:
        try:
            destroy_on_demand(person=self.row, by=self.request.user, now=self.now)
        except StillNeeded as problem:
            return self.not_done(why_kept(problem))
        return self.done(_("Сведения удалены. Строка встала в акт об уничтожении."))


def why_kept(problem: StillNeeded) -> str:
    """Why the data stay, and what to do."""
    if problem.last_day is None:
        return str(
            _(
                "Удалить пока нельзя: действуют документы или участие, идёт запрос или стоит "
                "запрет. Сначала закончите участие и отзовите согласия."
            )
        )
    return _(
        "Подписанные документы хранятся как доказательство до %(day)s. После этого дня сведения "
        "уничтожатся сами."
    ) % {"day": date_format(problem.last_day, "j E Y")}


class SoonDestroyedView(TemplateView):
    """Whose data are destroyed within the notice, so that a reason to hold is seen in time."""

    template_name = "intake/staff/soon_destroyed.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = reach(user=self.request.user, permission="intake.add_destructionact")
        schools = list(School.objects.filter(found.rows(school_path="pk")))
        if not schools:
            raise Http404
        now = timezone.now()
        people = [
            (one, person_address(one.person))
            for school in schools
            for one in near_destruction(school=school, day=school_day(school=school, now=now))
        ]
        for school in schools:
            record_access(
                school=school,
                user=self.request.user,
                action="legalhold.soon",
                detail=str(len(people)),
                now=now,
            )
        return super().get_context_data(people=people, **kwargs)
