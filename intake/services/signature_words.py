"""The facts kept with a signature, in words for the person who gave it."""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy

from intake.domain.circumstances import BINDING
from intake.services.contact_words import confirmed_words
from intake.services.signer_facts import right_lines

FIELDS = {
    "contact": gettext_lazy("контакт"),
    "contact_confirmed": gettext_lazy("чей это контакт"),
    "address": gettext_lazy("сетевой адрес"),
    "user_agent": gettext_lazy("браузер"),
    "code_sent_at": gettext_lazy("код отправлен"),
    "codes_sent": gettext_lazy("кодов отправлено"),
    "wrong_tries": gettext_lazy("неверных попыток"),
    "pep_edition_digest": gettext_lazy("контрольная сумма текста соглашения"),
    "signed_on": gettext_lazy("дата на бумаге"),
    "kept_where": gettext_lazy("где хранится подлинник"),
    "own_letter": gettext_lazy("собственное заявление"),
    "scan": gettext_lazy("контрольная сумма скана"),
}
"""The facts of a signature as people read them; a fact that is not named keeps its own name."""

SAID_OTHERWISE = frozenset(
    {
        *("authority_law", "represents_as", "authority_basis", "authority_checked_on", "capacity"),
        *("pep_number", "pep_joined_on", "pep_edition", "pep_how"),
        *("authority_checked_by", "recorded_by", "confirmed_by", "compared_by"),
        *BINDING,
    }
)
"""Facts that ``right_lines`` puts into words, employees, whose data are not the asker's, and what
binds the facts to the journal."""


def facts_in_words(facts: Mapping[str, Any], *, zone: tzinfo) -> str:
    """By what right the signature was given, and how; ``zone`` is the school's."""
    said = [f"{label}: {value}" for label, value in right_lines(facts)]
    return "; ".join(
        said
        + [
            f"{FIELDS.get(name, name)}: {_in_words(name, value, zone)}"
            for name, value in facts.items()
            if name not in SAID_OTHERWISE and value not in (None, "", [], {})
        ]
    )


def _in_words(name: str, value: Any, zone: tzinfo) -> str:
    if name == "code_sent_at":
        return date_format(datetime.fromisoformat(value).astimezone(zone), "d.m.Y H:i")
    if name == "contact_confirmed":
        return confirmed_words(value, zone=zone)
    if value is True:
        return gettext("да")
    if name == "signed_on":
        return date_format(date.fromisoformat(value), "d.m.Y")
    return str(value)
