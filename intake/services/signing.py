"""Signing with a code: one code, one person, one document, one act.

Everything is decided again here, at the moment of signing, whatever the pages showed: who must
sign, whether these are the very bytes that were shown, whether the code is alive.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from intake.delivery.code import digest_for, keep_state
from intake.domain.age import UnknownBirthDate
from intake.domain.code import (
    ATTEMPTS,
    CodeState,
    Verdict,
    check,
    normalise_code,
)
from intake.domain.journal import JournalKind
from intake.domain.modes import Method
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, DocumentParty, JournalEntry, Person, Signature, SignerDevice
from intake.services import journal
from intake.services.admission import document_trouble
from intake.services.agreement_effect import is_sided, lock_agreement, take_effect
from intake.services.agreement_hindrance import sided_hindrance
from intake.services.circumstances import seal_circumstances
from intake.services.document import still_reads_the_same
from intake.services.people import contact_value
from intake.services.publication import follow_consent
from intake.services.renewal import supersede
from intake.services.rule import school_day, signing_answer
from intake.services.sealing import finish_paper
from intake.services.signer_facts import signer_facts
from intake.services.told_withdrawal import tell_the_others
from intake.services.withdrawal_right import trouble_of_act
from mentoring_pages.services.asked_once import forget, held

MOST_REFUSALS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What came of a submitted code."""

    verdict: Verdict
    attempts_left: int = 0
    trouble: str = ""
    """Why the person may not sign at all: a value of ``intake.people_labels.trouble_words``."""

    @property
    def is_accepted(self) -> bool:
        return self.verdict is Verdict.ACCEPTED


@transaction.atomic(durable=True)
@held()
def confirm(
    *,
    document: Document,
    signer: Person,
    act: str,
    shown_digest: str,
    code: str,
    circumstances: Mapping[str, str],
    browser_index: str = "",
    now: datetime,
) -> Confirmed:
    """Check a submitted code and, if it is accepted, record the signature.

    The verdict is returned rather than raised: an exception would roll the transaction back and
    hand a failed try back to whoever is guessing. ``circumstances`` (address, browser) go into the
    evidence, encrypted for the signer.
    """
    forget()  # what the school decided is asked anew under the lock
    agreement = lock_agreement(document) if is_sided(document) else None
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related(
            "request__school__site",
            "request__participant",
            "request__guardian",
            "school",
            "participant__school",
            "edition",
        )
        .get(pk=document.pk)
    )
    party = (
        document.parties.select_for_update(of=("self",))
        .select_related(
            "person__data_key", "for_person", "document__school", "document__participant__school"
        )
        .filter(person=signer)
        .first()
    )
    if party is None:
        return Confirmed(Verdict.LINK_CLOSED)
    device = (
        SignerDevice.objects.select_for_update(of=("self",))
        .select_related("contact__person__data_key")
        .filter(signer=signer, document=document, act=act)
        .first()
    )
    verdict = _hindrance(
        document=document,
        party=party,
        device=device,
        act=act,
        shown_digest=shown_digest,
        now=now,
    )
    if verdict is None and party.signed_at is not None:
        verdict = Verdict.ALREADY_SIGNED
    if verdict is None and is_sided(document):
        verdict = sided_hindrance(document=document, agreement=agreement, method="code", now=now)
    if verdict is None and device is not None and device.browser_index != browser_index:
        verdict = Verdict.OTHER_BROWSER
    if verdict is not None or device is None or device.contact is None:
        return _refused(document, device, signer, act, verdict or Verdict.NOT_SENT, now)
    day = school_day(school=document.school, now=now)
    trouble = document_trouble(party=party, method=Method.CODE, day=day)
    if trouble is not None:
        refused = _refused(document, device, signer, act, Verdict.NOT_ADMITTED, now)
        return replace(refused, trouble=trouble.value)
    digits = normalise_code(code)
    if digits is None:
        return _refused(document, device, signer, act, Verdict.NOT_A_CODE, now)
    before = CodeState(
        digest=device.token or "",
        valid_until=device.valid_until if device.sent_at else None,
        attempts_left=device.attempts_left,
        used=device.used_at is not None,
    )
    submitted = digest_for(device=device, document=document, contact=device.contact, code=digits)
    verdict, state = check(before, submitted, now=now)
    if verdict is Verdict.ACCEPTED:
        device.used_at = now
    keep_state(device=device, state=state)
    if verdict is not Verdict.ACCEPTED:
        was_spent = state.attempts_left < before.attempts_left
        return _refused(document, device, signer, act, verdict, now, is_guess=was_spent)
    facts = {
        **{key: str(value)[:300] for key, value in circumstances.items()},
        "contact": contact_value(device.contact),
        "contact_confirmed": _iso_or_no(device.contact.confirmed_at),
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
        party=party,
        now=now,
    )
    return Confirmed(Verdict.ACCEPTED, state.attempts_left)


def _iso_or_no(instant: datetime | None) -> str:
    """When staff confirmed a contact; «no» where only the family has named it."""
    return instant.isoformat() if instant else "no"


