"""How steadily the school tells about its programme: the roadmap's stage of information support."""

from datetime import date

from mentoring_pages.domain.media_plan import WEEKLY, weeks_with_news
from mentoring_pages.models import School
from mentoring_pages.services.calendar import news_clock, year_of
from mentoring_pages.services.news import news_days
from mentoring_pages.services.school_breaks import as_breaks, recorded_breaks


def information_progress(*, school: School, day: date) -> tuple[int, int]:
    """(Weeks with news, weeks) of the school year of ``day``, as often as the act in force asks.

    The year is the school's own; after its last day, and in its holidays, no week is asked for.
    """
    since, ends = year_of(school=school).begun_by(day)
    clock = news_clock(school=school, day=day)
    duty = clock.cited.duty if clock and clock.cited else None
    return weeks_with_news(
        news_days(school=school),
        since=since,
        day=min(day, ends),
        rule=duty.rule if duty else WEEKLY,
        times=duty.times if duty else 1,
        breaks=as_breaks(recorded_breaks(school=school)),
    )
