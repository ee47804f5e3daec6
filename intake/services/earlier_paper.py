"""Consents signed on paper before this program: kept as found, to be signed anew in due time.

Nothing here says that such a consent is void. Whether it holds is a question of its own words,
which this program did not make; what staff are shown is «пересобрать» until the family has
answered to the present wording.
"""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from intake import vault
from intake.models import Document, EarlierPaper, Person
from intake.services.due import ANSWERS
from intake.services.tally import Counted
from mentoring_pages.services.membership import reach


def to_collect_anew(papers: QuerySet[EarlierPaper]) -> QuerySet[EarlierPaper]:
    """Those of ``papers`` whose person has not answered to a paper of the same kind here."""
    answered = Document.objects.filter(
        participant=OuterRef("person"), kind=OuterRef("kind"), state__in=ANSWERS
    )
    return papers.filter(~Exists(answered), person__erased_at__isnull=True)


def people_to_ask_anew(people: QuerySet[Person]) -> QuerySet[Person]:
    """Those of ``people`` with an earlier paper that is to be collected anew."""
    waiting = to_collect_anew(EarlierPaper.objects.filter(person=OuterRef("pk")))
    return people.filter(Exists(waiting))


def rows_to_collect_anew(*, user: Any) -> Counted:
    """People of the user's schools, for the list of what is due."""
    found = reach(user=user, permission="intake.change_person")
    return Counted(people_to_ask_anew(Person.objects.filter(found.rows(school_path="school"))))


def place_of(paper: EarlierPaper) -> str:
    """Where the sheet lies. Raises ``vault.KeyDestroyed`` after the person was erased."""
    return vault.decrypt_text(paper.person.data_key.wrapped, paper.kept_where_encrypted)
