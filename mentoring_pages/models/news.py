from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import SHOWN_PEOPLE_PANEL, GuardedPage
from mentoring_pages.models.school import School

NEWS_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote"]

NEWS_URLS = "mentoring_pages.news_urls"
"""The addresses below the index of news; their views get the request and the page."""

NEWS_KINDS = {
    "news": _("новость"),
    "press": _("пресс-релиз"),
    "post": _("пост-релиз"),
    "digest": _("дайджест"),
    "album": _("альбом фотографий"),
    "playlist": _("плейлист"),
    "longread": _("образовательный лонгрид"),
}


class PlannedEvent(models.Model):
    """An event of the media plan: it is announced before and told about after."""

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="events"
    )
    title = models.CharField(_("событие"), max_length=200)
    held_on = models.DateField(_("день события"))
    place = models.CharField(_("где"), max_length=200, blank=True)
    audience = models.CharField(
        _("для кого"), max_length=200, blank=True, help_text=_("Например, «7А и 7Б».")
    )
    cancelled = models.BooleanField(_("не состоится"), default=False)

    class Meta:
        verbose_name = _("событие медиаплана")
        verbose_name_plural = _("медиаплан")
        ordering = ["held_on", "pk"]

    def __str__(self) -> str:
        return self.title


class NewsIndexPage(GuardedPage):
    """The news of the programme and its media plan."""

    intro = models.TextField(_("вступление"), blank=True)

    is_the_same_for_everybody = True

    template = "mentoring_pages/news_index_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["mentoring_pages.SchoolHomePage"]
    subpage_types = ["mentoring_pages.NewsPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("лента новостей")
        verbose_name_plural = _("ленты новостей")

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The feeds stand below the index; everything else there is a page."""
        if path_components and self.live:
            try:
                found = resolve(f"/{'/'.join(path_components)}/", urlconf=NEWS_URLS)
            except Resolver404:
                pass
            else:
                return RouteResult(self, kwargs={"below": found})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, below: Any = None, **kwargs: Any) -> Any:
        if below is not None:
            return below.func(request, self, *below.args, **below.kwargs)
        return super().serve(request, *args, **kwargs)


class NewsPage(GuardedPage):
    """One piece of news, of one of the kinds the media plan knows."""

    kind = models.CharField(_("вид"), max_length=10, choices=NEWS_KINDS, default="news")
    event = models.ForeignKey(
        PlannedEvent,
        verbose_name=_("событие медиаплана"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="news",
    )
    summary = models.TextField(_("о чём новость, одной-двумя фразами"), blank=True)
    body = RichTextField(_("текст"), blank=True, features=NEWS_FEATURES)
    in_group = models.BooleanField(
        _("выйдет и в группе школы"),
        default=False,
        help_text=_("Тогда согласие нужно и для группы, а готовый текст появится под новостью."),
    )
    hashtags = models.CharField(
        _("хештеги"),
        max_length=200,
        blank=True,
        help_text=_("Через пробел, решётку можно не писать."),
    )

    is_the_same_for_everybody = True

    template = "mentoring_pages/news_page.html"
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("event")]),
        FieldPanel("summary"),
        FieldPanel("body"),
        InlinePanel("pictures", label=_("Снимок"), heading=_("Снимки")),
        SHOWN_PEOPLE_PANEL,
        MultiFieldPanel(
            [FieldPanel("in_group"), FieldPanel("hashtags")], heading=_("Группа школы")
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.FilterField("kind"),
    ]
    parent_page_types = ["mentoring_pages.NewsIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("новость")
        verbose_name_plural = _("новости")


class NewsPicture(PageRow):
    """A picture of a piece of news. Who is on it stands in the register of pictures."""

    page = ParentalKey(NewsPage, on_delete=models.CASCADE, related_name="pictures")
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("снимок"),
        on_delete=models.CASCADE,
        related_name="+",
    )
    alt = models.CharField(
        _("что на снимке"), max_length=200, help_text=_("Для тех, кто его не видит. Без имён.")
    )
    caption = models.CharField(_("подпись"), max_length=200, blank=True)

    panels = [FieldPanel("image"), FieldPanel("alt"), FieldPanel("caption")]

    class Meta(PageRow.Meta):
        verbose_name = _("снимок")
        verbose_name_plural = _("снимки")

    def __str__(self) -> str:
        return self.alt
