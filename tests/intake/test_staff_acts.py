"""What staff do about families: check, refuse, invite, send again, paper, exceptions."""

import pytest
from django.utils import timezone

from intake.models import (
    AccessRecord,
    IntakeRequest,
    JournalEntry,
    OutboundMessage,
    Person,
    Signature,
    SigningAllowance,
)
from intake.services.document import keep_copy
from intake.services.people import contact_value, current_contact
from tests.rows import a_family, a_paper, a_person, a_waiting_request
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def curator(school, client):
    user = make_staff("curator", curator=school)
    client.force_login(user)
    return user


@pytest.fixture
def waiting(school):
    return a_waiting_request(school)


def act(client, address, **fields):
    return client.post(f"/cms/nastavnik/{address}/", fields)


def text(answer):
    return answer.content.decode()


def journalled():
    return list(JournalEntry.objects.order_by("sequence").values_list("kind", flat=True))


def test_checking_says_who_how_and_that_the_contact_is_theirs(client, curator, waiting):
    page = text(client.get(f"/cms/nastavnik/requests/{waiting.key}/check/"))
    assert current_contact(person=waiting.guardian) is not None
    assert f"maria{waiting.participant.pk}@example.org" in page

    act(
        client,
        f"requests/{waiting.key}/check",
        identified_how="passport",
        contact_is_theirs="on",
    )
    waiting.refresh_from_db()
    assert (waiting.state, waiting.checked_by, waiting.identified_how) == (
        "checked",
        curator,
        "passport",
    )
    assert current_contact(person=waiting.guardian).confirmed_at
    assert journalled() == ["request_checked"]


def test_a_contact_that_is_not_theirs_cannot_be_checked(client, curator, waiting):
    answer = act(client, f"requests/{waiting.key}/check", identified_how="passport")
    waiting.refresh_from_db()

    assert "Без этого заявку принять нельзя" in text(answer)
    assert waiting.state == "awaiting_check"


def test_without_saying_how_nothing_is_checked(client, curator, waiting):
    answer = act(client, f"requests/{waiting.key}/check", contact_is_theirs="on")
    waiting.refresh_from_db()

    assert "Выберите, как вы установили личность" in text(answer)
    assert waiting.state == "awaiting_check"


def test_looking_at_the_page_checks_nothing_and_is_recorded(client, curator, waiting):
    client.get(f"/cms/nastavnik/requests/{waiting.key}/check/")
    waiting.refresh_from_db()

    assert waiting.state == "awaiting_check"
    assert AccessRecord.objects.get().subject_key == str(waiting.key)


def test_a_second_press_says_that_it_was_done(client, curator, waiting):
    fields = {"identified_how": "passport", "contact_is_theirs": "on"}
    act(client, f"requests/{waiting.key}/check", **fields)
    answer = client.post(f"/cms/nastavnik/requests/{waiting.key}/check/", fields, follow=True)

    assert "уже не ждёт сверки" in text(answer)
    assert journalled() == ["request_checked"]


def test_refusing_needs_a_reason_and_keeps_it(client, curator, waiting):
    answer = act(client, f"requests/{waiting.key}/refuse", reason="")
    assert "Напишите причину" in text(answer)

    act(client, f"requests/{waiting.key}/refuse", reason="Такого ученика в школе нет.")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.refusal_reason) == ("refused", "Такого ученика в школе нет.")


def test_a_link_is_sent_again_to_the_contact_on_file_and_never_shown(client, curator, waiting):
    answer = client.post(f"/cms/nastavnik/requests/{waiting.key}/link/", {}, follow=True)

    assert OutboundMessage.objects.filter(person=waiting.guardian, kind="invitation").exists()
    assert "поставлена в очередь" in text(answer)
    assert "/intake/" not in text(answer).replace("/cms/intake/", "")
    assert "link_sent" in journalled()


def test_without_any_contact_staff_are_sent_to_paper(client, curator, waiting):
    for person in (waiting.participant, waiting.guardian):
        person.contacts.all().update(replaced_at=timezone.now())
    answer = client.post(f"/cms/nastavnik/requests/{waiting.key}/link/", {}, follow=True)

    assert "примите его на бумаге" in text(answer)
    assert not OutboundMessage.objects.exists()


