"""What the papers of an agreement say today: who stands on them, with what words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from intake import vault
from intake.documents.acts import act_text
from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import RequiredSignature, Side, required_signatures, side_answer
from intake.domain.signing import DocumentKind, SignerRole, SigningAnswer
from intake.labels import agreement_signers_and_why
from intake.models import (
    Agreement,
    AgreementAct,
    Document,
    DocumentParty,
    Person,
)
from intake.models.agreement import GROUNDS
from intake.models.document import SIDES
from intake.people_labels import PRINTED_KINDS
from intake.services.age_rule import age_rules
from intake.services.document import WordingMissing
from intake.services.guardianship import called
from intake.services.rule import minor_table, own_capacity, school_day
from mentoring_pages.domain.wording import days_words, months_words
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.models import Edition
from mentoring_pages.services.wording import agreement_in_force
from mentoring_pages.services.wording_values import agreement_values, day_words, school_values


class SignerMissing(Exception):
    """A side has nobody who may sign for it; ``side`` says which."""

    def __init__(self, side: Side) -> None:
        super().__init__(side.value)
        self.side = side


@dataclass(frozen=True, slots=True)
class Signer:
    """One line under a paper: who signs, on which side, in what capacity, for whom."""

    person: Person
    side: Side
    role: SignerRole
    side_person: Person

    @property
    def for_person(self) -> Person | None:
        return self.side_person if self.role is SignerRole.REPRESENTATIVE else None

    @property
    def identity(self) -> tuple[int, str, str]:
        return self.person.pk, self.side.value, self.role.value


@dataclass(frozen=True, slots=True)
class SidesToday:
    """Who signs today for both sides, and the answers of the rule that say so."""

    signers: tuple[Signer, ...]
    answers: Mapping[Side, SigningAnswer]

    @property
    def rule_key(self) -> str:
        return "/".join(self.answers[side].band.value for side in Side)


def people_of(agreement: Agreement) -> dict[Side, tuple[Person, Person | None]]:
    """Each side's person and the one recorded to represent them."""
    return {
        Side.MENTOR: (agreement.mentor, agreement.mentor_guardian),
        Side.MENTEE: (agreement.mentee, agreement.mentee_guardian),
    }


def sides_today(*, agreement: Agreement, now: datetime) -> SidesToday:
    """Who has to sign a paper of both sides today. Raises SignerMissing and UnknownBirthDate."""
    school = agreement.school
    table = minor_table(school=school, kind=DocumentKind.AGREEMENT)
    people = people_of(agreement)
    day = school_day(school=school, now=now)
    turn = age_rules(school=school).turn_on(day)
    answers = {
        side: side_answer(
            birth_date=person.birth_date,
            day=day,
            minor_table=table,
            own_capacity=own_capacity(person),
            turn=turn,
        )
        for side, (person, _guardian) in people.items()
    }
    return SidesToday(
        tuple(_signer(one, *people[one.side]) for one in required_signatures(answers)), answers
    )


def _signer(required: RequiredSignature, person: Person, guardian: Person | None) -> Signer:
    if required.role is SignerRole.PARTICIPANT:
        return Signer(person, required.side, required.role, person)
    if guardian is None:
        raise SignerMissing(required.side)
    return Signer(guardian, required.side, required.role, person)


def capacity_words_of(party: DocumentParty, *, day: date) -> str:
    """The same of a line that stands on a paper already."""
    return capacity_words(
        signer=Signer(
            party.person,
            Side(party.side),
            SignerRole(party.role),
            party.for_person or party.person,
        ),
        day=day,
    )


def capacity_words(*, signer: Signer, day: date) -> str:
    """«родитель, за наставляемого: Ветров Пётр Ильич», «наставник»."""
    side = str(SIDES[signer.side.value])
    if signer.role is SignerRole.PARTICIPANT:
        return side
    printed = called(guardian=signer.person, ward=signer.side_person, day=day)
    kind = PRINTED_KINDS[printed] if printed else _("законный представитель")
    return _("законный представитель (%(kind)s); %(side)s: %(name)s") % {
        "kind": kind,
        "side": side,
        "name": signer.side_person.full_name,
    }


def side_words(*, sides: SidesToday, side: Side, day: date) -> str:
    """How a side is named in the text: for a minor the representative stands as the side."""
    signers = [signer for signer in sides.signers if signer.side is side]
    first = signers[0]
    if first.role is SignerRole.PARTICIPANT:
        return first.person.full_name
    words = f"{first.person.full_name}, {capacity_words(signer=first, day=day)}"
    if len(signers) > 1:
        words += _(" (подтверждает согласие своей подписью)")
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class SidedText:
    """A text with its places filled, ready to become a paper of two sides."""

    kind: str
    tree: Mapping[str, Any]
    edition: Edition
    values: Mapping[str, str]
    signers: tuple[Signer, ...]
    sides: SidesToday
    explanation: str = ""
    points_to: Document | None = None
    later: Mapping[str, Any] = field(default_factory=dict)

    @property
    def inputs(self) -> str:
        """A keyed fingerprint of what the paper says, without its day and its number."""
        said = filled_lines(
            blocks_of(self.tree), {**self.values, "made.date": "", "document.number": ""}
        )
        who = [signer.identity for signer in self.signers]
        versions = [answer.rule_version for answer in self.sides.answers.values()]
        return vault.blind_index(
            json.dumps(
                [self.edition.digest, self.tree["title"], said, who, self.explanation, versions],
                ensure_ascii=False,
                sort_keys=True,
                default=str,
            ),
            purpose="paper",
        )

    def blocks(self, number: str) -> list[tuple[str, str]]:
        return filled_lines(blocks_of(self.tree), {**self.values, "document.number": number})


