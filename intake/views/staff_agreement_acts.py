"""What staff do with an agreement: send it out, record pens, cancel, propose, end, complete."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.domain.agreement import Act, may
from intake.forms.agreement import ExtendForm
from intake.forms.staff import ConfirmForm
from intake.forms.staff_agreement import PenForm, StaffEndForm
from intake.labels import AGREEMENT_STATES
from intake.models import Agreement, Document, DocumentParty
from intake.services.agreement import (
    AgreementProblem,
    cancel_agreement,
    renew_paper,
    send_for_signing,
)
from intake.services.agreement_acts import end_by_staff, propose_extension
from intake.services.agreement_pen import record_signed_by_pen
from intake.services.paper import PaperRefused
from intake.services.privacy import staff_key
from intake.views.staff_acts import StaffActView

TOO_LATE = _("С этим соглашением так уже не поступить: посмотрите, в каком оно состоянии.")


def unsigned(paper: Document) -> list[DocumentParty]:
    """Whose signatures the paper still waits for."""
    waiting = paper.parties.filter(signed_at__isnull=True)
    return list(waiting.select_related("person").order_by("pk"))


class AgreementActView(StaffActView):
    model = Agreement
    permission = "intake.change_agreement"
    act: Act

    def back_url(self) -> str:
        return reverse("intake_agreement_modeladmin_inspect", args=[self.row.pk])

    def is_possible(self) -> bool:
        return may(self.act, self.row.facts(), localdate(timezone=self.row.school.zone))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if not self.is_possible():
            context["intro"] = TOO_LATE
        return context

    def facts(self) -> list[tuple[str, Any]]:
        row = self.row
        return [
            (_("Соглашение"), f"№ {row.document.number}"),
            (_("Наставник"), row.mentor.full_name),
            (_("Наставляемый"), row.mentee.full_name),
            (
                _("Состояние"),
                AGREEMENT_STATES[row.state_on(localdate(timezone=row.school.zone))],
            ),
        ]

    def refused(self, form: Any, problem: AgreementProblem) -> HttpResponse:
        form.add_error(problem.field if problem.field in form.fields else None, problem.words)
        return self.form_invalid(form)


class SendView(AgreementActView):
    act = Act.SEND
    title = _("Отправить соглашение на подпись")
    intro = _(
        "Каждый, кто ещё не подписал, получит личную ссылку на записанный контакт. Прежние ссылки "
        "на соглашения у этого человека закроются. Саму ссылку сотрудники не видят."
    )
    submit_label = _("Отправить")
    icon = "mail"

    def facts(self) -> list[tuple[str, Any]]:
        names = ", ".join(party.person.full_name for party in unsigned(self.row.document))
        return [*super().facts(), (_("Ещё не подписали"), names)]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        renew_paper(agreement=self.row, by_key=staff_key(self.request.user), now=self.now)
        again = self.row.sent_at is not None
        sent = send_for_signing(agreement=self.row, again=again, by=self.request.user, now=self.now)
        if not sent.written and not sent.on_paper:
            return self.not_done(str(TOO_LATE))
        words = _now("Ссылок поставлено в очередь: %(count)s.") % {"count": len(sent.written)}
        if sent.on_paper:
            names = ", ".join(person.full_name for person in sent.on_paper)
            words += " " + _now("Без контакта, подпишут на бумаге: %(names)s.") % {"names": names}
        return self.done(words)


class PenPage(StaffActView):
    """The days under the signatures on one printed paper of two sides."""

    title = _("Записать подписи на бумаге")
    intro = _(
        "Документ печатают в двух экземплярах, каждой стороне по одному; копия остаётся в школе. "
        "Запишите дату у каждой подписи, которую вы видели. Можно записать одну сторону сегодня, "
        "другую потом. Ваше имя и время сохранятся в журнале."
    )
    form_class = PenForm
    submit_label = _("Записать")
    icon = "edit"

    @property
    def paper(self) -> Document:
        """The paper whose original lies on the table."""
        return self.row.document if isinstance(self.row, Agreement) else self.row

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"parties": unsigned(self.paper)}

    def form_valid(self, form: PenForm) -> HttpResponse:
        try:
            left = record_signed_by_pen(
                document=self.paper,
                signed_on=form.days(),
                by=self.request.user,
                kept_where=form.cleaned_data["kept_where"],
                now=self.now,
            )
        except PaperRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        if left:
            return self.done(_now("Записано. Не хватает подписей: %(left)s.") % {"left": left})
        if self.paper.kind == "agreement":
            return self.done(_now("Записано. Подписали все, соглашение действует."))
        return self.done(_now("Записано. Подписали все, документ действует."))


class PenView(PenPage, AgreementActView):
    """Of an agreement itself."""

    act = Act.SIGN


class DocumentPenView(PenPage):
    """Of any paper of two sides: an extension, an end by both or by one."""

    model = Document
    permission = "intake.change_agreement"

    def back_url(self) -> str:
        return reverse("intake_document_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        names = ", ".join(party.person.full_name for party in unsigned(self.row))
        return [
            (_("Документ"), f"{self.row.wording['title']} № {self.row.number}"),
            (_("Ещё не подписали"), names),
        ]


class CancelView(AgreementActView):
    act = Act.CANCEL
    title = _("Отменить соглашение")
    intro = _("Его ещё не подписали все. После отмены его не подпишет никто; откройте новое.")
    submit_label = _("Отменить соглашение")
    is_serious = True
    icon = "cross"

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        if not cancel_agreement(agreement=self.row, by=self.request.user, now=self.now):
            return self.not_done(str(TOO_LATE))
        return self.done(_now("Соглашение отменено."))


class ProposeExtensionView(AgreementActView):
    act = Act.EXTEND
    title = _("Предложить продление")
    intro = _("Обе стороны получат ссылку и подпишут короткий документ о продлении.")
    form_class = ExtendForm
    submit_label = _("Сделать документ и отправить")
    icon = "date"

    def get_initial(self) -> dict[str, Any]:
        return {"term_months": self.row.term_months}

    def form_valid(self, form: ExtendForm) -> HttpResponse:
        try:
            propose_extension(
                agreement=self.row,
                term_months=form.cleaned_data["term_months"],
                by_key=staff_key(self.request.user),
                now=self.now,
            )
        except AgreementProblem as problem:
            return self.refused(form, problem)
        return self.done(_now("Документ о продлении сделан, ссылки поставлены в очередь."))


class EndByCuratorView(AgreementActView):
    act = Act.END_BY_CURATOR
    how = "by_curator"
    title = _("Прекратить соглашение")
    intro = _(
        "Решение куратора: стороны его не подписывают, но получат документ с причиной. Вернуть "
        "соглашение нельзя, можно заключить новое."
    )
    form_class = StaffEndForm
    submit_label = _("Прекратить соглашение")
    is_serious = True
    icon = "cross"
    done_words = _("Соглашение прекращено, стороны узнают об этом.")

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": localdate(timezone=self.row.school.zone)}

    def form_valid(self, form: StaffEndForm) -> HttpResponse:
        try:
            end_by_staff(
                agreement=self.row,
                how=self.how,
                last_day=form.cleaned_data["last_day"],
                words=form.cleaned_data["words"],
                by=self.request.user,
                now=self.now,
            )
        except AgreementProblem as problem:
            return self.refused(form, problem)
        return self.done(str(self.done_words))


class CompleteView(EndByCuratorView):
    act = Act.COMPLETE
    how = "completed"
    title = _("Отметить завершение")
    intro = _("Программа завершена, соглашение исполнено. Стороны получат документ с отметкой.")
    submit_label = _("Соглашение завершено")
    is_serious = False
    icon = "check"
    done_words = _("Завершение отмечено.")
