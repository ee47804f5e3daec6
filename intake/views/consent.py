"""Who signs and why, the policy, the consent in full, and saying no."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.steps import Decision, Step, next_step
from intake.models import Document
from intake.services.acquaintance import acquaint
from intake.services.code import short_digest
from intake.services.document import FULL_FORM, NotTheSigner, filled_blocks, plain_summary, prepare
from intake.services.refusal import decline, undo_decline
from intake.services.request import finish
from intake.views.explanation import explanation_of, policy_blocks
from intake.views.next_child import next_child
from intake.views.step import StepView, step_address, to_next_step
from intake.views.turning import remember_rule
from intake.views.visit import KINDS, Visit
from mentoring_pages.services.wording import child_page_address


def prepare_paper(
    visit: Visit, kind: str, choices: dict[str, bool] | None = None
) -> Document | None:
    """The signer's open paper of a kind; None when the rule stopped asking for it meanwhile."""
    if visit.role is None:
        return None
    try:
        document = prepare(
            request=visit.request, kind=KINDS[kind], role=visit.role, choices=choices, now=visit.now
        )
    except NotTheSigner:
        document = None
    visit.forget()
    return document


class WhoSignsView(StepView):
    """The child, who signs and why: in the names that were typed, citing what says so."""

    step = Step.WHO_SIGNS
    template_name = "intake/who_signs.html"

    def context(self) -> dict[str, Any]:
        return {"explanation": explanation_of(self.visit)}

    def save(self) -> None:
        super().save()
        remember_rule(self.visit)

    def go_on(self) -> HttpResponse:
        """Whoever need not sign has only this page: the request is sent by leaving it."""
        self.visit.forget()
        progress = self.visit.progress
        nothing_to_sign = {progress.processing, progress.publication} == {Decision.NOT_ASKED}
        if nothing_to_sign and self.visit.person is not None:
            finish(request=self.visit.request, person=self.visit.person, now=self.visit.now)
        return super().go_on()


class PolicyView(StepView):
    """One sentence of acquaintance: an own record, no code, no part of any consent."""

    step = Step.POLICY
    template_name = "intake/policy.html"

    def context(self) -> dict[str, Any]:
        return {"blocks": policy_blocks(self.visit)}

    def save(self) -> None:
        acquaint(
            request=self.visit.request,
            person=self.visit.person,
            role=self.visit.role.value if self.visit.role else "",
            now=self.visit.now,
        )
        super().save()


class ConsentView(StepView):
    """The paper as a sheet, what it means beside it, yes and no of equal size."""

    step = Step.CONSENT
    template_name = "intake/consent.html"

    def show(self, document: Document, **more: Any) -> HttpResponse:
        return self.render(
            document=document,
            blocks=filled_blocks(document),
            summary=plain_summary(document),
            short_digest=short_digest(document.shown_digest),
            is_by_hand=self.visit.is_by_hand,
            child_address=child_page_address(edition=document.edition),
            kept=self.visit.kept("processing"),
            has_masks=document.edition.kind == FULL_FORM and not self.visit.is_by_hand,
            **more,
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        document = prepare_paper(self.visit, "processing")
        return self.show(document) if document else to_next_step(self.visit)

    def post(self, request: HttpRequest) -> HttpResponse:
        document = prepare_paper(self.visit, "processing")
        signer = self.visit.person
        if document is None or signer is None:
            return to_next_step(self.visit)
        if request.POST.get("shown_digest") != document.shown_digest:
            return self.show(
                document,
                problem=_(
                    "Текст документа изменился, пока страница была открыта. Прочитайте его ещё раз."
                ),
            )
        if request.POST.get("decision") == "decline":
            decline(document=document, signer=signer, now=self.visit.now)
            self.visit.keep_own(read=self._unchecked())
            return redirect(step_address(Step.DECLINED))
        if request.POST.get("decision") == "agree":
            self.visit.keep_own(processing=document.shown_digest, read=self._unchecked())
        else:
            return self.show(
                document, problem=_("Нажмите «Подписать» или «Не соглашаться» под документом.")
            )
        return self.go_on()

    def _unchecked(self) -> list[str]:
        """What was read, but for the check: another decision is checked anew."""
        return sorted({*self.visit.own.get("read", [])} - {Step.CHECK.value})


class DeclinedView(StepView):
    """What follows from a no, and the way back to a yes."""

    step = Step.DECLINED
    template_name = "intake/declined.html"

    def context(self) -> dict[str, Any]:
        kept = self.visit.kept("processing")
        heading = {"heading": _("Вы не согласились с новым текстом")} if kept else {}
        following = next_step(self.visit.progress)
        goes_on = step_address(following) if following is not Step.DECLINED else ""
        offer = None if goes_on else next_child(self.request, self.visit)
        return {"kept": kept, "goes_on": goes_on, "next_child": offer, **heading}

    def save(self) -> None:
        document, signer = self.visit.paper("processing"), self.visit.person
        if document is not None and signer is not None:
            undo_decline(document=document, signer=signer, now=self.visit.now)
