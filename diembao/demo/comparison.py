"""Compare an edition of a press day with its `truth.toml`.

In: the day's truth, every article's addresses, the office's archive after the run. Out: a `Comparison`: how many of each check
hold, and every difference by name with the reason that the archive gives. Articles in and out, reprints, stories are compulsory.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from data.archive import Archive
from data.archive.records import EditionItem, EditionRow, TrailRow
from data.model import Article, Outcome
from diembao.demo.press_day import HOME, DayArticle, PressDay, Truth, TruthItem
from diembao.demo.replay import BROKEN_TAIL

COMPULSORY = ("articles", "reprints", "stories")
CHECKS = {
    "articles": "tin, bài vào và không vào bản tin",
    "verdict": "có viết về tỉnh hay không",
    "reprints": "đăng lại",
    "stories": "nội dung gộp đúng",
    "continues": "tiếp theo bản tin trước",
    "topic": "lĩnh vực",
    "tone": "sắc thái",
    "issue": "báo nêu",
    "urgent": "tin nhanh",
    "places": "địa bàn",
    "late": "thu được muộn",
    "labels": "nhãn riêng của từng bài",
    "case": "vấn đề theo dõi",
    "outcome": "lý do không vào bản tin",
    "totals": "tổng số",
    "sources": "nguồn nêu ở cuối bản tin",
}
SAME_OUTCOME = {
    "no_date": {"no_date", "held_no_date"},
    "failed": {"failed", "blocked"},
    "unreadable": {"unreadable", "no_title", "no_body", "failed"},
    "gated_out": {"gated_out", "outside"},
    "outside": {"gated_out", "outside"},
}

REPEATS = (Outcome.SEEN_BEFORE, Outcome.UNCHANGED)  # steps that say nothing about why
HIDDEN = {"wall": "wall", "dead": "failed", "error": "failed", "not-found": "failed"}  # troubles under which no list is seen
DROPPED = {Outcome.GATED_OUT, Outcome.OUTSIDE}  # nothing in the page can name the province
NOT_NAMED = ("absent", "namesake")  # verdicts that such a page may have
CONTINUES = re.compile(r"bản tin số (\d+)")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One thing that is not as `truth.toml` has it. Texts in Vietnamese or slugs."""

    check: str
    item: str
    expected: str
    got: str
    reason: str = ""


@dataclass(kw_only=True)
class Comparison:
    """The result; `right` and `all` count by check."""

    right: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)

    def note(self, check: str, item: str, expected: object, got: object, reason: str = "") -> None:
        """Count one comparison, and keep it when it differs."""
        self.all[check] += 1
        if expected == got:
            self.right[check] += 1
        else:
            self.differences.append(Difference(check=check, item=item, expected=_text(expected), got=_text(got), reason=reason))

    @property
    def good(self) -> bool:
        """True when every compulsory check holds."""
        return not any(difference.check in COMPULSORY for difference in self.differences)

    def as_json(self) -> dict[str, Any]:
        """Return the report that is written beside the edition."""
        checks = {check: {"right": self.right[check], "all": self.all[check]} for check in CHECKS if self.all[check]}
        return {"good": self.good, "checks": checks, "differences": [asdict(difference) for difference in self.differences]}


@dataclass(frozen=True, kw_only=True)
class PlayedArticle:
    """One article of the day as the system has it."""

    truth: TruthItem
    outlet: str
    id: str | None  # in the archive; None when it was never kept
    article: Article | None
    item: EditionItem | None  # its row of the edition
    trail: Sequence[TrailRow]


@dataclass(frozen=True, kw_only=True)
class PrintedEdition:
    """What only the edition's JSON says."""

    continues: Mapping[int, int | None]  # number of the story -> number of the edition that told it before
    late: frozenset[str]  # ids of the articles told as found late
    counts: Mapping[str, int]


def compare(truth: Truth, addresses: Mapping[str, Sequence[str]], day: PressDay, archive: Archive) -> Comparison:
    """Compare the edition of `day` in `archive` with `truth`; `addresses` = all addresses of each article, by its id."""
    items = {item.article: item for item in archive.editions.items(day.edition)}
    written = {article.id: article for article in day.articles}
    played = [_play_of(item, addresses.get(item.id, ()), written[item.id], archive, items) for item in truth.items.values()]
    printed = read_printed(archive.editions.get(day.edition))
    result = Comparison()
    _compare_articles(played, items, result)
    _compare_verdicts(played, result)
    _compare_reprints(played, result)
    _compare_stories(played, result)
    _compare_follow_ups(played, printed, archive, result)
    for article in played:
        if article.truth.in_edition and article.item:
            _compare_story_labels(article, article.item, result)
            result.note("late", article.truth.id, article.truth.late, article.id in printed.late, _why(article))
        elif article.truth.outcome:
            _compare_outcome(article, result, day, archive)
        _compare_article_labels(article, result)
    _compare_totals(truth, archive, day.edition, printed, result)
    _compare_sources(truth, archive, day.edition, result)
    return result


