"""Controls of a form: identities between its figures, checked and told in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from reports.domain.counting import Counted
from reports.domain.definition import Address, Control, Section


@dataclass(frozen=True, slots=True)
class Term:
    """Cells a control speaks of: «01/7», «*/7» each row, «#07/3» the rows under 07, «01/*»."""

    row: str
    column: int | None
    every_row: bool = False
    rows_under: bool = False


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a control does not hold: the addresses and the two sums."""

    left: tuple[Address, ...]
    right: tuple[Address, ...]
    left_sum: int
    right_sum: int


@dataclass(frozen=True, slots=True)
class ControlResult:
    text: str
    level: Literal["error", "warning"]
    sign: str
    breaches: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        return not self.breaches


def parse_term(text: str) -> Term:
    row, column = text.split("/")
    return Term(
        row=row.removeprefix("#"),
        column=None if column == "*" else int(column),
        every_row=row == "*",
        rows_under=row.startswith("#"),
    )


def check_controls(controls: Iterable[Control], counted: Counted) -> tuple[ControlResult, ...]:
    rows_of = {section.number: section for section in counted.sections}
    every_row = [row.number for section in counted.sections for row in section.rows]
    return tuple(_check(control, counted, rows_of, every_row) for control in controls)


def _check(
    control: Control, counted: Counted, sections: Mapping[str, Section], every_row: list[str]
) -> ControlResult:
    rows = [""]
    if control.each_row_of:
        rows = [row.number for row in sections[control.each_row_of].rows]
    breaches = []
    for row in rows:
        for column in control.each_column or (0,):
            left = _addresses(control.left, row, column, every_row)
            right = _addresses(control.right, row, column, every_row)
            left_sum, right_sum = _total(left, counted), _total(right, counted)
            holds = left_sum == right_sum if control.sign == "=" else left_sum <= right_sum
            if not holds:
                breaches.append(Breach(left, right, left_sum, right_sum))
    return ControlResult(control.text, control.level, control.sign, tuple(breaches))


def _addresses(
    terms: tuple[str, ...], row: str, column: int, every_row: list[str]
) -> tuple[Address, ...]:
    found: list[Address] = []
    for text in terms:
        term = parse_term(text)
        number = column if term.column is None else term.column
        if term.rows_under:
            found += [(each, number) for each in every_row if each.startswith(f"{term.row}.")]
        else:
            found.append((row if term.every_row else term.row, number))
    return tuple(found)


def _total(addresses: tuple[Address, ...], counted: Counted) -> int:
    """A closed cell adds nothing."""
    return sum(counted.value(address) or 0 for address in addresses)
