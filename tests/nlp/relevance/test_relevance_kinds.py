"""Kinds of articles that were judged wrongly once, each retold in our own words."""

from __future__ import annotations

from datetime import datetime

import pytest

from data.gazetteer import load_province
from data.gazetteer.map_era import speaks_of_new_map
from data.gazetteer.province_names import named
from data.model import Article
from data.text.scan import scan
from nlp.document import Document
from nlp.relevance.features import gather_evidence
from nlp.relevance.passages import chain_addresses
from nlp.relevance.relevance import judge_relevance


def article(title: str, body: str, *, summary: str = "", day: str = "") -> Article:
    at = datetime.fromisoformat(f"{day}T08:00:00+07:00") if day else None
    return Article(id="x", url="u", outlet="o", title=title, summary=summary, body=body, lang="vi", published_at=at)


def verdict(province: str, given: Article) -> str:
    return judge_relevance(Document(given, load_province(province))).verdict


COMMUNES = [
    ("quang-tri", "Mùa cà phê ở Hướng Phùng", "Nông dân Hướng Phùng tất bật hái cà phê. Hướng Phùng có hơn 2.000 ha."),
    ("lao-cai", "Dứa chín đỏ đồi", "Những ngày này ở Bản Lầu, dứa chín rộ. Bản Lầu có 1.000 ha dứa, bà con Bản Lầu bán tận đồi."),
    ("hai-duong", "Vải sớm Hồng Phong vào vụ", "Người dân Hồng Phong hái vải từ sáng sớm. Hồng Phong có 300 ha vải."),
]


@pytest.mark.parametrize(("province", "title", "body"), COMMUNES[:2])
def test_a_commune_whose_name_is_the_only_one_in_the_country_counts_without_its_rank(
    province: str, title: str, body: str
) -> None:
    assert verdict(province, article(title, body, day="2021-11-02")) == "subject"


def test_a_single_bare_commune_or_one_that_others_share_proves_nothing() -> None:
    assert (
        verdict("quang-tri", article("Chuyện cà phê", "Anh mang theo gói Hướng Phùng đi hội chợ.", day="2021-11-02")) == "absent"
    )
    province, title, body = COMMUNES[2]
    assert verdict(province, article(title, body, day="2021-11-02")) == "absent"


FORMER = [
    article("Cháy xưởng gỗ", "Sáng 3/3, một xưởng gỗ ở xã Thanh Hà (thành phố Hải Phòng) bốc cháy. Công an xã Thanh Hà có mặt."),
    article("Cháy xưởng gỗ ở xã Thanh Hà", "Sáng 3/3, xưởng gỗ ở xã Thanh Hà bốc cháy. Công an TP Hải Phòng đang điều tra."),
    article(
        "Vụ tai nạn trên quốc lộ 5", "Tai nạn xảy ra tại phường Tứ Minh, Hải Phòng (trước là TP Hải Dương). Hai người bị thương."
    ),
    article(
        "Xây khu công nghiệp",
        "Khu công nghiệp nằm trên địa bàn tỉnh Hải Dương (cũ), nay là thành phố Hải Phòng. Dự án đã khởi công.",
    ),
]


@pytest.mark.parametrize("given", FORMER, ids=lambda given: given.title)
def test_the_land_of_a_former_province_is_its_office_s(given: Article) -> None:
    assert verdict("hai-duong", given.with_(published_at=datetime.fromisoformat("2026-03-03T08:00:00+07:00"))) == "subject"


def test_a_commune_of_the_same_name_in_another_province_is_not_ours() -> None:
    given = article(
        "Cháy xưởng gỗ", "Một xưởng gỗ ở xã Thanh Hà (tỉnh Ninh Bình) bốc cháy. Công an tỉnh Ninh Bình có mặt.", day="2026-03-03"
    )
    assert verdict("hai-duong", given) in ("namesake", "absent")


def test_the_present_province_around_our_land_is_no_rival() -> None:
    given = article("Cháy ở xã Thanh Hà", "Xưởng gỗ ở xã Thanh Hà, thành phố Hải Phòng bốc cháy.", day="2026-03-03")
    province = load_province("hai-duong")
    assert gather_evidence(Document(given, province)).numbers["others"] == 0.0


