"""The rules as data: what is said about each finding, and the patterns of those found by words.

The shape of ``rules/*.json`` is ``rules/schema.json``; ``own_rules`` adds the folders of a site.
"""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from mentoring_pages.linting.finding import Context


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. ``find`` is empty for rules that are computed by code; ``in_title`` says that its
    patterns are looked for in the name of the document too.

    Patterns are matched with upper and lower case alike, «ё» as «е», a blank as any white space.
    """

    key: str
    degree: str
    title: str
    what: str
    why: str
    advice: str
    law: str
    source: str
    parts: tuple[str, ...]
    scope: str
    find: tuple[re.Pattern[str], ...]
    absent: tuple[re.Pattern[str], ...]
    also: tuple[re.Pattern[str], ...]
    unless: tuple[re.Pattern[str], ...]
    also_in_part: tuple[re.Pattern[str], ...]
    unless_in_part: tuple[re.Pattern[str], ...]
    also_in_act: tuple[re.Pattern[str], ...]
    unless_in_act: tuple[re.Pattern[str], ...]
    in_title: bool
    signing: str
    since: date | None
    until: date | None
    found_in: tuple[str, ...]
    clean_in: tuple[str, ...]

    @property
    def is_computed(self) -> bool:
        return not self.find and not self.absent

    def holds(self, context: Context) -> bool:
        """Whether the rule applies on this day at this school."""
        if self.since and context.day < self.since:
            return False
        if self.until and context.day > self.until:
            return False
        return self.signing != "electronic" or context.electronic_signing


class BadRow(ValueError):
    """A row cannot be a rule: ``field`` is where, ``trouble`` says what is wrong, in Russian."""

    def __init__(self, field: str, trouble: str) -> None:
        super().__init__(f"{field}: {trouble}")
        self.field = field
        self.trouble = trouble


def schema() -> dict[str, Any]:
    text = (resources.files("mentoring_pages.linting") / "rules" / "schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def shipped_rules() -> dict[str, Rule]:
    """The rules of ``rules/*.json``, whose examples the tests try."""
    shipped = resources.files("mentoring_pages.linting") / "rules"
    found: dict[str, Rule] = {}
    for entry in sorted(shipped.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".json") and entry.name != "schema.json":
            rows = json.loads(entry.read_text("utf-8"))["rules"]
            found.update({row["key"]: rule_of(row) for row in rows})
    return found


def fold(text: str) -> str:
    """``text`` as patterns are matched against it; every letter keeps its place."""
    return text.replace("ё", "е").replace("Ё", "Е").replace("\N{NO-BREAK SPACE}", " ")


def rule_of(row: dict[str, Any]) -> Rule:
    """The rule of a row that fits the schema. Raises ``BadRow`` for a pattern or a day."""
    examples = row.get("examples", {})
    return Rule(
        key=row["key"],
        degree=row["degree"],
        title=row["title"],
        what=row["what"],
        why=row["why"],
        advice=row["advice"],
        law=row.get("law", ""),
        source=row.get("source", ""),
        parts=tuple(row.get("parts", ())),
        scope=row.get("scope", "block"),
        find=_patterns(row, "find"),
        absent=_patterns(row, "absent"),
        also=_patterns(row, "also"),
        unless=_patterns(row, "unless"),
        also_in_part=_patterns(row, "also_in_part"),
        unless_in_part=_patterns(row, "unless_in_part"),
        also_in_act=_patterns(row, "also_in_act"),
        unless_in_act=_patterns(row, "unless_in_act"),
        in_title=bool(row.get("in_title", False)),
        signing=row.get("signing", ""),
        since=_day(row, "since"),
        until=_day(row, "until"),
        found_in=tuple(examples.get("found", ())),
        clean_in=tuple(examples.get("clean", ())),
    )


def _patterns(row: dict[str, Any], name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(written, name) for written in row.get(name, ()))


def _pattern(written: str, name: str) -> re.Pattern[str]:
    blanks = fold(written).replace(" ?", r"\s*").replace(" ", r"\s+")
    try:
        return re.compile(blanks, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as problem:
        raise BadRow(name, f"«{written}» не регулярное выражение ({problem})") from problem


def _day(row: dict[str, Any], name: str) -> date | None:
    written = row.get(name)
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as problem:
        raise BadRow(name, f"дня «{written}» не бывает, пишите его как 2026-09-01") from problem
