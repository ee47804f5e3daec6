"""``manage.py adopt_wordings``: wordings that came with an upgrade or a folder reach a school."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring_pages.models import School
from mentoring_pages.services.wording import (
    adopt_shipped_wordings,
    shipped_wordings,
    wordings_without_a_form,
)
from mentoring_pages.wordings import WordingFileProblem


class Command(BaseCommand):
    help = "Publish the wordings a school does not have yet under its order; what it has stays."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("school", help="The key of the school.")
        parser.add_argument("--order", required=True, help="The number of the school's order.")
        parser.add_argument(
            "--date", required=True, type=date.fromisoformat, help="Its date, ISO 8601."
        )

    def handle(self, *_args: Any, school: str, **options: Any) -> None:
        found = School.objects.select_related("site").filter(key=school).first()
        if found is None:
            raise CommandError(_("Школы с таким ключом нет. Проверьте ключ."))
        try:
            pages = adopt_shipped_wordings(
                school=found,
                order_number=options["order"],
                order_date=options["date"],
                now=timezone.now(),
            )
            formless = wordings_without_a_form(school=found)
            kept = len(shipped_wordings()) - len(formless) - len(pages)
        except WordingFileProblem as problem:
            raise CommandError(_("Файл с текстом не подходит. %s") % problem) from problem
        for page in pages:
            self.stdout.write(page.title)
        self.stdout.write(_("Новых текстов: %d.") % len(pages))
        if kept:
            self.stdout.write(_("Уже есть у школы и не изменены: %d.") % kept)
        for wording in formless:
            self.stdout.write(
                _("Не взят %(file)s: у школы нет формы наставничества с ключом «%(form)s».")
                % {"file": wording.file, "form": wording.form}
            )
        if formless:
            forms = ", ".join(found.mentoring_forms.values_list("key", flat=True)) or "–"
            self.stdout.write(
                _("Формы этой школы: %s. Впишите в form одну из них или добавьте форму школе.")
                % forms
            )
