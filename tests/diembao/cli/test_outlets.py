"""`diembao outlets check` against a replayed day, and `diembao outlets record`: by the real commands."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.monitoring.probe import Checked, Finding
from crawler.monitoring.probe_report import START, ReportError, as_html, as_record, read_report
from data.text.dates import VN
from diembao.cli.read import read_file
from tests.support.replayed import ROOT, replayed

NOW = datetime(2020, 6, 2, 6, 5, tzinfo=VN)
DEMO = ROOT / "data" / "demo" / "hai-duong-2020-06-02"
OUTLETS = ("plo", "laodong", "kinhtedothi", "baogiaothong")
PAGE = ROOT / "tests" / "pages" / "tuoitre" / "hai-tac-gia.html"
URL = "https://tuoitre.vn/nong-dan-tan-lo-thu-trong-dua-luoi-trong-nha-mang-20200601081500123.htm"


def diembao(office: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "diembao", "--office", str(office), *arguments, "--now", NOW.isoformat()]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The report of four outlets: one well, one behind a wall, one with a changed template, one dead."""
    folder = tmp_path_factory.mktemp("office")
    with replayed(DEMO, folder) as office:
        done = diembao(office.office, "outlets", "check", *OUTLETS)
        book = list(office.book)
    reports = sorted((office.var / "out").iterdir())
    assert [path.name for path in reports] == ["kiem-tra-nguon-20200602-0605.html"]
    report = read_report(reports[0])
    outlets = {row["outlet"]: row for row in report["outlets"]}
    return {
        "done": done, "at": report["checked_at"], "outlets": outlets, "text": reports[0].read_text(encoding="utf-8"),
        "book": book, "var": {path.name for path in office.var.iterdir()}, "machine": report["machine"],
    }  # fmt: skip


def findings(checked: dict[str, Any], outlet: str, part: str) -> list[tuple[str, str]]:
    return [(row["state"], row["detail"]) for row in checked["outlets"][outlet]["findings"] if row["part"] == part]


def test_an_outlet_that_is_well(checked: dict[str, Any]) -> None:
    assert checked["at"] == "2020-06-02T06:05:00+07:00"
    assert checked["outlets"]["plo"]["state"] in ("tốt", "lưu ý")
    assert findings(checked, "plo", "robots.txt")[0][0] == "tốt"
    assert findings(checked, "plo", "nguồn tin RSS")[0][1].count("bài, mới nhất")
    assert findings(checked, "plo", "trang bài") == [("tốt", "đọc được")]
    for field in ("tiêu đề", "sapo", "toàn văn", "giờ đăng", "chuyên mục"):
        assert findings(checked, "plo", field)[0][0] == "tốt", field
    assert "(lấy từ jsonld)" in findings(checked, "plo", "giờ đăng")[0][1]
    assert re.fullmatch(r"[\d.]+ ký tự, \d+ đoạn", findings(checked, "plo", "toàn văn")[0][1])
    feed = next(row for row in checked["outlets"]["plo"]["findings"] if row["part"] == "nguồn tin RSS")
    assert (feed["status"], feed["articles"] > 0, feed["newest"][:10]) == (200, True, "2020-06-01")


def test_outlets_that_are_not(checked: dict[str, Any]) -> None:
    assert {name: checked["outlets"][name]["state"] for name in OUTLETS[1:]} == dict.fromkeys(OUTLETS[1:], "hỏng")
    assert findings(checked, "laodong", "nguồn tin RSS")[0] == ("hỏng", "trang chỉ mở bằng trình duyệt")
    assert findings(checked, "kinhtedothi", "giờ đăng") == [("hỏng", "không đọc được")]
    assert findings(checked, "kinhtedothi", "tiêu đề")[0][0] == "tốt"
    assert "máy chủ không trả lời" in findings(checked, "baogiaothong", "robots.txt")[0][1]


