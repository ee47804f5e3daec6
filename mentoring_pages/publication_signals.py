"""Before a live page is saved, the people on it are asked about: see ``services.publication``."""

from typing import Any

from django.db.models.signals import pre_save
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.signals import page_published, pre_page_move

from mentoring_pages.models import PublicationRefusal, PublicationRefused
from mentoring_pages.models.publication import going_live_on_schedule
from mentoring_pages.services.picture import forget_who_is_on
from mentoring_pages.services.publication import check_before_move, check_before_save
from mentoring_pages.services.scheduled_text import refuse_new_violations


def guard_publication(sender: type, *, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Whatever saves a live page, it shows nobody without a consent. A draft may hold anything.

    The editor makes a new page live before there is a revision of it: such a page becomes a draft,
    so that what was typed is kept when its publication is refused a moment later.
    """
    fields = kwargs.get("update_fields")
    if raw or not isinstance(instance, Page) or not instance.live or not instance.path:
        return
    if fields is None or "live" in fields:
        page = instance.specific if type(instance) is Page else instance
        try:
            check_before_save(page=page, now=timezone.now())
        except PublicationRefused:
            if not _is_new(instance):
                raise
            instance.live, instance.has_unpublished_changes = False, True


def _is_new(page: Page) -> bool:
    """Made just now: neither a copy nor an alias of something that was published."""
    return (
        page._state.adding
        and page.alias_of_id is None
        and page.live_revision_id is None
        and page.first_published_at is None
    )


def guard_what_moves_along(
    sender: type, *, instance: Page, parent_page_after: Page, **kwargs: Any
) -> None:
    """The pages under a moved one are not saved; another school may not know whom they show."""
    check_before_move(page=instance, parent=parent_page_after, now=timezone.now())


def ask_again_about_a_new_file(sender: type, *, instance: Any, raw: bool = False, **_: Any) -> None:
    """Somebody put another file in the place of a picture."""
    is_new_file = bool(instance.file) and not getattr(instance.file, "_committed", True)
    if not raw and not instance._state.adding and is_new_file:
        forget_who_is_on(image=instance)


def check_text_on_its_day(sender: type, *, page: Page, revision: Any, **kwargs: Any) -> None:
    """What was scheduled is read once more: the law may have changed since."""
    refuse_new_violations(page=page, revision=revision, now=timezone.now())


def end_refusal(sender: type, *, instance: Any, **kwargs: Any) -> None:
    """A page that is published was not refused after all."""
    PublicationRefusal.objects.filter(page_id=instance.pk).delete()


def connect() -> None:
    pre_save.connect(guard_publication, dispatch_uid="mentoring_pages.guard_publication")
    pre_save.connect(
        ask_again_about_a_new_file,
        sender=get_image_model(),
        dispatch_uid="mentoring_pages.ask_again_about_a_new_file",
    )
    going_live_on_schedule.connect(
        check_text_on_its_day, dispatch_uid="mentoring_pages.check_text_on_its_day"
    )
    pre_page_move.connect(
        guard_what_moves_along, dispatch_uid="mentoring_pages.guard_what_moves_along"
    )
    page_published.connect(end_refusal, dispatch_uid="mentoring_pages.end_refusal")
