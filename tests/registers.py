"""Registers for tests of the evidence: a school each of whose registers has rows."""

from datetime import date, timedelta

from django.utils import timezone

from intake.domain.age import BirthdayTurn
from intake.domain.guardianship import GuardianKind
from intake.domain.identity import IdentityPaper
from intake.domain.modes import Joining, Mode
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import (
    Document,
    Guardianship,
    IntakeRequest,
    Participation,
    Person,
)
from intake.services.age_rule import record_age_rule
from intake.services.anchor import make_anchor
from intake.services.capacity import end_status, record_status
from intake.services.checking import mark_checked, refuse
from intake.services.document import prepare
from intake.services.guardianship import check_guardian, end_guardianship
from intake.services.modes import record_mode
from intake.services.objection import lift_objection, raise_objection
from intake.services.paper import record_paper
from intake.services.participation import record_participation
from intake.services.people import Name
from intake.services.pep import join_at_school, leave_agreement, state_joining
from intake.services.receipt import acknowledge
from intake.services.request import finish, invite, start_open_request
from intake.services.request_people import record_people
from intake.services.retention import lift_hold, place_hold
from intake.services.staff_people import allow_shared_contact, end_allowance
from tests.agreements import a_form
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    born,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
)
from tests.schools import make_staff

WORDINGS = (*SIGNED_HERE, "pep-agreement")


def fill_registers() -> None:
    """One row of each register, of some one that ended and one that lasts; then an anchor."""
    school = school_that_may_sign(kinds=WORDINGS)
    clerk = make_staff("kurator", curator=school)
    by = {"by": clerk, "now": timezone.now()}
    record_mode(
        school=school,
        mode=Mode.CONSENTS_BY_CODE,
        from_day=timezone.localdate(),
        order_number="14-од",
        order_date=date(2026, 1, 12),
        decided_by="директор",
        is_clause_amended=False,
        joining=Joining.FIRST_CODE,
        check_first=False,
        **by,
    )
    record_age_rule(
        school=school,
        turn=BirthdayTurn.BIRTHDAY,
        answer_days=20,
        from_day=timezone.localdate(),
        decided_by="приказ",
        **by,
    )
    family = invited_family(school, years=12)
    mother, child = family.guardian, family.participant
    join_at_school(person=mother, role=SignerRole.REPRESENTATIVE, identified_how="passport", **by)
    Family(link_to(PARENT)).sign(PARENT, photo="yes")
    acknowledge(documents=list(Document.objects.filter(kind="processing")), **by)
    signed_again(family)
    on_paper(school, clerk)
    asked_by_themselves(school, clerk)
    leave_agreement(person=mother, now=by["now"])
    state_joining(person=mother, role=SignerRole.REPRESENTATIVE, now=by["now"])
    place_hold(person=child, basis="запрос № 12", **by)
    lift_hold(hold=place_hold(person=mother, basis="запрос № 13", **by), **by)
    raise_objection(ward=child, objector=mother, words="", now=by["now"])
    lift_objection(
        objection=raise_objection(
            ward=Person.objects.get(given_name="Илья"),
            objector=Guardianship.objects.get(ward__given_name="Илья").guardian,
            words="",
            **by,
        ),
        decision="agreed",
        number="",
        decided_on=None,
        **by,
    )
    teen = invited_family(school, years=17, given_name="Глеб").participant
    paper = IdentityPaper("other", "7-р", date(2026, 3, 3), "Орган опеки")
    status = {"person": teen, "from_day": timezone.localdate(), "basis": paper, **by}
    record_status(kind="emancipated", **status)
    end_status(status=record_status(kind="married", **status), **by)
    allow_shared_contact(person=teen, reason="общий телефон", **by)
    end_allowance(allowance=allow_shared_contact(person=mother, reason="общий телефон", **by), **by)
    record_participation(
        participation=Participation(
            school=school,
            person=child,
            role="mentee",
            form=a_form(school),
            category="pupil",
            team="Пара 3",
            started_on=date(2026, 9, 1),
        ),
        **by,
    )
    run_tasks()
    now = timezone.now()
    make_anchor(school=school, day=now.date(), now=now)


def signed_again(family):
    """The consent of the next year takes the place of the one before."""
    again = invite(
        participant=family.participant,
        guardian=family.guardian,
        by_key="user:1",
        now=timezone.now(),
    )
    paper = prepare(
        request=again,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )
    record_paper(
        document=paper,
        by=make_staff("zavuch", curator=family.school),
        signed_on=timezone.localdate(timezone=family.school.zone),
        kept_where="каб. 12",
        now=timezone.now(),
    )


def on_paper(school, clerk):
    other = invited_family(school, years=13, guardian_contact="", given_name="Илья")
    now = timezone.now()
    record_paper(
        document=prepare(
            request=other,
            kind=DocumentKind.PROCESSING,
            role=SignerRole.REPRESENTATIVE,
            now=now,
        ),
        by=clerk,
        signed_on=timezone.localdate(timezone=school.zone),
        kept_where="каб. 12",
        now=now,
    )


def asked_by_themselves(school, clerk):
    """Two who came without an invitation: one is checked, then ended, the other is not taken."""
    now = timezone.now()
    for name in ("Олег", "Яков"):
        request, _token = start_open_request(school=school, now=now)
        record_people(
            request=request,
            participant_name=Name("Лесной", name),
            birth_date=born(12),
            school_class="7А",
            participant_contact="",
            guardian_name=Name("Лесная", "Вера"),
            guardian_kind="parent",
            guardian_contact=f"les{request.pk}@example.org",
            now=now,
        )
        request.refresh_from_db()
        finish(request=request, person=request.guardian, now=now)
    olegs, jakovs = IntakeRequest.objects.filter(origin="open").order_by("pk")
    mark_checked(
        request=olegs, by=clerk, identified_how="passport", contact_is_theirs=True, now=now
    )
    refuse(request=jakovs, by=clerk, reason="Такого ученика нет.", now=now)
    row = Guardianship.objects.get(ward=olegs.participant)
    later = now + timedelta(seconds=1)
    check_guardian(
        guardianship=row,
        kind=GuardianKind.PARENT,
        basis=None,
        valid_from=None,
        valid_to=None,
        how="passport",
        by=clerk,
        now=later,
    )
    end_guardianship(
        guardianship=row, last_day=timezone.localdate(), why="решение суда", by=clerk, now=later
    )
