"""Representatives: two who disagree, one whom a child named, twins, minors who act alone."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from intake.domain.guardianship import AuthorityTrouble, GuardianKind
from intake.domain.identity import IdentityPaper
from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import GuardianObjection, Guardianship, Person, Signature
from intake.services.capacity import StatusRefused, record_status
from intake.services.checking import mark_checked
from intake.services.document import NotEntitled, prepare
from intake.services.filling import CHECK_PATH
from intake.services.guardianship import check_guardian, end_guardianship
from intake.services.objection import ObjectionRefused, lift_objection, raise_objection
from intake.services.onlooker import invite_onlooker
from intake.services.people import Name, add_person, set_guardian
from intake.services.publication import publication_refusal
from intake.services.rule import signing_answer
from intake.services.staff_people import GuardianInput, add_and_invite
from intake.services.standing import standing
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    born,
    code_to,
    give_contact,
    invited_family,
    letters_to,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

PROCESSING, PUBLICATION = DocumentKind.PROCESSING, DocumentKind.PUBLICATION
FATHER = "papa@example.org"
DECREE = IdentityPaper("other", "7-р", date(2026, 3, 3), "Орган опеки")


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def director(school):
    return make_staff("director", director=school, curator=school)


def a_father(child):
    now = timezone.now()
    father = add_person(
        school=child.school, name=Name("Ветров", "Илья"), birth_date=None, checked=True, now=now
    )
    give_contact(father, FATHER)
    return set_guardian(
        guardian=father, ward=child, kind="parent", checked_by_key="user:1", now=now
    )


def state(child, kind):
    return standing(participant=child, kind=kind, now=timezone.now())


def published(child):
    now = timezone.now()
    address = "https://school.example.org/news/"
    return not publication_refusal(person_key=child.key, item="photo", resource=address, now=now)


def test_an_objection_stops_publication_at_once_and_only_a_decision_lifts_it(school, director):
    family = invited_family(school, years=12)
    child = family.participant
    Family(link_to(PARENT)).sign(PARENT, photo="yes")
    assert published(child)
    father = a_father(child)
    objection = raise_objection(
        ward=child, objector=father.guardian, words="Не хочу фото", by=director, now=timezone.now()
    )
    assert not published(child)
    assert state(child, PUBLICATION).state is StandingState.CONFLICT
    assert state(child, PROCESSING).is_in_force
    assert state(child, PROCESSING).is_disputed
    with pytest.raises(ObjectionRefused):
        lift_objection(
            objection=objection,
            decision="court",
            number="",
            decided_on=None,
            by=director,
            now=timezone.now(),
        )
    lift_objection(
        objection=objection,
        decision="agreed",
        number="",
        decided_on=None,
        by=director,
        now=timezone.now(),
    )
    assert published(child)


def test_the_other_representative_objects_on_a_page_where_nothing_can_be_signed(school, director):
    family = invited_family(school, years=12)
    Family(link_to(PARENT)).sign(PARENT)
    father = a_father(family.participant)
    assert invite_onlooker(guardianship=father, by=director, now=timezone.now())
    letter = letters_to(FATHER)[-1].body
    assert "Подписывать ничего не нужно" in letter
    assert "отзыв согласия" not in letter
    page = Family(link_to(FATHER))
    assert page.path == "objection"
    for name in ("consent", "code", "withdraw/00000000-0000-4000-8000-000000000000"):
        page.get(name)
        assert page.path == "objection"
    page.post("objection", words="Против")
    assert GuardianObjection.objects.get().objector == father.guardian
    assert "Ваше возражение записано" in page.text


def test_a_representative_whose_authority_ended_signs_nothing_and_reads_what_to_do(
    school, director
):
    family = invited_family(school, years=12)
    guardianship = Guardianship.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    end_guardianship(
        guardianship=guardianship, last_day=yesterday, why="Отмена", by=director, now=timezone.now()
    )
    page = Family(link_to(PARENT))
    page.get("go")
    assert "Сейчас вы не можете подписать" in page.text
    with pytest.raises(NotEntitled) as refused:
        prepare(request=family, kind=PROCESSING, role=SignerRole.REPRESENTATIVE, now=timezone.now())
    assert refused.value.trouble is AuthorityTrouble.ENDED


def test_an_authority_that_ends_before_the_code_is_entered_refuses_the_right_code(school, director):
    invited_family(school, years=12)
    page = Family(link_to(PARENT))
    page.come_to_the_code()
    code = code_to(PARENT)
    digest = page.digest
    Guardianship.objects.update(valid_to=timezone.localdate() - timedelta(days=1))
    page.post("code", code=code, shown_digest=digest)
    assert "Сейчас вы не можете подписать" in page.text
    assert not Signature.objects.exists()


def test_whom_a_child_named_signs_and_waits_until_staff_have_checked(school, director):
    family = invited_family(school, years=15)
    Guardianship.objects.update(named_by="participant", checked_at=None, checked_by_key="")
    family.state = "awaiting_check"
    family.save()
    parent, pupil = (Family(link_to(address)) for address in (PARENT, TEENAGER))
    parent.sign(PARENT)
    pupil.sign(TEENAGER)
    mark_checked(
        request=family,
        by=director,
        identified_how="passport",
        contact_is_theirs=True,
        now=timezone.now(),
    )
    assert state(family.participant, PROCESSING).state is StandingState.AWAITING_CHECK
    paper = family.documents.get(kind="processing", variant="representative")
    number = {"n": paper.number}
    assert "начнёт действовать после этого" in parent.get("done").content.decode()
    assert "Школа ещё сверяет, кто подписал" in Client().get(CHECK_PATH, number).content.decode()
    check_guardian(
        guardianship=Guardianship.objects.get(),
        kind=GuardianKind.PARENT,
        basis=None,
        valid_from=None,
        valid_to=None,
        how="passport",
        by=director,
        now=timezone.now(),
    )
    assert state(family.participant, PROCESSING).is_in_force
    assert "Школа ещё сверяет" not in Client().get(CHECK_PATH, number).content.decode()


def test_twins_of_one_mother_have_papers_of_their_own_and_every_page_says_whose(school, director):
    def invited(given_name):
        return add_and_invite(
            school=school,
            participant=Name("Ветров", given_name, "Ильич"),
            birth_date=born(12),
            school_class="7А",
            guardian=GuardianInput(Name("Ветрова", "Анна", "Сергеевна"), "parent", PARENT),
            by=director,
            now=timezone.now(),
        )

    first = invited("Пётр")
    page_of_first = link_to(PARENT)
    second = invited("Павел")
    assert first.guardian == second.guardian
    page = Family(page_of_first)
    page.get("go")
    assert "Документы участника: Пётр" in page.text
    assert "Павел" not in page.text
    page.sign(PARENT)
    assert state(first.participant, PROCESSING).is_in_force
    assert not state(second.participant, PROCESSING).is_in_force


def test_two_namesakes_in_one_class_stay_two_people(school, director):
    def invited(*, birth_date, **more):
        return add_and_invite(
            school=school,
            participant=Name("Ветров", "Пётр", "Ильич"),
            birth_date=birth_date,
            school_class="7А",
            guardian=GuardianInput(Name("Ветрова", "Анна"), "parent"),
            by=director,
            now=timezone.now(),
            **more,
        )

    one = invited(birth_date=born(12))
    other = invited(birth_date=born(12, days=60))
    full = invited(birth_date=born(12), is_another_person=True)
    assert len({one.participant_id, other.participant_id, full.participant_id}) == 3
    assert len({one.guardian_id, other.guardian_id, full.guardian_id}) == 3


def test_an_emancipated_minor_signs_alone_with_the_law_named(school, director):
    family = invited_family(school, years=16)
    record_status(
        person=family.participant,
        kind="emancipated",
        from_day=timezone.localdate(),
        basis=DECREE,
        by=director,
        now=timezone.now(),
    )
    answer = signing_answer(request=family, kind=PROCESSING, now=timezone.now())
    assert answer.required == (SignerRole.PARTICIPANT,)
    assert "ст. 27 ГК РФ" in answer.sources
    Family(link_to(TEENAGER)).sign(TEENAGER)
    assert state(family.participant, PROCESSING).is_in_force


def test_no_child_of_15_is_recorded_as_emancipated(school, director):
    family = invited_family(school, years=15)
    with pytest.raises(StatusRefused):
        record_status(
            person=family.participant,
            kind="emancipated",
            from_day=timezone.localdate(),
            basis=DECREE,
            by=director,
            now=timezone.now(),
        )


def test_a_parent_of_16_signs_for_an_own_child_once_staff_saw_the_document(school, director):
    family = invited_family(school, years=1)
    Person.objects.filter(pk=family.guardian_id).update(birth_date=born(16))
    page = Family(link_to(PARENT))
    page.get("go")
    assert "школа должна увидеть документ" in page.text
    record_status(
        person=Person.objects.get(pk=family.guardian_id),
        kind="minor_parent",
        from_day=timezone.localdate(),
        basis=DECREE,
        by=director,
        now=timezone.now(),
    )
    page.sign(PARENT)
    assert state(family.participant, PROCESSING).is_in_force
