"""The registry of channels. A channel is known by the key a contact carries."""

from dataclasses import dataclass
from typing import Protocol

from intake.delivery.messages import Message


class NotSent(Exception):
    """The channel did not take the message. ``reason`` is a technical word without addresses.

    ``is_final``: another try would end the same. ``is_unseen``: perhaps it was taken. ``is_dead``:
    nothing can arrive at this contact.
    """

    def __init__(
        self,
        reason: str,
        *,
        is_final: bool = False,
        is_unseen: bool = False,
        is_dead: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final or is_dead
        self.is_unseen = is_unseen
        self.is_dead = is_dead


class UnknownChannel(LookupError):
    """A contact names a channel this installation does not have."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The channel took the message; ``reference`` is how the channel knows it, if it said so."""

    reference: str


class Channel(Protocol):
    """A way to reach a person. ``label`` is what people call it."""

    @property
    def key(self) -> str: ...

    @property
    def label(self) -> str: ...

    def send(self, message: Message) -> Receipt:
        """Hand the message over. Raises NotSent."""
        ...


_channels: dict[str, Channel] = {}


def register(channel: Channel) -> None:
    """Make a channel known; one of the same key takes the place of the earlier."""
    _channels[channel.key] = channel


def channel_for(key: str) -> Channel:
    """The channel of this key. Raises UnknownChannel."""
    try:
        return _channels[key]
    except KeyError:
        raise UnknownChannel(key) from None


def channels() -> list[Channel]:
    return list(_channels.values())
