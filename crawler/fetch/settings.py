"""The Scrapy policy of every crawl: polite, robots obeyed, hardened.

In: an office's settings and the time of the run. Out: the settings of one crawler process. The upper-case names are the fixed
policy (Scrapy 2.19's own defaults are not one: robots ignored, TLS unverified, 1 GiB bodies, `file:` handler, telnet and remote
control open); `crawl_settings` lays over it what an office may choose.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from crawler.fetch.warc_files import WarcFiles

if TYPE_CHECKING:
    from data.settings import Office

BOT_NAME = "diembao"
PROJECT_URL_NOTE = "press review of a provincial office"
SPIDER_MODULES = ["crawler.spiders"]
SPIDER_LOADER_WARN_ONLY = True  # one broken outlet file must not stop the others

# Politeness
ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = BOT_NAME
CONCURRENT_REQUESTS = 32
CONCURRENT_ITEMS = 1  # Scrapy starts so many workers for every answer; a page gives one item
CONCURRENT_REQUESTS_PER_DOMAIN = 2
DOWNLOAD_DELAY = 1.0  # seconds
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_START_DELAY = 1.0
AUTOTHROTTLE_MAX_DELAY = 30.0
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]  # 429 and 503 ask us to wait: crawler.fetch.politeness.Courtesy
RETRY_GIVE_UP_LOG_LEVEL = "INFO"

# Limits against hostile or broken servers
DOWNLOAD_TIMEOUT = 30  # seconds
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024  # bytes, after decompression too
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = True
DNS_TIMEOUT = 20
CLOSESPIDER_TIMEOUT = 900  # seconds for one outlet; what is left over is asked for by the next run
DEPTH_LIMIT = 20  # a catch-up walks a section page by page: crawler.discovery.backfill.MOST_PAGES and what they lead to
REDIRECT_MAX_TIMES = 5
URLLENGTH_LIMIT = 2083
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
TWISTED_DNS_RESOLVER = "crawler.fetch.url_guard.GuardedResolver"

# Doors that a crawl does not need
COOKIES_ENABLED = False  # crawler.fetch.cookies keeps those of outlets whose facts say so
METAREFRESH_ENABLED = False
HTTPPROXY_ENABLED = False  # the environment's; the office's own proxy is crawl.proxy, see crawler.fetch.proxy
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
HTTPCACHE_ENABLED = False
REFERRER_POLICY = "no-referrer"
DOWNLOAD_HANDLERS = {"data": None, "file": None, "ftp": None, "s3": None}

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # it drops in silence; Guard refuses with a reason
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": None,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.fetch.url_guard.Guard": 60,
    "crawler.fetch.politeness.Courtesy": 80,
    "crawler.fetch.politeness.Robots": 100,
    "crawler.fetch.cookies.OutletCookies": 700,
}
DOWNLOADER_STATS = False  # each answer would be put together again only to count its bytes
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None}  # the spider gives every answer its outcome
ITEM_PIPELINES = {"crawler.engine.pipeline.KeepPipeline": 300}
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.feedexport.FeedExporter": None,
    "scrapy.extensions.logstats.LogStats": None,
}

STATS_DUMP = False
WARN_ON_GENERATOR_RETURN_VALUE = False  # it parses the source of every spider's callbacks in every run
LOG_INSTALL_ROOT_HANDLER = False
LOG_LEVEL = "WARNING"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,en;q=0.5",
}


def user_agent(office: Office) -> str:
    """The honest User-Agent: the office's own one, else our name, what it is for, and whom to ask."""
    if office.crawl_user_agent:
        return str(office.crawl_user_agent)
    contact = f"; {office.crawl_contact}" if office.crawl_contact else ""
    return f"{BOT_NAME}/1.0 ({PROJECT_URL_NOTE}{contact})".encode("ascii", "ignore").decode("ascii")


def crawl_settings(office: Office, now: datetime, warc: WarcFiles | None = None) -> dict[str, Any]:
    """All settings of one crawl for `office`: the policy of this module, the office's choices, and replay when it is set.

    `warc`: the crawl reads from a WARC file in place of the network, or writes what it gets into one.

    Raises SettingsError where a file that the settings name (login of the proxy, certificates) cannot be used.
    """
    settings: dict[str, Any] = {name: value for name, value in globals().items() if name.isupper()}
    settings |= {
        "USER_AGENT": user_agent(office),
        "ROBOTSTXT_USER_AGENT": None if office.crawl_user_agent else ROBOTSTXT_USER_AGENT,  # None: by the User-Agent itself
        "DOWNLOAD_DELAY": float(office.crawl_delay_seconds),
        "AUTOTHROTTLE_START_DELAY": max(1.0, float(office.crawl_delay_seconds)),
        "CONCURRENT_REQUESTS_PER_DOMAIN": min(2, int(office.crawl_concurrency_per_site)),
        "DOWNLOAD_TIMEOUT": float(office.crawl_timeout_seconds),
    }
    if office.crawl_replay:
        handler = "crawler.fetch.replay_handler.ReplayDownloadHandler"
        settings |= {
            "REPLAY_URL": office.crawl_replay,
            "REPLAY_NOW": now.isoformat(),
            "DOWNLOAD_HANDLERS": DOWNLOAD_HANDLERS | {"http": handler, "https": handler},
            "AUTOTHROTTLE_ENABLED": False,
            "DOWNLOAD_DELAY": 0.0,
        }
    settings |= _office_network(office)
    warc = warc or WarcFiles()
    if warc.read is not None:
        handler = "crawler.fetch.warc_handler.WarcDownloadHandler"
        settings |= {
            "WARC_IN": str(warc.read),
            "DOWNLOAD_HANDLERS": DOWNLOAD_HANDLERS | {"http": handler, "https": handler},
            "AUTOTHROTTLE_ENABLED": False,
            "DOWNLOAD_DELAY": 0.0,
        }
    if warc.write is not None:
        recorder = {"crawler.fetch.warc_recorder.WarcRecorder": 950}
        settings |= {
            "WARC_OUT": str(warc.write),
            "WARC_NOW": now.isoformat(),
            "DOWNLOADER_MIDDLEWARES": DOWNLOADER_MIDDLEWARES | recorder,
        }
    return settings


def _office_network(office: Office) -> dict[str, Any]:
    """The settings of an office with a proxy or a certificate authority of its own; nothing for the others."""
    from crawler.fetch.download_handler import read_certificates
    from crawler.fetch.proxy import Proxies

    proxies = Proxies.of(office)
    certificates = read_certificates(office.base / office.crawl_ca_file) if office.crawl_ca_file else ()
    if office.crawl_replay or not (proxies or certificates):
        return {}
    handler = "crawler.fetch.download_handler.OfficeDownloadHandler"
    return {
        "PROXIES": proxies,
        "OFFICE_CERTIFICATES": certificates,
        "DOWNLOAD_HANDLERS": DOWNLOAD_HANDLERS | {"http": handler, "https": handler},
    }
