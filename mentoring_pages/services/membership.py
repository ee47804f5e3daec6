"""Who works where: groups give rights on models, membership gives reach.

Four groups are the same for all schools and carry the rights of their role. Beside them every
school has a group of its own with the rights on its pages and files. A person's groups follow the
memberships; rights that a school wants beyond these belong into groups of its own making, which
are never touched here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import get_active_log_context
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
)

from mentoring_pages import ports
from mentoring_pages.models import School, StaffMembership
from mentoring_pages.services.asked_once import asked_once

GROUPS = {
    "editor": "Редактор",
    "curator": "Куратор",
    "director": "Директор",
    "class_teacher": "Классный руководитель",
}

PAGES_GROUP = "Страницы: {key}"
COLLECTION = "Файлы: {key}"

PAGE_ROLES = frozenset({"editor", "curator", "director"})
"""Who edits and publishes the school's pages. A class teacher reads states only."""

CLASS_ROLES = frozenset({"class_teacher"})
"""Who reaches only the classes named in the membership."""

PAGE_PERMISSIONS = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page")
COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


@dataclass(frozen=True, slots=True)
class Reach:
    """The rows that one permission opens to one user.

    ``schools`` are reached whole; of the schools in ``classes`` only the named classes, and of
    those only states: no contacts, no papers, no birth dates.
    """

    everywhere: bool
    schools: frozenset[int]
    classes: Mapping[int, frozenset[str]]

    @property
    def is_empty(self) -> bool:
        return not (self.everywhere or self.schools or self.classes)

    @property
    def is_whole(self) -> bool:
        """Nothing in it is limited to classes."""
        return not self.classes

    def covers(self, school_id: int | None) -> bool:
        """The whole school is within reach."""
        return self.everywhere or (school_id is not None and school_id in self.schools)

    def rows(self, *, school_path: str, class_path: str = "") -> Q:
        """A filter for rows that reach their school and class by these lookups.

        Rows without a class (``class_path`` empty) are out of reach of a class teacher.
        """
        if self.everywhere:
            return Q()
        found = Q(**{f"{school_path}__in": self.schools})
        if class_path:
            for school_id, classes in self.classes.items():
                found |= Q(**{school_path: school_id, f"{class_path}__in": classes})
        return found


NOTHING = Reach(everywhere=False, schools=frozenset(), classes={})
EVERYTHING = Reach(everywhere=True, schools=frozenset(), classes={})


def reach(*, user: Any, permission: str) -> Reach:
    """Where ``user`` may do what ``permission`` (``app_label.codename``) names.

    Both must agree: the user's groups give the permission, and a role that carries it is held in
    that school. Holding the role of a curator in one school opens nothing in another.
    """
    if not user.is_active:
        return NOTHING
    if user.is_superuser:
        return EVERYTHING
    if not user.has_perm(permission):
        return NOTHING
    carried_by = {
        role for role, permissions in ports.role_permissions().items() if permission in permissions
    }
    held = [membership for membership in memberships_of(user) if membership.role in carried_by]
    schools = frozenset(m.school_id for m in held if m.role not in CLASS_ROLES)
    classes: dict[int, frozenset[str]] = {}
    for membership in held:
        if membership.role in CLASS_ROLES and membership.school_id not in schools:
            classes[membership.school_id] = frozenset(membership.class_names())
    return Reach(everywhere=False, schools=schools, classes=classes)


def schools_within(found: Reach) -> tuple[School, ...]:
    """The schools reached whole, with their sites and homes; asked once while a page is made."""
    return _schools(everywhere=found.everywhere, schools=found.schools)


@asked_once
def _schools(*, everywhere: bool, schools: frozenset[int]) -> tuple[School, ...]:
    if not (everywhere or schools):
        return ()
    rows = School.objects.all() if everywhere else School.objects.filter(pk__in=schools)
    return tuple(rows.select_related("site__root_page"))


