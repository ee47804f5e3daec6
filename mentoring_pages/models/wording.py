from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from mentoring_pages.domain.placeholders import check

WORDING_KINDS = {
    "processing": _("согласие на обработку персональных данных"),
    "publication": _("согласие на распространение персональных данных"),
    "policy": _("ознакомление с политикой"),
    "withdrawal": _("отзыв согласия"),
}

WORDING_VARIANTS = {
    "representative": _("подписывает представитель"),
    "own": _("подписывает участник"),
}


class WordingBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Подзаголовок"), max_length=200, icon="title")
    paragraph = blocks.TextBlock(label=_("Абзац"), rows=3, icon="pilcrow")
    item = blocks.TextBlock(label=_("Строка перечня"), rows=2, icon="list-ul")

    class Meta:
        label = _("Текст")


class WordingPage(Page):
    """The text of a paper a family signs, with placeholders; approved by an order like any act.

    What is signed is a copy of the approved edition: revising this page never changes a paper.
    """

    kind = models.CharField(_("вид"), max_length=20, choices=WORDING_KINDS)
    variant = models.CharField(
        _("кто подписывает"), max_length=20, choices=WORDING_VARIANTS, default="representative"
    )
    paper_title = models.CharField(_("заголовок на бумаге"), max_length=200)
    summary = models.TextField(
        _("простыми словами"), blank=True, help_text=_("По одной мысли на строке, до десяти строк.")
    )
    order_number = models.CharField(_("номер приказа"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)
    body = StreamField(WordingBlock(), verbose_name=_("текст"))

    template = "mentoring_pages/wording_page.html"
    content_panels = [
        *Page.content_panels,
        FieldPanel("kind"),
        FieldPanel("variant"),
        FieldPanel("paper_title"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("order_number"), FieldPanel("order_date")], heading=_("Утверждение")
        ),
        FieldPanel("body"),
    ]
    parent_page_types = ["mentoring_pages.SchoolHomePage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласий")

    def clean(self) -> None:
        super().clean()
        problems = [str(problem) for block in self.body for problem in check(str(block.value))]
        if problems:
            raise ValidationError({"body": problems})

    @property
    def is_approved(self) -> bool:
        return bool(self.order_number and self.order_date)
