"""Agreements that ask something of staff: signatures missing, a pair to be continued."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from intake.domain.agreement_renewal import TIME_TO_RENEW
from intake.models import Agreement
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach

SOON = timedelta(days=30)


def lasting_on(agreements: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    """Those of ``agreements`` that are in force on ``day``."""
    return agreements.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
        document__state="signed",
        effective_on__lte=day,
        ends_on__gte=day,
    )


def soon_over(agreements: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    """Agreements whose term ends within thirty days, with no end of their own and no successor."""
    return _over_within(agreements, day, SOON)


def time_to_renew(agreements: QuerySet[Agreement], day: date) -> QuerySet[Agreement]:
    """The same, as long before the last day as next year's agreement is offered by itself."""
    return _over_within(agreements, day, TIME_TO_RENEW)


def _over_within(
    agreements: QuerySet[Agreement], day: date, span: timedelta
) -> QuerySet[Agreement]:
    ending = lasting_on(agreements, day).filter(ended_on__isnull=True, ends_on__lte=day + span)
    return ending.exclude(renewed_by__document__state__in=("prepared", "signed"))


def agreement_rows(*, user: Any, day: date) -> dict[str, Counted]:
    """Which wait for signatures, and which it is time to renew, with the nearest last day."""
    found = reach(user=user, permission="intake.change_agreement")
    own = Agreement.objects.filter(found.rows(school_path="school"))
    return {
        "agreements_waiting": Counted(own.filter(document__state="prepared")),
        "agreements_ending": Counted(time_to_renew(own, day), first="ends_on"),
    }
