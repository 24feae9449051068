"""Print an edition as plain text: the text part of the mail, and the short text for a chat group.

In: a checked `Edition`. Out: strings. The full text says everything the HTML says and lists every article with its address.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import groupby

from data.model import TOPICS
from data.text.dates import format_date, format_day, format_time
from digest import labels
from digest.cases.block import describe_overdue
from digest.edition.counts import sum_days
from digest.model import Block, Edition, EditionStory
from digest.render.attachments import describe_attachments
from digest.wording.edition import (
    join_pieces,
    list_blocks,
    list_domestic_in_other_languages,
    list_missing,
    list_tones,
    write_addressees,
    write_cases,
    write_foot,
    write_number_and_day,
    write_period,
    write_sources,
    write_title,
    write_totals,
)
from digest.wording.story import (
    describe_agencies,
    describe_foreign_outlet,
    describe_outlets,
    describe_reports,
    join_badges,
    join_notes,
    list_lead_notes,
    list_person_notes,
    note_untranslated,
    write_places,
    write_topic_of_place,
)

WIDTH = 76  # characters a line
SHORT_LIMIT = 900  # characters
SHORT_HEADLINE = 60  # characters
GROUP_LIMIT = 60  # characters of a recipient group's name in the short text


def as_text(edition: Edition) -> str:
    """Print the full text, wrapped at 76 characters; an address is never broken."""
    parts = [_print_head(edition)]
    for headed in list_blocks(edition):
        heading = [_print_heading(headed.heading)] if headed.heading else [""]
        parts.append([*heading, *RENDERERS[headed.block](edition)])
    parts.append(_print_foot(edition))
    return labels.defuse_schemes("\n".join(line for part in parts for line in part).strip()) + "\n"


def _wrap(text: str, indent: str = "", first: str | None = None) -> str:
    return textwrap.fill(
        text,
        width=WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _print_heading(heading: str) -> str:
    return f"\n{heading}\n{'=' * len(heading)}"


def _print_head(edition: Edition) -> list[str]:
    head = edition.head
    lines = [_wrap(labels.DEMO_LINE), labels.DEMO_MARK, ""] if head.demo else []
    lines += [line for line in (head.parent, head.office) if line]
    lines += ["", _wrap(write_title(edition)), join_pieces(write_number_and_day(edition)), write_period(edition)]
    if head.addressees:
        lines.append(_wrap(write_addressees(edition)))
    return [*lines, "", _wrap(join_pieces(write_totals(edition)))]


def _print_headline(story: EditionStory) -> str:
    parts = [story.continues, story.lead_article.title, note_untranslated(story)]
    return _wrap(f"{story.number}. " + " ".join(part for part in parts if part), "   ", "")


def _print_address(story: EditionStory) -> list[str]:
    return [f"   {story.lead_article.url}"] if story.lead_article.url else []


def _print_notes(story: EditionStory) -> list[str]:
    return [_wrap(line, "   ") for line in (*(f"{note}." for note in list_lead_notes(story)), *list_person_notes(story))]


def _print_attention(edition: Edition) -> Iterator[str]:
    for story in edition.stories_in(Block.ATTENTION):
        yield ""
        yield _print_headline(story)
        yield from _print_address(story)
        yield _wrap(f"{join_badges(story)} · {story.topic_label} · {write_places(story, edition.head.unit)}", "   ")
        yield _wrap(describe_reports(story), "   ")
        yield from _print_notes(story)
        if story.extract:
            yield _wrap(story.extract, "   > ")
            yield _wrap(f"(trích {story.lead_article.source.label})", "   > ")
        if story.issue:
            yield _wrap(labels.UNVERIFIED, "   ")
        if story.agencies:
            yield _wrap(describe_agencies(story), "   ")


def _print_field(edition: Edition) -> Iterator[str]:
    for topic, stories in groupby(edition.stories_in(Block.FIELD), key=lambda story: story.topic):
        yield f"\n{TOPICS.get(topic, topic)}"
        for story in stories:
            yield _print_headline(story)
            yield _wrap(f"{describe_outlets(story)} · {join_badges(story)} · {write_places(story, edition.head.unit)}", "   ")
            yield from _print_notes(story)
            yield from _print_address(story)


def _print_foreign(edition: Edition) -> Iterator[str]:
    for story in edition.stories_in(Block.FOREIGN):
        yield ""
        yield _print_headline(story)
        yield _wrap(f"{describe_foreign_outlet(story)} · {join_badges(story)} · {story.topic_label}", "   ")
        yield from _print_notes(story)
        yield from _print_address(story)


def _print_other_languages(edition: Edition) -> Iterator[str]:
    yield _wrap(f"{labels.OTHER_LANGUAGES} {list_domestic_in_other_languages(edition)}")


def _print_cases(edition: Edition) -> Iterator[str]:
    """One paragraph a case: a five-column table does not fit a phone's text."""
    yield _wrap(join_pieces(write_cases(edition)))
    for row in edition.cases.rows if edition.cases else ():
        due = f"hạn báo cáo {row.due}" if row.due else "chưa có hạn báo cáo"
        yield _wrap(f"{row.number}. {row.title} ({row.reported}): {row.agency}; {due}; {row.status}.", "   ", "")


