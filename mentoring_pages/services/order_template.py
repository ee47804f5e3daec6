"""The template of a school's orders: taken after a look, used, given back, put away."""

from datetime import datetime
from typing import Any

from django.db import transaction

from mentoring_pages.models import OrderTemplate, School
from mentoring_pages.rendering.amendments import render, template_of
from mentoring_pages.rendering.order_template import check_template, example_context

PERMISSION = "mentoring_pages.change_ordertemplate"


def keep_template(
    *, school: School, name: str, data: bytes, by: Any, now: datetime
) -> OrderTemplate:
    """Take a template in place of the one before. Raises ``TemplateRefused``."""
    check_template(data)
    with transaction.atomic():
        kept, _made = OrderTemplate.objects.update_or_create(
            school=school,
            defaults={"name": name[-255:], "data": data, "uploaded_by": by, "uploaded_at": now},
        )
    return kept


def own_template(school: School) -> OrderTemplate | None:
    return OrderTemplate.objects.filter(school=school).select_related("uploaded_by").first()


def put_away(*, school: School) -> bool:
    """Back to the template that is shipped. ``False`` where the school had none of its own."""
    return bool(OrderTemplate.objects.filter(school=school).delete()[0])


def template_in_use(school: School) -> bytes:
    """What the school's next order is made from: uploaded, else of a folder, else ours."""
    own = own_template(school)
    return bytes(own.data) if own else template_of(school.key)


def example_order(school: School) -> bytes:
    """An order about invented facts in the template in use. Raises ``BrokenTemplate``."""
    return render(template_in_use(school), example_context())
