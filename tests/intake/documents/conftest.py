import json
from datetime import datetime
from importlib import resources
from zoneinfo import ZoneInfo

import pytest

from intake.documents.consent import PaperInput
from mentoring_pages.domain.placeholders import CATALOGUE, fill
from mentoring_pages.wordings import publication_items

MADE_AT = datetime(2026, 11, 21, 9, 5, tzinfo=ZoneInfo("Asia/Yekaterinburg"))


@pytest.fixture
def paper_input():
    """A paper of the shipped wording about invented people; keywords replace single fields."""

    def build(kind="processing", variant="representative", **fields):
        folder = resources.files("mentoring_pages") / "wordings"
        wording = json.loads((folder / f"{kind}-{variant}.json").read_text(encoding="utf-8"))
        values = {place.key: place.label for place in CATALOGUE}
        given = {
            "kind": kind,
            "variant": variant,
            "number": "С-2026-000017",
            "made_at": MADE_AT,
            "title": wording["title"],
            "blocks": tuple((b["type"], fill(b["text"], values)) for b in wording["blocks"]),
            "addressee": ("Директору МБОУ «Школа № 3»", "Ивановой М. П."),
            "operator": ("МБОУ «Школа № 3»", "Заречный край, пос. Заречье"),
            "participant": ("Участник: Щёголева Алёна",),
            "signer_name": "Щёголев Пётр Ильич",
            "signer_capacity": "законный представитель (отец)",
            "verify_url": "https://school.example/intake/",
            "explanation": "Алёне 13 лет, поэтому за неё подписывает родитель.",
        }
        if kind == "publication":
            given["choices"] = tuple((item.label, False) for item in publication_items())
        return PaperInput(**(given | fields))

    return build
