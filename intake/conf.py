"""What a project may set for intake, and what holds where it says nothing.

The keys of privacy have no default: ``intake.checks`` refuses to start without them.
"""

import json
import logging
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from intake.domain.contacts import RUSSIAN_MOBILE
from intake.domain.gateway import Gateway
from intake.domain.gateway_reading import BadGateway, read_gateway
from intake.domain.reminders import ReminderLimits
from intake.domain.retention import RetentionTerms

LOG = logging.getLogger(__name__)


def code_life_minutes() -> int:
    """For how many minutes a one-time code is good; ``intake.checks`` keeps it between 5 and 30."""
    return int(getattr(settings, "NASTAVNIK_CODE_LIFE_MINUTES", 20))


def address_header() -> str:
    """The header in which a proxy names the visitor's address; empty: there is no such proxy."""
    return str(getattr(settings, "NASTAVNIK_ADDRESS_HEADER", "")).strip()


def retention_terms() -> RetentionTerms:
    """How long data are kept; a project may lengthen the terms by NASTAVNIK_RETENTION."""
    return RetentionTerms(**getattr(settings, "NASTAVNIK_RETENTION", {}))


def seals_folder() -> Path | None:
    """The folder with one folder of seals per school; ``None``: papers get no seal."""
    folder = getattr(settings, "NASTAVNIK_SEALS", "")
    return Path(folder) if folder else None


def seal_passphrase() -> str:
    return str(getattr(settings, "NASTAVNIK_SEAL_PASSPHRASE", ""))


def seal_level() -> str:
    """The level of PAdES a seal must reach: B-B, B-T, B-LT or B-LTA."""
    return str(getattr(settings, "NASTAVNIK_SEAL_LEVEL", "B-B"))


def time_stamp_addresses() -> list[str]:
    """Servers of RFC 3161 in the order they are asked."""
    return list(getattr(settings, "NASTAVNIK_TIME_STAMPS", ()))


def reminder_limits() -> ReminderLimits:
    """How often families may be reminded; a project may change it by NASTAVNIK_REMINDERS."""
    return ReminderLimits(**getattr(settings, "NASTAVNIK_REMINDERS", {}))


def sms_description() -> Any:
    """The gateway of short messages as the project wrote it, JSON or its values; empty: none.

    What is no JSON comes back as it stands, for ``read_sms_gateway`` to refuse.
    """
    described = getattr(settings, "NASTAVNIK_SMS", None)
    if isinstance(described, str) and described.strip():
        try:
            return json.loads(described)
        except (ValueError, RecursionError):
            return described
    return {} if described is None or described == "" else described


def sms_gateway() -> Gateway | None:
    """The gateway, or ``None`` where there is none or its description cannot work.

    ``intake.checks`` says what is wrong with it, the log says so once.
    """
    described = sms_description()
    if described == {}:
        return None
    try:
        return read_sms_gateway(described)
    except BadGateway as error:
        _say_once(error.problem)
        return None


@cache
def _say_once(problem: str) -> None:
    LOG.error("no short message goes out, NASTAVNIK_SMS cannot be used: %s", problem)


def read_sms_gateway(described: Any) -> Gateway:
    """Raises BadGateway."""
    return read_gateway(
        described,
        secret=str(getattr(settings, "NASTAVNIK_SMS_SECRET", "")),
        login=str(getattr(settings, "NASTAVNIK_SMS_LOGIN", "")),
    )


def channel_order() -> tuple[str, ...]:
    """The channels people are reached by, the first choice first: «email», «phone»."""
    wanted = tuple(getattr(settings, "NASTAVNIK_CHANNELS", ("email", "phone")))
    has_sms = sms_gateway() is not None
    return tuple(one for one in wanted if one == "email" or (one == "phone" and has_sms))


def phone_beginnings() -> tuple[str, ...]:
    """Beginnings of the numbers a short message may go to: Russian mobile ones unless said."""
    return tuple(getattr(settings, "NASTAVNIK_SMS_PHONES", (RUSSIAN_MOBILE,)))


def mail_domains() -> tuple[str, ...]:
    """Mail domains an address may have; empty: any."""
    return tuple(one for one in getattr(settings, "NASTAVNIK_MAIL_DOMAINS", ()) if one.strip())


def report_mailbox() -> str:
    """The address of the mailbox where delivery reports arrive: imaps://user:password@host/INBOX."""
    return str(getattr(settings, "NASTAVNIK_REPORT_MAILBOX", ""))