FAMILY = {
    "family_name": "Ёлкина",
    "given_name": "Ольга",
    "patronymic": "",
    "birth_date": "2014-02-28",
    "school_class": "6Б",
    "participant_contact": "",
    "guardian_family_name": "Ёлкин",
    "guardian_given_name": "Пётр",
    "guardian_patronymic": "Ильич",
    "guardian_kind": "parent",
    "guardian_contact": "petr@example.org",
}


def invite(client, **changes):
    return act(client, "invite", **(FAMILY | changes))


def test_a_family_is_added_and_invited_in_one_go(client, curator, school):
    answer = invite(client)
    request = IntakeRequest.objects.get()

    assert answer.url == f"/cms/intake/intakerequest/inspect/{request.pk}/"
    assert (request.state, request.origin, request.school) == ("checked", "invited", school)
    assert request.guardian.full_name == "Ёлкин Пётр Ильич"
    assert request.guardian.wards_of.get().checked_by_key == f"user:{curator.pk}"
    assert OutboundMessage.objects.get().person == request.guardian


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param(
            {"guardian_family_name": "", "guardian_given_name": ""},
            "Участнику нет 18 лет",
            id="no guardian",
        ),
        pytest.param(
            {
                "guardian_family_name": "Ёлкина",
                "guardian_given_name": "Ольга",
                "guardian_patronymic": "",
            },
            "один и тот же человек",
            id="the guardian is the child",
        ),
        pytest.param({"birth_date": "2999-01-01"}, "не может быть в будущем", id="future"),
        pytest.param({"birth_date": "2014-02-30"}, "Такой даты нет", id="impossible"),
        pytest.param({"birth_date": "1814-02-28"}, "Проверьте год", id="too old"),
        pytest.param({"birth_date": ""}, "Укажите дату", id="missing"),
        pytest.param({"guardian_given_name": ""}, "и фамилию, и имя", id="half a guardian"),
        pytest.param(
            {"guardian_contact": "не почта"}, "В адресе что-то не так", id="not an address"
        ),
    ],
)
def test_what_cannot_be_is_refused_with_words_and_nothing_is_lost(
    client, curator, school, changes, words
):
    answer = invite(client, **changes)

    assert words in text(answer)
    assert 'value="6Б"' in text(answer)
    assert not Person.objects.exists()


def test_somebody_who_is_on_the_list_is_not_added_twice(client, curator, school):
    invite(client)
    answer = invite(client)

    assert "уже есть в списке" in text(answer)
    assert IntakeRequest.objects.count() == 1


def test_an_adult_is_invited_without_a_guardian(client, curator, school):
    invite(
        client,
        birth_date="2001-02-28",
        guardian_family_name="",
        guardian_given_name="",
        participant_contact="olga@example.org",
    )
    request = IntakeRequest.objects.get()

    assert request.guardian is None
    assert OutboundMessage.objects.get().person == request.participant


def test_a_curator_cannot_add_to_another_school(client, curator, school):
    second = make_school("second")
    invite(client, school=second.pk)

    assert Person.objects.filter(school=second).count() == 0
    assert Person.objects.filter(school=school).count() == 2


def test_whoever_is_on_the_list_is_invited_with_the_guardian_on_file(client, curator, school):
    child, mother = a_family(school)
    act(client, f"people/{child.key}/invite")

    request = IntakeRequest.objects.get()
    assert (request.participant, request.guardian) == (child, mother)


def test_a_second_press_invites_nobody_twice(client, curator, school):
    child, _mother = a_family(school)
    act(client, f"people/{child.key}/invite")
    again = act(client, f"people/{child.key}/invite")

    assert "Приглашение уже отправлено" in text(again)
    assert IntakeRequest.objects.count() == 1


def test_a_child_without_a_guardian_on_file_is_not_invited(client, curator, school):
    child = a_person(school)
    answer = act(client, f"people/{child.key}/invite")

    assert "законный представитель не записан" in text(answer)
    assert not IntakeRequest.objects.exists()


GUARDIAN = {
    "family_name": "Соловьёв",
    "given_name": "Илья",
    "patronymic": "",
    "kind": "parent",
    "contact": "ilya@example.org",
    "proof_seen": "on",
}


