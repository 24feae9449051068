"""Alerts: the words of the model, once for a story, merged, quiet hours, the ceiling, growth; and the edition says when."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from data.archive import Archive
from data.model import Article
from data.settings import Office
from data.text.dates import VN
from diembao.cli.messages import phrase_alerts
from digest.delivery import alerts
from digest.edition.alerted import find_alerted_stories
from digest.issue.assemble import assemble_edition
from tests.support import edition_day as model
from tests.support import office_desk as desk

EVENING = datetime(2020, 6, 1, 19, 45, tzinfo=VN)
GROUP = ("truc@tinh.example",)


def office_of(tmp_path: Path, port: int, **changes: Any) -> Office:
    office = desk.office(tmp_path, port, **({"alert_recipients": GROUP} | changes))
    with Archive.open(office.archive_path, now=model.AFTER) as archive:
        archive.articles.register_outlets(model.outlets().values(), model.AFTER)
    return office


def keep(office: Office, articles: list[Article], now: datetime) -> None:
    with Archive.open(office.archive_path, now=now) as archive, archive.write():
        for article in articles:
            archive.articles.keep(article, None, now=now, run="test")
            archive.judgements.write(article, "stamp", now=now, run="test")
            archive.judgements.write_group(article.id, article.same_as, article.story, stamp="stamp", now=now, run="test")


def ring(office: Office, now: datetime) -> str:
    with Archive.open(office.archive_path, now=now) as archive:
        return phrase_alerts(alerts.send_alerts(archive, office, now=now))


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
        row = assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
    assert "⚡ Tin nhanh (đã báo lúc 19:45 ngày 01/06)" in " ".join(row.text.split())
    assert "⚡ Tin nhanh</span> (đã báo lúc 19:45 ngày 01/06)" in row.html


def test_a_round_says_what_was_alerted_held_postponed_or_over_the_limit(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port, alert_daily_limit=1, sensitive_hold=("minors",), mail_officer="baochi@tinh.example")
    box.rcpt = lambda address: "450 4.2.0 later" if address in GROUP else "250 OK"
    child = replace(fire()[0], id="c" * 16, story="c" * 16, url="https://nld.example/c", title="Hai học sinh lớp 5 bị bỏng")
    keep(office, [*fire()[:1], child], EVENING - timedelta(minutes=5))
    with Archive.open(office.archive_path, now=EVENING) as archive:
        night = EVENING.replace(hour=23)
        assert [candidate.story for candidate in alerts.send_alerts(archive, office, now=night).quiet] != []
        first = alerts.send_alerts(archive, office, now=EVENING)
        assert [candidate.story for candidate in first.alerted] == [model.key(8)]
        assert [(candidate.story, candidate.kinds) for candidate in first.held] == [("c" * 16, ("minors",))]
        assert (first.quiet, first.over_limit, first.recipients) == ((), (), 1)
        assert first.letters.sent == ("baochi@tinh.example",)
        assert [(letter.recipient, letter.is_final) for letter in first.letters.unsent] == [(GROUP[0], False)]
        assert first.has_failed
    other = replace(fire()[0], id="d" * 16, story="d" * 16, url="https://nld.example/d", published_at=EVENING)
    keep(office, [other], EVENING)
    with Archive.open(office.archive_path, now=EVENING) as archive:
        second = alerts.send_alerts(archive, office, now=EVENING + timedelta(seconds=30))
        assert ([candidate.story for candidate in second.over_limit], second.alerted, second.daily_limit) == (["d" * 16], (), 1)
        assert alerts.send_alerts(archive, replace(office, alert_recipients=()), now=EVENING) == alerts.AlertRound()


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
    assert not alerts.is_quiet(replace(office, alert_quiet_from="05:00"), late)


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
        assemble_edition(archive, office, model.DAY, now=desk.NOW, run="test")
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


def stories(count: int, at: datetime, **changes: Any) -> list[Article]:
    """Articles of one negative story, each of another outlet, published at a moment."""
    outlets = ("tuoitre", "dantri", "thanhnien", "tienphong", "vov", "vnexpress", "nld", "cand")
    base = replace(model.articles()[0], same_as=None, published_at=at, issue=False, tone="negative", urgent=False, story="a" * 16)
    return [
        replace(base, **({"id": f"{n:016d}", "outlet": outlets[n], "url": f"https://{outlets[n]}.example/{n}"} | changes))
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("articles", "told"),
    [
        (stories(5, EVENING), True),
        (stories(4, EVENING), False),  # an agency too few
        (stories(5, EVENING, outlet="tuoitre"), False),  # one agency, however many articles
        (stories(5, EVENING, outlet="soha"), False),  # an aggregator is no agency
        (stories(4, EVENING) + stories(5, EVENING, same_as="0" * 16)[4:], False),  # a reprint is no voice of its own
        (stories(5, EVENING, tone="positive"), False),  # good news may spread as fast as they like
        (stories(5, EVENING, tone="neutral", issue=True), True),
        (stories(5, EVENING - timedelta(hours=4)), False),  # not within the set hours
        (stories(1, EVENING - timedelta(hours=13), urgent=True), False),  # urgent, but no news any more
        (stories(1, EVENING, urgent=True, tone="neutral"), True),
        (stories(1, EVENING, urgent=True, relevance="passing"), False),
        (stories(1, EVENING + timedelta(hours=1), urgent=True), False),  # a time to come is a wrong time
    ],
)
def test_what_calls_for_an_alert(
    tmp_path: Path, post: tuple[desk.Post, int], articles: list[Article], told: bool
) -> None:  # every rule by its edge
    box, port = post
    office = office_of(tmp_path, port)
    keep(office, articles, EVENING)
    assert ("đã báo" in ring(office, EVENING + timedelta(minutes=1))) is told
    assert len(box.taken) == told


@pytest.mark.parametrize(
    ("begin", "end", "hour", "quiet"),
    [
        ("22:30", "05:00", "22:29", False), ("22:30", "05:00", "22:30", True), ("22:30", "05:00", "00:00", True),
        ("22:30", "05:00", "04:59", True), ("22:30", "05:00", "05:00", False), ("12:00", "13:00", "12:30", True),
        ("12:00", "13:00", "13:00", False), ("06:00", "06:00", "06:00", False),
    ],
)  # fmt: skip
def test_quiet_hours_by_the_minute(begin: str, end: str, hour: str, quiet: bool) -> None:
    office = desk.office(Path(), alert_quiet_from=begin, alert_quiet_until=end)
    assert alerts.is_quiet(office, datetime.fromisoformat(f"2020-06-01T{hour}:00+07:00")) is quiet


def test_the_ceiling_is_of_a_day_and_counts_mails_not_stories(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(tmp_path, port, alert_daily_limit=2, alert_quiet_from="00:00", alert_quiet_until="00:00")
    for n in range(4):
        at = EVENING + timedelta(minutes=10 * n)
        mark = f"{n}" * 16
        two = [
            replace(
                stories(1, at, urgent=True)[0], id=f"{mark[:15]}{i}", story=f"{mark[:15]}{i}", url=f"https://x.example/{n}{i}"
            )
            for i in (7, 8)
        ]
        keep(office, two, at)
        ring(office, at + timedelta(minutes=1))
    assert len(box.taken) == 2
    assert all("và 1 nội dung khác" in str(mail["Subject"]) for mail in box.taken)
    after_midnight = datetime(2020, 6, 2, 0, 1, tzinfo=VN)
    assert "đã báo 4 tin nhanh" in ring(office, after_midnight)
    assert len(box.taken) == 3
    assert ring(office, after_midnight + timedelta(minutes=1)) == ""


@pytest.mark.parametrize(("more", "told"), [(1, False), (2, True)])
def test_the_factor_of_growth_is_kept_to_the_article(
    tmp_path: Path, post: tuple[desk.Post, int], more: int, told: bool
) -> None:  # 2 articles told; 4 are twice as many
    box, port = post
    office = office_of(tmp_path, port, alert_growth=2.0)
    keep(office, stories(2, EVENING, urgent=True), EVENING)
    ring(office, EVENING + timedelta(minutes=1))
    keep(office, stories(2 + more, EVENING, urgent=True)[2:], EVENING + timedelta(minutes=30))
    ring(office, EVENING + timedelta(minutes=31))
    assert len(box.taken) == 1 + told


def test_a_sensitive_story_goes_to_the_officer_and_not_to_the_group(tmp_path: Path, post: tuple[desk.Post, int]) -> None:
    box, port = post
    office = office_of(
        tmp_path, port, sensitive_hold=("minors",), mail_officer="baochi@tinh.example", mail_operator="vh@tinh.example"
    )
    keep(office, stories(1, EVENING, urgent=True, title="Cháu bé 7 tuổi gặp nạn ở Kim Thành"), EVENING)
    assert "chỉ báo cho cán bộ phụ trách báo chí" in ring(office, EVENING + timedelta(minutes=1))
    assert box.to == ["baochi@tinh.example"]
    assert str(box.taken[0]["Subject"]).startswith("[Chờ duyệt] [Tin nhanh Hải Dương] 19:46 01/06/2020")
    assert "Lý do: người chưa thành niên." in box.taken[0].get_content()
    assert ring(office, EVENING + timedelta(minutes=2)) == ""
    with Archive.open(office.archive_path, now=EVENING) as archive:
        assert find_alerted_stories(archive, model.AFTER) == {}


@pytest.mark.parametrize(
    "title",
    ["Cháy\x00 lớn\r\nBcc: ai@khac.example", "Cháy \u202elớn\u202c ở \ud800 Kim Thành", "Cháy " * 1000, "<b>Cháy</b>\x1b[31m"],
)
def test_an_evil_headline_never_stops_an_alert(tmp_path: Path, post: tuple[desk.Post, int], title: str) -> None:
    box, port = post
    office = office_of(tmp_path, port)
    keep(office, stories(1, EVENING, urgent=True, title=title), EVENING)
    assert "đã báo 1 tin nhanh" in ring(office, EVENING + timedelta(minutes=1))
    assert len(box.taken) == 1
    subject, text = str(box.taken[0]["Subject"]), box.taken[0].get_content()
    assert len(subject) < 260
    assert box.taken[0]["Bcc"] is None
    assert not any(mark in subject + text for mark in ("\x00", "\u202e", "\x1b"))
