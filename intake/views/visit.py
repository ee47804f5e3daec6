"""One person's visit to one request: who sits here, what was typed and signed, what comes next."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from intake.domain.age import BirthdayTurn, UnknownBirthDate
from intake.domain.guardianship import AuthorityAnswer
from intake.domain.identity import Detail, details_asked
from intake.domain.modes import Method, SchoolWay, WayTrouble, way_trouble
from intake.domain.signing import (
    Band,
    DocumentKind,
    MinorTable,
    SignerRole,
    SigningAnswer,
    band_on,
)
from intake.domain.steps import Decision, ForWhom, Hindrance, Progress, Step
from intake.models import Document, Guardianship
from intake.services.age_rule import age_rules
from intake.services.document import FULL_FORM
from intake.services.guardianship import authority_answer
from intake.services.identity import ON_PAPER, known_details
from intake.services.modes import school_way
from intake.services.own_no import own_no_at
from intake.services.pep import has_joined
from intake.services.renewal import with_outdated
from intake.services.request import shares_contact
from intake.services.rule import age_view, minor_table, signing_answers
from intake.views.sitting import PEOPLE, NoVisit, Sitting
from mentoring_pages.services.wording import consent_in_force

STEP_OF_DETAIL = {
    Detail.ADDRESS: Step.ADDRESS,
    Detail.IDENTITY: Step.IDENTITY,
    Detail.CHILD_IDENTITY: Step.CHILD_IDENTITY,
    Detail.AUTHORITY: Step.AUTHORITY,
}

KINDS = {"processing": DocumentKind.PROCESSING, "publication": DocumentKind.PUBLICATION}


SETTLED = {
    "processing": frozenset({Decision.SIGNED, Decision.NOT_ASKED}),
    "publication": frozenset({Decision.SIGNED}),
}
"""After which own decisions the other signer is waited for: a no to publication asks nobody."""

__all__ = ["KINDS", "PEOPLE", "NoVisit", "Visit"]


@dataclass
class Visit(Sitting):
    """Everything a page of the way needs to know, read once per page."""

    # Who has to sign

    @cached_property
    def answers_of_rule(self) -> dict[str, SigningAnswer]:
        """The rule's answer for each kind of paper; empty while the birth date is unknown."""
        try:
            answers = signing_answers(request=self.request, kinds=KINDS.values(), now=self.now)
            return {kind.value: answer for kind, answer in answers.items()}
        except UnknownBirthDate:
            return {}

    @property
    def band(self) -> Band | None:
        answer = self.answers_of_rule.get("processing")
        return answer.band if answer else None

    def asks(self, kind: str, role: SignerRole | None) -> bool:
        """Whether the rule asks ``role`` to sign a paper of this kind."""
        answer = self.answers_of_rule.get(kind)
        return answer is not None and role is not None and answer.requires(role)

    @cached_property
    def wordings(self) -> dict[tuple[str, SignerRole], bool]:
        """What ``has_wording`` found."""
        return {}

    def has_wording(self, kind: str, role: SignerRole) -> bool:
        """Whether the school has an approved text of this kind for this signer today."""
        if (kind, role) not in self.wordings:
            variant = "representative" if role is SignerRole.REPRESENTATIVE else "own"
            found = consent_in_force(school=self.school, paper=kind, variant=variant, day=self.day)
            self.wordings[kind, role] = found is not None
        return self.wordings[kind, role]

    # Whether this person may sign, and how

    @cached_property
    def authority(self) -> AuthorityAnswer | None:
        """What the school knows of a representative's authority; None for anybody else."""
        person, participant = self.person, self.request.participant
        if self.role is not SignerRole.REPRESENTATIVE or person is None or participant is None:
            return None
        return authority_answer(
            guardian=person, ward=participant, day=self.day, check_first=self.way.check_first
        )

    @property
    def authority_trouble(self) -> str:
        """Why a representative who is asked may not sign today; empty when they may."""
        if not any(self.asks(kind, self.role) for kind in KINDS):
            return ""
        trouble = self.authority.trouble if self.authority else None
        return trouble.value if trouble else ""

    @cached_property
    def way(self) -> SchoolWay:
        """How the school has its papers signed today."""
        return school_way(school=self.school, day=self.day)

    @cached_property
    def joined(self) -> bool:
        """Whether this person agreed that a code is their signature."""
        return self.person is not None and has_joined(person=self.person)

    @property
    def code_trouble(self) -> WayTrouble | None:
        """Why this person signs consents without a code today; None when a code is open."""
        return way_trouble(
            self.way, kind=DocumentKind.PROCESSING, method=Method.CODE, has_joined=self.joined
        )

    # What the full written form asks besides

    @cached_property
    def details(self) -> tuple[Detail, ...]:
        """The last questions to this signer; none where the school signs the short consent."""
        person, participant = self.person, self.request.participant
        if self.school.consent_wording != FULL_FORM or self.role is None:
            return ()
        if person is None or participant is None or not self.asks("processing", self.role):
            return ()
        row = Guardianship.objects.filter(guardian=person, ward=participant).first()
        return details_asked(
            role=self.role,
            band=self.answers_of_rule["processing"].band,
            guardian_kind=row.kind if row else "",
        )

    @property
    def known_details(self) -> frozenset[Detail]:
        person, participant = self.person, self.request.participant
        if not self.details or person is None or participant is None or self.role is None:
            return frozenset()
        return known_details(signer=person, participant=participant, role=self.role)

    @property
    def is_by_hand(self) -> bool:
        """This signer writes the details on the printed paper and signs it with a pen."""
        return bool(self.details and self.own.get(ON_PAPER))

    # What became of the papers

    @cached_property
    def papers(self) -> dict[tuple[str, str], Document]:
        """The latest paper of each kind and role; what is signed elsewhere counts too."""
        if self.request.participant_id is None:
            return {}
        found: dict[tuple[str, str], Document] = {}
        documents = Document.objects.filter(
            participant_id=self.request.participant_id, kind__in=KINDS
        ).exclude(state__in=("void", "superseded"))
        papers = with_outdated(
            documents.select_related("points_to").annotate(own_no_at=own_no_at()), day=self.day
        )
        for document in papers.order_by("made_at", "pk"):
            if document.request_id == self.request.pk or document.state == "signed":
                found[document.kind, document.variant] = document
        return found

    def paper(self, kind: str) -> Document | None:
        """This signer's own paper of a kind."""
        return self.papers.get((kind, self.role.value)) if self.role else None

    def is_to_renew(self, document: Document) -> bool:
        """Answered under a text that a major change replaced, or before the 18th birthday: this
        person is asked once more."""
        if document.state not in ("signed", "declined"):
            return False
        return getattr(document, "is_outdated", False) or self.is_outgrown(document)

    def is_outgrown(self, document: Document) -> bool:
        """The participant's own of before 18, where the adult is asked for a word of their own."""
        participant, kind = self.request.participant, DocumentKind(document.kind)
        if document.variant != SignerRole.PARTICIPANT.value or participant is None:
            return False
        answer = self.answers_of_rule.get(kind.value)
        if answer is None or answer.band is not Band.ADULT:
            return False
        view = age_view(school=self.school, kind=kind, day=self.day)
        return view.band_of(document, participant) is not Band.ADULT

    def kept(self, kind: str) -> Document | None:
        """This signer's paper in force, which a no to a newer text leaves as it is."""
        if self.role is None or self.request.participant_id is None:
            return None
        document = Document.objects.filter(
            participant_id=self.request.participant_id,
            kind=kind,
            variant=self.role.value,
            state="signed",
        ).first()
        return None if document is None or self.is_outgrown(document) else document

    def withdrew_alone(self, kind: str) -> bool:
        """This pupil ended here what only the representative had signed: nothing is asked of them
        until the school invites anew."""
        if self.role is not SignerRole.PARTICIPANT:
            return False
        theirs = self.papers.get((kind, SignerRole.REPRESENTATIVE.value))
        return theirs is not None and getattr(theirs, "own_no_at", None) is not None

    def decision(self, kind: str) -> Decision:
        if not self.asks(kind, self.role):
            return Decision.NOT_ASKED
        document = self.paper(kind)
        if document is None and self.withdrew_alone(kind):
            return Decision.SIGNED
        if document is not None and document.state in ("signed", "withdrawn"):
            return Decision.OPEN if self.is_to_renew(document) else Decision.SIGNED
        if kind == "publication" and self.role and not self.has_wording(kind, self.role):
            return Decision.NOT_ASKED
        if document is not None and document.state == "declined":
            return Decision.OPEN if self.is_to_renew(document) else Decision.NO
        is_agreed = document is not None and self.own.get(kind) == document.shown_digest
        return Decision.YES if is_agreed else Decision.OPEN

    @property
    def is_other_needed(self) -> bool:
        """Another person's signature is still needed under some paper this person agreed to."""
        for kind, settled in SETTLED.items():
            is_by_hand = kind == "processing" and self.is_by_hand
            own, paper = self.decision(kind), self.paper(kind)
            if paper is not None and paper.state == "withdrawn":
                continue
            is_settled = own in settled or (is_by_hand and own is Decision.YES)
            if is_settled and self.asks(kind, self.other_role):
                document = self.papers.get((kind, self.other_role.value))
                if document is None or document.state in ("prepared", "declined"):
                    return True
        return False

    @property
    def is_other_asked(self) -> bool:
        other = self.other_person
        if other is None or (
            self.other_role is SignerRole.PARTICIPANT
            and shares_contact(request=self.request, person=other)
        ):
            return False
        return self.request.links.filter(
            person=other, purpose="sign", revoked_at__isnull=True, expires_at__gt=self.now
        ).exists()

    # Where on the way

    @cached_property
    def progress(self) -> Progress:
        processing, publication = self.decision("processing"), self.decision("publication")
        answered = {Step(name) for name in self.own.get("read", []) if name in set(Step)}
        if self.came_first:
            answered |= {Step(name) for name in self.people.get("done", []) if name in set(Step)}
        answered |= {STEP_OF_DETAIL[detail] for detail in self.known_details}
        return Progress(
            invited=not self.came_first,
            details=tuple(STEP_OF_DETAIL[detail] for detail in self.details),
            keeps_processing=processing is Decision.NO and self.kept("processing") is not None,
            by_hand=self.is_by_hand,
            answered=frozenset(answered),
            for_whom=self.for_whom,
            asks_guardian=self._asks_guardian,
            hindrance=self._hindrance,
            processing=processing if self.answers_of_rule else Decision.OPEN,
            publication=publication if self.answers_of_rule else Decision.OPEN,
            other_signer_to_ask=(
                self.is_other_needed
                and not self.is_other_asked
                and not self.own.get("other_on_paper")
            ),
        )

    @property
    def _hindrance(self) -> Hindrance:
        band = self._typed_band
        if not self.came_first or band is None:
            return Hindrance.NONE
        if self.for_whom is ForWhom.SELF and band is Band.UNDER_14:
            return Hindrance.TOO_YOUNG
        if self.for_whom is ForWhom.CHILD and band is Band.ADULT:
            return Hindrance.GROWN_UP
        return Hindrance.NONE

    @property
    def _asks_guardian(self) -> bool:
        if not self.came_first or self.for_whom is not ForWhom.SELF:
            return False
        tables = (minor_table(school=self.school, kind=kind) for kind in KINDS.values())
        return self._typed_band is Band.FROM_14_TO_17 and any(
            table is not MinorTable.PARTICIPANT_ONLY for table in tables
        )

    @cached_property
    def turn(self) -> BirthdayTurn:
        """On which day this school counts a birthday."""
        return age_rules(school=self.school).turn_on(self.day)

    @property
    def _typed_band(self) -> Band | None:
        """The band of the birth date as typed, before people are recorded."""
        typed = self.people.get("birth_date")
        try:
            return band_on(date.fromisoformat(typed), self.day, self.turn) if typed else None
        except (ValueError, UnknownBirthDate):
            return None
