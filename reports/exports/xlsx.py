"""The return as a workbook: the form on one landscape A4 sheet, the controls on another.

Whatever stands in a name stays text: nothing is ever turned into a formula, a link or a number.
"""

from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from reports.domain.definition import Column, Section
from reports.domain.filled import FilledReturn, Line
from reports.exports.sheet import CLOSED, Sheet, broken_words, sheet_of

PAPER_A4 = 9
NAME_WIDTH, CODE_WIDTH, FIGURE_WIDTH = 40, 6, 11
LETTERS_ON_A_LINE = 150
LINE_HEIGHT = 14

Formats = dict[str, Format]


def return_xlsx(filled: FilledReturn) -> bytes:
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": filled.title, "company": filled.organisation.full_name})
    formats = _formats(book)
    sheet = sheet_of(filled)
    page = book.add_worksheet(_("Форма"))
    _Page(page, formats, filled, sheet).write()
    _write_controls(book.add_worksheet(_("Контроль")), formats, filled)
    book.close()
    return buffer.getvalue()


def _formats(book: Workbook) -> Formats:
    base = {"font_name": "Times New Roman", "font_size": 10, "valign": "vcenter"}
    framed = {**base, "border": 1, "text_wrap": True}
    number = {**framed, "align": "right", "indent": 1, "num_format": "0"}
    return {
        "plain": book.add_format({**base, "text_wrap": True}),
        "small": book.add_format({**base, "font_size": 8, "text_wrap": True, "valign": "top"}),
        "right": book.add_format({**base, "align": "right"}),
        "title": book.add_format(
            {**base, "bold": True, "font_size": 13, "align": "center", "text_wrap": True}
        ),
        "centre": book.add_format({**base, "align": "center"}),
        "section": book.add_format({**base, "bold": True, "font_size": 11}),
        "unit": book.add_format({**base, "font_size": 8, "align": "right"}),
        "head": book.add_format({**framed, "align": "center", "font_size": 9}),
        "framed": book.add_format(framed),
        "name0": book.add_format({**framed, "bold": True}),
        "name1": book.add_format({**framed, "indent": 1}),
        "name2": book.add_format({**framed, "indent": 2}),
        "name3": book.add_format({**framed, "indent": 3}),
        "code": book.add_format({**framed, "align": "center"}),
        "figure": book.add_format(number),
        "total": book.add_format({**number, "bold": True}),
        "closed": book.add_format({**framed, "align": "center", "font_color": "#4A5563"}),
        "broken": book.add_format({**base, "bold": True, "text_wrap": True}),
        "line": book.add_format({**base, "bottom": 1}),
    }


