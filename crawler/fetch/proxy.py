"""The office's way to the web: directly, or through its HTTP proxy, and which private certificate authority it trusts.

In: an office's settings. Out: `Proxies`, which says for every address whether a proxy is asked and which; `ProxyTrouble`, what a
proxy answered in place of a page. The login comes from a file of its own and never stands in a record's text, a message or a log.
The proxies of the environment (HTTPS_PROXY …) are not read: an operator could not see them in the settings.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from data.model import Outcome
from data.settings import SettingsError, read_secret_file

if TYPE_CHECKING:
    from data.settings import Office

DIRECT = "direct"
LOGIN_REFUSED = 407
FORBIDDEN = (401, 403, 405, 423, 451)
ROUTE_LOST = (502, 503, 504)


@dataclass(frozen=True, kw_only=True)
class Proxies:
    """Which proxy carries which address. Addresses are "http://host:port"; empty: no proxy."""

    https: str = ""
    http: str = ""
    no_proxy: tuple[str, ...] = ()  # domains that are asked directly, with all names below them
    login: str = field(default="", repr=False)  # "name:password"

    @classmethod
    def of(cls, office: Office) -> Proxies:
        """The proxies of the office's settings. Raises SettingsError where the login's file cannot be used."""
        plain = office.crawl_proxy_http or office.crawl_proxy
        login = ""
        if office.crawl_proxy_login_file:
            key, path = "crawl.proxy_login_file", office.base / office.crawl_proxy_login_file
            login = read_secret_file(key, path)
            if not login.partition(":")[0] or ":" not in login or not login.isprintable():
                raise SettingsError([f"{key}: tệp {path} cần đúng một dòng “tên:mật khẩu”. Cách xử lý: ghi lại tệp."])
        return cls(https=office.crawl_proxy, http="" if plain == DIRECT else plain, no_proxy=office.crawl_no_proxy, login=login)

    def __bool__(self) -> bool:
        return bool(self.https or self.http)

    @property
    def hosts(self) -> frozenset[str]:
        """The proxies' own names: the operator named them, so they may lie inside."""
        return frozenset(urlsplit(address).hostname or "" for address in (self.https, self.http) if address)

    @property
    def authorization(self) -> bytes:
        """The value of Proxy-Authorization (RFC 7617, UTF-8); empty without a login."""
        return b"Basic " + base64.b64encode(self.login.encode()) if self.login else b""

    def route(self, url: str) -> str:
        """The proxy that carries a request for `url`; empty: the connection is direct."""
        parts = urlsplit(url)
        if is_below((parts.hostname or "").lower().rstrip("."), self.no_proxy):
            return ""
        return self.https if parts.scheme == "https" else self.http


def is_below(host: str, domains: Sequence[str]) -> bool:
    """True when `host` is one of the domains or a name below one."""
    return any(host == domain or host.endswith("." + domain) for domain in domains)


class ProxyTrouble(Exception):
    """The proxy gave no way to the page. `detail` is Vietnamese, `state` counts in the outlet's health."""

    def __init__(self, detail: str, outcome: Outcome = Outcome.FAILED, state: str = "proxy") -> None:
        super().__init__(detail)
        self.detail, self.outcome, self.state = detail, outcome, state


def trouble_of_status(status: int) -> ProxyTrouble:
    """What a proxy's own answer to CONNECT means; 0 where it was no answer of a proxy at all."""
    if status == LOGIN_REFUSED:
        return ProxyTrouble("proxy của cơ quan không nhận đăng nhập (mã 407)")
    if status in FORBIDDEN:
        return ProxyTrouble(f"proxy của cơ quan không cho tới trang này (mã {status})", Outcome.BLOCKED, "blocked")
    if status in ROUTE_LOST:
        return ProxyTrouble(f"proxy của cơ quan không nối được tới trang này (mã {status})", state="no_answer")
    if status:
        return ProxyTrouble(f"proxy của cơ quan trả lời mã {status}")
    return ProxyTrouble("địa chỉ ở crawl.proxy không trả lời như một proxy HTTP")
