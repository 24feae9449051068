"""All simulated sites on one loopback server.

    python -m tests.simulator.server --port 8080        the first line it prints is its port

In: requests whose `Host` is a site's and whose `X-Replay-Now` is the moment (ISO 8601), as the crawler's replay handler sends
them. Out: what that site shows then. Nothing reads the clock: two runs get the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.simulator.answers import Answer, answer_of
from tests.simulator.site import Site, load_sites


@dataclass
class Asked:
    """One request, for the book."""

    host: str
    target: str
    now: datetime
    status: int


@dataclass
class Book:
    """What was asked, in order."""

    rows: list[Asked] = field(default_factory=list)


class SimulatorServer(ThreadingHTTPServer):
    """The sites' server."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, sites: Mapping[str, Site], port: int = 0, *, keeps_book: bool = False) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.by_host = {host: site for site in sites.values() for host in site.hosts}
        self.book = Book() if keeps_book else None

    @property
    def address(self) -> str:
        """What `crawl.replay` takes."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, host: str, target: str, now: datetime, scheme: str) -> Answer:
        """The answer of the site at `host`; of an unknown host no connection."""
        site = self.by_host.get(host.lower().split(":")[0])
        return answer_of(site, host, target, now, scheme) if site is not None else Answer(status=0)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: SimulatorServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        now = datetime.fromisoformat(self.headers.get("X-Replay-Now", ""))
        answer = self.server.answer(self.headers.get("Host", ""), self.path, now, self.headers.get("X-Replay-Scheme", "https"))
        if self.server.book is not None:
            self.server.book.rows.append(Asked(self.headers.get("Host", ""), self.path, now, answer.status))
        self._send(answer)

    def _send(self, answer: Answer) -> None:
        status, body, headers = answer.status, answer.body, dict(answer.headers)
        if status == 0:
            status, body, headers = 502, b"", {"X-Replay": "dead"}
        elif status == 200:
            headers["ETag"] = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
            if self.headers.get("If-None-Match") == headers["ETag"]:
                status, body = 304, b""
        self.send_response(status)
        for name, value in {"Content-Type": answer.kind, **headers, "Content-Length": str(len(body))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def serving(sites: Mapping[str, Site] | None = None, *, keeps_book: bool = False) -> Iterator[SimulatorServer]:
    """The server in a thread of this process."""
    server = SimulatorServer(sites or load_sites(), keeps_book=keeps_book)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Invented news sites on loopback.")
    parser.add_argument("--port", type=int, default=0)
    server = SimulatorServer(load_sites(), parser.parse_args().port)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
