"""``manage.py backup FOLDER``: one file with the database, the papers and the media."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from intake import conf
from intake.services.backup import make_backup
from intake.services.database_copy import CopyFailed


class Command(BaseCommand):
    help = "Делает копию базы, бумаг и файлов сайта одним файлом. Ключи в неё не входят."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="папка для копий")

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(_("Такой папки нет: %(folder)s.") % {"folder": folder})
        try:
            file = make_backup(folder=folder, now=timezone.localtime())
        except CopyFailed as error:
            raise CommandError(
                _("База не скопирована (%(words)s). Копии нет, сайт не тронут.")
                % {"words": error.words}
            ) from error
        except OSError as error:
            raise CommandError(
                _("Копия не записана: %(words)s. Проверьте место на диске и права.")
                % {"words": error.strerror}
            ) from error
        self.stdout.write(_("Копия готова: %(file)s.") % {"file": file})
        self.stdout.write(
            _("Ключей в ней нет. Храните их отдельно: без них прочесть бумаги нельзя.")
        )
        seals = conf.seals_folder()
        if seals is not None:
            self.stdout.write(
                _(
                    "Печатей школ в ней тоже нет. Скопируйте отдельно папку %(folder)s: без "
                    "корневых сертификатов после восстановления не сказать, чьи печати на бумагах."
                )
                % {"folder": seals}
            )
