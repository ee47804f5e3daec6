import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import GuardedPage

MARKS = {
    "waiting": _("ещё не начат"),
    "going": _("идёт"),
    "done": _("сделан"),
}


class RoadmapPage(GuardedPage):
    """The roadmap of the programme: its stages, shown to everybody with progress and no names."""

    intro = models.TextField(_("вступление"), blank=True)
    period = models.CharField(
        _("на какой срок"), max_length=100, blank=True, help_text=_("Например: «2026/27 год».")
    )
    order_number = models.CharField(_("номер приказа"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)

    is_the_same_for_everybody = True

    template = "mentoring_pages/roadmap_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("period"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("order_number"), FieldPanel("order_date")])],
            heading=_("Утверждение"),
        ),
        InlinePanel("stages", label=_("Этап"), heading=_("Этапы")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("дорожная карта")
        verbose_name_plural = _("дорожные карты")


class RoadmapStage(PageRow):
    """A stage. ``step_key`` joins it to what the programme knows; else the curator marks it.

    ``key`` stays when the stage is called otherwise or moves: marks of the calendar hang on it.
    """

    page = ParentalKey(RoadmapPage, on_delete=models.CASCADE, related_name="stages")
    key = models.UUIDField(_("ключ"), default=uuid.uuid4, editable=False)
    step_key = models.CharField(
        _("какой это этап"),
        max_length=20,
        blank=True,
        help_text=_("По нему программа сама видит, сколько сделано."),
    )
    title = models.CharField(_("этап"), max_length=300)
    activities = models.TextField(
        _("что делаем"), blank=True, help_text=_("По одному делу на строке.")
    )
    term = models.CharField(_("срок"), max_length=200, blank=True)
    responsible = models.CharField(
        _("кто отвечает"), max_length=200, blank=True, help_text=_("Должность, не фамилия.")
    )
    result = models.CharField(_("чем заканчивается"), max_length=300, blank=True)
    mark = models.CharField(
        _("отметка куратора"),
        max_length=10,
        choices=MARKS,
        blank=True,
        help_text=_("Для этапов, о которых программа сама ничего не знает."),
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("step_key"),
        FieldPanel("activities"),
        FieldRowPanel([FieldPanel("term"), FieldPanel("responsible")]),
        FieldPanel("result"),
        FieldPanel("mark"),
    ]

    class Meta(PageRow.Meta):
        verbose_name = _("этап")
        verbose_name_plural = _("этапы")

    def __str__(self) -> str:
        return self.title

    def lines(self) -> list[str]:
        """The activities, one each."""
        return [line.strip() for line in self.activities.splitlines() if line.strip()]
