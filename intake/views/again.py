"""«Всё по-прежнему»: a consent whose text has changed is signed anew in three pages at most."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from intake.domain.identity import Detail
from intake.domain.steps import Step, next_step
from intake.models import Document
from intake.services.document import filled_blocks, plain_summary
from intake.services.people import masked_on_file
from intake.services.renewal import papers_to_renew
from intake.views.code import KIND_OF_STEP, send_code
from intake.views.consent import prepare_paper
from intake.views.explanation import chosen_labels
from intake.views.step import FamilyView, to_next_step
from intake.views.visit import Visit

READ_AT_ONCE = (Step.WHO_SIGNS, Step.POLICY, Step.CHECK)
"""Pages whose answers this one page gives: nothing about them has changed."""


def outdated_papers(visit: Visit) -> dict[str, Document]:
    """The own signed papers whose text a major change replaced, by kind; the signer may renew."""
    if visit.role is None or visit.request.participant_id is None:
        return {}
    own = Document.objects.filter(
        participant_id=visit.request.participant_id,
        variant=visit.role.value,
        parties__person=visit.person,
    )
    return {
        paper.kind: paper
        for paper in papers_to_renew(own, day=visit.day)
        if visit.asks(paper.kind, visit.role)
    }


def editions_of(papers: dict[str, Document]) -> list[str]:
    """Which texts these papers are made of: a later one is offered on one page again."""
    return sorted(paper.edition.digest for paper in papers.values())


def may_renew_at_once(visit: Visit) -> bool:
    """Whether one page will do: what the full form asks besides is on file already."""
    asked: frozenset[Detail] = frozenset(visit.details)
    return bool(
        visit.request.state != "refused"
        and asked <= visit.known_details
        and outdated_papers(visit)
        and visit.code_trouble is None
    )


def new_papers(visit: Visit) -> dict[str, Document]:
    """The new papers, made with what was chosen last time."""
    made = {}
    for kind, old in outdated_papers(visit).items():
        choices = old.choices if kind == "publication" else None
        paper = prepare_paper(visit, kind, choices)
        if paper is not None:
            made[kind] = paper
    return made


def is_renewal_offered(visit: Visit) -> bool:
    """Not to whoever said that something else is wanted with these very texts."""
    return may_renew_at_once(visit) and (
        visit.own.get("not_the_same") != editions_of(new_papers(visit))
    )


class AgainView(FamilyView):
    """Who it is about, what was allowed, the new texts; one button, then a code for each paper."""

    template_name = "intake/again.html"

    def gate(self) -> HttpResponse | None:
        return None if may_renew_at_once(self.visit) else to_next_step(self.visit)

    def context(self) -> dict[str, Any]:
        papers = new_papers(self.visit)
        publication = papers.get("publication")
        return {
            "participant": self.visit.request.participant,
            "contact_masked": masked_on_file(person=self.visit.person),
            "chosen": chosen_labels(publication.choices) if publication else [],
            "papers": [
                (paper, plain_summary(paper), filled_blocks(paper)) for paper in papers.values()
            ],
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest) -> HttpResponse:
        papers = new_papers(self.visit)
        if "changed" in request.POST:
            self.visit.keep_own(not_the_same=editions_of(papers))
            return to_next_step(self.visit)
        if request.POST.getlist("shown_digest") != [one.shown_digest for one in papers.values()]:
            return self.render(
                problem=_("Текст изменился, пока страница была открыта. Прочитайте его ещё раз.")
            )
        read = {*self.visit.own.get("read", []), *(step.value for step in READ_AT_ONCE)}
        publication = papers.get("publication")
        self.visit.keep_own(
            **{kind: paper.shown_digest for kind, paper in papers.items()},
            **({"choices": publication.choices} if publication else {}),
            read=sorted(read),
        )
        kind = KIND_OF_STEP.get(next_step(self.visit.progress))
        if kind in papers:
            send_code(request, papers[kind], self.visit)
        return to_next_step(self.visit)
