"""What the pages say about people and papers: who signs and why, what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from intake.birthday_labels import next_turning_words
from intake.domain.birthdays import changes_signers, next_turning
from intake.domain.papers import Standing
from intake.domain.signing import Band, DocumentKind, SignerRole
from intake.evidence.trouble import SealTrouble
from intake.labels import SEAL_TROUBLES, STANDINGS, who_signs_and_why, who_signs_to_participant
from intake.models import Document, Person
from intake.people_labels import MODE_WORDS, PRINTED_KINDS
from intake.services.acquaintance import policy_lines
from intake.services.filling import publication_items
from intake.services.guardianship import called
from intake.services.refusal_text import refused_document
from intake.services.rule import minor_table
from intake.services.standing import PaperLine
from intake.views.visit import KINDS, Visit
from mentoring_pages.domain.meanings import AGE_RANGE, CONSENT_REQUIRED
from mentoring_pages.services.citation import Citation, cited_clause


@dataclass(frozen=True, slots=True)
class Explanation:
    """Who signs about whom, in the names that were typed.

    ``signers`` are (name or nothing, role in words, is it the reader). ``school_decided`` says that
    the school's own table decided, with the act it named. ``age_clause`` is the clause about ages
    when this age is outside the usual ones; the clause is shown, nobody is refused.
    """

    sentence: str
    participant: Person | None
    is_about_reader: bool
    is_reader_asked: bool
    signers: tuple[tuple[str, str, bool], ...]
    guardian_kind: str
    school_decided: str
    is_outside_usual_ages: bool
    age_clause: Citation | None
    consent_clause: Citation | None
    """The clause that asks for the consents, in the act in force."""
    mode: str
    """How papers are signed in this school, said to a family."""
    awaits_check: bool
    """What this representative signs is in force only once staff have checked the authority."""
    may_end_alone: bool
    """Only the representative signs for a pupil who may withdraw it alone."""
    next_turning: str
    """When a birthday changes who signs, in words; empty for adults."""


def explanation_of(visit: Visit) -> Explanation | None:
    """None while the birth date is not known: then nobody can say who signs."""
    answer = visit.answers_of_rule.get("processing")
    participant = visit.request.participant
    if answer is None or participant is None:
        return None
    is_about_reader = visit.role is SignerRole.PARTICIPANT
    guardian = visit.request.guardian
    printed = called(guardian=guardian, ward=participant, day=visit.day) if guardian else None
    kind = str(PRINTED_KINDS[printed]) if printed else _("законный представитель")
    people = {
        SignerRole.REPRESENTATIVE: (guardian.full_name if guardian else "", kind),
        SignerRole.PARTICIPANT: (participant.full_name, _("участник")),
    }
    return Explanation(
        sentence=(
            who_signs_to_participant(answer)
            if is_about_reader
            else who_signs_and_why(answer, given_name=participant.given_name)
        ),
        participant=participant,
        is_about_reader=is_about_reader,
        is_reader_asked=any(visit.asks(name, visit.role) for name in visit.answers_of_rule),
        signers=tuple((*people[role], role is visit.role) for role in answer.required),
        guardian_kind=kind,
        school_decided=_decided_by(visit) if answer.set_by_school else "",
        is_outside_usual_ages=visit.request.outside_usual_ages,
        age_clause=(
            cited_clause(school=visit.school, meaning=AGE_RANGE, day=visit.day)
            if visit.request.outside_usual_ages
            else None
        ),
        consent_clause=cited_clause(school=visit.school, meaning=CONSENT_REQUIRED, day=visit.day),
        mode=str(MODE_WORDS[visit.way.mode]),
        awaits_check=visit.authority is not None and visit.authority.awaits_check,
        may_end_alone=(
            answer.band is Band.FROM_14_TO_17 and answer.required == (SignerRole.REPRESENTATIVE,)
        ),
        next_turning=next_turning_of(visit),
    )


def next_turning_of(visit: Visit) -> str:
    """When a birthday of the participant changes who signs; empty where none will."""
    participant = visit.request.participant
    born = participant.birth_date if participant else None
    turning = next_turning(born, visit.day, visit.turn)
    tables = [minor_table(school=visit.school, kind=kind) for kind in KINDS.values()]
    if turning is None or not changes_signers(turning.age, tables):
        return ""
    return next_turning_words(turning, is_reader=visit.role is SignerRole.PARTICIPANT)


def _decided_by(visit: Visit) -> str:
    row = visit.school.signing_tables.filter(document_kind="processing").first()
    return row.decided_by if row else ""


def policy_blocks(visit: Visit) -> list[tuple[str, str]]:
    """The sentence of acquaintance as the school approved it; empty where it approved none."""
    if visit.person is None or visit.role is None:
        return []
    return policy_lines(request=visit.request, person=visit.person, role=visit.role, now=visit.now)


def chosen_labels(choices: dict[str, bool]) -> list[str]:
    """What was allowed, in words."""
    return [label for key, label in publication_items() if choices.get(key)]


def publication_places(visit: Visit) -> list[tuple[str, str]]:
    """Where the school publishes: (title, address)."""
    return [(place.title, place.address) for place in visit.school.resources.all()]


def standing_words(state: Standing) -> str:
    return str(STANDINGS[state.words_key])


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. ``at`` is None for what is still to come."""

    at: datetime | None
    words: str


