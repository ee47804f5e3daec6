"""Headers of public and of staff pages."""

import pytest
from django.contrib.auth import get_user_model

pytestmark = pytest.mark.django_db


def test_a_public_page_may_run_and_show_only_what_is_ours(client):
    policy = client.get("/healthz")["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert "frame-ancestors 'none'" in policy


def test_only_the_editor_has_the_looser_policy(client):
    assert "'unsafe-inline'" in client.get("/cms/login/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/cmsx/")["Content-Security-Policy"]


def test_no_page_asks_for_camera_or_place_or_lends_itself_to_a_frame(client):
    answer = client.get("/healthz")
    assert "camera=()" in answer["Permissions-Policy"]
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_administration_asks_no_third_party_for_anything(client):
    client.force_login(get_user_model().objects.create_superuser("a", password="long password 1"))
    page = client.get("/cms/account/").content.decode()
    for stranger in ("gravatar", "releases.wagtail", "googleapis", "cdn."):
        assert stranger not in page