def test_a_guardian_is_recorded_by_whoever_saw_the_proof(client, curator, school):
    child = a_person(school)
    unseen = act(client, f"people/{child.key}/guardian", **(GUARDIAN | {"proof_seen": ""}))
    assert "записать представителя нельзя" in text(unseen)

    act(client, f"people/{child.key}/guardian", **GUARDIAN)
    guardianship = child.guardians_of.get()
    assert guardianship.guardian.full_name == "Соловьёв Илья"
    assert guardianship.checked_by_key == f"user:{curator.pk}"
    act(client, f"people/{child.key}/invite")
    assert OutboundMessage.objects.get().person == guardianship.guardian


def test_a_guardian_who_is_the_child_is_refused(client, curator, school):
    child = a_person(school)
    same = {"family_name": "Соловьева", "given_name": "анна"}
    answer = act(client, f"people/{child.key}/guardian", **(GUARDIAN | same))

    assert "один и тот же человек" in text(answer)
    assert not child.guardians_of.exists()


def test_a_new_contact_closes_the_links_sent_to_the_old_one(client, curator, waiting):
    act(client, f"requests/{waiting.key}/link")
    assert waiting.links.filter(person=waiting.guardian, revoked_at__isnull=True).exists()

    act(
        client,
        f"people/{waiting.guardian.key}/contact",
        contact="New@Example.org",
        is_theirs="on",
    )
    assert not waiting.links.filter(person=waiting.guardian, revoked_at__isnull=True).exists()
    assert contact_value(current_contact(person=waiting.guardian)) == "new@example.org"
    assert journalled()[-1] == "contact_changed"


def test_a_shared_contact_is_allowed_by_name_with_a_reason(client, curator, school):
    child, _mother = a_family(school)
    act(client, f"people/{child.key}/shared-contact", reason="Одна почта на семью.")

    allowance = SigningAllowance.objects.get()
    assert (allowance.person, allowance.allowed_by) == (child, curator)
    assert journalled() == ["allowance_recorded"]

    act(client, f"allowances/{allowance.pk}/end")
    allowance.refresh_from_db()
    assert allowance.ended_at
    assert journalled() == ["allowance_recorded", "allowance_ended"]


def test_paper_is_recorded_by_whoever_saw_it(client, curator, waiting):
    paper = a_paper(waiting)
    fields = {"signed_on": "2026-09-07", "kept_where": "Личное дело", "seen": "on"}
    unseen = act(client, f"documents/{paper.key}/paper", **(fields | {"seen": ""}))
    assert "Записать можно только бумагу" in text(unseen)
    early = act(client, f"documents/{paper.key}/paper", **(fields | {"signed_on": "2026-09-01"}))
    assert "раньше, чем документ напечатан" in text(early)

    act(client, f"documents/{paper.key}/paper", **fields)
    paper.refresh_from_db()
    assert paper.state == "signed"
    assert Signature.objects.get().method == "paper"
    assert JournalEntry.objects.get(kind="signed").actor_key == f"user:{curator.pk}"


def test_a_paper_is_opened_as_pdf_recorded_and_kept_by_no_cache(client, curator, waiting):
    paper = a_paper(waiting)
    for kind in ("shown", "signed"):
        keep_copy(
            document=paper,
            holder=waiting.guardian,
            kind=kind,
            data=f"%PDF {kind}".encode(),
            now=timezone.now(),
        )
    answer = client.get(f"/cms/nastavnik/documents/{paper.key}/pdf/")

    assert answer.content == b"%PDF signed"
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    record = AccessRecord.objects.get(action="document.pdf")
    assert (record.subject_key, record.user_key) == (str(paper.key), f"user:{curator.pk}")


def test_an_erased_persons_paper_is_gone(client, curator, waiting):
    paper = a_paper(waiting)
    keep_copy(
        document=paper, holder=waiting.guardian, kind="shown", data=b"%PDF", now=timezone.now()
    )
    waiting.guardian.data_key.wrapped = None
    waiting.guardian.data_key.save()

    assert client.get(f"/cms/nastavnik/documents/{paper.key}/pdf/").status_code == 404
