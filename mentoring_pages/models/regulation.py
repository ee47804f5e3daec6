from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail.url_routing import RouteResult

from mentoring_pages.domain.order_days import is_meant
from mentoring_pages.models.blocks import ActBlock, AgreedBlock
from mentoring_pages.models.edition import WRONG_YEAR
from mentoring_pages.models.linting import TextCheckPanel
from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import GuardedPage

ACT_URLS = "mentoring_pages.act_urls"
"""The addresses below the page of an act; their views get the request and the page."""


class RegulationMixin(models.Model):
    """What every local act has: a heading, an approval block and a flat body of clauses."""

    act_heading = models.CharField(
        _("вид документа"),
        max_length=100,
        default="Положение",
        help_text=_("Например, «Положение»."),
    )
    act_title = models.CharField(
        _("заголовок документа"),
        max_length=500,
        blank=True,
        help_text=_("Что стоит под словом «Положение»: «о наставничестве в …»."),
    )
    approval_heading = models.CharField(_("гриф"), max_length=50, default="УТВЕРЖДАЮ")
    approval_post = models.CharField(_("должность утвердившего"), max_length=200, blank=True)
    approval_name = models.CharField(
        _("фамилия и инициалы утвердившего"), max_length=150, blank=True
    )
    order_number = models.CharField(_("номер приказа"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)
    in_force_from = models.DateField(
        _("действует с"),
        null=True,
        blank=True,
        help_text=_("Оставьте пустым, если действует с даты приказа."),
    )
    approvals = StreamField(
        [("approval", AgreedBlock())],
        verbose_name=_("кто рассмотрел, согласовал, принял"),
        blank=True,
    )
    body = StreamField(ActBlock(), verbose_name=_("текст"), blank=True)

    class Meta:
        abstract = True

    @property
    def is_approved(self) -> bool:
        """An order with a number and a date stands behind the text."""
        return bool(self.order_number and self.order_date)

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Half an order is no order. A page without one may be shown, but freezes no edition."""
        super().full_clean(*args, **kwargs)
        for name in ("order_date", "in_force_from"):
            if (day := getattr(self, name)) and not is_meant(day):
                raise ValidationError({name: WRONG_YEAR})
        if bool(self.order_number) != bool(self.order_date):
            missing = "order_date" if self.order_number else "order_number"
            raise ValidationError(
                {missing: _("Укажите и номер, и дату приказа, или оставьте оба поля пустыми.")}
            )

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """The addresses below an act that are no pages: its editions, a day, a comparison."""
        if path_components and self.live:  # type: ignore[attr-defined]
            try:
                found = resolve(f"/{'/'.join(path_components)}/", urlconf=ACT_URLS)
            except Resolver404:
                pass
            else:
                return RouteResult(self, kwargs={"below": found})
        return super().route(request, path_components)  # type: ignore[misc]

    def serve(self, request: HttpRequest, *args: Any, below: Any = None, **kwargs: Any) -> Any:
        if below is not None:
            request.is_preview = False  # type: ignore[attr-defined]
            return below.func(request, self, *below.args, **below.kwargs)
        return super().serve(request, *args, **kwargs)  # type: ignore[misc]


APPROVAL_PANEL = MultiFieldPanel(
    [
        FieldPanel("approval_heading"),
        FieldPanel("approval_post"),
        FieldPanel("approval_name"),
        FieldPanel("order_number"),
        FieldPanel("order_date"),
        FieldPanel("in_force_from"),
        FieldPanel("approvals"),
    ],
    heading=_("Утверждение"),
)


class RegulationPage(RegulationMixin, GuardedPage):
    """The school's Положение о наставничестве as a page that can be read, cited and followed."""

    kind = "regulation"

    is_the_same_for_everybody = True

    template = "mentoring_pages/regulation_page.html"
    content_panels = [
        *Page.content_panels,
        TextCheckPanel(),
        FieldPanel("act_heading"),
        FieldPanel("act_title"),
        APPROVAL_PANEL,
        FieldPanel("body"),
        InlinePanel("terms", label=_("Определение"), heading=_("Определения из текста")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("act_title"), index.SearchField("body")]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("положение")
        verbose_name_plural = _("положения")


class NormativeTerm(PageRow):
    """A normative definition: it stands in a clause of the act and changes only with the act."""

    term = models.CharField(_("термин"), max_length=200)
    definition = models.TextField(_("определение"))
    clause_key = models.CharField(
        _("ключ пункта"),
        max_length=36,
        blank=True,
        help_text=_("Пункт, в котором стоит определение."),
    )

    class Meta(PageRow.Meta):
        abstract = True
        verbose_name = _("определение")
        verbose_name_plural = _("определения")

    def __str__(self) -> str:
        return self.term


class RegulationTerm(NormativeTerm):
    page = ParentalKey(RegulationPage, on_delete=models.CASCADE, related_name="terms")
