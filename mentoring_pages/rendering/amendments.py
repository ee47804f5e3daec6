"""The draft order «О внесении изменений» as DOCX, from a template that a school may replace.

The template is a Word file with the marks of docxtpl (Jinja); it runs in a sandbox, because a
school's own file is not our code; ``order_marks`` says what it may say. What
it may use is the context made in ``context_of``.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from django.conf import settings
from django.utils.translation import gettext as _
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from mentoring_pages.domain.amendments import Amendment
from mentoring_pages.models import Edition, School
from mentoring_pages.rendering.order_marks import MarksEnvironment

LOG = logging.getLogger(__name__)

TEMPLATE = "amending-order.docx"
BLANK_DAY = "«____» ____________ 20___ г."
BLANK_NUMBER = "__________"

ACCUSATIVE = {"программа": "Программу", "инструкция": "Инструкцию", "политика": "Политику"}
"""Kinds of acts whose accusative differs from the nominative."""

APPROVED = {
    "положение": "утверждённое",
    "порядок": "утверждённый",
    "регламент": "утверждённый",
    "правила": "утверждённые",
    "программа": "утверждённую",
    "инструкция": "утверждённую",
    "политика": "утверждённую",
}


FAULTS = (
    TemplateError,
    BadZipFile,
    OSError,
    SyntaxError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What a school's own file can go wrong with: no Word file, no XML, marks that cannot be filled."""


class BrokenTemplate(Exception):
    """The school's own template cannot be filled; the message says so to a person."""


def template_of(school_key: str) -> bytes:
    """The school's own template, else the installation's, else ours.

    ``NASTAVNIK_DOCUMENT_TEMPLATES`` names folders; in one a school's file stands in a folder called
    by the school's key.
    """
    for folder in getattr(settings, "NASTAVNIK_DOCUMENT_TEMPLATES", []):
        for own in (Path(folder) / school_key / TEMPLATE, Path(folder) / TEMPLATE):
            try:
                if own.is_file():
                    return own.read_bytes()
            except OSError:
                LOG.warning("a template of one's own cannot be read: %s", own)
    shipped = resources.files("mentoring_pages") / "document_templates" / TEMPLATE
    return shipped.read_bytes()


def context_of(
    *,
    school: School,
    heading: str,
    title: str,
    editions: Sequence[Edition],
    points: Sequence[Amendment],
    order_number: str = "",
    order_date: date | None = None,
    in_force_from: date | None = None,
    posting_days: int,
) -> dict[str, Any]:
    """Everything a template may print. ``editions`` are those so far, the first one first; what is
    not known yet is a blank to be filled by hand."""
    kind = heading.strip().lower()
    first, *later = editions
    return {
        "school": {
            "full_name": school.full_name,
            "short_name": school.short_name,
            "locality": school.locality,
            "director_post": school.director_post,
            "director_name": school.director_name,
            "director_short": initials_first(school.director_name),
        },
        "act": {
            "heading": heading,
            "accusative": ACCUSATIVE.get(kind, heading.strip().capitalize()),
            "approved": APPROVED.get(kind, "утв."),
            "title": title,
        },
        "base": {
            "day": _day(first.order_date),
            "number": first.order_number,
            "amended": _amended(later),
        },
        "order": {
            "day": _day(order_date) if order_date else BLANK_DAY,
            "number": order_number or BLANK_NUMBER,
            "in_force": f"с {_day(in_force_from)}" if in_force_from else "со дня подписания",
        },
        "points": [_point(number, point, len(points)) for number, point in enumerate(points, 1)],
        "posting_days": posting_days,
    }


def render(template: bytes, context: Mapping[str, Any]) -> bytes:
    """The filled document. Raises ``BrokenTemplate`` with one clear sentence."""
    return fill(template, context, MarksEnvironment())


def fill(template: bytes, context: Mapping[str, Any], environment: MarksEnvironment) -> bytes:
    """The same, with the marks met noted in ``environment``."""
    try:
        document = DocxTemplate(BytesIO(template))
        document.render(dict(context), jinja_env=environment, autoescape=True)
    except FAULTS as problem:
        raise BrokenTemplate(
            _(
                "Шаблон приказа не удалось заполнить. Проверьте метки в файле %(name)s или верните "
                "шаблон из поставки."
            )
            % {"name": TEMPLATE}
        ) from problem
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def initials_first(full_name: str) -> str:
    """«Орлова Нина Павловна» → «Н. П. Орлова»; a name already short stays."""
    family, *given = full_name.split()
    if not given or any("." in part for part in given):
        return full_name
    short = " ".join(f"{part[0]}." for part in given)
    return f"{short} {family}".replace(" ", "\N{NO-BREAK SPACE}")


def _day(day: date) -> str:
    return day.strftime("%d.%m.%Y")


def _amended(later: Sequence[Edition]) -> str:
    """« (в редакции приказа от … № …)», with every order once."""
    orders = dict.fromkeys((edition.order_date, edition.order_number) for edition in later)
    if not orders:
        return ""
    said = ", ".join(f"от {_day(day)} № {number}" for day, number in orders)
    return f" (в редакции {'приказов' if len(orders) > 1 else 'приказа'} {said})"


def _point(number: int, point: Amendment, total: int) -> dict[str, Any]:
    closing = "." if number == total else ";"
    if not point.quote:
        return {"number": number, "text": f"{point.text}{closing}", "parts": []}
    parts: list[dict[str, Any]] = []
    for place, quoted in enumerate(point.quote):
        opened = "«" if place == 0 else ""
        closed = f"»{closing}" if place == len(point.quote) - 1 else ""
        if quoted.rows:
            width = max(len(row) for row in quoted.rows)
            rows = [[*row, *[""] * (width - len(row))] for row in quoted.rows]
            parts.append({"rows": rows, "text": closed})
        else:
            parts.append({"rows": [], "text": f"{opened}{quoted.text}{closed}"})
    return {"number": number, "text": f"{point.text}:", "parts": parts}
