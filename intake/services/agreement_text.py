"""What the papers of an agreement say today: who stands on them, with what words."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from intake import vault
from intake.documents.acts import act_text
from intake.domain.age import UnknownBirthDate
from intake.domain.agreement import Side
from intake.labels import agreement_signers_and_why
from intake.models import (
    Agreement,
    AgreementAct,
    Document,
    Person,
)
from intake.models.agreement import GROUNDS
from intake.services.agreement_sides import (
    SidesToday,
    Signer,
    SignerMissing,
    capacity_words,
    side_words,
    sides_today,
)
from intake.services.document import WordingMissing
from intake.services.rule import school_day
from mentoring_pages.domain.wording import days_words, months_words
from mentoring_pages.domain.wording_lines import blocks_of, filled_lines
from mentoring_pages.models import Edition
from mentoring_pages.services.wording import agreement_in_force
from mentoring_pages.services.wording_values import agreement_values, day_words, school_values


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
    agreement: Agreement | None = None

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


def words_mark(agreement: Agreement) -> str:
    """What the sides wrote in, tasks and place, as the journal may hold it: a mark under the
    mentee's key. Raises what ``vault.decrypt`` does."""
    said = [agreement.place, agreement.base_organisation, *agreement_tasks(agreement)]
    wrapped = agreement.mentee.data_key.wrapped
    return vault.mark(wrapped, json.dumps(said, ensure_ascii=False), purpose="agreement")


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
        explanation=" ".join(
            [agreement_signers_and_why(sides.answers), *_renewal_words(agreement.renews)]
        ),
        points_to=_last_paper(agreement.renews) if agreement.renews else None,
        agreement=agreement,
    )


def _renewal_words(before: Agreement | None) -> list[str]:
    """That the agreement of the year before gives way: both sides sign it with the paper."""
    if before is None:
        return []
    words = _(
        "Соглашение на новый срок продолжает соглашение № %(number)s от %(day)s: если прежнее ещё "
        "действует, это заменяет его со дня последней подписи."
    )
    return [words % {"number": before.document.number, "day": day_words(before.effective_on)}]


def _last_paper(agreement: Agreement) -> Document:
    return latest_act(agreement) or agreement.document


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
        points_to=_last_paper(agreement),
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
