"""Documents and their copies against the journal that tells of each: what was made, signed,
withdrawn, replaced, and which files there were.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.domain.paper_story import PaperStory, state_trouble
from intake.domain.withdrawal import is_by_a_stranger
from intake.evidence.report import Finding, Verdict
from intake.models import AgreementAct, Document, DocumentParty, PaperCopy
from intake.models.document import REFUSAL_KINDS
from intake.paper_labels import FACTS_OF_PAPER, REFUSAL_OF_ANOTHER, STATE_TROUBLES
from intake.services.check_batches import AT_ONCE, facts_of, in_batches
from intake.services.document_facts import COLUMNS, Party, kept_facts, seal_facts
from intake.services.journal import rows_of
from intake.services.lost_documents import deleted_documents, missing_copies
from intake.services.refusal_check import RefusalsTold, refusals_told
from mentoring_pages.models import School

SIGNING = (JournalKind.SIGNED, JournalKind.WITHDRAWN)
FILES = {
    JournalKind.DOCUMENT_MADE: "shown",
    JournalKind.REFUSAL_WRITTEN: "shown",
    JournalKind.PAPER_FINISHED: "signed",
    JournalKind.SEALED: "sealed",
    JournalKind.PAPER_SCANNED: "scan",
}
"""The entries that name a file, and which kind of copy it is."""

TOLD = (
    *FILES,
    *SIGNING,
    JournalKind.SUPERSEDED,
    JournalKind.DECLINED,
    JournalKind.DECLINE_UNDONE,
    JournalKind.DOCUMENT_VOIDED,
    JournalKind.PAPER_NOT_TAKEN,
)


@dataclass(slots=True)
class _Told:
    """The entries about one document, in the order of their numbers."""

    made: Mapping[str, Any] | None = None
    written: Mapping[str, Any] | None = None
    """Of a refusal: its bytes are made later than the document."""
    made_at: datetime | None = None
    acts: Counter[str] = field(default_factory=Counter)
    is_declined: bool = False
    last_signed_at: datetime | None = None
    ended_at: datetime | None = None
    sealed: tuple[Any, ...] | None = None
    files: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    """Kind of copy → digest → number of the entry."""

    def hear(self, kind: str, sequence: int, at: datetime, facts: Mapping[str, Any]) -> None:
        self.acts[kind] += 1
        if kind == JournalKind.DOCUMENT_MADE:
            self.made, self.made_at = facts, at
        if kind == JournalKind.REFUSAL_WRITTEN:
            self.written = facts
        if kind in SIGNING:
            self.last_signed_at = at
        if kind in (JournalKind.DECLINED, JournalKind.DECLINE_UNDONE):
            self.is_declined = kind == JournalKind.DECLINED
        if kind in (JournalKind.DECLINED, JournalKind.SUPERSEDED):
            self.ended_at = at
        if kind == JournalKind.PAPER_NOT_TAKEN:
            self.files.pop("scan", None)
        if kind == JournalKind.SEALED:
            self.sealed = "sealed", at, facts.get("level"), facts.get("certificate")
        if kind in FILES and facts.get("digest"):
            self.files[FILES[JournalKind(kind)]][str(facts.get("digest"))] = sequence


@dataclass(frozen=True, slots=True)
class _Around:
    """What else belongs to a batch of documents, by the primary key of the document."""

    told: Mapping[str, _Told]
    parties: Mapping[int, Sequence[Party]]
    withdrawn: Mapping[int, datetime]
    strange: frozenset[int]
    """Withdrawals by somebody who could not have made them."""
    by_staff: frozenset[int]
    refusals: RefusalsTold
    copies: Mapping[int, Sequence[tuple[str, int, str, bool]]]
    """(kind, holder, digest, whether the holder was erased) of each copy."""


def check_documents(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every document is what the journal says it is, with all of its files; none is missing.

    What a row says beyond the journal and since the last anchor may be an entry cut off.
    """
    count = 0
    rows = Document.objects.filter(school=school).order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        count += len(batch)
        doubtful = dict(_judged(school, batch, anchored_at))
        if doubtful:
            # A family may act between two questions to the database: what is wrong stays wrong.
            for findings in dict(_judged(school, list(doubtful), anchored_at)).values():
                yield from findings
    yield from deleted_documents(school)
    if count:
        words = _("Школа «%(key)s»: документов — %(count)s, сверены с журналом.")
        yield Finding(Verdict.VALID, words % {"key": school.key, "count": count})


