"""Pages that were published before somebody on them came into the school's list.

Nobody was asked about them then. They are not taken down without a word: the editors are told.
"""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from mentoring_pages.domain.publication import texts_of
from mentoring_pages.models import PublicationRefusal, School
from mentoring_pages.services.named_pages import kept_contents
from mentoring_pages.services.publication import named_past_duty, problems_of

NIGHT = 3
"""The hour of the school's clock in which the texts are read: nobody waits for an answer then."""


def is_time_to_read(*, school: School, now: datetime) -> bool:
    return now.astimezone(school.zone).hour == NIGHT


def note_pages_named_since(*, school: School, now: datetime) -> int:
    """Note the live pages that could not be published now because of whom their text names.

    What was noted before and is in order again is forgotten. Answers how many are noted.
    """
    naming = [
        page_id
        for page_id, content in kept_contents(school=school, with_drafts=False, with_acts=True)
        if named_past_duty(
            school=school,
            text="\n".join(texts_of(content)),
            labels=[content.get("slug") or ""],
            now=now,
        )
    ]
    noted = {}
    for page in Page.objects.live().filter(pk__in=naming).specific():
        problems = problems_of(page=page, school=school, now=now)
        if problems:
            noted[page.pk] = len(problems)
    _keep(school, noted)
    return len(noted)


@transaction.atomic
def _keep(school: School, noted: dict[int, int]) -> None:
    PublicationRefusal.objects.filter(
        page__path__startswith=school.site.root_page.path,
        page__live=True,
        page__has_unpublished_changes=False,
    ).exclude(page__in=noted).delete()
    for page_id, obstacles in noted.items():
        PublicationRefusal.objects.update_or_create(
            page_id=page_id, defaults={"obstacles": obstacles}
        )
