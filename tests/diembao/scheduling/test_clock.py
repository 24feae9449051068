"""The clock over simulated days: an outage, two daemons at once, a clock set back: each edition once, every identity holding."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from data.archive import Archive
from data.paths import ROOT
from data.settings import Office, SettingsError, load_office
from data.storage import locks
from data.text import local
from data.text.dates import VN
from diembao.scheduling import clock
from diembao.scheduling import day as daily
from digest.edition.counts import check_edition
from digest.issue.assemble import draft_edition, is_issue_day
from ops import setup
from tests.support import edition_day as model
from tests.support import office_desk as desk


def tick(office: Office, now: datetime) -> list[str]:
    return list(desk.tick(office, now)[0].done)


def news(office: Office, day: date) -> None:
    """Three articles of a day, kept at noon."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=VN)
    with Archive.open(office.archive_path, now=noon) as archive, archive.write():
        for n, article in enumerate((model.articles()[21], model.articles()[22], model.articles()[26])):
            mark = f"{day:%Y%m%d}{n:08d}"
            one = replace(article, id=mark, story=mark, url=f"https://{article.outlet}.example/{mark}.html", published_at=noon)
            archive.articles.keep(one, None, now=noon, run="test")
            archive.judgements.write(one, "stamp", now=noon, run="test")
            archive.judgements.write_group(one.id, None, one.story, stamp="stamp", now=noon, run="test")


def simulate(office: Office, days: int, step: timedelta, outage: tuple[datetime, datetime], back: datetime) -> list[date]:
    """Play days: two daemons each step, none during the outage, and the clock set back once; the days of the editions."""
    now = datetime(2020, 12, 14, 5, tzinfo=VN)
    end, stepped, told = now + timedelta(days=days), False, local(now).date()
    with Archive.open(office.archive_path, now=now) as archive:
        archive.articles.register_outlets(model.outlets().values(), now)
    news(office, told - timedelta(days=1))
    while now < end:
        if local(now).hour == 12 and told <= local(now).date():
            news(office, local(now).date())
            told = local(now).date() + timedelta(days=1)
        if not outage[0] <= now < outage[1]:
            tick(office, now)
            tick(office, now + timedelta(seconds=1))
            if not stepped and now >= back:
                stepped = True
                for hours in range(6, 0, -1):
                    tick(office, now - timedelta(hours=hours))
        now += step
    with Archive.open(office.archive_path, now=end) as archive:
        found = archive.editions.between(date(2020, 1, 1), date(2030, 1, 1))
        for row in found:
            counts = row.counts
            assert counts["positive"] + counts["neutral"] + counts["negative"] == counts["stories"]
            assert len(archive.editions.items(row.day)) == counts["articles"]
            assert row.frozen_at is not None
            assert [mail.attempts for mail in archive.outbox.rows(row.day)] == [1, 1, 1]
        for before, after in pairwise(found):
            assert after.after == before.until
            same_year = before.day.year == after.day.year
            assert after.number == ((before.number or 0) + 1 if same_year else 1)
        told_articles = Counter(item.article for row in found for item in archive.editions.items(row.day))
        assert set(told_articles.values()) <= {1}
        built, _ = draft_edition(archive, office, found[-1].day, now=end)
        assert check_edition(built) == []
    return [row.day for row in found]


def check(box: desk.Post, days: list[date]) -> None:
    subjects = Counter((mail["To"], mail["Subject"]) for mail in box.taken if "Điểm tin" in mail["Subject"])
    assert set(subjects.values()) == {1}
    assert len(subjects) == 3 * len(days)
    assert len({mail["Message-ID"] for mail in box.taken}) == len(box.taken)