def _hindrance(
    *,
    document: Document,
    party: DocumentParty,
    device: SignerDevice | None,
    act: str,
    shown_digest: str,
    now: datetime,
) -> Verdict | None:
    """Why no code at all could sign this paper now; ``None`` when a code decides."""
    if document.state == "signed":
        return Verdict.ALREADY_SIGNED
    if is_sided(document) and document.state == "void" and document.ended_at is not None:
        return Verdict.OVERTAKEN
    if document.state != "prepared" or shown_digest != document.shown_digest:
        return Verdict.STALE_DOCUMENT
    if act == "withdraw" and not _still_stands(document):
        return Verdict.OVERTAKEN
    day = school_day(school=document.school, now=now)
    if act == "withdraw" and trouble_of_act(withdrawal=document, day=day) is not None:
        return Verdict.RULE_CHANGED
    if (
        act == "sign"
        and not is_sided(document)
        and not _rule_still_holds(document=document, now=now)
    ):
        return Verdict.RULE_CHANGED
    if device is None or device.contact is None:
        return Verdict.NOT_SENT
    if device.contact.replaced_at is not None:
        return Verdict.REPLACED
    if not is_sided(document) and not still_reads_the_same(document=document, party=party, now=now):
        return Verdict.STALE_DOCUMENT
    return None


def _still_stands(withdrawal: Document) -> bool:
    """Whether there still is what this paper withdraws: a newer consent may have taken its place.

    The row stays locked, so a new signature of this moment comes before or after as a whole.
    """
    if withdrawal.points_to_id is None:
        return False
    locked = Document.objects.select_for_update(of=("self",))
    return locked.get(pk=withdrawal.points_to_id).state == "signed"


def _refused(
    document: Document,
    device: SignerDevice | None,
    signer: Person,
    act: str,
    verdict: Verdict,
    now: datetime,
    *,
    is_guess: bool = False,
) -> Confirmed:
    """Chain the outcome. A guess, which spent a try, always is: the limits keep them few.

    Of what spends nothing the first hundred of one paper tell the story; whoever sends a flood of
    it can hide no guess behind it.
    """
    left = device.attempts_left if device else 0
    refused = JournalKind.CODE_REFUSED
    kept = JournalEntry.objects.filter(subject_key=str(document.key), kind=refused.value)
    if is_guess or kept[:MOST_REFUSALS_KEPT].count() < MOST_REFUSALS_KEPT:
        journal.append(
            school=document.school,
            kind=refused,
            subject_key=str(document.key),
            actor_key=str(signer.key),
            facts={"act": act, "verdict": verdict.value, "attempts_left": left},
            now=now,
        )
    return Confirmed(verdict, left)


def _rule_still_holds(*, document: Document, now: datetime) -> bool:
    """Whether the rule gives today the answer the paper was made under."""
    if document.request is None:
        return False
    try:
        answer = signing_answer(request=document.request, kind=DocumentKind(document.kind), now=now)
    except UnknownBirthDate:
        return False
    return answer.requires(SignerRole(document.variant)) and (
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
    signed_on: date | None = None,
    party: DocumentParty | None = None,
    now: datetime,
) -> None:
    """Write the act, move the document, ask for its sheet, and chain it: the same for every way.

    A paper of several signers is signed with the last of them. ``signed_on`` is the day on a paper
    original; ``party`` is the signer's row where the caller has it. The caller holds the document's
    row (and the agreement's, of a paper of two sides) and decided that the act may happen.
    """
    party = party or document.parties.select_related("for_person").get(person=signer)
    about_right = signer_facts(
        participant=party.for_person or document.participant,
        signer=signer,
        role=role,
        method=method,
        now=now,
    )
    sealed, bound = seal_circumstances(
        document=document, signer=signer, facts={**about_right, **facts}
    )
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
        facts_encrypted=sealed,
    )
    day = signed_on or now.astimezone(document.school.zone).date()
    document.parties.filter(person=signer).update(signed_at=now, signed_on=day, declined_at=None)
    is_whole = not document.parties.filter(signed_at__isnull=True).exists()
    if is_whole:
        _become_signed(document=document, act=act, actor_key=actor_key, now=now)
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
            "signer": str(signer.key),
            "commitment": bound,
        },
        now=now,
    )
    if is_whole and is_sided(document):
        take_effect(document=document, actor_key=actor_key, now=now)


def _become_signed(*, document: Document, act: str, actor_key: str, now: datetime) -> None:
    """The last signature is there: the paper is signed, and its sheet is asked for."""
    supersede(document=document, actor_key=actor_key, now=now)
    document.state = "signed"
    document.signed_at = now
    document.save(update_fields=["state", "signed_at"])
    if act == "withdraw" and document.kind == "withdrawal" and document.points_to_id:
        Document.objects.filter(pk=document.points_to_id, state="signed").update(
            state="withdrawn", ended_at=now
        )
        tell_the_others(withdrawal=document, now=now)
        follow_consent(person=document.participant, now=now)
    finish_paper.enqueue(str(document.key))
