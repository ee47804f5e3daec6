"""The news of a school as Atom and RSS: titles and summaries of what is published now."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from mentoring_pages.domain.group_text import plain
from mentoring_pages.models import NewsIndexPage, NewsPage, School
from mentoring_pages.services.news import news_of
from mentoring_pages.services.publication import school_of

LATEST = 20
SUMMARY_LENGTH = 300


class NewsFeed(Feed):
    """Asked for one index page; a page that was taken down is not in it."""

    def get_object(self, request: HttpRequest, page: NewsIndexPage) -> Any:
        return page, school_of(page)

    def title(self, found: tuple[NewsIndexPage, School | None]) -> str:
        page, school = found
        return f"{page.title} – {school.short_name}" if school else page.title

    def description(self, found: tuple[NewsIndexPage, School | None]) -> str:
        return found[0].intro or _("Новости программы наставничества")

    def link(self, found: tuple[NewsIndexPage, School | None]) -> str:
        return found[0].get_url() or "/"

    def items(self, found: tuple[NewsIndexPage, School | None]) -> list[NewsPage]:
        return list(news_of(school=found[1])[:LATEST]) if found[1] else []

    def item_title(self, item: NewsPage) -> str:
        return item.title

    def item_description(self, item: NewsPage) -> str:
        return item.summary or plain(item.body)[:SUMMARY_LENGTH]

    def item_link(self, item: NewsPage) -> str:
        return item.get_url() or "/"

    def item_guid(self, item: NewsPage) -> str:
        return f"urn:uuid:{item.translation_key}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: NewsPage) -> datetime | None:
        return item.first_published_at

    def item_updateddate(self, item: NewsPage) -> datetime | None:
        return item.last_published_at


class RssNews(NewsFeed):
    feed_type = Rss201rev2Feed


class AtomNews(NewsFeed):
    feed_type = Atom1Feed
    subtitle = NewsFeed.description


def rss(request: HttpRequest, page: NewsIndexPage) -> HttpResponse:
    return RssNews()(request, page=page)


def atom(request: HttpRequest, page: NewsIndexPage) -> HttpResponse:
    return AtomNews()(request, page=page)
