"""Taking down what may be shown no more: at once, in the transaction of the withdrawal.

Found are the pages that say whom they show and those whose text names the person without saying so.
The page is unpublished and rewritten without the person, its older revisions go, the names that
its text called the person by are replaced; pictures of the person leave the public storage.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import transaction
from modelsearch import index
from taggit.models import Tag
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry, ReferenceIndex, Revision

from mentoring_pages import ports
from mentoring_pages.domain.person_names import named_in_label
from mentoring_pages.domain.publication import FULL_NAME, PHOTO, mapped, without_name
from mentoring_pages.domain.working_days import term
from mentoring_pages.models import (
    ImageRegister,
    PublicationRefused,
    School,
    ShownPerson,
    Takedown,
)
from mentoring_pages.services.named_pages import pages_that_name
from mentoring_pages.services.named_rows import rows_that_name, take_name_out
from mentoring_pages.services.page_files import images_of, picture_fields, row_relations
from mentoring_pages.services.picture import withhold
from mentoring_pages.services.public_version import public_pages_changed
from mentoring_pages.services.publication import is_for_groups, resources_of

PLAIN_SLUG = "stranica"

GROUP_WORKING_DAYS = 3
"""Term for removing from the school's groups. Source: ч. 14 ст. 10.1 152-ФЗ."""


@transaction.atomic
def take_down_refused(
    *, school: School, person_keys: Sequence[UUID], now: datetime, forget: bool = False
) -> int:
    """Take down every page and picture that shows one of these people without a valid consent.

    Asks the guard anew, so calling it where nothing changed takes nothing down; cached pages are
    made anew all the same, because they may name the person in passing. With ``forget`` the
    people are being erased: drafts are cleaned too, pictures destroyed. The verb that erases a
    person calls this with ``forget`` in its own transaction, while the name can still be read:
    it finds the texts to be checked by it. Answers how many pages.
    """
    school = School.objects.select_for_update(of=("self",), no_key=True).get(pk=school.pk)
    public_pages_changed(site_id=school.site_id)
    names = {
        person.key: person.name.split()
        for person in ports.publication_people(
            school=school, keys=list(person_keys), resources=(), now=now
        )
    }
    named = pages_that_name(school=school, people=names, with_drafts=forget)
    rows = rows_that_name(school=school, people=names)
    return sum(
        _Taking(school, key, names.get(key, []), now, forget).down(
            named.get(key, set()), rows.get(key, [])
        )
        for key in person_keys
    )


@transaction.atomic
def settle(*, takedown: Takedown, what: str, by: Any, now: datetime) -> bool:
    """Record what staff have done: the text checked (``text``), the groups cleaned (``group``).

    ``False`` when somebody had said so before.
    """
    field = {"text": "text_checked_at", "group": "group_done_at"}[what]
    row = Takedown.objects.select_for_update().get(pk=takedown.pk)
    if getattr(row, field) is not None:
        return False
    setattr(row, field, now)
    row.settled_by_key = f"user:{by.pk}"
    row.save(update_fields=[field, "settled_by_key"])
    return True


def shown_keys(*, school: School) -> list[UUID]:
    """Everybody whom a live page or a served picture of the school shows."""
    pages = Page.objects.descendant_of(school.site.root_page, inclusive=True).live()
    on_pages = ShownPerson.objects.filter(page__in=pages).values_list("person_key", flat=True)
    on_pictures = ImageRegister.objects.filter(
        school=school, withheld_at__isnull=True, people__isnull=False
    ).values_list("people__person_key", flat=True)
    return sorted({*on_pages, *on_pictures})


