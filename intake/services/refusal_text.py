"""What the paper of a no says, and of its end: from its row, its party and the journal."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from intake.documents.consent import Paper, PaperInput, zone_words
from intake.documents.refusals import make_refusal
from intake.domain.journal import JournalKind
from intake.domain.signing import Band, DocumentKind, SignerRole
from intake.models import Document, DocumentParty, JournalEntry
from intake.models.document import SIDED_KINDS
from intake.paper_labels import TOLD_WAYS
from intake.services.agreement_sides import capacity_words_of
from intake.services.code import short_digest
from intake.services.filling import CHECK_PATH, capacity_of
from intake.services.privacy import names_of_staff
from intake.services.rule import age_view, school_day
from intake.services.seal import is_sealing_on
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.models import School
from mentoring_pages.services.wording_values import day_words

ENTRIES = (JournalKind.DECLINED.value, JournalKind.DECLINE_UNDONE.value)


def refused_document(paper: Document) -> Document:
    """The document that was refused: a paper about the end of a no points to the no."""
    before = paper.points_to
    if before is None:
        raise ValueError("a refusal points to what was refused")
    return refused_document(before) if before.is_refusal else before


def entry_of(paper: Document) -> JournalEntry:
    """The entry of the journal that names this paper: the no itself, or its end."""
    entries = JournalEntry.objects.filter(
        subject_key=str(refused_document(paper).key), kind__in=ENTRIES
    )
    return next(one for one in entries if one.facts.get("paper") == str(paper.key))


def made_of(*, paper: Document, party: DocumentParty) -> Paper:
    """The bytes that ``paper`` consists of, from its row, its party and its entry."""
    school, made_at = paper.school, paper.made_at.astimezone(paper.school.zone)
    declined, entry = refused_document(paper), entry_of(paper)
    values = _values(paper, party, declined, entry.facts, entry.actor_key)
    return make_refusal(
        paper=PaperInput(
            kind=paper.kind,
            variant=paper.variant,
            number=paper.number,
            made_at=made_at,
            title=paper.wording["title"],
            blocks=tuple(filled_lines(blocks_of(paper.wording), values)),
            operator=(school.full_name, school.address),
            participant=_about(declined),
            verify_url=f"{school.base_url}{CHECK_PATH}?{urlencode({'n': paper.number})}",
            explanation=_note(paper),
        ),
        facts={
            "document": str(paper.key),
            "kind": paper.kind,
            "refused": {
                "document": str(declined.key),
                "number": declined.number,
                "title": declined.wording["title"],
                "kind": declined.kind,
                "shown_sha256": declined.shown_digest,
            },
            "takes_back": paper.points_to.number
            if paper.points_to is not None and paper.points_to.is_refusal
            else "",
            "person": party.person.full_name,
            "role": party.role,
            "at": paper.made_at.isoformat(),
            "how": entry.facts.get("how", "own_page"),
            "told_on": entry.facts.get("told_on", ""),
            "is_signed": False,
            "code_asked": False,
            "rule": paper.rule_version,
        },
    )


def _about(declined: Document) -> tuple[str, ...]:
    """Whom the document is about: the participant, or the sides."""
    if declined.kind not in SIDED_KINDS:
        return (_("Участник: %(name)s") % {"name": declined.participant.full_name},)
    parties = declined.parties.select_related("person", "for_person").order_by("pk")
    lines = [
        f"{capfirst(party.get_side_display())}: {(party.for_person or party.person).full_name}"
        for party in parties
    ]
    return tuple(dict.fromkeys(lines))


def _values(
    paper: Document,
    party: DocumentParty,
    declined: Document,
    facts: Mapping[str, Any],
    actor_key: str,
) -> dict[str, str]:
    day = school_day(school=paper.school, now=paper.made_at)
    capacity = (
        capacity_words_of(party, day=day)
        if party.side
        else capacity_of(
            signer=party.person,
            participant=paper.participant,
            role=SignerRole(party.role),
            day=day,
        )
    )
    kept, before = kept_beside(declined, paper.made_at), paper.points_to
    return {
        "person.full_name": party.person.full_name,
        "person.capacity": capacity,
        "declined.title": declined.wording["title"],
        "declined.number": declined.number,
        "declined.date": day_words(school_day(school=paper.school, now=declined.made_at)),
        "declined.digest": short_digest(declined.shown_digest),
        "kept.number": kept.number if kept else "",
        "act.how": _how(paper, facts, actor_key),
        "act.before": _("Отказ № %(number)s, записан %(at)s.")
        % {"number": before.number, "at": _moment(before.made_at, paper.school)}
        if before is not None and before.is_refusal
        else _("Отказ записан в журнале школы."),
    }


def _how(paper: Document, facts: Mapping[str, Any], actor_key: str) -> str:
    """Pressed on the own page, or told to an employee: who, how, on which day."""
    at = _moment(paper.made_at, paper.school)
    if "how" not in facts:
        words = _("%(at)s, нажатием кнопки на своей странице: она открывается по личной ссылке.")
        return words % {"at": at}
    words = _("Сказано школе %(day)s, %(how)s. Записал(а) сотрудник школы: %(name)s, %(at)s.")
    return words % {
        "day": day_words(date.fromisoformat(facts["told_on"])),
        "how": TOLD_WAYS.get(facts["how"], facts["how"]),
        "name": names_of_staff([actor_key]).get(actor_key, _("имя не сохранилось")),
        "at": at,
    }


def _note(paper: Document) -> str:
    seal = (
        _(
            "Файл запечатывает техническая печать сервиса (не УКЭП): она показывает, что он не "
            "менялся."
        )
        if is_sealing_on()
        else _("Печати сервиса на этом файле нет: школа не установила сертификат.")
    )
    words = _(
        "Этот документ не подписывают ни кодом, ни ручкой: в нём записано решение. %(seal)s "
        "Проверить можно по номеру %(number)s на странице %(address)s"
    )
    return words % {
        "seal": seal,
        "number": paper.number,
        "address": f"{paper.school.base_url}{CHECK_PATH}",
    }


def kept_beside(document: Document, at: datetime) -> Document | None:
    """This signer's consent in force at ``at``: a no to a newer text leaves it as it is.

    The no of an adult leaves nothing of what was signed in their minority.
    """
    if document.kind in SIDED_KINDS:
        return None
    older = Document.objects.filter(
        participant=document.participant_id,
        kind=document.kind,
        variant=document.variant,
        signed_at__lte=at,
    ).exclude(ended_at__lte=at)
    kept = older.order_by("-signed_at", "-pk").first()
    if kept is None or document.variant != SignerRole.PARTICIPANT.value:
        return kept
    day = school_day(school=document.school, now=at)
    view = age_view(school=document.school, kind=DocumentKind(document.kind), day=day)
    bands = [view.band_of(paper, document.participant) for paper in (document, kept)]
    is_outgrown = bands[0] is Band.ADULT and bands[1] is not Band.ADULT
    return None if is_outgrown else kept


def _moment(instant: datetime, school: School) -> str:
    """«21 ноября 2026 г. в 23:40 (UTC+3)»."""
    local = instant.astimezone(school.zone)
    return _("%(day)s в %(time)s (%(zone)s)") % {
        "day": day_words(local.date()),
        "time": f"{local:%H:%M}",
        "zone": zone_words(local),
    }
