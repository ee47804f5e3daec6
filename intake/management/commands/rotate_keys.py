"""``manage.py rotate_keys``: wrap every data key under the current installation key."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from intake.services.key_rotation import rotate_keys


class Command(BaseCommand):
    """Exit code 0 when an older key is needed no more, 1 when some data keys cannot be opened."""

    help = "Перешифровывает ключи людей под первый ключ из NASTAVNIK_INSTALLATION_KEYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="только посчитать, ничего не менять"
        )

    def handle(self, *_args: Any, check: bool, **_options: Any) -> None:
        found = rotate_keys(dry_run=check)
        words = _("Под прежним ключом: %(count)s.") if check else _("Перешифровано: %(count)s.")
        self.stdout.write(words % {"count": found.wrapped_anew})
        self.stdout.write(
            _("Уже под нынешним ключом: %(count)s.") % {"count": found.already_current}
        )
        if found.unreadable:
            self.stdout.write(
                _(
                    "Не открываются ни одним ключом: %(count)s. Верните прежний ключ в"
                    " NASTAVNIK_INSTALLATION_KEYS вторым и повторите."
                )
                % {"count": found.unreadable}
            )
            raise SystemExit(1)
        if not check or not found.wrapped_anew:
            self.stdout.write(_("Прежний ключ больше не нужен: его можно убрать из окружения."))
