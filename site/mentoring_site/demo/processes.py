"""The demo's processes: a web server, a task worker, a tick now and then. They end together."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

TICK_EVERY_SECONDS = 600
PATIENCE_SECONDS = 10


def run_until_stopped(*, port: int) -> None:
    """Start server and worker and come back when Ctrl-C (or SIGTERM) came or one of them ended."""
    stopping = False

    def stop(signum: int, frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    children = [_django("db_worker", "--no-startup-delay", "--verbosity", "0"), _server(port)]
    tick: subprocess.Popen[bytes] | None = None
    next_tick = time.monotonic()
    try:
        while not stopping and all(child.poll() is None for child in children):
            if time.monotonic() >= next_tick and (tick is None or tick.poll() is not None):
                tick = _django("tick", quiet=True)
                next_tick = time.monotonic() + TICK_EVERY_SECONDS
            time.sleep(0.2)
    finally:
        _end([*children, *([tick] if tick else [])])


def _django(*arguments: str, quiet: bool = False) -> subprocess.Popen[bytes]:
    return _start([sys.executable, "-m", "django", *arguments], quiet=quiet)


def _server(port: int) -> subprocess.Popen[bytes]:
    return _start(
        [
            *(sys.executable, "-m", "gunicorn", "mentoring_site.wsgi"),
            *("--bind", f"127.0.0.1:{port}", "--threads", "8", "--log-level", "warning"),
            "--no-control-socket",
        ]
    )


def _start(command: list[str], *, quiet: bool = False) -> subprocess.Popen[bytes]:
    # Children stand in their own session: Ctrl-C reaches this process only, which ends them in
    # order and waits, so that nothing keeps the port after the prompt is back.
    return subprocess.Popen(  # noqa: S603
        command,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
        stdout=subprocess.DEVNULL if quiet else None,
    )


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for child in children:
        try:
            child.wait(timeout=max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
