"""Giving an address of one's own where one address was meant for two signers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.signing import SignerRole
from intake.forms.decision import OtherContactForm
from intake.services.own_contact import change_shared_contact
from intake.services.request import ContactShared, shares_contact
from intake.views.step import FamilyView
from intake.views.visit import Visit
from intake.views.words import shared_contact_words


def may_change_contact(visit: Visit) -> bool:
    """Only a participant whose address is also the representative's."""
    return (
        visit.role is SignerRole.PARTICIPANT
        and visit.person is not None
        and shares_contact(request=visit.request, person=visit.person)
    )


class OwnContactView(FamilyView):
    template_name = "intake/question.html"

    def gate(self) -> HttpResponse | None:
        return None if may_change_contact(self.visit) else redirect("intake:go")

    def context(self) -> dict[str, Any]:
        return {
            "heading": _("Куда прислать код лично вам?"),
            "hint": _("Это должен быть контакт, который читаете только вы: код — ваша подпись."),
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(form=OtherContactForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = OtherContactForm(request.POST)
        if form.is_valid():
            try:
                change_shared_contact(
                    request=self.visit.request,
                    person=self.visit.signer,
                    contact=form.cleaned_data["contact"],
                    now=self.visit.now,
                )
            except ContactShared:
                form.add_error("contact", shared_contact_words())
            else:
                return redirect("intake:go")
        return self.render(form=form)
