"""Alerts: the words of the model, once for a story, merged, quiet hours, the ceiling, growth; and the edition says when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.article import Article
from data.office import Office
from data.text import VN
from digest import alerts
from digest.assemble import edition_of
from tests import edition_day as model
from tests import office_desk as desk

EVENING = datetime(2020, 6, 1, 19, 45, tzinfo=VN)
GROUP = ("truc@tinh.example",)


@pytest.fixture
def post() -> Iterator[tuple[desk.Post, int]]:
    box = desk.Post()
    controller = desk.serve(box)
    yield box, controller.port
    controller.stop()


def office_of(tmp_path: Path, port: int, **changes: Any) -> Office:
    office = desk.office(tmp_path, port, **({"alert_recipients": GROUP} | changes))
    with Archive.open(office.archive_path, now=model.AFTER) as archive:
        archive.register_outlets(model.outlets().values(), model.AFTER)
    return office


def keep(office: Office, articles: list[Article], now: datetime) -> None:
    with Archive.open(office.archive_path, now=now) as archive, archive.write():
        for article in articles:
            archive.keep(article, None, now=now, run="test")
            archive.write_judgement(article, "stamp", now=now, run="test")
            archive.write_group(article.id, article.same_as, article.story, stamp="stamp", now=now, run="test")


def ring(office: Office, now: datetime) -> str:
    with Archive.open(office.archive_path, now=now) as archive:
        return alerts.run(archive, office, now=now)


def fire() -> list[Article]:
    text = ("Kho chứa hạt nhựa bốc cháy lúc 18 giờ 10.", "Hai công nhân bị bỏng nhẹ.", "Câu thứ ba.")
    return [replace(article, sentences=text) for article in model.articles() if article.story == model.key(8)]


def test_an_alert_in_the_words_of_the_model_and_in_the_edition(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    keep(office, fire()[:1], EVENING - timedelta(minutes=5))
    assert "đã báo 1 tin nhanh" in ring(office, EVENING)
    assert len(box.taken) == 1
    mail = box.taken[0]
    assert mail["Subject"] == "[Tin nhanh Hải Dương] 19:45 01/06/2020: Cháy kho hạt nhựa ở Hải Dương, hai công nhân bị bỏng"
    said = mail.get_content().replace("\r\n", "\n")
    assert "Kho chứa hạt nhựa bốc cháy lúc 18 giờ 10. Hai công nhân bị bỏng nhẹ.\n" in said
    assert "Câu thứ ba" not in said
    assert "1 tin, bài: Báo điện tử VnExpress" in said
    assert "https://vnexpress.example/bai-8.html" in said
    assert said.strip().endswith("Thông tin theo báo, đang tiếp tục cập nhật.")
    assert ring(office, EVENING + timedelta(minutes=10)) == ""
    keep(office, fire()[1:], model.UNTIL - timedelta(minutes=10))
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        row = edition_of(archive, office, model.DAY, now=desk.NOW, run="test")
    assert "⚡ Tin nhanh (đã báo lúc 19:45 ngày 01/06)" in " ".join(row.text.split())
    assert "⚡ Tin nhanh</span> (đã báo lúc 19:45 ngày 01/06)" in row.html


def test_told_again_only_after_it_grew(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    keep(office, fire()[:1], EVENING - timedelta(minutes=5))
    ring(office, EVENING)
    keep(office, fire()[1:2], EVENING + timedelta(minutes=20))
    assert ring(office, EVENING + timedelta(minutes=21)) == ""
    keep(office, fire()[2:4], EVENING + timedelta(minutes=50))
    assert "đã báo" in ring(office, EVENING + timedelta(minutes=51))
    assert len(box.taken) == 2
    assert box.taken[1]["Subject"].endswith("Hải Dương khống chế đám cháy tại kho chứa hạt nhựa")


def test_quiet_hours_wait_and_the_ceiling_stops(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port, alert_daily_limit=1)
    late = datetime(2020, 6, 1, 23, 30, tzinfo=VN)
    keep(office, fire(), late)
    assert "giờ yên tĩnh" in ring(office, late)
    assert "giờ yên tĩnh" in ring(office, late + timedelta(hours=2))
    assert box.taken == []
    morning = datetime(2020, 6, 2, 5, 0, tzinfo=VN)
    assert "đã báo 1" in ring(office, morning)
    other = [
        replace(model.articles()[26], urgent=True, published_at=morning, id="f" * 16, story="f" * 16, url="https://nld.example/f")
    ]
    keep(office, other, morning + timedelta(minutes=5))
    assert "đã đủ 1 thư" in ring(office, morning + timedelta(minutes=6))
    assert len(box.taken) == 1
    assert not alerts.quiet(replace(office, alert_quiet_from="05:00"), late)


def test_two_stories_of_one_round_go_in_one_mail_and_fast_growth_counts(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port, alert_fast_outlets=3, alert_fast_hours=3.0)
    slow = [
        replace(article, published_at=EVENING - timedelta(minutes=30 + n), issue=True, tone="negative")
        for n, article in enumerate(model.articles()[:2])
    ]
    keep(office, slow, EVENING - timedelta(minutes=5))
    assert ring(office, EVENING) == ""
    third = replace(model.articles()[4], published_at=EVENING, issue=True)
    keep(office, [third, *fire()[:1]], EVENING + timedelta(minutes=1))
    assert "đã báo 2" in ring(office, EVENING + timedelta(minutes=2))
    assert len(box.taken) == 1
    assert box.taken[0]["Subject"].endswith("hai công nhân bị bỏng và 1 nội dung khác")


def test_what_an_edition_told_is_no_alert_and_nobody_set_means_none(tmp_path: Path) -> None:
    office = desk.office(tmp_path, alert_recipients=GROUP)
    desk.fill(office)
    with Archive.open(office.archive_path, now=desk.NOW) as archive:
        edition_of(archive, office, model.DAY, now=desk.NOW, run="test")
    assert ring(office, desk.NOW + timedelta(minutes=1)) == ""
    assert ring(replace(office, alert_recipients=()), EVENING) == ""


def test_a_letter_that_cannot_go_out_is_sent_later_once(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    box.rcpt = lambda address: "450 4.2.1 later"
    keep(office, fire()[:1], EVENING - timedelta(minutes=5))
    assert "chưa gửi được 1 thư" in ring(office, EVENING)
    box.rcpt = lambda address: "250 OK"
    assert ring(office, EVENING + timedelta(seconds=30)) == ""
    assert box.taken == []
    ring(office, EVENING + timedelta(minutes=2))
    ring(office, EVENING + timedelta(minutes=3))
    assert len(box.taken) == 1
