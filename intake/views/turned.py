"""«Изменилось, кто подписывает»: what changed, what is kept, who signs now."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.steps import Step
from intake.services.outgrown import void_overtaken
from intake.views.explanation import explanation_of
from intake.views.step import FamilyView, to_next_step
from intake.views.turning import is_by_birthday, is_rule_turned, remember_rule


class TurnedView(FamilyView):
    """Looking changes nothing; its button voids the old papers and leads on."""

    template_name = "intake/turned.html"

    def gate(self) -> HttpResponse | None:
        if self.visit.request.state == "refused":
            return redirect("intake:status")
        return None if is_rule_turned(self.visit) else to_next_step(self.visit)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def context(self) -> dict[str, Any]:
        visit = self.visit
        own = [visit.paper(kind) for kind in visit.answers_of_rule]
        return {
            "heading": _("Изменилось, кто подписывает"),
            "explanation": explanation_of(visit),
            "by_birthday": is_by_birthday(visit),
            "had_open": any(paper and paper.state == "prepared" for paper in own),
            "has_signed": any(paper and paper.state == "signed" for paper in own),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """The choices stay in the draft: the new papers begin with them."""
        void_overtaken(request=self.visit.request, now=self.visit.now)
        read = {*self.visit.own.get("read", []), Step.WHO_SIGNS.value} - {Step.CHECK.value}
        self.visit.keep_own(read=sorted(read))
        remember_rule(self.visit)
        return to_next_step(self.visit)
