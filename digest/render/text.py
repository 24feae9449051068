"""An edition as plain text: the full text part of the mail, and the short text for the office's chat group.

In: a checked `Edition`. Out: strings. The full text says everything the HTML says and lists every article with its address.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from data.model import TOPICS
from data.text.dates import format_date, format_day, format_time
from digest import labels as words
from digest.cases import block as cases
from digest.edition import counts as figures
from digest.model import Block, CaseBlock, Edition, EditionStory
from digest.render import attachments
from digest.wording import edition as sentences
from digest.wording import story as story_words

WIDTH = 76
SHORT_LIMIT = 900  # characters
SHORT_HEADLINE = 60


def text(edition: Edition) -> str:
    """The full text, wrapped at 76 characters; an address is never broken."""
    numerals = iter(words.ROMAN)
    parts = [_head(edition)]
    attention, by_field, foreign = (edition.block(block) for block in Block)
    if attention:
        parts.append(
            [_heading(f"{next(numerals)}. NỘI DUNG CẦN CHÚ Ý"), *(line for s in attention for line in _attention(s, edition))]
        )
    if by_field:
        parts.append([_heading(f"{next(numerals)}. TIN, BÀI THEO LĨNH VỰC"), *_by_field(by_field, edition)])
    if foreign:
        parts.append([_heading(f"{next(numerals)}. BÁO CHÍ NƯỚC NGOÀI"), *(line for s in foreign for line in _foreign(s))])
    domestic = sentences.domestic_in_other_languages(edition)
    if domestic:
        parts.append(["", _wrap(f"Báo chí trong nước bằng tiếng nước ngoài: {domestic}")])
    if edition.cases:
        parts.append([_heading(f"{next(numerals)}. {words.CASES_TITLE}"), *_cases(edition, edition.cases)])
    if edition.week:
        parts.append([_heading(f"{next(numerals)}. BẢY NGÀY GẦN NHẤT"), *_week(edition), "", _wrap(words.WEEK_NOTE)])
    if edition.articles:
        parts.append([_heading("PHỤ LỤC. DANH MỤC TIN, BÀI"), *_annex(edition)])
    parts.append(_foot(edition))
    return words.tame("\n".join(line for part in parts for line in part).strip()) + "\n"


def _wrap(said: str, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        said,
        width=WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _heading(said: str) -> str:
    return f"\n{said}\n{'=' * len(said)}"


def _head(edition: Edition) -> list[str]:
    head = edition.head
    lines = [_wrap(words.DEMO_LINE), words.DEMO_MARK, ""] if head.demo else []
    lines += [line for line in (head.parent, head.office) if line]
    lines += ["", _wrap(sentences.title(edition)), sentences.plain(sentences.number_and_day(edition)), sentences.period(edition)]
    if head.addressees:
        lines.append(_wrap(sentences.addressees(edition)))
    return [*lines, "", _wrap(sentences.plain(sentences.totals(edition)))]


def _headline(story: EditionStory) -> str:
    parts = [story.continues, story.lead_article.title, story_words.untranslated(story)]
    return f"{story.number}. " + " ".join(part for part in parts if part)


def _badges(story: EditionStory) -> str:
    return " · ".join(badge.text + badge.after for badge in story_words.badges(story))


def _address(story: EditionStory) -> list[str]:
    return [f"   {story.lead_article.url}"] if story.lead_article.url else []


def _notes(story: EditionStory) -> list[str]:
    return [
        _wrap(line, "   ") for line in (*(f"{note}." for note in story_words.lead_notes(story)), *story_words.by_person(story))
    ]


def _attention(story: EditionStory, edition: Edition) -> Iterator[str]:
    place = words.places(story.places, edition.head.unit)
    yield ""
    yield _wrap(_headline(story), "   ", "")
    yield from _address(story)
    yield _wrap(f"{_badges(story)} · {story.topic_label} · {place}", "   ")
    yield _wrap(story_words.reports(story), "   ")
    yield from _notes(story)
    if story.extract:
        yield _wrap(story.extract, "   > ")
        yield _wrap(f"(trích {story.lead_article.source.label})", "   > ")
    if story.issue:
        yield _wrap(words.UNVERIFIED, "   ")
    if story.agencies:
        yield _wrap(story_words.agencies(story), "   ")


def _by_field(stories: tuple[EditionStory, ...], edition: Edition) -> Iterator[str]:
    for topic, group in groupby(stories, key=lambda story: story.topic):
        yield f"\n{TOPICS.get(topic, topic)}"
        for story in group:
            place = words.places(story.places, edition.head.unit)
            yield _wrap(_headline(story), "   ", "")
            yield _wrap(f"{story_words.outlets(story)} · {_badges(story)} · {place}", "   ")
            yield from _notes(story)
            yield from _address(story)


def _foreign(story: EditionStory) -> Iterator[str]:
    yield ""
    yield _wrap(_headline(story), "   ", "")
    yield _wrap(f"{story_words.foreign_outlet(story)} · {_badges(story)} · {story.topic_label}", "   ")
    yield from _notes(story)
    yield from _address(story)


def _cases(edition: Edition, block: CaseBlock) -> Iterator[str]:
    """One paragraph a case: a five-column table does not fit a phone's text."""
    yield _wrap(sentences.plain(sentences.cases(edition)))
    for row in block.rows:
        due = f"hạn báo cáo {row.due}" if row.due else "chưa có hạn báo cáo"
        yield _wrap(f"{row.number}. {row.title} ({row.reported}): {row.agency}; {due}; {row.status}.", "   ", "")


