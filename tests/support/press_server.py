"""A small press on loopback for the crawl's tests: answers by the `Host` header, and writes down who asked.

In: `pages`, a dict of (host, path) -> (status, body, headers); status 0 drops the connection. Out: real HTTP on 127.0.0.1.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = tuple[int, bytes, dict[str, str]]
HTML = {"Content-Type": "text/html; charset=utf-8"}


class Press(ThreadingHTTPServer):
    """The sites of the test."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[tuple[str, str], Answer] = {}
        self.with_cookie: dict[tuple[str, str], bytes] = {}  # what is answered instead to who brings a cookie back
        self.asked: list[tuple[str, str, dict[str, str]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, url: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """Answers `url` with this page from now on."""
        host, _, path = url.partition("://")[2].partition("/")
        data = body.encode() if isinstance(body, str) else body
        self.pages[host, "/" + path] = (status, data, HTML | {name.replace("_", "-"): value for name, value in headers.items()})

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hung up is no news."""


class _Handler(BaseHTTPRequestHandler):
    server: Press

    def do_GET(self) -> None:
        host = self.headers["Host"]
        self.server.asked.append((host, self.path, dict(self.headers.items())))
        missing = (200, b"", {}) if self.path == "/robots.txt" else (404, b"<html></html>", HTML)
        status, body, headers = self.server.pages.get((host, self.path), self.server.pages.get((host, "*"), missing))
        if self.headers.get("Cookie") and (host, self.path) in self.server.with_cookie:
            status, body, headers = 200, self.server.with_cookie[host, self.path], HTML
        if status == 0:
            self.close_connection = True
            return
        if (etag := headers.get("ETag")) and self.headers.get("If-None-Match") == etag:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@contextmanager
def press() -> Iterator[Press]:
    """A running press."""
    server = Press()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def article(title: str, text: str, published: str | None = "2020-06-01T08:15:00+07:00", extra: str = "") -> str:
    """An article page in the shape of the VCCorp family; without `published` it has no date anywhere."""
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": title}
    meta = ""
    if published:
        data["datePublished"] = published
        meta = f'<meta property="article:published_time" content="{published}">'
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f'<html><head><title>{title}</title><meta property="og:type" content="article">{meta}'
        f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script></head><body>'
        f'<h1 class="detail-title article-title" data-role="title">{title}</h1>'
        f'<h2 class="detail-sapo" data-role="sapo">Sapo của bài.</h2>'
        f'<div class="detail-content afcbc-body content-ktdt-article" data-role="content" itemprop="articleBody">'
        f"{paragraphs}</div>{extra}</body></html>"
    )


def rss(*items: tuple[str, str, str]) -> str:
    """A feed of (url, title, pubDate)."""
    inner = "".join(
        f"<item><title>{title}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
        if url
        else f"<item><title>{title}</item>"
        for url, title, date in items
    )
    return f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Báo</title>{inner}</channel></rss>'
