import os
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from mentoring_pages.domain.short_titles import whole_words
from mentoring_pages.importing import UnreadableFile, read_file
from mentoring_pages.models import School
from mentoring_pages.services.act_draft import LONGEST_PAGE_TITLE
from mentoring_site.demo.agreements import conclude_agreements
from mentoring_site.demo.editions import approve_todays
from mentoring_site.demo.families import Storyteller, can_read_letters
from mentoring_site.demo.figures import fill_participations
from mentoring_site.demo.notes import explain_clauses
from mentoring_site.demo.pages import build_pages, documents_page, publish_under
from mentoring_site.demo.school import (
    add_staff,
    build_school,
    demo_content,
    publish_glossary,
)
from mentoring_site.demo.seals import make_seal, seal_everything


class Command(BaseCommand):
    help = "Makes the invented school of the demo, once; keeps what is there on every later run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument(
            "--password",
            default=getattr(settings, "DEMO_STAFF_PASSWORD", ""),
            help="For the staff of the demo.",
        )
        parser.add_argument(
            "--documents",
            type=Path,
            help="A folder of documents (*.txt) of any kind to publish under «Документы».",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if not can_read_letters():
            raise CommandError(
                _(
                    "Команда работает только с настройками демонстрации: "
                    "DJANGO_SETTINGS_MODULE=mentoring_site.settings.demo."
                )
            )
        school = School.objects.filter(key=demo_content("school.json")["key"]).first()
        if school is None:
            school = self.make(port=options["port"], password=options["password"], now=now)
        Site.objects.filter(pk=school.site_id).update(port=options["port"])
        if options["documents"]:
            self.publish_documents(school=school, folder=options["documents"], now=now)

    def make(self, *, port: int, password: str, now: Any) -> School:
        if not password:
            raise CommandError(_("Назовите пароль для сотрудников демонстрации: --password."))
        school = build_school(port=port, now=now)
        staff = add_staff(school=school, password=password, now=now)
        approve_todays(school=school, said=demo_content("earlier-edition.json")["next"])
        explain_clauses(school=school, now=now)
        make_seal(school=school)
        curator = school.memberships.filter(role="curator").get().user
        Storyteller(school=school, staff=curator, now=now).tell_all()
        conclude_agreements(school=school, by=curator, now=now)
        seal_everything(school=school, now=now)
        fill_participations(school=school, by=curator, now=now)
        build_pages(school=school, now=now)
        for username, roles in staff:
            self.stdout.write(f"{username}: {roles}")
        return school

    def publish_documents(self, *, school: School, folder: Path, now: Any) -> None:
        if not folder.is_dir():
            raise CommandError(_("Папки %(folder)s нет. Проверьте путь.") % {"folder": folder})
        documents = documents_page(school=school)
        pages = Page.objects.descendant_of(school.site.root_page)
        published = set(pages.values_list("title", flat=True))
        for file in sorted(folder.glob("*.txt")):
            try:
                act = read_file(file)
            except UnreadableFile as problem:
                self.stderr.write(f"{file.name}: {problem}")
                continue
            title = whole_words(act.name, LONGEST_PAGE_TITLE)
            if act.title and title not in published:
                publish_under(documents, act=act, now=now)
                self.stdout.write(f"{file.name}: {title}")
        publish_glossary(school=school)
