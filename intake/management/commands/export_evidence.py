"""``manage.py export_evidence``: bundles of evidence as files, for a court or for safe keeping."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from intake.evidence.bundle import Scope
from intake.models import Document
from intake.services.bundle import (
    NothingToProve,
    bundle_name,
    family_bundle,
    full_bundle,
    takers_of,
)
from intake.services.privacy import record_access
from intake.services.verification import tidy_number


class Command(BaseCommand):
    """Every export is recorded among the accesses to personal data."""

    help = (
        "Собирает пакеты доказательств: ZIP на документ. Без номера — по каждому запечатанному "
        "документу. С --full — полный пакет для директора и суда, без него — для подписавшего "
        "(бумагу, которую не подписывает ни одна сторона, получает каждый, у кого есть экземпляр)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("number", nargs="?", default="", help="номер документа")
        parser.add_argument("--full", action="store_true", help="полный пакет")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="папка")
        parser.add_argument("--school", default="", help="ключ школы")

    def handle(
        self, *_args: Any, number: str, full: bool, out: Path, school: str, **_options: Any
    ) -> None:
        documents = self._documents(number, school)
        out.mkdir(parents=True, exist_ok=True)
        made = skipped = 0
        self.written: set[Path] = set()
        for document in documents.iterator(chunk_size=100):
            try:
                for name, data in self._bundles(document, full):
                    self._write(self._path(out, document, name), data)
                    made += 1
            except NothingToProve:
                skipped += 1
                continue
            record_access(
                school=document.school,
                user=None,
                action="document.evidence",
                subject_key=str(document.key),
                detail="full" if full else "family",
                now=timezone.now(),
            )
        if number and not made:
            words = _("Документ № %(number)s никто не подписал: доказывать нечего.")
            raise CommandError(words % {"number": number})
        words = _("Собрано пакетов: %(made)s. Папка: %(out)s")
        self.stdout.write(words % {"made": made, "out": out})
        if skipped:
            words = _("Документов без подписи: %(skipped)s, пакетов по ним нет.")
            self.stdout.write(words % {"skipped": skipped})

    def _documents(self, number: str, school: str) -> QuerySet[Document]:
        documents = Document.objects.select_related(
            "school__site", "edition", "points_to", "request", "participant"
        ).order_by("school__key", "pk")
        if school:
            documents = documents.filter(school__key=school)
        if not number:
            return documents.filter(seal__state="sealed")
        found = documents.filter(number=tidy_number(number))
        if not found:
            raise CommandError(_("Документа № %(number)s нет.") % {"number": number})
        if len(found) > 1:
            raise CommandError(_("Такой номер есть у нескольких школ: назовите --school КЛЮЧ."))
        return found

    def _bundles(self, document: Document, full: bool) -> Iterator[tuple[str, bytes]]:
        now = timezone.now()
        if full:
            yield bundle_name(document, Scope.FULL), full_bundle(document=document, now=now)
            return
        takers = takers_of(document)
        if not takers:
            raise NothingToProve
        for place, taker in enumerate(takers, start=1):
            name = bundle_name(document, Scope.FAMILY)
            if place > 1:
                name = name.replace(".zip", f"-{place}.zip")
            yield name, family_bundle(document=document, holder=taker, now=now)

    def _path(self, out: Path, document: Document, name: str) -> Path:
        """Numbers are unique within a school: a second one of the same number names its school."""
        path = out / name
        if path in self.written:
            path = out / f"{document.school.key}-{name}"
        self.written.add(path)
        return path

    def _write(self, path: Path, data: bytes) -> None:
        path.write_bytes(data)
        path.chmod(0o600)