class _Taking:
    """One person leaving one school's site."""

    def __init__(
        self, school: School, key: UUID, parts: Sequence[str], now: datetime, forget: bool
    ) -> None:
        self.school, self.key, self.parts = school, key, parts
        self.now, self.forget = now, forget

    def down(self, named: set[int], rows: Sequence[tuple[Any, str]]) -> int:
        """``named`` are the pages whose text names the person, ``rows`` texts of registers."""
        pictures = self._withhold_pictures()
        if rows and (self.forget or not self._allowed(FULL_NAME, self._sites())):
            take_name_out(rows=rows, parts=self.parts)
        ids = {*self._pages_showing(), *named, *_pages_with(pictures)}
        found = Page.objects.descendant_of(self.school.site.root_page, inclusive=True)
        if not self.forget:
            found = found.live()
        pages = list(found.filter(pk__in=ids, alias_of__isnull=True).specific())
        return sum(self._page_down(page, pictures, is_named=page.pk in named) for page in pages)

    # Pictures

    def _withhold_pictures(self) -> frozenset[int]:
        registers = ImageRegister.objects.filter(
            school=self.school, people__person_key=self.key, withheld_at__isnull=True
        ).select_related("image")
        refused = [
            one for one in registers if self.forget or not self._allowed(PHOTO, self._sites())
        ]
        for register in refused:
            withhold(register=register, now=self.now, destroy=self.forget)
        return frozenset(register.image_id for register in refused)

    def _sites(self) -> list[str]:
        return [one.address for one in self.school.resources.all() if one.kind == "site"]

    def _allowed(self, item: str, addresses: Iterable[str]) -> bool:
        answers = [
            ports.may_publish(person_key=self.key, item=item, resource=address, now=self.now)
            for address in addresses
        ]
        return bool(answers) and all(answer.allowed for answer in answers)

    # Pages

    def _pages_showing(self) -> set[int]:
        rows = ShownPerson.objects.filter(person_key=self.key)
        found = set(rows.values_list("page_id", flat=True))
        if self.forget:
            kept = Revision.page_revisions.filter(content__icontains=str(self.key))
            found |= {int(number) for number in kept.values_list("object_id", flat=True)}
        return found

    def _page_down(self, page: Page, pictures: frozenset[int], *, is_named: bool) -> int:
        addresses = [one.address for one in resources_of(page=page, school=self.school)]
        shown = {
            item
            for row in page.shown_people.all()
            if row.person_key == self.key
            for item in row.items
        } | ({FULL_NAME} if is_named else set())
        refused = sorted(item for item in shown if not self._allowed(item, addresses))
        lost = {image.pk for image in images_of(page)} & pictures
        if not (refused or lost or self.forget):
            return 0
        cleaned = self._clean(page, pictures)
        Takedown.objects.create(
            school=self.school,
            page=cleaned,
            page_title=cleaned.title,
            person_key=self.key,
            items=refused or [PHOTO],
            at=self.now,
            group_due_on=self._group_day() if is_for_groups(page) else None,
        )
        return 1

    def _group_day(self) -> Any:
        day = self.now.astimezone(self.school.zone).date()
        return term(day, GROUP_WORKING_DAYS).last_day

    def _clean(self, page: Page, pictures: frozenset[int]) -> Page:
        """Unpublish and keep one draft, in which the person is no more."""
        for alias in page.aliases.all():
            alias.specific.delete()
        latest = page.get_latest_revision()
        if latest is None:
            latest = page.save_revision(clean=False, changed=False)
        content = self._content_without(page, latest.content, pictures)
        for older in page.revisions.exclude(pk=latest.pk):
            older.delete()
        latest.content, latest.object_str = content, content["title"]
        latest.approved_go_live_at = None
        latest.save()
        draft: Page = latest.as_object()
        if self._stays_without(page, latest):
            draft = Page.objects.get(pk=page.pk).specific
        elif page.live:
            draft.unpublish(log_action="wagtail.unpublish")
        else:
            draft.save(clean=False)
        Page.objects.filter(pk=page.pk).update(draft_title=content["title"])
        self._clean_traces(page)
        index.insert_or_update_object(draft)
        return draft

    def _stays_without(self, page: Page, cleaned: Revision) -> bool:
        """The home page stays, without the name: a site whose first page is gone is gone whole."""
        is_home = page.pk == self.school.site.root_page_id
        if not (is_home and page.live) or page.has_unpublished_changes:
            return False
        try:
            with transaction.atomic():
                cleaned.publish()
        except PublicationRefused:
            return False
        return True

    def _without(self, text: str) -> str:
        return without_name(text, self.parts)

    def _content_without(
        self, page: Page, content: dict[str, Any], pictures: frozenset[int]
    ) -> dict[str, Any]:
        kept = dict(content)
        for field in picture_fields(type(page)):
            if kept.get(field) in pictures:
                kept[field] = None
        for name, model in row_relations(type(page)):
            fields = picture_fields(model)
            kept[name] = [
                row
                for row in kept.get(name) or ()
                if row.get("person_key") != str(self.key)
                and not any(row.get(field) in pictures for field in fields)
            ]
        if "tagged_items" in kept:
            kept["tagged_items"] = self._tags_without(kept["tagged_items"])
        cleaned: dict[str, Any] = mapped(kept, self._without)
        if cleaned.get("hashtags"):
            words = [word for word in cleaned["hashtags"].split() if not self._is_named_in(word)]
            cleaned["hashtags"] = " ".join(words)
        if cleaned["title"] != content["title"] or self._is_named_in(content["slug"]):
            cleaned["slug"] = f"{PLAIN_SLUG}-{page.pk}"
        return cleaned

    def _tags_without(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The rows of the tags that do not name the person."""
        names = Tag.objects.in_bulk([row["tag"] for row in rows])
        return [
            row
            for row in rows
            if row["tag"] not in names or not self._is_named_in(names[row["tag"]].name)
        ]

    def _is_named_in(self, label: str) -> bool:
        """Whether a tag or an address names the person in one word or several."""
        if len(self.parts) < 2:
            return False
        return bool(named_in_label(label, [(self.key, self.parts[0], self.parts[1])]))

    def _clean_traces(self, page: Page) -> None:
        """The log of the page, the editors' remarks and its former addresses call the person by
        name no more."""
        for former in _former_addresses(page):
            if self._is_named_in(former.old_path):
                former.delete()
        for entry in PageLogEntry.objects.filter(page=page.pk):
            PageLogEntry.objects.filter(pk=entry.pk).update(
                label=self._without(entry.label), data=mapped(entry.data, self._without)
            )
        for comment in page.wagtail_admin_comments.all():
            comment.text = self._without(comment.text)
            comment.save(update_fields=["text"])
            for reply in comment.replies.all():
                reply.text = self._without(reply.text)
                reply.save(update_fields=["text"])


def _former_addresses(page: Page) -> Iterable[Any]:
    """The redirects that lead to the page from addresses it had before."""
    if not apps.is_installed("wagtail.contrib.redirects"):
        return ()
    found: Iterable[Any] = apps.get_model("wagtailredirects", "Redirect").objects.filter(
        redirect_page=page
    )
    return found


def _pages_with(pictures: frozenset[int]) -> set[int]:
    """Pages that show one of the pictures in a field, a row, a text or a block."""
    if not pictures:
        return set()
    found: set[int] = set()
    image_model = get_image_model()
    for relation in image_model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many and relation.auto_created):
            continue
        model, field = relation.related_model, relation.field
        rows = model._default_manager.filter(**{f"{field.name}__in": pictures})
        if issubclass(model, Page):
            found |= set(rows.values_list("pk", flat=True))
        elif any(name == "page" for name in (f.name for f in model._meta.fields)):
            found |= set(rows.values_list("page_id", flat=True))
    for image in image_model.objects.filter(pk__in=pictures):
        for reference in ReferenceIndex.get_references_to(image):
            if issubclass(reference.base_content_type.model_class(), Page):
                found.add(int(reference.object_id))
    return found
