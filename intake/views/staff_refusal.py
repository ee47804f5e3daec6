"""A no told to the school, and a change of mind: recorded by staff with who, when and how."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.domain.journal import JournalKind
from intake.forms.staff_print import RefusalForm, ToldForm
from intake.models import Document, DocumentParty
from intake.models.document import PARTY_ROLES
from intake.paper_labels import TOLD_WAYS
from intake.services.paper import PaperRefused
from intake.services.privacy import names_of_staff
from intake.services.refusal import Told
from intake.services.refusal_text import refused_document
from intake.services.rule import school_day
from intake.services.told_refusal import (
    record_change_of_mind,
    record_refusal,
    record_refusal_of_asked,
    refusals_of,
)
from intake.views.staff_acts import DocumentActView, StaffActView
from intake.views.staff_paper_print import AskedView, line_words
from intake.views.staff_people import person_address
from intake.views.staff_register import Section, link

PARTY = "party-"


class ToldView(StaffActView):
    """What an employee was told; today unless they say otherwise."""

    icon = "comment"

    def get_initial(self) -> dict[str, Any]:
        return {"told_on": school_day(school=self.row.school, now=self.now)}

    def told(self, form: ToldForm) -> Told:
        answers = form.cleaned_data
        return Told(self.request.user, answers["how"], answers["told_on"])


class RecordRefusalView(ToldView, AskedView):
    """Of one person's family: any consent that waits for an answer, any agreement on signing."""

    title = _("Записать отказ")
    intro = _(
        "Отказ, сказанный устно или на бумаге, значит то же, что нажатая семьёй кнопка «Не "
        "соглашаться»: он действует сразу, и его можно взять назад. Ваше имя, день и то, как вам "
        "это сказали, сохранятся в журнале."
    )
    nothing = _("Сейчас отказываться не от чего: почему, написано ниже.")
    form_class = RefusalForm
    submit_label = _("Записать отказ")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | {"paper": self.request.GET.get("paper", "")}

    @cached_property
    def parties(self) -> list[DocumentParty]:
        """Who may still refuse a paper of two sides that concerns this person."""
        waiting = DocumentParty.objects.filter(document__in=self.sided, signed_at__isnull=True)
        return list(waiting.select_related("document", "person").order_by("document", "pk"))

    @cached_property
    def papers(self) -> list[Any]:
        _request, lines, _trouble = self.asked
        words = _now("%(title)s № %(number)s – %(name)s")
        return [(line.name, line_words(line)) for line in lines if line.is_open] + [
            (
                f"{PARTY}{party.pk}",
                words
                % {
                    "title": party.document.wording["title"],
                    "number": party.document.number,
                    "name": party.person.full_name,
                },
            )
            for party in self.parties
        ]

    def form_valid(self, form: RefusalForm) -> HttpResponse:
        name, told = form.cleaned_data["paper"], self.told(form)
        try:
            if name.startswith(PARTY):
                party = next(one for one in self.parties if f"{PARTY}{one.pk}" == name)
                record_refusal(
                    document=party.document, signer=party.person, told=told, now=self.now
                )
            else:
                record_refusal_of_asked(participant=self.row, name=name, told=told, now=self.now)
        except PaperRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        return self.done(_now("Отказ записан и действует."))


class ChangeOfMindView(ToldView, DocumentActView):
    """The refusal of one document taken back."""

    title = _("Отказ взяли назад")
    intro = _(
        "Человек передумал. Согласие снова можно будет подписать: напечатайте его в карточке "
        "человека. Соглашение снова ждёт подписей. Ваше имя и время сохранятся в журнале."
    )
    form_class = ToldForm
    submit_label = _("Записать")

    def facts(self) -> list[tuple[str, Any]]:
        return [*super().facts(), (_("Состояние"), self.row.get_state_display())]

    def form_valid(self, form: ToldForm) -> HttpResponse:
        try:
            record_change_of_mind(document=self.row, told=self.told(form), now=self.now)
        except PaperRefused as problem:
            form.add_error(None, problem.words)
            return self.form_invalid(form)
        return self.done(_now("Записано: отказа больше нет, документ можно подписать."))


def whose_refusal(paper: Document) -> list[Section]:
    """Whose no, or end of it, this paper says: nobody signs it."""
    rows = [
        (link(person_address(party.person), party.person), party.get_role_display())
        for party in paper.parties.select_related("person")
    ]
    title = _("Кто отказался") if paper.kind == "refusal" else _("Кто взял отказ назад")
    return [Section(title, (_("Человек"), _("Роль")), rows)]


def refusals(document: Document) -> list[Section]:
    """Who said no to this document and how the school heard it; nothing, no section.

    A paper that says a no shows the same of the document it is about.
    """
    entries = refusals_of(refused_document(document) if document.is_refusal else document)
    if not entries:
        return []
    names = names_of_staff({entry.actor_key for entry in entries})
    zone = document.school.zone
    what = {
        JournalKind.DECLINED.value: _now("не согласен(на)"),
        JournalKind.DECLINE_UNDONE.value: _now("передумал(а)"),
    }
    rows = [
        (
            PARTY_ROLES.get(str(entry.facts.get("role", "")), "–"),
            what[entry.kind],
            _how(entry.facts),
            names.get(entry.actor_key, "–"),
            date_format(localtime(entry.at, zone), "d.m.Y H:i"),
        )
        for entry in entries
    ]
    heads = (_("Кто"), _("Ответ"), _("Как сказал(а)"), _("Кто записал"), _("Когда записано"))
    return [Section(_("Отказ"), heads, rows)]


def _how(facts: dict[str, Any]) -> str:
    if "how" not in facts:
        return _now("на своей странице")
    day = date.fromisoformat(facts["told_on"])
    return f"{TOLD_WAYS.get(facts['how'], facts['how'])}, {date_format(day, 'd.m.Y')}"
