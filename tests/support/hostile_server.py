"""A press on loopback that behaves as badly as servers can: raw sockets, one behaviour for each path.

In: a table of (host, path) -> what to do with the connection. Out: real TCP on 127.0.0.1, a book of who was asked for what.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

Play = Callable[[socket.socket, threading.Event], None]
CHUNK = 64 * 1024


def answer(body: bytes = b"", status: str = "200 OK", *heads: str, kind: str = "text/html; charset=utf-8") -> Play:
    """A proper answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close", *heads]
    return raw("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)


def raw(data: bytes) -> Play:
    """These bytes, then the end."""

    def play(link: socket.socket, _: threading.Event) -> None:
        link.sendall(data)

    return play


def endless(piece: bytes, head: bytes) -> Play:
    """The head, then the same piece for ever."""

    def play(link: socket.socket, over: threading.Event) -> None:
        link.sendall(head)
        while not over.is_set():
            link.sendall(piece)

    return play


def drip(data: bytes, pause: float = 0.2) -> Play:
    """One byte at a time."""

    def play(link: socket.socket, over: threading.Event) -> None:
        for byte in data:
            if over.wait(pause):
                return
            link.sendall(bytes([byte]))

    return play


def silent(link: socket.socket, over: threading.Event) -> None:
    """Takes the request and says nothing."""
    over.wait(30)


def bomb(megabytes: int, layers: int = 1) -> Play:
    """Zeros, packed so many times; made when asked for."""

    def play(link: socket.socket, over: threading.Event) -> None:
        data = b"\0" * (megabytes << 20)
        for _ in range(layers):
            data = gzip.compress(data, 9)
        answer(data, "200 OK", "Content-Encoding: " + ", ".join(["gzip"] * layers))(link, over)

    return play


class Hostile:
    """The listening server. `plays` by (host, path); a host's "*" answers its other paths."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.plays: dict[tuple[str, str], Play] = {}
        self.asked: list[tuple[str, str]] = []
        self.over = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port: int = self.socket.getsockname()[1]
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True)

    def put(self, url: str, play: Play) -> None:
        host, _, path = url.partition("://")[2].partition("/")
        self.plays[host, "/" + path] = play

    def serve(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                link, _ = self.socket.accept()
                threading.Thread(target=self._answer, args=(link,), daemon=True).start()

    def _answer(self, link: socket.socket) -> None:
        with link, suppress(OSError):
            link.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head and len(head) < CHUNK:
                piece = link.recv(CHUNK)
                if not piece:
                    return
                head += piece
            lines = head.decode("latin-1").split("\r\n")
            path = lines[0].split(" ")[1]
            host = next((line[5:].strip() for line in lines if line.lower().startswith("host:")), "")
            self.asked.append((host, path))
            default = answer(status="404 Not Found") if path == "/robots.txt" else answer(b"<html></html>", "404 Not Found")
            play = self.plays.get((host, path)) or self.plays.get((host, "*")) or default
            play(link, self.over)
            with suppress(OSError):
                link.shutdown(socket.SHUT_WR)
                time.sleep(0.01)


@contextmanager
def hostile(tls: ssl.SSLContext | None = None) -> Iterator[Hostile]:
    """A running server."""
    server = Hostile(tls)
    thread = threading.Thread(target=server.serve, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            server.socket.shutdown(socket.SHUT_RDWR)  # wakes the accepting thread
        server.socket.close()
        thread.join(timeout=5)


class Canary:
    """An internal service that nobody may reach: counts the connections it gets."""

    def __init__(self) -> None:
        self.met = 0
        self.sockets = [socket.create_server(("127.0.0.1", 0))]
        self.port: int = self.sockets[0].getsockname()[1]
        with suppress(OSError):
            self.sockets.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listening in self.sockets:
            threading.Thread(target=self._count, args=(listening,), daemon=True).start()

    def _count(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                link, _ = listening.accept()
                self.met += 1
                link.close()

    def close(self) -> None:
        for listening in self.sockets:
            listening.close()
