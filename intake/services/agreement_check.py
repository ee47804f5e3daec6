"""Agreements against the journal that tells of each: since when, until when, how it ended, by which
papers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from intake import vault
from intake.domain.agreement import Ending
from intake.domain.agreement_story import (
    ActRow,
    AgreementRow,
    AgreementStory,
    act_trouble,
    row_troubles,
)
from intake.domain.journal import JournalKind
from intake.evidence.report import Finding, Verdict
from intake.models import Agreement, AgreementAct
from intake.paper_labels import ACT_TROUBLES, AGREEMENT_TROUBLES
from intake.services.agreement_text import words_mark
from intake.services.check_batches import AT_ONCE, facts_of, in_batches, key_of
from intake.services.journal import rows_of
from mentoring_pages.models import School

TOLD = (
    JournalKind.AGREEMENT_BEGAN,
    JournalKind.AGREEMENT_EXTENDED,
    JournalKind.AGREEMENT_ENDED,
)
COLUMNS = (
    *("pk", "document__key", "document__number", "document__signed_at"),
    *("effective_on", "ends_on", "is_extended", "ended_on", "ended_how"),
    *("term_months", "notice_days", "mentor__key", "mentee__key", "renews__document__key"),
    "form_id",
)
ACT_COLUMNS = (
    *("agreement_id", "how", "term_months", "ends_on", "ground", "recorded_by_id"),
    *("document__key", "document__number", "document__state", "document__signed_at"),
)


@dataclass(frozen=True, slots=True)
class _Act:
    number: str
    signed_at: datetime | None
    row: ActRow


@dataclass(slots=True)
class _Tally:
    agreements: int = 0
    from_before: int = 0
    """Whose entries name the last day only."""


def check_agreements(school: School, *, anchored_at: datetime | None) -> Iterator[Finding]:
    """Every agreement lasts as long as the journal says, and by the papers that it names.

    What a row says beyond the journal and since the last anchor may be an entry cut off.
    """
    tally = _Tally()
    rows = Agreement.objects.filter(school=school).order_by("pk").values_list("pk", flat=True)
    for batch in in_batches(rows.iterator(chunk_size=AT_ONCE)):
        doubtful = dict(_judged(school, batch, anchored_at, tally))
        if doubtful:
            # Somebody may sign between two questions to the database: what is wrong stays wrong.
            for findings in dict(_judged(school, list(doubtful), anchored_at, _Tally())).values():
                yield from findings
    yield from _lost_agreements(school)
    yield from _counted(school, tally)


def _judged(
    school: School, batch: Sequence[int], anchored_at: datetime | None, tally: _Tally
) -> Iterator[tuple[int, list[Finding]]]:
    """Those of the batch with something wrong, and what."""
    rows = list(Agreement.objects.filter(pk__in=batch).order_by("pk").values(*COLUMNS))
    acts = _acts(batch)
    words = _words(batch)
    stories = _stories(school, [str(row["document__key"]) for row in rows])
    for row in rows:
        story = stories.get(str(row["document__key"]), AgreementStory())
        tally.agreements += 1
        tally.from_before += not story.names_all
        row["words"] = words.get(row["pk"])
        found = list(_troubles(school, row, story, acts.get(row["pk"], {}), anchored_at))
        if found:
            yield row["pk"], found


def _words(batch: Sequence[int]) -> Mapping[int, str]:
    """What the sides wrote in each agreement, as a mark; nothing of a mentee who was erased."""
    found: dict[int, str] = {}
    for one in Agreement.objects.filter(pk__in=batch).select_related("mentee__data_key"):
        try:
            found[one.pk] = words_mark(one)
        except vault.DataDamaged:
            found[one.pk] = ""
        except (vault.KeyDestroyed, vault.KeyUnavailable):
            continue
    return found


def _stories(school: School, keys: Sequence[str]) -> Mapping[str, AgreementStory]:
    stories: dict[str, AgreementStory] = defaultdict(AgreementStory)
    entries = rows_of(school.key).filter(subject_key__in=keys, kind__in=TOLD).order_by("sequence")
    for subject, kind, actor, facts in entries.values_list(
        "subject_key", "kind", "actor_key", "facts"
    ):
        stories[subject].hear(kind, actor, facts_of(facts))
    return stories


def _acts(batch: Sequence[int]) -> Mapping[int, Mapping[str, _Act]]:
    """Agreement → key of a later paper → the paper."""
    found: dict[int, dict[str, _Act]] = defaultdict(dict)
    acts = AgreementAct.objects.filter(agreement__in=batch).order_by("pk")
    for act in acts.annotate(signed_on=Max("document__parties__signed_on")).values(
        *ACT_COLUMNS, "signed_on"
    ):
        by = act["recorded_by_id"]
        found[act["agreement_id"]][str(act["document__key"])] = _Act(
            number=act["document__number"],
            signed_at=act["document__signed_at"],
            row=ActRow(
                how=act["how"],
                term_months=act["term_months"],
                ends_on=act["ends_on"],
                ground=act["ground"],
                is_signed=act["document__state"] == "signed",
                recorded_by=f"user:{by}" if by is not None else None,
                signed_on=act["signed_on"],
            ),
        )
    return found


def _troubles(
    school: School,
    row: Mapping[str, Any],
    story: AgreementStory,
    acts: Mapping[str, _Act],
    anchored_at: datetime | None,
) -> Iterator[Finding]:
    kept = AgreementRow(
        **{
            name: row[name]
            for name in (
                *("effective_on", "ends_on", "is_extended", "ended_on", "ended_how"),
                *("term_months", "notice_days"),
            )
        },
        mentor=str(row["mentor__key"]),
        mentee=str(row["mentee__key"]),
        renews=str(row["renews__document__key"]) if row["renews__document__key"] else None,
        form=row["form_id"],
        words=row["words"],
    )
    said = [(trouble, str(AGREEMENT_TROUBLES[trouble])) for trouble in row_troubles(story, kept)]
    unheard = not story.is_begun or _is_end_unheard(kept, story)
    lines = [words for _trouble, words in said]
    for key in dict.fromkeys((*acts, *story.acts)):
        act = acts.get(key)
        trouble = act_trouble(
            act.row if act else None, story.acts.get(key), notice_days=kept.notice_days
        )
        if trouble is None or (trouble == "not_told" and not story.is_begun):
            continue
        unheard = unheard or trouble == "not_told"
        lines.append(str(ACT_TROUBLES[trouble]) % {"act": act.number if act else ""})
    is_cut_off = unheard and _is_young(school, row, acts, kept, story.ends_on, anchored_at)
    for words in lines:
        yield Finding(
            Verdict.CANNOT_TELL if is_cut_off else Verdict.NOT_VALID,
            _("Соглашение № %(number)s: %(what)s")
            % {"number": row["document__number"], "what": words},
        )


def _is_end_unheard(row: AgreementRow, story: AgreementStory) -> bool:
    """The row tells of an end of which no entry speaks."""
    return bool(row.ended_how) and not story.ended_how


def _is_young(
    school: School,
    row: Mapping[str, Any],
    acts: Mapping[str, _Act],
    kept: AgreementRow,
    ends_on: date | None,
    anchored_at: datetime | None,
) -> bool:
    """Whether something of it happened since the last anchor, so that its entry may be cut off.

    ``ends_on`` is the last day of the term as the journal knows it.
    """
    if anchored_at is None:
        return True
    moments = [row["document__signed_at"], *(act.signed_at for act in acts.values())]
    if any(at is not None and at > anchored_at for at in moments):
        return True
    if kept.ended_how != Ending.EXPIRED or kept.ended_on is None or kept.ended_on != ends_on:
        return False
    # The tick of a day writes down what ended with the day before.
    day: date = anchored_at.astimezone(school.zone).date() - timedelta(days=1)
    return kept.ended_on >= day


def _lost_agreements(school: School) -> Iterator[Finding]:
    """Agreements the journal knows to have begun and the database does not."""
    began = rows_of(school.key).filter(kind=JournalKind.AGREEMENT_BEGAN.value).order_by("sequence")
    entries = began.values_list("sequence", "at", "subject_key")
    for batch in in_batches(entries.iterator(chunk_size=AT_ONCE)):
        keys = [key for *_entry, subject in batch if (key := key_of(subject)) is not None]
        known = set(
            Agreement.objects.filter(document__key__in=keys).values_list("document__key", flat=True)
        )
        for sequence, at, subject in batch:
            if key_of(subject) not in known:
                words = _(
                    "Школа «%(key)s»: соглашение, вступившее в силу %(when)s (запись № %(number)s "
                    "журнала), из базы удалено или связано с другим документом."
                ) % {
                    "key": school.key,
                    "when": f"{at.astimezone(school.zone):%d.%m.%Y %H:%M}",
                    "number": sequence,
                }
                yield Finding(Verdict.NOT_VALID, words)


def _counted(school: School, tally: _Tally) -> Iterator[Finding]:
    values = {"key": school.key, "count": tally.agreements, "before": tally.from_before}
    if tally.from_before:
        words = _(
            "Школа «%(key)s»: соглашений, которые вступили в силу до того, как журнал стал "
            "называть день начала, срок и стороны, — %(before)s: старые записи называют только "
            "последний день, с ним день начала и срок сверены вместе."
        )
        yield Finding(Verdict.VALID, words % values)
    if tally.agreements:
        words = _("Школа «%(key)s»: соглашений — %(count)s, сверены с журналом.")
        yield Finding(Verdict.VALID, words % values)