OLD = [
    "tỉnh cũng đề nghị Bộ xem xét",
    "ba đặc khu kinh tế Vân Đồn, Bắc Vân Phong và Phú Quốc",
    "đến năm 2026 tỉnh có 100 km cao tốc",
]
OLD += ["thị trấn Đồng Mỏ (cũ) nay mở rộng; UBND huyện cho biết", "giai đoạn đến năm 2028"]
NEW = [
    "chính quyền địa phương hai cấp vận hành",
    "ở đặc khu Phú Quý",
    "xã Thanh Hà, tỉnh Hải Dương (cũ)",
    "hạn nộp hồ sơ 15/3/2026",
]


@pytest.mark.parametrize("text", OLD)
def test_an_undated_text_of_older_times(text: str) -> None:
    assert not speaks_of_new_map([scan(text)])


@pytest.mark.parametrize("text", NEW)
def test_an_undated_text_since_the_merger(text: str) -> None:
    assert speaks_of_new_map([scan(text)])


def test_a_city_told_with_its_rank_is_no_street() -> None:
    assert [one.slug for one in named(scan("Sở Xây dựng thành phố Hải Phòng; ngập ở phố Hải Phòng"))] == ["hai-phong"]


@pytest.mark.parametrize(
    ("province", "text"),
    [
        ("quang-tri", "Kẻ cướp xông vào quỹ tín dụng xã Thanh Thủy, huyện Lệ Thủy, tỉnh Quảng Bình."),
        ("vinh-phuc", "Mạch Vĩnh Phúc cầm quân trắng. Ván cuối, Vĩnh Phúc hòa sau 61 nước ở Bangkok, Thái Lan."),
        ("ha-tinh", "Bắc Hà tĩnh lặng giữa mùa hoa mận. Lên Bắc Hà tĩnh dưỡng một tuần."),
        ("hau-giang", "Ông trông xe ở số 214 Hậu Giang, quận 6, TP.HCM."),
        ("quang-tri", "Công an TP Vinh tạm giữ ba người.\nSự việc đang được làm rõ.\nGio Linh"),
    ],
)
def test_words_that_are_no_place_of_ours(province: str, text: str) -> None:
    assert verdict(province, article("Chuyện hôm nay", text, day="2020-02-02")) in ("namesake", "absent")


def test_an_address_is_one_spot_and_its_end_inherits_the_home_before_it() -> None:
    province = load_province("hoa-binh")
    given = article(
        "Bắt người bán vũ khí ở Hà Nội", "Công an Hà Nội bắt Ngọc, trú tại thị trấn Vụ Bản, huyện Lạc Sơn, tỉnh Hòa Bình."
    )
    mentions = province.find_article(given)
    assert [len(spot) for spot in chain_addresses(given, mentions)] == [3]
    assert gather_evidence(Document(given, province)).numbers["home_share"] == 1.0
    assert verdict("hoa-binh", given) == "passing"


def test_a_number_plate_tells_little() -> None:
    given = article(
        "Lái xe vượt trạm thu phí ở Nghệ An",
        "Xe mang biển số tỉnh Quảng Trị vượt trạm thu phí Bến Thủy, Nghệ An. Công an Nghệ An vào cuộc.",
    )
    assert verdict("quang-tri", given) == "passing"


def test_a_whole_item_of_a_round_up_is_wanted() -> None:
    given = article(
        "Tin tức giao thông 10/11: Ba người thương vong ở Hưng Yên",
        "Sáng 10/11, trên quốc lộ 39 qua thị trấn Lương Bằng, tỉnh Hưng Yên, hai xe máy đâm nhau.\n"
        "Công an tỉnh Hưng Yên khám nghiệm hiện trường.\n"
        "Xe đầu kéo đâm xe máy ở Chí Linh\n"
        "Chiều 9/11, trên quốc lộ 37 qua phường Thái Học, thị xã Chí Linh, tỉnh Hải Dương, xe đầu kéo va chạm với xe máy.\n"
        "Người đi xe máy trú tại phường Sao Đỏ, thị xã Chí Linh bị thương nặng.\n"
        "Công an thị xã Chí Linh đang điều tra.",
        summary="Một vụ tai nạn ở Hưng Yên khiến ba người thương vong; xe đầu kéo đâm xe máy trên quốc lộ 37.",
    )
    assert verdict("hai-duong", given) == "subject"
