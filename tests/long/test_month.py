"""A month of simulated days with an outage, two daemons at once and a clock that steps: 30 editions, each sent once, every figure
right on each, and the month's report their sum, frozen when issued."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from data.archive import Archive
from data.archive.records import EditionRow
from data.model import Article
from data.settings import Office
from data.storage import locks
from data.text import local
from data.text.dates import VN, format_date
from digest.edition.counts import check_edition
from digest.issue.assemble import draft_edition
from digest.report.issue import build_report, issue_report
from digest.report.periods import read_period
from tests.support import edition_day as model
from tests.support import office_desk as desk

pytestmark = pytest.mark.long

FIRST, DAYS = date(2021, 4, 1), 30  # with Giỗ Tổ Hùng Vương and 30/4
STEP = timedelta(minutes=20)
OUTAGE = (datetime(2021, 4, 9, 20, tzinfo=VN), datetime(2021, 4, 10, 11, tzinfo=VN))  # over a sending hour
BACK = datetime(2021, 4, 15, 9, tzinfo=VN)  # the clock is set back six hours, and forward again
AHEAD = datetime(2021, 4, 20, 5, 30, tzinfo=VN)  # the clock leaps over cut-off and sending hour
QUIET = date(2021, 4, 12)  # a day without news
COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")


def news(archive: Archive, day: date) -> None:
    """What the press writes on a day: a third of the model's stories, one of them going on from the day before."""
    shift = datetime.combine(day, datetime.min.time(), VN) - datetime.combine(date(2020, 6, 1), datetime.min.time(), VN)
    stories = {story: number for number, story in enumerate(dict.fromkeys(one.story for one in model.articles()))}

    def key(identity: str | None, of: date = day) -> str | None:
        return f"{of:%Y%m%d}{int(identity, 16):08d}" if identity else None

    with archive.write():
        for one in model.articles() if day != QUIET else ():
            goes_on = stories[one.story] == 2 and day.day % 2 == 0  # the fire of yesterday, told again because it grew
            if not goes_on and (stories[one.story] + day.day) % 3:
                continue
            published = (one.published_at or model.AFTER) + shift
            article: Article = replace(
                one, id=key(one.id) or "", url=f"{one.url}?d={day.isoformat()}", published_at=published, same_as=key(one.same_as),
                story=key(one.story, day - timedelta(days=1) if goes_on and day.day > 2 else day),
            )  # fmt: skip
            kept = published + timedelta(minutes=20)
            archive.articles.keep(article, None, now=kept, run="test")
            archive.judgements.write(article, "stamp", now=kept, run="test")
            archive.judgements.write_group(article.id, article.same_as, article.story or "", stamp="stamp", now=kept, run="test")


def daemons(office: Office, now: datetime) -> None:
    """Two daemons ask at the same moment; the one that finds the other at work leaves."""

    def ask(_: int) -> None:
        try:
            desk.tick(office, now)
        except locks.Busy:
            return

    with ThreadPoolExecutor(2) as both:
        list(both.map(ask, range(2)))


def play(office: Office) -> None:
    """The month, one step after another; the day before it has news too."""
    now = datetime.combine(FIRST, datetime.min.time(), VN) + timedelta(hours=5)
    end, written, stepped = now + timedelta(days=DAYS), FIRST - timedelta(days=1), False
    with Archive.open(office.archive_path, now=now) as archive:
        archive.articles.register_outlets(model.outlets().values(), now)
        news(archive, written)
    while now < end:
        if local(now).hour == 23 and written < local(now).date():
            written = local(now).date()
            with Archive.open(office.archive_path, now=now) as archive:
                news(archive, written)
        if not OUTAGE[0] <= now < OUTAGE[1]:
            daemons(office, now)
        if now >= BACK and not stepped:
            stepped = True
            for hours in (6, 4, 2):
                daemons(office, now - timedelta(hours=hours))
        now += timedelta(hours=3) if now == AHEAD else STEP


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, desk.Post]]:
    box = desk.Post()
    server = desk.serve(box)
    office = desk.office(tmp_path_factory.mktemp("month"), server.port)
    play(office)
    server.stop()
    yield office, box


def editions(office: Office) -> list[EditionRow]:
    with Archive.open(office.archive_path, now=datetime(2021, 5, 1, tzinfo=VN)) as archive:
        return archive.editions.between(FIRST, FIRST + timedelta(days=DAYS))


def test_every_day_has_one_edition_that_everybody_got_once(month: tuple[Office, desk.Post]) -> None:
    office, box = month
    found = editions(office)
    assert [row.day for row in found] == [FIRST + timedelta(days=n) for n in range(DAYS)]
    assert [row.number for row in found] == list(range(1, DAYS + 1))
    assert all(row.frozen_at is not None for row in found)
    mails = Counter((mail["To"], mail["Subject"]) for mail in box.taken if str(mail["Subject"]).startswith("[Điểm tin"))
    assert len(mails) == DAYS * len(desk.RECIPIENTS)
    assert set(mails.values()) == {1}
    assert len({mail["Message-ID"] for mail in box.taken}) == len(box.taken)
    assert all(after.after == before.until for before, after in pairwise(found))


