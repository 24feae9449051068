"""`diembao links`: a saved list, one line of JSON for each article it announces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from diembao.cli.entry import main

FEED = """<rss><channel><item><title>Nước lên</title><link>https://tuoitre.vn/nuoc-len-100260601212510123.htm</link>
<pubDate>6/1/2026 9:25:10 PM</pubDate><description>&lt;p&gt;Sapo.&lt;/p&gt;</description></item></channel></rss>"""
NOW = ("--now", "2026-06-02T08:00:00+07:00")
URL = ("--url", "https://tuoitre.vn/rss/tin-moi-nhat.rss")


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    path = tmp_path / "danh-sach"
    path.write_text(FEED, encoding="utf-8")
    return path


def run(*arguments: str | Path) -> tuple[int, list[dict[str, object]], str]:
    result = CliRunner().invoke(main, ["links", *map(str, arguments)])
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()], result.stderr


@pytest.mark.parametrize("outlet", [("--outlet", "tuoitre"), ()])
def test_a_feed_is_printed(saved: Path, outlet: tuple[str, ...]) -> None:
    status, rows, _ = run(saved, *URL, *outlet, *NOW)
    assert status == 0
    assert rows == [
        {
            "url": "https://tuoitre.vn/nuoc-len-100260601212510123.htm", "title": "Nước lên",
            "published_at": "2026-06-01T21:25:10+07:00", "date_from": "stamp", "date_is_doubtful": False,
            "published_raw": "6/1/2026 9:25:10 PM", "lastmod": None, "summary": "Sapo.",
        }
    ]  # fmt: skip


def test_further_lists_are_printed(saved: Path) -> None:
    saved.write_text("<sitemapindex><sitemap><loc>/news-2026-6.xml</loc></sitemap></sitemapindex>", encoding="utf-8")
    assert run(saved, *URL, *NOW)[:2] == (0, [{"sitemap": "https://tuoitre.vn/news-2026-6.xml"}])


def test_a_list_of_a_site_nobody_registered(saved: Path) -> None:
    saved.write_text("https://bao.example/nuoc-len\nhttps://bao.example/lua-chin\n", encoding="utf-8")
    status, rows, _ = run(saved, "--url", "https://bao.example/sitemap.txt", *NOW)
    assert (status, [row["url"] for row in rows]) == (0, ["https://bao.example/nuoc-len", "https://bao.example/lua-chin"])


@pytest.mark.parametrize(
    ("content", "arguments", "status", "message"),
    [
        ("không có gì", URL, 1, "không phải nguồn tin"),
        ("<rss><channel></channel></rss>", URL, 1, "không thông báo bài nào"),
        ("<rss><channel><item><title>Mất địa chỉ</title></item></channel></rss>", URL, 1, "Mất địa chỉ"),
        (FEED, ("--url", "tuoitre"), 2, "không phải địa chỉ trang web"),
        (FEED, (*URL, "--outlet", "bao-nao-do"), 2, "bao-nao-do"),
    ],
)
def test_what_cannot_be_read_is_told(saved: Path, content: str, arguments: tuple[str, ...], status: int, message: str) -> None:
    saved.write_text(content, encoding="utf-8")
    code, rows, stderr = run(saved, *arguments, *NOW)
    assert (code, rows) == (status, [])
    assert message in stderr


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    code, _, stderr = run(tmp_path / "khong-co", *URL, *NOW)
    assert code == 1
    assert "Không có tệp" in stderr
