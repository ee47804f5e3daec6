"""A letter that did not arrive, sent anew by staff with one press: what it says is said as of now.

The words of a message are dropped once it left, so nothing is repeated: the letter is made again of
what is true today, and where nothing is left to be said, staff read why.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from intake.delivery.messages import AgreementNews
from intake.delivery.reminder import is_unanswered
from intake.domain.agreement import AgreementState
from intake.domain.birthdays import Turning
from intake.domain.journal import JournalKind
from intake.domain.reminders import leaves_at
from intake.models import (
    Agreement,
    BirthdayNotice,
    Document,
    DocumentParty,
    IntakeRequest,
    OutboundMessage,
    Person,
    Reminder,
)
from intake.services import journal
from intake.services.agreement_link import send_agreement_link
from intake.services.agreement_link import tell_one as tell_one_side
from intake.services.birthdays import is_asked, letters_of, write_letter
from intake.services.delivery import queue_message
from intake.services.due import LOST, WITH_A_LINK, followed
from intake.services.link import link_address, make_link
from intake.services.people import current_contact
from intake.services.privacy import staff_key
from intake.services.request import send_link
from intake.services.rule import school_day
from intake.services.told_withdrawal import tell_one

KINDS = (*WITH_A_LINK, "agreement", "agreement_news", "birthday", "reminder", "receipt")
"""A code the person asks for on the page; that a contact was changed only the old one is told."""

MOST_A_DAY = 3
"""Letters of one kind that staff may have sent to one person within a day."""

LOOK_BACK = timedelta(days=30)

NEWS_OF_STATE = {
    AgreementState.SIGNED: AgreementNews.IN_FORCE,
    AgreementState.IN_FORCE: AgreementNews.IN_FORCE,
    AgreementState.EXTENDED: AgreementNews.EXTENDED,
    AgreementState.EXPIRED: AgreementNews.EXPIRED,
    AgreementState.DECLINED: AgreementNews.DECLINED,
}
"""What the people of an agreement are told of it; of the other states no letter speaks."""

TOLD_AS_ENDED = ("by_agreement", "by_one", "by_curator", "completed")
"""Ends that are told when they are decided, before or after the last day."""


class NothingToSend(Exception):
    """The letter is not sent anew; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("nothing to send")
        self.words = words


def to_send_anew(
    messages: QuerySet[OutboundMessage], *, now: datetime
) -> QuerySet[OutboundMessage]:
    """Those of ``messages`` that did not arrive, that nothing followed, and that can be made again.

    A contact corrected since is no hindrance: that is what the letter waited for.
    """
    return messages.filter(
        LOST,
        Q(request_key__isnull=False) | ~Q(kind__in=WITH_A_LINK),
        ~followed(),
        kind__in=KINDS,
        queued_at__gte=now - LOOK_BACK,
        instead_key__isnull=True,
        person__erased_at__isnull=True,
    )


@transaction.atomic
def send_anew(*, message: OutboundMessage, by: Any, now: datetime) -> None:
    """Send what ``message`` was about to the person's contact of today. Raises ``NothingToSend``.

    Once: the message says from then on which one went in its place.
    """
    row = (
        to_send_anew(
            OutboundMessage.objects.select_for_update(of=("self",)).select_related(
                "person__school", "person__data_key", "school"
            ),
            now=now,
        )
        .filter(pk=message.pk)
        .first()
    )
    if row is None:
        raise NothingToSend(_("Это сообщение уже отправлено заново. Обновите страницу."))
    if current_contact(person=row.person) is None:
        raise NothingToSend(
            _(
                "Писать некуда: контакта нет или сообщения на него не доходят. Сначала запишите "
                "другой контакт."
            )
        )
    _require_moderation(row, now=now)
    make: Callable[..., str] = MAKERS.get(row.kind, _link_again)
    subject = make(row, now=now)
    newest = OutboundMessage.objects.filter(person=row.person).order_by("-pk").first()
    if newest is None or newest.pk == row.pk:
        raise NothingToSend(_("Писать не о чем: это сообщение больше не нужно."))
    OutboundMessage.objects.filter(pk=row.pk).update(instead_key=newest.key)
    has_link = row.kind != "receipt"
    journal.append(
        school=row.school,
        kind=JournalKind.LINK_SENT if has_link else JournalKind.MESSAGE_SENT_ANEW,
        subject_key=subject,
        actor_key=staff_key(by),
        facts={"purpose": row.kind} if has_link else {"kind": row.kind},
        now=now,
    )


def _require_moderation(row: OutboundMessage, *, now: datetime) -> None:
    """A letter that is lost again and again is no reason to write without end."""
    Person.objects.select_for_update(of=("self",)).get(pk=row.person_id)
    lately = OutboundMessage.objects.filter(
        person=row.person, kind=row.kind, queued_at__gt=now - timedelta(days=1)
    )
    if lately.exclude(pk=row.pk).count() >= MOST_A_DAY:
        raise NothingToSend(
            _(
                "За сутки этому человеку об этом писали уже трижды. Отправьте завтра, позвоните "
                "семье или дайте бумагу."
            )
        )


