"""The replay server: a press day as the web sites of its papers, over real HTTP on loopback.

    python -m diembao.demo.replay.server DIR --port 0        the first line it prints is its port

In: requests whose `Host` is the real site and whose `X-Replay-Now` is the simulated time (ISO 8601). Out: what that site shows
at that time, with ETag, Last-Modified and 304; every other host or path answers 404. Nothing reads the clock or the network.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from crawler.outlet import OutletFacts
from diembao.demo.press_day import PressDay, PressDayError, load_day
from diembao.demo.replay.feeds import render_news_sitemap, render_robots, render_rss, render_sitemap
from diembao.demo.replay.pages import render_article_page, render_list_page
from diembao.demo.replay.site import Shown, Site

HTML = "text/html; charset=utf-8"
XML = "application/rss+xml; charset=utf-8"
WALL_LENGTH = 177  # bytes, as Báo Lao Động's wall was measured
MONTHLY = re.compile(r"/news-\d{4}-\d{1,2}\.xml$")
PAGE_NUMBER = re.compile(r"(?:/trang-?|/p(?:age)?-?|-p(?:age)?|/)(\d{1,2})(?:\.(?:html?|chn))?$")
ALTERNATES = ("www.", "m.", "mobile.", "amp.")


@dataclass(frozen=True, kw_only=True)
class Answer:
    """One HTTP answer; status 0 = the connection is dropped."""

    status: int = 200
    body: bytes = b""
    kind: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    modified: datetime | None = None


NOT_FOUND = Answer(
    status=404, body="<html><head><title>404</title></head><body>Dữ liệu giả định. Không có trang này.</body></html>".encode()
)


class Day:
    """All sites of the day; answers requests. Safe to use from several threads once made."""

    def __init__(self, day: PressDay, register: Mapping[str, type[OutletFacts]]) -> None:
        self.sites = [Site(facts, day) for facts in register.values()]
        self._by_host: dict[str, Site] = {}
        self._lock = threading.Lock()

    def site(self, host: str) -> Site | None:
        """The site that `host` belongs to, www., m. and amp. forms included."""
        host = host.lower().split(":")[0]
        with self._lock:
            if host not in self._by_host:
                owner = next((site for site in self.sites if site.has_host(host)), None)
                if owner is None:
                    return None
                self._by_host[host] = owner
            return self._by_host[host]

    def addresses(self) -> dict[str, list[str]]:
        """Every address that each article of the day has at some time, by the article's id in the day."""
        return {article.id: site.addresses(article) for site in self.sites for article in site.articles}

    def answer(self, host: str, target: str, now: datetime) -> Answer:
        """What the site at `host` answers to GET `target` at `now`."""
        if host.startswith("127.0.0.1") and target == "/addresses.json":
            return Answer(body=json.dumps(self.addresses()).encode(), kind="application/json")
        site = self.site(host)
        if site is None:
            return NOT_FOUND
        trouble, path = site.play.trouble_at(now), urlsplit(target).path or "/"
        if path == "/robots.txt" and trouble != "dead":
            return Answer(body=render_robots(site).encode(), kind="text/plain; charset=utf-8")
        if refusal := _refusal(trouble, site):
            return refusal
        article = site.find(path, now)
        if article is not None:
            return self._article(site, site.show_article(article, now), path, now, changed=trouble == "changed")
        if trouble == "not-found":
            return NOT_FOUND
        return _listing(site, host, target, now, dated=trouble != "changed")

    def _article(self, site: Site, shown: Shown, path: str, now: datetime, *, changed: bool) -> Answer:
        if shown.has("server-error"):
            return Answer(status=500, body="Dữ liệu giả định. Lỗi máy chủ.".encode())
        if urlsplit(shown.url).path != path:
            return Answer(status=301, headers={"Location": shown.url})
        page = render_article_page(site, shown, now, changed=changed).encode()
        kind = "text/html; charset=windows-1258" if shown.has("wrong-charset") else HTML
        return Answer(body=page, kind=kind, modified=shown.article.modified_at(now))


def _refusal(trouble: str | None, site: Site) -> Answer | None:
    """What a sick server answers to everything; None when the trouble is of another kind."""
    if trouble == "dead":
        return Answer(status=0)
    if trouble == "wall":
        return Answer(body=make_wall(site.facts.name))
    if trouble == "error":
        return Answer(status=503, body="Dữ liệu giả định. Máy chủ bận.".encode(), headers={"Retry-After": "600"})
    return None


def make_wall(outlet: str) -> bytes:
    """The page of 177 bytes that sets a cookie by script and reloads."""
    start, end = (
        f'<html><body><script>document.cookie="D1N={hashlib.md5(outlet.encode(), usedforsecurity=False).hexdigest()}',
        ('; expires=Fri, 31-Dec-2099 23:59:59 GMT; path=/";window.location.reload(true);</script></body></html>'),
    )
    return (start + "0" * (WALL_LENGTH - len(start) - len(end)) + end).encode()


def _listing(site: Site, host: str, target: str, now: datetime, *, dated: bool) -> Answer:
    """A feed, a sitemap or a section page; 404 for anything else."""
    way, facts = site.play.way, site.facts
    feed = _match(facts.feeds, host, target)
    if feed:
        rows = site.list_articles(now, where=feed, lang=facts.lang_of(feed)) if way in (None, "feed") else None
        return _xml(render_rss(site, feed, rows, now, dated=dated), rows) if rows is not None else NOT_FOUND
    if MONTHLY.search(urlsplit(target).path) or _match(facts.news_sitemaps, host, target):
        if way not in (None, "news-sitemap"):
            return NOT_FOUND
        lang = facts.lang_of(f"https://{host}/")
        rows = [row for row in site.list_articles(now, where="", lang=lang, limit=500) if not row.has("broken-feed-item")]
        if MONTHLY.search(urlsplit(target).path):
            return _xml(render_sitemap(rows, dated=dated), rows)
        return _xml(render_news_sitemap(rows, name=facts.short or facts.label, dated=dated), rows)
    return _section(site, host, target, now, dated=dated)


