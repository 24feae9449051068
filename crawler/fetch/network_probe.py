"""One paper's site, asked step by step with plain sockets, so that the step which fails is known exactly.

In: a host, the office's proxies and certificates. Out: a `SiteAnswer`: what the site answered, or at which step the way ended and
why. Blocks for a few seconds. Only robots.txt is asked for, and the home page where robots.txt allows it. The guard holds as in a
crawl: no name inside is sent anywhere.
"""

from __future__ import annotations

import errno
import socket
import ssl
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.x509.oid import NameOID
from protego import Protego

from crawler.fetch.proxy import FORBIDDEN, LOGIN_REFUSED, ROUTE_LOST, Proxies
from crawler.fetch.url_guard import look_up, public_address, refusal

SECONDS = 8.0  # for each step
BODY_BYTES = 256 * 1024
HEAD_BYTES = 64 * 1024
# A TEST-NET address (RFC 5737): "connecting" a datagram socket asks the route table and sends nothing.
NOWHERE = ("192.0.2.1", 443)
NOT_YET, EXPIRED = 9, 10  # OpenSSL's verify codes
UNKNOWN_ISSUER = (2, 18, 19, 20, 21)
WRONG_NAME = (62, 64)


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Where the way to a site ended. `kind` names the step: route names proxy certificate site."""

    kind: str
    cause: str  # a table of network_sentences.toml
    detail: str = ""  # a number, a name


@dataclass(frozen=True, kw_only=True)
class SiteAnswer:
    """What became of one site."""

    host: str
    stop: Stop | None = None
    status: int = 0  # of the home page, else of robots.txt; 0: no answer
    body: bytes = b""
    offset: timedelta | None = None  # the site's clock less ours; None: it named no time


class _StopError(Exception):
    def __init__(self, kind: str, cause: str, detail: str = "") -> None:
        super().__init__(cause)
        self.stop = Stop(kind=kind, cause=cause, detail=detail)


@dataclass(frozen=True, kw_only=True)
class Network:
    """The office's ways out."""

    proxies: Proxies
    certificates: tuple[bytes, ...]
    user_agent: str
    now: datetime  # UTC
    began: float  # time.monotonic() at `now`

    def ask(self, host: str) -> SiteAnswer:
        """Asks one site by https; by http too where the certificate's dates do not fit, to learn the time."""
        try:
            self._judge(host)
            robots = self._get(host, "/robots.txt")
        except _StopError as error:
            by_clock = error.stop.cause in ("certificate_expired", "certificate_not_yet")
            return SiteAnswer(host=host, stop=error.stop, offset=self._plain_offset(host) if by_clock else None)
        status, body, offset = robots
        if status == 200 and Protego.parse(body.decode("utf-8", "replace")).can_fetch(f"https://{host}/", self.user_agent):
            try:
                status, body, later = self._get(host, "/")
                offset = offset if later is None else later
            except _StopError as error:
                return SiteAnswer(host=host, stop=error.stop, offset=offset)
        else:
            body = b""
        return SiteAnswer(host=host, status=status, body=body, offset=offset)

    def _judge(self, host: str) -> None:
        if refusal(f"https://{host}/"):
            raise _StopError("site", "inside")
        is_proxied = bool(self.proxies.route(f"https://{host}/"))
        if inside := [address for address in look_up(host) if not public_address(address)] if is_proxied else []:
            raise _StopError("names", "names_inside", inside[0])

    def _plain_offset(self, host: str) -> timedelta | None:
        try:
            return self._get(host, "/robots.txt", scheme="http")[2]
        except _StopError:
            return None

    def _get(self, host: str, path: str, scheme: str = "https") -> tuple[int, bytes, timedelta | None]:
        """Status, body and the offset of the clock. Raises _StopError."""
        proxy = self.proxies.route(f"{scheme}://{host}/")
        port = 443 if scheme == "https" else 80
        link = self._to_proxy(proxy) if proxy else self._direct(host, port)
        try:
            if proxy and scheme == "https":
                self._tunnel(link, f"{host}:{port}")
            if scheme == "https":
                link = self._secure(link, host)
            target = f"http://{host}{path}" if proxy and scheme == "http" else path
            return self._exchange(link, host, target, is_proxied=bool(proxy) and scheme == "http")
        except (OSError, HTTPException) as error:
            raise _StopError("site", "site_silent", type(error).__name__) from None
        finally:
            link.close()

    def _direct(self, host: str, port: int) -> socket.socket:
        try:
            addresses = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
        except (OSError, ValueError) as error:
            cause = "name_unknown" if getattr(error, "errno", None) == socket.EAI_NONAME else "names_silent"
            raise _StopError("names", cause, host) from None
        if inside := sorted(address for address in addresses if not public_address(address)):
            raise _StopError("names", "names_inside", inside[0])
        try:
            return socket.create_connection((sorted(addresses, key=lambda text: ":" in text)[0], port), SECONDS)
        except OSError as error:
            unreachable = error.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH)
            refused = error.errno == errno.ECONNREFUSED
            raise _StopError("route", "no_route" if unreachable else "refused" if refused else "no_connection") from None

    def _to_proxy(self, proxy: str) -> socket.socket:
        parts = urlsplit(proxy)
        try:
            return socket.create_connection((parts.hostname or "", parts.port or 80), SECONDS)
        except socket.gaierror:
            raise _StopError("proxy", "proxy_name", parts.hostname or "") from None
        except ConnectionRefusedError:
            raise _StopError("proxy", "proxy_refused", parts.netloc) from None
        except OSError:
            raise _StopError("proxy", "proxy_silent", parts.netloc) from None

    def _authorization(self) -> bytes:
        value = self.proxies.authorization
        return b"Proxy-Authorization: " + value + b"\r\n" if value else b""

    def _tunnel(self, link: socket.socket, target: str) -> None:
        name = target.encode("ascii", "ignore")
        link.sendall(b"CONNECT %s HTTP/1.1\r\nHost: %s\r\n%s\r\n" % (name, name, self._authorization()))
        head = b""
        while b"\r\n\r\n" not in head and len(head) < HEAD_BYTES:
            piece = link.recv(4096)
            if not piece:
                break
            head += piece
        words = head.split(b"\r\n")[0].split(b" ")
        status = int(words[1]) if head.startswith(b"HTTP/1.") and len(words) > 1 and words[1].isdigit() else 0
        if status != 200:
            self._stop_of_proxy(status, head)

    def _stop_of_proxy(self, status: int, head: bytes) -> None:
        """Raises what a proxy's answer means."""
        if status == LOGIN_REFUSED:
            offers = [
                line.partition(b":")[2].split()[:1] for line in head.split(b"\r\n") if line.lower().startswith(b"proxy-auth")
            ]
            schemes = [offer[0].decode("latin-1")[:20] for offer in offers if offer]
            if schemes and "basic" not in [scheme.lower() for scheme in schemes]:
                raise _StopError("proxy", "proxy_scheme", ", ".join(schemes))
            raise _StopError("proxy", "proxy_login" if self.proxies.login else "proxy_needs_login")
        if status in FORBIDDEN:
            raise _StopError("proxy", "proxy_forbids", str(status))
        if status in ROUTE_LOST:
            raise _StopError("proxy", "proxy_cannot_reach", str(status))
        raise _StopError("proxy", "proxy_odd" if status else "proxy_none", str(status or ""))

    def _secure(self, link: socket.socket, host: str) -> socket.socket:
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if self.certificates:
            context.load_verify_locations(cadata=b"\n".join(self.certificates).decode("ascii"))
        try:
            return context.wrap_socket(link, server_hostname=host)
        except ssl.SSLCertVerificationError as error:
            raise _StopError("certificate", *self._certificate_cause(host, error.verify_code)) from None
        except ssl.SSLError as error:
            raise _StopError("certificate", "tls_broken", str(error.reason or "")[:60]) from None

    def _certificate_cause(self, host: str, code: int) -> tuple[str, str]:
        causes = {NOT_YET: "certificate_not_yet", EXPIRED: "certificate_expired"}
        causes |= dict.fromkeys(WRONG_NAME, "certificate_name") | dict.fromkeys(UNKNOWN_ISSUER, "certificate_issuer")
        cause = causes.get(code, "certificate_other")
        return cause, self._issuer(host) if cause == "certificate_issuer" else ""

    def _issuer(self, host: str) -> str:
        """Who signed the certificate that the host shows; nothing else is asked on a connection that is not believed."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        try:
            proxy = self.proxies.route(f"https://{host}/")
            link = self._to_proxy(proxy) if proxy else self._direct(host, 443)
            with link:
                if proxy:
                    self._tunnel(link, f"{host}:443")
                with context.wrap_socket(link, server_hostname=host) as shown:
                    der = shown.getpeercert(binary_form=True)
            issuer = x509.load_der_x509_certificate(der or b"").issuer
            names = [
                *issuer.get_attributes_for_oid(NameOID.ORGANIZATION_NAME),
                *issuer.get_attributes_for_oid(NameOID.COMMON_NAME),
            ]
            return str(names[0].value)[:80] if names else ""
        except Exception:  # the name is a courtesy: the finding stands without it
            return ""

    def _exchange(self, link: socket.socket, host: str, target: str, *, is_proxied: bool) -> tuple[int, bytes, timedelta | None]:
        connection = HTTPConnection(host, timeout=SECONDS)
        connection.sock = link
        headers = {"Host": host, "User-Agent": self.user_agent, "Accept": "text/html,*/*;q=0.8", "Connection": "close"}
        if is_proxied and self.proxies.authorization:
            headers["Proxy-Authorization"] = self.proxies.authorization.decode("ascii")
        connection.request("GET", target, headers=headers)
        response = connection.getresponse()
        if is_proxied and response.status == LOGIN_REFUSED:
            self._stop_of_proxy(
                LOGIN_REFUSED, b"\r\n".join(b"%s: %s" % (k.encode(), v.encode()) for k, v in response.getheaders())
            )
        with response:
            return response.status, _body(response), self._offset(response)

    def _offset(self, response: HTTPResponse) -> timedelta | None:
        try:
            moment = parsedate_to_datetime(response.getheader("Date") or "")
            age = timedelta(seconds=int(response.getheader("Age") or 0))
        except (ValueError, OverflowError):
            return None
        if moment.tzinfo is None:
            return None
        return moment + age - (self.now + timedelta(seconds=time.monotonic() - self.began))


def _body(response: HTTPResponse) -> bytes:
    """The beginning of a body, within the time of one step."""
    pieces, size, until = [], 0, time.monotonic() + SECONDS
    while size < BODY_BYTES and time.monotonic() < until and (piece := response.read1(16 * 1024)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def has_route() -> bool:
    """Whether this machine has any way out of its own network."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(NOWHERE)
        except OSError:
            return False
    return True
