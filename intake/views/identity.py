"""The last questions of the full written form: address and papers, or «напишу на бумаге».

What was typed goes straight to the person's encrypted row. It is never shown again in full.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from intake.domain.identity import (
    AUTHORITY_KINDS,
    CHILD_IDENTITY_KINDS,
    IDENTITY_KINDS,
    IdentityPaper,
)
from intake.domain.signing import Band, SignerRole
from intake.domain.steps import Step
from intake.forms.identity import AddressForm, DetailForm, FamilyAddressForm, PaperDetailForm
from intake.models import Person
from intake.services.identity import (
    address_of,
    authority_of,
    paper_of,
    record_address,
    record_authority,
    record_paper_of,
    write_details_by_hand,
)
from intake.views.step import FormStepView
from mentoring_pages.domain.wording_lines import masked


@method_decorator(sensitive_post_parameters(), name="dispatch")
class DetailView(FormStepView):
    """One detail. An empty form keeps what is recorded; «Напишу на бумаге» skips them all."""

    template_name = "intake/identity.html"

    @property
    def participant(self) -> Person:
        participant = self.visit.request.participant
        assert participant is not None, "details are asked about a known participant"  # noqa: S101
        return participant

    def recorded(self) -> str:
        """What is recorded, as a screen may show it; empty where nothing is."""
        raise NotImplementedError

    def why(self) -> str:
        return _("Школа выбрала полную письменную форму согласия (ч. 4 ст. 9 152-ФЗ).")

    def form_arguments(self) -> dict[str, Any]:
        return {"is_known": bool(self.recorded())}

    def context(self) -> dict[str, Any]:
        return {
            "hint": self.why(),
            "recorded": self.recorded(),
            "is_by_hand": self.visit.is_by_hand,
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        if "by_hand" in request.POST and self.visit.role is not None:
            write_details_by_hand(request=self.visit.request, role=self.visit.role, by_hand=True)
            return self.go_on()
        form: DetailForm = self.form_class(request.POST, **self.form_arguments())
        if form.keeps_what_is_known:
            return self.done()
        if not form.is_valid():
            return self.render(form=form)
        return self.accept(form) or self.render(form=form)

    def done(self) -> HttpResponse:
        """Typed on the screen after all: the paper is signed by code again."""
        if self.visit.role is not None and self.visit.is_by_hand:
            write_details_by_hand(request=self.visit.request, role=self.visit.role, by_hand=False)
        return self.go_on()


class AddressView(DetailView):
    step = Step.ADDRESS

    @property
    def form_class(self) -> type:
        is_family = self.visit.role is SignerRole.REPRESENTATIVE
        return FamilyAddressForm if is_family else AddressForm

    def recorded(self) -> str:
        address = address_of(self.visit.signer)
        return masked("") if address else ""

    def accept(self, form: AddressForm) -> HttpResponse | None:
        record_address(
            person=self.visit.signer, address=form.cleaned_data["address"], now=self.visit.now
        )
        if form.cleaned_data.get("participant_address"):
            record_address(
                person=self.participant,
                address=form.cleaned_data["participant_address"],
                now=self.visit.now,
            )
        return self.done()


class PaperView(DetailView):
    """A question about one paper."""

    form_class = PaperDetailForm
    kinds: tuple[str, ...] = IDENTITY_KINDS

    def paper(self) -> IdentityPaper | None:
        raise NotImplementedError

    def recorded(self) -> str:
        paper = self.paper()
        if paper is None:
            return ""
        return paper.words_for_screens(masked(paper.number))

    def form_arguments(self) -> dict[str, Any]:
        return {**super().form_arguments(), "kinds": self.kinds, "today": self.visit.day}


class OwnPaperView(PaperView):
    step = Step.IDENTITY

    def paper(self) -> IdentityPaper | None:
        return paper_of(self.visit.signer)

    def accept(self, form: PaperDetailForm) -> HttpResponse | None:
        record_paper_of(person=self.visit.signer, paper=form.paper, now=self.visit.now)
        return self.done()


class ChildPaperView(PaperView):
    step = Step.CHILD_IDENTITY

    @property
    def kinds(self) -> tuple[str, ...]:
        return CHILD_IDENTITY_KINDS.get(self.visit.band or Band.UNDER_14, IDENTITY_KINDS)

    def paper(self) -> IdentityPaper | None:
        return paper_of(self.participant)

    def accept(self, form: PaperDetailForm) -> HttpResponse | None:
        record_paper_of(person=self.participant, paper=form.paper, now=self.visit.now)
        return self.done()


class AuthorityView(PaperView):
    step = Step.AUTHORITY
    kinds = AUTHORITY_KINDS

    def why(self) -> str:
        return _(
            "Родителю – свидетельство о рождении ребёнка, опекуну или попечителю – акт о "
            "назначении (п. 2 ч. 4 ст. 9 152-ФЗ)."
        )

    def paper(self) -> IdentityPaper | None:
        return authority_of(guardian=self.visit.signer, ward=self.participant)

    def accept(self, form: PaperDetailForm) -> HttpResponse | None:
        record_authority(guardian=self.visit.signer, ward=self.participant, paper=form.paper)
        return self.done()
