"""Finishing a signed paper: its signing sheet, added after the very bytes that were shown.

Runs in the task queue, whose row is written in the same transaction as the signature: after a crash
the sheet is made exactly once, because every copy has a unique key.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from intake.documents.sheet import add_signing_sheet
from intake.models import Document, Person, Signature
from intake.services.document import keep_copy, read_copy


@task()
def finish_paper(document_key: str) -> None:
    """Add the signing sheet to every copy of a signed document. Doing it again changes nothing."""
    add_sheet(document_key=document_key, now=timezone.now())


@transaction.atomic
def add_sheet(*, document_key: str, now: datetime) -> None:
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("school", "request", "participant", "points_to")
        .get(key=document_key)
    )
    signature = Signature.objects.filter(document_key=document.key).first()
    if signature is None:
        return
    signer = Person.objects.select_related("data_key").get(key=signature.signer_key)
    sheet = sheet_for(document=document, signature=signature, signer=signer)
    for copy in document.copies.filter(kind="shown").select_related("holder__data_key"):
        shown = read_copy(document=document, holder=copy.holder, kind="shown")
        keep_copy(
            document=document,
            holder=copy.holder,
            kind="signed",
            data=add_signing_sheet(shown, sheet),
            now=now,
        )
