"""Registers of a school against its journal: receipts, ways of signing, ПЭП, checks of
representatives, requests, holds, disagreements, special states, exceptions.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.journal import JournalKind
from intake.domain.register_story import (
    ACTOR,
    Contradiction,
    RowTrouble,
    Told,
    contradictions,
)
from intake.evidence.report import Finding, Verdict
from intake.models import Document, Guardianship, IntakeRequest, Participation
from intake.services.check_batches import AT_ONCE, facts_of, in_batches
from intake.services.journal import rows_of
from intake.services.register_claims import NEEDED, READ, claims_of, row_of_guardian
from mentoring_pages.models import MentoringForm, School

EVENTS = {
    JournalKind.RECEIPT_ACKNOWLEDGED.value: gettext_lazy("об отметке о получении документа"),
    JournalKind.PEP_JOINED.value: gettext_lazy("о присоединении к соглашению о подписи кодом"),
    JournalKind.PEP_LEFT.value: gettext_lazy("о выходе из соглашения о подписи кодом"),
    JournalKind.MODE_RECORDED.value: gettext_lazy("о порядке подписания"),
    JournalKind.AGE_RULE_RECORDED.value: gettext_lazy("о правиле о днях рождения"),
    JournalKind.HOLD_PLACED.value: gettext_lazy("о запрете уничтожать сведения"),
    JournalKind.HOLD_LIFTED.value: gettext_lazy("о снятии запрета уничтожать сведения"),
    JournalKind.OBJECTION_RAISED.value: gettext_lazy("о разногласии представителей"),
    JournalKind.OBJECTION_LIFTED.value: gettext_lazy("о решении, снявшем разногласие"),
    JournalKind.STATUS_RECORDED.value: gettext_lazy("об особом состоянии несовершеннолетнего"),
    JournalKind.STATUS_ENDED.value: gettext_lazy("об отмене особого состояния"),
    JournalKind.ALLOWANCE_RECORDED.value: gettext_lazy("об исключении для подписи"),
    JournalKind.ALLOWANCE_ENDED.value: gettext_lazy("об отмене исключения для подписи"),
    JournalKind.PERSON_ERASED.value: gettext_lazy("об удалении сведений о человеке"),
}
"""What an entry tells of, behind «говорит»."""

FACTS = {
    ACTOR: gettext_lazy("кто это записал"),
    "amended": gettext_lazy("изменён ли пункт о бумаге"),
    "check_first": gettext_lazy("нужна ли сверка до подписи"),
    "days": gettext_lazy("сколько дней ждать ответа"),
    "decision": gettext_lazy("чем закончилось"),
    "edition": gettext_lazy("редакция текста"),
    "from": gettext_lazy("с какого дня"),
    "guardian": gettext_lazy("кто представитель"),
    "how": gettext_lazy("каким способом"),
    "joining": gettext_lazy("как присоединяются"),
    "kind": gettext_lazy("вид"),
    "mode": gettext_lazy("порядок"),
    "objector": gettext_lazy("кто возражает"),
    "order": gettext_lazy("номер и дата приказа"),
    "person": gettext_lazy("чьё оно"),
    "to": gettext_lazy("по какой день"),
    "turn": gettext_lazy("с какого дня считают"),
    "ward": gettext_lazy("о каком ребёнке"),
}
"""What differs, in the words of a check."""


def check_registers(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every row of a register has its entry and the other way round, and both say the same.

    A row younger than the last anchor without an entry may mean that the entry was cut off.
    """
    found = list(_contradictions(school))
    before = sum(_is_from_before(one) for one in found)
    if before < len(found):
        # Staff may act between two questions to the database: what is wrong stays wrong.
        again = list(_contradictions(school))
        for one in again:
            if not _is_from_before(one) and any(_is_same(one, other) for other in found):
                yield _finding(school, one, anchored_at)
    for check in (_guardians, _requests, _participations):
        first = list(check(school))
        yield from (finding for finding in (check(school) if first else ()) if finding in first)
    if before:
        words = _(
            "Школа «%(key)s»: представителей, проверенных до того, как журнал стал говорить о "
            "каждой проверке, — %(count)s: старые записи о них молчат."
        )
        yield Finding(Verdict.VALID, words % {"key": school.key, "count": before})
    words = _("Школа «%(key)s»: реестры сверены с журналом.")
    yield Finding(Verdict.VALID, words % {"key": school.key})


