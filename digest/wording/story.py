"""Write the phrases about one story: badges, outlets, extract, notes; and the columns of the annex.

In: an `EditionStory` or a row of it. Out: Vietnamese phrases, not yet escaped; every form prints the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.model import TONES, TOPICS
from data.text import local
from data.text.dates import format_short, format_time
from digest import labels
from digest.model import EditionArticle, EditionStory, Source

QUIET_NOTES = ("bài riêng", "đăng đầu tiên", "đăng lại", "bản tiếng", "tiếng ")  # stated elsewhere in the mail


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """One mark of a story: a sign and its words; `kind` names its look."""

    kind: str  # issue | urgent | positive | neutral | negative
    text: str
    after: str = ""  # follows it without stress


def list_badges(story: EditionStory) -> list[Badge]:
    """List ⚑ Báo nêu, ⚡ Tin nhanh, then the tone; always words beside the sign."""
    badges = []
    if story.issue:
        badges.append(Badge(kind="issue", text="⚑ Báo nêu"))
    if story.urgent:
        alert = f" (đã báo lúc {labels.format_time_of_day(story.alerted_at)})" if story.alerted_at else ""
        badges.append(Badge(kind="urgent", text="⚡ Tin nhanh", after=alert))
    badges.append(Badge(kind=story.tone, text=labels.label_tone(story.tone, is_issue=story.issue)))
    return badges


def join_badges(story: EditionStory) -> str:
    """ "⚑ Báo nêu · ▼ Tiêu cực"."""
    return " · ".join(badge.text + badge.after for badge in list_badges(story))


def read_headline(story: EditionStory) -> str:
    """The headline of the lead as published."""
    return story.lead_article.title


def note_untranslated(story: EditionStory) -> str:
    """ "(tiếng Anh, chưa dịch)" for a headline in another language: no machine translates without a person."""
    language = "" if story.translation else story.lead_article.language
    return f"({language}, chưa dịch)" if language else ""


def _list_sources(articles: Sequence[EditionArticle]) -> list[Source]:
    """List each outlet once, in order of publication, press agencies before aggregators."""
    once = list({article.source.name: article.source for article in articles}.values())
    return sorted(once, key=lambda source: source.aggregator)


def describe_reports(story: EditionStory) -> str:
    """Write the line of the first block: articles, who was first, who wrote their own, who reprinted."""
    first = story.first_article
    count = len(story.articles)
    if count == 1:
        time = labels.format_time_of_day(first.published_at)
        return f"1 tin, bài{' mới' if story.continues else ''}: {first.source.label}, {time}."
    others = [article for article in story.articles if article.id != first.id]
    originals = [article for article in others if article.same_as is None]
    describe = _describe_developing if story.urgent else _describe_usual
    parts = describe(story, first, originals)
    reprints = _list_sources([article for article in others if article.same_as is not None])
    if reprints:
        parts.append("đăng lại: " + ", ".join(source.label for source in reprints))
    return "; ".join(parts) + "."


def _describe_earliest(story: EditionStory) -> str:
    """The first article of the period is not the first of all when a former edition had the story."""
    return "sớm nhất trong kỳ" if story.continues else "đăng đầu tiên"


def _describe_usual(story: EditionStory, first: EditionArticle, originals: Sequence[EditionArticle]) -> list[str]:
    new = " mới" if story.continues else ""
    when = labels.format_time_of_day(first.published_at)
    parts = [f"{len(story.articles)} tin, bài{new}", f"{_describe_earliest(story)}: {first.source.label}, {when}"]
    more = sum(article.source.name == first.source.name for article in originals)
    others = [article for article in originals if article.source.name != first.source.name]
    if more:
        parts[-1] += f" (thêm {more} bài)"
    if others:
        parts.append("bài riêng: " + ", ".join(source.label for source in _list_sources(others)))
    return parts


def _describe_developing(story: EditionStory, first: EditionArticle, originals: Sequence[EditionArticle]) -> list[str]:
    """Of an urgent story give the number of outlets, the first and the newest report."""
    parts = [f"{len(story.articles)} tin, bài của {count_outlets(_list_sources(story.articles))}"]
    if not originals:
        return [*parts, f"{_describe_earliest(story)}: {first.source.label}, {labels.format_time_of_day(first.published_at)}"]
    newest = next((article for article in reversed(originals) if article.original), originals[-1])
    same_day = local(first.published_at).date() == local(newest.published_at).date()
    time = format_time(first.published_at) if same_day else labels.format_time_of_day(first.published_at)
    return [
        *parts,
        f"{_describe_earliest(story)}: {first.source.label}, {time}",
        f"mới nhất: {newest.source.label}, {labels.format_time_of_day(newest.published_at)}",
    ]


def count_outlets(sources: Sequence[Source]) -> str:
    """ "15 cơ quan báo chí và 2 trang thông tin điện tử tổng hợp"; the two kinds are never added together."""
    sites = sum(source.aggregator for source in sources)
    return format_outlet_counts(len(sources) - sites, sites)


def format_outlet_counts(agencies: int, sites: int) -> str:
    """Write the same phrase from the two figures."""
    parts = [f"{agencies} cơ quan báo chí"] if agencies else []
    if sites:
        parts.append(f"{sites} trang thông tin điện tử tổng hợp")
    return " và ".join(parts)


def describe_outlets(story: EditionStory) -> str:
    """Write the outlets in short: "Báo Nhân Dân và 1 báo khác", "Báo Công Thương, 1 trang đăng lại"."""
    lead = story.lead_article.source
    others_of = [article for article in story.articles if article.source.name != lead.name]
    originals = {article.source.name: article.source for article in others_of if article.same_as is None}
    reprinting = {
        article.source.name: article.source
        for article in others_of
        if article.same_as is not None and article.source.name not in originals
    }
    text = lead.label
    papers, sites = _split_kinds(originals)
    others = ([f"{papers} báo"] if papers else []) + ([f"{sites} trang tổng hợp"] if sites else [])
    if others:
        text += f" và {', '.join(others)} khác"
    papers, sites = _split_kinds(reprinting)
    reprints = ([f"{papers} báo"] if papers else []) + ([f"{sites} trang"] if sites else [])
    if reprints:
        text += f", {' và '.join(reprints)} đăng lại"
    return text


def _split_kinds(sources: dict[str, Source]) -> tuple[int, int]:
    sites = sum(source.aggregator for source in sources.values())
    return len(sources) - sites, sites


def describe_foreign_outlet(story: EditionStory) -> str:
    """ "Yonhap (Hàn Quốc), tiếng Anh, 14:30 ngày 01/06"; the language only when the headline is translated."""
    lead = story.lead_article
    language = f", {lead.language}" if story.translation and lead.language else ""
    country = f" ({lead.source.country})" if lead.source.country else ""
    others = len({article.source.name for article in story.articles} - {lead.source.name})
    more = f" và {others} báo khác" if others else ""
    return f"{lead.source.short}{country}{more}{language}, {labels.format_time_of_day(lead.published_at)}"


def list_lead_notes(story: EditionStory) -> list[str]:
    """List what a reader must know about the lead: collected late, edited, withdrawn."""
    return [labels.capitalise(note) for note in story.lead_article.notes if not note.startswith(QUIET_NOTES)]


def join_notes(article: EditionArticle) -> str:
    """Write the annex column "Đăng lại, sửa, gỡ"."""
    return "; ".join(article.notes)


def describe_agencies(story: EditionStory) -> str:
    """ "Cơ quan liên quan (hệ thống gợi ý): …"; once a person looked, without the bracket."""
    label = labels.AGENCIES_REVIEWED if story.reviewed else labels.AGENCIES
    return f"{label} {'; '.join(story.agencies)}."


def list_person_notes(story: EditionStory) -> list[str]:
    """List what a person wrote: a translated headline, a proposal, a note."""
    lines = [
        (story.translation, "Tiêu đề dịch (cán bộ trực dịch): "),
        (story.proposal, "Đề xuất: "),
        (story.note, "Ghi chú của cán bộ trực: "),
    ]
    return [f"{label}{text.rstrip('.')}." for text, label in lines if text]


def write_topic_of_place(story: EditionStory, limit: int) -> str:
    """ "Kim Thành: nước mương đổi màu": the place, then a person's words or the shortened headline."""
    title = story.brief or shorten_headline(read_headline(story), limit)
    names = [labels.strip_place_kind(place) for place in story.places]
    if not names or any(name.casefold() in title.casefold() for name in names):
        return title
    return f"{names[0]}: {_fit_into_sentence(title, story)}"


def write_topic_at_place(story: EditionStory, limit: int) -> str:
    """ "Nước mương đổi màu ở Kim Thành": the same for the line beside the subject."""
    names = [labels.strip_place_kind(place) for place in story.places]
    if not story.brief or not names:
        return write_topic_of_place(story, limit)
    return f"{story.brief.split(',')[0]} ở {names[0]}"


def _fit_into_sentence(title: str, story: EditionStory) -> str:
    """Make the first letter small where the story's own text writes these words small."""
    first = " ".join(title.split()[:2])
    small = first[:1].lower() + first[1:]
    texts = [story.extract, *(article.title for article in story.articles), *(article.extract for article in story.articles)]
    return small + title[len(first) :] if any(f" {small}" in text for text in texts) else title


def shorten_headline(title: str, limit: int) -> str:
    """Shorten a headline to `limit` characters: after a clause in its second half, else between words."""
    if len(title) <= limit:
        return title
    head = title[: limit + 1]
    for mark in (", ", ": ", " - ", " – "):
        offset = head.rfind(mark)
        if offset >= limit // 2:
            return title[:offset]
    return labels.shorten(title, limit)


def write_places(story: EditionStory, unit: str) -> str:
    """ "huyện Bình Giang, huyện Cẩm Giàng"; "toàn tỉnh" without a place. `unit`: "tỉnh", "thành phố"."""
    return labels.list_places(story.places, unit)


def list_columns(row: EditionArticle) -> tuple[str, ...]:
    """List the twelve columns of the annex, as text."""
    return (
        str(row.row),
        str(row.story),
        f"{row.source.full_label} ({row.source.type_label.lower()})",
        format_short(row.published_at),
        row.title,
        row.extract,
        row.places,
        TOPICS.get(row.topic, row.topic),
        TONES[row.tone],
        "; ".join(row.agencies),
        join_notes(row),
        row.url,
    )
