"""The check, and the codes: one for each paper, sent when asked for, entered in one field."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from intake.domain.code import SendVerdict, Verdict
from intake.domain.modes import WayTrouble
from intake.domain.steps import Decision, Step, may_open, next_step
from intake.forms.decision import CodeForm
from intake.models import Document
from intake.people_labels import trouble_words
from intake.services.code import CodeSent, request_code, short_digest
from intake.services.code_state import code_sight
from intake.services.people import masked_on_file
from intake.services.refusal import decline
from intake.services.request import finish
from intake.services.signing import Confirmed, confirm
from intake.views.browser import browser_index, note_proof
from intake.views.consent import prepare_paper
from intake.views.contact import may_change_contact
from intake.views.explanation import chosen_labels, explanation_of
from intake.views.publication import chosen_items
from intake.views.step import FormStepView, StepView, step_address, to_next_step
from intake.views.visit import Visit
from intake.views.visitor import address_index, circumstances
from intake.views.words import not_sent_words, verdict_words

NOTICE_KEY = "intake_code_notice"
"""Where a redirect leaves the reason why no code was sent; no personal data."""


def leave_notice(request: HttpRequest, sent: CodeSent) -> None:
    """Remember for the next page why no code went out."""
    request.session[NOTICE_KEY] = [
        sent.reason,
        sent.next_at.isoformat() if sent.next_at else None,
    ]


def take_notice(request: HttpRequest) -> tuple[str, Any]:
    reason, next_at = request.session.pop(NOTICE_KEY, None) or ("", None)
    return reason, datetime.fromisoformat(next_at) if next_at else None


class RenewedView(StepView):
    """A page behind which a paper is signed: one that would read differently now is read again."""

    def gate(self) -> HttpResponse | None:
        return super().gate() or self._way_gate() or self._renew()

    def _way_gate(self) -> HttpResponse | None:
        """Whoever has not joined the agreement on signing by code is asked once; who signs with a
        pen here is told so, with the papers to print."""
        trouble = self.visit.code_trouble
        waiting = [
            document
            for kind in ("processing", "publication")
            if self.visit.decision(kind) is Decision.YES
            and (document := self.visit.paper(kind)) is not None
        ]
        if trouble is None or not waiting:
            return None
        if trouble is WayTrouble.PEP_NOT_JOINED and not self.visit.own.get("pep_on_paper"):
            return redirect("intake:pep")
        return self.render(
            template="intake/by_pen.html",
            heading=_("Подпишите на бумаге"),
            words=trouble_words(trouble.value),
            by_pen=waiting,
            may_join=trouble is WayTrouble.PEP_NOT_JOINED,
        )

    def _renew(self) -> HttpResponse | None:
        for kind in ("processing", "publication"):
            if self.visit.decision(kind) is Decision.YES:
                choices = chosen_items(self.visit) if kind == "publication" else None
                agreed, current = self.visit.paper(kind), prepare_paper(self.visit, kind, choices)
                if current != agreed:
                    read = {*self.visit.own.get("read", [])} - {Step.CHECK.value}
                    self.visit.keep_own(read=sorted(read))
        return super().gate()


class CheckView(RenewedView):
    """Everything once more before the code, each line with its way to change it."""

    step = Step.CHECK
    template_name = "intake/check.html"

    def context(self) -> dict[str, Any]:
        papers = []
        for kind in ("processing", "publication"):
            document = self.visit.paper(kind)
            if document is not None and self.visit.decision(kind) is Decision.YES:
                papers.append((document, short_digest(document.shown_digest)))
        return {
            "papers": papers,
            "by_code": [paper for paper in papers if not self._is_by_hand(paper[0])],
            "by_hand": [paper for paper in papers if self._is_by_hand(paper[0])],
            "publication": self.visit.decision("publication"),
            "chosen": chosen_labels(chosen_items(self.visit)),
            "explanation": explanation_of(self.visit),
            "contact_masked": masked_on_file(person=self.visit.person),
            "came_first": self.visit.came_first,
            "can_change_publication": may_open(Step.PUBLICATION, self.visit.progress),
        }

    def _is_by_hand(self, document: Document) -> bool:
        return document.kind == "processing" and self.visit.is_by_hand

    def save(self) -> None:
        super().save()
        self.visit.forget()
        step = next_step(self.visit.progress)
        kind = KIND_OF_STEP.get(step)
        document = self.visit.paper(kind) if kind else None
        if self.visit.person is None:
            return
        if document is not None:
            send_code(self.request, document, self.visit)
        elif kind is None:
            finish(request=self.visit.request, person=self.visit.person, now=self.visit.now)


def send_code(
    request: HttpRequest,
    document: Document,
    visit: Visit,
    act: str = "sign",
    *,
    asked: bool = False,
) -> None:
    """Ask for a code unless a live one is on its way; a refusal is shown on the code page.

    Only who ``asked`` for one more code is told to wait. Else a code just sent is what the page
    shows anyway, and a second press of the button before it must not read like a trouble.
    """
    sent = request_code(
        document=document,
        signer=visit.signer,
        act=act,
        link=visit.link,
        origin_index=address_index(request),
        browser_index=browser_index(request),
        now=visit.now,
    )
    if not sent.sent and (asked or sent.reason != SendVerdict.TOO_SOON):
        leave_notice(request, sent)


NOT_BY_ANY_CODE = frozenset({Verdict.STALE_DOCUMENT, Verdict.RULE_CHANGED, Verdict.NOT_ADMITTED})
"""Verdicts on the paper and the person rather than on the code: another page explains them."""

KIND_OF_STEP = {Step.CODE: "processing", Step.PUBLICATION_CODE: "publication"}


class CodeStepView(RenewedView, FormStepView):
    """Enter the code for one paper. Asking for another one is a form of its own on the page."""

    form_class = CodeForm
    template_name = "intake/code.html"
    act = "sign"

    def gate(self) -> HttpResponse | None:
        """A code is decided under a lock, where everything about the signer and the paper is asked
        anew: to ask it here too would only make the family wait."""
        is_code = self.request.method == "POST" and "code" in self.request.POST
        return self.turn_gate() if is_code else super().gate()

    @property
    def document(self) -> Document | None:
        return self.visit.paper(KIND_OF_STEP[self.step])

    def initial(self) -> dict[str, Any]:
        return {"shown_digest": self.document.shown_digest if self.document else ""}

    def render(self, **more: Any) -> HttpResponse:
        known = code_context(self.request, self.visit, self.document, self.act)
        return super().render(**known, **more)

    def get(self, request: HttpRequest) -> HttpResponse:
        return super().get(request) if self.document else to_next_step(self.visit)

    def post(self, request: HttpRequest) -> HttpResponse:
        document = self.document
        if document is None or self.visit.person is None:
            return to_next_step(self.visit)
        if "send" in request.POST:
            send_code(request, document, self.visit, asked=True)
            return redirect(step_address(self.step))
        if "decline" in request.POST and self.step is Step.PUBLICATION_CODE:
            decline(document=document, signer=self.visit.person, now=self.visit.now)
            self.visit.keep_own(publication="", choices={})
            return self.leave()
        return super().post(request)

    def accept(self, form: CodeForm) -> HttpResponse | None:
        confirmed = confirm_code(self.request, form, self.document, self.visit, self.act)
        if confirmed.verdict in (Verdict.ACCEPTED, Verdict.ALREADY_SIGNED):
            return self.leave()
        if confirmed.verdict in NOT_BY_ANY_CODE:
            self.visit.forget()
            elsewhere = super().gate()
            if elsewhere is not None:
                return elsewhere
        words = trouble_words(confirmed.trouble)
        form.add_error("code", words or verdict_words(confirmed.verdict, confirmed.attempts_left))
        return None

    def leave(self) -> HttpResponse:
        """The paper is settled: the next code goes out, or the person is through."""
        self.visit.forget()
        step = next_step(self.visit.progress)
        if step is Step.PUBLICATION_CODE:
            document = self.visit.paper("publication")
            if document is not None:
                send_code(self.request, document, self.visit)
        elif self.visit.person is not None:
            finish(request=self.visit.request, person=self.visit.person, now=self.visit.now)
        return to_next_step(self.visit)


class ProcessingCodeView(CodeStepView):
    step = Step.CODE


class PublicationCodeView(CodeStepView):
    step = Step.PUBLICATION_CODE


def confirm_code(
    request: HttpRequest, form: CodeForm, document: Any, visit: Visit, act: str
) -> Confirmed:
    """Check the code; with a signature the session gets a new id, as after any sign-in."""
    confirmed = confirm(
        document=document,
        signer=visit.signer,
        act=act,
        shown_digest=form.cleaned_data["shown_digest"],
        code=form.cleaned_data["code"],
        circumstances=circumstances(request),
        browser_index=browser_index(request),
        now=visit.now,
    )
    if confirmed.is_accepted:
        note_proof(request, visit.signer)
    return confirmed


def code_context(
    request: HttpRequest, visit: Visit, document: Document, act: str
) -> dict[str, Any]:
    """What the code page says about the code: to whom, until when, when to ask again."""
    reason, next_at = take_notice(request)
    return {
        "document": document,
        "short_digest": short_digest(document.shown_digest),
        "sight": code_sight(
            document=document,
            signer=visit.signer,
            act=act,
            browser_index=browser_index(request),
            now=visit.now,
        ),
        "zone": visit.school.zone,
        "not_sent": not_sent_words(reason, next_at, visit.school.zone) if reason else "",
        "reason": reason,
        "may_renew_link": reason == SendVerdict.TOO_MANY_TODAY,
        "change_contact_address": (
            reverse("intake:own_contact") if may_change_contact(visit) else ""
        ),
        "paper_address": reverse("intake:paper", args=[document.key]),
    }
