"""nlp/grouping/reprints.py: a reprint is found however it was dressed; another report of the same event is not a reprint."""

from __future__ import annotations

import unicodedata

import pytest

from data.model import Article
from nlp.document import Document
from nlp.grouping.reprints import RepeatIndex

PARAGRAPHS = [
    (
        "Sáng 2/6, hơn ba trăm hộ dân thôn Đông Hòa ra đồng từ lúc trời chưa sáng để kịp lấy nước theo lịch mới của "
        "trạm bơm Cầu Sến."
    ),
    (
        "Ông Lê Huy Thỏa, tổ trưởng tổ thủy nông, cho biết mực nước sông xuống thấp nhất trong mười lăm năm nên mỗi "
        "cánh đồng chỉ lấy được nước bốn giờ một ngày."
    ),
    (
        "Theo tính toán của hợp tác xã, nếu một tuần nữa không có mưa thì gần sáu mươi héc ta lúa ở cuối kênh sẽ khô "
        "hạn, phải chuyển sang trồng đậu."
    ),
    (
        "Ngành thủy lợi huyện đã đặt thêm hai máy bơm dã chiến ở cửa cống Bến Vĩnh, đồng thời nạo vét một ki-lô-mét "
        "kênh dẫn bị bồi lắng sau mùa mưa năm ngoái."
    ),
    "Chị Đỗ Thị Khuyến, có tám sào lúa, kể rằng cả xóm chia nhau canh nước, nhà nào xong thì gọi nhà sau, không ai tranh của ai.",
    (
        "Cuối tháng này, huyện sẽ họp với các xã cuối nguồn để chốt phương án tưới luân phiên, trong đó ưu tiên các "
        "thửa ruộng đang thời kỳ đẻ nhánh."
    ),
]  # fmt: skip


def article(name: str, body: str, outlet: str = "a", title: str = "Canh nước ở Đông Hòa", summary: str = "") -> Document:
    return Document(Article(id=name, url="", outlet=outlet, title=title, summary=summary, body=body))


@pytest.fixture
def index() -> RepeatIndex:
    index = RepeatIndex()
    index.add(article("goc", "\n".join(PARAGRAPHS)))
    return index


@pytest.mark.parametrize(
    "body",
    ["\n".join(PARAGRAPHS), "\n".join(PARAGRAPHS[:3]), "\n".join(PARAGRAPHS[3:]), "\n".join(PARAGRAPHS).upper(),
     unicodedata.normalize("NFD", "\n".join(PARAGRAPHS)), "\n".join(PARAGRAPHS).replace("Hòa", "Hoà").replace("thủy", "thuỷ"),
     "\n".join([*PARAGRAPHS[:4], "Theo Báo Ví Dụ", "Ảnh: Văn A"])],
)  # fmt: skip
def test_a_dressed_copy_is_found(index: RepeatIndex, body: str) -> None:
    found = index.find(article("chep", body, "b", "Nông dân thức đêm giữ nước", "Sapo của báo khác, viết lại hoàn toàn."))
    assert found is not None
    assert found[0] == "goc"
    assert found[1] > 0.8


def test_another_report_that_shares_a_quotation_is_no_reprint(index: RepeatIndex) -> None:
    own = [
        "Đợt khô hạn đầu hè khiến nhiều cánh đồng ở cuối nguồn sông thiếu nước, chính quyền phải chia giờ bơm cho từng thôn.",
        PARAGRAPHS[1],
        (
            "Trao đổi với phóng viên, lãnh đạo phòng nông nghiệp nói phương án tưới luân phiên đã được các xã thống nhất "
            "từ tuần trước."
        ),
        "Các hộ nuôi cá cũng được vận động nhường nước cho lúa trong mười ngày tới, đổi lại được miễn thủy lợi phí cả vụ.",
        "Dự báo cuối tuần có mưa dông, lượng mưa khoảng ba mươi mi-li-mét, đủ cứu phần lớn diện tích lúa đang khát.",
    ]
    assert index.find(article("khac", "\n".join(own), "b")) is None


def test_the_first_is_the_original_not_another_reprint(index: RepeatIndex) -> None:
    second = article("hai", "\n".join(PARAGRAPHS[:4]), "b")
    found = index.find(second)
    assert found is not None
    index.add(second, found[0])
    third = index.find(article("ba", "\n".join(PARAGRAPHS[:4]), "c"))
    assert third is not None
    assert third[0] == "goc"


def test_one_outlets_follow_up_is_no_reprint_unless_near_identical(index: RepeatIndex) -> None:
    new = ["Chiều nay mưa đã về trên các cánh đồng, trạm bơm ngừng chạy sau mười ngày liên tục, bà con thở phào ra thăm lúa."] * 1
    fresh = [line.replace("a", "o").replace("n", "m") for line in PARAGRAPHS[:2]]
    body = "\n".join([*new, *fresh, *PARAGRAPHS[2:5]])
    assert index.find(article("tiep", body, "a")) is None
    assert index.find(article("sua", "\n".join(PARAGRAPHS), "a")) is not None


def test_short_texts_and_empty_ones(index: RepeatIndex) -> None:
    assert index.find(article("ngan", "Ảnh: Văn A", "b")) is None
    assert index.find(article("rong", "", "b")) is None
    index.add(article("rong", "", "b"))
    index.add(article("rong", "", "b"))
    assert len(index) == 2


def test_a_press_release_of_forty_reprints_is_still_known(index: RepeatIndex) -> None:
    for number in range(40):
        copy = article(f"chep-{number}", "\n".join(PARAGRAPHS), f"bao-{number}")
        found = index.find(copy)
        assert found is not None and found[0] == "goc"
        index.add(copy, found[0])


def test_what_stands_in_many_texts_identifies_nothing() -> None:
    index = RepeatIndex()
    rights = "Ghi rõ nguồn khi phát hành lại thông tin từ trang này, mọi sao chép phải được sự đồng ý bằng văn bản của tòa soạn."
    texts = [" ".join(f"{word}{number}" for word in PARAGRAPHS[0].split()) for number in range(40)]
    for number, text in enumerate(texts):
        one = article(f"bai-{number}", f"{text}\n{rights}", f"bao-{number}")
        assert index.find(one) is None
        index.add(one)


def test_a_sapo_in_common_makes_no_repeat(index: RepeatIndex) -> None:
    sapo = "Từ đầu tháng đến nay nhiều cánh đồng cuối nguồn thiếu nước, bà con phải thức đêm canh từng giờ bơm cho lúa."
    index.add(article("mot", PARAGRAPHS[1], "b", summary=sapo))
    assert index.find(article("hai", PARAGRAPHS[4], "c", summary=sapo)) is None


def test_invisible_characters_emoji_and_blanks_make_no_difference(index: RepeatIndex) -> None:
    body = "\n\n".join(PARAGRAPHS).replace(" ", "\u00a0 ").replace("n", "n\u200b").replace(",", " 🌾,")
    assert index.find(article("la", body, "b")) == ("goc", 1.0)


def test_a_text_that_grew_from_copy_to_copy_repeats_the_copy() -> None:
    index = RepeatIndex()
    index.add(article("dau", "\n".join(PARAGRAPHS[:3]), "a"))
    grown = article("giua", "\n".join(PARAGRAPHS[1:]), "b")
    found = index.find(grown)
    assert found is not None and found[0] == "dau"
    index.add(grown, "dau")
    assert index.find(article("cuoi", "\n".join(PARAGRAPHS[3:]), "c")) == ("giua", 1.0)
