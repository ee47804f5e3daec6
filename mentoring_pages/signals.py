"""What happens when pages are published: registered here, decided in ``services``."""

from typing import Any

from wagtail.signals import page_published

from mentoring_pages.models import RegulationPage, WordingPage
from mentoring_pages.services.edition import freeze_edition


def freeze_on_publication(sender: type, *, instance: Any, **kwargs: Any) -> None:
    """An approved text is frozen the moment it is published; an unapproved one is only shown."""
    if instance.is_approved:
        freeze_edition(page=instance, now=instance.last_published_at)


def connect() -> None:
    for model in (RegulationPage, WordingPage):
        page_published.connect(
            freeze_on_publication,
            sender=model,
            dispatch_uid=f"mentoring_pages.freeze.{model.__name__}",
        )
