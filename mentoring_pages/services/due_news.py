"""What the media plan, takedowns and refused schedules leave to do, for one member of staff."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, get_args

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring_pages.domain.media_plan import SOON
from mentoring_pages.models import PublicationRefusal, School, Takedown
from mentoring_pages.ports import DueItem
from mentoring_pages.services.calendar import news_clock
from mentoring_pages.services.linting import Checked
from mentoring_pages.services.membership import reach
from mentoring_pages.services.news import late_or_open, plan_of

LOOK_BACK = timedelta(days=30)
"""An event longer ago asks for nothing any more."""


def due_items(*, user: Any, day: date) -> Iterable[DueItem]:
    """Lines for whoever may act on them: news, what must leave the groups, texts to check."""
    yield from _news(user, day)
    yield from _takedowns(user)
    yield from _refusals(user)


def _news(user: Any, day: date) -> Iterable[DueItem]:
    found = reach(user=user, permission="mentoring_pages.change_plannedevent")
    if found.is_empty:
        return
    late, soonest, weekly = 0, None, None
    for school in School.objects.filter(found.rows(school_path="pk")).select_related("site"):
        rows = late_or_open(plan_of(school=school, day=day, since=day - LOOK_BACK))
        for row in rows:
            late += len(row.duties)
            by = min(duty.by for duty in row.duties)
            soonest = by if soonest is None else min(by, soonest)
        clock = news_clock(school=school, day=day)
        if clock and not clock.rests and day >= clock.next_by - timedelta(days=SOON):
            weekly = clock.next_by if weekly is None else min(weekly, clock.next_by)
    address = reverse("mentoring_pages_plannedevent_modeladmin_index")
    if late:
        yield DueItem(_("Новости по медиаплану ждут выхода"), late, address, soonest)
    if weekly:
        yield DueItem(_("Пора опубликовать новость недели"), 1, address, weekly)


def _takedowns(user: Any) -> Iterable[DueItem]:
    found = reach(user=user, permission="mentoring_pages.change_takedown")
    if found.is_empty:
        return
    rows = Takedown.objects.filter(found.rows(school_path="school"))
    address = reverse("mentoring_pages_takedown_modeladmin_index")
    in_group = rows.filter(group_due_on__isnull=False, group_done_at__isnull=True)
    first = in_group.order_by("group_due_on").first()
    if first is not None:
        yield DueItem(
            _("Уберите из группы: согласие отозвано"),
            in_group.count(),
            address,
            first.group_due_on,
        )
    texts = rows.filter(text_checked_at__isnull=True).count()
    if texts:
        yield DueItem(_("Проверьте тексты, из которых убрали человека"), texts, address)


def _refusals(user: Any) -> Iterable[DueItem]:
    """Pages of acts wait for their text, all others for a consent; some wait on the site."""
    found = reach(user=user, permission="mentoring_pages.change_plannedevent")
    if found.is_empty:
        return
    texts = ContentType.objects.get_for_models(*get_args(Checked)).values()
    of_texts = Q(page__content_type__in=texts)
    shown = Q(page__live=True, page__has_unpublished_changes=False)
    lines = (
        (~of_texts & shown, _("На сайте назван человек, чьего согласия нет")),
        (~of_texts & ~shown, _("По расписанию не опубликовано: не хватает согласия")),
        (of_texts, _("По расписанию не опубликовано: в тексте есть нарушения")),
    )
    for school in School.objects.filter(found.rows(school_path="pk")).select_related("site"):
        refused = PublicationRefusal.objects.filter(
            page__path__startswith=school.site.root_page.path
        )
        for which, label in lines:
            pages = refused.filter(which).order_by("pk").values_list("page_id", flat=True)
            if pages:
                address = reverse("wagtailadmin_pages:edit", args=[pages[0]])
                yield DueItem(label, len(pages), address)
