"""Opening a school: its site, its home page and its profile in one step."""

from typing import Any

from django.db import transaction
from wagtail.models import Page, Site

from mentoring_pages.models import School, SchoolHomePage
from mentoring_pages.services.approval import ensure_workflow


@transaction.atomic
def open_school(
    *,
    key: str,
    hostname: str,
    port: int,
    title: str,
    profile: dict[str, Any],
    is_default_site: bool = False,
) -> School:
    """Make a home page, a Site that shows it and the School that owns both.

    ``profile`` holds the fields of ``School`` besides ``key`` and ``site``. Raises
    ``ValidationError`` for a profile that documents could not be printed from.
    """
    root = Page.get_first_root_node()
    home = SchoolHomePage(title=title, slug=key)
    root.add_child(instance=home)
    home.save_revision().publish()
    if is_default_site:
        Site.objects.filter(is_default_site=True).exclude(hostname=hostname).update(
            is_default_site=False
        )
    site, _made = Site.objects.update_or_create(
        hostname=hostname,
        port=port,
        defaults={
            "root_page": home,
            "site_name": profile["short_name"],
            "is_default_site": is_default_site,
        },
    )
    school = School(key=key, site=site, **profile)
    school.full_clean()
    school.save()
    ensure_workflow(school=school)
    return school
