"""The agreements of whoever sits here: the list, one paper to read, its code, and what follows."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import LASTING_STATES, Act, grounds, may
from intake.domain.code import Verdict
from intake.domain.guardianship import AuthorityTrouble
from intake.domain.modes import Method, WayTrouble
from intake.forms.agreement import TOGETHER, EndForm, ExtendForm
from intake.forms.decision import CodeForm
from intake.labels import AGREEMENT_STATES
from intake.models import Agreement, Document
from intake.models.document import SIDED_KINDS
from intake.people_labels import trouble_words
from intake.services.admission import document_trouble
from intake.services.agreement import AgreementProblem, renew_paper
from intake.services.agreement_acts import propose_end, propose_extension, propose_leaving
from intake.services.agreement_hindrance import other_method
from intake.services.agreement_list import agreements_of, papers_to_sign, with_papers
from intake.services.agreement_refusal import decline_sided, undo_sided_decline
from intake.services.agreement_sides import SignerMissing
from intake.services.agreement_text import sided_blocks
from intake.services.code import short_digest
from intake.services.document import WordingMissing, plain_summary
from intake.services.refusal_list import sided_refusals
from intake.views.again import are_agreements_offered
from intake.views.code import code_context, confirm_code, send_code
from intake.views.explanation import refused_words, seal_words
from intake.views.step import FamilyView
from intake.views.words import verdict_words
from mentoring_pages.domain.meanings import MENTOR_REPLACEMENT
from mentoring_pages.services.citation import cited_clause

ACT = "sign"


class AgreementsView(FamilyView):
    """«Мои соглашения»: a mentor goes through a whole list in one sitting."""

    template_name = "intake/agreements.html"

    def context(self) -> dict[str, Any]:
        person = self.visit.signer
        papers = papers_to_sign(person=person)
        lines = agreements_of(person=person, now=self.visit.now)
        return {
            "to_sign": [line for line in papers if line.is_mine_to_sign],
            "others": [line for line in papers if not line.is_mine_to_sign],
            "lines": [(line, AGREEMENT_STATES[line.state]) for line in lines],
            "refusals": [
                (paper, refused_words(paper), seal_words(paper, self.visit))
                for paper in sided_refusals(person=person)
            ],
            "replacement": (
                cited_clause(
                    school=self.visit.school, meaning=MENTOR_REPLACEMENT, day=self.visit.day
                )
                if any(line.state in LASTING_STATES for line in lines)
                else None
            ),
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        if are_agreements_offered(self.visit):
            return redirect("intake:again")
        return self.render()


class SidedPaperView(FamilyView):
    """A page about one paper of two sides that names this person as a signer."""

    document: Document

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.key: UUID = kwargs["key"]
        return super().dispatch(request, *args, **kwargs)

    def gate(self) -> HttpResponse | None:
        found = (
            Document.objects.filter(
                key=self.key, kind__in=SIDED_KINDS, parties__person=self.visit.signer
            )
            .select_related("agreement__form", "agreement_act", "school__site")
            .first()
        )
        if found is None:
            raise Http404
        self.document = found
        if found.state == "void":
            return self._gone()
        if found.state == "prepared" and found.kind == "agreement" and self._is_renewed(found):
            messages.info(
                self.request,
                _("Документ изменился, и мы сделали его заново. Прочитайте его ещё раз."),
            )
            return redirect("intake:agreement", key=found.agreement.document.key)
        return None

    def _is_renewed(self, document: Document) -> bool:
        try:
            return renew_paper(agreement=document.agreement, now=self.visit.now)
        except (SignerMissing, UnknownBirthDate, WordingMissing):
            return False

    def _gone(self) -> HttpResponse:
        messages.info(
            self.request,
            _("Этот документ больше не подписывают. Что произошло, видно в списке ниже."),
        )
        return redirect("intake:agreements")

    @property
    def party(self) -> Any:
        return self.document.parties.select_related("person", "for_person").get(
            person=self.visit.signer
        )

    def code_trouble(self) -> AuthorityTrouble | WayTrouble | None:
        party = self.party
        party.document = self.document
        return document_trouble(party=party, method=Method.CODE, day=self.visit.day)

    def no_code_words(self) -> str:
        """Why this paper is signed with a pen here; empty where a code will do."""
        trouble = self.code_trouble()
        if trouble is not None:
            return trouble_words(trouble)
        if other_method(document=self.document, method=Method.CODE.value):
            return verdict_words(Verdict.OTHER_METHOD, 0)
        return ""


class ReadView(SidedPaperView):
    """The whole text, who signs it and who has, and the two buttons."""

    template_name = "intake/agreement.html"

    def context(self) -> dict[str, Any]:
        lines = {line.document.pk: line for line in papers_to_sign(person=self.visit.signer)}
        return {
            "document": self.document,
            "line": lines.get(self.document.pk),
            "blocks": sided_blocks(self.document),
            "summary": plain_summary(self.document),
            "short_digest": short_digest(self.document.shown_digest),
            "no_code": self.no_code_words(),
            "may_join": self.code_trouble() is WayTrouble.PEP_NOT_JOINED,
        }

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if self.document.state == "signed":
            return redirect("intake:agreements")
        return self.render()

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        decision, signer, now = request.POST.get("decision"), self.visit.signer, self.visit.now
        if decision == "decline":
            if decline_sided(document=self.document, signer=signer, now=now):
                messages.success(
                    request,
                    _("Вы не согласились. Документ не подпишут, другая сторона узнает об этом."),
                )
            return redirect("intake:agreements")
        if decision == "undo":
            undo_sided_decline(document=self.document, signer=signer, now=now)
            return redirect("intake:agreement", key=key)
        if request.POST.get("shown_digest") != self.document.shown_digest:
            return redirect("intake:agreement", key=key)
        send_code(request, self.document, self.visit, ACT)
        return redirect("intake:agreement_code", key=key)


class SidedCodeView(SidedPaperView):
    """The code for this one paper; then on to the next of the list."""

    template_name = "intake/agreement_code.html"

    def show(self, form: CodeForm) -> HttpResponse:
        return self.render(form=form, **code_context(self.request, self.visit, self.document, ACT))

    def gate(self) -> HttpResponse | None:
        answer = super().gate()
        if answer is None and self.document.state != "prepared":
            return redirect("intake:agreements")
        return answer

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if self.party.signed_at is not None:
            return redirect("intake:agreements")
        return self.show(CodeForm(initial={"shown_digest": self.document.shown_digest}))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        if "send" in request.POST:
            send_code(request, self.document, self.visit, ACT, asked=True)
            return redirect("intake:agreement_code", key=key)
        form = CodeForm(request.POST, initial={"shown_digest": self.document.shown_digest})
        if form.is_valid():
            confirmed = confirm_code(request, form, self.document, self.visit, ACT)
            if confirmed.verdict in (Verdict.ACCEPTED, Verdict.ALREADY_SIGNED):
                messages.success(request, self._signed_words())
                return redirect("intake:agreements")
            words = trouble_words(confirmed.trouble)
            form.add_error(
                "code", words or verdict_words(confirmed.verdict, confirmed.attempts_left)
            )
        return self.show(form)

    def _signed_words(self) -> str:
        left = sum(line.is_mine_to_sign for line in papers_to_sign(person=self.visit.signer))
        if not left:
            return _("Подписано. Больше от вас подписей не ждут.")
        return ngettext(
            "Подписано. Ждёт ещё %(left)s документ.",
            "Подписано. Ждут ещё %(left)s документов.",
            left,
        ) % {"left": left}


class AgreementActView(FamilyView):
    """A page that begins a later paper of an agreement this person signs."""

    agreement: Agreement
    act: Act
    form_class: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.key: UUID = kwargs["key"]
        return super().dispatch(request, *args, **kwargs)

    def gate(self) -> HttpResponse | None:
        found = with_papers(
            Agreement.objects.filter(key=self.key, document__parties__person=self.visit.signer)
        ).first()
        if found is None:
            raise Http404
        self.agreement = found
        if not may(self.act, found.facts(), self.visit.day):
            return redirect("intake:agreements")
        return None

    def context(self) -> dict[str, Any]:
        return {"agreement": self.agreement, "back_address": reverse("intake:agreements")}

    def form_arguments(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, key: UUID) -> HttpResponse:
        return self.render(form=self.form_class(**self.form_arguments()))

    def post(self, request: HttpRequest, key: UUID) -> HttpResponse:
        form = self.form_class(request.POST, **self.form_arguments())
        if form.is_valid():
            try:
                document = self.propose(form)
            except AgreementProblem as problem:
                field = problem.field if problem.field in form.fields else None
                form.add_error(field, problem.words)
            else:
                return redirect("intake:agreement", key=document.key)
        return self.render(form=form)

    def propose(self, form: Any) -> Document:
        raise NotImplementedError


class ExtendView(AgreementActView):
    template_name = "intake/agreement_extend.html"
    act = Act.EXTEND
    form_class = ExtendForm

    def form_arguments(self) -> dict[str, Any]:
        return {"initial": {"term_months": self.agreement.term_months}}

    def propose(self, form: ExtendForm) -> Document:
        return propose_extension(
            agreement=self.agreement,
            term_months=form.cleaned_data["term_months"],
            by_key=str(self.visit.signer.key),
            now=self.visit.now,
        )


class EndView(AgreementActView):
    template_name = "intake/agreement_end.html"
    act = Act.END_BY_ONE
    form_class = EndForm

    def form_arguments(self) -> dict[str, Any]:
        return {"grounds": grounds(self.agreement.notice_days)}

    def propose(self, form: EndForm) -> Document:
        if form.cleaned_data["way"] == TOGETHER:
            return propose_end(
                agreement=self.agreement,
                last_day=form.day,
                by_key=str(self.visit.signer.key),
                now=self.visit.now,
            )
        return propose_leaving(
            agreement=self.agreement,
            actor=self.visit.signer,
            ground=form.cleaned_data["ground"],
            words=form.cleaned_data["words"],
            now=self.visit.now,
        )
