from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Page

from mentoring_pages.domain.order_days import is_meant
from mentoring_pages.domain.wording import KINDS, OWN, REPRESENTATIVE, SIDES, SUMMARY_LINES
from mentoring_pages.models.edition import CHANGES, WRONG_YEAR
from mentoring_pages.models.linting import TextCheckPanel
from mentoring_pages.models.mentoring_form import MentoringForm
from mentoring_pages.models.publication import GuardedPage
from mentoring_pages.models.wording_blocks import TasksBlock, TermsBlock, WordingBlock
from mentoring_pages.models.wording_form import WordingForm
from mentoring_pages.models.wording_panels import FollowingPanel, PlacesPanel
from mentoring_pages.models.wording_words import places_trouble, too_long_for_paper

WORDING_KINDS = {
    "processing": _("согласие на обработку персональных данных"),
    "processing-full": _("согласие на обработку персональных данных, полная письменная форма"),
    "publication": _("согласие на распространение персональных данных"),
    "policy": _("ознакомление с политикой"),
    "withdrawal": _("отзыв согласия"),
    "pep-agreement": _("соглашение о простой электронной подписи"),
    "agreement": _("соглашение наставника и наставляемого"),
}

WORDING_VARIANTS = {
    REPRESENTATIVE: _("подписывает представитель"),
    OWN: _("подписывает участник"),
    SIDES: _("подписывают стороны соглашения"),
}

AGREEMENT_FIELDS = (
    "form",
    "place",
    "base_organisation",
    "term_months",
    "notice_days",
    "tasks",
    "terms",
)
"""Fields that only an agreement has."""

CHILD_PAGE = "dlya-rebenka/"

BANDS = {
    "under_14": _("участнику до 14 лет"),
    "from_14_to_17": _("участнику 14–17 лет"),
    "adult": _("участнику 18 лет и больше"),
}


