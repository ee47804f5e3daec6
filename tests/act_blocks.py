"""The blocks of an act as the editor stores them: the one home of their shape in tests."""

import json
import uuid

from mentoring_pages.models import RegulationPage


def block(kind, level, number, text, key=None):
    """A block of text; ``key`` is its permanent key, a new one where it does not matter."""
    value = {"level": str(level), "number": number, "text": text, "meaning": []}
    return {"id": key or str(uuid.uuid4()), "type": kind, "value": value}


def table(*rows):
    value = {"data": [list(row) for row in rows], "table_header_choice": "row"}
    return {"id": str(uuid.uuid4()), "type": "table", "value": value}


def stream(blocks):
    """What the body of an act holds."""
    return RegulationPage._meta.get_field("body").to_python(json.dumps(list(blocks)))
