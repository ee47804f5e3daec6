"""A pupil of 15 in a school that has only the representative sign, for tests of their own word."""

from django.utils import timezone

from intake.models import Document, SigningTable
from intake.services.standing import standing
from tests.families import PARENT, Family, invited_family, link_to, run_tasks, school_that_may_sign


def story(_folder) -> None:
    """The school asks the representative only; a mother signed both consents about a pupil of 15
    who has no contact."""
    school = school_that_may_sign()
    for kind in ("processing", "publication"):
        SigningTable.objects.create(
            school=school, document_kind=kind, minor_table="representative_only"
        )
    invited_family(school, years=15, child_contact="")
    Family(link_to(PARENT)).sign(PARENT, photo="yes")
    run_tasks()


def consent(kind):
    return Document.objects.get(kind=kind.value, variant="representative", state="signed")


def ended(kind):
    return Document.objects.get(kind=kind.value, variant="representative", state="withdrawn")


def state_of(pupil, kind):
    return standing(participant=pupil, kind=kind, now=timezone.now()).state
