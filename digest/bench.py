"""Measure how fast an edition and a report are made, beside a plain read of the same rows.

In: how many articles to generate. Out: a `Race`. The same number gives the same articles.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow
from data.benchmark import Race, race
from data.model import OWNER_TYPES, TONES, TOPICS, Article, Outlet
from data.settings import Office
from digest.documents.edition import make_documents, read_imprint
from digest.issue.assemble import draft_edition, make_items, make_row
from digest.report.issue import build_report
from digest.report.periods import read_period
from digest.report.render import render_report

PER_STORY = 2.2  # articles of a story, on average; as in the model edition
PLACES = ("huyện Kim Thành", "huyện Nam Sách", "huyện Cẩm Giàng", "thành phố Chí Linh", "huyện Thanh Hà", "huyện Tứ Kỳ")
YEAR = 2020
DAY = timedelta(days=1)
UNTIL = datetime(YEAR, 6, 2, 6, tzinfo=UTC) - timedelta(hours=7)
ROUNDS = 3


def measure_report(articles: int, *, rounds: int = ROUNDS) -> Race:
    """Measure a year's report in every form against reading its rows; `more`: articles, seconds a report."""
    with tempfile.TemporaryDirectory() as folder:
        office = _make_office(Path(folder))
        now = datetime(YEAR + 1, 1, 4, tzinfo=UTC)
        with Archive.open(office.archive_path, now=now) as archive:
            fill_year(archive, articles)
            span = read_period(str(YEAR))
            result = race(
                lambda: render_report(build_report(archive, office, span, now=now), read_imprint(office)),
                lambda: list(archive.ledger.items_between(span.since, span.until)),
                units=articles,
                rounds=rounds,
                peer_name="Chỉ đọc các dòng ấy",
                unit="tin, bài/giây",
            )
    result.more.update(articles=articles, seconds=round(articles / result.ours, 3))
    return result


def measure_edition(mentions: int, *, rounds: int = ROUNDS) -> Race:
    """Measure an edition, built and printed in every form, against reading its articles.

    `more`: articles, seconds an edition.
    """
    with tempfile.TemporaryDirectory() as folder:
        office = _make_office(Path(folder))
        now = UNTIL + timedelta(minutes=5)
        with Archive.open(office.archive_path, now=now) as archive:
            fill_day(archive, mentions)

            def ours() -> None:
                edition, _ = draft_edition(archive, office, date(YEAR, 6, 2), now=now)
                make_row(edition)
                make_items(edition)
                make_documents(edition, read_imprint(office))

            result = race(
                ours,
                lambda: archive.articles.window(UNTIL - DAY, now),
                units=mentions,
                rounds=rounds,
                peer_name="Chỉ đọc các dòng ấy",
                unit="tin, bài/giây",
            )
    result.more.update(mentions=mentions, seconds=round(mentions / result.ours, 3))
    return result


def _make_office(folder: Path) -> Office:
    return Office(office_province="hai-duong", office_name="CƠ QUAN THỬ", office_demo=True, base=folder)


def make_outlets() -> dict[str, Outlet]:
    """Make forty outlets, of every kind."""
    kinds = list(OWNER_TYPES)
    return {
        name: Outlet(
            name=name, label=f"Báo {name}", full_label=f"Báo {name}", short=name, owner_type=kinds[number % len(kinds)], home=""
        )
        for number, name in ((number, f"thu{number}") for number in range(40))
    }  # fmt: skip


def fill_year(archive: Archive, articles: int) -> None:
    """Keep a year of sent editions with so many articles in all."""
    chance = random.Random(articles)  # noqa: S311 - made-up data, no secret
    names = make_outlets()
    archive.articles.register_outlets(names.values(), UNTIL)
    with archive.write():
        for number in range(1, 366):
            day = date(YEAR, 1, 1) + (number - 1) * DAY
            count = articles * number // 365 - articles * (number - 1) // 365
            items = list(_make_items(chance, day, count, list(names)))
            until = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(hours=1)
            archive.editions.save(
                EditionRow(
                    day=day, number=number, after=until - DAY, until=until, built_at=until, frozen_at=until, json="{}",
                    counts=count_items(items),
                ),
                items,
            )  # fmt: skip


def _make_items(chance: random.Random, day: date, count: int, names: list[str]) -> Iterator[EditionItem]:
    position = story = 0
    while position < count:
        story += 1
        tone = chance.choice(list(TONES))
        topic = chance.choice(list(TOPICS))
        issue = tone == "negative" and chance.random() < 0.3
        places = tuple(chance.sample(PLACES, chance.randint(0, 2)))
        first = f"{day:%Y%m%d}{story:08d}"
        for again in range(min(count - position, chance.choice((1, 1, 2, 3, 4)))):
            position += 1
            yield EditionItem(
                position=position, number=story, article=f"{day:%Y%m%d}{position:07d}b", story=first, outlet=chance.choice(names),
                title=f"Nội dung thử số {story} ngày {day:%d/%m/%Y}", url=f"https://thu.example/{day}/{position}",
                published_at=datetime(day.year, day.month, day.day, tzinfo=UTC), topic=topic, tone=tone, issue=issue,
                same_as=first if again and chance.random() < 0.2 else None, places=places, extract="Câu trích thử. " * 6,
            )  # fmt: skip


def count_items(items: list[EditionItem]) -> dict[str, int]:
    """Count the items as their edition would have."""
    first = {item.number: item for item in reversed(items)}.values()
    tones = {tone: sum(item.tone == tone for item in first) for tone in TONES}
    return {"stories": len(first), "articles": len(items), **tones, "issues": sum(item.issue for item in first)}


def fill_day(archive: Archive, mentions: int) -> None:
    """Keep so many judged and grouped articles of one day."""
    chance = random.Random(mentions)  # noqa: S311 - made-up data, no secret
    names = make_outlets()
    archive.articles.register_outlets(names.values(), UNTIL)
    stories: list[str] = []
    with archive.write():
        run = archive.trail.begin_run("bench", UNTIL)
        for number in range(mentions):
            identity = f"{number:016x}"
            if not stories or chance.random() < 1 / PER_STORY:
                stories.append(identity)
            story = stories[-1]
            published = UNTIL - timedelta(minutes=1 + number * 1400 // mentions)
            article = Article(
                id=identity, url=f"https://thu.example/{number}", outlet=chance.choice(list(names)), title=f"Tin thử số {number}",
                body="Đoạn thân bài thử. " * 60, summary="Đoạn mở đầu thử. " * 4, lang="vi", published_at=published,
                kept_at=published, relevance="subject", topic=chance.choice(list(TOPICS)), tone=chance.choice(list(TONES)),
                issue=False, urgent=False, places=(chance.choice(PLACES),), sentences=("Câu trích thử thứ nhất.",), story=story,
            )  # fmt: skip
            archive.articles.keep(article, None, now=published, run=run)
            archive.judgements.write(article, "thu", now=published, run=run)
            archive.judgements.write_group(identity, None, story, stamp="thu", now=published, run=run)
