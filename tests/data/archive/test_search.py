"""Search: with and without accents, any input, filters, newest first; at size."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.archive import Archive
from data.archive.search import has_accent, match_expression
from data.model import Mention
from tests.support.archive_case import NOW, after, article, judged

TITLES = {
    1: "Hải Dương mở hội vải thiều",
    2: "Mở hai đường mới vào khu công nghiệp",
    3: "Đà Nẵng và Hòa Bình ký kết",
    4: "Nghệ sĩ kể chuyện hoà bình, sức khoẻ và thuỷ lợi",
    5: "DƯƠNG LIỄU: đường về biển, hải sản",
    6: "Đắk Lắk đón khách quý, ăn quả na",
}


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "hai-duong.db", now=NOW) as opened:
        for number, title in TITLES.items():
            opened.articles.keep(
                article(number, title=title, summary=None, body=None, published_at=after(number)), None, now=NOW, run="r"
            )
        yield opened


def found(archive: Archive, query: str) -> list[int]:
    numbers = {title: number for number, title in TITLES.items()}
    return [numbers[hit.title or ""] for hit in archive.search.find(query)]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("hải dương", [5, 1]),  # every word, anywhere; never "hai đường"
        ('"hải dương"', [1]),
        ("“Hải Dương”", [1]),
        ("hai duong", [5, 2, 1]),  # without accents all of them
        ("hai đường", [2]),
        ("da nang", [3]),
        ("ĐÀ NẴNG", [3]),
        ("dak lak", [6]),
        ("Đắk", [6]),
        ("hòa bình", [4, 3]),  # both places of the tone mark
        ("hoà bình", [4, 3]),
        ("khỏe", [4]),
        ("thủy lợi", [4]),
        ("quý", [6]),
        ("Hải Dương", [5, 1]),
        ("vải AND thiều", []),
        ("vải OR", []),
        ("NEAR(vải thiều)", []),
        ("vải*", [1]),
        ("title:vải", []),
        ("không có gì", []),
        ("_ - !", []),
        ("", [6, 5, 4, 3, 2, 1]),
    ],
)
def test_what_a_query_finds(archive: Archive, query: str, numbers: list[int]) -> None:
    assert found(archive, query) == numbers


def test_decomposed_queries_find_the_same(archive: Archive) -> None:
    assert found(archive, "Ha\u0309i Du\u031bo\u031bng") == [5, 1]


def test_accents_decide_the_table() -> None:
    assert [has_accent(query) for query in ("da nang", "Đà Nẵng", "đa", "HAI DUONG", "naïve", "")] == [
        False, True, True, False, True, False,
    ]  # fmt: skip
    assert match_expression('hòa "xã hội" _') == '("hòa" OR "hoà") AND "xã hội"'


@settings(max_examples=300, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=30) | st.text("\"*^(){}:-+.AND ORT'\\\0", max_size=20), sort=st.sampled_from(["new", "rank"]))
def test_no_input_is_an_error(archive: Archive, query: str, sort: str) -> None:
    assert isinstance(archive.search.find(query, sort=sort, place=query), list)


def test_newest_first_by_publication_best_first_by_rank(archive: Archive) -> None:
    archive.articles.keep(article(7, title="Vải, vải, vải thiều", published_at=after(-50)), None, now=after(1), run="r")
    assert [hit.published_at for hit in archive.search.find("vải")] == [after(1), after(-50)]
    assert [hit.published_at for hit in archive.search.find("vải", sort="rank")] == [after(-50), after(1)]
    assert len(archive.search.find("vải", limit=1)) == 1


def test_filters_narrow_and_read_corrections(archive: Archive) -> None:
    for number in (1, 2):
        archive.judgements.write(judged(number), "s1", now=NOW, run="r")
    one, two = article(1).id, article(2).id
    archive.corrections.correct(two, by="Lan", now=NOW, tone="negative", topic="giao-thong")
    searches = {
        "tone": archive.search.find("", tone="negative"),
        "topic": archive.search.find("", topic="y-te"),
        "since": archive.search.find("", since=after(6)),
        "until": archive.search.find("", until=after(1)),
        "outlet": archive.search.find("", outlet="dantri"),
        "both": archive.search.find("hai duong", tone="neutral", until=after(3)),
    }
    ids = {name: [hit.id for hit in hits] for name, hits in searches.items()}
    assert ids == {"tone": [two], "topic": [one], "since": [article(6).id], "until": [one], "outlet": [], "both": [one]}


def test_place_is_found_by_label_with_or_without_accents_and_by_unit(archive: Archive) -> None:
    unit = "hai-duong/huyen-thanh-ha"
    mention = Mention(place=unit, kind="district", field="title", start=0, end=3, surface="Hải")
    archive.judgements.write(judged(1, places=("huyện Thanh Hà",), mentions=(mention,)), "s1", now=NOW, run="r")
    archive.judgements.write(judged(2, places=("huyện Thanh Hóa",)), "s1", now=NOW, run="r")
    for place, numbers in (
        ("thanh ha", [1]), ("Thanh Hà", [1]), ("thanh", [2, 1]), ("Thanh Hoá", [2]), (unit, [1]), ("Thành Hà", []),
    ):  # fmt: skip
        assert [hit.id for hit in archive.search.find("", place=place)] == [article(number).id for number in numbers], place


def test_search_follows_edits_and_retention(archive: Archive) -> None:
    archive.articles.keep(article(1, title="Hải Dương được mùa nhãn"), None, now=after(1), run="r2")
    assert archive.search.find("thiều") == archive.search.find("thieu") == []
    assert [hit.id for hit in archive.search.find("nhãn")] == [hit.id for hit in archive.search.find("nhan")] == [article(1).id]
    assert archive.upkeep.integrity() == "ok"


def test_newest_first_stays_fast_when_everything_matches(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "big.db", now=NOW) as archive, archive.write():
        for number in range(3000):
            at = NOW + timedelta(minutes=number)
            archive.articles.keep(article(number, title="Hải Dương hôm nay", published_at=at), None, now=at, run="r")
        began = time.perf_counter()
        hits = archive.search.find("hải dương", limit=20)
        assert time.perf_counter() - began < 1.0
    assert [hit.published_at for hit in hits] == [NOW + timedelta(minutes=2999 - n) for n in range(20)]
