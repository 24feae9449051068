"""What was told against what is right: an edition of a press day compared with its `truth.toml`.

In: the day's truth, every article's addresses, the office's archive after the run. Out: a `Comparison`: how many of each check
hold, and every difference by name with the reason that the archive gives. Articles in and out, reprints, stories are compulsory.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from data.archive import Archive
from data.archive.records import EditionItem, TrailRow
from data.model import Article, Outcome
from diembao.demo.press_day.articles import DayArticle
from diembao.demo.press_day.day import PressDay
from diembao.demo.press_day.truth import Truth, TruthItem
from diembao.demo.replay.feeds import BROKEN_TAIL

COMPULSORY = ("articles", "reprints", "stories")
CHECKS = {
    "articles": "tin, bài vào và không vào bản tin",
    "reprints": "đăng lại",
    "stories": "nội dung gộp đúng",
    "topic": "lĩnh vực",
    "tone": "sắc thái",
    "issue": "báo nêu",
    "urgent": "tin nhanh",
    "places": "địa bàn",
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
        """Counts one comparison, and keeps it when it differs."""
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
        """The report that is written beside the edition."""
        checks = {check: {"right": self.right[check], "all": self.all[check]} for check in CHECKS if self.all[check]}
        return {"good": self.good, "checks": checks, "differences": [asdict(difference) for difference in self.differences]}


@dataclass(frozen=True, kw_only=True)
class Told:
    """One article of the day as the system has it."""

    truth: TruthItem
    outlet: str
    id: str | None  # in the archive; None when it was never kept
    article: Article | None
    item: EditionItem | None
    trail: Sequence[TrailRow]


def compare(truth: Truth, addresses: Mapping[str, Sequence[str]], day: PressDay, archive: Archive) -> Comparison:
    """The edition of `day` in `archive` against `truth`; `addresses` = all addresses of each article, by its id."""
    told_items = {item.article: item for item in archive.editions.items(day.edition)}
    written = {article.id: article for article in day.articles}
    told = [_told(item, addresses.get(item.id, ()), written[item.id], archive, told_items) for item in truth.items.values()]
    result = Comparison()
    _compare_articles(told, told_items, result)
    _compare_reprints(told, result)
    _compare_stories(told, result)
    for one in told:
        if one.truth.in_edition and one.item:
            _compare_labels(one, one.item, result)
        elif one.truth.outcome:
            _compare_outcome(one, result, day)
    _compare_totals(truth, archive, day.edition, result)
    _compare_sources(truth, archive, day.edition, result)
    return result


def _told(truth: TruthItem, urls: Sequence[str], written: DayArticle, archive: Archive, told: Mapping[str, EditionItem]) -> Told:
    found = next((known for url in urls if (known := archive.articles.find_id(url))), None)
    title = written.versions[0].title  # a feed item without an address is noted under its headline
    keys = (*urls, title, title + BROKEN_TAIL)
    rows = archive.trail.lines(found) if found else [row for key in keys for row in archive.trail.lines(key)]
    return Told(
        truth=truth,
        outlet=written.outlet,
        id=found,
        article=archive.articles.get(found) if found else None,
        item=told.get(found or ""),
        trail=rows,
    )


def _why(one: Told) -> str:
    """Why the system did what it did, in its own words."""
    if one.article is None or one.item is None:
        last = next((row for row in reversed(one.trail) if row.outcome not in REPEATS), None)
        step = f"bước cuối: {last.outcome.label}" + (f" ({last.detail})" if last.detail else "") if last else "không thấy dấu vết"
        return step + (f"; căn cứ: {'; '.join(one.article.reasons)}" if one.article and one.article.reasons else "")
    return f"căn cứ: {'; '.join(one.article.reasons)}" if one.article.reasons else ""


def _compare_articles(told: Sequence[Told], items: Mapping[str, EditionItem], result: Comparison) -> None:
    words = {True: "vào bản tin", False: "không vào bản tin"}
    for one in told:
        result.note("articles", one.truth.id, words[one.truth.in_edition], words[one.item is not None], _why(one))
    known = {one.id for one in told}
    for item in items.values():
        if item.article not in known:
            result.note("articles", item.url, "không vào bản tin", "vào bản tin", f"bài không có trong truth.toml: {item.title}")


def _compare_reprints(told: Sequence[Told], result: Comparison) -> None:
    names = {one.id: one.truth.id for one in told if one.id}
    for one in told:
        if one.item and one.truth.in_edition:
            result.note("reprints", one.truth.id, one.truth.same_as, names.get(one.item.same_as) if one.item.same_as else None)


def _compare_stories(told: Sequence[Told], result: Comparison) -> None:
    """A story is right when its articles, no more and no fewer, share one number of the edition."""
    wanted: dict[str, set[str]] = {}
    made: dict[int, set[str]] = {}
    for one in told:
        if one.truth.in_edition and one.truth.story:
            wanted.setdefault(one.truth.story, set()).add(one.truth.id)
        if one.item:
            made.setdefault(one.item.number, set()).add(one.truth.id)
    for label, members in wanted.items():
        parts = [sorted(group) for group in made.values() if group & members]
        result.note("stories", f"nội dung {label}", [sorted(members)], parts)


def _compare_labels(one: Told, item: EditionItem, result: Comparison) -> None:
    truth, why = one.truth, _why(one)
    result.note("topic", truth.id, truth.topic, item.topic, why)
    result.note("tone", truth.id, truth.tone, item.tone, why)
    result.note("issue", truth.id, truth.issue, item.issue, why)
    result.note("urgent", truth.id, truth.urgent, item.urgent, why)
    if truth.places is not None:
        result.note("places", truth.id, sorted(truth.places), sorted(item.places), why)


def _compare_outcome(one: Told, result: Comparison, day: PressDay) -> None:
    """Why it is not told: by the trail, or by the time it was kept. A site that shows nothing leaves no trace of its articles."""
    wanted, until = one.truth.outcome or "", day.until
    kept = one.article.kept_at if one.article else None
    if wanted == "before_window":
        got = "before_window" if kept and kept < until and one.item is None else "không lưu trước kỳ"
    elif wanted == "next_edition":
        got = "next_edition" if one.item is None and (kept is None or kept > until or _after(one.article, until)) else "đã lưu"
    else:
        outcomes = {row.outcome.value for row in one.trail}
        if not one.trail and day.play(one.outlet).trouble in HIDDEN:
            outcomes = {HIDDEN[str(day.play(one.outlet).trouble)]}
        undated = {"no_date"} if one.article and one.article.published_at is None else set()
        got = (
            wanted
            if (outcomes | undated) & SAME_OUTCOME.get(wanted, {wanted})
            else (", ".join(sorted(outcomes)) or "không dấu vết")
        )
    result.note("outcome", one.truth.id, wanted, got, _why(one))


def _after(article: Article | None, until: datetime) -> bool:
    return article is not None and article.published_at is not None and article.published_at > until


def _compare_totals(truth: Truth, archive: Archive, day: date, result: Comparison) -> None:
    edition = archive.editions.get(day)
    counts: dict[str, int] = dict(edition.counts) if edition else {}
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
            found = outlet is not None and any(form in foot for form in (outlet.label, outlet.full_label))
            result.note("sources", f"{name} ({kind})", "được nêu", "được nêu" if found else "không được nêu")


def _text(value: object) -> str:
    if isinstance(value, list):
        return " | ".join(", ".join(part) if isinstance(part, list) else str(part) for part in value) or "–"
    return {None: "–", True: "có", False: "không"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)
