"""The seal of the demo's school: a test certificate, and every signed paper sealed with it."""

from datetime import datetime
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from intake.evidence.certificates import KEY
from intake.models import Seal
from intake.services.seal import seal_document
from mentoring_pages.models import School


def make_seal(*, school: School) -> None:
    """A test seal, where the installation seals; one that is there stays."""
    if not settings.NASTAVNIK_SEALS:
        return
    if not (Path(settings.NASTAVNIK_SEALS) / school.key / KEY).exists():
        call_command("make_test_seal", school.key, stdout=StringIO())


def seal_everything(*, school: School, now: datetime) -> None:
    """Do at once what the worker would do: every signed paper of the stories gets its seal."""
    waiting = Seal.objects.filter(document__school=school, state="waiting")
    for key in waiting.values_list("document__key", flat=True):
        seal_document(document_key=str(key), now=now)