def read_printed(edition: EditionRow | None) -> PrintedEdition:
    """Read the edition's JSON; an edition without one (not built, or of before this system) says nothing."""
    content: dict[str, Any] = json.loads(edition.json) if edition and edition.json else {}
    stories = content.get("stories", [])
    earlier = {story["number"]: CONTINUES.search(story["continues"]) for story in stories}
    cases = (content.get("cases") or {}).get("figures", {})
    late = frozenset(article["id"] for story in stories for article in story["articles"] if article["late"])
    return PrintedEdition(
        continues={number: int(match[1]) if match else None for number, match in earlier.items()},
        late=late,
        counts={
            "urgent": sum(story["urgent"] for story in stories), "late": len(late), "cases": cases.get("open", 0),
            "overdue": cases.get("overdue", 0), "answered": cases.get("answered", 0),
        },
    )  # fmt: skip


def _play_of(
    truth: TruthItem, urls: Sequence[str], written: DayArticle, archive: Archive, items: Mapping[str, EditionItem]
) -> PlayedArticle:
    identity = next((key for url in urls if (key := archive.articles.find_id(url))), None)
    title = written.versions[0].title  # a feed item without an address is noted under its headline
    keys = (*urls, title, title + BROKEN_TAIL)
    rows = archive.trail.lines(identity) if identity else [row for key in keys for row in archive.trail.lines(key)]
    return PlayedArticle(
        truth=truth,
        outlet=written.outlet,
        id=identity,
        article=archive.articles.get(identity) if identity else None,
        item=items.get(identity or ""),
        trail=rows,
    )


def _why(played: PlayedArticle) -> str:
    """Say why the system did what it did, in its own words."""
    reasons = f"căn cứ: {'; '.join(played.article.reasons)}" if played.article and played.article.reasons else ""
    if played.article is not None and played.item is not None:
        return reasons
    step = _last_step(played)
    return f"{step}; {reasons}" if reasons else step


def _last_step(played: PlayedArticle) -> str:
    last = next((row for row in reversed(played.trail) if row.outcome not in REPEATS), None)
    if last is None:
        return "không thấy dấu vết"
    return f"bước cuối: {last.outcome.label}" + (f" ({last.detail})" if last.detail else "")


def _compare_articles(played: Sequence[PlayedArticle], items: Mapping[str, EditionItem], result: Comparison) -> None:
    words = {True: "vào bản tin", False: "không vào bản tin"}
    for article in played:
        result.note("articles", article.truth.id, words[article.truth.in_edition], words[article.item is not None], _why(article))
    ids = {article.id for article in played}
    for item in items.values():
        if item.article not in ids:
            result.note("articles", item.url, "không vào bản tin", "vào bản tin", f"bài không có trong truth.toml: {item.title}")


def _compare_verdicts(played: Sequence[PlayedArticle], result: Comparison) -> None:
    """Compare the verdict in force, a person's corrections included.

    A page dropped because nothing in it can name the province is right as "absent" and as "namesake"; an article that the truth
    says was never read has no verdict to compare.
    """
    for article in played:
        wanted = article.truth.verdict
        if article.article is not None and article.article.relevance is not None:
            result.note("verdict", article.truth.id, wanted, article.article.relevance, _why(article))
        elif any(row.outcome in DROPPED for row in article.trail):
            result.note("verdict", article.truth.id, wanted, wanted if wanted in NOT_NAMED else "absent", _why(article))
        elif article.truth.outcome is None:
            result.note("verdict", article.truth.id, wanted, "chưa xét", _why(article))


def _compare_reprints(played: Sequence[PlayedArticle], result: Comparison) -> None:
    names = {article.id: article.truth.id for article in played if article.id}
    for article in played:
        if article.item and article.truth.in_edition:
            original = names.get(article.item.same_as) if article.item.same_as else None
            result.note("reprints", article.truth.id, article.truth.same_as, original)


def _compare_stories(played: Sequence[PlayedArticle], result: Comparison) -> None:
    """A story is right when its articles, no more and no fewer, share one number of the edition."""
    wanted: dict[str, set[str]] = {}
    made: dict[int, set[str]] = {}
    for article in played:
        if article.truth.in_edition and article.truth.story:
            wanted.setdefault(article.truth.story, set()).add(article.truth.id)
        if article.item:
            made.setdefault(article.item.number, set()).add(article.truth.id)
    for label, members in wanted.items():
        parts = [sorted(group) for group in made.values() if group & members]
        result.note("stories", f"nội dung {label}", [sorted(members)], parts)


def _compare_follow_ups(played: Sequence[PlayedArticle], printed: PrintedEdition, archive: Archive, result: Comparison) -> None:
    """Once for each story: the edition that told it before, and the case that follows it where the truth names one."""
    numbers = {case.story: case.number for case in archive.cases.all() if case.story}
    stories: dict[str, list[PlayedArticle]] = {}
    for article in played:
        if article.truth.in_edition and article.truth.story and article.item:
            stories.setdefault(article.truth.story, []).append(article)
    for label, articles in stories.items():
        items = [article.item for article in articles if article.item]
        before = sorted({printed.continues.get(item.number) or 0 for item in items})
        truth = articles[0].truth
        result.note("continues", f"nội dung {label}", [_edition(truth.continues or 0)], [_edition(number) for number in before])
        if truth.case is not None:
            opened = sorted({numbers.get(item.story, "không có vấn đề nào") for item in items})
            result.note("case", f"nội dung {label}", [truth.case], opened)


