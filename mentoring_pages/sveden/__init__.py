"""How a page for «Сведения об образовательной организации» marks what it shows: data, not code.

A school or region whose reviewers ask for other marks names its own file in
``NASTAVNIK_SVEDEN_MARKS``.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Marks:
    """``itemprop`` values: of the organisation, of its managers, of documents by kind."""

    version: str
    organisation: dict[str, str]
    manager: dict[str, str]
    documents: dict[str, str]


@lru_cache(maxsize=4)
def marks(path: str = "") -> Marks:
    """The marks of the file at ``path``, else those that ship.

    Raises ``OSError`` and ``ValueError`` for a file that is not there or is no such map.
    """
    file = Path(path) if path else resources.files(__name__) / "itemprop.json"
    said = json.loads(file.read_text(encoding="utf-8"))
    return Marks(
        version=said["version"],
        organisation=dict(said["organisation"]),
        manager=dict(said["manager"]),
        documents=dict(said["documents"]),
    )
