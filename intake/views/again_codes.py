"""The codes of «Всё по-прежнему» on one page: a field for each paper, each signed by itself."""

from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.code import Verdict
from intake.forms.decision import CodeForm
from intake.models import Document
from intake.people_labels import trouble_words
from intake.services.agreement_list import signing_parties
from intake.services.request import finish
from intake.views.again import AGREED_AGAIN
from intake.views.code import code_context, confirm_code, send_code
from intake.views.step import FamilyView, to_next_step
from intake.views.visit import KINDS
from intake.views.words import verdict_words

ACT = "sign"


class AgainCodesView(FamilyView):
    """What has its code is signed and leaves the page; what has not stays."""

    template_name = "intake/again_codes.html"

    def gate(self) -> HttpResponse | None:
        self.agreed = self.visit.own.get(AGREED_AGAIN, [])
        self.documents = self._waiting()
        return None if self.documents else self._leave()

    def _waiting(self) -> list[Document]:
        """The agreed papers without this person's signature, in the order they were shown."""
        person = self.visit.signer
        found = Document.objects.filter(
            Q(kind="agreement")
            | Q(kind__in=KINDS, participant_id=self.visit.request.participant_id),
            shown_digest__in=self.agreed,
            state="prepared",
            parties__in=person.parties.filter(signed_at__isnull=True),
        )
        papers = found.select_related("school__site", "participant").prefetch_related(
            signing_parties()
        )
        return sorted(papers, key=lambda paper: self.agreed.index(paper.shown_digest))

    def _leave(self) -> HttpResponse:
        """All is signed: copies go out, and the last page says so."""
        if not self.agreed:
            return to_next_step(self.visit)
        with_consents = Document.objects.filter(
            shown_digest__in=self.agreed, kind__in=KINDS, parties__person=self.visit.signer
        ).exists()
        self.visit.keep_own(**{AGREED_AGAIN: []})
        messages.success(self.request, _("Подписано. Больше от вас подписей не ждут."))
        if with_consents:
            finish(request=self.visit.request, person=self.visit.signer, now=self.visit.now)
            return to_next_step(self.visit)
        return redirect("intake:agreements")

    def forms(self, data: Any = None) -> list[tuple[Document, CodeForm]]:
        return [
            (
                paper,
                CodeForm(
                    data,
                    prefix=paper.key.hex,
                    initial={"shown_digest": paper.shown_digest},
                ),
            )
            for paper in self.documents
        ]

    def show(self, forms: list[tuple[Document, CodeForm]]) -> HttpResponse:
        rows = []
        for paper, form in forms:
            known = code_context(self.request, self.visit, paper, ACT)
            rows.append((form, self._people_of(paper), known))
        return self.render(rows=rows, has_errors=any(form.errors for form, _sides, _known in rows))

    def _people_of(self, paper: Document) -> str:
        """Whom a paper is about: it tells the papers of two children from each other."""
        if paper.kind in KINDS:
            return paper.participant.full_name
        names = [(one.for_person or one.person).full_name for one in paper.parties.all()]
        return ", ".join(dict.fromkeys(names))

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(self.forms())

    def post(self, request: HttpRequest) -> HttpResponse:
        wanted = request.POST.get("send")
        for paper in self.documents:
            if paper.key.hex == wanted:
                send_code(request, paper, self.visit, ACT, asked=True)
                return redirect("intake:again_codes")
        left = []
        forms = self.forms(request.POST)
        is_empty = not any(form["code"].value() for _paper, form in forms)
        for paper, form in forms:
            if not form["code"].value() and not is_empty:
                left.append((paper, self._untouched(paper)))
            elif not form.is_valid() or not self._is_signed(request, paper, form):
                left.append((paper, form))
        if left:
            return self.show(left)
        return redirect("intake:again_codes")

    def _untouched(self, paper: Document) -> CodeForm:
        return CodeForm(prefix=paper.key.hex, initial={"shown_digest": paper.shown_digest})

    def _is_signed(self, request: HttpRequest, paper: Document, form: CodeForm) -> bool:
        confirmed = confirm_code(request, form, paper, self.visit, ACT)
        if confirmed.verdict in (Verdict.ACCEPTED, Verdict.ALREADY_SIGNED):
            return True
        words = trouble_words(confirmed.trouble)
        form.add_error("code", words or verdict_words(confirmed.verdict, confirmed.attempts_left))
        return False
