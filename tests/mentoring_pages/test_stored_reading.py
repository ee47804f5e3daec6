"""An act is painted when it is published, and anew when anything it shows has changed."""

import pytest
from django.utils import timezone

from mentoring_pages.models import ClauseAddress, ClauseNote, Edition, School, StoredReading
from mentoring_pages.services import reading as readings
from mentoring_pages.services.reading import reading_of_edition, reading_of_page
from tests.mentoring_pages.acts import (
    a_section,
    block,
    publish_act,
    publish_anew,
    publish_glossary,
)
from tests.schools import NOW, make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_school("first").site.root_page.specific


def read(client, home, address="/act/"):
    answer = client.get(address, headers={"host": home.get_site().hostname})
    assert answer.status_code == 200
    return answer.content.decode()


def forbid_painting(monkeypatch):
    def paint(*args, **kwargs):
        raise AssertionError("painted for a visitor")

    monkeypatch.setattr(readings, "paint", paint)


def add_note(page, key, **fields):
    given = {"text": "Проще говоря, по согласию.", "written_at": NOW, **fields}
    school = page.get_site().school
    return ClauseNote.objects.create(
        school=school, page_key=page.translation_key, clause_key=key, **given
    )


def test_a_visitor_of_a_published_act_costs_no_painting(client, home, monkeypatch):
    publish_act(home)
    forbid_painting(monkeypatch)
    assert 'С <a class="act-term"' in read(client, home)


def test_a_selection_is_painted_at_publication_too(client, home, monkeypatch):
    page = publish_act(home)
    add_note(page, page.body[2].id, for_parent=True)
    forbid_painting(monkeypatch)
    assert "Это выборка для родителя" in read(client, home, "/act/?dlya=roditel")


def test_the_words_of_an_unknown_reader_give_the_whole_act(client, home):
    publish_act(home)
    assert "act-selection" not in read(client, home, "/act/?dlya=<b>")


def test_a_new_text_is_shown_at_once(client, home):
    page = publish_act(home)
    read(client, home)
    publish_anew(page, [*a_section(), block("clause", 2, "1.3", "Новый пункт.")])
    assert "Новый пункт." in read(client, home)


def test_a_text_written_by_a_program_is_shown_at_once(client, home):
    page = publish_act(home)
    read(client, home)
    page.act_title = "о кураторах"
    page.save()
    assert "о кураторах" in read(client, home)


def test_a_new_term_of_the_glossary_is_marked_at_once(client, home):
    publish_act(home)
    glossary = publish_glossary(home, Соглашение="Уговор на бумаге.")
    assert 'href="/glossary/#t-соглашение"' in read(client, home)
    glossary.unpublish()
    assert "соглашение</a>" not in read(client, home)


def test_a_term_leads_to_the_glossary_wherever_it_has_moved(client, home):
    publish_act(home)
    glossary = publish_glossary(home, Соглашение="Уговор на бумаге.")
    glossary.slug = "slova"
    glossary.save_revision().publish()
    assert 'href="/slova/#t-соглашение"' in read(client, home)


def test_a_term_leads_to_its_place_on_the_page_of_terms(client, home):
    publish_act(home)
    publish_glossary(home, **{"Кейс-метод (разбор)": "Разбор случая."})
    assert 'id="t-кейс-метод-разбор"' in read(client, home, "/glossary/")


def test_a_note_is_shown_and_taken_away_at_once(client, home):
    page = publish_act(home)
    note = add_note(page, page.body[2].id)
    assert "Проще говоря" in read(client, home)
    note.is_published = False
    note.save()
    assert "Проще говоря" not in read(client, home)


def test_a_note_is_part_of_no_edition(home):
    page = publish_act(home)
    add_note(page, page.body[2].id)
    page.save_revision().publish()
    edition = Edition.objects.get(page_key=page.translation_key)
    assert "Проще говоря" not in str(edition.tree)
    assert "Проще говоря" not in reading_of_edition(edition=edition, now=NOW).article


def test_a_note_of_another_act_is_not_shown(client, home):
    publish_act(home)
    other = publish_act(home, slug="other")
    add_note(other, other.body[2].id)
    assert "Проще говоря" not in read(client, home)


def test_what_another_painter_left_is_painted_anew_by_the_first_reader(client, home):
    publish_act(home)
    StoredReading.objects.update(painter=0, article="Старый вид")
    assert "Старый вид" not in read(client, home)
    assert not StoredReading.objects.filter(painter=0, audience="").exists()


def test_an_edition_is_painted_once_as_it_was_approved(home, monkeypatch):
    page = publish_act(home)
    first = Edition.objects.get(page_key=page.translation_key)
    publish_anew(page, a_section()[:2], order_number="8")
    assert "заключают соглашение" in reading_of_edition(edition=first, now=NOW).article.replace(
        "</a>", ""
    )
    forbid_painting(monkeypatch)
    assert reading_of_edition(edition=first, now=NOW).article


def test_a_link_of_an_old_edition_stays_in_it(client, home):
    page = publish_act(home)
    key = page.body[2].id
    publish_anew(page, a_section(), order_number="8")
    old = read(client, home, "/act/redakciya/1/")
    assert f'<a href="#c-{key}">ссылка' in old
    assert f'"/c/{key}/"' not in old


def test_a_preview_shows_the_draft_and_keeps_nothing(home):
    page = publish_act(home)
    before = list(StoredReading.objects.values_list("pk", "painted_at"))
    page.act_title = "о черновике"
    answer = page.make_preview_request()
    assert "о черновике" in answer.content.decode()
    assert list(StoredReading.objects.values_list("pk", "painted_at")) == before


def test_an_act_of_another_school_is_not_repainted(home):
    other = make_school("second").site.root_page.specific
    publish_act(home)
    publish_act(other)
    kept = StoredReading.objects.get(school=home.get_site().school)
    publish_glossary(other, Соглашение="Уговор.")
    kept.refresh_from_db()
    assert "соглашение</a>" not in kept.article


def test_an_act_on_a_site_of_no_school_is_read_too(client, home):
    school = home.get_site().school
    page = publish_act(home, order_number="", order_date=None)
    StoredReading.objects.all().delete()
    ClauseAddress.objects.all().delete()
    School.objects.filter(pk=school.pk).delete()
    publish_anew(page, [*a_section(), block("clause", 2, "1.3", "Новый пункт.")])
    assert "Новый пункт." in read(client, home)


def test_a_reading_can_be_thrown_away_at_any_time(home):
    page = publish_act(home)
    painted = reading_of_page(page=page, now=timezone.now())
    StoredReading.objects.all().delete()
    assert reading_of_page(page=page, now=timezone.now()) == painted