def _contradictions(school: School) -> Iterator[Contradiction]:
    rows = rows_of(school.key).filter(kind__in=READ).order_by("sequence")
    columns = ("sequence", "kind", "subject_key", "at", "actor_key", "facts")
    entries = (
        Told(sequence, kind, subject, at, actor, facts_of(facts))
        for sequence, kind, subject, at, actor, facts in rows.values_list(*columns).iterator()
    )
    return contradictions(claims_of(school), entries, needed=NEEDED)


def _is_from_before(one: Contradiction) -> bool:
    return one.trouble is RowTrouble.NOT_TOLD and one.claim is not None and one.claim.may_be_untold


def _is_same(one: Contradiction, other: Contradiction) -> bool:
    return (one.trouble, one.claim, one.told) == (other.trouble, other.claim, other.told)


def _finding(school: School, one: Contradiction, anchored_at: datetime | None) -> Finding:
    verdict = Verdict.NOT_VALID
    if one.claim is None:
        words = _(
            "запись № %(number)s журнала говорит %(event)s, а строки, которая это помнит, в базе "
            "нет: её удалили или изменили."
        ) % {
            "number": one.told.sequence if one.told else "",
            "event": EVENTS[one.told.kind] if one.told else "",
        }
    elif one.trouble is RowTrouble.NOT_TOLD:
        if anchored_at is None or one.claim.at > anchored_at:
            verdict = Verdict.CANNOT_TELL
        words = _(
            "%(row)s: журнал об этом не говорит. Строку внесли или изменили в обход сервиса, либо "
            "из журнала пропала её запись."
        ) % {"row": one.claim.row}
    else:
        what = ", ".join(str(FACTS[name]) for name in one.facts)
        words = _("%(row)s: в базе изменено: %(what)s; в журнале другое.") % {
            "row": one.claim.row,
            "what": what,
        }
    said = _("Школа «%(key)s»: %(words)s") % {"key": school.key, "words": words}
    return Finding(verdict, said)


def _guardians(school: School) -> Iterator[Finding]:
    """What the journal says of a representative stands in the row: checked, ended, since when."""
    told: dict[tuple[str, str], dict[str, Mapping[str, Any]]] = defaultdict(dict)
    kinds = (
        JournalKind.GUARDIAN_RECORDED.value,
        JournalKind.GUARDIAN_CHECKED.value,
        JournalKind.GUARDIAN_ENDED.value,
    )
    rows = rows_of(school.key).filter(kind__in=kinds).order_by("sequence")
    for subject, kind, facts in rows.values_list("subject_key", "kind", "facts").iterator():
        told[subject, str(facts_of(facts).get("guardian"))][kind] = facts_of(facts)
    found = Guardianship.objects.filter(ward__school=school).select_related("guardian", "ward")
    for row in found.order_by("pk").iterator(chunk_size=AT_ONCE):
        said = told.get((str(row.ward.key), str(row.guardian.key)), {})
        for wrong in _wrong_of_guardian(row, said):
            words = _("Школа «%(key)s»: %(row)s: %(what)s") % {
                "key": school.key,
                "row": row_of_guardian(row),
                "what": wrong,
            }
            yield Finding(Verdict.NOT_VALID, words)


