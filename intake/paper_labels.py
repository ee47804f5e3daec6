"""The words about scans of papers."""

from django.utils.translation import gettext_lazy

from intake.domain.scans import MOST_BYTES, ScanProblem

SCAN_PROBLEMS = {
    ScanProblem.EMPTY: gettext_lazy("Файл пустой. Отсканируйте бумагу ещё раз."),
    ScanProblem.TOO_LARGE: gettext_lazy(
        "Файл больше %(most)s МБ. Отсканируйте бумагу чёрно-белой или с меньшим разрешением."
    )
    % {"most": MOST_BYTES // (1024 * 1024)},
    ScanProblem.NOT_A_SCAN: gettext_lazy(
        "Это не скан: подходят файлы PDF, JPEG и PNG. Сохраните скан в одном из этих видов."
    ),
}
"""Why a file is not kept as a scan, and what to do."""
