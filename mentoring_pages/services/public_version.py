"""Emptying the cache of public pages at once: a version that every cached page carries.

The version is a row of the database that the pages themselves are read from, written in the same
transaction as what they show. So it is the same for every process and host, whatever keeps the
cached pages; no moment lies between a change and its version, and a process that dies in between
leaves neither. A page made from the old text carries the old version and is never shown again.
"""

import uuid

from django.db import connections, router
from wagtail.models import Page, Site

from mentoring_pages.models import EVERY_SITE, PublicVersion

VERSIONS = """
    SELECT site, version FROM mentoring_pages_publicversion WHERE site IN (%s, %s) ORDER BY site
"""
"""Spelled out: a kept page costs nothing but this question, and putting it together by the ORM
took as long as all the rest of the answer."""


def version_of(site_id: int) -> str:
    """What a page of this site must carry to be shown; read it before making the page."""
    with connections[router.db_for_read(PublicVersion)].cursor() as cursor:
        cursor.execute(VERSIONS, [EVERY_SITE, site_id])
        return ".".join(f"{site}-{version}" for site, version in cursor.fetchall())


def public_pages_changed(*, site_id: int = EVERY_SITE) -> None:
    """From the end of this transaction on no page made before it is shown; by default on any site.

    Called by whatever changes what a visitor may see: a text, a note, the school's profile, a
    consent that was withdrawn.
    """
    PublicVersion.objects.update_or_create(site=site_id, defaults={"version": uuid.uuid4()})


def page_changed(*, page: Page) -> None:
    """The same for the sites a page stands on; for all of them where that cannot be said."""
    sites = [
        root.site_id
        for root in Site.get_site_root_paths()
        if page.url_path.startswith(root.root_path)
    ]
    for site_id in sites or [EVERY_SITE]:
        public_pages_changed(site_id=site_id)
