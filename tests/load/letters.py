"""A mail server on this machine alone that keeps every letter in memory, as it arrived."""

import re
import socketserver
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy


@dataclass(frozen=True, slots=True)
class Letter:
    """``at`` is the moment of arrival on the clock of ``time.monotonic``."""

    to: str
    message_id: str
    text: str
    at: float


class LetterBoxes:
    """All letters by their addressee; may be asked from any thread."""

    def __init__(self) -> None:
        self._boxes: dict[str, list[Letter]] = defaultdict(list)
        self._arrived = threading.Condition()

    def keep(self, to: str, data: bytes) -> None:
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("plain",))
        letter = Letter(
            to=to,
            message_id=str(message["Message-ID"]),
            text=body.get_content() if body else "",
            at=time.monotonic(),
        )
        with self._arrived:
            self._boxes[to].append(letter)
            self._arrived.notify_all()

    def all(self) -> list[Letter]:
        with self._arrived:
            return [letter for box in self._boxes.values() for letter in box]

    def wait_for(self, to: str, pattern: str, *, used: int, timeout: float) -> tuple[str, Letter]:
        """What ``pattern`` finds in the first fitting letter behind the ``used`` ones before."""

        def found() -> list[tuple[str, Letter]]:
            matches = [(re.search(pattern, one.text), one) for one in self._boxes[to]]
            return [(match.group(1), one) for match, one in matches if match][used:]

        with self._arrived:
            if not self._arrived.wait_for(found, timeout):
                raise TimeoutError(f"no letter to {to} within {timeout:.0f} s")
            return found()[0]


class _Conversation(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        boxes: LetterBoxes = self.server.boxes  # type: ignore[attr-defined]
        self._say("220 here")
        to = ""
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "RCPT":
                to = line[line.index("<") + 1 : line.index(">")]
                self._say("250 ok")
            elif word == "DATA":
                self._say("354 go on")
                boxes.keep(to, self._read_letter())
                self._say("250 kept")
            elif word == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _read_letter(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b"..") else line)
        return b"".join(lines)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64


@contextmanager
def mail_server() -> Iterator[tuple[int, LetterBoxes]]:
    """The port of a running server and what arrived at it."""
    boxes = LetterBoxes()
    with _Server(("127.0.0.1", 0), _Conversation) as server:
        server.boxes = boxes  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server.server_address[1], boxes
        finally:
            server.shutdown()
            thread.join()
