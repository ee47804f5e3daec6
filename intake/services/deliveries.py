"""The letters about a document as evidence: when they left, to whom, what they said."""

from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from intake import conf, vault
from intake.delivery.email import message_id
from intake.delivery.messages import NEEDS, compose
from intake.delivery.short_messages import compose_short
from intake.domain.contacts import masked_contact
from intake.models import Document, OutboundMessage, Person
from intake.models.delivery import MESSAGE_KINDS, OUTCOMES
from intake.services.code import short_digest
from intake.services.people import contact_value

HIDDEN_CODE = "••••••"


def deliveries_of(*, document: Document, holder: Person | None) -> list[dict[str, Any]]:
    """Every letter about the document, the oldest first; for a holder only the own ones."""
    rows = (
        OutboundMessage.objects.filter(document_key=document.key)
        .select_related("contact__person__data_key")
        .order_by("queued_at", "pk")
    )
    if holder is not None:
        rows = rows.filter(person=holder)
    return [
        {
            "kind": row.kind,
            "act": row.act,
            "channel": row.contact.channel,
            "to": _address(row),
            "message_id": message_id(row.key) if row.contact.channel == "email" else "",
            "gateway_id": row.gateway_id,
            "queued_at": row.queued_at.isoformat(),
            "sent_at": row.sent_at.isoformat() if row.sent_at else None,
            "state": row.state,
            "attempts": row.attempts,
            "failure": row.failure,
            "outcome": row.outcome,
            "outcome_at": row.outcome_at.isoformat() if row.outcome_at else None,
            "text": _text(row, document),
        }
        for row in rows
    ]


def delivery_rows(
    messages: list[dict[str, Any]], when: Callable[[str | None], str]
) -> Iterator[tuple[str, str]]:
    """Lines of the readable index."""
    for one in messages:
        label = str(MESSAGE_KINDS.get(one["kind"], one["kind"]))
        if one["sent_at"]:
            words = (
                _("передано почте %(when)s, кому: %(to)s")
                if one["channel"] == "email"
                else _("передано шлюзу СМС %(when)s, кому: %(to)s")
            )
        else:
            words = _("не отправлено (%(why)s), кому: %(to)s")
        values = {"when": when(one["sent_at"]), "to": one["to"], "why": one["failure"]}
        line = words % values
        if one["outcome"]:
            became = {"outcome": OUTCOMES[one["outcome"]], "when": when(one["outcome_at"])}
            line += "; " + _("%(outcome)s, стало известно %(when)s") % became
        yield label, line


def _address(row: OutboundMessage) -> str:
    try:
        return masked_contact(contact_value(row.contact))
    except vault.KeyDestroyed:
        return ""


def _text(row: OutboundMessage, document: Document) -> str:
    """What the letter said, its code hidden; empty for kinds that carry a personal link."""
    known = {
        "code": HIDDEN_CODE,
        "number": document.number,
        "title": document.wording["title"],
        "digest": short_digest(document.shown_digest),
        "minutes": str(conf.code_life_minutes()),
    }
    if not NEEDS.get(row.kind, frozenset({"address"})) <= known.keys():
        return ""
    if row.contact.channel == "phone":
        return compose_short(kind=row.kind, act=row.act, values=known)
    _subject, body = compose(
        kind=row.kind, act=row.act, values=known, school_name=document.school.short_name
    )
    return body
