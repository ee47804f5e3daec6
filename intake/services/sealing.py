"""Finishing a signed paper: its signing sheet, added after the very bytes that were shown.

Runs in the task queue, whose row is written in the same transaction as the signature: after a crash
the sheet is made exactly once, because every copy has a unique key.
"""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_tasks import task

from intake import vault
from intake.birthday_labels import AGE_TURNS
from intake.delivery.tasks import PAPERS_PRIORITY
from intake.documents.sheet import SheetLine, SigningSheet, add_signing_sheet
from intake.domain.contacts import masked_contact
from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SigningAnswer
from intake.labels import who_signs_and_why
from intake.models import Document, OutboundMessage, Person, Receipt, Signature
from intake.services import journal
from intake.services.agreement_effect import is_sided
from intake.services.agreement_sheet import sided_sheet
from intake.services.contact_words import confirmed_words
from intake.services.document import keep_copy, read_copy
from intake.services.filling import BY_PEN, CHECK_PATH, publication_items
from intake.services.journal import JournalKind
from intake.services.request import allowance_for
from intake.services.rule import signing_answer
from intake.services.seal import ask_seal, is_sealing_on
from intake.services.signer_facts import right_lines
from intake.services.standing import COUNTED_KINDS, standing

WITHDRAWAL = DocumentKind.WITHDRAWAL.value

RULE_OF_FORCE = {
    StandingState.IN_FORCE: gettext_lazy("в силе с %(when)s"),
    StandingState.PARTIAL: gettext_lazy("вступит в силу, когда подпишет и второй подписант"),
    StandingState.AWAITING_CHECK: gettext_lazy(
        "вступит в силу, когда сотрудник школы сверит, кто подписал"
    ),
}


@task(priority=PAPERS_PRIORITY)
def finish_paper(document_key: str) -> None:
    """Add the signing sheet to every copy of a signed document. Doing it again changes nothing."""
    add_sheet(document_key=document_key, now=timezone.now())


@transaction.atomic
def add_sheet(*, document_key: str, now: datetime) -> None:
    """Make the signed copies of a document that has a signature and no signed copies yet."""
    document = (
        Document.objects.select_for_update(of=("self",))
        .select_related("school__site", "request__checked_by", "participant", "points_to")
        .get(key=document_key)
    )
    if document.state == "prepared" or document.copies.filter(kind="signed").exists():
        return
    finished = {}
    made_for: SigningSheet | None = None
    data = b""
    for copy in document.copies.filter(
        kind="shown", holder__data_key__wrapped__isnull=False
    ).select_related("holder__data_key"):
        shown = read_copy(document=document, holder=copy.holder, kind="shown")
        sheet = _sheet_for(document=document, reader=copy.holder, now=now)
        if sheet is None:
            return
        if sheet != made_for:
            made_for, data = sheet, add_signing_sheet(shown, sheet)
        signed = keep_copy(
            document=document,
            holder=copy.holder,
            kind="signed",
            data=data,
            now=now,
        )
        finished[signed.digest] = signed.size
    for digest, size in sorted(finished.items()):
        journal.append(
            school=document.school,
            kind=JournalKind.PAPER_FINISHED,
            subject_key=str(document.key),
            actor_key="system",
            facts={"digest": digest, "size": size},
            now=now,
        )
    if finished:
        ask_seal(document=document, now=now)


def _sheet_for(*, document: Document, reader: Person, now: datetime) -> SigningSheet | None:
    """The sheet as ``reader`` may see it; ``None`` while nobody signed. All sides read the same."""
    if is_sided(document):
        return sided_sheet(document=document, now=now)
    signature = Signature.objects.filter(document_key=document.key).first()
    if signature is None:
        return None
    signer = Person.objects.select_related("data_key").get(key=signature.signer_key)
    return signing_sheet(
        document=document, signature=signature, signer=signer, reader=reader, now=now
    )


