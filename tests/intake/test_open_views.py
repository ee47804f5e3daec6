import pytest
from django.utils import timezone

from intake.domain.signing import DocumentKind
from intake.models import Document, IntakeRequest, SigningTable
from intake.services.checking import refuse
from intake.services.request import read_answers
from intake.services.standing import standing
from tests.families import (
    SIGNED_HERE,
    Family,
    born,
    code_to,
    letters_to,
    link_to,
    school_that_may_sign,
)
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE

MAMA = "mama@example.org"


@pytest.fixture(autouse=True)
def school():
    return school_that_may_sign()


@pytest.fixture
def came() -> Family:
    family = Family("/intake/")
    family.post("begin")
    return family


def parts(birth_date) -> dict[str, str]:
    return {
        "birth_date_day": str(birth_date.day),
        "birth_date_month": str(birth_date.month),
        "birth_date_year": str(birth_date.year),
    }


CHILD = {"family_name": "Ветров", "given_name": "Пётр", "patronymic": "Ильич"}
MOTHER = {"family_name": "Ветрова", "given_name": "Анна", "patronymic": "Сергеевна"}


def answer_for_a_child(family: Family, *, years: int = 12, guardian=MOTHER, contact=MAMA) -> None:
    family.post("who-comes", for_whom="child")
    family.post("child-name", **CHILD)
    family.post("birth-date", **parts(born(years)))
    family.post("class", school_class="7А")
    family.post("own-name", **guardian, guardian_kind="parent")
    family.post("contact", contact=contact)


def answer_for_oneself(family: Family, *, years: int, contact="self@example.org") -> None:
    family.post("who-comes", for_whom="self")
    family.post("own-name", **CHILD)
    family.post("birth-date", **parts(born(years)))
    if family.path == "class":
        family.post("class", school_class="")
        if family.path == "guardian-name":
            family.post("guardian-name", **MOTHER, guardian_kind="parent")
        family.post("contact", contact=contact)


def test_the_front_door_says_how_long_it_takes_and_that_one_may_refuse():
    page = Family("/intake/")
    assert "около пяти минут" in page.text
    assert "Отказаться можно" in page.text


def test_a_parent_without_an_invitation_signs_and_nothing_counts_before_the_check(came):
    answer_for_a_child(came)
    assert came.path == "who-signs"
    assert "Ветров Пётр Ильич" in came.text
    came.sign(MAMA)
    assert came.path == "done"
    assert "ждёт сверки" in came.text
    request = IntakeRequest.objects.get()
    assert request.state == "awaiting_check"
    now = timezone.now()
    assert not standing(
        participant=request.participant, kind=DocumentKind.PROCESSING, now=now
    ).is_in_force


def test_pressing_start_twice_begins_one_request(came):
    came.post("begin")
    assert IntakeRequest.objects.count() == 1
    assert came.path == "who-comes"


def test_nothing_typed_is_lost_and_back_shows_it(came):
    came.post("who-comes", for_whom="child")
    came.post("child-name", family_name="Ветров", given_name="", patronymic="Ильич")
    assert 'value="Ветров"' in came.text
    assert "Напишите имя ребёнка." in came.text
    came.post("child-name", **CHILD)
    came.get("child-name")
    assert 'value="Ильич"' in came.text


def test_the_draft_holds_no_readable_name(came):
    came.post("who-comes", for_whom="child")
    came.post("child-name", **CHILD)
    assert "Ветров".encode() not in bytes(IntakeRequest.objects.get().answers_encrypted)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        pytest.param(("", "", ""), "Напишите дату рождения", id="missing"),
        pytest.param(("31", "2", "2014"), "Такой даты нет в календаре", id="impossible"),
        pytest.param(("5", "мая", "2014"), "Такой даты нет в календаре", id="a word"),
        pytest.param(("5", "5", "2099"), "ещё не наступила", id="in the future"),
        pytest.param(("5", "5", "1850"), "больше 110 лет", id="too long ago"),
        pytest.param(("5", "5", "14"), "Напишите дату рождения", id="two digits of a year"),
    ],
)
def test_a_birth_date_that_cannot_be_is_refused_with_words(came, typed, words):
    came.post("who-comes", for_whom="child")
    came.post("child-name", **CHILD)
    names = ("birth_date_day", "birth_date_month", "birth_date_year")
    came.post("birth-date", **dict(zip(names, typed, strict=True)))
    assert came.path == "birth-date"
    assert words in came.text
    for text in filter(None, typed):
        assert f'value="{text}"' in came.text


def test_an_invisible_character_in_a_name_is_refused_with_words(came):
    came.post("who-comes", for_whom="child")
    came.post("child-name", **{**CHILD, "given_name": "Пётр\u202e"})
    assert came.path == "child-name"
    assert "невидимый знак" in came.text


def test_a_guardian_who_is_the_child_is_refused_at_the_name_with_the_reason(came):
    answer_for_a_child(came, guardian=CHILD)
    assert came.path == "own-name"
    assert "один и тот же человек" in came.text
    came.post("own-name", **MOTHER, guardian_kind="parent")
    assert came.path == "who-signs"


def test_a_child_under_14_who_comes_alone_is_told_that_a_parent_comes(came):
    answer_for_oneself(came, years=12)
    assert came.path == "too-young"
    assert "12\N{NO-BREAK SPACE}лет" in came.text
    came.get("contact")
    assert came.path == "too-young"