def _judged(
    school: School, batch: Sequence[int], anchored_at: datetime | None
) -> Iterator[tuple[int, list[Finding]]]:
    """Those of the batch with something wrong, and what."""
    rows = list(Document.objects.filter(pk__in=batch).order_by("pk").values(*COLUMNS))
    around = _around(school, rows)
    for row in rows:
        told = around.told.get(str(row["key"]), _Told())
        found = [
            Finding(
                verdict,
                _("Документ № %(number)s: %(what)s") % {"number": row["number"], "what": what},
            )
            for verdict, what in _troubles(row, told, around, anchored_at)
        ]
        if found:
            yield row["pk"], found


def _around(school: School, rows: Sequence[Mapping[str, Any]]) -> _Around:
    pks = [row["pk"] for row in rows]
    told: dict[str, _Told] = defaultdict(_Told)
    entries = (
        rows_of(school.key)
        .filter(subject_key__in=[str(row["key"]) for row in rows], kind__in=TOLD)
        .order_by("sequence")
        .values_list("subject_key", "kind", "sequence", "at", "facts")
    )
    for subject, kind, sequence, at, facts in entries:
        told[subject].hear(kind, sequence, at, facts_of(facts))
    copies: dict[int, list[tuple[str, int, str, bool]]] = defaultdict(list)
    for pk, kind, holder, digest, erased_at in PaperCopy.objects.filter(
        document__in=pks
    ).values_list("document_id", "kind", "holder_id", "digest", "holder__erased_at"):
        copies[pk].append((kind, holder, digest, erased_at is not None))
    parties: dict[int, list[Party]] = defaultdict(list)
    for pk, person, role, side, ward in DocumentParty.objects.filter(document__in=pks).values_list(
        "document_id", "person__key", "role", "side", "for_person__key"
    ):
        parties[pk].append((str(person), role, side, str(ward) if ward else ""))
    unsigned_ends = [
        row["pk"]
        for row in rows
        if row["kind"] == "termination" and not told[str(row["key"])].last_signed_at
    ]
    return _Around(
        told=told,
        parties=parties,
        withdrawn=_withdrawn(school, pks),
        strange=frozenset(
            _by_strangers(school, [row["pk"] for row in rows if row["kind"] == "withdrawal"])
        ),
        by_staff=ended_by_staff(school, unsigned_ends) if unsigned_ends else frozenset(),
        refusals=refusals_told(school, rows),
        copies=copies,
    )


def _withdrawn(school: School, pks: Sequence[int]) -> Mapping[int, datetime]:
    """Documents to which a withdrawal points that the journal knows to be signed, by one of those
    who may withdraw, and when."""
    rows = list(
        Document.objects.filter(points_to__in=pks, kind="withdrawal", school=school).values_list(
            "pk", "points_to_id", "key"
        )
    )
    strange = _by_strangers(school, [act for act, _consent, _key in rows])
    acts = {str(key): consent for act, consent, key in rows if act not in strange}
    signed = rows_of(school.key).filter(
        subject_key__in=list(acts), kind=JournalKind.WITHDRAWN.value
    )
    return {acts[key]: at for key, at in signed.values_list("subject_key", "at")}


def _by_strangers(school: School, withdrawals: Sequence[int]) -> set[int]:
    """Those of ``withdrawals`` made by nobody who signed the consent, nor by the pupil of 14–17 it
    is about; the age is the one the journal has for the day the withdrawal was made."""
    if not withdrawals:
        return set()
    rows = list(
        Document.objects.filter(pk__in=withdrawals, points_to__isnull=False).values_list(
            "pk", "key", "points_to_id", "points_to__variant", "points_to__participant__key"
        )
    )
    parties: dict[int, set[str]] = defaultdict(set)
    for document, person in DocumentParty.objects.filter(
        document__in={pk for row in rows for pk in (row[0], row[2])}
    ).values_list("document_id", "person__key"):
        parties[document].add(str(person))
    made = rows_of(school.key).filter(
        subject_key__in=[str(row[1]) for row in rows], kind=JournalKind.DOCUMENT_MADE.value
    )
    bands = {
        subject: str(facts_of(facts).get("band", ""))
        for subject, facts in made.values_list("subject_key", "facts")
    }
    return {
        pk
        for pk, key, consent, variant, about in rows
        if is_by_a_stranger(
            people=parties[pk],
            signers=parties[consent],
            about=str(about),
            consent_of=variant,
            band=bands.get(str(key), ""),
        )
    }


def ended_by_staff(school: School, documents: Sequence[int]) -> frozenset[int]:
    """Those of ``documents`` by which staff ended an agreement: no side signs such a paper."""
    acts = {
        str(act["document__key"]): act
        for act in AgreementAct.objects.filter(document__in=documents).values(
            "document_id", "document__key", "agreement__document__key"
        )
    }
    entries = rows_of(school.key).filter(
        kind=JournalKind.AGREEMENT_ENDED.value,
        subject_key__in=[str(act["agreement__document__key"]) for act in acts.values()],
    )
    by = (facts_of(facts).get("by") for facts in entries.values_list("facts", flat=True))
    return frozenset(acts[key]["document_id"] for key in by if key in acts)


