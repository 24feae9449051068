"""The invented articles of a simulated site.

In: a site's seed, its sections, how many articles it publishes a day. Out: `Story` records, the same ones in every run: a day's
articles depend on the seed and the day alone. Every person, commune and event is invented; names of provinces are real, because
the watched one must be named and others must not be mistaken for it.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from data.text.dates import VN

FIRST_DAY = date(2026, 10, 22)  # the first day on which the sites publish
LAST_DAY = date(2026, 11, 24)
PROVINCE = "Nghệ An"
PROVINCE_SLUG = "nghe-an"
OTHERS = ("Cà Mau", "Lạng Sơn", "Đồng Tháp", "Sơn La", "Quảng Ninh", "Đắk Lắk", "Tây Ninh", "Lào Cai", "Vĩnh Long", "Gia Lai")
HEADS = (
    "Tân", "Thanh", "Hòa", "Phú", "Long", "Bình", "Xuân", "Mỹ", "Tú", "Đông", "Cẩm", "Vân", "Trường", "Kim", "Hồng", "Lâm",
    "Sơn", "Ngọc", "Quang", "Diễm",
)  # fmt: skip
TAILS = (
    "Lương", "Khê", "Trạch", "Lộ", "Mộc", "Đàm", "Sơn", "Hạnh", "Vĩ", "Thượng", "Quế", "Đoài", "Khoan", "Lạc", "Phong", "Nguyệt",
    "Hưng", "Giang", "Lũy", "Thịnh",
)  # fmt: skip
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương")
MIDDLES = ("Văn", "Thị", "Minh", "Đức", "Thu", "Hữu", "Quỳnh", "Công", "Bảo", "Thanh")
GIVEN_NAMES = ("Khởi", "Lam", "Tuyến", "Hạ", "Sáng", "Nhàn", "Dũng", "Mến", "Trúc", "Phước", "Vượng", "Diệp")
SECTIONS = {
    "thoi-su": "Thời sự", "kinh-te": "Kinh tế", "xa-hoi": "Xã hội", "phap-luat": "Pháp luật", "giao-duc": "Giáo dục",
    "van-hoa": "Văn hóa", "the-thao": "Thể thao", "suc-khoe": "Sức khỏe",
}  # fmt: skip
TITLES = (
    "Xã {commune} đưa vào dùng cây cầu dân sinh dài {number} mét",
    "{number} hộ dân {commune} nhận giống cây ăn quả trước mùa mưa",
    "Trường học ở {commune} khánh thành dãy phòng mới sau {number} ngày thi công",
    "{commune}: Chợ phiên trở lại, {number} gian hàng kín chỗ từ sáng sớm",
    "Nước về đồng {commune}, nông dân gieo cấy {number} héc-ta lúa",
    "Đội tuyển cờ tướng {commune} giành {number} huy chương",
    "Người dân {commune} phản ánh đường liên thôn có {number} ổ gà",
    "Khởi công nhà máy chế biến nông sản {number} tỷ đồng tại {commune}",
    "Trạm y tế {commune} khám miễn phí cho {number} người cao tuổi",
    "{commune} tìm lại nghề dệt, {number} khung cửi chạy suốt ngày",
    "Hội thi kéo co {commune} thu hút {number} vận động viên",
    "Tuyến xe buýt qua {commune} tăng lên {number} chuyến mỗi ngày",
    "Sau bão, {commune} dựng lại {number} mái nhà",
    "Phát hiện {number} hiện vật gốm khi đào móng ở {commune}",
    "Hợp tác xã {commune} xuất {number} tấn cam đầu vụ",
    "Thư viện lưu động dừng ở {commune}, {number} em nhỏ mượn sách",
)
SAPOS = (
    "Sau nhiều tháng chuẩn bị, công việc ở {commune} bước sang giai đoạn mới với sự góp sức của {number} gia đình.",
    "Chính quyền {commune} cho biết kế hoạch năm nay đặt mục tiêu cao hơn, riêng phần việc này liên quan tới {number} hộ.",
    "Câu chuyện ở {commune} được nhiều nơi quan tâm vì cách làm đơn giản, ít tốn kém và huy động {number} người tham gia.",
    "Mọi khâu đều do người dân {commune} bàn bạc, {number} ý kiến đã được ghi nhận tại các cuộc họp thôn.",
)
PARAGRAPHS = (
    (
        "Ông {person}, người có {number} năm gắn bó với {commune}, kể rằng ngày đầu chỉ có vài gia đình tham gia. "
        "Đến nay công việc đã thành nếp, ai cũng tự sắp xếp thời gian để cùng làm."
    ),
    (
        "Theo bà {person}, điều khó nhất là thuyết phục mọi người tin vào cách làm mới. "
        "Khi thấy kết quả sau {number} tuần, nhiều hộ đã chủ động đăng ký."
    ),
    (
        "Ghi nhận buổi sáng tại {commune}, hàng chục người có mặt từ sớm để chuẩn bị. "
        "Không khí khẩn trương nhưng trật tự, mỗi tổ phụ trách một phần việc riêng."
    ),
    (
        "Kinh phí được huy động từ nhiều nguồn, trong đó người dân đóng góp {number} triệu đồng và hàng nghìn ngày công. "
        "Danh sách đóng góp được niêm yết công khai tại nhà văn hóa."
    ),
    (
        "Anh {person} cho hay gia đình anh dự định mở rộng thêm trong năm tới nếu thời tiết thuận lợi. "
        "Anh mong có thêm lớp tập huấn để bà con nắm chắc kỹ thuật."
    ),
    (
        "Ban quản lý cho biết {number} phần việc đã hoàn thành đúng tiến độ, phần còn lại sẽ xong trước cuối quý. "
        "Việc giám sát do một tổ gồm đại diện các thôn đảm nhiệm."
    ),
    (
        "Chị {person} nói thêm rằng trẻ em trong thôn là những người vui nhất. "
        "Chiều nào các em cũng rủ nhau ra xem và phụ những việc vừa sức."
    ),
    (
        "Trước đó, một cuộc khảo sát nhỏ cho thấy {number} phần trăm người được hỏi ủng hộ phương án này. "
        "Những ý kiến chưa đồng thuận đã được giải thích cụ thể."
    ),
    (
        "Các chuyên gia nông nghiệp lưu ý thời gian tới mưa có thể đến sớm, cần chủ động gia cố bờ bao và dự trữ vật tư. "
        "Lịch thời vụ sẽ được điều chỉnh khi có thông tin mới."
    ),
)
PLACED = (
    "Tại tỉnh {place}, xã {commune} là một trong những nơi làm sớm nhất, theo thông tin từ chính quyền địa phương.",
    "UBND tỉnh {place} đã giao các sở theo dõi, hướng dẫn {commune} hoàn thành phần việc còn lại.",
    "Đây là mô hình thứ {number} thuộc loại này ở {place}, được đánh giá phù hợp với điều kiện của {commune}.",
)
TITLED = "{place}: {title}"


@dataclass(frozen=True, kw_only=True)
class Story:
    """One invented article. Times are of Vietnam."""

    number: int  # counts a site's articles from FIRST_DAY on, from 0
    published: datetime
    title: str
    slug: str
    sapo: str
    paragraphs: tuple[str, ...]
    section: str  # slug of the section
    author: str
    names_province: bool

    @property
    def section_label(self) -> str:
        """The section in words."""
        return SECTIONS[self.section]


def slug_of(text: str) -> str:
    """ASCII words joined by hyphens, as Vietnamese sites write their addresses."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "-", "".join(letter for letter in plain if not unicodedata.combining(letter))).strip("-")


