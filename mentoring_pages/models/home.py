from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField
from wagtail.models import Page

from mentoring_pages.models.publication import GuardedPage

PLAIN_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]


class SchoolHomePage(GuardedPage):
    """The front page of a school's programme; the root of the school's tree."""

    is_the_same_for_everybody = True

    intro = RichTextField(_("в двух словах"), blank=True, features=["bold", "italic", "link"])
    body = RichTextField(_("подробнее"), blank=True, features=PLAIN_FEATURES)

    template = "mentoring_pages/school_home_page.html"
    content_panels = [*Page.content_panels, "intro", "body"]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "mentoring_pages.RegulationPage",
        "mentoring_pages.GlossaryPage",
        "mentoring_pages.WordingPage",
        "mentoring_pages.DocumentsPage",
        "mentoring_pages.ProgrammePage",
        "mentoring_pages.RoadmapPage",
        "mentoring_pages.ServiceRulesPage",
        "mentoring_pages.InitiativePage",
        "mentoring_pages.NewsIndexPage",
        "mentoring_pages.PeoplePage",
    ]

    class Meta:
        verbose_name = _("главная страница школы")
        verbose_name_plural = _("главные страницы школ")
