"""A page of the way: opened only in its turn, left by a redirect, never kept in a cache."""

from contextlib import nullcontext
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache

from intake import conf
from intake.domain.steps import DEAD_ENDS, Step, may_open, next_step, place, step_before
from intake.people_labels import trouble_words
from intake.services.document import WordingMissing
from intake.views.browser import visit_of
from intake.views.link import closed_page
from intake.views.turning import is_rule_turned
from intake.views.visit import NoVisit, Visit
from intake.views.words import STEP_HEADINGS
from mentoring_pages.services.asked_once import held, remembered

SIGNING_STEPS = frozenset(
    {
        Step.WHO_SIGNS,
        Step.POLICY,
        Step.ADDRESS,
        Step.IDENTITY,
        Step.CHILD_IDENTITY,
        Step.AUTHORITY,
        Step.CONSENT,
        Step.PUBLICATION,
        Step.CHECK,
        Step.CODE,
        Step.PUBLICATION_CODE,
    }
)
"""Pages that only whoever may act for the child today goes through."""

DEAD_END_STEPS = frozenset({Step.DECLINED, *DEAD_ENDS.values()})


def step_address(step: Step) -> str:
    return reverse(f"intake:step_{step.name}")


def to_next_step(visit: Visit) -> HttpResponse:
    """Go to the first page that is not done."""
    return redirect(step_address(next_step(visit.progress)))


@method_decorator(never_cache, name="dispatch")
class FamilyView(View):
    """A page that needs an opened link; without one it says how to get in."""

    visit: Visit
    template_name = ""
    is_for_onlookers = False
    """Also for another representative of the child, who signs nothing in this request."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Looking changes nobody: what is known of the people may be asked once as well.
        people = held() if request.method in ("GET", "HEAD") else nullcontext()
        with remembered(), people:
            return self.opened(request, *args, **kwargs)

    def opened(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page for whoever came by a link that is good."""
        try:
            self.visit = visit_of(request)
        except NoVisit as problem:
            return closed_page(request, problem.kind)
        if self.visit.is_onlooker and not self.is_for_onlookers:
            return redirect("intake:objection")
        try:
            return self.gate() or super().dispatch(request, *args, **kwargs)
        except NoVisit as problem:
            return closed_page(request, problem.kind)
        except WordingMissing:
            return self.render(template="intake/not_ready.html", status=503)

    def gate(self) -> HttpResponse | None:
        """Where to send whoever must not see this page now."""
        return None

    def context(self) -> dict[str, Any]:
        return {}

    def render(self, *, template: str = "", status: int = 200, **more: Any) -> HttpResponse:
        context = {
            "visit": self.visit,
            "school": self.visit.school,
            "family_request": self.visit.request,
            "child_shown": self.visit.request.participant,
            "by_phone": "phone" in conf.channel_order(),
            **self.context(),
            **more,
        }
        return render(self.request, template or self.template_name, context, status=status)


class StepView(FamilyView):
    """One page of the way. ``save`` keeps the answer and says which redirect follows."""

    step: Step

    def gate(self) -> HttpResponse | None:
        return self.turn_gate() or self.authority_gate()

    def turn_gate(self) -> HttpResponse | None:
        """Where to go when it is not the turn of this page."""
        if self.visit.request.state == "refused":
            return redirect("intake:status")
        if is_rule_turned(self.visit):
            return redirect("intake:turned")
        if not may_open(self.step, self.visit.progress):
            return to_next_step(self.visit)
        return None

    def authority_gate(self) -> HttpResponse | None:
        """What a representative who may not act today reads instead."""
        if self.step in SIGNING_STEPS and self.visit.authority_trouble:
            return self.render(
                template="intake/not_now.html",
                heading=_("Сейчас вы не можете подписать"),
                words=trouble_words(self.visit.authority_trouble),
            )
        return None

    def render(self, **more: Any) -> HttpResponse:
        number, total = place(self.step, self.visit.progress)
        if self.step in DEAD_END_STEPS:
            total = None
        before = step_before(self.step, self.visit.progress)
        return super().render(
            **{
                "step": self.step,
                "heading": STEP_HEADINGS[self.step],
                "step_number": number,
                "step_total": total,
                "back_address": step_address(before) if before else "",
                **more,
            }
        )

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest) -> HttpResponse:
        self.save()
        return self.go_on()

    def save(self) -> None:
        """A page that is only read: leaving it by its button is the answer."""
        read = {*self.visit.own.get("read", []), self.step.value}
        self.visit.keep_own(read=sorted(read))

    def go_on(self) -> HttpResponse:
        self.visit.forget()
        return to_next_step(self.visit)


class FormStepView(StepView):
    """A page with a question. What was typed stays on the page until it can be taken."""

    form_class: type
    template_name = "intake/question.html"

    def form_arguments(self) -> dict[str, Any]:
        return {}

    def initial(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(initial=self.initial(), **self.form_arguments())
        return self.render(form=form)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.form_class(request.POST, initial=self.initial(), **self.form_arguments())
        if not form.is_valid():
            return self.render(form=form)
        return self.accept(form) or self.render(form=form)

    def accept(self, form: Any) -> HttpResponse | None:
        """Keep a valid answer and go on; None, with an error added, when it cannot be taken."""
        raise NotImplementedError
