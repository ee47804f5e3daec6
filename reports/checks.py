"""What is wrong with the forms an installation adds, said by ``manage.py check``."""

from collections.abc import Iterator

from mentoring_pages.checks import register_file_check


def register_checks() -> None:
    where = "reports.checks.definition_problems"
    register_file_check("reports", "001", "NASTAVNIK_RETURN_DEFINITIONS", where)


def definition_problems() -> Iterator[str]:
    """A sentence for each folder and file that is left out."""
    from reports.services.definitions import sound_definitions

    yield from (f"{str(problem).rstrip('.')}." for problem in sound_definitions()[1])
