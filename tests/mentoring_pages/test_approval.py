"""The way of a draft to an order: who takes which step, and what is kept of it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from wagtail.models import Workflow, WorkflowState

from mentoring_pages.domain.approval import STEPS, ends_the_way, roles_of_act
from mentoring_pages.models import ApprovalAct, Edition, RegulationPage
from mentoring_pages.models.approval import BY_ORDER
from mentoring_pages.services.approval import ensure_workflow, order_in_draft
from tests.mentoring_pages.editions import MEETING, approve, body, make_act
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db

ORDER = {
    "order_number": "15-од",
    "order_date": "2026-09-01",
    "in_force_from": "2026-10-01",
    "change": "minor",
}


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def act(school):
    page = make_act(school)
    page.save_revision()
    return page


def staff(name, **roles):
    user = make_staff(name, **roles)
    user.first_name, user.last_name = name.capitalize(), "Орлова"
    user.save()
    return user


def submit(page, user):
    page.save_revision(user=user)
    page.get_workflow().start(page, user)


def press(page, user, action="approve", **data):
    page = RegulationPage.objects.get(pk=page.pk)
    page.current_workflow_task.on_action(page.current_workflow_task_state, user, action, **data)
    return RegulationPage.objects.get(pk=page.pk)


def waits_for(page):
    task = RegulationPage.objects.get(pk=page.pk).current_workflow_task
    return task.role if task else None


def acts():
    return [(act.kind, act.roles) for act in ApprovalAct.objects.all()]


# The rule


@pytest.mark.parametrize(
    ("at", "held", "roles", "ends"),
    [
        (0, {"editor"}, ("editor",), False),
        (0, {"editor", "curator"}, ("editor", "curator"), False),
        (0, {"editor", "director"}, ("editor",), False),
        (0, {"editor", "curator", "director"}, STEPS, True),
        (1, {"editor"}, (), False),
        (1, {"curator", "director"}, ("curator", "director"), True),
        (2, {"director"}, ("director",), True),
    ],
)
def test_steps_of_one_person_in_a_row_are_one_act(at, held, roles, ends):
    assert roles_of_act(STEPS, at, held) == roles
    assert ends_the_way(STEPS, at, held) is ends


# The way


def test_every_school_has_its_own_way_to_an_order(school):
    second = make_school("gornaya")
    assert ensure_workflow(school=school) != ensure_workflow(school=second)
    own = Workflow.objects.filter(name__startswith="Утверждение: ")  # Wagtail brings one of its own
    assert own.count() == 2
    way = [task.specific.role for task in ensure_workflow(school=school).tasks]
    assert way == ["editor", "curator", "director"]


def test_three_people_take_three_steps_and_the_last_one_asks_for_the_order(school, act):
    editor, curator = staff("editor", editor=school), staff("curator", curator=school)
    director = staff("director", director=school)
    submit(act, editor)
    assert waits_for(act) == "curator"
    press(act, curator)
    assert waits_for(act) == "director"
    page = press(act, director, BY_ORDER, **ORDER)

    assert page.live
    assert (page.order_number, page.order_date) == ("15-од", date(2026, 9, 1))
    edition = Edition.objects.get()
    assert (edition.order_number, edition.in_force_from) == ("15-од", date(2026, 10, 1))
    assert edition.change == "minor"
    assert [(a.kind, a.roles, a.edition) for a in ApprovalAct.objects.all()] == [
        ("agreed", ["editor"], edition),
        ("agreed", ["curator"], edition),
        ("ordered", ["director"], edition),
    ]


def test_one_person_in_all_roles_makes_one_act_that_records_them_all(school, act):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    assert (waits_for(act), acts()) == ("editor", [])
    page = press(act, nina, BY_ORDER, **ORDER)
    assert page.live
    assert acts() == [("ordered", ["editor", "curator", "director"])]
    assert ApprovalAct.objects.get().person_name == "Nina Орлова"


def test_an_editor_who_is_the_curator_too_sends_the_text_straight_to_the_director(school, act):
    both = staff("both", editor=school, curator=school)
    submit(act, both)
    assert waits_for(act) == "director"
    assert acts() == [("agreed", ["editor", "curator"])]


def test_a_curator_who_is_the_director_too_is_asked_for_the_order_at_once(school, act):
    editor = staff("editor", editor=school)
    both = staff("both", curator=school, director=school)
    submit(act, editor)
    page = press(act, both, BY_ORDER, **ORDER)
    assert page.live
    assert acts() == [("agreed", ["editor"]), ("ordered", ["curator", "director"])]


def test_nobody_takes_a_step_of_another_role_or_of_another_school(school, act):
    submit(act, staff("editor", editor=school))
    stranger = staff("stranger", curator=make_school("gornaya"))
    teacher = staff("teacher", class_teacher=(school, "7А"))
    for user in (stranger, teacher):
        with pytest.raises(PermissionDenied):
            press(act, user)
    assert waits_for(act) == "curator"


def test_the_order_cannot_be_passed_over(school, act):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    with pytest.raises(PermissionDenied):
        press(act, nina, "approve")
    assert not Edition.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"order_number": ""},
        {"order_date": ""},
        {"order_date": "31.02.2026"},
        {"in_force_from": "2026-08-31"},
        {"change": ""},
    ],
)
def test_half_an_order_approves_nothing(school, act, wrong):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    with pytest.raises(ValidationError):
        press(act, nina, BY_ORDER, **{**ORDER, **wrong})
    assert acts() == []
    assert not RegulationPage.objects.get(pk=act.pk).live


def test_a_text_sent_back_comes_again_to_whoever_sent_it(school, act):
    editor, curator = staff("editor", editor=school), staff("curator", curator=school)
    submit(act, editor)
    press(act, curator, "reject", comment="Уточните срок.")
    page = RegulationPage.objects.get(pk=act.pk)
    assert page.current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    change_text(page, MEETING)
    page.save_revision(user=editor)
    page.current_workflow_state.resume(user=editor)
    assert waits_for(act) == "curator"
    assert acts() == [("agreed", ["editor"]), ("returned", ["curator"]), ("agreed", ["editor"])]
    assert ApprovalAct.objects.get(kind="returned").comment == "Уточните срок."


def change_text(page, text):
    blocks = page.body.get_prep_value()
    blocks[1]["value"]["text"] = text
    page.body = body(*blocks)


def test_whoever_agreed_to_another_text_is_told_apart(school, act):
    editor, curator = staff("editor", editor=school), staff("curator", curator=school)
    director = staff("director", director=school)
    submit(act, editor)
    press(act, curator)
    page = RegulationPage.objects.get(pk=act.pk).get_latest_revision_as_object()
    change_text(page, MEETING)
    page.save_revision(user=director)
    press(act, director, BY_ORDER, **ORDER)
    edition = Edition.objects.get()
    same = [a.text_digest == edition.digest for a in ApprovalAct.objects.all()]
    assert same == [False, False, True]


def test_publishing_directly_still_works_and_is_recorded_as_such(school, act):
    director = staff("director", director=school)
    act.order_number, act.order_date = "3", date(2026, 9, 1)
    act.save_revision(user=director).publish(user=director)
    assert Edition.objects.get().change == "major"
    assert acts() == [("published", ["director"])]


def test_a_page_without_an_order_is_shown_and_freezes_nothing(school, act):
    director = staff("director", director=school)
    act.save_revision(user=director).publish(user=director)
    assert RegulationPage.objects.get(pk=act.pk).live
    assert (Edition.objects.count(), acts()) == (0, [])


def test_publishing_the_same_again_adds_neither_edition_nor_record(school, act):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    page = press(act, nina, BY_ORDER, **ORDER)
    page.save_revision(user=nina).publish(user=nina)
    assert Edition.objects.count() == 1
    assert len(acts()) == 1


def test_the_list_of_editions_names_who_approved_in_which_roles(school, act, client):
    editor = staff("vera", editor=school, curator=school)
    director = staff("nina", director=school)
    submit(act, editor)
    press(act, director, BY_ORDER, **ORDER)
    page = client.get("/polozhenie/redakcii/", headers={"host": school.site.hostname})
    text = page.content.decode()
    assert "Редактор и куратор Vera Орлова: согласовано" in text
    assert "Директор Nina Орлова: утверждено приказом" in text


def test_a_sign_in_name_is_never_shown_in_place_of_a_name(school, act, client):
    nameless = make_staff("secret-login", editor=school, curator=school, director=school)
    submit(act, nameless)
    press(act, nameless, BY_ORDER, **ORDER)
    page = client.get("/polozhenie/redakcii/", headers={"host": school.site.hostname})
    assert "secret-login" not in page.content.decode()


def test_one_edition_made_by_a_second_order_of_the_same_text_has_its_own_record(school, act):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    page = press(act, nina, BY_ORDER, **ORDER)
    submit(page, nina)
    press(page, nina, BY_ORDER, **{**ORDER, "order_number": "16-од"})
    first, second = Edition.objects.order_by("number")
    assert [a.edition for a in ApprovalAct.objects.all()] == [first, second]


# In the admin


def test_the_modal_asks_for_the_order_and_keeps_what_was_typed(school, act, client):
    nina = staff("nina", editor=school, curator=school, director=school)
    submit(act, nina)
    client.force_login(nina)
    state = RegulationPage.objects.get(pk=act.pk).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=(act.pk, BY_ORDER, state.pk))
    form = client.get(address).json()["html"]
    assert "Номер приказа" in form
    assert "нужны новые подписи" in form
    draft = act.get_latest_revision_as_object()
    draft.order_number, draft.order_date = "12-од", date(2026, 9, 2)
    draft.save_revision()
    filled = client.get(address).json()["html"]
    assert 'value="12-од"' in filled
    assert 'value="2026-09-02"' in filled
    answer = client.post(
        address,
        {**ORDER, "order_date": "", "order_number": "99-од"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert "Укажите дату." in answer.json()["html"]
    assert "99-од" in answer.json()["html"]
    client.post(address, ORDER, headers={"x-requested-with": "XMLHttpRequest"})
    assert Edition.objects.get().order_number == "15-од"
    assert order_in_draft(page=act) == {}, "the order of the text before is not offered again"


def test_the_editor_page_offers_the_step_to_whoever_may_take_it(school, act, client):
    submit(act, staff("editor", editor=school))
    client.force_login(staff("curator", curator=school))
    page = client.get(reverse("wagtailadmin_pages:edit", args=(act.pk,))).content.decode()
    assert "Согласовать" in page
    client.force_login(staff("director", director=school))
    page = client.get(reverse("wagtailadmin_pages:edit", args=(act.pk,))).content.decode()
    assert "Согласовать" not in page


def test_an_act_approved_directly_before_goes_the_way_again(school):
    page = approve(make_act(school), "1", date(2025, 9, 1))
    nina = staff("nina", editor=school, curator=school, director=school)
    change_text(page, MEETING)
    submit(page, nina)
    press(page, nina, BY_ORDER, **ORDER)
    assert Edition.objects.count() == 2
