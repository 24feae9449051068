"""No request leaves for an internal address, and the policy of the settings is what STYLE asks for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from scrapy import Request
from scrapy.http import Response
from twisted.internet.error import DNSLookupError

from crawler.engine.session import CrawlSession
from crawler.fetch.politeness import Courtesy, retry_after
from crawler.fetch.settings import crawl_settings, user_agent
from crawler.fetch.url_guard import GuardedResolver, PrivateAddress, Refused, public_address, refusal
from data.crawl_store import CrawlStore
from data.model import Outcome
from data.settings import Office

NOW = datetime(2020, 6, 1, 5, 0, tzinfo=UTC)

INTERNAL = [
    "127.0.0.1", "127.1.2.3", "0.0.0.1", "10.0.0.5", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::",
    "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
    "fe80::1%eth0", "not an address", "", "::127.0.0.1", "::7f00:1", "fec0::1", "2001:0:7f00:1::", "64:ff9b:1::7f00:1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", INTERNAL)
def test_internal_addresses(address: str) -> None:
    assert not public_address(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "118.69.1.1", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses(address: str) -> None:
    assert public_address(address)


BAD = [
    "http://localhost/", "http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://0/",
    "http://0177.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://metadata.google.internal/", "http://may-in.local/",
    "http://intranet/", "http://bao.example:8080/", "http://bao.example:22/", "file:///etc/passwd", "ftp://bao.example/x",
    "gopher://bao.example/", "data:text/html,x", "http://user:pass@bao.example/", "http://bao.example:99999/", "http:///x",
    "http://localhost./", "http://[::ffff:10.0.0.1]/",
]  # fmt: skip


@pytest.mark.parametrize("url", BAD)
def test_refused_by_its_letters(url: str) -> None:
    assert refusal(url)


@pytest.mark.parametrize(
    "url", ["https://tuoitre.vn/a.htm", "http://www.sggp.org.vn:80/rss", "https://24h.com.vn/", "https://8.8.8.8/"]
)
def test_press_addresses_pass(url: str) -> None:
    assert refusal(url) is None


def test_a_name_that_leads_inside_is_not_answered() -> None:
    resolver = GuardedResolver.__new__(GuardedResolver)
    with pytest.raises(PrivateAddress):
        resolver._public("10.0.0.5", "rebind.example")
    assert resolver._public("118.69.1.1", "bao.example") == "118.69.1.1"
    resolver.allowed_hosts = frozenset(("127.0.0.1",))
    assert resolver._public("127.0.0.1", "127.0.0.1") == "127.0.0.1"
    with pytest.raises(DNSLookupError):
        resolver._public("127.0.0.1", "bao.example")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (b"120", 120), (b" 0 ", 0), (b"Mon, 01 Jun 2020 05:10:00 GMT", 600), (b"Monday, 01-Jun-20 05:10:00 GMT", 600),
        (b"Mon, 01 Jun 2020 12:10:00 +0700", 600), (b"999999999999999999999", None), (b"-5", None), (b"soon", None), (b"", None),
        (b"\xff\xfe", None), (b"Mon, 99 Jun 2020 05:10:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_in_both_forms(value: bytes, seconds: int | None) -> None:
    assert retry_after(value, NOW) == (None if seconds is None else NOW + timedelta(seconds=seconds))


def test_a_host_that_asks_to_wait_is_left_in_peace_also_in_the_next_run(tmp_path: Path) -> None:
    with CrawlStore.open(tmp_path / "crawl.db", now=NOW) as store:

        def courtesy(now: datetime) -> Courtesy:
            run = CrawlSession(id="r", now=now, targets=(), store=store)
            return Courtesy(SimpleNamespace(spider=SimpleNamespace(session=run)))  # type: ignore[arg-type]

        first, request = courtesy(NOW), Request("https://bao.example/a")
        first.process_request(request)
        first.process_response(request, Response(request.url, status=429, headers={"Retry-After": "7200"}))
        for now in (NOW, NOW + timedelta(hours=1)):
            with pytest.raises(Refused) as refused:
                (first if now == NOW else courtesy(now)).process_request(Request("https://bao.example/b"))
            assert refused.value.outcome is Outcome.BLOCKED
            assert "chờ đến 14:00 ngày 01/06/2020" in refused.value.detail
        courtesy(NOW + timedelta(hours=2)).process_request(request)
        first.process_request(Request("https://khac.example/"))


def test_settings_are_a_policy() -> None:
    settings = crawl_settings(Office(office_province="hai-duong", crawl_concurrency_per_site=8), NOW)
    assert settings["ROBOTSTXT_OBEY"] is True
    assert settings["DOWNLOAD_VERIFY_CERTIFICATES"] is True
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 2
    assert settings["AUTOTHROTTLE_ENABLED"] is True
    assert settings["DOWNLOAD_MAXSIZE"] <= 10 * 1024 * 1024
    assert not settings["COOKIES_ENABLED"] and not settings["TELNETCONSOLE_ENABLED"] and not settings["REMOTE_CONTROL_ENABLED"]
    assert {scheme for scheme, handler in settings["DOWNLOAD_HANDLERS"].items() if handler is None} >= {
        "file",
        "ftp",
        "s3",
        "data",
    }


def test_user_agent_says_who_asks() -> None:
    agent = user_agent(Office(office_province="hai-duong", crawl_contact="diemtin@tinh.example"))
    assert agent.startswith("diembao/")
    assert "diemtin@tinh.example" in agent
    assert agent.isascii()


def test_replay_leaves_one_door() -> None:
    office = Office(office_province="hai-duong", office_demo=True, crawl_replay="http://127.0.0.1:8123")
    settings = crawl_settings(office, NOW)
    assert settings["REPLAY_NOW"] == NOW.isoformat()
    assert {settings["DOWNLOAD_HANDLERS"][scheme] for scheme in ("http", "https")} == {
        "crawler.fetch.replay_handler.ReplayDownloadHandler"
    }
    assert settings["AUTOTHROTTLE_ENABLED"] is False
