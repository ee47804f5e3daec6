"""What waits for staff about requests, papers and messages, as rows of one user's schools."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from intake.domain.lost_letters import CAME_BACK, NOBODY_MISSES
from intake.evidence.trouble import SealTrouble
from intake.models import Contact, Document, IntakeRequest, OutboundMessage, Seal
from intake.services.renewal import papers_kept, papers_of_short_form, papers_to_renew
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach

LOOK_BACK = timedelta(days=30)
WITH_A_LINK = ("invitation", "second_signer", "copies", "onlooker")
"""Kinds that carry the link of a request and can be written anew with a fresh one."""

LOST = Q(state="failed") & ~Q(failure__in=NOBODY_MISSES) | Q(state="sent", outcome__in=CAME_BACK)
"""``intake.domain.lost_letters.is_lost``, asked of the database."""

ANSWERS = ("signed", "superseded", "declined", "withdrawn")
"""States of a paper that are a family's answer, yes or no."""


def unanswered(requests: QuerySet[IntakeRequest]) -> QuerySet[IntakeRequest]:
    """Those of ``requests`` that count and whose family has answered to no paper yet."""
    answers = Document.objects.filter(request=OuterRef("pk"), state__in=ANSWERS)
    return requests.filter(~Exists(answers), state="checked")


def not_delivered(messages: QuerySet[OutboundMessage], *, day: date) -> QuerySet[OutboundMessage]:
    """Those of ``messages`` of the last month that did not arrive and that nothing has replaced.

    Left out: what went by another channel, what was overtaken or expired by itself, what a newer
    message of the same followed, and messages to a contact that was changed since: the one to it
    was told already.
    """
    return messages.filter(
        LOST,
        ~followed(),
        queued_at__date__gte=day - LOOK_BACK,
        instead_key__isnull=True,
        contact__replaced_at__isnull=True,
        person__erased_at__isnull=True,
    )


def followed() -> Q:
    """For messages: a newer one to the same person says the same, whatever became of it."""
    later = OutboundMessage.objects.filter(person=OuterRef("person"), pk__gt=OuterRef("pk"))
    return (
        Q(Exists(later.filter(kind=OuterRef("kind"), document_key=OuterRef("document_key"))))
        | Q(Exists(later.filter(kind__in=WITH_A_LINK, request_key=OuterRef("request_key"))))
        | Q(Exists(later.filter(kind="reminder")), kind="reminder")
    )


def dead_contacts(contacts: QuerySet[Contact]) -> QuerySet[Contact]:
    """Contacts on file at which nothing arrives."""
    return contacts.filter(dead_at__isnull=False, replaced_at__isnull=True)


def due_rows(*, user: Any, day: date) -> dict[str, Counted]:
    """What the user may act on: requests to check, families that did not answer, papers that wait,
    messages that failed. People of other schools are not counted."""
    requests = reach(user=user, permission="intake.change_intakerequest")
    papers = reach(user=user, permission="intake.change_document")
    people = reach(user=user, permission="intake.change_person")
    messages = reach(user=user, permission="intake.view_outboundmessage")
    theirs = IntakeRequest.objects.filter(requests.rows(school_path="school"))
    documents = Document.objects.filter(papers.rows(school_path="school"))
    contacts = Contact.objects.filter(people.rows(school_path="person__school"))
    seals = Seal.objects.filter(
        papers.rows(school_path="document__school"), state="waiting", tries__gt=0
    )
    return {
        "to_check": Counted(theirs.filter(state="awaiting_check")),
        "unanswered": Counted(unanswered(theirs)),
        "to_sign": Counted(documents.filter(state="prepared")),
        "undelivered": Counted(
            not_delivered(
                OutboundMessage.objects.filter(messages.rows(school_path="school")), day=day
            )
        ),
        "dead_contacts": Counted(dead_contacts(contacts), of="person"),
        "to_renew": Counted(papers_to_renew(documents, day=day), of="participant"),
        "kept": Counted(papers_kept(documents, day=day), of="participant"),
        "short_form": Counted(papers_of_short_form(documents), of="participant"),
        "to_seal": Counted(seals.exclude(trouble=SealTrouble.HOLDERS_ERASED.value)),
    }
