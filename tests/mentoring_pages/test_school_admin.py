"""Every staff address, walked with a row of another school."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.urls import get_resolver, reverse
from wagtail.models import ModelLogEntry
from wagtail_modeladmin.helpers import AdminURLHelper

from intake.models import (
    AccessRecord,
    Agreement,
    ClassList,
    DestructionAct,
    Document,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    JournalAnchor,
    LegalHold,
    LegalStatus,
    Meeting,
    OutboundMessage,
    Person,
    SigningAllowance,
    SubjectRequest,
)
from mentoring_pages.models import (
    ImportedFile,
    MentoringForm,
    NewsPage,
    RegulationPage,
    School,
    StaffMembership,
    Takedown,
    WordingPage,
)
from tests.rows import a_form, rows_of
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

KEYED = {
    "nastavnik_import_act": ImportedFile,
    "nastavnik_request": IntakeRequest,
    "nastavnik_person": Person,
    "nastavnik_guardianship": Guardianship,
    "nastavnik_objection": GuardianObjection,
    "nastavnik_status": LegalStatus,
    "nastavnik_class_list": ClassList,
    "nastavnik_document": Document,
    "nastavnik_agreement": Agreement,
    "nastavnik_allowance": SigningAllowance,
    "nastavnik_destruction": DestructionAct,
    "nastavnik_hold": LegalHold,
    "nastavnik_meeting": Meeting,
    "nastavnik_message": OutboundMessage,
    "nastavnik_anchor": JournalAnchor,
    "nastavnik_subject_request": SubjectRequest,
    "nastavnik_takedown": Takedown,
    "nastavnik_news": NewsPage,
    "nastavnik_page": RegulationPage,
    "nastavnik_wording": WordingPage,
    "nastavnik_order_template": School,
}

FURTHER = {"nastavnik_page_file": ["pdf"], "nastavnik_wording_draft": ["adult"]}
"""What an address asks for besides its row."""


NEED_BYTES = (
    "nastavnik_document_pdf",
    "nastavnik_document_evidence",
    "nastavnik_document_scan",
    "nastavnik_document_receipt",
)


def is_ours(name):
    return "_modeladmin_" in name or name.startswith("nastavnik_")


def staff_addresses():
    """Our addresses under /cms/ that name a row: (name, argument)."""
    found = []

    def walk(patterns):
        for pattern in patterns:
            if hasattr(pattern, "url_patterns"):
                if not getattr(pattern, "namespace", None):
                    walk(pattern.url_patterns)
            elif pattern.pattern.regex.groups and is_ours(pattern.name or ""):
                found.append(pattern.name)

    cms = next(p for p in get_resolver().url_patterns if str(p.pattern) == "cms/")
    walk(cms.url_patterns)
    return sorted(set(found))


def address(name, rows):
    if "_modeladmin_" in name:
        row = next(
            row
            for model, row in rows.items()
            if name.startswith(AdminURLHelper(model).get_action_url_name(""))
        )
        return reverse(name, args=[row.pk])
    model = next(model for prefix, model in KEYED.items() if name.startswith(prefix))
    row = rows[model]
    return reverse(name, args=[getattr(row, "key", row.pk), *FURTHER.get(name, [])])


@pytest.fixture
def first():
    return make_school("first")


@pytest.fixture
def second():
    return make_school("second")


@pytest.fixture
def director(first, client):
    """Holds every whole-school role of the first school."""
    user = make_staff("director", director=first, curator=first, editor=first)
    client.force_login(user)
    return user


def everything_of(school):
    user = make_staff(f"staff-of-{school.key}", curator=school)
    membership = StaffMembership.objects.get(user=user)
    return rows_of(school, user) | {StaffMembership: membership}


def test_the_walk_knows_all_our_addresses():
    names = staff_addresses()
    assert "intake_person_modeladmin_inspect" in names
    assert "mentoring_pages_school_modeladmin_edit" in names
    assert "nastavnik_document_pdf" in names
    assert len(names) >= 40


def test_a_row_of_another_school_does_not_exist(client, director, second):
    rows = everything_of(second)
    answers = {}
    for name in staff_addresses():
        foreign = address(name, rows)
        answers[name] = client.get(foreign).status_code, client.post(foreign, {}).status_code

    assert {name: got for name, got in answers.items() if got not in ((404, 404), (404, 405))} == {}


def test_a_form_in_use_is_not_deleted_and_the_reason_is_said(client, director, first):
    form = everything_of(first)[MentoringForm]
    answer = client.post(f"/cms/mentoring_pages/mentoringform/delete/{form.pk}/")

    assert "Удалить нельзя: на эту запись ссылаются другие" in answer.content.decode()
    assert MentoringForm.objects.filter(pk=form.pk).exists()


def test_a_row_that_never_was_does_not_exist(client, director, first):
    rows = everything_of(first)
    for row in rows.values():
        row.pk = 999_999
        if hasattr(row, "key") and not isinstance(row, (School, MentoringForm)):
            row.key = "00000000-0000-4000-8000-000000000000"
    rows[School].key = "nobody"

    for name in staff_addresses():
        assert client.get(address(name, rows)).status_code == 404, name


def test_a_row_of_the_own_school_opens_or_is_read_only(client, director, first):
    rows = everything_of(first)
    ImportedFile.objects.update(user=director)  # an upload is seen by who made it
    for name in staff_addresses():
        if name in NEED_BYTES:
            continue  # the row of this test has no bytes
        answer = client.get(address(name, rows))

        assert answer.status_code in (200, 302), name
        if name.endswith("_inspect"):
            assert answer.status_code == 200, name
        if answer.status_code == 302:
            assert urlsplit(answer.url).path == "/cms/", name


def test_without_signing_in_every_address_asks_for_it(client, first):
    rows = everything_of(first)
    for name in staff_addresses():
        answer = client.get(address(name, rows))

        assert answer.status_code == 302, name
        assert answer.url.startswith("/cms/login/"), name


def test_the_list_shows_only_the_own_school(client, director, first, second):
    a_form(first)
    MentoringForm.objects.create(school=second, key="x", title="чужая форма")
    page = client.get("/cms/mentoring_pages/mentoringform/").content.decode()

    assert "ученик – ученик" in page
    assert "чужая форма" not in page


def test_a_superuser_sees_every_school(client, first, second):
    client.force_login(get_user_model().objects.create_superuser("root", password="x"))
    page = client.get("/cms/mentoring_pages/school/").content.decode()

    assert first.short_name in page
    assert second.short_name in page
    a_form(second)
    forms = client.get("/cms/mentoring_pages/mentoringform/").content.decode()
    assert second.short_name in forms


def form_fields(**changes):
    return {
        "title": "наставник – группа",
        "key": "mentor-group",
        "description": "",
        "sort_order": "0",
        "is_active": "on",
        **changes,
    }


def test_a_new_row_belongs_to_the_only_school_without_being_asked(client, director, first, second):
    page = client.get("/cms/mentoring_pages/mentoringform/create/").content.decode()
    assert 'name="school"' not in page

    client.post("/cms/mentoring_pages/mentoringform/create/", form_fields(school=second.pk))
    assert MentoringForm.objects.get(key="mentor-group").school == first


def test_whoever_works_in_two_schools_is_asked_which(client, first, second):
    client.force_login(make_staff("anna", curator=first, editor=second))
    third = make_school("third")
    address = "/cms/mentoring_pages/mentoringform/create/"
    assert 'name="school"' in client.get(address).content.decode()

    client.post(address, form_fields(school=third.pk))
    assert not MentoringForm.objects.exists()
    client.post(address, form_fields(school=second.pk))
    assert MentoringForm.objects.get().school == second


def test_a_constraint_that_names_the_school_is_explained_and_not_a_fault(client, director, first):
    a_form(first)
    answer = client.post(
        "/cms/mentoring_pages/mentoringform/create/", form_fields(key="pupil-pupil")
    )

    assert answer.status_code == 200
    assert "Форма с таким ключом в этой школе уже есть" in answer.content.decode()


def test_an_editor_of_one_school_who_is_curator_of_another_cannot_mix_them(client, first, second):
    client.force_login(make_staff("anna", curator=first, editor=second))
    foreign = rows_of(second, get_user_model().objects.get(username="anna"))

    assert client.get(f"/cms/intake/person/inspect/{foreign[Person].pk}/").status_code == 404
    assert client.get(f"/cms/mentoring_pages/school/edit/{second.pk}/").status_code == 200


def test_a_lookup_of_ones_own_in_the_address_answers_nothing(client, director, first):
    rows_of(first, director)
    plain = client.get("/cms/intake/person/").content.decode().count("Соловьёва")
    probing = client.get("/cms/intake/person/?contacts__blind_index__startswith=zz")

    assert plain
    assert probing.content.decode().count("Соловьёва") == plain


def test_nothing_about_a_row_reaches_wagtails_log_or_the_message(client, director, first):
    child = rows_of(first, director)[Person]
    answer = client.post(
        f"/cms/intake/person/edit/{child.pk}/",
        {
            "family_name": "Воробьёва",
            "given_name": "Анна",
            "patronymic": "",
            "birth_date": "2013-05-04",
            "school_class": "8А",
        },
        follow=True,
    )
    child.refresh_from_db()

    assert child.school_class == "8А"
    assert [str(message).strip() for message in answer.context["messages"]] == ["Сохранено."]
    assert not ModelLogEntry.objects.filter(label__contains="Воробьёва").exists()
    assert not ModelLogEntry.objects.exclude(content_type__model="staffmembership").exists()
    assert AccessRecord.objects.filter(
        action="person.change_saved", subject_key=str(child.key)
    ).exists()


def test_a_director_gives_a_role_in_the_own_school_only(client, director, first, second):
    newcomer = make_staff("newcomer")
    make_staff("stranger", curator=second)
    page = client.get("/cms/mentoring_pages/staffmembership/create/").content.decode()
    assert "newcomer" in page
    assert "stranger" not in page

    client.post(
        "/cms/mentoring_pages/staffmembership/create/",
        {"user": newcomer.pk, "role": "class_teacher", "school_classes": "7А"},
    )
    assert newcomer.memberships.get().school == first
    assert newcomer.groups.filter(name="Классный руководитель").exists()


def test_a_class_teacher_without_classes_is_refused_with_words(client, director):
    newcomer = make_staff("newcomer")
    answer = client.post(
        "/cms/mentoring_pages/staffmembership/create/",
        {"user": newcomer.pk, "role": "class_teacher", "school_classes": ""},
    )

    assert "Напишите классы этого руководителя" in answer.content.decode()
    assert not newcomer.memberships.exists()


def test_taking_a_role_away_takes_its_groups(client, director, first):
    user = make_staff("anna", curator=first)
    row = user.memberships.get()
    client.post(f"/cms/mentoring_pages/staffmembership/delete/{row.pk}/")

    assert not user.groups.exists()


def test_the_profile_is_edited_with_its_resources_and_schools_are_not_deleted(
    client, director, first
):
    page = client.get(f"/cms/mentoring_pages/school/edit/{first.pk}/")
    data = {
        name: "" if value is None else value for name, value in page.context["form"].initial.items()
    }
    answer = client.post(
        f"/cms/mentoring_pages/school/edit/{first.pk}/",
        {
            **data,
            "locality": "г. Ржев",
            "resources-TOTAL_FORMS": "1",
            "resources-INITIAL_FORMS": "0",
            "resources-MIN_NUM_FORMS": "0",
            "resources-MAX_NUM_FORMS": "1000",
            "resources-0-kind": "site",
            "resources-0-title": "Сайт школы",
            "resources-0-address": "https://school.example.org/",
        },
    )
    first.refresh_from_db()

    assert answer.status_code == 302
    assert first.locality == "г. Ржев"
    assert first.resources.get().title == "Сайт школы"
    assert client.get(f"/cms/mentoring_pages/school/delete/{first.pk}/").status_code == 302
