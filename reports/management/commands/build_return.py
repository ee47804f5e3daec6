"""``manage.py build_return --year 2026 --out DIR --format xlsx,pdf``: the files of a return."""

import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring_pages.models import School
from reports.domain.definition import Definition
from reports.domain.reading import BadDefinition
from reports.exports import FORMATS, file_name
from reports.exports.sheet import sheet_of
from reports.services.definitions import NoSuchForm, all_definitions, find_definition
from reports.services.fill import fill_return

CANNOT_BUILD = 2


class Command(BaseCommand):
    help = "Fill a statistical return from participations and write it as XLSX and PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--year", type=int, help="By default this year.")
        parser.add_argument("--out", type=Path, required=True, help="The folder for the files.")
        parser.add_argument("--format", default="xlsx,pdf", help="xlsx, pdf or both, by comma.")
        parser.add_argument("--school", default="", help="The key of the school.")
        parser.add_argument("--form", default="", help="The key of the form.")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        formats = self.formats(options["format"])
        school = self.school(options["school"])
        year = options["year"] or now.astimezone(school.zone).year
        definition = self.definition(options["form"], year)
        filled = fill_return(school=school, year=year, definition=definition, now=now)
        folder: Path = options["out"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for key in formats:
                path = folder / file_name(filled, key)
                make, _content_type = FORMATS[key]
                path.write_bytes(make(filled))
                self.stdout.write(str(path))
        except OSError:
            self.refuse(_("В эту папку нельзя записать. Проверьте путь и права: %s") % folder)
        sheet = sheet_of(filled)
        for line in (*sheet.controls, sheet.not_counted, sheet.preliminary):
            if line:
                self.stdout.write(line)

    def formats(self, text: str) -> list[str]:
        wanted = list(
            dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip())
        )
        unknown = [key for key in wanted if key not in FORMATS]
        if unknown or not wanted:
            self.refuse(_("Такого вида файлов нет. Есть: %s.") % ", ".join(FORMATS))
        return wanted

    def school(self, key: str) -> School:
        """The school named; otherwise that of the default site, or the only one there is."""
        schools = list(School.objects.select_related("site").order_by("key"))
        keys = ", ".join(school.key for school in schools)
        if not schools:
            self.refuse(_("Школ ещё нет. Сначала создайте школу."))
        if key:
            found = next((school for school in schools if school.key == key), None)
            if found is None:
                self.refuse(_("Школы с таким ключом нет. Есть: %s.") % keys)
            return found
        if len(schools) == 1:
            return schools[0]
        for school in schools:
            if school.site.is_default_site:
                return school
        self.refuse(_("Школ несколько, назовите одну: --school КЛЮЧ. Есть: %s.") % keys)

    def definition(self, key: str, year: int) -> Definition:
        try:
            return find_definition(year=year, key=key)
        except BadDefinition as problem:
            self.refuse(_("Описание формы не читается. %s") % problem)
        except NoSuchForm:
            keys = ", ".join(sorted({known.key for known in all_definitions()}))
            self.refuse(_("Такой формы для этого года нет. Есть: %s.") % keys)

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(CANNOT_BUILD)
