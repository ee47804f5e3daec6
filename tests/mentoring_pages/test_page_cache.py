"""Whole public pages are kept for anonymous visitors and emptied by whatever changes them."""

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from mentoring_pages import page_cache
from mentoring_pages.models import ClauseNote, MentoringForm, School
from mentoring_pages.services.public_version import public_pages_changed, version_of
from tests.mentoring_pages.acts import a_section, block, publish_act, publish_anew, publish_glossary
from tests.schools import NOW, make_school

pytestmark = pytest.mark.django_db

MOST_FOR_A_KEPT_PAGE = 1


def home_of(key):
    """The home page of a new school, and the host that it answers on."""
    home = make_school(key).site.root_page.specific
    home.host = f"{key}.example.org"
    return home


@pytest.fixture
def home(settings, time_machine):
    time_machine.move_to(timezone.now().replace(minute=15))  # a page is kept to the full hour
    settings.NASTAVNIK_PAGE_CACHE = "pages"
    caches["pages"].clear()
    yield home_of("first")
    caches["pages"].clear()


def get(client, home, address="/act/", **headers):
    return client.get(address, headers={"host": home.host, **headers})


def is_kept(client, home, address="/act/", **headers):
    """Whether the answer came from the cache: then nothing but the version was asked for."""
    get(client, home, address, **headers)
    with CaptureQueriesContext(connection) as asked:
        answer = get(client, home, address, **headers)
    assert answer.status_code == 200
    return len(asked) <= MOST_FOR_A_KEPT_PAGE


@pytest.mark.parametrize("address", ["/act/", "/glossary/", "/"])
def test_a_page_that_everybody_sees_alike_is_kept(client, home, address):
    publish_act(home)
    publish_glossary(home, Соглашение="Уговор.")
    assert is_kept(client, home, address)


def test_a_kept_page_is_the_page(client, home, settings):
    publish_act(home)
    kept = [get(client, home) for _visit in range(2)][1]
    settings.NASTAVNIK_PAGE_CACHE = ""
    made = get(client, home)
    assert kept.content == made.content
    for name in (
        "Content-Type",
        "Content-Security-Policy",
        "X-Frame-Options",
        "Permissions-Policy",
    ):
        assert kept[name] == made[name]


def test_a_kept_page_carries_nobodys_cookie(client, home):
    publish_act(home)
    get(client, home)
    assert not get(client, home).cookies


def publish_new_text(page, glossary):
    publish_anew(page, [*a_section(), block("clause", 2, "1.3", "Новое.")])


def publish_new_glossary(page, glossary):
    glossary.title = "Слова"
    glossary.save_revision().publish()


def write_a_note(page, glossary):
    ClauseNote.objects.create(
        school=School.objects.get(key="first"),
        page_key=page.translation_key,
        clause_key=page.body[2].id,
        text="Проще.",
        written_at=NOW,
    )


def change_the_profile(page, glossary):
    school = School.objects.get(key="first")
    school.curator_name = "Новая Анна Ильинична"
    school.save()


def add_a_form(page, glossary):
    school = School.objects.get(key="first")
    MentoringForm.objects.create(school=school, key="own", title="Своя форма")


def move_a_page(page, glossary):
    home = page.get_parent()
    folder = home.add_child(instance=Page(title="Документы", slug="docs"))
    Page.objects.get(pk=glossary.pk).move(folder, pos="last-child")


def close_a_page(page, glossary):
    PageViewRestriction.objects.create(page=glossary, restriction_type="login")


def rename_the_address(page, glossary):
    glossary.slug = "slova"
    glossary.save_revision().publish()


@pytest.mark.parametrize(
    "change",
    [
        publish_new_text,
        publish_new_glossary,
        lambda page, glossary: glossary.unpublish(),
        lambda page, glossary: glossary.delete(),
        move_a_page,
        rename_the_address,
        close_a_page,
        write_a_note,
        change_the_profile,
        add_a_form,
        lambda page, glossary: public_pages_changed(),
    ],
    ids=[
        "new text",
        "new glossary",
        "unpublished",
        "deleted",
        "moved",
        "new address",
        "closed",
        "note",
        "profile",
        "form",
        "said by another floor",
    ],
)
def test_whatever_changes_a_page_empties_the_cache_at_once(client, home, change):
    page, glossary = publish_act(home), publish_glossary(home, Соглашение="Уговор.")
    before = version_of(home.get_site().pk)
    assert is_kept(client, home)
    change(page, glossary)
    assert version_of(home.get_site().pk) != before
    with CaptureQueriesContext(connection) as asked:
        get(client, home)
    assert len(asked) > MOST_FOR_A_KEPT_PAGE


def test_a_page_that_was_taken_down_answers_to_nobody(client, home):
    page = publish_act(home)
    get(client, home)
    page.unpublish()
    assert get(client, home).status_code == 404


def test_a_draft_empties_nothing(client, home):
    page = publish_act(home)
    get(client, home)
    page.act_title = "о черновике"
    page.save_revision()
    assert is_kept(client, home)
    assert "о черновике" not in get(client, home).content.decode()


def test_a_change_that_was_taken_back_empties_nothing(client, home):
    page = publish_act(home)
    before = version_of(home.get_site().pk)
    with transaction.atomic():
        publish_anew(page, a_section()[:2])
        assert version_of(home.get_site().pk) != before
        transaction.set_rollback(True)
    assert version_of(home.get_site().pk) == before


def test_a_page_made_from_the_old_text_is_not_shown_after_the_change(client, home, monkeypatch):
    """A text is published while another visitor's page is being made from the old one."""
    page = publish_act(home)
    serve = type(page).serve

    def slowly(self, request, *args, **kwargs):
        answer = serve(self, request, *args, **kwargs).render()
        monkeypatch.setattr(type(page), "serve", serve)
        publish_anew(page, [*a_section(), block("clause", 2, "1.3", "Новое.")])
        return answer

    monkeypatch.setattr(type(page), "serve", slowly)
    assert "Новое." not in get(client, home).content.decode()
    assert "Новое." in get(client, home).content.decode()