def agreement_tasks(agreement: Agreement) -> list[str]:
    """What the sides chose and added. Raises ``vault.KeyDestroyed``."""
    if not agreement.tasks_encrypted:
        return []
    wrapped = agreement.mentee.data_key.wrapped
    tasks: list[str] = json.loads(vault.decrypt(wrapped, agreement.tasks_encrypted))
    return tasks


def seal_tasks(*, mentee: Person, tasks: Sequence[str]) -> bytes:
    """Free text about a person rests under that person's key."""
    return vault.encrypt(
        mentee.data_key.wrapped, json.dumps(list(tasks), ensure_ascii=False).encode()
    )


def agreement_text(*, agreement: Agreement, now: datetime) -> SidedText:
    """The agreement as it reads today, in the wording in force for its form.

    Raises ``WordingMissing``, ``SignerMissing`` and ``UnknownBirthDate``.
    """
    school, day = agreement.school, school_day(school=agreement.school, now=now)
    edition = agreement_in_force(school=school, form_key=agreement.form.key, day=day)
    if edition is None:
        raise WordingMissing
    sides = sides_today(agreement=agreement, now=now)
    terms = {
        **edition.tree["agreement"],
        "form_title": agreement.form.title,
        "place": agreement.place,
        "base_organisation": agreement.base_organisation,
        "term_months": agreement.term_months,
        "tasks": [{"text": task, "ticked": True} for task in agreement_tasks(agreement)],
    }
    return SidedText(
        kind="agreement",
        tree=edition.tree,
        edition=edition,
        values={
            **_common_values(agreement, sides, day),
            **agreement_values(agreement=terms, school=school),
        },
        signers=sides.signers,
        sides=sides,
        explanation=agreement_signers_and_why(sides.answers),
    )


def _common_values(agreement: Agreement, sides: SidesToday, day: date) -> dict[str, str]:
    school = agreement.school
    return {
        **school_values(school=school, day=day),
        "agreement.place": agreement.place or school.locality,
        "mentor.side": side_words(sides=sides, side=Side.MENTOR, day=day),
        "mentee.side": side_words(sides=sides, side=Side.MENTEE, day=day),
        "made.date": day_words(day),
        "document.number": "",
    }


def act_text_of(
    *, act: AgreementAct, actor: Person | None, sides: SidesToday, day: date
) -> SidedText:
    """The paper of a later act. ``actor`` is who alone signs an end by one side."""
    agreement = act.agreement
    text = act_text(act.how or "extension")
    signers = sides.signers
    if act.how == "by_one":
        signers = tuple(one for one in signers if actor is not None and one.person == actor)[:1]
        if not signers:
            raise SignerMissing(Side.MENTEE)
    elif act.recorded_by is not None:
        signers = ()
    original = agreement.document
    words = act_words(act)
    alone = signers[0] if act.how == "by_one" else None
    values = {
        **_common_values(agreement, sides, day),
        "agreement.number": original.number,
        "agreement.date": day_words(agreement.effective_on),
        "agreement.until": day_words(agreement.ends_on),
        "act.term": months_words(act.term_months) if act.term_months else "",
        "act.last_day": day_words(act.ends_on),
        "act.ground": str(GROUNDS[act.ground]) if act.ground else "",
        "act.when": _when_words(act),
        "act.words": words,
        "actor.full_name": alone.person.full_name if alone else "",
        "actor.capacity": capacity_words(signer=alone, day=day) if alone else "",
        "recorded.by": act.recorded_by.get_full_name() or act.recorded_by.get_username()
        if act.recorded_by
        else "",
    }
    tree = text.tree()
    if not words:
        tree["blocks"] = [one for one in tree["blocks"] if one["value"] != "[act.words]"]
    return SidedText(
        kind="termination" if act.how else "extension",
        tree=tree,
        edition=original.edition,
        values=values,
        signers=signers,
        sides=sides,
        points_to=latest_act(agreement) or original,
    )


def latest_act(agreement: Agreement) -> Document | None:
    """The last signed paper of an agreement: each act points to the one before it."""
    return (
        Document.objects.filter(agreement_act__agreement=agreement, state="signed")
        .order_by("-signed_at", "-pk")
        .first()
    )


def act_words(act: AgreementAct) -> str:
    """What was written beside the ground; empty where nothing was."""
    if not act.words_encrypted:
        return ""
    return vault.decrypt_text(act.agreement.mentee.data_key.wrapped, act.words_encrypted)


def _when_words(act: AgreementAct) -> str:
    if act.ground == "notice":
        return _("через %(days)s после подписания этого заявления") % {
            "days": days_words(act.agreement.notice_days)
        }
    return _("в день подписания этого заявления")


def text_of(*, document: Document, now: datetime) -> SidedText:
    """What a paper of an agreement would say if it were made at ``now``.

    Raises ``WordingMissing``, ``SignerMissing`` and ``UnknownBirthDate``.
    """
    if document.kind == "agreement":
        return agreement_text(agreement=document.agreement, now=now)
    act = document.agreement_act
    sides = sides_today(agreement=act.agreement, now=now)
    party = document.parties.select_related("person").first() if act.how == "by_one" else None
    return act_text_of(
        act=act,
        actor=party.person if party else None,
        sides=sides,
        day=school_day(school=document.school, now=now),
    )


def reads_the_same(*, document: Document, now: datetime) -> bool:
    """Whether the paper, made now, would name the same signers and say the same words."""
    try:
        return text_of(document=document, now=now).inputs == document.inputs_index
    except (WordingMissing, SignerMissing, UnknownBirthDate):
        return False


def sided_blocks(document: Document) -> list[tuple[str, str]]:
    """The text of the paper for the screen, the same words as in the PDF."""
    return text_of(document=document, now=document.made_at).blocks(document.number)
