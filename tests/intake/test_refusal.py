"""A no to a consent: whose counts, and how staff record one that was told to the school."""

from datetime import timedelta

import pytest
from django.utils import timezone

from intake.domain.papers import StandingState
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import Document, JournalEntry
from intake.services.document import prepare
from intake.services.paper import PaperRefused
from intake.services.refusal import Told, decline, undo_decline
from intake.services.standing import standing
from intake.services.told_refusal import (
    record_change_of_mind,
    record_refusal,
    record_refusal_of_asked,
)
from tests.families import SIGNED_HERE, invited_family, school_that_may_sign
from tests.schools import make_staff

READY = SIGNED_HERE


@pytest.fixture
def school(db):
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def family(school):
    return invited_family(school, years=13, guardian_contact="", given_name="Пётр")


@pytest.fixture
def paper(family):
    return prepare(
        request=family,
        kind=DocumentKind.PROCESSING,
        role=SignerRole.REPRESENTATIVE,
        now=timezone.now(),
    )


def told_to(curator, **changes):
    return Told(**{"by": curator, "how": "word", "told_on": timezone.localdate(), **changes})


def state_of(family, kind=DocumentKind.PROCESSING):
    return standing(participant=family.participant, kind=kind, now=timezone.now()).state


def test_nobody_says_no_for_whom_the_paper_asks(family, paper):
    now = timezone.now()
    assert not decline(document=paper, signer=family.participant, now=now)
    assert decline(document=paper, signer=family.guardian, now=now)
    assert not undo_decline(document=paper, signer=family.participant, now=now)
    assert undo_decline(document=paper, signer=family.guardian, now=now)


def test_a_representative_whose_authority_ended_says_no_to_nothing(family, paper):
    ended = timezone.localdate() - timedelta(days=1)
    family.participant.guardians_of.update(ended_on=ended)
    assert not decline(document=paper, signer=family.guardian, now=timezone.now())


def test_a_no_told_by_word_is_the_same_no_with_the_employee_in_the_journal(family, paper, curator):
    record_refusal(
        document=paper, signer=family.guardian, told=told_to(curator), now=timezone.now()
    )
    assert state_of(family) is StandingState.DECLINED
    entry = JournalEntry.objects.get(kind="declined")
    assert entry.actor_key == f"user:{curator.pk}"
    assert entry.facts == {
        "role": "representative",
        "person": str(family.guardian.key),
        "how": "word",
        "told_on": timezone.localdate().isoformat(),
        "paper": str(Document.objects.get(kind="refusal").key),
    }


def test_a_no_to_publication_is_recorded_where_no_paper_was_made_yet(family, curator):
    record_refusal_of_asked(
        participant=family.participant,
        name="publication-representative",
        told=told_to(curator),
        now=timezone.now(),
    )
    refused = Document.objects.get(kind="publication")
    assert (refused.state, refused.choices) == ("declined", {})
    assert state_of(family, DocumentKind.PUBLICATION) is StandingState.DECLINED


def test_a_day_to_come_and_the_own_family_are_refused(family, paper, curator):
    later = told_to(curator, told_on=timezone.localdate() + timedelta(days=2))
    relative = make_staff("mama", curator=paper.school)
    relative.last_name, relative.first_name = "Ветрова", "Анна"
    for told in (later, told_to(relative)):
        with pytest.raises(PaperRefused):
            record_refusal(document=paper, signer=family.guardian, told=told, now=timezone.now())
    paper.refresh_from_db()
    assert paper.state == "prepared"


def test_staff_record_a_refusal_and_its_end_in_the_admin(family, paper, curator, client):
    client.force_login(curator)
    page = f"/cms/nastavnik/people/{family.participant.key}/refusal/"
    shown = client.get(page).content.decode()
    assert "Согласие на распространение персональных данных" in shown
    answers = {"how": "paper", "told_on": timezone.localdate().isoformat()}
    client.post(page, {"paper": "processing-representative", **answers})
    paper.refresh_from_db()
    assert paper.state == "declined"
    card = client.get(f"/cms/intake/document/inspect/{paper.pk}/").content.decode()
    assert "на бумаге" in card
    assert "kurator" in card
    mind = f"/cms/nastavnik/documents/{paper.key}/mind/"
    assert mind in card
    client.post(mind, answers)
    paper.refresh_from_db()
    assert paper.state == "void"
    assert JournalEntry.objects.get(kind="decline_undone").actor_key == f"user:{curator.pk}"
    with pytest.raises(PaperRefused):
        record_change_of_mind(document=paper, told=told_to(curator), now=timezone.now())
