"""Everything the school holds on one person, and nothing of others.

Source: ч. 7 ст. 14 152-ФЗ. Of a relative it names only the kinship and the name, of another signer
the role: whose data these are is the person who asks. One table serves the page, the PDF and JSON.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Page

from intake import vault
from intake.models import (
    AccessRecord,
    Document,
    Participation,
    Person,
    SamePersonAnswer,
    Signature,
)
from intake.services.access_words import access_words
from intake.services.earlier_paper import place_of
from intake.services.identity import address_of, paper_of
from intake.services.people import contact_value, masked_on_file
from intake.services.signature_words import facts_in_words
from mentoring_pages.models import ImageRegister, ShownPerson


@dataclass(frozen=True, slots=True)
class HeldTable:
    """One kind of data: its heads and rows, all of them words for people. No rows: nothing held."""

    key: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def held_on(*, person: Person) -> list[HeldTable]:
    """What is held on ``person``, table by table, empty tables left out."""
    tables = (table(person) for table in TABLES)
    return [table for table in tables if table.rows]


def as_json(tables: Sequence[HeldTable]) -> dict[str, Any]:
    """The same for machines: key of a table → list of rows by their heads."""
    return {
        table.key: [dict(zip(table.heads, row, strict=True)) for row in table.rows]
        for table in tables
    }


def seen_by_school(*, person: Person) -> list[tuple[str, str]]:
    """The same in short, for a page that opens by a link: nothing secret is spelled out."""
    tables = {table.key: table for table in held_on(person=person)}
    contact = masked_on_file(person=person)
    lines = [
        (_("Дата рождения"), _day(person.birth_date)),
        (_("Класс"), person.school_class),
        (_("Контакт"), contact),
        (_("Адрес и документ"), _("записаны") if _has_details(person) else ""),
    ]
    counted = ("documents", "signatures", "participations", "agreements", "messages", "access")
    lines += [(tables[key].title, str(len(tables[key].rows))) for key in counted if key in tables]
    return [(label, value) for label, value in lines if value]


def _has_details(person: Person) -> bool:
    return bool(address_of(person) or paper_of(person))


def seen_on_the_internet(*, person: Person) -> list[tuple[str, str]]:
    """Public pages that show the person now: title and address."""
    shown = ShownPerson.objects.filter(person_key=person.key).values("page_id")
    pages = Page.objects.filter(pk__in=shown).live().public().order_by("pk")
    return [(page.title, page.full_url or page.url or "") for page in pages]


def _day(day: date | None) -> str:
    return date_format(day, "d.m.Y") if day else ""


def _moment(moment: datetime | None, person: Person) -> str:
    return date_format(localtime(moment, person.school.zone), "d.m.Y H:i") if moment else ""


def _identity(person: Person) -> HeldTable:
    rows = [
        (_("фамилия, имя, отчество"), person.full_name),
        (_("дата рождения"), _day(person.birth_date)),
        (_("класс"), person.school_class),
        (_("кем будет в программе"), str(person.get_intended_role_display())),
        (_("адрес"), address_of(person)),
        (_("документ"), paper.words if (paper := paper_of(person)) else ""),
        (_("внесено"), _moment(person.made_at, person)),
        (_("сверено сотрудником школы"), _moment(person.checked_at, person)),
    ]
    return _table("identity", _("Кто вы"), (_("Что"), _("Как записано")), rows, empty_at=1)


def _contacts(person: Person) -> HeldTable:
    rows = [
        (
            contact.get_channel_display(),
            contact_value(contact),
            _moment(contact.made_at, person),
            _moment(contact.confirmed_at, person),
            _moment(contact.replaced_at, person),
            _moment(contact.dead_at, person),
        )
        for contact in person.contacts.order_by("pk").select_related("person__data_key")
    ]
    heads = (_("Вид"), _("Контакт"), _("Внесён"), _("Подтверждён"), _("Заменён"), _("Не доходит с"))
    return _table("contacts", _("Как с вами связаться"), heads, rows)


def _family(person: Person) -> HeldTable:
    rows = [
        (
            row.guardian.full_name,
            row.get_kind_display(),
            _day(row.valid_from),
            _day(row.valid_to),
            _moment(row.checked_at, person),
        )
        for row in person.guardians_of.select_related("guardian")
    ] + [
        (
            row.ward.full_name,
            _("ребёнок"),
            _day(row.valid_from),
            _day(row.valid_to),
            _moment(row.checked_at, person),
        )
        for row in person.wards_of.select_related("ward")
    ]
    heads = (_("Имя"), _("Кем приходится"), _("С"), _("По"), _("Проверено"))
    return _table("family", _("Кто за кого отвечает"), heads, rows)


def _earlier_papers(person: Person) -> HeldTable:
    rows = [
        (paper.get_kind_display(), _day(paper.signed_on), place_of(paper))
        for paper in person.earlier_papers.select_related("person__data_key").order_by("pk")
    ]
    heads = (_("Вид"), _("Подписано"), _("Где хранится"))
    return _table("earlier_papers", _("Прежние согласия на бумаге"), heads, rows)


def _requests(person: Person) -> HeldTable:
    requests = {*person.requests.all(), *person.requests_as_guardian.all()}
    rows = [
        (
            request.number,
            request.get_origin_display(),
            request.get_state_display(),
            _moment(request.made_at, person),
            request.get_identified_how_display() if request.identified_how else "",
        )
        for request in sorted(requests, key=lambda one: one.pk)
    ]
    heads = (_("Номер"), _("Как пришла"), _("Состояние"), _("Начата"), _("Личность установлена"))
    return _table("requests", _("Заявки"), heads, rows)


def _documents(person: Person) -> HeldTable:
    found = (
        Document.objects.filter(Q(participant=person) | Q(parties__person=person))
        .exclude(state="void")
        .distinct()
        .order_by("made_at", "pk")
    )
    rows = [
        (
            document.number,
            document.get_kind_display(),
            document.get_state_display(),
            _moment(document.made_at, person),
            _moment(document.signed_at, person),
            _moment(document.ended_at, person),
        )
        for document in found
    ]
    heads = (_("Номер"), _("Вид"), _("Состояние"), _("Сделан"), _("Подписан"), _("Закончился"))
    return _table("documents", _("Документы"), heads, rows)


def _signatures(person: Person) -> HeldTable:
    rows = []
    numbers = dict(Document.objects.filter(parties__person=person).values_list("key", "number"))
    for signature in Signature.objects.filter(signer_key=person.key).order_by("signed_at", "pk"):
        facts = json.loads(vault.decrypt(person.data_key.wrapped, signature.facts_encrypted))
        rows.append(
            (
                numbers.get(signature.document_key, ""),
                signature.get_act_display(),
                signature.get_method_display(),
                _moment(signature.signed_at, person),
                facts_in_words(facts, zone=person.school.zone),
            )
        )
    heads = (_("Документ"), _("Действие"), _("Способ"), _("Когда"), _("Обстоятельства"))
    return _table("signatures", _("Ваши подписи"), heads, rows)


def _participations(person: Person) -> HeldTable:
    rows = [
        (
            str(row.get_role_display()),
            row.form.title,
            _day(row.started_on),
            _day(row.ended_on),
            row.get_ended_how_display() if row.ended_how else "",
        )
        for row in Participation.objects.filter(person=person)
        .select_related("form")
        .order_by("started_on", "pk")
    ]
    heads = (_("Роль"), _("Форма"), _("С"), _("По"), _("Как закончилось"))
    return _table("participations", _("Участие в программе"), heads, rows)


def _agreements(person: Person) -> HeldTable:
    rows = [
        (agreement.document.number, role, _day(agreement.effective_on), _day(agreement.ends_on))
        for role, found in (
            (_("наставник"), person.agreements_as_mentor),
            (_("наставляемый"), person.agreements_as_mentee),
        )
        for agreement in found.select_related("document").order_by("pk")
    ]
    heads = (_("Номер"), _("Ваша сторона"), _("Действует с"), _("По"))
    return _table("agreements", _("Соглашения"), heads, rows)


def _code_agreements(person: Person) -> HeldTable:
    rows = [
        (row.number, row.get_how_display(), _moment(row.joined_at, person))
        for row in person.signature_agreements.order_by("pk")
    ]
    heads = (_("Номер"), _("Как присоединились"), _("Когда"))
    return _table("code_agreements", _("Соглашение о подписи кодом"), heads, rows)


def _states(person: Person) -> HeldTable:
    rows = [
        (row.get_kind_display(), _day(row.from_day), _moment(row.ended_at, person))
        for row in person.legal_statuses.order_by("pk")
    ] + [
        (_("ваше возражение"), _moment(row.raised_at, person), _moment(row.lifted_at, person))
        for row in person.objections.order_by("pk")
    ]
    heads = (_("Что записано"), _("С"), _("Закончилось"))
    return _table("states", _("Особые состояния"), heads, rows)


def _messages(person: Person) -> HeldTable:
    rows = [
        (
            row.get_kind_display(),
            row.get_state_display(),
            _moment(row.sent_at, person),
            row.get_outcome_display(),
        )
        for row in person.messages.order_by("queued_at", "pk")
    ]
    heads = (_("О чём"), _("Состояние"), _("Отправлено"), _("Что стало"))
    return _table("messages", _("Письма, которые мы вам отправляли"), heads, rows)


def _acquaintances(person: Person) -> HeldTable:
    rows = [(_moment(row.at, person),) for row in person.acquaintances.order_by("at")]
    return _table("policy", _("Когда вы прочитали политику"), (_("Когда"),), rows)


def _other_cards(person: Person) -> HeldTable:
    """That the school has recorded this person twice; the other record is asked for as this one."""
    answers = SamePersonAnswer.objects.filter(Q(person=person) | Q(other=person), is_one=True)
    heads = (_("Установлено"),)
    title = _("Вы записаны в школе и второй строкой: спросите и о ней")
    rows = [(_moment(answer.decided_at, person),) for answer in answers.order_by("pk")]
    return _table("other_cards", title, heads, rows)


def _public(person: Person) -> HeldTable:
    rows = list(seen_on_the_internet(person=person))
    images = ImageRegister.objects.filter(
        people__person_key=person.key, withheld_at__isnull=True
    ).distinct()
    if count := images.count():
        rows.append((_("снимки на сайте, где вас можно узнать"), str(count)))
    return _table("public", _("Что видит интернет"), (_("Что"), _("Где")), rows)


def _access(person: Person) -> HeldTable:
    """Who of the staff is not said: employees are not among those the law has named."""
    rows = [
        (access_words(row.action), _moment(row.at, person))
        for row in AccessRecord.objects.filter(subject_key=str(person.key)).order_by("at", "pk")
    ]
    heads = (_("Что сделал сотрудник школы"), _("Когда"))
    return _table("access", _("Кто из школы смотрел ваши сведения"), heads, rows)


TABLES: tuple[Callable[[Person], HeldTable], ...] = (
    _identity,
    _contacts,
    _family,
    _other_cards,
    _states,
    _requests,
    _documents,
    _earlier_papers,
    _signatures,
    _code_agreements,
    _agreements,
    _participations,
    _acquaintances,
    _messages,
    _public,
    _access,
)


def _table(
    key: str,
    title: str,
    heads: tuple[str, ...],
    rows: Iterable[Sequence[object]],
    *,
    empty_at: int | None = None,
) -> HeldTable:
    """``empty_at``: rows with nothing in that column are left out."""
    said = [tuple(str(cell) for cell in row) for row in rows]
    kept = [row for row in said if empty_at is None or row[empty_at]]
    return HeldTable(key, title, heads, tuple(kept))
