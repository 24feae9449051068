"""The words by which a press officer recognises a field, a tone, an issue or an urgent matter.

In: nothing. Out: `Cues`, groups of Vietnamese phrases, and a matcher that finds them in a text with their places.
The groups seed the training of the linear models (nlp/training/train.py), are features of them, and are what a reason quotes.
Own compilation; plain lower-case phrases in NFC with the modern tone placement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import ahocorasick

TOPIC_CUES: dict[str, str] = {
    "chinh-tri": (
        "tỉnh ủy|bí thư|đại hội đảng bộ|đại hội đại biểu|hđnd|hội đồng nhân dân|bầu cử|đại biểu quốc hội|cử tri|bổ nhiệm|"
        "nhân sự|ban thường vụ|ủy ban kiểm tra|kỷ luật đảng|kỷ luật cán bộ|tổng bí thư|chủ tịch nước|thủ tướng|"
        "bộ chính trị|ban bí thư|quốc phòng|bộ chỉ huy quân sự|đảng viên|mặt trận tổ quốc|sáp nhập|tinh gọn bộ máy|"
        "đối ngoại|đoàn đại biểu|quả bom|hủy nổ|vật nổ|đạn pháo|nhập ngũ|tân binh|nghĩa vụ quân sự|luân chuyển|"
        "cấp bậc hàm|tuyển dụng công chức"
    ),
    "kinh-te": (
        "doanh nghiệp|đầu tư|xuất khẩu|ngân sách|khu công nghiệp|tăng trưởng|ngân hàng|tỷ đồng|nhà đầu tư|vốn|cổ phiếu|"
        "lợi nhuận|doanh thu|thị trường|giá vàng|xăng dầu|hàng hóa|cửa khẩu|thuế|sản xuất|nhà máy|công nghiệp|thương mại|"
        "kim ngạch|khởi nghiệp|cổ đông|tập đoàn|fdi|làng nghề|thương hiệu|siêu thị|tiêu dùng|"
        "chứng nhận đầu tư|thủy điện|điện gió|điện mặt trời|nhà máy điện|"
        "điện lực|tổ máy|công suất|nhà thầu"
    ),
    "nong-nghiep": (
        "nông dân|nông nghiệp|vụ lúa|lúa|trồng|chăn nuôi|thủy sản|tôm|cá tra|ngư dân|hợp tác xã|nông sản|vải thiều|"
        "thu hoạch|mùa vụ|nông thôn mới|sầu riêng|cà phê|gia súc|gia cầm|dịch tả lợn|thương lái|mất mùa|được mùa|phân bón|"
        "giống|vườn|ha lúa|con lợn|đàn bò|cây ăn quả|ocop|đánh bắt|nuôi trồng|thủy lợi|khuyến nông|rau|cua|mía|hồ tiêu|"
        "cao su"
    ),
    "dat-dai-do-thi": (
        "quy hoạch|đất đai|sổ đỏ|giấy chứng nhận quyền sử dụng đất|dự án khu đô thị|giải phóng mặt bằng|nhà ở xã hội|"
        "khu đô thị|chung cư|bất động sản|xây dựng trái phép|đất nông nghiệp|tái định cư|thu hồi đất|giao đất|đô thị|"
        "lấn chiếm đất|công trình|bỏ hoang|chống ngập|cấp nước|vỉa hè|trụ sở|đất công|m2 đất|lô đất|đấu giá đất|cưỡng chế|"
        "xây dựng không phép|hạ tầng|chợ"
    ),
    "moi-truong-thien-tai": (
        "bão|lũ|ngập|sạt lở|mưa lớn|áp thấp|ô nhiễm|xả thải|nước thải|rác|môi trường|cháy rừng|phá rừng|động đất|"
        "khí tượng|thời tiết|nắng nóng|rét đậm|hạn mặn|xâm nhập mặn|triều cường|lốc xoáy|mưa đá|thiên tai|khai thác cát|"
        "động vật hoang dã|bốc mùi|bụi|khói|cá chết|rừng phòng hộ|vườn quốc gia|lũ quét|sụt lún|bãi rác|quý hiếm|"
        "thủy điện xả|không khí lạnh|vòi rồng"
    ),
    "y-te": (
        "bệnh viện|bác sĩ|bệnh nhân|y tế|covid|vắc xin|vaccine|tiêm|dịch bệnh|sốt xuất huyết|ngộ độc|phẫu thuật|cấp cứu|"
        "điều trị|ca mắc|dương tính|cách ly|an toàn thực phẩm|ung thư|sức khỏe|xét nghiệm|trạm y tế|sởi|bệnh dại|thuốc|"
        "ca bệnh|hiến tạng|khám bệnh|bảo hiểm y tế|thực phẩm bẩn|nhiễm khuẩn|can thiệp mạch"
    ),
    "giao-duc": (
        "học sinh|giáo viên|trường|thi tốt nghiệp|lớp 10|hiệu trưởng|giáo dục|sinh viên|đại học|đề thi|thí sinh|"
        "tuyển sinh|năm học|cô giáo|thầy giáo|mầm non|tiểu học|thpt|học bổng|điểm thi|phụ huynh|gd-đt|khoa học|công nghệ|"
        "chuyển đổi số|nghiên cứu|sáng chế|học phí|kỳ thi|thủ khoa|lạm thu|trí tuệ nhân tạo|giải nhất|olympic|lớp học|"
        "dạy học"
    ),
    "van-hoa-du-lich": (
        "du lịch|du khách|lễ hội|di tích|di sản|bảo tàng|chùa|đền|văn hóa|nghệ thuật|ca sĩ|hoa hậu|phim|biểu diễn|"
        "khai hội|nghệ nhân|lượt khách|danh thắng|âm nhạc|thành cổ|diễn viên|nhà thơ|ẩm thực|đặc sản|check-in|nghệ sĩ|"
        "tượng|đình|nhà thờ|bảo tồn|phố cổ|khu du lịch|homestay|đường hoa|linh vật|không gian văn hóa|chọi trâu|sắc phong|"
        "khảo cổ|hát"
    ),
    "the-thao": (
        "bóng đá|v-league|trận đấu|huấn luyện viên|hlv|cầu thủ|clb|vận động viên|giải đấu|huy chương|sea games|"
        "bóng chuyền|sân vận động|vòng loại|bàn thắng|đội tuyển|marathon|giải chạy|cúp quốc gia|vô địch|cổ động viên|"
        "thể thao|hạng nhất|tỷ số|đua xe đạp"
    ),
    "phap-luat": (
        "công an|khởi tố|bắt giữ|bị can|bị cáo|tòa án|tử hình|án mạng|giết người|ma túy|trộm|cướp|lừa đảo|tạm giam|"
        "truy nã|đối tượng|điều tra|hung thủ|nghi phạm|buôn lậu|đánh bạc|hiếp dâm|dâm ô|xét xử|lãnh án|năm tù|"
        "viện kiểm sát|vụ án|hành hung|thi thể|đâm chết|nhận hối lộ|tham ô|pháo lậu|vận chuyển trái phép|thanh tra|tố cáo|"
        "cảnh sát|biên phòng bắt|tang vật|chém|tự sát"
    ),
    "giao-thong": (
        "tai nạn|xe khách|xe máy|xe tải|ô tô|ôtô|container|quốc lộ|cao tốc|đường sắt|tàu hỏa|bot|cầu|csgt|giao thông|"
        "va chạm|tông|đuối nước|chết đuối|chìm|lật xe|cháy|bốc cháy|hỏa hoạn|điện giật|sân bay|chuyến bay|tài xế|tàu cá|"
        "thu phí|ổ gà|thông xe|mặt đường|nồng độ cồn|bằng lái|vành đai|xe buýt|ca nô|nổ bình gas|thiệt mạng|nạn nhân|đò|"
        "bến xe|đường tránh|cầu treo|cầu dân sinh|đường đê|đường hư hỏng|mặt cầu"
    ),
    "an-sinh": (
        "từ thiện|hộ nghèo|tặng quà|nhà tình nghĩa|người có công|liệt sĩ|bảo hiểm xã hội|trợ cấp|công nhân|lao động|"
        "việc làm|hoàn cảnh khó khăn|quyên góp|cứu trợ|mồ côi|người nghèo|gia đình|đám cưới|xổ số|trúng số|an sinh|hỗ trợ|"
        "chính sách|tết ấm|tiền lương|nghỉ việc|đình công|tình nguyện|nhân ái|ủng hộ|thương binh|người cao tuổi|"
        "người khuyết tật|cưu mang|nhà đại đoàn kết|bỏ rơi|xuất khẩu lao động|mái ấm|nhặt được|trao tặng"
    ),
}

SIGN_CUES: dict[str, str] = {
    "death": (
        "tử vong|thiệt mạng|chết|tử nạn|thi thể|qua đời|đuối nước|thương vong|án mạng|giết|sát hại|tử thi|mất tích|chết đuối"
    ),
    "hurt": "bị thương|bị bỏng|nhập viện|cấp cứu|nguy kịch|trọng thương|gãy|hôn mê|ngộ độc|ngạt",
    "fire": (
        "bốc cháy|đám cháy|cháy lớn|hỏa hoạn|vụ cháy|cháy rừng|cháy nhà|cháy kho|cháy xưởng|cháy chợ|nổ lớn|vụ nổ|phát nổ|cháy"
    ),
    "disaster": (
        "lũ quét|sạt lở|bão số|vỡ đê|ngập sâu|cuốn trôi|lốc xoáy|động đất|sập|lũ lụt|mưa lũ|cô lập|chìm tàu|lật thuyền|lật ca nô"
    ),
    "crime": (
        "khởi tố|bắt giữ|tạm giữ|tạm giam|bị can|bị cáo|ma túy|trộm|cướp|lừa đảo|đánh bạc|hiếp dâm|xâm hại|truy nã|"
        "hành hung|buôn lậu|giết người|nghi phạm|lãnh án|năm tù|tù giam|xét xử|vụ án|bắt|đối tượng|làm giả|trốn thuế|"
        "nghi can|bắt quả tang|chém|đâm"
    ),
    "accident": "tai nạn|va chạm|tông|lật xe|đâm vào|lao xuống|rơi xuống|điện giật|chìm|lật|rơi|mắc kẹt",
    "wrongdoing": (
        "sai phạm|vi phạm|kỷ luật|cách chức|đình chỉ|cảnh cáo|khiển trách|kiểm điểm|nhận hối lộ|tham ô|thất thoát|"
        "trái quy định|không đúng quy định|trái phép|tiêu cực|gian lận|lạm thu|bao che|nhũng nhiễu|vòi tiền|"
        "trái thẩm quyền|thiếu trách nhiệm|lợi dụng chức vụ|chạy chức|sai quy định|buông lỏng|xử lý nghiêm|nguyên bí thư|"
        "nguyên chủ tịch|nguyên giám đốc|bỏ hoang|lãng phí"
    ),
    "complaint": (
        "bức xúc|phản ánh|kêu cứu|khiếu nại|tố cáo|người dân lo|dân lo|phản ảnh|kiến nghị|kêu trời|khốn khổ|khổ sở|"
        "chậm trễ|bất cập|xuống cấp|ô nhiễm|bốc mùi|ì ạch|dang dở|dở dang|chậm tiến độ|chưa được giải quyết|xả thải|"
        "ngập rác|ổ gà|kêu khổ|mỏi mòn|tố|phớt lờ|làm ngơ|than trời|lo lắng|phản đối|quá tải|mất an toàn|chưa có kết quả|"
        "nhiều lần đề nghị|chờ đợi|bất thường|xin lỗi|thắng kiện|khởi kiện|lên tiếng|dư luận|xôn xao|hư hỏng|bong tróc|"
        "nứt|chi chít|đòi|treo|ngán ngẩm|lộng hành"
    ),
    "disease": "dịch bệnh|ca mắc|dương tính|ổ dịch|covid|sốt xuất huyết|cách ly|phong tỏa|bệnh dại|dịch tả lợn",
    "loss": (
        "thiệt hại|mất mùa|thua lỗ|ế ẩm|giải cứu|phá sản|ngập úng|chết hàng loạt|mất trắng|khó khăn|đình trệ|rớt giá|cá chết|nợ"
    ),
    "praise": (
        "khánh thành|khởi công|đạt giải|giải nhất|vinh danh|khen thưởng|biểu dương|thưởng|thành công|kỷ lục|hút khách|"
        "thu hút|tăng trưởng|bứt phá|đầu tiên|xuất khẩu|hiện đại|nâng cấp|được mùa|được giá|công nhận|huy chương|vô địch|"
        "chiến thắng|làm chủ|ra mắt|đón khách|đón hàng|lượt khách|tiên phong|tích cực|hiệu quả|vượt kế hoạch|tăng cao|"
        "đi đầu|dẫn đầu|nổi tiếng|đẹp|hấp dẫn|khai trương|thông xe|cấp phép|chứng nhận đầu tư|hợp tác chiến lược|"
        "mở rộng nhà máy|trúng mùa|làm giàu|sáng tạo|khai mạc|háo hức|hoàn thành"
    ),
    "kindness": (
        "tặng|trao|từ thiện|ủng hộ|hỗ trợ người dân|giúp đỡ|cứu người|cứu sống|nhặt được|trả lại|hiến|tình nguyện|"
        "chung tay|nhân ái|ấm áp|nghĩa tình|miễn phí|cưu mang|vượt khó|lan tỏa|dũng cảm|tri ân|hiếu học|mái ấm|trao quà|"
        "học bổng"
    ),
    "plan": (
        "kế hoạch|dự kiến|lấy ý kiến|công bố lịch|lịch thi|thông báo|chuẩn bị|bổ nhiệm|phê duyệt|đề xuất|tạm dừng|"
        "điều chỉnh|rà soát|chủ trương|bầu|tái đắc cử|yêu cầu|ứng phó|dự báo|hướng dẫn|triển khai|tổ chức|sửa chữa|"
        "phân luồng|đề án|nhân sự|họp|xem xét|quy hoạch"
    ),
    "official": (
        "cán bộ|chủ tịch|phó chủ tịch|bí thư|phó bí thư|giám đốc sở|phó giám đốc|trưởng phòng|hiệu trưởng|công chức|"
        "thanh tra|kiểm sát viên|chấp hành viên|thẩm phán|công an xã|lãnh đạo|đội trưởng|chi cục trưởng|cục trưởng|"
        "trưởng ban"
    ),
    "unrest": (
        "tụ tập đông người|phản đối|chặn xe|chặn đường|bao vây|gây rối|kéo đến trụ sở|căng băng rôn|đình công|"
        "ngừng việc tập thể|biểu tình|bạo loạn"
    ),
    "mended": (
        "giải cứu|cứu nạn|cứu hộ|cứu người|trao trả|tìm thấy|thưởng nóng|khen thưởng|tuyên dương|tôn vinh|truyền cảm hứng|"
        "giúp tài xế|giúp dân|giúp người dân|ấm áp|hạnh phúc|phấn khởi|vui mừng|khởi sắc|cứu sống|thành công|hiện đại|"
        "không xảy ra tội phạm|khắc phục hậu quả|kịp thời|hỗ trợ kịp thời|xúc động|gây bão|ca ngợi|trả lại người mất"
    ),
    "curious": (
        "bom|quả bom|vật nổ|đạn pháo|hủy nổ|đầu đạn|cá voi|con trăn|trăn|voi rừng|cá mú|con cá|xổ số|trúng số|trúng thưởng|"
        "kỳ lạ|khổng lồ|khủng|đám cưới|lễ cưới|độc đáo|phát lộ|địa đạo|cổ thụ|đại gia|bò tót|rùa biển"
    ),
    "routine": (
        "bồi thường|chi trả|điều chuyển|tạm dừng|thăng cấp bậc hàm|thăng hàm|bệnh viện dã chiến|truy điệu|an táng|lấy mẫu|"
        "phương án|chủ động|sẵn sàng|phòng chống|cảnh báo|khuyến cáo|đoàn công tác|kiểm tra|giám sát|"
        "làm việc với|tiếp xúc cử tri|"
        "kỳ họp|nghị quyết|tiến độ|quan trắc|công suất|giao ban|thí điểm|công văn|văn bản|hội nghị|tuyển sinh|chỉ tiêu|"
        "lịch trình|lộ trình|quy định mới|thanh tra toàn diện|phản hồi|thông tin chính thức|động đất|họp báo|hòa giải|"
        "mưa to|mưa lớn|không khí lạnh|áp thấp|cấp điện trở lại|di dời|tháo dỡ"
    ),
    "sport": "highlight|trận đấu|đá bại|cầm hòa|thắng|thua|hlv|sân nhà|v-league|bán kết|chung kết|vòng loại|clb",
    "visit": "chủ tịch nước|thủ tướng|tổng bí thư|chủ tịch quốc hội|dự lễ|thăm|chúc tết|dâng hương|tiếp xã giao|bộ trưởng",
    "arrest": "bắt tạm giam|khởi tố|bắt giam|bị bắt|bắt khẩn cấp|tạm giữ hình sự|khám xét",
}


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue found in a text: its group, its words, and where (code points)."""

    group: str
    text: str
    start: int
    end: int


