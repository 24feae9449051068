"""Names that the words beside them, or the map of today, put elsewhere; names that are a person's."""

from __future__ import annotations

from datetime import date

import pytest

from data.gazetteer import load_province

TODAY = date(2026, 3, 1)
CASES = [
    ("hai-duong", "Dự án bên biển Chí Linh (Vũng Tàu) mở bán", None, []),
    ("hai-duong", "Côn Sơn (Côn Đảo) được khen là điểm đến", None, []),
    ("hai-duong", "Xưởng mới đặt tại Côn Sơn (Kunshan)", None, []),
    ("hai-duong", "Hội làng ở Côn Sơn (thành phố Chí Linh)", None, ["landmark:Côn Sơn", "district:thành phố Chí Linh"]),
    ("hai-duong", "Nước lũ tràn xuống thị trấn Quang Phục, Đài Loan", TODAY, []),
    ("hai-duong", "Huyện Kim Thành, Nam Sách họp", None, ["district:Huyện Kim Thành", "district:Nam Sách"]),
    ("cao-bang", "Dân làng ở huyện Bành Thủy, Trùng Khánh sơ tán", None, []),
    ("cao-bang", "Huyện Hạ Lang, Trùng Khánh (Cao Bằng) rét đậm", None,
     ["district:Huyện Hạ Lang", "district:Trùng Khánh", "province:Cao Bằng"]),
    ("bac-lieu", "Sạt lở ở huyện Lạc Thủy, Hòa Bình", None, []),
    ("bac-lieu", "Huyện Hòa Bình (Bạc Liêu) mưa lớn, người dân Hòa Bình gia cố nhà", None,
     ["district:Huyện Hòa Bình", "province:Bạc Liêu", "district:Hòa Bình"]),
    ("binh-duong", "Công an phường Tân Định (TP.HCM) làm việc", TODAY, []),
    ("binh-duong", "Phường Bình Dương, TP.HCM tiếp dân", TODAY, ["commune:Phường Bình Dương"]),
    ("binh-duong", "Phường Tân Định, TP Bến Cát cũ", TODAY, ["commune:Phường Tân Định", "district:TP Bến Cát"]),
    ("lao-cai", "Chợ phiên Sa Pa (Lào Cai) đông khách", None, ["district:Sa Pa", "province:Lào Cai"]),
    ("yen-bai", "Đường lên xã Phình Hồ (Lào Cai) đã thông", TODAY, ["commune:xã Phình Hồ"]),
    ("yen-bai", "Xã Phình Hồ tổ chức lễ hội", TODAY, ["commune:Xã Phình Hồ"]),
    ("binh-thuan", "Khách sạn ngay trung tâm Phan Thiết", TODAY, ["district:Phan Thiết"]),
    ("soc-trang", "Rừng Cù Lao Dung đã khép tán", TODAY, ["district:Cù Lao Dung"]),
    ("binh-duong", "Kiệt sức ở Tân Uyên và Thuận An", None, []),
    ("lao-cai", "Tàu Lào Cai về Hà Nội chậm giờ; điểm cầu Lào Cai", None, ["province:Lào Cai", "province:Lào Cai"]),
    ("ha-nam", "Hàng Trung Quốc về Ninh Bình, Hưng Yên, Hà Nam", None, ["province:Hà Nam"]),
    ("hung-yen", "Bộ yêu cầu Hưng Yên báo cáo; quê quán Hưng Yên", None, ["province:Hưng Yên", "province:Hưng Yên"]),
    ("bac-lieu", "Sở Nông nghiệp và Phát triển nông thôn Bạc Liêu", None, ["province:Bạc Liêu"]),
    ("binh-dinh", "Tàu cá Bình Định gặp nạn, 4 tàu Bình Định đến cứu", None, ["province:Bình Định", "province:Bình Định"]),
    ("tay-ninh", "Tỉnh Đoàn Tây Ninh ra quân, Đoàn Tây Ninh nhất hội thi", None, ["province:Tây Ninh", "province:Tây Ninh"]),
    ("an-giang", "Người đàn ông An Giang và cụ bà An Giang", None, ["province:An Giang", "province:An Giang"]),
    ("an-giang", "Cô An Giang và ông An Giang cùng hát; cầu An Giang", None, []),
    ("thai-binh", "Ông Lê Gia Khải Thái Bình phát biểu", None, []),
    ("thai-binh", "Bà Lê Thị Khải, Thái Bình, phát biểu", None, ["province:Thái Bình"]),
    ("hai-duong", "Ý kiến của luật sư Phạm Tiến Hải Dương", None, []),
    ("hai-duong", "Giải nhất thuộc về Trường chuyên Nguyễn Trãi Hải Dương", None, ["province:Hải Dương"]),
    ("hai-duong", "Nội dung cuộc trò chuyện.\nHải Dương", None, []),
    ("cao-bang", "Nạn nhân là Cao Bằng Lâm (35 tuổi)", None, []),
    ("hau-giang", "Thu hồi nhiều khu đất như: 215 Hậu Giang, 12 Cao Văn Lầu", None, []),
    ("hoa-binh", "Đêm hội ở huyện Mai Châu Hòa Bình", None, ["district:huyện Mai Châu", "province:Hòa Bình"]),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "text", "on", "expect"), CASES, ids=[case[1][:40] for case in CASES])
def test_what_the_text_puts_elsewhere(slug: str, text: str, on: date | None, expect: list[str]) -> None:
    found = load_province(slug).find(text, on=on)
    assert [f"{mention.kind}:{mention.surface}" for mention in found if mention.kind != "namesake"] == expect
