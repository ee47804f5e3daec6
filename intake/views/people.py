"""The questions of the open entrance, and the two ends where somebody else must come."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from intake import conf
from intake.domain.age import age_on, years_in_words
from intake.domain.signing import ADULT_FROM, OWN_SIGNATURE_FROM
from intake.domain.steps import QUESTIONS, ForWhom, Hindrance, Step, next_step
from intake.forms.people import (
    BirthDateForm,
    ChildNameForm,
    ContactForm,
    GuardianNameForm,
    OwnNameForm,
    RepresentativeNameForm,
    SchoolClassForm,
    WhoComesForm,
)
from intake.services.people import Name
from intake.services.request import PeopleProblem
from intake.services.request_people import record_people
from intake.views.step import FormStepView, StepView, step_address, to_next_step
from intake.views.visit import PEOPLE, Visit

QUESTION_STEPS = frozenset(
    {Step.WHO_COMES, Step.GUARDIAN_NAME}.union(*map(frozenset, QUESTIONS.values()))
)

NAME_PARTS = ("family_name", "given_name", "patronymic")

STEP_OF_PROBLEM = {
    "guardian_family_name": {ForWhom.CHILD: Step.OWN_NAME, ForWhom.SELF: Step.GUARDIAN_NAME},
}
"""On which page an answer stands that cannot be taken together with the others."""


class PeopleStepView(FormStepView):
    """A question whose answer goes into the draft as it was typed."""

    prefix = ""
    """What stands before the names of this page's answers in the draft."""
    hint = ""

    def gate(self) -> HttpResponse | None:
        """What stands in anybody's signed paper is not asked again, whoever signed it."""
        is_settled = self.visit.request.documents.filter(signed_at__isnull=False).exists()
        if is_settled and next_step(self.visit.progress) is not self.step:
            return to_next_step(self.visit)
        return super().gate()

    def initial(self) -> dict[str, Any]:
        people, start = self.visit.people, self.prefix
        return {
            name.removeprefix(start): value
            for name, value in people.items()
            if name.startswith(start)
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        step, field, words = self.visit.people.get("problem") or ("", "", "")
        if step != self.step.value:
            return super().get(request)
        form = self.form_class(self.initial(), **self.form_arguments())
        form.add_error(field.removeprefix(self.prefix), words)
        return self.render(form=form)

    def render(self, **more: Any) -> HttpResponse:
        return super().render(**{"hint": self.hint_words(), **more})

    def hint_words(self) -> str:
        return ""

    def accept(self, form: Any) -> HttpResponse | None:
        answers = {f"{self.prefix}{name}": value for name, value in form.cleaned_data.items()}
        done = {*self.visit.people.get("done", []), self.step.value}
        self.visit.keep(PEOPLE, **answers, done=sorted(done), problem=None)
        record_when_complete(self.visit)
        return self.go_on()


class WhoComesView(PeopleStepView):
    step = Step.WHO_COMES
    form_class = WhoComesForm

    def hint_words(self) -> str:
        return _("От этого зависит, чьи имена и чья подпись понадобятся.")


class ChildNameView(PeopleStepView):
    step = Step.CHILD_NAME
    form_class = ChildNameForm
    prefix = "participant_"

    def hint_words(self) -> str:
        return _("Как в свидетельстве о рождении или паспорте: так имя будет стоять в согласии.")


class BirthDateView(PeopleStepView):
    step = Step.BIRTH_DATE
    form_class = BirthDateForm

    def form_arguments(self) -> dict[str, Any]:
        return {"today": self.visit.day}

    def initial(self) -> dict[str, Any]:
        typed = self.visit.people.get("birth_date")
        return {"birth_date": date.fromisoformat(typed)} if typed else {}

    def render(self, **more: Any) -> HttpResponse:
        if self.visit.for_whom is ForWhom.SELF:
            more["heading"] = _("Когда вы родились?")
        return super().render(**more)

    def hint_words(self) -> str:
        if self.visit.for_whom is ForWhom.SELF:
            return _("По возрасту мы поймём, кто подписывает согласие. Например: 5 9 2010.")
        return _("По возрасту мы поймём, кто подписывает согласие. Например: 5 9 2014.")

    def accept(self, form: Any) -> HttpResponse | None:
        form.cleaned_data["birth_date"] = form.cleaned_data["birth_date"].isoformat()
        return super().accept(form)


class SchoolClassView(PeopleStepView):
    step = Step.SCHOOL_CLASS
    form_class = SchoolClassForm

    def render(self, **more: Any) -> HttpResponse:
        if self.visit.for_whom is ForWhom.SELF:
            more["heading"] = _("В каком классе вы учитесь?")
        return super().render(**more)

    def hint_words(self) -> str:
        if self.visit.for_whom is ForWhom.SELF:
            return _("Например: 9А. Если вы не учитесь в школе, оставьте поле пустым.")
        return _("Например: 7А. Если ребёнок не учится в школе, оставьте поле пустым.")


class OwnNameView(PeopleStepView):
    step = Step.OWN_NAME

    @property
    def form_class(self) -> type:
        is_child = self.visit.for_whom is ForWhom.CHILD
        return RepresentativeNameForm if is_child else OwnNameForm

    @property
    def prefix(self) -> str:
        return "guardian_" if self.visit.for_whom is ForWhom.CHILD else "participant_"

    def hint_words(self) -> str:
        return _("Как в паспорте. Паспортные данные для согласия не нужны, только имя.")


class GuardianNameView(PeopleStepView):
    step = Step.GUARDIAN_NAME
    form_class = GuardianNameForm
    prefix = "guardian_"

    def hint_words(self) -> str:
        return _("Вам ещё нет 18 лет, поэтому вместе с вами подписывает представитель.")


class ContactView(PeopleStepView):
    """An address, or none: whoever has none goes on and signs on paper."""

    step = Step.CONTACT
    form_class = ContactForm
    template_name = "intake/own_contact.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        if "no_contact" not in request.POST:
            return super().post(request)
        form = ContactForm()
        form.cleaned_data = {"contact": ""}
        return self.accept(form) or self.go_on()

    def hint_words(self) -> str:
        if "phone" in conf.channel_order():
            return _(
                "Укажите свою почту или свой мобильный номер, которые читаете только вы: код — "
                "это ваша подпись. Больше ни для чего контакт не нужен."
            )
        return _(
            "Укажите свою почту, которую читаете только вы: код из письма — это ваша подпись. "
            "Больше ни для чего адрес не нужен."
        )


def record_when_complete(visit: Visit) -> None:
    """Write the people once every question has an answer; a problem waits on its own page."""
    progress = visit.progress
    if progress.for_whom is None or progress.hindrance is not Hindrance.NONE:
        return
    if next_step(progress) in QUESTION_STEPS:
        return
    try:
        record_typed_people(visit=visit, people=visit.people, for_whom=progress.for_whom)
    except PeopleProblem as problem:
        step = STEP_OF_PROBLEM[problem.field][progress.for_whom]
        done = set(visit.people.get("done", [])) - {step.value}
        visit.keep(PEOPLE, done=sorted(done), problem=[step.value, problem.field, problem.words])
        return
    visit.link.request.refresh_from_db()


def record_typed_people(*, visit: Visit, people: dict[str, Any], for_whom: ForWhom) -> None:
    """Hand the whole draft to the service. Raises ``PeopleProblem``."""
    is_child = for_whom is ForWhom.CHILD
    has_guardian = is_child or visit.progress.asks_guardian
    record_people(
        request=visit.request,
        participant_name=typed_name(people, "participant_"),
        birth_date=date.fromisoformat(people["birth_date"]),
        school_class=people.get("school_class", ""),
        participant_contact="" if is_child else people["contact"],
        guardian_name=typed_name(people, "guardian_") if has_guardian else None,
        guardian_kind=people.get("guardian_guardian_kind", "") if has_guardian else "",
        guardian_contact=people["contact"] if is_child else "",
        came_for_self=not is_child,
        now=visit.now,
    )


def typed_name(people: dict[str, Any], prefix: str) -> Name:
    return Name(*(people.get(f"{prefix}{part}", "") for part in NAME_PARTS))


class DeadEndView(StepView):
    """Whoever came cannot go on, and the page says who can. Nothing typed is lost."""

    template_name = "intake/dead_end.html"

    def context(self) -> dict[str, Any]:
        born = date.fromisoformat(self.visit.people["birth_date"])
        return {
            "age_words": years_in_words(age_on(born, self.visit.day)),
            "own_signature_from": OWN_SIGNATURE_FROM,
            "adult_from": ADULT_FROM,
            "change_address": step_address(Step.WHO_COMES),
        }


class TooYoungView(DeadEndView):
    step = Step.TOO_YOUNG


class GrownUpView(DeadEndView):
    step = Step.GROWN_UP
