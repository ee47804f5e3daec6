"""What readers see follows what editors do: readings, addresses of clauses, the page cache.

Decided in ``services``. ``signals.connect`` calls ``connect`` after its own receivers, so that an
edition is frozen before its page is painted.
"""

from typing import Any

from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
)

from mentoring_pages.models import (
    ClauseNote,
    Edition,
    GlossaryPage,
    InformationResource,
    MentoringForm,
    PlannedEvent,
    ProgrammePage,
    RegulationPage,
    Repeal,
    School,
    ServiceRulesPage,
)
from mentoring_pages.services.clause_address import record_edition, record_page
from mentoring_pages.services.edition import Act
from mentoring_pages.services.public_version import page_changed, public_pages_changed
from mentoring_pages.services.reading import (
    forget_page,
    paint_page,
    paint_school,
    school_or_none,
)

ACTS = (RegulationPage, ProgrammePage, ServiceRulesPage)
"""Pages whose clauses have addresses, and by ``kind`` their editions."""

BESIDE_PAGES = (School, MentoringForm, InformationResource, PlannedEvent)
"""Rows of a school that its public pages show."""


def place_clauses(sender: type, *, instance: Act, **kwargs: Any) -> None:
    if instance.live and school_or_none(instance) is not None:
        record_page(page=instance)


def paint_on_publication(sender: type, *, instance: RegulationPage, **kwargs: Any) -> None:
    if instance.live and school_or_none(instance) is not None:
        paint_page(page=instance, now=timezone.now())


def repaint_beside(sender: type, *, instance: GlossaryPage, **kwargs: Any) -> None:
    """The acts of the school follow its glossary."""
    school = school_or_none(instance)
    if school is not None:
        paint_school(school=school, now=timezone.now())


def repaint_after_a_note(sender: type, *, instance: ClauseNote, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        for page in RegulationPage.objects.filter(
            translation_key=instance.page_key, live=True
        ).descendant_of(instance.school.site.root_page):
            paint_page(page=page, now=timezone.now())


def forget_what_was_painted(sender: type, *, instance: RegulationPage, **kwargs: Any) -> None:
    """A page written past its editor is painted anew by its next reader."""
    forget_page(page=instance)


def remember_clauses(sender: type, *, instance: Edition, created: bool, **kwargs: Any) -> None:
    if created and instance.kind in {act.kind for act in ACTS} and not kwargs.get("raw"):
        record_edition(edition=instance)


def renew_site_of_page(sender: type, *, instance: Page, **kwargs: Any) -> None:
    page_changed(page=instance)


def renew_sites_of_moved_page(
    sender: type, *, instance: Page, url_path_before: str, url_path_after: str, **kwargs: Any
) -> None:
    """A page that moved leaves one place and comes to another, perhaps on another site."""
    for url_path in (url_path_before, url_path_after):
        page_changed(page=Page(url_path=url_path))
    repaint_around(instance)


def repaint_after_a_new_address(sender: type, *, instance: Page, **kwargs: Any) -> None:
    page_changed(page=instance)
    repaint_around(instance)


def repaint_around(page: Page) -> None:
    """The address of a glossary has changed with that of ``page``; terms lead to it."""
    for glossary in GlossaryPage.objects.descendant_of(page, inclusive=True).live():
        repaint_beside(GlossaryPage, instance=glossary)


def renew_site_of_row(sender: type[Model], *, instance: Any, **kwargs: Any) -> None:
    school = instance if isinstance(instance, School) else instance.school
    public_pages_changed(site_id=school.site_id)


def renew_every_site(sender: type[Model], **kwargs: Any) -> None:
    public_pages_changed()


def renew_after_a_plain_save(sender: type[Model], *, instance: Any, **kwargs: Any) -> None:
    """A live page written by a program, without a publication. An editor's draft names the fields
    it writes and changes nothing that is shown."""
    if isinstance(instance, Page) and instance.live and kwargs.get("update_fields") is None:
        page_changed(page=instance)


def renew_after_deletion(sender: type[Model], *, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, GlossaryPage):
        repaint_beside(GlossaryPage, instance=instance)
    if isinstance(instance, Page):
        page_changed(page=instance)


def renew_after_migrate(sender: Any, **kwargs: Any) -> None:
    """A new release may show the same text otherwise."""
    public_pages_changed()


def connect() -> None:
    name = "mentoring_pages.public"
    for act in ACTS:
        page_published.connect(
            place_clauses, sender=act, dispatch_uid=f"{name}.place.{act.__name__}"
        )
    page_published.connect(
        paint_on_publication, sender=RegulationPage, dispatch_uid=f"{name}.paint"
    )
    for signal in (page_published, page_unpublished):
        signal.connect(repaint_beside, sender=GlossaryPage, dispatch_uid=f"{name}.glossary")
        signal.connect(renew_site_of_page, dispatch_uid=f"{name}.page")
    post_page_move.connect(renew_sites_of_moved_page, dispatch_uid=f"{name}.moved")
    page_slug_changed.connect(repaint_after_a_new_address, dispatch_uid=f"{name}.slug")
    for signal in (post_save, post_delete):
        signal.connect(repaint_after_a_note, sender=ClauseNote, dispatch_uid=f"{name}.note")
        signal.connect(
            forget_what_was_painted, sender=RegulationPage, dispatch_uid=f"{name}.forget"
        )
        for model in (*BESIDE_PAGES, ClauseNote, Edition, Repeal):
            signal.connect(
                renew_site_of_row, sender=model, dispatch_uid=f"{name}.row.{model.__name__}"
            )
        for model in (Site, PageViewRestriction):
            signal.connect(
                renew_every_site, sender=model, dispatch_uid=f"{name}.all.{model.__name__}"
            )
    post_migrate.connect(
        renew_after_migrate,
        sender=apps.get_app_config("mentoring_pages"),
        dispatch_uid=f"{name}.migrated",
    )
    post_save.connect(renew_after_a_plain_save, dispatch_uid=f"{name}.written")
    post_delete.connect(renew_after_deletion, dispatch_uid=f"{name}.deleted")
    post_save.connect(remember_clauses, sender=Edition, dispatch_uid=f"{name}.clauses")
