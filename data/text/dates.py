"""Dates as Vietnamese news sites write them, and as the product tells them.

In: strings of feeds, meta tags and page heads. Out: aware datetimes in UTC; Vietnamese words for dates and times.
A time without an offset is Asia/Ho_Chi_Minh. Nothing here reads the clock. The forms stand in `data.text.date_forms`.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta

from data.text.date_forms import VN, DateReading, moment_of, parse_line

__all__ = [
    "DAYS",
    "SLACK",
    "VN",
    "DateReading",
    "format_date",
    "format_day",
    "format_short",
    "format_time",
    "local",
    "parse_date",
    "read_date",
]

DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
SLACK = timedelta(minutes=15)  # how far a publisher's clock may run ahead of ours
LONGEST = 120  # characters of a line that can be a date
STAMP = re.compile(r"(20\d\d)(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d)(?:\d{3})?)?")


def read_date(text: str | None, *, order: str = "dmy", near: datetime | None = None, utc_clock: bool = False) -> datetime | None:
    """The moment a news site wrote, in UTC, or None when it cannot be read with certainty.

    `order` is "dmy" or "mdy" (Baochinhphu's lists write US order). `near` is when the string was fetched (aware): a reading
    later than that is doubted, and another plausible reading (local time labelled UTC, US order) is taken where there is one.
    `utc_clock` says that the feed is known to print UTC clock time with the label +0700 (VnExpress and Thanh Niên feeds have
    been seen so): the clock is read as UTC unless that would lie after `near`.
    """
    reading = parse_date(text, order=order, near=near)
    if reading is None:
        return None
    moment, offset = reading.moment, reading.offset
    if utc_clock and offset == timedelta(hours=7):
        shifted = moment + offset
        return shifted if near is None or shifted <= near + SLACK else moment
    return moment if near is None or moment <= near + SLACK else _sane(text, order, near, reading)


def parse_date(text: str | None, *, order: str = "dmy", near: datetime | None = None) -> DateReading | None:
    """What the string says in that order, undoubted: the moment, its offset, whether day and month could change places.

    `near` (aware, when the string was fetched) gives "hôm nay" and "15 phút trước" their day; without it they cannot be read.
    """
    line = re.sub(r"[\s\u200b-\u200f\ufeff]+", " ", unicodedata.normalize("NFC", text or "")).strip()
    if not line or len(line) > LONGEST:
        return None
    plain = _epoch_or_stamp(line)
    return plain if plain is not None else parse_line(line, order, near)


def _sane(text: str | None, order: str, near: datetime, reading: DateReading) -> datetime:
    """Another reading of a moment that lies in the future of its own fetching, where one is plausible."""
    local_label = reading.moment - timedelta(hours=7)
    if reading.offset == timedelta(0) and local_label <= near + SLACK:
        return local_label
    if reading.moment > near + timedelta(days=2):
        other = parse_date(text, order="mdy" if order == "dmy" else "dmy", near=near)
        if other is not None and near - timedelta(days=31) <= other.moment <= near + SLACK:
            return other.moment
    return reading.moment


def _epoch_or_stamp(line: str) -> DateReading | None:
    """Epoch seconds or milliseconds, and the stamps of URLs (YYYYMMDDHHMMSS, with or without milliseconds, local time)."""
    if re.fullmatch(r"[1-9]\d{8,9}|[1-9]\d{11,12}", line) and not re.fullmatch(r"20\d{2}[01]\d[0-3]\d{5}", line):
        seconds = int(line) / (1000 if len(line) > 10 else 1)
        return DateReading(moment=datetime.fromtimestamp(int(seconds), tz=UTC), offset=timedelta(0), has_clock=True)
    stamp = STAMP.fullmatch(line)
    if stamp is None:
        return None
    moment = moment_of(*(int(part or 0) for part in stamp.groups()), offset=None)
    return None if moment is None else DateReading(moment=moment, has_clock=stamp[4] is not None)


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
