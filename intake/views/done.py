"""Asking the other signer, and the last page: the number, the copies, what happens next."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from intake.domain.signing import SignerRole
from intake.domain.steps import Step, may_open
from intake.forms.decision import OtherContactForm
from intake.services.letter_sight import LetterSight, last_letter
from intake.services.people import current_contact, masked_on_file
from intake.services.request import (
    ContactShared,
    TooManyLetters,
    invite_second_signer,
    shares_contact,
)
from intake.services.standing import papers_for
from intake.views.browser import has_proved
from intake.views.explanation import explanation_of
from intake.views.next_child import next_child
from intake.views.step import FormStepView, StepView, to_next_step
from intake.views.visit import Visit
from intake.views.words import shared_contact_words, too_many_letters_words


def may_name_contact(visit: Visit, *, has_proved: bool) -> bool:
    """Who may say where the other signer is written to: whoever chose both addresses could sign for
    both.

    A representative may for the child. What is on file is changed only by one who entered a code in
    this browser (``has_proved``), for the link alone proves nobody; what the school has confirmed
    is the school's to change, unless it is the representative's own too. A participant may name the
    contact of a representative only in a request that staff will check, and changes none.
    """
    other = visit.other_person
    if other is None:
        return False
    on_file = current_contact(person=other)
    if visit.role is not SignerRole.REPRESENTATIVE:
        return on_file is None and visit.request.state in ("filling", "awaiting_check")
    if on_file is None:
        return True
    is_own = on_file.confirmed_at is None or shares_contact(request=visit.request, person=other)
    return has_proved and is_own


def letter_to_other(visit: Visit) -> LetterSight | None:
    """What became of the link of whoever is to sign too; ``None`` where none was sent."""
    other = visit.other_person
    if other is None or not visit.is_other_needed:
        return None
    return last_letter(request=visit.request, person=other)


class OtherSignerView(FormStepView):
    """Where to send the other signer's own link, or that they sign on paper."""

    step = Step.OTHER_SIGNER
    form_class = OtherContactForm
    template_name = "intake/other_signer.html"

    def gate(self) -> HttpResponse | None:
        """Open as long as the other signature is missing, also to send the link once more."""
        if self.visit.request.state == "refused":
            return redirect("intake:status")
        if self.visit.is_other_needed or may_open(self.step, self.visit.progress):
            return None
        return to_next_step(self.visit)

    def context(self) -> dict[str, Any]:
        return {
            "other": self.visit.other_person,
            "other_masked": masked_on_file(person=self.visit.other_person),
            "is_asked": self.visit.is_other_asked,
            "letter": letter_to_other(self.visit),
            "may_name_contact": self._may_name(),
            "explanation": explanation_of(self.visit),
        }

    def post(self, request: Any) -> HttpResponse:
        choice, other = request.POST.get("way"), self.visit.other_person
        if choice == "paper" or other is None:
            self.visit.keep_own(other_on_paper=True)
            return self.go_on()
        if choice == "on_file" and masked_on_file(person=other):
            return self.invite("", None) or self.go_on()
        if not self._may_name():
            return self.go_on()
        return super().post(request)

    def _may_name(self) -> bool:
        person = self.visit.person
        proved = person is not None and has_proved(self.request, person)
        return may_name_contact(self.visit, has_proved=proved)

    def accept(self, form: OtherContactForm) -> HttpResponse | None:
        return self.invite(form.cleaned_data["contact"], form)

    def invite(self, contact: str, form: OtherContactForm | None) -> HttpResponse | None:
        try:
            invite_second_signer(
                request=self.visit.request,
                person=self.visit.other_person,
                contact=contact,
                by=self.visit.signer,
                now=self.visit.now,
            )
        except (ContactShared, TooManyLetters) as problem:
            is_shared = isinstance(problem, ContactShared)
            words = shared_contact_words() if is_shared else too_many_letters_words()
            if form is None:
                return self.render(form=self.form_class(), problem=words)
            form.add_error("contact", words)
            return None
        self.visit.keep_own(other_on_paper=False)
        return self.go_on()


class DoneView(StepView):
    """The end of the way. Refreshing it changes nothing."""

    step = Step.DONE
    template_name = "intake/done.html"

    def context(self) -> dict[str, Any]:
        visit = self.visit
        person = visit.person
        lines = papers_for(request=visit.request, person=person, day=visit.day) if person else []
        own = [line.document for line in lines if line.is_own]
        return {
            "papers": [document for document in own if document.state == "signed"],
            "by_hand": [
                document
                for document in own
                if document.state == "prepared"
                and document.kind == "processing"
                and visit.is_by_hand
            ],
            "declined": [document for document in own if document.state == "declined"],
            "needs_check": visit.request.state in ("filling", "awaiting_check"),
            "is_other_needed": visit.is_other_needed,
            "other": visit.other_person,
            "other_on_paper": visit.own.get("other_on_paper"),
            "letter": letter_to_other(visit),
            "explanation": explanation_of(visit),
            "copy_to": masked_on_file(person=visit.person),
            "next_child": next_child(self.request, visit),
        }
