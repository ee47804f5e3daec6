"""A comparison as a page shows it: what each change is called and where it stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, SECTION
from mentoring_pages.domain.comparison import Change, ChangedLine, Comparison
from mentoring_pages.domain.contents import NBSP, NUMERO
from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.domain.units import Unit
from mentoring_pages.rendering.change_summary import verb

LONGEST_BEGINNING = 160
"""Characters."""


@dataclass(frozen=True, slots=True)
class ShownChange:
    """``anchor`` is unique on the page; ``notes`` are sentences about numbers and places.

    ``text`` is how the unit begins, where its words stayed: its number alone tells nobody which
    one it is.
    """

    anchor: str
    kind: str
    title: str
    what: str
    notes: tuple[str, ...]
    lines: tuple[ChangedLine, ...]
    text: str = ""


def unit_title(unit: Unit) -> str:
    """«Пункт 3.4», «Пункт 3 Приложения № 2», «Раздел 2. Права», «Приложение № 1»."""
    number = unit.number
    if unit.kind == APPENDIX:
        return _("Приложение") + (f" {NUMERO}{NBSP}{number}" if number else "")
    if unit.kind == SECTION:
        named = _("Раздел") + (f"{NBSP}{number}" if number else "")
        return f"{named}. {unit.lines[0].text}" if unit.lines[0].text else named
    if unit.kind != CLAUSE:
        return _("Вводный абзац")
    named = _("Пункт") + f"{NBSP}{number}"
    if not unit.appendix:
        return named
    return f"{named} " + _("Приложения") + (f" {NUMERO}{NBSP}{unit.inside}" if unit.inside else "")


def shown(
    comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]
) -> tuple[ShownChange, ...]:
    """The changes in reading order. ``old`` and ``new`` are the units of the two editions."""
    was = {unit.key: unit for unit in old}
    now = {unit.key: unit for unit in new}
    return tuple(
        ShownChange(
            anchor=f"izm-{place}",
            kind=change.kind,
            title=unit_title(change.unit),
            what=verb(change.kind, change.unit.kind),
            notes=tuple(_notes(change, was, now)),
            lines=change.lines,
            text=_beginning(change),
        )
        for place, change in enumerate(comparison.changes, start=1)
    )


def _beginning(change: Change) -> str:
    if change.lines or change.unit.kind == SECTION:
        return ""
    return whole_words(change.unit.lines[0].text, LONGEST_BEGINNING)


def _notes(change: Change, was: dict[str, Unit], now: dict[str, Unit]) -> list[str]:
    if change.old is None or change.new is None:
        return []
    notes = []
    if change.moved:
        home, place = was.get(change.old.parent), now.get(change.new.parent)
        if home is not None and place is not None and home.lines[0].text != place.lines[0].text:
            notes.append(
                _("Стоял под заголовком «%(old)s», теперь – под заголовком «%(new)s».")
                % {"old": home.lines[0].text, "new": place.lines[0].text}
            )
        else:
            notes.append(_("Стоит на другом месте."))
    if change.renumbered:
        notes.append(
            _("Был номер %(old)s, стал %(new)s.")
            % {"old": change.old.number or "–", "new": change.new.number or "–"}
        )
    return notes
