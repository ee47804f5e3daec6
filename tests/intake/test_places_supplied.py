"""Every place a wording may leave open has a value when a family's paper is made of it."""

import pytest
from django.utils import timezone

from intake.domain.signing import DocumentKind, SignerRole
from intake.services.agreement_text import agreement_text
from intake.services.document import FULL_FORM
from intake.services.filling import filling_for
from intake.services.rule import signing_answer
from mentoring_pages.domain.wording import CATALOGUE as KINDS
from mentoring_pages.domain.wording import OWN, SIDES
from mentoring_pages.domain.wording_places import CATALOGUE, Moment
from tests.agreements import WORDINGS, an_agreement, school_with_agreements
from tests.families import invited_family

pytestmark = pytest.mark.django_db

READY = WORDINGS


def places_of(kind: str, variant: str) -> set[str]:
    before = [place for place in CATALOGUE if place.moment is Moment.BEFORE]
    return {place.key for place in before if place.known_for(kind, variant)}


@pytest.mark.parametrize("variant", ["representative", OWN])
def test_a_paper_about_a_person_has_a_value_for_every_place_of_its_kind(variant):
    family = invited_family(school_with_agreements(), years=16 if variant == OWN else 12)
    role = SignerRole.PARTICIPANT if variant == OWN else SignerRole.REPRESENTATIVE
    now = timezone.now()
    kinds = [kind.key for kind in KINDS if variant in kind.variants]
    assert len(kinds) == 6
    for kind in kinds:
        filling = filling_for(
            request=family,
            signer=family.participant if variant == OWN else family.guardian,
            role=role,
            answer=signing_answer(request=family, kind=DocumentKind.PROCESSING, now=now),
            choices={},
            with_details=kind == FULL_FORM,
            now=now,
        )
        assert places_of(kind, variant) - filling.values.keys() == set(), kind


def test_a_paper_of_two_sides_has_a_value_for_every_place_of_its_kind():
    text = agreement_text(agreement=an_agreement(school_with_agreements()), now=timezone.now())
    assert places_of("agreement", SIDES) - text.values.keys() == set()
