"""One description of a paper becomes a DOCX as a secretary types it, and a PDF as Word saves it.

A line of the description is a paragraph: «^» sets it in the middle and bold, «>» at the right, «!»
bold at the left, «~» is the running head, «%1» to «%4» are levels of one numbering that Word prints
itself, «*» is a line of Word's bulleted list. «|a|b|» is a row of a table with lines, «||a||b||» of
one without; «/» breaks a line. «---» begins a page.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import docx
import fontpkg_pt_serif
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

LEVELS = 4


@dataclass(frozen=True)
class Part:
    """A piece of a paper: its sign and its text, or the rows of a table."""

    sign: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def parts_of(description: str) -> list[Part]:
    parts: list[Part] = []
    for line in description.split("\n"):
        sign, text = _sign_of(line.strip())
        if sign in ("|", "||"):
            cells = tuple(
                cell.strip().replace(" / ", "\n") for cell in text.removesuffix(sign).split(sign)
            )
            if parts and parts[-1].sign == sign:
                parts[-1] = Part(sign, "", (*parts[-1].rows, cells))
                continue
            parts.append(Part(sign, "", (cells,)))
        elif sign or text:
            parts.append(Part(sign, text.replace(" / ", "\n")))
        elif parts and parts[-1].sign in ("|", "||"):
            parts.append(Part("empty"))
    return parts


def _sign_of(line: str) -> tuple[str, str]:
    match = re.match(r"(?P<sign>%[1-4]|[\^>!~*](?=\s)|\|\||\||---)\s*(?P<text>.*)", line)
    return (match["sign"], match["text"]) if match else ("", line)


def paper_docx(description: str) -> bytes:
    document = docx.Document()
    _add_numbering(document)
    for part in parts_of(description):
        if part.rows:
            table = document.add_table(rows=0, cols=len(part.rows[0]))
            table.style = "Table Grid" if part.sign == "|" else None
            for row in part.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        elif part.sign == "---":
            document.add_page_break()
        elif part.sign == "~":
            document.sections[0].header.paragraphs[0].text = part.text
        elif part.sign != "empty":
            _add_paragraph(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_paragraph(document: "docx.document.Document", part: Part) -> None:
    paragraph = document.add_paragraph(style="List Bullet" if part.sign == "*" else None)
    run = paragraph.add_run(part.text)
    run.bold = part.sign in ("^", "!") or None
    if part.sign in ("^", ">"):
        middle = part.sign == "^"
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if middle else WD_ALIGN_PARAGRAPH.RIGHT
    if part.sign.startswith("%"):
        properties = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", int(part.sign[1]) - 1), ("w:numId", 77)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), str(value))
            properties.append(element)
        paragraph._p.get_or_add_pPr().append(properties)


def _add_numbering(document: "docx.document.Document") -> None:
    root = document.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    for depth in range(LEVELS):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(depth))
        text = ".".join(f"%{place + 1}" for place in range(depth + 1)) + "."
        for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", text)):
            element = OxmlElement(tag)
            element.set(qn("w:val"), value)
            level.append(element)
        abstract.append(level)
    root.insert(0, abstract)
    number = OxmlElement("w:num")
    number.set(qn("w:numId"), "77")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "77")
    number.append(link)
    root.append(number)


def paper_pdf(description: str) -> bytes:
    folder = next(Path(fontpkg_pt_serif.__file__).parent.rglob("*Regular.ttf")).parent
    for name, weight in (("Paper", "Regular"), ("PaperBold", "Bold")):
        pdfmetrics.registerFont(TTFont(name, next(folder.glob(f"*-{weight}.ttf"))))
    parts = parts_of(description)
    head = next((part.text for part in parts if part.sign == "~"), "")

    def edge(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Paper", 9)
        canvas.drawCentredString(300, 800, head)
        canvas.drawRightString(540, 30, str(document.page))

    file = io.BytesIO()
    document = SimpleDocTemplate(file, leftMargin=72, rightMargin=54, topMargin=72, bottomMargin=60)
    document.build(list(_story(parts)), onFirstPage=edge, onLaterPages=edge)
    return file.getvalue()


def _style(part: Part) -> ParagraphStyle:
    return ParagraphStyle(
        "paper",
        fontName="PaperBold" if part.sign in ("^", "!") else "Paper",
        fontSize=11.5,
        leading=15,
        alignment={"^": 1, ">": 2}.get(part.sign, 4),
        leftIndent=18 if part.sign == "*" else 0,
        firstLineIndent=30 if part.sign in ("", "%2") else 0,
    )


def _story(parts: list[Part]) -> Iterator[object]:
    counts = [0] * LEVELS
    for part in parts:
        if part.rows:
            cell = ParagraphStyle("cell", fontName="Paper", fontSize=10.5, leading=13)
            rows = [[Paragraph(_html(text), cell) for text in row] for row in part.rows]
            grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] if part.sign == "|" else []
            yield Table(rows, colWidths=[470 / len(rows[0])] * len(rows[0]), style=grid)
            continue
        if part.sign in ("---", "~", "empty"):
            yield PageBreak() if part.sign == "---" else Spacer(1, 6)
            continue
        text = part.text
        if part.sign.startswith("%"):
            depth = int(part.sign[1])
            counts = [*counts[: depth - 1], counts[depth - 1] + 1, *[0] * (LEVELS - depth)]
            text = ".".join(map(str, counts[:depth])) + f". {text}"
        elif part.sign == "*":
            text = f"• {text}"
        yield Paragraph(_html(text), _style(part))


def _html(text: str) -> str:
    return escape(text).replace("\n", "<br/>").replace("\t", "&nbsp;" * 8)
