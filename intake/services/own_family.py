"""Whether a paper belongs to the family of the member of staff who holds it.

Accounts and people are not joined to each other, so the person is asked. An account with the
signer's own address or name answers for itself, whatever was said.
"""

from collections.abc import Iterable
from typing import Any

from intake import vault
from intake.domain.contacts import normalise_email
from intake.models import Contact, Document, Person


def people_of(document: Document) -> list[Person]:
    """Whom the paper is about, who signs it, for whom, and who signed what it withdraws."""
    people = [document.participant]
    parties = list(document.parties.select_related("person", "for_person"))
    if document.kind == "withdrawal" and document.points_to is not None:
        parties += document.points_to.parties.select_related("person", "for_person")
    for party in parties:
        people += [party.person, *([party.for_person] if party.for_person else [])]
    return people


def is_one_of(user: Any, people: Iterable[Person]) -> bool:
    """Whether the account has the address or the name of one of ``people``."""
    return bool(of_the_account(user, people))


def of_the_account(user: Any, people: Iterable[Person]) -> list[Person]:
    """Those of ``people`` who have the name or the address of the account. At most one query."""
    people = list(people)
    address = getattr(user, "email", "")
    found: set[int] = set()
    if address and people:
        found = set(
            Contact.objects.filter(
                person__in=people,
                blind_index=vault.blind_index(normalise_email(address)),
                replaced_at__isnull=True,
            ).values_list("person_id", flat=True)
        )
    return [person for person in people if person.pk in found or _has_name_of(user, person)]


def _has_name_of(user: Any, person: Person) -> bool:
    family, given = getattr(user, "last_name", ""), getattr(user, "first_name", "")
    if not family or not given:
        return False
    said = {_folded(word) for word in f"{family} {given}".split()}
    return {_folded(person.family_name), _folded(person.given_name)} <= said


def _folded(word: str) -> str:
    return word.strip().casefold().replace("ё", "е")
