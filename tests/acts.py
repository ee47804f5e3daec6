"""Acts on the pages of a test school, as short as the test needs."""

import json
import uuid
from datetime import date

from mentoring_pages.models import GlossaryPage, GlossaryTerm, RegulationPage, RegulationTerm
from mentoring_pages.rendering.act_page import pieces_of_tree


def block(kind, level, number, text):
    value = {"level": str(level), "number": number, "text": text, "meaning": []}
    return {"id": str(uuid.uuid4()), "type": kind, "value": value}


def table(*rows):
    value = {"data": [list(row) for row in rows], "table_header_choice": "row"}
    return {"id": str(uuid.uuid4()), "type": "table", "value": value}


def make_act(
    school,
    blocks,
    terms=(),
    *,
    slug="polozhenie",
    title="о наставничестве",
    order_number="05-од",
    order_date=date(2026, 1, 12),
    publish=True,
    **fields,
):
    """A regulation under the home page of ``school``; ``terms`` are (term, definition, block)."""
    page = RegulationPage(
        title=f"Положение {title}"[:255],
        slug=slug,
        act_title=title,
        approval_post="Директор",
        approval_name="Н. П. Орлова",
        order_number=order_number,
        order_date=order_date if order_number else None,
        live=publish,
        **fields,
    )
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.terms = [
        RegulationTerm(term=term, definition=text, clause_key=where["id"] if where else "")
        for term, text, where in terms
    ]
    school.site.root_page.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    page.refresh_from_db()
    return page


def rewrite(page, blocks, **fields):
    """Publish ``page`` with other text and whatever else is named."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.body = RegulationPage._meta.get_field("body").to_python(json.dumps(blocks))
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_glossary(school, *terms):
    page = GlossaryPage(title="Глоссарий", slug="glossariy")
    school.site.root_page.add_child(instance=page)
    page.terms = [GlossaryTerm(term=term, definition=text) for term, text in terms]
    page.save_revision().publish()
    return page


def pieces_of_blocks(blocks):
    """Blocks of a body as pieces of an act."""
    return pieces_of_tree(
        {"key": one["id"], "type": one["type"], "value": one["value"]} for one in blocks
    )
