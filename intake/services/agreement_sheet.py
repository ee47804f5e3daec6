"""The signing sheet of a paper of two sides: every signer with role, way and time, and no more.

All parties keep the same file, so of each signer it shows what any other may see (name, capacity,
way, time); the circumstances of a code stay in the signature, encrypted for its signer.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from intake.documents.consent import zone_words
from intake.documents.sheet import SheetLine, SigningSheet
from intake.labels import SIGNED_BY
from intake.models import Agreement, Document, DocumentParty, Signature
from intake.services.agreement_sides import capacity_words_of
from intake.services.staff_ending import decided_by, words_or_none
from mentoring_pages.services.wording_values import day_words

AGREEMENT_ACTS = {"extension", "termination"}


def sided_sheet(*, document: Document, now: datetime) -> SigningSheet:
    """Every field of the sheet, in the order a reader asks: what, who, how, when, since when."""
    parties = list(document.parties.select_related("person", "for_person").order_by("pk"))
    signatures = {
        one.signer_key: one for one in Signature.objects.filter(document_key=document.key)
    }
    signed = [(party, signatures[party.person.key]) for party in parties]
    agreement = _agreement(document)
    lines = [*_what(document), *_who(document, signed), *_since(document, agreement)]
    return SigningSheet(
        number=document.number,
        title=document.wording["title"],
        shown_digest=document.shown_digest,
        made_at=now.astimezone(document.school.zone),
        lines=tuple(SheetLine(str(label), str(value)) for label, value in lines),
        facts=_machine_facts(document, signed, agreement),
    )


def _agreement(document: Document) -> Agreement:
    found: Agreement = (
        document.agreement if document.kind == "agreement" else document.agreement_act.agreement
    )
    return found


def _what(document: Document) -> Iterator[tuple[Any, Any]]:
    edition = document.edition
    yield _("Документ"), f"{document.wording['title']} № {document.number}"
    before = document.points_to
    if before is not None:
        yield _("К какому документу"), f"{before.wording['title']} № {before.number}"
    values = {
        "number": edition.order_number,
        "date": f"{edition.order_date:%d.%m.%Y}",
        "edition": edition.number,
    }
    words = _("приказ № %(number)s от %(date)s, редакция %(edition)s") % values
    yield (_("Текст соглашения утверждён") if before else _("Текст утверждён")), words


def _who(
    document: Document, signed: list[tuple[DocumentParty, Signature]]
) -> Iterator[tuple[Any, Any]]:
    act = getattr(document, "agreement_act", None) if document.kind in AGREEMENT_ACTS else None
    if act is not None and act.recorded_by is not None:
        yield _("Внёс сотрудник школы"), decided_by(act)
        yield _("Когда внесено"), _moment(document.made_at, document)
        return
    total = len(signed)
    for number, (party, signature) in enumerate(signed, start=1):
        label = _("Подпись %(number)s из %(total)s") % {"number": number, "total": total}
        yield label, "\n".join(_lines_of(document, party, signature))


def _lines_of(document: Document, party: DocumentParty, signature: Signature) -> Iterator[str]:
    yield party.person.full_name
    yield capacity_words_of(party, day=document.made_at.astimezone(document.school.zone).date())
    if signature.method == "paper" and party.signed_on:
        yield _("на бумаге, дата на бумаге %(day)s") % {"day": f"{party.signed_on:%d.%m.%Y}"}
        yield _("внесено в реестр %(at)s") % {"at": _moment(signature.signed_at, document)}
        return
    yield _("%(how)s, %(at)s") % {
        "how": SIGNED_BY[signature.method],
        "at": _moment(signature.signed_at, document),
    }


def _since(document: Document, agreement: Agreement) -> Iterator[tuple[Any, Any]]:
    yield _("Версия правила"), document.rule_version
    if document.kind == "agreement":
        yield _("Вступило в силу"), day_words(agreement.effective_on)
        yield _("Последний день срока"), day_words(agreement.ends_on)
        return
    if document.kind == "extension":
        yield _("Новый последний день"), day_words(agreement.ends_on)
        return
    yield _("Как закончилось"), agreement.get_ended_how_display()
    yield _("Последний день действия"), day_words(agreement.ended_on)


def _machine_facts(
    document: Document, signed: list[tuple[DocumentParty, Signature]], agreement: Agreement
) -> dict[str, Any]:
    return {
        "document": str(document.key),
        "number": document.number,
        "kind": document.kind,
        "edition": document.edition.digest,
        "shown_sha256": document.shown_digest,
        "rule": document.rule_version,
        "points_to": document.points_to.number if document.points_to else "",
        "signers": [
            {
                "name": party.person.full_name,
                "side": party.side,
                "role": party.role,
                "method": signature.method,
                "signed_on": str(party.signed_on),
                "signed_at": signature.signed_at.isoformat(),
            }
            for party, signature in signed
        ],
        "effective_on": str(agreement.effective_on),
        "ends_on": str(agreement.ends_on),
        "ended_on": str(agreement.ended_on or ""),
        "ended_how": agreement.ended_how,
        **_decided(document),
    }


def _decided(document: Document) -> dict[str, Any]:
    """Who ended the agreement for the school, and the reason, where no side signs the paper."""
    act = getattr(document, "agreement_act", None) if document.kind in AGREEMENT_ACTS else None
    if act is None or act.recorded_by is None:
        return {}
    return {"decided_by": decided_by(act), "words": words_or_none(act)}


def _moment(instant: datetime, document: Document) -> str:
    """An instant on the school's clock, with its zone."""
    local = instant.astimezone(document.school.zone)
    return f"{local:%d.%m.%Y %H:%M:%S} ({zone_words(local)})"
