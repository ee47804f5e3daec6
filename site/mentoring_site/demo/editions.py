"""Two editions of the demo's Положение: last year's, and today's with the story of its approval."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from mentoring_pages.domain.clauses import APPENDIX
from mentoring_pages.models import RegulationPage, School
from mentoring_pages.models.approval import BY_ORDER


def publish_earlier(page: RegulationPage, *, said: dict[str, Any]) -> None:
    """Publish the imported draft as it read a year ago; what was imported becomes its draft."""
    todays = page.body.get_prep_value()
    page.body = list(_as_it_was(todays, said))
    page.order_number, page.order_date = (
        said["order_number"],
        date.fromisoformat(said["order_date"]),
    )
    page.in_force_from = date.fromisoformat(said["in_force_from"])
    page.save_revision().publish()
    page = RegulationPage.objects.get(pk=page.pk)
    page.body = todays
    page.order_number, page.order_date, page.in_force_from = "", None, None
    page.save_revision()


def approve_todays(*, school: School, said: dict[str, Any]) -> None:
    """The way of the draft to its order: the editor sends it, the curator agrees, the director
    approves."""
    people = {user.get_username(): user for user in get_user_model().objects.all()}
    page = RegulationPage.objects.child_of(school.site.root_page).get()
    draft = page.get_latest_revision_as_object()
    draft.save_revision(user=people["redaktor"])
    page.get_workflow().start(page, people["redaktor"])
    order = {name: said[name] for name in ("order_number", "order_date", "in_force_from", "change")}
    for user, action, data in (
        (people["kurator"], "approve", {"comment": said["agreed"]}),
        (people["direktor"], BY_ORDER, order),
    ):
        page = RegulationPage.objects.get(pk=page.pk)
        page.current_workflow_task.on_action(page.current_workflow_task_state, user, action, **data)


def _as_it_was(blocks: list[dict[str, Any]], said: dict[str, Any]) -> Any:
    """The same clauses, by their numbers, with last year's words; appendices stay."""
    in_appendix = False
    for block in blocks:
        in_appendix = in_appendix or block["type"] == APPENDIX
        number = "" if in_appendix else str(block["value"].get("number", ""))
        if number in said["texts"]:
            yield {**block, "value": {**block["value"], "text": said["texts"][number]}}
        elif number not in said["absent"]:
            yield block
