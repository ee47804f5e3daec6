"""Names and birthdays in the list of people against the marks that the journal keeps of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import vault
from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import Document, DocumentParty, Person
from intake.services.check_batches import AT_ONCE, facts_of, in_batches, key_of
from intake.services.journal import rows_of
from intake.services.person_marks import KINDS, marks_of
from mentoring_pages.models import School

WHAT = {"name": gettext_lazy("имя"), "born": gettext_lazy("дата рождения")}


@dataclass(slots=True)
class _Tally:
    told: int = 0
    from_before: int = 0
    """Named in papers of releases whose journal said nothing of names."""
    unopened: int = 0


def check_people(school: School) -> Iterator[Finding]:
    """Whoever a paper names is called today as the journal last heard, and is there at all."""
    tally = _Tally()
    rows = Person.objects.filter(school=school).order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        doubtful = dict(_judged(school, batch, tally))
        if doubtful:
            # A family may correct itself between two questions: what is wrong stays wrong.
            for pk, what in dict(_judged(school, list(doubtful), _Tally())).items():
                words = _(
                    "Человек, строка № %(number)s: в базе изменено: %(what)s; в журнале другое."
                )
                values = {"number": pk, "what": ", ".join(str(WHAT[name]) for name in what)}
                yield Finding(Verdict.NOT_VALID, words % values)
    yield from _lost_people(school)
    yield from _counted(school, tally)


def _judged(
    school: School, batch: Sequence[int], tally: _Tally
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Those of the batch who are called otherwise, and what differs."""
    people = Person.objects.filter(pk__in=batch).select_related("data_key").order_by("pk")
    rows = list(people)
    told = _told(school, [str(row.key) for row in rows])
    named = _named([row.pk for row in rows if str(row.key) not in told])
    for row in rows:
        said = told.get(str(row.key))
        if row.data_key.wrapped is None:
            continue
        if said is None:
            tally.from_before += row.pk in named
            continue
        try:
            kept = marks_of(row)
        except vault.KeyUnavailable:
            tally.unopened += 1
            continue
        tally.told += 1
        wrong = tuple(what for what in WHAT if what in said and said[what] != kept[what])
        if wrong:
            yield row.pk, wrong


def _told(school: School, keys: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
    """The last marks of each person: a correction leaves out what it did not touch."""
    told: dict[str, dict[str, object]] = defaultdict(dict)
    entries = rows_of(school.key).filter(subject_key__in=keys, kind__in=KINDS)
    for subject, facts in entries.order_by("sequence").values_list("subject_key", "facts"):
        told[subject] |= facts_of(facts)
    return told


def _named(people: Sequence[int]) -> set[int]:
    """Those of ``people`` whom a document is about or who sign one."""
    if not people:
        return set()
    signers = DocumentParty.objects.filter(Q(person__in=people) | Q(for_person__in=people))
    pairs = signers.values_list("person_id", "for_person_id")
    about = Document.objects.filter(participant__in=people).values_list("participant_id", flat=True)
    return {pk for pair in pairs for pk in pair if pk is not None} | set(about)


def _lost_people(school: School) -> Iterator[Finding]:
    """Whom a paper names and the list does not know: their rows are never deleted."""
    noted = rows_of(school.key).filter(kind=JournalKind.PERSON_NOTED.value).order_by("sequence")
    for batch in in_batches(
        noted.values_list("sequence", "subject_key").iterator(chunk_size=AT_ONCE)
    ):
        keys = [key for _number, subject in batch if (key := key_of(subject)) is not None]
        known = set(
            Person.objects.filter(key__in=keys, school=school).values_list("key", flat=True)
        )
        for sequence, subject in batch:
            if key_of(subject) not in known:
                words = _(
                    "Школа «%(key)s»: человек, о котором говорит запись № %(number)s журнала, из "
                    "списка людей удалён."
                ) % {"key": school.key, "number": sequence}
                yield Finding(Verdict.NOT_VALID, words)


def _counted(school: School, tally: _Tally) -> Iterator[Finding]:
    values = {"key": school.key, "count": tally.told}
    if tally.unopened:
        words = _(
            "Школа «%(key)s»: имена и даты рождения (%(unopened)s чел.) с журналом не сверить: "
            "ключ установки не подходит."
        )
        yield Finding(Verdict.CANNOT_TELL, words % {**values, "unopened": tally.unopened})
    if tally.from_before:
        words = _(
            "Школа «%(key)s»: людей, названных только в документах прежних выпусков, — %(before)s: "
            "об их именах и датах рождения журнал начнёт говорить с ближайшей ночи («manage.py "
            "tick»)."
        )
        yield Finding(Verdict.VALID, words % {**values, "before": tally.from_before})
    if tally.told:
        words = _("Школа «%(key)s»: людей — %(count)s, имена и даты рождения сверены с журналом.")
        yield Finding(Verdict.VALID, words % values)
