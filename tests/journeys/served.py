"""The server of the journeys: one answer at a time, and none on its way when a test has ended.

SQLite in memory has one connection, which the threads of the server share with the test: two
answers at once would end each other's transactions. After a test Django empties the tables; what a
browser asked for in its last moment would write into the next test.
"""

import os
import random
import socket
import threading
import time
from contextlib import suppress
from typing import Any

from django.core.servers.basehttp import ThreadedWSGIServer

PATIENCE = 60
"""Seconds: only what never comes takes longer, on a slow machine too."""

LATE = float(os.environ.get("SLOW_SERVER", "0"))


class OneAtATime(ThreadedWSGIServer):
    """Knows who is connected, and answers one of them after the other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.changed = threading.Condition()
        self.connected: set[socket.socket] = set()
        self.newest: Any = None

    def set_app(self, application: Any) -> None:
        turn = threading.Lock()

        def in_turn(environ: Any, start_response: Any) -> Any:
            time.sleep(random.uniform(0, LATE))  # noqa: S311 - no secret
            with turn:
                return application(environ, start_response)

        super().set_app(in_turn)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.changed:
            self.connected.add(request)
            self.newest = client_address
            self.changed.notify_all()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            with self.changed:
                self.connected.remove(request)
                self.changed.notify_all()

    def come_to_rest(self) -> None:
        """When every browser is closed: answer what they asked, and hang up."""
        with socket.create_connection(self.server_address[:2]) as last:
            mine = last.getsockname()
            with self.changed:
                assert self.changed.wait_for(lambda: self.newest == mine, PATIENCE)
                for line in self.connected:
                    with suppress(OSError):  # it hung up first
                        line.shutdown(socket.SHUT_RD)
                assert self.changed.wait_for(lambda: not self.connected, PATIENCE)
