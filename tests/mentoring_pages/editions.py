"""An act with several editions, as tests need it."""

from datetime import date

from mentoring_pages.models import RegulationPage
from tests import act_blocks

PLAN, DIARY, MEETING = (
    "Куратор составляет план на год.",
    "Наставник ведёт дневник встреч.",
    "Первая встреча проходит в школе.",
)


def block(number, text, *, kind="clause", level=2, key=None):
    """A clause, as most blocks here are."""
    return act_blocks.block(kind, level, number, text, key)


def body(*blocks):
    return act_blocks.stream(blocks)


def make_act(school, *, slug="polozhenie", title="Положение"):
    """A draft of an act without an order."""
    page = RegulationPage(
        title=title,
        slug=slug,
        act_title="о наставничестве",
        body=body(block("1", "Общие положения", kind="section", level=1), block("1.1", PLAN)),
        live=False,
    )
    school.site.root_page.add_child(instance=page)
    return page


def approve(page, number, ordered, *, since=None, text=None):
    """A new edition of the act under this order, published directly."""
    page.order_number, page.order_date, page.in_force_from = number, ordered, since
    if text is not None:
        blocks = page.body.get_prep_value()
        blocks[1]["value"]["text"] = text
        page.body = body(*blocks)
    page.save_revision().publish()
    return RegulationPage.objects.get(pk=page.pk)


def three_editions(school):
    """Approved on 1 September of 2024, 2025 and 2026."""
    page = make_act(school)
    for year, text in ((2024, PLAN), (2025, DIARY), (2026, MEETING)):
        page = approve(page, f"{year}-од", date(year, 9, 1), text=text)
    return page
