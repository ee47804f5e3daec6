"""What happens when pages are published and memberships change: decided in ``services``."""

from typing import Any

from django.apps import apps
from django.db.models.signals import post_delete, post_migrate, post_save
from wagtail.signals import page_published

from mentoring_pages import public_signals, search_signals
from mentoring_pages.models import RegulationPage, StaffMembership, WordingPage
from mentoring_pages.services.edition import freeze_edition
from mentoring_pages.services.membership import ensure_groups, sync_groups_of


def freeze_on_publication(sender: type, *, instance: Any, **kwargs: Any) -> None:
    """An approved text is frozen the moment it is published; an unapproved one is only shown."""
    if instance.is_approved:
        freeze_edition(page=instance, now=instance.last_published_at)


def follow_membership(sender: type, *, instance: StaffMembership, **kwargs: Any) -> None:
    """However a membership was written or removed, the person's groups follow it."""
    if not kwargs.get("raw"):
        sync_groups_of(user=instance.user)


def make_groups(sender: Any, **kwargs: Any) -> None:
    """The four groups exist, with their rights, after every migrate."""
    ensure_groups()


def connect() -> None:
    for signal in (post_save, post_delete):
        signal.connect(
            follow_membership,
            sender=StaffMembership,
            dispatch_uid="mentoring_pages.follow_membership",
        )
    post_migrate.connect(
        make_groups,
        sender=apps.get_app_config("mentoring_pages"),
        dispatch_uid="mentoring_pages.make_groups",
    )
    for model in (RegulationPage, WordingPage):
        page_published.connect(
            freeze_on_publication,
            sender=model,
            dispatch_uid=f"mentoring_pages.freeze.{model.__name__}",
        )
    public_signals.connect()
    search_signals.connect()
