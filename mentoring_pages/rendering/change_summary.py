"""What a comparison comes to, in one sentence: «Изменено 4 пункта, добавлен 1, исключено 2.»"""

from collections import Counter

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentoring_pages.domain.clauses import APPENDIX, CLAUSE, SECTION
from mentoring_pages.domain.comparison import (
    ADDED,
    KINDS,
    MOVED,
    REMOVED,
    RENUMBERED,
    REWORDED,
    Comparison,
)
from mentoring_pages.domain.units import INTRO

Words = str | Promise

NOUNS: dict[str, tuple[Words, Words, Words]] = {
    CLAUSE: (gettext_lazy("пункт"), gettext_lazy("пункта"), gettext_lazy("пунктов")),
    SECTION: (gettext_lazy("раздел"), gettext_lazy("раздела"), gettext_lazy("разделов")),
    APPENDIX: (
        gettext_lazy("приложение"),
        gettext_lazy("приложения"),
        gettext_lazy("приложений"),
    ),
    INTRO: (
        gettext_lazy("вводный абзац"),
        gettext_lazy("вводных абзаца"),
        gettext_lazy("вводных абзацев"),
    ),
}
"""Kind of unit → one, two to four, five and more."""

NEUTER = frozenset({APPENDIX})

VERBS: dict[str, tuple[Words, Words]] = {
    REWORDED: (gettext_lazy("изменён"), gettext_lazy("изменено")),
    ADDED: (gettext_lazy("добавлен"), gettext_lazy("добавлено")),
    REMOVED: (gettext_lazy("исключён"), gettext_lazy("исключено")),
    MOVED: (gettext_lazy("перенесён"), gettext_lazy("перенесено")),
    RENUMBERED: (gettext_lazy("перенумерован"), gettext_lazy("перенумеровано")),
}
"""What happened → of one masculine noun; of a neuter noun or of several."""


def form(count: int) -> int:
    """Which of three Russian forms stands after a number: 0 (1, 21), 1 (2–4), 2 (5–20)."""
    if count % 10 == 1 and count % 100 != 11:
        return 0
    return 1 if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else 2


def verb(kind: str, unit_kind: str, count: int = 1) -> str:
    """«изменён» of one clause, «изменено» of one appendix and of four clauses."""
    masculine = form(count) == 0 and unit_kind not in NEUTER
    return str(VERBS[kind][0 if masculine else 1])


def summary(comparison: Comparison) -> str:
    """Each changed unit is counted once, by the strongest of what happened to it."""
    said: list[str] = []
    before = ""
    for kind in KINDS:
        counts = Counter(change.unit.kind for change in comparison.of_kind(kind))
        found = [(unit_kind, counts[unit_kind]) for unit_kind in NOUNS if counts[unit_kind]]
        if not found:
            continue
        first, count = found[0]
        alone = len(found) == 1
        parts = [f"{number} {NOUNS[unit_kind][form(number)]}" for unit_kind, number in found]
        # «… добавлен 1»: a noun that was just said is not said again.
        told = str(count) if alone and first == before else _list(parts)
        said.append(f"{verb(kind, first, count)} {told}")
        before = first if alone else ""
    if not said:
        return _("Текст не изменился.")
    sentence = ", ".join(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _list(parts: list[str]) -> str:
    *most, last = parts
    return _("%(most)s и %(last)s") % {"most": ", ".join(most), "last": last} if most else last
