"""Sheets of an employee's own family that wait until another employee has seen them."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from intake.models import Document, PaperOriginal
from intake.services.own_family import of_the_account
from intake.services.privacy import staff_key
from mentoring_pages.services.membership import reach


def with_sheet_waiting(documents: QuerySet[Document]) -> QuerySet[Document]:
    """``documents`` with ``is_sheet_waiting``: whether a recorded sheet waits for a second look."""
    waiting = PaperOriginal.objects.filter(document=OuterRef("pk"), state="waiting")
    return documents.annotate(is_sheet_waiting=Exists(waiting))


def for_second_look(documents: QuerySet[Document], *, user: Any) -> QuerySet[Document]:
    """Those of ``documents`` that ``user`` may confirm: recorded by somebody else, and of another
    family than the user's own."""
    return documents.filter(pk__in=_for_second_look(documents, user))


def count_for_second_look(*, user: Any) -> int:
    """How many sheets wait for this very member of staff: one query beside the reach where none
    does, else five, however many wait."""
    papers = reach(user=user, permission="intake.change_document")
    own = Document.objects.filter(papers.rows(school_path="school"))
    return len(_for_second_look(own, user))


def _for_second_look(documents: QuerySet[Document], user: Any) -> list[int]:
    theirs = PaperOriginal.objects.filter(document=OuterRef("pk"), state="waiting").exclude(
        recorded_by_key=staff_key(user)
    )
    waiting = documents.filter(Exists(theirs), state="prepared")
    people = {
        row.pk: [
            row.participant,
            *(one for party in row.parties.all() for one in (party.person, party.for_person)),
        ]
        for row in waiting.select_related("participant").prefetch_related(
            "parties__person", "parties__for_person"
        )
    }
    every = [one for several in people.values() for one in several if one is not None]
    own = {one.pk for one in of_the_account(user, every)}
    return [
        pk for pk, several in people.items() if not any(one and one.pk in own for one in several)
    ]
