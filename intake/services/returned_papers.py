"""Signed sheets that came back in a pile: recorded by their numbers, each for itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from django.utils.translation import gettext as _

from intake.models import Document
from intake.services.paper import PaperRefused, is_unmarked, record_paper
from intake.services.verification import tidy_number
from mentoring_pages.services.membership import Reach

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of one sheet of the pile."""

    number: str
    is_signed: bool
    words: str
    to_mark: UUID | None = None
    """The document on whose page the marks of the pen are to be copied first."""


def numbers_in(text: str) -> list[str]:
    """The numbers of papers, one a line: typed, or the whole address that a QR reader gives."""
    found = (_number_of(line.strip()) for line in text.splitlines())
    return list(dict.fromkeys(number for number in found if number))[:MOST_AT_ONCE]


def _number_of(line: str) -> str:
    if "://" in line:
        line = parse_qs(urlsplit(line).query).get("n", [""])[0]
    return tidy_number(line)


def record_returned(
    *,
    numbers: Iterable[str],
    found: Reach,
    by: Any,
    signed_on: date,
    kept_where: str,
    receiving: Reach | None = None,
    is_acquainted: bool = False,
    now: datetime,
) -> Iterator[Returned]:
    """Record each sheet in a transaction of its own: one that cannot be does not stop the others.

    ``found`` is where ``by`` may record papers. A sheet whose people changed since it was printed
    is not recorded here: it has to be compared on its own page. ``receiving`` is where ``by`` notes
    the receipt of consents too; nowhere, if not given. ``is_acquainted``: with every consent of the
    pile came the signed sheet about the policy.
    """
    for number in numbers:
        document = (
            Document.objects.filter(found.rows(school_path="school"), number=number)
            .order_by("pk")
            .first()
        )
        if document is None:
            yield Returned(number, False, _("такого номера нет. Проверьте его по бумаге."))
            continue
        if is_unmarked(document):
            words = _("семья отметила ручкой, что разрешает: перенесите отметки.")
            yield Returned(number, False, words, document.key)
            continue
        try:
            original = record_paper(
                document=document,
                by=by,
                signed_on=signed_on,
                kept_where=kept_where,
                is_received=receiving is not None and receiving.covers(document.school_id),
                is_acquainted=is_acquainted,
                now=now,
            )
        except PaperRefused as problem:
            yield Returned(number, False, problem.words)
            continue
        if original.state == "waiting":
            yield Returned(number, False, _("бумага вашей семьи: ждёт второго сотрудника."))
        else:
            yield Returned(number, True, _("записано, документ подписан."))
