"""Dates of a page at the limits of their rules: which source is believed, how far two readings may lie apart."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import html

from crawler.extraction.dates import Clock, PageDates, _visible, find_dates, url_stamp
from crawler.extraction.metadata import MetaValues, Structured
from crawler.extraction.selectors import Marked

URL = "https://bao.example/tin-20200601081500123.htm"
MORNING = datetime(2020, 6, 1, 1, 15, tzinfo=UTC)  # 08:15 in Vietnam
STATED = "2020-06-01T08:15:00+07:00"


def at(day: int, hour: int, minute: int, second: int = 0, month: int = 6) -> datetime:
    return datetime(2020, month, day, hour, minute, second, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "order", "stamp", "moment"),
    [
        ("6/1/2020 8:15:00 AM", "dmy", None, at(6, 1, 15, month=1)),
        ("6/1/2020 8:15:00 AM", "mdy", None, MORNING),
        (" 6/1/2020 8:15 AM ", "mdy", None, MORNING),
        ("06/01/2020 08:15", "mdy", None, at(6, 1, 15, month=1)),  # not written as Americans do
        ("6/1/2020 8:15:00 AM", "dmy", MORNING, MORNING),
        ("6/1/2020 8:15:00 AM", "mdy", at(6, 1, 15, month=1), at(6, 1, 15, month=1)),
        ("6/1/2020 8:15:00 AM", "dmy", at(3, 1, 15), MORNING),  # two days
        ("6/1/2020 8:15:00 AM", "dmy", at(3, 1, 16), at(6, 1, 15, month=1)),
        ("6/1/2020 8:15:00 AM", "dmy", datetime(2020, 5, 30, 1, 15, tzinfo=UTC), MORNING),
        ("6/1/2020 8:15:00 AM", "dmy", at(1, 1, 15, month=3), at(6, 1, 15, month=1)),
        ("13/6/2020 8:15:00 AM", "dmy", MORNING, at(13, 1, 15)),
        ("không có giờ", "dmy", MORNING, None),
    ],
)
def test_a_doubtful_date(raw: str, order: str, stamp: datetime | None, moment: datetime | None) -> None:
    assert Clock(None, stamp, order).read(raw) == moment


def dates(
    stated: str = "", modified: str = "", meta: dict[str, str] | None = None, markup: str = "", stamp: datetime | None = None
) -> PageDates:
    """The dates of a page that says this."""
    structured = Structured(article={"datePublished": stated, "dateModified": modified}, meta=MetaValues(meta or {}))
    tree = html.fromstring(f"<html><body>{markup}<p>{'chữ ' * 60}</p></body></html>")
    return find_dates(structured, Marked(tree, frozenset({"d"})), (".d",), URL, Clock(None, stamp))


SHOWN = '<b class="d">{}</b>'


@pytest.mark.parametrize(
    ("case", "source", "published"),
    [
        ({"stated": STATED, "meta": {"pubdate": "2020-06-02 08:15"}}, "jsonld", MORNING),
        ({"meta": {"pubdate": STATED}, "markup": SHOWN.format("02/06/2020 08:15")}, "meta", MORNING),
        ({"markup": SHOWN.format("01/06/2020 08:15"), "stamp": at(2, 1, 15)}, "page", MORNING),
        ({"stamp": MORNING}, "url", MORNING),
        ({}, "none", None),
        ({"stated": "hôm nào", "meta": {"pubdate": STATED}}, "meta", MORNING),
        # the stated clock seven hours from the visible one, to the minute
        ({"stated": "2020-06-01T08:15:00Z", "markup": SHOWN.format("01/06/2020 08:15")}, "page", MORNING),
        ({"stated": "2020-06-01T08:15:59Z", "markup": SHOWN.format("01/06/2020 08:15")}, "page", MORNING),
        ({"stated": "2020-06-01T08:16:00Z", "markup": SHOWN.format("01/06/2020 08:15")}, "jsonld", at(1, 8, 16)),
        ({"stated": "2020-06-01T09:15:00Z", "markup": SHOWN.format("01/06/2020 08:15")}, "jsonld", at(1, 9, 15)),
        ({"stated": "2020-05-31T18:15:00Z", "markup": SHOWN.format("01/06/2020 08:15")}, "page", MORNING),
        # a day without a clock gives way to one with a clock
        ({"markup": SHOWN.format("02/06/2020") + SHOWN.format("01/06/2020 08:15")}, "page", MORNING),
        ({"markup": SHOWN.format("02/06/2020") + SHOWN.format("03/06/2020")}, "page", at(1, 17, 0)),
        ({"meta": {"pubdate": "02/06/2020", "date": STATED}}, "meta", at(1, 17, 0)),
        # beside the headline, where nothing else is dated but the address
        ({"markup": "<h1>Tin</h1><i>01/06/2020 08:15</i>"}, "page", MORNING),
        ({"markup": "<h1>Tin</h1><i>01/06/2020 08:15</i>", "stamp": at(2, 1, 15)}, "page", MORNING),
        ({"markup": "<h1>Tin</h1><i>41/06/2020 08:15</i>", "stamp": MORNING}, "url", MORNING),
        ({"markup": "<h1>Tin</h1><i>01/06/2020 08:15</i>", "meta": {"pubdate": "2020-06-03 08:15"}}, "meta", at(3, 1, 15)),
    ],
)
def test_which_source_is_believed(case: dict[str, object], source: str, published: datetime | None) -> None:
    reading = dates(**case)  # type: ignore[arg-type]
    assert (reading.date_from, reading.published_at) == (source, published)
    assert (reading.published_raw is None) is (published is None)


@pytest.mark.parametrize(
    ("case", "modified"),
    [
        ({"stated": STATED, "modified": "2020-06-01T08:16:00+07:00"}, at(1, 1, 16)),
        ({"stated": STATED, "modified": STATED}, None),
        ({"stated": STATED, "modified": "2020-06-01T08:14:00+07:00"}, None),
        ({"stated": STATED, "meta": {"lastmod": "2020-06-01T08:17:00+07:00"}}, at(1, 1, 17)),
        ({"stated": STATED, "modified": "hôm nào", "meta": {"lastmod": "2020-06-01T08:17:00+07:00"}}, at(1, 1, 17)),
        ({"stated": STATED, "modified": "2020-06-01T08:16:00+07:00", "meta": {"lastmod": "2020-06-02 08:17"}}, at(1, 1, 16)),
        ({"modified": STATED}, MORNING),
        ({"stated": STATED}, None),
    ],
)
def test_when_it_was_changed(case: dict[str, object], modified: datetime | None) -> None:
    assert dates(**case).modified_at == modified  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markup", "strings"),
    [
        ('<b class="d" title="lúc 8:15" content="sáng">1/6/2020</b>', ["lúc 8:15", "1/6/2020", "1/6/2020"]),
        ('<b class="d">Đăng: 1/6/20</b>', ["Đăng: 1/6/20", "1/6/20"]),
        ('<b class="d">1/6/20</b>', ["1/6/20", "1/6/20"]),
        ('<b class="d">1/6/2</b>', []),
        (f'<b class="d">{"5" * 120}</b>', ["5" * 120] * 2),
        (f'<b class="d">{"5" * 121}</b>', []),
        ('<time class="d" datetime=" 5 "></time>', ["5"]),
        ('<b class="d"></b>' * 40 + '<b class="d">1/6/2020</b>', ["1/6/2020"] * 2),  # the 41st element
        ('<b class="d"></b>' * 41 + '<b class="d">1/6/2020</b>', []),
    ],
)
def test_visible_dates(markup: str, strings: list[str]) -> None:
    assert list(_visible(Marked(html.fromstring(f"<div>{markup}</div>"), frozenset({"d"})), (".d",))) == strings


@pytest.mark.parametrize(
    ("url", "stamp"),
    [
        (URL, MORNING),
        ("https://bao.example/tin-123200601081500123.chn", MORNING),
        ("https://bao.example/tin-20201301081500123.htm", None),
        ("https://bao.example/tin-12345.htm", None),
        ("https://bao.example/tin?x=-20200601081500123.htm", None),
    ],
)
def test_the_stamp_of_an_address(url: str, stamp: datetime | None) -> None:
    assert url_stamp(url) == stamp
