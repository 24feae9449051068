"""The dates of a list: each day of a month, in both orders of day and month, in the forms that feeds use."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from crawler.discovery.address_stamps import Stamp, address_stamp
from crawler.discovery.list_dates import ItemDate, ListDates, read_dates

VN = ZoneInfo("Asia/Ho_Chi_Minh")
PLAIN = "https://bao.example/tin-{n}.html"
STAMPED = "https://bao.example/tin-{n}-100{moment:%y%m%d%H%M%S}123.htm"
HOURS_BETWEEN = 5  # of two items; with ten items a feed reaches back two days


def us(moment: datetime) -> str:
    """6/1/2026 9:25:00 PM with the narrow space that .NET writes."""
    return f"{moment.month}/{moment.day}/{moment.year} {moment.hour % 12 or 12}:{moment:%M:%S}\u202f{moment:%p}"


FORMS = {
    "mdy": {
        "US with narrow space": us,
        "US with space": lambda moment: us(moment).replace("\u202f", " "),
        "US with zeros": lambda moment: moment.strftime("%m/%d/%Y %H:%M"),
        "US with two digits": lambda moment: moment.strftime("%m/%d/%y %H:%M:%S"),
    },
    "dmy": {
        "day first": lambda moment: moment.strftime("%d/%m/%Y %H:%M"),
        "day first, short": lambda moment: f"{moment.day}/{moment.month}/{moment.year} {moment:%H:%M:%S}",
        "day first with half day": lambda moment: f"{moment:%d/%m/%Y} {moment.hour % 12 or 12}:{moment:%M} {moment:%p}",
        "day first in Vietnamese": lambda moment: (
            f"{moment:%d-%m-%Y} {moment.hour % 12 or 12}:{moment:%M} {'CH' if moment.hour > 11 else 'SA'}"
        ),
        "two digits": lambda moment: moment.strftime("%d/%m/%y %H:%M"),
        "points": lambda moment: moment.strftime("%H:%M | %d.%m.%Y"),
    },
    "iso": {
        "RFC 822": lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S +0700"),
        "short offset": lambda moment: moment.strftime("%a, %d %b %Y %H:%M:%S +07"),
        "two-digit year": lambda moment: moment.strftime("%a, %d %b %y %H:%M:%S +07:00"),
        "UTC": lambda moment: moment.astimezone(UTC).strftime("%a, %d %b %Y %H:%M:%S GMT"),
        "ISO": lambda moment: moment.isoformat(),
        "ISO without separators": lambda moment: moment.strftime("%Y%m%dT%H%M%S+0700"),
        "ISO without offset": lambda moment: moment.strftime("%Y-%m-%d %H:%M:%S"),
        "English": lambda moment: moment.strftime("%B %d, %Y %I:%M %p"),
        "English day first": lambda moment: moment.strftime("%d %B %Y, %H:%M"),
        "Vietnamese": lambda moment: (
            f"Ngày {moment.day} tháng {moment.month} năm {moment.year}, {moment:%H} giờ {moment:%M} phút"
        ),
        "local time labelled UTC": lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "stamp": lambda moment: moment.strftime("%Y%m%d%H%M%S"),
    },
}
CASES = [(order, form) for order, forms in FORMS.items() for form in forms]
DAYS = [datetime(2026, month, day, 7, 0, tzinfo=VN) for month in (1, 8, 12) for day in range(1, 32)]


def feed(form: str, order: str, fetched_at: datetime, address: str) -> tuple[list[tuple[str, str]], list[datetime]]:
    """Strings and addresses of ten items before the fetch, and what they mean."""
    moments = [fetched_at - timedelta(minutes=40) - timedelta(hours=HOURS_BETWEEN * n) for n in range(10)]
    return [(FORMS[order][form](moment), address.format(n=n, moment=moment)) for n, moment in enumerate(moments)], moments


@pytest.mark.parametrize(("order", "form"), CASES)
@pytest.mark.parametrize("address", [PLAIN, STAMPED])
def test_each_day_of_a_month_is_read_right(order: str, form: str, address: str) -> None:
    for fetched_at in DAYS:
        announced, moments = feed(form, order, fetched_at, address)
        listed = read_dates(announced, fetched_at)
        assert [date.moment for date in listed.dates] == moments, (form, fetched_at)
        assert not any(date.moment and date.is_doubtful for date in listed.dates if address == STAMPED), (form, fetched_at)


@pytest.mark.parametrize("order", ["dmy", "mdy"])
def test_the_order_is_told(order: str) -> None:
    for fetched_at in DAYS:
        announced, _ = feed("US with space" if order == "mdy" else "day first", order, fetched_at, STAMPED)
        if any(moment.split(" ")[0].split("/")[0] != moment.split("/")[1] for moment, _ in announced):
            assert read_dates(announced, fetched_at).order == order


def test_stamps_decide_over_what_was_remembered() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    announced, moments = feed("day first", "dmy", fetched_at, STAMPED)
    listed = read_dates(announced, fetched_at, remembered="mdy", stated="mdy")
    assert [date.moment for date in listed.dates] == moments
    assert listed.order == "dmy"
    assert {date.date_from for date in listed.dates if date.date_from != "written"} == {"stamp"}


@pytest.mark.parametrize(("remembered", "date_from"), [("mdy", "remembered"), ("", "guess")])
def test_a_single_date_rests_on_what_was_remembered(remembered: str, date_from: str) -> None:
    fetched_at = datetime(2026, 6, 2, 7, tzinfo=VN)
    listed = read_dates([("6/1/2026 9:25 PM", PLAIN.format(n=1))], fetched_at, remembered=remembered)
    assert listed.dates[0].moment == datetime(2026, 6, 1, 21, 25, tzinfo=VN)
    assert (listed.dates[0].date_from, listed.dates[0].is_doubtful) == (date_from, not remembered)


def test_an_order_that_turned_is_not_read_by_memory() -> None:
    """Remembered as day first, the feed now writes US order: all its items would lie months back or ahead."""
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    announced, moments = feed("US with narrow space", "mdy", fetched_at, PLAIN)
    listed = read_dates(announced, fetched_at, remembered="dmy")
    assert [date.moment for date in listed.dates] == moments


def test_an_old_date_that_could_be_fresh_is_doubtful() -> None:
    """Nothing decides between 2 January and 1 February: such a date may not leave an article unread."""
    fetched_at = datetime(2026, 3, 20, 7, tzinfo=VN)
    listed = read_dates([("1/2/2026 08:00", PLAIN.format(n=1))], fetched_at)
    assert listed == ListDates(
        dates=(ItemDate(moment=datetime(2026, 2, 1, 8, tzinfo=VN), date_from="guess", is_doubtful=True),), order=""
    )
    certain = read_dates([("1/2/2026 08:00", PLAIN.format(n=1)), ("31/1/2026 08:00", PLAIN.format(n=2))], fetched_at)
    assert [date.date_from for date in certain.dates] == ["vote", "written"]


def test_of_a_list_without_a_fresh_date_in_numbers_the_newest_are_asked() -> None:
    """Year first, in two digits, is read as a day: all items would lie years back, and none would ever be read."""
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    listed = read_dates([(f"26/08/0{day} 08:00", PLAIN.format(n=day)) for day in (7, 6, 5, 4, 3)], fetched_at)
    assert [date.is_doubtful for date in listed.dates] == [True, True, True, False, False]
    frozen = [(f"Fri, 0{day} May 2026 08:00:00 +0700", PLAIN.format(n=day)) for day in (3, 2, 1)]
    assert not any(date.is_doubtful for date in read_dates(frozen, fetched_at).dates)


def test_memory_that_hides_a_fresh_article_is_doubted() -> None:
    fetched_at = datetime(2026, 8, 5, 7, tzinfo=VN)
    listed = read_dates(
        [("8/4/2026 08:00", PLAIN.format(n=1)), ("4/8/2026 09:00", PLAIN.format(n=2))], fetched_at, remembered="dmy"
    )
    assert [date.is_doubtful for date in listed.dates] == [True, False]


def test_a_publication_before_its_address_was_made_is_impossible() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    url = STAMPED.format(n=1, moment=datetime(2026, 8, 7, 9, 30, tzinfo=VN))
    date = read_dates([("Thu, 01 Jan 2015 00:00:00 +0700", url)], fetched_at).dates[0]
    assert (date.moment, date.date_from, date.is_doubtful) == (datetime(2026, 8, 7, 9, 30, tzinfo=VN), "address", True)


def test_local_time_labelled_utc_is_the_lists_habit() -> None:
    """Two items lie ahead of the fetch: the older ones of the same list are local time too."""
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    strings = ["2026-08-08T06:30:00Z", "2026-08-08T05:00:00Z", "2026-08-07T12:00:00Z"]
    listed = read_dates([(text, PLAIN.format(n=n)) for n, text in enumerate(strings)], fetched_at)
    assert [date.moment for date in listed.dates] == [datetime.fromisoformat(text[:-1]).replace(tzinfo=VN) for text in strings]


def test_true_utc_stays_utc() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    strings = ["2026-08-07T23:30:00Z", "2026-08-07T22:00:00Z", "2026-08-07T02:00:00Z"]
    listed = read_dates([(text, PLAIN.format(n=n)) for n, text in enumerate(strings)], fetched_at)
    assert [date.moment for date in listed.dates] == [datetime.fromisoformat(text) for text in strings]


def test_utc_time_labelled_vietnam_is_seen_by_the_stamps() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    moments = [fetched_at - timedelta(hours=hours) for hours in range(1, 6)]
    announced = [
        (f"{moment.astimezone(UTC):%a, %d %b %Y %H:%M:%S} +0700", STAMPED.format(n=n, moment=moment))
        for n, moment in enumerate(moments)
    ]
    assert [date.moment for date in read_dates(announced, fetched_at).dates] == moments


def test_a_scheduled_article_may_lie_ahead() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    strings = ["Sat, 08 Aug 2026 09:00:00 +0700", "Sat, 08 Aug 2026 06:00:00 +0700"]
    dates = read_dates([(text, PLAIN.format(n=n)) for n, text in enumerate(strings)], fetched_at).dates
    assert [date.moment.astimezone(VN).hour for date in dates if date.moment] == [9, 6]


def test_what_cannot_be_read_is_doubtful_and_what_is_missing_is_not() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    dates = read_dates([("hôm nào đó", PLAIN.format(n=1)), ("", PLAIN.format(n=2))], fetched_at).dates
    assert dates == (ItemDate(is_doubtful=True), ItemDate())


def test_a_day_without_a_clock_is_told() -> None:
    fetched_at = datetime(2026, 8, 8, 7, tzinfo=VN)
    date = read_dates([("2026-08-07", PLAIN.format(n=1))], fetched_at).dates[0]
    assert (date.has_clock, date.date_from) == (False, "written")


@pytest.mark.parametrize(
    ("path", "stamp"),
    [
        ("/tin-20260530100300123.htm", Stamp(moment=datetime(2026, 5, 30, 10, 3, tzinfo=VN), has_clock=True)),
        ("/tin-100260530100300123.htm", Stamp(moment=datetime(2026, 5, 30, 10, 3, tzinfo=VN), has_clock=True)),
        ("/tin-100260530100300032857.htm", Stamp(moment=datetime(2026, 5, 30, 10, 3, tzinfo=VN), has_clock=True)),
        ("/2026/05/30/tin", Stamp(moment=datetime(2026, 5, 30, tzinfo=VN), has_clock=False)),
        ("/tin/20260530/nuoc-len", Stamp(moment=datetime(2026, 5, 30, tzinfo=VN), has_clock=False)),
        ("/tin-4538839.html", None),
        ("/tin-100261330100300123.htm", None),
        ("/tin-100270530100300123.htm", None),  # ahead of the fetch
        ("/tin", None),
    ],
)
def test_stamps_of_addresses(path: str, stamp: Stamp | None) -> None:
    assert address_stamp(f"https://bao.example{path}", datetime(2026, 8, 8, 7, tzinfo=VN)) == stamp
