"""Text, dates and addresses: `data.text.normal` and `data.text.dates`."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.text import fold, sort_key
from data.text import normal as text
from data.text.date_forms import DateReading
from data.text.dates import format_date, format_day, format_short, format_time, parse_date, read_date
from data.text.urls import article_id, canonical_url


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Mon, 04 May 2026 12:05:08 GMT+7", utc(2026, 5, 4, 5, 5, 8)),
        ("Mon, 04 May 2026 12:05:08 +0700", utc(2026, 5, 4, 5, 5, 8)),
        ("Mon, 04 May 2026 12:05:08 GMT", utc(2026, 5, 4, 12, 5, 8)),
        ("Mon, 4 May 26 12:05 EST", utc(2026, 5, 4, 17, 5)),
        ("07/03/2026 08:01 GMT+7", utc(2026, 3, 7, 1, 1)),
        ("07-03-2026 - 00:01 AM", utc(2026, 3, 6, 17, 1)),
        ("07-03-2026 - 13:05 PM", utc(2026, 3, 7, 6, 5)),
        ("07-03-2026 - 12:05 PM", utc(2026, 3, 7, 5, 5)),
        ("- 07/03/2026 08:47", utc(2026, 3, 7, 1, 47)),
        ("2026-03-07T08:52:11.000 +07:00", utc(2026, 3, 7, 1, 52, 11)),
        ("2026-03-07T08:52:11.123+07:00", utc(2026, 3, 7, 1, 52, 11)),
        ("2026-03-07T08:52:11Z", utc(2026, 3, 7, 8, 52, 11)),
        ("2026-03-07T00:01:00", utc(2026, 3, 6, 17, 1)),
        ("2026-03-07 08:07", utc(2026, 3, 7, 1, 7)),
        ("2026-01-15 21:58:00", utc(2026, 1, 15, 14, 58)),
        ("2015-03-23 08:06 +07:00", utc(2015, 3, 23, 1, 6)),
        ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", utc(2026, 3, 6, 17, 5)),
        ("Thứ Bảy, 07/03/2026 - 08:52", utc(2026, 3, 7, 1, 52)),
        ("Thứ bảy, 07/03/2026 - 08:07", utc(2026, 3, 7, 1, 7)),
        ("01/03/2026 09:51", utc(2026, 3, 1, 2, 51)),
        ("08:15' - 01/06/2020", utc(2020, 6, 1, 1, 15)),
        ("15:30 | 01/06/2020", utc(2020, 6, 1, 8, 30)),
        ("09:40 01/06/2020", utc(2020, 6, 1, 2, 40)),
        ("8h15 ngày 1/6/2020", utc(2020, 6, 1, 1, 15)),
        ("Ngày 2 tháng 6 năm 2020, 06:30", utc(2020, 6, 1, 23, 30)),
        ("June 1, 2020 14:30 KST", utc(2020, 6, 1, 5, 30)),
        ("1/6/2020 3:34 CH", utc(2020, 6, 1, 8, 34)),
        ("01.06.2020 08:15", utc(2020, 6, 1, 1, 15)),
        ("02/06/2020", utc(2020, 6, 1, 17)),
        ("1591056900", utc(2020, 6, 2, 0, 15)),
        ("1591056900000", utc(2020, 6, 2, 0, 15)),
        ("20200601081512345", utc(2020, 6, 1, 1, 15, 12)),
        ("2020-06-01T23:30:00-05:00", utc(2020, 6, 2, 4, 30)),
        ("Thứ bảy, 30/05/2026, 8:30 tối", utc(2026, 5, 30, 13, 30)),
        ("30/05/2026, tám giờ rưỡi tối", utc(2026, 5, 30, 13, 30)),
        ("8 giờ rưỡi tối 30/5/2026", utc(2026, 5, 30, 13, 30)),
        ("30/05/2026, 3 rưỡi chiều", utc(2026, 5, 30, 8, 30)),
        ("bảy rưỡi tối 30/5/2026", utc(2026, 5, 30, 12, 30)),
        ("30/05/2026, 9 giờ kém 15 sáng", utc(2026, 5, 30, 1, 45)),
        ("4 giờ kém mười phút chiều 30/5/2026", utc(2026, 5, 30, 8, 50)),
        ("12 giờ kém 5 trưa 30/5/2026", utc(2026, 5, 30, 4, 55)),
        ("30/5/2026, 9 giờ 5 phút sáng", utc(2026, 5, 30, 2, 5)),
        ("30/5/2026, 9h5' sáng", utc(2026, 5, 30, 2, 5)),
        ("30/5/2026, ba giờ hai mươi lăm phút chiều", utc(2026, 5, 30, 8, 25)),
        ("chín giờ mười lăm sáng 30/5/2026", utc(2026, 5, 30, 2, 15)),
        ("Tối 30/05/2026, 8 giờ", utc(2026, 5, 30, 13)),
        ("chiều 3 giờ rưỡi, 30/05/2026", utc(2026, 5, 30, 8, 30)),
        ("Sáng 30/05/2026, lúc 8:30", utc(2026, 5, 30, 1, 30)),
        ("Chiều 30/05/2026 15:03", utc(2026, 5, 30, 8, 3)),
        ("9 giờ kém năm sáng 30/5/2026", utc(2026, 5, 30, 1, 55)),
        ("10 giờ ngày 30 tháng năm 2026", utc(2026, 5, 30, 3)),
        ("9 giờ sáng ngày 30 tháng 5 năm 2026", utc(2026, 5, 30, 2)),
        ("12:30 trưa 30/5/2026", utc(2026, 5, 30, 5, 30)),
        ("1 giờ trưa 30/5/2026", utc(2026, 5, 30, 6)),
        ("11 giờ đêm 30/5/2026", utc(2026, 5, 30, 16)),
        ("2 giờ đêm 30/5/2026", utc(2026, 5, 29, 19)),
        ("12 giờ đêm 30/5/2026", utc(2026, 5, 29, 17)),
        ("10g03 30/5/2026", utc(2026, 5, 30, 3, 3)),
        ("Ngày 30-5-2026, 10 giờ 03 phút", utc(2026, 5, 30, 3, 3)),
        ("10h ngày 30/5/2026", utc(2026, 5, 30, 3)),
        ("30 Tháng Năm, 2026 10:03", utc(2026, 5, 30, 3, 3)),
        ("Tháng Mười Hai 30, 2025 10:03", utc(2025, 12, 30, 3, 3)),
        ("30 Th05, 2026 10:03", utc(2026, 5, 30, 3, 3)),
        ("20260530T100300+0700", utc(2026, 5, 30, 3, 3)),
        ("20260530T1003Z", utc(2026, 5, 30, 10, 3)),
        ("Sat May 30, 2026 10:03am", utc(2026, 5, 30, 3, 3)),
        ("May 30, 2026 at 10 PM", utc(2026, 5, 30, 15)),
        ("30/05/2026 8:30 PM", utc(2026, 5, 30, 13, 30)),
        ("5/30/2026 9:25:00\u202fPM", utc(2026, 5, 30, 14, 25)),
        ("Mon, 20 Jul 26 06:25:00 +07", utc(2026, 7, 19, 23, 25)),
        ("30/05/26 10:03", utc(2026, 5, 30, 3, 3)),
    ],
)
def test_dates_of_the_press(written: str, expected: datetime) -> None:
    assert read_date(written) == expected
    assert read_date(unicodedata.normalize("NFD", written)) == expected


def test_us_order_is_read_only_when_asked() -> None:
    assert read_date("3/5/2026 3:34:00 PM", order="mdy") == utc(2026, 3, 5, 8, 34)
    assert read_date("3/5/2026 3:34:00 PM") == utc(2026, 5, 3, 8, 34)


@pytest.mark.parametrize(
    "written", ["", "   ", "hôm nào đó", "31/02/2020 08:00", "2020-13-01", "25:61 01/06/2020", "13/25/2026", None, "x" * 500]
)
def test_no_date_is_none(written: str | None) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("07:05 02/06", utc(2026, 6, 2, 0, 5)), ("Thứ Ba, 2/6 - 7h05", utc(2026, 6, 2, 0, 5)),
        ("3/6 07:05", utc(2026, 6, 3, 0, 5)),
        ("30/12 | 23:10", utc(2025, 12, 30, 16, 10)), ("23:10, 31-05", utc(2026, 5, 31, 16, 10)), ("31/02 08:00", None),
        ("02/06", None), ("24/7", None), ("Tỷ số 2/6 lúc 08:00 ở bến", None), ("Lúc 08:00 2/6 nước lên", None),
    ],
)  # fmt: skip
def test_a_day_without_a_year_is_the_last_one(written: str, expected: datetime | None) -> None:
    assert read_date(written, near=utc(2026, 6, 2, 1)) == expected
    assert read_date(written) is None


def test_a_future_reading_is_doubted() -> None:
    near = utc(2026, 3, 5, 9, 0)
    assert read_date("3/5/2026 3:34:00 PM", near=near) == utc(2026, 3, 5, 8, 34)  # US order, else two months ahead
    assert read_date("2026-03-05T15:30:00Z", near=near) == utc(2026, 3, 5, 8, 30)  # local clock labelled UTC
    assert read_date("2026-03-05T08:30:00Z", near=near) == utc(2026, 3, 5, 8, 30)
    assert read_date("06/03/2026 08:00", near=near) == utc(2026, 3, 6, 1, 0)  # a scheduled article stays as written


def test_feeds_that_label_utc_as_local() -> None:
    near = utc(2022, 11, 21, 10, 0)
    wrong = "Mon, 21 Nov 2022 09:40:00 +0700"
    assert read_date(wrong, near=near, utc_clock=True) == utc(2022, 11, 21, 9, 40)
    assert read_date("Mon, 21 Nov 2022 16:40:00 +0700", near=near, utc_clock=True) == utc(2022, 11, 21, 9, 40)
    assert read_date(wrong, near=near) == utc(2022, 11, 21, 2, 40)


def test_times_told_from_now_need_the_fetch_time() -> None:
    near = utc(2026, 6, 2, 1, 0)
    assert read_date("15 phút trước", near=near) == utc(2026, 6, 2, 0, 45)
    assert read_date("Cập nhật 2 giờ trước", near=near) == utc(2026, 6, 1, 23, 0)
    assert read_date("3 days ago", near=near) == utc(2026, 5, 30, 1, 0)
    assert read_date("Vừa xong", near=near) == near
    assert read_date("15 phút trước") is None


def test_a_reading_says_what_it_rests_on() -> None:
    reading = parse_date("6/1/2026 9:25 PM", order="mdy")
    assert reading == DateReading(moment=utc(2026, 6, 1, 14, 25), order="mdy", is_changeable=True, has_clock=True)
    assert parse_date("31/5/2026 9:25", order="mdy") == DateReading(moment=utc(2026, 5, 31, 2, 25), order="dmy", has_clock=True)
    assert parse_date("5/5/2026") == DateReading(moment=utc(2026, 5, 4, 17))
    assert parse_date("2026-05-30T10:03:00Z") == DateReading(moment=utc(2026, 5, 30, 10, 3), offset=timedelta(0), has_clock=True)


def test_today_and_yesterday_need_the_fetch_time() -> None:
    near = utc(2020, 6, 1, 20, 0)  # 03:00 on 2 June in Vietnam
    assert read_date("Hôm nay, 02:10", near=near) == utc(2020, 6, 1, 19, 10)
    assert read_date("Hôm qua 23:10", near=near) == utc(2020, 6, 1, 16, 10)
    assert read_date("Hôm nay, 02:10") is None


@given(st.text(max_size=150))
def test_any_string_is_read_or_refused(written: str) -> None:
    moment = read_date(written)
    assert moment is None or moment.tzinfo is UTC


def test_telling_dates() -> None:
    assert format_date(date(2020, 6, 2)) == "02/06/2020"
    assert format_day(date(2020, 6, 2)) == "Thứ Ba"
    assert format_day(date(2020, 5, 31)) == "Chủ nhật"
    moment = utc(2020, 6, 1, 18, 5)
    assert (format_date(moment), format_day(moment)) == ("02/06/2020", "Thứ Ba")
    assert (format_time(moment), format_short(moment)) == ("01:05", "02/06 01:05")
    with pytest.raises(ValueError, match="naive"):
        format_time(datetime(2020, 6, 1))  # noqa: DTZ001 - a naive one is the case


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0"), (1234, "1.234"), (1234.5, "1.234,5"), (-1234567, "-1.234.567"), (2.0, "2")]
)
def test_telling_numbers(number: float, told: str) -> None:
    assert text.format_number(number) == told


def test_tidy() -> None:
    assert text.tidy(" Hải\u00a0Dương\u200b \t\n tha\u0309o\u00ad ") == "Hải Dương thảo"
    assert text.tidy_lines("một \r\n\n \u200b\nhai\u2028ba") == "một\nhai\nba"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Thanh Hoá", "Thanh Hóa"), ("thuỷ điện", "thủy điện"), ("khoẻ", "khỏe"), ("HOÀ BÌNH", "HÒA BÌNH"),
     ("Hoà Bình", "Hòa Bình"), ("quý", "quý"),
     ("quỳ", "quỳ"), ("hoàn toàn", "hoàn toàn"), ("thuyền", "thuyền"), ("khuỷu", "khuỷu"),
     ("Khánh Hòa", "Khánh Hòa"), ("loè xoà", "lòe xòa")],
)  # fmt: skip
def test_tone_placement(old: str, new: str) -> None:
    assert text.modern_tone(old) == new
    assert len(text.modern_tone(old)) == len(old)
    assert text.compare_key(unicodedata.normalize("NFD", old)) == text.compare_key(new)


def test_fold_and_slug() -> None:
    assert fold("Đắk Lắk, Hải Dương") == "dak lak, hai duong"
    assert text.slug("Bà Rịa - Vũng Tàu") == "ba-ria-vung-tau"
    assert text.slug("Hải Dương") == "hai-duong"


@given(st.text())
def test_fold_keeps_offsets(written: str) -> None:
    assert len(fold(written)) == len(text.nfc(written))


@given(st.text())
def test_tidy_twice_is_tidy(written: str) -> None:
    assert text.tidy(text.tidy(written)) == text.tidy(written)
    assert text.tidy_lines(text.tidy_lines(written)) == text.tidy_lines(written)


def test_collation_is_that_of_icu() -> None:
    right = [
        "An",
        "Ăn",
        "Ân",
        "Ba",
        "Bà",
        "Bả",
        "Bã",
        "Bá",
        "Bạ",
        "Bắc Giang",
        "Cao Bằng",
        "Da",
        "Đà Nẵng",
        "Em",
        "Êm",
        "Hà Nam",
        "Hải Dương",
    ]
    assert sorted(set(right), key=sort_key) == right
    assert sorted(["ôn", "on", "ơn", "ung", "ưng"], key=sort_key) == ["on", "ôn", "ơn", "ung", "ưng"]
    assert sorted(["An", "an", "2", "-a"], key=sort_key) == ["-a", "2", "an", "An"]
    assert sort_key("Hoà") == sort_key("Hòa")
    assert sorted(["Hà Tĩnh", "Hà Nội", "Hải Phòng", "Hà"], key=sort_key) == ["Hà", "Hà Nội", "Hà Tĩnh", "Hải Phòng"]


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("http://M.CafeF.vn/abc-188.chn?utm_source=x&b=2&a=1#top", "https://cafef.vn/abc-188.chn?a=1&b=2"),
        ("https://amp.baodautu.vn/slug-d538952.html", "https://baodautu.vn/slug-d538952.html"),
        ("https://www.sggp.org.vn/a-post1.html?fbclid=1&zarsrc=31", "https://www.sggp.org.vn/a-post1.html"),
        ("https://tuoitre.vn:443", "https://tuoitre.vn/"),
        ("https://tuoitre.vn/a%2db.htm", "https://tuoitre.vn/a-b.htm"),
        ("https://tuoitre.vn/hải.htm", "https://tuoitre.vn/h%E1%BA%A3i.htm"),
        ("https://vov.vn/a.vov/amp", "https://vov.vn/a.vov/"),
    ],
)
def test_canonical_url(given_url: str, expected: str) -> None:
    assert canonical_url(given_url) == expected
    assert canonical_url(expected) == expected


@pytest.mark.parametrize(
    "bad", ["", "tuoitre.vn/a", "ftp://tuoitre.vn/a", "javascript:alert(1)", "http://", "https://u:p@tuoitre.vn/", "https://a b/"]
)
def test_what_is_no_web_address(bad: str) -> None:
    with pytest.raises(ValueError):
        canonical_url(bad)


@given(st.text(alphabet="ab/%25fF&=?;+ ảđ.-", max_size=40))
def test_canonical_url_twice_is_the_same(rest: str) -> None:
    once = canonical_url("http://m.tuoitre.vn/" + rest)
    assert canonical_url(once) == once


def test_article_id() -> None:
    by_number = article_id("tuoitre", "https://tuoitre.vn/a-1.htm", "1")
    assert by_number == article_id("tuoitre", "https://tuoitre.vn/b-1.htm", "1")
    assert by_number != article_id("thanhnien", "https://tuoitre.vn/a-1.htm", "1")
    assert article_id("x", "http://m.x.vn/a?utm_source=y") == article_id("x", "https://x.vn/a")
    assert len(by_number) == 16 and int(by_number, 16) >= 0
