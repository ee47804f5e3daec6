"""What every public page of a site asks anew (its school, its menu), asked once until it changes.

A value is kept under the version of its site (``services.public_version``): whatever changes the
public pages changes the version, and nobody is shown an old value. Only while Wagtail serves a page
and the middleware of ``page_cache`` has read the version; anywhere else the database is asked.
"""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from wagtail.models import Site

from mentoring_pages.services.public_version import version_of

Value = TypeVar("Value")

ATTRIBUTE = "_nastavnik_version"
KEPT_FOR = 3600
MISSING = object()


def read_version(request: HttpRequest) -> None:
    """Read the version of the request's site, before anything of the page is read."""
    site = Site.find_for_request(request)
    setattr(request, ATTRIBUTE, (site.pk, version_of(site.pk)) if site is not None else (0, ""))


def version_read(request: HttpRequest) -> tuple[int, str]:
    """The site and its version, (0, «») where nobody has read them."""
    found: tuple[int, str] = getattr(request, ATTRIBUTE, (0, ""))
    return found


def remembered(request: HttpRequest | None, name: str, make: Callable[[], Value]) -> Value:
    """What ``make`` answers, kept under ``name`` for this site until its public pages change."""
    site, version = version_read(request) if request is not None else (0, "")
    if not version:
        return make()
    key = f"nastavnik-public-{site}-{version}-{name}"
    value = cache.get(key, MISSING)
    if value is MISSING:
        value = make()
        cache.set(key, value, timeout=KEPT_FOR)
    return value
