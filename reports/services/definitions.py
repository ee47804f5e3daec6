"""The forms of this installation: every JSON file in our folder and in the folders of the settings.

Adding a form is adding one file. ``NASTAVNIK_RETURN_DEFINITIONS`` lists further folders; a file
there with the key and version of a shipped one replaces it.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from reports.domain.definition import Definition
from reports.domain.reading import BadDefinition, read_definition

SHIPPED = Path(__file__).resolve().parent.parent / "definitions"
SCHEMA = SHIPPED / "schema.json"


class NoSuchForm(LookupError):
    """No form has this key, or none of its versions applies to the year."""


def all_definitions() -> tuple[Definition, ...]:
    """Every form and version. Raises BadDefinition naming the file that cannot be read."""
    folders = [SHIPPED, *map(Path, getattr(settings, "NASTAVNIK_RETURN_DEFINITIONS", ()))]
    found: dict[tuple[str, str], Definition] = {}
    for folder in folders:
        for file in sorted(folder.glob("*.json")):
            if file.name != SCHEMA.name:
                definition = _read(file, file.stat().st_mtime_ns)
                found[definition.key, definition.version] = definition
    return tuple(found.values())


def find_definition(*, year: int, key: str = "") -> Definition:
    """The version of form ``key`` (by default the yearly form) that applies to ``year``.

    Raises NoSuchForm.
    """
    fitting = [
        definition
        for definition in all_definitions()
        if definition.applies_from <= year
        and (definition.key == key if key else definition.is_default)
    ]
    if not fitting:
        raise NoSuchForm(key)
    return max(fitting, key=lambda definition: definition.applies_from)


def latest_definitions(*, year: int) -> tuple[Definition, ...]:
    """One version of each form for ``year``, the default form first."""
    keys = {definition.key for definition in all_definitions() if definition.applies_from <= year}
    chosen = [find_definition(year=year, key=key) for key in keys]
    return tuple(sorted(chosen, key=lambda found: (not found.is_default, found.key)))


@lru_cache(maxsize=64)
def _read(file: Path, changed_ns: int) -> Definition:
    try:
        return read_definition(json.loads(file.read_text(encoding="utf-8")), _schema())
    except (json.JSONDecodeError, UnicodeDecodeError) as problem:
        raise BadDefinition(f"{file.name}: это не JSON в UTF-8 ({problem})") from problem
    except BadDefinition as problem:
        raise BadDefinition(f"{file.name}: {problem}") from problem


@lru_cache(maxsize=1)
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return schema
