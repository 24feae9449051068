"""The name of a sitemap's part tells its time: year, month and day in any sequence, and the number of a page.

In: the addresses of all parts of one index. Out: `PartName` for each. Forms: news-2026-11.xml, sitemap_202611.xml,
/2026/11/30.xml, ?yyyy=2026&mm=11, sitemap-11-2026.xml, news-30-11-2026.xml, thang-11-nam-2026.xml, november-2026.xml. A number
beside a year is a month only where no part of the index has one beyond twelve there; else it is a page or a week. Nothing here
fetches."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

YEAR = r"(?P<y>20[0-4]\d)"
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ENGLISH_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?)(?![a-z])"
)
MONTH_WORD = r"(?:(?:thang|month)[-_.]?|m(?=\d))"
YEAR_WORD = r"(?:nam|year)[-_.]?"
YEAR_FIRST = re.compile(
    rf"(?<!\d){YEAR}[-_./]?(?:{MONTH_WORD})?(?:(?P<m>1[0-2]|0?[1-9]|{ENGLISH_MONTH})(?:[-_./]?(?P<d>3[01]|[12]\d|0[1-9]))?)?(?!\d)",
    re.I,
)
MONTH_FIRST = re.compile(
    rf"(?<!\d)(?:(?P<d>3[01]|[12]\d|0[1-9]|(?<=[-_./])[1-9](?=[-_./]))[-_./]?)??(?:{MONTH_WORD})?"
    rf"(?:(?P<m>1[0-2]|0[1-9]|(?<=[-_./mhg=])[1-9](?=[-_./n]))|(?<![a-z])(?P<mon>{ENGLISH_MONTH}))[-_./]?"
    rf"(?:{YEAR_WORD})?{YEAR}(?!\d)",
    re.I,
)
US_DAY = re.compile(rf"(?<!\d)(?P<m>1[0-2]|0?[1-9])[-_./](?P<d>3[01]|[12]\d|0?[1-9])[-_./]{YEAR}(?!\d)")
# Numbers beside a year: whether they are months is seen by all parts of an index together.
BESIDE_DAY = re.compile(rf"(?<!\d)\d{{1,2}}[-_./](?P<n>\d{{1,2}})[-_./]{YEAR}(?!\d)")
AFTER_YEAR = re.compile(rf"(?<!\d){YEAR}[-_./](?P<n>\d{{1,3}})(?!\d)")
BEFORE_YEAR = re.compile(rf"(?<!\d)(?<!\d[-_./])(?P<n>\d{{1,3}})[-_./]{YEAR}(?!\d)")
QUERY_NAMES = {"year": "y", "nam": "y", "month": "m", "thang": "m", "day": "d", "ngay": "d"}
NUMBER = re.compile(r"(\d{1,9})(?!.*\d)")
LONGEST = 2_000  # characters of an address


@dataclass(frozen=True, slots=True)
class PartName:
    """What the name of a part tells: year, month and day, as many as stand there, and the last number beside them (0: none)."""

    named: tuple[int, ...] = ()
    number: int = 0


def read_part_names(addresses: Sequence[str]) -> list[PartName]:
    """The names of all parts of one index, read together."""
    texts = [_text(address) for address in addresses]
    after, before = _numbers(AFTER_YEAR, texts), _numbers(BEFORE_YEAR, texts)
    is_us = any(int(number) > 12 for number in _numbers(BESIDE_DAY, texts))
    readers = [_year_first(_may_be_months(after)), _us_day if is_us else _month_first(_may_be_months(before))]
    if _are_padded(before) and not _are_padded(after):
        readers.reverse()
    return [_part_name(text, address, readers) for text, address in zip(texts, addresses, strict=True)]


def part_name(address: str) -> str:
    """The last segment and the query of an address."""
    return _text(address).rpartition("/")[2]


def _text(address: str) -> str:
    """The path and the query of an address, undone; "" where it is broken."""
    try:
        parts = urlsplit(address[:LONGEST])
    except ValueError:
        return ""
    return unquote(parts.path.rstrip("/") + ("?" + parts.query.replace("/", "-") if parts.query else ""))


def _numbers(pattern: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    return [match["n"] for text in texts for match in pattern.finditer(text)]


def _may_be_months(numbers: list[str]) -> bool:
    return all(0 < int(number) <= 12 for number in numbers)


def _are_padded(numbers: list[str]) -> bool:
    """Whether all are of two digits, one with a zero in front among them, as months are written."""
    return all(len(number) == 2 for number in numbers) and any(number[0] == "0" for number in numbers)


_Match = tuple[tuple[int, ...], tuple[int, int]]  # the parts of a date, where it stands
_Reader = Callable[[str], list[_Match]]


def _year_first(may_be_months: bool) -> _Reader:
    def read(text: str) -> list[_Match]:
        matches = []
        for match in YEAR_FIRST.finditer(text):
            is_page = not may_be_months and AFTER_YEAR.match(text, match.start()) and not match["d"]
            parts = (match["y"],) if is_page else (match["y"], match["m"], match["d"])
            matches.append((_as_numbers(parts), match.span("y") if is_page else match.span()))
        return matches

    return read


def _month_first(may_be_months: bool) -> _Reader:
    def read(text: str) -> list[_Match]:
        matches = []
        for match in MONTH_FIRST.finditer(text):
            month, day = match["m"] or match["mon"], match["d"]
            is_page = not may_be_months and day is None and BEFORE_YEAR.match(text, match.start())
            is_day = day is not None and not (len(day) == 1 and month[0] == "0")  # "3-06-2026": page 3 of June
            if not is_page:
                span = match.span() if is_day or day is None else (match.end("d"), match.end())
                matches.append((_as_numbers((match["y"], month, day if is_day else None)), span))
        return matches

    return read


def _us_day(text: str) -> list[_Match]:
    return [(_as_numbers((match["y"], match["m"], match["d"])), match.span()) for match in US_DAY.finditer(text)]


def _as_numbers(parts: Iterable[str | None]) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else MONTH_NAMES.index(part[:3].lower()) + 1 for part in parts if part)


def _part_name(text: str, address: str, readers: Sequence[_Reader]) -> PartName:
    named = _of_query(address)
    if named:
        return PartName(named, _number(text.partition("?")[0]))
    best: _Match = ((), (0, 0))
    for read in readers:
        matches = read(text)
        last = max(matches, key=lambda match: (len(match[0]), match[1]), default=best)
        best = last if len(last[0]) > len(best[0]) else best
    return PartName(best[0], _number(text[: best[1][0]] + " " + text[best[1][1] :]))


def _number(text: str) -> int:
    match = NUMBER.search(text.rpartition("/")[2])
    return int(match[1]) if match else 0


def _of_query(address: str) -> tuple[int, ...]:
    """Year, month and day that have names of their own in a query, in any sequence: "yyyy=2026&mm=11", "thang=11&nam=2026"."""
    try:
        pairs = parse_qsl(urlsplit(address[:LONGEST]).query, max_num_fields=50)
    except ValueError:
        return ()
    fields: dict[str, int] = {}
    for written, value in pairs:
        name = written.lower()
        key = QUERY_NAMES.get(name, name[:1] if len(set(name)) == 1 else "")
        if key in ("y", "m", "d") and value.isascii() and value.isdigit() and len(value) <= 4:
            fields.setdefault(key, int(value))
    if not 2000 <= fields.get("y", 0) < 2050:
        return ()
    parts = [fields["y"]]
    for key, most in (("m", 12), ("d", 31)):
        if not 1 <= fields.get(key, 0) <= most:
            break
        parts.append(fields[key])
    return tuple(parts)
