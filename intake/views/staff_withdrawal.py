"""Withdrawing a consent at the desk of staff: for whoever has no page of their own."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from intake.domain.age import UnknownBirthDate
from intake.forms.staff_withdrawal import PRINT, WithdrawalForm
from intake.models import Person
from intake.services.agreement_list import lasting_agreements
from intake.services.document import WordingMissing
from intake.services.paper import PaperRefused
from intake.services.rule import school_day
from intake.services.withdrawal import open_withdrawal, withdraw_by_letter, withdrawers
from intake.services.withdrawal_right import WITHDRAWABLE
from intake.views.staff_acts import DocumentActView


class WithdrawView(DocumentActView):
    """What stops stands above the question, as on the family's own page."""

    title = _("Отозвать согласие на бумаге")
    signers = _("Подписал(а)")
    intro = _(
        "Отозвать согласие так же просто, как дать: причину не спрашивают, отговаривать нельзя. "
        "Отзыв действует с минуты записи. Ваше имя и время сохранятся в журнале."
    )
    form_class = WithdrawalForm
    submit_label = _("Дальше")
    icon = "cross"
    is_serious = True

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"people": self._people()}

    def _people(self) -> list[Person]:
        """Who may withdraw today: a pupil of 14–17 beside the representative who signed."""
        return withdrawers(document=self.row, day=school_day(school=self.row.school, now=self.now))

    def _signer(self, form: WithdrawalForm) -> Person | None:
        chosen = form.cleaned_data.get("who") or ""
        return next((one for one in self._people() if str(one.key) == chosen), None)

    def facts(self) -> list[tuple[str, Any]]:
        paper, zone = self.row, self.row.school.zone
        signed = date_format(localtime(paper.signed_at, zone), "d.m.Y") if paper.signed_at else "–"
        return [
            *super().facts(),
            (_("Подписано"), signed),
            (_("Что остановится"), self._what_stops()),
        ]

    def _what_stops(self) -> str:
        if self.row.kind == "publication":
            return _now(
                "публикации: страницы и снимки уйдут с сайта сразу, в группе их убирают за три "
                "рабочих дня (ч. 14 ст. 10.1 152-ФЗ)"
            )
        day = school_day(school=self.row.school, now=self.now)
        numbers = [
            f"№ {one.document.number}"
            for one in lasting_agreements(participant=self.row.participant, day=day)
        ]
        words = _now("участие в программе; данные уничтожают за тридцать дней (ч. 5 ст. 21 152-ФЗ)")
        return f"{words}; {_now('соглашение')} {', '.join(numbers)}" if numbers else words

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        if self.row.kind not in WITHDRAWABLE:
            return self.not_done(_("Отозвать можно только согласие."))
        try:
            if form.cleaned_data["way"] == PRINT:
                return self._printed(form)
            self._recorded(form)
        except PaperRefused as problem:
            form.add_error(None, problem.words)
        except WordingMissing:
            form.add_error(
                None, _("Текст отзыва ещё не утверждён. Утвердите его в разделе «Тексты».")
            )
        except UnknownBirthDate:
            form.add_error(
                None, _("У участника не записана дата рождения. Впишите её в разделе «Люди».")
            )
        else:
            return self.done(_("Заявление записано. Согласие отозвано и больше не действует."))
        return self.form_invalid(form)

    def _printed(self, form: WithdrawalForm) -> HttpResponse:
        paper = open_withdrawal(
            document=self.row, signer=self._signer(form), by=self.request.user, now=self.now
        )
        messages.success(
            self.request,
            _now(
                "Отзыв № %(number)s готов. Откройте PDF, напечатайте, дайте подписать и сразу "
                "нажмите «Записать бумажный оригинал»: до этого согласие действует."
            )
            % {"number": paper.number},
        )
        return redirect("intake_document_modeladmin_inspect", paper.pk)

    def _recorded(self, form: WithdrawalForm) -> None:
        answers = form.cleaned_data
        withdraw_by_letter(
            document=self.row,
            signer=self._signer(form),
            written_on=answers["signed_on"],
            kept_where=answers["kept_where"],
            scan=answers["scan"],
            is_own_family=answers["is_own_family"],
            by=self.request.user,
            now=self.now,
        )
