"""The words that make and type a name: units of the map, bodies, titles of persons, family names, the provinces.

In: nothing. Out: vocabularies in lower case (the families and short names as written), each with what it is for.
"""

from __future__ import annotations

from functools import cache

from data.gazetteer.units import province_names, province_rows
from data.text import fold


def _phrases(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


UNIT = _phrases(
    "tỉnh|thành phố|tp|tp.|huyện|thị xã|quận|xã|phường|thị trấn|thôn|ấp|bản|làng|khu phố|sông|núi|hồ|đảo|biển|cầu|đường|phố|"
    "quốc lộ|đèo|cao tốc|cửa khẩu|cảng|sân bay|vịnh|bán đảo|"
    "khu công nghiệp|cụm công nghiệp|kcn|ccn|chợ|chùa|đền|khu di tích"
)
BODY = _phrases(
    "ubnd|hđnd|ủy ban nhân dân|hội đồng nhân dân|sở|bộ|công an|công ty|tổng công ty|tập đoàn|trường|đại học|học viện|bệnh viện|"
    "cục|chi cục|tổng cục|viện|tòa án|tand|vksnd|viện kiểm sát|tỉnh ủy|huyện ủy|thành ủy|thị ủy|đảng ủy|hội|liên đoàn|báo|đài|"
    "hợp tác xã|htx|ngân hàng|phòng|văn phòng|bộ chỉ huy|ban quản lý|thanh tra|kho bạc|hạt kiểm lâm|đồn biên phòng|"
    "trung tâm|trạm y tế|ban thường vụ|câu lạc bộ|clb"
)
PERSON = _phrases(
    "ông|bà|anh|chị|em|cháu|bé|cụ|cô|thầy|bác sĩ|đại tá|thượng tá|trung tá|thiếu tá|đại úy|thượng úy|thiếu tướng|trung tướng|"
    "đồng chí|nghệ sĩ|ca sĩ|luật sư|kỹ sư|giáo sư|bị can|bị cáo|đối tượng|nghi phạm|tài xế|nạn nhân|thạc sĩ|tiến sĩ"
)
ROLE = _phrases("chủ tịch|phó chủ tịch|giám đốc|phó giám đốc|bí thư|phó bí thư|trưởng ban|trưởng phòng|đội trưởng")
# Words inside the names of bodies: "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hải Dương", "Công ty cổ phần X".
INNER = _phrases(
    "và|của|nhân dân|cổ phần|tnhh|mtv|một thành viên|nông nghiệp|phát triển|nông thôn|môi trường|tài nguyên|kế hoạch|đầu tư|"
    "giáo dục|đào tạo|giao thông|vận tải|thông tin|truyền thông|văn hóa|du lịch|thể thao|khoa học|công nghệ|công thương|y tế|"
    "xây dựng|nội vụ|tư pháp|tài chính|ngoại vụ|lao động|thương binh|xã hội|đa khoa|kiểm sát|cảnh sát|điều tra|quản lý|dân tộc|"
    "kiểm lâm|thủy lợi|quân sự|biên phòng|hải quan|thuế|thống kê|khí tượng|thủy văn|kinh tế|hạ tầng|thương mại|sản xuất|tỉnh|"
    "phòng cháy|chữa cháy|cứu nạn|cứu hộ|trung ương|quốc gia|công an|chính trị|quốc phòng|ngoại giao|công nghiệp|tuyên giáo|"
    "dân vận|nội chính|tổ chức|kỹ thuật|phụ nữ|thanh niên|nông dân|đại biểu|cấp cao"
)
LINKS = frozenset({"và", "của", "tỉnh"})  # a name never ends with these
# Names of one syllable. Any other syllable of Vietnamese with a capital is more often the head of a sentence.
SHORT = _phrases("Anh|Áo|Bỉ|Đức|Hàn|Huế|Lào|Mỹ|Nga|Nhật|Pháp|Séc|Trung|Úc|Ý|Ấn|Thái|Đảng")
SURNAMES = _phrases(  # of nine Vietnamese in ten; "Hồ" and "Cao" are left out, since lakes and tall things begin with them
    "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Ngô|Dương|Lý|Đinh|Đoàn|Trịnh|Trương|Mai|Lương|Đào|Tạ"
)
PLAIN_SURNAMES = frozenset(fold(name).capitalize() for name in SURNAMES)  # as English texts write them
# What the tagger takes for places.
ORGANISATIONS = _phrases("reuters|twitter|facebook|google|youtube|tiktok|liên hợp quốc|viettel|vingroup|samsung|formosa|apple")
# Capitals that are no organisations.
SIGNS = _phrases("tp|hcm|tphcm|tp.hcm|tp.|tp. hcm|qđ|nđ|cp|km|usd|vnd|pv|hs|gv|tt|ql|suv|usa|uae|dna")


@cache
def provinces() -> frozenset[str]:
    """The names of the provinces of the country, before and after July 2025, folded."""
    return frozenset(fold(name) for slug in province_rows() for name in province_names(slug))
