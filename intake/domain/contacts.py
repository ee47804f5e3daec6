"""Addresses and telephones people are written to: one form for comparing, one mask for showing."""

import unicodedata
from collections.abc import Iterable, Sequence
from enum import StrEnum

EMAIL, PHONE = "email", "phone"

DIGITS_OF_A_NUMBER = range(8, 16)
"""With the country's code: ITU-T E.164 allows fifteen."""

RUSSIAN_MOBILE = "+79"
"""Source: the numbering plan of Russia, codes of mobile networks begin with 9."""

LONGEST_ADDRESS = 254
"""Source: RFC 5321, 4.5.3.1.3 without the brackets."""


class ContactProblem(StrEnum):
    """Why something typed cannot be written to."""

    NOT_AN_EMAIL = "not_an_email"
    NOT_A_CONTACT = "not_a_contact"
    NOT_A_PHONE = "not_a_phone"
    NOT_MOBILE = "not_mobile"
    NO_SMS = "no_sms"
    NO_MAIL = "no_mail"
    OTHER_DOMAIN = "other_domain"


def channel_of(value: str) -> str:
    """The channel of a normalised contact."""
    return EMAIL if "@" in value else PHONE


def normalise_contact(text: str) -> str:
    """The form in which a contact is compared, indexed and written to, whichever kind it is."""
    return normalise_email(text) if "@" in text else normalise_phone(text) or text.strip()


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


def normalise_phone(text: str) -> str:
    """«8 (912) 345-67-89» → «+79123456789»; empty for what is not a number.

    Brackets, spaces, dashes and full-width digits are how people type. A Russian number may begin
    with 8, 7, +7 or with its own ten digits; any other country needs its «+».
    """
    folded = unicodedata.normalize("NFKC", text).strip()
    digits = "".join(str(int(one)) for one in folded if one.isdecimal())
    has_plus = folded.startswith("+")
    if any(not (one.isdecimal() or one.isspace() or one in "+-‐‑–—().") for one in folded):
        return ""
    if "+" in folded[1:]:
        return ""
    if not has_plus and len(digits) == 10 and digits[0] in "3489":
        digits = f"7{digits}"
    elif not has_plus and len(digits) == 11 and digits[0] in "78":
        digits = f"7{digits[1:]}"
    elif not has_plus:
        return ""
    if digits.startswith("7") and len(digits) != 11:
        return ""
    return f"+{digits}" if len(digits) in DIGITS_OF_A_NUMBER and digits[0] != "0" else ""


def contact_problem(
    value: str, *, channels: Iterable[str], phones: Sequence[str], domains: Sequence[str]
) -> ContactProblem | None:
    """What is wrong with a normalised contact; its spelling as an address is checked elsewhere.

    ``channels`` are those the installation has, ``phones`` the beginnings of numbers a code may go
    to, ``domains`` the mail domains allowed; none named means every one.
    """
    has_mail, has_sms = EMAIL in channels, PHONE in channels
    if "@" in value:
        if not has_mail:
            return ContactProblem.NO_MAIL
        if len(value) > LONGEST_ADDRESS:
            return ContactProblem.NOT_AN_EMAIL
        return None if domain_allowed(value, domains) else ContactProblem.OTHER_DOMAIN
    if not normalise_phone(value):
        return _neither(value, has_mail=has_mail, has_sms=has_sms)
    if not has_sms:
        return ContactProblem.NO_SMS
    return None if value.startswith(tuple(phones)) else ContactProblem.NOT_MOBILE


def _neither(value: str, *, has_mail: bool, has_sms: bool) -> ContactProblem:
    if not has_sms:
        return ContactProblem.NOT_AN_EMAIL
    if not has_mail or sum(one.isdecimal() for one in value) > 4:
        return ContactProblem.NOT_A_PHONE
    return ContactProblem.NOT_A_CONTACT


def domain_allowed(address: str, domains: Sequence[str]) -> bool:
    """Whether mail may go there. «school.ru» is that domain alone, «.school.ru» those below it."""
    if not domains:
        return True
    domain = normalise_email(address).rpartition("@")[2].rstrip(".")
    for one in domains:
        wanted = normalise_email(f"x@{one.strip().lstrip('.')}").rpartition("@")[2]
        if domain == wanted and not one.strip().startswith("."):
            return True
        if one.strip().startswith(".") and domain.endswith(f".{wanted}"):
            return True
    return False


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
