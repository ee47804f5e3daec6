"""A filled return: the one object that the grid, the lists of people and every export read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reports.domain.controls import ControlResult
from reports.domain.counting import Counted, Doubt, Skipped
from reports.domain.definition import Address, Column, Definition, Row, Section
from reports.domain.periods import Period


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who reports, as printed in the title block and under the form."""

    full_name: str
    address: str
    inn: str
    ogrn: str
    okpo: str
    regional_centre: str
    director_post: str
    director_name: str
    curator_post: str
    curator_name: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class DueClause:
    """The clause of the school's own act that orders the return."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    address: Address
    column: Column
    value: int | None
    """None: the cell is closed and printed as «Х»."""

    @property
    def is_closed(self) -> bool:
        return self.value is None


@dataclass(frozen=True, slots=True)
class Line:
    row: Row
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FilledReturn:
    school_key: str
    organisation: Organisation
    definition: Definition
    period: Period
    made_on: date
    clause: DueClause | None
    counted: Counted
    controls: tuple[ControlResult, ...]

    @property
    def title(self) -> str:
        return self.definition.title_for(self.period.year)

    @property
    def is_preliminary(self) -> bool:
        return self.period.is_preliminary(self.made_on)

    @property
    def rules(self) -> tuple[str, ...]:
        """The counting rules as printed in the head, with the dates of this year."""
        spelled = {
            "{from}": f"{self.period.first:%d.%m.%Y}",
            "{as_of}": f"{self.period.as_of:%d.%m.%Y}",
        }
        printed = []
        for rule in self.definition.head.rules:
            text = rule
            for name, value in spelled.items():
                text = text.replace(name, value)
            printed.append(text)
        return tuple(printed)

    @property
    def sections(self) -> tuple[Section, ...]:
        return self.counted.sections

    @property
    def broken_controls(self) -> tuple[ControlResult, ...]:
        return tuple(control for control in self.controls if not control.holds)

    def lines(self, section: Section) -> Iterator[Line]:
        for row in section.rows:
            yield Line(
                row,
                tuple(
                    Cell(
                        (row.number, column.number),
                        column,
                        self.counted.value((row.number, column.number)),
                    )
                    for column in section.columns
                ),
            )

    def find(self, address: Address) -> tuple[Section, Row, Column] | None:
        """The place of an open cell, or None where the form has no such cell."""
        if self.counted.value(address) is None:
            return None
        for section in self.sections:
            for row in section.rows:
                for column in section.columns:
                    if (row.number, column.number) == address:
                        return section, row, column
        return None

    def skipped(self, rule: Skipped) -> tuple[str, ...]:
        """The people a rule leaves out, in either role, each once."""
        keys = (one.person_key for one in self.counted.not_counted if one.rule is rule)
        return tuple(dict.fromkeys(keys))

    def doubtful(self, doubt: Doubt) -> tuple[str, ...]:
        return self.counted.doubts.get(doubt, ())
