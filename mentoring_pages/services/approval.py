"""The way of a draft to an order: the workflow of a school, its steps, and who took them.

Wagtail leads the text through the steps; here it is decided who may take which, that steps of one
person in a row are one act, and what is kept of it.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from wagtail.models import TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from mentoring_pages.approval_form import ApprovalOrderForm
from mentoring_pages.domain.approval import STEPS, ends_the_way, roles_of_act
from mentoring_pages.models import (
    ApprovalAct,
    ApprovalTask,
    Edition,
    School,
    StaffMembership,
)
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.edition import (
    Approvable,
    freeze_edition,
    school_of,
    tree_digest,
    tree_of,
)

WORKFLOW = "Утверждение: {school}"

STEP_NAMES = {
    "editor": "Редактор проверяет текст ({key})",
    "curator": "Куратор согласует ({key})",
    "director": "Директор утверждает приказом ({key})",
}


@transaction.atomic
def ensure_workflow(*, school: School) -> Workflow:
    """The school's way to an order, made or put right, for all pages of the school's tree.

    A workflow that somebody gave the school's home page by hand stays.
    """
    home = school.site.root_page
    own = WorkflowPage.objects.filter(page_id=home.pk).select_related("workflow").first()
    if own is not None:
        found: Workflow = own.workflow
        return found
    workflow = Workflow.objects.create(name=WORKFLOW.format(school=school.short_name))
    for place, role in enumerate(STEPS):
        step, _made = ApprovalTask.objects.get_or_create(
            school=school, role=role, defaults={"name": STEP_NAMES[role].format(key=school.key)}
        )
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=place)
    WorkflowPage.objects.create(page_id=home.pk, workflow=workflow)
    return workflow


def ensure_workflows() -> None:
    """Every school has its way to an order. Harmless to repeat."""
    for school in School.objects.select_related("site__root_page"):
        ensure_workflow(school=school)


@transaction.atomic
def begin_step(
    *, step: ApprovalTask, workflow_state: WorkflowState, user: Any, now: datetime
) -> bool:
    """Whether the step is taken the moment it begins: by the act that brought the text here.

    Who sends a text off, first or again, acts in the roles they hold up to here. Where the rest of
    the way is theirs too, they are not hurried past the order: it is asked for.
    """
    acts = list(ApprovalAct.objects.filter(round=workflow_state.pk).order_by("pk"))
    returned = [place for place, act in enumerate(acts) if act.kind == "returned"]
    since = acts[returned[-1] + 1 :] if returned else acts
    if any(step.role in act.roles for act in since):
        return True
    if since or user is None:
        return False
    page = workflow_state.content_object.specific
    held, way = step.roles_of(user), step.way()
    at = way.index(step.role)
    ahead = () if _asks_for_order(page, way, at, held) else roles_of_act(way, at, held)
    roles = [role for role in way[:at] if role in held] + list(ahead)
    if roles:
        _record(page=page, round_=workflow_state.pk, kind="agreed", roles=roles, by=user, now=now)
    return bool(ahead)


@transaction.atomic
def take_step(
    *,
    step: ApprovalTask,
    task_state: TaskState,
    user: Any,
    action: str,
    data: Mapping[str, Any],
    now: datetime,
) -> None:
    """Agree, approve by an order or send back. One person's steps in a row are one act.

    Raises ``PermissionDenied`` for whoever may not and whoever comes second, ``ValidationError``
    for half an order and for days before those of the text in force that nobody confirmed.
    """
    locked = TaskState.objects.select_for_update(of=("self",)).get(pk=task_state.pk)
    if locked.status != TaskState.STATUS_IN_PROGRESS:
        raise PermissionDenied
    workflow_state = task_state.workflow_state
    page = workflow_state.content_object.specific
    if action not in {name for name, _label, _asks in step.get_actions(page, user)}:
        raise PermissionDenied
    held, way = step.roles_of(user), step.way()
    roles = list(roles_of_act(way, way.index(step.role), held))
    comment = str(data.get("comment") or "")
    act = {"page": page, "round_": workflow_state.pk, "by": user, "now": now, "comment": comment}
    if action == "reject":
        _record(**act, kind="returned", roles=[step.role])
        task_state.reject(user=user, comment=comment)
        return
    if action == BY_ORDER:
        order = _order_from(page, data)
        _put_order(page=page, order=order, user=user)
        task_state.refresh_from_db()  # what Wagtail publishes is the draft with the order
        _record(**act, kind="ordered", roles=roles, order=order)
    else:
        _record(**act, kind="agreed", roles=roles)
    task_state.approve(user=user, comment=comment)


@transaction.atomic
def freeze_published(*, page: Approvable, user: Any, now: datetime) -> Edition | None:
    """Freeze what was published, if an order stands behind it, and tie it to who approved it.

    A text that was published past the steps is recorded as such.
    """
    if not page.order_number or page.order_date is None:
        return None
    decision = (
        ApprovalAct.objects.filter(
            kind="ordered",
            page_key=page.translation_key,
            order_number=page.order_number,
            order_date=page.order_date,
        )
        .order_by("-pk")
        .first()
    )
    edition = freeze_edition(
        page=page,
        now=now,
        change=decision.change if decision else "",
        in_force_from=decision.in_force_from if decision else None,
        by=user,
    )
    if decision is not None and decision.text_digest == edition.digest:
        ApprovalAct.objects.filter(
            page_key=page.translation_key, round=decision.round, edition__isnull=True
        ).update(edition=edition)
    elif user is not None and not edition.approval_acts.exists():
        _record(
            page=page,
            round_=None,
            kind="published",
            roles=_roles_held(school=edition.school, user=user),
            by=user,
            now=now,
            edition=edition,
        )
    return edition


def order_in_draft(*, page: Approvable) -> dict[str, Any]:
    """What the saved draft says of its order already, by field: the person who approves reads it
    instead of typing it. What an edition of the page has is left from the text before this one."""
    draft = page.get_latest_revision_as_object()
    frozen = list(
        Edition.objects.filter(page_key=page.translation_key).values_list(
            "order_number", "order_date", "in_force_from"
        )
    )
    number, day = draft.order_number, draft.order_date
    since = getattr(draft, "in_force_from", None)
    if (number, day) in {(order_number, order_date) for order_number, order_date, _ in frozen}:
        return {}
    if since in {in_force_from for _number, _day, in_force_from in frozen}:
        since = None
    return {
        name: said
        for name, said in (
            ("order_number", number),
            ("order_date", day),
            ("in_force_from", since),
        )
        if said
    }


def _asks_for_order(page: Any, way: list[str], at: int, held: frozenset[str]) -> bool:
    return hasattr(page, "order_number") and ends_the_way(way, at, held)


def _order_from(page: Any, data: Mapping[str, Any]) -> dict[str, Any]:
    """The order as the form reads it: what comes from a browser is checked here again, and asked
    about this very page."""
    form = ApprovalOrderForm({**data, "page": page.translation_key})
    if not form.is_valid():
        raise ValidationError([error for errors in form.errors.values() for error in errors])
    return form.cleaned_data


def _put_order(*, page: Any, order: Mapping[str, Any], user: Any) -> None:
    """Write the order into the draft, as a revision of its own."""
    draft = page.get_latest_revision_as_object()
    draft.order_number, draft.order_date = order["order_number"], order["order_date"]
    if hasattr(draft, "in_force_from"):
        draft.in_force_from = order["in_force_from"]
    draft.full_clean()
    draft.save_revision(user=user, log_action=True)


def _record(
    *,
    page: Any,
    round_: int | None,
    kind: str,
    roles: list[str],
    by: Any,
    now: datetime,
    comment: str = "",
    order: Mapping[str, Any] | None = None,
    edition: Edition | None = None,
) -> ApprovalAct:
    draft = page if edition is not None else page.get_latest_revision_as_object()
    order = order or {}
    return ApprovalAct.objects.create(
        school=school_of(page),
        page_key=page.translation_key,
        round=round_,
        edition=edition,
        kind=kind,
        roles=roles,
        person=by,
        person_name=by.get_full_name().strip(),
        title=draft.title,
        text_digest=edition.digest if edition is not None else _digest_of(draft),
        comment=comment,
        order_number=order.get("order_number", ""),
        order_date=order.get("order_date"),
        in_force_from=order.get("in_force_from"),
        change=order.get("change", ""),
        acted_at=now,
    )


def _digest_of(page: Any) -> str:
    """The digest of an act's text; of a page that is no act there is none."""
    if isinstance(page, Approvable):
        return tree_digest(tree_of(page))
    return ""


def _roles_held(*, school: School, user: Any) -> list[str]:
    held = set(
        StaffMembership.objects.filter(user=user, school=school).values_list("role", flat=True)
    )
    return [role for role in STEPS if role in held]
