"""The check of a text inside the editor."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils import timezone

from mentoring_pages.approval_form import ApprovalOrderForm
from mentoring_pages.models import RegulationMixin
from mentoring_pages.models.linting import DEGREE_LABELS
from mentoring_pages.services.approval import order_in_draft
from mentoring_pages.services.late_order import RULE as LATE_ORDER
from mentoring_pages.services.linting import check_draft, is_checked
from mentoring_pages.services.order_check import SAME_ORDER
from mentoring_pages.views.linting import shown

register = template.Library()

ORDER_RULES = (SAME_ORDER, LATE_ORDER)
"""About an order that the form of approval asks anew, and looks at itself."""


@register.inclusion_tag("mentoring_pages/staff/text_check_summary.html")
def text_check(page: Any) -> dict[str, Any]:
    """How many findings the saved draft of ``page`` has, and the violations themselves."""
    return shown(page, check_draft(page=page, now=timezone.now()))


@register.simple_tag
def violations_of(page: Any) -> dict[str, Any]:
    """The open violations of what waits to be approved; nothing for a page without a text.

    That its order is the old one is no fault here: the form asks for the new one.
    """
    page = page.specific
    if not is_checked(page):
        return {"violations": ()}
    check = check_draft(page=page, now=timezone.now())
    violations = tuple(one for one in check.violations if one.rule not in ORDER_RULES)
    return {**shown(page, check), "violations": violations}


@register.simple_tag
def with_order_of(form: ApprovalOrderForm, page: Any) -> ApprovalOrderForm:
    """The form of approval, filled with what the draft of ``page`` says of its order; what somebody
    typed into it stays."""
    if not form.is_bound:
        form.initial |= order_in_draft(page=page.specific)
    return form


@register.simple_tag
def changes_address(page: Any) -> str:
    """Where staff see what the draft of an act changes; empty for a page of another kind."""
    if not isinstance(page.specific, RegulationMixin):
        return ""
    return reverse("nastavnik_page_changes", args=[page.pk])


@register.filter
def degree_word(degree: str) -> str:
    """What a finding is, in a word: its colour alone says it to nobody who does not see colours."""
    return str(DEGREE_LABELS.get(degree, degree))
