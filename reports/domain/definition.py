"""What a statistical form is: sections, rows × columns, closed cells, controls, title block.

A form is data (``reports/definitions``); this module gives that data a shape. A cell counts what
its column measures among those its row lets through.
"""

from dataclasses import dataclass, replace
from typing import Literal

from reports.domain.periods import Window

OTHER_FORMS = "other"
Address = tuple[str, int]

Unit = Literal["pair", "group", "mentor", "mentee", "curator"]
Narrowing = Literal["", "first", "active", "completed", "left"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What one column counts: teams of a kind, or people in a role, perhaps narrowed."""

    unit: Unit
    narrowing: Narrowing = ""

    @property
    def counts_teams(self) -> bool:
        return self.unit in ("pair", "group")


UNITS: dict[str, Unit] = {
    "pairs": "pair",
    "groups": "group",
    "mentors": "mentor",
    "mentees": "mentee",
    "curators": "curator",
}
NARROWINGS: dict[str, Narrowing] = {
    "": "",
    "first": "first",
    "active": "active",
    "completed": "completed",
    "left": "left",
}


def measure_named(name: str) -> Measure:
    """«mentees_left» → people in the role of mentee, those who left early."""
    unit, _, narrowing = name.partition("_")
    return Measure(UNITS[unit], NARROWINGS[narrowing])


@dataclass(frozen=True, slots=True)
class Column:
    number: int
    title: str
    measure: Measure
    of_which: bool = False


@dataclass(frozen=True, slots=True)
class RowRule:
    """Who stands in a row. Empty means everyone; ``age`` is full years, both ends included."""

    forms: frozenset[str] | Literal["other"] | None = None
    categories: frozenset[str] = frozenset()
    categories_except: frozenset[str] = frozenset()
    age: tuple[int | None, int | None] | None = None
    young_specialist: bool = False
    trained: bool = False

    @property
    def looks_at_people(self) -> bool:
        """A rule about people cannot choose among pairs and groups."""
        return bool(
            self.categories
            or self.categories_except
            or self.age
            or self.young_specialist
            or self.trained
        )


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    title: str
    rule: RowRule
    indent: int = 0
    of_which: bool = False
    split_by_form: bool = False
    closed_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Section:
    number: str
    title: str
    units: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def named_forms(self) -> frozenset[str]:
        """The forms that have a row of their own; every other form is «иная»."""
        named: set[str] = set()
        for row in self.rows:
            if isinstance(row.rule.forms, frozenset):
                named |= row.rule.forms
        return frozenset(named)


@dataclass(frozen=True, slots=True)
class Control:
    """An identity that must hold. ``error`` stops a thoughtful person, ``warning`` asks to look."""

    text: str
    level: Literal["error", "warning"]
    left: tuple[str, ...]
    sign: Literal["=", "<="]
    right: tuple[str, ...]
    each_row_of: str = ""
    each_column: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The title block. ``clause_meaning`` names the clause of the school's act to be cited."""

    recipient: str
    named_form: str
    rules: tuple[str, ...]
    clause_meaning: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    key: str
    version: str
    applies_from: int
    title: str
    menu_title: str
    window: Window
    head: Head
    sections: tuple[Section, ...]
    controls: tuple[Control, ...]
    foot: tuple[str, ...]
    is_default: bool = False

    def title_for(self, year: int) -> str:
        return self.title.replace("{year}", str(year))


def with_form_rows(section: Section, forms: dict[str, str]) -> Section:
    """The section with a row for each other form (07.1, 07.2 …) under the row that asks for it.

    ``forms`` maps the keys of the school's forms, those met in the facts included, to their names,
    in the order of printing. «Иные формы» become the very keys that no row names.
    """
    named = section.named_forms
    others = {key: title for key, title in forms.items() if key not in named}
    rows: list[Row] = []
    for printed in section.rows:
        row = printed
        if row.rule.forms == OTHER_FORMS:
            row = replace(row, rule=replace(row.rule, forms=frozenset(others)))
        rows.append(row)
        if not row.split_by_form:
            continue
        chosen = _only(forms, row.rule.forms)
        rows += [
            Row(
                number=f"{row.number}.{position}",
                title=title,
                rule=replace(row.rule, forms=frozenset([key])),
                indent=row.indent + 1,
                closed_columns=row.closed_columns,
            )
            for position, (key, title) in enumerate(chosen.items(), start=1)
        ]
    return replace(section, rows=tuple(rows))


def _only(forms: dict[str, str], wanted: frozenset[str] | str | None) -> dict[str, str]:
    if wanted is None:
        return forms
    return {key: title for key, title in forms.items() if key in wanted}
