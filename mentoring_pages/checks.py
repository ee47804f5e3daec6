"""What a site that adds the apps must set, said by ``manage.py check`` before anybody meets it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

REFUSAL_MIDDLEWARE = "mentoring_pages.views.publication.PublicationRefusalMiddleware"


@register()
def refusals_in_words(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without it a refused publication is still refused, but as an error page without a reason."""
    if REFUSAL_MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "Staff would not be told whose consent keeps a page a draft.",
            hint=f"Add {REFUSAL_MIDDLEWARE} to MIDDLEWARE, after the session's and messages'.",
            id="mentoring_pages.W002",
        )
    ]


@register()
def dates_as_editors_type_them(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's date picker takes «28.08.2026» for another day unless it is told this format."""
    if getattr(settings, "WAGTAIL_DATE_FORMAT", ""):
        return []
    return [
        Warning(
            "WAGTAIL_DATE_FORMAT is not set: 28.08.2026 may be saved as another day.",
            hint='Set WAGTAIL_DATE_FORMAT = "%d.%m.%Y".',
            id="mentoring_pages.W001",
        )
    ]


def register_own_files() -> None:
    """Register the look at each kind of own files twice: as warnings, and as errors to deploy.

    An error in an ordinary run would stop every other command, a backup too, for one wrong file.
    """
    for number, setting, problems in (
        ("003", "NASTAVNIK_LINT_RULES", "rule_problems"),
        ("004", "NASTAVNIK_WORDINGS", "wording_problems"),
        ("005", "NASTAVNIK_SVEDEN_MARKS", "mark_problems"),
        ("006", "NASTAVNIK_DOCUMENT_TEMPLATES", "template_problems"),
    ):
        where = f"mentoring_pages.services.own_files.{problems}"
        register_file_check("mentoring_pages", number, setting, where)


def register_file_check(app: str, number: str, setting: str, problems: str) -> None:
    """Register the check of the files a setting names.

    ``problems`` is the path of a function that yields Russian sentences: it is imported when the
    check runs, because readers of Word and of rules are slow to load.
    """
    for kind, letter, deploy in ((Warning, "W", False), (Error, "E", True)):
        register(_file_check(kind, f"{app}.{letter}{number}", setting, problems), deploy=deploy)


def _file_check(
    kind: type[Warning] | type[Error], id_: str, setting: str, problems: str
) -> Callable[..., list[CheckMessage]]:
    def check(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
        found: Callable[[], Iterable[str]] = import_string(problems)
        hint = _("Исправьте и перезапустите сайт. Что действует до тех пор: docs/own-files.md.")
        return [kind(f"{setting}: {problem}", hint=hint, id=id_) for problem in found()]

    return check
