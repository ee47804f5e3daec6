"""Who acts for a child: asked at every act; recorded, checked and ended by staff."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import BigIntegerField, Case, Exists, F, OuterRef, Q, QuerySet, When
from django.utils.translation import gettext as _

from intake import conf, vault
from intake.domain.capacity import OwnCapacity
from intake.domain.guardianship import (
    Authority,
    AuthorityAnswer,
    AuthorityTrouble,
    GuardianKind,
    PrintedKind,
    Ward,
    authority_rule,
    printed_kind,
)
from intake.domain.identity import IdentityPaper, paper_text
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Contact, GuardianObjection, Guardianship, LegalStatus, Person
from intake.services import journal
from intake.services.age_rule import age_rules
from intake.services.modes import school_way
from intake.services.own_family import is_one_of
from intake.services.privacy import staff_key
from intake.services.rule import capacities, own_capacity
from mentoring_pages.services.asked_once import asked_while_held


@asked_while_held
def row_between(*, guardian: Person, ward: Person) -> Guardianship | None:
    """What is recorded of the guardian's authority for the ward."""
    return Guardianship.objects.filter(guardian=guardian, ward=ward).first()


def authority_answer(
    *,
    guardian: Person,
    ward: Person,
    day: date,
    is_withdrawal: bool = False,
    check_first: bool | None = None,
) -> AuthorityAnswer:
    """May ``guardian`` act for ``ward`` on the school's ``day``, and as whom.

    Without ``check_first`` the school's decision in force on ``day`` says whether nobody signs
    before a check.
    """
    row = row_between(guardian=guardian, ward=ward)
    if check_first is None:
        check_first = school_way(school=ward.school, day=day).check_first
    return authority_rule(
        _authority(row, guardian) if row else None,
        ward=Ward(
            birth_date=ward.birth_date,
            capacity=own_capacity(ward),
            is_disputed=is_disputed(ward=ward),
            turn=age_rules(school=ward.school).turn_on(day),
        ),
        day=day,
        check_first=check_first,
        is_withdrawal=is_withdrawal,
    )


def _authority(row: Guardianship, guardian: Person) -> Authority:
    is_minor_parent = False
    capacity = OwnCapacity.NONE
    if guardian.birth_date is not None:
        capacity = capacities([guardian]).get(guardian.pk, OwnCapacity.NONE)
        is_minor_parent = LegalStatus.objects.filter(
            person=guardian, kind="minor_parent", ended_at__isnull=True
        ).exists()
    return Authority(
        kind=GuardianKind(row.kind),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ended_on=row.ended_on,
        is_checked=row.checked_at is not None,
        guardian_birth_date=guardian.birth_date,
        guardian_capacity=capacity,
        is_minor_parent_recorded=is_minor_parent,
    )


def signer_trouble(
    *, participant: Person, signer: Person, role: SignerRole, kind: DocumentKind, day: date
) -> AuthorityTrouble | None:
    """Why ``signer`` may not sign this kind of paper as ``role`` today; ``None``: may.

    A participant signs for themselves: whether at all is the signing rule's to say.
    """
    if role is SignerRole.PARTICIPANT:
        return None
    return authority_answer(
        guardian=signer,
        ward=participant,
        day=day,
        is_withdrawal=kind is DocumentKind.WITHDRAWAL,
    ).trouble


def called(*, guardian: Person, ward: Person, day: date) -> PrintedKind | None:
    """As whom the representative is named on a paper made on ``day``."""
    row = row_between(guardian=guardian, ward=ward)
    if row is None:
        return None
    return printed_kind(GuardianKind(row.kind), ward_birth_date=ward.birth_date, day=day)


@asked_while_held
def is_disputed(*, ward: Person) -> bool:
    """Whether a representative objects and nobody recorded a decision yet."""
    return GuardianObjection.objects.filter(ward=ward, lifted_at__isnull=True).exists()


def lasting(rows: QuerySet[Guardianship], *, day: date) -> QuerySet[Guardianship]:
    """Those of ``rows`` whose term includes ``day`` and that were not ended before it."""
    return rows.filter(
        Q(valid_from__isnull=True) | Q(valid_from__lte=day),
        Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        Q(ended_on__isnull=True) | Q(ended_on__gte=day),
    )


def asked_first(rows: QuerySet[Guardianship]) -> QuerySet[Guardianship]:
    """``rows`` with whom the school asks first at the beginning, where a child has several.

    Whose authority staff have checked comes before who was only named, somebody named by the school
    before somebody named on a page, and then whoever can be written to: a father without an address
    must not keep the mother from her letter. Of checked ones the last recorded is asked, of the
    others the first, as the class list names them.
    """
    reached = Contact.objects.filter(
        person=OuterRef("guardian"),
        replaced_at__isnull=True,
        dead_at__isnull=True,
        channel__in=conf.channel_order(),
    )
    return (
        rows.filter(guardian__erased_at__isnull=True)
        .annotate(
            turn=Case(
                When(checked_at__isnull=False, then=0), When(named_by="school", then=1), default=2
            ),
            nearness=Case(When(Exists(reached), then=0), default=1),
            place=Case(
                When(checked_at__isnull=False, then=-F("pk")),
                default=F("pk"),
                output_field=BigIntegerField(),
            ),
        )
        .order_by("turn", "nearness", "place")
    )


