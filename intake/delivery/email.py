"""E-mail through Django's backend, whatever it is set to."""

from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import gettext

from intake.delivery.channels import NotSent, Receipt
from intake.delivery.messages import Message


class EmailChannel:
    """Plain text, no pictures, no counting of openings."""

    key = "email"

    @property
    def label(self) -> str:
        return gettext("электронная почта")

    def send(self, message: Message) -> Receipt:
        """Hand the message to the mail server. Raises NotSent.

        The Message-ID is made of the message's key: a second copy of one message is known as such.
        """
        sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        reference = f"<{message.key}@{sender.rpartition('@')[2] or 'localhost'}>"
        mail = EmailMessage(
            subject=message.subject,
            body=message.body,
            from_email=formataddr((" ".join(message.sender_name.split()), sender)),
            to=[message.to],
            reply_to=[message.reply_to] if message.reply_to else None,
            headers={
                "Message-ID": reference,
                "Auto-Submitted": "auto-generated",
                "X-Auto-Response-Suppress": "All",
            },
        )
        try:
            mail.send()
        except (OSError, ValueError) as error:  # SMTPException is an OSError
            raise NotSent(type(error).__name__) from None
        return Receipt(reference)
