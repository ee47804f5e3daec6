"""Inviting: a person of the school's list, or a new participant with the guardian and contacts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from intake.forms.staff import ConfirmForm, InviteForm
from intake.models import IntakeRequest, Person
from intake.models.guardianship import GUARDIAN_KINDS
from intake.services.people import Name
from intake.services.request import PeopleProblem
from intake.services.staff_people import GuardianInput, add_and_invite, invite_known
from intake.views.act_page import SchoolsActView
from intake.views.staff_acts import StaffActView


def _tell(request: HttpRequest, invited: IntakeRequest, words: Any) -> None:
    """Whether a letter leaves: who has no contact is invited all the same, and signs on paper."""
    if invited.links.exists():
        messages.success(request, words)
        return
    messages.warning(
        request,
        _(
            "Писать некуда: контакта нет, письмо не уйдёт. Впишите контакт и отправьте ссылку, "
            "или напечатайте документы в карточке человека."
        ),
    )


class InviteKnownView(StaffActView):
    model = Person
    permission = "intake.add_intakerequest"
    title = _("Пригласить из списка")
    intro = _("Тот, кто подписывает, получит личную ссылку на записанный контакт.")
    submit_label = _("Пригласить")
    icon = "mail"

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.pk])

    def facts(self) -> list[tuple[str, Any]]:
        guardians = self.row.guardians_of.select_related("guardian")
        return [
            (_("Участник"), self.row.full_name),
            (_("Представители"), ", ".join(str(g.guardian) for g in guardians) or _("нет")),
        ]

    def form_valid(self, form: ConfirmForm) -> HttpResponse:
        try:
            request = invite_known(participant=self.row, by=self.request.user, now=self.now)
        except PeopleProblem as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        _tell(self.request, request, _("Приглашение поставлено в очередь на отправку."))
        return redirect("intake_intakerequest_modeladmin_inspect", request.pk)


class InviteView(SchoolsActView):
    """«Добавить участника и пригласить»: one form for child, guardian and contacts."""

    permission = "intake.add_intakerequest"
    title = _("Добавить участника и пригласить")
    intro = _(
        "Перепишите данные из личного дела. Тот, кто подписывает, получит личную ссылку; всё "
        "остальное он прочитает и решит сам."
    )
    form_class = InviteForm
    submit_label = _("Добавить и пригласить")
    icon = "plus"

    def back_url(self) -> str:
        return reverse("intake_intakerequest_modeladmin_index")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "today": self.today,
            "schools": self.schools,
        }

    def get_initial(self) -> dict[str, Any]:
        return {"guardian_kind": next(iter(GUARDIAN_KINDS))}

    def form_valid(self, form: InviteForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            request = add_and_invite(
                school=self.chosen_school(answers),
                participant=Name(
                    answers["family_name"], answers["given_name"], answers["patronymic"]
                ),
                birth_date=answers["birth_date"],
                school_class=answers["school_class"],
                participant_contact=answers["participant_contact"],
                guardian=self._guardian(answers),
                is_another_person=answers["is_another_person"],
                by=self.request.user,
                now=self.now,
            )
        except PeopleProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
            return self.form_invalid(form)
        _tell(self.request, request, _("Участник добавлен, приглашение поставлено в очередь."))
        return redirect("intake_intakerequest_modeladmin_inspect", request.pk)

    def _guardian(self, answers: dict[str, Any]) -> GuardianInput | None:
        if not answers["guardian_family_name"]:
            return None
        return GuardianInput(
            name=Name(
                answers["guardian_family_name"],
                answers["guardian_given_name"],
                answers["guardian_patronymic"],
            ),
            kind=answers["guardian_kind"] or "parent",
            contact=answers["guardian_contact"],
        )
