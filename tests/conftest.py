"""What all tests share: what this machine lacks, and saying so in one line.

A test that cannot run here is skipped with the reason. With ``REQUIRE_ALL=1`` a run that left
anything out fails. ``MAY_LEAVE_OUT`` (words of a reason, divided by commas) lets something go.

The suite holds at any hour: ``CLOCK=2026-12-31T23:50+03:00 make test`` lets the tests begin then,
for what a night, a midnight or a leap day would break. Only this process is moved, not a browser.
«Today» is one day for all tests: a run that would meet midnight begins after it.

Hypothesis takes the same examples in every run and lets each last as long as the machine needs;
``--hypothesis-profile=default`` looks for new ones.
"""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.guards_fixture import guards_lifted_for_the_flush  # noqa: F401 - autouse
from tests.ready import ready_module, told  # noqa: F401 - fixtures

ROOT = Path(__file__).resolve().parent.parent
LONGEST_RUN = timedelta(hours=1)

# Playwright keeps an event loop in the main thread; Django would refuse the database there.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

settings.register_profile(
    "daily", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("daily")


def chromium() -> str | None:
    """Where the browser of the machine is: ``CHROMIUM``, or a usual name on the path."""
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


def documents_folder() -> Path | None:
    """The customer's real documents, which are not in the repository."""
    named = os.environ.get("NASTAVNIK_DOCUMENTS")
    folder = Path(named) if named else ROOT.parent / "shared" / "customer-documents"
    return folder if folder.is_dir() else None


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": chromium(), "args": ["--no-sandbox"]}


@pytest.fixture(scope="session", autouse=True)
def a_slow_machine_may_read_on() -> Iterator[None]:
    """A PDF is given up after 20 seconds of the clock; here its work and memory bound it alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentoring_pages.importing.sources.pdf.LONGEST_WAIT", 600)
        yield


@pytest.fixture(scope="session")
def customer_documents() -> Path:
    folder = documents_folder()
    if folder is None:
        pytest.skip(
            "customer documents: the folder is not here, set NASTAVNIK_DOCUMENTS to its place"
        )
    return folder


def beginning(now: datetime) -> datetime | None:
    """The hour named by ``CLOCK``, or the midnight of Moscow that this run would meet, if any."""
    if named := os.environ.get("CLOCK"):
        return datetime.fromisoformat(named)
    end = now.astimezone(ZoneInfo("Europe/Moscow")) + LONGEST_RUN
    midnight = end.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight if midnight > now else None


def pytest_configure(config: pytest.Config) -> None:
    """From its beginning time goes on as always; modules are read then too."""
    if begins := beginning(datetime.now(UTC)):
        moved = time_machine.travel(begins, tick=True)
        moved.start()
        config.add_cleanup(moved.stop)


def _uses_the_database(item: pytest.Item) -> bool:
    cls = getattr(item, "cls", None)
    return (
        item.get_closest_marker("django_db") is not None
        or not {"db", "transactional_db"}.isdisjoint(getattr(item, "fixturenames", ()))
        or (cls is not None and issubclass(cls, TransactionTestCase))
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    from django.db import connection

    lacking = {}
    if chromium() is None:
        lacking["browser"] = "browser: no Chromium here, install the package chromium"
    if connection.vendor != "postgresql":
        lacking["postgres"] = "PostgreSQL: DATABASE_URL does not name one, see .ci/with-postgres"
    if documents_folder() is None:
        lacking["customer_documents"] = (
            "customer documents: the folder is not here, set NASTAVNIK_DOCUMENTS to its place"
        )
    for item in items:
        if "page" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        if _uses_the_database(item):
            item.add_marker("database")
        for marker, reason in lacking.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def _left_out(config: pytest.Config) -> dict[str, int]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    counts: dict[str, int] = {}
    for report in reporter.stats.get("skipped", []) if reporter else []:
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reason = reason.removeprefix("Skipped: ")
        counts[reason] = counts.get(reason, 0) + 1
    return counts


def _forbidden(config: pytest.Config) -> list[str]:
    if os.environ.get("REQUIRE_ALL") != "1":
        return []
    allowed = [word for word in os.environ.get("MAY_LEAVE_OUT", "").split(",") if word]
    return [reason for reason in _left_out(config) if not any(word in reason for word in allowed)]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if session.exitstatus == pytest.ExitCode.OK and _forbidden(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    left_out = _left_out(config)
    if left_out:
        line = "; ".join(f"{count} × {reason}" for reason, count in sorted(left_out.items()))
        terminalreporter.write_line(f"Left out: {line}.", yellow=True)
    if _forbidden(config):
        terminalreporter.write_line("REQUIRE_ALL=1 does not allow that.", red=True)
