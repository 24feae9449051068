"""Relevance: verdicts on articles of our own, reasons that quote, the model's arithmetic."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import pytest

from data.gazetteer import Province, load_province
from data.model import Article
from nlp.document import Document
from nlp.features import weights as models
from nlp.features.vectors import Sparse
from nlp.relevance.features import Evidence, gather_evidence
from nlp.relevance.places import find_places
from nlp.relevance.relevance import Relevance, judge_relevance, load_model, sigmoid

HAI_DUONG = load_province("hai-duong")


def relevance(given: Article, province: Province) -> Relevance:
    return judge_relevance(Document(given, province))


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
    assert found.score >= load_model().threshold
    assert found.reasons and all("“" in reason or "lần" in reason for reason in found.reasons)


@pytest.mark.parametrize("given", PASSING, ids=lambda a: a.title)
def test_passing(given: Article) -> None:
    found = relevance(given, HAI_DUONG)
    assert found.verdict == "passing"
    assert found.score < load_model().threshold
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
        numbers = gather_evidence(Document(given, province)).numbers
        rows.append({key: value for key, value in numbers.items() if key not in ("density", "size", "first_at", "last_at")})
    assert rows[0] == rows[1]


def test_the_model_is_calibrated_arithmetic() -> None:
    assert sigmoid(0) == 0.5
    assert sigmoid(1000) == pytest.approx(1.0) and sigmoid(-1000) == pytest.approx(0.0)
    assert 0.3 < load_model().threshold < 0.9
    nothing = Evidence(dict.fromkeys(load_model().names, 0.0), {}, Sparse(np.zeros(0, np.int32), np.zeros(0, np.float32)))
    assert 0.0 < load_model().score(nothing) < 1.0


def test_a_club_as_mere_opponent_is_passing() -> None:
    given = article(
        "Đội chủ nhà Ninh Bình lội ngược dòng",
        "Hai bàn cuối trận giữ trọn điểm ở lại.",
        "Tiếp đón Sông Lam Nghệ An ở vòng 20 V-League, Ninh Bình bị dẫn trước.\n"
        "Phút 88, tiền đạo đội nhà đánh đầu tung lưới SLNA.",
    )
    assert relevance(given, load_province("nghe-an")).verdict == "passing"


def test_a_firm_bears_the_name_through_the_article() -> None:
    given = article(
        "Xây dựng Hòa Bình ký thêm hợp đồng",
        "Nhà thầu lạc quan về quý tới.",
        "Tập đoàn Xây dựng Hòa Bình vừa ký hai gói thầu tại Đồng Nai.\nLãnh đạo Hòa Bình cho biết cổ phiếu của Hòa Bình tăng.",
    )
    assert relevance(given, load_province("hoa-binh")).verdict == "namesake"


def test_a_local_story_that_names_the_province_once() -> None:
    given = article(
        "Bốn xóm thiếu nước vì trại gà",
        "Giếng có mùi, bà con phải mua nước nấu ăn.",
        "Chị Bùi Thị Mến dẫn chúng tôi ra giếng sau nhà.\nTừ khi trại gà mở trên đồi, giếng của cả xóm không dùng được.\n"
        "Chiều qua, Chi cục Bảo vệ môi trường (Sở TN&MT Hòa Bình) cho biết sẽ kiểm tra.\n"
        "Bà con xã Mường Khuống mong đoàn về sớm.",
    )
    assert relevance(given, load_province("hoa-binh")).verdict == "subject"


def test_the_model_file_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(models, "sums", lambda: {"relevance.npz": "0" * 64})
    load_model.cache_clear()
    try:
        with pytest.raises(models.ModelError, match=r"relevance\.npz"):
            load_model()
    finally:
        load_model.cache_clear()


def test_places() -> None:
    found = {given.title: find_places(Document(given, HAI_DUONG)) for given in SUBJECTS}
    assert list(found.values())[1:] == [("huyện Cẩm Giàng",), ("huyện Kim Thành",)]
    whole = article(
        "Hải Dương công bố lịch thi", "Sở GD-ĐT Hải Dương thông báo.", "Hải Dương có 30 điểm thi. Hải Dương tổ chức ba môn."
    )
    assert find_places(Document(whole, HAI_DUONG)) == ()


def told(slug: str, given: Article) -> tuple[str, ...]:
    return find_places(Document(given, load_province(slug)))


def test_places_since_the_merger_are_communes() -> None:
    given = dated(
        2026, "Cầu hỏng ở bản xa", "Học sinh lội suối.",
        "Bản Huồi Lươn thuộc xã Nậm Lươn, tỉnh Nghệ An (huyện Tương Dương cũ).\nUBND xã Nậm Lươn đã xin vốn.",
    )  # fmt: skip
    assert told("nghe-an", given) == ("xã Nậm Lươn",)
    assert told("nghe-an", dated(2026, "Hội chợ", "", "Hội chợ họp tại huyện Kỳ Sơn cũ, Nghệ An.")) == ("huyện Kỳ Sơn (cũ)",)
    crash = dated(2026, "Tai nạn ở Nghệ An", "Xe khách lật qua xã Quỳnh Văn.", "Nạn nhân vào Trung tâm Y tế Quỳnh Lưu.")
    assert told("nghe-an", crash) == ("xã Quỳnh Văn",)
    beach = dated(2026, "Cửa Lò đón khách", "", "Lãnh đạo phường Cửa Lò, tỉnh Nghệ An họp báo.")
    assert told("nghe-an", beach) == ("phường Cửa Lò",)


def test_places_before_the_merger_are_districts() -> None:
    given = dated(2021, "Trại lợn xả thải", "Bà con xã Mường Khuống kêu cứu.", "Trại ở xã Mường Khuống, huyện Kim Bôi, Hòa Bình.")
    assert told("hoa-binh", given) == ("huyện Kim Bôi",)


def test_homes_neighbours_and_hospitals_are_no_places() -> None:
    given = dated(
        2021, "Nối tay cho bệnh nhân", "Ca mổ kéo dài bảy giờ.",
        "Bệnh viện Đa khoa tỉnh Hòa Bình vừa mổ cho bệnh nhân Xa Văn Tỉnh (xã Tu Lý, huyện Đà Bắc).",
    )  # fmt: skip
    assert told("hoa-binh", given) == ("thành phố Hòa Bình",)
    crash = dated(
        2021, "Lật xe ở đèo", "Hai người bị thương.",
        "Vụ việc xảy ra tại huyện Cao Phong, tỉnh Hòa Bình, xe đi theo hướng huyện Tân Lạc. Anh Nam, trú huyện Lạc Sơn, kể lại.",
    )  # fmt: skip
    assert told("hoa-binh", crash) == ("huyện Cao Phong",)


def dated(year: int, title: str, summary: str, body: str) -> Article:
    return article(title, summary, body).with_(published_at=datetime(year, 3, 2, 1, tzinfo=UTC))