class _Page:
    """Writes the form from top to bottom; ``at`` is the next free row."""

    def __init__(
        self, page: Worksheet, formats: Formats, filled: FilledReturn, sheet: Sheet
    ) -> None:
        self.page = page
        self.formats = formats
        self.filled = filled
        self.sheet = sheet
        self.at = 0
        widest = max(len(section.columns) for section in filled.sections)
        self.last = max(1 + widest, 10)

    def write(self) -> None:
        page = self.page
        page.set_landscape()
        page.set_paper(PAPER_A4)
        page.set_margins(left=0.4, right=0.4, top=0.4, bottom=0.4)
        page.hide_gridlines(2)
        page.set_column(0, 0, NAME_WIDTH)
        page.set_column(1, 1, CODE_WIDTH)
        page.set_column(2, self.last, FIGURE_WIDTH)
        self._title_block()
        wide = [section for section in self.filled.sections if len(section.columns) > 1]
        narrow = [section for section in self.filled.sections if len(section.columns) == 1]
        for section in wide:
            self._section(section)
        for position in range(0, len(narrow), 2):
            self._side_by_side(narrow[position : position + 2])
        self._foot()
        page.fit_to_pages(1, 1)
        page.print_area(0, 0, self.at, self.last)

    def _merged(self, first: int, last: int, text: str, format_name: str) -> None:
        if first == last:
            self.page.write_string(self.at, first, text, self.formats[format_name])
        else:
            self.page.merge_range(self.at, first, self.at, last, text, self.formats[format_name])

    def _whole_line(self, text: str, format_name: str, letters: int = LETTERS_ON_A_LINE) -> None:
        self._merged(0, self.last, text, format_name)
        lines = -(-len(text) // letters)
        if lines > 1:
            self.page.set_row(self.at, lines * LINE_HEIGHT)
        self.at += 1

    def _small_gap(self) -> None:
        self.page.set_row(self.at, LINE_HEIGHT / 2)
        self.at += 1

    def _title_block(self) -> None:
        sheet = self.sheet
        self._whole_line(sheet.named_form, "right")
        self._whole_line(sheet.title, "title", letters=110)
        self._whole_line(sheet.as_of, "centre")
        if sheet.preliminary:
            self._whole_line(sheet.preliminary, "centre")
        parts = ((0, 1), (2, 6), (7, self.last))
        for texts, format_name in (
            ((_("Предоставляет"), _("Кому"), _("Срок")), "head"),
            ((sheet.provider, sheet.recipient, sheet.due), "framed"),
        ):
            for (first, last), text in zip(parts, texts, strict=True):
                self._merged(first, last, text, format_name)
            if format_name == "framed":
                letters = max(len(text) for text in texts)
                self.page.set_row(self.at, LINE_HEIGHT * max(2, -(-letters // 45)))
            self.at += 1
        for label, value in sheet.organisation[1:]:
            self.page.write_string(self.at, 0, label, self.formats["plain"])
            self._merged(1, self.last, value, "line")
            self.at += 1
        self._whole_line(sheet.rules, "small", letters=190)

    def _section_head(self, section: Section, first: int, last: int) -> None:
        middle = first if last - first < 4 else last - 4
        title = _("Раздел %(number)s. %(title)s") % {
            "number": section.number,
            "title": section.title,
        }
        units = _("Код по ОКЕИ: %(units)s") % {"units": "; ".join(section.units)}
        if middle == first:
            self._merged(first, last, f"{title} ({units})", "section")
        else:
            self._merged(first, middle - 1, title, "section")
            self._merged(middle, last, units, "unit")

    def _section(self, section: Section) -> None:
        self._small_gap()
        self._section_head(section, 0, 1 + len(section.columns))
        self.at += 1
        heads = [_("Наименование показателя"), _("№ строки")]
        heads += [column.title for column in section.columns]
        numbers = ["1", "2", *(str(column.number) for column in section.columns)]
        for texts in (heads, numbers):
            for column, text in enumerate(texts):
                self.page.write_string(self.at, column, text, self.formats["head"])
            if texts is heads:
                self.page.set_row(self.at, 2 * LINE_HEIGHT)
            self.at += 1
        for line in self.filled.lines(section):
            self._name_and_code(line, 0, 0, 1)
            for position, cell in enumerate(line.cells, start=2):
                self._figure(position, cell.value, is_total=line.row.indent == 0)
            self.at += 1

    def _side_by_side(self, sections: list[Section]) -> None:
        """Two narrow sections stand beside each other, as on paper."""
        self._small_gap()
        top = self.at
        bottom = top
        for section, (name, name_end, code, figure) in zip(
            sections, ((0, 0, 1, 2), (4, self.last - 2, self.last - 1, self.last)), strict=False
        ):
            self.at = top
            self._section_head(section, name, figure)
            self.at += 1
            self._narrow_head(section.columns[0], name, name_end, code, figure)
            for line in self.filled.lines(section):
                self._name_and_code(line, name, name_end, code)
                self._figure(figure, line.cells[0].value, is_total=line.row.indent == 0)
                self.at += 1
            bottom = max(bottom, self.at)
        self.at = bottom

    def _narrow_head(
        self, column: Column, name: int, name_end: int, code: int, figure: int
    ) -> None:
        for texts in (
            (_("Наименование показателя"), _("№ строки"), column.title),
            ("1", "2", str(column.number)),
        ):
            self._merged(name, name_end, texts[0], "head")
            self.page.write_string(self.at, code, texts[1], self.formats["head"])
            self.page.write_string(self.at, figure, texts[2], self.formats["head"])
            if texts[0] != "1":
                self.page.set_row(self.at, 2 * LINE_HEIGHT)
            self.at += 1

    def _name_and_code(self, line: Line, first: int, last: int, code: int) -> None:
        self._merged(first, last, line.row.title, f"name{line.row.indent}")
        self.page.write_string(self.at, code, line.row.number, self.formats["code"])

    def _figure(self, column: int, value: int | None, *, is_total: bool) -> None:
        if value is None:
            self.page.write_string(self.at, column, CLOSED, self.formats["closed"])
        else:
            self.page.write_number(
                self.at, column, value, self.formats["total" if is_total else "figure"]
            )

    def _foot(self) -> None:
        self._small_gap()
        for text in self.sheet.controls:
            self._whole_line(text, "plain" if self.sheet.controls_hold else "broken")
        if self.sheet.not_counted:
            self._whole_line(self.sheet.not_counted, "plain")
        for signatory in self.sheet.signatories:
            self.at += 1
            self.page.write_string(self.at, 0, signatory.post, self.formats["plain"])
            self._merged(2, 4, "", "line")
            self._merged(6, self.last, signatory.name, "line")
        self.at += 2
        contacts = "      ".join(f"{label}: {value}" for label, value in self.sheet.contacts)
        self._merged(0, self.last, contacts, "plain")


def _write_controls(page: Worksheet, formats: Formats, filled: FilledReturn) -> None:
    page.set_landscape()
    page.set_paper(PAPER_A4)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 90)
    page.set_column(1, 1, 16)
    page.write_string(0, 0, _("Условие"), formats["head"])
    page.write_string(0, 1, _("Выполнено"), formats["head"])
    for at, control in enumerate(filled.controls, start=1):
        words = control.text if control.holds else broken_words(control)
        page.write_string(at, 0, words, formats["framed"])
        page.write_string(at, 1, _("да") if control.holds else _("нет"), formats["code"])
