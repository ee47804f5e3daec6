"""Staff pages about representatives, states and the way of signing."""

from datetime import date

import pytest
from django.utils import timezone

from intake.domain.modes import Mode
from intake.models import GuardianObjection, LegalStatus, SignatureAgreement, SigningMode
from intake.services.modes import school_way
from intake.services.pep import has_joined
from mentoring_pages.services.wording import adopt_shipped_wordings
from tests.rows import a_family
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate
BASIS = {
    "basis_kind": "other",
    "basis_number": "7-р",
    "basis_issued_on": "2026-03-03",
    "basis_issued_by": "Орган опеки",
}


@pytest.fixture
def school():
    return make_school("first")


@pytest.fixture
def director(school, client):
    user = make_staff("director", director=school)
    client.force_login(user)
    return user


def act(client, address, **fields):
    return client.post(f"/cms/nastavnik/{address}/", fields, follow=True)


def text(answer):
    return answer.content.decode()


def test_a_guardian_is_checked_with_the_act_that_appoints_them(client, director, school):
    child, _mother = a_family(school)
    row = child.guardians_of.get()
    without = act(
        client,
        f"guardianships/{row.pk}/check",
        kind="guardian",
        identified_how="passport",
        basis_kind="guardianship_act",
    )
    assert "нужны реквизиты акта" in text(without)
    act(
        client,
        f"guardianships/{row.pk}/check",
        kind="guardian",
        identified_how="passport",
        valid_to="2030-01-01",
        **BASIS,
    )
    row.refresh_from_db()
    assert (row.kind, row.valid_to) == ("guardian", date(2030, 1, 1))
    assert row.checked_by_key == f"user:{director.pk}"
    assert BASIS["basis_issued_on"].encode() not in bytes(row.basis_encrypted)


def test_a_dispute_is_recorded_waits_for_the_director_and_ends_by_a_decision(
    client, director, school
):
    child, mother = a_family(school)
    act(client, f"people/{child.key}/objection", objector=mother.pk, words="Против фото")
    objection = GuardianObjection.objects.get()
    assert "нужно решение" in text(client.get("/cms/"))
    unnamed = act(client, f"objections/{objection.key}/lift", decision="order")
    assert "номер и дату решения" in text(unnamed)
    act(
        client,
        f"objections/{objection.key}/lift",
        decision="order",
        number="9",
        decided_on=TODAY().isoformat(),
    )
    objection.refresh_from_db()
    assert objection.lifted_by_key == f"user:{director.pk}"


def test_a_curator_records_an_objection_and_cannot_lift_it(client, school):
    client.force_login(make_staff("curator", curator=school))
    child, mother = a_family(school)
    act(client, f"people/{child.key}/objection", objector=mother.pk)
    objection = GuardianObjection.objects.get()
    assert client.get(f"/cms/nastavnik/objections/{objection.key}/lift/").status_code == 404


def test_the_director_sets_the_way_of_signing_and_history_stays(client, director, school):
    answers = {
        "from_day": TODAY().isoformat(),
        "order_number": "45-од",
        "order_date": "2026-01-15",
        "decided_by": "Директор Иванова А. П.",
        "joining": "first_code",
    }
    act(client, "signing-mode", mode="paper", **answers)
    assert school_way(school=school, day=TODAY()).mode is Mode.PAPER
    refused = act(client, "signing-mode", mode="electronic", **answers)
    assert "Сначала измените этот пункт" in text(refused)
    act(client, "signing-mode", mode="consents_by_code", **answers)
    assert SigningMode.objects.count() == 2
    assert school_way(school=school, day=TODAY()).mode is Mode.CONSENTS_BY_CODE
    assert "45-од" in text(client.get("/cms/intake/signingmode/"))


def test_a_curator_sees_the_way_of_signing_and_does_not_set_it(client, school):
    client.force_login(make_staff("curator", curator=school))
    assert client.get("/cms/intake/signingmode/").status_code == 200
    assert client.get("/cms/nastavnik/signing-mode/").status_code == 404


def test_an_employee_joins_a_person_whom_they_see(client, director, school):
    _child, mother = a_family(school)
    early = act(client, f"people/{mother.key}/join", identified_how="passport", has_agreed="on")
    assert "Сначала утвердите текст" in text(early)
    adopt_shipped_wordings(
        school=school,
        order_number="12-од",
        order_date=date(2026, 1, 12),
        kinds=["pep-agreement"],
        now=timezone.now(),
    )
    act(client, f"people/{mother.key}/join", identified_how="passport", has_agreed="on")
    agreement = SignatureAgreement.objects.get()
    assert agreement.identified_by_key == f"user:{director.pk}"
    act(client, f"people/{mother.key}/leave")
    assert not has_joined(person=mother)


def test_a_state_is_recorded_with_its_document_or_not_at_all(client, director, school):
    child, _mother = a_family(school, birth_date=date(2010, 1, 1))
    address = f"people/{child.key}/status"
    act(client, address, kind="emancipated", from_day="2026-03-03")
    assert not LegalStatus.objects.exists()
    act(client, address, kind="emancipated", from_day="2026-03-03", **BASIS)
    status = LegalStatus.objects.get()
    assert status.checked_by_key == f"user:{director.pk}"
    act(client, f"statuses/{status.pk}/end")
    status.refresh_from_db()
    assert status.ended_at is not None


def test_a_persons_page_names_the_authority_and_the_next_step(client, director, school):
    child, _mother = a_family(school)
    child.guardians_of.update(kind="adoptive")
    page = text(client.get(f"/cms/intake/person/inspect/{child.pk}/"))
    assert "ждёт сверки" in page
    assert "родитель" in page
    assert "усыновитель" not in page
