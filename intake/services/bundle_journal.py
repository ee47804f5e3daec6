"""The part of a school's journal that goes into a bundle, with the anchors that vouch for it."""

from collections.abc import Collection, Iterator

import rfc8785
from django.db.models import Q

from intake.evidence.bundle import JOURNAL
from intake.evidence.extract import segment_of
from intake.models import JournalAnchor
from intake.services.journal import entries, rows_of


def journal_files(
    *, school_key: str, subjects: Collection[str], also: Collection[int] = ()
) -> dict[str, tuple[bytes, str]]:
    """File name → (bytes, what it is). Whole are entries about ``subjects`` and those with numbers
    ``also``; of entries about anything else only hashes are shown.

    Each run of entries ends at the first anchor behind it; what is younger than the last anchor
    ends at the last entry shown.
    """
    from intake.evidence.cms import stamp_in

    wanted = list(
        rows_of(school_key)
        .filter(Q(subject_key__in=subjects) | Q(sequence__in=also))
        .order_by("sequence")
        .values_list("sequence", flat=True)
    )
    segments, files = [], {}
    for first, last, anchor in _runs(school_key, wanted):
        segments.append(
            segment_of(
                entries(school_key, after=first - 1, up_to=last),
                subjects=subjects,
                also=also,
                anchor=anchor.number if anchor else None,
            )
        )
        if anchor is None:
            continue
        name = f"journal/anchor-{anchor.number:05}.json"
        files[name] = (anchor.body.encode(), "якорь журнала: его конец в ту ночь")
        if anchor.signature:
            signature = bytes(anchor.signature)
            files[f"{name}.p7s"] = (signature, "подпись школы под якорем")
            token = stamp_in(signature)
            if token:
                stamp_name = f"timestamps/anchor-{anchor.number:05}.tst"
                files[stamp_name] = (token, "метка времени якоря (RFC 3161)")
    extract = rfc8785.dumps({"school": school_key, "segments": segments})
    files[JOURNAL] = (extract, "записи журнала об этом документе; остальные — только знаки")
    return files


def _runs(school_key: str, wanted: list[int]) -> Iterator[tuple[int, int, JournalAnchor | None]]:
    """(first number, last number, the anchor that names the last) for each run of entries."""
    left = wanted
    while left:
        anchor = (
            JournalAnchor.objects.filter(school_key=school_key, sequence__gte=left[0])
            .order_by("number")
            .first()
        )
        if anchor is None:
            yield left[0], left[-1], None
            return
        yield left[0], anchor.sequence, anchor
        left = [number for number in left if number > anchor.sequence]
