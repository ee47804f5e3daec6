"""Wordings that ship, as data: a school adopts them as pages and may change every word."""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class PublicationItem:
    """One kind of data a person may allow to be published; it holds for all listed resources."""

    key: str
    label: str


@cache
def publication_items() -> tuple[PublicationItem, ...]:
    """The items of a publication consent in the order they are asked."""
    text = (resources.files(__name__) / "publication-items.json").read_text(encoding="utf-8")
    return tuple(
        PublicationItem(key=item["key"], label=item["label"]) for item in json.loads(text)["items"]
    )
