"""What an order has to say so that one edition of an act becomes another.

The sentences are those of Russian orders: «пункт 3.4 изложить в следующей редакции», «пункты
3.5–3.8 считать пунктами 3.6–3.9». What is quoted keeps its own quotation marks.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from mentoring_pages.domain.amended_words import changed_phrase
from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, SECTION, TABLE
from mentoring_pages.domain.comparison import ADDED, MOVED, REMOVED, RENUMBERED, Change, Comparison
from mentoring_pages.domain.contents import NBSP, NUMERO
from mentoring_pages.domain.units import Unit, UnitLine

EN_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A paragraph of the new text, or a table with its rows."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """One point of the order, without its closing mark; ``quote`` is the new text it brings."""

    text: str
    quote: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Noun:
    """What a unit is called: whom or what, by what, in what; the same of several."""

    one: str
    by_one: str
    in_one: str
    many: str
    by_many: str
    sign: str = ""


NOUNS = {
    CLAUSE: Noun("пункт", "пунктом", "пункте", "пункты", "пунктами"),
    SECTION: Noun("раздел", "разделом", "разделе", "разделы", "разделами"),
    APPENDIX: Noun(
        "приложение",
        "приложением",
        "приложении",
        "приложения",
        "приложениями",
        f"{NUMERO}{NBSP}",
    ),
}
INNER = frozenset({CLAUSE, SECTION})
"""What may stand inside an appendix."""

GENITIVE = {CLAUSE: "пункта", SECTION: "раздела", APPENDIX: "приложения"}

INTRODUCTION = Noun(
    "вводный абзац", "вводным абзацем", "вводном абзаце", "вводные абзацы", "вводными абзацами"
)


def amendments(
    comparison: Comparison, old: Sequence[Unit], new: Sequence[Unit]
) -> tuple[Amendment, ...]:
    """The points of the order in the reading order of the act."""
    gone = {change.old.key for change in comparison.of_kind(REMOVED) if change.old}
    come = {change.new.key for change in comparison.of_kind(ADDED) if change.new}
    told = [
        change
        for change in comparison.changes
        # What goes or comes with its section is told with it.
        if not (change.kind == REMOVED and change.unit.parent in gone)
        and not (change.kind == ADDED and change.unit.parent in come)
    ]
    made: list[Amendment] = []
    for (kind, _unit_kind, _appendix), run in groupby(told, _sort_of_run):
        changes = list(run)
        if kind == REMOVED:
            made.append(Amendment(f"{_named([change.unit for change in changes])} исключить"))
        elif kind == ADDED:
            stays = [unit for unit in old if unit.key not in gone]
            made.append(_added([change.unit for change in changes], stays, new, come))
        elif kind == RENUMBERED:
            made += _renumbered(changes)
        else:
            made += [_single(change, old, new) for change in changes]
    return tuple(made)


def _sort_of_run(change: Change) -> tuple[str, str, str]:
    inside = change.unit.appendix if change.unit.kind in INNER else ""
    return change.kind, change.unit.kind, inside


# Names


def _noun(unit: Unit) -> Noun:
    return NOUNS.get(unit.kind, INTRODUCTION)


def _number(unit: Unit) -> str:
    if unit.number:
        return f"{_noun(unit).sign}{unit.number}"
    title = unit.lines[0].text
    return f"«{title}»" if title and unit.kind in (SECTION, APPENDIX) else ""


def _inside(unit: Unit) -> str:
    """« приложения № 2», for a clause or a section that stands in one."""
    if unit.kind not in INNER or not unit.appendix:
        return ""
    return f" приложения {NUMERO}{NBSP}{unit.inside}" if unit.inside else " приложения"


def _called(unit: Unit, word: Callable[[Noun], str]) -> str:
    return f"{word(_noun(unit))}{NBSP}{_number(unit)}".rstrip() + _inside(unit)


def _named(
    units: Sequence[Unit],
    one: Callable[[Noun], str] = lambda noun: noun.one,
    many: Callable[[Noun], str] = lambda noun: noun.many,
) -> str:
    """«пункт 3.4», «пункты 3.5, 3.6», «пункты 3.5–3.8»."""
    first = units[0]
    if len(units) == 1:
        return _called(first, one)
    return f"{many(_noun(first))}{NBSP}{_numbers(units)}{_inside(first)}"


def _numbers(units: Sequence[Unit]) -> str:
    parts: list[str] = []
    for run in _rows_of_numbers(units):
        if len(run) > 2:
            parts.append(f"{_number(run[0])}{EN_DASH}{_number(run[-1])}")
        else:
            parts += [_number(unit) for unit in run]
    return ", ".join(parts)


def _rows_of_numbers(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    run: list[Unit] = []
    for unit in units:
        if run and not _follows(run[-1].number, unit.number):
            yield run
            run = []
        run.append(unit)
    if run:
        yield run


def _follows(before: str, number: str) -> bool:
    """«3.5» is followed by «3.6» and by nothing else."""
    *head, last = before.split(".")
    *other_head, other = number.split(".")
    return (
        head == other_head
        and last.isdecimal()
        and other.isdecimal()
        and int(other) == int(last) + 1
    )


# Points


def _added(
    units: Sequence[Unit], old: Sequence[Unit], new: Sequence[Unit], come: set[str]
) -> Amendment:
    taken = {(unit.kind, unit.number, unit.inside) for unit in old if unit.number}
    several = len(units) > 1
    is_new = any((unit.kind, unit.number, unit.inside) in taken for unit in units)
    named = _named(units, lambda noun: noun.by_one, lambda noun: noun.by_many)
    again = ("новыми " if several else "новым ") if is_new else ""
    keys = {unit.key for unit in units}
    told: list[Unit] = []
    for unit in new:
        if unit.key in keys or (unit.parent in keys and unit.key in come):
            keys.add(unit.key)
            told.append(unit)
    return Amendment(f"дополнить {again}{named} следующего содержания", _quote(told))


def _renumbered(changes: Sequence[Change]) -> list[Amendment]:
    """Runs in which both numberings go on without a gap are one sentence."""
    made: list[Amendment] = []
    run: list[Change] = []
    for change in [*changes, None]:
        if change is not None and run and _goes_on(run[-1], change):
            run.append(change)
            continue
        if run:
            was = [one.old for one in run if one.old]
            now = [one.new for one in run if one.new]
            after = _named(now, lambda noun: noun.by_one, lambda noun: noun.by_many)
            made.append(Amendment(f"{_named(was)} считать {_without_place(after, now[0])}"))
        run = [change] if change is not None else []
    return made


def _goes_on(before: Change, change: Change) -> bool:
    return (
        before.old is not None
        and change.old is not None
        and before.new is not None
        and change.new is not None
        and _follows(before.old.number, change.old.number)
        and _follows(before.new.number, change.new.number)
    )


def _without_place(named: str, unit: Unit) -> str:
    return named.removesuffix(_inside(unit))


def _single(change: Change, old: Sequence[Unit], new: Sequence[Unit]) -> Amendment:
    was, unit = change.old, change.new
    assert was is not None  # noqa: S101 - only units of both editions come here
    assert unit is not None  # noqa: S101
    called = _called(was, lambda noun: noun.one)
    becomes = _without_place(_called(unit, lambda noun: noun.by_one), unit)
    if change.kind == MOVED:
        if change.renumbered:
            return Amendment(f"{called} считать {_called(unit, lambda noun: noun.by_one)}")
        return Amendment(f"{called} поместить {_place(unit, new)}")
    if change.renumbered or change.moved:
        where = becomes if change.renumbered else ""
        lead = f"{called} считать {where}" if where else f"{called} поместить {_place(unit, new)}"
        part, lines = _part(change, old)
        told = {"": " и изложить", HEADING: ", изложив наименование"}.get(
            part, ", изложив вводную часть"
        )
        return Amendment(f"{lead}{told} в следующей редакции", _quote([unit], lines))
    part, lines = _part(change, old)
    if part:
        whose = f"{GENITIVE[unit.kind]}{NBSP}{_number(was)}{_inside(was)}"
        return Amendment(f"{part} {whose} изложить в следующей редакции", _quote([unit], lines))
    phrase = changed_phrase(change)
    # «В пункте 3.4 слова …» holds for its subclauses too.
    if phrase is not None and not any(
        (phrase.was or phrase.after) in other.text for other in _below(was, old)
    ):
        return Amendment(phrase.sentence(called, f"в {_called(was, lambda noun: noun.in_one)}"))
    return Amendment(f"{called} изложить в следующей редакции", _quote([unit]))


def _below(unit: Unit, units: Sequence[Unit]) -> Iterator[Unit]:
    """The units under ``unit``, of any depth; they stand behind it."""
    keys = {unit.key}
    for other in units:
        if other.parent in keys:
            keys.add(other.key)
            yield other


HEADING, OPENING = "наименование", "вводную часть"


def _part(change: Change, old: Sequence[Unit]) -> tuple[str, int | None]:
    """What of a section or an appendix changed, if not all of it, and how many lines say it: its
    clauses are told of on their own, and a new wording of the whole would take them along."""
    was = change.old
    if was is None or was.kind not in (SECTION, APPENDIX):
        return "", None
    if all(line.skipped for line in change.lines[1:]):
        return HEADING, 1
    return (OPENING, None) if any(unit.parent == was.key for unit in old) else ("", None)


def _place(unit: Unit, new: Sequence[Unit]) -> str:
    """Where a unit stands now: after the one of its kind before it, or first."""
    before = None
    for other in new:
        if other.key == unit.key:
            break
        if other.kind == unit.kind and other.parent == unit.parent:
            before = other
    if before is None:
        return "первым"
    return f"после {GENITIVE.get(unit.kind, '')}{NBSP}{_number(before)}".rstrip()


# The new text


def _quote(units: Sequence[Unit], lines: int | None = None) -> tuple[Quoted, ...]:
    made: list[Quoted] = []
    for unit in units:
        made += _quoted_lines(unit, unit.lines[:lines])
    return tuple(made)


def _quoted_lines(unit: Unit, lines: Sequence[UnitLine]) -> Iterator[Quoted]:
    for (kind, _key), run in groupby(lines, lambda line: (line.kind, line.key)):
        if kind == TABLE:
            yield Quoted(rows=tuple(line.cells for line in run))
            continue
        for line in run:
            yield Quoted(_printed(unit, line))


def _printed(unit: Unit, line: UnitLine) -> str:
    """A line with what stands before it on paper."""
    if line is not unit.lines[0]:
        return f"{line.mark} {line.text}".strip()
    if unit.kind == APPENDIX and (unit.number or not line.text):
        head = f"Приложение {NUMERO}{NBSP}{unit.number}" if unit.number else "Приложение"
        return f"{head} {line.text}".strip()
    if not unit.number:
        return line.text
    closed = unit.number if unit.number.endswith((".", ")")) else f"{unit.number}."
    return f"{closed} {line.text}".strip()
