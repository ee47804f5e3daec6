"""``manage.py import_document FILE``: a school's document becomes a draft page."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from mentoring_pages.domain.clauses import APPENDIX, numbered
from mentoring_pages.importing import ImportedAct, UnreadableFile, read_file
from mentoring_pages.importing.approval_signs import days_to_come
from mentoring_pages.importing.as_json import act_as_json
from mentoring_pages.models import IMPORT_KINDS, School
from mentoring_pages.services.importing import glossary_doubts, import_act
from mentoring_pages.services.new_edition import (
    HAS_DRAFT,
    PAGES,
    NotWritten,
    acts_of,
    described,
    write_new_edition,
)

CANNOT_READ = 2
HOW_TO_REPLACE = gettext_lazy(
    "У страницы есть неопубликованный черновик. Чтобы заменить его, добавьте --replace-draft."
)


class Command(BaseCommand):
    help = (
        "Read a document (DOCX, PDF with text, TXT, Markdown, HTML) into a draft page of a school."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The file to read, 20 MB at most.")
        parser.add_argument("--school", default="", help="The key of the school.")
        parser.add_argument(
            "--kind", choices=list(IMPORT_KINDS), default="auto", help="What the document is."
        )
        parser.add_argument(
            "--new-edition-of",
            default="",
            metavar="SLUG",
            help="Write a draft of this page of the school instead of a new page.",
        )
        parser.add_argument(
            "--replace-draft",
            action="store_true",
            help="With --new-edition-of: an unpublished draft of the page may be replaced.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Read only, write no page.")
        parser.add_argument("--json", action="store_true", help="Print what was recognised.")

    def handle(self, *args: Any, **options: Any) -> None:
        act = self.read(options["file"], options["kind"])
        school = None if options["dry_run"] else self.school(options, act)
        doubts = (*act.doubts, *days_to_come(act.approvals, timezone.localdate()))
        title = ""
        if school:
            doubts += glossary_doubts(act=act, school=school)
            title = self.write(act, school, options).title
        if options["json"]:
            self.print_json(act, doubts)
        else:
            is_new_edition = bool(options["new_edition_of"])
            self.report(act, doubts=doubts, title=title, is_new_edition=is_new_edition)

    def write(self, act: ImportedAct, school: School, options: dict[str, Any]) -> Page:
        """The new page, or the draft of the page whose new edition the file is."""
        slug, now = options["new_edition_of"], timezone.now()
        if not slug:
            made: Page = import_act(act=act, school=school, owner=None, now=now)
            return made
        pages = list(acts_of(kind=act.kind, school=school)) if act.kind in PAGES else []
        choices = described(act=act, school=school, pages=pages)
        home = school.site.root_page
        known = {one.page.url_path.removeprefix(home.url_path).strip("/"): one for one in choices}
        alike = [one for one in choices if one.page.slug == slug]
        choice = known.get(slug) or (alike[0] if len(alike) == 1 else None)
        if choice is None:
            self.refuse(
                _("Какой это документ школы, из «%(slug)s» не видно. Такого вида: %(known)s.")
                % {"slug": slug, "known": ", ".join(sorted(known)) or "–"}
            )
        replaces = choice.draft if options["replace_draft"] else ""
        try:
            return write_new_edition(
                act=act, school=school, page=choice.page, owner=None, now=now, replaces=replaces
            )
        except NotWritten as problem:
            self.refuse(str(HOW_TO_REPLACE) if problem.reason == HAS_DRAFT else problem.sentence)

    def read(self, path: Path, kind: str) -> ImportedAct:
        try:
            return read_file(path, kind)
        except UnreadableFile as problem:
            self.refuse(str(problem))
        except OSError:
            self.refuse(_("Файл не найден или не открывается. Проверьте путь."))

    def school(self, options: dict[str, Any], act: ImportedAct) -> School:
        """The school of the new page.

        Where there is none, ``--json`` still prints what was read; the command fails all the same,
        because no page was made.
        """
        school, problem = find_school(options["school"])
        if school is None:
            if options["json"]:
                self.print_json(act, act.doubts)
            self.refuse(problem)
        return school

    def print_json(self, act: ImportedAct, doubts: tuple[str, ...]) -> None:
        tree = {**act_as_json(act), "doubts": list(doubts)}
        self.stdout.write(json.dumps(tree, ensure_ascii=False, indent=2))

    def refuse(self, sentence: str) -> NoReturn:
        self.stderr.write(sentence)
        sys.exit(CANNOT_READ)

    def report(
        self, act: ImportedAct, *, doubts: tuple[str, ...], title: str, is_new_edition: bool
    ) -> None:
        if title and is_new_edition:
            self.stdout.write(_("Новая редакция записана черновиком страницы: %s") % title)
        elif title:
            self.stdout.write(_("Создан черновик: %s") % title)
        else:
            self.stdout.write(_("Прочитано, ничего не записано: %s") % act.name)
        self.stdout.write(_("Вид документа: %s.") % IMPORT_KINDS[act.kind])
        self.stdout.write(
            _("Пунктов и разделов: %(clauses)d, приложений: %(appendices)d, терминов: %(terms)d.")
            % {
                "clauses": len(numbered(act.blocks)),
                "appendices": sum(block.kind == APPENDIX for block in act.blocks),
                "terms": len(act.terms),
            }
        )
        self.stdout.write(
            _("В документ вошло %s %% текста.") % f"{act.coverage * 100:.1f}".replace(".", ",")
        )
        self.list(_("Не вошло (бланк, номера страниц):"), act.dropped)
        self.list(_("Проверьте:"), doubts)

    def list(self, heading: str, lines: tuple[str, ...]) -> None:
        if lines:
            self.stdout.write(heading)
        for line in lines:
            self.stdout.write(f"  - {line}")


def find_school(key: str) -> tuple[School | None, str]:
    """The school named, or the only one there is; otherwise a sentence that says what to do."""
    schools = list(School.objects.select_related("site").order_by("key"))
    keys = ", ".join(school.key for school in schools)
    if not schools:
        return None, _(
            "Страница не создана: школ ещё нет. Создайте школу (manage.py open_school) "
            "или прочитайте файл без записи: --dry-run."
        )
    if not key and len(schools) > 1:
        return None, _("Школ несколько, назовите одну: --school КЛЮЧ. Есть: %s.") % keys
    found = next((school for school in schools if not key or school.key == key), None)
    return found, _("Школы с таким ключом нет. Есть: %s.") % keys
