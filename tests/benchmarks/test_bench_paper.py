"""Our consent PDF beside xhtml2pdf alone on the same HTML. Ratios are reported, never asserted."""

import json
from datetime import UTC, datetime
from importlib import resources
from io import BytesIO

import pytest
from django.template.loader import render_to_string
from xhtml2pdf import pisa

from intake.documents.consent import TEMPLATE, PaperInput, make_paper, paper_context
from intake.documents.render import STYLESHEET
from mentoring_pages.rendering.pdf import css_of

pytestmark = [pytest.mark.benchmark(group="consent PDF")]


@pytest.fixture(scope="module")
def paper_input():
    folder = resources.files("mentoring_pages") / "wordings"
    wording = json.loads((folder / "processing-representative.json").read_text(encoding="utf-8"))
    return PaperInput(
        kind="processing",
        variant="representative",
        number="С-2026-000001",
        made_at=datetime(2026, 11, 21, tzinfo=UTC),
        title=wording["title"],
        blocks=tuple((block["type"], block["text"]) for block in wording["blocks"]),
        signer_name="Щёголев Пётр Ильич",
        verify_url="https://school.example/",
    )


def test_our_consent(benchmark, paper_input):
    assert benchmark(lambda: make_paper(paper=paper_input)).page_count == 2


def test_plain_xhtml2pdf_on_the_same_html(benchmark, paper_input):
    html = render_to_string(TEMPLATE, paper_context(paper_input))
    css = css_of(STYLESHEET)

    def plain():
        target = BytesIO()
        pisa.CreatePDF(html, dest=target, encoding="utf-8", default_css=css)
        return target.getvalue()

    assert benchmark(plain).startswith(b"%PDF")
