"""E-mail through Django's backend, whatever it is set to."""

import smtplib
import socket
from email.utils import formataddr, parseaddr

from anymail.exceptions import AnymailError
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext

from intake.delivery.channels import NotSent, Receipt
from intake.delivery.messages import Message
from intake.domain.delivery_report import STATUS, says_no_such_place

NEVER_LEFT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPResponseException,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPNotSupportedError,
)
"""The server refused or was not there: nobody got the letter. After any other failure of the line
nobody knows."""


def message_id(key: object) -> str:
    """Made of the message's key: a second copy of one message is known as such."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return f"<{key}@{domain or 'localhost'}>"


class EmailChannel:
    """Plain text, no pictures, no counting of openings.

    ``Auto-Submitted`` (RFC 3834) keeps holiday answers away. There is no ``Precedence: bulk`` and
    no ``List-*``: a letter to one person about their own paper is no mailing, and a code marked as
    one ends in spam.
    """

    key = "email"

    @property
    def label(self) -> str:
        return gettext("электронная почта")

    def send(self, message: Message) -> Receipt:
        """Hand the message to the mail server. Raises NotSent."""
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        mail = EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=formataddr((" ".join(message.sender_name.split()), sender)),
            to=[message.to],
            reply_to=[message.reply_to] if message.reply_to else None,
            headers={
                "Message-ID": message_id(message.key),
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        mail.metadata = {"message": message.key}  # type: ignore[attr-defined]  # for anymail
        try:
            mail.send()
        except (OSError, ValueError, AnymailError) as error:  # SMTPException is an OSError
            raise _not_sent(error) from None
        status = getattr(mail, "anymail_status", None)
        number = getattr(status, "message_id", None)
        return Receipt(number if isinstance(number, str) else "")


def _not_sent(error: Exception) -> NotSent:
    reason = type(error).__name__
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        replies = [_reply(one) for one in error.recipients.values()]
        if replies and all(says_no_such_place(text) for _code, text in replies):
            return NotSent(reason, is_dead=True)
        return NotSent(reason, is_final=all(code >= 500 for code, _text in replies))
    if isinstance(error, smtplib.SMTPResponseException):
        code = error.smtp_code if isinstance(error.smtp_code, int) else 0
        is_about_us = isinstance(error, smtplib.SMTPAuthenticationError)
        return NotSent(reason, is_final=code >= 500 and not is_about_us)
    is_surely_not = isinstance(error, (*NEVER_LEFT, ValueError, AnymailError))
    return NotSent(reason, is_unseen=not is_surely_not, is_final=isinstance(error, ValueError))


def _reply(said: tuple[int, bytes]) -> tuple[int, str]:
    """The reply of SMTP: its code and «5.1.1 …» as text."""
    code, words = said
    text = words.decode("utf-8", errors="replace") if isinstance(words, bytes) else str(words)
    return code, text if STATUS.search(text) else f"{code} {text}"
