from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from mentoring_pages.models.linting import TextCheckPanel
from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import GuardedPage


class GlossaryPage(GuardedPage):
    """А–Я: the definitions of the Положение, citing their clause, and explanatory terms."""

    is_the_same_for_everybody = True

    intro = RichTextField(_("вступление"), blank=True, features=["bold", "italic", "link"])

    template = "mentoring_pages/glossary_page.html"
    content_panels = [
        *Page.content_panels,
        TextCheckPanel(),
        FieldPanel("intro"),
        InlinePanel("terms", label=_("Термин"), heading=_("Глоссарий современных форм работы")),
    ]
    parent_page_types = ["mentoring_pages.SchoolHomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("глоссарий")
        verbose_name_plural = _("глоссарии")


class GlossaryTerm(index.Indexed, PageRow):
    """An explanatory term: freely edited, binds nobody."""

    page = ParentalKey(GlossaryPage, on_delete=models.CASCADE, related_name="terms")
    term = models.CharField(_("термин"), max_length=200)
    definition = models.TextField(_("объяснение"))
    variants = models.CharField(
        _("другие названия"),
        max_length=300,
        blank=True,
        help_text=_(
            "Через запятую. В тексте Положения термин узнаётся по любому из них и в любой форме."
        ),
    )

    search_fields = [
        index.SearchField("term"),
        index.SearchField("definition"),
        index.SearchField("variants"),
    ]

    class Meta(PageRow.Meta):
        verbose_name = _("термин")
        verbose_name_plural = _("термины")

    def __str__(self) -> str:
        return self.term