def signing_sheet(
    *, document: Document, signature: Signature, signer: Person, reader: Person, now: datetime
) -> SigningSheet:
    """Every field of the sheet, in the order a reader asks: what, who, how, when, by what right.

    Another holder of the paper than its signer reads of the signer only name, role and time.
    """
    is_own = reader.pk == signer.pk
    facts = (
        json.loads(vault.decrypt(signer.data_key.wrapped, signature.facts_encrypted))
        if is_own
        else {}
    )
    lines = [
        *_what(document=document, signature=signature),
        *_marked(document),
        *_signer(document=document, signature=signature, signer=signer),
        *(
            _how(document=document, signature=signature, signer=signer, facts=facts)
            if is_own
            else ()
        ),
        *_why(document=document, now=now),
    ]
    return SigningSheet(
        number=document.number,
        title=document.wording["title"],
        shown_digest=signature.shown_digest,
        made_at=now.astimezone(document.school.zone),
        lines=tuple(SheetLine(str(label), value) for label, value in lines),
        notes=_notes(document),
        facts=_machine_facts(document=document, signature=signature, signer=signer, facts=facts),
    )


def _what(*, document: Document, signature: Signature) -> Iterator[tuple[Any, str]]:
    edition = document.edition
    yield _("Документ"), f"{document.wording['title']} № {document.number}"
    before = document.points_to
    if before is not None:
        label = _("Что отзывается") if document.kind == WITHDRAWAL else _("Прежнее согласие")
        yield label, f"{before.wording['title']} № {before.number}"
    if before is not None and document.kind == WITHDRAWAL and before.variant != document.variant:
        yield _("Кто подписал отзываемое"), str(before.get_variant_display())
    receipt = Receipt.objects.filter(document=document).first()
    if receipt is not None:
        yield _("Получение отметил(а)"), f"{receipt.name}, {moment(receipt.at, document)}"
    yield (
        _("Текст утверждён"),
        _("приказ № %(number)s от %(date)s, редакция %(edition)s")
        % {
            "number": edition.order_number,
            "date": f"{edition.order_date:%d.%m.%Y}",
            "edition": edition.number,
        },
    )


def _marked(document: Document) -> Iterator[tuple[Any, str]]:
    """What the pages before do not say: the marks of a pen on a sheet printed without answers."""
    if document.choices.get(BY_PEN):
        marked = [label for key, label in publication_items() if document.choices.get(key)]
        yield _("Разрешено (по отметкам на бумаге)"), "; ".join(marked)


def _signer(
    *, document: Document, signature: Signature, signer: Person
) -> Iterator[tuple[Any, str]]:
    yield _("Подписал(а)"), signer.full_name
    yield _("В каком качестве"), str(document.get_variant_display())
    if document.participant_id != signer.pk:
        yield _("За кого"), document.participant.full_name
    yield _("Подписано"), moment(signature.signed_at, document)


def _how(
    *, document: Document, signature: Signature, signer: Person, facts: dict[str, Any]
) -> Iterator[tuple[Any, str]]:
    """What only the signer, the school and a court read."""
    request = document.request
    yield _("Подпись в журнале школы"), str(signature.key)
    if request is not None and request.origin == "invited":
        yield _("Как установлена личность"), _("по списку школы, личное приглашение")
    elif request is not None and request.checked_by is not None and request.checked_at is not None:
        yield (
            _("Как установлена личность"),
            _("%(how)s; сверено %(when)s")
            % {
                "how": request.get_identified_how_display(),
                "when": moment(request.checked_at, document),
            },
        )
    else:
        yield _("Как установлена личность"), _("ещё не сверена сотрудником школы")
    yield from right_lines(facts)
    if signature.method == "paper":
        way = (
            _("собственным заявлением на бумаге; оно хранится: %(where)s")
            if facts.get("own_letter")
            else _("на бумаге; подлинник хранится: %(where)s")
        )
        yield _("Способ"), way % {"where": facts["kept_where"]}
        yield _("Дата на бумаге"), f"{datetime.fromisoformat(facts['signed_on']):%d.%m.%Y}"
        yield _("Внесено в реестр"), moment(signature.signed_at, document)
        return
    yield _("Способ"), _("одноразовым кодом")
    yield _("Куда отправлен код"), masked_contact(facts["contact"])
    if facts.get("contact_confirmed"):
        words = confirmed_words(facts["contact_confirmed"], zone=document.school.zone)
        yield _("Чей это контакт"), words
    yield _("Код запрошен"), moment(datetime.fromisoformat(facts["code_sent_at"]), document)
    letter = (
        OutboundMessage.objects.filter(
            document_key=document.key, person=signer, kind="code", sent_at__isnull=False
        )
        .select_related("contact")
        .order_by("-sent_at")
        .first()
    )
    if letter is not None and letter.sent_at is not None:
        handed = (
            _("СМС с кодом передано шлюзу")
            if letter.contact.channel == "phone"
            else _("Письмо с кодом передано почте")
        )
        yield handed, moment(letter.sent_at, document)
    yield _("Код введён, документ подписан"), moment(signature.signed_at, document)
    yield _("Неверных попыток"), str(facts["wrong_tries"])
    if facts.get("address"):
        yield _("Сетевой адрес"), facts["address"]
    if facts.get("user_agent"):
        yield _("Браузер"), facts["user_agent"]
    allowance = allowance_for(request=request, person=signer) if request else None
    if allowance is not None:
        yield _("Исключение, внесённое школой"), str(allowance.get_kind_display())


