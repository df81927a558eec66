"""Asking a server on this very machine: no other address, no proxy, no redirect, and limits on time and size."""

from __future__ import annotations

import socket
import ssl
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from threading import Timer
from types import TracebackType

from qualcode.errors import PrivacyError, StepNeeded
from qualcode.model.config import LocalAddress, is_loopback, local_address

ANSWER_LIMIT = 1_000_000
"""Bytes of the largest answer that is read; a list of codes has a few thousand."""

_SETTING = "study.yaml: assist.local_model.url"
_OWN_MACHINE = "Only this machine: http://127.0.0.1:PORT/…, http://[::1]:PORT/… or http://localhost:PORT/…"


class NoAnswerError(Exception):
    """There is no answer to read; the words say why, and hold nothing of what was sent or came."""


class NotThereError(NoAnswerError):
    """No server can be asked at the address; the next segment would fare no better."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server on this machine, with the very addresses that its name stood for when it was looked up."""

    address: LocalAddress
    ips: tuple[str, ...]


def local_endpoint(url: str) -> Endpoint:
    """Return the endpoint behind an address, looked up once.

    Parameters
    ----------
    url : str

    Returns
    -------
    Endpoint

    Raises
    ------
    PrivacyError
        QC-LM01: the address is not plainly this machine, or ``localhost`` leads elsewhere.
    StepNeeded
        QC-LM02: this machine does not know ``localhost``.

    Examples
    --------
    >>> local_endpoint("http://127.0.0.1:8080/v1").ips
    ('127.0.0.1',)
    """
    address = local_address(url)
    if address is None:
        raise _refused()
    ips = _looked_up(address.port) if address.host == "localhost" else (address.host,)
    if not all(map(is_loopback, ips)):
        raise _refused()
    return Endpoint(address, ips)


def _refused() -> PrivacyError:
    return PrivacyError(
        "the address of the language model does not lead to this machine only",
        code="QC-LM01",
        where=_SETTING,
        allowed=_OWN_MACHINE,
        do="Run the language model on this machine, or leave 'url' empty. Nothing was sent.",
    )


def _looked_up(port: int) -> tuple[str, ...]:
    try:
        found = socket.getaddrinfo("localhost", port, type=socket.SOCK_STREAM)
    except OSError:
        raise StepNeeded(
            "this machine does not know the name localhost",
            code="QC-LM02",
            where=_SETTING,
            do="Write 127.0.0.1 instead.",
        ) from None
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def post(endpoint: Endpoint, path: str, body: bytes, *, timeout: float) -> bytes:
    """Send JSON to the server and return the bytes of its answer.

    Parameters
    ----------
    endpoint : Endpoint
    path : str
        Below the endpoint's own path, such as ``"/chat/completions"``.
    body : bytes
    timeout : float
        Seconds until the whole answer must be there.

    Returns
    -------
    bytes

    Raises
    ------
    NoAnswerError
        There is none, it took too long, is too long, or says that something went wrong.
    """
    connection = _connected(endpoint, timeout)
    deadline = _Deadline(connection.sock, timeout)
    try:
        with deadline:
            return _exchanged(connection, endpoint.address.path.rstrip("/") + path, body)
    except (OSError, HTTPException) as problem:
        if deadline.passed or isinstance(problem, TimeoutError):
            raise NoAnswerError(f"no whole answer within {timeout:g} seconds") from None
        raise NoAnswerError(f"the connection broke off ({type(problem).__name__})") from None
    finally:
        connection.close()


def _connected(endpoint: Endpoint, timeout: float) -> HTTPConnection:
    """Return a connection to an address that was looked up before: the name is not asked for again."""
    scheme, host, port, _ = endpoint.address
    connection = HTTPConnection(host, port)
    connection.auto_open = 0  # it never connects by itself, which would look the name up
    for ip in endpoint.ips:
        with suppress(OSError):
            plain = socket.create_connection((ip, port), timeout)
            connection.sock = _encrypted(plain, host) if scheme == "https" else plain
            return connection
    raise NotThereError("nobody answers at the address of the language model")


def _encrypted(plain: socket.socket, host: str) -> socket.socket:
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except ssl.SSLError:
        plain.close()
        raise NotThereError(
            "the language model's server has no certificate that this machine trusts"
        ) from None
    except OSError:
        plain.close()
        raise


def _exchanged(connection: HTTPConnection, path: str, body: bytes) -> bytes:
    connection.request("POST", path, body, {"Content-Type": "application/json", "Connection": "close"})
    with connection.getresponse() as response:
        status = response.status
        if 300 <= status < 400:
            raise NoAnswerError(
                f"the server sends the question elsewhere (status {status}), which is not followed"
            )
        if status != 200:
            raise NoAnswerError(f"the server answers with status {status}")
        data = response.read(ANSWER_LIMIT + 1)
    if len(data) > ANSWER_LIMIT:
        raise NoAnswerError(f"the answer has more than {ANSWER_LIMIT} bytes")
    return data


class _Deadline:
    """Cuts a connection when its time is up: a socket's own limit starts anew with every byte that drips in."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self.passed = False
        self._sock = sock
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def _cut(self) -> None:
        self.passed = True
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        if self.passed and kind is None:
            raise TimeoutError
