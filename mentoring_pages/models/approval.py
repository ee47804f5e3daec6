"""Who approved what, when and in which roles; and the steps Wagtail's workflow is made of."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, WorkflowState, WorkflowTask

from mentoring_pages.approval_form import ApprovalOrderForm, RemarkForm
from mentoring_pages.domain.approval import ends_the_way
from mentoring_pages.models.edition import CHANGES, Edition
from mentoring_pages.models.school import STAFF_ROLES, School, StaffMembership

BY_ORDER = "approve_by_order"

ACT_KINDS = {
    "agreed": _("согласовано"),
    "ordered": _("утверждено приказом"),
    "returned": _("возвращено с замечаниями"),
    "published": _("опубликовано без согласования"),
}

step_started = Signal()
"""Sent with ``task``, ``workflow_state``, ``user``; answers whether the step is taken already."""

step_taken = Signal()
"""Sent with ``task``, ``task_state``, ``user``, ``action``, ``data``."""


class ApprovalTask(Task):
    """One step of a school's way to an order, taken by whoever holds ``role`` in ``school``.

    What an act means is decided in ``services.approval``, which listens to the two signals.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="approval_tasks"
    )
    role = models.CharField(_("роль"), max_length=20, choices=STAFF_ROLES)

    admin_form_fields = [*Task.admin_form_fields, "school", "role"]
    admin_form_readonly_on_edit_fields = ["school", "role"]

    class Meta:
        verbose_name = _("шаг утверждения")
        verbose_name_plural = _("шаги утверждения")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "role"], name="mentoring_pages_approval_task_once"
            ),
        ]

    @classmethod
    def get_description(cls) -> str:
        return str(_("Шаг делает сотрудник школы, у которого есть эта роль."))

    def start(self, workflow_state: WorkflowState, user: Any = None) -> TaskState:
        state = super().start(workflow_state, user=user)
        answers = step_started.send(
            sender=type(self), task=self, workflow_state=workflow_state, user=user
        )
        if any(answer for _receiver, answer in answers):
            state.approve(user=user, update=False)
        return state

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **data: Any) -> None:
        step_taken.send(
            sender=type(self),
            task=self,
            task_state=task_state,
            user=user,
            action=action_name,
            data=data,
        )

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        held = self.roles_of(user)
        if self.role not in held:
            return []
        back = ("reject", _("Вернуть с замечаниями"), True)
        if self.asks_for_order(obj, held):
            return [(BY_ORDER, _("Утвердить приказом"), True), back]
        return [
            ("approve", _("Согласовать"), False),
            ("approve", _("Согласовать с примечанием"), True),
            back,
        ]

    def get_form_for_action(self, action: str) -> Any:
        own = {BY_ORDER: ApprovalOrderForm, "reject": RemarkForm}
        return own.get(action) or super().get_form_for_action(action)

    def get_template_for_action(self, action: str) -> str:
        """Whoever approves sees what the check of the text found, before saying yes."""
        if action == BY_ORDER:
            return "mentoring_pages/staff/approve_by_order.html"
        return str(super().get_template_for_action(action))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        return user.is_superuser or self.role in self.roles_of(user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        return not self.user_can_access_editor(obj, user)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        if self.role in self.roles_of(user):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    def roles_of(self, user: Any) -> frozenset[str]:
        """The roles ``user`` holds in the school of this step."""
        return frozenset(
            StaffMembership.objects.filter(
                user_id=user.pk, school_id=self.school_id, user__is_active=True
            ).values_list("role", flat=True)
        )

    def way(self) -> list[str]:
        """The roles of all steps of the way this step belongs to; a foreign step has none."""
        steps = WorkflowTask.objects.filter(
            workflow__workflow_tasks__task_id=self.pk, task__active=True
        )
        roles = steps.order_by("sort_order").values_list("task__approvaltask__role", flat=True)
        return [role or "" for role in roles]

    def asks_for_order(self, obj: Any, held: frozenset[str]) -> bool:
        """The act of this person would be the last one, and ``obj`` is approved by orders."""
        way = self.way()
        return hasattr(getattr(obj, "specific", obj), "order_number") and ends_the_way(
            way, way.index(self.role), held
        )


class ApprovalAct(models.Model):
    """One person's act on the way of a text to an order, in all the roles it was done in.

    ``round`` is Wagtail's workflow state, by number; ``text_digest`` is of the text that person
    saw. The last act holds the order. ``edition`` is set when the text is frozen. Names are kept
    as they were: these are staff who act by duty of office.
    """

    key = models.UUIDField(_("ключ"), default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.PROTECT, related_name="approval_acts"
    )
    page_key = models.UUIDField(_("страница"), db_index=True)
    round = models.PositiveBigIntegerField(_("проход"), null=True, db_index=True)
    edition = models.ForeignKey(
        Edition,
        verbose_name=_("редакция"),
        null=True,
        on_delete=models.PROTECT,
        related_name="approval_acts",
    )
    kind = models.CharField(_("действие"), max_length=10, choices=ACT_KINDS)
    roles = models.JSONField(_("роли"), default=list)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("кто"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person_name = models.CharField(_("фамилия, имя"), max_length=300, blank=True)
    title = models.CharField(_("документ"), max_length=500)
    text_digest = models.CharField(_("SHA-256 текста"), max_length=64)
    comment = models.TextField(_("примечание"), blank=True)
    order_number = models.CharField(_("номер приказа"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)
    in_force_from = models.DateField(_("действует с"), null=True, blank=True)
    change = models.CharField(_("изменение"), max_length=10, choices=CHANGES, blank=True)
    acted_at = models.DateTimeField(_("когда"))

    class Meta:
        verbose_name = _("согласование")
        verbose_name_plural = _("согласования")
        ordering = ["acted_at", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def role_names(self) -> str:
        """«редактор и куратор»."""
        names = [str(STAFF_ROLES[role]) for role in self.roles if role in STAFF_ROLES]
        return str(_(" и ")).join([", ".join(names[:-1]), names[-1]] if names[1:] else names)
