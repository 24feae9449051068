"""The press day behind the model edition, as articles already judged and grouped: 31 articles, 14 stories, all invented."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from data.archive.records import Case, EditionRow
from data.calendar import end_of
from data.crawl_store import OutletState
from data.model import Article, Outlet
from data.text.dates import VN
from digest.cases.block import Docket
from digest.edition.build import EditionInputs, build_edition
from digest.model import Edition, Head

DAY = date(2020, 6, 2)
AFTER = datetime(2020, 6, 1, 6, tzinfo=VN)
UNTIL = datetime(2020, 6, 2, 6, tzinfo=VN)
BUILT = datetime(2020, 6, 2, 6, 5, tzinfo=VN)

OUTLETS = """
tuoitre|Báo Tuổi Trẻ|Báo Tuổi Trẻ (Thành phố Hồ Chí Minh)|Tuổi Trẻ|dia-phuong
dantri|Báo điện tử Dân trí||Dân trí|doan-the
soha|Soha||Soha|tong-hop
vietnamnet|Báo VietNamNet||VietNamNet|bo-nganh
thanhnien|Báo Thanh Niên||Thanh Niên|doan-the
tienphong|Báo Tiền Phong||Tiền Phong|doan-the
vov|Báo điện tử VOV|Báo điện tử VOV (Đài Tiếng nói Việt Nam)|VOV|trung-uong
vnexpress|Báo điện tử VnExpress||VnExpress|bo-nganh
vietnamplus|Báo điện tử VietnamPlus (TTXVN)||VietnamPlus|trung-uong
nld|Báo Người Lao Động|Báo Người Lao Động (Thành phố Hồ Chí Minh)|Người Lao Động|dia-phuong
cand|Báo Công an nhân dân||Công an nhân dân|bo-nganh
nhandan|Báo Nhân Dân||Nhân Dân|trung-uong
congthuong|Báo Công Thương||Công Thương|bo-nganh
cafef|CafeF||CafeF|tong-hop
baochinhphu|Báo điện tử Chính phủ||Chính phủ|trung-uong
baotintuc|Báo Tin tức (TTXVN)||Tin tức|trung-uong
yonhap|Hãng thông tấn Yonhap|Hãng thông tấn Yonhap (Hàn Quốc)|Yonhap|nuoc-ngoai
laodong|Báo Lao Động||Lao Động|trung-uong
baogiaothong|Báo Giao thông||Giao thông|bo-nganh
kinhtedothi|Báo Kinh tế & Đô thị||Kinh tế & Đô thị|dia-phuong
baohaiduong|Báo Hải Dương||Hải Dương|cua-tinh
"""

# story|outlet|local time|headline|place|topic|tone|marks (i issue, u urgent, e English, =N reprint of row N, ~ cut short)
ROWS = """
1|tuoitre|01 08:15|Nước mương đổi màu, bốc mùi, người dân Tân Lộ lo cho vụ lúa|huyện Kim Thành|moi-truong-thien-tai|negative|i
1|dantri|01 10:02|Kim Thành: Dân kêu mương tưới ô nhiễm gần một tháng|huyện Kim Thành|moi-truong-thien-tai|negative|i
1|soha|01 11:20|Nước mương đổi màu, bốc mùi, người dân Tân Lộ lo cho vụ lúa|huyện Kim Thành|moi-truong-thien-tai|negative|i=1
1|vietnamnet|01 11:30|Hải Dương: Nước mương đổi màu, dân lo cho vụ lúa|huyện Kim Thành|moi-truong-thien-tai|negative|i=1~
1|thanhnien|01 15:40|Cận cảnh mương nước nâu đen giữa cánh đồng ở Hải Dương|huyện Kim Thành|moi-truong-thien-tai|neutral|
2|tienphong|01 06:50|Xe chở cát nối đuôi trong đêm, đường đê Kinh Thầy chi chít ổ gà|huyện Nam Sách|giao-thong|negative|i
2|vov|01 13:10|Đường đê ở Nam Sách xuống cấp, người dân mong sớm sửa trước mùa mưa bão|huyện Nam Sách|giao-thong|negative|
3|vnexpress|01 19:32|Cháy kho hạt nhựa ở Hải Dương, hai công nhân bị bỏng|huyện Cẩm Giàng|phap-luat|negative|u
3|tuoitre|01 19:58|Kho nhựa 800 m² ở Cẩm Giàng bốc cháy lúc tan ca|huyện Cẩm Giàng|phap-luat|negative|u
3|thanhnien|01 20:10|Hải Dương: Hỏa hoạn tại kho nhựa, hai người bị thương|huyện Cẩm Giàng|phap-luat|negative|u
3|vietnamplus|01 20:25|Hải Dương khống chế đám cháy tại kho chứa hạt nhựa|huyện Cẩm Giàng|phap-luat|negative|u
3|nld|01 21:03|Khói đen bao trùm kho nhựa ở Cẩm Giàng|huyện Cẩm Giàng|phap-luat|negative|u
3|cand|01 22:15|Dập tắt đám cháy kho hạt nhựa tại huyện Cẩm Giàng|huyện Cẩm Giàng|phap-luat|neutral|
4|nhandan|01 17:20|Hải Dương tập trung chuẩn bị đại hội đảng bộ cấp trên trực tiếp cơ sở||chinh-tri|neutral|
4|vietnamplus|01 18:05|Hải Dương: Rà soát công tác chuẩn bị đại hội đảng bộ các huyện, thị xã||chinh-tri|neutral|
5|congthuong|01 09:30|Bốn dự án công nghiệp được cấp chứng nhận đầu tư tại Hải Dương trong tháng 5||kinh-te|positive|
5|cafef|01 12:45|Bốn dự án công nghiệp được cấp chứng nhận đầu tư tại Hải Dương||kinh-te|positive|=16
6|baochinhphu|01 10:40|Vải thiều Thanh Hà sẵn sàng cho lô hàng đầu tiên sang Nhật Bản|huyện Thanh Hà|nong-nghiep|positive|
6|baotintuc|01 11:15|Nông dân Thanh Hà vào vụ thu hoạch vải sớm|huyện Thanh Hà|nong-nghiep|positive|
6|vnexpress|01 14:05|Vải Thanh Hà được kiểm dịch tại vườn trước khi xuất khẩu|huyện Thanh Hà|kinh-te|positive|
6|vietnamplus|01 16:20|Thanh Ha lychees ready for first shipment to Japan|huyện Thanh Hà|nong-nghiep|positive|e
7|vov|01 16:30|Thành phố Hải Dương lấy ý kiến người dân về điều chỉnh quy hoạch khu phía đông|thành phố Hải Dương|dat-dai-do-thi|neutral|
8|dantri|01 07:45|Bệnh viện tuyến tỉnh ở Hải Dương làm chủ kỹ thuật can thiệp mạch não|thành phố Hải Dương|y-te|positive|
9|vietnamnet|01 08:50|Hải Dương công bố lịch thi vào lớp 10 năm học 2020-2021||giao-duc|neutral|
9|tuoitre|01 09:20|Thí sinh Hải Dương thi lớp 10 ba môn, giữa tháng 7||giao-duc|neutral|
10|baotintuc|01 15:00|Côn Sơn - Kiếp Bạc đón khách trở lại, miễn phí tham quan trong tháng 6|thành phố Chí Linh|van-hoa-du-lich|positive|
11|cand|01 09:10|Công an huyện Tứ Kỳ làm rõ nhóm đối tượng gây ra 11 vụ trộm xe máy|huyện Tứ Kỳ|phap-luat|negative|
11|nld|01 10:35|Bắt nhóm trộm xe máy liên huyện ở Hải Dương|huyện Tứ Kỳ|phap-luat|negative|
12|vov|01 11:05|Từ ngày 5/6, sửa mặt đường quốc lộ 5 đoạn qua Hải Dương|huyện Bình Giang, huyện Cẩm Giàng|giao-thong|neutral|
13|nhandan|01 08:00|Hải Dương hoàn thành chi trả hỗ trợ đợt một cho người có công, hộ nghèo||an-sinh|positive|
14|yonhap|01 14:30|S. Korean auto parts maker to expand plant in Vietnam's Hai Duong||kinh-te|positive|e
"""  # noqa: E501

EXTRACTS = {
    1: (
        "Gần một tháng nay, nước mương chảy qua cánh đồng thôn Đông, xã Tân Lộ, huyện Kim Thành đổi sang màu nâu đen và bốc mùi hắc.",  # noqa: E501
        "Người dân cho rằng nước thải từ cụm công nghiệp gần đó chảy vào mương tưới.",
        "Ông Trần Văn Khởi, Chủ tịch UBND xã, cho biết xã đã hai lần đề nghị huyện lấy mẫu nước nhưng chưa có kết quả.",
    ),
    6: (
        "Gần 3 km đường đê sông Kinh Thầy qua xã Nam Lộc, huyện Nam Sách xuất hiện hàng chục ổ gà sâu.",
        "Theo phản ánh của người dân, mỗi đêm có khoảng 40 lượt xe chở cát từ bến bãi ven sông đi qua.",
    ),
    13: (
        "Khoảng 18 giờ 10 ngày 1/6, kho chứa hạt nhựa rộng khoảng 800 m² tại huyện Cẩm Giàng bốc cháy.",
        "Hai công nhân bị bỏng nhẹ, được đưa đến bệnh viện.",
        "Đến 21 giờ 30, đám cháy được dập tắt, nguyên nhân đang được điều tra.",
    ),
}
HISTORY = """
2020-05-27|148|11|24|5|4|2|1
2020-05-28|149|13|27|6|5|2|1
2020-05-29|150|12|25|5|5|2|0
2020-05-30|151|8|15|4|3|1|0
2020-05-31|152|6|11|3|2|1|0
2020-06-01|153|12|26|6|4|2|1
"""
CASES = """
30|Nhà văn hóa thôn bỏ không|vov|2020-05-15|UBND huyện Ninh Giang|2020-06-01|da-tra-loi
31|Rác tồn đọng tại bãi tập kết|tienphong|2020-05-18|UBND thị xã Kinh Môn|2020-05-29|da-chuyen
33|Chậm trả giấy chứng nhận quyền sử dụng đất|dantri|2020-05-22|UBND huyện Thanh Miện|2020-06-02|dang-xac-minh
34|Cầu tạm hư hỏng|nld|2020-05-27|UBND huyện Tứ Kỳ|2020-06-05|da-chuyen
35|Chợ họp lấn lòng đường|tuoitre|2020-05-28|UBND huyện Bình Giang|2020-06-08|da-chuyen
36|Trạm bơm ngừng chạy|nhandan|2020-06-01|UBND huyện Gia Lộc|2020-06-10|da-chuyen
"""
COUNTS = ("stories", "articles", "positive", "neutral", "negative", "issues")


def lines(table: str) -> list[list[str]]:
    return [line.split("|") for line in table.strip().splitlines()]


def outlets() -> dict[str, Outlet]:
    return {
        name: Outlet(
            name=name, label=label, full_label=full or label, short=short, owner_type=owner, home=f"https://{name}.example/",
            lang="en" if name == "yonhap" else "vi", country="Hàn Quốc" if name == "yonhap" else "",
            province="hai-duong" if owner == "cua-tinh" else "",
        )
        for name, label, full, short, owner in lines(OUTLETS)
    }  # fmt: skip


def key(row: int) -> str:
    return f"{row:016x}"


def articles() -> list[Article]:
    """The 31 articles; article of row n has id `key(n)`."""
    found = []
    first: dict[str, str] = {}
    for row, (story, outlet, time, title, places, topic, tone, marks) in enumerate(lines(ROWS), start=1):
        published = datetime.strptime(f"2020-06-{time} +0700", "%Y-%m-%d %H:%M %z")
        first.setdefault(story, key(row))
        body = "Đoạn thân bài được viết cho bài này. " * (4 if "~" in marks else 10)
        found.append(
            Article(
                id=key(row), url=f"https://{outlet}.example/bai-{row}.html", outlet=outlet, title=title, body=body,
                summary=f"Đoạn mở đầu của bài số {row}. Câu thứ hai của đoạn mở đầu.", lang="en" if "e" in marks else "vi",
                published_at=published, kept_at=published + timedelta(minutes=20), relevance="subject", topic=topic, tone=tone,
                issue="i" in marks, urgent="u" in marks, places=tuple(filter(None, places.split(", "))),
                sentences=EXTRACTS.get(row, ()), story=first[story],
                same_as=key(int(marks.split("=")[1].rstrip("~"))) if "=" in marks else None,
            )
        )  # fmt: skip
    return found


def history() -> list[EditionRow]:
    found = []
    for day, number, *figures in lines(HISTORY):
        told = date.fromisoformat(day)
        until = datetime(told.year, told.month, told.day, 6, tzinfo=VN)
        counts = dict(zip(COUNTS, map(int, figures), strict=True))
        row = EditionRow(
            day=told,
            number=int(number),
            after=until - timedelta(days=1),
            until=until,
            built_at=until,
            counts=counts,
            imported=True,
        )
        found.append(row)
    return found


def states() -> dict[str, OutletState]:
    """62 watched outlets: 59 in full, one in part, two not at all."""
    named = [*outlets(), *(f"nguon{n}" for n in range(62 - len(outlets())))]
    well = {name: OutletState(state="ok", why="", since=AFTER, last_ok=UNTIL, counts={}) for name in named}
    since = {"laodong": datetime(2020, 5, 28, 5, 55, tzinfo=VN), "baogiaothong": datetime(2020, 6, 1, 22, tzinfo=VN)}
    return well | {
        "laodong": OutletState(state="wall", why="", since=since["laodong"], last_ok=None, counts={}),
        "baogiaothong": OutletState(state="no_answer", why="", since=since["baogiaothong"], last_ok=None, counts={}),
        "kinhtedothi": OutletState(state="template_changed", why="", since=AFTER, last_ok=None, counts={"no_date": 3}),
    }


def head(**changes: Any) -> Head:
    values: dict[str, Any] = {
        "parent": "UBND TỈNH HẢI DƯƠNG",
        "office": "SỞ THÔNG TIN VÀ TRUYỀN THÔNG",
        "addressees": "Thường trực Tỉnh ủy, Thường trực HĐND tỉnh, lãnh đạo UBND tỉnh",
        "contact": "máy lẻ 118",
        "province": "hai-duong",
        "province_name": "Hải Dương",
        "province_label": "tỉnh Hải Dương",
        "demo": False,
        "include_home": False,
    }
    return Head(**(values | changes))


def edition(found: list[Article] | None = None, **changes: Any) -> Edition:
    """The model edition, or a variant of it."""
    values: dict[str, Any] = {
        "head": head(),
        "outlets": outlets(),
        "day": DAY,
        "number": 154,
        "after": AFTER,
        "until": UNTIL,
        "built_at": BUILT,
        "states": states(),
        "history": history(),
    }
    return build_edition(EditionInputs(articles=articles() if found is None else found, **(values | changes)))


def cases() -> list[Case]:
    """The cases of the model: 30 answered in the period, 31 overdue, 33 due today, 34 to 36 in time."""
    found = []
    for number, title, outlet, published, agency, due, state in lines(CASES):
        found.append(
            Case(
                number=f"{number}/2020", title=title, outlet=outlet, published_at=_noon(published), agency=agency,
                sent_at=_noon(published), due_at=end_of(date.fromisoformat(due)), state=state, opened_at=_noon(published),
                opened_by="Cán bộ trực", verified="mot-phan" if state == "da-tra-loi" else "",
                answered_on=date(2020, 6, 1) if state == "da-tra-loi" else None,
            )
        )  # fmt: skip
    return found


def _noon(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00+07:00")


def docket() -> Docket:
    return Docket(cases=cases(), answered=frozenset({"30/2020"}))
