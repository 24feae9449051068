"""Find what contradicts itself in a press day: items of one story, an item and its article, an item and the day's frame.

In: the truth as read, and the parts of the day it depends on. Out: notes in the day's `Checker`, each with file and key.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.gazetteer.units import land_units
from diembao.demo.press_day.articles import DayArticle
from diembao.demo.press_day.checker import Checker
from diembao.demo.press_day.earlier import DayCase, EarlierStory
from diembao.demo.press_day.review import DayReview
from diembao.demo.press_day.truth import HOME, Truth, TruthItem

PER_STORY = {
    "topic": "lĩnh vực", "tone": "sắc thái", "issue": "giá trị báo nêu", "urgent": "giá trị tin nhanh", "places": "địa bàn",
    "continues": "bản tin trước", "case": "vấn đề theo dõi",
}  # fmt: skip
SAME_IN_STORY = "bản tin ghi một lần cho cả nội dung nên các bài phải giống nhau (nhãn riêng của một bài thì ghi ở labels)"
FORMER = " (cũ)"  # the digest's mark of a unit that is no longer in force


@dataclass(frozen=True, kw_only=True)
class Frame:
    """What the truth is checked against; a member is None where the day says it wrongly, and then it is not checked.

    `places`: labels that a story may name; `home_outlets`: the province's own papers, when the register is at hand;
    `last_look`: when the crawler looks for the last time.
    """

    articles: Mapping[str, DayArticle]
    after: datetime | None
    until: datetime | None
    first_look: datetime | None
    last_look: datetime | None
    places: frozenset[str] | None
    home_outlets: frozenset[str] | None
    home_counted: bool
    earlier: Sequence[EarlierStory]
    cases: Sequence[DayCase]
    review: DayReview | None


def place_labels(province: str, day: date) -> frozenset[str]:
    """Return every label of a district or commune of the province's land, in force on `day` or before it."""
    labels: set[str] = set()
    for unit in land_units(province, day):
        if unit.kind != "province" and (unit.valid_from is None or unit.valid_from <= day):
            labels.add(unit.label)
            if unit.valid_until is not None and unit.valid_until <= day:
                labels.add(unit.label + FORMER)
    return frozenset(labels)


def check_places(file: str, key: str, places: Collection[str], labels: frozenset[str] | None, check: Checker) -> None:
    """Note every place that neither the map nor the day's `invented_places` has."""
    for place in places:
        if labels is not None and place not in labels:
            close = difflib.get_close_matches(place, sorted(labels), n=2, cutoff=0.7)
            hint = f"có phải: {', '.join(close)}? " if close else ""
            check.add(
                file, key, f"“{place}” không phải địa bàn nào của tỉnh vào ngày của bản tin; {hint}"
                "ghi như bản tin (“huyện Kim Thành”); địa danh giả định thì khai ở invented_places của day.toml",
            )  # fmt: skip


def check_truth(truth: Truth, frame: Frame, check: Checker) -> None:
    """Note every contradiction of the truth."""
    in_edition = [item for item in truth.items.values() if item.in_edition]
    _check_stories(in_edition, check)
    for item in truth.items.values():
        check_places(item.file, f"{item.id}.places", item.places, frame.places, check)
        check_places(item.file, f"{item.id}.labels.places", (item.labels or {}).get("places", ()), frame.places, check)
        _check_reprint(item, truth.items, frame, check)
        article = frame.articles.get(item.id)
        if article is not None:
            _check_time(item, article, frame, check)
            _check_home(item, article, frame, check)
        _check_follow_up(item, frame, check)
    _check_cases(truth, frame, check)
    _check_totals(in_edition, truth.totals, check)


def _value(item: TruthItem, key: str) -> Any:
    value = getattr(item, key)
    return tuple(sorted(value)) if key == "places" else value


