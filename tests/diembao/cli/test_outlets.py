"""`diembao outlets check` against a replayed day, and `diembao outlets record`: by the real commands."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from crawler.monitoring.probe import Checked, Finding
from crawler.monitoring.probe_report import as_markdown
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
    assert [path.name for path in reports] == ["kiem-tra-nguon-20200602-0605.json", "kiem-tra-nguon-20200602-0605.md"]
    report = json.loads(reports[0].read_text(encoding="utf-8"))
    outlets = {row["outlet"]: row for row in report["outlets"]}
    return {
        "done": done, "at": report["checked_at"], "outlets": outlets, "text": reports[1].read_text(encoding="utf-8"),
        "book": book, "var": {path.name for path in office.var.iterdir()},
    }  # fmt: skip


def findings(checked: dict[str, Any], outlet: str, part: str) -> list[tuple[str, str]]:
    return [(row["state"], row["told"]) for row in checked["outlets"][outlet]["findings"] if row["part"] == part]


def test_an_outlet_that_is_well(checked: dict[str, Any]) -> None:
    assert checked["at"] == "2020-06-02T06:05:00+07:00"
    assert checked["outlets"]["plo"]["state"] in ("tốt", "lưu ý")
    assert findings(checked, "plo", "robots.txt")[0][0] == "tốt"
    assert findings(checked, "plo", "nguồn tin RSS")[0][1].count("bài, mới nhất")
    assert findings(checked, "plo", "trang bài") == [("tốt", "đọc được")]
    for field in ("tiêu đề", "sapo", "toàn văn", "giờ đăng", "chuyên mục"):
        assert findings(checked, "plo", field)[0][0] == "tốt", field
    assert "(lấy từ jsonld)" in findings(checked, "plo", "giờ đăng")[0][1]
    assert "ký tự: " in findings(checked, "plo", "toàn văn")[0][1]


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
    for words in ("Kiểm tra 4 nguồn", "Báo Lao Động", "hỏng", "giờ đăng", "kiem-tra-nguon-20200602-0605.md"):
        assert words in done.stdout
    assert "## Báo Lao Động (`laodong`): hỏng" in checked["text"]
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


def test_a_report_keeps_its_table_whole() -> None:
    finding = Finding(part="tiêu đề", address="https://x/", state="tốt", detail="A | B <b>\nC")
    text = as_markdown([Checked(outlet="x", label="X", findings=[finding])], NOW, demo=False)
    assert "| tiêu đề | tốt | A \\| B &lt;b> C | https://x/ |" in text
    assert "giả định" not in text


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
        ("tuoitre", URL, 1, "không mở được"),
    ],
)
def test_what_cannot_be_recorded_is_said(tmp_path: Path, name: str, url: str, status: int, words: str) -> None:
    none = str(tmp_path / "khong-co.html")
    done = diembao(tmp_path / "none.toml", "outlets", "record", name, url, "--file", none, "--pages", str(tmp_path / "pages"))
    assert done.returncode == status
    assert words in done.stdout
    assert not (tmp_path / "pages").exists()
