"""digest/edition/story.py: lead, votes, places, notes and addresses of a story, each decision by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from data.archive.records import Version
from data.model import Article, Outlet
from data.text.dates import VN
from digest.edition import story as stories
from digest.edition.story import StoryContext, build_story, extract_sentences, is_late, order_by_time, require_time, sanitise_url

AFTER = datetime(2021, 3, 2, 6, tzinfo=VN)
UNTIL = datetime(2021, 3, 3, 6, tzinfo=VN)
NOON = datetime(2021, 3, 2, 12, tzinfo=VN)


def outlet(name: str, **facts: Any) -> Outlet:
    values: dict[str, Any] = {"label": f"Báo {name}", "full_label": "", "short": "", "owner_type": "dia-phuong", "home": ""}
    return Outlet(name=name, **(values | facts))


OUTLETS = {
    "a": outlet("a"),
    "b": outlet("b", full_label="Báo b (Trung ương)", short="b.", owner_type="trung-uong", country=" Lào "),
    "gop": outlet("gop", owner_type="tong-hop"),
    "en": outlet("en", owner_type="nuoc-ngoai", lang="en"),
    "trong": outlet("trong", label="", full_label="", short=""),
}


def context(
    *, demo: bool = False, originals: Mapping[str, Article] | None = None, versions: Mapping[str, Sequence[Version]] | None = None
) -> StoryContext:
    return StoryContext(
        outlets=OUTLETS, day=date(2021, 3, 3), after=AFTER, until=UNTIL, demo=demo, unit="tỉnh", originals=originals or {},
        versions=versions or {},
    )  # fmt: skip


def article(name: str, outlet_name: str = "a", *, minutes: int = 0, **facts: Any) -> Article:
    values: dict[str, Any] = {"title": f"Tin {name}", "published_at": NOON + timedelta(minutes=minutes), "lang": "vi"}
    return Article(id=name, url=f"https://bao.example/{name}", outlet=outlet_name, **(values | facts))


def lead_of(*articles: Article) -> str:
    return build_story("s", articles, context(), continues="").lead


@pytest.mark.parametrize(
    ("name", "demo", "source"),
    [
        ("a", False, ("Báo a", "Báo a", "Báo a", "dia-phuong", "")),
        ("b", False, ("Báo b", "Báo b (Trung ương)", "b.", "trung-uong", "Lào")),
        ("b", True, ("Báo b (mô phỏng)", "Báo b (Trung ương) (mô phỏng)", "b. (mô phỏng)", "trung-uong", "Lào")),
        ("trong", False, ("trong", "trong", "trong", "dia-phuong", "")),
        ("la", False, ("la", "la", "la", "dia-phuong", "")),
    ],
)
def test_an_outlet_is_named_by_its_labels_else_by_its_name(name: str, demo: bool, source: tuple[str, ...]) -> None:
    named = context(demo=demo).source(name)
    assert (named.label, named.full_label, named.short, named.owner_type, named.country) == source
    assert named.name == name


def test_the_lead_is_the_first_original_of_the_press_in_vietnamese() -> None:
    assert lead_of(article("2", minutes=2), article("1", minutes=1)) == "1"
    assert lead_of(article("1", same_as="x"), article("2", minutes=1)) == "2"
    assert lead_of(article("1", "gop"), article("2", minutes=1)) == "2"
    assert lead_of(article("1", "en", lang="en"), article("2", minutes=1)) == "2"
    assert lead_of(article("1", "en", lang="en"), article("2", "gop", minutes=1)) == "1"
    assert lead_of(article("1", same_as="x"), article("2", "gop", minutes=1)) == "2"
    assert lead_of(article("1", same_as="x"), article("2", same_as="x", minutes=1)) == "1"
    assert lead_of(article("1", lang=None), article("2", minutes=1)) == "1"


def test_the_lead_of_a_developing_story_is_its_newest_report_of_the_same_kind() -> None:
    def newest(*others: Article) -> str:
        return lead_of(article("1", urgent=True), *others)

    assert newest(article("2", minutes=1), article("3", minutes=2)) == "3"
    assert newest(article("2", minutes=1, same_as="1")) == "1"
    assert newest(article("2", "gop", minutes=1)) == "1"
    assert newest(article("2", "en", minutes=1, lang="en")) == "1"
    assert newest(article("2", minutes=1, lang=None)) == "2"
    assert lead_of(article("1", same_as="x", urgent=True), article("2", same_as="x", urgent=True, minutes=1)) == "1"
    assert lead_of(article("1", "en", lang="en", urgent=True), article("2", "en", lang="en", minutes=3)) == "2"
    assert lead_of(article("1", "en", lang=None, urgent=True), article("2", lang="vi", minutes=3)) == "2"


@pytest.mark.parametrize(
    ("tones", "tone"),
    [
        (["negative"], "negative"),
        (["negative", "neutral", "neutral"], "negative"),  # two votes of the lead, a tie is its own
        (["negative", "neutral", "neutral", "neutral"], "neutral"),
        ([None, "positive"], "positive"),
        ([None, "positive", "negative"], "positive"),
        ([None, None], "neutral"),
    ],
)
def test_the_tone_is_voted_on_with_two_votes_of_the_lead(tones: list[str | None], tone: str) -> None:
    voters = [article(str(number), minutes=number, tone=vote) for number, vote in enumerate(tones)]
    built = build_story("s", voters, context(), continues="")
    assert built.tone == tone
    assert {row.tone for row in built.articles} == {tone}


def test_reprints_have_no_vote_where_there_is_an_original() -> None:
    copies = [article(str(number), minutes=number, tone="neutral", topic="y-te", same_as="0") for number in (1, 2, 3)]
    built = build_story("s", [article("0", tone="negative", topic="kinh-te"), *copies], context(), continues="")
    assert (built.tone, built.topic) == ("negative", "kinh-te")
    assert build_story("s", copies, context(), continues="").topic == "y-te"
    assert build_story("s", [article("0")], context(), continues="").topic == "chinh-tri"


@pytest.mark.parametrize(
    ("issues", "issue"),
    [
        ([True], True),
        ([False], False),
        ([True, False, False, False], True),
        ([False, True, True], False),
        ([False, True, True, True], True),
        ([None], False),
    ],
)
def test_a_story_is_an_issue_by_its_lead_or_by_vote(issues: list[bool | None], issue: bool) -> None:
    voters = [article(str(number), minutes=number, issue=vote) for number, vote in enumerate(issues)]
    assert build_story("s", voters, context(), continues="").issue is issue


@pytest.mark.parametrize(
    ("places", "chosen"),
    [
        ([("xã A",), ("xã B",), ("xã B",)], ("xã A",)),
        ([(), ("xã B",)], ("xã B",)),
        ([(), ("xã B",), ("xã C",)], ()),
        ([(), (), ("xã B",), ("xã B",)], ("xã B",)),
        ([(), (), (), ("xã B",)], ()),
        ([(), ()], ()),
    ],
)
def test_places_are_those_of_the_lead_else_those_of_half_the_articles(
    places: list[tuple[str, ...]], chosen: tuple[str, ...]
) -> None:
    articles = [article(str(number), minutes=number, places=names) for number, names in enumerate(places)]
    assert build_story("s", articles, context(), continues="").places == chosen


def test_places_of_reprints_are_not_counted() -> None:
    assert (
        build_story("s", [article("1"), article("2", minutes=1, places=("xã B",), same_as="1")], context(), continues="").places
        == ()
    )


def test_a_story_not_yet_placed() -> None:
    built = build_story("s", [article("2", minutes=1), article("1", title="")], context(), continues="Tiếp theo:")
    assert (built.number, built.id, built.continues, built.urgent) == (0, "s", "Tiếp theo:", False)
    assert [(row.id, row.row, row.story) for row in built.articles] == [("1", 0, 0), ("2", 0, 0)]
    assert [row.title for row in built.articles] == ["(không có tiêu đề)", "Tin 2"]
    assert [row.places for row in built.articles] == ["Toàn tỉnh", "Toàn tỉnh"]
    assert {row.topic for row in built.articles} == {"chinh-tri"}


def test_a_title_has_at_most_three_hundred_characters() -> None:
    def titled(characters: int) -> str:
        return build_story("s", [article("1", title="à" * characters)], context(), continues="").articles[0].title

    assert titled(300) == "à" * 300
    assert titled(301) == "à" * 299 + "…"


def test_an_extract_is_of_the_articles_own_sentences_else_of_its_lead() -> None:
    assert extract_sentences(article("1", sentences=("Câu một.", "Câu hai."), summary="Sapo.")) == "Câu một. Câu hai."
    assert extract_sentences(article("1", summary="Sapo một. Sapo hai.")) == "Sapo một. Sapo hai."
    assert extract_sentences(article("1")) == ""
    assert extract_sentences(article("1", sentences=("à" * 480,))) == "à" * 480
    assert extract_sentences(article("1", sentences=("à" * 481,))) == "à" * 479 + "…"


def test_time_and_order() -> None:
    assert require_time(article("1")) == NOON
    assert order_by_time(article("1")) == (NOON, "1")
    with pytest.raises(ValueError, match="no publication time"):
        require_time(article("1", published_at=None))


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://bao.example/tin", "https://bao.example/tin"),
        ("http://bao.example:8080/tin", "http://bao.example:8080/tin"),
        ("ftp://bao.example/tin", ""),
        ("javascript:alert(1)", ""),
        ("https://ai@bao.example/tin", ""),
        ("https:///tin", ""),
        ("https://bao.example/mot tin", ""),
        ("https://[bao/tin", ""),
        ("https://bao.example/a'b\"c<d>", "https://bao.example/a%27b%22c%3Cd%3E"),
        ("https://bao.example/a\\b", "https://bao.example/a%5Cb"),
        ("", ""),
    ],
)
def test_only_plain_web_addresses_are_links(url: str, address: str) -> None:
    assert sanitise_url(url) == address


@pytest.mark.parametrize(
    ("published", "late"),
    [
        (datetime(2021, 3, 2, 0, 0, tzinfo=VN), False),
        (datetime(2021, 3, 1, 23, 59, tzinfo=VN), True),
        (NOON, False),
    ],
)
def test_an_article_of_a_day_before_the_period_is_late(published: datetime, late: bool) -> None:
    assert is_late(article("1", published_at=published), context()) is late


@pytest.mark.parametrize(("seconds", "late"), [(0, False), (-1, True)])
def test_an_article_older_than_three_days_is_late_in_a_long_period(seconds: int, late: bool) -> None:
    long = StoryContext(outlets={}, day=date(2021, 3, 8), after=AFTER, until=UNTIL + timedelta(days=5), demo=False, unit="tỉnh")
    published = UNTIL + timedelta(days=2, seconds=seconds)
    assert is_late(article("1", published_at=published), long) is late


def notes(*articles: Article, **facts: Any) -> list[tuple[str, ...]]:
    return [row.notes for row in build_story("s", articles, context(**facts), continues="").articles]


def test_an_article_by_itself_is_called_so() -> None:
    assert notes(article("1")) == [("bài riêng",)]


def test_a_language_is_a_version_where_there_is_a_vietnamese_article_too() -> None:
    assert notes(article("1", "en", lang="en"), article("2", minutes=1)) == [("bản tiếng Anh",), ("bài riêng",)]
    assert notes(article("1", "en", lang="en"), article("2", "en", lang="en", minutes=1)) == [("tiếng Anh",)] * 2
    assert notes(article("1", "en", lang=None)) == [("tiếng Anh",)]
    assert notes(article("1", "la", lang=None)) == [("bài riêng",)]


def test_lateness_and_withdrawal_are_noted() -> None:
    late = article("1", published_at=datetime(2021, 3, 1, 8, tzinfo=VN))
    assert notes(late) == [("bài riêng", "Đăng ngày 01/03, thu được muộn")]
    gone = article("1", withdrawn_at=datetime(2021, 3, 3, 5, 30, tzinfo=VN))
    assert notes(gone) == [("bài riêng", "Báo đã gỡ bài (kiểm tra lúc 05:30 ngày 03/03)")]


@pytest.mark.parametrize(
    ("ours", "theirs", "note"),
    [
        (("Tin một", 100), ("Tin một", 100), "đăng lại bài của Báo b"),
        (("Tin một", 90), ("Tin một", 100), "đăng lại bài của Báo b"),
        (("Tin một", 89), ("Tin một", 100), "đăng lại bài của Báo b, cắt ngắn"),
        (("Tin khác", 100), ("Tin một", 100), "đăng lại bài của Báo b, đổi tiêu đề"),
        (("Tin khác", 10), ("Tin một", 100), "đăng lại bài của Báo b, đổi tiêu đề, cắt ngắn"),
        (("Tin một", 100), ("Tin một dài", 100), "đăng lại bài của Báo b, cắt ngắn"),
        (("Tin một dài", 100), ("Tin một", 100), "đăng lại bài của Báo b"),
        (("TIN MỘT", 100), ("Tin một", 100), "đăng lại bài của Báo b"),
        (("Tin một", 0), ("Tin một", 0), "đăng lại bài của Báo b"),
    ],
)
def test_a_reprint_says_what_it_changed(ours: tuple[str, int], theirs: tuple[str, int], note: str) -> None:
    original = article("goc", "b", title=theirs[0], body="à" * theirs[1])
    copy = article("1", title=ours[0], body="à" * ours[1], same_as="goc")
    assert notes(copy, originals={"goc": original}) == [(note,)]


def test_a_reprint_of_an_unknown_text_is_only_called_so() -> None:
    assert notes(article("1", same_as="la")) == [("đăng lại",)]
    bare = article("goc", "b", title=None, body=None)
    assert notes(article("1", title=None, body=None, same_as="goc"), originals={"goc": bare}) == [("đăng lại bài của Báo b",)]


def version(title: str, at: datetime) -> Version:
    return Version(at=at, title=title, summary="", body="", changed=("title",), url="", page=None)


@pytest.mark.parametrize(
    ("facts", "kept", "note"),
    [
        ({"versions": 1, "modified_at": NOON + timedelta(hours=1)}, [("Cũ", 9)], ""),
        ({"versions": 2}, [], "Báo đã sửa bài"),
        ({"versions": 2, "modified_at": NOON + timedelta(hours=1)}, [], "Báo đã sửa bài lúc 13:00"),
        ({"versions": 2, "modified_at": NOON + timedelta(hours=1)}, [("Cũ", 2), ("Tin 1", 3)], "Báo đã sửa tiêu đề lúc 13:00"),
        ({"versions": 3, "modified_at": NOON}, [("Tin 1", 2), ("Tin 1", 3)], "Báo đã sửa bài lúc 15:00"),
        ({"versions": 2, "modified_at": NOON}, [], "Báo đã sửa bài"),
        ({"versions": 2}, [("Tin 1", 2), ("Tin 1", 13)], "Báo đã sửa bài lúc 01:00 ngày 03/03/2021"),
        ({"versions": 2}, [("TIN 1", 2)], "Báo đã sửa bài lúc 14:00"),
    ],
)
def test_an_edit_is_told_with_the_papers_own_time(facts: dict[str, Any], kept: list[tuple[str, int]], note: str) -> None:
    edited = article("1", **facts)
    versions = {"1": [version(title, NOON + timedelta(hours=hours)) for title, hours in kept]}
    assert notes(edited, versions=versions) == [("bài riêng", note) if note else ("bài riêng",)]


def test_the_constants_of_a_story() -> None:
    assert (timedelta(days=3), 0.9, 2) == (stories.LATE, stories.CUT_SHORT, stories.LEAD_VOTES)
    assert NOON.astimezone(UTC).hour == 5
