"""What a site that adds the apps must set, said by ``manage.py check`` before anybody meets it."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

REFUSAL_MIDDLEWARE = "mentoring_pages.views.publication.PublicationRefusalMiddleware"


@register()
def refusals_in_words(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without it a refused publication is still refused, but as an error page without a reason."""
    if REFUSAL_MIDDLEWARE in settings.MIDDLEWARE:
        return []
    return [
        Warning(
            "Staff would not be told whose consent keeps a page a draft.",
            hint=f"Add {REFUSAL_MIDDLEWARE} to MIDDLEWARE, after the session's and messages'.",
            id="mentoring_pages.W002",
        )
    ]


@register()
def dates_as_editors_type_them(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Wagtail's date picker takes «28.08.2026» for another day unless it is told this format."""
    if getattr(settings, "WAGTAIL_DATE_FORMAT", ""):
        return []
    return [
        Warning(
            "WAGTAIL_DATE_FORMAT is not set: 28.08.2026 may be saved as another day.",
            hint='Set WAGTAIL_DATE_FORMAT = "%d.%m.%Y".',
            id="mentoring_pages.W001",
        )
    ]
