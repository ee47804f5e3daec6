"""The terms of releases, as the act in force words them."""

from dataclasses import dataclass
from datetime import date

from mentoring_pages.domain.clauses import APPENDIX, owner_of
from mentoring_pages.domain.meanings import MEDIA_RELEASES
from mentoring_pages.domain.release_terms import USUAL, ReleaseTerms, release_terms
from mentoring_pages.linting import act_of_tree
from mentoring_pages.models import School
from mentoring_pages.services.citation import cited_clause
from mentoring_pages.services.edition import regulation_in_force


@dataclass(frozen=True, slots=True)
class ReleaseRules:
    """The terms, and the clause that names them («п. 1.3 Положения»); empty for the usual ones."""

    terms: ReleaseTerms = USUAL
    cited: str = ""


def release_rules(*, school: School, day: date) -> ReleaseRules:
    """What the act in force on ``day`` says of press releases, post-releases and longreads.

    Its clause is the one an editor or the import gave the meaning «пресс-релиз … и пост-релиз …»;
    the paragraphs and lines under it belong to it.
    """
    cited = cited_clause(school=school, meaning=MEDIA_RELEASES, day=day)
    edition = regulation_in_force(school=school, day=day)
    if cited is None or edition is None:
        return ReleaseRules()
    act = act_of_tree(edition.tree)
    texts = []
    for index, block in enumerate(act.blocks):
        if block.kind == APPENDIX:
            break
        owner = owner_of(act.blocks, index)
        if owner is not None and act.keys[owner] == cited.key:
            texts.append(block.text)
    return ReleaseRules(release_terms(texts), cited.short)
