"""Acts on the pages of a test school, as short as the test needs."""

from datetime import date

from mentoring_pages.models import GlossaryPage, GlossaryTerm, RegulationPage, RegulationTerm
from mentoring_pages.rendering.act_page import pieces_of_tree
from tests.act_blocks import block, stream, table

__all__ = ["block", "make_act", "make_glossary", "pieces_of_blocks", "rewrite", "table"]


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
    page.body = stream(blocks)
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
    page.body = stream(blocks)
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
