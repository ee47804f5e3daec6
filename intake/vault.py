"""Personal data at rest: a key for each person, wrapped by the installation's key.

The installation keys live in the environment, outside the database and its backups. Destroying a
person's wrapped key makes everything encrypted with it unreadable for ever, also in old backups
once their own copy of the key has been replayed away.
"""

import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

BLIND_INDEX_PURPOSE = "contact"


class KeyUnavailable(Exception):
    """The installation has no key that opens this data key: a fault of settings, to be repaired."""


class KeyDestroyed(Exception):
    """The person's data key was destroyed on purpose. Nothing will read their data again."""


class DataDamaged(Exception):
    """The key is right, the stored bytes are not what was written."""


def new_data_key() -> bytes:
    """A random data key, wrapped: the only form in which it is ever stored."""
    return _installation().encrypt(Fernet.generate_key())


def unwrap(wrapped: bytes | memoryview | None) -> bytes:
    """The data key itself. Raises KeyDestroyed for an emptied row, KeyUnavailable otherwise."""
    if not wrapped:
        raise KeyDestroyed
    try:
        return _installation().decrypt(bytes(wrapped))
    except InvalidToken as error:
        raise KeyUnavailable from error


def rewrap(wrapped: bytes | memoryview | None) -> bytes:
    """The same data key under the current installation key; the encrypted data stay as they are."""
    return _installation().encrypt(unwrap(wrapped))


def is_under_current_key(wrapped: bytes | memoryview) -> bool:
    """Whether the first installation key alone opens this data key."""
    try:
        _cipher_for(_installation_keys()[:1]).decrypt(bytes(wrapped))
    except InvalidToken:
        return False
    return True


def key_fingerprints() -> list[str]:
    """Names of the installation keys, current first, that tell nothing of the keys themselves."""
    return [
        hashlib.sha256(b"nastavnik installation key\x00" + key.encode()).hexdigest()[:16]
        for key in _installation_keys()
    ]


def encrypt(wrapped: bytes | memoryview | None, plain: bytes) -> bytes:
    """``plain`` under the person's data key."""
    return Fernet(unwrap(wrapped)).encrypt(plain)


def decrypt(wrapped: bytes | memoryview | None, sealed: bytes | memoryview) -> bytes:
    """What ``encrypt`` was given. Raises KeyDestroyed, KeyUnavailable or DataDamaged."""
    cipher = Fernet(unwrap(wrapped))
    try:
        return cipher.decrypt(bytes(sealed))
    except InvalidToken as error:
        raise DataDamaged from error


def encrypt_text(wrapped: bytes | memoryview | None, text: str) -> bytes:
    return encrypt(wrapped, text.encode())


def decrypt_text(wrapped: bytes | memoryview | None, sealed: bytes | memoryview) -> str:
    return decrypt(wrapped, sealed).decode()


def blind_index(value: str, *, purpose: str = BLIND_INDEX_PURPOSE) -> str:
    """A keyed fingerprint, 64 hex digits: equal values meet, nothing can be read back.

    Normalise ``value`` first (``intake.domain.contacts``). ``purpose`` keeps indexes apart, so
    that a contact and a network address never meet.
    """
    key = getattr(settings, "NASTAVNIK_INDEX_KEY", "")
    if not key:
        raise KeyUnavailable
    message = purpose.encode() + b"\x00" + value.encode()
    return hmac.new(key.encode(), message, hashlib.sha256).hexdigest()


def mark(wrapped: bytes | memoryview | None, text: str, *, purpose: str) -> str:
    """A fingerprint of something personal under the person's data key, 64 hex digits.

    A change of the installation key leaves it as it is; once the data key is destroyed nothing
    leads back from it. ``purpose`` keeps marks of different things apart. Raises KeyDestroyed and
    KeyUnavailable.
    """
    message = purpose.encode() + b"\x00" + text.encode()
    return hmac.new(unwrap(wrapped), message, hashlib.sha256).hexdigest()


def _installation_keys() -> tuple[str, ...]:
    return tuple(getattr(settings, "NASTAVNIK_INSTALLATION_KEYS", ()))


def _installation() -> MultiFernet:
    return _cipher_for(_installation_keys())


@lru_cache(maxsize=8)
def _cipher_for(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise KeyUnavailable
    try:
        return MultiFernet([Fernet(key) for key in keys])
    except ValueError as error:
        raise KeyUnavailable from error
