"""The readable index of a bundle: the facts in words, the same as those for the machine."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.evidence.bundle import Section
from intake.models import Document
from intake.models.agreement import ENDINGS_OF_AGREEMENT
from intake.models.document import DOCUMENT_VARIANTS, PARTY_ROLES
from intake.services.contact_words import confirmed_words
from intake.services.deliveries import delivery_rows
from intake.services.refusal_facts import refusal_lines
from intake.services.signer_facts import right_lines

FACT_WORDS = {
    "contact": gettext_lazy("Куда отправлен код"),
    "contact_confirmed": gettext_lazy("Чей это контакт"),
    "code_sent_at": gettext_lazy("Код запрошен"),
    "codes_sent": gettext_lazy("Сколько раз отправлен код"),
    "wrong_tries": gettext_lazy("Неверных попыток"),
    "address": gettext_lazy("Сетевой адрес"),
    "user_agent": gettext_lazy("Браузер"),
    "signed_on": gettext_lazy("Дата на бумаге"),
    "kept_where": gettext_lazy("Где хранится подлинник"),
    "own_letter": gettext_lazy("Собственное заявление вместо напечатанного документа"),
    "recorded_by": gettext_lazy("Кто внёс в реестр"),
}
"""By the keys of a signature's facts."""


def sections_of(
    document: Document, facts: dict[str, Any], messages: list[dict[str, Any]]
) -> Iterator[Section]:
    """The document, each signature, the letters, what came later."""
    zone = document.school.zone

    def when(text: str | None) -> str:
        return f"{datetime.fromisoformat(text).astimezone(zone):%d.%m.%Y %H:%M:%S}" if text else ""

    def in_words(name: str, value: Any) -> str:
        if name == "code_sent_at":
            return when(value)
        if name == "contact_confirmed":
            return confirmed_words(value, zone=zone)
        return _("да") if value is True else str(value)

    said = facts["document"]
    rows = [
        (_("Номер"), document.number),
        (_("Вид"), str(document.get_kind_display())),
        (_("Состояние"), str(document.get_state_display())),
        (_("Сделан"), when(said["made_at"])),
        (_("Подписан"), when(said["signed_at"])),
        (_("Перестал действовать"), when(said["ended_at"])),
        (_("SHA-256 показанного файла"), document.shown_digest),
        (_("SHA-256 утверждённого текста"), document.edition.digest),
    ]
    yield Section(_("Документ"), tuple((label, value) for label, value in rows if value))
    for one in facts["signatures"]:
        lines = [
            (_("Подписал(а)"), one["name"] or _("сведения удалены")),
            (_("Роль"), str(PARTY_ROLES.get(one["role"], one["role"]))),
            (_("Когда"), when(one["signed_at"])),
        ]
        known = one.get("facts") or {}
        lines += right_lines(known)
        lines += [
            (str(label), in_words(name, known[name]))
            for name, label in FACT_WORDS.items()
            if known.get(name) not in (None, "")
        ]
        yield Section(_("Подпись"), tuple(lines))
    ending = facts.get("ending")
    if ending:
        yield _ending_section(ending, when)
    refused = facts.get("refusal")
    if refused:
        yield Section(_("Что записано"), tuple(refusal_lines(refused, when(refused["at"]))))
    noted = facts.get("receipt")
    if noted:
        lines = [(_("Отметил(а)"), noted["name"]), (_("Когда"), when(noted["at"]))]
        yield Section(_("Отметка о получении"), tuple(lines))
    if messages:
        yield Section(_("Письма"), tuple(delivery_rows(messages, when)))
    later = tuple(
        (f"{act['number']} ({DOCUMENT_VARIANTS[act['role']]})", when(act["signed_at"]))
        for act in said["later"]
    )
    if later:
        yield Section(_("Что было потом"), later)


def _ending_section(ending: dict[str, Any], when: Callable[[str | None], str]) -> Section:
    """The decision of the school by which an agreement ended: no side signs such a paper."""
    day = date.fromisoformat(ending["day"])
    rows = [
        (_("Как закончилось"), str(ENDINGS_OF_AGREEMENT.get(ending["how"], ending["how"]))),
        (_("Кто решил и внёс"), ending["name"]),
        (_("Когда внесено"), when(ending["at"])),
        (_("Последний день соглашения"), f"{day:%d.%m.%Y}"),
        (_("Основание"), ending["words"] or ""),
        (_("Подписи сторон"), _("не нужны: решение школы стороны не подписывают")),
    ]
    title = _("Завершено решением куратора")
    if ending["how"] == "completed":
        title = _("Программа завершена, это отметила школа")
    return Section(title, tuple((label, value) for label, value in rows if value))
