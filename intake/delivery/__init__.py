"""Ways to reach a person: channels in a registry, messages as values, sending as a task."""

from intake.delivery.channels import channel_for, channels, register
from intake.delivery.messages import Message, compose


def register_channels() -> None:
    """Register the channels that ship; called once when the apps are ready."""
    from intake.delivery.email import EmailChannel
    from intake.delivery.sms import SmsChannel

    register(EmailChannel())
    register(SmsChannel())


__all__ = ["Message", "channel_for", "channels", "compose", "register", "register_channels"]
