"""Asking for a code and signing with it: one code, one person, one document, one act.

Everything is decided again here, at the moment of signing, whatever the pages showed: who must
sign, whether these are the very bytes that were shown, whether the code is alive.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from intake import vault
from intake.domain.age import UnknownBirthDate
from intake.domain.code import (
    ATTEMPTS,
    CodeState,
    Verdict,
    check,
    code_digest,
    fresh_state,
    may_send,
    new_code,
    normalise_code,
)
from intake.domain.contacts import masked_email
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Contact, Document, OutboundMessage, Person, Signature, SignerDevice
from intake.services import journal
from intake.services.delivery import queue_message
from intake.services.people import contact_value, current_contact
from intake.services.request import shares_contact
from intake.services.rule import signing_answer
from intake.services.sealing import finish_paper

SHORT_DIGEST = 12
"""How many characters of the SHA-256 are shown to people and named in the message."""


@dataclass(frozen=True, slots=True)
class CodeSent:
    """What came of asking for a code. ``reason`` is empty when it was sent.

    Reasons: the values of ``SendVerdict``, ``no_contact``, ``shared_contact``, ``not_open``.
    """

    sent: bool
    masked_contact: str = ""
    valid_until: datetime | None = None
    next_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a submitted code."""

    verdict: Verdict
    attempts_left: int = 0

    @property
    def is_accepted(self) -> bool:
        return self.verdict is Verdict.ACCEPTED


def short_digest(digest: str) -> str:
    """The first characters of a SHA-256 in groups of four, as people compare them."""
    head = digest[:SHORT_DIGEST]
    return "\N{NO-BREAK SPACE}".join(head[i : i + 4] for i in range(0, SHORT_DIGEST, 4))


def code_life() -> timedelta:
    """How long a code lives in this installation."""
    return timedelta(minutes=settings.NASTAVNIK_CODE_LIFE_MINUTES)


