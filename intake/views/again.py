"""«Всё по-прежнему»: a changed consent and next year's agreements, signed in three pages at most.

The page to read, one page with the codes, a field for each paper, and the end.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from intake.domain.identity import Detail
from intake.domain.steps import Step
from intake.models import Document
from intake.services.agreement_again import AgreementAgain, agreements_again
from intake.services.document import filled_blocks, plain_summary
from intake.services.people import masked_on_file
from intake.services.renewal import papers_to_renew
from intake.views.code import send_code
from intake.views.consent import prepare_paper
from intake.views.explanation import chosen_labels
from intake.views.renewal_words import difference_lines
from intake.views.step import FamilyView, to_next_step
from intake.views.visit import KINDS, Visit

ONE_BY_ONE = "agreements_one_by_one"
"""Where the draft keeps which agreements the person wants to read one after the other."""

AGREED_AGAIN = "agreed_again"
"""Where the draft keeps the digests of the papers whose codes stand on one page."""

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
    found = {paper.kind: paper for paper in papers_to_renew(own, day=visit.day)}
    return {kind: found[kind] for kind in KINDS if kind in found and visit.asks(kind, visit.role)}


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


def waiting_agreements(visit: Visit) -> list[AgreementAgain]:
    """Next year's agreements that this person may sign here by a code."""
    return agreements_again(person=visit.person, now=visit.now) if visit.person else []


def are_agreements_offered(visit: Visit) -> bool:
    """Not to whoever said that these very papers are read one by one."""
    digests = [again.document.shown_digest for again in waiting_agreements(visit)]
    return bool(digests) and visit.own.get(ONE_BY_ONE) != digests


class AgainView(FamilyView):
    """Who it is about, what was allowed, the new texts; one button, then a code for each paper."""

    template_name = "intake/again.html"

    def gate(self) -> HttpResponse | None:
        self.consents = new_papers(self.visit) if may_renew_at_once(self.visit) else {}
        self.agreements = waiting_agreements(self.visit)
        if self.consents or self.agreements:
            return None
        return to_next_step(self.visit)

    def context(self) -> dict[str, Any]:
        publication = self.consents.get("publication")
        return {
            "participant": self.visit.request.participant,
            "contact_masked": masked_on_file(person=self.visit.person),
            "chosen": chosen_labels(publication.choices) if publication else [],
            "papers": [
                (paper, plain_summary(paper), filled_blocks(paper))
                for paper in self.consents.values()
            ],
            "agreements": [
                (again, difference_lines(again.difference)) for again in self.agreements
            ],
        }

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render()

    def post(self, request: HttpRequest) -> HttpResponse:
        shown = {again.document.shown_digest: again.document for again in self.agreements}
        if "changed" in request.POST:
            return self._something_changed(list(shown))
        agreed = request.POST.getlist("agreement")
        digests = [one.shown_digest for one in self.consents.values()]
        if request.POST.getlist("shown_digest") != digests or not shown.keys() >= set(agreed):
            return self.render(
                problem=_("Текст изменился, пока страница была открыта. Прочитайте его ещё раз.")
            )
        if not digests and not agreed:
            return self.render(
                problem=_("Отметьте соглашения, которые подписываете, или нажмите вторую кнопку.")
            )
        self._keep_consents()
        self.visit.keep_own(**{AGREED_AGAIN: [*digests, *agreed]})
        for paper in (*self.consents.values(), *(shown[digest] for digest in agreed)):
            send_code(request, paper, self.visit)
        return redirect("intake:again_codes")

    def _something_changed(self, agreements: list[str]) -> HttpResponse:
        if agreements:
            self.visit.keep_own(**{ONE_BY_ONE: agreements})
        if not self.consents:
            return redirect("intake:agreements")
        self.visit.keep_own(not_the_same=editions_of(self.consents))
        return to_next_step(self.visit)

    def _keep_consents(self) -> None:
        if not self.consents:
            return
        read = {*self.visit.own.get("read", []), *(step.value for step in READ_AT_ONCE)}
        publication = self.consents.get("publication")
        self.visit.keep_own(
            **{kind: paper.shown_digest for kind, paper in self.consents.items()},
            **({"choices": publication.choices} if publication else {}),
            read=sorted(read),
        )
