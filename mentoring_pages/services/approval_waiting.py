"""Whose turn it is on the way to an order: texts that wait for a step, and the letter about one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.admin.mail import send_mail
from wagtail.models import TaskState, WorkflowState
from wagtail.users.models import UserProfile

from mentoring_pages.domain.approval import STEPS
from mentoring_pages.models import ApprovalAct, ApprovalTask

logger = logging.getLogger(__name__)

LETTERS = "mentoring_pages/staff/letters/"


@dataclass(frozen=True, slots=True)
class WaitingText:
    """A draft that waits for this person. ``act``: «agree», «order» or «mend» (sent back)."""

    title: str
    page_id: int
    act: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote when they sent a draft back."""

    person: str
    words: str


def turn_of(*, page: Any, user: Any) -> str:
    """What the draft waits for from this very user: «agree», «order», «mend» or nothing («»)."""
    state = page.current_workflow_state
    if state is None or state.current_task_state is None:
        return ""
    step = state.current_task_state.task.specific
    if not isinstance(step, ApprovalTask):
        return ""
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return "mend" if state.requested_by_id == user.pk else ""
    if step.role not in step.roles_of(user):
        return ""
    return "order" if step.asks_for_order(page, step.roles_of(user)) else "agree"


def remark_on(*, page: Any) -> Remark | None:
    """The remark with which the draft was sent back last."""
    acts = ApprovalAct.objects.filter(round=page.current_workflow_state.pk, kind="returned")
    last = acts.order_by("pk").last()
    return None if last is None else Remark(person=last.person_name, words=last.comment)


def texts_waiting_for(*, user: Any) -> list[WaitingText]:
    """Drafts whose step is the user's, and own drafts that came back, the oldest first."""
    steps = ApprovalTask.objects.filter(
        school__memberships__user=user, school__memberships__role=F("role"), active=True
    )
    roles = dict(steps.values_list("pk", "role"))
    waiting = TaskState.objects.filter(
        task_id__in=roles,
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
    ).order_by("pk")
    returned = WorkflowState.objects.filter(
        requested_by=user,
        status=WorkflowState.STATUS_NEEDS_CHANGES,
        current_task_state__task__approvaltask__isnull=False,
    ).order_by("pk")
    found = []
    for state in waiting.prefetch_related("workflow_state__content_object"):
        page = state.workflow_state.content_object
        found.append(_waiting(page, _act_of(page, roles[state.task_id])))
    found += [
        _waiting(state.content_object, "mend")
        for state in returned.prefetch_related("content_object")
    ]
    return found


def write_to_whose_turn_it_is(
    *, step: ApprovalTask, workflow_state: WorkflowState, sent_by: Any
) -> int:
    """Letters to everybody who may take ``step``, except whoever has just acted; how many left.

    A letter that does not leave is a line in the log: the text waits on their first page anyway.
    """
    page = workflow_state.content_object
    base = getattr(settings, "WAGTAILADMIN_BASE_URL", "") or ""
    context = {
        "title": page.get_admin_display_title(),
        "act": _act_of(page, step.role),
        "sent_by": sent_by.get_full_name().strip() if sent_by is not None else "",
        "school": step.school,
        "address": base + reverse("wagtailadmin_pages:edit", args=[page.pk]),
    }
    subject = render_to_string(f"{LETTERS}your_turn_subject.txt", context).strip()
    text = render_to_string(f"{LETTERS}your_turn.txt", context).strip()
    return sum(_is_sent(subject, text, person) for person in _to_write(step, sent_by))


def _to_write(step: ApprovalTask, sent_by: Any) -> Iterable[Any]:
    people: QuerySet[Any] = get_user_model().objects.filter(
        is_active=True, memberships__school=step.school, memberships__role=step.role
    )
    if sent_by is not None:
        people = people.exclude(pk=sent_by.pk)
    return (
        one
        for one in people.exclude(email="").distinct()
        if UserProfile.get_for_user(one).submitted_notifications
    )


def _is_sent(subject: str, text: str, person: Any) -> bool:
    try:
        send_mail(subject, text, [person.email])
    except OSError:  # smtplib's exceptions are of this kind too
        logger.exception("a letter about a step of an approval did not leave")
        return False
    return True


def _act_of(page: Any, role: str) -> str:
    is_last = role == STEPS[-1]
    return "order" if is_last and hasattr(page.specific_class, "order_number") else "agree"


def _waiting(page: Any, act: str) -> WaitingText:
    return WaitingText(title=page.get_admin_display_title(), page_id=page.pk, act=act)
