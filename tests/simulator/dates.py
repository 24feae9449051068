"""Every way in which a simulated site writes a moment.

In: a moment with its zone, the name of a form. Out: the text. `ORDERS` says in which order a form has day and month, as the
crawler must come to know it: "dmy", "mdy", "iso", or "" where the month is a word or nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime

from data.text.dates import VN

WEEKDAYS = ("Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy", "Chủ nhật")
NARROW = "\u202f"  # the narrow no-break space that newer libraries put before AM and PM


def _twelve(moment: datetime, gap: str) -> str:
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment:%M:%S}{gap}{'AM' if moment.hour < 12 else 'PM'}"


FORMATS: Mapping[str, Callable[[datetime], str]] = {
    "rfc822": format_datetime,
    "rfc822-gmt": lambda moment: format_datetime(moment.astimezone(UTC)).replace("+0000", "GMT"),
    "rfc822-gmt7": lambda moment: f"{moment:%a, %d %b %Y %H:%M:%S} GMT+7",
    "rfc822-short": lambda moment: f"{moment:%a, %d %b %y %H:%M:%S} +07",
    "rfc822-bare": lambda moment: f"{moment:%a, %d %b %Y %H:%M:%S}",
    "us": lambda moment: f"{moment.month}/{moment.day}/{moment.year} {_twelve(moment, ' ')}",
    "us-narrow": lambda moment: f"{moment.month}/{moment.day}/{moment.year} {_twelve(moment, NARROW)}",
    "us-padded": lambda moment: f"{moment:%m/%d/%Y %H:%M:%S}",
    "dmy": lambda moment: f"{moment:%d/%m/%Y %H:%M}",
    "dmy-seconds": lambda moment: f"{moment:%d/%m/%Y %H:%M:%S}",
    "dmy-dashes": lambda moment: f"{moment:%d-%m-%Y - %H:%M}",
    "dmy-long": lambda moment: f"{WEEKDAYS[moment.weekday()]}, {moment.day}/{moment.month}/{moment.year}, {moment:%H:%M} (GMT+7)",
    "dmy-clock-first": lambda moment: f"{moment:%H:%M} | {moment:%d/%m/%Y}",
    "dmy-12h": lambda moment: f"{moment:%d/%m/%Y} {_twelve(moment, ' ')}",
    "iso": lambda moment: moment.isoformat(),
    "iso-gap": lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}.000 +07:00",
    "iso-utc": lambda moment: f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    "iso-z-local": lambda moment: f"{moment:%Y-%m-%dT%H:%M:%SZ}",  # says UTC and means Vietnam
    "iso-bare": lambda moment: f"{moment:%Y-%m-%d %H:%M:%S}",
    "iso-joined": lambda moment: f"{moment:%Y%m%dT%H%M%S}+0700",
    "iso-day": lambda moment: f"{moment:%Y-%m-%d}",
    "epoch": lambda moment: str(int(moment.timestamp())),
    "none": lambda moment: "",
}
ORDERS = {
    name: "iso" if name.startswith("iso") else "mdy" if name.startswith("us") else "dmy" if name.startswith("dmy") else ""
    for name in FORMATS
}


def write_date(moment: datetime, form: str) -> str:
    """The moment in that form, by Vietnam's clock."""
    return FORMATS[form](moment.astimezone(VN).replace(microsecond=0))
