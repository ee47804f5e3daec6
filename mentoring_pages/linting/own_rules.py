"""Rules of a site's own folders: a file that cannot be used is left out, and it is said why."""

import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mentoring_pages.domain.own_files import (
    OwnFileProblem,
    first_misfit,
    json_files,
    read_json,
)
from mentoring_pages.linting.catalogue import BadRow, Rule, rule_of, schema, shipped_rules
from mentoring_pages.linting.examples import wrong_examples

LOG = logging.getLogger(__name__)
MARK = re.compile(r"\{([^{}]*)\}")
LONGEST_EXAMPLE = 60


@dataclass(frozen=True, slots=True)
class OwnRules:
    """What could be read, and a sentence for each folder or file that could not."""

    rules: dict[str, Rule]
    problems: tuple[str, ...]


@cache
def rules(folders: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Every rule by key: ours, and those of ``folders``, which replace ours of the same key.

    A file that cannot be used is left out whole; ``read_own`` says why.
    """
    return {**shipped_rules(), **read_own(folders).rules}


@cache
def read_own(folders: tuple[str, ...]) -> OwnRules:
    """The rules of these folders, read once in a process."""
    found: dict[str, Rule] = {}
    problems: list[str] = []
    for folder in folders:
        try:
            files = json_files(folder)
        except OwnFileProblem as problem:
            problems.append(str(problem))
            continue
        for file in files:
            try:
                found.update(_rules_in(file))
            except OwnFileProblem as problem:
                problems.append(str(problem))
    for sentence in problems:
        LOG.warning("rules of one's own are left out: %s", sentence)
    return OwnRules(found, tuple(problems))


def _rules_in(file: Path) -> dict[str, Rule]:
    data = read_json(file)
    misfit = first_misfit(data, schema())
    if misfit:
        raise OwnFileProblem(f"{file}: {misfit}.")
    return {row["key"]: _sound(row, file) for row in data["rules"]}


def _sound(row: dict[str, Any], file: Path) -> Rule:
    try:
        rule = rule_of(row)
        _require_sense(rule)
    except BadRow as problem:
        raise OwnFileProblem(
            f"{file}: правило «{row['key']}», поле {problem.field}: {problem.trouble}."
        ) from problem
    return rule


def _require_sense(rule: Rule) -> None:
    shipped = shipped_rules().get(rule.key)
    if rule.is_computed and (shipped is None or not shipped.is_computed):
        raise BadRow("find", "нет ни find, ни absent, правило ничего не найдёт; впишите одно")
    if rule.since and rule.until and rule.since > rule.until:
        raise BadRow("until", "этот день раньше since, правило не заговорит; поменяйте дни")
    known = _known_marks(rule, shipped)
    for name in ("title", "what", "why", "advice", "law"):
        for mark in MARK.findall(getattr(rule, name)):
            if mark not in known:
                raise BadRow(name, f"метки {{{mark}}} у этого правила нет, {_instead(known)}")
    for kind, text in wrong_examples(rule):
        said = "правило его не находит" if kind == "found" else "правило находит в нём ошибку"
        shown = text if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE]}…"
        raise BadRow(f"examples/{kind}", f"«{shown}»: {said}; поправьте пример или правило")


def _known_marks(rule: Rule, shipped: Rule | None) -> set[str]:
    """Only what is found can be quoted; code fills the marks its own sentences have."""
    if rule.is_computed and shipped is not None:
        return _marks_of(shipped)
    return {"quote"} if rule.find else set()


def _marks_of(rule: Rule) -> set[str]:
    said = (rule.what, rule.why, rule.advice)
    return {mark for sentence in said for mark in MARK.findall(sentence)}


def _instead(known: Iterable[str]) -> str:
    marks = ", ".join(f"{{{name}}}" for name in sorted(known))
    return f"бывают: {marks}" if marks else "уберите её"
