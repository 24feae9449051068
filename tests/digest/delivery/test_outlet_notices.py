"""The operator is mailed once when an outlet goes bad and once when it is well again: real crawls, a real SMTP server."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from crawler.register import spider_class
from data.archive import Archive
from data.paths import ROOT
from data.settings import Office, load_office
from data.text.dates import VN
from diembao.scheduling import DayPlan, run_day
from diembao.stages import STAGES
from digest.delivery.outlet_notices import NoticeRound, build_notice, send_notices
from tests.support.archive_case import NOW, after
from tests.support.office_desk import Post, free_port, serve
from tests.support.press_server import Press, press, rss

MORNING = datetime(2020, 6, 1, 6, 5, tzinfo=VN)
OPERATOR = "vanhanh@tinh.example"
LINK = "https://plo.vn/bai-khac-post123456.html"


def write_office(folder: Path, replay: str, port: int) -> Path:
    path = folder / "office.toml"
    path.write_text(
        f'[office]\nprovince = "hai-duong"\ndemo = true\n[crawl]\nreplay = "{replay}"\noutlets = ["plo"]\n'
        f'[mail]\nfrom = "diemtin@tinh.example"\nrecipients = ["lanhdao@tinh.example"]\noperator = "{OPERATOR}"\n'
        f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\n',
        encoding="utf-8",
    )
    return path


def one_day(path: Path, now: datetime) -> None:
    """A crawl, then the rest of the day."""
    command = [sys.executable, "-m", "diembao", "--office", str(path), "crawl", "--now", now.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    run_day(path, load_office(path, {}), DayPlan(day=now.date(), skip=STAGES), now=now)


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    """Four mornings: dead, still dead, well again, still well."""
    box = Post()
    controller = serve(box)
    with press() as server:
        path = write_office(tmp_path_factory.mktemp("office"), server.address, controller.port)
        for morning in range(4):
            if morning < 2:
                server.pages["plo.vn", "*"] = (0, b"", {})
            else:
                revive(server)
            one_day(path, MORNING + timedelta(days=morning))
    controller.stop()
    return box


def revive(server: Press) -> None:
    server.pages.clear()
    for address in spider_class("plo").feeds:
        server.put(address, rss((LINK, "Bài khác", "Mon, 01 Jun 2020 08:15:00 +0700")))


def test_once_when_bad_and_once_when_well(post: Post) -> None:
    told = [mail for mail, to in zip(post.taken, post.to, strict=True) if to == OPERATOR]
    assert [mail["Subject"] for mail in told] == [
        "[Dữ liệu giả định] [Nguồn thu thập] 1 nguồn cần xem",
        "[Dữ liệu giả định] [Nguồn thu thập] 1 nguồn đã hoạt động lại",
    ]
    first, second = (str(mail.get_content()) for mail in told)
    assert "Báo Pháp Luật Thành phố Hồ Chí Minh: máy chủ không trả lời" in first
    assert "từ lượt chạy 06:05 ngày 01/06/2020" in first
    assert "Báo Pháp Luật Thành phố Hồ Chí Minh: đã hoạt động lại" in second
    assert "diembao outlets check" in first
    assert len({mail["Message-ID"] for mail in told}) == 2


def test_the_leaders_get_their_edition_and_nothing_else(post: Post) -> None:
    assert post.to.count("lanhdao@tinh.example") == 4


def noted(tmp_path: Path, **settings: object) -> tuple[Archive, Office]:
    values = {"mail_from": "a@tinh.example", "mail_host": "127.0.0.1", "mail_security": "none", "mail_operator": OPERATOR}
    office = Office(office_province="hai-duong", base=tmp_path, mail_timeout_seconds=2.0, **(values | settings))  # type: ignore[arg-type]
    archive = Archive.open(office.archive_path, now=NOW)
    assert archive.notices.note("plo", well=False, state="wall", why="trang chỉ mở bằng trình duyệt", now=NOW)
    return archive, office


def test_a_mail_that_could_not_go_out_is_sent_later(tmp_path: Path) -> None:
    archive, office = noted(tmp_path, mail_port=free_port())
    with archive:
        notices = send_notices(archive, office, now=after(1))
        assert notices.has_failed
        assert notices.failure.startswith(f"thư báo tình trạng nguồn chưa gửi được tới {OPERATOR} (mail.host: ")
        assert len(archive.notices.pending()) == 1


def test_without_an_operator_nothing_is_mailed_and_nothing_lost(tmp_path: Path) -> None:
    archive, office = noted(tmp_path, mail_operator="")
    with archive:
        assert send_notices(archive, office, now=after(1)) == NoticeRound()
        assert len(archive.notices.pending()) == 1


def test_notices_change_with_the_condition_only(tmp_path: Path) -> None:
    archive, _ = noted(tmp_path)
    with archive:
        assert not archive.notices.note("plo", well=False, state="no_answer", why="x", now=after(1))
        assert not archive.notices.note("vov", well=True, state="ok", why="", now=after(1))
        assert archive.notices.note("plo", well=True, state="recovered", why="", now=after(2))
        assert not archive.notices.note("plo", well=True, state="ok", why="", now=after(3))
        assert [notice.kind for notice in archive.notices.pending()] == ["bad", "well"]
        archive.notices.mark_mailed([1], after(3))
        assert [notice.number for notice in archive.notices.pending()] == [2]


def test_a_change_that_costs_nothing_is_told_once_under_its_own_heading(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "archive.db", now=NOW) as archive:
        why = "nguồn tin RSS https://plo.vn/rss/home.rss: không đổi từ hôm qua"
        assert archive.notices.note_change("plo", state="frozen", why=why, now=NOW)
        assert not archive.notices.note_change("plo", state="frozen", why="cách nói khác", now=after(24))
        assert archive.notices.note_change("plo", state="led", why="chuyển", now=after(24))
        assert archive.notices.has_change("plo", NOW - timedelta(hours=1))
        archive.notices.note_mended("plo", why="từ nay đọc danh sách khác", now=after(48))
        pending = archive.notices.pending()
        assert [notice.kind for notice in pending] == ["change", "change", "well"]
        office = Office(office_province="hai-duong", mail_from="diembao@so.example", mail_operator=OPERATOR)
        text = build_notice(office, pending, {}, now=after(49)).get_content()
    assert "Có thay đổi, đã tự xử lý:" in text
    assert why in text
    assert "từ nay đọc danh sách khác" in text