def _why(*, document: Document, now: datetime) -> Iterator[tuple[Any, str]]:
    answer = _answer(document)
    if answer is not None:
        yield _("Кто подписывает и почему"), who_signs_and_why(answer, given_name="")
        yield _("Когда день рождения меняет, кто подписывает"), str(AGE_TURNS[answer.turn])
    yield _("Версия правила"), document.rule_version
    if document.kind in COUNTED_KINDS:
        now_standing = standing(
            participant=document.participant, kind=DocumentKind(document.kind), now=now
        )
        words = RULE_OF_FORCE.get(now_standing.state)
        if words is not None:
            since = now_standing.since if now_standing.is_in_force else None
            when = moment(since, document) if since else ""
            yield _("Согласие"), str(words) % {"when": when} if when else str(words)
    else:
        yield _("Согласие"), _("перестало действовать в минуту подписания отзыва")


def _notes(document: Document) -> tuple[str, ...]:
    """What the seal is and what «valid» means, wherever the sheet is read."""
    seal = (
        _(
            "Файл запечатывает техническая печать сервиса (не УКЭП): она показывает, что файл "
            "не менялся."
        )
        if is_sealing_on()
        else _("Печати сервиса на этом файле нет: школа не установила сертификат.")
    )
    meaning = _(
        "«Действителен» значит: не изменён с %(when)s и не отозван. Проверить можно по номеру "
        "%(number)s на странице %(address)s"
    ) % {
        "when": moment(document.signed_at or document.made_at, document),
        "number": document.number,
        "address": f"{document.school.base_url}{CHECK_PATH}",
    }
    return seal, meaning


def _answer(document: Document) -> SigningAnswer | None:
    if document.request is None or document.kind not in COUNTED_KINDS:
        return None
    return signing_answer(
        request=document.request, kind=DocumentKind(document.kind), now=document.made_at
    )


def _machine_facts(
    *, document: Document, signature: Signature, signer: Person, facts: dict[str, Any]
) -> dict[str, str | int]:
    return {
        "document": str(document.key),
        "signature": str(signature.key),
        "number": document.number,
        "kind": document.kind,
        "edition": document.edition.digest,
        "shown_sha256": signature.shown_digest,
        "signer": signer.full_name,
        "role": signature.role,
        "act": signature.act,
        "method": signature.method,
        "rule": signature.rule_version,
        "signed_at": signature.signed_at.isoformat(),
        **({"points_to": document.points_to.number} if document.points_to else {}),
        **{
            key: value
            for key, value in facts.items()
            if key in ("code_sent_at", "codes_sent", "wrong_tries", "signed_on")
        },
    }


def moment(instant: datetime, document: Document) -> str:
    """An instant on the school's clock, with its offset from UTC."""
    local = instant.astimezone(document.school.zone)
    offset = f"{local:%z}"
    return f"{local:%d.%m.%Y %H:%M:%S} (UTC{offset[:3]}:{offset[3:]})"
