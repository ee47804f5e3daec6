"""What waits for staff about representatives: disagreements and checks, as rows of one user."""

from typing import Any

from intake.models import GuardianObjection, Guardianship
from intake.services.guardianship import unchecked
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach


def people_due_rows(*, user: Any) -> dict[str, Counted]:
    """``disagreements``: open, for whoever may record a decision. ``guardians``: representatives
    nobody has checked, of requests the school took."""
    deciding = reach(user=user, permission="intake.change_guardianobjection")
    checking = reach(user=user, permission="intake.change_guardianship")
    return {
        "disagreements": Counted(
            GuardianObjection.objects.filter(
                deciding.rows(school_path="school"), lifted_at__isnull=True
            )
        ),
        "guardians": Counted(
            unchecked(
                Guardianship.objects.filter(
                    checking.rows(school_path="ward__school"), ward__requests__state="checked"
                )
            )
        ),
    }
