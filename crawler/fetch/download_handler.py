"""Scrapy's HTTP/1.1 handler on the network of an office: through its proxy, trusting its certificate authority.

In: requests that passed the guard. Out: answers; `ProxyTrouble` where the proxy itself refused. The proxy's login is put on a
copy of the request that lives only here: spiders, errors, logs and recordings never see it. With CONNECT it goes to the proxy
alone, and is taken off what goes through the tunnel.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler, TunnelError
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadConnectionRefusedError
from scrapy.http import Response
from twisted.internet._sslverify import IOpenSSLTrustRoot
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.internet.ssl import Certificate, TLSVersion, optionsForClientTLS, platformTrust, trustRootFromCertificates
from twisted.web.iweb import IPolicyForHTTPS
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.fetch.proxy import LOGIN_REFUSED, Proxies, ProxyTrouble, trouble_of_status
from data.settings import SettingsError

STATUS = re.compile(r"'status': (\d{3})")  # in the text of Scrapy's TunnelError
PEM = re.compile(rb"-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----")
LARGEST_CA_FILE = 5_000_000  # bytes


class OfficeDownloadHandler(HTTP11DownloadHandler):
    """Sends each request on the way that the settings name for its address."""

    lazy = True

    def __init__(self, scrapy_crawler: Crawler) -> None:
        super().__init__(scrapy_crawler)
        self._proxies: Proxies = scrapy_crawler.settings["PROXIES"]
        if certificates := scrapy_crawler.settings["OFFICE_CERTIFICATES"]:
            self._contextFactory = cast("IPolicyForHTTPS", OfficeTrust(certificates))

    async def download_request(self, request: Request) -> Response:
        """The answer; raises ProxyTrouble where the proxy gave its own."""
        proxy = self._proxies.route(request.url)
        if not proxy:
            return await super().download_request(request)
        headers = request.headers.copy()
        if self._proxies.authorization:
            headers[b"Proxy-Authorization"] = self._proxies.authorization
        inner = request.replace(headers=headers, meta=request.meta | {"proxy": proxy})
        try:
            response = await super().download_request(inner)
        except TunnelError as error:
            status = STATUS.search(str(error))
            raise trouble_of_status(int(status[1]) if status else 0) from None
        except (DownloadConnectionRefusedError, CannotResolveHostError) as error:
            raise ProxyTrouble(f"không nối được tới proxy của cơ quan ({type(error).__name__})") from None
        finally:
            request.meta["download_latency"] = inner.meta.get("download_latency", 0.0)
        if response.status == LOGIN_REFUSED:  # plain http: the proxy answers in the page's place
            raise trouble_of_status(LOGIN_REFUSED)
        return response


@implementer(IOpenSSLTrustRoot)
class _AllRoots:
    """The roots of the operating system and those of the office together."""

    def __init__(self, certificates: tuple[bytes, ...]) -> None:
        office: Any = trustRootFromCertificates([Certificate.loadPEM(pem) for pem in certificates])  # type: ignore[no-untyped-call]
        self._parts = (platformTrust(), office)  # type: ignore[no-untyped-call]

    def _addCACertsToContext(self, context: object) -> None:
        for part in self._parts:
            part._addCACertsToContext(context)


@implementer(IPolicyForHTTPS)
class OfficeTrust:
    """Believes the operating system's certificate authorities and the office's own; TLS 1.2 at least, as everywhere."""

    def __init__(self, certificates: tuple[bytes, ...]) -> None:
        self._root: Any = _AllRoots(certificates)

    def creatorForNetloc(self, hostname: bytes, port: int) -> IOpenSSLClientConnectionCreator:
        """What opens one TLS connection to `hostname` and checks whose certificate answers."""
        options = {"raiseMinimumTo": TLSVersion.TLSv1_2}
        return optionsForClientTLS(hostname.decode("ascii"), trustRoot=self._root, extraCertificateOptions=options)


def read_certificates(path: Path) -> tuple[bytes, ...]:
    """The certificates (PEM) of the file that crawl.ca_file names. Raises SettingsError where there is none to be read."""
    try:
        body = path.read_bytes() if path.stat().st_size <= LARGEST_CA_FILE else b""
    except OSError as error:
        mend = "Cách xử lý: sửa đường dẫn trong cài đặt"
        raise SettingsError([f"crawl.ca_file: không đọc được tệp {path} ({error.strerror}). {mend}."]) from None
    certificates = tuple(PEM.findall(body))
    try:
        for pem in certificates:
            Certificate.loadPEM(pem)
    except Exception:  # OpenSSL has many
        certificates = ()
    if not certificates:
        mend = "Cách xử lý: xin quản trị mạng chứng thư gốc dạng PEM (bắt đầu bằng “-----BEGIN CERTIFICATE-----”)"
        raise SettingsError([f"crawl.ca_file: tệp {path} không có chứng thư nào đọc được. {mend}."])
    return certificates
