"""The moment that stands in an article's address, whoever's address it is.

In: an address. Out: `Stamp`: when the CMS made the address, hours to days before the article appeared. Forms: YYYYMMDDHHMMSS
with or without milliseconds (Tuổi Trẻ until 2023, Dân trí, Báo Tin tức), three digits of the site and then YYMMDDHHMMSS
(VCCorp's papers), folders of a day (/2026/05/30/, /20260530/). A stamp is local time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from data.text.dates import read_date

LONG = re.compile(r"(?<!\d)(20\d\d[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,3}(?!\d)")
SHORT = re.compile(r"(?<!\d)\d{3}(\d\d[01]\d[0-3]\d[0-2]\d[0-5]\d[0-5]\d)\d{0,6}(?!\d)")
DAY = re.compile(r"/(20\d\d)(?:/(\d\d?)/(\d\d?)|-(\d\d)-(\d\d)|(\d\d)(\d\d))(?=/)")
EARLIEST = 2000  # years before are no stamps
LONGEST = 2_000  # characters of an address


@dataclass(frozen=True, kw_only=True, slots=True)
class Stamp:
    """When an address was made: UTC; `has_clock` is False where only the day is stated."""

    moment: datetime
    has_clock: bool


def address_stamp(url: str, fetched_at: datetime) -> Stamp | None:
    """The stamp in an address, None where it has none or one that lies ahead of `fetched_at` (aware)."""
    try:
        path = urlsplit(url[:LONGEST]).path
    except ValueError:
        return None
    for text, has_clock in _texts(path):
        moment = read_date(text)
        if moment is not None and moment.year >= EARLIEST and moment <= fetched_at + timedelta(days=2):
            return Stamp(moment=moment, has_clock=has_clock)
    return None


def _texts(path: str) -> list[tuple[str, bool]]:
    texts = [(match[1], True) for match in LONG.finditer(path)]
    texts += [("20" + match[1], True) for match in SHORT.finditer(path)]
    if match := DAY.search(path):
        year, *parts = (part for part in match.groups() if part)
        texts.append(("-".join([year, *parts]), False))
    return texts
