"""Addresses below the page of an act, made from their names in ``act_urls``."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from mentoring_pages.models import RegulationPage
from mentoring_pages.models.regulation import ACT_URLS


def act_address(request: HttpRequest | None, page: RegulationPage, name: str, *args: Any) -> str:
    """The address called ``name`` below ``page``."""
    own: str = page.get_url(request=request) or "/"
    return own + _below(name, *args)


@lru_cache(maxsize=500)
def _below(name: str, *args: Any) -> str:
    """The same below every act, and a page of an act has several."""
    return reverse(name, urlconf=ACT_URLS, args=args).lstrip("/")
