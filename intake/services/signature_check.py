"""Signatures against the journal that vouches for them: who signed what, how, and under which
circumstances.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake import vault
from intake.domain.circumstances import CHOSEN, commitment_to, digest_of_choices
from intake.domain.journal import JournalKind
from intake.domain.modes import Method
from intake.evidence.report import Finding, Verdict
from intake.models import Document, DocumentParty, JournalEntry, Person, Signature
from intake.services.check_batches import AT_ONCE, facts_of, in_batches, key_of
from intake.services.document_check import ended_by_staff
from intake.services.journal import rows_of
from intake.services.original_check import PaperSide, is_paper_otherwise, paper_side
from mentoring_pages.models import School

KIND_OF_ACT = {"sign": JournalKind.SIGNED.value, "withdraw": JournalKind.WITHDRAWN.value}
ACTS = tuple(KIND_OF_ACT.values())


class _Trouble(StrEnum):
    NOT_CHAINED = "not_chained"
    OF_ANOTHER = "of_another"
    NOT_A_PARTY = "not_a_party"
    NOBODY = "nobody"
    KEY_GONE = "key_gone"
    REPLACED = "replaced"
    CHOSEN_OTHERWISE = "chosen_otherwise"
    PAPER_OTHERWISE = "paper_otherwise"
    NO_CODE = "no_code"


WORDS = {
    _Trouble.NOT_CHAINED: gettext_lazy(
        "Школа «%(key)s»: подписи %(signature)s нет в журнале: либо её добавили или изменили в "
        "обход сервиса, либо из журнала пропала её запись."
    ),
    _Trouble.OF_ANOTHER: gettext_lazy(
        "Школа «%(key)s»: подпись %(signature)s приписана другому человеку: по журналу подписал "
        "не он."
    ),
    _Trouble.NOT_A_PARTY: gettext_lazy(
        "Школа «%(key)s»: подпись %(signature)s принадлежит человеку, которого нет среди тех, кто "
        "подписывает документ."
    ),
    _Trouble.NOBODY: gettext_lazy(
        "Школа «%(key)s»: человека, который поставил подпись %(signature)s, в базе нет."
    ),
    _Trouble.KEY_GONE: gettext_lazy(
        "Школа «%(key)s»: ключ к обстоятельствам подписи %(signature)s уничтожен, а сведения о "
        "человеке по журналу не удаляли."
    ),
    _Trouble.REPLACED: gettext_lazy(
        "Школа «%(key)s»: обстоятельства подписи %(signature)s подменены: с журналом они не "
        "сходятся."
    ),
    _Trouble.CHOSEN_OTHERWISE: gettext_lazy(
        "Школа «%(key)s»: после подписи %(signature)s в базе изменено, с чем в документе "
        "согласились или где можно публиковать."
    ),
    _Trouble.PAPER_OTHERWISE: gettext_lazy(
        "Школа «%(key)s»: о бумаге с подписью %(signature)s в базе изменено, когда она подписана, "
        "где хранится или кто её записал, либо запись о ней удалена."
    ),
    _Trouble.NO_CODE: gettext_lazy(
        "Школа «%(key)s»: подпись %(signature)s поставлена кодом, а записи о том, что этот код "
        "просили, в журнале нет."
    ),
}


@dataclass(slots=True)
class _Tally:
    signatures: int = 0
    unbound: int = 0
    """Of a release whose journal was not bound to the circumstances."""
    unopened: int = 0


@dataclass(frozen=True, slots=True)
class _Around:
    """What a batch of signatures is compared with."""

    chained: Mapping[tuple[Any, ...], Sequence[tuple[str, Mapping[str, Any]]]]
    """What an entry says of a signature → (actor, facts) of each entry that says it."""
    keys: Mapping[UUID, bytes | None]
    erased: frozenset[UUID]
    parties: frozenset[tuple[UUID, UUID]]
    chosen: Mapping[UUID, tuple[Any, Any]]
    """Document → what it says yes and no to, and where it allows to publish."""
    paper: PaperSide
    codes: frozenset[tuple[str, str, str]]
    """(document, signer, moment) of each code that was asked for."""


def check_signatures(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every signature has its entry, every entry of a signature its row, word for word.

    A signature younger than the last anchor without an entry may mean that the entry was cut off.
    """
    tally = _Tally()
    rows = Signature.objects.filter(school_key=school.key).order_by("pk")
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        around = _around(school, batch)
        for row in batch:
            tally.signatures += 1
            trouble = _trouble(row, around, tally)
            if trouble is None:
                continue
            is_young = anchored_at is None or row.signed_at > anchored_at
            may_be_cut_off = trouble is _Trouble.NOT_CHAINED and is_young
            yield Finding(
                Verdict.CANNOT_TELL if may_be_cut_off else Verdict.NOT_VALID,
                str(WORDS[trouble]) % {"key": school.key, "signature": row.key},
            )
    yield from _entries_without_signature(school)
    yield from _counted(school, tally)


