import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry

from mentoring_pages.models import StaffMembership
from mentoring_pages.services.membership import (
    ensure_groups,
    grant_membership,
    reach,
    revoke_membership,
)
from tests.schools import NOW, make_school, make_staff

pytestmark = pytest.mark.django_db

CHANGE_FORM = "mentoring_pages.change_mentoringform"
VIEW_PERSON = "intake.view_person"


@pytest.fixture
def first():
    return make_school("first")


@pytest.fixture
def second():
    return make_school("second")


def fresh(user):
    return get_user_model().objects.get(pk=user.pk)


def test_a_role_gives_its_group_and_the_pages_of_its_school(first):
    editor = make_staff("editor", editor=first)

    assert set(editor.groups.values_list("name", flat=True)) == {"Редактор", "Страницы: first"}
    assert first.site.root_page.permissions_for_user(fresh(editor)).can_publish()


def test_pages_of_another_school_stay_closed(first, second):
    editor = fresh(make_staff("editor", editor=first))

    assert not second.site.root_page.permissions_for_user(editor).can_edit()


def test_a_class_teacher_gets_no_pages(first):
    teacher = make_staff("teacher", class_teacher=(first, "7А"))

    assert list(teacher.groups.values_list("name", flat=True)) == ["Классный руководитель"]


def test_one_person_holds_several_roles_in_several_schools(first, second):
    user = make_staff("anna", curator=first, editor=second)
    grant_membership(user=user, school=second, role="director", now=NOW)

    names = set(user.groups.values_list("name", flat=True))
    assert names == {"Куратор", "Редактор", "Директор", "Страницы: first", "Страницы: second"}


def test_revoking_a_role_takes_its_groups_and_leaves_the_others(first, second):
    user = make_staff("anna", curator=first, editor=second)

    assert revoke_membership(user=user, school=first, role="curator", now=NOW)
    assert set(user.groups.values_list("name", flat=True)) == {"Редактор", "Страницы: second"}
    assert not revoke_membership(user=user, school=first, role="curator", now=NOW)


def test_a_group_of_the_schools_own_making_is_never_touched(first):
    user = make_staff("anna", curator=first)
    user.groups.add(Group.objects.create(name="Хор"))

    revoke_membership(user=user, school=first, role="curator", now=NOW)
    assert list(user.groups.values_list("name", flat=True)) == ["Хор"]


def test_groups_follow_however_a_membership_was_deleted(first):
    user = make_staff("anna", curator=first)

    StaffMembership.objects.all().delete()
    assert not user.groups.exists()


def test_an_unknown_role_is_refused(first):
    user = make_staff("anna")

    with pytest.raises(ValidationError):
        grant_membership(user=user, school=first, role="headmaster", now=NOW)


def test_the_same_role_again_only_changes_the_classes(first):
    user = make_staff("anna", class_teacher=(first, "7А"))
    grant_membership(user=user, school=first, role="class_teacher", school_classes="8Б", now=NOW)

    assert StaffMembership.objects.get().school_classes == "8Б"


def test_a_role_reaches_only_the_school_it_is_held_in(first, second):
    user = fresh(make_staff("anna", curator=first, editor=second))

    assert reach(user=user, permission=VIEW_PERSON).schools == {first.pk}
    assert reach(user=user, permission=CHANGE_FORM).schools == {first.pk, second.pk}


def test_a_class_teacher_reaches_only_the_named_classes(first):
    user = fresh(make_staff("anna", class_teacher=(first, "7А, 7Б")))

    found = reach(user=user, permission=VIEW_PERSON)
    assert not found.schools
    assert found.classes == {first.pk: frozenset({"7А", "7Б"})}


def test_whoever_is_curator_too_reaches_the_whole_school(first):
    user = fresh(make_staff("anna", class_teacher=(first, "7А"), curator=first))

    assert reach(user=user, permission=VIEW_PERSON).schools == {first.pk}
    assert reach(user=user, permission=VIEW_PERSON).is_whole


def test_a_permission_without_a_membership_opens_nothing(first):
    user = make_staff("anna")
    user.groups.add(Group.objects.get(name="Куратор"))

    assert reach(user=fresh(user), permission=VIEW_PERSON).is_empty


def test_a_closed_account_reaches_nothing(first):
    user = make_staff("anna", curator=first)
    user.is_active = False

    assert reach(user=user, permission=VIEW_PERSON).is_empty


def test_making_the_groups_twice_changes_nothing(first):
    def rights():
        return sorted(Group.objects.values_list("name", "permissions__codename"))

    before = rights()
    ensure_groups()
    assert rights() == before
    assert ("Куратор", "access_admin") in before


def test_the_log_says_that_rights_changed_and_names_nobody(first):
    make_staff("anna.petrova", curator=first)

    assert [entry.label for entry in ModelLogEntry.objects.all()] == ["first: curator"]
