"""An act as a Word file with real styles, page numbers and tables that repeat their heads."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from mentoring_pages.domain.clauses import APPENDIX, ITEM, SECTION, TABLE
from mentoring_pages.domain.contents import Chapter, Line
from mentoring_pages.rendering.act_pdf import approver_rows, footer_of
from mentoring_pages.rendering.act_sheet import ActSheet
from mentoring_pages.rendering.columns import column_widths
from mentoring_pages.rendering.zip_bytes import same_bytes

FACE = "Times New Roman"
"""What acts are typed in; every Word has it."""

TEXT_WIDTH = Mm(165)
INDENT = Mm(12.5)

CLAUSE_STYLE = "Пункт"
PARAGRAPH_STYLE = "Абзац"
ITEM_STYLE = "Строка перечня"
CELL_STYLE = "Текст таблицы"
APPENDIX_STYLE = "Приложение"
STAMP_STYLE = "Гриф"
NOTICE_STYLE = "Отметка"


def act_docx(sheet: ActSheet) -> bytes:
    """The same sheet gives the same bytes."""
    document = Document()
    _page(document, sheet)
    _styles(document)
    _properties(document, sheet)
    if sheet.is_draft:
        document.add_paragraph(_("ПРОЕКТ"), style=NOTICE_STYLE)
    for notice in sheet.notices:
        document.add_paragraph(_clean(notice), style=NOTICE_STYLE)
    _approval(document, sheet)
    title = document.add_paragraph(style="Title")
    _write(title, sheet.heading.upper())
    if sheet.title:
        _write(document.add_paragraph(style="Subtitle"), sheet.title)
    for chapter in sheet.chapters:
        _chapter(document, chapter)
    target = BytesIO()
    document.save(target)
    return same_bytes(target.getvalue())


def _page(document: DocumentFile, sheet: ActSheet) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    footer = section.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    footer.paragraph_format.tab_stops.clear_all()
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, alignment=2)
    footer.add_run(_clean(f"{footer_of(sheet)}\t{_('стр.')} "))
    _field(footer, "PAGE")
    footer.add_run(f" {_('из')} ")
    _field(footer, "NUMPAGES")


def _properties(document: DocumentFile, sheet: ActSheet) -> None:
    properties = document.core_properties
    properties.title = _clean(sheet.name)[:255]
    properties.author = properties.last_modified_by = _clean(sheet.publisher)[:255]
    properties.language = "ru-RU"
    properties.comments = ""
    properties.created = properties.modified = sheet.made_at.replace(tzinfo=None)
    properties.revision = 1


def _styles(document: DocumentFile) -> None:
    normal = _face(document.styles["Normal"], 12)
    normal.element.rPr.append(_element("w:lang", {"w:val": "ru-RU"}))
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in (("Title", 15), ("Subtitle", 13), ("Heading 1", 13), ("Heading 2", 12)):
        style = _face(document.styles[name], size, bold=True)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.space_before = Pt(12 if name == "Heading 1" else 6)
        style.paragraph_format.space_after = Pt(18 if name == "Subtitle" else 6)
        style.paragraph_format.keep_with_next = True
        for border in style.element.xpath(".//w:pBdr"):
            border.getparent().remove(border)
    _face(document.styles["Footer"], 9)
    _face(document.styles["Caption"], 12, bold=True)
    for name in (CLAUSE_STYLE, PARAGRAPH_STYLE, ITEM_STYLE):
        style = _own(document, name)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        style.paragraph_format.space_after = Pt(4)
        if name == ITEM_STYLE:
            style.paragraph_format.left_indent = INDENT
        else:
            style.paragraph_format.first_line_indent = INDENT
    stamp = _own(document, STAMP_STYLE)
    stamp.paragraph_format.keep_with_next = True
    notice = _face(_own(document, NOTICE_STYLE), 13, bold=True)
    notice.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    notice.paragraph_format.space_after = Pt(8)
    cell = _face(_own(document, CELL_STYLE), 10.5)
    cell.paragraph_format.line_spacing = 1.0
    appendix = _own(document, APPENDIX_STYLE, "Heading 1")
    _face(appendix, 12)
    appendix.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    appendix.paragraph_format.left_indent = Mm(80)
    appendix.paragraph_format.page_break_before = True
    appendix.paragraph_format.space_before = Pt(0)


def _own(document: DocumentFile, name: str, base: str = "Normal") -> Any:
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[base]
    style.quick_style = True
    return style


def _face(style: Any, size: float, *, bold: bool = False) -> Any:
    """One face for all scripts: a heading of the template would else keep the theme's."""
    style.font.name, style.font.size, style.font.bold = FACE, Pt(size), bold
    style.font.italic, style.font.color.rgb = False, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FACE)
    return style


def _approval(document: DocumentFile, sheet: ActSheet) -> None:
    rows = approver_rows(sheet.approvers)
    if not rows:
        return
    table = document.add_table(rows=0, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for approvers in rows:
        cells = table.add_row().cells
        for cell, approver in zip(cells, approvers, strict=True):
            if approver is None:
                continue
            _write(cell.paragraphs[0], approver.heading, style=document.styles[STAMP_STYLE])
            cell.paragraphs[0].runs[0].bold = True
            for line in approver.lines:
                _write(cell.add_paragraph(), line, style=document.styles[STAMP_STYLE])
    document.add_paragraph()


def _chapter(document: DocumentFile, chapter: Chapter) -> None:
    if chapter.is_named_appendix:
        head = document.add_paragraph(style="Heading 1")
        head.paragraph_format.page_break_before = True
        _write(head, "\n".join(part for part in (chapter.text, chapter.note) if part))
    elif chapter.kind == APPENDIX:
        head = document.add_paragraph(style=APPENDIX_STYLE)
        _write(head, "\n".join(part for part in (chapter.text, chapter.note) if part))
    elif chapter.kind:
        _write(document.add_paragraph(style="Heading 1"), _marked(chapter.mark, chapter.text))
    for line in chapter.lines:
        _line(document, line)


def _line(document: DocumentFile, line: Line) -> None:
    if line.kind == TABLE:
        _table(document, line)
        return
    if line.kind == SECTION:
        style = "Heading 2"
    elif line.kind == ITEM:
        style = ITEM_STYLE
    else:
        style = CLAUSE_STYLE if line.mark else PARAGRAPH_STYLE
    paragraph = document.add_paragraph(style=style)
    if line.kind != SECTION and line.indent > 1:
        paragraph.paragraph_format.left_indent = Mm(6 * (line.indent - 1))
    text = _marked(line.mark, line.text)
    if "\n" in text and line.kind != SECTION:
        # Word stretches a justified line up to a line break, however short it is.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    _write(paragraph, text)


def _table(document: DocumentFile, line: Line) -> None:
    widths = column_widths(line.rows)
    if not widths:
        return
    if line.caption:
        _write(document.add_paragraph(style="Caption"), line.caption)
    count = len(widths)
    table = document.add_table(rows=len(line.rows), cols=count, style="Table Grid")
    table.autofit = False
    style: Any = document.styles[CELL_STYLE]
    # Asked of the table once: each row would look through all its cells again.
    cells, rows = table._cells, table._tbl.tr_lst
    for number, texts in enumerate(line.rows):
        is_head = number == 0 and bool(line.head)
        for column, width in enumerate(widths):
            cell = cells[number * count + column]
            cell.width = int(TEXT_WIDTH * width / 100)
            text = texts[column] if column < len(texts) else ""
            _cell(cell, text, style, is_head=is_head)
        if is_head:
            rows[number].get_or_add_trPr().append(_element("w:tblHeader", {"w:val": "true"}))
    _columns(table, widths)
    document.add_paragraph()


def _columns(table: Table, widths: tuple[float, ...]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = int(TEXT_WIDTH * width / 100)


def _cell(cell: _Cell, text: str, style: ParagraphStyle, *, is_head: bool) -> None:
    _write(cell.paragraphs[0], text, style=style)
    if is_head:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in cell.paragraphs[0].runs:
            run.bold = True


def _marked(mark: str, text: str) -> str:
    return f"{mark} {text}" if mark else text


def _write(paragraph: Paragraph, text: str, *, style: Any = None) -> None:
    """``text`` with its line breaks; control characters, which XML cannot hold, become spaces."""
    if style is not None:
        paragraph.style = style
    for number, part in enumerate(_clean(text).split("\n")):
        if number:
            paragraph.add_run().add_break(WD_BREAK.LINE)
        paragraph.add_run(part)


def _clean(text: str) -> str:
    return "".join(
        char if char in "\n\t" or ((char.isprintable() or char.isspace()) and char >= " ") else " "
        for char in text
    )


def _field(paragraph: Paragraph, code: str) -> None:
    """A field Word fills in: the number of the page, of all pages."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}))
        else:
            instruction = _element("w:instrText", {"xml:space": "preserve"})
            instruction.text = f" {text} "
            run._r.append(instruction)


def _element(name: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element
