"""The agreement of mentor and mentee until it is signed: open, send out, remake, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import (
    LASTING_STATES,
    LONGEST_TERM,
    OPEN_STATES,
    Act,
    Side,
    may,
)
from intake.domain.journal import JournalKind
from intake.models import Agreement, Document, DocumentParty, Guardianship, Person
from intake.services import journal
from intake.services.agreement_effect import lock_agreement
from intake.services.agreement_link import send_agreement_link
from intake.services.agreement_paper import make_document
from intake.services.agreement_sides import SignerMissing
from intake.services.agreement_text import (
    SidedText,
    agreement_text,
    reads_the_same,
    seal_tasks,
)
from intake.services.document import WordingMissing
from intake.services.guardianship import lasting
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from mentoring_pages.models import MentoringForm, School

SYSTEM = "system"


class AgreementProblem(Exception):
    """An agreement cannot be opened so: in which ``field``, and the ``words`` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@dataclass(frozen=True, slots=True)
class SentTo:
    """To whom a link went, and who has no contact and signs on paper."""

    written: tuple[Person, ...]
    on_paper: tuple[Person, ...]


def representatives(*, ward: Person, day: date) -> list[Person]:
    """Who may stand for ``ward`` on ``day``, the last recorded first."""
    rows = lasting(Guardianship.objects.filter(ward=ward), day=day)
    return [row.guardian for row in rows.select_related("guardian").order_by("-pk")]


@transaction.atomic
def open_agreement(
    *,
    mentor: Person,
    mentee: Person,
    form: MentoringForm,
    term_months: int,
    tasks: Sequence[str],
    mentor_guardian: Person | None = None,
    mentee_guardian: Person | None = None,
    place: str = "",
    base_organisation: str = "",
    renews: Agreement | None = None,
    by: Any = None,
    now: datetime,
) -> Agreement:
    """Open an agreement of two people of a school and make its paper. Nothing is sent yet.

    A minor's representative is found where none is named and there is one only. ``renews`` is the
    pair's agreement of the year before: it goes on until the new one is in force. Raises
    ``AgreementProblem`` with words for whoever opens it.
    """
    school = mentor.school
    day = school_day(school=school, now=now)
    mentor_guardian = mentor_guardian or _only_representative(mentor, day)
    mentee_guardian = mentee_guardian or _only_representative(mentee, day)
    agreement = Agreement(
        school=school,
        form=form,
        mentor=mentor,
        mentor_guardian=mentor_guardian,
        mentee=mentee,
        mentee_guardian=mentee_guardian,
        term_months=term_months,
        place=place,
        base_organisation=base_organisation,
        tasks_encrypted=seal_tasks(mentee=mentee, tasks=tasks),
        opened_at=now,
        opened_by=by,
        renews=renews,
    )
    _refuse_impossible(agreement, tasks, day)
    text = checked_text(agreement=agreement, now=now)
    agreement.notice_days = text.edition.tree["agreement"]["notice_days"]
    agreement.document = make_document(
        agreement=agreement, text=text, actor_key=staff_key(by) if by else SYSTEM, now=now
    )
    agreement.save()
    return agreement


def _only_representative(person: Person, day: date) -> Person | None:
    found = representatives(ward=person, day=day)
    return found[0] if len(found) == 1 else None


def _refuse_impossible(agreement: Agreement, tasks: Sequence[str], day: date) -> None:
    mentor, mentee, form = agreement.mentor, agreement.mentee, agreement.form
    if mentor.pk == mentee.pk:
        words = _("Наставник и наставляемый — один человек. Выберите другого.")
        raise AgreementProblem("mentee", words)
    if not mentor.school_id == mentee.school_id == form.school_id:
        raise AgreementProblem("mentee", _("Выберите людей и форму одной школы."))
    if not 1 <= agreement.term_months <= LONGEST_TERM:
        raise AgreementProblem("term_months", _("Укажите срок от 1 до 120 месяцев."))
    if not tasks:
        raise AgreementProblem("tasks", _("Отметьте хотя бы одну задачу или напишите свою."))
    Person.objects.select_for_update(of=("self",)).get(pk=mentee.pk)
    others = Agreement.objects.filter(mentor=mentor, mentee=mentee, form=form)
    if agreement.renews is not None:
        others = others.exclude(pk=agreement.renews.pk)
    live = OPEN_STATES | LASTING_STATES
    for other in others.select_related("document").prefetch_related("document__parties"):
        if other.state_on(day) in live:
            raise AgreementProblem(
                "mentee",
                _(
                    "Соглашение этих людей по этой форме уже есть: № %(number)s. "
                    "Откройте его в списке."
                )
                % {"number": other.document.number},
            )


def checked_text(*, agreement: Agreement, now: datetime) -> SidedText:
    """What an agreement says today. Raises ``AgreementProblem`` where these may not sign it."""
    text = _text_or_problem(agreement, now)
    _refuse_one_on_both_sides(text)
    _refuse_unchecked([signer.person for signer in text.signers])
    return text


