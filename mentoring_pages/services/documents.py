"""The school's documents as cards: what each is, its order and edition, its files, its mark."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Page

from mentoring_pages.models import (
    Edition,
    ProgrammePage,
    RegulationPage,
    RoadmapPage,
    School,
    ServiceRulesPage,
    WordingPage,
)
from mentoring_pages.sveden import Marks, usable_marks

FILES = (("pdf", "PDF"), ("docx", "DOCX"))


@dataclass(frozen=True, slots=True)
class Card:
    """One document: ``mark`` is its ``itemprop``, ``files`` are (address below the page, name)."""

    page: Page
    kind: str
    kind_label: str
    order_number: str
    order_date: date | None
    editions: int
    mark: str
    files: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Cards of one sort under a heading."""

    title: str
    cards: tuple[Card, ...]


def current_marks() -> Marks:
    """The marks this installation uses; ours where its own file cannot be used."""
    return usable_marks(getattr(settings, "NASTAVNIK_SVEDEN_MARKS", ""))


def shelves_of(*, school: School) -> list[Shelf]:
    """Every published act, programme, roadmap and wording, in a fixed number of queries."""
    home = school.site.root_page
    editions = Counter(
        Edition.objects.filter(school=school).order_by().values_list("page_key", flat=True)
    )
    found = [
        (title, list(_cards(model, kind, home, editions)))
        for title, models in (
            (_("Положение, программы и порядки"), ACTS),
            (_("Дорожная карта"), ((RoadmapPage, "roadmap"),)),
            (_("Согласия и соглашения"), ((WordingPage, "wording"),)),
        )
        for model, kind in models
    ]
    shelves: dict[str, list[Card]] = {}
    for title, cards in found:
        shelves.setdefault(title, []).extend(cards)
    return [Shelf(title, tuple(cards)) for title, cards in shelves.items() if cards]


ACTS: tuple[tuple[type[Page], str], ...] = (
    (RegulationPage, "regulation"),
    (ProgrammePage, "programme"),
    (ServiceRulesPage, "service-rules"),
)


def _label(page: Page) -> str:
    """What a document is. Of a wording its title says that: here, whose it is to sign."""
    if isinstance(page, WordingPage):
        return str(page.get_variant_display())
    return str(page.get_verbose_name())


def _cards(model: type[Page], kind: str, home: Page, editions: Counter[Any]) -> Iterator[Card]:
    pages: Iterable[Any] = (
        model.objects.descendant_of(home).live().public().defer_streamfields().order_by("path")
    )
    mark = current_marks().documents.get(kind, "")
    for page in pages:
        approved = bool(page.order_number and page.order_date)
        has_files = model in dict(ACTS) and approved
        yield Card(
            page=page,
            kind=kind,
            kind_label=_label(page),
            order_number=page.order_number if approved else "",
            order_date=page.order_date if approved else None,
            editions=editions.get(page.translation_key, 0),
            mark=mark,
            files=tuple((f"fail/{key}/", name) for key, name in FILES) if has_files else (),
        )
