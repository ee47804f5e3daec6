"""Letters with an anchor that did not leave: without them nobody outside keeps the witness."""

from typing import Any

from django.db.models import Exists, OuterRef

from intake.models import AnchorMail
from intake.services.tally import Counted
from mentoring_pages.models import School
from mentoring_pages.services.membership import reach


def anchors_unsent(*, user: Any) -> Counted:
    """Letters that failed and after which none arrived. An anchor names the one before it, so a
    later letter is a witness of the earlier entries too."""
    found = reach(user=user, permission="intake.view_journalanchor")
    schools = School.objects.filter(found.rows(school_path="pk")).values("key")
    later = AnchorMail.objects.filter(
        school_key=OuterRef("school_key"), state="sent", queued_at__gt=OuterRef("queued_at")
    )
    failed = AnchorMail.objects.filter(school_key__in=schools, state="failed")
    return Counted(failed.filter(~Exists(later)))
