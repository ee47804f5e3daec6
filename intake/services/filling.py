"""What goes into the places of a wording: the school, the people, the day. Plain texts only."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from intake import conf
from intake.delivery.reach import known_contacts
from intake.domain.age import plural
from intake.domain.code import ATTEMPTS
from intake.domain.signing import SignerRole, SigningAnswer
from intake.labels import who_signs_and_why
from intake.models import Document, IntakeRequest, Person
from intake.people_labels import PRINTED_KINDS
from intake.services.guardianship import called
from intake.services.identity import identity_values
from intake.services.people import contact_value
from mentoring_pages import wordings
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.models import Edition, School
from mentoring_pages.services.wording_values import day_words, school_values

CHECK_PATH = "/proverka/"

BY_PEN = "by_pen"
"""Beside the items in ``Document.choices``: the paper was printed without answers, and those that
stand there are what a member of staff read from the signed sheet."""


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of every place, what was chosen item by item, and the lines around the text."""

    values: Mapping[str, str]
    choices: dict[str, bool]
    addressee: tuple[str, ...]
    operator: tuple[str, ...]
    participant: tuple[str, ...]
    explanation: str
    signer_name: str
    signer_capacity: str
    verify_url: str
    by_pen: bool = False
    """The items are printed without an answer, to be marked with a pen."""
    hidden: Mapping[str, str] = field(default_factory=dict)
    """What a screen shows in the stead of secrets."""

    def without_day(self) -> dict[str, Any]:
        """Everything a paper depends on but the day it is made: the same people, the same paper."""
        values = {key: value for key, value in self.values.items() if key != "made.date"}
        by_pen = {BY_PEN: True} if self.by_pen else {}
        said = {"values": values, "choices": self.choices, "explanation": self.explanation}
        return said | by_pen

    @property
    def items(self) -> list[tuple[str, bool | None]]:
        """What the table of a consent to publication says; None: to be marked."""
        if self.by_pen:
            return [(label, None) for _key, label in publication_items()]
        return list(chosen_items(self.choices))

    def paper_fields(self, edition: Edition) -> dict[str, Any]:
        """The fields of ``PaperInput`` that come from here."""
        return {
            "title": edition.tree["title"],
            "addressee": self.addressee,
            "operator": self.operator,
            "participant": self.participant,
            "blocks": tuple(fill_wording(edition.tree, self)),
            "choices": tuple(self.items) if edition.kind == "publication" else (),
            "explanation": self.explanation,
            "signer_name": self.signer_name,
            "signer_capacity": self.signer_capacity,
            "verify_url": self.verify_url,
        }


def publication_items() -> list[tuple[str, str]]:
    """What may be allowed to be published: (key, words), in the order of the paper."""
    return [(item.key, item.label) for item in wordings.publication_items()]


def chosen_items(choices: Mapping[str, bool]) -> list[tuple[str, bool]]:
    """Every item with the decision; what was not chosen is a «нет» (silence is not consent)."""
    return [(label, bool(choices.get(key))) for key, label in publication_items()]


def for_screens(filling: Filling) -> Filling:
    """The same with secrets hidden: a screen may be looked at by others, the PDF is the paper."""
    return replace(filling, values={**filling.values, **filling.hidden})


def numbered(filling: Filling, number: str) -> Filling:
    """The same for the paper that has this number: it is given when the paper is made."""
    return replace(
        filling,
        values={**filling.values, "document.number": number},
        verify_url=f"{filling.verify_url}?{urlencode({'n': number})}",
    )


def fill_wording(tree: Mapping[str, Any], filling: Filling) -> list[tuple[str, str]]:
    """The blocks of a wording with their places filled, in order."""
    return filled_lines(blocks_of(tree), filling.values)


def filling_for(
    *,
    request: IntakeRequest,
    signer: Person,
    role: SignerRole,
    answer: SigningAnswer,
    choices: Mapping[str, bool],
    now: datetime,
    withdrawn: Document | None = None,
    with_details: bool = False,
    by_pen: bool = False,
) -> Filling:
    """Everything that a paper of this request says, as it is known at ``now``.

    ``with_details`` adds addresses and identity papers: for the full written form only. What is
    marked ``by_pen`` is no part of what the paper says.
    """
    school, participant = request.school, request.participant
    if participant is None:
        raise ValueError("a paper needs a participant")
    day = now.astimezone(school.zone).date()
    contact = next(iter(known_contacts(signer)), None)
    capacity = capacity_of(signer=signer, participant=participant, role=role, day=day)
    known = {key for key, _label in publication_items()}
    values = {
        **school_values(school=school, day=day),
        "participant.full_name": participant.full_name,
        "participant.birth_date": day_words(participant.birth_date),
        "participant.school_class": participant.school_class or _("не указан"),
        "signer.full_name": signer.full_name,
        "signer.capacity": capacity,
        "signer.contact": contact_value(contact) if contact else _("не указан"),
        "made.date": day_words(day),
        "document.number": "",
        "code.life": code_life_words(),
        "code.attempts": str(ATTEMPTS),
        "withdrawn.title": withdrawn.wording["title"] if withdrawn else "",
        "withdrawn.number": withdrawn.number if withdrawn else "",
        "withdrawn.date": _signed_on(withdrawn, school) if withdrawn else "",
    }
    hidden: dict[str, str] = {}
    if with_details:
        told = partial(
            identity_values, request=request, signer=signer, participant=participant, role=role
        )
        values |= told()
        hidden = told(hidden=True)
    return Filling(
        values=values,
        choices={key: True for key, yes in choices.items() if yes and key in known and not by_pen},
        by_pen=by_pen,
        addressee=(
            f"{school.director_post_dative} {school.short_name}",
            school.director_name_dative,
        ),
        operator=(school.full_name, school.address),
        participant=(
            _("Участник: %(name)s") % {"name": participant.full_name},
            _("Дата рождения: %(day)s") % {"day": day_words(participant.birth_date)},
        ),
        explanation=who_signs_and_why(answer, given_name=participant.given_name),
        signer_name=signer.full_name,
        signer_capacity=capacity,
        verify_url=school.base_url + CHECK_PATH,
        hidden=hidden,
    )


def code_life_words() -> str:
    """«20 минут»."""
    minutes = conf.code_life_minutes()
    return f"{minutes} {plural(minutes, _('минуту'), _('минуты'), _('минут'))}"


def capacity_of(*, signer: Person, participant: Person, role: SignerRole, day: date) -> str:
    """«законный представитель (мать)», «участник программы»."""
    if role is SignerRole.PARTICIPANT:
        return _("участник программы")
    printed = called(guardian=signer, ward=participant, day=day)
    if printed is None:
        return _("законный представитель")
    return _("законный представитель (%(kind)s)") % {"kind": PRINTED_KINDS[printed]}


def _signed_on(document: Document, school: School) -> str:
    return (
        day_words(document.signed_at.astimezone(school.zone).date()) if document.signed_at else ""
    )
