"""Editors in a hurry: two at once, days that cannot be, long and foreign words in every field."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from mentoring_pages.models import ApprovalAct, Edition, RegulationPage, Repeal
from mentoring_pages.models.approval import BY_ORDER
from tests.mentoring_pages.editions import approve, block, body, make_act
from tests.mentoring_pages.test_approval import ORDER, press, staff, submit
from tests.schools import make_school

pytestmark = pytest.mark.django_db

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def act(school):
    page = make_act(school)
    page.save_revision()
    return page


@pytest.fixture
def nina(school):
    return staff("nina", editor=school, curator=school, director=school)


def read(act):
    page = RegulationPage.objects.get(pk=act.pk)
    return page.current_workflow_task, page.current_workflow_task_state


def test_of_two_who_approve_at_once_one_approves(school, act, nina):
    vera = staff("vera", director=school, curator=school, editor=school)
    submit(act, nina)
    first, second = read(act), read(act)
    first[0].on_action(first[1], nina, BY_ORDER, **ORDER)
    with pytest.raises(PermissionDenied):
        second[0].on_action(second[1], vera, BY_ORDER, **{**ORDER, "order_number": "16-од"})
    assert [one.order_number for one in Edition.objects.all()] == ["15-од"]
    assert ApprovalAct.objects.filter(kind="ordered").count() == 1


def test_of_two_steps_pressed_at_once_one_counts(school, act):
    editor, other = staff("editor", editor=school), staff("other", curator=school)
    third = staff("third", curator=school)
    submit(act, editor)
    first, second = read(act), read(act)
    first[0].on_action(first[1], other, "approve")
    with pytest.raises(PermissionDenied):
        second[0].on_action(second[1], third, "reject", comment="нет")
    assert not ApprovalAct.objects.filter(kind="returned").exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"order_date": "0026-09-01"},
        {"order_date": "26.09.0206", "in_force_from": ""},
        {"order_date": "2206-09-01", "in_force_from": ""},
        {"in_force_from": "2206-10-01"},
        {"order_number": "я" * 400},
    ],
)
def test_a_day_or_a_number_that_nobody_means_is_refused(act, nina, wrong):
    submit(act, nina)
    with pytest.raises(ValidationError):
        press(act, nina, BY_ORDER, **{**ORDER, **wrong})
    assert not Edition.objects.exists()


def test_a_draft_cannot_name_such_a_day_either(act):
    act.order_number, act.order_date = "1", date(206, 9, 1)
    with pytest.raises(ValidationError) as refused:
        act.full_clean()
    assert "order_date" in refused.value.message_dict


def test_script_and_long_words_in_every_field_stay_text(school, act, nina, client):
    long = f"{SCRIPT} " + "о" * 350
    page = RegulationPage.objects.get(pk=act.pk)
    page.title, page.act_heading, page.act_title = long[:255], SCRIPT, long
    page.approval_post, page.approval_name = SCRIPT, SCRIPT
    page.body = body(block("1", long, kind="section", level=1), block(SCRIPT[:20], long))
    page.save_revision()
    submit(page, nina)
    press(page, nina, BY_ORDER, **{**ORDER, "order_number": SCRIPT, "comment": long})
    client.force_login(nina)
    edition = Edition.objects.get()
    slug = RegulationPage.objects.get(pk=act.pk).slug
    inspect = reverse("mentoring_pages_edition_modeladmin_inspect", args=[edition.pk])
    for address in (
        f"/{slug}/",
        f"/{slug}/redakcii/",
        f"/{slug}/redakciya/1/",
        inspect,
        "/cms/mentoring_pages/approvalact/",
        f"/cms/nastavnik/editions/{act.pk}/changes/",
        f"/cms/pages/{act.pk}/edit/",
    ):
        answer = client.get(address, headers={"host": "lesnaya.example.org"})
        assert answer.status_code == 200, address
        assert SCRIPT not in answer.content.decode(), address


def test_an_act_is_repealed_restored_and_repealed_again(school, act, nina, client):
    approve(act, "1-од", date(2026, 9, 1))
    client.force_login(nina)
    key = RegulationPage.objects.get(pk=act.pk).translation_key
    fields = {
        "act": str(key),
        "order_number": "9-од",
        "order_date": "2026-10-01",
        "repealed_from": "2026-10-01",
        "reason": SCRIPT,
    }
    create = reverse("mentoring_pages_repeal_modeladmin_create")
    for count in (1, 2):
        client.post(create, fields)
        assert Repeal.objects.filter(cancelled_at__isnull=True).count() == 1
        again = client.post(create, fields).content.decode()
        assert "уже записан как утративший силу" in again
        row = Repeal.objects.get(cancelled_at__isnull=True)
        for _press in range(2):
            client.post(reverse("mentoring_pages_repeal_modeladmin_delete", args=[row.pk]))
        assert Repeal.objects.filter(cancelled_at__isnull=True).count() == 0
        assert Repeal.objects.count() == count


@pytest.mark.parametrize("day", ["0026-10-01", "2206-10-01"])
def test_a_repeal_on_a_day_that_nobody_means_is_refused(school, act, nina, client, day):
    approve(act, "1-од", date(2026, 9, 1))
    client.force_login(nina)
    key = RegulationPage.objects.get(pk=act.pk).translation_key
    fields = {
        "act": str(key),
        "order_number": "9-од",
        "order_date": day,
        "repealed_from": "2206-10-02",
    }
    page = client.post(reverse("mentoring_pages_repeal_modeladmin_create"), fields)
    assert "Проверьте год" in page.content.decode()
    assert not Repeal.objects.exists()
