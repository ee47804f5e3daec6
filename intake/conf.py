"""What a project may set for intake, and what holds where it says nothing.

The keys of privacy have no default: ``intake.checks`` refuses to start without them.
"""

from pathlib import Path

from django.conf import settings

from intake.domain.reminders import ReminderLimits
from intake.domain.retention import RetentionTerms


def code_life_minutes() -> int:
    """For how many minutes a one-time code is good; ``intake.checks`` keeps it between 5 and 30."""
    return int(getattr(settings, "NASTAVNIK_CODE_LIFE_MINUTES", 20))


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
