"""A paper of two sides signed with a pen: a named employee records each signature they saw."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.code import Verdict
from intake.domain.modes import Method
from intake.models import Document, DocumentParty
from intake.people_labels import trouble_words
from intake.services.admission import document_trouble
from intake.services.agreement_effect import lock_agreement
from intake.services.agreement_hindrance import sided_hindrance
from intake.services.own_family import is_one_of, people_of
from intake.services.paper import PaperRefused
from intake.services.privacy import staff_key
from intake.services.rule import school_day
from intake.services.signing import record_signature


@transaction.atomic
def record_signed_by_pen(
    *,
    document: Document,
    signed_on: Mapping[int, date],
    by: Any,
    kept_where: str,
    now: datetime,
) -> int:
    """Record the signatures on the printed original; the last one puts the paper in force.

    ``signed_on`` is the day on paper by the party's primary key: all at once, or one side after
    the other. Returns how many signatures are missing still. Raises ``PaperRefused``.
    """
    agreement = lock_agreement(document)
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("school")
        .get(pk=document.pk)
    )
    if document.state != "prepared":
        raise PaperRefused(_("Этот документ уже не ждёт подписи. Обновите страницу."))
    trouble = sided_hindrance(document=document, agreement=agreement, method="paper", now=now)
    if trouble is not None:
        raise PaperRefused(str(TROUBLES[trouble]))
    parties = list(
        document.parties.select_related("person__data_key", "for_person__school")
        .filter(pk__in=signed_on, signed_at__isnull=True)
        .order_by("pk")
    )
    if not parties:
        raise PaperRefused(_("Напишите дату хотя бы у одной подписи."))
    if is_one_of(by, people_of(document)):
        raise PaperRefused(
            _("Это бумага вашей семьи или ваша собственная. Попросите записать её другого.")
        )
    for party in parties:
        _require_day(document, signed_on[party.pk], now)
        _require_admitted(document, party, now)
        record_signature(
            document=document,
            signer=party.person,
            role=party.role,
            act="sign",
            method="paper",
            facts={
                "signed_on": signed_on[party.pk].isoformat(),
                "kept_where": kept_where[:200],
                "recorded_by": staff_key(by),
            },
            actor_key=staff_key(by),
            signed_on=signed_on[party.pk],
            now=now,
        )
    return document.parties.filter(signed_at__isnull=True).count()


TROUBLES = {
    Verdict.OVERTAKEN: gettext_lazy(
        "Соглашение уже изменил другой документ: этот больше не подписывают."
    ),
    Verdict.RULE_CHANGED: gettext_lazy(
        "Сегодня документ читался бы иначе: изменились люди или текст. Обновите его на странице "
        "соглашения и распечатайте заново."
    ),
    Verdict.OTHER_METHOD: gettext_lazy(
        "Этот документ уже начали подписывать кодом. Все подписывают одним способом: дождитесь "
        "кодов или отмените соглашение и откройте его заново для бумаги."
    ),
}


def _require_day(document: Document, signed_on: date, now: datetime) -> None:
    if signed_on > school_day(school=document.school, now=now):
        raise PaperRefused(_("Дата подписи не может быть в будущем. Проверьте дату."))
    if signed_on < school_day(school=document.school, now=document.made_at):
        raise PaperRefused(
            _("Дата подписи раньше, чем документ напечатан. Проверьте дату на бумаге.")
        )


def _require_admitted(document: Document, party: DocumentParty, now: datetime) -> None:
    day = school_day(school=document.school, now=now)
    party.document = document
    trouble = document_trouble(party=party, method=Method.PAPER, day=day)
    if trouble is not None:
        raise PaperRefused(trouble_words(trouble))
