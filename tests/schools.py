"""Two schools and their staff for tests: the least that is valid."""

from datetime import UTC, datetime

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Collection, Locale, Page, Site

from mentoring_pages.models import School
from mentoring_pages.services.membership import GROUPS, ensure_groups, grant_membership
from mentoring_pages.services.school import open_school

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def wagtail_ground() -> None:
    """An empty Wagtail: what its migrations make, without the welcome page and its Site."""
    Site.objects.filter(hostname="localhost", school__isnull=True).delete()
    Page.objects.filter(depth=2, url_path="/home/", sites_rooted_here__isnull=True).delete()
    Locale.objects.get_or_create(language_code="ru")
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Group.objects.filter(name__in=GROUPS.values()).count() < len(GROUPS):
        ensure_groups()


def make_school(key: str, **profile: object) -> School:
    wagtail_ground()
    return open_school(
        key=key,
        hostname=f"{key}.example.org",
        port=80,
        title=f"Школа {key}",
        is_default_site=not Site.objects.exists(),
        profile={
            "full_name": f"Муниципальное общеобразовательное учреждение {key}",
            "short_name": f"Школа {key}",
            "full_name_genitive": f"муниципального общеобразовательного учреждения {key}",
            "short_name_prepositional": f"школе {key}",
            "address": "г. Тверь, ул. Садовая, д. 1",
            "locality": "г. Тверь",
            "director_post": "Директор",
            "director_post_dative": "Директору",
            "director_name": "Орлова Нина Павловна",
            "director_name_dative": "Орловой Н. П.",
            "curator_name": "Лаптева Вера Ильинична",
            "privacy_officer_name": "Лаптева Вера Ильинична",
            "regional_centre": "Региональный наставнический центр",
            **profile,
        },
    )


def make_staff(name: str, **roles: School | tuple[School, str]) -> object:
    """An account with roles: ``curator=school`` or ``class_teacher=(school, "7А")``."""
    user = get_user_model().objects.create_user(name, password="x")
    for role, where in roles.items():
        school, classes = where if isinstance(where, tuple) else (where, "")
        grant_membership(user=user, school=school, role=role, school_classes=classes, now=NOW)
    return user
