"""The forms of this installation: every JSON file in our folder and in the folders of the settings.

Adding a form is adding one file. ``NASTAVNIK_RETURN_DEFINITIONS`` lists further folders; a file
there with the key and version of a shipped one replaces it, and a form that is the default there
is the default instead of the shipped one.
"""

import json
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from mentoring_pages.domain.own_files import OwnFileProblem, json_files, read_json
from mentoring_pages.services.own_files import folders_of
from reports.domain.definition import Definition
from reports.domain.reading import BadDefinition, read_definition

SHIPPED = Path(__file__).resolve().parent.parent / "definitions"
SCHEMA = SHIPPED / "schema.json"


class NoSuchForm(LookupError):
    """No form has this key, or none of its versions applies to the year."""


def all_definitions() -> tuple[Definition, ...]:
    """Every form and version. Raises BadDefinition naming the file that cannot be read."""
    found, problems = sound_definitions()
    if problems:
        raise problems[0]
    return found


def sound_definitions() -> tuple[tuple[Definition, ...], tuple[BadDefinition, ...]]:
    """The forms that can be read, and what is wrong with the files that cannot.

    One broken file must not take the other forms away from the people who work with them.
    """
    folders = [SHIPPED, *map(Path, folders_of("NASTAVNIK_RETURN_DEFINITIONS"))]
    found: dict[tuple[str, str], Definition] = {}
    default_key = ""
    problems = []
    for folder in folders:
        sound, broken = _definitions_in(folder)
        problems += broken
        found |= {(definition.key, definition.version): definition for definition in sound}
        defaults = sorted({definition.key for definition in sound if definition.is_default})
        if len(defaults) > 1:
            problems.append(_several_defaults(folder, defaults))
        default_key = defaults[0] if defaults else default_key
    return tuple(
        replace(definition, is_default=definition.key == default_key)
        for definition in found.values()
    ), tuple(problems)


def _definitions_in(folder: Path) -> tuple[list[Definition], list[BadDefinition]]:
    sound, broken = [], []
    try:
        files = json_files(folder)
    except OwnFileProblem as problem:
        return [], [BadDefinition(str(problem))]
    for file in files:
        if file.name == SCHEMA.name:
            continue
        try:
            sound.append(_read(file, file.stat().st_mtime_ns))
        except BadDefinition as problem:
            broken.append(problem)
        except OSError:
            broken.append(BadDefinition(f"{file}: файл нельзя прочитать, проверьте права."))
    return sound, broken


def _several_defaults(folder: Path, keys: list[str]) -> BadDefinition:
    return BadDefinition(
        f"{folder.name}: основными названы сразу несколько форм ({', '.join(keys)}), взята первая. "
        "Оставьте default у одной из них."
    )


def find_definition(
    *, year: int, key: str = "", among: Iterable[Definition] | None = None
) -> Definition:
    """The version of form ``key`` (by default the yearly form) that applies to ``year``.

    Raises NoSuchForm, and BadDefinition for a file that cannot be read unless ``among`` is given.
    """
    fitting = [
        definition
        for definition in (all_definitions() if among is None else among)
        if definition.applies_from <= year
        and (definition.key == key if key else definition.is_default)
    ]
    if not fitting:
        raise NoSuchForm(key)
    return max(fitting, key=lambda definition: definition.applies_from)


def latest_definitions(
    *, year: int, among: Iterable[Definition] | None = None
) -> tuple[Definition, ...]:
    """One version of each form for ``year``, the default form first."""
    known = all_definitions() if among is None else tuple(among)
    keys = {definition.key for definition in known if definition.applies_from <= year}
    chosen = [find_definition(year=year, key=key, among=known) for key in keys]
    return tuple(sorted(chosen, key=lambda found: (not found.is_default, found.key)))


@lru_cache(maxsize=64)
def _read(file: Path, changed_ns: int) -> Definition:
    try:
        return read_definition(read_json(file), _schema())
    except OwnFileProblem as problem:
        raise BadDefinition(str(problem)) from problem
    except BadDefinition as problem:
        raise BadDefinition(f"{file}: {problem}") from problem


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema
