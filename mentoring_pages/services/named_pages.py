"""Pages whose text calls somebody by name, whether they say so or not.

The guard lets no such page out. They exist all the same: a page was published before its person
came into the school's list, a draft was never published at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from taggit.models import Tag
from wagtail.models import Page, Revision, get_page_models
from wagtail.query import PageQuerySet

from mentoring_pages.domain.lemmas import fold
from mentoring_pages.domain.person_names import named_in_label, names_in
from mentoring_pages.domain.publication import texts_of
from mentoring_pages.models import School
from mentoring_pages.services.publication import NAMED_BY_DUTY, is_named_by_duty

ENDING = 3
"""Letters at the end of a family name that its cases may change: «Соловей», «Соловья»."""


def pages_that_name(
    *, school: School, key: UUID, parts: Sequence[str], with_drafts: bool
) -> set[int]:
    """The pages of ``school`` whose text, tags or address name the person, acts left out.

    ``parts`` are the family name, the given name and what else there is. Live pages as visitors
    read them; ``with_drafts`` all pages and everything that was ever kept of them. The same few
    queries, however many pages.
    """
    if len(parts) < 2 or is_named_by_duty(" ".join(parts), school=school):
        return set()
    person = [(key, parts[0], parts[1])]
    tags = {tag.pk for tag in Tag.objects.all() if named_in_label(tag.name, person)}
    stem = fold(parts[0])[: max(1, len(parts[0]) - ENDING)]
    found: set[int] = set()
    for page_id, content in kept_contents(school=school, with_drafts=with_drafts):
        if page_id not in found and _names(content, person, stem, tags):
            found.add(page_id)
    return found


def kept_contents(*, school: School, with_drafts: bool) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """(Page, its stored fields) of the pages that name nobody by duty of office."""
    pages = pages_of_people(school=school)
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
    found: PageQuerySet = (
        Page.objects.descendant_of(school.site.root_page, inclusive=True)
        .filter(alias_of__isnull=True)
        .exclude(content_type__in=types)
    )
    return found


def _names(
    content: Mapping[str, Any], person: list[tuple[UUID, str, str]], stem: str, tags: set[int]
) -> bool:
    text = "\n".join(texts_of(content))
    if stem in fold(text) and names_in(text, person):
        return True
    if any(row["tag"] in tags for row in content.get("tagged_items") or ()):
        return True
    labels = [content.get("slug") or "", *(content.get("hashtags") or "").split()]
    return any(named_in_label(label, person) for label in labels)
