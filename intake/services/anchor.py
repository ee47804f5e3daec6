"""The nightly anchor of a school's journal: made, signed with the school's key, mailed, checked."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from intake import conf
from intake.delivery.anchor_mail import mail_anchor
from intake.domain.chain import GENESIS, follow
from intake.domain.journal import JournalKind
from intake.evidence.anchor import FIRST, Anchor, read_anchor
from intake.evidence.trouble import SealProblem, SealTrouble
from intake.models import AnchorMail, JournalAnchor, JournalHead
from intake.services import journal
from intake.services.journal import entries
from intake.services.privacy import staff_key
from intake.services.seal import seal_of
from mentoring_pages.models import School

MAIL_STUCK_AFTER = timedelta(minutes=15)


def make_anchor(*, school: School, day: date, now: datetime) -> JournalAnchor | None:
    """The anchor of this day of the school, made once; ``None`` where the journal is empty.

    Signing may wait for a time stamping server, so it happens outside the transaction. An anchor
    that cannot be signed or stamped is made and mailed all the same, and says so.
    """
    made = _of(school).filter(day=day).first()
    if made is not None:
        return made
    anchor = _next_anchor(school=school, day=day, now=now)
    if anchor is None:
        return None
    signature, trouble = _signature(school=school, body=anchor.body, now=now)
    try:
        with transaction.atomic():
            row = JournalAnchor.objects.create(
                school_key=school.key,
                number=anchor.number,
                day=day,
                sequence=anchor.sequence,
                digest=anchor.digest,
                body=anchor.body.decode(),
                signature=signature,
                trouble=trouble,
                made_at=now,
            )
            AnchorMail.objects.create(anchor_key=row.key, school_key=school.key, queued_at=now)
            mail_anchor.enqueue(str(row.key))
    except IntegrityError:  # another worker was quicker
        return _of(school).filter(day=day).first()
    return row


def retry_anchor_mail(*, school: School, now: datetime) -> int:
    """Queue again the letters whose task died or was lost. Returns how many."""
    waiting = AnchorMail.objects.filter(
        school_key=school.key, state="queued", queued_at__lt=now - MAIL_STUCK_AFTER
    )
    keys = [str(key) for key in waiting.values_list("anchor_key", flat=True)]
    for key in keys:
        mail_anchor.enqueue(key)
    return len(keys)


@transaction.atomic
def send_anchor_again(*, anchor: JournalAnchor, by: Any, now: datetime) -> bool:
    """Queue once more a letter that was given up; ``False`` where it waits or was sent."""
    letter = AnchorMail.objects.select_for_update().filter(anchor_key=anchor.key).first()
    if letter is None or letter.state != "failed":
        return False
    letter.state, letter.attempts, letter.queued_at, letter.failure = "queued", 0, now, ""
    letter.save(update_fields=["state", "attempts", "queued_at", "failure"])
    mail_anchor.enqueue(str(anchor.key))
    journal.append(
        school=School.objects.get(key=anchor.school_key),
        kind=JournalKind.MESSAGE_SENT_ANEW,
        subject_key=str(anchor.key),
        actor_key=staff_key(by),
        facts={"kind": "anchor"},
        now=now,
    )
    return True


def _of(school: School) -> QuerySet[JournalAnchor]:
    return JournalAnchor.objects.filter(school_key=school.key)


def _next_anchor(*, school: School, day: date, now: datetime) -> Anchor | None:
    head = JournalHead.objects.filter(school=school).first()
    last = _of(school).order_by("-number").first()
    if head is None or (head.sequence == 0 and last is None):
        return None
    since, digest = (last.sequence, last.digest) if last else (0, GENESIS)
    led_to = follow(
        entries(school.key, after=since, up_to=head.sequence), sequence=since, digest=digest
    )
    return Anchor(
        school=school.key,
        number=last.number + 1 if last else 1,
        day=day.isoformat(),
        sequence=head.sequence,
        digest=head.digest,
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        previous=read_anchor(last.body.encode()).own_digest if last else FIRST,
        is_sound=led_to == (head.sequence, head.digest) and _stands(last),
    )


def _stands(last: JournalAnchor | None) -> bool:
    """Whether the entry the last anchor names is still there, as it was."""
    if last is None or last.sequence == 0:
        return True
    named = next(entries(last.school_key, after=last.sequence - 1, up_to=last.sequence), None)
    return named is not None and named.digest == last.digest


def _signature(*, school: School, body: bytes, now: datetime) -> tuple[bytes, str]:
    """The school's signature and what went wrong on the way, each may be empty."""
    try:
        seal = seal_of(school)
        from intake.evidence.cms import sign_detached
        from intake.evidence.seal import stamping_servers

        addresses = conf.time_stamp_addresses()
        if addresses:
            try:
                stamping = stamping_servers(addresses)
                return sign_detached(body, seal=seal, stamping=stamping, now=now), ""
            except SealProblem as problem:
                if problem.kind is not SealTrouble.NO_TIME_STAMP:
                    raise
                return sign_detached(body, seal=seal, now=now), problem.kind.value
        return sign_detached(body, seal=seal, now=now), ""
    except SealProblem as problem:
        return b"", problem.kind.value
