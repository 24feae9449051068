"""The forms in which news sites write a date: one line of text becomes a day, a clock and an offset.

In: one line, single spaces, NFC. Out: `DateReading`. Forms: ISO 8601 (also without separators), RFC 822 with zone names,
numbers in the order day-month-year or month-day-year, Vietnamese and English words, clocks with half days ("8:30 tối", "tám giờ
rưỡi tối", "3 rưỡi chiều", "9 giờ kém 15", "10g05", "3:34 CH"), days without a year beside a clock ("07:05 02/06"), and times told
from now ("15 phút trước"). A time without an offset is Asia/Ho_Chi_Minh."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")

MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
# The names RFC 822 allows, and those of the region's foreign press, in hours from UTC.
ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "ict": 7, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
         "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "bst": 1, "cet": 1, "cest": 2, "sgt": 8, "hkt": 8}  # fmt: skip
NUMBER_WORDS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
                "mười": 10, "mười một": 11, "mười hai": 12, "giêng": 1, "chạp": 12}  # fmt: skip
WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
TENS = {"": 0, "mười": 10, "hai mươi": 20, "ba mươi": 30, "bốn mươi": 40, "năm mươi": 50}
ONES = {"": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
        "bẩy": 7, "tám": 8, "chín": 9}  # fmt: skip
MINUTE_WORDS = {f"{tens} {ones}".strip(): TENS[tens] + ONES[ones] for tens in TENS for ones in ONES if tens or ones}
MINUTES = "|".join(sorted((word for word, minute in MINUTE_WORDS.items() if minute >= 10), key=len, reverse=True))
FEW_MINUTES = "|".join(word for word, minute in MINUTE_WORDS.items() if minute < 10)  # "năm" is also a year
MONTH_NAME = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?"
    "|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
HALF = r"[ap]\.?\s?m\b\.?|sa\b|ch\b|sáng\b|trưa\b|chiều\b|tối\b|đêm\b|khuya\b"

ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
ISO_BASIC = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])"
    r"[T ](?P<h>[01]\d|2[0-3])(?P<min>[0-5]\d)(?P<s>[0-5]\d)?(?:[.,]\d+)?(?!\d)", re.I
)  # fmt: skip
NUMERIC = re.compile(r"(?<![\d.:])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})(?![\d:])")
ENGLISH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[\s/-]+(?P<mon>{MONTH_NAME})\.?,?[\s/-]+(?P<y>\d{{4}}|\d{{2}})(?!\d)", re.I
)
AMERICAN = re.compile(rf"\b(?P<mon>{MONTH_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I)
MONTH_WORD = rf"(?P<m>\d{{1,2}}|{WORDS})"
SPELLED = re.compile(
    rf"(?:ngày\s+)?(?<!\d)(?P<d>\d{{1,2}})\s+(?:tháng\s*|thg\.?\s*|th\.?\s?){MONTH_WORD}(?:\s+năm|\s*[,/-])?\s+(?P<y>\d{{4}})(?!\d)",
    re.I,
)
SPELLED_MONTH_FIRST = re.compile(rf"\btháng\s+{MONTH_WORD}\s+(?P<d>\d{{1,2}}),?\s+(?P<y>\d{{4}})(?!\d)", re.I)
CLOCK = re.compile(r"(?<![\d:+-])(?P<h>\d{1,2})\s?(?::|h|g(?=\d)|giờ\s)\s?(?P<min>\d{2}|\d(?=\s?(?:phút\b|['’])))"
                   rf"(?:\s?:\s?(?P<s>\d{{2}})(?:[.,]\d+)?)?(?!\d)(?:\s?phút\b|['’])?\s*(?P<half>{HALF})?", re.I)  # fmt: skip
HOUR = re.compile(
    rf"(?<![\d:+\w-])(?P<h>[01]?\d|2[0-3]|{WORDS})(?:\s?(?:h|g|giờ)\b(?P<rest>\s?rưỡi\b|\s?đúng\b)?|(?P<spoken>\s?rưỡi)(?=\s+(?:{HALF})))"
    rf"(?:\s?(?P<less>kém\s)?\s?(?P<min>\d{{1,2}}(?=\s?phút\b)|(?<=kém\s)\d{{1,2}}|(?:{MINUTES})(?!\w)"
    rf"|(?:{FEW_MINUTES})(?=\s?phút\b)|(?<=kém\s)(?:{FEW_MINUTES})\b)(?:\s?phút\b)?)?"
    rf"\s*(?P<half>{HALF})?", re.I
)  # fmt: skip
# "tối 8 giờ": the half day in front of the clock
HALF_BEFORE = re.compile(r"\b(sáng|trưa|chiều|tối|đêm|khuya)[\s,]*(?:lúc\s*)?$", re.I)
BARE_HALF = re.compile(r"(?<![\d:+.-])(?P<h>\d{1,2})\s?(?P<half>[ap]\.?m\b\.?)", re.I)
OFFSET = re.compile(r"(?:(?:GMT|UTC)\s*)?(?P<sign>[+\-−])\s?(?P<h>\d{1,2}):?(?P<m>\d{2})?(?!\d)", re.I)
ZONE_NAME = re.compile(r"\b(" + "|".join(ZONES) + r")\b", re.I)
TODAY = re.compile(r"\b(hôm nay|hôm qua|today|yesterday)\b", re.I)
AGO = re.compile(
    r"(?<!\d)(?P<n>\d{1,3})\s+(?P<unit>giây|phút|giờ|tiếng|ngày|tuần|seconds?|minutes?|mins?|hours?|days?|weeks?)"
    r"\s+(?:trước|ago)\b", re.I
)  # fmt: skip
AGO_UNITS = {"giây": "seconds", "phút": "minutes", "giờ": "hours", "tiếng": "hours", "ngày": "days",
             "tuần": "weeks", "s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}  # fmt: skip
JUST_NOW = re.compile(r"^(?:vừa xong|mới đây|just now)$", re.I)
# A whole line that is a day without a year beside a clock: "07:05 02/06", "Thứ Ba, 2/6 - 7h05"
LINE_CLOCK = r"\d{1,2}\s?[:hg]\s?\d{2}"
WEEKDAY = r"(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn)[\s,]+)?"
YEARLESS = re.compile(
    rf"{WEEKDAY}(?:(?P<before>{LINE_CLOCK})[\s,|–-]+(?:ngày\s)?)?{WEEKDAY}(?P<d>\d{{1,2}})[/-](?P<m>\d{{1,2}})"
    rf"(?(before)|[\s,|–-]+(?:lúc\s)?(?P<behind>{LINE_CLOCK}))", re.I
)  # fmt: skip
BASIC_DAY = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=[\sT,])")
# "Sat May 30 10:03:00 ICT 2026", as Unix writes it
UNIX = re.compile(rf"\b(?P<mon>{MONTH_NAME})\s+(?P<d>\d{{1,2}})\s+(?=\d{{1,2}}:\d\d.{{0,20}}\s(?P<y>20\d\d)$)", re.I)
WORD_FORMS = (ISO, SPELLED, SPELLED_MONTH_FIRST, ENGLISH, AMERICAN, UNIX, BASIC_DAY)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateReading:
    """One reading of a line: `moment` in UTC, the offset written (None: none was), the order its day was read in.

    `order` is "dmy" or "mdy" for a date in numbers ("5/5/2026" has none), "" for every other; `is_changeable` says that day and
    month of it could change places.
    """

    moment: datetime
    offset: timedelta | None = None
    order: str = ""
    is_changeable: bool = False
    has_clock: bool = False


def parse_line(line: str, order: str = "dmy", near: datetime | None = None) -> DateReading | None:
    """One reading of a line in that order of day and month; None where it holds no date, or one that does not exist."""
    basic = ISO_BASIC.search(line)
    if basic is not None:
        offset = _offset(line[basic.end() :])
        parts = (int(basic[name] or 0) for name in ("y", "m", "d", "h", "min", "s"))
        moment = moment_of(*parts, offset=offset)
        return None if moment is None else DateReading(moment=moment, offset=offset, has_clock=True)
    if near is not None and (ago := _ago(line, near)) is not None:
        return DateReading(moment=ago, has_clock=True)
    day, rest, day_order = _day(line, order, near)
    if day is None:
        return None
    clock = _clock(rest)
    if clock is None and re.search(r"\d\s?(?::|h\b|h\d)", rest):
        return None  # a clock that is there and cannot be read
    hour, minute, second, tail = clock or (0, 0, 0, "")
    offset = _offset(tail)
    moment = moment_of(*day, hour, minute, second, offset=offset)
    if moment is None:
        return None
    return DateReading(
        moment=moment, offset=offset, order=day_order.strip("?"), is_changeable="?" in day_order, has_clock=clock is not None
    )


def _day(line: str, order: str, near: datetime | None) -> tuple[tuple[int, int, int] | None, str, str]:
    """Year, month and day, the line without them, and the order of numbers, with "?" where the other one could be meant."""
    for pattern in WORD_FORMS:
        match = pattern.search(line)
        if match is not None:
            parts = match.groupdict()
            month = MONTHS[parts["mon"][:3].lower()] if parts.get("mon") else _number(parts["m"])
            end = match.end() + (pattern is ISO and line[match.end() : match.end() + 1] in ("T", "t"))
            return (_year(parts["y"]), month, int(parts["d"])), line[: match.start()] + " " + line[end:], ""
    match = NUMERIC.search(line)
    if match is not None:
        first, second = int(match["d"]), int(match["m"])
        is_changeable = first <= 12 and second <= 12
        if not is_changeable:  # only one order can be meant
            order = "mdy" if first <= 12 < second else "dmy"
        day, month = (second, first) if order == "mdy" else (first, second)
        read_order = "" if first == second else order + "?" * is_changeable
        return (_year(match["y"]), month, day), line[: match.start()] + " " + line[match.end() :], read_order
    if near is not None and (match := YEARLESS.fullmatch(line)) is not None:
        return _day_of_this_year(match, order, near)
    today_match = TODAY.search(line)
    if today_match is None or near is None:
        return None, line, ""
    is_yesterday = today_match[1].lower() in ("hôm qua", "yesterday")
    today = near.astimezone(VN).date() - timedelta(days=is_yesterday)
    return (today.year, today.month, today.day), line[: today_match.start()] + " " + line[today_match.end() :], ""


def _day_of_this_year(match: re.Match[str], order: str, near: datetime) -> tuple[tuple[int, int, int] | None, str, str]:
    """The day of a line that leaves out the year: the last one that is not ahead of the fetch by more than a day."""
    clock = match["before"] or match["behind"] or ""
    first, second = int(match["d"]), int(match["m"])
    is_changeable = first <= 12 and second <= 12
    if not is_changeable:
        order = "mdy" if first <= 12 < second else "dmy"
    day, month = (second, first) if order == "mdy" else (first, second)
    latest = (near.astimezone(VN) + timedelta(days=1)).date()
    year = latest.year - ((month, day) > (latest.month, latest.day))
    return (year, month, day), clock, "" if first == second else order + "?" * is_changeable


def _year(digits: str) -> int:
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBER_WORDS[word.lower()]


def _clock(rest: str) -> tuple[int, int, int, str] | None:
    """Hour, minute, second on a 24-hour clock and what stands behind them."""
    match = CLOCK.search(rest)
    if match is not None:
        return _hour(rest, match), int(match["min"]), int(match["s"] or 0), rest[match.end() :]
    match = HOUR.search(rest)
    if match is not None:
        is_half_past = "rưỡi" in ((match["rest"] or "") + (match["spoken"] or "")).lower()
        words = (match["min"] or "").lower()
        minute = 30 if is_half_past else MINUTE_WORDS.get(words, 0) if not words.isdigit() else int(words)
        hour = _hour(rest, match)
        if match["less"]:
            hour, minute = ((hour - 1) % 24, 60 - minute) if 0 < minute < 60 else (hour, 0)
        return hour, minute, 0, rest[match.end() :]
    match = BARE_HALF.search(rest)
    return None if match is None else (_half_day(int(match["h"]), match["half"]), 0, 0, rest[match.end() :])


def _hour(rest: str, match: re.Match[str]) -> int:
    """The hour of a clock on a 24-hour clock, by the half day behind it or in front of it."""
    before = None if match["half"] else HALF_BEFORE.search(rest[: match.start()])
    return _half_day(_number(match["h"]), before[1] if before else match["half"])


def _half_day(hour: int, half: str | None) -> int:
    """The hour on a 24-hour clock. CafeF writes AM and PM behind a 24-hour clock ("00:01 AM", "13:05 PM")."""
    half = (half or "").lower()
    if half[:1] == "p" or half in ("ch", "chiều", "tối"):
        return hour + 12 if 0 < hour < 12 else hour
    if half == "trưa":  # 10 to 13: "1:15 trưa" is after noon
        return hour + 12 if 0 < hour < 5 else hour
    if half in ("đêm", "khuya"):  # "11 giờ đêm" is 23:00, "2 giờ đêm" is 02:00, "12 giờ đêm" is 00:00
        return hour + 12 if 7 <= hour < 12 else 0 if hour == 12 else hour
    if half and hour == 12:
        return 0
    return hour


def _offset(rest: str) -> timedelta | None:
    """The offset from UTC written beside a clock, None when there is none."""
    match = OFFSET.search(rest)
    if match is not None and (match.start() == 0 or not rest[match.start() - 1].isalnum()):
        size = timedelta(hours=int(match["h"]), minutes=int(match["m"] or 0))
        if size <= timedelta(hours=14):
            return size if match["sign"] == "+" else -size
    named = ZONE_NAME.search(rest)
    return None if named is None else timedelta(hours=ZONES[named[1].lower()])


def _ago(line: str, near: datetime) -> datetime | None:
    """The moment of "15 phút trước", told from the time of fetching; a week or more is told to the day."""
    if JUST_NOW.match(line):
        return near.astimezone(UTC)
    match = AGO.search(line)
    if match is None:
        return None
    unit = match["unit"].lower()
    return near.astimezone(UTC) - timedelta(**{AGO_UNITS.get(unit) or AGO_UNITS[unit[0]]: int(match["n"])})


def moment_of(
    year: int, month: int, day: int, hour: int, minute: int, second: int, *, offset: timedelta | None
) -> datetime | None:
    """The moment in UTC; None for a day or time that does not exist, or a year no news site can mean."""
    if not 1990 <= year <= 2100:
        return None
    zone = VN if offset is None else timezone(offset)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None
