"""The network of an office, on loopback: a proxy that writes down what it is asked for, and TLS sites of a certificate authority
made in the test.

In: the pages of a `Press`, how the proxy is to behave. Out: real TCP on 127.0.0.1. The proxy carries every name to the same two
local servers, one plain, one with TLS, whose certificate is made for the name that the client asks for.
"""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import trustme

from tests.support.press_server import Press

HEAD_BYTES = 64 * 1024


@dataclass(frozen=True)
class Carried:
    """One request that the proxy got."""

    method: str
    target: str  # "host:port" of a CONNECT, else the whole address
    head: str

    @property
    def host(self) -> str:
        """The host that was asked for."""
        return self.target.rpartition(":")[0] if self.method == "CONNECT" else urlsplit(self.target).hostname or ""


@dataclass
class OfficeNetwork:
    """The proxy, the sites behind it, the authority that vouches for them."""

    press: Press  # the sites
    ca_file: Path
    carried: list[Carried] = field(default_factory=list)
    login: str = ""  # "name:password"; empty: none is asked for
    schemes: str = "Basic"  # what a 407 offers
    answers: dict[str, bytes] = field(default_factory=dict)  # host or "*" -> the proxy's own answer to CONNECT
    expired: frozenset[str] = frozenset()  # hosts whose certificate is of another time
    misnamed: frozenset[str] = frozenset()  # hosts that show the certificate of another name
    port: int = 0
    direct: list[str] = field(default_factory=list)  # hosts whose TLS site got a connection, whoever made it

    @property
    def address(self) -> str:
        """The proxy's address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def hosts(self) -> set[str]:
        """Every host that the proxy was asked for."""
        return {row.host for row in self.carried}


class _Sites:
    """TLS in front of the press: a certificate for whatever name is asked for."""

    def __init__(self, network: OfficeNetwork, authority: trustme.CA) -> None:
        self.network, self.authority = network, authority
        self.contexts: dict[str, ssl.SSLContext] = {}

    def context_of(self, host: str) -> ssl.SSLContext:
        """The context with the certificate of `host`."""
        if host not in self.contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            name = "khac.example" if host in self.network.misnamed else host
            past = datetime(2001, 1, 1), datetime(2002, 1, 1)  # noqa: DTZ001 - trustme takes them without a zone
            dates = dict(zip(("not_before", "not_after"), past, strict=True)) if host in self.network.expired else {}
            self.authority.issue_cert(name, **dates).configure_cert(context)
            self.contexts[host] = context
        return self.contexts[host]

    def front(self) -> ssl.SSLContext:
        """The context that waits for the name."""
        context = self.context_of("mac-dinh.example")

        def choose(connection: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
            self.network.direct.append(name or "")
            connection.context = self.context_of(name or "mac-dinh.example")

        context.sni_callback = choose  # type: ignore[assignment]
        return context


class _Proxy:
    """Carries connections; one coroutine each."""

    def __init__(self, network: OfficeNetwork, tls_port: int) -> None:
        self.network, self.tls_port = network, tls_port

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One client connection."""
        with closing(writer), suppress(OSError, asyncio.IncompleteReadError, ssl.SSLError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            method, target, _ = head.split(" ", 2)
            row = Carried(method, target, head)
            self.network.carried.append(row)
            if answer := self._refusal(row):
                writer.write(answer)
                await writer.drain()
            elif method == "CONNECT":
                writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
                await self._join(reader, writer, self.tls_port, b"")
            else:
                await self._join(reader, writer, self.network.press.server_port, self._forward(row))

    def _refusal(self, row: Carried) -> bytes:
        expected = "Basic " + base64.b64encode(self.network.login.encode()).decode()
        if self.network.login and f"Proxy-Authorization: {expected}\r\n" not in row.head:
            offers = "".join(f"Proxy-Authenticate: {scheme.strip()}\r\n" for scheme in self.network.schemes.split(","))
            return f"HTTP/1.1 407 Proxy Authentication Required\r\n{offers}Content-Length: 0\r\n\r\n".encode()
        return self.network.answers.get(row.host) or self.network.answers.get("*", b"")

    @staticmethod
    def _forward(row: Carried) -> bytes:
        parts = urlsplit(row.target)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        lines = [line for line in row.head.split("\r\n")[1:] if not line.lower().startswith(("proxy-", "connection:"))]
        return "\r\n".join([f"{row.method} {path} HTTP/1.1", "Connection: close", *lines]).encode("latin-1")

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, first: bytes) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        far_writer.write(first)
        try:
            await asyncio.gather(self._pump(reader, far_writer), self._pump(far_reader, writer))
        finally:
            far_writer.close()

    @staticmethod
    async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(HEAD_BYTES):
                writer.write(data)
                await writer.drain()
        with suppress(OSError, RuntimeError):
            writer.close()


async def _run(network: OfficeNetwork, sites: _Sites, ready: threading.Event, over: threading.Event) -> None:
    """TLS sites that hand on to the press, and the proxy, until it is over."""
    joiner = _Proxy(network, 0)

    async def site(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(OSError, ssl.SSLError):
                await joiner._join(reader, writer, network.press.server_port, b"")
        finally:
            writer.close()

    tls = await asyncio.start_server(site, "127.0.0.1", 0, ssl=sites.front())
    proxy = _Proxy(network, tls.sockets[0].getsockname()[1])
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    network.port = server.sockets[0].getsockname()[1]
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # a client that goes away in a handshake is no news
    ready.set()
    while not over.is_set():
        await asyncio.sleep(0.02)
    tls.close()
    server.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.sleep(0.05)  # the transports close in the next turns of the loop


@contextmanager
def office_network(press: Press, folder: Path, **behaviour: object) -> Iterator[OfficeNetwork]:
    """A running proxy with the sites of `press` behind it; `behaviour` sets fields of the network."""
    authority = trustme.CA(organization_name="Chứng thư thử nghiệm")
    ca_file = folder / "ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    network = OfficeNetwork(press=press, ca_file=ca_file, **behaviour)  # type: ignore[arg-type]
    ready, over = threading.Event(), threading.Event()
    sites = _Sites(network, authority)
    thread = threading.Thread(target=lambda: asyncio.run(_run(network, sites, ready, over)), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield network
    finally:
        over.set()
        thread.join(timeout=10)
