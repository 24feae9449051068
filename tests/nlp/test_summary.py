"""nlp/summary.py: whole sentences of the article, the sapo and the lead first, no boilerplate."""

from __future__ import annotations

from data.model import Article, Mention
from nlp.document import Document
from nlp.summary import LIMIT, summarise

BODY = """Ảnh: Nguyễn Văn A
Chiều 3/6, trao đổi với phóng viên, ông Lê Quang Bồng, Phó Chủ tịch UBND huyện, cho biết huyện đã yêu cầu chủ bến dừng chạy đêm.
“Chúng tôi mất ngủ cả tháng nay”, bà Hoa than thở.
Theo thống kê của xã Nam Lộc, mỗi đêm có khoảng 40 lượt xe tải đi qua mặt đê, làm 27 ổ gà xuất hiện thêm từ đầu năm.
Xem thêm: Những con đường xuống cấp
Mời bạn đọc gửi phản ánh về đường dây nóng của báo.
Trời nhiều mây."""


def article(
    summary_: str = ("Gần 3 km đường đê qua xã Nam Lộc, huyện Nam Sách hư hỏng nặng vì xe chở cát."), body: str = BODY
) -> Article:
    return Article(id="a", url="", outlet="x", title="Xe chở cát cày nát đường đê Nam Lộc", summary=summary_, body=body)


def summarise_article(one: Article) -> tuple[str, ...]:
    return summarise(Document(one))


def test_two_or_three_whole_sentences_in_order() -> None:
    one = article()
    told = summarise(Document(one))
    whole = f"{one.summary}\n{one.body}"
    assert 2 <= len(told) <= 3
    assert all(sentence in whole for sentence in told)
    assert [whole.index(sentence) for sentence in told] == sorted(whole.index(sentence) for sentence in told)
    assert told[0] == one.summary
    assert len(" ".join(told)) <= LIMIT


def test_no_caption_appeal_cry_or_scrap() -> None:
    told = " ".join(summarise_article(article()))
    for scrap in ("Ảnh:", "Xem thêm", "Mời bạn đọc", "mất ngủ", "Trời nhiều mây"):
        assert scrap not in told


def test_the_outlets_mark_before_the_sapo_is_left_out() -> None:
    told = summarise_article(article("(Dân trí) - Đường đê qua xã Nam Lộc hư hỏng nặng vì xe chở cát chạy suốt đêm."))
    assert told[0].startswith("Đường đê")


def test_a_sentence_that_names_the_province_is_preferred() -> None:
    body = (
        "Một cuộc họp bàn về thủy lợi vừa diễn ra với sự tham gia của nhiều địa phương.\n"
        "Năm ngoái, các tỉnh trong vùng đều thiếu nước vào cuối vụ xuân kéo dài.\n"
        "Riêng vùng bãi Tân Lộ cần thêm hai trạm bơm để tưới cho 90 ha rau màu."
    )
    mention = Mention(place="x/xa-tan-lo", kind="commune", field="body", start=160, end=166, surface="Tân Lộ")
    one = Article(id="a", url="", outlet="x", title="Bàn chuyện nước", summary="", body=body)
    assert any("Tân Lộ" in sentence for sentence in summarise(Document(one.with_(mentions=(mention,)))))


def test_what_was_said_is_not_said_again() -> None:
    sapo = "Đường đê qua xã Nam Lộc hư hỏng nặng vì xe chở cát chạy suốt đêm."
    body = (
        "Đường đê qua xã Nam Lộc đang hư hỏng nặng vì xe chở cát chạy suốt đêm.\nUBND xã đã đặt hai chốt kiểm tra tải "
        "trọng ở đầu đê từ ngày 1/6."
    )
    assert len(summarise_article(article(sapo, body))) == 2


def test_long_sentences_are_never_cut() -> None:
    long = "Theo kế hoạch, " + "huyện sẽ sửa từng đoạn đê một cách cẩn thận, " * 12 + "xong trước mùa mưa."
    assert summarise_article(article("", long)) == (long,)


def test_nothing_from_nothing() -> None:
    assert summarise_article(article("", "")) == ()


SAPO = "Gần một tháng nay, nước kênh qua xã Nam Lộc, huyện Nam Sách đổi sang màu đen. Người dân cho rằng nước thải từ một xưởng."
SAID = (
    "Sáng 31/5, phóng viên đi dọc con kênh dài gần hai cây số, chỗ nào cũng thấy váng dầu nổi thành từng mảng.\n"
    "Ông Lê Quang Bồng, Chủ tịch UBND xã, cho biết xã đã hai lần đề nghị huyện lấy mẫu nước nhưng chưa có kết quả."
)


def test_a_short_sapo_is_told_whole_with_what_the_office_says_of_it() -> None:
    told = summarise_article(article(SAPO, SAID))
    assert " ".join(told[:2]) == SAPO
    assert told[2].startswith("Ông Lê Quang Bồng")


def test_a_sapo_of_three_sentences_stands_alone() -> None:
    whole = f"{SAPO} Huyện chưa trả lời."
    assert " ".join(summarise_article(article(whole, SAID))) == whole
