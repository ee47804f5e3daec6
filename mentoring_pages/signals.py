"""What happens when pages are published and memberships change: decided in ``services``."""

from functools import partial
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils import timezone
from wagtail.signals import page_published

from mentoring_pages import act_signals, public_signals, publication_signals
from mentoring_pages.approval_form import order_named
from mentoring_pages.models import (
    ProgrammePage,
    RegulationPage,
    ServiceRulesPage,
    StaffMembership,
    WordingPage,
)
from mentoring_pages.models.approval import step_started, step_taken
from mentoring_pages.services.approval import (
    begin_step,
    ensure_workflows,
    freeze_published,
    take_step,
)
from mentoring_pages.services.approval_waiting import write_to_whose_turn_it_is
from mentoring_pages.services.late_order import late_words
from mentoring_pages.services.membership import ensure_groups, sync_groups_of


def freeze_on_publication(
    sender: type, *, instance: Any, revision: Any = None, **kwargs: Any
) -> None:
    """An approved text is frozen the moment it is published; an unapproved one is only shown.

    Wagtail sends the signal for a first publication on a later day too: nothing is public then.
    """
    if not instance.live:
        return
    user = revision.user if revision is not None else None
    freeze_published(page=instance, user=user, now=instance.last_published_at)


def begin_approval_step(
    sender: type, *, task: Any, workflow_state: Any, user: Any, **_: Any
) -> bool:
    is_taken = begin_step(step=task, workflow_state=workflow_state, user=user, now=timezone.now())
    if not is_taken:
        transaction.on_commit(
            partial(
                write_to_whose_turn_it_is,
                step=task,
                workflow_state=workflow_state,
                sent_by=user,
            ),
            robust=True,
        )
    return is_taken


def take_approval_step(
    sender: type, *, task: Any, task_state: Any, user: Any, action: str, data: Any, **_: Any
) -> None:
    take_step(
        step=task,
        task_state=task_state,
        user=user,
        action=action,
        data=data,
        now=timezone.now(),
    )


def say_what_is_odd(sender: type, *, page_key: Any, ordered: Any, since: Any, **_: Any) -> str:
    return late_words(page_key=page_key, ordered=ordered, since=since, now=timezone.now())


def follow_membership(sender: type, *, instance: StaffMembership, **kwargs: Any) -> None:
    """However a membership was written or removed, the person's groups follow it."""
    if not kwargs.get("raw"):
        sync_groups_of(user=instance.user)


def make_groups(sender: Any, **kwargs: Any) -> None:
    """The four groups exist, with their rights, and every school its workflow, after a migrate."""
    ensure_groups()
    ensure_workflows()


def connect() -> None:
    publication_signals.connect()
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
    name = "mentoring_pages.approval"
    step_started.connect(begin_approval_step, dispatch_uid=f"{name}.started")
    step_taken.connect(take_approval_step, dispatch_uid=f"{name}.taken")
    order_named.connect(say_what_is_odd, dispatch_uid=f"{name}.order_named")
    for model in (RegulationPage, ProgrammePage, ServiceRulesPage, WordingPage):
        page_published.connect(
            freeze_on_publication,
            sender=model,
            dispatch_uid=f"mentoring_pages.freeze.{model.__name__}",
        )
    public_signals.connect()
    act_signals.connect()
