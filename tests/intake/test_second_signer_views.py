import pytest
from django.utils import timezone

from intake.models import Contact, Document, SigningAllowance, SigningTable
from intake.services.people import contact_value, current_contact
from intake.views.visit import Visit
from tests.families import (
    PARENT,
    SIGNED_HERE,
    TEENAGER,
    Family,
    code_to,
    invited_family,
    letters_to,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE


@pytest.fixture
def school():
    return school_that_may_sign()


def signed() -> set[str]:
    return set(
        Document.objects.filter(kind="processing", state="signed").values_list("variant", flat=True)
    )


@pytest.mark.parametrize("order", [(PARENT, TEENAGER), (TEENAGER, PARENT)])
def test_two_sign_in_any_order_each_an_own_paper_by_an_own_code(school, order):
    invited_family(school, years=15)
    links = {address: link_to(address) for address in order}
    for address in order:
        family = Family(links[address])
        family.sign(address)
        assert family.path == "done"
    assert signed() == {"representative", "participant"}


def test_after_the_first_signature_the_page_names_who_is_waited_for(school):
    invited_family(school, years=15)
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    assert "Свой экземпляр подписывает Ветров Пётр Ильич" in parent.text
    parent.get("status")
    assert "Представитель подписал. Ждёт подписи участника." in parent.text


def test_a_child_without_an_address_is_asked_for_one_and_gets_a_link(school):
    invited_family(school, years=15, child_contact="")
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    assert parent.path == "other-signer"
    parent.post("other-signer", contact=TEENAGER)
    assert parent.path == "done"
    pupil = Family(link_to(TEENAGER))
    pupil.sign(TEENAGER)
    assert signed() == {"representative", "participant"}


def test_a_child_without_an_address_may_sign_on_paper(school):
    invited_family(school, years=15, child_contact="")
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    parent.post("other-signer", way="paper")
    assert parent.path == "done"
    assert "Школа даст бумагу" in parent.text


def test_one_address_for_two_stops_nobody_the_parent_gives_another_for_the_child(school):
    invited_family(school, years=15, child_contact=PARENT)
    parent = Family(links_in_order(PARENT)[0])
    parent.sign(PARENT)
    assert parent.path == "other-signer"
    parent.post("other-signer", way="on_file")
    assert "не отличит одного" in parent.text
    parent.post("other-signer", contact=TEENAGER)
    assert parent.path == "done"
    Family(link_to(TEENAGER)).sign(TEENAGER)
    assert signed() == {"representative", "participant"}


def test_a_link_alone_changes_no_address_of_the_other_signer(school):
    """Whoever holds the parent's link and no code must not come to sign for the child."""
    request = invited_family(school, years=15, child_contact="")
    parent = Family(link_to(PARENT))
    parent.sign(PARENT)
    parent.post("other-signer", contact=TEENAGER)

    def address():
        return contact_value(current_contact(person=request.participant))

    stranger = Family(link_to(PARENT))
    stranger.get("other-signer")
    assert "чтобы никто не подписал за другого" in stranger.text
    stranger.post("other-signer", contact="stranger@example.org")
    assert address() == TEENAGER

    parent.post("other-signer", contact="mended@example.org")
    assert address() == "mended@example.org"
    Contact.objects.filter(person=request.participant).update(confirmed_at=timezone.now())
    parent.post("other-signer", contact="again@example.org")
    assert address() == "mended@example.org"


def test_one_address_for_two_the_child_gives_an_own_one(school):
    invited_family(school, years=15, child_contact=PARENT)
    pupil = Family(links_in_order(PARENT)[1])
    pupil.come_to_the_code()
    assert "код должен прийти каждому отдельно" in pupil.text
    pupil.post("own-contact", contact=PARENT)
    assert "не отличит одного" in pupil.text
    pupil.post("own-contact", contact=TEENAGER)
    assert pupil.path == "consent", "the address stands in the paper, so it is read anew"
    pupil.sign(TEENAGER)
    assert signed() == {"participant"}


def test_an_exception_recorded_by_staff_lets_both_use_one_address(school):
    request = invited_family(school, years=15, child_contact=PARENT)
    SigningAllowance.objects.create(
        school=school,
        person=request.participant,
        kind="shared_contact",
        reason="одна почта на семью",
        allowed_by=make_staff("curator", curator=school),
        allowed_at=timezone.now(),
    )
    pupil = Family(links_in_order(PARENT)[1])
    pupil.sign(PARENT)
    assert signed() == {"participant"}


def test_a_child_may_not_say_where_the_parents_code_goes(school):
    """Whoever chose both addresses could sign for both."""
    invited_family(school, years=15, guardian_contact="")
    pupil = Family(link_to(TEENAGER))
    pupil.sign(TEENAGER)
    assert pupil.path == "other-signer"
    pupil.post("other-signer", contact="second-box-of-the-child@example.org")
    assert letters_to("second-box-of-the-child@example.org") == []


def test_a_child_without_a_known_parent_is_told_what_to_do(school):
    invited_family(school, years=15, with_guardian=False)
    pupil = Family(link_to(TEENAGER))
    pupil.sign(TEENAGER)
    assert "Школа пока не знает, кто ваш представитель" in pupil.text
    pupil.post("other-signer", way="paper")
    assert pupil.path == "done"


@pytest.mark.parametrize(
    ("table", "who", "address"),
    [
        ("representative_only", "representative", PARENT),
        ("participant_only", "participant", TEENAGER),
    ],
)
def test_the_schools_own_table_is_shown_as_the_schools(school, table, who, address):
    for kind in ("processing", "publication"):
        SigningTable.objects.create(
            school=school, document_kind=kind, minor_table=table, decided_by="приказ № 5 от 01.09"
        )
    invited_family(school, years=15)
    family = Family(link_to(address))
    assert "так установила школа" in family.text
    assert "приказ № 5 от 01.09" in family.text
    family.sign(address)
    assert family.path == "done"
    assert signed() == {who}


def test_a_school_that_publishes_nothing_waits_for_nobody_because_of_it(school, monkeypatch):
    monkeypatch.setattr(Visit, "has_wording", lambda _visit, kind, _role: kind != "publication")
    invited_family(school, years=15)
    links = {address: link_to(address) for address in (PARENT, TEENAGER)}
    for address, path in links.items():
        family = Family(path)
        family.agree()
        assert family.path == "check"
        family.post("check")
        family.enter(code_to(address))
        assert family.path == "done"
    assert "Свой экземпляр подписывает" not in family.text


def links_in_order(address: str) -> list[str]:
    """The links sent to one address, oldest first."""
    import re

    return [
        found.group(0)
        for letter in letters_to(address)
        if (found := re.search(r"/intake/l/[\w-]+/", letter.body))
    ]