def _print_value(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(value) or "toàn tỉnh"
    return (
        {True: "có", False: "không", None: "không ghi"}.get(value, str(value)) if isinstance(value, bool | None) else str(value)
    )


def _check_stories(in_edition: Sequence[TruthItem], check: Checker) -> None:
    """What the edition tells once for a story must be the same in all its items: the item that differs is named."""
    stories: dict[str, list[TruthItem]] = {}
    for item in in_edition:
        stories.setdefault(item.story or "", []).append(item)
    for label, items in stories.items():
        for key, words in PER_STORY.items():
            values = [(item, _value(item, key)) for item in items if not (key in ("topic", "tone") and _value(item, key) is None)]
            counts = Counter(value for _, value in values)
            if len(counts) < 2:
                continue
            usual, _ = counts.most_common(1)[0]
            example = next(item.id for item, value in values if value == usual)
            for item, value in values:
                if value != usual:
                    both = f"“{_print_value(value)}” ở đây, “{_print_value(usual)}” ở {example}"
                    check.add(
                        item.file, f"{item.id}.{key}", f"nội dung “{label}” có {len(counts)} {words}: {both}; {SAME_IN_STORY}"
                    )


def _check_reprint(item: TruthItem, items: Mapping[str, TruthItem], frame: Frame, check: Checker) -> None:
    if item.same_as is None:
        return
    key, original = f"{item.id}.same_as", items.get(item.same_as)
    if original is None or original.same_as or original is item:
        check.add(item.file, key, f"“{item.same_as}” phải là bài đầu tiên của chuỗi đăng lại")
        return
    if item.in_edition and (original.in_edition or original.story) and original.story != item.story:
        check.add(
            item.file,
            key,
            f"bài đăng lại thuộc nội dung “{item.story}” nhưng bài gốc {original.id} thuộc nội dung “{original.story}”",
        )
    ours, theirs = frame.articles.get(item.id), frame.articles.get(original.id)
    if ours and theirs and theirs.published > ours.published:
        check.add(item.file, key, f"bài gốc {original.id} đăng sau bài đăng lại")


def _check_time(item: TruthItem, article: DayArticle, frame: Frame, check: Checker) -> None:
    """The article's times must allow what the item says."""
    published, listed, key = article.published, article.listed_from, f"{item.id}.outcome"
    if item.in_edition:
        key = f"{item.id}.in_edition"
        if frame.until and published > frame.until:
            check.add(item.file, key, f"bài đăng lúc {published:%H:%M %d/%m/%Y}, sau window.until: phải là next_edition")
        elif frame.last_look and listed > frame.last_look:
            check.add(item.file, key, f"bài chỉ có trong nguồn tin từ {listed:%H:%M %d/%m/%Y}, sau lượt thu thập cuối")
    elif item.outcome == "next_edition" and frame.until and published <= frame.until:
        check.add(item.file, key, f"next_edition nhưng bài đăng lúc {published:%H:%M %d/%m/%Y}, không sau window.until")
    elif item.outcome == "before_window" and (_is_after(published, frame.after) or _is_after(listed, frame.first_look)):
        check.add(
            item.file, key, "before_window nhưng bài đăng sau window.after, hoặc sau lượt thu thập đầu mới có trong nguồn tin"
        )


def _is_after(moment: datetime, limit: datetime | None) -> bool:
    return limit is not None and moment > limit


def _check_home(item: TruthItem, article: DayArticle, frame: Frame, check: Checker) -> None:
    """The province's own paper may be told only where the office counts it."""
    if frame.home_outlets is None:
        return
    home = article.outlet in frame.home_outlets
    if item.outcome == HOME and not home:
        check.add(item.file, f"{item.id}.outcome", f"home nhưng “{article.outlet}” không phải báo, đài của tỉnh")
    if item.outcome == HOME and frame.home_counted:
        check.add(item.file, f"{item.id}.outcome", "home nhưng day.toml ghi office.include_home = true: báo của tỉnh được tính")
    if item.in_edition and home and not frame.home_counted:
        check.add(
            item.file, f"{item.id}.in_edition", f"“{article.outlet}” là báo, đài của tỉnh, không tính trong bản tin: phải là "
            'outcome = "home", hoặc ghi office.include_home = true trong day.toml',
        )  # fmt: skip


def _check_follow_up(item: TruthItem, frame: Frame, check: Checker) -> None:
    numbers = {story.number for story in frame.earlier}
    if item.continues is not None and item.continues not in numbers:
        check.add(item.file, f"{item.id}.continues", f"không có nội dung nào của bản tin số {item.continues} trong [[earlier]]")
    if item.continues is not None and not item.in_edition:
        check.add(item.file, f"{item.id}.continues", "chỉ ghi cho bài vào bản tin")
    if item.in_edition and any(item.id in story.articles for story in frame.earlier):
        check.add(item.file, f"{item.id}.in_edition", "bài đã được bản tin trước đưa ([[earlier]]) nên không vào bản tin này")


def _check_cases(truth: Truth, frame: Frame, check: Checker) -> None:
    """A demanded case must be one of the day's, or one that the officer opens for an article of the story."""
    numbers = {case.number for case in frame.cases}
    opened = {truth.items[name].story for name in (frame.review.cases if frame.review else ()) if name in truth.items}
    for item in truth.items.values():
        if item.case is not None and not item.in_edition:
            check.add(item.file, f"{item.id}.case", "chỉ ghi cho bài vào bản tin")
        elif item.case is not None and item.case not in numbers and item.story not in opened:
            check.add(item.file, f"{item.id}.case", f"không có vấn đề “{item.case}” trong [[case]], cán bộ trực cũng không mở")


def _check_totals(in_edition: Sequence[TruthItem], totals: Mapping[str, int], check: Checker) -> None:
    """The totals that follow from the items must agree with them."""
    stories = {item.story: item for item in in_edition}.values()
    figures = {
        "articles": len(in_edition),
        "stories": len(stories),
        "reprints": sum(bool(item.same_as) for item in in_edition),
        **{tone: sum(item.tone == tone for item in stories) for tone in ("positive", "neutral", "negative")},
        "issues": sum(item.issue for item in stories),
        "urgent": sum(item.urgent for item in stories),
        "late": sum(item.late for item in in_edition),
    }
    for key, figure in figures.items():
        if key in totals and totals[key] != figure:
            check.add("truth.toml", f"totals.{key}", f"ghi {totals[key]} nhưng các mục cộng lại là {figure}")
