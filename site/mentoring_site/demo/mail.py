"""Django's e-mail backend of the demo."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from mentoring_site.demo.models import DemoMessage


class OutboxBackend(BaseEmailBackend):
    """Puts each message where /outbox/ shows it."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            names = [
                attachment[0] if isinstance(attachment, tuple) else attachment.get_filename()
                for attachment in message.attachments
            ]
            DemoMessage.objects.create(
                to=", ".join(message.recipients()),
                subject=message.subject,
                body=message.body,
                attachment_names=", ".join(filter(None, names)),
            )
        return len(email_messages)
