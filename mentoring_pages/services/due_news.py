"""What the media plan, takedowns and refused schedules leave to do, for one member of staff."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, get_args

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from mentoring_pages.domain.media_plan import SOON
from mentoring_pages.models import PublicationRefusal, Takedown
from mentoring_pages.ports import DueItem
from mentoring_pages.services.calendar import news_clock
from mentoring_pages.services.linting import Checked
from mentoring_pages.services.membership import reach, schools_within
from mentoring_pages.services.news import late_or_open, plan_of

SHOWN, NO_CONSENT, NO_TEXT = "shown", "no_consent", "no_text"

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
    for school in schools_within(found):
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
    in_group = Q(group_due_on__isnull=False, group_done_at__isnull=True)
    due = rows.aggregate(
        in_group=Count("pk", filter=in_group),
        first=Min("group_due_on", filter=in_group),
        texts=Count("pk", filter=Q(text_checked_at__isnull=True)),
    )
    if due["in_group"]:
        words = _("Уберите из группы: согласие отозвано")
        yield DueItem(words, due["in_group"], address, due["first"])
    if due["texts"]:
        yield DueItem(_("Проверьте тексты, из которых убрали человека"), due["texts"], address)


def _refusals(user: Any) -> Iterable[DueItem]:
    """Pages of acts wait for their text, all others for a consent; some wait on the site."""
    found = reach(user=user, permission="mentoring_pages.change_plannedevent")
    if found.is_empty:
        return
    texts = ContentType.objects.get_for_models(*get_args(Checked)).values()
    of_texts = {content_type.pk for content_type in texts}
    labels = {
        SHOWN: _("На сайте назван человек, чьего согласия нет"),
        NO_CONSENT: _("По расписанию не опубликовано: не хватает согласия"),
        NO_TEXT: _("По расписанию не опубликовано: в тексте есть нарушения"),
    }
    for school in schools_within(found):
        refused = PublicationRefusal.objects.filter(
            page__path__startswith=school.site.root_page.path
        )
        pages: dict[str, list[int]] = {}
        for page, content_type, is_live, is_changed in refused.order_by("pk").values_list(
            "page_id", "page__content_type", "page__live", "page__has_unpublished_changes"
        ):
            of_page = SHOWN if is_live and not is_changed else NO_CONSENT
            which = NO_TEXT if content_type in of_texts else of_page
            pages.setdefault(which, []).append(page)
        for which, label in labels.items():
            if which in pages:
                address = reverse("wagtailadmin_pages:edit", args=[pages[which][0]])
                yield DueItem(label, len(pages[which]), address)
