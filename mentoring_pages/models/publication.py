"""Who is shown where: on a page, on a picture; what was taken down and what still has to be."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.dispatch import Signal
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from mentoring_pages.domain.publication import Problem
from mentoring_pages.models.page_row import PageRow
from mentoring_pages.models.school import School
from mentoring_pages.person_chooser import PeoplePanel
from mentoring_pages.wordings import publication_items

SCHEDULED = "wagtail.publish.scheduled"
"""The log action with which Wagtail publishes what was scheduled."""

going_live_on_schedule = Signal()
"""Sent with ``page`` (the text about to be public) and ``revision``; a receiver that has something
against it raises ``PublicationRefused``."""


class PublicationRefused(Exception):
    """A page would show somebody without a valid consent.

    Names nobody: ``services.publication.sentences`` says the problems to staff. ``page_id`` is
    ``None`` for a page that does not exist yet.
    """

    def __init__(self, *, page_id: int | None, problems: Sequence[Problem]) -> None:
        super().__init__("publication refused")
        self.page_id = page_id
        self.problems = tuple(problems)


def item_choices() -> list[tuple[str, str]]:
    """What a consent to publication may allow, as the shipped wordings name it."""
    return [(item.key, item.label) for item in publication_items()]


class ItemsField(models.JSONField):
    """A list of keys of publication items, ticked one by one in a form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=lazy(item_choices, list)(),
            widget=forms.CheckboxSelectMultiple,
            required=kwargs.get("required", not self.blank),
            label=kwargs.get("label", self.verbose_name),
            help_text=self.help_text,
        )


class ShownPerson(PageRow):
    """A person whom a page shows, and what of them: the key of a person, never a name.

    The name is asked of the floor above when the page is shown.
    """

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="shown_people")
    person_key = models.UUIDField(_("кто"), db_index=True)
    items = ItemsField(
        _("что показано"),
        blank=False,
        help_text=_("Отметьте всё, что страница показывает об этом человеке."),
    )

    panels = [FieldPanel("person_key"), FieldPanel("items")]

    class Meta(PageRow.Meta):
        verbose_name = _("человек на странице")
        verbose_name_plural = _("люди на странице")

    def __str__(self) -> str:
        return str(self.person_key)


class GuardedPage(Page):
    """A page of ours: it says whom it shows, and goes live only with their consents.

    The check itself runs before every save of a live page (``signals``). Here a scheduled
    publication that is refused ends quietly, so that the rest of the schedule goes on.
    """

    class Meta:
        abstract = True

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            if kwargs.get("log_action") == SCHEDULED:
                going_live_on_schedule.send(
                    sender=type(self), page=revision.as_object(), revision=revision
                )
            return super().publish(revision, *args, **kwargs)
        except PublicationRefused as refusal:
            if kwargs.get("log_action") != SCHEDULED:
                raise
            revision.approved_go_live_at = None
            revision.save(update_fields=["approved_go_live_at"])
            PublicationRefusal.objects.update_or_create(
                page_id=self.pk, defaults={"obstacles": len(refusal.problems)}
            )
            return None


SHOWN_PEOPLE_PANEL = PeoplePanel(
    "shown_people",
    label=_("Человек"),
    heading=_("Кто показан на странице"),
    help_text=_(
        "Назовите каждого, чьё имя, снимок или работа здесь есть, кроме тех, кто назван "
        "по должности. Без согласия на публикацию страница останется черновиком."
    ),
)


PICTURE_PEOPLE_PANEL = PeoplePanel("people", label=_("Человек"), heading=_("Кто на снимке"))


class PublicationRefusal(models.Model):
    """A scheduled publication did not happen, or what is published could not be published now.

    One row for a page, until it is published again.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="publication_refusal"
    )
    obstacles = models.PositiveSmallIntegerField(_("препятствий"), default=0)
    at = models.DateTimeField(_("когда"), auto_now=True)

    class Meta:
        verbose_name = _("отложенная публикация не состоялась")
        verbose_name_plural = _("отложенные публикации не состоялись")

    def __str__(self) -> str:
        return f"{self.page_id}"


class ImageRegister(ClusterableModel):
    """What the school says about a picture: who can be recognised on it, or that nobody can."""

    image = models.OneToOneField(
        "wagtailimages.Image",
        verbose_name=_("снимок"),
        on_delete=models.CASCADE,
        related_name="register",
    )
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="pictures"
    )
    nobody = models.BooleanField(
        _("узнать никого нельзя"),
        default=False,
        help_text=_("Отметьте, если на снимке нет людей или лиц не разобрать."),
    )
    withheld_at = models.DateTimeField(_("убран с сайта"), null=True, editable=False)
    withheld_name = models.CharField(max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("снимок и люди на нём")
        verbose_name_plural = _("кто на снимках")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.image_id}"


class ImagePerson(PageRow):
    """A person who can be recognised on a picture, by key."""

    register = ParentalKey(ImageRegister, on_delete=models.CASCADE, related_name="people")
    person_key = models.UUIDField(_("кто"), db_index=True)

    panels = [FieldPanel("person_key")]

    class Meta(PageRow.Meta):
        verbose_name = _("человек на снимке")
        verbose_name_plural = _("люди на снимке")
        constraints = [
            models.UniqueConstraint(
                fields=["register", "person_key"], name="mentoring_pages_image_person_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_key)


class Takedown(models.Model):
    """Something left the site because a consent ended; what staff still have to do about it.

    ``text_checked_at`` is when an editor said that the text names the person no more: until then
    the page stays a draft. ``group_due_on`` is the last day to remove it from the school's groups.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    school = models.ForeignKey(
        School, verbose_name=_("школа"), on_delete=models.CASCADE, related_name="takedowns"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("страница"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="takedowns",
    )
    page_title = models.CharField(_("страница"), max_length=255, blank=True)
    person_key = models.UUIDField(_("ключ человека"), editable=False, db_index=True)
    items = models.JSONField(_("что показывала"), default=list)
    at = models.DateTimeField(_("убрано с сайта"))
    group_due_on = models.DateField(_("убрать из группы до"), null=True)
    group_done_at = models.DateTimeField(_("убрано из группы"), null=True)
    text_checked_at = models.DateTimeField(_("текст проверен"), null=True)
    settled_by_key = models.CharField(_("кто отметил"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("убранная публикация")
        verbose_name_plural = _("убранные публикации")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_title}"
