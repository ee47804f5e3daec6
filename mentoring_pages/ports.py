"""What the floors ask of each other through Wagtail's hooks, each with a typed Protocol.

A lower floor never imports a higher one: it asks here, and whoever is installed above answers by
``@hooks.register(NAME)``. With nobody answering, publication is refused and every other answer is
empty. State is pulled as of a date or a moment; nothing is copied downward.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from wagtail import hooks

from mentoring_pages.models import Edition, Repeal, School

PUBLICATION_GUARD = "nastavnik_publication_guard"
PUBLICATION_PEOPLE = "nastavnik_publication_people"
PEOPLE_NAMED = "nastavnik_people_named"
GIVEN_NAMES_ALONE = "nastavnik_given_names_alone"
ACCESS_RECORD = "nastavnik_access_record"
PEOPLE_BY_ROLE = "nastavnik_people_by_role"
ROADMAP_PROGRESS = "nastavnik_roadmap_progress"
DUE_ITEMS = "nastavnik_due_items"
ROLE_PERMISSIONS = "nastavnik_role_permissions"
TICK = "nastavnik_tick"
SIGNED_UNDER = "nastavnik_signed_under"
DRAFT_PAPER = "nastavnik_draft_paper"
ELECTRONIC_SIGNING = "nastavnik_electronic_signing"
EDITION_FROZEN = "nastavnik_edition_frozen"
REPEAL_RECORDED = "nastavnik_repeal_recorded"


@dataclass(frozen=True, slots=True)
class PublicationAnswer:
    """Whether something about a person may be published, and the sentence that says why not."""

    allowed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonToShow:
    """A person of the school, and the items that may be published on all resources asked about.

    ``reason`` says why nothing may where ``allowed`` is empty. For staff, and for pages only as far
    as ``allowed`` goes.
    """

    key: UUID
    name: str
    short_name: str
    school_class: str
    allowed: frozenset[str]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PersonInRole:
    """A person as a lower floor may show them: a random key and the name, nothing else."""

    key: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class StepProgress:
    """How far one step of a school's roadmap has come."""

    step_key: str
    done: int
    planned: int


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that waits for staff: what, how many, where to act. ``due`` is the school's day."""

    label: str
    count: int
    address: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class DueWork:
    """One piece of work of a tick. Running it twice does no harm; it raises when it failed."""

    name: str
    run: "Runnable"


class Runnable(Protocol):
    def __call__(self) -> None: ...


class PublicationGuard(Protocol):
    """``item`` is a key of ``wordings/publication-items.json``: ``photo``, ``full_name``, … .

    ``resource`` is the address of an information resource; empty asks about none in particular.
    """

    def __call__(
        self, *, person_key: UUID, item: str, resource: str, now: datetime
    ) -> PublicationAnswer: ...


class PublicationPeople(Protocol):
    """The people with these keys, else of these classes, else everybody, in constant queries."""

    def __call__(
        self,
        *,
        school: School,
        keys: Sequence[UUID] | None,
        school_classes: Sequence[str] | None,
        resources: Sequence[str],
        now: datetime,
    ) -> Iterable[PersonToShow]: ...


class PeopleNamed(Protocol):
    """Keys of people of the school whom the text calls by family and given name, in any case.

    ``labels`` are names of files and parts of addresses, in Russian or in Latin letters.
    """

    def __call__(self, *, school: School, text: str, labels: Sequence[str]) -> Iterable[UUID]: ...


class GivenNamesAlone(Protocol):
    """Words of the text that may be a given name of somebody of the school, without a family name
    beside: nobody is named for certain."""

    def __call__(self, *, school: School, text: str) -> Iterable[str]: ...


class AccessRecording(Protocol):
    """A member of staff looked at or took out personal data; ``detail`` names nobody."""

    def __call__(
        self, *, school: School, user: object, action: str, detail: str, now: datetime
    ) -> None: ...


class PeopleByRole(Protocol):
    def __call__(self, *, school: School, role: str, day: date) -> Iterable[PersonInRole]: ...


class RoadmapProgress(Protocol):
    def __call__(self, *, school: School, day: date) -> Iterable[StepProgress]: ...


class DueItems(Protocol):
    """Asked for one member of staff; answers only what that user may act on."""

    def __call__(self, *, user: object, day: date) -> Iterable[DueItem]: ...


class SignedUnder(Protocol):
    """How many families hold a signed paper of this kind and variant of wording."""

    def __call__(self, *, school: School, kind: str, variant: str) -> int: ...


class ElectronicSigning(Protocol):
    """Whether families of the school sign electronically on ``day``."""

    def __call__(self, *, school: School, day: date) -> bool: ...


class EditionFrozen(Protocol):
    """An order approved a text: whoever keeps evidence writes it down in the same transaction."""

    def __call__(self, *, edition: Edition, by: object | None, now: datetime) -> None: ...


class RepealRecorded(Protocol):
    """An act was recorded as repealed, or (``cancelled_at``) that record was taken back."""

    def __call__(self, *, repeal: Repeal, by: object | None, now: datetime) -> None: ...


class DraftPaper(Protocol):
    """A wording as the paper it would become, as PDF; nobody can sign it."""

    def __call__(
        self,
        *,
        school: School,
        title: str,
        kind: str,
        lines: Sequence[tuple[str, str]],
        signer: tuple[str, str],
        sides: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        now: datetime,
    ) -> bytes: ...


class RolePermissions(Protocol):
    """Role of ``STAFF_ROLES`` → permissions (``app_label.codename``) that the role gives."""

    def __call__(self) -> Mapping[str, Iterable[str]]: ...


