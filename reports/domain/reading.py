"""From the data of a definition file to a ``Definition``, with an error that names the place."""

from collections.abc import Iterable, Mapping
from typing import Any

from mentoring_pages.domain.own_files import first_misfit
from reports.domain.controls import parse_term
from reports.domain.definition import (
    OTHER_FORMS,
    Column,
    Control,
    Definition,
    Head,
    Row,
    RowRule,
    Section,
    measure_named,
)
from reports.domain.periods import Window, period_of


class BadDefinition(ValueError):
    """The data is not a form that can be counted. The message names the place and the reason."""


def read_definition(data: object, schema: Mapping[str, Any]) -> Definition:
    """Check the data against the schema and against itself. Raises BadDefinition."""
    misfit = first_misfit(data, schema)
    if misfit:
        raise BadDefinition(misfit)
    assert isinstance(data, Mapping)  # noqa: S101 - the schema says so; this tells mypy
    definition = _definition(data)
    _check_window(definition)
    _check_numbers(definition)
    _check_cells(definition)
    _check_controls(definition)
    return definition


def _definition(data: Mapping[str, Any]) -> Definition:
    head = data["head"]
    window = data["window"]
    return Definition(
        key=data["key"],
        version=data["version"],
        applies_from=data["applies_from"],
        title=data["title"],
        menu_title=data.get("menu_title", data["title"].replace("{year}", "").strip()),
        window=Window(
            _month_day(window["from"]), _month_day(window["as_of"]), _month_day(window["due"])
        ),
        head=Head(
            recipient=head["recipient"],
            named_form=head["named_form"],
            rules=tuple(head["rules"]),
            clause_meaning=head.get("clause_meaning", ""),
        ),
        sections=tuple(_section(section) for section in data["sections"]),
        controls=tuple(
            Control(
                text=control["text"],
                level=control["level"],
                left=tuple(control["left"]),
                sign=control["sign"],
                right=tuple(control["right"]),
                each_row_of=control.get("each_row_of", ""),
                each_column=tuple(control.get("each_column", ())),
            )
            for control in data["controls"]
        ),
        foot=tuple(data["foot"]),
        is_default=data.get("default", False),
    )


def _section(data: Mapping[str, Any]) -> Section:
    return Section(
        number=data["number"],
        title=data["title"],
        units=tuple(data["units"]),
        columns=tuple(
            Column(
                number=column["number"],
                title=column["title"],
                measure=measure_named(column["measure"]),
                of_which=column.get("of_which", False),
            )
            for column in data["columns"]
        ),
        rows=tuple(_row(row) for row in data["rows"]),
    )


def _row(data: Mapping[str, Any]) -> Row:
    forms = data.get("forms")
    age = data.get("age")
    return Row(
        number=data["number"],
        title=data["title"],
        rule=RowRule(
            forms=forms if forms is None or forms == OTHER_FORMS else frozenset(forms),
            categories=frozenset(data.get("categories", ())),
            categories_except=frozenset(data.get("categories_except", ())),
            age=(age[0], age[1]) if age else None,
            young_specialist=data.get("young_specialist", False),
            trained=data.get("trained", False),
        ),
        indent=data.get("indent", 0),
        of_which=data.get("of_which", False),
        split_by_form=data.get("split_by_form", False),
        closed_columns=frozenset(data.get("closed_columns", ())),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _check_window(definition: Definition) -> None:
    try:
        period_of(2027, definition.window)  # a common year: 29 February is no day of every year
    except ValueError as problem:
        raise BadDefinition(
            "window: такого дня нет в каждом году, или отчётная дата раньше начала периода"
        ) from problem


def _check_numbers(definition: Definition) -> None:
    rows = [row.number for section in definition.sections for row in section.rows]
    if twice := _twice(rows):
        raise BadDefinition(f"sections: номер строки {twice} стоит дважды")
    if twice := _twice(section.number for section in definition.sections):
        raise BadDefinition(f"sections: номер раздела {twice} стоит дважды")
    for section in definition.sections:
        if twice := _twice(str(column.number) for column in section.columns):
            raise BadDefinition(f"sections: в разделе {section.number} графа {twice} стоит дважды")


def _check_cells(definition: Definition) -> None:
    for section in definition.sections:
        columns = {column.number: column for column in section.columns}
        for row in section.rows:
            if unknown := sorted(row.closed_columns - columns.keys()):
                raise BadDefinition(
                    f"sections: в строке {row.number} закрыта графа {unknown[0]}, которой нет"
                )
            for column in section.columns:
                is_open = column.number not in row.closed_columns
                if is_open and column.measure.counts_teams and row.rule.looks_at_people:
                    raise BadDefinition(
                        f"sections: графа {column.number} считает пары или группы, а строка "
                        f"{row.number} отбирает людей; закройте эту клетку"
                    )


def _check_controls(definition: Definition) -> None:
    columns_of = {
        row.number: {column.number for column in section.columns}
        for section in definition.sections
        for row in section.rows
    }
    sections = {section.number: section for section in definition.sections}
    for control in definition.controls:
        place = f"controls: «{control.text}»"
        if control.each_row_of and control.each_row_of not in sections:
            raise BadDefinition(f"{place}: нет раздела {control.each_row_of}")
        for text in (*control.left, *control.right):
            term = parse_term(text)
            rows = [term.row]
            if term.every_row:
                if not control.each_row_of:
                    raise BadDefinition(f"{place}: для {text} не сказано, какого раздела строки")
                rows = [row.number for row in sections[control.each_row_of].rows]
            wanted = [term.column] if term.column is not None else list(control.each_column)
            if not wanted:
                raise BadDefinition(f"{place}: для {text} не сказано, какие графы")
            for row_number in rows:
                for column in wanted:
                    if column not in columns_of.get(row_number, set()):
                        raise BadDefinition(f"{place}: клетки {row_number}/{column} нет в форме")


def _twice(values: Iterable[str]) -> str:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            return value
        seen.add(value)
    return ""
