"""Communes that the map does not know: whose name ends where, and when they are ours."""

from __future__ import annotations

import pytest

from data.gazetteer.province_names import Named
from data.gazetteer.records import Match, MatchState
from data.gazetteer.unlisted_communes import COMMUNE, _gap, _name, loose_communes
from data.text.scan import scan

FAMILY = frozenset({"hai-duong"})


def communes(text: str, *, supported: bool = True) -> list[tuple[str, str]]:
    """(surface, place) of what is added to a text in which "huyện Bến Xanh" is our district."""
    scanned = scan(text)
    plain = scanned.plain
    hits = []
    at = plain.find("huyện Bến Xanh")
    if at >= 0:
        hits.append(Match(at, at + 14, "district", "hai-duong/huyen-ben-xanh"))
    provinces = [
        Named(slug, start, start + len(name))
        for slug, name in (("hai-duong", "Hải Dương"), ("hue", "Huế"))
        for start in range(len(plain))
        if plain.startswith(name, start)
    ]
    ours = [Match(named.start, named.end, "province", named.slug) for named in provinces if named.slug == "hai-duong"]
    title = scan("Xanh")
    head = [Match(0, 4, "landmark" if supported else "namesake", "x")]
    state = MatchState(
        {"title": title, "body": scanned}, {"title": [], "body": provinces}, {"title": head, "body": hits + ours}, {}, set()
    )
    loose_communes(state, "hai-duong", FAMILY)
    return [(plain[hit.start : hit.end], hit.place) for hit in state.hits["body"] if "/xa-" in hit.place]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Cháy ở xã Mường Vôi, huyện Bến Xanh.", ["xã Mường Vôi"]),
        ("Cháy ở xã Vôi, huyện Bến Xanh.", ["xã Vôi"]),
        ("Cháy ở xã Vôi rồi lan sang huyện Bến Xanh.", []),
        ("Cháy ở xã Mường Vôi, Hải Dương mưa.", ["xã Mường Vôi"]),
        ("Cháy ở xã Mường Vôi hôm qua; Hải Dương mưa.", ["xã Mường Vôi"]),
        ("Cháy ở xã Mường Vôi hôm qua; Huế mưa.", []),
        ("Huế mưa. Cháy ở xã Mường Vôi hôm qua; Hải Dương mưa.", []),
        ("Hải Dương, Huế mưa, cháy lan qua nhiều nơi, lan tới xã Mường Vôi hôm qua; Hải Dương mưa.", ["xã Mường Vôi"]),
        ("Cháy ở xã Kim Thành hôm qua.", []),
        ("Cháy ở xã Mường Vôi hôm qua.", ["xã Mường Vôi"]),
        ("Chủ tịch xã Nguyễn Lam đến.", []),
        ("Cháy ở xã Nguyễn Mường Lam hôm qua.", []),
        ("UBND xã Mường Vôi Trần Lam họp.", ["xã Mường Vôi"]),
        ("Mưa ở xã Mường Trần Lam hôm qua.", ["xã Mường Trần Lam"]),
    ],
)
def test_communes_that_the_text_makes_ours(text: str, surfaces: list[str]) -> None:
    assert [surface for surface, _ in communes(text)] == surfaces


def test_the_place_of_a_loose_commune_and_an_article_without_ours() -> None:
    assert communes("Cháy ở xã Mường Vôi hôm qua.") == [("xã Mường Vôi", "hai-duong/xa-muong-voi")]
    assert communes("Cháy ở xã Mường Vôi hôm qua.", supported=False) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ở xã Mường Vôi", "Mường Vôi"),
        ("ở xã Nguyễn Lam", "Nguyễn Lam"),
        ("ở xã Nguyễn Văn Lam", ""),
        ("Chủ tịch xã Nguyễn Lam", ""),
        ("UBND xã Tân Lộ Trần Lam", "Tân Lộ"),
        ("UBND xã Tân Lộ Trần", "Tân Lộ Trần"),
        ("ở xã Tân Trần Lam", "Tân Trần Lam"),
    ],
)
def test_where_the_name_ends(text: str, name: str) -> None:
    match = COMMUNE.search(text)
    assert match is not None and _name(text, match) == name


def test_a_province_behind_is_nearer_than_one_before() -> None:
    match = COMMUNE.search("0123456789 xã Mường Vôi 0123456789")
    assert match is not None and match.span() == (11, 23)
    assert _gap(match, Named("a", 23, 30)) == 0
    assert _gap(match, Named("a", 28, 30)) == 5
    assert _gap(match, Named("a", 0, 6)) == 10
