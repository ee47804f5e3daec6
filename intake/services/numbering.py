"""Numbers that people read aloud: short, unique in a school, telling nothing about anybody."""

import secrets
from datetime import datetime
from typing import Any

from django.db.models import Model


def new_number(*, model: type[Model], school_id: Any, prefix: str, now: datetime) -> str:
    """A free number such as «С-2026-483920».

    The digits are random, so a number neither shows how many papers a school has nor lets anybody
    guess the next one; a database constraint settles the rare race.
    """
    while True:
        number = f"{prefix}-{now:%Y}-{secrets.randbelow(900_000) + 100_000}"
        if not model._default_manager.filter(school_id=school_id, number=number).exists():
            return number
