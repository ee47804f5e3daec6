"""What a refusal says, for a bundle of evidence: the same as its paper, for machine and index."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from intake.models import Document
from intake.models.document import PARTY_ROLES
from intake.paper_labels import TOLD_WAYS
from intake.services.privacy import names_of_staff
from intake.services.refusal_text import entry_of, refused_document


def refusal_facts(document: Document, *, is_whole: bool) -> dict[str, Any]:
    """Who, of what, when, how. Another reader than the person itself gets name, role and time."""
    party = document.parties.select_related("person").get()
    declined, entry = refused_document(document), entry_of(document)
    said: dict[str, Any] = {
        "name": party.person.full_name,
        "role": party.role,
        "at": document.made_at.isoformat(),
        "document": str(declined.key),
        "number": declined.number,
        "title": declined.wording["title"],
        "shown_sha256": declined.shown_digest,
        "is_taken_back": document.state == "taken_back",
    }
    end = document.later_acts.filter(kind="refusal_end").first()
    if end is not None:
        said["taken_back_by"] = end.number
    if not is_whole:
        return said
    said["how"] = entry.facts.get("how", "own_page")
    if "how" in entry.facts:
        said["told_on"] = entry.facts["told_on"]
        said["recorded_by"] = names_of_staff([entry.actor_key]).get(entry.actor_key, "")
    return said


def refusal_lines(said: Mapping[str, Any], at: str) -> Iterator[tuple[str, str]]:
    """Lines of the readable index; ``at`` is the moment in words."""
    yield _("Кто"), said["name"] or _("сведения удалены")
    yield _("Роль"), str(PARTY_ROLES.get(said["role"], said["role"]))
    yield _("Когда"), at
    yield _("О каком документе"), f"{said['title']} № {said['number']}"
    yield _("SHA-256 этого документа"), said["shown_sha256"]
    if said.get("taken_back_by"):
        yield _("Взят назад"), f"№ {said['taken_back_by']}"
    if "how" in said:
        told = TOLD_WAYS.get(said["how"])
        yield _("Как"), str(told) if told else _("на своей странице по личной ссылке")
    if said.get("told_on"):
        yield _("День, когда сказано"), said["told_on"]
        yield _("Кто записал"), said["recorded_by"]
    yield _("Код"), _("не запрашивали: для отказа он не нужен")
