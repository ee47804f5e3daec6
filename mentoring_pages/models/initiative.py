from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import SHOWN_PEOPLE_PANEL, GuardedPage


class ArticleBlock(blocks.StreamBlock):
    """Plain text in pieces; ``[[Слово]]`` or ``[[Слово|вид]]`` leads to a page or a term."""

    heading = blocks.CharBlock(label=_("Подзаголовок"), max_length=300, icon="title")
    paragraph = blocks.TextBlock(
        label=_("Абзац"),
        rows=4,
        icon="pilcrow",
        help_text=_("Чтобы сослаться на страницу или термин, напишите [[Название]]."),
    )
    item = blocks.TextBlock(label=_("Строка перечня"), rows=2, icon="list-ul")

    class Meta:
        label = _("Текст")


class InitiativeTag(TaggedItemBase):
    content_object = ParentalKey(
        "mentoring_pages.InitiativePage", on_delete=models.CASCADE, related_name="tagged_items"
    )


class InitiativePage(GuardedPage):
    """An initiative or an article: free text, found by its other names too."""

    summary = models.TextField(_("в двух словах"), blank=True)
    image = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("снимок"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("что на снимке"), max_length=200, blank=True, help_text=_("Для тех, кто его не видит.")
    )
    body = StreamField(ArticleBlock(), verbose_name=_("текст"), blank=True)
    tags = ClusterTaggableManager(through=InitiativeTag, blank=True, verbose_name=_("метки"))

    is_the_same_for_everybody = True

    template = "mentoring_pages/initiative_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("image"),
        FieldPanel("image_alt"),
        FieldPanel("body"),
        InlinePanel("aliases_of_title", label=_("Другое название"), heading=_("Другие названия")),
        FieldPanel("tags"),
        SHOWN_PEOPLE_PANEL,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields("aliases_of_title", [index.SearchField("name")]),
    ]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("инициатива")
        verbose_name_plural = _("инициативы")


class InitiativeAlias(PageRow):
    """Another name of the article, by which it is found and linked."""

    page = ParentalKey(InitiativePage, on_delete=models.CASCADE, related_name="aliases_of_title")
    name = models.CharField(_("другое название"), max_length=255)

    class Meta(PageRow.Meta):
        verbose_name = _("другое название")
        verbose_name_plural = _("другие названия")

    def __str__(self) -> str:
        return self.name
