"""Who sits at the screen, for whom they came and what they typed: read once per page."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from intake.domain.signing import SignerRole
from intake.domain.steps import ForWhom
from intake.models import IntakeRequest, Person, PersonalLink
from intake.services.draft import add_to_draft
from intake.services.link import LinkTrouble
from intake.services.request import read_answers, signer_of
from intake.services.rule import school_day

PEOPLE = "people"
"""The part of the draft that holds what was typed about people."""

REMEMBERED = (
    "draft",
    "papers",
    "progress",
    "answers_of_rule",
    "day",
    "details",
    "way",
    "authority",
    "wordings",
    "joined",
)
"""What a page reads once and what a write makes stale."""


class NoVisit(Exception):
    """Nobody opened a personal link in this browser, or it opens no more; ``kind`` says why."""

    def __init__(self, kind: LinkTrouble | None) -> None:
        super().__init__(kind.value if kind else "none")
        self.kind = kind


@dataclass
class Sitting:
    """One person with one personal link in one browser."""

    link: PersonalLink
    now: datetime

    @property
    def request(self) -> IntakeRequest:
        return self.link.request

    @property
    def school(self) -> Any:
        return self.request.school

    @cached_property
    def day(self) -> date:
        return school_day(school=self.school, now=self.now)

    # What was typed

    @cached_property
    def draft(self) -> dict[str, Any]:
        return read_answers(self.request)

    @property
    def people(self) -> dict[str, Any]:
        return self.draft.get(PEOPLE, {})

    @property
    def own(self) -> dict[str, Any]:
        """This signer's part of the draft."""
        return self.draft.get(self.role.value, {}) if self.role else {}

    def keep(self, part: str, **answers: Any) -> None:
        add_to_draft(request=self.request, part=part, answers=answers)
        self.forget()

    def keep_own(self, **answers: Any) -> None:
        if self.role:
            self.keep(self.role.value, **answers)

    def forget(self) -> None:
        """Read everything anew: something was just written."""
        for name in REMEMBERED:
            self.__dict__.pop(name, None)

    # Who sits at the screen

    @property
    def for_whom(self) -> ForWhom | None:
        if self.request.origin != "open":
            return None
        typed = self.people.get("for_whom")
        return ForWhom(typed) if typed in set(ForWhom) else None

    @property
    def is_onlooker(self) -> bool:
        """The link is another representative's of the same child: they may see and object."""
        if self.link.person_id is None or self.link.purpose not in ("sign", "status"):
            return False
        return self.link.person_id not in (self.request.guardian_id, self.request.participant_id)

    @property
    def role(self) -> SignerRole | None:
        """In what capacity this person signs; None while an open request has not said, and for
        another representative, who signs nothing here."""
        if self.is_onlooker:
            return None
        if self.link.person_id is not None:
            is_guardian = self.link.person_id == self.request.guardian_id
            return SignerRole.REPRESENTATIVE if is_guardian else SignerRole.PARTICIPANT
        if self.for_whom is None:
            return None
        is_child = self.for_whom is ForWhom.CHILD
        return SignerRole.REPRESENTATIVE if is_child else SignerRole.PARTICIPANT

    @property
    def person(self) -> Person | None:
        if self.link.person_id is not None:
            return self.link.person
        return signer_of(request=self.request, role=self.role) if self.role else None

    @property
    def signer(self) -> Person:
        """Whoever sits here and signs. Raises ``NoVisit`` before anybody said who they are."""
        if self.person is None:
            raise NoVisit(None)
        return self.person

    @property
    def came_first(self) -> bool:
        """This person filled the open request in; whoever signs next is a guest in it."""
        if self.request.origin != "open":
            return False
        if self.link.person_id is None:
            return True
        return self.role == (
            SignerRole.REPRESENTATIVE if self.for_whom is ForWhom.CHILD else SignerRole.PARTICIPANT
        )

    @property
    def other_role(self) -> SignerRole:
        is_representative = self.role is SignerRole.REPRESENTATIVE
        return SignerRole.PARTICIPANT if is_representative else SignerRole.REPRESENTATIVE

    @property
    def other_person(self) -> Person | None:
        return signer_of(request=self.request, role=self.other_role)
