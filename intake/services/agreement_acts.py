"""What happens to an agreement in force: extension, the ends, and the day its term is over."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake import vault
from intake.delivery.messages import AgreementNews
from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import LONGEST_TERM, Act, Ending, grounds, may
from intake.domain.journal import JournalKind
from intake.models import Agreement, AgreementAct, Document, Person
from intake.services import journal
from intake.services.agreement import SYSTEM, AgreementProblem
from intake.services.agreement_effect import (
    ACT_OF_ENDING,
    lock_agreement,
    take_effect,
    write_end,
)
from intake.services.agreement_link import send_agreement_link, tell
from intake.services.agreement_paper import make_document
from intake.services.agreement_sides import SignerMissing, sides_today
from intake.services.agreement_text import (
    act_text_of,
    reads_the_same,
)
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from intake.services.sealing import finish_paper
from mentoring_pages.models import School

WORDS_LENGTH = 1_000


@transaction.atomic
def propose_extension(
    *, agreement: Agreement, term_months: int, by_key: str, now: datetime
) -> Document:
    """The paper by which both sides extend; asked again, the same open paper is given back.

    Raises ``AgreementProblem``.
    """
    if not 1 <= term_months <= LONGEST_TERM:
        raise AgreementProblem("term_months", _("Укажите срок от 1 до 120 месяцев."))
    return _propose(agreement, AgreementAct(term_months=term_months), None, by_key, now)


@transaction.atomic
def propose_end(*, agreement: Agreement, last_day: date, by_key: str, now: datetime) -> Document:
    """The paper by which both sides end the agreement on a day. Raises ``AgreementProblem``."""
    today = school_day(school=agreement.school, now=now)
    if last_day < today:
        raise AgreementProblem("last_day", _("Этот день уже прошёл. Выберите сегодня или позже."))
    if agreement.ends_on is not None and last_day > agreement.ends_on:
        raise AgreementProblem(
            "last_day",
            _("Соглашение и так заканчивается раньше: %(day)s.")
            % {"day": f"{agreement.ends_on:%d.%m.%Y}"},
        )
    act = AgreementAct(how="by_agreement", ends_on=last_day)
    return _propose(agreement, act, None, by_key, now)


@transaction.atomic
def propose_leaving(
    *,
    agreement: Agreement,
    actor: Person,
    ground: str,
    words: str,
    by_key: str = "",
    now: datetime,
) -> Document:
    """The paper by which one signer alone ends the agreement. Raises ``AgreementProblem``.

    ``by_key`` is the employee who was told; by default ``actor`` asks on their own page.
    """
    if ground not in grounds(agreement.notice_days):
        raise AgreementProblem("ground", _("Выберите, почему вы прекращаете соглашение."))
    act = AgreementAct(how="by_one", ground=ground, words_encrypted=_sealed(agreement, words))
    return _propose(agreement, act, actor, by_key or str(actor.key), now)


@transaction.atomic
def end_by_staff(
    *, agreement: Agreement, how: str, last_day: date, words: str, by: Any, now: datetime
) -> Document:
    """The curator ends an agreement or marks it completed: a sealed paper, signed by no side.

    Raises ``AgreementProblem``.
    """
    locked = _locked(agreement)
    _refuse_late(locked, ACT_OF_ENDING[how], now)
    today = school_day(school=locked.school, now=now)
    if how == "by_curator" and last_day < today:
        raise AgreementProblem("last_day", _("Этот день уже прошёл. Выберите сегодня или позже."))
    begun = locked.effective_on or today
    if how == "completed" and not begun <= last_day <= today:
        words_why = _("Завершить можно днём от начала соглашения до сегодня.")
        raise AgreementProblem("last_day", words_why)
    if how == "by_curator" and not words.strip():
        raise AgreementProblem("words", _("Напишите причину: её спросят."))
    act = AgreementAct(
        how=how, ends_on=last_day, words_encrypted=_sealed(locked, words), recorded_by=by
    )
    document = _make(locked, act, None, staff_key(by), "signed", now)
    finish_paper.enqueue(str(document.key))
    take_effect(document=document, actor_key=staff_key(by), now=now)
    return document


def _sealed(agreement: Agreement, words: str) -> bytes | None:
    words = words.strip()[:WORDS_LENGTH]
    return vault.encrypt_text(agreement.mentee.data_key.wrapped, words) if words else None


def _locked(agreement: Agreement) -> Agreement:
    locked = lock_agreement(agreement.document)
    if locked is None:
        raise AgreementProblem("", _("Соглашение изменилось. Обновите страницу."))
    return locked


def _refuse_late(agreement: Agreement, act: Act, now: datetime) -> None:
    if not may(act, agreement.facts(), school_day(school=agreement.school, now=now)):
        raise AgreementProblem(
            "", _("С этим соглашением так уже не поступить: посмотрите, в каком оно состоянии.")
        )


def _propose(
    agreement: Agreement, act: AgreementAct, actor: Person | None, by_key: str, now: datetime
) -> Document:
    locked = _locked(agreement)
    _refuse_late(locked, ACT_OF_ENDING[act.how] if act.how else Act.EXTEND, now)
    for open_paper in _open_papers(locked, act, actor):
        if _asks_the_same(open_paper.agreement_act, act) and reads_the_same(
            document=open_paper, now=now
        ):
            return open_paper
        open_paper.state = "void"
        open_paper.save(update_fields=["state"])
    document = _make(locked, act, actor, by_key, "prepared", now)
    for party in document.parties.select_related("person__data_key", "for_person", "document"):
        if str(party.person.key) != by_key:
            send_agreement_link(party=party, now=now)
    return document


def _open_papers(agreement: Agreement, act: AgreementAct, actor: Person | None) -> list[Document]:
    found = Document.objects.filter(
        agreement_act__agreement=agreement, agreement_act__how=act.how, state="prepared"
    ).select_related("agreement_act__agreement__school__site", "school")
    return list(found.filter(parties__person=actor) if actor else found)


def _asks_the_same(old: AgreementAct, new: AgreementAct) -> bool:
    def said(act: AgreementAct) -> tuple[Any, ...]:
        words = bool(act.words_encrypted)
        return act.term_months, act.ends_on, act.ground, words

    return said(old) == said(new) and not new.words_encrypted


def _make(
    agreement: Agreement,
    act: AgreementAct,
    actor: Person | None,
    by_key: str,
    state: str,
    now: datetime,
) -> Document:
    act.agreement = agreement
    try:
        text = act_text_of(
            act=act,
            actor=actor,
            sides=sides_today(agreement=agreement, now=now),
            day=school_day(school=agreement.school, now=now),
        )
    except UnknownBirthDate as error:
        words = _("Не записана дата рождения одной из сторон. Впишите её в разделе «Люди».")
        raise AgreementProblem("", words) from error
    except SignerMissing as error:
        words = _("За одну из сторон сейчас некому подписать. Обратитесь к куратору.")
        raise AgreementProblem("", words) from error
    document = make_document(agreement=agreement, text=text, actor_key=by_key, state=state, now=now)
    act.document = document
    act.save()
    return document


@transaction.atomic
def note_expired(*, school: School, now: datetime) -> int:
    """Write down which agreements' terms are over; for ``manage.py tick``. Returns how many."""
    day = school_day(school=school, now=now)
    over = Agreement.objects.select_for_update(of=("self",)).filter(
        school=school, ends_on__lt=day, ended_on__isnull=True
    )
    count = 0
    for agreement in over.select_related("document", "school__site"):
        if agreement.ends_on is None:
            continue
        write_end(agreement=agreement, how=Ending.EXPIRED, on=agreement.ends_on)
        tell(agreement=agreement, news=AgreementNews.EXPIRED, now=now)
        journal.append(
            school=school,
            kind=JournalKind.AGREEMENT_ENDED,
            subject_key=str(agreement.document.key),
            actor_key=SYSTEM,
            facts={"how": Ending.EXPIRED.value, "day": str(agreement.ends_on)},
            now=now,
        )
        count += 1
    return count
