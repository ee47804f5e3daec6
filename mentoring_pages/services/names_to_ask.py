"""What only an editor can say about a page: whose a name is, what stands in a file."""

from datetime import datetime
from uuid import uuid4

from wagtail.models import Page

from mentoring_pages import ports
from mentoring_pages.domain.full_names import full_names_in
from mentoring_pages.domain.person_names import alone_in, names_in
from mentoring_pages.domain.publication import FULL_NAME, texts_of
from mentoring_pages.models import School
from mentoring_pages.services.page_files import documents_of, is_picture, text_of
from mentoring_pages.services.publication import NAMED_BY_DUTY, names_of_duty

MOST_NAMES = 20
"""So many strangers are asked about at once: a longer list is read by nobody."""


def given_names_to_ask_about(*, page: Page, school: School, now: datetime) -> list[str]:
    """Given names that stand in the text of ``page`` alone: only an editor knows whose they are.

    Acts name people by duty of office and are not asked about, nor are names of those whom the page
    says it names.
    """
    if isinstance(page, NAMED_BY_DUTY):
        return []
    text = _text(page)
    words = ports.given_names_alone(school=school, text=text)
    declared = [row.person_key for row in page.shown_people.all() if FULL_NAME in row.items]
    if not words or not declared:
        return words
    people = ports.publication_people(school=school, keys=declared, resources=(), now=now)
    theirs = alone_in(text, [person.short_name.split(" ")[0] for person in people])
    return [word for word in words if word not in theirs]


def strangers_to_ask_about(*, page: Page, school: School) -> list[str]:
    """Full names in the text of ``page`` that belong to nobody whom the school knows.

    A guest, a winner from another school: without a consent they may be shown no more than a pupil.
    A writer or a hero may be among them; only an editor knows.
    """
    if isinstance(page, NAMED_BY_DUTY):
        return []
    known = [
        (uuid4(), family, given)
        for family, given, *_rest in (f"{name}  ".split(" ") for name in names_of_duty(school))
    ]
    return [
        name
        for name in full_names_in(_text(page))[:MOST_NAMES]
        if not names_in(name, known) and not ports.people_named(school=school, text=name)
    ]


def files_to_read(*, page: Page) -> list[str]:
    """Titles of the files ``page`` offers whose text no program reads: scans, tables, archives."""
    if isinstance(page, NAMED_BY_DUTY):
        return []
    return [file.title for file in documents_of(page) if not is_picture(file) and not text_of(file)]


def _text(page: Page) -> str:
    return "\n".join(texts_of(page.serializable_data()))
