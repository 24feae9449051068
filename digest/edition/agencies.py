"""Suggest the agencies a story may concern, by field, place and day.

In: a topic, place labels ("huyện Kim Thành"), the day. Out: names of agencies. A person decides; the mail says so.
The department that keeps a field changed with the mergers of 1 March 2025; districts ended on 1 July 2025.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

MERGED_DEPARTMENTS = date(2025, 3, 1)  # the day the merged departments (Sở) began to work
NO_DISTRICTS = date(2025, 7, 1)  # two levels of local government: province and commune

# topic -> (before the mergers, after them)
DEPARTMENTS: dict[str, tuple[str, str]] = {
    "chinh-tri": ("Sở Nội vụ", "Sở Nội vụ"),
    "kinh-te": ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"),
    "nong-nghiep": ("Sở Nông nghiệp và Phát triển nông thôn", "Sở Nông nghiệp và Môi trường"),
    "dat-dai-do-thi": ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    "moi-truong-thien-tai": ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Môi trường"),
    "y-te": ("Sở Y tế", "Sở Y tế"),
    "giao-duc": ("Sở Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo"),
    "van-hoa-du-lich": ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    "the-thao": ("Sở Văn hóa, Thể thao và Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    "giao-thong": ("Sở Giao thông vận tải", "Sở Xây dựng"),
    "an-sinh": ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"),
}
DISTRICT_KINDS = ("huyện ", "thị xã ", "thành phố ", "quận ")
COMMUNE_KINDS = ("xã ", "phường ", "đặc khu ")
AT_MOST = 3  # places with a committee of their own in the line


def suggest_agencies(topic: str, places: Sequence[str], *, day: date, unit: str = "tỉnh") -> tuple[str, ...]:
    """List agencies as the mail names them: police first for law and order, else the local committee.

    `day` is the local day of the edition; `unit` is "tỉnh" or "thành phố", as the province is called.
    """
    kinds = COMMUNE_KINDS if day >= NO_DISTRICTS else DISTRICT_KINDS
    committees = [f"UBND {place}" for place in places if place.startswith(kinds)][:AT_MOST]
    if topic == "phap-luat":
        return (f"Công an {unit}", *committees)
    before, after = DEPARTMENTS.get(topic, ("", ""))
    department = after if day >= MERGED_DEPARTMENTS else before
    return tuple(dict.fromkeys([*committees, department] if department else committees))
