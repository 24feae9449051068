"""Dates as Vietnamese news sites write them, and as the product tells them.

In: strings of feeds, meta tags and page heads. Out: aware datetimes in UTC; Vietnamese words for dates and times.
A time without an offset is Asia/Ho_Chi_Minh. Nothing here reads the clock.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

VN = ZoneInfo("Asia/Ho_Chi_Minh")

MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
# The names RFC 822 allows, and those of the region's foreign press, in hours from UTC.
ZONES = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "ict": 7, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
         "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "bst": 1, "cet": 1, "cest": 2, "sgt": 8, "hkt": 8}  # fmt: skip
DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SLACK = timedelta(minutes=15)  # how far a publisher's clock may run ahead of ours

ISO = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
NUMERIC = re.compile(r"(?<![\d.:])(?P<d>\d{1,2})\s?[-/.]\s?(?P<m>\d{1,2})\s?[-/.]\s?(?P<y>\d{4}|\d{2})(?![\d:])")
MONTH_NAME = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?"
    "|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
ENGLISH = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<mon>{MONTH_NAME})\.?,?[\s-]+(?P<y>\d{{4}}|\d{{2}})(?!\d)", re.I
)
AMERICAN = re.compile(rf"\b(?P<mon>{MONTH_NAME})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})(?!\d)", re.I)
SPELLED = re.compile(r"(?:ngày\s+)?(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})(?:\s+năm|,)?\s+(?P<y>\d{4})", re.I)
CLOCK = re.compile(r"(?<![\d:+-])(?P<h>\d{1,2})\s?(?::|h|giờ\s)\s?(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?(?!\d)['’]?"
                   r"\s*(?P<half>[ap]\.?m\b\.?|sa\b|ch\b)?", re.I)  # fmt: skip
OFFSET = re.compile(r"(?:(?:GMT|UTC)\s*)?(?P<sign>[+\-−])\s?(?P<h>\d{1,2}):?(?P<m>\d{2})?(?!\d)", re.I)
ZONE_NAME = re.compile(r"\b(" + "|".join(ZONES) + r")\b", re.I)
STAMP = re.compile(r"(20\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:\d{3})?)?")
TODAY = re.compile(r"\b(hôm nay|hôm qua)\b", re.I)


def read_date(text: str | None, *, order: str = "dmy", near: datetime | None = None, utc_clock: bool = False) -> datetime | None:
    """The moment a news site wrote, in UTC, or None when it cannot be read with certainty.

    `order` is "dmy" or "mdy" (Baochinhphu's lists write US order). `near` is when the string was fetched (aware): a reading
    later than that is doubted, and another plausible reading (local time labelled UTC, US order) is taken where there is one.
    `utc_clock` says that the feed is known to print UTC clock time with the label +0700 (VnExpress and Thanh Niên feeds have
    been seen so): the clock is read as UTC unless that would lie after `near`.
    """
    line = re.sub(r"[\s\u200b-\u200f\ufeff]+", " ", unicodedata.normalize("NFC", text or "")).strip()
    if not line or len(line) > 120:
        return None
    plain = _epoch_or_stamp(line)
    if plain is not None:
        return plain
    reading = _read(line, order, near)
    if reading is None:
        return None
    moment, offset = reading
    if utc_clock and offset == timedelta(hours=7):
        shifted = moment + offset
        return shifted if near is None or shifted <= near + SLACK else moment
    return moment if near is None or moment <= near + SLACK else _sane(line, order, near, moment, offset)


def _sane(line: str, order: str, near: datetime, moment: datetime, offset: timedelta | None) -> datetime:
    """Another reading of a moment that lies in the future of its own fetching, where one is plausible."""
    local = moment - timedelta(hours=7)
    if offset == timedelta(0) and local <= near + SLACK:
        return local
    if moment > near + timedelta(days=2):
        other = _read(line, "mdy" if order == "dmy" else "dmy", near)
        if other is not None and near - timedelta(days=31) <= other[0] <= near + SLACK:
            return other[0]
    return moment


def _epoch_or_stamp(line: str) -> datetime | None:
    """Epoch seconds or milliseconds, and the stamps of URLs (YYYYMMDDHHMMSS, with or without milliseconds, local time)."""
    if re.fullmatch(r"[1-9]\d{8,9}|[1-9]\d{11,12}", line) and not re.fullmatch(r"20\d{2}[01]\d[0-3]\d{5}", line):
        seconds = int(line) / (1000 if len(line) > 10 else 1)
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    stamp = STAMP.fullmatch(line)
    if stamp is None:
        return None
    return _moment(*(int(part or 0) for part in stamp.groups()), offset=None)


def _read(line: str, order: str, near: datetime | None) -> tuple[datetime, timedelta | None] | None:
    """One reading: the moment in UTC and the offset that was written (None: none was)."""
    day, rest = _day(line, order, near)
    if day is None:
        return None
    clock = CLOCK.search(rest)
    hour = minute = second = 0
    offset = None
    if clock is not None:
        hour, minute, second = int(clock["h"]), int(clock["min"]), int(clock["s"] or 0)
        hour = _half_day(hour, (clock["half"] or "").lower())
        offset = _offset(rest[clock.end() :])
    elif re.search(r"\d\s?(?::|h)", rest):
        return None  # a clock that is there and cannot be read
    moment = _moment(day[0], day[1], day[2], hour, minute, second, offset=offset)
    return None if moment is None else (moment, offset)


def _day(line: str, order: str, near: datetime | None) -> tuple[tuple[int, int, int] | None, str]:
    """Year, month and day, and the line without them."""
    for pattern in (ISO, SPELLED, ENGLISH, AMERICAN, NUMERIC):
        match = pattern.search(line)
        if match is None:
            continue
        parts = match.groupdict()
        year, day = int(parts["y"]), int(parts["d"])
        month = MONTHS[parts["mon"][:3].lower()] if parts.get("mon") else int(parts["m"])
        if pattern is NUMERIC and order == "mdy":
            day, month = month, day
        year += 2000 if year < 100 else 0
        end = match.end()
        if pattern is ISO and line[end : end + 1] in ("T", "t"):
            end += 1
        return (year, month, day), line[: match.start()] + " " + line[end:]
    today_match = TODAY.search(line)
    if today_match is None or near is None:
        return None, line
    today = near.astimezone(VN).date() - timedelta(days=today_match[1].lower() == "hôm qua")
    return (today.year, today.month, today.day), line[: today_match.start()] + " " + line[today_match.end() :]


def _half_day(hour: int, half: str) -> int:
    """The hour on a 24-hour clock. CafeF writes AM and PM behind a 24-hour clock ("00:01 AM", "13:05 PM")."""
    if half[:1] == "p" or half == "ch":
        return hour + 12 if 0 < hour < 12 else hour
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


def _moment(year: int, month: int, day: int, hour: int, minute: int, second: int, *, offset: timedelta | None) -> datetime | None:
    """The moment in UTC; None for a day or time that does not exist, or a year no news site can mean."""
    if not 1990 <= year <= 2100:
        return None
    zone = VN if offset is None else timezone(offset)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except ValueError:
        return None


def local(moment: datetime) -> datetime:
    """An aware moment in Asia/Ho_Chi_Minh. Raises ValueError for a naive one: its meaning would be a guess."""
    if moment.tzinfo is None:
        raise ValueError("a naive datetime has no local time")
    return moment.astimezone(VN)


def _local_day(day: date) -> date:
    return local(day).date() if isinstance(day, datetime) else day


def format_date(day: date) -> str:
    """02/06/2020; a datetime is told by its local day."""
    return _local_day(day).strftime("%d/%m/%Y")


def format_day(day: date) -> str:
    """Thứ Ba … Chủ nhật; a datetime is told by its local day."""
    return DAYS[_local_day(day).weekday()]


def format_time(moment: datetime) -> str:
    """08:15, local."""
    return local(moment).strftime("%H:%M")


def format_short(moment: datetime) -> str:
    """01/06 08:15, local."""
    return local(moment).strftime("%d/%m %H:%M")