def test_a_school_empties_only_its_own_pages(client, home):
    other = home_of("second")
    page = publish_act(home)
    publish_act(other)
    assert is_kept(client, other)
    publish_anew(page, a_section()[:2])
    assert is_kept(client, other)


def test_two_schools_never_see_each_others_pages(client, home):
    other = home_of("second")
    publish_act(home, act_title="о первой")
    publish_act(other, act_title="о второй")
    get(client, home)
    assert "о второй" in get(client, other).content.decode()


def test_a_visitor_with_a_session_goes_past_the_cache(client, home):
    publish_act(home)
    get(client, home)
    client.force_login(get_user_model().objects.create_user("editor", password="x"))
    assert not is_kept(client, home)


@pytest.mark.parametrize("cookie", ["messages", "sessionid"])
def test_a_visitor_whom_something_waits_for_goes_past_the_cache(client, home, cookie):
    publish_act(home)
    get(client, home)
    client.cookies[cookie] = "something"
    assert not is_kept(client, home)


@pytest.mark.parametrize(
    "address",
    ["/act/?utm_source=x", "/act/?dlya=nobody", "/act/?dlya=roditel&a=b", "/act/redakciya/1/"],
)
def test_only_addresses_that_we_make_are_kept(client, home, address):
    publish_act(home)
    assert not is_kept(client, home, address)


def test_the_view_for_a_parent_is_kept_apart(client, home):
    page = publish_act(home)
    write_a_note(page, None)
    ClauseNote.objects.update(for_parent=True)
    type(page).objects.get(pk=page.pk).save_revision().publish()
    assert is_kept(client, home, "/act/?dlya=roditel")
    assert "выборка для родителя" in get(client, home, "/act/?dlya=roditel").content.decode()
    assert "выборка для родителя" not in get(client, home).content.decode()


def test_the_version_for_low_vision_is_kept_apart(client, home):
    publish_act(home)
    assert is_kept(client, home)
    seeing_little = Client()
    seeing_little.cookies["nastavnik_view"] = "white-on-black_200_wide_off"
    assert is_kept(seeing_little, home)
    assert 'data-scheme="white-on-black"' in get(seeing_little, home).content.decode()
    assert "data-scheme" not in get(client, home).content.decode()


def test_a_cookie_that_nobody_of_us_wrote_makes_no_new_entry(client, home):
    publish_act(home)
    get(client, home)
    stranger = Client()
    stranger.cookies["nastavnik_view"] = "<b>x</b>"
    with CaptureQueriesContext(connection) as asked:
        get(stranger, home)
    assert len(asked) <= MOST_FOR_A_KEPT_PAGE


def test_a_page_with_a_form_token_is_never_kept(client, home, settings, tmp_path):
    publish_act(home)
    (tmp_path / "mentoring_pages").mkdir()
    template = tmp_path / "mentoring_pages" / "regulation_page.html"
    template.write_text("<form>{% csrf_token %}</form>", encoding="utf-8")
    engine, *others = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine.get("DIRS", []), tmp_path]}, *others]
    get(client, home)  # with the token's cookie from now on
    assert "csrfmiddlewaretoken" in get(client, home).content.decode()
    assert not is_kept(client, home)


def test_forms_and_staff_pages_are_never_kept(client, home):
    for address in ("/intake/", "/view-settings/", "/cms/login/"):
        answer = client.get(address, headers={"host": home.host}, follow=True)
        assert "ETag" not in answer


def test_a_browser_that_has_the_page_is_told_so(client, home):
    publish_act(home)
    first = get(client, home)
    assert first["Cache-Control"] == "no-cache"
    assert "Cookie" in first["Vary"]
    answer = get(client, home, **{"if-none-match": first["ETag"]})
    assert answer.status_code == 304
    assert answer.content == b""
    assert answer["Content-Security-Policy"]


def test_a_browser_with_the_old_page_gets_the_new_one(client, home):
    page = publish_act(home)
    old = get(client, home)["ETag"]
    publish_anew(page, [*a_section(), block("clause", 2, "1.3", "Новое.")])
    answer = get(client, home, **{"if-none-match": old})
    assert answer.status_code == 200
    assert "Новое." in answer.content.decode()


def test_a_page_is_kept_no_longer_than_its_hour(client, home, monkeypatch):
    """«Действует с» turns at midnight, and every midnight is a full hour."""
    publish_act(home)
    kept_for = []
    cache = caches["pages"]
    monkeypatch.setattr(cache, "set", lambda key, value, timeout: kept_for.append(timeout))
    monkeypatch.setattr(page_cache.time, "time", lambda: 7200 + 3590.0)
    get(client, home)
    assert kept_for == [10.0]


def test_pages_kept_by_another_release_are_not_shown(client, home, settings):
    publish_act(home)
    assert is_kept(client, home)
    settings.NASTAVNIK_RELEASE = "next"
    with CaptureQueriesContext(connection) as asked:
        get(client, home)
    assert len(asked) > MOST_FOR_A_KEPT_PAGE


def test_without_a_cache_every_page_is_made(client, home, settings):
    settings.NASTAVNIK_PAGE_CACHE = ""
    publish_act(home)
    assert not is_kept(client, home)


def test_a_page_that_says_nothing_of_itself_is_not_kept(client, home, monkeypatch):
    page = publish_act(home)
    monkeypatch.setattr(type(page), "is_the_same_for_everybody", False)
    assert not is_kept(client, home)