def unchecked(rows: QuerySet[Guardianship]) -> QuerySet[Guardianship]:
    """Representatives whose authority nobody of the staff has checked: what they sign waits."""
    return rows.filter(checked_at__isnull=True, ended_on__isnull=True)


def of_unchecked_representative() -> Exists:
    """For papers: nobody has checked the authority of whoever signs it for the child."""
    return Exists(
        Guardianship.objects.filter(
            ward=OuterRef("participant"),
            guardian__parties__document=OuterRef("pk"),
            checked_at__isnull=True,
        )
    )


class BasisRefused(Exception):
    """What staff typed about an authority cannot be: in which ``field``, and the ``words`` why."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(field)
        self.field = field
        self.words = words


@transaction.atomic
def check_guardian(
    *,
    guardianship: Guardianship,
    kind: GuardianKind,
    basis: IdentityPaper | None,
    valid_from: date | None,
    valid_to: date | None,
    how: str,
    needs_basis: bool = True,
    by: Any,
    now: datetime,
) -> Guardianship:
    """A named employee saw who the representative is and what shows the authority.

    Raises ``BasisRefused`` for a term that ends before it begins, and, with ``needs_basis``, for a
    guardian, a foster parent or an organisation without the act that appoints them.
    """
    row = (
        Guardianship.objects.select_for_update(of=("self",))
        .select_related("guardian__data_key", "ward__school")
        .get(pk=guardianship.pk)
    )
    if valid_from is not None and valid_to is not None and valid_to < valid_from:
        raise BasisRefused("valid_to", _("Срок заканчивается раньше, чем начался. Проверьте даты."))
    is_parent = kind in (GuardianKind.PARENT, GuardianKind.ADOPTIVE)
    if needs_basis and basis is None and not is_parent and not row.basis_encrypted:
        raise BasisRefused(
            "basis_number",
            _("Для опекуна, попечителя, приёмного родителя и организации нужны реквизиты акта."),
        )
    row.kind = kind.value
    row.valid_from, row.valid_to = valid_from, valid_to
    row.checked_by_key, row.checked_at = staff_key(by), now
    if basis is not None:
        row.basis_encrypted = vault.encrypt_text(row.guardian.data_key.wrapped, paper_text(basis))
    row.save()
    Person.objects.filter(pk=row.guardian_id, checked_at__isnull=True).update(checked_at=now)
    journal.append(
        school=row.ward.school,
        kind=JournalKind.GUARDIAN_CHECKED,
        subject_key=str(row.ward.key),
        actor_key=staff_key(by),
        facts={
            "guardian": str(row.guardian.key),
            "how": how,
            "kind": row.kind,
            "from": str(valid_from) if valid_from else None,
            "to": str(valid_to) if valid_to else None,
        },
        now=now,
    )
    return row


def parents_to_check(rows: QuerySet[Guardianship], *, day: date) -> QuerySet[Guardianship]:
    """Those of ``rows`` that may be checked many at a time: no act appoints a parent."""
    return unchecked(lasting(rows, day=day)).filter(
        kind__in=(GuardianKind.PARENT, GuardianKind.ADOPTIVE),
        guardian__erased_at__isnull=True,
        ward__erased_at__isnull=True,
    )


def check_parents(*, rows: Iterable[Guardianship], how: str, by: Any, now: datetime) -> int:
    """``check_guardian`` for each of these, a transaction and an entry of the journal each.

    The own family of the employee is left to somebody else. Answers how many were checked.
    """
    checked = 0
    for row in rows:
        if is_one_of(by, (row.guardian, row.ward)):
            continue
        check_guardian(
            guardianship=row,
            kind=GuardianKind(row.kind),
            basis=None,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            how=how,
            by=by,
            now=now,
        )
        checked += 1
    return checked


@transaction.atomic
def end_guardianship(
    *, guardianship: Guardianship, last_day: date, why: str, by: Any, now: datetime
) -> bool:
    """The authority ended with ``last_day``. What was signed before stays valid for its time.

    ``False`` when it had been ended before.
    """
    row = (
        Guardianship.objects.select_for_update(of=("self",))
        .select_related("guardian", "ward__school")
        .get(pk=guardianship.pk)
    )
    if row.ended_on is not None:
        return False
    row.ended_on, row.ended_why = last_day, why
    row.save(update_fields=["ended_on", "ended_why"])
    journal.append(
        school=row.ward.school,
        kind=JournalKind.GUARDIAN_ENDED,
        subject_key=str(row.ward.key),
        actor_key=staff_key(by),
        facts={"guardian": str(row.guardian.key), "day": str(last_day)},
        now=now,
    )
    return True