def test_a_parent_of_an_adult_is_told_that_the_adult_comes(came):
    came.post("who-comes", for_whom="child")
    came.post("child-name", **CHILD)
    came.post("birth-date", **parts(born(18)))
    assert came.path == "grown-up"


def test_an_adult_signs_alone(came):
    answer_for_oneself(came, years=30)
    assert "Вам 30\N{NO-BREAK SPACE}лет" in came.text
    came.sign("self@example.org")
    assert came.path == "done"
    assert Document.objects.get(kind="processing").variant == "participant"


def test_a_pupil_of_15_names_a_parent_who_gets_a_link_of_their_own(came):
    answer_for_oneself(came, years=15)
    came.sign("self@example.org")
    assert came.path == "other-signer"
    came.post("other-signer", contact="self@example.org")
    assert came.path == "other-signer"
    assert "не отличит одного" in came.text
    came.post("other-signer", contact=MAMA)
    assert came.path == "done"
    mother = Family(link_to(MAMA))
    assert mother.path == "who-signs"
    mother.sign(MAMA)
    assert mother.path == "done"
    assert Document.objects.filter(kind="processing", state="signed").count() == 2


def test_where_the_school_lets_only_the_pupil_sign_the_parent_brings_the_pupil_in(came, school):
    for kind in ("processing", "publication"):
        SigningTable.objects.create(
            school=school, document_kind=kind, minor_table="participant_only"
        )
    answer_for_a_child(came, years=15)
    assert "Ваша подпись под этими документами не нужна" in came.text
    came.post("who-signs")
    assert came.path == "other-signer"
    came.post("other-signer", contact="petya@example.org")
    assert came.path == "done"
    assert IntakeRequest.objects.get().state == "awaiting_check"
    Family(link_to("petya@example.org")).sign("petya@example.org")
    assert Document.objects.get(kind="processing").state == "signed"


def test_an_unusual_age_is_not_refused(came):
    answer_for_a_child(came, years=7)
    assert came.path == "who-signs"
    assert "Этот возраст необычен" in came.text
    assert IntakeRequest.objects.get().outside_usual_ages


def test_a_wrong_address_is_explained(came):
    answer_for_a_child(came, contact="mama@")
    assert came.path == "contact"
    assert "проверьте знак @" in came.text
    assert 'value="mama@"' in came.text


def test_a_mistake_found_at_the_check_is_corrected_without_typing_the_rest_again(came):
    answer_for_a_child(came)
    came.agree()
    came.post("publication")
    came.post("child-name", **{**CHILD, "given_name": "Павел"})
    assert came.path == "consent"
    assert "Ветров Павел Ильич" in came.text
    assert Document.objects.filter(kind="processing", state="prepared").count() == 1


def test_a_name_corrected_while_the_code_is_on_its_way_is_read_and_agreed_to_anew(came):
    answer_for_a_child(came)
    came.agree()
    came.post("publication")
    came.post("check")
    assert came.path == "code"
    stale = came.digest
    code = code_to(MAMA)
    came.post("child-name", **{**CHILD, "given_name": "Павел"})
    came.post("code", code=code, shown_digest=stale)
    assert came.path == "consent"
    assert "Ветров Павел Ильич" in came.text
    assert not Document.objects.filter(state="signed").exists()
    came.post("consent", decision="agree", shown_digest=came.digest)
    assert came.path == "check"


def test_who_comes_is_not_answered_otherwise_after_anybody_signed(came, school):
    for kind in ("processing", "publication"):
        SigningTable.objects.create(
            school=school, document_kind=kind, minor_table="participant_only"
        )
    answer_for_a_child(came, years=15)
    came.post("who-signs")
    came.post("other-signer", contact="petya@example.org")
    Family(link_to("petya@example.org")).sign("petya@example.org")
    came.post("who-comes", for_whom="self")
    assert came.path == "done"
    assert read_answers(IntakeRequest.objects.get())["people"]["for_whom"] == "child"


def test_the_next_family_at_a_shared_computer_gets_its_own_link(came):
    answer_for_a_child(came)
    came.post("later")
    came.post("leave")
    came.post("begin")
    answer_for_a_child(came, contact="papa@example.org")
    came.post("later")
    assert len(letters_to("papa@example.org")) == 1


def test_one_may_go_on_from_another_device_by_a_link_sent_to_the_address(came):
    answer_for_a_child(came)
    came.post("later")
    assert "m•••a@example.org" in came.text
    other_device = Family(link_to(MAMA))
    assert other_device.path == "who-signs"
    came.post("later")
    assert len(letters_to(MAMA)) == 1


def test_an_address_typed_again_and_again_gets_three_links_a_day(came):
    for _time in range(4):
        answer_for_a_child(came)
        came.post("later")
        said = came.text
        came.post("leave")
        came.post("begin")
    assert len(letters_to(MAMA)) == 3
    assert "сегодня уже отправлено несколько ссылок" in said


def test_a_refused_request_says_so(came, school):
    answer_for_a_child(came)
    came.sign(MAMA)
    refuse(
        request=IntakeRequest.objects.get(),
        by=make_staff("curator", curator=school),
        reason="не ученик школы",
        now=timezone.now(),
    )
    for name in ("go", "publication", "done"):
        came.get(name)
        assert came.path == "status"
        assert "не приняла" in came.text
        assert "Ждёт сверки" not in came.text


def test_the_code_goes_to_the_address_that_was_typed(came):
    answer_for_a_child(came)
    came.come_to_the_code()
    assert "m•••a@example.org" in came.text
    assert len(code_to(MAMA)) == 6