def memberships_of(user: Any) -> list[StaffMembership]:
    """Asked once per user object, that is once per request."""
    held: list[StaffMembership] | None = getattr(user, "_nastavnik_memberships", None)
    if held is None:
        held = list(StaffMembership.objects.filter(user=user))
        user._nastavnik_memberships = held
    return held


@transaction.atomic
def grant_membership(
    *, user: Any, school: School, role: str, school_classes: str = "", now: datetime
) -> StaffMembership:
    """Let ``user`` work in ``school`` as ``role``; the same role again only changes the classes.

    Raises ``ValidationError`` for a role that does not exist.
    """
    membership = StaffMembership.objects.filter(user=user, school=school, role=role).first()
    if membership is None:
        membership = StaffMembership(user=user, school=school, role=role)
    membership.school_classes = school_classes
    membership.full_clean()
    action = "wagtail.edit" if membership.pk else "wagtail.create"
    membership.save()
    _note(membership, action, now)
    return membership


@transaction.atomic
def revoke_membership(*, user: Any, school: School, role: str, now: datetime) -> bool:
    """End the work of ``user`` as ``role``. Returns ``False`` when there was none."""
    membership = StaffMembership.objects.filter(user=user, school=school, role=role).first()
    if membership is None:
        return False
    _note(membership, "wagtail.delete", now)
    membership.delete()
    return True


def _note(membership: StaffMembership, action: str, now: datetime) -> None:
    """Say in Wagtail's log that rights changed; it is read across schools, so it names nobody."""
    ModelLogEntry.objects.log_action(
        membership,
        action,
        user=get_active_log_context().user,
        title=f"{membership.school.key}: {membership.role}",
        timestamp=now,
    )


@transaction.atomic
def sync_groups_of(*, user: Any) -> None:
    """Make the user's groups, as far as they are ours, follow the memberships."""
    memberships = list(StaffMembership.objects.filter(user=user).select_related("school"))
    wanted = {GROUPS[membership.role] for membership in memberships}
    for membership in memberships:
        if membership.role in PAGE_ROLES:
            wanted.add(ensure_school_group(school=membership.school).name)
    ours = Q(name__in=GROUPS.values()) | Q(name__startswith=PAGES_GROUP.format(key=""))
    user.groups.remove(*user.groups.filter(ours).exclude(name__in=wanted))
    for name in sorted(wanted):
        user.groups.add(Group.objects.get_or_create(name=name)[0])
    for cached in ("_nastavnik_memberships", "_perm_cache", "_group_perm_cache"):
        user.__dict__.pop(cached, None)


@transaction.atomic
def ensure_school_group(*, school: School) -> Group:
    """The group with rights on the school's own pages and files, made or put right."""
    group, _made = Group.objects.get_or_create(name=PAGES_GROUP.format(key=school.key))
    home = school.site.root_page
    GroupPagePermission.objects.filter(group=group).exclude(page=home).delete()
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    collection = _ensure_collection(school=school)
    for name in COLLECTION_PERMISSIONS:
        label, codename = name.split(".")
        for permission in Permission.objects.filter(
            content_type__app_label=label, codename=codename
        ):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )
    return group


def _ensure_collection(*, school: School) -> Collection:
    root = Collection.get_first_root_node()
    if root is None:
        root = Collection.add_root(name="Root")
    name = COLLECTION.format(key=school.key)
    found: Collection | None = root.get_children().filter(name=name).first()
    return found if found is not None else root.add_child(name=name)


@transaction.atomic
def ensure_groups() -> None:
    """Give the four groups exactly the rights their roles carry. Harmless to repeat."""
    declared = ports.role_permissions()
    for label in sorted({name.split(".")[0] for names in declared.values() for name in names}):
        create_permissions(apps.get_app_config(label), verbosity=0)
    for role, group_name in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=group_name)
        wanted = Q()
        for name in declared.get(role, frozenset()):
            label, codename = name.split(".")
            wanted |= Q(content_type__app_label=label, codename=codename)
        group.permissions.set(Permission.objects.filter(wanted) if wanted else [])
