"""The panel on the first page of the admin: what waits for this member of staff."""

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from mentoring_pages import ports
from mentoring_pages.services.asked_once import remembered


class DuePanel(Component):
    name = "nastavnik-due"
    order = 10
    template_name = "mentoring_pages/staff/due_panel.html"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        today = timezone.localdate()
        with remembered():
            items = ports.due_items(user=user, day=today)
        return {"items": sorted(items, key=lambda item: item.due or date.max), "today": today}
