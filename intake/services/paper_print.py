"""One person's papers for the pen, printed by staff: the very documents, each with its QR.

A family without an address never opens a page of ours: an employee makes its papers, asks what may
be published, prints, and records what comes back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from intake.documents.slip import together
from intake.domain.age import UnknownBirthDate
from intake.domain.journal import JournalKind
from intake.models import Agreement, Document, IntakeRequest, JournalEntry, Person
from intake.models.document import SIDED_KINDS
from intake.people_labels import STAFF_TROUBLES
from intake.services import journal
from intake.services.acquaintance import sheets_for
from intake.services.agreement import renew_paper
from intake.services.agreement_effect import is_sided, lock_agreement
from intake.services.agreement_hindrance import sided_hindrance
from intake.services.agreement_pen import TROUBLES
from intake.services.agreement_sides import SignerMissing
from intake.services.asked_papers import AskedPaper, asked_papers, request_on_paper
from intake.services.document import (
    NotEntitled,
    NotTheSigner,
    WordingMissing,
    prepare,
    read_copy,
)
from intake.services.paper import PaperRefused
from intake.services.privacy import staff_key
from intake.services.request import PeopleProblem
from intake.services.staff_people import invite_known

COPIES_OF_SIDED = 2
"""Each side keeps one: «в двух экземплярах»."""


@dataclass(frozen=True, slots=True)
class Printed:
    """One print job and the documents in it."""

    pdf: bytes
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class WaitingPrint:
    """A document that was printed and did not come back: when last, and by whom (staff key)."""

    document: Document
    printed_at: datetime
    by_key: str


def sided_papers(person: Person) -> QuerySet[Document]:
    """The open papers of two sides that ``person`` signs or that are signed for them."""
    mine = Q(parties__person=person) | Q(parties__for_person=person)
    return Document.objects.filter(
        mine, kind__in=SIDED_KINDS, state="prepared", parties__signed_at__isnull=True
    ).distinct()


@transaction.atomic
def print_papers(
    *,
    participant: Person,
    consents: Mapping[str, Mapping[str, bool]],
    sided: Collection[Document] = (),
    by: Any,
    now: datetime,
) -> Printed:
    """Make what is chosen for print; agreements in two copies. Whoever has not been acquainted with
    the policy gets a sheet for it.

    ``consents`` are items allowed to be published by ``AskedPaper.name``; a consent to processing
    has none. Nobody is written to. Raises ``PaperRefused`` where one of them cannot be made: then
    nothing is.
    """
    agreements = [_renewed(document, by, now) for document in sided]
    chosen = []
    if consents:
        request = locked_request(participant=participant, by=by, now=now)
        lines = {line.name: line for line in asked_papers(request=request, now=now)}
        for name, choices in consents.items():
            line = lines.get(name)
            if line is None or line.state in ("signed", "declined"):
                raise PaperRefused(
                    _("Пока страница была открыта, что-то изменилось. Проверьте список ещё раз.")
                )
            document = made_paper(request=request, line=line, choices=choices, now=now)
            chosen.append((document, line.signer))
    papers = [*chosen, *((document, _holder(document)) for document in agreements)]
    if not papers:
        raise PaperRefused(_("Отметьте хотя бы один документ."))
    try:
        sheets = sheets_for(chosen, now=now)
    except UnknownBirthDate as error:
        raise PaperRefused(_("Дата рождения не записана. Впишите её в карточке.")) from error
    pdf = together([*print_out(papers), *sheets])
    documents = tuple(document for document, _person in papers)
    note_printed(documents=documents, by=by, now=now)
    return Printed(pdf, documents)


def print_out(papers: Iterable[tuple[Document, Person]]) -> list[bytes]:
    """The bytes of every paper as its holder has them, as often as it has to be printed."""
    pdfs: list[bytes] = []
    for document, holder in papers:
        data = read_copy(document=document, holder=holder, kind="shown")
        pdfs += [data] * copies_of(document)
    return pdfs


def copies_of(document: Document) -> int:
    return COPIES_OF_SIDED if is_sided(document) else 1


def note_printed(*, documents: Iterable[Document], by: Any, now: datetime) -> None:
    """Chain that these were printed: they are waited for. The last step of a verb."""
    for document in documents:
        journal.append(
            school=document.school,
            kind=JournalKind.PAPER_PRINTED,
            subject_key=str(document.key),
            actor_key=staff_key(by),
            facts={"copies": copies_of(document)},
            now=now,
        )


def printed_and_waiting(person: Person) -> list[WaitingPrint]:
    """Documents about this person, or for them to sign, that staff printed and nobody brought."""
    mine = Q(participant=person) | Q(parties__person=person)
    open_papers = {
        str(document.key): document
        for document in Document.objects.filter(mine, state="prepared")
        .prefetch_related("parties__person")
        .order_by("made_at", "pk")
        .distinct()
    }
    entries = JournalEntry.objects.filter(
        subject_key__in=open_papers, kind=JournalKind.PAPER_PRINTED.value
    ).order_by("sequence")
    latest = {entry.subject_key: entry for entry in entries}
    return [
        WaitingPrint(document, latest[key].at, latest[key].actor_key)
        for key, document in open_papers.items()
        if key in latest
    ]


def locked_request(*, participant: Person, by: Any, now: datetime) -> IntakeRequest:
    """The request, invited without a letter where there is none, and its open papers locked."""
    request = request_on_paper(participant=participant, now=now)
    if request.pk is None:
        try:
            request = invite_known(participant=participant, by=by, with_letter=False, now=now)
        except PeopleProblem as problem:
            raise PaperRefused(problem.words) from problem
    IntakeRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    list(request.documents.select_for_update(of=("self",)).filter(state="prepared"))
    return request


def made_paper(
    *, request: IntakeRequest, line: AskedPaper, choices: Mapping[str, bool], now: datetime
) -> Document:
    """The open paper of a line, made where its contents differ. Raises ``PaperRefused``."""
    try:
        return prepare(request=request, kind=line.kind, role=line.role, choices=choices, now=now)
    except NotEntitled as error:
        raise PaperRefused(
            _("%(name)s подписать не может: %(why)s.")
            % {"name": line.signer.full_name, "why": STAFF_TROUBLES[error.trouble]}
        ) from error
    except NotTheSigner as error:
        raise PaperRefused(_("Сегодня этой подписи уже не нужно. Обновите страницу.")) from error
    except WordingMissing as error:
        raise PaperRefused(
            _("Текст этого документа ещё не утверждён. Утвердите его в разделе «Тексты».")
        ) from error
    except UnknownBirthDate as error:
        raise PaperRefused(_("Дата рождения не записана. Впишите её в карточке.")) from error


def _renewed(document: Document, by: Any, now: datetime) -> Document:
    """The paper of two sides as it reads today, where it may be signed with a pen."""
    agreement: Agreement | None = lock_agreement(document)
    if agreement is not None and document.kind == "agreement":
        try:
            renew_paper(agreement=agreement, by_key=staff_key(by), now=now)
        except (WordingMissing, SignerMissing, UnknownBirthDate) as error:
            raise PaperRefused(
                _("Соглашение № %(number)s не напечатать: не хватает людей или текста.")
                % {"number": document.number}
            ) from error
        document = agreement.document
    if document.state != "prepared":
        raise PaperRefused(_("Этот документ уже не ждёт подписи. Обновите страницу."))
    trouble = sided_hindrance(document=document, agreement=agreement, method="paper", now=now)
    if trouble is not None:
        raise PaperRefused(str(TROUBLES[trouble]))
    return document


def _holder(document: Document) -> Person:
    """Whose copy of a paper of two sides is printed: all of them are the same bytes."""
    copy = document.copies.filter(kind="shown").select_related("holder").order_by("pk").first()
    if copy is None:
        raise PaperRefused(_("Файла этого документа нет. Откройте соглашение заново."))
    return copy.holder
