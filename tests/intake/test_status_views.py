import pytest
from django.utils import timezone

from intake.models import Document
from intake.services.paper import record_paper
from intake.services.request import invite
from mentoring_pages.models import School
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    code_to,
    invited_family,
    link_to,
    run_tasks,
    school_that_may_sign,
    wrong,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


def story(_folder) -> Family:
    """A parent who signed both papers and came back by the status link."""
    invited_family(school_that_may_sign(), years=12)
    family = Family(link_to(PARENT))
    family.sign(PARENT, photo="yes")
    return Family(link_to(PARENT))


@pytest.fixture
def parent(told) -> Family:
    return told


@pytest.fixture
def school(parent) -> School:
    return School.objects.get(key="sad")


def paper(kind: str) -> Document:
    return Document.objects.exclude(state="void").get(kind=kind)


def test_the_status_link_opens_what_was_signed(parent):
    assert parent.path == "status"
    assert parent.text.count("Действует.") == 2
    assert "Можно публиковать: фотографии." in parent.text


def test_an_invitation_of_the_next_year_hides_nothing_that_was_signed(parent, school):
    child = paper("processing").participant
    guardian = paper("processing").parties.get().person
    invite(participant=child, guardian=guardian, by_key="user:1", now=timezone.now())
    later = Family(link_to(PARENT))
    page = later.get("status").content.decode()
    consent = paper("processing")
    assert consent.number in page
    later.get(f"withdraw/{consent.key}")
    assert "Отозвать согласие?" in later.text


def test_the_downloaded_paper_begins_with_the_very_bytes_that_were_shown(parent):
    document = paper("processing")
    shown = parent.client.get(f"/intake/document/{document.key}/").content
    run_tasks()
    response = parent.client.get(f"/intake/document/{document.key}/download/")
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert response.content.startswith(shown[: document.copies.filter(kind="shown")[0].size])


def test_nobody_else_opens_a_paper(parent, school):
    stranger_request = invited_family(school, years=12, guardian_contact="other@example.org")
    assert stranger_request.pk
    stranger = Family(link_to("other@example.org"))
    key = paper("processing").key
    for path in ("document", "paper", "withdraw"):
        assert stranger.client.get(f"/intake/{path}/{key}/").status_code == 404
    assert Family("/intake/").client.get(f"/intake/document/{key}/").status_code == 403


def test_a_parent_does_not_read_the_childs_own_paper(school):
    invited_family(school, years=15)
    pupil, parent = Family(link_to(TEENAGER)), Family(link_to(PARENT))
    pupil.sign(TEENAGER)
    key = Document.objects.get(kind="processing", variant="participant").key
    assert parent.client.get(f"/intake/document/{key}/").status_code == 404
    parent.get("status")
    assert "Участник подписал" in parent.text


def test_withdrawing_shows_what_changes_first_then_takes_a_code_and_works_at_once(parent):
    key = paper("publication").key
    parent.get(f"withdraw/{paper('processing').key}")
    assert "Оно не закончится само" in parent.text
    assert f"/intake/withdraw/{key}/" in parent.text
    parent.get(f"withdraw/{key}")
    assert "перестанет действовать сразу" in parent.text
    assert "Оно не закончится само" not in parent.text
    assert "трёх рабочих дней" in parent.text
    assert paper("publication").state == "signed"
    parent.post(f"withdraw/{key}")
    assert parent.path == f"withdraw/{key}/code"
    parent.enter(wrong(code_to(PARENT)), step=f"withdraw/{key}/code")
    assert "Код не подошёл" in parent.text
    parent.enter(code_to(PARENT), step=f"withdraw/{key}/code")
    assert parent.path == "status"
    assert "Согласие отозвано и больше не действует." in parent.text
    assert paper("publication").state == "withdrawn"
    assert paper("processing").state == "signed"


def test_withdrawing_twice_is_one_withdrawal(parent):
    key = paper("processing").key
    for _press in range(2):
        parent.post(f"withdraw/{key}")
    parent.enter(code_to(PARENT), step=f"withdraw/{key}/code")
    parent.get(f"withdraw/{key}")
    assert parent.path == "status"
    assert Document.objects.filter(kind="withdrawal").count() == 1


def test_after_a_withdrawal_the_old_link_shows_the_status_and_offers_no_signing(parent):
    key = paper("processing").key
    parent.post(f"withdraw/{key}")
    parent.enter(code_to(PARENT), step=f"withdraw/{key}/code")
    parent.get("go")
    assert parent.path == "status"
    assert "Продолжить с того же места" not in parent.text
    assert "Разрешить публикацию" not in parent.text


def test_the_paper_way_prints_the_very_document_and_waits_for_it(school):
    request = invited_family(school, years=12)
    parent = Family(link_to(PARENT))
    parent.post("who-signs")
    parent.post("policy")
    document = parent.page.context["document"]
    parent.get(f"paper/{document.key}")
    assert "Подпишите ручкой" in parent.text
    parent.post(f"paper/{document.key}")
    assert parent.path == "status"
    record_paper(
        document=document,
        by=make_staff("curator", curator=school),
        signed_on=timezone.localdate(),
        kept_where="личное дело",
        now=timezone.now(),
    )
    parent.get("status")
    assert "Действует." in parent.text
    assert request.documents.get(kind="processing").state == "signed"
