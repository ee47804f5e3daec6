"""Links to pages in a rich text cost one query, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.rich_text import expand_db_html

from tests.mentoring_pages.acts import publish_act, publish_glossary
from tests.schools import make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make_school("first").site.root_page.specific


def link_to(page):
    return f'<a linktype="page" id="{page.pk}">слово</a>'


def test_many_links_to_pages_of_many_kinds_cost_one_query(home):
    pages = [publish_act(home), publish_glossary(home, Слово="Сказано."), home]
    expand_db_html(link_to(home))
    with CaptureQueriesContext(connection) as asked:
        html = expand_db_html("".join(link_to(page) for page in pages * 20))
    assert len(asked) == 1
    assert html.startswith('<a href="/act/">слово</a><a href="/glossary/">слово</a><a href="/">')


def test_a_link_to_a_page_that_is_gone_is_no_link(home):
    page = home.add_child(instance=Page(title="Была", slug="was"))
    link = link_to(page)
    page.delete()
    assert expand_db_html(link) == "<a>слово</a>"


@pytest.mark.parametrize("hostile", ["x", "1 OR 1=1", "", "-1", "²"])
def test_a_link_to_nonsense_is_no_link(home, hostile):
    assert expand_db_html(f'<a linktype="page" id="{hostile}">слово</a>') == "<a>слово</a>"
