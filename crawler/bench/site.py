"""The press of `diembao bench crawl`: pages of real size and markup over loopback, from a process of its own.

    python -m crawler.bench.site DIR --pages 2100 --port 0        the first line it prints is its port

In: a folder of saved pages (`templates`). Out: HTTP/1.1 answers by `Host` and path: one feed an outlet, which names all its
pages, and the pages, compressed as the sites send theirs (`--plain`: not); one in fifty is about the watched province. Whatever
else is asked for does not exist.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from crawler.outlet import OutletFacts
from data.text.dates import VN

PROVINCE = "lai-chau"  # the watched one; PASSAGE is about it
ABOUT_EVERY = 50  # of so many pages one is about the watched province
PASSAGE = (
    "<p>Sáng nay, tại huyện Tam Đường, tỉnh Lai Châu, {number} hộ dân trồng chè ký hợp đồng bán búp tươi cho ba doanh nghiệp; "
    "Sở Nông nghiệp cho biết giá thu mua cao hơn năm trước.</p>"
)
PARAGRAPH = re.compile(rb"<p[^>]*>[^<]{80,}</p>")
NUMBER = re.compile(r"\d{6,}")
REAL_SIZES = (67, 115, 138, 272, 352, 476, 508)  # KB of the saved article pages that the templates stand for


@dataclass(frozen=True)
class Template:
    """One saved article page, cut where a passage can be put into its body."""

    facts: type[OutletFacts]
    url: str
    head: bytes
    tail: bytes

    def page(self, number: int, *, about: bool) -> bytes:
        """The page of that number, with the passage about the province or without."""
        return self.head + (PASSAGE.format(number=number).encode() if about else b"") + self.tail

    @property
    def shows_passage(self) -> bool:
        """Whether the passage is read as part of the body."""
        from crawler.extraction import read_page

        return PASSAGE[3:14] in (read_page(self.page(0, about=True), self.url, facts=self.facts).body or "")

    def address(self, number: int) -> str:
        """An address of its outlet's shape, the site's own number replaced."""
        path = urlsplit(self.url).path
        old = self.facts.article_number(self.url) or NUMBER.findall(path)[-1]
        return self.url.replace(old, old[:-5] + f"{number % 100_000:05d}")


def now_of(folder: Path) -> datetime:
    """A moment on the day after the pages of this folder."""
    day = (2026, 3, 8) if (folder / "expected.jsonl").exists() else (2020, 6, 2)
    return datetime(*day, 12, 0, tzinfo=VN)


def templates(folder: Path) -> list[Template]:
    """The article pages of `expected.jsonl`, else our own pages of `tests/pages`, padded to real sizes."""
    from crawler.register import by_url

    listed = folder / "expected.jsonl"
    shapes: list[Template] = []
    if listed.exists():
        for line in listed.read_text("utf-8").splitlines():
            row = json.loads(line)
            shapes.append(_template(by_url(row["url"]), row["url"], (folder / row["file"]).read_bytes()))
        return shapes
    for index, path in enumerate(sorted(folder.glob("*/expected.json"))):
        for name, case in json.loads(path.read_text("utf-8")).items():
            facts = by_url(case["url"]) if case["status"] == 0 and case["fields"]["kind"] == "article" else None
            if facts is not None and facts.article_number(case["url"]) and facts.feeds:
                page = _padded((path.parent / f"{name}.html").read_bytes(), REAL_SIZES[index % len(REAL_SIZES)] * 1000)
                shapes.append(_template(facts, case["url"], page))
                break
    return [template for template in shapes if template.shows_passage]


def about(number: int, count: int) -> bool:
    """Whether the page of that number is about the province: one of `ABOUT_EVERY`, every template in its turn."""
    turn, index = divmod(number, count)
    return turn % ABOUT_EVERY == index % ABOUT_EVERY


def _template(facts: type[OutletFacts] | None, url: str, page: bytes) -> Template:
    """The page cut behind the first paragraph after which a passage is read as part of the body."""
    if facts is None:
        raise LookupError(url)
    for index in (*(match.end() for match in PARAGRAPH.finditer(page)), page.rfind(b"</body")):
        cut = Template(facts, url, page[:index], page[index:])
        if cut.shows_passage:
            break
    return cut


@lru_cache(maxsize=100)
def _packed(page: bytes) -> bytes:
    return gzip.compress(page, 6, mtime=0)


def _padded(page: bytes, size: int) -> bytes:
    """Grown as real pages are: by style sheets, by program code, by menus full of links."""
    style = b"<style>" + b".box-%d { margin: 0 4px; color: #333 }\n" * 400 + b"</style>"
    script = b"<script>" + b"window.load = window.load || function (a, b) { return a && b };\n" * 200 + b"</script>"
    menu = (
        b'<ul class="menu">'
        + '<li><a href="/thoi-su.htm" title="Thời sự">Thời sự trong ngày</a></li>\n'.encode() * 150
        + b"</ul>"
    )
    while len(page) < size:
        page = page.replace(b"</head>", style + script + b"</head>", 1) if b"</head>" in page else style + page
        page = page.replace(b"</body>", menu + b"</body>", 1) if b"</body>" in page else page + menu
    return page


class Press:
    """All answers, by host and path."""

    def __init__(self, pages: Sequence[Template], count: int, now: datetime, *, plain: bool = False) -> None:
        self.plain = plain
        self.feeds: dict[tuple[str, str], bytes] = {}
        self.pages: dict[tuple[str, str], tuple[Template, int, bool]] = {}
        lists: dict[type[OutletFacts], list[str]] = {}
        for number in range(count):
            template = pages[number % len(pages)]
            address = template.address(number)
            self.pages[_key(address)] = (template, number, about(number, len(pages)))
            lists.setdefault(template.facts, []).append(address)
        for facts, addresses in lists.items():
            self.feeds[_key(facts.feeds[0])] = _feed(addresses, now)
        self.addresses = [address for addresses in lists.values() for address in addresses]

    def answer(self, host: str, path: str) -> tuple[int, str, bytes]:
        """Status, content type and body."""
        if (feed := self.feeds.get((host, path))) is not None:
            return 200, "application/rss+xml; charset=utf-8", feed
        if (entry := self.pages.get((host, path))) is not None:
            template, number, is_about = entry
            page = template.page(number, about=is_about)
            return 200, "text/html; charset=utf-8", page if self.plain else _packed(page)
        if path == "/addresses.json":
            return 200, "application/json", json.dumps(self.addresses).encode()
        return 404, "text/html; charset=utf-8", b"<html></html>"


def _key(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.netloc, parts.path + (f"?{parts.query}" if parts.query else "")


def _feed(addresses: Sequence[str], now: datetime) -> bytes:
    date = format_datetime(now - timedelta(days=1))
    items = "".join(
        f"<item><title>Bài {index}</title><link>{url}</link><pubDate>{date}</pubDate></item>"
        for index, url in enumerate(addresses)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Tin</title>{items}</channel></rss>'.encode()


class Connection(asyncio.Protocol):
    """One kept-alive connection: as little work as a server can do, so that it is never what is measured."""

    def __init__(self, press: Press) -> None:
        self.press = press
        self.waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, received: bytes) -> None:
        self.waiting += received
        while (end := self.waiting.find(b"\r\n\r\n")) >= 0:
            request, self.waiting = self.waiting[:end].decode("latin-1"), self.waiting[end + 4 :]
            lines = request.split("\r\n")
            headers: Mapping[str, str] = dict(line.lower().split(": ", 1) for line in lines[1:] if ": " in line)
            status, kind, body = self.press.answer(headers.get("host", ""), lines[0].split(" ")[1])
            packed = "Content-Encoding: gzip\r\n" if body[:2] == b"\x1f\x8b" else ""
            head = f"HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\n{packed}Content-Length: {len(body)}\r\n\r\n"
            self.transport.writelines((head.encode(), body))


async def serve(press: Press, port: int) -> None:
    """Serves on 127.0.0.1 until the process is ended; prints the port."""
    server = await asyncio.get_running_loop().create_server(lambda: Connection(press), "127.0.0.1", port)
    sys.stdout.write(f"{server.sockets[0].getsockname()[1]}\n")
    sys.stdout.flush()
    async with server:
        await server.serve_forever()


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="The press of diembao bench crawl.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=2100)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--plain", action="store_true")
    arguments = parser.parse_args()
    folder: Path = arguments.folder
    press = Press(templates(folder), arguments.pages, now_of(folder), plain=arguments.plain)
    asyncio.run(serve(press, arguments.port))


if __name__ == "__main__":
    main()
