"""A representative who does not agree with what another one signed: one page, it works at once."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.signing import DocumentKind
from intake.forms.objection import ObjectionForm
from intake.models import GuardianObjection, Guardianship
from intake.services.guardianship import lasting
from intake.services.objection import ObjectionRefused, raise_objection
from intake.services.standing import standing
from intake.views.explanation import standing_words
from intake.views.step import FamilyView

CONSENTS = {"processing": DocumentKind.PROCESSING, "publication": DocumentKind.PUBLICATION}


class ObjectionView(FamilyView):
    """What stands now, what an objection stops, and the button."""

    template_name = "intake/objection.html"
    is_for_onlookers = True

    def gate(self) -> HttpResponse | None:
        """Open to whose authority over this child lasts today."""
        visit = self.visit
        child, self.objector = visit.request.participant, visit.link.person or visit.person
        if child is None or self.objector is None:
            return redirect("intake:go")
        held = Guardianship.objects.filter(guardian=self.objector, ward=child)
        if not lasting(held, day=visit.day).exists():
            raise Http404
        self.child = child
        return None

    def context(self) -> dict[str, Any]:
        return {
            "heading": _("Не согласны с тем, что подписано?"),
            "open_objection": GuardianObjection.objects.filter(
                ward=self.child, objector=self.objector, lifted_at__isnull=True
            ).first(),
            "standings": [
                (name, standing_words(standing(participant=self.child, kind=kind, now=now)))
                for now in [self.visit.now]
                for name, kind in CONSENTS.items()
            ],
            "is_onlooker": self.visit.is_onlooker,
            "zone": self.visit.school.zone,
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render(form=ObjectionForm())

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ObjectionForm(request.POST)
        if not form.is_valid() or self.objector is None:
            return self.render(form=form)
        try:
            raise_objection(
                ward=self.child,
                objector=self.objector,
                words=form.cleaned_data["words"],
                now=self.visit.now,
            )
        except ObjectionRefused as problem:
            return self.render(form=form, problem=problem.words)
        messages.success(
            request,
            _("Мы записали ваше возражение. С этой минуты о ребёнке ничего не публикуется."),
        )
        return redirect("intake:objection")
