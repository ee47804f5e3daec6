"""``manage.py restore FILE``: put a backup back and check what stands then."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.services.database_copy import CopyFailed
from intake.services.restore import NotRestored, RestoreTrouble, restore_backup

WORDS = {
    RestoreTrouble.NO_FILE: gettext_lazy("Такого файла нет: %(name)s. Проверьте путь."),
    RestoreTrouble.UNREADABLE: gettext_lazy("Файл %(name)s нельзя прочитать. Проверьте права."),
    RestoreTrouble.NOT_A_BACKUP: gettext_lazy("Это не копия, сделанная командой backup."),
    RestoreTrouble.DAMAGED: gettext_lazy("Копия повреждена (%(name)s). Возьмите другую."),
    RestoreTrouble.NEWER_FORMAT: gettext_lazy(
        "Копия сделана более новой программой. Сначала обновите программу."
    ),
    RestoreTrouble.OTHER_DATABASE: gettext_lazy(
        "Копия сделана с другой базы данных: SQLite и PostgreSQL не заменяют друг друга."
    ),
    RestoreTrouble.OTHER_KEYS: gettext_lazy(
        "Эта копия зашифрована другими ключами. Задайте в NASTAVNIK_INSTALLATION_KEYS те, что были."
    ),
    RestoreTrouble.NOT_EMPTY: gettext_lazy(
        "В базе уже есть школа. Если её действительно надо заменить копией, добавьте --replace."
    ),
}


class Command(BaseCommand):
    """Exit code 0 when all is back and verified, 1 otherwise."""

    help = "Возвращает базу, бумаги и файлы из копии. Перед этим остановите сайт и очередь."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="файл копии")
        parser.add_argument(
            "--replace", action="store_true", help="заменить то, что в базе есть сейчас"
        )

    def handle(self, *_args: Any, file: Path, replace: bool, **_options: Any) -> None:
        try:
            done = restore_backup(file=file, replace=replace)
        except NotRestored as problem:
            words = WORDS[problem.kind] % {"name": problem.name}
            raise CommandError(_("%(words)s Ничего не изменено.") % {"words": words}) from problem
        except CopyFailed as error:
            raise CommandError(
                _("База не приняла копию (%(words)s).") % {"words": error.words}
            ) from error
        self.stdout.write(
            _("Возвращено то, что было %(when)s; файлов: %(files)s.")
            % {
                "when": date_format(localtime(done.made_at), "j E Y, H:i"),
                "files": done.files,
            }
        )
        if done.erased_again:
            self.stdout.write(
                _("Заново удалены сведения о людях, удалённые после копии: %(count)s.")
                % {"count": done.erased_again}
            )
        if done.unreadable:
            self.stdout.write(
                _(
                    "Не открываются ключи %(count)s человек: добавьте прежние ключи в"
                    " NASTAVNIK_INSTALLATION_KEYS."
                )
                % {"count": done.unreadable}
            )
        call_command("verify_evidence", stdout=self.stdout)
        if done.unreadable:
            raise SystemExit(1)