def _counted(school: School, tally: _Tally) -> Iterator[Finding]:
    values = {"key": school.key, "count": tally.signatures}
    if tally.unopened:
        words = _(
            "Школа «%(key)s»: обстоятельства подписей (%(unopened)s) не открыть: ключ установки не "
            "подходит."
        )
        yield Finding(Verdict.CANNOT_TELL, words % {**values, "unopened": tally.unopened})
    if tally.unbound:
        words = _(
            "Школа «%(key)s»: подписей, сделанных до того, как журнал стал связан с их "
            "обстоятельствами, — %(unbound)s: подменены ли у них сетевой адрес, контакт или место "
            "хранения, по журналу сказать нельзя."
        )
        yield Finding(Verdict.VALID, words % {**values, "unbound": tally.unbound})
    if tally.signatures:
        words = _("Школа «%(key)s»: подписей — %(count)s, сверены с журналом.")
        yield Finding(Verdict.VALID, words % values)


def _around(school: School, batch: Sequence[Signature]) -> _Around:
    documents = [row.document_key for row in batch]
    chained: dict[tuple[Any, ...], list[tuple[str, Mapping[str, Any]]]] = defaultdict(list)
    entries = rows_of(school.key).filter(
        subject_key__in=[str(key) for key in documents], kind__in=ACTS
    )
    for entry in entries:
        chained[_said_in(entry)].append((entry.actor_key, facts_of(entry.facts)))
    people = Person.objects.filter(key__in={row.signer_key for row in batch})
    keys = {
        key: bytes(wrapped) if wrapped else None
        for key, wrapped in people.values_list("key", "data_key__wrapped")
    }
    of_documents = DocumentParty.objects.filter(document__key__in=documents)
    papers = Document.objects.filter(key__in=documents)
    return _Around(
        chained=chained,
        keys=keys,
        erased=_erased(school, [key for key, wrapped in keys.items() if wrapped is None]),
        parties=frozenset(of_documents.values_list("document__key", "person__key")),
        chosen={
            key: (choices, resources)
            for key, choices, resources in papers.values_list("key", "choices", "resources")
        },
        paper=paper_side(documents),
        codes=frozenset(
            (subject, actor, at.isoformat())
            for subject, actor, at in rows_of(school.key)
            .filter(
                subject_key__in=[str(key) for key in documents], kind=JournalKind.CODE_SENT.value
            )
            .values_list("subject_key", "actor_key", "at")
        ),
    )


def _erased(school: School, keys: Sequence[UUID]) -> frozenset[UUID]:
    """Those of the people whose data were erased by the service: it leaves an entry about each."""
    if not keys:
        return frozenset()
    said = rows_of(school.key).filter(
        subject_key__in=[str(key) for key in keys], kind=JournalKind.PERSON_ERASED.value
    )
    found = {key_of(subject) for subject in said.values_list("subject_key", flat=True)}
    return frozenset(key for key in found if key is not None)


def _said_by(row: Signature) -> tuple[Any, ...]:
    """What the journal must say of a signature."""
    return (
        str(row.document_key),
        row.signed_at,
        KIND_OF_ACT.get(row.act),
        row.role,
        row.method,
        row.shown_digest,
        row.rule_version,
    )


def _said_in(entry: JournalEntry) -> tuple[Any, ...]:
    facts = facts_of(entry.facts)
    said = (str(facts.get(name)) for name in ("role", "method", "digest", "rule"))
    return (entry.subject_key, entry.at, entry.kind, *said)


