"""What the pages of an act ask: its chapters, its edition, its terms."""

from dataclasses import dataclass
from datetime import date

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from mentoring_pages.domain.alphabet import anchor, by_letter
from mentoring_pages.domain.audiences import AUDIENCES, PARAMETER, audience_of
from mentoring_pages.domain.contents import Approval, chapters, reference_to
from mentoring_pages.domain.placeholders import KNOWN, PLACE
from mentoring_pages.models import (
    GlossaryPage,
    MentoringForm,
    RegulationPage,
    RegulationTerm,
    School,
)
from mentoring_pages.rendering.act_page import pieces_of
from mentoring_pages.rendering.reading import Reading
from mentoring_pages.services.chosen_act import act_for_visitors, not_repealed
from mentoring_pages.services.reading import (
    preview_of_page,
    reading_of_page,
    school_or_none,
)

register = template.Library()
register.filter(anchor)


@dataclass(frozen=True, slots=True)
class AudienceLink:
    """One way to read an act: where it is, what it is called, whether it is the one on screen."""

    address: str
    name: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """One definition of a term; ``sources`` are (name of a clause, address), none if explained."""

    definition: str
    sources: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A term on the А–Я page with everything that is said about it."""

    term: str
    meanings: tuple[Meaning, ...]


@register.simple_tag(takes_context=True)
def reading_of(context: template.Context, page: RegulationPage) -> Reading:
    """The act as it was painted at publication; a draft in its editor's preview is painted now."""
    request = context.get("request")
    audience = audience_of(request.GET.get(PARAMETER, "")) if request else ""
    if getattr(request, "is_preview", False):
        return preview_of_page(page=page, audience=audience)
    return reading_of_page(page=page, audience=audience, now=timezone.now())


@register.simple_tag(takes_context=True)
def audience_links(context: template.Context, reading: Reading) -> list[AudienceLink]:
    """For whom this act may be read, the whole first; empty where nobody has chosen clauses."""
    if not reading.audiences:
        return []
    request = context.get("request")
    now = audience_of(request.GET.get(PARAMETER, "")) if request else ""
    now = now if now in reading.audiences else ""
    offered = [AUDIENCES[key] for key in reading.audiences]
    return [
        AudienceLink("?", _("Весь документ"), is_current=not now),
        *(
            AudienceLink(f"?{PARAMETER}={one.address}", one.name, is_current=one.key == now)
            for one in offered
        ),
    ]


@register.simple_tag
def wording_text(text: str) -> str:
    """A wording as a reader sees it before anybody signs: a place is named, not filled."""
    return PLACE.sub(lambda place: f"[{KNOWN[place[1]].label}]" if place[1] in KNOWN else "", text)


@register.simple_tag
def regulation_under(home: Page) -> RegulationPage | None:
    """The act a visitor of the site should read today, see ``services.chosen_act``."""
    return act_for_visitors(home=home, day=_today(home))


@register.simple_tag
def glossary_under(home: Page) -> GlossaryPage | None:
    return GlossaryPage.objects.descendant_of(home).live().public().first()


@register.simple_tag
def mentoring_forms(school: School | None) -> list[MentoringForm]:
    """The forms of mentoring the school works with now."""
    return list(school.mentoring_forms.filter(is_active=True)) if school else []


@register.simple_tag
def explanatory_terms(page: GlossaryPage) -> list[tuple[str, list[Entry]]]:
    entries = [Entry(term.term, (Meaning(term.definition),)) for term in page.terms.all()]
    return by_letter(entries, lambda entry: entry.term)


@register.simple_tag(takes_context=True)
def normative_terms(context: template.Context, page: GlossaryPage) -> list[tuple[str, list[Entry]]]:
    """The definitions of the published acts beside this glossary, each with its clause; none of a
    repealed act.

    A term is shown once, with the definition of each act; where several acts define terms, a
    clause is named with the title of its act.
    """
    acts = not_repealed(
        acts=list(RegulationPage.objects.sibling_of(page).live().public()), day=_today(page)
    )
    terms = RegulationTerm.objects.filter(page__in=acts).order_by("page__path", "sort_order")
    several = len({term.page_id for term in terms}) > 1
    names = {}
    for act in acts:
        address = act.get_url(request=context.get("request")) or ""
        called = Approval(act.act_heading, act.act_title if several else "")
        for chapter in chapters(pieces_of(act)):
            for piece in (chapter, *chapter.lines):
                if piece.name:
                    source = reference_to(piece.name, called)
                    names[act.pk, piece.key] = source, f"{address}#c-{piece.key}"
    spelled: dict[str, str] = {}
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for term in terms:
        key = term.term.casefold()
        spelled.setdefault(key, term.term)
        sources = found.setdefault(key, {}).setdefault(term.definition, [])
        if (term.page_id, term.clause_key) in names:
            sources.append(names[term.page_id, term.clause_key])
    entries = [
        Entry(spelled[key], tuple(Meaning(text, tuple(where)) for text, where in said.items()))
        for key, said in found.items()
    ]
    return by_letter(entries, lambda entry: entry.term)


def _today(page: Page) -> date:
    """The day it is in the school of ``page``."""
    school = school_or_none(page)
    return timezone.localdate(timezone=school.zone if school else None)
