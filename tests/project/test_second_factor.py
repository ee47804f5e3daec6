"""Staff sign in with a password and a code from the telephone."""

import time

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

pytestmark = pytest.mark.django_db

FACTOR = "/cms/second-factor/"
ENROL = "/cms/second-factor/enrol/"
PICTURE = "/cms/second-factor/enrol/key.svg"


@pytest.fixture(autouse=True)
def second_factor_on(settings):
    settings.NASTAVNIK_STAFF_OTP = True


@pytest.fixture
def staff(client):
    user = get_user_model().objects.create_superuser("curator", password="long password here")
    client.force_login(user)
    return user


@pytest.fixture
def telephone(staff):
    return TOTPDevice.objects.create(user=staff, name="telephone", confirmed=True)


def code_of(device):
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time.time()
    return f"{totp.token():06d}"


def wrong_code_of(device):
    return f"{(int(code_of(device)) + 1) % 1_000_000:06d}"


def test_the_first_step_is_said_in_words_of_a_school(client):
    page = client.get("/cms/login/").content.decode()
    assert "Вход для сотрудников" in page
    assert "Пароль" in page
    assert "Password" not in page
    assert "Wagtail</h1>" not in page


@pytest.mark.parametrize("address", ["/cms/", "/cms/pages/", "/reports/"])
def test_a_password_alone_opens_no_staff_page(client, staff, telephone, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(FACTOR)


def test_a_password_alone_makes_nobody_known_on_other_pages(client, staff, telephone, rf):
    from mentoring_site.staff_sign_in.middleware import SecondFactorMiddleware

    staff.is_verified = lambda: False
    seen = []
    request = rf.get("/")
    request.user = staff
    SecondFactorMiddleware(lambda request: seen.append(request.user))(request)
    assert seen[0].is_anonymous


def test_the_right_code_opens_the_page_that_was_asked_for(client, staff, telephone):
    answer = client.post(FACTOR, {"code": code_of(telephone), "next": "/cms/pages/"})
    assert answer["Location"] == "/cms/pages/"
    assert client.get("/cms/account/").status_code == 200


def test_a_code_is_good_once(client, staff, telephone):
    code = code_of(telephone)
    client.post(FACTOR, {"code": code})
    client.logout()
    client.force_login(staff)
    answer = client.post(FACTOR, {"code": code})
    assert answer.status_code == 200
    assert client.get("/cms/account/").status_code == 302


def test_a_wrong_code_is_refused_with_words(client, staff, telephone):
    answer = client.post(FACTOR, {"code": wrong_code_of(telephone)})
    assert answer.status_code == 200
    assert "Код не подошёл" in answer.content.decode()
    assert client.get("/cms/account/").status_code == 302


def test_guessing_has_to_wait_longer_each_time(client, staff, telephone):
    client.post(FACTOR, {"code": wrong_code_of(telephone)})
    answer = client.post(FACTOR, {"code": code_of(telephone)})
    assert "Подождите" in answer.content.decode()
    assert client.get("/cms/account/").status_code == 302


def test_an_empty_code_is_refused_with_words(client, staff, telephone):
    answer = client.post(FACTOR, {"code": " "})
    assert "Введите код из приложения" in answer.content.decode()


def test_somebody_without_a_telephone_is_led_to_bind_one(client, staff):
    answer = client.get("/cms/", follow=True)
    assert answer.redirect_chain[-1][0].startswith(ENROL)
    assert reverse("second_factor_key") in answer.content.decode()


def test_binding_a_telephone_takes_its_first_code(client, staff):
    client.get(ENROL)
    device = TOTPDevice.objects.get(user=staff)
    assert not device.confirmed
    client.post(ENROL, {"code": wrong_code_of(device)})
    device.refresh_from_db()
    assert not device.confirmed
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    answer = client.post(ENROL, {"code": code_of(device)})
    device.refresh_from_db()
    assert answer.status_code == 302
    assert device.confirmed
    assert client.get("/cms/account/").status_code == 200


def test_the_picture_of_the_key_is_never_kept(client, staff):
    client.get(ENROL)
    answer = client.get(PICTURE)
    assert answer["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer["Cache-Control"]
    assert b"<svg" in answer.content


def test_a_thief_of_the_password_can_neither_see_the_key_nor_bind_a_telephone(
    client, staff, telephone
):
    assert client.get(PICTURE).status_code == 404
    assert client.get(ENROL)["Location"] == FACTOR
    client.post(ENROL, {"code": "123456"})
    assert TOTPDevice.objects.filter(user=staff).count() == 1


def test_a_new_telephone_takes_the_place_of_the_old_one(client, staff, telephone):
    client.post(FACTOR, {"code": code_of(telephone)})
    client.get(ENROL)
    new = TOTPDevice.objects.get(user=staff, confirmed=False)
    client.post(ENROL, {"code": code_of(new)})
    assert list(TOTPDevice.objects.filter(user=staff)) == [new]
    assert client.get("/cms/account/").status_code == 200


def test_a_spare_code_lets_in_once(client, staff, telephone):
    spare = StaticDevice.objects.create(user=staff, name="spare")
    spare.token_set.create(token="abcd2345")
    assert client.post(FACTOR, {"code": "ABCD 2345"})["Location"] == "/cms/"
    client.logout()
    client.force_login(staff)
    assert client.post(FACTOR, {"code": "abcd2345"}).status_code == 200


def test_a_code_of_somebody_else_opens_nothing(client, staff, telephone):
    other = get_user_model().objects.create_superuser("other", password="another long one")
    foreign = TOTPDevice.objects.create(user=other, name="telephone", confirmed=True)
    assert client.post(FACTOR, {"code": code_of(foreign)}).status_code == 200
    assert client.get("/cms/account/").status_code == 302


def test_the_way_on_never_leads_to_another_site(client, staff, telephone):
    answer = client.post(FACTOR, {"code": code_of(telephone), "next": "https://evil.example/"})
    assert answer["Location"] == "/cms/"


def test_a_stranger_is_sent_to_the_password_first(client, db):
    assert client.get(FACTOR)["Location"].startswith(reverse(settings.LOGIN_URL))


def test_the_demo_may_do_without(client, staff, settings):
    settings.NASTAVNIK_STAFF_OTP = False
    assert client.get("/cms/account/").status_code == 200
