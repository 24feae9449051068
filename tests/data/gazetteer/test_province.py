"""The matcher: `data.gazetteer.province`, `data.gazetteer.matcher`, the overlays and their own cases."""

from __future__ import annotations

import time
import tomllib
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.gazetteer import Province, UnknownProvince, load_province, provinces_in
from data.model import Article, Mention
from data.paths import ROOT

OVERLAYS = sorted((ROOT / "data" / "provinces").glob("*.toml"))


def cases() -> list[Any]:
    found = []
    for path in OVERLAYS:
        for number, case in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", ())):
            found.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}"))
    return found


def told(mentions: list[Mention]) -> list[str]:
    return [f"{mention.kind}:{unicodedata.normalize('NFC', mention.surface)}" for mention in mentions]


@pytest.mark.parametrize(("slug", "case"), cases())
def test_overlay_cases(slug: str, case: dict[str, Any]) -> None:
    province = load_province(slug)
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, case["text"])
        mentions = province.find(text, on=case.get("on"), folded=case.get("folded", False))
        assert told(mentions) == case["expect"]
        assert all(text[mention.start : mention.end] == mention.surface for mention in mentions)


@pytest.mark.parametrize("path", OVERLAYS, ids=lambda path: path.stem)
def test_every_overlay_is_of_a_province_and_has_cases(path: Path) -> None:
    assert load_province(path.stem).name
    assert tomllib.loads(path.read_text(encoding="utf-8"))["case"]


def test_old_and_new_tone_marks_and_dak() -> None:
    for written in ("Đắk Lắk", "Đăk Lăk", "Đắc Lắc"):
        assert told(load_province("dak-lak").find(f"Lũ ở {written}.")) == [f"province:{written}"]
    for written in ("Thanh Hóa", "Thanh Hoá", "THANH HOÁ"):
        assert told(load_province("thanh-hoa").find(f"Lũ ở {written}.")) == [f"province:{written}"]


def test_a_full_name_lets_the_bare_one_count() -> None:
    article = Article(
        id="1",
        url="u",
        outlet="o",
        title="Thanh Hà được mùa vải",
        body="Người dân huyện Thanh Hà, Hải Dương thu hoạch.",
        lang="vi",
    )
    mentions = load_province("hai-duong").find_article(article)
    assert [(m.field, m.surface) for m in mentions] == [("title", "Thanh Hà"), ("body", "huyện Thanh Hà"), ("body", "Hải Dương")]
    assert mentions[0].place == "hai-duong/huyen-thanh-ha"
    alone = article.with_(body="Chị Thanh Hà kể chuyện ở Hải Dương.")
    assert [m.surface for m in load_province("hai-duong").find_article(alone) if m.kind != "namesake"] == ["Hải Dương"]


def test_communes_need_their_province() -> None:
    province = load_province("hai-duong")
    assert told(province.find("xã Thanh Hà, huyện Thanh Liêm, Hà Nam")) == ["namesake:Thanh Hà"]
    assert told(province.find("xã Thanh Sơn (huyện Thanh Hà, Hải Dương)"))[0] == "commune:xã Thanh Sơn"


def test_watch_terms() -> None:
    province = load_province("hai-duong", watch=["Nhà máy Ford"])
    assert told(province.find("nhà máy Ford mở rộng")) == ["watch:nhà máy Ford"]
    assert province.stamp != load_province("hai-duong").stamp


def test_a_province_is_its_land_on_the_date() -> None:
    province = load_province("quang-tri")
    assert told(province.find("Lũ ở Quảng Bình", on=date(2020, 10, 1))) == []
    assert told(province.find("Lũ ở Quảng Bình", on=date(2025, 10, 1))) == ["province:Quảng Bình"]
    assert told(province.find("Sau sáp nhập, Quảng Bình đổi khác")) == ["province:Quảng Bình"]
    assert load_province("hai-duong").label() == "tỉnh Hải Dương"
    assert load_province("hue").label(date(2026, 1, 1)) == "thành phố Huế"


def test_english_is_recognised_without_a_label() -> None:
    article = Article(id="1", url="u", outlet="o", title="Plant opens in Hai Duong", body="A plant opened in Nam Sach district.")
    kinds = [(m.kind, m.surface) for m in load_province("hai-duong").find_article(article)]
    assert kinds == [("province", "Hai Duong"), ("district", "Nam Sach")]


def test_unknown_province_names_close_ones() -> None:
    with pytest.raises(UnknownProvince, match="hai-duong"):
        load_province("hai-duog")


def test_describe_and_surfaces() -> None:
    province = load_province("hai-duong")
    assert province.describe("hai-duong/huyen-kim-thanh") == "huyện Kim Thành"
    assert {"Hải Dương", "Kim Thành", "Côn Sơn - Kiếp Bạc"} <= set(province.surfaces())


def test_provinces_in() -> None:
    text = "Từ Hà Nội đến Hải Dương, qua vùng Thái Bình Dương, TP.HCM và Thừa Thiên - Huế"
    assert [slug for slug, _, _ in provinces_in(text)] == ["ha-noi", "hai-duong", "ho-chi-minh", "hue"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Hải Dương", "hải", " ", "Kim Thành", "huyện ", ", ", "Nguyễn ", "\u0301", "a", "\n", "Đăk", "HẢI DƯƠNG", "ß", "İ"]
        ),
        max_size=12,
    )
)
def test_offsets_always_name_the_surface(parts: list[str]) -> None:
    province = shared("hai-duong")
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "".join(parts))
        mentions = province.find(text)
        assert all(text[m.start : m.end] == m.surface for m in mentions)
        assert all(a.end <= b.start for a, b in pairwise(mentions))


SHARED: dict[str, Province] = {}


def shared(slug: str) -> Province:
    return SHARED.setdefault(slug, load_province(slug))


def test_finding_is_fast() -> None:
    province = shared("nghe-an")
    body = "Sáng nay, đoàn công tác của tỉnh đã kiểm tra việc thu hoạch lúa tại các xã ven sông và trao quà cho người dân. " * 30
    province.find(body)
    started = time.perf_counter()
    for _ in range(10):
        province.find(body + "Nghệ An")
    assert (time.perf_counter() - started) / 10 < 0.02  # about 1 ms on an idle machine
