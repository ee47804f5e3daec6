"""Reading the mailbox of delivery reports."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from intake import conf
from intake.delivery.mailbox import mailbox_of, unread_reports
from intake.domain.delivery_report import read_reports
from intake.services.outcomes import note_outcome
from mentoring_pages.models import School

DAYS = timedelta(days=14)
"""Mail servers give up after five days at most; an older report is nobody's news."""


@dataclass(frozen=True, slots=True)
class ReadReports:
    """How many reports were read, and how many of them said something of letters of ours."""

    read: int
    ours: int


def read_mailbox(*, now: datetime) -> ReadReports:
    """Read what is new in the mailbox of the settings.

    A report that cannot be read or means no letter of ours is passed over: anybody may write there.
    Raises BadMailbox and MailboxUnreachable.
    """
    read = ours = 0
    mailbox = mailbox_of(conf.report_mailbox())
    for data in unread_reports(mailbox, since=(now - DAYS).date()):
        read += 1
        noted = [
            note_outcome(outcome=one.outcome, recipient=one.recipient, key=one.key, now=now)
            for one in read_reports(data)
        ]
        ours += any(noted)
    return ReadReports(read=read, ours=ours)


def read_mailbox_once(*, school: School, now: datetime) -> None:
    """The same from the tick, which comes by for each school: the mailbox is read for the first."""
    if not conf.report_mailbox() or School.objects.order_by("pk").first() != school:
        return
    read_mailbox(now=now)