def _link_again(row: OutboundMessage, *, now: datetime) -> str:
    """A fresh link of the same kind; the earlier ones close, as with every invitation."""
    requests = IntakeRequest.objects.exclude(state="refused")
    request = requests.filter(key__in=[row.request_key]).first()
    if request is None:
        raise NothingToSend(_("Заявка не принята, ссылку по ней отправить нельзя."))
    send_link(request=request, person=row.person, kind=row.kind, now=now)
    return str(request.key)


def _agreement_again(row: OutboundMessage, *, now: datetime) -> str:
    party = _party(row)
    is_open = party is not None and party.document.state == "prepared"
    if party is None or not is_open or party.signed_at is not None or party.declined_at is not None:
        raise NothingToSend(
            _("Подпись этого человека под документом уже не нужна. Посмотрите соглашение.")
        )
    send_agreement_link(party=party, now=now)
    return str(party.document.key)


def _news_again(row: OutboundMessage, *, now: datetime) -> str:
    """What became of the agreement by today, which is not always what the lost letter said."""
    party = _party(row)
    agreement = Agreement.objects.filter(document=party.document).first() if party else None
    if party is None or agreement is None:
        raise NothingToSend(_("Документ с тех пор заменён. Посмотрите соглашение."))
    day = school_day(school=row.school, now=now)
    news = NEWS_OF_STATE.get(agreement.state_on(day))
    if agreement.ended_how in TOLD_AS_ENDED:
        news = AgreementNews.ENDED
    if news is None:
        raise NothingToSend(
            _("С тех пор соглашение изменилось, и этой новости больше нет. Посмотрите его.")
        )
    tell_one_side(party=party, news=news, now=now)
    return str(party.document.key)


def _party(row: OutboundMessage) -> DocumentParty | None:
    found: DocumentParty | None = (
        DocumentParty.objects.filter(document__key__in=[row.document_key], person=row.person)
        .select_related("person__data_key", "for_person", "document")
        .first()
    )
    return found


def _birthday_again(row: OutboundMessage, *, now: datetime) -> str:
    """The notice was made in the moment the letter was; which of several children is asked of it
    only where that is certain."""
    notices = list(
        BirthdayNotice.objects.filter(
            Q(person=row.person) | Q(person__guardians_of__guardian=row.person),
            made_at=row.queued_at,
        )
        .select_related("person__school")
        .distinct()
    )
    if len(notices) != 1:
        raise NothingToSend(
            _("Не узнать, о ком было письмо. Отправьте ссылку из заявки или позвоните семье.")
        )
    notice = notices[0]
    zone = notice.person.school.zone
    turning = Turning(notice.age, notice.birthday, notice.counts_from.astimezone(zone).date())
    is_now = notice.days_before == 0
    if not is_now and school_day(school=row.school, now=now) >= turning.asked_from:
        raise NothingToSend(
            _("День рождения уже наступил: о нём семье пишут отдельно, это письмо больше не нужно.")
        )
    if is_now and not is_asked(notice.person, now):
        raise NothingToSend(_("Ответ уже получен, писать не о чем."))
    planned = letters_of(person=notice.person, turning=turning, is_now=is_now, now=now)
    letter = next((one for one in planned if one.to == row.person), None)
    if letter is None:
        raise NothingToSend(
            _("Этому человеку об этом больше не пишут. Посмотрите его карточку и заявку семьи.")
        )
    write_letter(letter=letter, now=now)
    return str(notice.person.key)


def _reminder_again(row: OutboundMessage, *, now: datetime) -> str:
    """The same reminder, once more: it counts once, and only where somebody is silent yet."""
    reminders = Reminder.objects.filter(message=row).select_related("request__school__site")
    first = reminders.order_by("pk").first()
    contact = current_contact(person=row.person)
    if first is None or contact is None or not is_unanswered(row):
        raise NothingToSend(_("Ответ уже получен, напоминать не о чем."))
    token = make_link(request=first.request, person=row.person, purpose="sign", now=now)
    at = leaves_at(now, row.school.zone)
    message = queue_message(
        person=row.person,
        contact=contact,
        kind="reminder",
        values={
            "address": link_address(request=first.request, token=token),
            "children": str(reminders.count()),
        },
        not_before=at if at > now else None,
        now=now,
    )
    reminders.update(message=message)
    return str(first.request.key)


def _told_again(row: OutboundMessage, *, now: datetime) -> str:
    withdrawal = (
        Document.objects.filter(key__in=[row.document_key], kind="withdrawal")
        .select_related("points_to", "school")
        .first()
    )
    if withdrawal is None or not tell_one(withdrawal=withdrawal, person=row.person, now=now):
        raise NothingToSend(
            _("Этому человеку об отзыве больше не пишут: его полномочия закончились.")
        )
    return str(withdrawal.key)


MAKERS = {
    "reminder": _reminder_again,
    "receipt": _told_again,
    "agreement": _agreement_again,
    "agreement_news": _news_again,
    "birthday": _birthday_again,
}
