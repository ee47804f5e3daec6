"""Papers signed with a pen: recorded by a named employee, of the same weight as a code."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from intake.models import Document
from intake.services.signing import record_signature


class PaperRefused(Exception):
    """The paper cannot be recorded; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("paper refused")
        self.words = words


@transaction.atomic
def record_paper(
    *, document: Document, by: Any, signed_on: date, kept_where: str, now: datetime
) -> None:
    """Record the signed original of the very document that was printed.

    Raises ``PaperRefused`` for a document that is no longer open or a date that cannot be.
    """
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("school", "request")
        .get(pk=document.pk)
    )
    if document.state != "prepared":
        raise PaperRefused(_("Этот документ уже не ждёт подписи. Обновите страницу."))
    if document.request is not None and document.request.state == "refused":
        raise PaperRefused(
            _("Заявка этой семьи не принята, поэтому бумага к ней не вносится. Пригласите семью.")
        )
    day = now.astimezone(document.school.zone).date()
    made_on = document.made_at.astimezone(document.school.zone).date()
    if signed_on > day:
        raise PaperRefused(_("Дата подписи не может быть в будущем. Проверьте дату."))
    if signed_on < made_on:
        raise PaperRefused(
            _("Дата подписи раньше, чем документ напечатан. Проверьте дату на бумаге.")
        )
    party = document.parties.select_related("person").get()
    record_signature(
        document=document,
        signer=party.person,
        role=party.role,
        act="withdraw" if document.kind == "withdrawal" else "sign",
        method="paper",
        facts={
            "signed_on": signed_on.isoformat(),
            "kept_where": kept_where[:200],
            "recorded_by": f"user:{by.pk}",
        },
        actor_key=f"user:{by.pk}",
        now=now,
    )
