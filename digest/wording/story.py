"""What the mail says about one story: badges, outlets, extract, notes.

In: a `EditionStory`. Out: Vietnamese phrases, not yet escaped; HTML and plain text print the same ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import local
from data.text.dates import format_time
from digest import labels as words
from digest.model import EditionArticle, EditionStory, Source

QUIET_NOTES = ("bài riêng", "đăng đầu tiên", "đăng lại", "bản tiếng", "tiếng ")  # said elsewhere in the mail


@dataclass(frozen=True, kw_only=True, slots=True)
class Badge:
    """One mark of a story: a sign and its words; `kind` names its look."""

    kind: str  # issue | urgent | positive | neutral | negative
    text: str
    after: str = ""  # said after it, without stress


def badges(story: EditionStory) -> list[Badge]:
    """⚑ Báo nêu, ⚡ Tin nhanh, then the tone; always words beside the sign."""
    found = []
    if story.issue:
        found.append(Badge(kind="issue", text="⚑ Báo nêu"))
    if story.urgent:
        told = f" (đã báo lúc {words.time_of_day(story.alerted_at)})" if story.alerted_at else ""
        found.append(Badge(kind="urgent", text="⚡ Tin nhanh", after=told))
    found.append(Badge(kind=story.tone, text=words.tone(story.tone, story.tone_label, issue=story.issue)))
    return found


def headline(story: EditionStory) -> str:
    """The lead's headline as published."""
    return story.lead_article.title


def untranslated(story: EditionStory) -> str:
    """ "(tiếng Anh, chưa dịch)" for a headline in another language: no machine translates without a person."""
    tongue = "" if story.translation else words.language(story.lead_article.lang)
    return f"({tongue}, chưa dịch)" if tongue else ""


def _sources(articles: Sequence[EditionArticle]) -> list[Source]:
    """Each outlet once, in order of publication, press agencies before aggregators."""
    once = list({article.source.name: article.source for article in articles}.values())
    return sorted(once, key=lambda source: source.aggregator)


def reports(story: EditionStory) -> str:
    """The line of block I: how many articles, who was first, who wrote their own, who reprinted."""
    first = story.first_article
    count = len(story.articles)
    if count == 1:
        return f"1 tin, bài{' mới' if story.continues else ''}: {first.source.label}, {words.time_of_day(first.published_at)}."
    others = [article for article in story.articles if article.id != first.id]
    own = [article for article in others if article.same_as is None]
    parts = _developing(story, first, own) if story.urgent else _told_once(story, first, own)
    reprints = _sources([article for article in others if article.same_as is not None])
    if reprints:
        parts.append("đăng lại: " + ", ".join(source.label for source in reprints))
    return "; ".join(parts) + "."


def _earliest(story: EditionStory) -> str:
    """Of a story told before, the first article of this period is not the first of all."""
    return "sớm nhất trong kỳ" if story.continues else "đăng đầu tiên"


def _told_once(story: EditionStory, first: EditionArticle, own: Sequence[EditionArticle]) -> list[str]:
    new = " mới" if story.continues else ""
    when = words.time_of_day(first.published_at)
    parts = [f"{len(story.articles)} tin, bài{new}", f"{_earliest(story)}: {first.source.label}, {when}"]
    more = sum(article.source.name == first.source.name for article in own)
    others = [article for article in own if article.source.name != first.source.name]
    if more:
        parts[-1] += f" (thêm {more} bài)"
    if others:
        parts.append("bài riêng: " + ", ".join(source.label for source in _sources(others)))
    return parts


def _developing(story: EditionStory, first: EditionArticle, own: Sequence[EditionArticle]) -> list[str]:
    """An urgent story: the number of outlets, the first and the newest report instead of every name."""
    parts = [f"{len(story.articles)} tin, bài của {outlets_counted(_sources(story.articles))}"]
    if not own:
        return [*parts, f"{_earliest(story)}: {first.source.label}, {words.time_of_day(first.published_at)}"]
    newest = next((article for article in reversed(own) if article.original), own[-1])
    same_day = local(first.published_at).date() == local(newest.published_at).date()
    time = format_time(first.published_at) if same_day else words.time_of_day(first.published_at)
    return [
        *parts,
        f"{_earliest(story)}: {first.source.label}, {time}",
        f"mới nhất: {newest.source.label}, {words.time_of_day(newest.published_at)}",
    ]


def outlets_counted(sources: Sequence[Source]) -> str:
    """ "15 cơ quan báo chí và 2 trang thông tin điện tử tổng hợp"; the two kinds are never added together."""
    sites = sum(source.aggregator for source in sources)
    return outlets_of(len(sources) - sites, sites)


