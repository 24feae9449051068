"""A crawl through the office's proxy: every request takes that way, none for an inside name, the login stays out of sight."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from crawler.fetch.proxy import Proxies, is_below
from crawler.register import spider_class
from data.archive import Archive
from data.crawl_store import CrawlStore
from data.paths import ROOT
from data.settings import Office, SettingsError, load_office
from data.text.dates import VN
from tests.crawler.fetch.test_addresses import SPELLINGS
from tests.support.office_network import OfficeNetwork, office_network
from tests.support.press_server import Press, article, press, rss

NOW = datetime(2020, 6, 1, 12, 0, tzinfo=VN)
DATE = "Mon, 01 Jun 2020 08:15:00 +0700"
BODY = "Nước mương ở huyện Kim Thành, tỉnh Hải Dương đổi màu.\nNgười dân lo cho vụ lúa."
NEWS = "https://tuoitre.vn/hai-duong-bai-{}-2020060108150010{}.htm"
LOGIN = "can-bo:mat-khau-Rất-Kín"


@dataclass(frozen=True)
class Ran:
    """What one command of the child process left: its exit status, all it printed, the office's folder."""

    status: int
    text: str
    folder: Path

    def trail(self, key: str) -> list[tuple[str, str]]:
        """Outcome and detail of every line of one key."""
        with Archive.open(self.folder / "var" / "hai-duong.db", now=NOW) as archive:
            return [(row.outcome, row.detail) for row in archive.trail.lines(key)]

    def state(self, outlet: str) -> tuple[str, str]:
        """The outlet's state and why."""
        with CrawlStore.open(self.folder / "var" / "crawl.db", now=NOW) as store:
            state = store.outlet_states([outlet], NOW)[outlet]
        return state.state, state.why

    def holds(self, word: str) -> bool:
        """Whether a word stands in what was printed or in any file that was written."""
        files = [path.read_bytes() for path in (self.folder / "var").rglob("*") if path.is_file()]
        return word in self.text or any(word.encode() in content for content in files)


def office_file(folder: Path, lines: str) -> Path:
    """An office of those lines in its [crawl] section."""
    path = folder / "office.toml"
    head = '[office]\nprovince = "hai-duong"\n[crawl]\ndelay_seconds = 0\ntimeout_seconds = 5\n'
    path.write_text(head + lines, encoding="utf-8")
    return path


def run(folder: Path, lines: str, *command: str, **env: str) -> Ran:
    """One command of ours in a child process."""
    office = office_file(folder, lines)
    arguments = [sys.executable, "-m", "diembao", "--office", str(office), *command, "--now", NOW.isoformat()]
    done = subprocess.run(
        arguments, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False, env={**os.environ, **env}
    )
    return Ran(done.returncode, done.stdout + done.stderr, folder)


