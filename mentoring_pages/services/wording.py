"""Putting the wordings that ship into a school's tree, as pages the school then owns."""

import json
import uuid
from collections.abc import Iterator
from datetime import date, datetime
from importlib import resources
from typing import Any

from django.db import transaction

from mentoring_pages.models import School, WordingPage

ITEMS_FILE = "publication-items"


def shipped_wordings() -> Iterator[dict[str, Any]]:
    """The wordings that ship, one per kind and variant, in a stable order."""
    folder = resources.files("mentoring_pages") / "wordings"
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".json") and not file.name.startswith(ITEMS_FILE):
            wording = json.loads(file.read_text(encoding="utf-8"))
            if "kind" in wording:
                yield wording


@transaction.atomic
def adopt_shipped_wordings(
    *, school: School, order_number: str, order_date: date, now: datetime
) -> list[WordingPage]:
    """Publish the shipped wordings under an order of the school; texts already there stay."""
    home = school.site.root_page
    pages = []
    for wording in shipped_wordings():
        existing = WordingPage.objects.child_of(home).filter(
            kind=wording["kind"], variant=wording["variant"]
        )
        if existing.exists():
            continue
        page = WordingPage(
            title=wording["title"],
            slug=f"tekst-{wording['kind']}-{wording['variant']}",
            kind=wording["kind"],
            variant=wording["variant"],
            paper_title=wording["title"],
            summary="\n".join(wording["summary_plain"]),
            order_number=order_number,
            order_date=order_date,
            body=[
                {"type": block["type"], "value": block["text"], "id": str(uuid.uuid4())}
                for block in wording["blocks"]
            ],
            live=False,
        )
        home.add_child(instance=page)
        page.save_revision().publish()
        pages.append(page)
    return pages
