"""The files a page shows or offers, wherever it keeps them, and what they are called."""

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from django.db.models import ForeignKey, Model
from modelcluster.models import get_all_child_relations
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page


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
