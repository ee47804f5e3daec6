"""Error mails that say where the code broke and nothing about whom it was working for."""

from types import FrameType

from django.conf import settings
from django.http import HttpRequest
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from mentoring_site.request_id import current_request_id
from mentoring_site.tracebacks import places_of


class NoPersonalDataFilter(SafeExceptionReporterFilter):
    """Nothing that was sent to us and no variable of a frame, with DEBUG or without."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return {}

    def get_traceback_frame_variables(
        self, request: HttpRequest | None, tb_frame: FrameType
    ) -> list[tuple[str, object]]:
        return []


class PlainReporter(ExceptionReporter):
    """The report that is mailed: the request's id, the kind of exception, places in the code.

    No words of the exception, no address asked for, no cookies, no user: each may be personal.
    With DEBUG on a developer's machine the page in the browser stays Django's own.
    """

    def get_traceback_html(self) -> str:
        return super().get_traceback_html() if settings.DEBUG else ""

    def get_traceback_text(self) -> str:
        places = places_of(self.exc_value) if self.exc_value else ""
        return f"Request: {current_request_id.get()}\n\n{places}\n"
