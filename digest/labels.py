"""The digest's Vietnamese words: labels, dates, small phrases, cutting a text without breaking it (glossary.md).

In: values. Out: tidy Vietnamese text, not yet escaped. Nothing here counts or decides.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

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
CASES_TITLE = "THEO DÕI XỬ LÝ VẤN ĐỀ BÁO NÊU"
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
LANGUAGES = {
    "en": "tiếng Anh",
    "zh": "tiếng Trung",
    "ja": "tiếng Nhật",
    "ko": "tiếng Hàn",
    "fr": "tiếng Pháp",
    "ru": "tiếng Nga",
    "de": "tiếng Đức",
    "es": "tiếng Tây Ban Nha",
    "lo": "tiếng Lào",
    "km": "tiếng Khmer",
    "th": "tiếng Thái",
}
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")
SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


SCHEME = re.compile(r"https?://\S*|([a-z][a-z0-9+.-]*):(?=//)", re.IGNORECASE)


def tame(text: str) -> str:
    """Plain text in which a mail program finds no link but to the web: "file://…" in a headline gets a blank after its colon."""
    return SCHEME.sub(lambda found: f"{found[1]}: " if found[1] else found[0], text)


def language(code: str) -> str:
    """ "tiếng Anh" for "en"; "tiếng nước ngoài" for one we have no word for; empty for Vietnamese."""
    main = code.casefold().split("-")[0]
    return "" if main in ("", "vi") else LANGUAGES.get(main, "tiếng nước ngoài")


def upper_first(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def cut(text: str, limit: int) -> str:
    """At most `limit` characters, cut between words, with "…" where something was left out."""
    clean = tidy(text)
    if len(clean) <= limit:
        return clean
    head = clean[: limit - 1]
    at_word = head.rsplit(" ", 1)[0] if " " in head else head
    return at_word.rstrip(" ,;:.-–") + "…"


def cut_sentences(sentences: Sequence[str], limit: int) -> str:
    """Whole sentences up to `limit` characters in all, at least one (itself cut if it must be)."""
    said = ""
    for sentence in (tidy(part) for part in sentences):
        longer = f"{said} {sentence}".strip()
        if said and len(longer) > limit:
            break
        said = longer
    return cut(said, limit)


def split_sentences(text: str) -> list[str]:
    """Sentences of a sapo, roughly: only to cut an extract at a good place."""
    return SENTENCE_END.split(tidy(text)) if text else []


def day_month(moment: datetime | date) -> str:
    """01/06, local."""
    day = local(moment).date() if isinstance(moment, datetime) else moment
    return day.strftime("%d/%m")


def time_of_day(moment: datetime) -> str:
    """ "08:15 ngày 01/06"."""
    return f"{format_time(moment)} ngày {day_month(moment)}"


def window(after: datetime, until: datetime) -> str:
    """ "06:00 ngày 01/06 đến 06:00 ngày 02/06/2020"; both years when they differ."""
    first = time_of_day(after)
    if local(after).year != local(until).year:
        first = f"{format_time(after)} ngày {format_date(after)}"
    return f"{first} đến {format_time(until)} ngày {format_date(until)}"


def long_day(day: date) -> str:
    """ "Thứ Ba 02/06/2020"."""
    return f"{format_day(day)} {format_date(day)}"


def joined(parts: Sequence[str], last: str = " và ") -> str:
    """ "a, b và c"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + last + parts[-1]


def places(found: Sequence[str], unit: str, limit: int = 3) -> str:
    """ "huyện Bình Giang, huyện Cẩm Giàng"; "toàn tỉnh" when none is named."""
    if not found:
        return f"toàn {unit}"
    more = len(found) - limit
    return ", ".join(found[:limit]) + (f" và {more} địa bàn khác" if more > 0 else "")


PLACE_KINDS = ("thành phố ", "thị xã ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "phường ", "xã ")


def bare_place(label: str) -> str:
    """ "Kim Thành" of "huyện Kim Thành"; a bare number keeps its kind ("quận 1")."""
    for kind in PLACE_KINDS:
        if label.casefold().startswith(kind):
            name = label[len(kind) :]
            return label if name.isdigit() else name
    return label


def tone(tone_slug: str, label: str, *, issue: bool) -> str:
    """ "▼ Tiêu cực (vụ việc)": sign and words, never the sign or a colour alone."""
    incident = " (vụ việc)" if tone_slug == "negative" and not issue else ""
    return f"{TONE_SIGNS[tone_slug]} {label}{incident}"
