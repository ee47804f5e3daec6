"""The editions of one act in time, and repealing an act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from mentoring_pages import ports
from mentoring_pages.domain.timeline import Dated, Span, holding, spans, state_of
from mentoring_pages.models import ApprovalAct, Edition, Repeal, School


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition with the days on which it holds and what it is on the day that was asked for."""

    edition: Edition
    span: Span
    state: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """All editions of an act, without their texts, in the order of days; and its repeal, if any."""

    editions: tuple[Edition, ...]
    spans: tuple[Span, ...]
    repeal: Repeal | None

    def on(self, day: date) -> Edition | None:
        """The edition that held on ``day``."""
        found = holding(self.spans, day)
        return self.numbered(found.number) if found else None

    def numbered(self, number: int) -> Edition | None:
        return next((edition for edition in self.editions if edition.number == number), None)

    def standings(self, day: date) -> list[Standing]:
        """Every edition as of ``day``, in the order of days."""
        return [
            Standing(edition, span, state_of(span, day))
            for edition, span in zip(self.editions, self.spans, strict=True)
        ]

    def repealed_on(self, day: date) -> bool:
        return self.repeal is not None and self.repeal.repealed_from <= day


def timeline_of(*, page_key: UUID) -> Timeline:
    """The editions of the act whose page has this key. Two queries, however many there are."""
    return timelines_of(page_keys=[page_key])[page_key]


def timelines_of(*, page_keys: Iterable[UUID]) -> dict[UUID, Timeline]:
    """The editions of several acts by the keys of their pages. Two queries, however many acts."""
    keys = list(page_keys)
    editions: dict[UUID, dict[int, Edition]] = {key: {} for key in keys}
    for edition in Edition.objects.filter(page_key__in=keys).select_related("school").defer("tree"):
        editions[edition.page_key][edition.number] = edition
    repeals = {
        repeal.page_key: repeal
        for repeal in Repeal.objects.filter(page_key__in=keys, cancelled_at__isnull=True)
    }
    return {key: _timeline(editions[key], repeals.get(key)) for key in keys}


def _timeline(editions: dict[int, Edition], repeal: Repeal | None) -> Timeline:
    found = spans(
        (_dated(edition) for edition in editions.values()),
        repeal.repealed_from if repeal else None,
    )
    return Timeline(tuple(editions[span.number] for span in found), found, repeal)


def _dated(edition: Edition) -> Dated:
    return Dated(
        number=edition.number,
        in_force_from=edition.in_force_from,
        order=f"{edition.order_number} {edition.order_date}" if edition.order_number else "",
        frozen_on=edition.frozen_at.astimezone(edition.school.zone).date(),
    )


def repeal_of(*, page_key: UUID) -> Repeal | None:
    """The record that the act lost, or will lose, its force."""
    found: Repeal | None = Repeal.objects.filter(
        page_key=page_key, cancelled_at__isnull=True
    ).first()
    return found


def still_in_force(editions: QuerySet[Edition], day: date) -> QuerySet[Edition]:
    """Those of ``editions`` whose act is not repealed on ``day``."""
    repealed = Repeal.objects.filter(
        page_key=OuterRef("page_key"), cancelled_at__isnull=True, repealed_from__lte=day
    )
    return editions.filter(~Exists(repealed))


@transaction.atomic
def repeal_act(
    *,
    school: School,
    page_key: UUID,
    act_title: str,
    order_number: str,
    order_date: date,
    repealed_from: date,
    reason: str = "",
    replaced_by_key: UUID | None = None,
    by: Any,
    now: datetime,
) -> Repeal:
    """Record that an order ended the act from a day on. Raises ``ValidationError`` for an act that
    is repealed already and for days that cannot be."""
    repeal = Repeal(
        school=school,
        page_key=page_key,
        act_title=act_title,
        order_number=order_number,
        order_date=order_date,
        repealed_from=repealed_from,
        reason=reason,
        replaced_by_key=replaced_by_key,
        made_by=by,
        made_at=now,
    )
    repeal.full_clean(exclude=["made_by"])
    repeal.save()
    ports.repeal_recorded(repeal=repeal, by=by, now=now)
    return repeal


@transaction.atomic
def cancel_repeal(*, repeal: Repeal, by: Any, now: datetime) -> None:
    """Take back a record made by mistake: the act holds as if it had never been there."""
    found = Repeal.objects.select_for_update().get(pk=repeal.pk)
    if found.cancelled_at is None:
        found.cancelled_at, found.cancelled_by = now, by
        found.save(update_fields=["cancelled_at", "cancelled_by"])
        ports.repeal_recorded(repeal=found, by=by, now=now)


def acts_of(editions: Sequence[Edition]) -> dict[int, list[ApprovalAct]]:
    """Who approved each of ``editions``: primary key → acts in the order of time. One query."""
    found: dict[int, list[ApprovalAct]] = {edition.pk: [] for edition in editions}
    for act in ApprovalAct.objects.filter(edition__in=[edition.pk for edition in editions]):
        if act.edition_id is not None:
            found[act.edition_id].append(act)
    return found