@cache
def _automaton(kind: str) -> ahocorasick.Automaton:
    """All phrases of a kind; each leads to its length and to the places of its groups."""
    found: dict[str, list[int]] = {}
    for place, phrases in enumerate(groups_of(kind).values()):
        for phrase in set(phrases.split("|")):
            found.setdefault(phrase, []).append(place)
    automaton = ahocorasick.Automaton()
    for phrase, places in found.items():
        automaton.add_word(phrase, (len(phrase), tuple(places)))
    automaton.make_automaton()
    return automaton


def groups_of(kind: str) -> Mapping[str, str]:
    """The groups of kind "topic" or "sign": phrases parted by "|"."""
    return TOPIC_CUES if kind == "topic" else SIGN_CUES


def _spans(text: str, kind: str) -> list[list[tuple[int, int]]]:
    """For each group where its phrases stand: whole words, from left to right, the longest first, none in another."""
    found: list[list[tuple[int, int]]] = [[] for _ in groups_of(kind)]
    last = len(text) - 1
    for at, (length, places) in _automaton(kind).iter(text):
        start = at - length + 1
        if (start and _in_word(text[start - 1])) or (at < last and _in_word(text[at + 1])):
            continue
        for place in places:
            found[place].append((start, -at - 1))
    return [_apart(spans) if len(spans) > 1 else [(start, -end) for start, end in spans] for spans in found]


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    reached = 0
    for start, end in sorted(spans):
        if start >= reached:
            reached = -end
            kept.append((start, reached))
    return kept


def _in_word(char: str) -> bool:
    """As a regular expression's \\w."""
    return char.isalnum() or char == "_"


def cues(text: str, kind: str) -> Iterator[Cue]:
    """The cues of kind "topic" or "sign" in a text that is NFC, modern tone and lower case."""
    for group, spans in zip(groups_of(kind), _spans(text, kind), strict=True):
        for start, end in spans:
            yield Cue(group, text[start:end], start, end)


def tally(text: str, kind: str) -> dict[str, int]:
    """How often each group occurs in a text (NFC, modern tone, lower case)."""
    return dict(zip(groups_of(kind), map(len, _spans(text, kind)), strict=True))
