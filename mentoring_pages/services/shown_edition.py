"""Which edition of an act stands for it on a day."""

from datetime import date

from mentoring_pages.domain.timeline import COMING, IN_FORCE, REPEALED
from mentoring_pages.models import Edition
from mentoring_pages.services.timeline import Timeline

DRAFT = "draft"


def shown_edition(timeline: Timeline, day: date) -> tuple[str, Edition | None]:
    """The state of the act on ``day`` and what to show of it.

    What holds, else what held last, else what will hold first; ``None`` where nothing was approved
    and the page itself is all there is.
    """
    holding = timeline.on(day)
    if holding is not None:
        return IN_FORCE, holding
    begun = [span for span in timeline.spans if span.since <= day and not span.is_empty]
    if begun:
        return REPEALED, timeline.numbered(begun[-1].number)
    coming = [span for span in timeline.spans if not span.is_empty]
    if coming:
        return COMING, timeline.numbered(coming[0].number)
    return DRAFT, None
