"""The rules as data: what is said about each finding, and the patterns of those found by words.

Every ``rules/*.json`` is read; a site adds its own folders. The shape is ``rules/schema.json``.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema

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


def schema() -> dict[str, Any]:
    text = (resources.files("mentoring_pages.linting") / "rules" / "schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


@cache
def rules(extra: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Every rule by key; ``extra`` are folders of a site, whose rows replace those of the same key.

    Raises ``ValueError`` naming the file for a row that does not fit the schema.
    """
    shipped = resources.files("mentoring_pages.linting") / "rules"
    found: dict[str, Rule] = {}
    texts = [
        (entry.name, entry.read_text("utf-8"))
        for entry in sorted(shipped.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".json") and entry.name != "schema.json"
    ]
    for folder in extra:
        texts += [
            (str(path), path.read_text("utf-8")) for path in sorted(Path(folder).glob("*.json"))
        ]
    shape = schema()
    for name, text in texts:
        try:
            loaded = json.loads(text)
            jsonschema.validate(loaded, shape)
            found.update({row["key"]: _rule(row) for row in loaded["rules"]})
        except (json.JSONDecodeError, jsonschema.ValidationError, re.error) as problem:
            raise ValueError(f"{name}: {problem}") from problem
    return found


def fold(text: str) -> str:
    """``text`` as patterns are matched against it; every letter keeps its place."""
    return text.replace("ё", "е").replace("Ё", "Е").replace("\N{NO-BREAK SPACE}", " ")


def _rule(row: dict[str, Any]) -> Rule:
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
        find=_patterns(row.get("find", ())),
        absent=_patterns(row.get("absent", ())),
        also=_patterns(row.get("also", ())),
        unless=_patterns(row.get("unless", ())),
        also_in_part=_patterns(row.get("also_in_part", ())),
        unless_in_part=_patterns(row.get("unless_in_part", ())),
        also_in_act=_patterns(row.get("also_in_act", ())),
        unless_in_act=_patterns(row.get("unless_in_act", ())),
        in_title=bool(row.get("in_title", False)),
        signing=row.get("signing", ""),
        since=_day(row.get("since")),
        until=_day(row.get("until")),
        found_in=tuple(examples.get("found", ())),
        clean_in=tuple(examples.get("clean", ())),
    )


def _patterns(written: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(fold(pattern).replace(" ?", r"\s*").replace(" ", r"\s+"), re.IGNORECASE)
        for pattern in written
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