@lru_cache(maxsize=4096)
def stories_of_day(seed: str, day: date, sections: tuple[str, ...], per_day: int, about: int) -> tuple[Story, ...]:
    """A site's articles of one day, oldest first; `about` of them name the watched province."""
    if not FIRST_DAY <= day <= LAST_DAY:
        return ()
    dice = random.Random(f"{seed}/{day}")  # noqa: S311 - invented texts, no secrets
    moments = sorted(dice.sample(range(5 * 60 + 20, 22 * 60 + 40), per_day))
    named = set(dice.sample(range(per_day), about))
    first = (day - FIRST_DAY).days * per_day
    return tuple(
        _story(dice, first + index, _moment(day, minute, dice), dice.choice(sections), names_province=index in named)
        for index, minute in enumerate(moments)
    )


def _moment(day: date, minute: int, dice: random.Random) -> datetime:
    return datetime.combine(day, time(minute // 60, minute % 60, dice.randrange(60)), VN)


def _story(dice: random.Random, number: int, published: datetime, section: str, *, names_province: bool) -> Story:
    place = PROVINCE if names_province else dice.choice(OTHERS)
    commune = f"{dice.choice(HEADS)} {dice.choice(TAILS)}"

    def fill(template: str) -> str:
        person = f"{dice.choice(SURNAMES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN_NAMES)}"
        return template.format(commune=commune, number=dice.randrange(11, 980), person=person, place=place)

    title = fill(dice.choice(TITLES))
    if dice.random() < 0.4:
        title = TITLED.format(place=place, title=title)
    texts = [fill(text) for text in dice.sample(PARAGRAPHS, dice.randrange(4, 7))]
    texts.insert(dice.randrange(1, 3), fill(dice.choice(PLACED)))
    author = f"{dice.choice(SURNAMES)} {dice.choice(GIVEN_NAMES)}"
    return Story(
        number=number, published=published, title=title, slug=slug_of(title), sapo=fill(dice.choice(SAPOS)),
        paragraphs=tuple(texts), section=section, author=author, names_province=names_province,
    )  # fmt: skip


def stories_until(seed: str, now: datetime, days: int, plan: tuple[tuple[str, ...], int, int]) -> list[Story]:
    """What the last `days` days brought by `now`, newest first. `plan`: sections, articles a day, those about the province."""
    moment = now.astimezone(VN)
    stories: list[Story] = []
    for back in range(days + 1):
        stories += reversed(stories_of_day(seed, moment.date() - timedelta(days=back), *plan))
    return [story for story in stories if story.published <= moment]


def words_of(texts: Sequence[str]) -> str:
    """One text of many, for comparing."""
    return " ".join(" ".join(texts).split())
