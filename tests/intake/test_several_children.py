"""One parent signs for several children in one sitting; twins never mix."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from intake.models import Document, IntakeRequest, OutboundMessage, PersonalLink, Signature
from intake.services.family_sitting import other_requests, write_to_families
from intake.services.invite_many import invite_many
from intake.services.people import Name, add_person, set_guardian
from tests.families import (
    PARENT,
    SIGNED_HERE,
    Family,
    code_to,
    give_contact,
    invited_family,
    letters_to,
    link_to,
    run_tasks,
    school_that_may_sign,
    twin_of,
)

READY = SIGNED_HERE


@pytest.fixture
def school(db):
    return school_that_may_sign()


def signed(request):
    return list(
        Document.objects.filter(participant=request.participant, state="signed").values_list(
            "kind", flat=True
        )
    )


def test_after_one_twin_the_other_is_offered_and_each_paper_has_its_own_code(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    mother = Family(link)
    mother.sign(PARENT, publish="no")
    assert mother.path == "done"
    assert "Теперь — Ветрова Мария Ильинична: осталось 1" in mother.text
    code_of_petya = code_to(PARENT)
    mother.post("next-child", child=str(masha.key))
    assert mother.path == "who-signs"
    assert "Мария" in mother.text
    mother.come_to_the_code(publish="no")
    mother.enter(code_of_petya)
    assert mother.path == "code"
    assert signed(masha) == []
    mother.enter(code_to(PARENT))
    assert mother.path == "done"
    assert "Теперь —" not in mother.text
    assert signed(petya) == signed(masha) == ["processing"]
    keys = set(Signature.objects.values_list("document_key", flat=True))
    assert len(keys) == 2


def test_a_link_alone_names_no_brother_or_sister(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    run_tasks()
    mail.outbox.clear()
    stranger = Family(link)
    stranger.get("go")
    stranger.post("who-signs")
    stranger.post("policy")
    stranger.post("consent", decision="decline", shown_digest=stranger.digest)
    assert stranger.path == "declined"
    assert "Мария" not in stranger.text
    stranger.post("next-child", child=str(masha.key))
    assert "Ссылка отправлена" in stranger.text
    assert "Мария" not in stranger.text
    letter = letters_to(PARENT)[-1]
    assert "/intake/l/" in letter.body
    stranger.get("status")
    assert str(petya.participant.full_name) in stranger.text


def test_proof_of_one_opened_link_does_not_outlive_another(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    again = link_to(PARENT)
    mother = Family(link)
    mother.sign(PARENT, publish="no")
    mother.client.get(again)
    mother.get("status")
    assert "Мария" in mother.text
    mother.client.get(link)
    mother.get("status")
    assert "Мария" not in mother.text
    assert signed(masha) == []


def test_only_own_children_who_wait_are_offered(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    stranger = invited_family(
        school, years=13, given_name="Олег", guardian_contact="drugaya@example.org"
    )
    assert other_requests(request=petya, person=petya.guardian) == [masha]
    assert other_requests(request=petya, person=petya.participant) == []
    mother = Family(link)
    mother.sign(PARENT, publish="no")
    assert (
        mother.client.post("/intake/next-child/", {"child": str(stranger.key)}).status_code == 404
    )
    IntakeRequest.objects.filter(pk=masha.pk).update(state="refused")
    mother.get("done")
    assert "Теперь —" not in mother.text


def test_going_on_uses_the_link_that_was_sent_so_its_codes_go_on_being_counted(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    mother = Family(link)
    mother.sign(PARENT, publish="no")
    before = set(PersonalLink.objects.values_list("pk", flat=True))
    mother.post("next-child", child=str(masha.key))
    assert mother.path == "who-signs"
    assert set(PersonalLink.objects.values_list("pk", flat=True)) == before


def test_where_the_link_of_the_next_child_is_gone_one_is_made_that_opens_nothing_else(school):
    petya = invited_family(school, years=13)
    link = link_to(PARENT)
    masha = twin_of(petya)
    mother = Family(link)
    mother.sign(PARENT, publish="no")
    masha.links.update(revoked_at=timezone.now())
    before = set(PersonalLink.objects.values_list("pk", flat=True))
    mother.post("next-child", child=str(masha.key))
    assert mother.path == "who-signs"
    made = PersonalLink.objects.exclude(pk__in=before).get()
    assert (made.request_id, made.person_id) == (masha.pk, petya.guardian_id)
    assert made.expires_at - made.made_at == timedelta(days=30)
    assert not OutboundMessage.objects.filter(kind="invitation", queued_at__gt=made.made_at)


def test_a_letter_about_several_children_says_so_once(school):
    petya = invited_family(school, years=13, guardian_contact="")
    masha = twin_of(petya, with_letter=False)
    give_contact(petya.guardian, PARENT)
    assert write_to_families(requests=[petya, masha], now=timezone.now()) == 1
    letters = letters_to(PARENT)
    assert len(letters) == 1
    assert letters[0].body.count("нескольких ваших детей: 2") == 1
    assert Family(link_to(PARENT)).path == "who-signs"


def test_inviting_many_writes_one_letter_to_a_mother_of_two(school):
    petya = invited_family(school, years=13)
    twin = add_person(
        school=school,
        name=Name("Ветрова", "Мария"),
        birth_date=petya.participant.birth_date,
        school_class="7А",
        checked=True,
        now=timezone.now(),
    )
    set_guardian(
        guardian=petya.guardian,
        ward=twin,
        kind="parent",
        checked_by_key="user:1",
        now=timezone.now(),
    )
    children = [petya.participant, twin]
    IntakeRequest.objects.all().delete()
    run_tasks()
    mail.outbox.clear()
    done = invite_many(people=children, by=None, now=timezone.now())
    assert (done.letters, done.papers, done.not_invited) == (2, 0, ())
    assert len(letters_to(PARENT)) == 1
    assert IntakeRequest.objects.count() == 2
