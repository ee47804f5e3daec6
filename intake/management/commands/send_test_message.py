from typing import Any
from uuid import uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from intake import conf
from intake.delivery.channels import NotSent, channel_for
from intake.delivery.messages import Message
from intake.delivery.reach import trouble_with
from intake.domain.contacts import channel_of, normalise_contact
from intake.domain.gateway_reading import BadGateway


class Command(BaseCommand):
    help = "Sends a message without personal data to an address or a telephone of your own."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("contact", help="your e-mail address or mobile number")

    def handle(self, *args: Any, **options: Any) -> None:
        to = normalise_contact(options["contact"])
        trouble = trouble_with(to)
        channel = channel_of(to)
        if channel == "phone":
            self.require_gateway()
        if trouble is not None or channel not in conf.channel_order():
            raise CommandError(
                _("На такой контакт отсюда не пишут: %(why)s.") % {"why": trouble or channel}
            )
        words = _("Проверка связи сервиса «Наставник». Отвечать не нужно.")
        message = Message(
            key=str(uuid4()),
            to=to,
            subject=_("Проверка связи"),
            body=f"{words}\n",
            sender_name=_("Наставник"),
            short=words,
        )
        try:
            receipt = channel_for(channel).send(message)
        except NotSent as error:
            raise CommandError(_("Не отправлено: %(why)s.") % {"why": error.reason}) from None
        self.stdout.write(_("Передано: %(label)s.") % {"label": channel_for(channel).label})
        if receipt.reference:
            self.stdout.write(_("Номер у шлюза: %(number)s.") % {"number": receipt.reference})

    def require_gateway(self) -> None:
        """Say what is wrong with the description before a word about the number."""
        described = conf.sms_description()
        if described == {}:
            return
        try:
            conf.read_sms_gateway(described)
        except BadGateway as error:
            raise CommandError(
                _("СМС не уходят: NASTAVNIK_SMS не подходит: %(problem)s.")
                % {"problem": error.problem}
            ) from None
