"""Logs: one JSON object a line, with the request's id and nothing about a person."""

import logging
import logging.config

from pythonjsonlogger.json import JsonFormatter

from mentoring_site.request_id import current_request_id
from mentoring_site.tracebacks import places_of


class RequestIdFilter(logging.Filter):
    """Put the id of the request being answered on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = current_request_id.get()
        return True


class NoRequestFilter(logging.Filter):
    """Keep addresses asked for, hosts and request objects out of Django's own records.

    Django writes the path ("Not Found: /intake/…"), and a path may hold a personal link. These
    records keep their kind, the status and the route as it is written in ``urls.py``.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name.startswith(("django.request", "django.security", "django.server")):
            match = getattr(record.__dict__.get("request"), "resolver_match", None)
            status = getattr(record, "status_code", "-")
            record.msg = f"{record.name}: status {status}, route {match.route if match else '-'}"
            record.args = ()
        for name in ("request", "params", "sql"):
            record.__dict__.pop(name, None)
        return True


class _PlacesOnly(logging.Formatter):
    def formatException(self, ei) -> str:
        return places_of(ei[1]) if ei[1] else ""


class JsonLine(_PlacesOnly, JsonFormatter):
    """One JSON object a line."""


class PlainLine(_PlacesOnly):
    """One readable line, for the demo and the tests."""


def configure(config: dict[str, object]) -> None:
    """Set up logging from ``settings.LOGGING``: ``json`` (bool) and ``level`` (a name)."""
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
                    "filters": ["request_id", "no_request"],
                },
            },
            "root": {"handlers": ["lines"], "level": config["level"]},
            "loggers": {
                # Django's own handlers would print each line a second time.
                "django": {"handlers": [], "propagate": True},
                "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
                "django.request": {"handlers": ["mail_admins"], "propagate": True},
                # These quote values of queries and of templates when they are talkative.
                "django.db.backends": {"level": "INFO"},
                "django.template": {"level": "INFO"},
                "pyhanko": {"level": "ERROR"},
                "xhtml2pdf": {"level": "ERROR"},
            },
        }
    )