def timeline_of(visit: Visit, lines: Iterable[PaperLine]) -> list[Event]:
    """What happened, oldest first, and what is waited for at the end."""
    request = visit.request
    events = [
        Event(request.made_at, _("Заявка начата."))
        if request.origin == "open"
        else Event(request.made_at, _("Школа прислала приглашение."))
    ]
    lines = list(lines)
    refused = {line.document.points_to_id for line in lines if line.document.kind == "refusal"}
    for line in lines:
        if line.document.is_refusal:
            events.append(_refusal_event(line))
        elif line.document.pk not in refused or line.document.state != "declined":
            events += _events_of(line)
    if request.sent_at and request.origin == "open":
        events.append(Event(request.sent_at, _("Заявка отправлена в школу.")))
    if request.checked_at and request.origin == "open":
        events.append(Event(request.checked_at, _("Сотрудник школы сверил заявку.")))
    events.sort(key=lambda event: event.at or visit.now)
    return [*events, *(Event(None, words) for words in _waited_for(visit))]


def seal_words(document: Document, visit: Visit) -> str:
    """What the family is told of the school's technical seal; nothing where none was asked for."""
    if document.is_refusal and not document.shown_digest:
        return _("Записано, документ готовится: откройте эту страницу через минуту.")
    seal = getattr(document, "seal", None)
    if seal is None:
        return ""
    if seal.state == "sealed" and seal.sealed_at:
        day = seal.sealed_at.astimezone(visit.school.zone)
        return _("Стоит техническая печать сервиса (не УКЭП), %(day)s.") % {
            "day": f"{day:%d.%m.%Y}"
        }
    if seal.trouble:
        words = (
            _("Записано, запечатывается: %(why)s. Мы попробуем снова сами.")
            if document.is_refusal
            else _("Подписано, запечатывается: %(why)s. Мы попробуем снова сами.")
        )
        return words % {"why": SEAL_TROUBLES[SealTrouble(seal.trouble)]}
    return (
        _("Записано, запечатывается.") if document.is_refusal else _("Подписано, запечатывается.")
    )


def refused_words(document: Document) -> str:
    """What a refusal is about; empty for any other document."""
    if not document.is_refusal:
        return ""
    declined = refused_document(document)
    return _("О документе: %(title)s № %(number)s.") % {
        "title": declined.wording["title"],
        "number": declined.number,
    }


def _refusal_event(line: PaperLine) -> Event:
    document = line.document
    words = (
        _("Не согласились: %(name)s%(whose)s. Отказ № %(number)s.")
        if document.kind == "refusal"
        else _("Передумали, отказ взят назад: %(name)s%(whose)s, № %(number)s.")
    )
    values = {
        "name": refused_document(document).wording["title"],
        "whose": "" if line.is_own else f" ({document.get_variant_display()})",
        "number": document.number,
    }
    return Event(document.made_at, words % values)


def _events_of(line: PaperLine) -> list[Event]:
    document = line.document
    name = str(document.wording["title"])
    whose = "" if line.is_own else f" ({document.get_variant_display()})"
    events = []
    if document.kind == DocumentKind.WITHDRAWAL:
        if document.signed_at:
            events.append(
                Event(
                    document.signed_at,
                    _("Отозвано: %(name)s%(whose)s.")
                    % {
                        "name": (
                            document.points_to.wording["title"] if document.points_to else name
                        ),
                        "whose": whose,
                    },
                )
            )
        return events
    values = {"name": name, "whose": whose, "number": document.number}
    if document.signed_at:
        words = _("Подписано: %(name)s%(whose)s, № %(number)s.")
        if document.points_to is not None:
            values["before"] = document.points_to.number
            words = _("Подписано заново: %(name)s%(whose)s, № %(number)s. Прежнее — № %(before)s.")
        words %= values
        events.append(Event(document.signed_at, words))
    elif document.state == "declined" and document.ended_at:
        words = _("Не согласились: %(name)s%(whose)s.") % values
        events.append(Event(document.ended_at, words))
    return events


def _waited_for(visit: Visit) -> list[str]:
    waits = []
    for line_kind, words in (
        ("processing", _("Ждёт подписи: согласие на обработку персональных данных — %(who)s.")),
        ("publication", _("Ждёт подписи: согласие на распространение — %(who)s.")),
    ):
        waits += [
            words % {"who": who}
            for role, who in (
                (SignerRole.REPRESENTATIVE, _("представитель")),
                (SignerRole.PARTICIPANT, _("участник")),
            )
            if _is_waited_for(visit, line_kind, role)
        ]
    if visit.request.state == "awaiting_check":
        waits.append(_("Ждёт сверки: сотрудник школы проверит, кто подписал."))
    return waits


def _is_waited_for(visit: Visit, kind: str, role: SignerRole) -> bool:
    """A signature that is asked for; for publication only after somebody agreed to it."""
    if not visit.asks(kind, role):
        return False
    if any(paper.state == "withdrawn" for (name, _), paper in visit.papers.items() if name == kind):
        return False
    document = visit.papers.get((kind, role.value))
    if document is not None and document.state in ("signed", "withdrawn", "declined"):
        return False
    if kind == "processing":
        return True
    return document is not None or any(
        paper.state == "signed" for (name, _role), paper in visit.papers.items() if name == kind
    )
