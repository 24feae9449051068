"""What a province's name means when it is not the province: each rule on both sides."""

from __future__ import annotations

import pytest

from data.gazetteer.homonyms import broken, head_case, letter_case, longer, namesake, person, province_case, signed


def span(text: str) -> tuple[str, int, int]:
    """The text without its brackets, and the span that stood in them."""
    start, end = text.index("["), text.index("]") - 1
    return text.replace("[", "").replace("]", ""), start, end


def test_letter_case() -> None:
    assert [letter_case(surface, "Bản Lầu") for surface in ("Bản Lầu", "BẢN LẦU", "bản Lầu", "Bản lầu")] == [
        True,
        True,
        False,
        False,
    ]
    assert [head_case(surface, "thác Bến") for surface in ("thác Bến", "Thác Bến", "THÁC BẾN", "thác bến")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert [province_case(surface, "Bắc Ninh") for surface in ("Bắc Ninh", "BẮC NINH", "Bắc ninh", "bắc ninh")] == [
        True, True, True, False,
    ]  # fmt: skip
    assert province_case("Hòa bình", "Hòa Bình") is False
    assert province_case("Huế", "Huế") is True


@pytest.mark.parametrize(
    ("text", "breaks"),
    [
        ("Chợ Bắc [Hà tĩnh] lặng", True),
        ("Chợ Bắc [Hà Tĩnh] lặng", False),
        ("Chợ ở [Hà tĩnh] lặng", False),
        ("[Hà tĩnh] lặng", False),
        ("Chợ Bắc [hà tĩnh] lặng", False),
    ],
)
def test_a_capital_that_ends_the_name_before(text: str, breaks: bool) -> None:
    assert broken(*span(text)) is breaks


@pytest.mark.parametrize(
    ("text", "is_longer"),
    [
        ("xã [Thanh] Thủy", True),
        ("xã [Thanh] thủy", False),
        ("xã [Thanh Lam] Thủy", False),
        ("xã [Thanh] Nguyễn", False),
        ("xã [Thanh]", False),
    ],
)
def test_the_head_of_a_longer_name(text: str, is_longer: bool) -> None:
    assert longer(*span(text)) is is_longer


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("nạn nhân [Cao Bằng] Lâm (35 tuổi)", True),
        ("luật sư Phạm Tiến [Hải Dương] nói", True),
        ("hôm qua ca sĩ [Hải Dương] hát", True),
        ("chuyến xe chị [Hải Dương] - Lam", False),
        ("hôm nay anh Tú [Hải Dương] đến", True),
        ("Mưa to. Anh Tú [Hải Dương] đến", True),
        ("ở huyện Mai Châu [Hòa Bình]", False),
        ("hôm qua Nguyễn [Hải Dương] thắng", True),
        ("hôm qua Lê Thị [Hải Dương] thắng", True),
        ("hôm qua Thị [Hải Dương] thắng", False),
        ("hôm qua Đoàn [Hải Dương] thắng", False),
        ("trường THPT Nguyễn [Hải Dương]", True),
        ("trường THPT Lê Thị [Hải Dương]", False),
        ("hôm qua ở [Hải Dương] mưa", False),
        ("[Hải Dương] mưa", False),
    ],
)
def test_persons(text: str, is_person: bool) -> None:
    assert person(*span(text)) is is_person


@pytest.mark.parametrize(
    ("text", "is_signed"),
    [("Hết.\n[Hải Dương]", True), ("Hết.\n[Hải Dương] mưa.", False), ("Hết. [Hải Dương]", False), ("[Hải Dương]", False)],
)
def test_the_last_line_is_a_signature(text: str, is_signed: bool) -> None:
    plain, start, _ = span(text)
    assert signed(plain, start) is is_signed


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mưa lớn ở [Hải Dương] hôm nay", ""),
        ("ca sĩ [Hải Dương] hát", "tên người"),
        ("Hết.\n[Hải Dương]", "tên người viết"),
        ("Hết.\n[HẢI DƯƠNG]", ""),
        ("quán ở số nhà 12 [Hải Dương]", "tên đường"),
        ("thu hồi khu đất: 215 [Hải Dương], 12 Cao Lầu", "tên đường"),
        ("thu hồi khu đất: 215 [Hải Dương] nhé", ""),
        ("quán trên đường [Hải Dương]", "tên đường"),
        ("quán trên đường [Hải Dương] - Lam", ""),
        ("trên con đường [Hải Dương] - Lam", ""),
        ("ra rạp [Hải Dương] - Lam", "tên rạp"),
        ("đón tàu [Hải Dương] - Lam", ""),
        ("đón tàu [Hải Dương] về ga", ""),
        ("đón tàu [Hải Dương] cũ", "tên tàu"),
        ("ra rạp [Hải Dương] về ga", "tên rạp"),
        ("Ảnh: [HẢI DƯƠNG]", "tên người chụp ảnh"),
        ("Ảnh: [Hải Dương]", ""),
        ("tàu khảo sát nhỏ [Hải Dương] 8", "tên tàu, giàn khoan"),
        ("tàu khảo sát nhỏ [Hải Dương]", ""),
        ("Mưa ở [Hải Dương] 8", ""),
        ("họp ở xã [Hải Dương]", "tên xã, huyện khác"),
        ("nợ công ty cổ phần [Hải Dương]", "tên doanh nghiệp"),
        ("mua ở [Hải Dương] & Con", "tên doanh nghiệp"),
        ("mua ở [Hải Dương] Plaza", "tên riêng khác"),
        ("mua ở [Hải Dương] Lam", ""),
    ],
)
def test_why_a_name_is_a_namesake(text: str, reason: str) -> None:
    assert namesake(*span(text)) == reason
