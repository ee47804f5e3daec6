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


def masked_contact(text: str) -> str:
    """A contact only its owner recognises: «m•••a@example.org», «+7 ••• 12-34»."""
    text = text.strip()
    local, at, domain = text.rpartition("@")
    if at:
        return f"{local[:1]}•••{local[-1:] if len(local) > 3 else ''}@{domain}"
    digits = [character for character in text if character.isdecimal()]
    if len(digits) < 7:
        return "•••"
    return f"+{digits[0]} ••• {''.join(digits[-4:-2])}-{''.join(digits[-2:])}"
