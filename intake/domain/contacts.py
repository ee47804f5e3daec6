"""Addresses people are written to: one form for comparing, one mask for showing."""

import unicodedata


def normalise_email(text: str) -> str:
    """The form in which addresses are compared, indexed and written to.

    Case is dropped in both halves: no Russian mail service tells «Anna@» from «anna@», and two
    signers must not pass as different by a capital letter. The domain goes to its ASCII form.
    """
    address = unicodedata.normalize("NFC", text).strip().lower()
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('idna').decode('ascii')}" if at else address
    except UnicodeError:
        return address


def masked_email(address: str) -> str:
    """«anna.petrova@mail.ru» → «a***@mail.ru»: enough for the owner to know it."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if at else "***"


def masked_phone(number: str) -> str:
    """«+7 921 123-45-67» → «*** **67»: the last two digits."""
    digits = "".join(character for character in number if character.isdecimal())
    return f"*** **{digits[-2:]}" if len(digits) >= 7 else "***"
