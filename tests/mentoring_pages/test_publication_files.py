"""What a page offers to be taken away is part of it: pictures as files, names inside files."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from mentoring_pages.domain.publication import Obstacle
from mentoring_pages.models import InitiativePage
from mentoring_pages.services.names_to_ask import files_to_read, strangers_to_ask_about
from mentoring_pages.services.publication import problems_of, sentences
from tests.rows import NOW, a_person
from tests.schools import make_staff
from tests.shown import a_draft, a_publishing_school, may_be_shown, published
from tests.word_files import docx, paragraph

pytestmark = pytest.mark.django_db

NAMED = docx(paragraph("Первое место заняла Соловьёва Анна, 7А."))


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def school():
    return a_publishing_school()


def a_file(name, content=b"%PDF-1.4", title="Итоги"):
    return get_document_model().objects.create(title=title, file=ContentFile(content, name))


def offering(school, file, *people):
    body = f'<p><a linktype="document" id="{file.pk}">Посмотреть</a></p>'
    return a_draft(school, *people, body=body)


def problems(page, school):
    return problems_of(page=page, school=school, now=NOW)


@pytest.mark.parametrize("name", ["snimok.jpg", "SNIMOK.HEIC", "snimok.webp"])
def test_a_picture_is_not_offered_as_a_file_of_which_nobody_says_who_is_on_it(school, name):
    found = problems(offering(school, a_file(name, title="Класс на уроке")), school)
    assert [one.obstacle for one in found] == [Obstacle.PICTURE_AS_FILE]
    (sentence,) = sentences(problems=found, school=school, now=NOW)
    assert "«Класс на уроке» – картинка" in sentence


def test_a_name_inside_a_file_counts_like_one_in_the_text(school):
    file = a_file("itogi.docx", NAMED)
    assert not problems(offering(school, file), school)
    child, _paper = may_be_shown(school)
    page = offering(school, file)
    assert [one.obstacle for one in problems(page, school)] == [Obstacle.NOT_DECLARED]
    assert not problems(offering(school, file, (child, ["full_name"])), school)


def test_another_file_in_its_place_is_read_anew(school):
    may_be_shown(school)
    file = a_file("itogi.docx", docx(paragraph("Имён здесь нет.")))
    page = offering(school, file)
    assert not problems(page, school)
    file.file.save("itogi-2.docx", ContentFile(NAMED))
    assert [one.obstacle for one in problems(page, school)] == [Obstacle.NOT_DECLARED]


def test_names_in_hashtags_and_tags_are_names(school):
    may_be_shown(school)
    news = a_draft(school, hashtags="школа #АннаСоловьёва")
    assert [one.obstacle for one in problems(news, school)] == [Obstacle.NOT_DECLARED]
    article = InitiativePage(title="Кружок", live=False)
    school.site.root_page.add_child(instance=article)
    assert not problems(article, school)
    article.tags.add("Соловьёва Анна")
    assert [one.obstacle for one in problems(article, school)] == [Obstacle.NOT_DECLARED]


def test_a_file_that_no_program_reads_and_a_stranger_are_asked_about(school, client):
    a_person(school, family_name="Ветров", given_name="Пётр")
    body = "<p>Гостем был Глеб Ручьёв. Пришла Нина Орлова.</p>"
    page = a_draft(school, body=body)
    assert strangers_to_ask_about(page=page, school=school) == ["Глеб Ручьёв"]
    scan = a_file("protokol.pdf", title="Протокол")
    page.body += f'<p><a linktype="document" id="{scan.pk}">Протокол</a></p>'
    page.save_revision()
    assert files_to_read(page=page) == ["Протокол"]
    assert not problems(page, school)
    client.force_login(make_staff("editor", editor=school))
    shown = client.get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "нет в списке школы: «Глеб Ручьёв»" in shown
    assert "не может прочитать приложенные файлы: «Протокол»" in shown


def test_a_file_of_news_that_left_the_site_is_served_to_nobody_but_staff(school, client):
    file = a_file("itogi.docx", NAMED)
    page = published(offering(school, file))
    ReferenceIndex.create_or_update_for_object(page)
    assert client.get(file.url).status_code == 200
    page.unpublish()
    assert client.get(file.url).status_code == 404
    client.force_login(make_staff("editor", editor=school))
    assert client.get(file.url).status_code == 200


def test_a_file_that_no_page_offers_is_served_as_before(school, client):
    assert client.get(a_file("ustav.pdf").url).status_code == 200
