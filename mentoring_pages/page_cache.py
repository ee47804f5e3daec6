"""A cache of whole public pages that publishing empties at once.

Kept are answers to anonymous visitors from pages that say of themselves that everybody sees the
same (``is_the_same_for_everybody``), at their own address. A visitor with a session or a message
waiting, and every form, goes past the cache. The settings of «Версия для слабовидящих» are part of
the key. Each kept page carries the version of its site (``services.public_version``).

Put the middleware before the session's. ``NASTAVNIK_PAGE_CACHE`` names the cache (an alias of
``CACHES``); empty turns it off. ``NASTAVNIK_RELEASE`` keeps the pages of two releases apart.
"""

import hashlib
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from wagtail.views import serve

from mentoring_pages.domain.audiences import PARAMETER, audience_of
from mentoring_pages.public_memory import read_version, version_read
from mentoring_pages.services.public_version import version_of
from mentoring_pages.views.view_settings import settings_of

HOUR = 3600
"""Seconds. A page is kept to the end of the clock hour, because «действует с» turns at midnight."""

MESSAGES_COOKIE = "messages"
TOKEN = b"csrfmiddlewaretoken"
NOT_KEPT = frozenset({"set-cookie", "date", "x-request-id", "content-length"})


class Kept(NamedTuple):
    """An answer as it lies in the cache."""

    site: int
    version: str
    content: bytes
    etag: str
    headers: list[tuple[str, str]]


class PublicPageCacheMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        cache = page_cache()
        key = key_of(request) if cache is not None else ""
        if cache is None or not key:
            return self.get_response(request)
        kept = cache.get(key)
        if kept and kept[1] == version_of(kept[0]):
            return _answer(request, Kept(*kept))
        response = self.get_response(request)
        made = _kept(request, response)
        if made is None:
            return response
        cache.set(key, tuple(made), timeout=HOUR - time.time() % HOUR)
        return _answer(request, made)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Read the version before anything of the page is read."""
        if view is serve and request.method in ("GET", "HEAD"):
            read_version(request)


def page_cache() -> BaseCache | None:
    alias = getattr(settings, "NASTAVNIK_PAGE_CACHE", "")
    return caches[alias] if alias else None


def key_of(request: HttpRequest) -> str:
    """Under what an answer is kept; empty for a request that the cache has no part in."""
    if request.method != "GET" or "HTTP_AUTHORIZATION" in request.META:
        return ""
    if settings.SESSION_COOKIE_NAME in request.COOKIES or MESSAGES_COOKIE in request.COOKIES:
        return ""
    audience = ""
    if asked := request.META.get("QUERY_STRING", ""):
        named = parse_qsl(asked)
        if len(named) != 1 or named[0][0] != PARAMETER:
            return ""
        audience = audience_of(named[0][1])
        if not audience:
            return ""
    parts = (
        request.scheme or "",
        request.get_host(),
        request.path,
        audience,
        settings_of(request).as_text(),
        getattr(settings, "NASTAVNIK_RELEASE", ""),
    )
    return "nastavnik-page-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _kept(request: HttpRequest, response: HttpResponse) -> Kept | None:
    """The answer as it may be kept, or ``None``."""
    site, version = version_read(request)
    page = (getattr(response, "context_data", None) or {}).get("page")
    refused = (
        not version
        or response.status_code != 200
        or response.streaming
        or response.cookies
        or getattr(request, "is_preview", False)
        or not getattr(page, "is_the_same_for_everybody", False)
        or any(word in response.get("Cache-Control", "") for word in ("private", "no-store"))
        or TOKEN in response.content
    )
    if refused or page is None or page.get_url_parts(request)[2] != request.path:
        return None
    headers = [pair for pair in response.items() if pair[0].lower() not in NOT_KEPT]
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return Kept(site, version, response.content, etag, headers)


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    """The kept page, or 304 for a browser that has it."""
    response = HttpResponse(kept.content)
    for name, value in kept.headers:
        response[name] = value
    response["ETag"] = kept.etag
    patch_vary_headers(response, ("Cookie",))
    response["Cache-Control"] = "no-cache"
    answer = get_conditional_response(request, etag=kept.etag, response=response)
    return answer or response
