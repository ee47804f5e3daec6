"""``manage.py verify_evidence``: is everything that proves signatures whole and unchanged."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.evidence.report import Finding, Verdict, worst
from intake.services.evidence_check import check_installation, check_kept_anchor, check_school
from mentoring_pages.models import School

LAST_WORDS = {
    Verdict.VALID: gettext_lazy("Проверка пройдена."),
    Verdict.NOT_VALID: gettext_lazy("Проверка не пройдена."),
    Verdict.CANNOT_TELL: gettext_lazy("Нарушений не видно, но цела ли вся запись, сказать нельзя."),
}


class Command(BaseCommand):
    """Exit code 0: all is sound; 1: something was tampered with; 2: this cannot be told."""

    help = (
        "Проверяет журнал каждой школы, его якоря, подписи, файлы документов и защиту таблиц. "
        "Код 0 — всё цело, 1 — что-то изменено, 2 — сказать нельзя (например, срезан конец)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--school", default="", help="ключ школы; без него — все школы")
        parser.add_argument(
            "--anchor",
            type=Path,
            action="append",
            default=[],
            metavar="FILE",
            help="якорь из письма куратору; рядом может лежать его подпись FILE.p7s",
        )
        parser.add_argument(
            "--without-papers", action="store_true", help="не открывать файлы документов: быстрее"
        )

    def handle(
        self, *_args: Any, school: str, anchor: list[Path], without_papers: bool, **_options: Any
    ) -> None:
        schools = School.objects.order_by("key")
        if school:
            schools = schools.filter(key=school)
            if not schools:
                self.stdout.write(_("Школы с ключом «%(key)s» нет.") % {"key": school})
                raise SystemExit(int(Verdict.NOT_VALID))
        verdict = worst(self._told(self._findings(schools, anchor, not without_papers)))
        self.stdout.write(str(LAST_WORDS[verdict]))
        if verdict is not Verdict.VALID:
            raise SystemExit(int(verdict))

    def _findings(
        self, schools: Iterable[School], anchors: list[Path], with_papers: bool
    ) -> Iterator[Finding]:
        for school in schools:
            yield from check_school(school, with_papers=with_papers)
        yield from check_installation()
        for path in anchors:
            beside = path.with_name(path.name + ".p7s")
            try:
                body = path.read_bytes()
                signature = beside.read_bytes() if beside.exists() else b""
            except OSError:
                words = _("Файл якоря не открывается: %(path)s") % {"path": path}
                raise CommandError(words, returncode=int(Verdict.CANNOT_TELL)) from None
            yield from check_kept_anchor(body, signature)

    def _told(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        for finding in findings:
            self.stdout.write(finding.sentence)
            yield finding
