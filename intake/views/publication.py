"""What the school may publish, item by item: «нет» until the person says otherwise."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.steps import Step
from intake.forms.decision import PublicationForm
from intake.services.filling import publication_items
from intake.services.refusal import decline, undo_decline
from intake.views.consent import prepare_paper
from intake.views.explanation import publication_places
from intake.views.step import FormStepView
from intake.views.visit import Visit

PAPER = "publication"


def chosen_items(visit: Visit) -> dict[str, bool]:
    """What this signer chose so far."""
    return visit.own.get("choices", {})


class PublicationView(FormStepView):
    step = Step.PUBLICATION
    form_class = PublicationForm
    template_name = "intake/publication.html"

    def form_arguments(self) -> dict[str, Any]:
        return {"items": publication_items(), "chosen": chosen_items(self.visit)}

    def render(self, **more: Any) -> HttpResponse:
        return super().render(
            **{
                "places": publication_places(self.visit),
                "kept": self.visit.kept(PAPER),
                **more,
            }
        )

    def accept(self, form: PublicationForm) -> HttpResponse | None:
        choices = form.choices_made()
        decide_publication(self.visit, choices)
        return self.go_on() if any(choices.values()) else self.after_no()

    def post(self, request: HttpRequest) -> HttpResponse:
        if request.POST.get("decision") == "decline":
            decide_publication(self.visit, {})
            return self.after_no()
        return super().post(request)

    def after_no(self) -> HttpResponse:
        """Where an older consent still stands, whoever wants nothing published can end it here."""
        kept = self.visit.kept(PAPER)
        if kept is None:
            return self.go_on()
        messages.info(
            self.request,
            _(
                "Мы записали, что с новым текстом вы не согласны. Прежнее согласие действует, "
                "пока вы его не отзовёте: это можно сделать здесь."
            ),
        )
        return redirect("intake:withdraw", key=kept.key)


def decide_publication(visit: Visit, choices: dict[str, bool]) -> None:
    """Keep the choices: with a yes among them a paper waits for its code, otherwise it is a no."""
    signer, earlier = visit.person, visit.paper(PAPER)
    if signer is None:
        return
    says_yes = any(choices.values())
    is_answered = earlier is not None and not visit.is_to_renew(earlier)
    if earlier is not None and earlier.state == "declined" and is_answered:
        if not says_yes:
            return
        undo_decline(document=earlier, signer=signer, now=visit.now)
    document = prepare_paper(visit, PAPER, choices)
    if document is None:
        return
    if not says_yes:
        decline(document=document, signer=signer, now=visit.now)
    visit.keep_own(choices=choices, publication=document.shown_digest if says_yes else "")
