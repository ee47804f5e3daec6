"""The draft order «О внесении изменений» between two texts of one act."""

from dataclasses import dataclass
from typing import Any

from mentoring_pages.domain.amendments import Amendment, amendments
from mentoring_pages.models import Edition
from mentoring_pages.rendering.amendments import context_of, render
from mentoring_pages.services.comparison import Compared, compare_trees, draft_tree
from mentoring_pages.services.edition import Act, school_of
from mentoring_pages.services.order_template import template_in_use
from mentoring_pages.services.posting import posting_days


@dataclass(frozen=True, slots=True)
class DraftOrder:
    """What makes the draft of an act differ from the edition approved last, and the order for it.

    ``editions`` are those so far, oldest first; without any there is nothing to amend.
    """

    editions: tuple[Edition, ...]
    compared: Compared | None
    points: tuple[Amendment, ...]


def amend_last_edition(*, page: Act) -> DraftOrder:
    """The points of an order that turns the edition approved last into the page's draft."""
    editions = tuple(
        Edition.objects.filter(page_key=page.translation_key).defer("tree").order_by("number")
    )
    if not editions:
        return DraftOrder((), None, ())
    compared = compare_trees(old=editions[-1].tree, new=draft_tree(page=page))
    return DraftOrder(editions, compared, points_of(compared))


def points_of(compared: Compared) -> tuple[Amendment, ...]:
    """The points of the order, the heading of the act first where it changed."""
    points = amendments(compared.comparison, compared.old_units, compared.new_units)
    if not compared.title_changed:
        return points
    heading = f"{compared.new_tree['heading']} {compared.new_tree['title']}".strip()
    return (Amendment(f"наименование изложить в следующей редакции: «{heading}»"), *points)


def write_order(*, page: Act, order: DraftOrder) -> bytes:
    """The order as DOCX. Raises ``BrokenTemplate`` for a school's own template with a fault."""
    if order.compared is None:
        raise ValueError("there is no edition to amend")
    school = school_of(page)
    draft: Any = page.get_latest_revision_as_object()
    last = order.editions[-1]
    is_new = (draft.order_number, draft.order_date) != (last.order_number, last.order_date)
    context = context_of(
        school=school,
        heading=order.compared.old_tree["heading"],
        title=order.compared.old_tree["title"],
        editions=order.editions,
        points=order.points,
        order_number=draft.order_number if is_new else "",
        order_date=draft.order_date if is_new else None,
        in_force_from=draft.in_force_from if is_new else None,
        posting_days=posting_days(),
    )
    return render(template_in_use(school), context)