class Tick(Protocol):
    """The work that is due in ``school`` on its ``day`` at ``now``."""

    def __call__(self, *, school: School, day: date, now: datetime) -> Iterable[DueWork]: ...


def may_publish(*, person_key: UUID, item: str, resource: str, now: datetime) -> PublicationAnswer:
    """Ask every guard; one refusal refuses, and with no guard nothing about people is published."""
    answered = False
    for guard in hooks.get_hooks(PUBLICATION_GUARD):
        answered = True
        answer: PublicationAnswer = guard(
            person_key=person_key, item=item, resource=resource, now=now
        )
        if not answer.allowed:
            return answer
    return PublicationAnswer(allowed=answered)


def publication_people(
    *,
    school: School,
    keys: Sequence[UUID] | None = None,
    school_classes: Sequence[str] | None = None,
    resources: Sequence[str],
    now: datetime,
) -> list[PersonToShow]:
    """People of ``school`` with what may be shown of them; nobody answering means nobody."""
    return [
        person
        for answer in hooks.get_hooks(PUBLICATION_PEOPLE)
        for person in answer(
            school=school, keys=keys, school_classes=school_classes, resources=resources, now=now
        )
    ]


def people_named(*, school: School, text: str, labels: Sequence[str] = ()) -> frozenset[UUID]:
    """Whom of the school's people the text or the ``labels`` name."""
    return frozenset(
        key
        for answer in hooks.get_hooks(PEOPLE_NAMED)
        for key in answer(school=school, text=text, labels=labels)
    )


def given_names_alone(*, school: School, text: str) -> list[str]:
    """Given names in the text about which only an editor can say whose they are."""
    return list(
        dict.fromkeys(
            word
            for answer in hooks.get_hooks(GIVEN_NAMES_ALONE)
            for word in answer(school=school, text=text)
        )
    )


def record_access(
    *, school: School, user: object, action: str, detail: str = "", now: datetime
) -> None:
    """Tell whoever keeps records that staff looked at personal data."""
    for keep in hooks.get_hooks(ACCESS_RECORD):
        keep(school=school, user=user, action=action, detail=detail, now=now)


def people_by_role(*, school: School, role: str, day: date) -> list[PersonInRole]:
    """Who fills ``role`` in ``school`` on ``day``."""
    return [
        person
        for answer in hooks.get_hooks(PEOPLE_BY_ROLE)
        for person in answer(school=school, role=role, day=day)
    ]


def roadmap_progress(*, school: School, day: date) -> list[StepProgress]:
    """How far the steps of the school's roadmap have come by ``day``."""
    return [
        step
        for answer in hooks.get_hooks(ROADMAP_PROGRESS)
        for step in answer(school=school, day=day)
    ]


def due_items(*, user: object, day: date) -> list[DueItem]:
    """What waits for this member of staff on ``day``."""
    return [item for answer in hooks.get_hooks(DUE_ITEMS) for item in answer(user=user, day=day)]


def families_signed(*, school: School, kind: str, variant: str) -> int:
    """Families that a major change of this wording asks to sign anew; 0 with nobody answering."""
    return sum(
        answer(school=school, kind=kind, variant=variant)
        for answer in hooks.get_hooks(SIGNED_UNDER)
    )


def electronic_signing(*, school: School, day: date) -> bool:
    """Whether families of the school sign electronically; not with nobody answering."""
    return any(answer(school=school, day=day) for answer in hooks.get_hooks(ELECTRONIC_SIGNING))


def edition_frozen(*, edition: Edition, by: object | None, now: datetime) -> None:
    """Tell whoever keeps evidence that a text was approved."""
    for keep in hooks.get_hooks(EDITION_FROZEN):
        keep(edition=edition, by=by, now=now)


def repeal_recorded(*, repeal: Repeal, by: object | None, now: datetime) -> None:
    """Tell whoever keeps evidence that an act lost its force, or that it did not."""
    for keep in hooks.get_hooks(REPEAL_RECORDED):
        keep(repeal=repeal, by=by, now=now)


def draft_paper(
    *,
    school: School,
    title: str,
    kind: str,
    lines: Sequence[tuple[str, str]],
    signer: tuple[str, str],
    sides: Sequence[tuple[str, Sequence[tuple[str, str]]]] = (),
    now: datetime,
) -> bytes | None:
    """The draft as PDF by whoever makes papers; ``None`` when nobody is installed that does.

    ``signer`` is the name and the capacity of an invented person; a paper of two sides has
    ``sides`` in their stead: heading of a side, then each signer's name and capacity.
    """
    for make in hooks.get_hooks(DRAFT_PAPER):
        made: bytes = make(
            school=school,
            title=title,
            kind=kind,
            lines=lines,
            signer=signer,
            sides=sides,
            now=now,
        )
        return made
    return None


def role_permissions() -> dict[str, frozenset[str]]:
    """What each role may do in its school: the union of all answers."""
    found: dict[str, set[str]] = {}
    for answer in hooks.get_hooks(ROLE_PERMISSIONS):
        for role, permissions in answer().items():
            found.setdefault(role, set()).update(permissions)
    return {role: frozenset(permissions) for role, permissions in found.items()}


def due_work(*, school: School, day: date, now: datetime) -> Iterator[DueWork]:
    """All work that is due in ``school``. A hook that cannot list its work is one failed item."""
    for answer in hooks.get_hooks(TICK):
        try:
            yield from list(answer(school=school, day=day, now=now))
        except Exception as problem:  # noqa: BLE001 - one school must not stop the others
            yield DueWork(name="list", run=_failing(problem))


def _failing(problem: Exception) -> Runnable:
    def fail() -> None:
        raise problem

    return fail
