"""The files a page shows or offers, what they are called and what they say; its tags."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex

from mentoring_pages.importing import UnreadableFile
from mentoring_pages.importing.decoding import LARGEST_FILE
from mentoring_pages.importing.sources import read_source

PICTURES = frozenset(
    {"avif", "bmp", "gif", "heic", "heif", "ico", "jfif", "jpe", "jpeg", "jpg", "jxl", "png"}
    | {"psd", "svg", "tif", "tiff", "webp"}
)
"""Endings of the names of files that hold a picture and nothing else."""

READ = frozenset({"docx", "htm", "html", "md", "pdf", "txt"})
"""Endings of the names of files whose text can be read, see ``importing.sources``."""

FILES_REMEMBERED = 8
"""A page is asked about several times while it is published, its files are read once."""


def images_of(page: Page) -> list[Any]:
    """The pictures a page shows: in its fields, its rows, its rich texts and its blocks."""
    return _referred_to(page, get_image_model())


def documents_of(page: Page) -> list[Any]:
    """The files a page offers to be taken away, found in the same places."""
    return _referred_to(page, get_document_model())


def file_titles(files: Iterable[Any]) -> list[str]:
    """What the editors call the files: visitors read it under links and beside pictures."""
    return [file.title for file in files]


def file_names(files: Iterable[Any]) -> list[str]:
    """The files' own names, which stand in their addresses."""
    return [PurePosixPath(file.file.name).stem for file in files]


def is_picture(file: Any) -> bool:
    """Whether a file offered to be taken away is a picture, by the ending of its name."""
    return _ending(file) in PICTURES


def text_of(file: Any) -> str:
    """What a file says; empty where it cannot be read: a scan, a table, a file that is gone."""
    if _ending(file) not in READ:
        return ""
    read = _remembered if file.file_hash else _read
    return read(file.file.storage, file.file.name, file.file_hash)


def is_withdrawn(file: Any) -> bool:
    """Whether pages offer the file and none of them is published. One that no page offers, or
    that something else refers to, is not: it was given out in another way."""
    offered = [
        (reference.base_content_type.model_class(), reference.object_id)
        for reference in ReferenceIndex.get_references_to(file).select_related("base_content_type")
    ]
    if not offered or not all(model and issubclass(model, Page) for model, _pk in offered):
        return False
    return not Page.objects.live().filter(pk__in=[int(pk) for _model, pk in offered]).exists()


def tags_of(page: Page) -> list[str]:
    """The tags of a page, as its readers see them."""
    tags = getattr(page, "tags", None)
    words = getattr(page, "hashtags", "").split()
    return [*words, *(str(tag) for tag in (tags.all() if tags is not None else ()))]


def _ending(file: Any) -> str:
    return PurePosixPath(file.file.name).suffix.lower().lstrip(".")


def _read(storage: Any, name: str, _digest: str) -> str:
    try:
        with storage.open(name, "rb") as file:
            return read_source(file.read(LARGEST_FILE + 1), name=PurePosixPath(name).name).text
    except (UnreadableFile, OSError):
        return ""


_remembered = lru_cache(maxsize=FILES_REMEMBERED)(_read)


def picture_fields(model: type[Model]) -> list[str]:
    """The fields of a page or of its rows that name a picture."""
    return _fields_of(model, get_image_model())


def row_relations(model: type[Page]) -> list[tuple[str, type[Model]]]:
    """The rows that a page keeps with itself: (name of the relation, model)."""
    return [
        (relation.get_accessor_name(), relation.related_model)
        for relation in get_all_child_relations(model)
        if relation.related_model._meta.app_label != "wagtailcore"
    ]


def _referred_to(page: Page, kept: type[Model]) -> list[Any]:
    found: set[Any] = set()
    rows = [row for name, _model in row_relations(type(page)) for row in getattr(page, name).all()]
    for row in (page, *rows):
        found |= {getattr(row, f"{name}_id") for name in _fields_of(type(row), kept)}
        for field in row._meta.get_fields():
            if hasattr(field, "extract_references"):
                references = field.extract_references(field.value_from_object(row))
                found |= {int(key) for model, key, *_ in references if model is kept}
    found.discard(None)
    return list(kept._default_manager.filter(pk__in=found).order_by("pk")) if found else []


def _fields_of(model: type[Model], kept: type[Model]) -> list[str]:
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, ForeignKey) and field.related_model is kept
    ]
