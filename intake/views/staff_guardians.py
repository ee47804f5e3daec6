"""What staff do about representatives: check, end, record a disagreement and its decision."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from intake.domain.guardianship import GuardianKind
from intake.forms.people_acts import (
    CheckGuardianForm,
    EndGuardianForm,
    LiftForm,
    ObjectionRecordForm,
)
from intake.forms.staff import ConfirmForm
from intake.models import GuardianObjection, Guardianship, Person
from intake.people_labels import PRINTED_KINDS, STAFF_TROUBLES
from intake.services.guardianship import (
    BasisRefused,
    authority_answer,
    check_guardian,
    end_guardianship,
    lasting,
)
from intake.services.objection import (
    ObjectionRefused,
    lift_objection,
    objection_words,
    raise_objection,
)
from intake.services.onlooker import invite_onlooker
from intake.services.rule import school_day
from intake.vault import KeyDestroyed
from intake.views.staff_acts import StaffActView
from intake.views.staff_family import PersonActView
from mentoring_pages.services.membership import reach


class GuardianshipActView(StaffActView):
    model = Guardianship
    key_field = "pk"
    permission = "intake.change_guardianship"

    def row_or_404(self, key: Any) -> Any:
        found = reach(user=self.request.user, permission=self.permission)
        row = (
            Guardianship.objects.filter(found.rows(school_path="ward__school"), pk=key)
            .select_related("guardian__school", "ward__school")
            .first()
        )
        if row is None:
            raise Http404
        row.school = row.ward.school
        return row

    def row_key(self) -> Any:
        return self.row.ward.key

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.ward.pk])

    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        answer = authority_answer(
            guardian=row.guardian,
            ward=row.ward,
            day=school_day(school=row.school, now=self.now),
        )
        born = row.ward.birth_date
        return [
            (_("Представитель"), row.guardian.full_name),
            (_("Ребёнок"), row.ward.full_name),
            (_("Дата рождения ребёнка"), date_format(born, "d.m.Y") if born else "–"),
            (_("На бумагах"), PRINTED_KINDS[answer.printed] if answer.printed else "–"),
            (_("Сейчас"), STAFF_TROUBLES[answer.trouble] if answer.trouble else _("действует")),
            (_("Кто назвал"), row.get_named_by_display()),
        ]


class CheckGuardianView(GuardianshipActView):
    title = _("Сверить полномочия представителя")
    intro = _(
        "Что подписал представитель, начнёт действовать после сверки. Копию документа не снимайте: "
        "хватит реквизитов. Ваше имя и время сохранятся."
    )
    form_class = CheckGuardianForm
    submit_label = _("Полномочия сверены")
    icon = "check"

    def get_initial(self) -> dict[str, Any]:
        row = self.row
        return {"kind": row.kind, "valid_from": row.valid_from, "valid_to": row.valid_to}

    def form_valid(self, form: CheckGuardianForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            check_guardian(
                guardianship=self.row,
                kind=GuardianKind(answers["kind"]),
                basis=form.basis(),
                valid_from=answers["valid_from"],
                valid_to=answers["valid_to"],
                how=answers["identified_how"],
                by=self.request.user,
                now=self.now,
            )
        except BasisRefused as problem:
            form.add_error(problem.field, problem.words)
            return self.form_invalid(form)
        return self.done(_("Полномочия сверены. Подписанное этим представителем действует."))


class EndGuardianView(GuardianshipActView):
    title = _("Прекратить полномочия")
    intro = _("Подписанное раньше остаётся в силе. Новое этот представитель не подпишет.")
    form_class = EndGuardianForm
    submit_label = _("Прекратить")
    icon = "cross"
    is_serious = True

    def form_valid(self, form: EndGuardianForm) -> HttpResponse:
        if not end_guardianship(
            guardianship=self.row,
            last_day=form.cleaned_data["last_day"],
            why=form.cleaned_data["why"],
            by=self.request.user,
            now=self.now,
        ):
            return self.not_done(_("Полномочия уже были прекращены."))
        return self.done(_("Полномочия прекращены."))


class InviteOnlookerView(GuardianshipActView):
    title = _("Сообщить второму представителю")
    intro = _(
        "Он получит личную ссылку на страницу, где видно, что подписано за ребёнка. Там можно "
        "возразить. Подписывать по этой ссылке нельзя."
    )
    form_class = ConfirmForm
    submit_label = _("Отправить ссылку")
    icon = "mail"

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if not invite_onlooker(guardianship=self.row, by=self.request.user, now=self.now):
            return self.not_done(
                _("Отправить некуда: контакта нет, или за ребёнка ещё ничего не подписывали.")
            )
        return self.done(_("Ссылка поставлена в очередь на отправку."))


class RecordObjectionView(PersonActView):
    title = _("Записать возражение представителя")
    intro = _(
        "Публикации о ребёнке прекратятся сразу, новые документы за него никто не подпишет. Снять "
        "разногласие можно только записанным решением."
    )
    permission = "intake.add_guardianobjection"
    form_class = ObjectionRecordForm
    submit_label = _("Записать возражение")
    icon = "warning"
    is_serious = True

    def _guardians(self) -> dict[int, Person]:
        day = school_day(school=self.row.school, now=self.now)
        rows = lasting(self.row.guardians_of.all(), day=day).select_related("guardian")
        return {row.guardian.pk: row.guardian for row in rows}

    def get_form_kwargs(self) -> dict[str, Any]:
        choices = [(pk, person.full_name) for pk, person in self._guardians().items()]
        return super().get_form_kwargs() | {"choices": choices}

    def form_valid(self, form: ObjectionRecordForm) -> HttpResponse:
        try:
            raise_objection(
                ward=self.row,
                objector=self._guardians()[int(form.cleaned_data["objector"])],
                words=form.cleaned_data["words"],
                by=self.request.user,
                now=self.now,
            )
        except ObjectionRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        return self.done(_("Возражение записано. Публикации о ребёнке прекращены."))


class LiftObjectionView(StaffActView):
    model = GuardianObjection
    permission = "intake.change_guardianobjection"
    title = _("Записать решение по разногласию")
    intro = _(
        "Только записанное решение снимает разногласие. Снятое с сайта само не вернётся: редактор "
        "опубликует его заново."
    )
    form_class = LiftForm
    submit_label = _("Записать решение")
    icon = "check"

    def back_url(self) -> str:
        return reverse("intake_guardianobjection_modeladmin_index")

    def facts(self) -> list[tuple[str, Any]]:
        try:
            words = objection_words(self.row)
        except KeyDestroyed:
            words = ""
        return [
            (_("Ребёнок"), self.row.ward.full_name),
            (_("Кто возражает"), self.row.objector.full_name),
            (_("С чем не согласен"), words or _("не написано")),
        ]

    def form_valid(self, form: LiftForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            lifted = lift_objection(
                objection=self.row,
                decision=answers["decision"],
                number=answers["number"],
                decided_on=answers["decided_on"],
                by=self.request.user,
                now=self.now,
            )
        except ObjectionRefused as problem:
            form.add_error("number", problem.words)
            return self.form_invalid(form)
        if not lifted:
            return self.not_done(_("Решение уже было записано."))
        return self.done(_("Решение записано. Разногласие снято."))
