"""Error mails that say where the code broke and nothing about whom it was working for."""

import traceback

from django.conf import settings
from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from mentoring_site.request_id import current_request_id


class NoPersonalDataFilter(SafeExceptionReporterFilter):
    """Nothing that was sent to us and no variable of a frame, with DEBUG or without."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame) -> list:
        return []


class PlainReporter(ExceptionReporter):
    """The report that is mailed: request id, route, kind of exception, places in the code.

    No message of the exception, no address asked for, no cookies, no user: each may be personal.
    With DEBUG on a developer's machine the page in the browser is Django's own.
    """

    def get_traceback_html(self) -> str:
        if settings.DEBUG:
            return super().get_traceback_html()
        return ""

    def get_traceback_text(self) -> str:
        match = getattr(self.request, "resolver_match", None)
        lines = [
            f"Request: {current_request_id.get()}",
            f"Route: {match.route if match else '-'}",
            f"Exception: {self.exc_type.__name__ if self.exc_type else '-'}",
            "",
            *(traceback.format_tb(self.tb) if self.tb else []),
        ]
        return "\n".join(lines)
