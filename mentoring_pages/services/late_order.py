"""A text approved by days before those of the text in force: the words that ask about it."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from mentoring_pages.domain.late_order import Late, OrderDays, lateness
from mentoring_pages.linting import VIOLATION, Finding
from mentoring_pages.models import Edition
from mentoring_pages.services.edition import Approvable
from mentoring_pages.services.timeline import timeline_of

RULE = "order.late"


def late_words(*, page_key: UUID, ordered: date, since: date | None, now: datetime) -> str:
    """What is odd about an order of ``ordered`` for the act with this key, in two sentences; empty
    where nothing is. Two queries, and one for an act that has editions."""
    current = _in_force(page_key, now)
    late = _lateness(current, ordered, since)
    return f"{_what(late, current)} {_advice(late)}" if late and current else ""


def late_finding(*, page: Approvable, now: datetime) -> Finding | None:
    """The same as a finding of the check of a draft, which names an order already."""
    if not page.order_number or page.order_date is None:
        return None
    current = _in_force(page.translation_key, now)
    since = getattr(page, "in_force_from", None)
    late = _lateness(current, page.order_date, since)
    if late is None or current is None:
        return None
    return Finding(
        rule=RULE,
        degree=VIOLATION,
        key="",
        place="",
        quote=f"{page.order_number} {page.order_date} {since} {current.number}",
        what=_what(late, current),
        why=_("Что действует, считается по дням приказов, а не по порядку публикации."),
        advice=_advice(late),
    )


def _in_force(page_key: UUID, now: datetime) -> Edition | None:
    """The edition that holds today, among those that were frozen by ``now``."""
    timeline = timeline_of(page_key=page_key)
    if not timeline.editions:
        return None
    day = now.astimezone(timeline.editions[0].school.zone).date()
    found = timeline.on(day)
    return found if found is not None and found.frozen_at <= now else None


def _lateness(current: Edition | None, ordered: date, since: date | None) -> Late | None:
    in_force = OrderDays(current.order_date, current.in_force_from) if current else None
    return lateness(OrderDays(ordered, since or ordered), in_force)


def _what(late: Late, current: Edition) -> str:
    facts = {
        "number": current.order_number,
        "ordered": f"{current.order_date:%d.%m.%Y}",
        "since": f"{current.in_force_from:%d.%m.%Y}",
    }
    if late is Late.NEVER_BEGINS:
        return (
            _(
                "Сейчас действует редакция по приказу № %(number)s от %(ordered)s, она действует "
                "с %(since)s. Этот текст назван действующим с более раннего дня, поэтому в силу "
                "он не вступит: действовать останется нынешний."
            )
            % facts
        )
    return (
        _(
            "Приказ датирован раньше, чем приказ № %(number)s от %(ordered)s, по которому документ "
            "действует сейчас."
        )
        % facts
    )


def _advice(late: Late) -> str:
    if late is Late.NEVER_BEGINS:
        return _(
            "Проверьте дату приказа и день, с которого документ действует. Если вы вносите для "
            "истории прежнюю редакцию, подтвердите это."
        )
    return _("Проверьте дату приказа. Если она верна, подтвердите это.")
