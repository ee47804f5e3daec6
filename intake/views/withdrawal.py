"""Withdrawing: first what it changes, then the code. It works at once."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.code import Verdict
from intake.forms.decision import CodeForm
from intake.models import Document, Person
from intake.people_labels import trouble_words
from intake.services.agreement_list import lasting_agreements
from intake.services.document import filled_blocks
from intake.services.standing import papers_for
from intake.services.withdrawal import prepare_withdrawal
from intake.services.withdrawal_right import WITHDRAWABLE, may_withdraw_alone
from intake.views.code import code_context, confirm_code, send_code
from intake.views.explanation import publication_places
from intake.views.step import FamilyView
from intake.views.words import verdict_words

ACT = "withdraw"


class WithdrawalView(FamilyView):
    """A page about one consent that this person signed, or may withdraw alone at 14–17."""

    document: Document

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.key: UUID = kwargs["key"]
        return super().dispatch(request, *args, **kwargs)

    def gate(self) -> HttpResponse | None:
        person = self.visit.person
        document = (
            Document.objects.filter(
                key=self.key,
                participant_id=self.visit.request.participant_id,
                kind__in=WITHDRAWABLE,
            )
            .select_related("school", "request", "participant__school")
            .first()
        )
        if document is None or person is None or not self._is_theirs(document, person):
            raise Http404
        self.document = document
        if document.state != "signed":
            return redirect("intake:status")
        return None

    def _is_theirs(self, document: Document, person: Person) -> bool:
        """Also after it was withdrawn: the page then leads to what was signed."""
        if document.parties.filter(person=person).exists():
            return True
        if may_withdraw_alone(consent=document, person=person, day=self.visit.day):
            return True
        acts = document.later_acts.filter(kind="withdrawal", state="signed")
        return acts.filter(parties__person=person).exists()

    @property
    def is_alone(self) -> bool:
        """The pupil withdraws what the representative signed for them."""
        return not self.document.parties.filter(person=self.visit.person).exists()

    def paper(self) -> Document | None:
        return prepare_withdrawal(
            document=self.document, signer=self.visit.signer, now=self.visit.now
        )


class ConsequencesView(WithdrawalView):
    """The first step: what stops, what is taken down and when, what stays."""

    template_name = "intake/withdraw.html"

    def context(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "is_alone": self.is_alone,
            "places": publication_places(self.visit),
            "publications": self._publications(),
            "agreements": lasting_agreements(
                participant=self.document.participant, day=self.visit.day
            ),
        }

    def _publications(self) -> list[Document]:
        """Consents to publication that this person may withdraw and that this act leaves alone."""
        papers = papers_for(
            request=self.visit.request, person=self.visit.signer, day=self.visit.day
        )
        return [
            line.document
            for line in papers
            if line.can_withdraw and line.document.kind == "publication"
        ]

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        paper = self.paper()
        if paper is None:
            return redirect("intake:status")
        send_code(request, paper, self.visit, ACT)
        return redirect("intake:withdraw_code", key=key)


class WithdrawalCodeView(WithdrawalView):
    """The second step: the code, and the consent ends."""

    template_name = "intake/withdraw_code.html"

    def show(self, paper: Document, form: CodeForm) -> HttpResponse:
        return self.render(
            form=form,
            consent=self.document,
            blocks=filled_blocks(paper),
            **code_context(self.request, self.visit, paper, ACT),
        )

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        paper = self.paper()
        if paper is None:
            return redirect("intake:status")
        return self.show(paper, CodeForm(initial={"shown_digest": paper.shown_digest}))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        paper = self.paper()
        if paper is None:
            return redirect("intake:status")
        if "send" in request.POST:
            send_code(request, paper, self.visit, ACT, asked=True)
            return redirect("intake:withdraw_code", key=key)
        form = CodeForm(request.POST, initial={"shown_digest": paper.shown_digest})
        if form.is_valid():
            confirmed = confirm_code(request, form, paper, self.visit, ACT)
            if confirmed.verdict in (Verdict.ACCEPTED, Verdict.ALREADY_SIGNED):
                messages.success(request, _("Согласие отозвано и больше не действует."))
                return redirect("intake:status")
            words = trouble_words(confirmed.trouble)
            form.add_error(
                "code", words or verdict_words(confirmed.verdict, confirmed.attempts_left)
            )
        return self.show(paper, form)
