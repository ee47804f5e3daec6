"""``manage.py make_test_seal``: a sealing certificate from a test authority, for demo and trial."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from intake import conf
from intake.evidence.authority import make_test_authority
from intake.evidence.certificates import KEY
from mentoring_pages.models import School


class Command(BaseCommand):
    help = "Make a test seal for a school in NASTAVNIK_SEALS. It proves nothing to strangers."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("school", help="The key of the school.")

    def handle(self, *_args: Any, school: str, **_options: Any) -> None:
        found = School.objects.filter(key=school).first()
        if found is None:
            raise CommandError(_("Школы с таким ключом нет. Проверьте ключ."))
        seals = conf.seals_folder()
        if seals is None:
            raise CommandError(_("Сначала назовите папку для печатей: NASTAVNIK_SEALS."))
        folder = seals / found.key
        if (folder / KEY).exists():
            raise CommandError(_("Ключ печати у этой школы уже есть, он не заменён."))
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        authority = make_test_authority(organisation=found.short_name, now=timezone.now())
        for name, content in authority.files().items():
            file = folder / name
            file.touch(mode=0o600)
            file.write_bytes(content)
        self.stdout.write(
            _("Учебная печать готова. Чужой ей не поверит: для работы нужен настоящий ключ.")
        )
