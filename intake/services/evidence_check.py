"""Everything that proves what families signed, checked at once: guards, journals, anchors, papers.

Sentences are for a director and name the row; they hold no personal data.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import connections
from django.db.models import Max
from django.utils.translation import gettext as _

from intake import conf
from intake.domain.chain import ChainVerdict
from intake.evidence.anchor import FIRST, Anchor, NotAnAnchor, read_anchor
from intake.evidence.report import Finding, Verdict
from intake.evidence.trouble import SealProblem
from intake.guards import missing_guards
from intake.labels import CHAIN_TROUBLE
from intake.models import AnchorMail, JournalAnchor, JournalEntry, Signature
from intake.services.act_check import check_acts
from intake.services.agreement_check import check_agreements
from intake.services.document_check import check_documents
from intake.services.journal import rows_of, verify_chain
from intake.services.message_check import check_messages
from intake.services.paper_check import check_copies
from intake.services.party_check import check_parties
from intake.services.person_check import check_people
from intake.services.register_check import check_registers
from intake.services.seal import seal_of
from intake.services.signature_check import check_signatures
from intake.services.wording_check import check_wordings
from mentoring_pages.models import School

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate


def check_installation(*, using: str = "default") -> Iterator[Finding]:
    """What belongs to no school: the guards, entries of schools nobody knows, a cut end."""
    for name in missing_guards(using):
        words = _("Защита снята: %(name)s. Выполните «manage.py migrate».") % {"name": name}
        yield Finding(Verdict.NOT_VALID, words)
    tables = (
        (JournalEntry, _("записи журнала")),
        (JournalAnchor, _("якоря")),
        (Signature, _("подписи")),
    )
    for model, what in tables:
        unknown = model.objects.exclude(school_key__in=School.objects.values("key"))
        for key in unknown.order_by("school_key").values_list("school_key", flat=True).distinct():
            words = _("Есть %(what)s школы «%(key)s», а такой школы нет.") % {
                "what": what,
                "key": key,
            }
            yield Finding(Verdict.NOT_VALID, words)
    if _rows_were_dropped(using):
        yield Finding(
            Verdict.CANNOT_TELL,
            _(
                "База данных выдала журналу больше номеров, чем в нём записей: последние могли "
                "срезать вместе с концом журнала. Сравните журнал с якорями из почты куратора "
                "(--anchor)."
            ),
        )


def check_school(school: School, *, with_papers: bool = True) -> Iterator[Finding]:
    """Everything of one school, the journal first; sound parts are said too.

    Where the root certificate is not here, that is said once and not of every seal.
    """
    unknown = 0
    for finding in _findings(school, with_papers=with_papers):
        if finding.lacks_root:
            unknown += 1
        else:
            yield finding
    if unknown:
        yield Finding(Verdict.CANNOT_TELL, _root_words(school, unknown))


def _root_words(school: School, unknown: int) -> str:
    words = _(
        "Школа «%(key)s»: нет корневого сертификата школы, поэтому не сказать, чьи её печати и "
        "подписи (их %(count)s, после них ничего не изменено). Положите %(files)s из её папки "
        "NASTAVNIK_SEALS в %(place)s и повторите проверку."
    )
    files = _("root.cert.pem (или seal.cert.pem, если его не было)")
    folder = conf.seals_folder()
    place = folder / school.key if folder else _("папку, которую назовёте в NASTAVNIK_SEALS")
    return words % {"key": school.key, "count": unknown, "files": files, "place": place}


def _findings(school: School, *, with_papers: bool) -> Iterator[Finding]:
    verdict = verify_chain(school)
    anchored = JournalAnchor.objects.filter(school_key=school.key).aggregate(
        last=Max("sequence"), at=Max("made_at")
    )
    yield chain_finding(school.key, verdict, anchored["last"] or 0)
    yield from check_anchors(school)
    yield from check_signatures(school, anchored_at=anchored["at"])
    yield from check_documents(school, anchored_at=anchored["at"])
    yield from check_wordings(school)
    yield from check_acts(school)
    yield from check_people(school)
    yield from check_parties(school)
    yield from check_agreements(school, anchored_at=anchored["at"])
    yield from check_registers(school, anchored_at=anchored["at"])
    yield from check_messages(school, anchored_at=anchored["at"])
    if with_papers:
        yield from check_copies(school, roots=roots_of(school))


def chain_finding(key: str, verdict: ChainVerdict, anchored: int) -> Finding:
    """One sentence about one journal. An end cut since the last anchor cannot be told."""
    if verdict.trouble is None:
        words = _("Школа «%(key)s»: записей — %(count)s, цепочка цела.") % {
            "key": key,
            "count": verdict.entries,
        }
        return Finding(Verdict.VALID, words)
    is_unanchored_end = verdict.at_end and verdict.entries >= anchored
    said = (
        _("записей с № %(number)s до конца журнала нет: они срезаны после последнего якоря.")
        if is_unanchored_end
        else CHAIN_TROUBLE[verdict.trouble]
    ) % {"number": verdict.sequence}
    return Finding(
        Verdict.CANNOT_TELL if is_unanchored_end else Verdict.NOT_VALID,
        _("Школа «%(key)s»: %(words)s") % {"key": key, "words": said},
    )


def check_anchors(school: School) -> Iterator[Finding]:
    """Every anchor: its place, its words, its signature, and the entry it names."""
    rows = JournalAnchor.objects.filter(school_key=school.key).order_by("number")
    roots = roots_of(school)
    previous, count, signed = FIRST, 0, 0
    for number, row in enumerate(rows.iterator(chunk_size=500), start=1):
        count = number
        anchor = _read(row)
        if row.number != number:
            yield _wrong(school, _("якоря № %(number)s нет: он удалён."), number)
            return
        if anchor is None:
            yield _wrong(school, _("якорь № %(number)s изменён."), number)
            return
        if anchor.previous != previous:
            yield _wrong(school, _("якорь № %(number)s не следует за прежним."), number)
        if row.signature:
            signed += 1
            yield from _signature_findings(school, anchor, bytes(row.signature), roots)
        yield from entry_findings(school, anchor)
        previous = anchor.own_digest
    sent = AnchorMail.objects.filter(school_key=school.key)
    for key in sent.exclude(anchor_key__in=rows.values("key")).values_list("anchor_key", flat=True):
        words = _("Школа «%(key)s»: якорь %(anchor)s удалён, а письмо с ним записано.")
        yield Finding(Verdict.NOT_VALID, words % {"key": school.key, "anchor": key})
    if count:
        words = _("Школа «%(key)s»: якорей — %(count)s, из них подписано — %(signed)s.") % {
            "key": school.key,
            "count": count,
            "signed": signed,
        }
        yield Finding(Verdict.VALID, words)


def check_kept_anchor(body: bytes, signature: bytes) -> Iterator[Finding]:
    """An anchor kept elsewhere against the journal as it stands."""
    try:
        anchor = read_anchor(body)
    except NotAnAnchor:
        yield Finding(Verdict.CANNOT_TELL, _("Это не якорь журнала или файл повреждён."))
        return
    school = School.objects.filter(key=anchor.school).first()
    if school is None:
        words = _("Якорь школы «%(key)s», а такой школы здесь нет.") % {"key": anchor.school}
        yield Finding(Verdict.CANNOT_TELL, words)
        return
    if signature:
        yield from _signature_findings(school, anchor, signature, roots_of(school))
    found = list(entry_findings(school, anchor))
    yield from found
    if not found:
        words = _("Якорь за %(day)s сходится с журналом: до записи № %(number)s он тот же.") % {
            "day": f"{anchor.date:%d.%m.%Y}",
            "number": anchor.sequence,
        }
        yield Finding(Verdict.VALID, words)


def entry_findings(school: School, anchor: Anchor) -> Iterator[Finding]:
    """Whether the entry an anchor names is there and has the digest it had."""
    if anchor.sequence == 0:
        return
    found = rows_of(school.key).filter(sequence=anchor.sequence).values_list("digest", flat=True)
    digest = found.first()
    if digest is None:
        sentence = _("записи № %(number)s нет, а в ночь якоря она была: конец журнала срезан.")
        yield _wrong(school, sentence, anchor.sequence)
    elif digest != anchor.digest:
        sentence = _(
            "запись № %(number)s не та, что была в ночь якоря: журнал до неё переписан целиком."
        )
        yield _wrong(school, sentence, anchor.sequence)


def roots_of(school: School) -> "Sequence[Certificate]":
    """Whom to trust for this school's seal, its key here or not; nobody where it has none."""
    from intake.evidence.certificates import trusted_in

    try:
        return seal_of(school).roots
    except SealProblem:
        folder = conf.seals_folder()
    try:
        return trusted_in(folder / school.key) if folder else ()
    except (OSError, ValueError):
        return ()