def _week(edition: Edition) -> Iterator[str]:
    """One line a day: a seven-column table does not fit a phone's text."""
    for row in edition.week:
        day = f"{format_day(row.day)} {format_date(row.day)}"
        yield _wrap(_day_line(day, (row.stories, row.articles, row.positive, row.neutral, row.negative, row.issues)), "   ", "")
    yield _wrap(_day_line("Cộng", figures.total(edition.week)), "   ", "")


def _day_line(day: str, row: tuple[int, ...]) -> str:
    stories, articles, positive, neutral, negative, issues = row
    return (
        f"{day}: {stories} nội dung, {articles} tin, bài; {positive} tích cực, {neutral} trung tính, {negative} tiêu cực "
        f"(trong đó báo nêu {issues})"
    )


def _annex(edition: Edition) -> Iterator[str]:
    if files := attachments.annex_line(edition):
        yield _wrap(sentences.plain(files))
        return
    yield f"Danh mục đầy đủ {edition.figures.articles} tin, bài."
    for story in edition.stories:
        yield f"\nNội dung {story.number}"
        for row in story.articles:
            said = f"{row.source.label}, {words.time_of_day(row.published_at)}: {row.title} ({story_words.row_note(row)})"
            yield _wrap(f"{row.row}. {said}", "   ", "")
            if row.url:
                yield f"   {row.url}"


def _foot(edition: Edition) -> list[str]:
    lines = ["", "-" * 40, _wrap(f"Nguồn thu thập: {sentences.sources(edition)}")]
    lines += [_wrap(f"– {line}", "  ", "") for line in sentences.missing(edition)]
    return [*lines, *(_wrap(f"{label} {said}".strip()) for label, said in sentences.foot(edition))]


def short(edition: Edition) -> str:
    """At most 900 characters: figures, báo nêu, tin nhanh; stories at the end go first when it is too long, and it says so."""
    stories = [story for story in edition.stories if story.issue or story.urgent]
    for kept in range(len(stories), -1, -1):
        said = words.tame(_short(edition, stories[:kept], len(stories) - kept))
        if len(said) <= SHORT_LIMIT:
            return said + "\n"
    return said[:SHORT_LIMIT] + "\n"


def _short(edition: Edition, stories: list[EditionStory], left: int) -> str:
    window = f"{_moment(edition.after)}–{_moment(edition.until)}"
    said = f"ĐIỂM TIN {format_date(edition.day)} ({window}): "
    if edition.selection:
        said = f"{said}[bản chọn lọc: {words.cut(edition.selection.name, 60)}] "
    if edition.head.demo:
        said = f"[{words.DEMO_MARK}] {said}"
    if not edition.stories:
        return said + sentences.plain(sentences.totals(edition))
    counted = edition.figures
    said += f"{counted.stories} nội dung, {counted.articles} tin, bài; {sentences.tones(counted)}."
    issues = [story for story in stories if story.issue]
    urgent = [story for story in stories if not story.issue]
    for label, group in (("BÁO NÊU", issues), ("TIN NHANH", urgent)):
        if group:
            said += f" {label}: {'; '.join(map(_brief, group))}."
    return said + (f" Còn {left} nội dung khác, xem thư." if left else "") + cases.for_short(edition.cases)


def _brief(story: EditionStory) -> str:
    """ "(1) Kim Thành: nước mương đổi màu, bốc mùi (Tuổi Trẻ, 5 tin, bài)"; of a tin nhanh only what happened."""
    said = f"({story.number}) {story_words.topic_of_place(story, SHORT_HEADLINE)}"
    if not story.issue:
        return said
    return f"{said} ({story.lead_article.source.short}, {len(story.articles)} tin, bài)"


def _moment(moment: datetime) -> str:
    return f"{format_time(moment)} {words.day_month(moment)}"
