"""Invented people in whose names a wording is looked at before anybody signs: one for each age."""

from collections.abc import Mapping

from mentoring_pages.domain.wording import REPRESENTATIVE
from mentoring_pages.domain.wording_places import CATALOGUE, Moment

BAND_PEOPLE: Mapping[str, Mapping[str, str]] = {
    "under_14": {
        "participant.full_name": "Ветров Пётр Ильич",
        "participant.birth_date": "5 сентября 2014 г.",
        "participant.school_class": "5А",
    },
    "from_14_to_17": {
        "participant.full_name": "Лугова Дарья Олеговна",
        "participant.birth_date": "14 марта 2010 г.",
        "participant.school_class": "9Б",
    },
    "adult": {
        "participant.full_name": "Соколова Мария Петровна",
        "participant.birth_date": "2 июня 1994 г.",
        "participant.school_class": "не указан",
    },
}

REPRESENTATIVES: Mapping[str, Mapping[str, str]] = {
    "under_14": {
        "signer.full_name": "Ветрова Анна Сергеевна",
        "signer.contact": "vetrova@example.org",
        "participant.identity": (
            "свидетельство о рождении I-АА № 000000, выдано 12.09.2014 отделом ЗАГС г. Заречного"
        ),
    },
    "from_14_to_17": {
        "signer.full_name": "Лугов Олег Иванович",
        "signer.contact": "lugov@example.org",
        "participant.identity": (
            "паспорт 00 00 № 000000, выдан 20.04.2024 отделом внутренних дел г. Заречного"
        ),
    },
}

OWN_WORDS = {"signer.capacity": "участник программы", "signer.contact": "uchastnik@example.org"}

SIDES_OF: Mapping[str, Mapping[str, str]] = {
    "under_14": {
        "mentee.side": (
            "Ветрова Анна Сергеевна, законный представитель наставляемого (Ветров Пётр Ильич)"
        ),
    },
    "from_14_to_17": {
        "mentee.side": (
            "Лугов Олег Иванович, законный представитель наставляемой (Лугова Дарья Олеговна), "
            "с её согласия"
        ),
    },
    "adult": {"mentee.side": "Соколова Мария Петровна, наставляемая"},
}

SIGNERS_OF: Mapping[str, tuple[tuple[str, str], ...]] = {
    "under_14": (("Ветрова Анна Сергеевна", "законный представитель: мать"),),
    "from_14_to_17": (
        ("Лугов Олег Иванович", "законный представитель: отец"),
        ("Лугова Дарья Олеговна", "согласен(на)"),
    ),
    "adult": (("Соколова Мария Петровна", ""),),
}
"""Who signs for the mentee, by age, each with the capacity; from 14 with a line of their own."""

INVENTED_MENTOR = ("Рощина Вера Андреевна", "")


def invented_sides(band: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Both sides of an agreement with a mentee of this age: heading and (name, capacity)."""
    return (("Наставник", (INVENTED_MENTOR,)), ("Наставляемый", SIGNERS_OF[band]))


def bands_of(variant: str) -> tuple[str, ...]:
    """The age bands in which a paper of this variant is ever signed, youngest first.

    Nobody signs for an adult, and nobody under 14 signs for themselves (ст. 28 ГК РФ).
    """
    if variant == REPRESENTATIVE:
        return ("under_14", "from_14_to_17")
    return ("from_14_to_17", "adult") if variant == "own" else tuple(BAND_PEOPLE)


def invented_values(*, band: str, variant: str) -> dict[str, str]:
    """A value for every place that is known before signing. Nobody of these people exists."""
    people = BAND_PEOPLE[band]
    values = {place.key: place.example for place in CATALOGUE if place.moment is Moment.BEFORE}
    signer = (
        REPRESENTATIVES.get(band, REPRESENTATIVES["under_14"])
        if variant == REPRESENTATIVE
        else {"signer.full_name": people["participant.full_name"], **OWN_WORDS}
    )
    return {**values, **people, **signer, **SIDES_OF[band]}
