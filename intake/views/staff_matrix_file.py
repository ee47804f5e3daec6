"""The matrix as a file: words, never colours; nothing in it is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from intake.domain.matrix import Column
from intake.matrix_labels import COLUMNS, state_words
from intake.services.matrix import Row
from mentoring_pages.models import School
from mentoring_pages.school_admin_views import harmless

FILES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
WIDTHS = (10, 36)
WIDTH_OF_STATE = 28


def file_response(
    *,
    wanted: str,
    rows: Iterable[Row],
    columns: Sequence[Column],
    school: School,
    now: datetime,
) -> HttpResponse:
    lines = list(_lines(rows, columns, school))
    data = _xlsx(lines) if wanted == "xlsx" else _csv(lines)
    day = localtime(now, school.zone).date()
    response = HttpResponse(data, content_type=FILES[wanted])
    name = f"matrix-{school.key}-{day:%Y-%m-%d}.{wanted}"
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "private, no-store"
    return response


def _lines(rows: Iterable[Row], columns: Sequence[Column], school: School) -> Iterator[list[str]]:
    yield [
        _("Класс"),
        _("Участник"),
        *(str(COLUMNS[column]) for column in columns),
        _("Напомнили"),
    ]
    for row in rows:
        at = row.reminded_at
        yield [
            row.person.school_class,
            row.person.full_name,
            *(str(state_words(column, row.cells[column].state)) for column in columns),
            date_format(localtime(at, school.zone), "d.m.Y") if at else "",
        ]


def _csv(lines: list[list[str]]) -> bytes:
    """With a byte order mark and semicolons: so Russian spreadsheets open it by a double click."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([[harmless(cell) for cell in line] for line in lines])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(lines: list[list[str]]) -> bytes:
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
    head = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
    sheet = book.add_worksheet(_("Кто подписал"))
    for number, line in enumerate(lines):
        for place, cell in enumerate(line):
            sheet.write_string(number, place, str(harmless(cell)), head if number == 0 else None)
    for place in range(len(lines[0])):
        sheet.set_column(place, place, WIDTHS[place] if place < 2 else WIDTH_OF_STATE)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines) - 1, 0), len(lines[0]) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return buffer.getvalue()
