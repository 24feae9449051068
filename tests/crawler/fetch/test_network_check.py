"""`doctor --network` names the step that fails: route, name server, proxy, certificate, clock, blocked; and says what to do."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.extraction import is_wall
from crawler.fetch import network_check, network_probe
from crawler.fetch.network_check import NetworkFinding, check_network, describe_way
from data.paths import ROOT
from data.settings import Office, load_office
from tests.support.office_network import OfficeNetwork, office_network
from tests.support.press_server import Press, press

HOSTS = ("bao-mot.example", "bao-hai.example", "bao-ba.example")
NOW = datetime.now(UTC)  # the certificates of the test are of today, so is the sites' clock
WALL = b'<html><script>document.cookie="a=b";location.reload()</script></html>'


def office_of(folder: Path, network: OfficeNetwork, lines: str = "") -> Office:
    """An office behind the proxy."""
    path = folder / "office.toml"
    head = f'[office]\nprovince = "hai-duong"\n[crawl]\nproxy = "{network.address}"\n'
    path.write_text(head + (lines or 'ca_file = "ca.pem"\n'), encoding="utf-8")
    return load_office(path, {})


def told(findings: list[NetworkFinding], kind: str) -> list[tuple[str, str]]:
    """State and text of the findings of a kind."""
    assert all(finding.remedy.endswith(".") for finding in findings if finding.state != "tốt")
    return [(finding.state, f"{finding.message}. {finding.remedy}") for finding in findings if finding.kind == kind]


def fill(sites: Press) -> None:
    """Every site has a home page."""
    for host in HOSTS:
        sites.put(f"https://{host}/", "<html><body><p>Trang chủ</p></body></html>")


def test_all_is_well(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        fill(sites)
        findings = check_network(office_of(tmp_path, network), HOSTS, is_wall, now=datetime.now(UTC))
        assert {finding.state for finding in findings} == {"tốt"}
        assert "qua proxy 127.0.0.1 (3/3" in told(findings, "route")[0][1]
        assert {path for _, path, _ in sites.asked} == {"/robots.txt", "/"}


PROXY = {
    "needs a login": ({"login": "a:b"}, "", "đòi đăng nhập"),
    "login refused": ({"login": "a:b"}, "proxy_login_file", "từ chối tên hoặc mật khẩu"),
    "other scheme": ({"login": "a:b", "schemes": "NTLM, Negotiate"}, "", "NTLM, Negotiate"),
    "forbids": ({"answers": {"*": b"HTTP/1.1 403 No\r\n\r\n"}}, "", "không cho mở kết nối (CONNECT)"),
    "cannot reach": ({"answers": {"*": b"HTTP/1.1 504 No\r\n\r\n"}}, "", "chính proxy không nối được"),
    "odd": ({"answers": {"*": b"HTTP/1.1 500 No\r\n\r\n"}}, "", "trả lời mã 500"),
    "none": ({"answers": {"*": b"SSH-2.0-x\r\n\r\n"}}, "", "không trả lời như một proxy"),
}


@pytest.mark.parametrize("name", PROXY)
def test_the_proxy_is_named(tmp_path: Path, name: str) -> None:
    behaviour, login, text = PROXY[name]
    lines = 'ca_file = "ca.pem"\n'
    if login:
        (tmp_path / "login").write_text("a:mat-khau-sai", encoding="utf-8")
        (tmp_path / "login").chmod(0o600)
        lines += 'proxy_login_file = "login"\n'
    with press() as sites, office_network(sites, tmp_path, **behaviour) as network:
        findings = check_network(office_of(tmp_path, network, lines), HOSTS, is_wall, now=NOW)
    assert [finding.kind for finding in findings] == ["proxy"]
    assert findings[0].state == "hỏng" and text in findings[0].message
    assert "mat-khau-sai" not in str(findings)


@pytest.mark.parametrize(
    ("address", "text"), [("http://127.0.0.1:9", "từ chối kết nối"), ("http://khong-co.invalid:80", "phân giải")]
)
def test_a_proxy_that_is_not_there(tmp_path: Path, address: str, text: str) -> None:
    office = Office(office_province="hai-duong", crawl_proxy=address, base=tmp_path)
    findings = check_network(office, HOSTS, is_wall, now=NOW)
    assert [finding.kind for finding in findings] == ["proxy"] and text in findings[0].message


def test_an_unknown_authority_is_named(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        findings = check_network(office_of(tmp_path, network, "no_proxy = []\n"), HOSTS, is_wall, now=NOW)
        assert sites.asked == []
    state, text = told(findings, "certificate")[0]
    assert state == "hỏng" and "Chứng thư thử nghiệm" in text and "crawl.ca_file" in text


def test_one_site_alone_is_a_notice(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        fill(sites)
        network.misnamed = frozenset({HOSTS[0]})
        network.expired = frozenset({HOSTS[1]})
        findings = check_network(office_of(tmp_path, network), HOSTS, is_wall, now=datetime.now(UTC))
    texts = told(findings, "certificate")
    assert [state for state, _ in texts] == ["lưu ý", "lưu ý"]
    assert "tên khác" in texts[0][1] + texts[1][1] and "hết hạn" in texts[0][1] + texts[1][1]
    assert told(findings, "clock") == [("tốt", "đồng hồ: khớp với giờ của các trang báo. ")]


@pytest.mark.parametrize(
    ("wrong", "state", "text"),
    [
        (timedelta(minutes=-12), "lưu ý", "chậm 12 phút"), (timedelta(hours=7), "lưu ý", "nhanh 7 giờ 0 phút"),
        (timedelta(days=-3), "hỏng", "chậm 3 ngày"), (timedelta(days=-2192), "hỏng", "chậm khoảng 6 năm"),
    ],
)  # fmt: skip
def test_a_wrong_clock_is_measured(tmp_path: Path, wrong: timedelta, state: str, text: str) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        fill(sites)
        findings = check_network(office_of(tmp_path, network), HOSTS, is_wall, now=datetime.now(UTC) + wrong)
    assert told(findings, "clock")[0][0] == state and text in told(findings, "clock")[0][1]


def test_a_clock_that_spoils_the_certificates_is_found_over_plain_http(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        network.expired = frozenset(HOSTS)
        findings = check_network(office_of(tmp_path, network), HOSTS, is_wall, now=datetime.now(UTC) + timedelta(days=9000))
    assert [finding.kind for finding in findings] == ["certificate", "clock"]
    assert "nhanh khoảng" in findings[1].message


def test_refusals_and_walls_are_blocks(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        fill(sites)
        sites.put(f"https://{HOSTS[0]}/robots.txt", "", 403)
        sites.put(f"https://{HOSTS[1]}/", WALL)
        findings = check_network(office_of(tmp_path, network), HOSTS, is_wall, now=datetime.now(UTC))
    texts = [text for _, text in told(findings, "blocked")]
    assert len(texts) == 2 and "mã 403" in texts[0] and "mở bằng trình duyệt" in texts[1]


def test_robots_are_obeyed(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        sites.put(f"https://{HOSTS[0]}/robots.txt", "User-agent: *\nDisallow: /\n")
        findings = check_network(office_of(tmp_path, network), HOSTS[:1], is_wall, now=datetime.now(UTC))
        assert [path for _, path, _ in sites.asked] == ["/robots.txt"]
    assert {finding.state for finding in findings} == {"tốt"}


def test_a_name_inside_is_not_sent_to_the_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_probe, "look_up", lambda name: {"10.0.0.9"})
    with press() as sites, office_network(sites, tmp_path) as network:
        findings = check_network(office_of(tmp_path, network), ["noi-bo.example", "127.0.0.1", "may.lan"], is_wall, now=NOW)
        assert network.carried == []
    assert "10.0.0.9" in told(findings, "names")[0][1] and told(findings, "site")


def answered(code: int) -> object:
    """A name server that answers so."""

    def look(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(code, "x")

    return look


@pytest.mark.parametrize(
    ("answer", "text"),
    [(socket.EAI_AGAIN, "không trả lời"), (socket.EAI_NONAME, "không biết tên"), ("10.0.0.5", "nội bộ 10.0.0.5")],
)
def test_the_name_server_is_named(monkeypatch: pytest.MonkeyPatch, answer: int | str, text: str) -> None:
    inside = [(socket.AF_INET, 1, 6, "", (answer, 443))]
    look = answered(answer) if isinstance(answer, int) else lambda *_, **__: inside
    monkeypatch.setattr(socket, "getaddrinfo", look)
    findings = check_network(Office(office_province="hai-duong"), HOSTS, is_wall, now=NOW)
    assert [finding.kind for finding in findings] == ["names"] and text in findings[0].message


@pytest.mark.parametrize(
    ("error", "text"),
    [
        (OSError(101, "unreachable"), "không có đường ra"),
        (TimeoutError(), "quá hạn"),
        (ConnectionRefusedError(111, "x"), "bị từ chối"),
    ],
)
def test_the_route_is_named(monkeypatch: pytest.MonkeyPatch, error: OSError, text: str) -> None:
    def refuse(*_: object) -> socket.socket:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(socket.AF_INET, 1, 6, "", ("118.69.1.1", 443))])
    monkeypatch.setattr(socket, "create_connection", refuse)
    findings = check_network(Office(office_province="hai-duong"), HOSTS, is_wall, now=NOW)
    assert [finding.kind for finding in findings] == ["route"] and text in findings[0].message


def test_without_any_route_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_check, "has_route", lambda: False)
    findings = check_network(Office(office_province="hai-duong"), HOSTS, is_wall, now=NOW)
    assert [finding.message for finding in findings] == ["mạng: máy này không có đường ra Internet"]


def test_every_cause_has_its_sentence() -> None:
    source = "".join((ROOT / "crawler" / "fetch" / f"network_{part}.py").read_text("utf-8") for part in ("probe", "check"))
    sentences = tomllib.loads((ROOT / "crawler" / "fetch" / "network_sentences.toml").read_text("utf-8"))
    used = {name for name in sentences if re.search(rf'"{name}"', source)}
    assert used == set(sentences)
    assert all(row["remedy"].endswith(".") and not row["message"].endswith(".") for row in sentences.values())


def test_the_doctor_says_how_the_crawl_reaches_the_web(tmp_path: Path) -> None:
    with press() as sites, office_network(sites, tmp_path) as network:
        fill(sites)
        office = office_of(tmp_path, network, 'ca_file = "ca.pem"\nproxy_http = "direct"\noutlets = ["plo"]\n')
        assert "http:// trực tiếp" in describe_way(office) and "1 chứng thư" in describe_way(office)
        command = [sys.executable, "-m", "diembao", "--office", str(tmp_path / "office.toml"), "doctor", "--network"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
        assert "tên nội bộ không gửi cho proxy" in done.stdout and "ra được qua proxy" in done.stdout, done.stdout
        assert network.hosts == {"plo.vn"}
    assert describe_way(Office(office_province="hai-duong")) == ""


def test_the_doctor_names_what_is_wrong_with_the_settings_and_the_environment(tmp_path: Path) -> None:
    from ops.doctor import check_installation

    path = tmp_path / "office.toml"
    path.write_text('[office]\nprovince = "hai-duong"\n[crawl]\nca_file = "khong-co.pem"\n', encoding="utf-8")
    env = {"HTTPS_PROXY": "http://can-bo:mat-khau@proxy.tinh.example:8080"}
    findings = [finding for finding in check_installation(path, env, now=NOW).findings if finding.name == "network"]
    assert [finding.state for finding in findings] == ["hỏng", "lưu ý"]
    assert "crawl.ca_file" in findings[0].message and "HTTPS_PROXY" in findings[1].message
    assert "mat-khau" not in str(findings)
