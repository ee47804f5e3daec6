"""Short messages through whatever gateway the settings describe."""

from django.utils.translation import gettext

from intake import conf
from intake.delivery.channels import NotSent, Receipt
from intake.delivery.http import fetch
from intake.delivery.messages import Message
from intake.domain.gateway import Fate, ask, judge


class SmsChannel:
    """Where a message goes is the settings' word alone; what it carries is in no log."""

    key = "phone"

    @property
    def label(self) -> str:
        return gettext("мобильный телефон")

    def send(self, message: Message) -> Receipt:
        """Hand the message to the gateway. Raises NotSent."""
        gateway = conf.sms_gateway()
        if gateway is None:
            raise NotSent("NoGateway", is_final=True)
        if not message.short:
            raise NotSent("TooLong", is_final=True)
        if not message.to.startswith(conf.phone_beginnings()):
            raise NotSent("NotMobile", is_dead=True)
        asked = ask(gateway, phone=message.to, text=message.short, key=message.key)
        status, body = fetch(asked, seconds=gateway.seconds)
        answer = judge(gateway, status=status, body=body)
        if answer.fate is not Fate.TAKEN:
            raise NotSent(
                answer.reason,
                is_final=answer.fate is Fate.NEVER,
                is_unseen=answer.fate is Fate.UNSEEN,
                is_dead=answer.fate is Fate.DEAD,
            )
        return Receipt(answer.reference)
