from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Page
from wagtail.search import index

from mentoring_pages.models.linting import TextCheckPanel
from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.publication import SHOWN_PEOPLE_PANEL, GuardedPage
from mentoring_pages.models.regulation import APPROVAL_PANEL, NormativeTerm, RegulationMixin

SERVICE_MODES = {
    "synchronous": _("сразу, в разговоре"),
    "asynchronous": _("с отложенным ответом"),
    "both": _("сразу и с отложенным ответом"),
}

SERVICE_BASES = {
    "contract": _("договор"),
    "joining": _("присоединение к пользовательскому соглашению"),
    "either": _("договор или присоединение к пользовательскому соглашению"),
    "own": _("собственный сервис организации"),
}

SERVICE_STATUSES = {
    "allowed": _("можно пользоваться"),
    "forbidden": _("запрещён"),
    "ended": _("договор закончился"),
}


class ServiceRulesPage(RegulationMixin, GuardedPage):
    """Which services people of the school may use to work together, and on what ground."""

    kind = "service-rules"
    variant = ""

    is_the_same_for_everybody = True

    template = "mentoring_pages/service_rules_page.html"
    content_panels = [
        *Page.content_panels,
        TextCheckPanel(),
        FieldPanel("act_heading"),
        FieldPanel("act_title"),
        APPROVAL_PANEL,
        InlinePanel("services", label=_("Сервис"), heading=_("Реестр сервисов")),
        FieldPanel("body"),
        InlinePanel("terms", label=_("Определение"), heading=_("Определения из текста")),
        SHOWN_PEOPLE_PANEL,
    ]
    search_fields = [*Page.search_fields, index.SearchField("act_title"), index.SearchField("body")]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("порядок применения сервисов")
        verbose_name_plural = _("порядки применения сервисов")

    def edition_extras(self) -> dict[str, object]:
        """What an edition keeps besides heading, approval, body and terms: the register."""
        return {
            "services": [
                {
                    "name": service.name,
                    "mode": service.mode,
                    "basis": service.basis,
                    "status": service.status,
                    "clause": service.clause_key,
                }
                for service in self.services.all()
            ]
        }


class Service(PageRow):
    """A service of the register. Whether it may be used is checked on a day and said."""

    page = ParentalKey(ServiceRulesPage, on_delete=models.CASCADE, related_name="services")
    name = models.CharField(_("сервис"), max_length=300)
    mode = models.CharField(_("как отвечают"), max_length=12, choices=SERVICE_MODES, blank=True)
    basis = models.CharField(
        _("на каком основании"), max_length=10, choices=SERVICE_BASES, blank=True
    )
    status = models.CharField(
        _("можно ли пользоваться"), max_length=10, choices=SERVICE_STATUSES, default="allowed"
    )
    checked_on = models.DateField(_("проверено"), null=True, blank=True)
    clause_key = models.CharField(
        _("ключ пункта"), max_length=36, blank=True, help_text=_("Пункт, который называет сервис.")
    )
    note = models.CharField(_("примечание"), max_length=300, blank=True)

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("mode"), FieldPanel("basis")]),
        FieldRowPanel([FieldPanel("status"), FieldPanel("checked_on")]),
        FieldPanel("clause_key"),
        FieldPanel("note"),
    ]

    class Meta(PageRow.Meta):
        verbose_name = _("сервис")
        verbose_name_plural = _("сервисы")

    def __str__(self) -> str:
        return self.name


class ServiceRulesTerm(NormativeTerm):
    page = ParentalKey(ServiceRulesPage, on_delete=models.CASCADE, related_name="terms")