def test_the_operator_sees_a_table_and_where_the_report_is(checked: dict[str, Any]) -> None:
    done = checked["done"]
    assert done.returncode == 1  # three are broken
    assert done.stderr == ""
    for words in ("Kiểm tra 4 nguồn", "Báo Lao Động", "hỏng", "giờ đăng", "kiem-tra-nguon-20200602-0605.html"):
        assert words in done.stdout
    assert "<h2>Báo Lao Động (laodong): hỏng</h2>" in checked["text"]
    assert "Dữ liệu giả định" in checked["text"]


def test_the_probe_is_polite_and_leaves_no_trace(checked: dict[str, Any]) -> None:
    asked = [(row.host, row.path) for row in checked["book"]]
    assert sum(host == "plo.vn" and path == "/robots.txt" for host, path in asked) <= 2
    assert sum(row.article for row in checked["book"]) == 2  # one page of each outlet that announces any
    assert checked["var"] == {"out"}


def test_an_unknown_outlet_is_refused(tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    done = diembao(office, "outlets", "check", "khong-co")
    assert done.returncode == 2
    assert "khong-co" in done.stdout


def test_a_report_is_one_file_that_says_what_helps_and_no_more(checked: dict[str, Any]) -> None:
    machine, text = checked["machine"], checked["text"]
    assert machine["version"]
    assert machine["libraries"]["scrapy"]
    assert machine["network"]["replay"] is True
    assert not re.search(r"<link|<img|\bsrc=|url\(|127\.0\.0\.1", text)
    body = "Nước mương chảy qua cánh đồng"  # how an article of the day begins
    assert body not in text


def test_a_report_keeps_its_tables_and_its_record_whole(tmp_path: Path) -> None:
    finding = Finding(part="tiêu đề", address="https://x/", state="tốt", detail="A | B </script><b>\nC")
    machine = {
        "version": "1",
        "python": "3",
        "system": "X",
        "network": {"replay": False, "proxy": True, "own_authority": False, "timeout_seconds": 30.0},
    }
    path = tmp_path / "x.html"
    path.write_text(as_html(as_record([Checked(outlet="x", label="X", findings=[finding])], NOW, machine)), encoding="utf-8")
    assert "A | B &lt;/script&gt;&lt;b&gt;\nC" in path.read_text("utf-8")
    assert read_report(path)["outlets"][0]["findings"][0]["detail"] == finding.detail
    assert "qua proxy" in path.read_text("utf-8")


@pytest.mark.parametrize("text", ["", "<html></html>", START + "{", START + '{"format": 99}</script>'])
def test_a_file_that_is_no_report_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "khac.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReportError, match=r"khac\.html"):
        read_report(path)


def test_a_page_is_recorded_as_a_test_case(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    for _ in range(2):  # the second time replaces the first
        done = diembao(
            tmp_path / "none.toml",
            "outlets",
            "record",
            "tuoitre",
            f"{URL}?utm_source=x",
            "--file",
            str(PAGE),
            "--pages",
            str(pages),
        )
        assert done.returncode == 0, done.stderr
    (case,) = (pages / "tuoitre").glob("*.html")
    assert case.read_bytes() == PAGE.read_bytes()
    expected = json.loads((pages / "tuoitre" / "expected.json").read_text(encoding="utf-8"))
    assert list(expected) == [case.stem]
    fields, status = read_file(case, URL, "tuoitre")
    assert expected[case.stem] == {"url": URL, "status": status, "fields": fields}
    known = json.loads((PAGE.parent / "expected.json").read_text(encoding="utf-8"))
    assert expected[case.stem]["fields"] == known["hai-tac-gia"]["fields"]
    assert "thay chữ của báo bằng chữ tự viết" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("name", "url", "status", "words"),
    [
        ("bao-la", URL, 2, "Không có nguồn tên"),
        ("tuoitre", "x", 2, "không phải địa chỉ"),
        ("tuoitre", URL, 1, "không có tệp"),
    ],
)
def test_what_cannot_be_recorded_is_said(tmp_path: Path, name: str, url: str, status: int, words: str) -> None:
    none = str(tmp_path / "khong-co.html")
    done = diembao(tmp_path / "none.toml", "outlets", "record", name, url, "--file", none, "--pages", str(tmp_path / "pages"))
    assert done.returncode == status
    assert words in done.stdout
    assert not (tmp_path / "pages").exists()