@transaction.atomic(durable=True)
def request_code(
    *, document: Document, signer: Person, act: str, origin_index: str = "", now: datetime
) -> CodeSent:
    """Send a fresh code for this document and act; the code before it dies.

    ``origin_index`` is a blind index of the network address the request came from.
    """
    document = Document.objects.select_for_update().get(pk=document.pk)
    if document.state != "prepared":
        return CodeSent(sent=False, reason="not_open")
    contact = current_contact(person=signer)
    if contact is None:
        return CodeSent(sent=False, reason="no_contact")
    masked = masked_email(contact_value(contact))
    # The representative keeps the shared address; the participant takes another, paper or leave.
    is_participant = signer.pk == document.participant_id
    if (
        document.request
        and is_participant
        and shares_contact(request=document.request, person=signer)
    ):
        return CodeSent(sent=False, masked_contact=masked, reason="shared_contact")
    device, _made = SignerDevice.objects.select_for_update().get_or_create(
        signer=signer, document=document, act=act, defaults={"name": "code"}
    )
    answer = may_send(
        of_this_code=[device.sent_at] if device.sent_at else [],
        to_signer=_sent(person=signer, now=now),
        to_contact=_sent(contact__blind_index=contact.blind_index, now=now),
        from_address=_sent(origin_index=origin_index, now=now) if origin_index else [],
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
    code = new_code()
    state = fresh_state(
        digest=_digest(device=device, document=document, contact=contact, code=code),
        now=now,
        life=code_life(),
    )
    device.contact = contact
    device.sent_at = now
    device.sent_count += 1
    _store(device=device, state=state)
    queue_message(
        person=signer,
        contact=contact,
        kind="code",
        values={
            "code": code,
            "number": document.number,
            "title": str(document.wording["title"]),
            "digest": short_digest(document.shown_digest),
            "minutes": str(settings.NASTAVNIK_CODE_LIFE_MINUTES),
        },
        document_key=document.key,
        act=act,
        origin_index=origin_index,
        now=now,
    )
    journal.append(
        school=document.school,
        kind=JournalKind.CODE_SENT,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={"act": act, "times": device.sent_count},
        now=now,
    )
    return CodeSent(
        sent=True,
        masked_contact=masked,
        valid_until=state.valid_until,
        next_at=now + timedelta(seconds=60),
    )


def _sent(*, now: datetime, **which: object) -> list[datetime]:
    """When codes were sent lately, from rows that survive a restart."""
    since = now - timedelta(days=1) - code_life()
    return list(
        OutboundMessage.objects.filter(kind="code", queued_at__gt=since, **which).values_list(
            "queued_at", flat=True
        )
    )


def _digest(*, device: SignerDevice, document: Document, contact: Contact, code: str) -> str:
    return code_digest(
        key=settings.NASTAVNIK_CODE_KEY.encode(),
        device=str(device.key),
        contact=contact.blind_index,
        document_digest=document.shown_digest,
        act=device.act,
        code=code,
    )


def _store(*, device: SignerDevice, state: CodeState) -> None:
    device.token = state.digest or None
    if state.valid_until is not None:
        device.valid_until = state.valid_until
    device.attempts_left = state.attempts_left
    device.save()


@transaction.atomic(durable=True)
def confirm(
    *,
    document: Document,
    signer: Person,
    act: str,
    shown_digest: str,
    code: str,
    circumstances: Mapping[str, str],
    now: datetime,
) -> Confirmed:
    """Check a submitted code and, if it is accepted, record the signature.

    The verdict is returned rather than raised: an exception would roll the transaction back and
    hand a failed try back to whoever is guessing. ``circumstances`` (address, browser) go into the
    evidence, encrypted for the signer.
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("request__school", "request__participant", "request__guardian", "school")
        .get(pk=document.pk)
    )
    party = document.parties.select_for_update().filter(person=signer).first()
    if party is None:
        return Confirmed(Verdict.LINK_CLOSED)
    if document.state == "signed" or party.signed_at is not None:
        return Confirmed(Verdict.ALREADY_SIGNED)
    if document.state != "prepared" or shown_digest != document.shown_digest:
        return Confirmed(Verdict.STALE_DOCUMENT)
    if act == "sign" and not _rule_still_holds(document=document, role=party.role, now=now):
        return Confirmed(Verdict.RULE_CHANGED)
    device = (
        SignerDevice.objects.select_for_update()
        .filter(signer=signer, document=document, act=act)
        .first()
    )
    if device is None or device.contact is None:
        return Confirmed(Verdict.NOT_SENT)
    if device.contact.replaced_at is not None:
        return Confirmed(Verdict.REPLACED)
    digits = normalise_code(code)
    if digits is None:
        return Confirmed(Verdict.NOT_A_CODE, device.attempts_left)
    state = CodeState(
        digest=device.token or "",
        valid_until=device.valid_until if device.sent_at else None,
        attempts_left=device.attempts_left,
        used=device.used_at is not None,
    )
    submitted = _digest(device=device, document=document, contact=device.contact, code=digits)
    verdict, state = check(state, submitted, now=now)
    if verdict is Verdict.ACCEPTED:
        device.used_at = now
    _store(device=device, state=state)
    if verdict is not Verdict.ACCEPTED:
        journal.append(
            school=document.school,
            kind=JournalKind.CODE_REFUSED,
            subject_key=str(document.key),
            actor_key=str(signer.key),
            facts={"act": act, "verdict": verdict.value, "attempts_left": state.attempts_left},
            now=now,
        )
        return Confirmed(verdict, state.attempts_left)
    facts = {
        **{key: str(value)[:300] for key, value in circumstances.items()},
        "contact": contact_value(device.contact),
        "code_sent_at": device.sent_at.isoformat() if device.sent_at else "",
        "codes_sent": device.sent_count,
        "wrong_tries": ATTEMPTS - state.attempts_left,
    }
    record_signature(
        document=document,
        signer=signer,
        role=party.role,
        act=act,
        method="code",
        facts=facts,
        actor_key=str(signer.key),
        now=now,
    )
    return Confirmed(Verdict.ACCEPTED, state.attempts_left)


def _rule_still_holds(*, document: Document, role: str, now: datetime) -> bool:
    """Whether the rule gives today the answer the paper was made under."""
    if document.request is None:
        return False
    try:
        answer = signing_answer(request=document.request, kind=DocumentKind(document.kind), now=now)
    except UnknownBirthDate:
        return False
    return answer.requires(SignerRole(role)) and (
        answer.explanation_key,
        answer.rule_version,
    ) == (document.rule_key, document.rule_version)


def record_signature(
    *,
    document: Document,
    signer: Person,
    role: str,
    act: str,
    method: str,
    facts: Mapping[str, object],
    actor_key: str,
    now: datetime,
) -> None:
    """Write the act, move the document, ask for its sheet, and chain it: the same for every way.

    The caller holds the document's row and decided that the act may happen.
    """
    Signature.objects.create(
        school_key=document.school.key,
        document_key=document.key,
        signer_key=signer.key,
        role=role,
        act=act,
        method=method,
        shown_digest=document.shown_digest,
        rule_version=document.rule_version,
        signed_at=now,
        facts_encrypted=vault.encrypt(
            signer.data_key.wrapped, json.dumps(dict(facts), ensure_ascii=False).encode()
        ),
    )
    document.parties.filter(person=signer).update(signed_at=now)
    document.state = "signed"
    document.signed_at = now
    document.save(update_fields=["state", "signed_at"])
    if act == "withdraw" and document.points_to_id is not None:
        Document.objects.filter(pk=document.points_to_id, state="signed").update(
            state="withdrawn", ended_at=now
        )
    finish_paper.enqueue(str(document.key))
    journal.append(
        school=document.school,
        kind=JournalKind.WITHDRAWN if act == "withdraw" else JournalKind.SIGNED,
        subject_key=str(document.key),
        actor_key=actor_key,
        facts={
            "role": role,
            "method": method,
            "digest": document.shown_digest,
            "rule": document.rule_version,
        },
        now=now,
    )


@transaction.atomic
def decline(*, document: Document, signer: Person, now: datetime) -> bool:
    """One press, no code: the person does not agree. ``False`` if it is not open any more."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.state != "prepared":
        return False
    document.state = "declined"
    document.ended_at = now
    document.save(update_fields=["state", "ended_at"])
    journal.append(
        school=document.school,
        kind=JournalKind.DECLINED,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={},
        now=now,
    )
    return True


@transaction.atomic
def undo_decline(*, document: Document, signer: Person, now: datetime) -> bool:
    """A person changed their mind before anything else happened: the paper is offered anew."""
    document = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
    if document.state != "declined":
        return False
    document.state = "void"
    document.save(update_fields=["state"])
    journal.append(
        school=document.school,
        kind=JournalKind.DECLINE_UNDONE,
        subject_key=str(document.key),
        actor_key=str(signer.key),
        facts={},
        now=now,
    )
    return True
