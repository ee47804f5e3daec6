"""Files of a filled return: one module per format, all from one ``FilledReturn``."""

from collections.abc import Callable

from reports.domain.filled import FilledReturn
from reports.exports.pdf import return_pdf
from reports.exports.xlsx import return_xlsx

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

FORMATS: dict[str, tuple[Callable[[FilledReturn], bytes], str]] = {
    "xlsx": (return_xlsx, XLSX_TYPE),
    "pdf": (return_pdf, "application/pdf"),
}


def file_name(filled: FilledReturn, format_key: str) -> str:
    """«yearly-return-2026-school-1.xlsx»: keys only, nothing that a mail filter would rename."""
    return f"{filled.definition.key}-{filled.period.year}-{filled.school_key}.{format_key}"
