"""The own page of a pupil of 14–17 whom nobody asks to sign: to see, and to withdraw alone."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.models import IntakeRequest, Person
from intake.services import journal
from intake.services.people import current_contact
from intake.services.privacy import staff_key
from intake.services.request import send_link, shares_contact
from intake.services.rule import school_day
from intake.services.withdrawal_right import is_of_own_word


class PageNotSent(Exception):
    """The link cannot be sent; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("page not sent")
        self.words = words


def newest_request(*, participant: Person) -> IntakeRequest | None:
    """The request through which the participant sees the papers about themself."""
    requests = IntakeRequest.objects.filter(participant=participant).exclude(state="refused")
    return (
        requests.select_related("school", "participant", "guardian")
        .order_by("-made_at", "-pk")
        .first()
    )


def has_own_way(*, participant: Person) -> bool:
    """Whether a letter reaches the participant at a contact that is no representative's."""
    request = newest_request(participant=participant)
    if request is None or current_contact(person=participant) is None:
        return False
    return not shares_contact(request=request, person=participant)


@transaction.atomic
def send_own_page(*, participant: Person, by: Any, now: datetime) -> None:
    """Send a pupil the link to their own page, to the contact on file; staff never see the link.

    Raises ``PageNotSent``.
    """
    day = school_day(school=participant.school, now=now)
    if not is_of_own_word(person=participant, day=day):
        raise PageNotSent(
            _(
                "Собственную страницу присылают ученику от 14 до 18 лет. До 14 лет за ребёнка "
                "действует представитель, с 18 лет отправьте приглашение."
            )
        )
    request = newest_request(participant=participant)
    if request is None:
        raise PageNotSent(
            _("Заявки об этом ученике нет, показывать нечего. Сначала пригласите семью.")
        )
    if current_contact(person=participant) is None:
        raise PageNotSent(
            _(
                "Писать некуда: своего контакта у ученика нет. Запишите его почту или телефон, не "
                "родительские. Без контакта отзыв принимают на бумаге."
            )
        )
    if shares_contact(request=request, person=participant):
        raise PageNotSent(
            _(
                "У ученика записан тот же контакт, что у представителя: ссылка попала бы не к нему "
                "одному. Запишите собственный контакт ученика или примите отзыв на бумаге."
            )
        )
    send_link(request=request, person=participant, kind="copies", now=now)
    journal.append(
        school=participant.school,
        kind=JournalKind.LINK_SENT,
        subject_key=str(request.key),
        actor_key=staff_key(by),
        facts={"purpose": "status"},
        now=now,
    )