def login_file(folder: Path, login: str = LOGIN) -> Path:
    """The login in a file that only its owner can read."""
    path = folder / "proxy-login"
    path.write_text(login + "\n", encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def network(tmp_path: Path) -> Iterator[OfficeNetwork]:
    """A proxy that wants a login, Báo Tuổi Trẻ behind it."""
    with press() as sites, office_network(sites, tmp_path, login=LOGIN) as running:
        fill(sites)
        yield running


def fill(sites: Press) -> None:
    """Three articles: one as announced, one over a redirect within the paper, one whose redirect leads inside."""
    items = [(NEWS.format(number, number), f"Hải Dương: bài {number}", DATE) for number in (1, 2, 3)]
    for feed in spider_class("tuoitre").feeds:
        sites.put(feed, rss(*items), Content_Type="text/xml")
    sites.put(items[0][0], article("Hải Dương: bài 1", BODY))
    sites.put(items[1][0], "", 301, Location="https://www.tuoitre.vn/moi-20200601081500102.htm")
    sites.put("https://www.tuoitre.vn/moi-20200601081500102.htm", article("Hải Dương: bài 2", BODY))
    sites.put(items[2][0], "", 302, Location="http://10.0.0.5/noi-bo")


def through(network: OfficeNetwork, folder: Path) -> str:
    """The lines of an office behind this proxy."""
    return f'proxy = "{network.address}"\nproxy_login_file = "{login_file(folder).name}"\nca_file = "{network.ca_file.name}"\n'


def test_every_request_of_a_crawl_goes_through_the_proxy_and_none_inside(network: OfficeNetwork, tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        through(network, tmp_path),
        "crawl",
        "tuoitre",
        HTTPS_PROXY="http://127.0.0.1:9",
        HTTP_PROXY="http://127.0.0.1:9",
    )
    assert ran.status == 0, ran.text
    assert network.hosts == {"tuoitre.vn", "www.tuoitre.vn"}
    asked = {f"https://{host}{path}" for host, path, _ in network.press.asked}
    assert {"https://tuoitre.vn/robots.txt", "https://www.tuoitre.vn/robots.txt", NEWS.format(1, 1)} <= asked
    assert {row.method for row in network.carried} == {"CONNECT"}
    assert ran.state("tuoitre")[0] == "ok"
    assert [outcome for outcome, _ in ran.trail(NEWS.format(3, 3))] == ["found", "failed"]
    with Archive.open(tmp_path / "var" / "hai-duong.db", now=NOW) as archive:
        assert archive.articles.find_id(NEWS.format(1, 1)) and archive.articles.find_id(NEWS.format(2, 2))


def test_the_login_reaches_the_proxy_alone(network: OfficeNetwork, tmp_path: Path) -> None:
    lines, warc = through(network, tmp_path), tmp_path / "su-co.warc.gz"
    for command in (("crawl", "tuoitre", "--to-warc", str(warc)), ("doctor", "--network"), ("trace", NEWS.format(3, 3))):
        ran = run(tmp_path, lines, *command)
        assert not ran.holds("mat-khau") and not ran.holds("can-bo"), command
    encoded = next(line for line in network.carried[0].head.split("\r\n") if line.startswith("Proxy-Authorization"))
    written = gzip.decompress(warc.read_bytes())
    assert NEWS.format(1, 1).encode() in written and b"mat-khau" not in written and b"roxy-" not in written
    assert not ran.holds(encoded.rpartition(" ")[2]) and encoded.rpartition(" ")[2].encode() not in written
    assert not [headers for _, _, headers in network.press.asked if "Proxy-Authorization" in headers]


GUARDED = """
import json, socket, sys
import scrapy
from datetime import UTC, datetime
from pathlib import Path
from scrapy.crawler import AsyncCrawlerProcess
from crawler.fetch import url_guard
from crawler.fetch.settings import crawl_settings
from data.settings import load_office

port, urls = int(sys.argv[2]), json.loads(sys.argv[3])
url_guard.ALLOWED_PORTS += (port,)  # so that the port alone cannot save us
turns = {"xoay.example": iter(["118.69.1.1"])}
names = {"trong.example": "127.0.0.1", "mang.example": "10.0.0.5", "dam-may.example": "169.254.169.254", "so.example": "0.0.0.0"}
outside = {"bao.example": "118.69.1.1"}

def resolve(name):
    if name in turns:
        return next(turns[name], "127.0.0.1")
    if name in names | outside:
        return (names | outside)[name]
    if name[0].isdigit():
        return socket.inet_ntoa(socket.inet_aton(name))
    raise socket.gaierror(socket.EAI_NONAME, "unknown")

def rows(name, port=None, **_):
    if name == "sau.example":
        return [(socket.AF_INET6, 1, 6, "", ("fd00::5", 0, 0, 0))]
    return [(socket.AF_INET, 1, 6, "", (resolve(name), 0))]

socket.gethostbyname, socket.getaddrinfo = resolve, rows
ended = {}

class Probe(scrapy.Spider):
    name = "probe"
    def has_host(self, host):
        return True
    async def start(self):
        for url in urls:
            try:
                yield scrapy.Request(url, self.came, errback=self.lost, dont_filter=True, cb_kwargs={"asked": url})
            except ValueError as error:
                ended[url] = "ValueError"
    def came(self, response, asked):
        ended[asked] = "REACHED " + str(response.status)
    def lost(self, failure):
        ended[failure.request.cb_kwargs["asked"]] = type(failure.value).__name__ + ": " + str(failure.value)

settings = crawl_settings(load_office(Path(sys.argv[1]), {}), datetime(2020, 6, 1, tzinfo=UTC))
settings |= {"ITEM_PIPELINES": {}, "AUTOTHROTTLE_ENABLED": False}
process = AsyncCrawlerProcess(settings)
process.crawl(Probe)
process.start()
print(json.dumps(ended))
"""


def guarded(folder: Path, network: OfficeNetwork, urls: list[str], lines: str = "") -> dict[str, str]:
    """How a request for each address ended, in a process whose name server is the table of GUARDED."""
    office = office_file(folder, f'proxy = "{network.address}"\nca_file = "ca.pem"\n{lines}')
    command = [sys.executable, "-c", GUARDED, str(office), str(network.press.server_port), json.dumps(urls)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_no_spelling_of_an_inside_name_is_sent_to_the_proxy(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        hosts = [*SPELLINGS, "sau.example", "tep.intranet", "may.lan", "an.home.arpa"]
        port = sites.server_port
        urls = [
            f"{scheme}://{host}{suffix}/"
            for host in hosts
            for scheme, suffix in (("http", f":{port}"), ("http", ""), ("https", ""))
        ]
        ended = guarded(tmp_path, network, urls)
        assert len(ended) == len(urls) > 150
        assert {url: text for url, text in ended.items() if not text.startswith(("Refused", "ValueError"))} == {}
        assert network.carried == [] and sites.asked == [] and network.direct == []


def test_redirects_through_the_proxy_are_judged_hop_by_hop(tmp_path: Path) -> None:
    targets = [*SPELLINGS, "sau.example", "chua-biet.example"]
    with press() as sites, office_network(sites, tmp_path) as network:
        for number, host in enumerate(targets):
            sites.put(f"https://bao.example/{number}", "", 302, Location=f"http://{host}/".encode().decode("latin-1"))
        ended = guarded(tmp_path, network, [f"https://bao.example/{number}" for number in range(len(targets))])
        reached = [targets[int(url.rpartition("/")[2])] for url, text in ended.items() if text.startswith("REACHED")]
        assert reached == ["chua-biet.example"], "a name that no server here knows is judged by its letters"
        assert network.hosts == {"bao.example", "chua-biet.example"}


def test_no_proxy_and_plain_http_take_their_own_ways(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        lines = 'proxy_http = "direct"\nno_proxy = ["thang.example"]\n'
        direct = ["https://thang.example/", "https://a.thang.example/", "http://chua-biet.example/"]
        ended = guarded(tmp_path, network, [*direct, "https://bao.example/"], lines)
        assert ended["https://bao.example/"].startswith("REACHED")
        assert all("CannotResolve" in ended[url] for url in direct)
        assert network.hosts == {"bao.example"}


@pytest.mark.long
def test_the_proxy_itself_is_no_page(tmp_path: Path) -> None:
    """Its name may lie inside; whoever links to it gets nothing, neither through the proxy nor directly."""
    with press() as sites, office_network(sites, tmp_path) as network:
        proxy = network.address.replace("127.0.0.1", "mang.example")
        office = office_file(tmp_path, f'proxy = "{proxy}"\nproxy_http = "direct"\nca_file = "ca.pem"\n')
        urls = ["http://mang.example/", "https://mang.example/", "http://MANG.example./"]
        command = [sys.executable, "-c", GUARDED, str(office), str(network.port), json.dumps(urls)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        ended = json.loads(done.stdout.splitlines()[-1])
        assert len(ended) == 3 and all(text.startswith("Refused") for text in ended.values()), ended
        assert network.carried == []


@pytest.mark.long
def test_a_silent_name_server_holds_nothing_up(tmp_path: Path) -> None:
    """Three lookups without an answer end the asking; the names are then judged by their letters."""
    slow = "url_guard.LOOK_UP_SECONDS = 0.2\nlookups = []\ndef slow(name):\n    import time\n    lookups.append(name)\n"
    slow += "    time.sleep(1)\n"
    code = GUARDED.replace("ended = {}", slow + "    return frozenset()\nurl_guard.look_up = slow\nended = {}", 1)
    code = code.replace("print(json.dumps(ended))", "print(json.dumps([ended, len(lookups)]))")
    with press() as sites, office_network(sites, tmp_path) as network:
        urls = [f"https://bao-{number}.example/" for number in range(40)] + ["https://127.1/", "https://may.lan/"]
        office = office_file(tmp_path, f'proxy = "{network.address}"\nca_file = "ca.pem"\n')
        command = [sys.executable, "-c", code, str(office), "1", json.dumps(urls)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        ended, lookups = json.loads(done.stdout.splitlines()[-1])
        assert lookups <= 10, "no more than were on their way in Twisted's ten threads"
        assert {url for url, text in ended.items() if not text.startswith("REACHED")} == {"https://127.1/", "https://may.lan/"}


@pytest.mark.long
def test_plain_http_is_asked_of_the_proxy_too(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        ended = guarded(tmp_path, network, ["http://bao.example/a"])
        assert ended == {"http://bao.example/a": "REACHED 404"}
        assert [(row.method, row.target) for row in network.carried] == [
            ("GET", "http://bao.example/robots.txt"), ("GET", "http://bao.example/a"),
        ]  # fmt: skip


TROUBLES = {
    "login": ({"login": "ai:khac"}, "không nhận đăng nhập (mã 407)", "no_answer", "proxy"),
    "forbidden": ({"answers": {"*": b"HTTP/1.1 403 Forbidden\r\n\r\n"}}, "không cho tới trang này (mã 403)", "blocked", "chối"),
    "far side": ({"answers": {"*": b"HTTP/1.1 503 Down\r\n\r\n"}}, "không nối được tới trang này (mã 503)", "no_answer", "máy"),
    "no proxy": ({"answers": {"*": b"220 thu.tinh.example\r\n\r\n"}}, "không trả lời như một proxy", "no_answer", "proxy"),
    "echo": ({"answers": {"*": b"HTTP/1.1 500 " + LOGIN.encode() + b"\r\n\r\n"}}, "trả lời mã 500", "no_answer", "proxy"),
}  # fmt: skip


@pytest.mark.parametrize("name", TROUBLES)
@pytest.mark.long
def test_the_proxys_own_refusals_are_told_as_such(tmp_path: Path, name: str) -> None:
    behaviour, detail, state, why = TROUBLES[name]
    with press() as sites, office_network(sites, tmp_path, **behaviour) as network:
        ran = run(tmp_path, through(network, tmp_path), "crawl", "plo")
        assert ran.status == 0, ran.text
        details = [text for _, text in ran.trail(spider_class("plo").feeds[0])]
        assert detail in details[0]
        assert ran.state("plo")[0] == state and why in ran.state("plo")[1]
        assert not ran.holds("mat-khau")


def test_a_dead_proxy_is_told_as_such(tmp_path: Path) -> None:
    ran = run(tmp_path, 'proxy = "http://127.0.0.1:9"\n', "crawl", "plo")
    assert "không nối được tới proxy" in ran.trail(spider_class("plo").feeds[0])[0][1]
    assert ran.state("plo") == ("no_answer", "không ra được mạng qua proxy của cơ quan")


def test_without_the_authoritys_certificate_nothing_is_believed(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        ran = run(tmp_path, f'proxy = "{network.address}"\n', "crawl", "plo")
        assert "chứng thư" in ran.trail(spider_class("plo").feeds[0])[0][1]
        assert sites.asked == []


WRONG_SETTINGS = {
    'proxy = "http://can-bo:mat-khau@proxy.tinh.example:8080"': "crawl.proxy_login_file",
    'proxy = "socks5://proxy.tinh.example:1080"': "không nhận SOCKS",
    'proxy = "http://proxy.tinh.example"': "có cổng",
    'proxy_login_file = "x"': "chưa có proxy",
    'no_proxy = ["tinh.example"]': "chưa có proxy",
}


@pytest.mark.parametrize("line", WRONG_SETTINGS)
def test_wrong_settings_say_what_is_meant_and_hide_the_login(tmp_path: Path, line: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_office(office_file(tmp_path, line + "\n"), {})
    assert WRONG_SETTINGS[line] in str(caught.value) and "mat-khau" not in str(caught.value)


@pytest.mark.parametrize(("content", "mode"), [("ten:khoa", 0o644), ("khong-co-hai-cham", 0o600), ("", 0o600), ("a:b\nc", 0o600)])
def test_a_login_file_must_be_closed_and_of_one_line(tmp_path: Path, content: str, mode: int) -> None:
    login_file(tmp_path, content).chmod(mode)
    office = load_office(office_file(tmp_path, 'proxy = "http://127.0.0.1:9"\nproxy_login_file = "proxy-login"\n'), {})
    with pytest.raises(SettingsError, match=r"crawl\.proxy_login_file"):
        Proxies.of(office)
    ran = run(tmp_path, 'proxy = "http://127.0.0.1:9"\nproxy_login_file = "proxy-login"\n', "crawl", "plo")
    assert ran.status == 2 and "Cách xử lý" in ran.text


def test_a_record_of_proxies_hides_its_login() -> None:
    proxies = Proxies(https="http://a:1", login=LOGIN)
    assert LOGIN not in repr(proxies) and LOGIN not in str([proxies])
    assert Office(office_province="hai-duong", crawl_proxy="http://a:1").crawl_proxy in repr(proxies)


def test_domains_without_a_proxy() -> None:
    assert is_below("bao.tinh.example", ("tinh.example",)) and is_below("tinh.example", ("tinh.example",))
    assert not is_below("xtinh.example", ("tinh.example",)) and not is_below("example", ("tinh.example",))


def test_cookies_are_kept_only_for_outlets_that_need_them(tmp_path: Path) -> None:
    """The feed of one paper redirects to itself until its cookie comes back; the other paper sets one that nobody asked for."""
    with press() as sites, office_network(sites, tmp_path) as network:
        feed = spider_class("qdnd").feeds[0]
        sites.put(feed, "", 302, Location=feed, Set_Cookie="vao=1; path=/; domain=.qdnd.vn")
        sites.with_cookie[feed.partition("://")[2].partition("/")[0], "/" + feed.partition("://")[2].partition("/")[2]] = rss(
            ("https://www.qdnd.vn/xa-hoi/cho-moi-123456", "Chợ mới", DATE)
        ).encode()
        for address in spider_class("plo").feeds:
            sites.put(address, rss(("https://plo.vn/cho-moi-post123456.html", "Chợ mới", DATE)), Set_Cookie="theo-doi=1; path=/")
        ran = run(tmp_path, f'proxy = "{network.address}"\nca_file = "ca.pem"\n', "crawl", "qdnd", "plo")
        assert ran.state("qdnd")[0] != "no_answer", ran.text
        assert [headers["Cookie"] for host, _, headers in sites.asked if host == "www.qdnd.vn" and "Cookie" in headers]
        assert not [headers for host, _, headers in sites.asked if host == "plo.vn" and "Cookie" in headers]