class WordingPage(RoutablePageMixin, GuardedPage):
    """The text of a paper a family signs, with placeholders; approved by an order like any act.

    What is signed is a copy of the approved edition: revising this page never changes a paper.
    """

    kind = models.CharField(_("вид"), max_length=20, choices=WORDING_KINDS)
    variant = models.CharField(
        _("кто подписывает"), max_length=20, choices=WORDING_VARIANTS, default=REPRESENTATIVE
    )
    paper_title = models.CharField(_("заголовок на бумаге"), max_length=200)
    summary = models.TextField(
        _("простыми словами"), blank=True, help_text=_("По одной мысли на строке, до десяти строк.")
    )
    for_child = models.TextField(
        _("для ребёнка 10–13 лет"),
        blank=True,
        help_text=_(
            "Короткими предложениями и на «ты»: что это за бумага, что будет, что можно "
            "отказаться. Пустая строка начинает новый абзац. "
            "Появится отдельной страницей для ребёнка."
        ),
    )
    order_number = models.CharField(_("номер приказа"), max_length=50, blank=True)
    order_date = models.DateField(_("дата приказа"), null=True, blank=True)
    change = models.CharField(
        _("какое это изменение"),
        max_length=10,
        choices=CHANGES,
        blank=True,
        help_text=_("Спрашивается, когда по приказу утверждают новый текст вместо прежнего."),
    )
    body = StreamField(WordingBlock(), verbose_name=_("текст"))

    form = models.ForeignKey(
        MentoringForm,
        verbose_name=_("форма наставничества"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement_wordings",
        help_text=_("Оставьте пустым, если соглашение одно для всех форм."),
    )
    place = models.CharField(
        _("место заключения"),
        max_length=100,
        blank=True,
        help_text=_("Пусто – населённый пункт школы."),
    )
    base_organisation = models.CharField(
        _("организация, на базе которой идёт работа"),
        max_length=300,
        blank=True,
        help_text=_("Пусто – сама школа."),
    )
    term_months = models.PositiveSmallIntegerField(
        _("срок, месяцев"),
        default=9,
        validators=[MinValueValidator(1), MaxValueValidator(36)],
    )
    notice_days = models.PositiveSmallIntegerField(
        _("за сколько дней предупреждают о выходе"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    tasks = StreamField(TasksBlock(), verbose_name=_("задачи"), blank=True)
    terms = StreamField(TermsBlock(), verbose_name=_("права и обязанности"), blank=True)

    agreement_fields = AGREEMENT_FIELDS
    bands = tuple(BANDS.items())
    base_form_class = WordingForm
    template = "mentoring_pages/wording_page.html"
    child_template = "mentoring_pages/wording_for_child.html"
    content_panels = [
        *Page.content_panels,
        TextCheckPanel(),
        FieldPanel("kind"),
        FieldPanel("variant"),
        FieldPanel("paper_title"),
        FieldPanel("summary"),
        FieldPanel("for_child"),
        MultiFieldPanel(
            [
                FollowingPanel(),
                FieldRowPanel([FieldPanel("order_number"), FieldPanel("order_date")]),
                FieldPanel("change"),
            ],
            heading=_("Утверждение"),
        ),
        PlacesPanel(),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("form"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("base_organisation")]),
                FieldRowPanel([FieldPanel("term_months"), FieldPanel("notice_days")]),
                FieldPanel("tasks"),
                FieldPanel("terms"),
            ],
            heading=_("Только для соглашения наставника и наставляемого"),
        ),
    ]
    parent_page_types = ["mentoring_pages.SchoolHomePage", "mentoring_pages.DocumentsPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("текст согласия")
        verbose_name_plural = _("тексты согласий")

    def clean(self) -> None:
        super().clean()
        problems: dict[str, Any] = {}
        allowed = KINDS[self.kind].variants if self.kind in KINDS else ()
        if allowed and self.variant not in allowed:
            problems["variant"] = _(
                "У текста этого вида подписывают другие: выберите «%(variants)s»."
            ) % {"variants": "» или «".join(str(WORDING_VARIANTS[one]) for one in allowed)}
        if len(self.summary_lines) > SUMMARY_LINES:
            problems["summary"] = _(
                "Здесь %(count)s строк, а прочтут не больше %(limit)s. Оставьте главное."
            ) % {"count": len(self.summary_lines), "limit": SUMMARY_LINES}
        sentences = [
            words
            for _index, words in places_trouble(
                self.lines, kind=self.kind, variant="" if "variant" in problems else self.variant
            )
        ]
        sentences += too_long_for_paper([text for _type, text in self.lines])
        if sentences:
            problems["body"] = sentences
        if self.order_date and not is_meant(self.order_date):
            problems["order_date"] = WRONG_YEAR
        if problems:
            raise ValidationError(problems)

    @property
    def is_approved(self) -> bool:
        return bool(self.order_number and self.order_date)

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The blocks of the text: (type, text)."""
        return [(block.block_type, str(block.value)) for block in self.body]

    @property
    def summary_lines(self) -> list[str]:
        return [line.strip() for line in self.summary.splitlines() if line.strip()]

    @property
    def edition_variant(self) -> str:
        """What tells editions of one kind apart: who signs, and for agreements the form's key."""
        if self.kind != "agreement":
            return str(self.variant)
        return self.form.key if self.form else ""

    @property
    def agreement(self) -> Mapping[str, Any] | None:
        """What an agreement of this wording begins with, as plain JSON; ``None`` for consents."""
        if self.kind != "agreement":
            return None
        return {
            "form": self.form.key if self.form else "",
            "form_title": self.form.title if self.form else "",
            "place": self.place,
            "base_organisation": self.base_organisation,
            "term_months": self.term_months,
            "notice_days": self.notice_days,
            "tasks": [dict(block.value) for block in self.tasks],
            "terms": [dict(block.value) for block in self.terms],
        }

    def frozen_tree(self) -> dict[str, Any]:
        """What an edition keeps of this page, as plain JSON. The page for a child is no part."""
        tree: dict[str, Any] = {
            "title": self.paper_title,
            "kind": self.kind,
            "variant": self.variant,
            "summary": self.summary_lines,
            "blocks": [
                {"key": block["id"], "type": block["type"], "value": block["value"]}
                for block in self.body.get_prep_value()
            ],
        }
        if self.agreement is not None:
            tree["agreement"] = self.agreement
        return tree

    # What a reader sees

    @path(CHILD_PAGE, name="for_child")
    def page_for_child(self, request: HttpRequest) -> HttpResponse:
        if not self.for_child.strip():
            raise Http404
        return self.render(request, template=self.child_template)

    @property
    def child_address(self) -> str:
        """The address of the page for a child; empty where nothing is written for it."""
        return f"{self.url or ''}{CHILD_PAGE}" if self.for_child.strip() and self.url else ""

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        filled = [
            (band, _("Заполнено: %(whom)s") % {"whom": words}) for band, words in BANDS.items()
        ]
        return [("", _("Как на сайте")), *filled, ("child", _("Для ребёнка"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        if mode_name == "child":
            return self.render(request, template=self.child_template)
        return self.render(request, context_overrides={"band": mode_name})
