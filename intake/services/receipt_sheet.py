"""«Отметка о получении» as a sheet of its own: for a consent whose signing sheet was made before.

A sealed file is never opened again for a note, so the note gets its own page in the same look. It
says only what the register and the journal hold; printed anew it is the same page.
"""

from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from intake.documents.receipt import NoteSheet, make_note_sheet
from intake.documents.sheet import SheetLine
from intake.models import Document, DocumentParty, Receipt
from intake.models.document import PARTY_ROLES
from intake.services.filling import CHECK_PATH


def note_of(document: Document) -> Receipt | None:
    """The note under this consent, if the school made one."""
    return Receipt.objects.filter(document=document).first()


def is_on_signing_sheet(receipt: Receipt) -> bool:
    """Whether the note was there before the signing sheet was made, and so stands on it."""
    made_before = receipt.document.copies.filter(kind="signed", made_at__lte=receipt.at)
    return not made_before.exists()


def receipt_sheet(*, receipt: Receipt) -> bytes:
    """The page as PDF. Raises ``PaperError``."""
    document = receipt.document
    school = document.school

    def when(instant: datetime) -> str:
        return f"{instant.astimezone(school.zone):%d.%m.%Y %H:%M}"

    lines = [
        (_("Об участнике"), document.participant.full_name),
        *((_("Подписал(а)"), _signer(party)) for party in _signed(document)),
        (_("Подписан"), when(document.signed_at) if document.signed_at else ""),
        (_("Согласие получила школа"), school.full_name),
        (_("Получение отметил(а)"), receipt.name),
        (_("Когда отмечено"), when(receipt.at)),
    ]
    notes = [
        _(
            "Отметка подтверждает, что школа получила согласие. На его силу она не влияет: "
            "подписанное действует и без неё."
        ),
        _("О ней есть запись в журнале школы. Сам документ проверяют по номеру: %(address)s")
        % {"address": f"{school.base_url}{CHECK_PATH}?{urlencode({'n': document.number})}"},
    ]
    if not is_on_signing_sheet(receipt):
        notes.insert(
            0,
            _(
                "Лист подписания был составлен раньше отметки, а готовый файл не меняют. Поэтому "
                "отметка на отдельном листе: его хранят вместе с документом."
            ),
        )
    return make_note_sheet(
        NoteSheet(
            heading=_("Отметка о получении согласия"),
            number=document.number,
            title=document.wording["title"],
            shown_digest=document.shown_digest,
            made_at=receipt.at.astimezone(school.zone),
            lines=tuple(SheetLine(str(label), value) for label, value in lines if value),
            notes=tuple(notes),
        )
    )


def _signed(document: Document) -> list[DocumentParty]:
    parties = document.parties.filter(signed_at__isnull=False)
    return list(parties.select_related("person").order_by("pk"))


def _signer(party: DocumentParty) -> str:
    return f"{party.person.full_name} ({PARTY_ROLES[party.role]})"
