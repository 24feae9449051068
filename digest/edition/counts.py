"""Count an edition, and check that nothing it says contradicts the count.

In: stories. Out: `Figures`; for a whole edition the list of broken identities (empty: it may be sent).
Subject, totals sentence, blocks, the seven days and the annex all print these figures; nothing else counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.model import TONES, TOPICS
from digest.cases.block import check_case_block
from digest.model import COUNTS, Block, DayRow, Edition, EditionStory, Figures


def count_figures(stories: Iterable[EditionStory]) -> Figures:
    """Count once. A story is one "nội dung"; every article of it, reprints included, is one "tin, bài"."""
    counted = list(stories)
    articles = [article for story in counted for article in story.articles]
    sources = {article.source.name: article.source for article in articles}.values()
    tones = {tone: sum(story.tone == tone for story in counted) for tone in TONES}
    issues_negative = sum(story.issue and story.tone == "negative" for story in counted)
    return Figures(
        stories=len(counted),
        articles=len(articles),
        reprints=sum(article.same_as is not None for article in articles),
        agencies=sum(not source.aggregator for source in sources),
        aggregators=sum(source.aggregator for source in sources),
        positive=tones["positive"],
        neutral=tones["neutral"],
        negative=tones["negative"],
        issues=sum(story.issue for story in counted),
        issues_negative=issues_negative,
        incidents=tones["negative"] - issues_negative,
        urgent=sum(story.urgent for story in counted),
    )


def make_day_row(day: date, figures: Figures) -> DayRow:
    """Make an edition's row in the table of seven days."""
    return DayRow(day=day, **figures.counts)


def sum_days(rows: Iterable[DayRow]) -> tuple[int, ...]:
    """Add up the rows for "Cộng", in the order of `COUNTS`."""
    values = [row.values for row in rows]
    return tuple(map(sum, zip(*values, strict=True))) if values else (0,) * len(COUNTS)


def check_edition(edition: Edition) -> list[str]:
    """List every broken identity, in words for the operator; an edition with any of them must not be sent."""
    return [*_check_stories(edition), *_check_rows(edition), *_check_tables(edition), *check_case_block(edition.cases)]


def _check_stories(edition: Edition) -> Iterator[str]:
    figures = edition.figures
    if figures != count_figures(edition.stories):
        yield "số liệu đầu bản tin khác số đếm lại từ các nội dung"
    blocks = [len(edition.stories_in(block)) for block in Block if block.holds_stories]
    if sum(blocks) != figures.stories:
        yield f"tổng các mục {blocks} khác {figures.stories} nội dung"
    if figures.positive + figures.neutral + figures.negative != figures.stories:
        yield "tích cực + trung tính + tiêu cực khác số nội dung"
    if figures.issues_negative + figures.incidents != figures.negative or figures.issues_negative > figures.issues:
        yield "báo nêu + vụ việc khác số nội dung tiêu cực"
    for number, story in enumerate(edition.stories, start=1):
        if story.number != number:
            yield f"nội dung thứ {number} mang số {story.number}"
        if not any(article.id == story.lead for article in story.articles):
            yield f"nội dung {story.number} thiếu bài đại diện"
        if story.topic not in TOPICS:
            yield f"nội dung {story.number} thiếu lĩnh vực"
        if story.block is Block.FOREIGN and not all(article.source.foreign for article in story.articles):
            yield f"nội dung {story.number} không chỉ do báo chí nước ngoài đăng"
    order = [list(Block).index(story.block) for story in edition.stories]
    if order != sorted(order):
        yield "thứ tự các mục bị đảo"


def _check_rows(edition: Edition) -> Iterator[str]:
    rows = edition.articles
    if len(rows) != edition.figures.articles:
        yield f"phụ lục có {len(rows)} dòng, số liệu ghi {edition.figures.articles} tin, bài"
    if [article.row for article in rows] != list(range(1, len(rows) + 1)):
        yield "số thứ tự của phụ lục không liên tục"
    if len({article.id for article in rows}) != len(rows):
        yield "một tin, bài có mặt hai lần trong phụ lục"
    if len({story.id for story in edition.stories}) != len(edition.stories):
        yield "một nội dung được kể hai lần"
    for story in edition.stories:
        for article in story.articles:
            if (article.story, article.topic, article.tone) != (story.number, story.topic, story.tone):
                yield f"dòng {article.row} của phụ lục khác nội dung {story.number}"
            if article.published_at > edition.until:
                yield f"dòng {article.row} đăng sau kỳ tổng hợp"


def _check_tables(edition: Edition) -> Iterator[str]:
    week = edition.week
    if week and week[-1] != make_day_row(edition.day, edition.figures):
        yield "dòng cuối của bảng bảy ngày khác số liệu hôm nay"
    for row in week:
        if row.positive + row.neutral + row.negative != row.stories:
            yield f"bảng bảy ngày: dòng {row.day:%d/%m/%Y} có tổng sắc thái khác số nội dung"
    if edition.change and len(week) > 1 and edition.change.word == "hôm trước":
        before = week[-2]
        if (edition.change.stories, edition.change.articles) != (
            edition.figures.stories - before.stories,
            edition.figures.articles - before.articles,
        ):
            yield "câu so với hôm trước khác hiệu của hai dòng cuối bảng bảy ngày"
    sources = edition.sources
    if sources.full + sources.partial + sources.none != sources.watched:
        yield "đầy đủ + thiếu một phần + không thu được khác số nguồn theo dõi"
    if len(sources.faults) != sources.partial + sources.none:
        yield "số nguồn nêu tên ở cuối thư khác số nguồn thiếu"
