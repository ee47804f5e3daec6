"""Sheets whose worker died: a signed paper is finished however often the power goes."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from intake.models import Document, PaperCopy
from intake.services.sealing import finish_paper
from mentoring_pages.models import School

UNFINISHED_AFTER = timedelta(minutes=10)
SIGNED_STATES = ("signed", "withdrawn", "superseded")


def retry_sheets(*, school: School, now: datetime) -> int:
    """Queue again the papers that were signed and got no sheet; for ``manage.py tick``.

    A task that was running when its worker died is run by nobody. Copies of people who were erased
    are not waited for. Returns how many papers were queued.
    """
    copies = PaperCopy.objects.filter(document=OuterRef("pk"))
    unfinished = Document.objects.filter(
        Exists(copies.filter(kind="shown", holder__data_key__wrapped__isnull=False)),
        ~Exists(copies.filter(kind="signed")),
        school=school,
        state__in=SIGNED_STATES,
        signed_at__lt=now - UNFINISHED_AFTER,
    )
    keys = [str(key) for key in unfinished.order_by("pk").values_list("key", flat=True)]
    for key in keys:
        finish_paper.enqueue(key)
    return len(keys)
