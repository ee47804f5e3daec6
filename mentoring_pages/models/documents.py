from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from mentoring_pages.models.publication import GuardedPage


class DocumentsPage(GuardedPage):
    """«Документы»: a card for every act, wording, programme and set of rules of the school.

    Acts may stand under it, so that they do not crowd the menu.
    """

    intro = models.TextField(_("вступление"), blank=True)

    is_the_same_for_everybody = True

    template = "mentoring_pages/documents_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["mentoring_pages.SchoolHomePage"]
    subpage_types = [
        "mentoring_pages.RegulationPage",
        "mentoring_pages.ProgrammePage",
        "mentoring_pages.RoadmapPage",
        "mentoring_pages.ServiceRulesPage",
        "mentoring_pages.InitiativePage",
        "mentoring_pages.WordingPage",
    ]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("документы")
        verbose_name_plural = _("документы")
