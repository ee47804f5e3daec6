"""What staff record about one person's own right to sign: a special state, joining, leaving."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.domain.signing import SignerRole
from intake.forms.people_acts import JoinForm, StatusForm
from intake.forms.staff import ConfirmForm
from intake.models import LegalStatus
from intake.services.capacity import StatusRefused, end_status, record_status
from intake.services.pep import NoPepWording, join_at_school, leave_agreement
from intake.views.staff_acts import StaffActView
from intake.views.staff_family import PersonActView
from mentoring_pages.services.membership import reach


class RecordStatusView(PersonActView):
    title = _("Записать особое состояние")
    intro = _(
        "Дееспособный до 18 лет подписывает сам, родитель с 16 лет действует за своего ребёнка "
        "сам. Запишите реквизиты документа, копию не снимайте. Ваше имя и время сохранятся."
    )
    permission = "intake.add_legalstatus"
    form_class = StatusForm
    submit_label = _("Записать")
    icon = "user"

    def form_valid(self, form: StatusForm) -> HttpResponse:
        basis = form.basis()
        if basis is None:
            return self.form_invalid(form)
        try:
            record_status(
                person=self.row,
                kind=form.cleaned_data["kind"],
                from_day=form.cleaned_data["from_day"],
                basis=basis,
                by=self.request.user,
                now=self.now,
            )
        except StatusRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        return self.done(_("Состояние записано. Кто подписывает, посчитано заново."))


class EndStatusView(StaffActView):
    model = LegalStatus
    key_field = "pk"
    permission = "intake.add_legalstatus"
    title = _("Отменить особое состояние")
    intro = _("Если оно записано по ошибке. Подписанное раньше остаётся в силе.")
    form_class = ConfirmForm
    submit_label = _("Отменить состояние")
    icon = "cross"
    is_serious = True

    def row_or_404(self, key: Any) -> Any:
        found = reach(user=self.request.user, permission=self.permission)
        row = (
            LegalStatus.objects.filter(found.rows(school_path="person__school"), pk=key)
            .select_related("person__school")
            .first()
        )
        if row is None:
            raise Http404
        row.school = row.person.school
        return row

    def row_key(self) -> Any:
        return self.row.person.key

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.person.pk])

    def facts(self) -> list[tuple[str, Any]]:
        return [(_("Человек"), self.row.person), (_("Состояние"), self.row.get_kind_display())]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if not end_status(status=self.row, by=self.request.user, now=self.now):
            return self.not_done(_("Состояние уже было отменено."))
        return self.done(_("Состояние отменено."))


class JoinView(PersonActView):
    title = _("Присоединить к подписи кодом")
    intro = _(
        "Человек перед вами, вы видите его документ и он прочитал соглашение. Это нужно один раз: "
        "для всех детей и на все годы. Ваше имя и время сохранятся."
    )
    permission = "intake.add_signatureagreement"
    form_class = JoinForm
    submit_label = _("Присоединить")
    icon = "key"

    def form_valid(self, form: JoinForm) -> HttpResponse:
        is_guardian = self.row.wards_of.exists()
        try:
            join_at_school(
                person=self.row,
                role=SignerRole.REPRESENTATIVE if is_guardian else SignerRole.PARTICIPANT,
                identified_how=form.cleaned_data["identified_how"],
                by=self.request.user,
                now=self.now,
            )
        except NoPepWording:
            form.add_error(
                None,
                _(
                    "Сначала утвердите текст «Соглашение о простой электронной подписи» в разделе "
                    "«Тексты»."
                ),
            )
            return self.form_invalid(form)
        return self.done(_("Человек присоединился: его код теперь подпись."))


class LeaveForPersonView(PersonActView):
    title = _("Записать выход из соглашения о подписи кодом")
    intro = _("Человек сказал вам об этом сам. Подписанное раньше остаётся в силе.")
    permission = "intake.add_signatureagreement"
    form_class = ConfirmForm
    submit_label = _("Записать выход")
    icon = "cross"
    is_serious = True

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if not leave_agreement(person=self.row, by=self.request.user, now=self.now):
            return self.not_done(_("Этот человек не присоединялся или уже вышел."))
        return self.done(_("Выход записан. Новые документы подписывают на бумаге."))