def _wrong_of_guardian(row: Guardianship, said: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    ended = said.get(JournalKind.GUARDIAN_ENDED.value)
    recorded = said.get(JournalKind.GUARDIAN_RECORDED.value)
    # The school's own record takes the place of what a family said, and is a check as well.
    is_schools = row.named_by == "school" and JournalKind.GUARDIAN_CHECKED.value in said
    if recorded is not None and recorded.get("named_by") != row.named_by and not is_schools:
        yield _("в базе изменено, кто их назвал; в журнале другое.")
    if JournalKind.GUARDIAN_CHECKED.value in said and row.checked_at is None:
        yield _("журнал говорит, что их проверили, а в базе этого нет.")
    if ended is None and row.ended_on is not None:
        yield _("в базе они прекращены, а записи об этом в журнале нет.")
    if ended is not None and row.ended_on is None:
        yield _("журнал говорит, что они прекращены, а в базе этого нет.")
    if (
        ended is not None
        and row.ended_on
        and ended.get("day", str(row.ended_on)) != str(row.ended_on)
    ):
        yield _("в базе изменён день, которым они прекращены.")


def _requests(school: School) -> Iterator[Finding]:
    """Whether the school took a request: what families sign under a refused one does not count."""
    kinds = {
        JournalKind.REQUEST_INVITED.value,
        JournalKind.REQUEST_CHECKED.value,
        JournalKind.REQUEST_REFUSED.value,
    }
    papers = Document.objects.filter(request=OuterRef("pk"))
    rows = IntakeRequest.objects.filter(school=school).order_by("pk")
    of_another = papers.exclude(participant=OuterRef("participant"))
    rows = rows.annotate(has_papers=Exists(papers), has_papers_of_another=Exists(of_another))
    columns = ("key", "number", "state", "checked_at", "checked_by_id", "identified_how")
    for batch in in_batches(
        rows.values(*columns, "has_papers", "has_papers_of_another").iterator(chunk_size=AT_ONCE)
    ):
        told: dict[str, dict[str, tuple[datetime, str, Any]]] = defaultdict(dict)
        entries = rows_of(school.key).filter(
            subject_key__in=[str(row["key"]) for row in batch], kind__in=kinds
        )
        for subject, kind, at, actor, facts in entries.order_by("sequence").values_list(
            "subject_key", "kind", "at", "actor_key", "facts"
        ):
            told[subject][kind] = at, actor, facts_of(facts).get("how")
        for row in batch:
            wrong = _wrong_of_request(row, told.get(str(row["key"]), {}))
            if wrong:
                words = _("Заявка № %(number)s: %(what)s") % {
                    "number": row["number"],
                    "what": wrong,
                }
                yield Finding(Verdict.NOT_VALID, words)


def _wrong_of_request(row: Mapping[str, Any], told: Mapping[str, tuple[datetime, str, Any]]) -> str:
    """What of the state is not what was told. Nobody tells of a request made for a letter alone.

    Whom a document is about its own entry tells, so a request of somebody else is seen by it.
    """
    refused = JournalKind.REQUEST_REFUSED.value in told
    invited = told.get(JournalKind.REQUEST_INVITED.value)
    checked = told.get(JournalKind.REQUEST_CHECKED.value)
    if refused != (row["state"] == "refused"):
        return (
            _("журнал говорит, что её не приняли, а в базе это не так.")
            if refused
            else _("в базе она не принята, а записи об этом в журнале нет.")
        )
    if (invited or checked) and not refused and row["state"] != "checked":
        return _("журнал говорит, что школа её приняла, а в базе это не так.")
    if row["state"] == "checked" and not (invited or checked) and row["has_papers"]:
        return _("в базе она сверена, а записи об этом в журнале нет.")
    if row["has_papers_of_another"]:
        return _("в базе изменено, о ком она: документы по ней о другом человеке.")
    kept = row["checked_at"], f"user:{row['checked_by_id']}", row["identified_how"]
    if checked is not None and kept != checked:
        return _("в базе изменено, кто, когда или как её сверил; в журнале другое.")
    return ""


def _participations(school: School) -> Iterator[Finding]:
    """Who takes part, as what, since when: the last entry about a row says what the row does."""
    told: dict[str, Mapping[str, Any]] = {}
    recorded = rows_of(school.key).filter(kind=JournalKind.PARTICIPATION_RECORDED.value)
    for subject, facts in recorded.order_by("sequence").values_list("subject_key", "facts"):
        told[subject] = facts_of(facts)
    forms = set(MentoringForm.objects.filter(school=school).values_list("key", flat=True))
    rows = Participation.objects.filter(school=school).select_related("form", "person")
    rows = rows.order_by("pk")
    for row in rows.iterator(chunk_size=AT_ONCE):
        said = told.pop(str(row.key), None)
        if said is not None and said.get("form") not in forms:
            # The school gave its form of mentoring another key since.
            said = {name: value for name, value in said.items() if name != "form"}
        kept = {
            "role": row.role,
            "form": row.form.key,
            "category": row.category,
            "person": str(row.person_key),
            "from": row.started_on.isoformat(),
            "to": row.ended_on.isoformat() if row.ended_on else None,
        }
        if said is None:
            what = _("журнал о нём не говорит: его внесли в обход сервиса.")
        elif row.person is not None and row.person.key != row.person_key:
            what = _("в базе оно приписано другому человеку; в журнале другое.")
        elif any(name in said and said[name] != value for name, value in kept.items()):
            what = _("в базе изменено, кто, кем, по какой форме или в какие дни; в журнале другое.")
        else:
            continue
        words = _("Участие, строка № %(number)s: %(what)s") % {"number": row.pk, "what": what}
        yield Finding(Verdict.NOT_VALID, words)
    for _subject in told:
        words = _("Школа «%(key)s»: участие, о котором говорит журнал, из базы удалено.")
        yield Finding(Verdict.NOT_VALID, words % {"key": school.key})
