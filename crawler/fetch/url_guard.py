"""What may be asked of whom: no internal address by any spelling, no name that leads inside, no other site by a redirect.

In: every request on its way out, redirect hops and robots.txt included. Out: the request, or a `Refused` with the outcome that
the trail notes. The connection goes to the very address that was checked: Twisted asks the same resolver again when it connects.
Behind the office's proxy it is the proxy that resolves and connects. So a name is judged before it is sent there: by its letters,
and by every address that the office's own name servers have for it; where they know no outside names, by its letters alone.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from contextlib import suppress
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.defer import TimeoutError as DeferredTimeoutError
from twisted.internet.error import DNSLookupError
from twisted.internet.threads import deferToThreadPool

from crawler.fetch.proxy import Proxies
from data.model import Outcome

ALLOWED_PORTS = (None, 80, 443)
HOST = re.compile(r"[a-z0-9._:-]+")  # what is left of a host name once Scrapy has written it in ASCII
LOCAL_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "metadata.google.internal")
INSIDE = "địa chỉ trong mạng nội bộ"
LOOK_UP_SECONDS = 5.0  # for a name that a proxy will resolve: an office's name server may know none of the outside
MOST_SILENT = 3  # lookups without any answer, one after the other; then the name server is not asked again in this run
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
        return INSIDE
    if not HOST.fullmatch(host):
        return "địa chỉ hỏng"
    last = host.rsplit(".", 1)[-1]
    if (":" in host or last.isdigit() or last.startswith("0x")) and not public_address(host):
        return INSIDE
    return None


class PrivateAddress(DNSLookupError):
    """A public name that leads to an internal address."""


class GuardedResolver(CachingThreadedResolver):
    """Scrapy's caching resolver that answers no internal address, so a name cannot be rebound after the check either."""

    allowed_hosts: frozenset[str] = frozenset()
    silent = 0

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler, reactor: ReactorBase) -> Self:
        """Built once in a process; the allowances are what the operator named: the replay server's host, the proxies' hosts."""
        resolver = super().from_crawler(scrapy_crawler, reactor)
        settings = scrapy_crawler.settings
        replay = urlsplit(settings.get("REPLAY_URL") or "").hostname
        resolver.allowed_hosts = settings.get("PROXIES", Proxies()).hosts | ({replay} if replay else set())
        return resolver

    async def leads_inside(self, name: str) -> bool:
        """Whether any address that the office's name servers have for `name` lies inside. False where they have none, or are
        silent: three silent lookups in a row end the asking for this run, so that a crawl through a proxy is not held up."""
        if self.silent >= MOST_SILENT:
            return False
        reactor: Any = self.reactor  # Twisted's interfaces say less than it has
        looking = deferToThreadPool(reactor, reactor.getThreadPool(), self._look_up, name)
        try:
            addresses = await maybe_deferred_to_future(looking.addTimeout(LOOK_UP_SECONDS, reactor))
        except DeferredTimeoutError:
            self.silent += 1
            return False
        self.silent = 0
        return not all(map(public_address, addresses))

    def _look_up(self, name: str) -> frozenset[str]:
        """In a thread: what waits for a free thread while the name server is silent is not asked any more."""
        return look_up(name) if self.silent < MOST_SILENT else frozenset()

    def getHostByName(self, name: str, timeout: Any = ()) -> Deferred[str]:
        """The IPv4 address of `name`; fails with `PrivateAddress` when that is not public."""
        answer: Deferred[str] = super().getHostByName(name, timeout)
        return answer.addCallback(self._public, name)

    def _public(self, address: str, name: str) -> str:
        if name in self.allowed_hosts or public_address(address):
            return address
        raise PrivateAddress(f"{name} leads to {address}")


def look_up(name: str) -> frozenset[str]:
    """Every IP address that the system has for `name`; empty where it knows none. Blocks.

    It asks more than once: a name that answers another address the second time is the trick that rebinding is made of.
    """
    addresses: set[str] = set()
    try:
        for _ in range(2):
            addresses.add(socket.gethostbyname(name))
    except (OSError, ValueError) as error:
        if getattr(error, "errno", None) == socket.EAI_AGAIN:  # silence, which takes long; asking again takes as long
            return frozenset(addresses)
    with suppress(OSError, ValueError):
        addresses.update(str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM))
    return frozenset(addresses)


class Guard:
    """Downloader middleware: judges every request and redirect hop by its address, then by where its name leads."""

    def __init__(self, scrapy_crawler: Crawler) -> None:
        self.scrapy_crawler = scrapy_crawler
        self.replaying = bool(scrapy_crawler.settings.get("REPLAY_URL") or scrapy_crawler.settings.get("WARC_IN"))
        self.proxies: Proxies = scrapy_crawler.settings.get("PROXIES", Proxies())
        self.cleared: set[str] = set()

    @classmethod
    def from_crawler(cls, scrapy_crawler: Crawler) -> Self:
        return cls(scrapy_crawler)

    async def process_request(self, request: Request) -> None:
        """Lets the request pass or raises `Refused`."""
        if reason := refusal(request.url):
            raise Refused(Outcome.FAILED, f"không tải: {reason}")
        host = urlsplit(request.url).hostname or ""
        spider: Any = self.scrapy_crawler.spider  # of ours, all of which know their hosts
        is_away = request.meta.get("redirect_times") and not getattr(spider, "facts", spider).has_host(host)
        if is_away and not request.meta.get("dont_obey_robotstxt"):  # robots.txt is followed to any site: RFC 9309, 2.3.1.2
            raise Refused(Outcome.NOT_AN_ARTICLE, f"trang chuyển sang nơi khác: {host}")
        if self.replaying:
            return
        if host.rstrip(".") in self.proxies.hosts:  # the resolver lets this name through, for the proxy's sake alone
            raise Refused(Outcome.FAILED, f"không tải: {INSIDE}")
        if self.proxies.route(request.url):
            await self._judge_proxied(host)
        else:
            await self._resolve(host)

    async def _judge_proxied(self, host: str) -> None:
        """Refuses a name that leads inside, as far as this machine can tell, before the proxy gets to know it."""
        from twisted.internet import reactor

        resolver: Any = getattr(reactor, "resolver", None)
        if host not in self.cleared and await resolver.leads_inside(host):
            raise Refused(Outcome.FAILED, f"không tải: {INSIDE}")
        self.cleared.add(host)

    async def _resolve(self, host: str) -> None:
        """Refuses a name that leads inside; a name that cannot be resolved is left to the download, which reports it."""
        from twisted.internet import reactor  # a reactor exists only inside a running crawl

        resolver: Any = reactor  # Twisted's interface declares the name as numbers

        try:
            await maybe_deferred_to_future(resolver.resolve(host))
        except PrivateAddress:
            raise Refused(Outcome.FAILED, f"không tải: {INSIDE}") from None
        except Exception:  # any other resolver failure: the download meets it again and handles it
            return
