"""An office's `outlets.toml`: what it says lies over the bundled facts; what is wrong in it is told at once, all of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crawler.extraction.cms_families import FAMILIES as READERS
from crawler.extraction.cms_families import FIELDS
from crawler.local_facts import FACTS, BrokenOutlets, OutletEntry, Pause, change_entry, read_outlets_file, write_entry
from crawler.outlet import FAMILIES, SELECTED_FIELDS, OutletFacts, dated_addresses
from crawler.register import BUNDLED, DISCOVERED, OFFICE, bundled, load_register, select
from data.settings import load_office

NEW = """
# của cơ quan
[baogonoi]
label = "Báo Gò Nổi"
home = "https://baogonoi.vn/"
feeds = "https://baogonoi.vn/rss/trang-chu.rss"  # một dòng
article_pattern = '-(?P<number>\\d{6,9})\\.html$'
found = { feeds = 2026-11-30 }

[tuoitre]
feeds = ["https://tuoitre.vn/rss/moi.rss"]
paused = { since = 2026-11-30, why = "báo đề nghị" }

[cand]
home = "https://bao-moi.example/"
"""
BROKEN = """
feeds = "x"
[Bao_Hoa]
label = "x"
[vnexpres]
fedes = ["https://vnexpress.net/rss/a.rss"]
[vnexpress]
article_pattern = "(("
feeds = ["ftp://vnexpress.net/rss"]
paused = { since = 2026-11-30 }
owner_type = "bao"
selectors = { titel = "h1" }
sections = ["https://trang-khac.example/thoi-su"]
[moi]
hosts = ["tuoitre.vn"]
enabled = "yes"
[sot]
lang = "vi"
[nhandan]
sections = ["https://trang-khac.example/thoi-su"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An office's folder with its file of outlets."""
    (tmp_path / "office.toml").write_text('[office]\nprovince = "hai-duong"\n', encoding="utf-8")
    path = tmp_path / "outlets.toml"
    path.write_text(NEW, encoding="utf-8")
    return path


def test_the_offices_facts_lie_over_the_bundled_ones(file: Path) -> None:
    register = load_register(file)
    own, changed, moved = (register.outlet_class(name) for name in ("baogonoi", "tuoitre", "cand"))
    assert (own.label, own.hosts, own.owner_type) == ("Báo Gò Nổi", ("baogonoi.vn",), "chua-kiem-chung")
    assert own.feeds == ("https://baogonoi.vn/rss/trang-chu.rss",)
    assert own.outlet().full_label == "Báo Gò Nổi"
    assert register.by_url("https://www.baogonoi.vn/x-1234567.html") is own
    assert own.article_number("https://baogonoi.vn/x-1234567.html") == "1234567"
    assert changed.feeds == ("https://tuoitre.vn/rss/moi.rss",)
    assert changed.article_pattern == bundled().outlet_class("tuoitre").article_pattern
    assert moved.hosts[0] == "bao-moi.example"
    assert register.by_host("cand.com.vn") is moved
    assert bundled().outlet_class("cand").hosts[0] == "cand.vn"
    assert "baogonoi" not in bundled().classes


def test_each_fact_says_where_it_comes_from(file: Path) -> None:
    register = load_register(file)
    assert register.origins("tuoitre") | {"feeds": OFFICE, "label": BUNDLED} == register.origins("tuoitre")
    assert register.origins("baogonoi")["feeds"] == DISCOVERED
    assert register.origins("baogonoi")["home"] == OFFICE


def test_no_file_is_the_bundled_register(tmp_path: Path) -> None:
    assert load_register(tmp_path / "outlets.toml") is bundled()
    assert load_register(None) is bundled()


def test_every_fault_is_told_at_once_with_outlet_and_key(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(BrokenOutlets) as caught:
        load_register(path)
    faults = caught.value.errors
    places = [fault.partition(": ")[0] for fault in faults]
    assert places == [
        "feeds", "[Bao_Hoa]", "vnexpres.fedes", "vnexpress.article_pattern", "vnexpress.feeds", "vnexpress.paused",
        "vnexpress.owner_type", "vnexpress.selectors", "moi.enabled", "sot.label", "sot.home", "sot.article_pattern",
        "sot.feeds", "nhandan.sections", "moi.hosts",
    ]  # fmt: skip
    assert all("Cách xử lý" in fault or "Có phải ý là" in fault for fault in faults)
    assert str(path) in str(caught.value)
    assert "“feeds”" in next(fault for fault in faults if fault.startswith("vnexpres.fedes"))
    assert "thuộc nguồn “tuoitre”" in faults[-1]


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"[tuoitre\n", "TOML"), (b"\xff\xfe[a]", "UTF-8"), (b"#" * 4_000_001, "MB"),
        (b'[a]\nx = ' + b"[" * 3000 + b"]" * 3000, "TOML"),
    ],
    ids=["syntax", "bytes", "size", "depth"],
)  # fmt: skip
def test_a_file_that_is_no_toml_is_refused_by_name(tmp_path: Path, raw: bytes, words: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_bytes(raw)
    with pytest.raises(BrokenOutlets, match=words):
        read_outlets_file(path, {})


def test_a_changed_fact_leaves_the_rest_of_the_file_as_it_was(file: Path) -> None:
    change_entry(file, "tuoitre", {"feed_order": "mdy", "paused": None}, bundled().classes)
    change_entry(file, "soha", {"paused": Pause(since=date(2026, 12, 1), why="thử")}, bundled().classes)
    text = file.read_text(encoding="utf-8")
    assert "# của cơ quan" in text
    assert "# một dòng" in text
    assert "báo đề nghị" not in text
    register = load_register(file)
    assert register.outlet_class("tuoitre").feed_order == "mdy"
    assert register.pause_of("soha", date(2026, 11, 30)) is None
    assert register.pause_of("soha", date(2026, 12, 1)) == Pause(since=date(2026, 12, 1), why="thử")
    change_entry(file, "soha", {"paused": None}, bundled().classes)
    assert "[soha]" not in file.read_text(encoding="utf-8")


def test_what_would_be_faulty_is_not_written(file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(BrokenOutlets, match=r"vnexpress\.home"):
        change_entry(file, "vnexpress", {"home": "khong phai dia chi"}, bundled().classes)
    assert file.read_bytes() == before


def test_an_entry_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "outlets.toml"
    facts = {
        "label": "Báo 'Gò Nổi' \"mới\"", "home": "https://baogonoi.vn/", "hosts": ("baogonoi.vn", "en.baogonoi.vn"),
        "feeds": tuple(f"https://baogonoi.vn/rss/chuyen-muc-so-{number}.rss" for number in range(9)),
        "news_sitemaps": ("https://baogonoi.vn/sitemaps/news-{Y}-{M}.xml",), "article_pattern": r"-d(?P<number>\d{4,9})\.html$",
        "selectors": {"title": "h1.tieu-de"}, "confidence": {"feeds": "A"}, "cookies": True,
        "host_langs": {"en.baogonoi.vn": "en"},
    }  # fmt: skip
    entry = OutletEntry(
        name="baogonoi", facts=facts, found_on={"feeds": date(2026, 11, 30)}, enabled=False,
        paused=Pause(since=date(2026, 12, 1), why="chờ"),
    )  # fmt: skip
    write_entry(path, entry, bundled().classes)
    assert read_outlets_file(path, bundled().classes) == {"baogonoi": entry}


def test_every_fact_of_an_outlet_can_be_stated() -> None:
    kept = {"name", "successor", "retired_on", "enabled"}
    stated = {
        name for name in vars(OutletFacts) if not name.startswith("_") and not isinstance(vars(OutletFacts)[name], classmethod)
    }
    assert stated - kept == set(FACTS)
    assert set(FAMILIES) == set(READERS)
    assert SELECTED_FIELDS == FIELDS


def test_a_run_leaves_paused_outlets_out_and_closed_ones_unless_named(file: Path) -> None:
    office = load_office(file.with_name("office.toml"), {})
    now = datetime(2026, 12, 1, tzinfo=UTC)
    selection = select(office, (), now)
    names = {cls.name for cls in selection.classes}
    assert {cls.name: pause.why for cls, pause in selection.paused.items()} == {"tuoitre": "báo đề nghị"}
    assert "tuoitre" not in names
    assert "laodong" not in names
    assert {"baogonoi", "vnexpress"} <= names
    assert [cls.name for cls in select(office, ("laodong",), now).classes] == ["laodong"]
    with pytest.raises(LookupError, match=r"báo đề nghị.*resume"):
        select(office, ("tuoitre",), now)


def test_a_retired_outlet_gives_way_to_its_successor(file: Path) -> None:
    office = load_office(file.with_name("office.toml"), {})
    before, after = datetime(2025, 6, 1, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
    assert [cls.name for cls in select(office, ("baohaiduong",), before).classes] == ["baohaiduong"]
    selection = select(office, ("baohaiduong", "baohaiphong", "baogiaothong"), after)
    assert [cls.name for cls in selection.classes] == ["baohaiphong", "baoxaydung"]
    assert selection.merged == {"baohaiduong": "baohaiphong", "baogiaothong": "baoxaydung"}
    everybody = {cls.name for cls in select(office, (), after).classes}
    assert {"baohaiphong", "baoxaydung"} <= everybody
    assert not everybody & {"baohaiduong", "baogiaothong"}
    assert bundled().by_host("www.baogiaothong.vn") is bundled().outlet_class("baoxaydung")
    assert bundled().by_host("baohaiduong.vn") is bundled().outlet_class("baohaiduong")  # its old articles keep its name


def test_addresses_of_month_files_are_filled_in() -> None:
    plain, monthly = "https://a.vn/news.xml", "https://a.vn/news-{Y}-{M}.xml"
    first = datetime(2026, 11, 30, 20, tzinfo=UTC)  # 3 in the morning of 1 December in Vietnam
    assert dated_addresses((monthly, plain), first) == ("https://a.vn/news-2026-12.xml", "https://a.vn/news-2026-11.xml", plain)
    later = datetime(2026, 12, 20, tzinfo=UTC)
    assert dated_addresses(("https://a.vn/{Y}/{MM}/{DD}.xml",), later)[0] == "https://a.vn/2026/12/20.xml"
    assert dated_addresses((monthly,), later) == ("https://a.vn/news-2026-12.xml",)
