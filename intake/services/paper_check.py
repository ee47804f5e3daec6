"""Kept files of papers against the journal that vouches for them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from intake import vault
from intake.evidence.report import Finding, Verdict
from intake.models import PaperCopy
from intake.services.check_batches import AT_ONCE, facts_of, in_batches
from intake.services.journal import rows_of
from mentoring_pages.models import School

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


def check_copies(school: School, *, roots: "Sequence[Certificate]") -> Iterator[Finding]:
    """Every kept file is the one the journal names; a sealed one has a good seal."""
    from intake.evidence.paper_check import verify_pdf

    count = erased = 0
    rows = (
        PaperCopy.objects.filter(document__school=school)
        .select_related("document", "holder__data_key")
        .order_by("pk")
    )
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        chained = _chained_digests(school, {str(copy.document.key) for copy in batch})
        for copy in batch:
            count += 1
            try:
                data = _bytes_of(copy)
            except vault.KeyDestroyed:
                erased += 1
                continue
            except vault.KeyUnavailable:
                yield _about(copy, Verdict.CANNOT_TELL, _("ключ установки не открывает файл."))
                continue
            except (vault.DataDamaged, OSError):
                yield _about(copy, Verdict.NOT_VALID, _("файла нет или он испорчен."))
                continue
            if hashlib.sha256(data).hexdigest() != copy.digest or len(data) != copy.size:
                yield _about(copy, Verdict.NOT_VALID, _("файл подменён: знаки не сходятся."))
            elif (str(copy.document.key), copy.digest) not in chained:
                yield _about(copy, Verdict.NOT_VALID, _("такого файла журнал не знает."))
            elif copy.kind == "sealed":
                report = verify_pdf(data, roots=roots)
                if report.verdict is not Verdict.VALID:
                    words = " ".join(report.lines[1:])
                    found = _about(copy, report.verdict, words)
                    yield replace(found, lacks_root=report.lacks_root)
    if count:
        words = _("Школа «%(key)s»: файлов документов — %(count)s, из них удалено — %(erased)s.")
        said = words % {"key": school.key, "count": count, "erased": erased}
        yield Finding(Verdict.VALID, said)


def _bytes_of(copy: PaperCopy) -> bytes:
    if copy.holder.data_key.wrapped is None:
        # Erasing destroys the key and takes the file away: there is nothing to open.
        raise vault.KeyDestroyed
    with copy.file.open("rb") as file:
        return vault.decrypt(copy.holder.data_key.wrapped, file.read())


def _chained_digests(school: School, keys: Iterable[str]) -> set[tuple[str, Any]]:
    return {
        (subject, facts_of(facts).get("digest"))
        for subject, facts in rows_of(school.key)
        .filter(subject_key__in=keys)
        .values_list("subject_key", "facts")
    }


def _about(copy: PaperCopy, verdict: Verdict, what: str) -> Finding:
    words = _("Документ № %(number)s (%(kind)s): %(what)s") % {
        "number": copy.document.number,
        "kind": copy.get_kind_display(),
        "what": what,
    }
    return Finding(verdict, words)
