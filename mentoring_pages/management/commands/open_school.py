"""``manage.py open_school FILE``: a school with its site, home page, forms and wordings."""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mentoring_pages.models import InformationResource, MentoringForm, School
from mentoring_pages.services.school import open_school
from mentoring_pages.services.wording import adopt_shipped_wordings
from mentoring_pages.wordings import WordingFileProblem

REFUSED = 2
NOT_OF_THE_PROFILE = frozenset({"id", "key", "site"})


class Command(BaseCommand):
    help = "Open a school from a JSON file; --example prints a file to fill in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="The school's profile as JSON.")
        parser.add_argument("--example", action="store_true", help="Print an empty file.")
        parser.add_argument("--host", default="", help="The host name of the school's site.")
        parser.add_argument("--port", type=int, default=443)
        parser.add_argument("--default", action="store_true", help="Answer for unknown hosts too.")
        parser.add_argument("--wordings-order", default="", help="Adopt the shipped wordings.")
        parser.add_argument("--wordings-date", type=date.fromisoformat, help="Its date, ISO 8601.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["example"]:
            self.stdout.write(json.dumps(example(), ensure_ascii=False, indent=2))
            return
        if not options["file"] or not options["host"]:
            self.refuse(_("Назовите файл с профилем школы и имя её сайта: --host ИМЯ."))
        if bool(options["wordings_order"]) != bool(options["wordings_date"]):
            self.refuse(_("У приказа о текстах согласий нужны и номер, и дата."))
        given = self.read(options["file"])
        try:
            school = self.open(given, options)
        except ValidationError as problem:
            self.refuse("\n".join(self.problems(problem)))
        except WordingFileProblem as problem:
            self.refuse(_("Школа не открыта: файл с текстом не подходит. %s") % problem)
        self.stdout.write(_("Школа открыта: %s") % school.base_url)

    @transaction.atomic
    def open(self, given: dict[str, Any], options: dict[str, Any]) -> School:
        if School.objects.filter(key=given["key"]).exists():
            raise ValidationError({"key": _("Школа с таким ключом уже есть. Назовите другой.")})
        school = open_school(
            key=given["key"],
            hostname=options["host"],
            port=options["port"],
            title=given["title"],
            profile=given["profile"],
            is_default_site=options["default"],
        )
        for order, resource in enumerate(given.get("resources", ())):
            InformationResource(school=school, sort_order=order, **resource).save()
        for order, form in enumerate(given.get("forms", ())):
            MentoringForm(school=school, sort_order=order, **form).save()
        if options["wordings_order"]:
            adopt_shipped_wordings(
                school=school,
                order_number=options["wordings_order"],
                order_date=options["wordings_date"],
                now=timezone.now(),
            )
        return school

    def read(self, path: Path) -> dict[str, Any]:
        """The file as ``example`` shows it; unknown and missing names are told, not guessed."""
        try:
            given = json.loads(path.read_text(encoding="utf-8"))
        except OSError:
            self.refuse(_("Файл не найден или не открывается. Проверьте путь."))
        except ValueError:
            self.refuse(_("Это не JSON в UTF-8. Образец печатает: open_school --example."))
        shape = example()
        wrong = _wrong_names(given, shape)
        if wrong:
            self.refuse(
                _("Файл не такой, как образец (open_school --example): %s.") % "; ".join(wrong)
            )
        return dict(given)

    def problems(self, problem: ValidationError) -> list[str]:
        return [
            f"{field}: {' '.join(sentences)}"
            for field, sentences in sorted(problem.message_dict.items())
        ]

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(REFUSED)


def example() -> dict[str, Any]:
    """An empty file: every name that may be given."""
    return {
        "key": "",
        "title": "",
        "profile": {
            field.name: field.get_default()
            for field in School._meta.concrete_fields
            if field.name not in NOT_OF_THE_PROFILE
        },
        "resources": [{"kind": "site", "title": "", "address": ""}],
        "forms": [{"key": "", "title": "", "description": ""}],
    }


def _wrong_names(given: Any, shape: dict[str, Any]) -> list[str]:
    if not isinstance(given, dict) or not isinstance(given.get("profile"), dict):
        return [_("нет раздела «profile»")]
    wrong = [
        _("нет «%s»") % name for name in ("key", "title") if not str(given.get(name, "")).strip()
    ]
    unknown = {name for name in given if name not in shape}
    unknown |= {name for name in given["profile"] if name not in shape["profile"]}
    for part in ("resources", "forms"):
        for row in given.get(part, ()):
            unknown |= set(row) - set(shape[part][0])
    return wrong + [_("неизвестно «%s»") % name for name in sorted(unknown)]
