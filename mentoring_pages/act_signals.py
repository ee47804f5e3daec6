"""When the search index and the files follow the pages: decided in ``services``."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from mentoring_pages.models import RegulationMixin, Repeal
from mentoring_pages.services.act_files import forget_files
from mentoring_pages.services.clause_index import (
    follow_act,
    follow_page,
    follow_pages_under,
    forget_page,
)


def published(sender: type, *, instance: Page, **kwargs: Any) -> None:
    follow_page(page=instance, now=timezone.now())


def unpublished(sender: type, *, instance: Page, **kwargs: Any) -> None:
    """Also sent before a page is deleted, with a page that still says it is live."""
    forget_page(page=instance)


def moved(sender: type, *, instance: Page, **kwargs: Any) -> None:
    """A branch may have come to another school."""
    follow_pages_under(page=instance, now=timezone.now())


def repealed(sender: type, *, instance: Repeal, **kwargs: Any) -> None:
    """Also when the record is cancelled: the act holds again."""
    if not kwargs.get("raw"):
        follow_act(page_key=instance.page_key, now=timezone.now())


def deleted(sender: type, *, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, RegulationMixin):
        forget_files(page=instance)


def connect() -> None:
    for signal, receiver in (
        (page_published, published),
        (page_unpublished, unpublished),
        (post_page_move, moved),
    ):
        signal.connect(receiver, dispatch_uid=f"mentoring_pages.acts.{receiver.__name__}")
    post_save.connect(repealed, sender=Repeal, dispatch_uid="mentoring_pages.acts.repealed")
    post_delete.connect(deleted, dispatch_uid="mentoring_pages.acts.deleted")