def _print_week(edition: Edition) -> Iterator[str]:
    """One line a day: a seven-column table does not fit a phone's text."""
    for row in edition.week:
        yield _wrap(_print_day(f"{format_day(row.day)} {format_date(row.day)}", row.values), "   ", "")
    yield _wrap(_print_day("Cộng", sum_days(edition.week)), "   ", "")
    yield ""
    yield _wrap(labels.WEEK_NOTE)


def _print_day(day: str, values: tuple[int, ...]) -> str:
    stories, articles, positive, neutral, negative, issues = values
    return (
        f"{day}: {stories} nội dung, {articles} tin, bài; {positive} tích cực, {neutral} trung tính, {negative} tiêu cực "
        f"(trong đó báo nêu {issues})"
    )


def _print_annex(edition: Edition) -> Iterator[str]:
    if files := describe_attachments(edition):
        yield _wrap(join_pieces(files))
        return
    yield f"Danh mục đầy đủ {edition.figures.articles} tin, bài."
    for story in edition.stories:
        yield f"\nNội dung {story.number}"
        for row in story.articles:
            time = labels.format_time_of_day(row.published_at)
            yield _wrap(f"{row.row}. {row.source.label}, {time}: {row.title} ({join_notes(row)})", "   ", "")
            if row.url:
                yield f"   {row.url}"


RENDERERS: dict[Block, Callable[[Edition], Iterator[str]]] = {
    Block.ATTENTION: _print_attention,
    Block.FIELD: _print_field,
    Block.FOREIGN: _print_foreign,
    Block.OTHER_LANGUAGES: _print_other_languages,
    Block.CASES: _print_cases,
    Block.WEEK: _print_week,
    Block.ANNEX: _print_annex,
}


def _print_foot(edition: Edition) -> list[str]:
    lines = ["", "-" * 40, _wrap(f"{labels.SOURCES} {write_sources(edition)}")]
    lines += [_wrap(f"– {line}", "  ", "") for line in list_missing(edition)]
    return [*lines, *(_wrap(f"{label} {text}".strip()) for label, text in write_foot(edition))]


def as_short_text(edition: Edition) -> str:
    """Print at most 900 characters: figures, báo nêu, tin nhanh.

    When it is too long, stories at the end go first, and the text says so.
    """
    stories = [story for story in edition.stories if story.issue or story.urgent]
    for kept in range(len(stories), -1, -1):
        text = labels.defuse_schemes(_print_short(edition, stories[:kept], len(stories) - kept))
        if len(text) <= SHORT_LIMIT:
            return text + "\n"
    return text[:SHORT_LIMIT] + "\n"


def _print_short(edition: Edition, stories: list[EditionStory], left: int) -> str:
    mark = f"[{labels.DEMO_MARK}] " if edition.head.demo else ""
    window = f"{_format_moment(edition.after)}–{_format_moment(edition.until)}"
    text = f"{mark}ĐIỂM TIN {format_date(edition.day)} ({window}): "
    if edition.selection:
        text += f"[bản chọn lọc: {labels.shorten(edition.selection.name, GROUP_LIMIT)}] "
    if not edition.stories:
        return text + join_pieces(write_totals(edition))
    figures = edition.figures
    text += f"{figures.stories} nội dung, {figures.articles} tin, bài; {list_tones(figures)}."
    issues = [story for story in stories if story.issue]
    urgent = [story for story in stories if not story.issue]
    for label, group in (("BÁO NÊU", issues), ("TIN NHANH", urgent)):
        if group:
            text += f" {label}: {'; '.join(map(_print_brief, group))}."
    text += f" Còn {left} nội dung khác, xem thư." if left else ""
    return text + "".join(SHORT_RENDERERS[block](edition) for block in Block if block in SHORT_RENDERERS)


SHORT_RENDERERS: dict[Block, Callable[[Edition], str]] = {  # the blocks that add a sentence to the short text
    Block.CASES: lambda edition: describe_overdue(edition.cases),
}


def _print_brief(story: EditionStory) -> str:
    """ "(1) Kim Thành: nước mương đổi màu (Tuổi Trẻ, 5 tin, bài)"; of a tin nhanh only what happened."""
    text = f"({story.number}) {write_topic_of_place(story, SHORT_HEADLINE)}"
    if not story.issue:
        return text
    return f"{text} ({story.lead_article.source.short}, {len(story.articles)} tin, bài)"


def _format_moment(moment: datetime) -> str:
    return f"{format_time(moment)} {labels.format_day_month(moment)}"
