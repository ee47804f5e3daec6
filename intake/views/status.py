"""What was signed, what waits for whom: the page behind the personal link of later days."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from intake.domain.signing import DocumentKind, SignerRole
from intake.domain.steps import ENDS, Step, may_open, next_step
from intake.models import Person
from intake.services.agreement_list import agreements_of, papers_to_sign
from intake.services.own_page import has_own_way
from intake.services.pep import live_agreement
from intake.services.standing import PaperLine, papers_for, standing
from intake.services.withdrawal_right import may_withdraw_alone
from intake.views.done import letter_to_other
from intake.views.explanation import (
    chosen_labels,
    next_turning_of,
    refused_words,
    seal_words,
    standing_words,
    timeline_of,
)
from intake.views.next_child import next_child
from intake.views.step import FamilyView, step_address
from intake.views.visit import KINDS


class StatusView(FamilyView):
    template_name = "intake/status.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def context(self) -> dict[str, Any]:
        visit = self.visit
        participant, person = visit.request.participant, visit.person
        if participant is None or person is None:
            return {"lines": [], "standings": [], "timeline": [], "next_address": self._next()}
        following = self._next()
        on_paper = visit.own.get("on_paper") and following
        lines = [
            line
            for line in papers_for(request=visit.request, person=person, day=visit.day)
            if line.document.state != "prepared"
            or (line.is_own and line.document.kind != DocumentKind.WITHDRAWAL)
        ]
        return {
            "agreements_waiting": sum(
                line.is_mine_to_sign for line in papers_to_sign(person=person)
            ),
            "agreements": len(agreements_of(person=person, now=visit.now)),
            "participant": participant,
            "lines": [
                (
                    line,
                    chosen_labels(line.document.choices),
                    seal_words(line.document, visit),
                    refused_words(line.document),
                )
                for line in lines
            ],
            "standings": [
                (name, standing_words(state))
                for name, kind in KINDS.items()
                if (state := standing(participant=participant, kind=kind, now=visit.now))
            ],
            "timeline": timeline_of(visit, lines),
            "next_turning": next_turning_of(visit),
            "next_address": following,
            "on_paper": on_paper,
            "next_child": (next_child(self.request, visit) if on_paper or not following else None),
            "may_allow_publication": self._may_allow_publication(),
            "publication_address": step_address(Step.PUBLICATION),
            "is_other_needed": visit.is_other_needed,
            "letter": letter_to_other(visit),
            "pep": live_agreement(person=person),
            "may_object": self._may_object(participant, person),
            "pupil_may_withdraw": self._may_pupil_withdraw(lines, participant),
            "pupil_has_contact": has_own_way(participant=participant),
        }

    def _next(self) -> str:
        """Where to go on, when this person has something left to do."""
        step = next_step(self.visit.progress)
        is_over = step in ENDS or self.visit.request.state == "refused" or self._is_only_looking()
        return "" if is_over else step_address(step)

    def _is_only_looking(self) -> bool:
        """An invited pupil of whom nothing is asked: only the representative signs."""
        visit = self.visit
        return visit.progress.invited and not any(visit.asks(kind, visit.role) for kind in KINDS)

    def _may_object(self, participant: Person, person: Person) -> bool:
        """Somebody else signed for this child as a representative."""
        if self.visit.role is not SignerRole.REPRESENTATIVE:
            return False
        signed = participant.documents_about.filter(
            variant="representative", state="signed", kind__in=KINDS
        )
        return signed.exclude(parties__person=person).exists()

    def _may_pupil_withdraw(self, lines: list[PaperLine], participant: Person) -> bool:
        """Whether to tell a representative that the pupil may end the consent as well."""
        return self.visit.role is SignerRole.REPRESENTATIVE and any(
            may_withdraw_alone(consent=line.document, person=participant, day=self.visit.day)
            for line in lines
        )

    def _has_withdrawn(self) -> bool:
        processing = self.visit.paper("processing")
        return processing is not None and processing.state == "withdrawn"

    def _may_allow_publication(self) -> bool:
        document = self.visit.paper("publication")
        return (
            document is not None
            and document.state == "declined"
            and not self._has_withdrawn()
            and may_open(Step.PUBLICATION, self.visit.progress)
        )
