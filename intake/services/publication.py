"""Whether something about a person may be published now: asked of the papers each time."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from intake.domain.signing import DocumentKind
from intake.models import Document, Person
from intake.services.standing import standing


def publication_refusal(*, person_key: UUID, item: str, now: datetime) -> str:
    """Why ``item`` about the person may not be published; empty when it may.

    The consent must be in force as a whole, and every signed paper of it must say yes to the item:
    at 14–17 the representative and the participant decide each for themselves.
    """
    person = Person.objects.filter(key=person_key, erased_at__isnull=True).first()
    if person is None:
        return _("Такого человека нет.")
    if not standing(participant=person, kind=DocumentKind.PUBLICATION, now=now).is_in_force:
        return _("Согласия на публикацию нет или оно не действует.")
    papers = Document.objects.filter(
        participant=person, kind=DocumentKind.PUBLICATION.value, state="signed"
    )
    if not all(paper.choices.get(item) is True for paper in papers):
        return _("Публиковать именно это не разрешили.")
    return ""