def identities(tree: dict[str, Any], before: EditionRow | None) -> None:
    """The identities of the model, counted here once more from the tree alone."""
    told, stories = tree["figures"], tree["stories"]
    rows = [row for story in stories for row in story["articles"]]
    blocks = Counter(story["block"] for story in stories)
    tones = Counter(story["tone"] for story in stories)
    outlets = {row["source"]["name"]: row["source"]["owner_type"] == "tong-hop" for row in rows}
    assert told["stories"] == len(stories) == blocks["attention"] + blocks["field"] + blocks["foreign"]
    assert told["articles"] == len(rows) == len(tree["annex"]["rows"])
    assert told["reprints"] == sum(row["same_as"] is not None for row in rows)
    assert [told[tone] for tone in ("positive", "neutral", "negative")] == [tones[t] for t in ("positive", "neutral", "negative")]
    assert told["negative"] == told["issues_negative"] + told["incidents"]
    assert told["issues"] == sum(story["issue"] for story in stories)
    assert (told["agencies"], told["aggregators"]) == (len(outlets) - sum(outlets.values()), sum(outlets.values()))
    assert tree["sources"]["watched"] == sum(tree["sources"][part] for part in ("full", "partial", "none"))
    if before is not None:
        assert {name: tree["week"][-1][name] for name in COUNTS} == {name: told[name] for name in COUNTS}
        assert tree["change"]["stories"] == told["stories"] - before.counts["stories"]
        assert tree["change"]["articles"] == told["articles"] - before.counts["articles"]
    if stories:
        assert f"{told['stories']} nội dung" in tree["subject"]
        assert f"{told['articles']} tin, bài" in tree["totals"]
    if tree["cases"]:
        counted = tree["cases"]["figures"]
        assert counted["open"] == sum(counted[kind] for kind in ("overdue", "due_today", "in_time", "new", "waiting", "reported"))


def test_every_identity_holds_on_every_edition(month: tuple[Office, desk.Post]) -> None:
    office, _ = month
    found = editions(office)
    for before, row in zip([None, *found], found, strict=False):
        tree = json.loads(row.json)
        identities(tree, before)
        assert {name: tree["figures"][name] for name in COUNTS} == {name: row.counts[name] for name in COUNTS}
    with Archive.open(office.archive_path, now=datetime(2021, 5, 1, tzinfo=VN)) as archive:
        for row in found:
            assert len(archive.editions.items(row.day)) == row.counts["articles"]
        last, _ = draft_edition(archive, office, found[-1].day, now=datetime(2021, 5, 1, tzinfo=VN))
        assert check_edition(last) == []
    grown = [row.day for row in found if "Tiếp theo (bản tin số" in row.text]
    quiet = next(row for row in found if row.day == QUIET + timedelta(days=1))
    assert len(grown) >= 4
    assert quiet.counts["stories"] == 0
    assert f"{format_date(quiet.day)}: không có tin mới" in json.loads(quiet.json)["subject"]


def test_nothing_is_told_twice_and_nothing_is_lost(month: tuple[Office, desk.Post]) -> None:
    office, _ = month
    with Archive.open(office.archive_path, now=datetime(2021, 5, 1, tzinfo=VN)) as archive:
        found = archive.editions.between(FIRST, FIRST + timedelta(days=DAYS))
        told = Counter(item.article for row in found for item in archive.editions.items(row.day))
        kept = archive.articles.window(datetime(2021, 3, 1, tzinfo=VN), found[-1].until)
        due = {
            article.id for article in kept if article.published_at and found[0].after < article.published_at <= found[-1].until
        }
        untold = [archive.trail.lines(identity)[-1].detail for identity in due - set(told)]
    assert set(told.values()) == {1}
    assert all("chỉ có bài đăng lại" in reason for reason in untold)


def test_the_months_report_is_their_sum_and_frozen_when_issued(month: tuple[Office, desk.Post]) -> None:
    office, _ = month
    now, span = datetime(2021, 5, 1, 9, tzinfo=VN), read_period("2021-04")
    with Archive.open(office.archive_path, now=now) as archive:
        found = archive.editions.between(FIRST, FIRST + timedelta(days=DAYS))
        summed = {name: sum(row.counts[name] for row in found) for name in COUNTS}
        items = [item for row in found for item in archive.editions.items(row.day)]
        assert {name: build_report(archive, office, span, now=now).totals[name] for name in COUNTS} == summed
        row, issued = issue_report(archive, office, span, now=now, issue=True)
        tree = json.loads(row.json)
        assert issued
        assert {name: tree["totals"][name] for name in COUNTS} == summed
        assert tree["reprints"] == sum(item.same_as is not None for item in items)
        archive.corrections.correct(items[0].article, by="Cán bộ trực", now=now, verdict="passing")
        again, _ = issue_report(archive, office, span, now=now + timedelta(days=9), issue=False)
    assert (again.html, again.json, again.docx, again.xlsx) == (row.html, row.json, row.docx, row.xlsx)
