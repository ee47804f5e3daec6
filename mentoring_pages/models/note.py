from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from mentoring_pages.domain.audiences import CHILD, MENTOR, PARENT
from mentoring_pages.models.school import School


class ClauseNote(models.Model):
    """Plain words beside a clause, and whom the clause concerns. Never part of the act.

    ``page_key`` is the page's ``translation_key``, ``clause_key`` the clause's permanent key: a
    note stays with its clause through every edition. ``clause_digest`` is what the clause said
    when the note was written, so that a note whose clause has changed can be found.
    """

    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="clause_notes"
    )
    page_key = models.UUIDField(_("документ"), db_index=True)
    clause_key = models.CharField(_("пункт"), max_length=36)
    text = models.TextField(
        _("простыми словами"),
        blank=True,
        max_length=2000,
        help_text=_("Два–три предложения. На странице будет сказано, что это не часть документа."),
    )
    signed = models.CharField(
        _("кто пояснил"),
        max_length=150,
        blank=True,
        help_text=_("Как подписать на сайте, например «Куратор программы». Можно не указывать."),
    )
    for_parent = models.BooleanField(_("важно родителю"), default=False)
    for_mentor = models.BooleanField(_("важно наставнику"), default=False)
    for_child = models.BooleanField(_("важно ребёнку"), default=False)
    is_published = models.BooleanField(_("показывать на сайте"), default=True)
    clause_digest = models.CharField(max_length=64, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("автор"),
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    written_at = models.DateTimeField(_("написано"), editable=False)

    class Meta:
        verbose_name = _("пояснение к пункту")
        verbose_name_plural = _("пояснения к пунктам")
        constraints = [
            models.UniqueConstraint(
                fields=["school", "page_key", "clause_key"],
                name="mentoring_pages_note_once",
                violation_error_message=_("У этого пункта уже есть пояснение. Исправьте его."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def audiences(self) -> frozenset[str]:
        """The keys of ``domain.audiences`` whom the clause concerns."""
        chosen = {PARENT: self.for_parent, MENTOR: self.for_mentor, CHILD: self.for_child}
        return frozenset(key for key, is_chosen in chosen.items() if is_chosen)
