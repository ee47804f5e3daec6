"""A gateway of short messages and a mail server as bad as real ones, on this machine."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, bytes] | str


class FakeGateway(BaseHTTPRequestHandler):
    """Answers as ``server.behave`` says: a status and a body, or a way not to answer."""

    server: Any

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.server.asked.append((self.path, dict(self.headers), body))
        how = self.server.behave
        if isinstance(how, tuple):
            return self._answer(*how)
        if how == "hang":
            self.server.done.wait(5)
        elif how == "drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\n")
            while not self.server.done.wait(0.05):
                self.wfile.write(b"X: y\r\n"[:1])
        elif how == "cut":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nwait")
        elif how == "noise":
            self.wfile.write(b"\x00\xff not http\r\n\r\n")
        self.close_connection = True
        return None

    do_GET = do_POST

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Nothing."""


@contextmanager
def gateway(behave: Answer = (200, b"OK 17")) -> Iterator[Any]:
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), FakeGateway)
    server.daemon_threads = True
    server.asked, server.behave, server.done = [], behave, threading.Event()
    server.handle_error = lambda *_args: None
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.done.set()
        server.shutdown()
        server.server_close()


class FakeImap(socketserver.StreamRequestHandler):
    """As much of IMAP as the reader of reports speaks."""

    server: Any

    def handle(self) -> None:
        self._say(b"* OK ready")
        for line in self.rfile:
            tag, _space, said = line.strip().partition(b" ")
            if said.startswith(b"LOGOUT"):
                self._say(b"* BYE")
                self._say(tag + b" OK")
                return
            if self.server.trouble and said.startswith(self.server.trouble):
                self._say(tag + b" NO [AUTHENTICATIONFAILED] refused")
                continue
            for answer in self._answers(said):
                self._say(answer)
            self._say(tag + b" OK done")

    def _answers(self, said: bytes) -> Iterator[bytes]:
        letters = self.server.letters
        if said.startswith(b"CAPABILITY"):
            yield b"* CAPABILITY IMAP4rev1"
        elif said.startswith(b"SELECT"):
            yield b"* %d EXISTS" % len(letters)
        elif said.startswith(b"UID SEARCH"):
            unread = [b"%d" % uid for uid in letters if uid not in self.server.seen]
            yield b"* SEARCH " + b" ".join(unread)
        elif said.startswith(b"UID STORE"):
            self.server.seen.add(int(said.split()[2]))
        elif b"HEADER.FIELDS" in said:
            for number, uid in enumerate(int(one) for one in said.split()[2].split(b",")):
                head = self._header(letters[uid])
                size = len(letters[uid])
                what = b"UID %d RFC822.SIZE %d BODY[HEADER.FIELDS (CONTENT-TYPE)]" % (uid, size)
                yield b"* %d FETCH (%s {%d}\r\n%s)" % (number + 1, what, len(head), head)
        elif said.startswith(b"UID FETCH"):
            uid = int(said.split()[2])
            self.server.fetched.append(uid)
            data = letters[uid]
            yield b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n%s)" % (uid, len(data), data)

    def _header(self, letter: bytes) -> bytes:
        found: list[bytes] = []
        for line in letter.split(b"\n\n")[0].split(b"\n"):
            if line.lower().startswith(b"content-type:") or (found and line[:1] in b" \t"):
                found.append(line)
            elif found:
                break
        return b"\r\n".join(found) + b"\r\n\r\n"

    def _say(self, line: bytes) -> None:
        self.wfile.write(line + b"\r\n")


@contextmanager
def imap(*letters: bytes, trouble: bytes = b"") -> Iterator[Any]:
    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

    server: Any = Server(("127.0.0.1", 0), FakeImap)
    server.letters = dict(enumerate(letters, start=1))
    server.seen, server.fetched, server.trouble = set(), [], trouble
    server.address = f"imap://school:p%40ss@127.0.0.1:{server.server_address[1]}/INBOX"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