def _text_or_problem(agreement: Agreement, now: datetime) -> SidedText:
    try:
        return agreement_text(agreement=agreement, now=now)
    except WordingMissing as error:
        words = _("Текст соглашения ещё не утверждён. Утвердите его в разделе «Тексты».")
        raise AgreementProblem("form", words) from error
    except UnknownBirthDate as error:
        raise AgreementProblem(
            "",
            _(
                "У наставника или наставляемого не записана дата рождения, поэтому неизвестно, "
                "кто подписывает. Впишите её в разделе «Люди»."
            ),
        ) from error
    except SignerMissing as error:
        raise AgreementProblem(
            f"{error.side.value}_guardian",
            _(
                "Участнику нет 18 лет. Выберите, кто из представителей подписывает; если никто не "
                "записан, впишите представителя в разделе «Люди»."
            ),
        ) from error


def _refuse_one_on_both_sides(text: SidedText) -> None:
    """Nobody concludes an agreement with themselves (п. 3 ст. 182 ГК РФ)."""
    sides = {side: {one.person.pk for one in text.signers if one.side is side} for side in Side}
    if sides[Side.MENTOR] & sides[Side.MENTEE]:
        raise AgreementProblem(
            "mentee_guardian",
            _(
                "Один человек не может подписать за обе стороны (п. 3 ст. 182 ГК РФ). "
                "Выберите другого представителя."
            ),
        )


def _refuse_unchecked(people: Sequence[Person]) -> None:
    waiting = [person.full_name for person in people if person.checked_at is None]
    if waiting:
        raise AgreementProblem(
            "",
            _("Сначала сверьте, кто этот человек: %(names)s. Откройте его заявку.")
            % {"names": ", ".join(waiting)},
        )


@transaction.atomic
def send_for_signing(
    *, agreement: Agreement, again: bool = False, by: Any = None, now: datetime
) -> SentTo:
    """Give everybody who has not signed a link of their own; who has no contact signs on paper."""
    locked = lock_agreement(agreement.document)
    if locked is None or not may(Act.SEND, locked.facts(), _day(locked, now)):
        return SentTo((), ())
    written: list[Person] = []
    on_paper: list[Person] = []
    for party in _unsigned(locked.document):
        is_written = send_agreement_link(party=party, again=again, now=now)
        (written if is_written else on_paper).append(party.person)
    if locked.sent_at is None:
        locked.sent_at = now
        locked.save(update_fields=["sent_at"])
    journal.append(
        school=locked.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(locked.document.key),
        actor_key=staff_key(by) if by else SYSTEM,
        facts={"purpose": "agreement"},
        now=now,
    )
    return SentTo(tuple(written), tuple(on_paper))


def _unsigned(document: Document) -> list[DocumentParty]:
    return list(
        document.parties.filter(signed_at__isnull=True)
        .select_related("person__data_key", "for_person", "document")
        .order_by("pk")
    )


@transaction.atomic
def renew_paper(*, agreement: Agreement, by_key: str = SYSTEM, now: datetime) -> bool:
    """Make the paper of an open agreement anew where it would read differently today.

    A birthday, a new name or a new text: signatures under the old paper stay with it, everybody is
    asked again and told so by a new link. ``False`` where nothing is to be done. Raises
    ``WordingMissing``, ``SignerMissing`` and ``UnknownBirthDate``.
    """
    locked = lock_agreement(agreement.document)
    if locked is None or locked.document.state != "prepared":
        return False
    old = locked.document
    if reads_the_same(document=old, now=now):
        return False
    text = agreement_text(agreement=locked, now=now)
    old.state = "void"
    old.save(update_fields=["state"])
    locked.document = make_document(agreement=locked, text=text, actor_key=by_key, now=now)
    locked.save(update_fields=["document"])
    if locked.sent_at is not None:
        for party in _unsigned(locked.document):
            send_agreement_link(party=party, now=now)
    journal.append(
        school=locked.school,
        kind=JournalKind.DOCUMENT_VOIDED,
        subject_key=str(old.key),
        actor_key=by_key,
        facts={"reason": "reads_differently"},
        now=now,
    )
    agreement.document = locked.document
    return True


@transaction.atomic
def cancel_agreement(*, agreement: Agreement, by: Any, now: datetime) -> bool:
    """Take back an agreement that is not in force. ``False`` where that comes too late."""
    locked = lock_agreement(agreement.document)
    if locked is None or not may(Act.CANCEL, locked.facts(), _day(locked, now)):
        return False
    Document.objects.filter(pk=locked.document_id).update(state="void", ended_at=now)
    journal.append(
        school=locked.school,
        kind=JournalKind.DOCUMENT_VOIDED,
        subject_key=str(locked.document.key),
        actor_key=staff_key(by),
        facts={"reason": "cancelled"},
        now=now,
    )
    return True


def _day(agreement: Agreement, now: datetime) -> date:
    school: School = agreement.school
    return school_day(school=school, now=now)