def _trouble(row: Signature, around: _Around, tally: _Tally) -> _Trouble | None:
    said = around.chained.get(_said_by(row), ())
    if not said:
        return _Trouble.NOT_CHAINED
    own = [facts for actor, facts in said if _is_by(row, actor, facts)]
    if not own:
        return _Trouble.OF_ANOTHER
    if row.signer_key not in around.keys:
        return _Trouble.NOBODY
    if row.document_key in around.chosen and (
        (row.document_key, row.signer_key) not in around.parties
    ):
        return _Trouble.NOT_A_PARTY
    return _trouble_of_circumstances(row, own[0], around, tally)


def _is_by(row: Signature, actor: str, facts: Mapping[str, Any]) -> bool:
    """Whether an entry tells of this person's signature.

    Entries of earlier releases name whoever acted: the signer, or who recorded the paper.
    """
    if "signer" in facts:
        return bool(facts["signer"] == str(row.signer_key))
    return row.method != Method.CODE or actor == str(row.signer_key)


def _trouble_of_circumstances(
    row: Signature, facts: Mapping[str, Any], around: _Around, tally: _Tally
) -> _Trouble | None:
    wrapped = around.keys[row.signer_key]
    if wrapped is None:
        return None if row.signer_key in around.erased else _Trouble.KEY_GONE
    try:
        kept = facts_of(json.loads(vault.decrypt(wrapped, row.facts_encrypted)))
    except vault.KeyUnavailable:
        tally.unopened += 1
        return None
    except (vault.DataDamaged, ValueError):
        return _Trouble.REPLACED
    if "commitment" not in facts:
        tally.unbound += 1
        return None
    if commitment_to(kept) != facts["commitment"]:
        return _Trouble.REPLACED
    chosen = around.chosen.get(row.document_key)
    if chosen is not None and kept.get(CHOSEN) != digest_of_choices(*chosen):
        return _Trouble.CHOSEN_OTHERWISE
    if row.method == Method.PAPER and is_paper_otherwise(
        around.paper, row.document_key, row.signer_key, kept, wrapped
    ):
        return _Trouble.PAPER_OTHERWISE
    asked = str(row.document_key), str(row.signer_key), str(kept.get("code_sent_at"))
    if row.method == Method.CODE and kept.get("code_sent_at") and asked not in around.codes:
        return _Trouble.NO_CODE
    return None


def _entries_without_signature(school: School) -> Iterator[Finding]:
    acts = rows_of(school.key).filter(kind__in=ACTS).order_by("sequence")
    entries = acts.values_list("sequence", "subject_key", "at")
    for batch in in_batches(entries.iterator(chunk_size=AT_ONCE)):
        keys = [key for _number, subject, _at in batch if (key := key_of(subject)) is not None]
        signed = {
            (str(key), at)
            for key, at in Signature.objects.filter(document_key__in=keys).values_list(
                "document_key", "signed_at"
            )
        }
        for sequence, subject, at in batch:
            if (subject, at) not in signed:
                words = _(
                    "Школа «%(key)s»: запись № %(number)s говорит о подписи, а сама подпись "
                    "удалена."
                ) % {"key": school.key, "number": sequence}
                yield Finding(Verdict.NOT_VALID, words)
    yield from _signed_without_signature(school)


def _signed_without_signature(school: School) -> Iterator[Finding]:
    """Signed papers nobody signed; staff alone end an agreement by a paper of no side."""
    signed_papers = Document.objects.filter(school=school, state="signed").order_by("pk")
    rows = signed_papers.values_list("pk", "key", "number", "kind")
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        known = set(
            Signature.objects.filter(document_key__in=[row[1] for row in batch]).values_list(
                "document_key", flat=True
            )
        )
        unsigned = [row for row in batch if row[1] not in known]
        ends = [pk for pk, _key, _number, kind in unsigned if kind == "termination"]
        by_staff = ended_by_staff(school, ends) if ends else frozenset()
        for pk, _key, number, _kind in unsigned:
            if pk not in by_staff:
                words = _(
                    "Школа «%(key)s»: документ № %(number)s числится подписанным, а подписи нет."
                ) % {"key": school.key, "number": number}
                yield Finding(Verdict.NOT_VALID, words)