def test_four_days_with_an_outage_over_a_morning_and_a_clock_set_back(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    outage = (datetime(2020, 12, 15, 20, tzinfo=VN), datetime(2020, 12, 16, 11, tzinfo=VN))
    days = simulate(office, 4, timedelta(minutes=45), outage, datetime(2020, 12, 17, 9, tzinfo=VN))
    assert days == [date(2020, 12, 14) + timedelta(days=n) for n in range(4)]
    check(box, days)


@pytest.mark.long
def test_thirty_days_over_a_new_year(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    outage = (datetime(2020, 12, 20, 7, tzinfo=VN), datetime(2020, 12, 21, 5, 30, tzinfo=VN))
    days = simulate(office, 30, timedelta(minutes=15), outage, datetime(2021, 1, 1, 2, tzinfo=VN))
    assert len(days) == 30
    check(box, days)


def test_an_outage_of_days_gives_one_edition_that_covers_the_gap(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    assert tick(office, desk.NOW) == ["poll", "build"]
    assert tick(office, desk.NOW + timedelta(minutes=25)) == ["send"]
    for n in range(3):
        news(office, date(2020, 6, 2) + timedelta(days=n))
    later = datetime(2020, 6, 5, 9, tzinfo=VN)
    assert tick(office, later) == ["poll", "build", "send"]
    assert tick(office, later + timedelta(minutes=1)) == []
    assert tick(office, later + timedelta(minutes=31)) == ["poll"]
    with Archive.open(office.archive_path, now=later) as archive:
        row = archive.editions.get(date(2020, 6, 5))
        assert row is not None
        assert row.counts["articles"] == 9
        assert archive.editions.get(date(2020, 6, 3)) is None
        assert clock.find_due_day(archive, office, datetime(2020, 6, 4, 9, tzinfo=VN)) is None  # the clock set back
    assert len(box.taken) == 6


def test_before_the_cut_off_it_is_still_the_day_before(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert clock.find_due_day(archive, office, datetime(2021, 1, 1, 5, 59, tzinfo=VN)) is None
        archive.editions.save(model.history()[-1])
        assert clock.choose_day(office, datetime(2021, 1, 1, 5, 30, tzinfo=VN)) == date(2020, 12, 31)
        assert clock.find_due_day(archive, office, datetime(2021, 1, 1, 5, 59, tzinfo=VN)) == date(2020, 12, 31)
        assert clock.find_due_day(archive, office, datetime(2021, 1, 1, 6, tzinfo=VN)) == date(2021, 1, 1)
        working = replace(office, edition_days="working")
        assert clock.find_due_day(archive, working, datetime(2021, 1, 3, 9, tzinfo=VN)) == date(2020, 12, 31)


def test_two_at_once_and_an_unsent_edition(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port, mail_operator="vanhanh@tinh.example")
    desk.fill(office)
    with locks.lock(office.var_dir / "hai-duong.lock"), pytest.raises(locks.Busy):
        tick(office, desk.NOW)
    box.rcpt = lambda address: "250 OK" if address.startswith("vanhanh") else "450 later"
    tick(office, desk.NOW)
    for minutes in (30, 41, 43):
        tick(office, desk.NOW + timedelta(minutes=minutes))
    words = [mail for mail in box.taken if mail["To"] == "vanhanh@tinh.example"]
    assert [mail["Subject"] for mail in words] == ["Bản tin ngày 02/06/2020 chưa gửi lúc 06:46"]


def test_clock_and_zone_are_checked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    daily.check_clock(desk.NOW)
    with pytest.raises(daily.ClockError, match="Đồng hồ máy chỉ năm 1970"):
        next(clock.watch(tmp_path, desk.office(tmp_path), clock=lambda: datetime(1970, 1, 1, tzinfo=VN)))
    monkeypatch.setattr(daily, "VN", ZoneInfo("Asia/Tokyo"))
    with pytest.raises(daily.ClockError, match="UTC\\+7"):
        daily.check_clock(desk.NOW)


def test_files_of_deploy_are_those_that_init_prints_and_parse(tmp_path: Path) -> None:
    for name, text in setup.files().items():
        assert (ROOT / "deploy" / name).read_text("utf-8") == text, "run: python -m ops.setup"
        if name.endswith((".service", ".timer")):
            unit = configparser.ConfigParser(strict=True, interpolation=None)
            unit.optionxform = str  # type: ignore[assignment,method-assign]
            unit.read_string(text)
            assert "Unit" in unit
            assert "OnCalendar" in unit["Timer"] if name.endswith(".timer") else "ExecStart" in unit["Service"]
    cron = [line for line in setup.crontab(setup.USUAL).splitlines() if line and not line.startswith("#")]
    assert cron[0] == "CRON_TZ=Asia/Ho_Chi_Minh"
    assert len(cron[1].split(maxsplit=6)) == 7
    rotate = setup.logrotate(setup.USUAL)
    assert rotate.count("{") == rotate.count("}") == 1
    if shutil.which("logrotate"):
        rule = tmp_path / "rule"
        rule.write_text(rotate, "utf-8")
        rule.chmod(0o644)
        assert subprocess.run(["logrotate", "-d", str(rule)], capture_output=True, check=False).returncode == 0  # noqa: S607


def test_init_writes_a_commented_file_and_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "office.toml"
    made = setup.init_office(path, province="nghe-an", name="SỞ “A”", user="bao", force=False, now=desk.NOW)
    office = load_office(path, {})
    assert (office.office_province, office.office_name) == ("nghe-an", "SỞ “A”")
    assert office.archive_path.exists()
    assert path.read_text("utf-8").count("#") > 20
    assert (made.settings, made.archive) == (path, office.archive_path)
    assert "ExecStart=" in made.files["diembao.service"]
    assert "User=bao" in made.files["diembao.service"]
    with pytest.raises(setup.OfficeExists, match="--force"):
        setup.init_office(path, province="nghe-an", name="", user="x", force=False, now=desk.NOW)
    with pytest.raises(SettingsError):
        setup.init_office(tmp_path / "b.toml", province="khong-co", name="", user="x", force=False, now=desk.NOW)
    assert not (tmp_path / "b.toml").exists()


def test_an_edition_still_comes_where_the_table_of_holidays_ends(tmp_path: Path) -> None:
    office = desk.office(tmp_path, edition_days="working")
    friday = date(2099, 1, 2)
    assert [is_issue_day(office, friday + timedelta(days=n)) for n in range(4)] == [True, False, False, True]
    assert not is_issue_day(office, date(2020, 1, 27))  # Tết
