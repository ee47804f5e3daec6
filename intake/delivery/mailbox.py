"""Delivery reports from a plain mailbox, over IMAP.

Only what promises to be a report is fetched and marked as read: the mailbox may be one that people
read too, and their letters stay as they were. Everything is bounded; the rest waits for the next
run.
"""

import imaplib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote, urlsplit

from intake.domain.delivery_report import LONGEST_REPORT, is_report

MOST_LOOKED_AT = 500
MOST_READ = 100
SECONDS = 30
UID = re.compile(rb"\bUID (\d+)")
SIZE = re.compile(rb"\bRFC822\.SIZE (\d+)")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class BadMailbox(ValueError):
    """The address of the mailbox is not one. The message repeats nothing of it."""


class MailboxUnreachable(Exception):
    """The mail server did not let us read. The message is a technical word."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """``repr`` shows neither the user nor the password."""

    host: str
    port: int
    is_secure: bool
    user: str = field(repr=False)
    password: str = field(repr=False)
    folder: str = "INBOX"


def mailbox_of(address: str) -> Mailbox:
    """«imaps://user:password@host:993/INBOX» taken apart; ``imap`` only on this machine.

    Signs of user and password that an address cannot hold are written as %XX. Raises BadMailbox.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise BadMailbox from None
    is_here = parts.hostname in ("127.0.0.1", "::1", "localhost")
    is_known = parts.scheme == "imaps" or (parts.scheme == "imap" and is_here)
    if not is_known or not parts.hostname or not parts.username or parts.password is None:
        raise BadMailbox
    is_secure = parts.scheme == "imaps"
    return Mailbox(
        host=parts.hostname,
        port=port or (993 if is_secure else 143),
        is_secure=is_secure,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def unread_reports(mailbox: Mailbox, *, since: date) -> Iterator[bytes]:
    """Reports nobody has read, the newest first. One is marked as read after it was yielded.

    Raises MailboxUnreachable.
    """
    try:
        with _signed_in(mailbox) as server:
            for uid in _uids_of_reports(server, since)[:MOST_READ]:
                _answer, data = server.uid("FETCH", uid, f"(BODY.PEEK[]<0.{LONGEST_REPORT + 1}>)")
                body = next((one[1] for one in data if isinstance(one, tuple)), b"")
                yield bytes(body)
                server.uid("STORE", uid, "+FLAGS.SILENT", "(\\Seen)")
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        raise MailboxUnreachable(type(error).__name__) from None


def _signed_in(mailbox: Mailbox) -> imaplib.IMAP4:
    kind = imaplib.IMAP4_SSL if mailbox.is_secure else imaplib.IMAP4
    server = kind(mailbox.host, mailbox.port, timeout=SECONDS)
    try:
        server.login(mailbox.user, mailbox.password)
        answer, _data = server.select(f'"{mailbox.folder}"')
        if answer != "OK":
            raise imaplib.IMAP4.error
    except BaseException:
        server.shutdown()
        raise
    return server


def _uids_of_reports(server: imaplib.IMAP4, since: date) -> list[str]:
    """Unread letters whose own header says report and that are not too long."""
    day = f"{since.day:02d}-{MONTHS[since.month - 1]}-{since.year}"
    _answer, data = server.uid("SEARCH", f"(UNSEEN SINCE {day})")
    found = b" ".join(one for one in data if isinstance(one, bytes)).split()
    newest = [one.decode("ascii") for one in found if one.isdigit()][-MOST_LOOKED_AT:]
    if not newest:
        return []
    wanted = "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (CONTENT-TYPE)])"
    _answer, rows = server.uid("FETCH", ",".join(newest), wanted)
    reports = []
    for row in rows:
        if not isinstance(row, tuple):
            continue
        uid, size = UID.search(row[0]), SIZE.search(row[0])
        header = row[1].decode("latin-1").partition(":")[2]
        if uid and size and int(size[1]) <= LONGEST_REPORT and is_report(header):
            reports.append(uid[1].decode())
    return sorted(reports, key=int, reverse=True)
