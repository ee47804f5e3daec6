"""One person's papers printed by staff, and what of them waits to come back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from intake.documents.render import PaperError
from intake.domain.signing import DocumentKind
from intake.forms.staff_print import PaperChoice, PrintForm
from intake.models import Document, IntakeRequest, Person
from intake.models.document import DOCUMENT_KINDS, DOCUMENT_STATES, PARTY_ROLES, SIDED_KINDS
from intake.services.asked_papers import NO_WORDING, AskedPaper, asked_papers, request_on_paper
from intake.services.filling import publication_items
from intake.services.paper import PaperRefused
from intake.services.paper_print import print_papers, printed_and_waiting, sided_papers
from intake.services.privacy import names_of_staff, record_access
from intake.views.staff_acts import StaffActView
from intake.views.staff_register import Section, link

SIDED = "sided-"


class AskedView(StaffActView):
    """A page about a person's papers: which are asked of whom, and what became of them."""

    model = Person
    permission = "intake.change_document"
    nothing = ""
    """What is said instead of the form where there is no paper to choose."""

    @cached_property
    def papers(self) -> list[Any]:
        """What the form offers."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.papers:
            self.intro = self.nothing
            self.extra_context = {"has_nothing_to_do": True}
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"papers": self.papers}

    def back_url(self) -> str:
        return reverse("intake_person_modeladmin_inspect", args=[self.row.pk])

    @cached_property
    def asked(self) -> tuple[IntakeRequest | None, list[AskedPaper], str]:
        """The request, a line for each consent, and why there are none."""
        try:
            request = request_on_paper(participant=self.row, now=self.now)
            return request, asked_papers(request=request, now=self.now), ""
        except PaperRefused as problem:
            return None, [], problem.words

    @cached_property
    def sided(self) -> list[Document]:
        return list(sided_papers(self.row).order_by("made_at", "pk"))

    def facts(self) -> list[tuple[str, Any]]:
        request, lines, trouble = self.asked
        rows: list[tuple[str, Any]] = [(_("Участник"), self.row.full_name)]
        if request is not None and request.guardian is not None:
            rows.append((_("Представитель"), request.guardian.full_name))
        rows += [(line_words(line), _linked(line)) for line in lines]
        if trouble:
            rows.append((_("Согласия"), trouble))
        return rows


class PrintPapersView(AskedView):
    title = _("Напечатать документы для подписи на бумаге")
    intro = _(
        "Сделаются те самые документы, с номером и QR-кодом. Писем никто не получит. Когда бумагу "
        "принесут с подписью, запишите её в карточке документа или стопкой: «Вернулись подписанные "
        "бумаги». Что напечатано и ещё не вернулось, видно в карточке человека."
    )
    nothing = _("Сейчас печатать нечего: почему, написано ниже.")
    form_class = PrintForm
    submit_label = _("Сделать документы")
    icon = "download"

    @cached_property
    def papers(self) -> list[Any]:
        return [*self._consents(), *self._agreements()]

    def _consents(self) -> list[PaperChoice]:
        _request, lines, _trouble = self.asked
        return [
            PaperChoice(
                line.name,
                line_words(line),
                items=tuple(publication_items()) if line.kind is DocumentKind.PUBLICATION else (),
                is_ticked=line.is_open,
                allowed=_allowed(line),
            )
            for line in lines
            if line.is_open or line.state == "withdrawn"
        ]

    def _agreements(self) -> list[PaperChoice]:
        words = _now("%(title)s № %(number)s, в двух экземплярах")
        return [
            PaperChoice(
                f"{SIDED}{paper.pk}",
                words % {"title": paper.wording["title"], "number": paper.number},
            )
            for paper in self.sided
        ]

    def form_valid(self, form: PrintForm) -> HttpResponse:
        chosen = form.chosen()
        try:
            printed = print_papers(
                participant=self.row,
                consents={
                    name: dict.fromkeys(items, True)
                    for name, items in chosen.items()
                    if not name.startswith(SIDED)
                },
                sided=[paper for paper in self.sided if f"{SIDED}{paper.pk}" in chosen],
                by=self.request.user,
                now=self.now,
            )
        except PaperRefused as problem:
            return self._not_made(form, problem.words)
        except PaperError:
            words = _now("Документ не сделался: в именах или адресах что-то не то. Проверьте их.")
            return self._not_made(form, words)
        record_access(
            school=self.row.school,
            user=self.request.user,
            action="person.print",
            subject_key=str(self.row.key),
            detail=f"pdf, {len(printed.documents)}",
            now=self.now,
        )
        response = HttpResponse(printed.pdf, content_type="application/pdf")
        name = f"{'-'.join(paper.number for paper in printed.documents[:3])}.pdf"
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["Cache-Control"] = "private, no-store"
        return response

    def _not_made(self, form: PrintForm, words: str) -> HttpResponse:
        form.add_error(None, words)
        return self.form_invalid(form)


def _linked(line: AskedPaper) -> str:
    """What became of it, leading to the paper where there is one."""
    if line.document is None:
        return state_of(line)
    address = reverse("intake_document_modeladmin_inspect", args=[line.document.pk])
    return link(address, state_of(line))


def _allowed(line: AskedPaper) -> tuple[str, ...]:
    """What the open paper of this line allows already."""
    paper = line.document
    if paper is None or paper.state != "prepared":
        return ()
    return tuple(key for key, yes in paper.choices.items() if yes)


def line_words(line: AskedPaper) -> str:
    """«Согласие на … – подписывает Ветрова Анна Сергеевна (представитель)»."""
    kind = str(DOCUMENT_KINDS[line.kind.value])
    return _now("%(kind)s – подписывает %(name)s (%(role)s)") % {
        "kind": f"{kind[:1].upper()}{kind[1:]}",
        "name": line.signer.full_name,
        "role": PARTY_ROLES[line.role.value],
    }


def state_of(line: AskedPaper) -> str:
    if line.state == NO_WORDING:
        return _now("текст ещё не утверждён")
    if not line.is_open:
        return str(DOCUMENT_STATES[line.state])
    if line.document is not None and line.document.state == "prepared":
        return _now("ждёт подписи, № %(number)s") % {"number": line.document.number}
    return _now("ещё не сделано")


def printed_papers(person: Person) -> list[Section]:
    """What was printed for this person and waits to come back; nothing, no section."""
    waiting = printed_and_waiting(person)
    if not waiting:
        return []
    names = names_of_staff({one.by_key for one in waiting})
    zone = person.school.zone
    rows = [
        (
            link(
                reverse("intake_document_modeladmin_inspect", args=[one.document.pk]),
                one.document.number,
            ),
            one.document.get_kind_display(),
            ", ".join(
                party.person.full_name
                for party in one.document.parties.all()
                if party.signed_at is None
            ),
            date_format(localtime(one.printed_at, zone), "d.m.Y H:i"),
            names.get(one.by_key, ""),
            link(_recording(one.document), _now("Записать подписанный")),
        )
        for one in waiting
    ]
    heads = (
        _("Номер"),
        _("Документ"),
        _("Чья подпись"),
        _("Напечатан"),
        _("Кем"),
        _("Что сделать"),
    )
    return [Section(_("Напечатано и ждёт возвращения"), heads, rows)]


def _recording(document: Document) -> str:
    by_pen = "pens" if document.kind in SIDED_KINDS else "paper"
    return reverse(f"nastavnik_document_{by_pen}", args=[document.key])
