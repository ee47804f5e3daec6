"""Logs: one JSON object a line, with the request's id and nothing about a person."""

import logging
import logging.config

from pythonjsonlogger.json import JsonFormatter

from mentoring_site.request_id import current_request_id


class RequestIdFilter(logging.Filter):
    """Put the id of the request being answered on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class NoRequestFilter(logging.Filter):
    """Keep addresses asked for and request objects out of Django's own records.

    Django's loggers write the path ("Not Found: /intake/s/…") and attach the request and, for a
    failed sign-in or a broken query, parameters. A path may hold a personal link, so these records
    keep their kind and status only.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security", "django.server")):
            status = getattr(record, "status_code", None)
            record.msg = f"{record.name} {status or ''}".strip()
            record.args = ()
        for name in ("request", "params", "sql"):
            record.__dict__.pop(name, None)
        return True


class SafeTracebackMixin:
    """A traceback without the message of the exception, which may quote a person's data."""

    def formatException(self, ei) -> str:
        import traceback

        lines = traceback.format_tb(ei[2])
        return "".join(lines) + (ei[0].__name__ if ei[0] else "")


class JsonLine(SafeTracebackMixin, JsonFormatter):
    """One JSON object a line."""


class PlainLine(SafeTracebackMixin, logging.Formatter):
    """One readable line, for the demo and the tests."""


def configure(config: dict[str, object]) -> None:
    """Set up logging from ``settings.LOGGING``: ``json`` (bool) and ``level``."""
    formatter: dict[str, object] = (
        {
            "()": JsonLine,
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        }
        if config["json"]
        else {"()": PlainLine, "fmt": "%(levelname)s %(name)s %(message)s"}
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"line": formatter},
            "filters": {
                "request_id": {"()": RequestIdFilter},
                "no_request": {"()": NoRequestFilter},
            },
            "handlers": {
                "lines": {
                    "class": "logging.StreamHandler",
                    "formatter": "line",
                    "filters": ["request_id", "no_request"],
                },
                "mail_admins": {
                    "class": "django.utils.log.AdminEmailHandler",
                    "level": "ERROR",
                    "filters": ["request_id"],
                },
            },
            "root": {"handlers": ["lines"], "level": config["level"]},
            "loggers": {
                # Django's own handlers would print the lines a second time.
                "django": {"handlers": [], "level": config["level"], "propagate": True},
                "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
                "django.request": {"handlers": ["mail_admins"], "propagate": True},
                "fontTools": {"level": "ERROR"},
                "pyhanko": {"level": "ERROR"},
                "xhtml2pdf": {"level": "ERROR"},
            },
        }
    )
