"""The one counting function, and the check that nothing said contradicts it.

In: told stories. Out: `Figures`; and for a whole edition the list of broken identities (empty = it may be sent).
Subject, totals sentence, blocks, the seven days and the annex all print these figures; nothing else counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from data.model import TONES, TOPICS
from digest.cases import block as cases
from digest.model import Block, DayRow, Edition, EditionStory, Figures


def count(stories: Iterable[EditionStory]) -> Figures:
    """Count once. A story is one "nội dung"; every article of it, reprints included, is one "tin, bài"."""
    told = list(stories)
    articles = [article for story in told for article in story.articles]
    sources = {article.source.name: article.source for article in articles}.values()
    tones = {tone: sum(story.tone == tone for story in told) for tone in TONES}
    issues_negative = sum(story.issue and story.tone == "negative" for story in told)
    return Figures(
        stories=len(told),
        articles=len(articles),
        reprints=sum(article.same_as is not None for article in articles),
        agencies=sum(not source.aggregator for source in sources),
        aggregators=sum(source.aggregator for source in sources),
        positive=tones["positive"],
        neutral=tones["neutral"],
        negative=tones["negative"],
        issues=sum(story.issue for story in told),
        issues_negative=issues_negative,
        incidents=tones["negative"] - issues_negative,
        urgent=sum(story.urgent for story in told),
    )


def day_row(day: date, figures: Figures) -> DayRow:
    """An edition's row in the table of seven days."""
    return DayRow(
        day=day,
        stories=figures.stories,
        articles=figures.articles,
        positive=figures.positive,
        neutral=figures.neutral,
        negative=figures.negative,
        issues=figures.issues,
    )


def total(rows: Iterable[DayRow]) -> tuple[int, ...]:
    """The row "Cộng": nội dung, tin bài, tích cực, trung tính, tiêu cực, báo nêu."""
    columns = [(row.stories, row.articles, row.positive, row.neutral, row.negative, row.issues) for row in rows]
    return tuple(map(sum, zip(*columns, strict=True))) if columns else (0,) * 6


def check(edition: Edition) -> list[str]:
    """Every broken identity, in words for the operator; an edition with any of them must not be sent."""
    return [*_check_stories(edition), *_check_rows(edition), *_check_tables(edition), *cases.check(edition.cases)]


def _check_stories(edition: Edition) -> Iterator[str]:
    figures = edition.figures
    if figures != count(edition.stories):
        yield "số liệu đầu bản tin khác số đếm lại từ các nội dung"
    blocks = [count(edition.block(block)).stories for block in Block]
    if sum(blocks) != figures.stories:
        yield f"tổng các mục {blocks} khác {figures.stories} nội dung"
    if figures.positive + figures.neutral + figures.negative != figures.stories:
        yield "tích cực + trung tính + tiêu cực khác số nội dung"
    if figures.issues_negative + figures.incidents != figures.negative or figures.issues_negative > figures.issues:
        yield "báo nêu + vụ việc khác số nội dung tiêu cực"
    for place, story in enumerate(edition.stories, start=1):
        if story.number != place:
            yield f"nội dung thứ {place} mang số {story.number}"
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
    if week and week[-1] != day_row(edition.day, edition.figures):
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
