"""What may be asked of whom: no internal address by any spelling, no name that leads inside, no other site by a redirect.

In: every request on its way out, redirect hops and robots.txt included. Out: the request, or a `Refused` with the outcome that
the trail notes. The connection goes to the very address that was checked: Twisted asks the same resolver again when it connects.
"""

from __future__ import annotations

import ipaddress
import re
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from data.model import Outcome

ALLOWED_PORTS = (None, 80, 443)
HOST = re.compile(r"[a-z0-9._:-]+")  # what is left of a host name once Scrapy has written it in ASCII
LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "metadata.google.internal")
LOCAL_ENDINGS = (".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa", ".onion")


class Refused(IgnoreRequest):
    """We chose not to ask. `outcome` and `detail` (Vietnamese) go to the trail; `state` is a hint for the outlet's health."""

    def __init__(self, outcome: Outcome, detail: str, state: str = "") -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.state = state


def public_address(text: str) -> bool:
    """True when `text` is an IP address that of the public internet; IPv4 inside IPv6 is judged as the IPv4 it carries."""
    try:
        address = ipaddress.ip_address(text.strip("[]").partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return public_address(str(inner))
    unfit = address.is_multicast or address.is_reserved or getattr(address, "is_site_local", False)
    return address.is_global and not unfit


def refusal(url: str) -> str | None:
    """Why `url` may not be asked for, judged by its letters alone; None when nothing speaks against it.

    A host of digits ("2130706433", "0x7f.1", "127.1") is refused unless it is a plain public IPv4 or IPv6 address, because system
    resolvers read such forms as addresses.
    """
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower().rstrip("."), parts.port
    except ValueError:
        return "địa chỉ hỏng"
    if parts.scheme not in ("http", "https"):
        return "chỉ thu thập qua http và https"
    if parts.username is not None or parts.password is not None:
        return "địa chỉ kèm tên đăng nhập"
    if port not in ALLOWED_PORTS:
        return "cổng không phải của trang tin"
    if not host or host in LOCAL_NAMES or host.endswith(LOCAL_ENDINGS) or ("." not in host and ":" not in host):
        return "địa chỉ trong mạng nội bộ"
    if not HOST.fullmatch(host):
        return "địa chỉ hỏng"
    last = host.rsplit(".", 1)[-1]
    if (":" in host or last.isdigit() or last.startswith("0x")) and not public_address(host):
        return "địa chỉ trong mạng nội bộ"
    return None


class PrivateAddress(DNSLookupError):
    """A public name that leads to an internal address."""


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's caching resolver that answers no internal address, so a name cannot be rebound after the check either."""

    replay_host: str | None = None

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler, reactor: ReactorBase) -> Self:
        """Built once in a process; the replay server's host is the single allowance."""
        resolver = super().from_crawler(scrapy_crawler, reactor)
        replay = scrapy_crawler.settings.get("REPLAY_URL")
        resolver.replay_host = urlsplit(replay).hostname if replay else None
        return resolver

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The IPv4 address of `name`; fails with `PrivateAddress` when that is not public."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        return answer.addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if name == self.replay_host or public_address(address):
            return address
        raise PrivateAddress(f"{name} leads to {address}")


class Guard:
    """Downloader middleware: judges every request and redirect hop by its address, then by where its name leads."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.scrapy_crawler = scrapy_crawler
        self.replaying = bool(scrapy_crawler.settings.get("REPLAY_URL"))

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    async def process_request(self, request: Request) -> None:
        """Lets the request pass or raises `Refused`."""
        if reason := refusal(request.url):
            raise Refused(Outcome.FAILED, f"không tải: {reason}")
        host = urlsplit(request.url).hostname or ""
        spider: Any = self.scrapy_crawler.spider  # of ours, all of which know their hosts
        if request.meta.get("redirect_times") and not getattr(spider, "facts", spider).has_host(host):
            raise Refused(Outcome.NOT_AN_ARTICLE, f"trang chuyển sang nơi khác: {host}")
        if not self.replaying:
            await self._resolve(host)

    async def _resolve(self, host: str) -> None:
        """Refuses a name that leads inside; a name that cannot be resolved is left to the download, which reports it."""
        from twisted.internet import reactor  # a reactor exists only inside a running crawl

        resolver: Any = reactor  # Twisted's interface declares the name as numbers

        try:
            await maybe_deferred_to_future(resolver.resolve(host))
        except PrivateAddress:
            raise Refused(Outcome.FAILED, "không tải: địa chỉ trong mạng nội bộ") from None
        except Exception:  # any other resolver failure: the download meets it again and handles it
            return
