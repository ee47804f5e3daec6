"""``manage.py verify_evidence``: is the journal of every school whole, are the guards in place."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DEFAULT_DB_ALIAS
from django.utils.translation import gettext as _

from intake.domain.chain import ChainVerdict
from intake.guards import missing_guards
from intake.labels import CHAIN_TROUBLE
from intake.services.journal import journal_of_schools


class Command(BaseCommand):
    """Exit code 0 when everything is sound, 1 when anything is not."""

    help = "Проверяет цепочку записей журнала каждой школы и защиту таблиц от изменения."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--school", default="", help="ключ школы; без него — все школы")

    def handle(self, *_args: Any, school: str, **_options: Any) -> None:
        verdicts = journal_of_schools()
        if school:
            verdicts = {key: verdict for key, verdict in verdicts.items() if key == school}
            if not verdicts:
                self._bad(_("Школы с ключом «%(key)s» нет.") % {"key": school})
        for key, verdict in verdicts.items():
            self.stdout.write(chain_words(key, verdict))
        missing = missing_guards(DEFAULT_DB_ALIAS)
        for name in missing:
            self.stdout.write(
                _("Защита снята: %(name)s. Выполните «manage.py migrate».") % {"name": name}
            )
        if missing or not all(verdict.is_sound for verdict in verdicts.values()):
            self._bad(_("Проверка не пройдена."))
        self.stdout.write(_("Проверка пройдена."))

    def _bad(self, words: str) -> None:
        self.stdout.write(words)
        raise SystemExit(1)


def chain_words(key: str, verdict: ChainVerdict) -> str:
    """One line about one school's journal."""
    if verdict.trouble is None:
        return _("Школа «%(key)s»: записей — %(count)s, цепочка цела.") % {
            "key": key,
            "count": verdict.entries,
        }
    words = CHAIN_TROUBLE[verdict.trouble] % {"number": verdict.sequence}
    return _("Школа «%(key)s»: %(words)s") % {"key": key, "words": words}
