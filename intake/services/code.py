"""Sending a one-time code: one code, one person, one document, one act."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from intake import conf
from intake.delivery.code import code_life, keep_state
from intake.domain.code import ATTEMPTS, COOLDOWN, CodeState, may_send, one_budget
from intake.domain.contacts import masked_contact
from intake.domain.journal import JournalKind
from intake.domain.modes import Method
from intake.models import Document, OutboundMessage, Person, PersonalLink, SignerDevice
from intake.services import journal
from intake.services.admission import document_trouble
from intake.services.agreement_effect import is_sided
from intake.services.agreement_hindrance import shares_contact_with_a_party
from intake.services.delivery import address_mark, queue_message
from intake.services.people import contact_value, current_contact
from intake.services.request import shares_contact
from intake.services.rule import school_day

SHORT_DIGEST = 12
"""How many characters of the SHA-256 are shown to people and named in the message."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What came of asking for a code. ``reason`` is empty when it was sent.

    Reasons: the values of ``SendVerdict``, ``no_contact``, ``shared_contact``, ``not_open`` and
    those of ``intake.people_labels.trouble_words``.
    """

    sent: bool
    masked_contact: str = ""
    valid_until: datetime | None = None
    next_at: datetime | None = None
    reason: str = ""


def short_digest(digest: str) -> str:
    """The first characters of a SHA-256 in groups of four, as people compare them."""
    head = digest[:SHORT_DIGEST]
    return "\N{NO-BREAK SPACE}".join(head[i : i + 4] for i in range(0, SHORT_DIGEST, 4))


@transaction.atomic(durable=True)
def request_code(
    *,
    document: Document,
    signer: Person,
    act: str,
    link: PersonalLink | None = None,
    origin_index: str = "",
    browser_index: str = "",
    now: datetime,
) -> CodeSent:
    """Have a fresh code sent for this document and act; the code before it dies at once.

    The code itself is made when the letter leaves. ``origin_index`` and ``browser_index`` are blind
    indexes of the network address and of the browser the request came from; ``link`` is the link
    that let the person in. A code asked for in one browser is good in that one only.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != "prepared":
        return CodeSent(sent=False, reason="not_open")
    party = document.parties.select_related("person", "for_person").filter(person=signer).first()
    if party is None:
        return CodeSent(sent=False, reason="not_open")
    day = school_day(school=document.school, now=now)
    trouble = document_trouble(party=party, method=Method.CODE, day=day)
    if trouble is not None:
        return CodeSent(sent=False, reason=trouble.value)
    contact = current_contact(person=signer)
    if contact is None:
        return CodeSent(sent=False, reason="no_contact")
    masked = masked_contact(contact_value(contact))
    # The representative keeps the shared address; the participant takes another, paper or leave.
    is_participant = signer.pk == document.participant_id
    if (
        document.request
        and is_participant
        and shares_contact(request=document.request, person=signer)
    ) or (is_sided(document) and shares_contact_with_a_party(party=party)):
        return CodeSent(sent=False, masked_contact=masked, reason="shared_contact")
    device, _made = SignerDevice.objects.select_for_update().get_or_create(
        signer=signer, document=document, act=act, defaults={"name": "code"}
    )
    answer = may_send(
        of_this_code=[device.sent_at] if device.sent_at else [],
        through_link=_asked(person=signer, now=now, **_through(link, signer)),
        to_contact=_sent(contact__blind_index=contact.blind_index, now=now),
        from_address=_asked(origin_index=origin_index, now=now) if origin_index else [],
        now=now,
        life=code_life(),
    )
    if not answer.is_allowed:
        return CodeSent(
            sent=False,
            masked_contact=masked,
            valid_until=device.valid_until if device.token else None,
            next_at=answer.next_at,
            reason=answer.verdict.value,
        )
    device.contact = contact
    device.sent_at = now
    device.sent_count += 1
    device.browser_index = browser_index
    keep_state(device=device, state=CodeState(digest="", valid_until=None, attempts_left=ATTEMPTS))
    message = queue_message(
        person=signer,
        contact=contact,
        kind="code",
        values={
            "number": document.number,
            "title": str(document.wording["title"]),
            "digest": short_digest(document.shown_digest),
            "minutes": str(conf.code_life_minutes()),
        },
        document_key=document.key,
        act=act,
        origin_index=origin_index,
        link=link,
        now=now,
    )
    journal.append(
        school=document.school,
        kind=JournalKind.CODE_SENT,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={
            "act": act,
            "times": device.sent_count,
            "message": str(message.key),
            "to": address_mark(contact),
        },
        now=now,
    )
    return CodeSent(
        sent=True,
        masked_contact=masked,
        valid_until=now + code_life(),
        next_at=now + COOLDOWN,
    )


def _through(link: PersonalLink | None, signer: Person) -> dict[str, object]:
    """Which codes of ``signer`` count together with one asked for through ``link``."""
    if link is None:
        return {"link": None}
    closings = PersonalLink.objects.filter(person=signer).values_list("revoked_at", flat=True)
    closed = (at for at in closings.exclude(revoked_at=None) if at is not None)
    since, until = one_budget(link.made_at, closed)
    return {
        **({"link__made_at__gte": since} if since else {}),
        **({"link__made_at__lt": until} if until else {}),
        "link__isnull": False,
    }


def _asked(*, now: datetime, **which: object) -> list[datetime]:
    """When codes were asked for: one that went by another channel after all is one asking."""
    return _sent(instead_key__isnull=True, now=now, **which)


def _sent(*, now: datetime, **which: object) -> list[datetime]:
    """When codes were sent lately, from rows that survive a restart."""
    since = now - timedelta(days=1) - code_life()
    return list(
        OutboundMessage.objects.filter(kind="code", queued_at__gt=since, **which).values_list(
            "queued_at", flat=True
        )
    )
