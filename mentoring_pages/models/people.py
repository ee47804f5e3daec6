from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from mentoring_pages.models.publication import GuardedPage


class PeoplePage(GuardedPage):
    """Who takes part, by role. Names stand here only while their consent holds; nothing is kept."""

    intro = models.TextField(_("вступление"), blank=True)

    is_the_same_for_everybody = True

    template = "mentoring_pages/people_page.html"
    content_panels = [*Page.content_panels, FieldPanel("intro")]
    parent_page_types = ["mentoring_pages.SchoolHomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("люди программы")
        verbose_name_plural = _("люди программы")
