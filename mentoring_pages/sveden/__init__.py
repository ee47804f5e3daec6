"""How a page for «Сведения об образовательной организации» marks what it shows: data, not code.

A school or region whose reviewers ask for other marks names its own file in
``NASTAVNIK_SVEDEN_MARKS``.
"""

import logging
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

from mentoring_pages.domain.own_files import OwnFileProblem, first_misfit, read_json

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Marks:
    """``itemprop`` values: of the organisation, of its managers, of documents by kind."""

    version: str
    organisation: dict[str, str]
    manager: dict[str, str]
    documents: dict[str, str]


def read_marks(path: str = "") -> Marks:
    """The marks of the file at ``path``, else those that ship. Raises ``OwnFileProblem``."""
    shipped = resources.files(__name__)
    file = Path(path) if path else shipped / "itemprop.json"
    said = read_json(file)
    misfit = first_misfit(said, read_json(shipped / "schema.json"))
    if misfit:
        raise OwnFileProblem(f"{file}: {misfit}.")
    return Marks(
        version=said["version"],
        organisation=dict(said["organisation"]),
        manager=dict(said["manager"]),
        documents=dict(said["documents"]),
    )


@lru_cache(maxsize=4)
def usable_marks(path: str = "") -> Marks:
    """The same for a public page: ours in the place of a file that cannot be used."""
    try:
        return read_marks(path)
    except OwnFileProblem as problem:
        LOG.warning("marks of one's own are left out: %s", problem)
        return read_marks()
