"""«Принято»: who is responsible for personal data notes the consents that came, many at once."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from intake.domain.journal import JournalKind
from intake.domain.receipt import NotedAs, noted_as
from intake.models import Document, Receipt
from intake.paper_labels import NOTED_AS
from intake.services import journal
from intake.services.privacy import staff_key
from intake.services.tally import Counted
from mentoring_pages.models import School
from mentoring_pages.services.membership import reach

RECEIVED_KINDS = ("processing", "publication")
"""The papers whose form has a line for the employee who received them."""

NAME_LENGTH = 200


def without_receipt(papers: QuerySet[Document]) -> QuerySet[Document]:
    """Those of ``papers`` that are signed consents nobody has noted yet."""
    return papers.filter(kind__in=RECEIVED_KINDS, state="signed", receipt__isnull=True)


def rows_unnoted(*, user: Any) -> Counted:
    """Consents that wait for the note of somebody like ``user``."""
    found = reach(user=user, permission="intake.add_receipt")
    return Counted(without_receipt(Document.objects.filter(found.rows(school_path="school"))))


def stands_as(*, school: School, user: Any) -> NotedAs:
    """Whether ``user`` is the employee whom the school's profile names for personal data."""
    return noted_as(
        officer=school.privacy_officer_name,
        family_name=getattr(user, "last_name", ""),
        given_name=getattr(user, "first_name", ""),
    )


def name_on_note(*, school: School, user: Any) -> str:
    """Who notes, and for whom, as it will stand on page, sheet and PDF: as on the day of the note,
    whoever is named later."""
    name = user.get_full_name() or user.get_username()
    words = str(NOTED_AS[stands_as(school=school, user=user)])
    return (words % {"name": name, "officer": school.privacy_officer_name})[:NAME_LENGTH]


@transaction.atomic
def acknowledge(*, documents: Collection[Document], by: Any, now: datetime) -> int:
    """Note the receipt of every one of ``documents`` that still waits for it; returns how many.

    Of two employees at once each paper has one note. Nothing about the consent changes.
    """
    waiting = without_receipt(
        Document.objects.select_for_update(of=("self",)).filter(
            pk__in=[document.pk for document in documents]
        )
    ).select_related("school")
    found = list(waiting.order_by("pk"))
    for document in found:
        Receipt.objects.create(
            school=document.school,
            document=document,
            by=by,
            name=name_on_note(school=document.school, user=by),
            at=now,
        )
        journal.append(
            school=document.school,
            kind=JournalKind.RECEIPT_ACKNOWLEDGED,
            subject_key=str(document.key),
            actor_key=staff_key(by),
            facts={"noted_as": stands_as(school=document.school, user=by).value},
            now=now,
        )
    return len(found)