def _section(site: Site, host: str, target: str, now: datetime, *, dated: bool) -> Answer:
    """The home page, a section page or one of its further pages."""
    facts = site.facts
    if urlsplit(target).path in {"", "/"}:
        return _page_of(site, facts.home, "", 1, now, dated=dated)
    number = PAGE_NUMBER.search(urlsplit(target).path) or re.search(r"[?&]page=(\d{1,2})$", target)
    address = _match(facts.sections, host, target)
    if address is None and number:
        first = target[: number.start()].rstrip("?&/") or "/"
        address = next((section for section in facts.sections if _stem(section) == _stem(f"https://{host}{first}")), None)
        address = address or (facts.sections[0] if facts.sections and first.startswith("/timeline") else None)
        page = int(number[1]) + (1 if "-page{page}" in site.shape["next"] else 0)  # VietNamNet's second page is "page1"
    else:
        page = 1
    if address is None or site.play.way not in (None, "section"):
        return NOT_FOUND
    return _page_of(site, address, address, page, now, dated=dated)


def _page_of(site: Site, url: str, where: str, page: int, now: datetime, *, dated: bool) -> Answer:
    size, lang = site.play.list_size, site.facts.lang_of(url)
    rows = [row for row in site.list_articles(now, where=where, lang=lang, limit=500) if not row.has("broken-feed-item")]
    more = len(rows) > page * size
    suffix = str(site.shape["next"]).format(page=page if "-page{page}" in site.shape["next"] else page + 1)
    base = re.sub(r"\.(html?|chn)$", "", url.rstrip("/"))
    if suffix.startswith("/timeline"):
        base = f"https://{site.facts.hosts[0]}"
    shown = rows[(page - 1) * size : page * size]
    title = f"Tin mới - {site.facts.short or site.facts.label}"
    text = render_list_page(site, url, shown, now, title=title, next_url=base + suffix if more else None, dated=dated)
    return Answer(body=text.encode(), modified=max((row.article.modified_at(now) for row in rows), default=None))


def _xml(text: str, rows: list[Shown]) -> Answer:
    changed = max((row.article.listed_from for row in rows), default=None)
    return Answer(body=text.encode(), kind=XML, modified=changed)


def _bare(host: str) -> str:
    for prefix in ALTERNATES:
        host = host.removeprefix(prefix)
    return host


def _match(addresses: tuple[str, ...], host: str, target: str) -> str | None:
    """Which of `addresses` the request asks for (www. or not, query included)."""
    for address in addresses:
        parts = urlsplit(address)
        wanted = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        if _bare(parts.netloc.lower()) == _bare(host.lower().split(":")[0]) and wanted.rstrip("/") == target.rstrip("/"):
            return address
    return None


def _stem(address: str) -> str:
    parts = urlsplit(address)
    return _bare(parts.netloc) + re.sub(r"\.(html?|chn)$", "", parts.path.rstrip("/"))


class Handler(BaseHTTPRequestHandler):
    """One HTTP/1.1 connection; the server object carries the day."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: else every answer waits for a delayed acknowledgement
    disable_nagle_algorithm = True
    server: ReplayServer

    def do_GET(self) -> None:
        """Answers one request, or drops the connection where the outlet is dead."""
        try:
            now = datetime.fromisoformat(self.headers.get("X-Replay-Now", "")).astimezone(UTC)
        except ValueError:
            now = self.server.default_now
        answer = self.server.day.answer(self.headers.get("Host", ""), self.path, now)
        if answer.status == 0:
            self.close_connection = True
            return
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        if answer.status == 200 and self.headers.get("If-None-Match") == etag:
            answer = Answer(status=304)
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.status in {200, 304}:
            self.send_header("ETag", etag)
        if answer.modified:
            self.send_header("Last-Modified", format_datetime(answer.modified.astimezone(UTC), usegmt=True))
        if answer.status != 304:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if answer.status != 304 and self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Silent: the crawler keeps the trail."""


class ReplayServer(ThreadingHTTPServer):
    """The server of one day on 127.0.0.1."""

    daemon_threads = True
    request_queue_size = 256  # a whole crawl knocks at once; with the usual 5 it would wait whole seconds

    def __init__(self, day: PressDay, register: Mapping[str, type[OutletFacts]], port: int = 0) -> None:
        self.day = Day(day, register)
        self.default_now = day.now.astimezone(UTC)
        super().__init__(("127.0.0.1", port), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up in the middle is no news; anything else is told as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def main(arguments: list[str] | None = None) -> int:
    """Serves a day until the process is ended. Returns the exit status (2 when the day cannot be read)."""
    from crawler.register import spider_classes

    parser = argparse.ArgumentParser(
        prog="python -m diembao.demo.replay.server", description="Phục vụ một ngày báo chí giả định trên máy này"
    )
    parser.add_argument("day", type=Path, help="thư mục ngày báo chí")
    parser.add_argument("--port", type=int, default=0, help="cổng (0 = tự chọn)")
    chosen = parser.parse_args(arguments)
    register = dict(spider_classes())
    try:
        day = load_day(chosen.day, known_outlets=register)
    except PressDayError as error:
        sys.stderr.write("\n".join([f"{len(error.errors)} lỗi:", *error.errors, ""]))
        return 2
    with ReplayServer(day, register, chosen.port) as server:
        sys.stdout.write(f"{server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever(poll_interval=0.2)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
