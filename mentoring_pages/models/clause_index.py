"""What search knows: a row for each passage of a published act or glossary, and its words.

Wagtail's own search was tried with the same lemmas on 15,000 passages: FTS5 took seconds for a
phrase where this table takes milliseconds, PostgreSQL took three times as long, and neither can
name the words it knows, which a suggestion needs.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.models.school import School

IN_FORCE = "in_force"
COMING = "coming"
DRAFT = "draft"
REPEALED = "repealed"
EXPLAINED = "explained"

DOCUMENT_STATES = {
    IN_FORCE: _("действует"),
    COMING: _("ещё не действует"),
    DRAFT: _("проект"),
    REPEALED: _("утратил силу"),
    EXPLAINED: _("объяснение"),
}

TERM = "term"
HEADING = "heading"
CLAUSE = "clause"

PASSAGE_KINDS = {
    TERM: _("определение"),
    HEADING: _("заголовок"),
    CLAUSE: _("пункт"),
}

LONGEST_LEMMA = 64


class IndexedDocument(models.Model):
    """A published page as search has taken it in: which edition of it, and what that edition is.

    ``edition_number`` is empty where the page itself was read: a draft, a glossary.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="indexed_documents"
    )
    page = models.OneToOneField(
        "wagtailcore.Page",
        verbose_name=_("страница"),
        on_delete=models.CASCADE,
        related_name="indexed_document",
    )
    heading = models.CharField(_("вид документа"), max_length=100, blank=True)
    title = models.CharField(_("заголовок"), max_length=500)
    state = models.CharField(_("состояние"), max_length=10, choices=DOCUMENT_STATES)
    edition_number = models.PositiveIntegerField(_("номер редакции"), null=True)
    since = models.DateField(_("действует с"), null=True)
    words = models.JSONField(
        _("слова документа"), default=list, help_text=_("Словарные формы, каждая один раз.")
    )

    class Meta:
        verbose_name = _("документ в поиске")
        verbose_name_plural = _("документы в поиске")

    def __str__(self) -> str:
        return self.title


class IndexedPassage(models.Model):
    """A clause with the lines under it, a heading or a definition, as the reader sees it.

    ``key`` is the anchor on the page, ``name`` what the clause is called («п. 3.4»), ``context``
    the title of its section or appendix.
    """

    document = models.ForeignKey(
        IndexedDocument,
        verbose_name=_("документ"),
        on_delete=models.CASCADE,
        related_name="passages",
    )
    kind = models.CharField(_("вид"), max_length=10, choices=PASSAGE_KINDS)
    in_appendix = models.BooleanField(_("в приложении"), default=False)
    key = models.CharField(_("ключ пункта"), max_length=64, blank=True)
    name = models.CharField(_("как называется"), max_length=300, blank=True)
    heading = models.CharField(_("термин"), max_length=300, blank=True)
    context = models.CharField(_("раздел"), max_length=500, blank=True)
    text = models.TextField(_("текст"))
    position = models.PositiveIntegerField(_("место"))

    class Meta:
        verbose_name = _("отрывок в поиске")
        verbose_name_plural = _("отрывки в поиске")
        ordering = ["document", "position"]

    def __str__(self) -> str:
        return self.name or self.heading or f"{self.position}"


class IndexedLemma(models.Model):
    """A dictionary form that stands in a passage; the weight says how much the passage is about it.

    See ``mentoring_pages.domain.lemmas``.
    """

    passage = models.ForeignKey(
        IndexedPassage, verbose_name=_("отрывок"), on_delete=models.CASCADE, related_name="lemmas"
    )
    lemma = models.CharField(_("словарная форма"), max_length=LONGEST_LEMMA)
    weight = models.PositiveSmallIntegerField(_("вес"), default=1)

    class Meta:
        verbose_name = _("слово в поиске")
        verbose_name_plural = _("слова в поиске")
        indexes = [
            models.Index(fields=["lemma", "passage", "weight"], name="mentoring_pages_lemma")
        ]

    def __str__(self) -> str:
        return self.lemma