def outlets_of(agencies: int, sites: int) -> str:
    """The same phrase from the figures."""
    parts = [f"{agencies} cơ quan báo chí"] if agencies else []
    if sites:
        parts.append(f"{sites} trang thông tin điện tử tổng hợp")
    return " và ".join(parts)


def outlets(story: EditionStory) -> str:
    """The short form of block II: "Báo Nhân Dân và 1 báo khác", "Báo Công Thương, 1 trang đăng lại". Counts outlets."""
    lead = story.lead_article.source
    own = {a.source.name: a.source for a in story.articles if a.same_as is None and a.source.name != lead.name}
    again = {
        a.source.name: a.source
        for a in story.articles
        if a.same_as is not None and a.source.name != lead.name and a.source.name not in own
    }
    said = lead.label
    papers, sites = _split(own)
    others = ([f"{papers} báo"] if papers else []) + ([f"{sites} trang tổng hợp"] if sites else [])
    if others:
        said += f" và {', '.join(others)} khác"
    papers, sites = _split(again)
    reprints = ([f"{papers} báo"] if papers else []) + ([f"{sites} trang"] if sites else [])
    if reprints:
        said += f", {' và '.join(reprints)} đăng lại"
    return said


def _split(sources: dict[str, Source]) -> tuple[int, int]:
    sites = sum(source.aggregator for source in sources.values())
    return len(sources) - sites, sites


def foreign_outlet(story: EditionStory) -> str:
    """ "Yonhap (Hàn Quốc), tiếng Anh, 14:30 ngày 01/06"; untranslated, the language stands beside the headline."""
    lead = story.lead_article
    tongue = f", {words.language(lead.lang)}" if story.translation and words.language(lead.lang) else ""
    country = f" ({lead.source.country})" if lead.source.country else ""
    others = len({article.source.name for article in story.articles} - {lead.source.name})
    more = f" và {others} báo khác" if others else ""
    return f"{lead.source.short}{country}{more}{tongue}, {words.time_of_day(lead.published_at)}"


def lead_notes(story: EditionStory) -> list[str]:
    """What a reader must know about the lead: found late, edited, withdrawn."""
    return [words.upper_first(note) for note in story.lead_article.notes if not note.startswith(QUIET_NOTES)]


def row_note(article: EditionArticle) -> str:
    """The annex column "Đăng lại, sửa, gỡ"."""
    return "; ".join(article.notes)


def agencies(story: EditionStory) -> str:
    """ "Cơ quan liên quan (hệ thống gợi ý): …"; once a person looked, without the bracket."""
    label = words.AGENCIES_REVIEWED if story.reviewed else words.AGENCIES
    return f"{label} {'; '.join(story.agencies)}."


def by_person(story: EditionStory) -> list[str]:
    """What a person wrote: a translated headline, a proposal, a note."""
    said = [
        (story.translation, "Tiêu đề dịch (cán bộ trực dịch): "),
        (story.proposal, "Đề xuất: "),
        (story.note, "Ghi chú của cán bộ trực: "),
    ]
    return [f"{label}{text.rstrip('.')}." for text, label in said if text]


def topic_of_place(story: EditionStory, limit: int) -> str:
    """ "Kim Thành: nước mương đổi màu, bốc mùi": the place, then what a person wrote, or the headline cut at a natural break."""
    title = story.brief or brief(headline(story), limit)
    names = [words.bare_place(place) for place in story.places]
    if not names or any(name.casefold() in title.casefold() for name in names):
        return title
    return f"{names[0]}: {_within(title, story)}"


def topic_at_place(story: EditionStory, limit: int) -> str:
    """ "Nước mương đổi màu ở Kim Thành": the same for the line beside the subject."""
    names = [words.bare_place(place) for place in story.places]
    if not story.brief or not names:
        return topic_of_place(story, limit)
    return f"{story.brief.split(',')[0]} ở {names[0]}"


def _within(title: str, story: EditionStory) -> str:
    """The headline inside a sentence: its first letter is small where the story's own text writes these words small."""
    first = " ".join(title.split()[:2])
    small = first[:1].lower() + first[1:]
    texts = [story.extract, *(article.title for article in story.articles), *(article.extract for article in story.articles)]
    return small + title[len(first) :] if any(f" {small}" in text for text in texts) else title


def brief(title: str, limit: int) -> str:
    """A headline of at most `limit` characters, cut after a clause where there is one in its second half, else between words."""
    if len(title) <= limit:
        return title
    head = title[: limit + 1]
    for mark in (", ", ": ", " - ", " – "):
        at = head.rfind(mark)
        if at >= limit // 2:
            return title[:at]
    return words.cut(title, limit)
