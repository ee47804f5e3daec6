"""«Собрание»: a class comes to school, and whoever signs is seen in person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from intake.domain.journal import JournalKind
from intake.domain.signing import SignerRole
from intake.models import IntakeRequest, Meeting, MeetingFamily, Person
from intake.services import journal
from intake.services.own_family import is_one_of
from intake.services.people import current_contact
from intake.services.pep import NoPepWording, join_at_school, leave_agreement
from intake.services.privacy import staff_key
from intake.services.request import PeopleProblem
from intake.services.staff_people import invite_known
from mentoring_pages.models import School


class MeetingRefused(Exception):
    """Something cannot be done at this meeting; ``words`` say why and what to do."""

    def __init__(self, words: str) -> None:
        super().__init__("meeting refused")
        self.words = words


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """What the wall shows: numbers and nothing else."""

    families: int
    identified: int
    joined: int
    signed: int
    on_paper: int


@transaction.atomic
def open_meeting(
    *, school: School, school_class: str, held_on: date, held_by: Any, by: Any, now: datetime
) -> Meeting:
    """Open a meeting of a class with every family that can be asked; no letter is sent.

    Raises ``MeetingRefused`` for a day that is past and for a class that meets that day already.
    """
    if held_on < now.astimezone(school.zone).date():
        raise MeetingRefused(_("Этот день уже прошёл. Укажите день собрания."))
    if Meeting.objects.filter(school=school, school_class=school_class, held_on=held_on).exists():
        raise MeetingRefused(_("Собрание этого класса в этот день уже открыто. Найдите его."))
    meeting = Meeting.objects.create(
        school=school,
        school_class=school_class,
        held_on=held_on,
        held_by=held_by,
        opened_by_key=staff_key(by),
        opened_at=now,
    )
    add_families(meeting=meeting, by=by, now=now)
    return meeting


@transaction.atomic
def add_families(*, meeting: Meeting, by: Any, now: datetime) -> int:
    """Add the families of the class that are not there yet; returns how many.

    Whoever has no request is invited without a letter. Whoever cannot be invited stays among
    ``missing_people``.
    """
    added = 0
    for person in missing_people(meeting):
        request = (
            IntakeRequest.objects.filter(participant=person)
            .exclude(state="refused")
            .select_related("guardian")
            .order_by("-pk")
            .first()
        )
        if request is None:
            try:
                request = invite_known(participant=person, by=by, with_letter=False, now=now)
            except PeopleProblem:
                continue
        MeetingFamily.objects.create(
            meeting=meeting,
            request=request,
            is_on_paper=current_contact(person=signer_at(request)) is None,
        )
        added += 1
    return added


def missing_people(meeting: Meeting) -> QuerySet[Person]:
    """Pupils of the class who are not at the meeting: no birth date, no representative."""
    return Person.objects.filter(
        school=meeting.school, school_class=meeting.school_class, erased_at__isnull=True
    ).exclude(requests__meetings__meeting=meeting)


def signer_at(request: IntakeRequest) -> Person:
    """Who comes to the meeting for this request."""
    signer = request.guardian or request.participant
    if signer is None:
        raise ValueError("A request at a meeting has its people.")
    return signer


def families_of(meeting: Meeting) -> QuerySet[MeetingFamily]:
    """The rows of a meeting in the order of the class register."""
    return (
        _living(meeting)
        .select_related(
            "meeting__school", "request__participant__data_key", "request__guardian__data_key"
        )
        .order_by("request__participant__search_name", "pk")
    )


@transaction.atomic
def identify(
    *,
    family: MeetingFamily,
    how: str,
    has_signed_pep: bool,
    contact_is_theirs: bool,
    by: Any,
    now: datetime,
) -> None:
    """A named employee saw who the signer is; with their line on the slip they have joined ПЭП.

    Asked again, nothing changes. Raises ``MeetingRefused`` before the day of the meeting, for the
    employee's own family, and where the school has no text of the ПЭП agreement to join.
    """
    family = _locked(family)
    if family.identified_at is not None:
        return
    meeting, request = family.meeting, family.request
    if meeting.held_on > now.astimezone(meeting.school.zone).date():
        raise MeetingRefused(_("Собрание ещё не началось: отмечать можно в его день и позже."))
    signer = signer_at(request)
    people = [person for person in (request.participant, request.guardian) if person is not None]
    if is_one_of(by, people):
        raise MeetingRefused(_("Это ваша семья. Личность отметит другой сотрудник школы."))
    family.identified_how = how
    family.identified_at, family.identified_by_key = now, staff_key(by)
    if has_signed_pep:
        role = SignerRole.REPRESENTATIVE if request.guardian else SignerRole.PARTICIPANT
        try:
            join_at_school(person=signer, role=role, identified_how=how, by=by, now=now)
        except NoPepWording as error:
            raise MeetingRefused(
                _("В школе ещё не утверждён текст соглашения о ПЭП. Снимите отметку о строке ПЭП.")
            ) from error
        family.pep_signed_at = now
    contact = current_contact(person=signer) if contact_is_theirs else None
    if contact is not None:
        family.contact_confirmed_at = now
        if contact.confirmed_at is None:
            contact.confirmed_at = now
            contact.save(update_fields=["confirmed_at"])
    family.save()
    _chain(family, JournalKind.FAMILY_IDENTIFIED, by, {"how": how, "person": str(signer.key)}, now)


@transaction.atomic
def undo_identification(*, family: MeetingFamily, by: Any, now: datetime) -> None:
    """The tick was put at the wrong family: ПЭП joined by it is left, nothing else is undone."""
    family = _locked(family)
    if family.identified_at is None:
        return
    signer = signer_at(family.request)
    if family.pep_signed_at is not None:
        leave_agreement(person=signer, by=by, now=now)
    family.identified_how = family.identified_by_key = ""
    family.identified_at = family.pep_signed_at = family.contact_confirmed_at = None
    family.save()
    _chain(family, JournalKind.IDENTIFICATION_UNDONE, by, {"person": str(signer.key)}, now)


@transaction.atomic
def choose_way(*, family: MeetingFamily, on_paper: bool) -> None:
    """Whether the family is given its papers to sign with a pen."""
    MeetingFamily.objects.filter(pk=family.pk).update(is_on_paper=on_paper)


def counts(meeting: Meeting) -> MeetingCounts:
    """The numbers of a meeting, in two queries."""
    found = _living(meeting).aggregate(
        families=Count("pk"),
        identified=Count("pk", filter=Q(identified_at__isnull=False)),
        joined=Count("pk", filter=Q(pep_signed_at__isnull=False)),
        on_paper=Count("pk", filter=Q(is_on_paper=True)),
    )
    return MeetingCounts(signed=signed_requests(meeting).count(), **found)


def signed_requests(meeting: Meeting) -> QuerySet[IntakeRequest]:
    """Requests of the meeting whose signer has signed the consent to processing, in either way."""
    signed = Q(documents__kind="processing", documents__state="signed")
    living = _living(meeting).values("request")
    own = Q(guardian__isnull=False, documents__variant="representative") | Q(
        guardian__isnull=True, documents__variant="participant"
    )
    return IntakeRequest.objects.filter(signed & own, pk__in=living).distinct()


def _living(meeting: Meeting) -> QuerySet[MeetingFamily]:
    """Without families whose data were destroyed and whose request was not taken."""
    return meeting.families.exclude(
        Q(request__participant__erased_at__isnull=False)
        | Q(request__guardian__erased_at__isnull=False)
        | Q(request__state="refused")
    )


def _locked(family: MeetingFamily) -> MeetingFamily:
    return (
        MeetingFamily.objects.select_for_update(of=("self",))
        .select_related(
            "meeting__school", "request__participant__school", "request__guardian__school"
        )
        .get(pk=family.pk)
    )


def _chain(
    family: MeetingFamily, kind: JournalKind, by: Any, facts: dict[str, str], now: datetime
) -> None:
    journal.append(
        school=family.meeting.school,
        kind=kind,
        subject_key=str(family.request.key),
        actor_key=staff_key(by),
        facts=facts,
        now=now,
    )
