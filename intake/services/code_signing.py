"""Whether the families of a school sign by a code from a message."""

from datetime import date

from intake.domain.modes import Mode
from intake.services.modes import school_way
from mentoring_pages.domain.wording import OWN, REPRESENTATIVE
from mentoring_pages.models import School
from mentoring_pages.services.wording import consent_in_force


def signs_by_code(*, school: School, day: date) -> bool:
    """An approved consent is in force and the school has not decided for paper alone: from then on
    a family that applies is led to sign by a code. Without a consent there is nothing to sign."""
    if school_way(school=school, day=day).mode is Mode.PAPER:
        return False
    return any(
        consent_in_force(school=school, paper="processing", variant=variant, day=day)
        for variant in (REPRESENTATIVE, OWN)
    )
