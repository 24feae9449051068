"""The Vietnamese words of the digest: labels, dates, small phrases, shortening a text.

In: values. Out: tidy Vietnamese text, not yet escaped. Nothing here counts or decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from data.model import TONES, Outlet
from data.text import local, tidy
from data.text.dates import format_date, format_day, format_time

DEMO_LINE = "[Bản tin minh họa: sự việc, nhân vật và bài báo trong bản tin này là hư cấu.]"
DEMO_MARK = "Dữ liệu giả định"
DEMO_OUTLET = " (mô phỏng)"
UNVERIFIED = "Thông tin theo báo, chưa được cơ quan có thẩm quyền xác minh."
AGENCIES_REVIEWED = "Cơ quan liên quan:"
AGENCIES = "Cơ quan liên quan (hệ thống gợi ý):"
WEEK_NOTE = "Sắc thái tính theo nội dung. Nội dung có tin, bài mới trong nhiều kỳ được tính ở mỗi kỳ."
WEEK_COLUMNS = ("Bản tin ngày", "Nội dung", "Tin, bài", "Tích cực", "Trung tính", "Tiêu cực", "Trong đó báo nêu")
OTHER_LANGUAGES = "Báo chí trong nước bằng tiếng nước ngoài:"
SOURCES = "Nguồn thu thập:"
CASE_COLUMNS = ("Số", "Vấn đề (báo nêu, ngày đăng)", "Cơ quan xử lý", "Hạn báo cáo", "Tình trạng")
ANNEX_COLUMNS = (
    "STT",
    "Nội dung số",
    "Cơ quan báo chí (loại)",
    "Giờ đăng",
    "Tiêu đề",
    "Tóm tắt",
    "Địa bàn",
    "Lĩnh vực",
    "Sắc thái",
    "Cơ quan liên quan",
    "Đăng lại, sửa, gỡ",
    "Đường dẫn",
)
TONE_SIGNS = {"positive": "▲", "neutral": "●", "negative": "▼"}
TONE_WORDS = {"positive": "tích cực", "neutral": "trung tính", "negative": "tiêu cực"}
ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")
SCHEME = re.compile(r"https?://\S*|([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)


def defuse_schemes(text: str) -> str:
    """Put a blank after schemes other than http and https, so that no mail program makes a link."""
    return SCHEME.sub(lambda match: f"{match[1]}: " if match[1] else match[0], text)


def format_roman(number: int) -> str:
    """ "IV" for 4; from 1 to 39."""
    return "X" * (number // 10) + ROMAN_ONES[number % 10]


def capitalise(text: str) -> str:
    """Make the first letter a capital, leave the rest as it is."""
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int) -> str:
    """Shorten to at most `limit` characters, between words, with "…" where something was left out."""
    clean = tidy(text)
    if len(clean) <= limit:
        return clean
    head = clean[: limit - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head else head
    return at_word.rstrip(" ,;:.-–") + "…"


def shorten_sentences(sentences: Sequence[str], limit: int) -> str:
    """Keep whole sentences up to `limit` characters in all, at least one (itself shortened if it must be)."""
    text = ""
    for sentence in (tidy(part) for part in sentences):
        longer = f"{text} {sentence}".strip()
        if text and len(longer) > limit:
            break
        text = longer
    return shorten(text, limit)


def split_sentences(text: str) -> list[str]:
    """Split the lead of an article into sentences, roughly: only to shorten an extract at a good place."""
    return SENTENCE_END.split(tidy(text)) if text else []


def format_day_month(moment: datetime | date) -> str:
    """01/06, local."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return day.strftime("%d/%m")


def format_time_of_day(moment: datetime) -> str:
    """ "08:15 ngày 01/06"."""
    return f"{format_time(moment)} ngày {format_day_month(moment)}"


def format_window(after: datetime, until: datetime) -> str:
    """ "06:00 ngày 01/06 đến 06:00 ngày 02/06/2020"; both years when they differ."""
    first = format_time_of_day(after)
    if local(after).year != local(until).year:
        first = f"{format_time(after)} ngày {format_date(after)}"
    return f"{first} đến {format_time(until)} ngày {format_date(until)}"


def format_long_day(day: date) -> str:
    """ "Thứ Ba 02/06/2020"."""
    return f"{format_day(day)} {format_date(day)}"


def join_words(parts: Sequence[str], last: str = " và ") -> str:
    """ "a, b và c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + last + parts[-1]


def list_places(places: Sequence[str], unit: str, limit: int = 3) -> str:
    """ "huyện Bình Giang, huyện Cẩm Giàng"; "toàn tỉnh" when none is named."""
    if not places:
        return f"toàn {unit}"
    more = len(places) - limit
    return ", ".join(places[:limit]) + (f" và {more} địa bàn khác" if more > 0 else "")


def name_outlet(name: str, outlet: Outlet | None, *, is_demo: bool) -> str:
    """ "Báo Tuổi Trẻ"; the spider's name where the register has no label; with "(mô phỏng)" in a demo."""
    return tidy((outlet.label if outlet else "") or name) + (DEMO_OUTLET if is_demo else "")


PLACE_KINDS = ("thành phố ", "thị xã ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "phường ", "xã ")


def strip_place_kind(label: str) -> str:
    """ "Kim Thành" of "huyện Kim Thành"; a bare number keeps its kind ("quận 1")."""
    for kind in PLACE_KINDS:
        if label.casefold().startswith(kind):
            name = label[len(kind) :]
            return label if name.isdigit() else name
    return label


def name_tone(tone: str, *, is_issue: bool) -> str:
    """ "Tiêu cực (vụ việc)": a negative story that the press did not raise as an issue is an incident."""
    return TONES[tone] + (" (vụ việc)" if tone == "negative" and not is_issue else "")


def label_tone(tone: str, *, is_issue: bool) -> str:
    """ "▼ Tiêu cực (vụ việc)": sign and words, never the sign or a colour alone."""
    return f"{TONE_SIGNS[tone]} {name_tone(tone, is_issue=is_issue)}"
