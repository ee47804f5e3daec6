"""Pages whose text calls somebody by name, whether they say so or not.

The guard lets no such page out. They exist all the same: a page was published before its person
came into the school's list, a draft was never published at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag
from wagtail.models import Page, Revision, get_page_models
from wagtail.query import PageQuerySet

from mentoring_pages.domain.lemmas import fold
from mentoring_pages.domain.person_names import folded_latin, named_in_label, names_in
from mentoring_pages.domain.publication import texts_of
from mentoring_pages.models import School
from mentoring_pages.services.publication import NAMED_BY_DUTY, is_named_by_duty

ENDING = 3
"""Letters at the end of a family name that its cases may change: «Соловей», «Соловья»."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A person who is looked for. ``stem`` and ``latin`` are how every form of the family name
    begins, in Russian and in folded Latin letters: most texts are left at the first look."""

    key: UUID
    family: str
    given: str
    stem: str
    latin: str

    @property
    def row(self) -> tuple[UUID, str, str]:
        return self.key, self.family, self.given


def pages_that_name(
    *, school: School, people: Mapping[UUID, Sequence[str]], with_drafts: bool
) -> dict[UUID, set[int]]:
    """The pages of ``school`` whose text, tags or address name each of ``people``, acts left out.

    ``people`` are family name, given name and what else there is, by key. Live pages as visitors
    read them; ``with_drafts`` all pages and everything that was ever kept of them. The texts are
    read once and with the same few queries, however many pages and people.
    """
    sought = [
        _sought(key, parts)
        for key, parts in people.items()
        if len(parts) > 1 and not is_named_by_duty(" ".join(parts), school=school)
    ]
    found: dict[UUID, set[int]] = {key: set() for key in people}
    if not sought:
        return found
    tags = list(Tag.objects.values_list("pk", "name"))
    named_by_tags = {
        one.key: {pk for pk, name in tags if named_in_label(name, [one.row])} for one in sought
    }
    for page_id, content in kept_contents(school=school, with_drafts=with_drafts):
        text = "\n".join(texts_of(content))
        folded = fold(text)
        labels = [content.get("slug") or "", *(content.get("hashtags") or "").split()]
        latin = [folded_latin(label) for label in labels]
        tagged = {row["tag"] for row in content.get("tagged_items") or ()}
        named = names_in(text, [one.row for one in sought if one.stem in folded])
        for label, begun in zip(labels, latin, strict=True):
            named |= named_in_label(label, [one.row for one in sought if one.latin in begun])
        for one in sought:
            if one.key in named or tagged & named_by_tags[one.key]:
                found[one.key].add(page_id)
    return found


def _sought(key: UUID, parts: Sequence[str]) -> _Sought:
    stem = fold(parts[0])[: max(1, len(parts[0]) - ENDING)]
    latin = folded_latin(stem)
    # The last letter may be written together with the one that follows it.
    return _Sought(key, parts[0], parts[1], stem, latin[:-1] or latin)


def kept_contents(
    *, school: School, with_drafts: bool, with_acts: bool = False
) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(Page, its stored fields) of the pages that name nobody by duty of office; with ``with_acts``
    of those that do too."""
    pages = pages_of(school=school) if with_acts else pages_of_people(school=school)
    if with_drafts:
        numbers = [str(number) for number in pages.values_list("pk", flat=True)]
        revisions = Revision.page_revisions.filter(object_id__in=numbers)
        unkept = pages.filter(latest_revision__isnull=True)
    else:
        pages = pages.live()
        revisions = Revision.page_revisions.filter(pk__in=pages.values("live_revision"))
        unkept = pages.filter(live_revision__isnull=True)
    for number, content in revisions.values_list("object_id", "content").iterator():
        yield int(number), content
    for page in unkept.specific():
        yield page.pk, page.serializable_data()


def pages_of_people(*, school: School) -> PageQuerySet:
    """The pages of the school but for acts, wordings and aliases."""
    by_duty = [model for model in get_page_models() if issubclass(model, NAMED_BY_DUTY)]
    types = ContentType.objects.get_for_models(*by_duty).values()
    return pages_of(school=school).exclude(content_type__in=types)


def pages_of(*, school: School) -> PageQuerySet:
    """The pages of the school but for aliases."""
    below = Page.objects.descendant_of(school.site.root_page, inclusive=True)
    found: PageQuerySet = below.filter(alias_of__isnull=True)
    return found
