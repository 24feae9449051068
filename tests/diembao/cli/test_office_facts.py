"""`diembao outlets set`, `pause`, `resume`, `export`, `import` as an operator types them; a pause in crawl and digest."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.local_facts import read_opml
from crawler.register import load_register, outlet_facts
from data.crawl_store import CrawlStore
from data.paths import ROOT
from diembao.cli import main
from digest.edition.coverage import describe_sources
from digest.model import Sources
from tests.support.press_server import press, rss

NOW = datetime(2020, 6, 2, 5, tzinfo=UTC)
DATE = "Mon, 01 Jun 2020 08:15:00 +0700"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office that follows two outlets."""
    path = tmp_path / "office.toml"
    path.write_text('[office]\nprovince = "hai-duong"\n[crawl]\noutlets = ["tuoitre", "soha"]\n', encoding="utf-8")
    return path


def run(office: Path, *words: str, now: bool = False) -> Result:
    """One `diembao outlets` command."""
    moment = ("--now", NOW.isoformat()) if now else ()
    return CliRunner().invoke(main, ["--office", str(office), "outlets", *words, *moment])


def test_a_feed_is_corrected_in_one_command_and_put_back_in_another(office: Path) -> None:
    feeds = "https://tuoitre.vn/rss/moi.rss https://tuoitre.vn/rss/hai.rss"
    done = run(office, "set", "tuoitre", f"feeds={feeds}", "feed_order=dmy", "enabled=true")
    assert (done.exit_code, "Đã ghi" in done.output) == (0, True)
    facts = load_register(office.with_name("outlets.toml")).outlet_class("tuoitre")
    assert (facts.feeds, facts.feed_order, facts.enabled) == (tuple(feeds.split()), "dmy", True)
    assert "cơ quan:" in run(office, "list", now=True).output
    assert run(office, "set", "tuoitre", "feeds=", "feed_order=", "enabled=").exit_code == 0
    assert "[tuoitre]" not in office.with_name("outlets.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("set", "tuoitre", "fedes=x"), "Không có thông tin “fedes”"), (("set", "tuoitre", "feeds"), "viết như feeds=https"),
        (("set", "tuoitre", "home=khong"), "tuoitre.home"), (("set", "bao-la", "feeds=https://a.vn/"), "bao-la"),
        (("pause", "bao-la", "--why", "x"), "bao-la"), (("pause", "tuoitre"), "--why"),
        (("pause", "tuoitre", "--why", " "), "tuoitre.paused"),
        (("import", "khong-co.opml"), "khong-co.opml"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_nothing_is_written(office: Path, words: tuple[str, ...], message: str) -> None:
    done = run(office, *words)
    assert done.exit_code == 2
    assert message in done.output
    assert not office.with_name("outlets.toml").exists()


def test_a_pause_stands_in_list_doctor_crawl_and_digest_until_it_is_ended(office: Path) -> None:
    assert run(office, "pause", "soha", "--why", "báo đề nghị", now=True).exit_code == 0
    assert "tạm dừng từ 02/06/2020" in run(office, "list", now=True).output
    doctor = CliRunner().invoke(main, ["--office", str(office), "doctor", "--now", NOW.isoformat()]).output
    assert "nguồn soha: tạm dừng từ 02/06/2020 (báo đề nghị)" in " ".join(doctor.split())
    with press() as server:
        settings = office.read_text(encoding="utf-8").replace("[crawl]", f'demo = true\n[crawl]\nreplay = "{server.address}"')
        office.write_text(settings, encoding="utf-8")
        facts = load_register(None)
        for name in ("tuoitre", "soha"):
            server.put(facts.outlet_class(name).feeds[0], rss(("https://tuoitre.vn/bai-20200601081500123.htm", "Bài", DATE)))
        assert crawl(office, NOW) == 0
        assert {host for host, _, _ in server.asked} == {"tuoitre.vn"}
        sources = described(office, NOW)
        (fault,) = [fault for fault in sources.faults if fault.name == "soha"]
        assert (fault.coverage, "cơ quan tạm dừng từ 02/06/2020: báo đề nghị" in fault.text) == ("none", True)
        assert crawl(office, NOW, "soha") == 2
        assert run(office, "resume", "soha").exit_code == 0
        assert run(office, "resume", "soha").exit_code == 1
        assert crawl(office, NOW + timedelta(hours=1)) == 0
        assert "soha.vn" in {host for host, _, _ in server.asked}


def crawl(office: Path, now: datetime, *outlets: str) -> int:
    """A crawl in a process of its own; its exit status."""
    command = [sys.executable, "-m", "diembao", "--office", str(office), "crawl", *outlets, "--now", now.isoformat()]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False).returncode


def described(office: Path, now: datetime) -> Sources:
    """What the digest's foot says of the two outlets."""
    with CrawlStore.open(office.parent / "var" / "crawl.db", now=now) as store:
        states = store.outlet_states(("tuoitre", "soha"), now)
    return describe_sources(
        states, outlet_facts(), after=now - timedelta(days=1), until=now + timedelta(hours=1), is_demo=False, held={}
    )


def test_only_what_the_office_states_is_exported(office: Path, tmp_path: Path) -> None:
    assert run(office, "export").exit_code == 1
    run(office, "pause", "soha", "--why", "báo đề nghị", now=True)
    run(office, "set", "tuoitre", "feeds=https://tuoitre.vn/rss/moi.rss")
    exported = run(office, "export").output
    assert "soha" not in exported
    sent = tmp_path / "gui.toml"
    sent.write_text(exported, encoding="utf-8")
    assert load_register(sent).outlet_class("tuoitre").feeds == ("https://tuoitre.vn/rss/moi.rss",)


def test_feeds_go_out_as_opml_and_come_in_again(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "nguon.opml"
    file.write_text(run(office, "export", "--opml").output, encoding="utf-8")
    rows = read_opml(file.read_bytes())
    register = load_register(None)
    assert [row.feed for row in rows if row.name == "tuoitre"] == list(register.outlet_class("tuoitre").feeds)
    assert {row.name for row in rows} == {"tuoitre", "soha"}
    assert "0 nguồn cần thêm" in run(office, "import", str(file)).output
    new = "https://tuoitre.vn/rss/cong-nghe.rss"
    other = '<outline text="Báo Lạ" xmlUrl="https://bao-la.example/rss" htmlUrl="https://bao-la.example/"/>'
    text = (
        f'<opml version="2.0"><body><outline text="Tuổi Trẻ" xmlUrl="{new}" htmlUrl="https://tuoitre.vn"/>{other}</body></opml>'
    )
    file.write_text(text, encoding="utf-8")
    seen = run(office, "import", str(file), "--dry-run")
    assert not office.with_name("outlets.toml").exists()
    done = run(office, "import", str(file))
    assert (seen.exit_code, done.exit_code) == (1, 1)
    assert "outlets add https://bao-la.example/" in done.output
    feeds = load_register(office.with_name("outlets.toml")).outlet_class("tuoitre").feeds
    assert feeds == (*register.outlet_class("tuoitre").feeds, new)
