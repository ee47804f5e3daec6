"""Joining the agreement on signing by code: one page, once, for all children and years."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.modes import Joining
from intake.domain.signing import SignerRole
from intake.models import SignatureAgreement
from intake.services.filling import fill_wording, filling_for
from intake.services.pep import leave_agreement, live_agreement, pep_edition, state_joining
from intake.views.step import FamilyView
from mentoring_pages.models import Edition


class PepView(FamilyView):
    """The text, and two buttons of equal size: join, or sign with a pen."""

    template_name = "intake/pep.html"
    edition: Edition
    role: SignerRole

    def gate(self) -> HttpResponse | None:
        visit = self.visit
        if visit.role is None or visit.person is None or visit.request.state == "refused":
            return redirect("intake:go")
        if "processing" not in visit.answers_of_rule:
            return redirect("intake:go")
        edition = pep_edition(school=visit.school, role=visit.role, now=visit.now)
        may_join = visit.way.asks_pep and visit.way.joining is Joining.FIRST_CODE
        if edition is None or visit.joined or not may_join:
            return redirect("intake:go")
        self.edition, self.role = edition, visit.role
        return None

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def show(self, **more: Any) -> HttpResponse:
        visit, edition = self.visit, self.edition
        filling = filling_for(
            request=visit.request,
            signer=visit.signer,
            role=self.role,
            answer=visit.answers_of_rule["processing"],
            choices={},
            now=visit.now,
        )
        return self.render(
            heading=_("Как подписывать кодом"),
            paper_title=edition.tree["title"],
            blocks=fill_wording(edition.tree, filling),
            summary=edition.tree.get("summary", []),
            edition_digest=edition.digest,
            **more,
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        visit, edition = self.visit, self.edition
        if request.POST.get("decision") == "paper":
            visit.keep_own(pep_on_paper=True)
            return redirect("intake:go")
        if request.POST.get("decision") != "join":
            return self.show(problem=_("Нажмите «Присоединиться» или «Подпишу на бумаге»."))
        if request.POST.get("edition") != edition.digest:
            return self.show(
                problem=_(
                    "Текст соглашения изменился, пока страница была открыта. Прочитайте его ещё "
                    "раз."
                )
            )
        state_joining(person=visit.signer, role=self.role, now=visit.now)
        visit.keep_own(pep_on_paper=False)
        return redirect("intake:go")


class TextView(FamilyView):
    """What this person joined, to read again and to print: the edition of then, the own name."""

    template_name = "intake/pep_text.html"
    agreement: SignatureAgreement
    edition: Edition

    def gate(self) -> HttpResponse | None:
        person = self.visit.person
        agreement = live_agreement(person=person) if person else None
        edition = agreement.edition if agreement else None
        if agreement is None or edition is None or not self.visit.answers_of_rule:
            return redirect("intake:status")
        self.agreement, self.edition = agreement, edition
        return None

    def get(self, request: HttpRequest) -> HttpResponse:
        visit, tree = self.visit, self.edition.tree
        filling = filling_for(
            request=visit.request,
            signer=visit.signer,
            role=visit.role or SignerRole.PARTICIPANT,
            answer=next(iter(visit.answers_of_rule.values())),
            choices={},
            now=visit.now,
        )
        return self.render(
            heading=tree["title"],
            agreement=self.agreement,
            edition=self.edition,
            blocks=fill_wording(self.edition.tree, filling),
            summary=tree.get("summary", []),
        )


class LeaveView(FamilyView):
    """Leaving: what it means first, then one press. What was signed stays signed."""

    template_name = "intake/pep_leave.html"

    def gate(self) -> HttpResponse | None:
        person = self.visit.person
        self.agreement = live_agreement(person=person) if person else None
        return None if self.agreement else redirect("intake:status")

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(
            heading=_("Выйти из соглашения о подписи кодом?"), agreement=self.agreement
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        leave_agreement(person=self.visit.signer, now=self.visit.now)
        messages.success(
            request,
            _(
                "Вы вышли из соглашения. Подписанное раньше остаётся в силе, новые документы "
                "подписывают на бумаге. Вернуться можно в любой день."
            ),
        )
        return redirect("intake:status")
