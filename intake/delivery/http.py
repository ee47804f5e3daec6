"""One request to a gateway, bounded by the clock, that leaves no trace of what it carried.

``http.client`` and not a richer library: those write the address they ask for, with number and
secret in it, to their own logs, follow redirects to wherever an answer says and let an answer that
drips take for ever.
"""

import socket
import ssl
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from urllib.parse import urlsplit

from intake.delivery.channels import NotSent
from intake.domain.gateway import LONGEST_ANSWER, Asked


def fetch(asked: Asked, *, seconds: float) -> tuple[int, bytes]:
    """Status and body of the answer, in ``seconds`` at most. A redirect is an answer like others.

    Raises NotSent; ``is_unseen`` once the request may have arrived.
    """
    parts = urlsplit(asked.url)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port, seconds)
    was_cut = Event()
    watch = Timer(seconds, _cut, [connection, was_cut])
    watch.daemon = True
    was_asked = False
    try:
        watch.start()
        connection.connect()
        was_asked = True
        target = f"{parts.path or '/'}{'?' if parts.query else ''}{parts.query}"
        connection.request(asked.method, target, body=asked.body, headers=dict(asked.headers))
        answer = connection.getresponse()
        body = _body(answer)
    except (OSError, HTTPException, ValueError) as error:
        is_slow = was_cut.is_set() or isinstance(error, TimeoutError)
        reason = "TooSlow" if is_slow else type(error).__name__
        raise NotSent(reason, is_unseen=was_asked) from None
    finally:
        watch.cancel()
        connection.close()
    if was_cut.is_set() or body is None:
        raise NotSent("TooSlow" if was_cut.is_set() else "CutShort", is_unseen=True)
    return answer.status, body


def _connection(scheme: str, host: str, port: int | None, seconds: float) -> HTTPConnection:
    if scheme == "https":
        context = ssl.create_default_context()
        return HTTPSConnection(host, port, timeout=seconds, context=context)
    return HTTPConnection(host, port, timeout=seconds)


def _body(answer: HTTPResponse) -> bytes | None:
    """The beginning of the body; ``None`` where the answer broke off."""
    body = answer.read(LONGEST_ANSWER)
    is_whole = len(body) == LONGEST_ANSWER or not answer.length
    return body if is_whole else None


def _cut(connection: HTTPConnection, was_cut: Event) -> None:
    """End a conversation that takes too long: whoever reads from it wakes up."""
    was_cut.set()
    if connection.sock is not None:
        try:
            socket.socket.shutdown(connection.sock, socket.SHUT_RDWR)
        except OSError:
            return
