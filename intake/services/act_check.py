"""Approved texts and repeals against the journal: which text the school made hold on a day."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.services.act_record import KINDS, edition_facts, moment, repeal_facts
from intake.services.check_batches import AT_ONCE, facts_of
from intake.services.journal import rows_of
from mentoring_pages.models import Edition, Repeal, School

WHAT = {
    "page": gettext_lazy("чья это страница"),
    "called": gettext_lazy("название, вид или причина"),
    "number": gettext_lazy("номер редакции"),
    "digest": gettext_lazy("знак текста"),
    "order": gettext_lazy("номер или дата приказа"),
    "from": gettext_lazy("с какого дня"),
    "change": gettext_lazy("существенное ли изменение"),
    "frozen": gettext_lazy("когда утверждена"),
    "by": gettext_lazy("чем заменён"),
    "ended": gettext_lazy("отменена ли запись"),
}

Facts = Mapping[str, Any]


def check_acts(school: School) -> Iterator[Finding]:
    """Every edition and repeal says what its entry does; none was added or deleted."""
    if not rows_of(school.key).filter(kind__in=KINDS).exists():
        count = Edition.objects.filter(school=school).count()
        if count:
            words = _(
                "Школа «%(key)s»: утверждённых текстов — %(count)s; о днях и приказах журнал "
                "начнёт говорить с ближайшей ночи («manage.py tick»)."
            )
            yield Finding(Verdict.VALID, words % {"key": school.key, "count": count})
        return
    first = list(_wrong(school))
    # Staff may approve between two questions to the database: what is wrong stays wrong.
    again = list(_wrong(school)) if first else []
    for words in again:
        if words in first:
            said = _("Школа «%(key)s»: %(words)s") % {"key": school.key, "words": words}
            yield Finding(Verdict.NOT_VALID, said)


def _wrong(school: School) -> Iterator[str]:
    editions, repeals = _told(school)
    rows = Edition.objects.filter(school=school).order_by("pk").defer("tree")
    for edition in rows.iterator(chunk_size=AT_ONCE):
        what = _different(edition_facts(edition), editions.pop(str(edition.key), None))
        if what:
            words = _("утверждённый текст «%(title)s», редакция %(number)s: %(what)s")
            yield words % {"title": edition.title, "number": edition.number, "what": what}
    for sequence, _facts in editions.values():
        yield (
            _(
                "утверждённый текст, о котором говорит запись № %(number)s журнала, из базы "
                "удалён или передан другой школе."
            )
            % {"number": sequence}
        )
    for repeal in Repeal.objects.filter(school=school).order_by("pk").iterator():
        facts = repeal_facts(repeal)
        facts["ended"] = moment(repeal.cancelled_at) if repeal.cancelled_at else None
        key = str(repeal.page_key), str(facts["made"])
        what = _different(facts, repeals.pop(key, None))
        if what:
            words = _("запись об утрате силы «%(title)s»: %(what)s")
            yield words % {"title": repeal.act_title, "what": what}
    for sequence, _facts in repeals.values():
        words = _("запись об утрате силы, о которой говорит запись № %(number)s журнала, удалена.")
        yield words % {"number": sequence}


def _told(
    school: School,
) -> tuple[dict[str, tuple[int, Facts]], dict[tuple[str, str], tuple[int, Facts]]]:
    """What the entries say: of editions by key, of repeals by page and moment."""
    editions: dict[str, tuple[int, Facts]] = {}
    repeals: dict[tuple[str, str], tuple[int, Facts]] = {}
    entries = rows_of(school.key).filter(kind__in=KINDS).order_by("sequence")
    for sequence, kind, subject, found in entries.values_list(
        "sequence", "kind", "subject_key", "facts"
    ).iterator():
        facts = facts_of(found)
        if kind == JournalKind.EDITION_FROZEN:
            editions[subject] = sequence, facts
            continue
        key = subject, str(facts.get("made"))
        if kind == JournalKind.ACT_REPEALED:
            repeals[key] = sequence, {"ended": None, **facts}
        elif key in repeals:
            repeals[key] = sequence, {**repeals[key][1], "ended": facts.get("ended")}
    return editions, repeals


def _different(kept: Facts, told: tuple[int, Facts] | None) -> str:
    """What of a row is not what its entry says, in words; empty where nothing is."""
    if told is None:
        return _("журнал о нём не говорит: его внесли в обход сервиса.")
    wrong = [str(WHAT[name]) for name, value in kept.items() if told[1].get(name, value) != value]
    if not wrong:
        return ""
    return _("в базе изменено: %(what)s; в журнале другое.") % {"what": ", ".join(wrong)}
