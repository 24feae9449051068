"""No internal address is ever connected to, however it is spelled or resolved; no server is believed without its certificate."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.text.dates import VN
from tests.support.hostile_server import Canary, hostile

NOW = datetime(2020, 6, 1, 12, 0, tzinfo=VN)
PROBE = """
import json, socket, sys
import scrapy
from scrapy.crawler import AsyncCrawlerProcess
from crawler.fetch import url_guard
from crawler.fetch.settings import crawl_settings
from datetime import UTC, datetime
from data.settings.office import Office

port, urls = int(sys.argv[1]), json.loads(sys.argv[2])
url_guard.ALLOWED_PORTS += (port,)  # so that the port alone cannot save us
turns = {"xoay.example": iter(["118.69.1.1"])}
names = {"trong.example": "127.0.0.1", "mang.example": "10.0.0.5", "dam-may.example": "169.254.169.254", "so.example": "0.0.0.0"}
socket.gethostbyname = lambda name: next(turns[name], "127.0.0.1") if name in turns else names.get(name) or real(name)
real = lambda name: socket.inet_ntoa(socket.inet_aton(name)) if name[0].isdigit() else "127.0.0.1"
told = {}

class Probe(scrapy.Spider):
    name = "probe"
    def has_host(self, host):
        return True
    async def start(self):
        for url in urls:
            try:
                yield scrapy.Request(url, self.came, errback=self.lost, dont_filter=True, cb_kwargs={"given": url})
            except ValueError as error:
                told[url] = "ValueError"
    def came(self, response, given):
        told[given] = "REACHED"
    def lost(self, failure):
        told[failure.request.cb_kwargs["given"]] = type(failure.value).__name__ + ": " + str(failure.value)

office = Office(office_province="hai-duong", crawl_timeout_seconds=2.0, crawl_delay_seconds=0.0)
settings = crawl_settings(office, datetime(2020, 6, 1, tzinfo=UTC))
settings |= {"ITEM_PIPELINES": {}, "DNSCACHE_ENABLED": False, "AUTOTHROTTLE_ENABLED": False, "ROBOTSTXT_OBEY": True}
process = AsyncCrawlerProcess(settings)
process.crawl(Probe)
process.start()
print(json.dumps(told))
"""
SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0.0.1", "0177.0.0.1", "017700000001",
    "127.0.0.1.", "127.255.255.254", "0", "0.0.0.0", "localhost", "LOCALHOST", "localhost.", "a.localhost",  # noqa: S104
    "ip6-localhost", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[fec0::1]", "10.0.0.5",
    "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "224.0.0.1", "255.255.255.255",
    "①②⑦.0.0.1", "127。0。0。1", "%31%32%37.0.0.1", "user@127.0.0.1", "bao.example@127.0.0.1", "may-in.local", "intranet",
    "metadata.google.internal", "trong.example", "mang.example", "dam-may.example", "so.example", "xoay.example",
]  # fmt: skip


def test_no_spelling_of_an_internal_address_is_asked() -> None:
    canary = Canary()
    urls = [f"http://{host}:{canary.port}/" for host in SPELLINGS]
    command = [sys.executable, "-c", PROBE, str(canary.port), json.dumps(urls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    canary.close()
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert len(told) == len(urls) >= 40
    assert {given: said for given, said in told.items() if not said.startswith(("Refused", "ValueError", "CannotResolve"))} == {}
    assert canary.met == 0


def test_a_bad_certificate_is_no_answer(tmp_path: Path) -> None:
    """TLS of a server that nobody vouches for: the handshake is refused, no request is sent."""
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=tuoitre.vn", "-days", "2",  # noqa: S607
         "-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "cert.pem")], capture_output=True, check=False,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl is needed to make a certificate")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", tmp_path / "key.pem")
    with hostile(context) as server:
        code = (
            "import sys; from datetime import datetime; from pathlib import Path; from data.settings.office import Office; "
            "from diembao.cli.crawl import show_crawl; office = Office(office_province='hai-duong', office_demo=True, "
            "crawl_replay=sys.argv[2], crawl_timeout_seconds=2.0, base=Path(sys.argv[1])); "
            "sys.exit(show_crawl(office, ['plo'], datetime.fromisoformat(sys.argv[3]), sys.stdout))"
        )
        command = [sys.executable, "-c", code, str(tmp_path), f"https://127.0.0.1:{server.port}", NOW.isoformat()]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        assert server.asked == []
    with CrawlStore.open(tmp_path / "var" / "crawl.db", now=NOW) as store:
        assert store.outlet_states(["plo"], NOW)["plo"].state == "no_answer"
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=NOW) as archive:
        detail = archive.trail.lines(spider_class("plo").feeds[0])[0].detail
    assert "SSL" in detail or "chứng thư" in detail, detail
