"""A parent recorded twice: seen by staff, made one without touching a signature, or told apart."""

import pytest
from django.utils import timezone

from intake.domain.likeness import NotJoined
from intake.models import Document, IntakeRequest, JournalEntry, Person, SamePersonAnswer
from intake.services.likeness import (
    JoinRefused,
    join_people,
    lookalikes,
    maybe_recorded_twice,
)
from intake.services.people import current_contact
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    invited_family,
    letters_to,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff
from tests.verified import verify_rows

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
OLD = "staraya@example.org"


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def first(school):
    """Her first child: invited, and the mother has signed."""
    request = invited_family(school, years=13)
    Family(link_to(PARENT)).sign(PARENT, publish="no")
    return request


@pytest.fixture
def second(school, first):
    """The other child, with the same mother typed in anew at an address she no longer reads: the
    link was opened and the paper read, and nothing signed."""
    request = invited_family(school, years=12, given_name="Мария", guardian_contact=OLD)
    family = Family(link_to(OLD))
    family.get("go")
    family.post("who-signs")
    family.post("policy")
    return request


def join(kept, other, curator):
    return join_people(kept=kept, other=other, by=curator, now=timezone.now())


def test_the_card_that_signed_stays_and_both_children_are_on_it(first, second, curator):
    mother, twice = first.guardian, second.guardian
    assert {one.pk for one in maybe_recorded_twice(Person.objects.all())} == {mother.pk, twice.pk}
    signed = list(Document.objects.filter(state="signed").values_list("key", "shown_digest"))

    joined = join(mother, twice, curator)

    assert joined.wards == [second.participant]
    assert (joined.to_invite, joined.letters) == ([], 1)
    second.refresh_from_db()
    assert second.guardian == mother
    authority = mother.wards_of.get(ward=second.participant)
    assert authority.checked_by_key == f"user:{curator.pk}"
    assert current_contact(person=twice) is None
    assert "заменён" in letters_to(OLD)[-1].subject
    assert list(Document.objects.filter(state="signed").values_list("key", "shown_digest")) == (
        signed
    )
    assert Document.objects.filter(state="void").count() == 1, "she had read it and not signed"
    assert not maybe_recorded_twice(Person.objects.all()).exists()
    assert verify_rows()[0] == 0

    family = Family(link_to(PARENT))
    family.sign(PARENT, publish="no")
    paper = Document.objects.get(participant=second.participant, state="signed")
    assert paper.parties.get().person == mother
    assert verify_rows()[0] == 0


def test_signatures_are_never_moved(first, second, curator):
    with pytest.raises(JoinRefused) as refused:
        join(second.guardian, first.guardian, curator)
    assert refused.value.why is NotJoined.OTHER_SIGNED
    Family(link_to(OLD)).sign(OLD, publish="no")
    with pytest.raises(JoinRefused) as refused:
        join(first.guardian, second.guardian, curator)
    assert refused.value.why is NotJoined.BOTH_SIGNED
    assert not SamePersonAnswer.objects.exists()


def test_the_register_shows_them_and_staff_answer_on_the_card(first, second, curator, client):
    mother, twice = first.guardian, second.guardian
    client.force_login(curator)
    address = f"/cms/nastavnik/people/{mother.key}/same/"
    first_page = client.get("/cms/").content.decode()
    assert "Возможно, один человек записан дважды" in first_page
    register = client.get("/cms/intake/person/?twice=maybe").content.decode()
    assert register.count("Ветрова Анна Сергеевна") >= 2
    card = client.get(f"/cms/intake/person/inspect/{mother.pk}/").content.decode()
    assert "совпадает только имя" in card
    assert address in card
    answer = client.post(address, {"other": str(twice.key), "answer": "two"}, follow=True)
    page = answer.content.decode()
    assert "Записано: это разные люди." in page
    assert address not in page
    entry = JournalEntry.objects.get(kind="same_person_answered")
    assert entry.facts == {"other": str(twice.key), "is_one": False}
    assert lookalikes(mother) == []
    assert "Об этом уже ответили" in client.get(address).content.decode()
    assert IntakeRequest.objects.get(pk=second.pk).guardian == twice
