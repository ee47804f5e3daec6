"""The curator's copy of an anchor: a letter kept outside the installation is the witness."""

from datetime import datetime, timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from intake.evidence.anchor import Anchor, read_anchor
from intake.evidence.trouble import SealTrouble
from intake.labels import SEAL_TROUBLES
from intake.models import AnchorMail, JournalAnchor
from mentoring_pages.models import School

MOST_ATTEMPTS = 2
WAIT_BEFORE_SECOND = timedelta(minutes=10)


@task()
def mail_anchor(anchor_key: str) -> None:
    """Send one anchor; a failed first attempt queues the second."""
    if not send_anchor(anchor_key=anchor_key, now=timezone.now()):
        run_after = timezone.now() + WAIT_BEFORE_SECOND
        mail_anchor.using(run_after=run_after).enqueue(anchor_key)


def send_anchor(*, anchor_key: str, now: datetime) -> bool:
    """Send the anchor to the curator if it still waits; ``False`` asks for another try.

    The attempt is counted before it is made, so a worker that dies sends at most twice.
    """
    row = _claim(anchor_key)
    if row is None:
        return True
    made = JournalAnchor.objects.get(key=row.anchor_key)
    school = School.objects.get(key=made.school_key)
    to = school.curator_email or school.email
    if not to:
        _note(row, "failed", "NoAddress")
        return True
    try:
        _letter(made, school, to).send()
    except (OSError, ValueError) as error:  # SMTPException is an OSError
        is_last = row.attempts >= MOST_ATTEMPTS
        _note(row, "failed" if is_last else "queued", type(error).__name__)
        return is_last
    AnchorMail.objects.filter(pk=row.pk).update(state="sent", sent_at=now, failure="")
    return True


@transaction.atomic
def _claim(anchor_key: str) -> AnchorMail | None:
    row = AnchorMail.objects.select_for_update().filter(anchor_key=anchor_key).first()
    if row is None or row.state != "queued":
        return None
    if row.attempts >= MOST_ATTEMPTS:
        _note(row, "failed", row.failure or "NoAnswer")
        return None
    row.attempts += 1
    row.save(update_fields=["attempts"])
    return row


def _note(row: AnchorMail, state: str, failure: str) -> None:
    AnchorMail.objects.filter(pk=row.pk).update(state=state, failure=failure)


def _letter(made: JournalAnchor, school: School, to: str) -> EmailMessage:
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    anchor = read_anchor(made.body.encode())
    letter = EmailMessage(
        subject=_("Якорь журнала за %(day)s") % {"day": f"{anchor.date:%d.%m.%Y}"},
        body="\n\n".join([*_paragraphs(made, anchor), school.short_name]) + "\n",
        from_email=formataddr((" ".join(school.short_name.split()), sender)),
        to=[to],
        headers={
            "Message-ID": f"<{made.key}@{sender.rpartition('@')[2] or 'localhost'}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "All",
        },
    )
    name = f"anchor-{anchor.school}-{anchor.day}.json"
    letter.attach(name, made.body, "application/json")
    if made.signature:
        letter.attach(f"{name}.p7s", bytes(made.signature), "application/pkcs7-signature")
    return letter


def _paragraphs(made: JournalAnchor, anchor: Anchor) -> list[str]:
    """What the letter says. Personal data are in no anchor, so there are none in the letter."""
    words = [
        _("Здравствуйте!"),
        _(
            "Во вложении — якорь журнала подписей вашей школы: номер последней записи и её "
            "контрольные знаки. Сохраните это письмо и ничего с ним не делайте. Если журнал "
            "когда-нибудь перепишут, письмо это покажет."
        ),
        _("Записей в журнале: %(count)s. Контрольные знаки последней: %(digest)s.")
        % {"count": anchor.sequence, "digest": anchor.digest},
    ]
    if not anchor.is_sound:
        words.insert(
            1,
            _(
                "Внимание: записи со дня прошлого якоря не сходятся, журнал изменяли в обход "
                "сервиса. Сообщите директору и администратору, пусть выполнят verify_evidence."
            ),
        )
    if made.trouble:
        reason = SEAL_TROUBLES[SealTrouble(made.trouble)]
        sentence = (
            _("Якорь подписан, но без метки времени: %(why)s.")
            if made.signature
            else _("Якорь без подписи школы: %(why)s. Сравнить с ним журнал всё равно можно.")
        )
        words.append(sentence % {"why": reason})
    return words
