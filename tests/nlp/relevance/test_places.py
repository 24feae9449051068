"""Places told of: weights, roles, labels before and since the merger, and which of them the digest names."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.gazetteer import load_province
from data.gazetteer.units import Unit
from data.model import Article, Mention
from nlp.document import Document
from nlp.relevance.places import (
    _as_written,
    _before,
    _chosen,
    _parents,
    _present,
    _seat,
    _since,
    _successors,
    _told_as,
    _units,
    _weight,
    _whole_province,
    find_places,
)
from tests.support.marked_text import MarkedText, marked

HAI_DUONG = load_province("hai-duong")
KIM_THANH = "hai-duong/huyen-kim-thanh"
DAI_DUC = f"{KIM_THANH}/xa-dai-duc"
NGHE_AN = ("nghe-an",)


def at(field: str, start: int = 0, kind: str = "district", place: str = KIM_THANH) -> Mention:
    return Mention(place=place, kind=kind, field=field, start=start, end=start + 3, surface="Xyz")


# --- weights


def weight(body: str) -> float:
    text = marked(body=body)
    return _weight(text.article, text.mentions[-1])


@pytest.mark.parametrize(
    ("before", "factor"),
    [
        ("Mưa lớn, ", 1.0),
        ("Xe đi hướng ", 0.1),
        ("Xã giáp với ", 0.1),
        ("Ca mổ ở bệnh viện ", 0.3),
        ("Anh ấy quê ", 0.2),
        ("Bà Mến Lan (ngõ nhỏ, ", 0.2),
        ("Vụ việc xảy ra tại ", 1.5),
        ("UBND ", 1.5),
    ],
)
def test_the_words_before_a_place_say_how_much_it_counts(before: str, factor: float) -> None:
    assert weight(f"{before}[district Bến]") == 2 * factor
    assert weight(f"{'x' * 400}. {before}[district Bến]") == factor


@pytest.mark.parametrize(
    ("field", "start", "value"),
    [("title", 0, 4.0), ("summary", 0, 3.0), ("body", 0, 2.0), ("body", 399, 2.0), ("body", 400, 1.0), ("title", 500, 4.0)],
)
def test_weights_by_field_and_place(field: str, start: int, value: float) -> None:
    text = marked("x" * 600, "x" * 600, summary="x" * 600)
    assert _weight(text.article, at(field, start)) == value


@pytest.mark.parametrize(
    ("field", "start", "value"),
    [("body", 399, 1.2), ("body", 400, 0.6), ("title", 0, 4.8), ("summary", 400, 1.8)],
)
def test_the_province_s_own_hospital_weighs_less(field: str, start: int, value: float) -> None:
    text = marked("x" * 600, "x" * 600, summary="x" * 600)
    assert _weight(text.article, at(field, start, "province")) == pytest.approx(value)


def test_a_hospital_to_which_somebody_was_brought_weighs_nothing() -> None:
    assert weight("Ông được chuyển đến Bệnh viện [province Xanh]") == 0.0
    assert weight("Ông được chuyển" + "x" * 64 + "[province Xanh]") == 0.0
    assert weight("Ông được chuyển" + "x" * 65 + "[province Xanh]") == pytest.approx(1.2)


# --- which are named


def chosen(
    weights: dict[str, float], fields: dict[str, str] | None = None, mentions: tuple[Mention, ...] = ()
) -> tuple[str, ...]:
    given = fields or {}
    return _chosen(weights, {label: {given.get(label, "body")} for label in weights}, mentions)


def test_the_two_heaviest_places_are_named_in_order() -> None:
    assert chosen({}) == ()
    assert chosen({"b": 2.0, "a": 4.0, "c": 3.0}) == ("a", "c")
    assert chosen({"a": 20.0, "b": 11.0}) == ("a", "b")
    assert chosen({"a": 20.0, "b": 10.9}) == ("a",)
    assert chosen({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0}) == ("a", "b")
    assert chosen({"a": 1.0, "b": 1.0, "c": 1.0, "d": 1.0, "e": 1.0}) == ()


def test_light_places_that_stand_alike_are_none() -> None:
    assert chosen({"a": 0.9}) == ("a",)
    assert chosen({"a": 0.9, "b": 0.8}) == ()
    assert chosen({"a": 0.9, "b": 0.1}) == ("a",)
    assert chosen({"a": 1.0, "b": 0.9}) == ("a", "b")


def test_three_places_of_the_head_are_all_named_when_they_weigh_alike() -> None:
    head = dict.fromkeys("abc", "title")
    assert chosen({"a": 10.0, "b": 9.0, "c": 8.1}, head) == ("a", "b", "c")
    assert chosen({"a": 10.0, "b": 9.0, "c": 8.0}, head) == ("a", "b")
    assert chosen({"a": 10.0, "b": 9.0, "c": 9.0}, {"a": "title", "b": "summary", "c": "summary"}) == ("a", "b", "c")
    assert chosen({"a": 10.0, "b": 9.0, "c": 9.0}, {"a": "title", "b": "summary", "c": "lead"}) == ("a", "b")
    assert chosen({"a": 10.0, "x": 9.5, "b": 9.0}, {"a": "title", "b": "title"}) == ("a", "x")


def provinces(**times: int) -> tuple[Mention, ...]:
    return tuple(at(field, 10 * index, "province", "hai-duong") for field, count in times.items() for index in range(count))


def test_the_province_itself_is_meant() -> None:
    assert chosen({"a": 3.9}, None, provinces(body=3)) == ()
    assert chosen({"a": 3.9}, None, provinces(body=2)) == ("a",)
    assert chosen({"a": 4.0}, None, provinces(body=3)) == ("a",)
    for field in ("title", "summary", "lead"):
        assert chosen({"a": 3.9}, {"a": field}, provinces(body=3)) == ("a",)
    assert chosen({"a": 2.0}, {"a": "lead"}, provinces(body=12)) == ("a",)
    assert chosen({"a": 2.0}, {"a": "lead"}, provinces(body=13)) == ()


def test_the_province_s_own_name_weighs_by_field() -> None:
    assert _whole_province(()) == 0.0
    assert _whole_province((*provinces(title=1, summary=1, body=2), at("title"))) == 9.0


# --- labels


def test_the_map_s_units_by_id() -> None:
    assert _units()[KIM_THANH].label == "huyện Kim Thành"
    assert _present(NGHE_AN)["Cửa Lò"] == "phường Cửa Lò"
    assert "Kim Bôi" not in _present(NGHE_AN)
    assert "Nghệ An" not in _present(NGHE_AN) and "Kỳ Sơn" not in _present(NGHE_AN)
    assert "Bình Dân" not in _present(("hai-duong",))
    assert _present(("hai-duong",)) == {}


def unit(kind: str = "commune", parent: str = "", successors: tuple[str, ...] = ()) -> Unit:
    return Unit("hai-duong/x", kind, "xã", "Bến Xanh", parent, "hai-duong", None, None, successors)


def test_before_the_merger_a_commune_is_told_by_its_district() -> None:
    assert _before(_units()[DAI_DUC]) == "huyện Kim Thành"
    assert _before(_units()[KIM_THANH]) == "huyện Kim Thành"
    assert _before(unit(parent="hai-duong")) == "xã Bến Xanh"
    assert _before(unit(parent="nowhere")) == "xã Bến Xanh"
    assert _before(unit("district", KIM_THANH)) == "xã Bến Xanh"


def test_successors_of_a_unit_or_of_its_parent() -> None:
    assert _successors(_units()[DAI_DUC]) == ("hai-phong/xa-kim-thanh",)
    assert _successors(unit(parent="hai-duong")) == ("hai-phong",)
    assert _successors(unit(parent="hai-duong", successors=("a/b",))) == ("a/b",)
    assert _successors(unit(parent="nowhere")) == ()


def since(body: str) -> tuple[str, bool]:
    text = marked(body=body)
    mention = text.mentions[0]
    return _since(text.article, HAI_DUONG, mention, _units()[mention.place])


@pytest.mark.parametrize(
    ("body", "label"),
    [
        (f"[commune={DAI_DUC} Đại Đức]", ("xã Kim Thành", False)),
        (f"[district={KIM_THANH} Kim Thành]", ("xã Kim Thành", False)),
        (f"[district={KIM_THANH} Kim_Thành] cũ", ("huyện Kim Thành (cũ)", True)),
        (f"[district={KIM_THANH} huyện Kim Thành]", ("huyện Kim Thành (cũ)", True)),
        (f"[commune={KIM_THANH}/thi-tran-phu-thai Phú Thái]", ("xã Phú Thái", False)),
        (f"[commune={KIM_THANH}/thi-tran-phu-thai Phú Thái] (cũ)", ("xã Phú Thái", False)),
        (f"[commune={KIM_THANH}/xa-binh-dan Bình Dân]", ("xã Bình Dân", False)),
        ("[district=hai-duong/huyen-binh-giang Bình Giang]", ("xã Bình Giang", False)),
    ],
)
def test_since_the_merger_the_commune_in_force_is_told(body: str, label: tuple[str, bool]) -> None:
    assert since(body.replace("_", " ")) == label


def told_as(text: MarkedText, *, new_map: bool = False) -> tuple[str, bool] | None:
    return _told_as(text.article, HAI_DUONG, text.mentions[0], new_map=new_map)


def test_what_a_mention_is_told_as() -> None:
    assert told_as(marked(f"[commune={DAI_DUC} Đại Đức]")) == ("huyện Kim Thành", False)
    assert told_as(marked(f"[commune={DAI_DUC} Đại Đức]"), new_map=True) == ("xã Kim Thành", False)
    for kind in ("namesake", "watch"):
        assert told_as(marked(f"[{kind}={DAI_DUC} Đại Đức]")) is None
    hospital = marked("Bệnh viện Đa khoa [province=hai-duong Hải Dương]")
    assert told_as(hospital) == ("thành phố Hải Dương", False)
    assert told_as(hospital, new_map=True) is None
    assert told_as(marked("[commune=hai-duong/xa-ben Xã  Bến Xanh]")) == ("xã Bến Xanh", False)
    assert told_as(marked("[landmark=hai-duong/xa-ben Xã Bến Xanh]")) is None


def test_the_seat_is_told_by_the_province_s_own_hospital_only() -> None:
    def seat(title: str) -> tuple[str, bool] | None:
        text = marked(title)
        return _seat(text.article, text.mentions[0])

    assert seat("Bệnh viện [province=hai-duong Hải Dương]") == ("thành phố Hải Dương", False)
    assert seat("Chợ [province=hai-duong Hải Dương]") is None
    assert seat("Bệnh viện [province=ben-xanh Bến Xanh]") is None
    assert seat("BV " + "x" * 24 + " [province=hai-duong Hải Dương]") == ("thành phố Hải Dương", False)


def test_an_unknown_commune_is_told_as_written() -> None:
    assert _as_written(marked("[commune Xã Mường Vôi]").mentions[0]) == "xã Mường Vôi"
    assert _as_written(marked("[commune TT Bến]").mentions[0]) == "tT Bến"


# --- the districts of communes that the map does not know

NEW = "commune=hai-duong/xa-ben-xanh"
THANH_HA = "district=hai-duong/huyen-thanh-ha"


@pytest.mark.parametrize(
    ("body", "parents"),
    [
        (f"[{NEW} xã Bến Xanh] họp chợ ở [{THANH_HA} Thanh Hà]", "huyện Thanh Hà"),
        (f"[{NEW} xã Bến Xanh], [{THANH_HA} Thanh Hà], gần [district={KIM_THANH} Kim Thành]", "huyện Thanh Hà"),
        (f"[{THANH_HA} Thanh Hà] và [{NEW} xã Bến Xanh] thuộc [district={KIM_THANH} Kim Thành]", "huyện Kim Thành"),
        (f"[{THANH_HA} Thanh Hà], [{NEW} xã Bến Xanh] họp chợ, [district={KIM_THANH} Kim Thành]", None),
        (f"[{THANH_HA} Thanh Hà], [{THANH_HA} Thanh Hà] và [{NEW} xã Bến Xanh]", "huyện Thanh Hà"),
        (f"[{NEW} xã Bến Xanh] họp chợ", None),
        (f"[{NEW} xã Bến Xanh], [district=hai-duong/huyen-la huyện Lạ]", None),
    ],
)
def test_the_parent_of_an_unknown_commune(body: str, parents: str | None) -> None:
    text = marked(body=body)
    assert _parents(text.article, text.mentions) == ({"hai-duong/xa-ben-xanh": parents} if parents else {})


def test_known_communes_and_other_kinds_have_no_parent_here() -> None:
    text = marked(body=f"[commune={DAI_DUC} Đại Đức], [landmark=chua Chùa Bến], [{THANH_HA} Thanh Hà], [commune={KIM_THANH} K]")
    assert _parents(text.article, text.mentions) == {}
    split = marked(f"[{NEW} xã Bến Xanh]", f"  , [{THANH_HA} Thanh Hà] [district={KIM_THANH} Kim Thành]")
    assert _parents(split.article, split.mentions) == {}
    crossed = marked(f"Chợ [{NEW} xã A]", f"[{THANH_HA} Thanh Hà] và [district={KIM_THANH} Kim Thành]" + "x" * 40)
    assert _parents(crossed.article, crossed.mentions) == {}


# --- the whole


def places(title: str, body: str, *, year: int = 2021, slug: str = "hai-duong") -> tuple[str, ...]:
    day = datetime.fromisoformat(f"{year}-03-02T08:00:00+07:00")
    article = Article(id="p", url="", outlet="", title=title, body=body, lang="vi", published_at=day)
    return find_places(Document(article, load_province(slug)))


def test_places_need_a_province() -> None:
    with pytest.raises(ValueError, match="province"):
        find_places(marked("[province Xanh]").document)


def test_places_of_whole_articles() -> None:
    assert places("Giá vàng", "Không nhắc nơi nào.") == ()
    assert places("Mưa lớn", "Mưa ở huyện Thanh Hà. Gió ở huyện Kim Thành, huyện Kim Thành.") == (
        "huyện Thanh Hà",
        "huyện Kim Thành",
    )
    assert places("Mưa lớn", "Huyện Thanh Hà mưa. Huyện Kim Thành gió. Huyện Kim Thành rét, huyện Kim Thành sương.") == (
        "huyện Kim Thành",
    )


def test_an_address_counts_its_district_once() -> None:
    body = "Chợ họp tại xã Đại Đức, huyện Kim Thành. Hội mở tại huyện Thanh Hà. Lễ mở tại huyện Thanh Hà."
    assert places("Lễ hội", body) == ("huyện Thanh Hà",)
    parted = "Chợ họp tại xã Đại Đức. Hội mở tại huyện Kim Thành. Lễ mở tại huyện Thanh Hà."
    assert places("Lễ hội", parted) == ("huyện Kim Thành",)


def test_a_former_district_is_told_only_where_nothing_nearer_is() -> None:
    assert places("Chợ", "Chợ họp ở huyện Kim Thành cũ.", year=2026) == ("huyện Kim Thành (cũ)",)
    assert places("Chợ", "Chợ họp ở xã Phú Thái, Hải Phòng (huyện Kim Thành, Hải Dương cũ).", year=2026) == ("xã Phú Thái",)
