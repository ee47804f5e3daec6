"""Opening an agreement: who with whom, then its terms with who will sign and why."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import Side, side_answer
from intake.domain.signing import Band, DocumentKind, SignerRole, SigningAnswer
from intake.forms.staff_agreement import SidesForm, TermsForm
from intake.labels import agreement_signers_and_why
from intake.models import Person
from intake.services.agreement import AgreementProblem, open_agreement, representatives
from intake.services.rule import minor_table, own_capacity, school_day
from intake.views.act_page import ActPage
from mentoring_pages.domain.meanings import CERTIFICATE_REQUIRED
from mentoring_pages.models import MentoringForm, School
from mentoring_pages.services.citation import cited_clause
from mentoring_pages.services.membership import reach
from mentoring_pages.services.wording import agreement_in_force

SIDES_INTRO = _(
    "Одно соглашение заключают наставник и один наставляемый. За участника до 18 лет "
    "подписывает законный представитель, с 14 лет и сам участник. В списке люди, у которых "
    "записана дата рождения."
)
TERMS_INTRO = _(
    "Документ сделают сразу: откройте PDF, прочитайте и отправьте ссылки или распечатайте "
    "по экземпляру каждой стороне. До подписания его можно отменить."
)


class OpenView(ActPage):
    """First who with whom, then the terms: the address carries the keys of what was chosen."""

    permission = "intake.add_agreement"
    title = _("Открыть соглашение")
    icon = "clipboard-list"
    mentor: Person | None = None
    mentee: Person | None = None
    form_of_mentoring: MentoringForm | None = None

    def gather(self) -> None:
        found = reach(user=self.request.user, permission=self.permission)
        self.people = Person.objects.filter(
            found.rows(school_path="school"), erased_at__isnull=True
        ).select_related("school__site", "data_key")
        schools = School.objects.filter(found.rows(school_path="pk")).order_by("pk")
        if "key" in self.kwargs:
            self.mentor = self._person(self.kwargs["key"])
            self._read_choice(self.request)
            schools = schools.filter(pk=self.mentor.school_id)
        self.schools = list(schools)
        if not self.schools:
            raise Http404
        chosen = self.request.GET.get("school")
        by_key = {school.key: school for school in self.schools}
        self.school = by_key.get(chosen or "", self.schools[0])

    def _person(self, key: Any) -> Person:
        person: Person | None = self.people.filter(key=key).first()
        if person is None:
            raise Http404
        return person

    def _read_choice(self, request: HttpRequest) -> None:
        mentee, form = request.GET.get("mentee"), request.GET.get("form")
        if not mentee or not form or self.mentor is None:
            return
        try:
            self.mentee = self._person(UUID(mentee))
        except ValueError as error:
            raise Http404 from error
        self.form_of_mentoring = self.mentor.school.mentoring_forms.filter(key=form).first()
        if self.form_of_mentoring is None or self.mentee.school_id != self.mentor.school_id:
            raise Http404

    @property
    def asks_terms(self) -> bool:
        return self.form_of_mentoring is not None

    def back_url(self) -> str:
        name = (
            "nastavnik_agreement_open" if self.asks_terms else "intake_agreement_modeladmin_index"
        )
        return reverse(name)

    def get_form_class(self) -> Any:
        return TermsForm if self.asks_terms else SidesForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["intro"] = TERMS_INTRO if self.asks_terms else SIDES_INTRO
        context["submit_label"] = (
            _("Открыть соглашение") if self.asks_terms else _("Дальше: срок и задачи")
        )
        return context

    def get_form_kwargs(self) -> dict[str, Any]:
        if not self.asks_terms:
            return super().get_form_kwargs() | {"school": self.school}
        tasks = [(task["text"], task["ticked"]) for task in self.text_terms().get("tasks", [])]
        return super().get_form_kwargs() | {"tasks": tasks, "guardians": self._guardians()}

    def get_initial(self) -> dict[str, Any]:
        if not self.asks_terms:
            return {"mentor": self.mentor.key} if self.mentor else {}
        terms = self.text_terms()
        return {
            "term_months": terms.get("term_months"),
            "place": terms.get("place") or self.school.locality,
            "base_organisation": terms.get("base_organisation") or self.school.short_name,
        }

    def facts(self) -> list[tuple[str, Any]]:
        if not self.asks_terms:
            return [
                (_("Школа"), school_choice(self.school, self.schools)),
                (
                    _("Пары прошлого года"),
                    format_html(
                        '<a href="{}?school={}">{}</a>',
                        reverse("nastavnik_agreement_renew"),
                        self.school.key,
                        _now("Соглашения на следующий год: открыть сразу у всех"),
                    ),
                ),
            ]
        lines: list[tuple[str, Any]] = [
            (_("Наставник"), self.sides[Side.MENTOR].full_name),
            (_("Наставляемый"), self.sides[Side.MENTEE].full_name),
            (_("Форма наставничества"), str(self.form_of_mentoring)),
        ]
        try:
            answers = {side: self._answer(person) for side, person in self.sides.items()}
        except UnknownBirthDate:
            return lines
        return [
            *lines,
            (_("Кто подписывает и почему"), agreement_signers_and_why(answers)),
            *self._certificate(answers[Side.MENTOR]),
        ]

    def _certificate(self, mentor: SigningAnswer) -> list[tuple[str, Any]]:
        """What the school's own act asks of grown-ups from outside; nothing is kept of it here."""
        day = school_day(school=self.school, now=self.now)
        clause = cited_clause(school=self.school, meaning=CERTIFICATE_REQUIRED, day=day)
        if clause is None or mentor.band is not Band.ADULT:
            return []
        words = _now(
            "Если наставник не работает в школе, до первой встречи проверьте справку: "
            "этого требует {clause}. Саму справку сюда не загружайте."
        )
        link = format_html('<a href="{}">{}</a>', clause.address, clause.short)
        return [(_("Справка о судимости"), format_html(words, clause=link))]

    def form_valid(self, form: Any) -> HttpResponse:
        return self._open(form) if self.asks_terms else self._go_on(form)

    def _go_on(self, form: SidesForm) -> HttpResponse:
        mentor, mentee = form.cleaned_data["mentor"], form.cleaned_data["mentee"]
        if mentor == mentee:
            words = _now("Наставник и наставляемый — один человек. Выберите другого.")
            form.add_error("mentee", words)
            return self.form_invalid(form)
        chosen = urlencode({"mentee": mentee.key, "form": form.cleaned_data["form"].key})
        return redirect(f"{reverse('nastavnik_person_agreement', args=[mentor.key])}?{chosen}")

    # The terms

    @property
    def sides(self) -> dict[Side, Person]:
        """Both people, once they are chosen."""
        if self.mentor is None or self.mentee is None:
            raise Http404
        return {Side.MENTOR: self.mentor, Side.MENTEE: self.mentee}

    @property
    def _form(self) -> MentoringForm:
        if self.form_of_mentoring is None:
            raise Http404
        return self.form_of_mentoring

    def text_terms(self) -> dict[str, Any]:
        """What the approved text begins with; empty where there is none."""
        day = school_day(school=self.school, now=self.now)
        edition = agreement_in_force(school=self.school, form_key=self._form.key, day=day)
        return edition.tree["agreement"] if edition else {}

    def _guardians(self) -> dict[str, list[Person]]:
        day = school_day(school=self.school, now=self.now)
        return {
            side.value: representatives(ward=person, day=day)
            for side, person in self.sides.items()
            if self._needs_representative(person)
        }

    def _answer(self, person: Person) -> Any:
        return side_answer(
            birth_date=person.birth_date,
            day=school_day(school=self.school, now=self.now),
            minor_table=minor_table(school=self.school, kind=DocumentKind.AGREEMENT),
            own_capacity=own_capacity(person),
        )

    def _needs_representative(self, person: Person) -> bool:
        try:
            return bool(self._answer(person).requires(SignerRole.REPRESENTATIVE))
        except UnknownBirthDate:
            return False

    def _open(self, form: TermsForm) -> HttpResponse:
        answers = form.cleaned_data
        try:
            agreement = open_agreement(
                mentor=self.sides[Side.MENTOR],
                mentee=self.sides[Side.MENTEE],
                form=self._form,
                term_months=answers["term_months"],
                tasks=form.all_tasks(),
                mentor_guardian=self._chosen(answers, "mentor"),
                mentee_guardian=self._chosen(answers, "mentee"),
                place=answers["place"],
                base_organisation=answers["base_organisation"],
                by=self.request.user,
                now=self.now,
            )
        except AgreementProblem as problem:
            form.add_error(problem.field if problem.field in form.fields else None, problem.words)
            return self.form_invalid(form)
        messages.success(
            self.request,
            _("Соглашение открыто. Прочитайте PDF, потом отправьте ссылки или распечатайте."),
        )
        return redirect("intake_agreement_modeladmin_inspect", agreement.pk)

    def _chosen(self, answers: dict[str, Any], side: str) -> Person | None:
        key = answers.get(f"{side}_guardian")
        people = self._guardians().get(side, [])
        return next((one for one in people if str(one.key) == key), None)


def school_choice(school: School, schools: list[School]) -> Any:
    """The school the people are of, and links to the user's other schools."""
    others = [(f"?school={one.key}", one.short_name) for one in schools if one != school]
    return format_html(
        "{} {}", school.short_name, format_html_join(" ", '<a href="{}">{}</a>', others)
    )
