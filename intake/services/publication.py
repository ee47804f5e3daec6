"""Whether something about a person may be published now: asked of the papers each time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from intake.domain.capacity import OwnCapacity
from intake.domain.papers import ADULT_IS_ASKED, Standing, consent_standing, counted_roles
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, GuardianObjection, Guardianship, Participation, Person
from intake.services.age_rule import AgeView
from intake.services.guardianship import is_disputed
from intake.services.rule import age_view, capacities, own_capacity, school_day
from intake.services.standing import as_counted, paper_fact
from mentoring_pages.domain.person_names import alone_in, named_in_label, names_in
from mentoring_pages.models import School
from mentoring_pages.ports import PersonToShow
from mentoring_pages.services.takedown import shown_keys, take_down_refused
from mentoring_pages.wordings import publication_items

IN_DISPUTE = gettext_lazy(
    "Представители ребёнка не согласны друг с другом. Публиковать нельзя, пока директор не записал "
    "решение."
)


def publication_refusal(*, person_key: UUID, item: str, resource: str = "", now: datetime) -> str:
    """Why ``item`` about the person may not be published there; empty when it may.

    The consent must be in force as a whole, and every signed paper of it must say yes to the item
    and name the resource: at 14–17 the representative and the participant decide each for
    themselves. An empty ``resource`` asks about no place in particular.
    """
    person = (
        Person.objects.filter(key=person_key, erased_at__isnull=True)
        .select_related("school")
        .first()
    )
    if person is None:
        return _("Такого человека нет.")
    papers = list(_papers().filter(participant=person))
    if is_disputed(ward=person):
        return str(IN_DISPUTE)
    view = _view(person.school, now)
    found, signed = _standing(person, papers, view, own_capacity(person))
    if not found.is_in_force:
        return _not_in_force(found)
    if not _covers(signed, [resource] if resource else []):
        return _("Согласие дано не для этого сайта или группы.")
    if not all(paper.choices.get(item) is True for paper in signed):
        return _("Публиковать именно это не разрешили.")
    return ""


def people_to_show(
    *,
    school: School,
    keys: Sequence[UUID] | None = None,
    school_classes: Sequence[str] | None = None,
    resources: Sequence[str] = (),
    now: datetime,
) -> list[PersonToShow]:
    """People of the school with the items that may be shown of them on all ``resources``.

    Without keys, whoever only acts for somebody else is left out.

    Says what ``publication_refusal`` says, for many people in seven queries.
    """
    people = Person.objects.filter(school=school, erased_at__isnull=True).select_related("school")
    if keys is not None:
        people = people.filter(key__in=keys)
    else:
        people = people.exclude(_only_acts_for_others())
    if school_classes is not None:
        people = people.filter(school_class__in=school_classes)
    found = list(people)
    papers: dict[int, list[Document]] = {}
    for paper in _papers().filter(participant__in=found):
        papers.setdefault(paper.participant_id, []).append(paper)
    view = _view(school, now)
    capable = capacities(found)
    disputed = set(
        GuardianObjection.objects.filter(ward__in=found, lifted_at__isnull=True).values_list(
            "ward_id", flat=True
        )
    )
    return [
        _to_show(
            person,
            papers.get(person.pk, []),
            view,
            capable.get(person.pk, OwnCapacity.NONE),
            resources,
            in_dispute=person.pk in disputed,
        )
        for person in found
    ]


def people_named(*, school: School, text: str, labels: Sequence[str] = ()) -> frozenset[UUID]:
    """Which people of the school the text or the names of files and addresses call by name."""
    rows = list(
        Person.objects.filter(school=school, erased_at__isnull=True).values_list(
            "key", "family_name", "given_name"
        )
    )
    return names_in(text, rows).union(*(named_in_label(label, rows) for label in labels))


def given_names_alone(*, school: School, text: str) -> tuple[str, ...]:
    """Words of the text that may be a given name of somebody of the school, standing alone."""
    rows = Person.objects.filter(school=school, erased_at__isnull=True)
    return alone_in(text, rows.values_list("given_name", flat=True).distinct().order_by())


def follow_consent(*, person: Person, now: datetime) -> int:
    """Something about the person's consents changed: what is shown without one leaves the site.

    Part of the transaction of the change. Answers how many pages went.
    """
    return take_down_refused(school=person.school, person_keys=[person.key], now=now)


def follow_everybody_shown(*, school: School, now: datetime) -> int:
    """The daily round: a birthday or a corrected birth date ends a consent without any paper."""
    return take_down_refused(school=school, person_keys=shown_keys(school=school), now=now)


def _only_acts_for_others() -> Q:
    """A guardian who takes no part is nobody to be shown, and stands in no list."""
    person = OuterRef("pk")
    return (
        Q(Exists(Guardianship.objects.filter(guardian=person)))
        & ~Q(Exists(Document.objects.filter(participant=person)))
        & ~Q(Exists(Participation.objects.filter(person=person)))
    )


def _papers() -> QuerySet[Document]:
    return (
        as_counted(Document.objects.filter(kind=DocumentKind.PUBLICATION.value))
        .exclude(request__state="refused")
        .select_related("request")
        .order_by("made_at", "pk")
    )


def _view(school: School, now: datetime) -> AgeView:
    day = school_day(school=school, now=now)
    return age_view(school=school, kind=DocumentKind.PUBLICATION, day=day)


def _standing(
    person: Person, papers: Sequence[Document], view: AgeView, capacity: OwnCapacity
) -> tuple[Standing, list[Document]]:
    """What the papers amount to, and the signed ones that say what may be shown."""
    facts = [paper_fact(paper, band=view.band_of(paper, person)) for paper in papers]
    required = view.required(person, capacity)
    roles = counted_roles(required, facts)
    signed = [p for p in papers if p.state == "signed" and SignerRole(p.variant) in roles]
    return consent_standing(required, facts, age=view.now(person)), signed


def _not_in_force(found: Standing) -> str:
    if found.words_key == ADULT_IS_ASKED:
        return _("Участнику исполнилось 18 лет: публикации ждут его собственного согласия.")
    return _("Согласия на публикацию нет или оно не действует.")


def _covers(signed: Iterable[Document], resources: Iterable[str]) -> bool:
    """Every paper names every resource."""
    wanted = set(resources)
    return all(wanted <= set(paper.resources) for paper in signed)


def _to_show(
    person: Person,
    papers: Sequence[Document],
    view: AgeView,
    capacity: OwnCapacity,
    resources: Sequence[str],
    *,
    in_dispute: bool,
) -> PersonToShow:
    found, signed = _standing(person, papers, view, capacity)
    allowed: frozenset[str] = frozenset()
    reason = ""
    if in_dispute:
        reason = str(IN_DISPUTE)
    elif not found.is_in_force:
        reason = _not_in_force(found)
    elif not _covers(signed, resources):
        reason = _("Согласие дано не для этого сайта или группы.")
    else:
        allowed = frozenset(
            item.key
            for item in publication_items()
            if all(_says_yes(paper.choices, item.key) for paper in signed)
        )
        reason = "" if allowed else _("Публиковать не разрешили ничего.")
    return PersonToShow(
        key=person.key,
        name=person.full_name,
        short_name=f"{person.given_name} {person.family_name}",
        school_class=person.school_class,
        allowed=allowed,
        reason=reason,
    )


def _says_yes(choices: Mapping[str, object], item: str) -> bool:
    return choices.get(item) is True
