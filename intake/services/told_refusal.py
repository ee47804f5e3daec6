"""A no that a family tells the school, on paper or by word: an employee records it with a name."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.models import Document, JournalEntry, Person
from intake.services.agreement_effect import is_sided
from intake.services.agreement_refusal import decline_sided, undo_sided_decline
from intake.services.asked_papers import asked_papers
from intake.services.own_family import is_one_of, people_of
from intake.services.paper import PaperRefused
from intake.services.paper_print import locked_request, made_paper
from intake.services.refusal import Told, decline, undo_decline
from intake.services.rule import school_day

REFUSAL_KINDS = (JournalKind.DECLINED, JournalKind.DECLINE_UNDONE)


@transaction.atomic
def record_refusal(*, document: Document, signer: Person, told: Told, now: datetime) -> None:
    """``signer`` does not agree: the same state and effect as their own press.

    Raises ``PaperRefused`` for a day to come, an employee of that family, and a paper that no
    longer waits for this person's answer.
    """
    _require(document=document, told=told, now=now)
    say_no = decline_sided if is_sided(document) else decline
    if not say_no(document=document, signer=signer, told=told, now=now):
        raise PaperRefused(
            _("Этот документ уже не ждёт ответа этого человека. Обновите страницу и проверьте.")
        )


@transaction.atomic
def record_refusal_of_asked(*, participant: Person, name: str, told: Told, now: datetime) -> None:
    """The same for a consent by ``AskedPaper.name``: the paper is made first where there is none,
    so that the register shows what was refused. Raises ``PaperRefused``."""
    request = locked_request(participant=participant, by=told.by, now=now)
    line = next(
        (one for one in asked_papers(request=request, now=now) if one.name == name and one.is_open),
        None,
    )
    if line is None:
        raise PaperRefused(_("Этого согласия уже не ждут. Обновите страницу и проверьте."))
    open_paper = line.document if line.document and line.document.state == "prepared" else None
    document = open_paper or made_paper(request=request, line=line, choices={}, now=now)
    record_refusal(document=document, signer=line.signer, told=told, now=now)


@transaction.atomic
def record_change_of_mind(*, document: Document, told: Told, now: datetime) -> None:
    """Whoever said no takes it back: a consent is offered anew, a paper of two sides is open again.

    Raises ``PaperRefused`` as ``record_refusal`` does.
    """
    _require(document=document, told=told, now=now)
    parties = document.parties.select_related("person")
    if is_sided(document):
        parties = parties.filter(declined_at__isnull=False)
    party = parties.first()
    take_back = undo_sided_decline if is_sided(document) else undo_decline
    if party is None or not take_back(document=document, signer=party.person, told=told, now=now):
        raise PaperRefused(_("Отказа от этого документа уже нет. Обновите страницу."))


def refusals_of(document: Document) -> list[JournalEntry]:
    """Each no to this document and each change of mind, oldest first."""
    kinds = [kind.value for kind in REFUSAL_KINDS]
    entries = JournalEntry.objects.filter(subject_key=str(document.key), kind__in=kinds)
    return list(entries.order_by("sequence"))


def _require(*, document: Document, told: Told, now: datetime) -> None:
    if told.told_on > school_day(school=document.school, now=now):
        raise PaperRefused(_("Этот день ещё не наступил. Проверьте, когда вам это сказали."))
    if document.request is not None and document.request.state == "refused":
        raise PaperRefused(_("Заявка этой семьи не принята, её документы уже ничего не значат."))
    if is_one_of(told.by, people_of(document)):
        raise PaperRefused(
            _("Это документ вашей семьи или ваш собственный. Попросите другого сотрудника.")
        )
