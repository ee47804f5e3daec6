"""Sending a pupil of 14–17 the link to their own page."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from intake.domain.contacts import masked_contact
from intake.forms.staff import ConfirmForm
from intake.models import Person
from intake.services.own_page import PageNotSent, send_own_page
from intake.services.people import contact_value, current_contact
from intake.views.staff_acts import StaffActView


class SendOwnPageView(StaffActView):
    """The button is on every card of that age; where it cannot be done, the page says why."""

    model = Person
    permission = "intake.change_person"
    title = _("Прислать ученику его страницу")
    intro = _(
        "С 14 лет ученик видит, что о нём подписано, и может отозвать согласие сам, даже если "
        "подписывал только представитель. Личная ссылка уйдёт на собственный контакт ученика. Саму "
        "ссылку сотрудники не видят."
    )
    form_class = ConfirmForm
    submit_label = _("Отправить ссылку")
    icon = "mail"

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        contact = current_contact(person=self.row)
        where = masked_contact(contact_value(contact)) if contact else _("контакта нет")
        return [(_("Кому"), self.row.full_name), (_("Куда"), where)]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            send_own_page(participant=self.row, by=self.request.user, now=self.now)
        except PageNotSent as problem:
            return self.not_done(problem.words)
        return self.done(_("Ссылка поставлена в очередь на отправку."))
