"""What is wrong with the forms an installation adds, said by ``manage.py check``."""

from collections.abc import Iterator

from mentoring_pages.checks import register_file_check
from reports.services.definitions import sound_definitions


def register_checks() -> None:
    register_file_check("reports", "001", "NASTAVNIK_RETURN_DEFINITIONS", definition_problems)


def definition_problems() -> Iterator[str]:
    """A sentence for each folder and file that is left out."""
    yield from map(str, sound_definitions()[1])