def _edition(number: int) -> str:
    return f"tiếp theo bản tin số {number}" if number else "nội dung mới"


def _compare_story_labels(played: PlayedArticle, item: EditionItem, result: Comparison) -> None:
    truth, why = played.truth, _why(played)
    result.note("topic", truth.id, truth.topic, item.topic, why)
    result.note("tone", truth.id, truth.tone, item.tone, why)
    result.note("issue", truth.id, truth.issue, item.issue, why)
    result.note("urgent", truth.id, truth.urgent, item.urgent, why)
    result.note("places", truth.id, sorted(truth.places), sorted(item.places), why)


def _compare_article_labels(played: PlayedArticle, result: Comparison) -> None:
    """The article's own labels, before its story's vote; only those that the truth gives."""
    for key, expected in (played.truth.labels or {}).items():
        got = getattr(played.article, key) if played.article else None
        if key in ("issue", "urgent"):
            got = bool(got)
        if key == "places":
            expected_places, got = sorted(expected), sorted(got or ())
            result.note("labels", f"{played.truth.id}: {CHECKS[key]}", expected_places, got, _why(played))
        else:
            result.note("labels", f"{played.truth.id}: {CHECKS[key]}", expected, got, _why(played))


def _compare_outcome(played: PlayedArticle, result: Comparison, day: PressDay, archive: Archive) -> None:
    """Why it is not told: by the trail, or by the time it was kept. A site that shows nothing leaves no trace of its articles."""
    wanted, until = played.truth.outcome or "", day.until
    kept = played.article.kept_at if played.article else None
    if wanted == "before_window":
        got = "before_window" if kept and kept < until and played.item is None else "không lưu trước kỳ"
    elif wanted == "next_edition":
        is_later = kept is None or kept > until or _is_after(played.article, until)
        got = "next_edition" if played.item is None and is_later else "đã lưu"
    elif wanted == HOME:
        got = _home_outcome(played, day, archive)
    else:
        got = _trail_outcome(played, wanted, day)
    result.note("outcome", played.truth.id, wanted, got, _why(played))


def _home_outcome(played: PlayedArticle, day: PressDay, archive: Archive) -> str:
    """ "home" for an article of the province's own paper that is kept and that the edition looked at and did not count."""
    outlet = archive.articles.outlets().get(played.outlet)
    is_home = outlet is not None and (outlet.owner_type == "cua-tinh" or outlet.province == day.province)
    if played.article is None:
        return "không lưu"
    if played.item is not None:
        return "được tính"
    is_left_out = any(row.outcome is Outcome.NOT_TOLD for row in played.trail)
    return HOME if is_home and is_left_out and not _is_after(played.article, day.until) else "không vào bản tin vì lý do khác"


def _trail_outcome(played: PlayedArticle, wanted: str, day: PressDay) -> str:
    trouble = day.outlet_play(played.outlet).trouble
    outcomes = {row.outcome.value for row in played.trail}
    if not played.trail and trouble in HIDDEN:
        outcomes = {HIDDEN[str(trouble)]}
    undated = {"no_date"} if played.article and played.article.published_at is None else set()
    if (outcomes | undated) & SAME_OUTCOME.get(wanted, {wanted}):
        return wanted
    return ", ".join(sorted(outcomes)) or "không dấu vết"


def _is_after(article: Article | None, until: datetime) -> bool:
    return article is not None and article.published_at is not None and article.published_at > until


def _compare_totals(truth: Truth, archive: Archive, day: date, printed: PrintedEdition, result: Comparison) -> None:
    edition = archive.editions.get(day)
    counts: dict[str, int] = dict(printed.counts) | (dict(edition.counts) if edition else {})
    counts["reprints"] = sum(item.same_as is not None for item in archive.editions.items(day))
    for key, figure in truth.totals.items():
        result.note("totals", key, figure, counts.get(key))


def _compare_sources(truth: Truth, archive: Archive, day: date, result: Comparison) -> None:
    """Dead, walled and changed outlets must be named in the foot of the text part."""
    edition = archive.editions.get(day)
    foot = (edition.text if edition else "").rpartition("Nguồn thu thập")[2]
    outlets = archive.articles.outlets()
    for kind, names in truth.sources.items():
        for name in names:
            outlet = outlets.get(name)
            is_named = outlet is not None and any(form in foot for form in (outlet.label, outlet.full_label))
            result.note("sources", f"{name} ({kind})", "được nêu", "được nêu" if is_named else "không được nêu")


def _text(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(", ".join(part) if isinstance(part, list) else str(part) for part in value) or "–"
    return {None: "–", True: "có", False: "không"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)
