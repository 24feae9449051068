"""nlp/grouping/event_features.py: each figure, day, clock time and locality of a text is read at its exact value."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from data.model import Article, Mention
from nlp.document import Document
from nlp.grouping.event_features import (
    EventFeatures,
    _days,
    _district,
    _localities,
    _published,
    _times,
    extract_event_features,
    find_figures,
    weigh_figure,
)


def features(title: str = "", summary: str = "", body: str = "", **facts: object) -> EventFeatures:
    article = Article(id="a", url="", outlet="o", title=title, summary=summary, body=body)
    return extract_event_features(Document(article.with_(**facts)))


def mention(place: str, kind: str) -> Mention:
    return Mention(place=place, kind=kind, field="body", start=0, end=3, surface="abc")


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("vay 3 nghìn đồng", {"3000"}),
        ("vay 3 ngàn đồng", {"3000"}),
        ("vay 3 triệu đồng", {"3e+06"}),
        ("vay 3 tỷ đồng", {"3e+09"}),
        ("vay 3 tỉ đồng", {"3e+09"}),
        ("vay 3 ức đồng", set()),
        ("lãi 12,5 triệu", {"1.25e+07"}),
        ("dài 1.234 mét", {"1234"}),
        ("dài 2,45 mét", {"2.45"}),
        ("cân nặng 9 đồng", set()),
        ("cân nặng 10 đồng", {"10"}),
        ("có 9 xe đạp", {"9 xe"}),
        ("có 2 xe đạp", {"2 xe"}),
        ("có 1 xe đạp", set()),
        ("có 9  xe đạp", set()),
        ("có 2 nạn nhân", {"2 nạn nhân"}),
        ("có 2 người", {"2 người"}),
        ("có 12 xe đạp", {"12"}),
        ("năm 2017, quốc lộ 37", set()),
    ],
)
def test_a_vietnamese_figure_has_its_value(text: str, figures: set[str]) -> None:
    assert find_figures(text, english=False) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("lent 3 thousand dong", {"3000"}),
        ("lent 3 mln dong", {"3e+06"}),
        ("lent 3 million dong", {"3e+06"}),
        ("lent 3 billion dong", {"3e+09"}),
        ("lent 3 bln dong", {"3e+09"}),
        ("some 1,234 m", {"1234"}),
        ("some 2.45 m", {"2.45"}),
        ("a 0.5 share", {"0.5"}),
        ("with 4 workers", {"4 workers"}),
    ],
)
def test_an_english_figure_has_its_value(text: str, figures: set[str]) -> None:
    assert find_figures(text, english=True) == figures


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("hai", 2), ("ba", 3), ("bốn", 4), ("năm", 5), ("sáu", 6), ("bảy", 7), ("tám", 8), ("chín", 9),
        ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9),
    ],
)  # fmt: skip
def test_a_number_in_letters_counts_with_what_is_counted(word: str, number: int) -> None:
    assert find_figures(f"cứu {word} người", english=False) == {f"{number} người"}
    assert find_figures(f"cứu {word} tầng", english=False) == set()


@pytest.mark.parametrize("word", ["mười", "ten"])
def test_ten_in_letters_counts_alone(word: str) -> None:
    assert find_figures(f"xây {word} tầng", english=False) == {"10"}


@pytest.mark.parametrize(
    ("figure", "weight"),
    [
        ("2 xe", 0.4), ("9.2", 1.0), ("10", 0.25), ("300", 0.25), ("12", 0.6), ("1200", 0.6), ("123", 0.95), ("1234", 1.0),
        ("12345", 1.0), ("0.5", 1.0), ("105", 0.95),
    ],
)  # fmt: skip
def test_an_odd_figure_tells_more_than_a_round_one(figure: str, weight: float) -> None:
    assert weigh_figure(figure) == pytest.approx(weight)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("sáng 5/7", [(5, 7)]),
        ("sáng 1/1 và 31/12", [(1, 1), (31, 12)]),
        ("hôm 0/5", []),
        ("hôm 5/0", []),
        ("hôm 32/5", []),
        ("hôm 5/13", []),
        ("ngày 8 tháng 9", [(8, 9)]),
        ("ngày 31 tháng 12", [(31, 12)]),
        ("ngày 32 tháng 12", []),
        ("14-6-2021 rồi 3/4/2021", [(14, 6), (3, 4)]),
        ("không ngày nào", []),
    ],
)
def test_the_days_named_are_those_of_a_calendar(text: str, days: list[tuple[int, int]]) -> None:
    assert _days(text) == days


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("lúc 8h15", {(8, 15)}),
        ("lúc 8h", {(8, 0)}),
        ("lúc 15 giờ 40", {(15, 40)}),
        ("lúc 23h59", {(23, 59)}),
        ("lúc 24h00", set()),
        ("lúc 8h60", set()),
        ("lúc 0:01", {(0, 1)}),
        ("không giờ nào", set()),
    ],
)
def test_the_times_named_are_those_of_a_clock(text: str, times: set[tuple[int, int]]) -> None:
    assert _times(text) == times


def test_the_day_of_publication_and_the_day_before_are_those_of_vietnam() -> None:
    article = Article(id="a", url="", outlet="o", title="")
    assert _published(article) == frozenset()
    assert _published(article.with_(published_at=datetime(2021, 3, 1, 2, 0, tzinfo=UTC))) == {(1, 3), (28, 2)}
    assert _published(article.with_(published_at=datetime(2021, 3, 1, 18, 0, tzinfo=UTC))) == {(2, 3), (1, 3)}


@pytest.mark.parametrize(
    ("place", "kind", "district"),
    [
        ("hoa-binh", "province", ""),
        ("hoa-binh", "district", ""),
        ("hoa-binh/huyen-mot", "district", "huyen-mot"),
        ("hoa-binh/xa-mot", "commune", ""),
        ("hoa-binh/huyen-mot/xa-hai", "commune", "huyen-mot"),
        ("hoa-binh/huyen-mot/xa-hai", "landmark", "huyen-mot"),
        ("hoa-binh/huyen-mot/xa-hai/thon-ba", "district", ""),
    ],
)
def test_the_district_stands_second_in_a_units_id(place: str, kind: str, district: str) -> None:
    assert _district(place, kind) == district


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Tại xã Mường Lươn có mưa", {"muong luon"}),
        ("Tại xã nghèo có mưa", set()),
        ("phường Bến Đá, chợ Cầu Tre", {"ben da", "cau tre"}),
        ("làng Bến Đá", set()),
    ],
)
def test_a_locality_is_the_capitalised_words_after_its_kind(text: str, names: set[str]) -> None:
    assert _localities(text) == names


def test_places_are_split_into_fine_ones_and_districts() -> None:
    places = (
        mention("p", "province"), mention("p/huyen-a", "district"), mention("p/huyen-b/xa-c", "commune"),
        mention("p/hồ", "landmark"),
        mention("ngoài", "namesake"), mention("p/huyen-d/xa-e", "watch"),
    )  # fmt: skip
    found = features("Tin", body="Một bài.", mentions=places)
    assert found.fine == {"@p/huyen-b/xa-c", "@p/hồ"}
    assert found.districts == {"huyen-a", "huyen-b"}


def test_the_first_day_named_is_kept_and_the_day_of_publication_left_out_of_the_days() -> None:
    found = features("Tin", body="Sáng 9/5 khởi công, 20/6 xong.", published_at=datetime(2021, 5, 9, 3, tzinfo=UTC))
    assert (found.first_day, found.days) == ((9, 5), {(20, 6)})
    empty = features("Tin")
    assert (empty.first_day, empty.days, empty.times, empty.figures) == (None, frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(("characters", "brief"), [(0, True), (199, True), (200, False)])
def test_an_article_is_brief_below_two_hundred_characters_of_body(characters: int, brief: bool) -> None:
    assert features("Tin", body="à" * characters).brief is brief


@pytest.mark.parametrize(("blanks", "is_read"), [(4000 - 2, True), (4000 - 1, False)])
def test_figures_are_read_in_the_first_four_thousand_characters(blanks: int, is_read: bool) -> None:
    assert features("Tin", body=" " * blanks + "57").figures == ({"57"} if is_read else set())


@pytest.mark.parametrize(("blanks", "is_read"), [(500 - 7, True), (500 - 6, False)])
def test_the_lead_is_the_first_five_hundred_characters(blanks: int, is_read: bool) -> None:
    found = features("Tin", body="." + " " * (blanks - 1) + "xã Đồng")
    assert found.localities == {"dong"}
    assert found.lead_localities == ({"dong"} if is_read else {"don"})


def test_a_long_sapo_does_not_push_the_body_out_of_the_lead() -> None:
    found = features("Tin", summary="Dài lắm " * 40, body="Cháy ở xã Đồng.")
    assert found.lead_localities == {"dong"}
    assert "fire" in found.lead


def test_notions_of_the_lead_and_of_the_whole_text_differ() -> None:
    found = features("Tin", body="Mở đầu. " * 80 + "Rồi cháy lớn.")
    assert "fire" in found.whole
    assert "fire" not in found.lead


def test_names_of_the_lead_are_those_of_all_that_stand_in_it() -> None:
    found = features("Tin về Xưởng Kẹo Lạc Khê", body="Mở đầu bài. " * 60 + "Cụ Khúc Thừa Bưởi kể lại.")
    assert {"xuong keo lac khe", "cu khuc thua buoi"} <= set(found.terms.names)
    assert "xuong keo lac khe" in found.lead_names
    assert "cu khuc thua buoi" not in found.lead_names
