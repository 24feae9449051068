"""Which of the dates that a page shows is the article's publication. All text is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from lxml import html

from crawler.extraction import PageReading, read_page
from crawler.extraction.unmarked.shown_dates import is_caption, is_page_clock, is_update, line_of, moment_of, publication_in

TITLE = "Bến Gót thêm hai chuyến phà mỗi ngày"
URL = "https://bao-ben-got.vn/ben-got-them-hai-chuyen-pha-moi-ngay-771204.html"
TEXT = "".join(
    f"<p>{line}</p>"
    for line in (
        "Từ đầu tuần, bến phà Gót mở thêm chuyến lúc năm giờ sáng và chuyến cuối lúc tám giờ tối, giá vé không đổi.",
        "Bà Đoàn Thị Thử, người bán cá ở chợ bến, nói chuyến sớm giúp bà về kịp phiên chợ mà không phải ngủ lại bên kia sông.",
        "Chủ phà cho biết mỗi chuyến chở được sáu mươi người và mười hai xe máy, ngày nước lớn thì ít hơn một nửa.",
    )
)
OWN = datetime(2026, 3, 9, 0, 40, tzinfo=UTC)  # 07:40 on 9 March in Vietnam
FETCHED = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def read(markup: str, head: str = "") -> PageReading:
    """A page of a paper nobody has looked at, without a date in its head unless one is given."""
    stated = f'<meta property="og:type" content="article"><meta property="og:title" content="{TITLE}">{head}'
    return read_page(f"<html><head>{stated}</head><body>{markup}</body></html>", URL, fetched_at=FETCHED)


def shown(below: str, above: str = "", inside: str = "") -> datetime | None:
    return read(f"{above}<h1>{TITLE}</h1>{below}<div class=nd>{inside}{TEXT}</div>").published_at


@pytest.mark.parametrize(
    "told",
    [
        "<p>Lúc 06:20 ngày 14/08/2019, chiếc phà cũ đã mắc cạn giữa luồng.</p>",
        "<p>Ngày 14/08/2019, lúc 06:20, chiếc phà cũ đã mắc cạn giữa luồng và nằm lại đó tới trưa.</p>",
        "<p>Lúc <b>06:20 ngày 14/08/2019</b>, chiếc phà cũ đã mắc cạn giữa luồng.</p>",
        "<h2 class='sapo'>Lễ hạ thủy phà mới bắt đầu lúc 06:20 ngày 14/08/2019 tại xưởng Gót.</h2>",
        "<figure><img src='a.jpg'><figcaption>Phà Gót lúc 06:20 ngày 14/08/2019. Ảnh: Minh Thử</figcaption></figure>",
        "<div class='wp-caption-text'>Phà Gót, 06:20 14/08/2019</div>",
        "<p>Số liệu cập nhật lúc 06:20 ngày 14/08/2019 cho thấy luồng cạn thêm bốn tấc</p>",
        "<p>Giờ chạy mới: 06:20 ngày 14/08/2026</p>",  # days ahead of the fetching
    ],
)
def test_a_date_that_the_text_speaks_of_is_no_publication(told: str) -> None:
    assert shown("", inside=told) is None
    assert shown(told) is None
    assert shown(f"<div class=x>07:40 09/03/2026</div>{told}") == OWN


@pytest.mark.parametrize(
    "own",
    [
        "<p class=m>Đăng lúc 7 giờ 40 phút ngày 09/03/2026 bởi Đoàn Thử trong mục Đời sống ven sông</p>",
        "<p>Bài viết được đăng vào lúc 07:40 ngày 09/03/2026.</p>",
        "<p>07:40 09/03/2026 bình luận chia sẻ lưu bài viết</p>",
        "<div>Thứ Hai, ngày 09/03/2026, 07:40 (GMT+7)</div>",
        "<div>Đời sống ven sông - 07:40 09/03/2026</div>",
        "<div>Cập nhật lúc 07:40 ngày 09/03/2026</div>",  # the only date there is
        "<header class='entry-header'><time datetime='2026-03-09T07:40:00+07:00'>09/03/2026</time></header>",
    ],
)
def test_a_date_line_with_words_beside_it_is_read(own: str) -> None:
    assert shown(own) == OWN


@pytest.mark.parametrize(
    "dates",
    [
        "<div><span>Cập nhật: 11/03/2026 18:00</span> <span>Đăng lúc: 09/03/2026 07:40</span></div>",
        "<div class='date'>Cập nhật lúc 18:00 11/03/2026, đăng lúc 07:40 09/03/2026</div>",
        "<div><span>Updated March 11, 2026 6:00 PM</span><span>Published March 9, 2026 7:40 AM</span></div>",
        "<table><tr><td>Sửa đổi lần cuối:</td><td>11/03/2026 18:00</td></tr>{}</table>".format(
            "<tr><td>Ngày đăng:</td><td>09/03/2026 07:40</td></tr>"
        ),
        "<span><time class='updated' datetime='2026-03-11T18:00:00+07:00'>11/03/2026</time>{}</span>".format(
            "<time class='entry-date published' datetime='2026-03-09T07:40:00+07:00'>09/03/2026</time>"
        ),
        "<p><time class='modified' datetime='2026-03-11T18:00:00+07:00'>hôm qua</time> <i>09/03/2026 07:40</i></p>",
    ],
)
def test_the_first_publication_stands_before_the_update(dates: str) -> None:
    assert shown(dates) == OWN


@pytest.mark.parametrize(
    "clock",
    [
        "<header><div class='date'>Thứ Năm, 12/03/2026 09:00</div></header>",
        "<header><time datetime='2026-03-12T09:00:00+07:00'>12/03/2026 09:00</time></header>",
        "<div class='today time'>12/03/2026 09:00</div>",
        "<div class='top-bar'><span class='date'>12/03/2026 09:00</span></div>",
        "<div>12/03/2026 09:00</div><nav><a>Đời sống</a><a>Chợ</a><a>Sông</a><a>Bến</a><a>Phà</a></nav>",
    ],
)
def test_the_clock_of_the_page_is_no_publication(clock: str) -> None:
    assert shown("", clock) is None
    assert shown("<div class='date'>09/03/2026 07:40</div>", clock) == OWN
    assert shown("<time datetime='2026-03-09T07:40:00+07:00'>09/03/2026</time>", clock) == OWN


@pytest.mark.parametrize("stated", ["2026-03-08T17:00:00Z", "2026-03-08T17:00:00.000Z", "2026-03-08T17:00:00+00:00"])
def test_midnight_written_in_utc_gives_way_to_the_visible_clock(stated: str) -> None:
    node = {"@type": "NewsArticle", "headline": TITLE, "datePublished": stated}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    page = f"<h1>{TITLE}</h1><div class=x>{{}}</div><div class=nd>{TEXT}</div>"
    assert read(page.format("09/03/2026 07:40"), head).published_at == OWN
    assert read(page.format(""), head).published_at == datetime(2026, 3, 8, 17, 0, tzinfo=UTC)
    assert read(page.format("07/03/2026 07:40"), head).published_at == datetime(2026, 3, 8, 17, 0, tzinfo=UTC)  # another day


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("Cập nhật 18:00 11/03/2026 - Đăng 07:40 09/03/2026", "07:40 09/03/2026"),
        ("07:40 09/03/2026 (cập nhật 18:00 11/03/2026)", "07:40 09/03/2026"),
        ("Last updated: 18:00 11/03/2026", "18:00 11/03/2026"),
        ("11/03/2026", ""),
    ],
)
def test_the_publication_in_a_line(line: str, moment: str) -> None:
    assert publication_in(line) == moment


@pytest.mark.parametrize(
    ("markup", "update"),
    [
        ("<p><b class=updated>18:00 11/03/2026</b></p>", True),
        ("<p class='date-modified'><b>18:00 11/03/2026</b></p>", True),
        ("<p><b class='published updated'>18:00 11/03/2026</b></p>", False),
        ("<p>Chỉnh sửa lần cuối: <b>18:00 11/03/2026</b></p>", True),
        ("<p><i>Sửa đổi:</i><b>18:00 11/03/2026</b></p>", True),
        ("<p>Đăng: <b>18:00 11/03/2026</b></p>", False),
        ("<p><b>Cập nhật: 18:00 11/03/2026 Đăng: 07:40 09/03/2026</b></p>", False),
        ("<p><b>18:00 11/03/2026</b></p>", False),
    ],
)
def test_what_is_an_update(markup: str, update: bool) -> None:
    assert is_update(next(html.fromstring(f"<div>{markup}</div>").iter("b"))) is update


def test_clocks_captions_and_lines() -> None:
    tree = html.fromstring(
        "<body><header><h1>Tin</h1><b>1</b></header><article><header><i>2</i></header></article>"
        "<figure><u>3</u></figure><p>07:40<br>09/03/2026 <s>4</s></p></body>"
    )
    marked = {tag: next(tree.iter(tag)) for tag in ("b", "i", "u", "s", "p")}
    assert not is_page_clock(marked["b"], frozenset())  # the header holds the headline
    assert not is_page_clock(marked["i"], frozenset())
    assert (is_caption(marked["u"]), is_caption(marked["s"])) == (True, False)
    assert (line_of(marked["p"]), moment_of(marked["p"])) == ("07:40 09/03/2026 4", "07:40 09/03/2026")
