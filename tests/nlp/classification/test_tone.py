"""nlp/classification/tone.py and nlp/classification/flags.py: tone toward the province with its evidence; báo nêu; tin nhanh."""

from __future__ import annotations

import pytest

from data.model import Article, Mention
from nlp.classification import flags, tone
from nlp.document import Document


def article(title: str, summary: str = "", body: str = "") -> Article:
    return Article(id="a", url="", outlet="x", title=title, summary=summary, body=body)


def judged(one: Article) -> tone.Tone:
    return tone.judge_tone(Document(one))


def issue(one: Article) -> tuple[bool, str]:
    document = Document(one)
    return flags.judge_issue(document, tone.judge_tone(document))


def urgent(one: Article) -> tuple[bool, str]:
    return flags.judge_urgent(Document(one))


DRUGS = article(
    "Công an triệt phá đường dây ma túy, bắt năm đối tượng",
    "Rạng sáng 3/6, công an huyện bắt quả tang nhóm mua bán ma túy.",
    "Tang vật gồm 2 kg ma túy đá.\nCơ quan điều tra đã khởi tố vụ án.",
)
PLAN = article("Tỉnh công bố lịch thi vào lớp 10", "Sở thông báo kỳ thi diễn ra trong hai ngày, dự kiến công bố điểm cuối tháng.")
PRAISE = article("Khánh thành trường mới, học sinh vùng cao đón niềm vui", "Ngôi trường hiện đại do các nhà hảo tâm trao tặng.")
COMPLAINT = article(
    "Rác chất đống, dân bức xúc kêu cứu",
    "Bãi rác tạm bốc mùi hôi thối suốt hai tháng.",
    "Người dân phản ánh nhiều lần nhưng chưa được giải quyết. Chủ tịch UBND xã thừa nhận chậm trễ.",
)


@pytest.mark.parametrize(
    ("one", "right"), [(DRUGS, "negative"), (PLAN, "neutral"), (PRAISE, "positive"), (COMPLAINT, "negative")]
)
def test_tone(one: Article, right: str) -> None:
    found = judged(one)
    assert found.label == right
    assert found.evidence in f"{one.title}\n{one.summary}\n{one.body}"


def test_evidence_prefers_the_sentence_that_names_the_province() -> None:
    one = article("Tin trong ngày", "Một vụ cháy xảy ra ở nơi khác.", "Vụ cháy ở Tân Lộ làm hai người bị thương.")
    mention = Mention(place="x/xa-tan-lo", kind="commune", field="body", start=10, end=16, surface="Tân Lộ")
    document = Document(one.with_(mentions=(mention,)))
    assert tone.find_evidence(document, ("fire", "hurt"), naming_province=True).startswith("Vụ cháy ở Tân Lộ")


def test_a_notice_is_neutral_though_its_words_are_of_roads_and_works() -> None:
    one = article("Từ ngày 9/7, sửa mặt đường tỉnh lộ qua hai xã", "Đơn vị thi công rào một làn, làm việc ban đêm.")
    assert judged(one).label == "neutral"


def test_an_empty_article_has_no_evidence() -> None:
    found = judged(article(""))
    assert found.label in ("positive", "neutral", "negative")
    assert found.evidence == ""


def test_issue_is_raised_by_a_complaint_not_by_a_crime() -> None:
    raised, shown = issue(COMPLAINT)
    assert raised
    assert shown in f"{COMPLAINT.title}\n{COMPLAINT.summary}\n{COMPLAINT.body}"
    assert issue(DRUGS) == (False, "")
    assert issue(PRAISE) == (False, "")


@pytest.mark.parametrize(
    "title",
    ["Cháy lớn tại kho hàng, khói đen bao trùm", "Hai mẹ con tử vong sau va chạm xe tải", "Lũ quét cuốn trôi năm ngôi nhà",
     "Hàng trăm người tụ tập đông người trước trụ sở", "Bắt tạm giam phó chủ tịch huyện"],
)  # fmt: skip
def test_urgent(title: str) -> None:
    at_once, why = urgent(article(title))
    assert at_once
    assert why


@pytest.mark.parametrize(
    "title",
    ["Diễn tập chữa cháy tại chợ trung tâm", "Xét xử vụ án mạng năm trước", "Tưởng niệm các liệt sĩ, thắp nến tri ân",
     "Khánh thành cầu mới", "Lấy ý kiến về quy hoạch", "Tuyên truyền phòng chống đuối nước cho học sinh"],
)  # fmt: skip
def test_not_urgent(title: str) -> None:
    assert urgent(article(title)) == (False, "")


def test_the_same_event_told_by_a_witness_or_a_hospital_is_urgent_too() -> None:
    witness = article(
        "“Tôi chỉ kịp đẩy con vào lề”",
        "Người phụ nữ kể lại lúc chiếc xe ben mất phanh lao qua chợ.",
        "Vụ việc xảy ra trưa 2/3. Đến chiều, nhà chức trách xác nhận hai người tử vong, ba người nằm viện.",
    )
    rescue = article(
        "Kíp mổ thâu đêm cứu nạn nhân vụ lật xe",
        "Bệnh viện huy động 30 đơn vị máu.",
        "Gia đình mỗi người thiệt mạng được hỗ trợ 10 triệu đồng.",
    )
    safe = article("Xe tải lật xe chở dưa, dân giúp nhặt", "Không ai bị thương.", "Dưa được gom lên xe khác trong một giờ.")
    assert urgent(witness)[0]
    assert urgent(rescue)[0]
    assert not urgent(safe)[0]


@pytest.mark.parametrize(
    ("title", "summary"),
    [
        ("Đảng bộ huyện tổ chức đại hội điểm nhiệm kỳ mới", "Đại hội bầu ban chấp hành gồm 39 người, thông qua nghị quyết."),
        ("Tỉnh lấy ý kiến về quy hoạch khu đô thị phía bắc", "Đồ án rộng 400 ha được niêm yết trong 30 ngày."),
        ("Kỳ họp chuyên đề thông qua 12 nghị quyết", "Các đại biểu xem xét điều chỉnh kế hoạch đầu tư công."),
    ],
)
def test_plain_notices_of_party_and_planning_raise_no_issue(title: str, summary: str) -> None:
    assert issue(article(title, summary)) == (False, "")


@pytest.mark.parametrize(
    ("title", "summary", "right"),
    [
        (
            "Nhà vườn bọc túi, kiểm dịch xong lô nhãn đầu tiên xuất khẩu",
            "Vụ nhãn được mùa, thương lái đặt mua từ sớm.",
            "positive",
        ),
        ("Công bố chỉ tiêu tuyển sinh lớp 10 năm học mới", "Sở thông báo thời gian nộp hồ sơ từ ngày 3/5.", "neutral"),
        ("Hồ chứa Suối Vàng sẽ hoàn thành đắp đập trước tháng 9", "Nhà thầu đã đào 60% khối lượng đất đá.", "neutral"),
        ("Tỉnh trao quyền cho xã quản lý trụ sở cũ", "Nghị quyết có hiệu lực từ 1/5.", "neutral"),
        ("Sửa chữa cầu, phân luồng xe qua đường tránh", "Đơn vị quản lý đường thông báo thời gian thi công ban đêm.", "neutral"),
    ],
)
def test_harvest_calendar_and_roadworks_are_not_negative(title: str, summary: str, right: str) -> None:
    assert judged(article(title, summary)).label == right
