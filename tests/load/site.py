"""The site as a school runs it: gunicorn and one worker, with the settings of production."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def environment(*, folder: Path, port: int, mail_port: int) -> dict[str, str]:
    """What a server would have in its file, for the database and the keys of this test."""
    base = f"http://127.0.0.1:{port}"
    database = connection.settings_dict
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        "DJANGO_SETTINGS_MODULE": "tests.load.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "site")]),
        "SECRET_KEY": settings.SECRET_KEY,
        "ALLOWED_HOSTS": "127.0.0.1",
        "DATABASE_URL": f"postgres://{database['USER']}@/{database['HOST']}/{database['NAME']}",
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DEFAULT_FROM_EMAIL": settings.DEFAULT_FROM_EMAIL,
        "NASTAVNIK_VAR": str(folder),
        "NASTAVNIK_PAPERS": str(settings.PAPERS_ROOT),
        "NASTAVNIK_SEALS": settings.NASTAVNIK_SEALS,
        "NASTAVNIK_BASE_URL": base,
        "NASTAVNIK_INSTALLATION_KEYS": ",".join(settings.NASTAVNIK_INSTALLATION_KEYS),
        "NASTAVNIK_CODE_KEY": settings.NASTAVNIK_CODE_KEY,
        "NASTAVNIK_INDEX_KEY": settings.NASTAVNIK_INDEX_KEY,
        "SECURE_SSL_REDIRECT": "false",  # the proxy that ends TLS is left out
        "SESSION_COOKIE_SECURE": "false",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def running_site(*, folder: Path, mail_port: int, web_processes: int) -> Iterator[tuple[str, Path]]:
    """The address of a running site with one worker, and the file both write their log to.

    What is running is told to stop and waited for, so the worker ends the task it is at.
    """
    (folder / "static").mkdir()
    port = free_port()
    variables = environment(folder=folder, port=port, mail_port=mail_port)
    web = ["-m", "gunicorn", "mentoring_site.wsgi", "--bind", f"127.0.0.1:{port}"]
    web += ["--workers", str(web_processes), "--no-control-socket", "--log-level", "warning"]
    log = folder / "site.log"
    with log.open("wb") as into:
        started = [
            subprocess.Popen([sys.executable, *what], env=variables, stdout=into, stderr=into)
            for what in (web, ["-m", "django", "db_worker", "--no-startup-delay"])
        ]
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_until_it_answers(address, log)
            yield address, log
        finally:
            for process in started:
                process.send_signal(signal.SIGTERM)
            for process in started:
                process.wait(timeout=60)


def _wait_until_it_answers(address: str, log: Path) -> None:
    for _ in range(START_SECONDS * 4):
        try:
            urllib.request.urlopen(f"{address}/proverka/", timeout=10)  # noqa: S310 - ourselves
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{error.code}\n{log.read_text()}") from error
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise RuntimeError(log.read_text())
