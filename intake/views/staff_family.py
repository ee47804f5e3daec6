"""What staff correct about a person of the list: the contact, the legal representative."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.forms.people_acts import RecordGuardianForm
from intake.forms.staff import ContactForm
from intake.models import Person
from intake.services.people import Name
from intake.services.request import PeopleProblem
from intake.services.sent_anew import to_send_anew
from intake.services.staff_people import GuardianInput, add_guardian, change_contact
from intake.views.staff_acts import StaffActView


class PersonActView(StaffActView):
    model = Person
    permission = "intake.change_person"

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        return [(str(_("Человек")), self.row.full_name)]


class ContactView(PersonActView):
    title = _("Записать контакт")
    intro = _(
        "Прежний контакт перестанет действовать: ссылки и коды, отправленные на него, больше не "
        "откроются, и на него придёт об этом сообщение. Письма, которые не дошли, потом можно "
        "отправить заново из карточки человека, а ссылку – из заявки."
    )
    form_class = ContactForm
    submit_label = _("Записать контакт")
    icon = "mail"

    def form_valid(self, form: ContactForm) -> HttpResponse:
        change_contact(
            person=self.row,
            value=form.cleaned_data["contact"],
            beside_others=form.cleaned_data.get("beside_others", False),
            by=self.request.user,
            now=self.now,
        )
        words = _now("Контакт записан.")
        if to_send_anew(self.row.messages.all(), now=self.now).exists():
            words = _now(
                "Контакт записан. Есть письма, которые не дошли: отправьте их заново, они названы "
                "ниже."
            )
        return self.done(words)


class GuardianView(PersonActView):
    title = _("Записать законного представителя")
    intro = _("Ваше имя и время сохранятся: вы видели документ, подтверждающий полномочия.")
    form_class = RecordGuardianForm
    submit_label = _("Записать представителя")
    icon = "user"

    def form_valid(self, form: RecordGuardianForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            add_guardian(
                ward=self.row,
                guardian=GuardianInput(
                    name=Name(answers["family_name"], answers["given_name"], answers["patronymic"]),
                    kind=answers["kind"],
                    contact=answers["contact"],
                    birth_date=answers["birth_date"],
                    basis=form.basis(),
                    valid_from=answers["valid_from"],
                    valid_to=answers["valid_to"],
                ),
                by=self.request.user,
                now=self.now,
            )
        except PeopleProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
            return self.form_invalid(form)
        return self.done(_("Представитель записан."))