def _read(row: JournalAnchor) -> Anchor | None:
    """The anchor of a row; ``None`` when its columns say something else than its body."""
    try:
        anchor = read_anchor(row.body.encode())
    except NotAnAnchor:
        return None
    said = (anchor.school, anchor.number, anchor.date, anchor.sequence, anchor.digest)
    kept = (row.school_key, row.number, row.day, row.sequence, row.digest)
    return anchor if said == kept else None


def _signature_findings(
    school: School, anchor: Anchor, signature: bytes, roots: "Sequence[Certificate]"
) -> Iterator[Finding]:
    from intake.evidence.cms import check_detached

    what = _("Школа «%(key)s»: якорь № %(number)s") % {"key": school.key, "number": anchor.number}
    finding = check_detached(anchor.body, signature, roots=roots, what=what)
    if finding.verdict is not Verdict.VALID:
        yield finding


def _wrong(school: School, sentence: str, number: int) -> Finding:
    words = sentence % {"number": number}
    return Finding(
        Verdict.NOT_VALID, _("Школа «%(key)s»: %(words)s") % {"key": school.key, "words": words}
    )


def _rows_were_dropped(using: str) -> bool:
    """Whether the database has counted further than the last entry there is.

    A rolled back transaction leaves such a gap on PostgreSQL until the next entry, so this is a
    doubt and no proof.
    """
    connection = connections[using]
    table = JournalEntry._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, 'id')::regclass)", [table]
            )
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        counted = cursor.fetchone()
    last = JournalEntry.objects.using(using).aggregate(last=Max("pk"))["last"]
    return bool(last and counted and counted[0] and counted[0] > last)
