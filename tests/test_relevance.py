"""Relevance: verdicts on articles of our own, reasons that quote, the model's arithmetic."""

from __future__ import annotations

import pytest

from data.article import Article
from data.province import load_province
from nlp.evidence import gather
from nlp.places import places
from nlp.relevance import model, relevance, sigmoid

HAI_DUONG = load_province("hai-duong")


def article(title: str, summary: str = "", body: str = "") -> Article:
    return Article(id="x", url="u", outlet="o", title=title, summary=summary, body=body, lang="vi")


SUBJECTS = [
    article(
        "Hải Dương hỗ trợ nông dân thu hoạch vải",
        "UBND tỉnh Hải Dương vừa ban hành kế hoạch hỗ trợ người trồng vải.",
        "Ngày 1/6, UBND tỉnh Hải Dương cho biết các huyện Thanh Hà, Tứ Kỳ đã bước vào vụ thu hoạch.\n"
        "Người dân huyện Thanh Hà phấn khởi.",
    ),
    article(
        "Cháy xưởng nhựa trong đêm, hai người bị thương",
        "Đám cháy xảy ra tại một xưởng nhựa ở huyện Cẩm Giàng.",
        "Khoảng 22 giờ ngày 1/6, xưởng nhựa tại xã Tân Trường, huyện Cẩm Giàng, tỉnh Hải Dương bốc cháy.\nCông an tỉnh Hải Dương "
        "điều xe chữa cháy đến hiện trường.",
    ),
    article(
        "Nước mương đổi màu",
        "Người dân lo cho vụ lúa.",
        "Gần một tháng nay, nước mương ở huyện Kim Thành có mùi.\nChủ tịch UBND huyện Kim Thành cho biết đã lấy mẫu.\nSở "
        "Tài nguyên "
        "và Môi trường tỉnh Hải Dương sẽ kiểm tra.",
    ),
]
PASSING = [
    article(
        "Bắt nghi phạm trộm xe ở Hà Nội",
        "Công an quận Cầu Giấy bắt một người chuyên trộm xe.",
        "Ngày 1/6, Công an quận Cầu Giấy, Hà Nội tạm giữ một nam thanh niên 25 tuổi, quê Hải Dương.\n"
        "Tại Hà Nội, người này trộm ba xe.",
    ),
    article(
        "Không khí lạnh gây mưa diện rộng",
        "Miền Bắc chuyển mưa từ đêm nay.",
        "Mưa to ở Hà Nội, Bắc Ninh, Hưng Yên, Hải Dương, Thái Bình, Nam Định, Ninh Bình.\nTại Hà Nội nhiệt độ giảm.\nVùng "
        "núi rét.",
    ),
    article(
        "Kẹt xe trên quốc lộ cửa ngõ Thủ đô",
        "Dòng xe kéo dài ở Gia Lâm.",
        "Tuyến Hà Nội - Hải Dương - Hải Phòng ùn ứ tại Gia Lâm, Hà Nội.\nCSGT Hà Nội phân luồng.\nĐến trưa, Hà Nội hết ùn tắc.",
    ),
]
NAMESAKES = [
    article(
        "Tàu khảo sát Hải Dương 8 rời vùng biển", "Tàu Hải Dương 8 cùng tàu hộ tống đi về phía bắc.", "Tàu Hải Dương 8 đã đi."
    ),
    article("Nghiên cứu hải dương học ở Nha Trang", "", "Viện Hải dương học công bố kết quả về hải dương."),
    article("Kình ngư Nguyễn Hải Dương phá kỷ lục", "", "Nguyễn Hải Dương về nhất. Hải Dương nói rất vui."),
]


@pytest.mark.parametrize("given", SUBJECTS, ids=lambda a: a.title)
def test_subjects(given: Article) -> None:
    found = relevance(given, HAI_DUONG)
    assert found.verdict == "subject"
    assert found.score >= model().threshold
    assert found.reasons and all("“" in reason or "lần" in reason for reason in found.reasons)


@pytest.mark.parametrize("given", PASSING, ids=lambda a: a.title)
def test_passing(given: Article) -> None:
    found = relevance(given, HAI_DUONG)
    assert found.verdict == "passing"
    assert found.score < model().threshold
    assert "“" in found.reasons[0]


@pytest.mark.parametrize("given", NAMESAKES, ids=lambda a: a.title)
def test_namesakes(given: Article) -> None:
    found = relevance(given, HAI_DUONG)
    assert (found.verdict, found.score) == ("namesake", 0.0)
    assert "không chỉ tỉnh Hải Dương" in found.reasons[0]


def test_absent() -> None:
    found = relevance(article("Giá vàng tăng", body="Thị trường Hà Nội sôi động."), HAI_DUONG)
    assert found.verdict == "absent"
    assert found.mentions == ()


def test_reason_names_the_title() -> None:
    found = relevance(SUBJECTS[0], HAI_DUONG)
    assert found.reasons[0] == "Tên tỉnh ở tiêu đề: “Hải Dương hỗ trợ nông dân thu hoạch vải”"


def test_watch_terms_of_the_office() -> None:
    watching = load_province("hai-duong", watch=["Nhà máy Ánh Dương"])
    given = article("Nhà máy Ánh Dương tuyển người", body="Nhà máy Ánh Dương cần thợ.")
    assert relevance(given, HAI_DUONG).verdict == "absent"
    assert relevance(given, watching).verdict == "subject"


def test_evidence_knows_no_province() -> None:
    """The same article about another province gives the same numbers."""
    text = "Ngày 1/6, Công an tỉnh {0} cho biết vụ việc xảy ra tại {0}. Người dân {0} lo lắng; nạn nhân quê ở Hà Nội."
    rows = []
    for slug, name in (("hai-duong", "Hải Dương"), ("tay-ninh", "Tây Ninh")):
        province = load_province(slug)
        given = article(f"Vụ việc ở {name}", body=text.format(name).replace("Tây Ninh", "Tây Ninh"))
        numbers = gather(given, province, province.find_article(given)).numbers
        rows.append({key: value for key, value in numbers.items() if key not in ("density", "size", "first_at", "last_at")})
    assert rows[0] == rows[1]


def test_the_model_is_calibrated_arithmetic() -> None:
    assert sigmoid(0) == 0.5
    assert sigmoid(1000) == pytest.approx(1.0) and sigmoid(-1000) == pytest.approx(0.0)
    assert 0.3 < model().threshold < 0.9
    zero = dict.fromkeys(model().names, 0.0)
    assert 0.0 < model().score(zero) < 1.0


def test_places() -> None:
    found = {given.title: places(given, HAI_DUONG, HAI_DUONG.find_article(given)) for given in SUBJECTS}
    assert list(found.values())[1:] == [("huyện Cẩm Giàng",), ("huyện Kim Thành",)]
    whole = article(
        "Hải Dương công bố lịch thi", "Sở GD-ĐT Hải Dương thông báo.", "Hải Dương có 30 điểm thi. Hải Dương tổ chức ba môn."
    )
    assert places(whole, HAI_DUONG, HAI_DUONG.find_article(whole)) == ()