def _troubles(
    row: Mapping[str, Any], told: _Told, around: _Around, anchored_at: datetime | None
) -> Iterator[tuple[Verdict, str]]:
    moments = (row["made_at"], row["signed_at"], row["ended_at"], row["seal__sealed_at"])
    last = max(at for at in moments if at is not None)
    is_young = anchored_at is None or last > anchored_at
    if_cut_off = Verdict.CANNOT_TELL if is_young else Verdict.NOT_VALID
    if told.made is None:
        yield if_cut_off, _("журнал не говорит, что его сделали: его добавили в обход сервиса.")
        return
    for name, (kept, said) in _compared(row, told, told.made, around).items():
        if kept != said:
            yield (
                Verdict.NOT_VALID,
                _("в базе изменено: %(what)s; в журнале другое.")
                % {"what": str(FACTS_OF_PAPER[name])},
            )
    if row["pk"] in around.strange:
        yield (
            Verdict.NOT_VALID,
            _(
                "отзыв сделал тот, кто отозвать не мог: согласия он не подписывал, и это не "
                "участник от 14 до 18 лет, о котором оно."
            ),
        )
    if row["kind"] in REFUSAL_KINDS and not around.refusals.is_by_its_person(row["key"]):
        is_told = row["key"] in around.refusals.said_by
        yield Verdict.NOT_VALID if is_told else if_cut_off, str(REFUSAL_OF_ANOTHER)
    trouble = state_trouble(_story(row, told, around), row["state"])
    if trouble is not None:
        verdict = if_cut_off if trouble.is_unheard_of else Verdict.NOT_VALID
        yield verdict, str(STATE_TROUBLES[trouble])
    if told.sealed is None and row["seal__state"] == "sealed":
        yield if_cut_off, _("в базе он запечатан, а записи о печати в журнале нет.")
    expected = (told.written or told.made).get("copies")
    for what in missing_copies(told.files, expected, around.copies.get(row["pk"], ())):
        yield Verdict.NOT_VALID, what


def _compared(
    row: Mapping[str, Any], told: _Told, made: Mapping[str, Any], around: _Around
) -> dict[str, tuple[Any, Any]]:
    """What the row holds beside what the journal says; entries of earlier releases say less."""
    if made.get("kind") in REFUSAL_KINDS:
        made = {**made, "digest": told.written.get("digest") if told.written else ""}
    kept = kept_facts(row, parties=around.parties.get(row["pk"], ()))
    compared = {name: (value, made[name]) for name, value in kept.items() if name in made}
    compared["made_at"] = row["made_at"], told.made_at
    if row["signed_at"] is not None and told.last_signed_at is not None:
        compared["signed_at"] = row["signed_at"], told.last_signed_at
    if row["state"] in ("prepared", "void", "declined", "recorded", "taken_back"):
        compared["signed_at"] = row["signed_at"], None
    if row["pk"] in around.by_staff:
        compared["signed_at"] = row["signed_at"], told.made_at
    if told.sealed is not None:
        compared["seal"] = seal_facts(row), told.sealed
    if row["state"] in ("signed", "prepared", "recorded"):
        compared["ended_at"] = row["ended_at"], None
    if row["state"] in ("withdrawn", "superseded", "declined", "taken_back"):
        compared["ended_at"] = row["ended_at"], _ended_at(row, told, around)
    return compared


def _ended_at(row: Mapping[str, Any], told: _Told, around: _Around) -> datetime | None:
    """When it ended by the journal; as the row says where no entry tells."""
    at = around.withdrawn.get(row["pk"]) if row["state"] == "withdrawn" else told.ended_at
    at = around.refusals.taken_back.get(row["key"], at)
    kept: datetime | None = row["ended_at"]
    return at or kept


def _story(row: Mapping[str, Any], told: _Told, around: _Around) -> PaperStory:
    acts = told.acts
    return PaperStory(
        signatures=sum(acts[kind] for kind in SIGNING),
        signers=len(around.parties.get(row["pk"], ())),
        is_withdrawn=row["pk"] in around.withdrawn,
        is_superseded=bool(acts[JournalKind.SUPERSEDED]),
        is_declined=told.is_declined,
        is_voided=bool(acts[JournalKind.DOCUMENT_VOIDED]),
        is_staff_act=row["pk"] in around.by_staff,
        is_refusal=(told.made or {}).get("kind") in REFUSAL_KINDS,
        is_taken_back=row["key"] in around.refusals.taken_back,
        from_before="copies" not in (told.made or {}),
    )
