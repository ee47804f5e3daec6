from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from mentoring_pages.models.linting import TextCheckPanel
from mentoring_pages.models.mentoring_form import MentoringForm
from mentoring_pages.models.publication import SHOWN_PEOPLE_PANEL, GuardedPage
from mentoring_pages.models.regulation import APPROVAL_PANEL, RegulationMixin


class LinesBlock(blocks.StreamBlock):
    """A list of lines, each with a permanent key."""

    line = blocks.TextBlock(label=_("Строка"), rows=2, icon="list-ul")

    class Meta:
        label = _("Перечень")


class ResultBlock(blocks.StructBlock):
    """A result that is measured, and by what."""

    text = blocks.TextBlock(label=_("Результат"), rows=2)
    measure = blocks.TextBlock(
        label=_("Как измеряется"),
        rows=2,
        required=False,
        help_text=_("По каким данным и когда видно, что он достигнут."),
    )

    class Meta:
        label = _("Результат")
        icon = "tick"


class ResultsBlock(blocks.StreamBlock):
    result = ResultBlock()

    class Meta:
        label = _("Оцениваемые результаты")


class ProgrammePage(RegulationMixin, GuardedPage):
    """A programme for one form of mentoring: what it is for and how its success is seen.

    ``body`` holds what has no field of its own, as clauses. Approved by an order like any act.
    """

    kind = "programme"
    variant = ""

    form = models.ForeignKey(
        MentoringForm,
        verbose_name=_("форма наставничества"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="programmes",
    )
    form_title = models.CharField(
        _("форма наставничества, как в документе"), max_length=200, blank=True
    )
    intro = models.TextField(_("о форме наставничества"), blank=True)
    goal = models.TextField(_("цель"), blank=True)
    tasks = StreamField(LinesBlock(), verbose_name=_("задачи"), blank=True)
    expected = models.TextField(_("ожидаемые результаты"), blank=True)
    measured = StreamField(ResultsBlock(), verbose_name=_("оцениваемые результаты"), blank=True)
    participants = models.TextField(_("участники"), blank=True)
    term = models.CharField(_("срок"), max_length=300, blank=True)

    is_the_same_for_everybody = True

    template = "mentoring_pages/programme_page.html"
    content_panels = [
        *Page.content_panels,
        TextCheckPanel(),
        FieldPanel("act_heading"),
        FieldPanel("act_title"),
        MultiFieldPanel(
            [FieldPanel("form"), FieldPanel("form_title")], heading=_("Форма наставничества")
        ),
        FieldPanel("intro"),
        FieldPanel("goal"),
        FieldPanel("tasks"),
        FieldPanel("expected"),
        FieldPanel("measured"),
        FieldPanel("participants"),
        FieldPanel("term"),
        FieldPanel("body"),
        APPROVAL_PANEL,
        SHOWN_PEOPLE_PANEL,
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("act_title"),
        index.SearchField("intro"),
        index.SearchField("goal"),
        index.SearchField("tasks"),
        index.SearchField("expected"),
        index.SearchField("measured"),
        index.SearchField("body"),
    ]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("программа наставничества")
        verbose_name_plural = _("программы наставничества")

    @property
    def form_name(self) -> str:
        """The form as the programme prints it, else as the school calls it."""
        return self.form_title or (self.form.title if self.form else "")

    def edition_extras(self) -> dict[str, object]:
        """What an edition keeps besides heading, approval and body."""
        return {
            "form": self.form_name,
            "intro": self.intro,
            "goal": self.goal,
            "tasks": [
                {"key": block["id"], "text": block["value"]}
                for block in self.tasks.get_prep_value()
            ],
            "expected": self.expected,
            "measured": [
                {"key": block["id"], **block["value"]} for block in self.measured.get_prep_value()
            ],
            "participants": self.participants,
            "term": self.term,
        }
