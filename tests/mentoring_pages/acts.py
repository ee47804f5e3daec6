"""A small published act and a glossary for tests of what readers see."""

from datetime import date

from mentoring_pages.models import GlossaryPage, GlossaryTerm, RegulationPage, RegulationTerm
from tests.act_blocks import block, stream

__all__ = ["a_section", "block", "publish_act", "publish_anew", "publish_glossary", "stream"]


def a_section():
    return [
        block("section", 1, "1", "Общие положения"),
        block("clause", 2, "1.1", "Наставник – тот, кто ведёт."),
        block("clause", 2, "1.2", "С наставниками заключают соглашение."),
    ]


def publish_act(home, blocks=None, **fields):
    """A new act under ``home``, approved by order 7 unless told otherwise."""
    home.refresh_from_db()
    given = {
        "title": "Положение",
        "slug": "act",
        "act_title": "о наставничестве",
        "order_number": "7",
        "order_date": date(2026, 9, 1),
        **fields,
    }
    page = RegulationPage(**given)
    blocks = a_section() if blocks is None else blocks
    page.body = stream(blocks)
    page.terms = [
        RegulationTerm(term="Наставник", definition="тот, кто ведёт.", clause_key=blocks[1]["id"])
    ]
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def publish_anew(page, blocks, **fields):
    """The next text of an act."""
    page = RegulationPage.objects.get(pk=page.pk)
    page.body = stream(blocks)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def publish_glossary(home, **terms):
    home.refresh_from_db()
    page = GlossaryPage.objects.child_of(home).first()
    if page is None:
        page = home.add_child(instance=GlossaryPage(title="Глоссарий", slug="glossary"))
    page.terms = [GlossaryTerm(term=term, definition=said) for term, said in terms.items()]
    page.save_revision().publish()
    return page
