"""A number for each request, so that a trouble is found in the log without anybody's name."""

import contextvars
import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

current_request_id: contextvars.ContextVar[str] = contextvars.ContextVar("request_id", default="")

logger = logging.getLogger("mentoring_site.requests")

_FROM_PROXY = re.compile(r"[0-9A-Za-z-]{8,64}")


class RequestIdMiddleware:
    """Give the request an id, return it as ``X-Request-ID`` and log one line about the answer.

    The line holds method, route, status and milliseconds. The route is the address as written in
    ``urls.py``, never the address asked for: that one may hold a personal link.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        offered = request.headers.get("X-Request-ID", "")
        request_id = offered if _FROM_PROXY.fullmatch(offered) else uuid.uuid4().hex
        token = current_request_id.set(request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            match = getattr(request, "resolver_match", None)
            logger.info(
                "request",
                extra={
                    "method": request.method,
                    "route": match.route if match else None,
                    "status": response.status_code,
                    "ms": round((time.perf_counter() - started) * 1000),
                },
            )
            return response
        finally:
            current_request_id.reset(token)
