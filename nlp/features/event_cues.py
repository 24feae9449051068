"""What happened, told by its words: awards, rescues, raids, floods, openings, appointments, fixtures…

In: a text that is NFC, modern tone and lower case. Out: how often each kind of happening occurs in it (at most three times).
Finer than the groups of nlp/features/cue_words.py, which are quoted as evidence: these are only features of the models of tone,
issue and field, which learn what each kind means from labelled texts. Own compilation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

MOST = 3  # a word said more often tells no more

# One kind, its phrases as a pattern; whole words, but for those of MARKS.
HAPPENINGS: Mapping[str, str] = {
    "award": (
        r"khen thưởng|thưởng nóng|biểu dương|tuyên dương|bằng khen|giấy khen|thư khen|vinh danh|tôn vinh|huân chương|"
        r"truy tặng|giải thưởng|đạt giải|giành giải|đoạt giải|giải (?:nhất|nhì|ba|vàng)|huy chương|thủ khoa|"
        r"điểm (?:10|tuyệt đối)|xuất sắc|lập công|chiến công|đạt chuẩn|được công nhận|khen nức nở|ngợi khen|danh hiệu"
    ),
    "charity": (
        r"tặng|trao quà|quà tết|ủng hộ|quyên góp|từ thiện|thiện nguyện|tình nguyện|0 đồng|miễn phí|"
        r"nhà tình (?:nghĩa|thương)|mái ấm|học bổng|tiếp sức|chung tay|nghĩa tình|nhân ái|tình người|"
        r"hiến (?:đất|máu|tạng|mô|giác mạc|xác|tim)|cứu trợ|viện trợ|hỗ trợ|giúp đỡ|cưu mang|đùm bọc|gây quỹ|tri ân|"
        r"thăm hỏi|chăm lo"
    ),
    "rescue": (
        r"cứu sống|giải cứu|cứu hộ|cứu nạn|"
        r"cứu (?:người|nữ|em|bé|học sinh|sản phụ|ngư dân|thuyền viên|du khách|hành khách|nạn nhân|bạn|cụ|hai|ba|\d+)|"
        r"ứng cứu|được cứu|vào bờ an toàn|thoát chết|thoát nạn|may mắn thoát"
    ),
    "honest": (r"trả lại|tìm (?:người mất|chủ nhân|người đánh rơi)|nhặt được|trao trả|nhận lại|giao nộp"),
    "helpers": (
        r""
        r"(?:csgt|công an|cảnh sát|biên phòng|bộ đội|chiến sĩ|đoàn viên|thanh niên|thầy|cô giáo|bác sĩ|quân đội)"
        r"[^.;]{0,50}(?:giúp|hỗ trợ|cứu|dọn|đưa|tặng|phát|mở đường|hộ tống|vượt|băng rừng|hiến|trả lại)"
    ),
    "bust": (r"triệt phá|triệt xóa|phá án|phá chuyên án|chuyên án|bóc gỡ|đánh sập|truy bắt|bắt giữ|bắt gọn|bắt quả tang|thu giữ"),
    "court": (
        r"khởi tố|truy tố|tạm giam|tạm giữ|bị can|bị cáo|năm tù|tử hình|chung thân|phúc thẩm|sơ thẩm|xét xử|lãnh án|"
        r"cáo trạng|viện kiểm sát|viện ksnd|hầu tòa|kháng cáo"
    ),
    "violent": (
        r"giết|sát hại|đâm|chém|án mạng|hành hung|đánh (?:đập|nhau|con|chết)|bạo hành|hiếp|dâm|xâm hại|cướp|trộm|lừa|"
        r"chiếm đoạt|ma túy|heroin|đánh bạc|cá độ|buôn lậu|pháo|hàng giả|nổ súng|bắt cóc|tự tử|tự thiêu"
    ),
    "death": (r"tử vong|thiệt mạng|tử nạn|thi thể|chết|đuối nước|mất tích|qua đời|đột tử|nạn nhân|thương vong"),
    "hurt": (r"bị thương|trọng thương|nguy kịch|cấp cứu|nhập viện|bỏng|gãy|ngộ độc|chấn thương"),
    "accident": (r"tai nạn|va chạm|tông|lật|lao xuống|mất lái|mất phanh|đâm vào|chìm|mắc cạn|rơi|kẹt|sự cố|trôi dạt"),
    "fire": (r"cháy|hỏa hoạn|phát nổ|vụ nổ|nổ lớn"),
    "damage": (
        r"thiệt hại|sập|tốc mái|ngập|cuốn trôi|cô lập|vùi lấp|sạt lở|sụt lún|tan hoang|hoang tàn|xơ xác|mất trắng|lũ quét|"
        r"vỡ (?:đê|đập|đường ống)|hư hỏng|vùng lũ|rốn lũ|mất điện|chia cắt|vượt báo động|lũ dữ|bùn đất|chết khô|cạn khô|"
        r"hạn hán|khô hạn"
    ),
    "weather": (
        r"dự báo|mưa (?:lớn|to|dông|rào)|nắng nóng|rét|không khí lạnh|áp thấp|bão số|cơn bão|động đất|triều cường|"
        r"gió (?:mạnh|mùa)|băng giá|sương muối"
    ),
    "prepare": (
        r"ứng phó|phòng chống|phòng, chống|sẵn sàng|chủ động|phương án|diễn tập|gia cố|di dời|sơ tán|nghỉ học|cấm biển|"
        r"tạm (?:dừng|ngưng|ngừng|cấm)|đóng cửa|xả (?:lũ|đáy|nước)|điều tiết|khuyến cáo|cảnh báo"
    ),
    "recover": (
        r"khắc phục|khôi phục|trở lại|thông (?:xe|tuyến) trở lại|cấp điện (?:trở )?lại|hồi sinh|hồi phục|phục hồi|dọn dẹp|"
        r"ổn định|bình thường|xuất viện|khỏi bệnh|tái thiết|dựng lại|xây lại|vui trở lại"
    ),
    "open": (
        r"khánh thành|khởi công|khởi động|thông xe|thông hầm|khai trương|đưa vào (?:sử dụng|hoạt động|vận hành|khai thác)|"
        r"đi vào hoạt động|hợp long|ra mắt|động thổ|khai mạc|công bố nghị quyết|chính thức (?:lên|thành lập|thông quan)|"
        r"lên thành phố|bàn giao|đón khách"
    ),
    "invest": (
        r"đầu tư|nhà đầu tư|cấp phép|chấp thuận|phê duyệt|dự án|tỷ đồng|tỉ đồng|tỷ usd|tỉ usd|khu công nghiệp|khu đô thị|"
        r"mở bán|căn hộ|nghỉ dưỡng"
    ),
    "future": (
        r"dự kiến|sẽ|sắp|lên kế hoạch|kế hoạch|đề xuất|đề nghị|kiến nghị|lấy ý kiến|nghiên cứu|xem xét|xin|muốn|cần|"
        r"phấn đấu|mục tiêu|định hướng|chuẩn bị|thí điểm|triển khai"
    ),
    "person": (
        r"bổ nhiệm|giữ chức|"
        r"(?:làm|có|giữ) (?:tân |phó |quyền )?"
        r"(?:bí thư|chủ tịch|giám đốc|trưởng ban|tổng giám đốc|thứ trưởng|bộ trưởng|cục trưởng)|"
        r"bầu (?:ông|bà|làm|chủ tịch|phó)|điều động|luân chuyển|phê chuẩn|miễn nhiệm|chuẩn y|"
        r"tân (?:chủ tịch|bí thư|giám đốc)|trúng cử|tái đắc cử|nghỉ hưu|thăng (?:cấp|quân) hàm|xin thôi|từ chức|thôi chức|"
        r"nhân sự|biên chế|tuyển dụng|đại biểu|đại hội|kỳ họp|nghị quyết"
    ),
    "visit": (
        r"thăm|làm việc với|thị sát|dự lễ|tiếp xúc cử tri|thủ tướng|chủ tịch nước|tổng bí thư|chủ tịch quốc hội|"
        r"phó thủ tướng|hội nghị|hội thảo|tọa đàm|diễn đàn|đoàn công tác|tàu (?:hải quân|chiến)|cập cảng"
    ),
    "relic": (
        r"bom|đạn pháo|đầu đạn|vật (?:liệu )?nổ|hài cốt|liệt sĩ|quy tập|truy điệu|an táng|mộ (?:cổ|tập thể)|cổ vật|"
        r"khảo cổ|khai quật|tiền (?:cổ|xu)|di vật|hiện vật|tàu cổ"
    ),
    "animal": (
        r"cá thể|quý hiếm|nguy cấp|rùa|trăn|rắn|cá voi|cá ông|voi|khỉ|gấu|lươn|cá (?:chình|trê|mú|sủ|ngừ|heo|mái chèo)|"
        r"khủng|khổng lồ|dạt vào|thả về|tái thả|động vật hoang dã|kỳ lạ|hiếu kỳ|đổ xô|hi hữu|bẫy ảnh"
    ),
    "lottery": (r"xổ số|vé số|vietlott|jackpot|độc đắc|trúng số|trúng thưởng"),
    "celeb": (r"hoa hậu|ca sĩ|diễn viên|nghệ sĩ|đám cưới|lễ cưới|ăn hỏi|nạp tài|mv|phim|đại gia|người đẹp|á hậu|người mẫu"),
    "win": (
        r"thắng|đánh bại|vô địch|đăng quang|lên ngôi|ngược dòng|đứng đầu|dẫn đầu|đi tiếp|bất bại|tỏa sáng|ghi bàn|"
        r"ngôi đầu|vào (?:bán kết|chung kết)|thăng hạng|hạ gục"
    ),
    "preview": (
        r"lịch (?:thi đấu|trực tiếp)|trước trận|trước giờ|đối đầu|tiếp đón|highlight|vòng \d+|v-league|hlv|tuyển thủ|cúp|"
        r"giải (?:hạng nhất|bóng đá|quốc gia)"
    ),
    "tour": (
        r"du khách|lượt khách|lễ hội|khai hội|rực rỡ|thơ mộng|nở rộ|check-in|check in|chiêm ngưỡng|ngắm|độc đáo|đặc sản|"
        r"hút khách|đông đảo|háo hức|nô nức|nhộn nhịp|tấp nập|vẻ đẹp|đẹp như|di sản|nghệ nhân|truyền thống|bản sắc|"
        r"nổi tiếng|hấp dẫn|bình yên|trải nghiệm|pháo hoa|đường hoa"
    ),
    "econup": (
        r"tăng trưởng|vượt (?:kế hoạch|chỉ tiêu|dự toán)|xuất khẩu|doanh thu|được (?:giá|mùa)|trúng (?:mùa|đậm|lớn)|"
        r"bội thu|có lãi|lợi nhuận|thu nhập|làm giàu|tỷ phú|hiệu quả|tiền triệu|tiền tỷ|hút hàng|cao kỷ lục|giá cao|"
        r"đột phá|bứt phá|cú hích|hiện đại|thông minh|số hóa|chuyển đổi số|mô hình|sáng chế|sáng tạo|ứng dụng|khởi nghiệp"
    ),
    "econdown": (
        r"rớt giá|giảm giá|ế ẩm|thua lỗ|nợ|phá sản|ùn ứ|ùn tắc|kẹt xe|khan hiếm|thiếu|lao đao|điêu đứng|buồn|lo|khóc|vắng|"
        r"giảm mạnh|sụt giảm|đình trệ|sâu bệnh|ổ dịch|dịch tả|dịch bệnh|nhiễm|quá tải"
    ),
    "delay": (
        r"chậm|ì ạch|dang dở|dở dang|đắp chiếu|bỏ hoang|bỏ không|đứng hình|treo|xuống cấp|nham nhở|ngổn ngang|vướng|"
        r"ách tắc|tắc nghẽn|mắc cạn|chưa (?:được|thể|có|xong|giải quyết)|không (?:được|có|thể|đúng|phép)|nhiều năm|"
        r"mãi không|bao giờ|lãng phí|thất thoát"
    ),
    "wrong": (
        r"sai phạm|vi phạm|sai (?:quy định|sót)|kỷ luật|cách chức|khiển trách|phê bình|kiểm điểm|nhận hối lộ|tham ô|"
        r"tiêu cực|gian lận|trái phép|không phép|chui|lạm thu|thu sai|khống|giả mạo|làm giả|xử phạt|bị phạt|thu hồi|"
        r"cưỡng chế|thanh tra|kiểm tra|chấn chỉnh|xử lý (?:nghiêm|kỷ luật|cán bộ|trách nhiệm)|lấn chiếm|đình chỉ|truy thu|"
        r"ưu ái|bất thường"
    ),
    "complain": (
        r"bức xúc|phản ánh|phản ảnh|kêu cứu|cầu cứu|khiếu nại|tố|tố cáo|bất an|khổ|ám ảnh|tranh cãi|phản đối|phản ứng|"
        r"ý kiến trái chiều|dư luận|xôn xao|gây sốc|nhếch nhác|chặt chém|ô nhiễm|bốc mùi|hôi|rác|xả thải|nguy hiểm|"
        r"nguy cơ|mất an toàn|bất chấp|lo ngại|băn khoăn|đòi"
    ),
    "respond": (
        r"lên tiếng|phản hồi|khẳng định|bác bỏ|đính chính|nói gì|lý giải|giải trình|làm rõ|xác minh|vào cuộc|yêu cầu|"
        r"chỉ đạo|cam kết|xin lỗi|nhận thiếu sót|không đúng sự thật|tin đồn|sai sự thật|thông tin chính thức"
    ),
    "school": (r"tuyển sinh|điểm chuẩn|đề thi|thi tốt nghiệp|lớp 10|tư vấn|kỳ thi|thí sinh|điểm thi"),
    "hospitalgood": (r"phẫu thuật|ghép|kỹ thuật|lấy (?:dị vật|bỏ|được)|điều trị thành công|nối (?:thành công|liền)|chuyển giao"),
    "stock": (r"cổ phiếu|cổ đông|thâu tóm|cổ phần|niêm yết|chứng khoán|trái phiếu"),
    "compensate": (r"bồi thường|đền bù|chi trả|giải phóng mặt bằng|tái định cư|di dân"),
    "but": (r"nhưng|dù|tuy nhiên|vẫn|lại|bỗng|bất ngờ"),
    "first": (r"đầu tiên|lần đầu|lớn nhất|duy nhất|hàng đầu|nhiều nhất|cao nhất"),
    "heart": (
        r"ấm áp|ấm lòng|xúc động|hạnh phúc|vui mừng|niềm vui|phấn khởi|nụ cười|yêu thương|truyền cảm hứng|lan tỏa|"
        r"dũng cảm|nghị lực|vượt khó|vượt lên|hiếu thảo|ước mơ|khát vọng|tử tế|tình thương|cảm phục|tận tụy|gieo|"
        r"thắp sáng|đổi thay|khởi sắc|thay áo mới|đổi diện mạo"
    ),
    "hard": (
        r"mồ côi|nghèo|khó khăn|bệnh (?:tật|hiểm nghèo)|ung thư|éo le|bi kịch|đáng thương|tội nghiệp|bỏ rơi|vất vả|mù lòa|"
        r"tật nguyền|hoàn cảnh"
    ),
    "loss": (
        r"thua|thất bại|bại trận|bị loại|rớt hạng|xuống hạng|chia điểm|cầm hòa|cầm chân|trận hòa|hòa \d|\d-\d|gục ngã|"
        r"rời ngôi"
    ),
}
MARKS: Mapping[str, str] = {
    "roundup": r"điểm tin|tin tức (?:sáng|chiều|tối)|xem nhanh|bản tin|toàn cảnh|\|",
    "question": r"\?",
    "exclaim": "!",
    "quote": "['\"“‘’]",
}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    whole = [re.compile(rf"(?<!\w)(?:{phrases})(?!\w)") for phrases in HAPPENINGS.values()]
    return (*whole, *(re.compile(phrases) for phrases in MARKS.values()))


def tally(text: str) -> list[float]:
    """How often each happening occurs, in a fixed order."""
    return [float(min(len(pattern.findall(text)), MOST)) for pattern in _patterns()]
