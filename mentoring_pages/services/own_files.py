"""The files an installation adds by its settings: where they stand and what is wrong with them.

A page never fails for them: what cannot be used is left out, and the system check says why.
"""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from mentoring_pages.domain.own_files import OwnFileProblem
from mentoring_pages.linting.own_rules import read_own
from mentoring_pages.rendering.amendments import TEMPLATE
from mentoring_pages.rendering.order_template import TemplateRefused, check_template
from mentoring_pages.sveden import read_marks
from mentoring_pages.wordings import own_wordings


def folders_of(setting: str) -> tuple[str, ...]:
    """The folders a setting names; a single path may stand without a list."""
    named = getattr(settings, setting, ())
    return tuple(map(str, [named] if isinstance(named, str | Path) else named))


def rule_folders() -> tuple[str, ...]:
    """Folders with further rules of the check of a text."""
    return folders_of("NASTAVNIK_LINT_RULES")


def rule_problems() -> Iterator[str]:
    yield from read_own(rule_folders()).problems


def wording_problems() -> Iterator[str]:
    yield from own_wordings(folders_of("NASTAVNIK_WORDINGS"))[1]


def mark_problems() -> Iterator[str]:
    path = getattr(settings, "NASTAVNIK_SVEDEN_MARKS", "")
    try:
        read_marks(str(path))
    except OwnFileProblem as problem:
        yield str(problem)


def template_problems() -> Iterator[str]:
    """Templates of orders in folders: an upload is looked through when it is made."""
    for folder in map(Path, folders_of("NASTAVNIK_DOCUMENT_TEMPLATES")):
        if not folder.is_dir():
            yield _("%(path)s: такой папки нет, проверьте путь в настройке.") % {"path": folder}
            continue
        found = sorted([*folder.glob(TEMPLATE), *folder.glob(f"*/{TEMPLATE}")])
        if not found:
            yield _(
                "%(path)s: здесь нет %(name)s, ни для всех школ, ни в папке с ключом школы; "
                "положите файл под этим именем."
            ) % {"path": folder, "name": TEMPLATE}
        for file in found:
            try:
                check_template(file.read_bytes())
            except TemplateRefused as problem:
                yield f"{file}: {problem}"
            except OSError:
                yield _("%(path)s: файл нельзя прочитать, проверьте права.") % {"path": file}
