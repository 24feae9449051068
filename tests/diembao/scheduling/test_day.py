"""The day: built, sent once, frozen; a failing step stops nothing; two at once are refused; bad days are said in Vietnamese."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.archive import Archive
from data.crawl_store import CrawlStore
from data.model import Outcome
from data.storage import locks
from data.text.dates import VN
from diembao.scheduling import day as daily
from digest.issue.assemble import assemble_edition, draft_edition, find_period
from digest.issue.errors import NotYet
from digest.issue.out_folder import FILES
from tests.support import edition_day as model
from tests.support import office_desk as desk


def test_a_day_sends_once_and_a_second_one_changes_nothing(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    status, said = desk.one_day(office)
    assert status == 0
    assert "Bản tin số 154 ngày 02/06/2020 (chưa gửi): 14 nội dung, 31 tin, bài." in said
    folder = office.out_dir / "2020-06-02"
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    documents = [f"Diem-tin-Hai-Duong-2020-06-02.{form}" for form in ("docx", "xlsx")]
    assert sorted(first) == [*documents, "digest-short.txt", "digest.html", "digest.txt", "edition.json"]
    status, said = desk.one_day(office, desk.NOW + timedelta(hours=1), model.DAY)
    assert (status, said) == (0, "Bản tin ngày 02/06/2020 đã gửi đủ từ trước; không làm lại.\n")
    assert len(box.taken) == 3
    issued = desk.issue(office, now=desk.NOW + timedelta(hours=2))
    assert issued.is_sent
    assert {FILES[form]: text.encode() for form, text in issued.texts.items()}.items() <= first.items()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first


def test_a_failing_step_stops_none_of_the_later_ones(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = desk.office(tmp_path, port)
    desk.fill(office)
    status, said = desk.one_day(office, skip=())  # there is no office.toml in the folder: both children refuse to run
    assert status == 1
    assert "Bước crawl hỏng" in said
    assert "Bước annotate hỏng" in said
    assert len(box.taken) == 3
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        runs = {row.command: row for row in archive.trail.runs()}
    assert runs["day"].status == "problems"
    assert "crawl: 2" in runs["day"].detail


def test_no_send_builds_only(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    assert desk.one_day(office, may_send=False)[0] == 0
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        edition = archive.editions.get(model.DAY)
        assert edition is not None
        assert edition.frozen_at is None
        assert archive.outbox.rows(model.DAY) == []


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with locks.lock(office.var_dir / "hai-duong.lock"), pytest.raises(locks.Busy, match="Một lượt chạy khác"):
        desk.one_day(office, may_send=False)


def test_an_edition_from_the_archive_is_the_model(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        built, _ = draft_edition(archive, office, model.DAY, now=desk.NOW)
        same, _ = draft_edition(archive, office, model.DAY, now=desk.NOW)
    assert built == same
    expected = model.edition(head=replace(model.head(), addressees="Thường trực Tỉnh ủy"))
    assert replace(built, sources=expected.sources) == expected
    assert [fault.name for fault in built.sources.faults] == ["laodong", "baogiaothong", "kinhtedothi"]


def test_the_next_day_takes_what_came_late_and_nothing_twice(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        run_id = archive.trail.begin_run("test", desk.NOW)
        waiting = replace(
            model.articles()[22], id="a" * 16, url="https://dantri.example/a", published_at=model.UNTIL + timedelta(minutes=2)
        )
        late = replace(model.articles()[29], id="b" * 16, url="https://nhandan.example/b")
        growing = replace(
            model.articles()[1], id="c" * 16, url="https://dantri.example/c", published_at=model.UNTIL + timedelta(hours=3)
        )
        tomorrow = desk.NOW + timedelta(days=1)
        for article, kept in ((waiting, desk.NOW), (late, tomorrow), (growing, tomorrow)):
            archive.articles.keep(article, None, now=kept, run=run_id)
            archive.judgements.write(article, "stamp", now=kept, run=run_id)
            story = article.story if article is growing else article.id
            archive.judgements.write_group(article.id, None, story, stamp="stamp", now=kept, run=run_id)
        first = assemble_edition(archive, office, model.DAY, now=desk.NOW, run=run_id)
        archive.editions.freeze(model.DAY, desk.NOW)
        second = assemble_edition(archive, office, model.DAY + timedelta(days=1), now=tomorrow, run=run_id)
        notes = [row.detail for row in archive.trail.lines("a" * 16) if row.outcome.value == "not_told"]
    told = json.loads(second.json)
    assert first.counts["articles"] == 31
    assert {row["id"] for story in told["stories"] for row in story["articles"]} == {"a" * 16, "b" * 16, "c" * 16}
    assert {story["continues"] for story in told["stories"]} == {"", "Tiếp theo (bản tin số 154):"}
    assert (second.number, told["change"]["word"]) == (155, "hôm trước")
    assert "Đăng ngày 01/06, thu được muộn" in second.text
    assert notes == ["bản tin số 154 ngày 02/06/2020: đăng sau kỳ tổng hợp, chờ bản tin sau"]


def test_what_was_judged_too_late_comes_next_time(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    tomorrow = desk.NOW + timedelta(days=1)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        run_id = archive.trail.begin_run("test", desk.NOW)
        article = replace(model.articles()[22], id="d" * 16, url="https://dantri.example/d", story="d" * 16)
        archive.articles.keep(replace(article, relevance=None), None, now=model.UNTIL, run=run_id)
        first = assemble_edition(archive, office, model.DAY, now=desk.NOW, run=run_id)
        archive.judgements.write(article, "stamp", now=tomorrow, run=run_id)
        second = assemble_edition(archive, office, model.DAY + timedelta(days=1), now=tomorrow, run=run_id)
    assert "1 tin, bài đã thu được nhưng chưa phân loại xong" in first.text
    assert [row["id"] for story in json.loads(second.json)["stories"] for row in story["articles"]] == ["d" * 16]


def test_a_crashed_step_is_not_taken_for_a_done_one(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert not daily.is_completed(office, "crawl", desk.NOW)
        run_id = archive.trail.begin_run("crawl", desk.NOW)
        assert not daily.is_completed(office, "crawl", desk.NOW)
        archive.trail.end_run(run_id, desk.NOW, "problems")
        assert daily.is_completed(office, "crawl", desk.NOW)


def test_number_restarts_and_first_number(tmp_path: Path) -> None:
    office = desk.office(tmp_path, edition_first_number=154)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        assert draft_edition(archive, office, model.DAY, now=desk.NOW)[0].number == 154
        archive.editions.save(replace(model.history()[-1], day=date(2020, 12, 31), number=365))
        new_year = datetime(2021, 1, 1, 6, 5, tzinfo=VN)
        edition, _ = draft_edition(archive, office, date(2021, 1, 1), now=new_year)
        assert (edition.number, edition.change is not None) == (1, True)


def test_the_first_edition_does_not_tell_old_news(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        run_id = archive.trail.begin_run("test", desk.NOW)
        old = replace(model.articles()[22], published_at=model.AFTER - timedelta(hours=1))
        archive.articles.keep(old, None, now=desk.NOW, run=run_id)
        archive.judgements.write(old, "stamp", now=desk.NOW, run=run_id)
        assert draft_edition(archive, office, model.DAY, now=desk.NOW)[0].figures.articles == 0


def test_an_outage_is_covered_by_one_edition(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        archive.editions.save(model.history()[2])  # 29 May; then nothing until 2 June
        span = find_period(archive, office, model.DAY, desk.NOW)
        assert (span.after, span.until) == (model.history()[2].until, model.UNTIL)
        edition, _ = draft_edition(archive, office, model.DAY, now=desk.NOW)
        assert edition.change is not None
        assert edition.change.word == "kỳ trước"


def test_a_day_to_come_is_refused(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    with Archive.open(office.archive_path, now=desk.NOW) as archive, pytest.raises(NotYet):
        find_period(archive, office, model.DAY + timedelta(days=1), desk.NOW)
    with pytest.raises(NotYet, match="chưa đến kỳ"):
        desk.issue(office, model.DAY + timedelta(days=1))


def test_the_day_lets_go_what_is_older_than_its_retention(tmp_path: Path) -> None:
    office = desk.office(tmp_path)
    desk.fill(office)
    with CrawlStore.open(office.crawl_path, now=desk.NOW) as store:
        store.remember("https://bao.example/a-1.html", None, "Tiêu đề", None, Outcome.GATED_OUT, desk.NOW)
    later = desk.NOW + timedelta(days=91)
    assert desk.one_day(office, later, may_send=False)[0] == 0
    with CrawlStore.open(office.crawl_path, now=later) as store:
        assert store.known("https://bao.example/a-1.html") is None
