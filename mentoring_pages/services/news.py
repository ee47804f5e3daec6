"""News and the media plan of a school: what was published, what is due, the text for the group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from mentoring_pages.domain import media_plan
from mentoring_pages.domain.group_text import group_post, plain
from mentoring_pages.models import NewsPage, PlannedEvent, School
from mentoring_pages.models.news import NEWS_KINDS
from mentoring_pages.services.asked_once import asked_once
from mentoring_pages.services.release_rules import release_rules


@dataclass(frozen=True, slots=True)
class PlanRow:
    """An event of the media plan on a day: where it is, what is still to be written."""

    event: PlannedEvent
    state: media_plan.EventState
    duties: tuple[media_plan.Duty, ...]
    day: date

    @property
    def is_late(self) -> bool:
        return any(duty.is_late_on(self.day) for duty in self.duties)


def news_of(*, school: School) -> QuerySet[NewsPage]:
    """The published news of the school, newest first."""
    found: QuerySet[NewsPage] = (
        NewsPage.objects.descendant_of(school.site.root_page)
        .live()
        .public()
        .order_by("-first_published_at", "-pk")
    )
    return found


@asked_once
def last_news_on(*, school: School) -> date | None:
    """The school's day on which its latest news was published; ``None`` when there is none."""
    published = news_of(school=school).values_list("first_published_at", flat=True).first()
    return published.astimezone(school.zone).date() if published else None


def plan_of(*, school: School, day: date, since: date | None = None) -> list[PlanRow]:
    """The events of the plan from ``since`` on, with what is to be written on ``day``."""
    terms = release_rules(school=school, day=day).terms
    events = school.events.all()
    if since is not None:
        events = events.filter(held_on__gte=since)
    published: dict[int, set[str]] = {}
    kinds = NewsPage.objects.live().filter(event__in=events).values_list("event_id", "kind")
    for event_id, kind in kinds:
        published.setdefault(event_id, set()).add(kind)
    rows = []
    for event in events:
        done = published.get(event.pk, set())
        rows.append(
            PlanRow(
                event=event,
                state=media_plan.state_of(event.held_on, done, day=day, cancelled=event.cancelled),
                duties=tuple(
                    media_plan.open_duties(
                        event.held_on, done, day=day, cancelled=event.cancelled, terms=terms
                    )
                ),
                day=day,
            )
        )
    return rows


def news_days(*, school: School) -> list[date]:
    """The school's days on which its news was first published."""
    published = news_of(school=school).values_list("first_published_at", flat=True)
    return [moment.astimezone(school.zone).date() for moment in published if moment]


def advice_on(*, page: NewsPage, school: School, now: datetime) -> list[str]:
    """What the plan says against the news as it is: too short for its kind, on a wrong day."""
    said = []
    kind = str(NEWS_KINDS.get(page.kind, page.kind))
    rules = release_rules(school=school, day=now.astimezone(school.zone).date())
    because = f" ({rules.cited})" if rules.cited else ""
    short = media_plan.length_problem(page.kind, plain(page.body), terms=rules.terms)
    if short:
        said.append(
            _(
                "Для вида «%(kind)s» нужно больше %(least)d знаков%(because)s, сейчас %(now)d. "
                "Допишите или выберите другой вид."
            )
            % {
                "kind": kind,
                "least": short.longer_than,
                "now": short.characters,
                "because": because,
            }
        )
    if page.event is None:
        if page.kind in (media_plan.PRESS, media_plan.POST):
            said.append(
                _("Выберите событие медиаплана: по нему считается срок («%(kind)s»).")
                % {"kind": kind}
            )
        return said
    moment = page.first_published_at or page.go_live_at or now
    day = moment.astimezone(school.zone).date()
    timing = media_plan.timing_problem(page.kind, page.event.held_on, day=day, terms=rules.terms)
    if timing:
        said.append(
            _("«%(kind)s» выходит с %(since)s по %(by)s%(because)s, а эта новость – %(day)s.")
            % {
                "because": because,
                "kind": kind,
                "since": f"{timing.since:%d.%m.%Y}",
                "by": f"{timing.by:%d.%m.%Y}",
                "day": f"{day:%d.%m.%Y}",
            }
        )
    return said


def text_for_group(*, page: NewsPage, school: School) -> str:
    """The news as plain text with hashtags and its address, to be copied into the group."""
    path = page.get_url() or ""
    link = path if path.startswith("http") else f"{school.base_url}{path}"
    return group_post(
        title=page.title, summary=page.summary, body=page.body, tags=page.hashtags, link=link
    )


def late_or_open(rows: Iterable[PlanRow]) -> list[PlanRow]:
    """Events about which something is to be written today or was to be written before."""
    return [row for row in rows if row.duties]
