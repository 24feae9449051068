"""Section pages: which of an article's links is its headline. All words are invented."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crawler.discovery import Link, read_section
from crawler.outlet import OutletFacts

NOW = datetime(2026, 6, 2, 1, 0, tzinfo=UTC)
HREF = "href='/nuoc-len-o-ben-1001.html'"
TITLE = "Nước lên ở bến, dân chạy lúa"
SAPO = (
    "Mực nước sông sáng nay cao hơn mọi năm gần nửa mét, hơn hai chục hộ dân ở ven bãi phải gặt chạy lúa còn xanh, xã cử người "
    "trực ở hai đầu cầu suốt đêm và cho xe chở giúp những nhà neo người."
)


class Paper(OutletFacts):
    name = "bao"
    hosts = ("bao.example",)
    article_pattern = r"-(?P<number>\d{4,})\.html$"


def only(markup: str) -> Link:
    (link,) = read_section(markup, "https://bao.example/thoi-su", Paper, NOW).links
    return link


@pytest.mark.parametrize(
    "markup",
    [
        f"<a {HREF}><img alt='Người dân nhìn nước lên'></a><h3><a {HREF}>{TITLE}</a></h3><p><a {HREF}>{SAPO}</a></p>",
        f"<p class='sapo'><a {HREF}>Dân ở ven bãi phải gặt chạy lúa còn xanh.</a></p><h2><a {HREF}>{TITLE}</a></h2>",
        f"<a {HREF} title='{TITLE}'><img alt='Ảnh'></a><a {HREF} title='{TITLE}'>{TITLE}</a><a {HREF}>{SAPO}</a>",
        f"<a {HREF}>{SAPO}</a><div class='story__title'><a {HREF}>{TITLE}</a></div>",
        f"<a {HREF}>{TITLE}</a><a {HREF}>{SAPO}</a><a {HREF}>Xem thêm</a><a {HREF}>12 bình luận</a>",
        f"<a {HREF}>10:30 01/06/2026</a><a {HREF}>{TITLE}</a>",
        f"<a {HREF}><h3>{TITLE}</h3></a><a {HREF}>{SAPO}</a>",
        f"<a {HREF}>&gt;&gt; {TITLE}</a>",
        f"<p class='desc'><a {HREF}>{SAPO}</a></p><a {HREF} title='{TITLE}'><img alt='Ảnh'></a><a {HREF}>{TITLE}</a>",
    ],
)
def test_the_headline_among_the_links(markup: str) -> None:
    assert only(f"<article>{markup}</article>").title == TITLE


def test_a_linked_sapo_is_the_summary() -> None:
    assert only(f"<h3><a {HREF}>{TITLE}</a></h3><p class='sapo'><a {HREF}>{SAPO}</a></p>").summary == SAPO
    assert only(f"<h3><a {HREF}>{TITLE}</a></h3><a {HREF}>Xem thêm</a>").summary == ""


def test_the_dates_of_a_page_are_read_together() -> None:
    """Only one card shows a day that no month has: it decides the order of all."""
    cards = "".join(
        f"<article><h3><a href='/nuoc-len-o-ben-{n}.html'>{TITLE}</a></h3><span class='time'>{day}</span></article>"
        for n, day in ((1001, "6/1/2026 9:25:00 PM"), (1002, "5/31/2026 8:00:00 AM"))
    )
    listing = read_section(cards, "https://bao.example/thoi-su", Paper, NOW)
    assert [link.published_at for link in listing.links] == [
        datetime(2026, 6, 1, 14, 25, tzinfo=UTC),
        datetime(2026, 5, 31, 1, 0, tzinfo=UTC),
    ]
    assert (listing.date_order, listing.links[0].date_from) == ("mdy", "vote")


@pytest.mark.parametrize(
    "badge",
    [
        "<i style='display: none'>video</i>",
        "<span hidden>Ảnh</span>",
        "<span class='sr-only'>Có phim</span>",
        "<svg><title>Phim</title></svg>",
    ],
)
def test_an_unseen_badge_is_not_of_the_headline(badge: str) -> None:
    assert only(f"<h3><a {HREF}>{badge}{TITLE}</a></h3>").title == TITLE
    assert only(f"<h3><a {HREF}>{TITLE}{badge}</a></h3>").title == TITLE


def test_a_seen_badge_beside_the_links_title_is_not_of_the_headline() -> None:
    assert only(f"<h3><a {HREF} title='{TITLE}'><b>Video</b> {TITLE}</a></h3>").title == TITLE
    assert only(f"<h3><a {HREF} title='{TITLE}'>{TITLE} <span>12 bình luận</span></a></h3>").title == TITLE
    assert only(f"<h3><a {HREF} title='{TITLE}'>{TITLE}: bốn xã</a></h3>").title == f"{TITLE}: bốn xã"
    assert only(f"<h3><a {HREF}><span class='sr-only'>{TITLE}</span></a></h3>").title == TITLE


@pytest.mark.parametrize(
    "other",
    ["?ref=anh", "?utm_source=trang-chu&utm_medium=anh", "?vitri=3", "#binh-luan", "?vitri=1#a"],
)
@pytest.mark.parametrize(
    "host", ["", "https://bao.example", "http://bao.example", "https://m.bao.example", "https://www.bao.example"]
)
def test_all_addresses_of_an_article_are_one_link(other: str, host: str) -> None:
    path = "/nuoc-len-o-ben-1001.html"
    link = only(f"<a href='{host}{path}{other}'><img alt='Ảnh'></a><h3><a href='https://bao.example{path}'>{TITLE}</a></h3>")
    assert (link.url, link.title) == (f"https://bao.example{path}", TITLE)


def test_articles_that_differ_in_their_query_alone_are_several() -> None:
    facts = type("Unregistered", (OutletFacts,), {"hosts": ("bao.example",)})
    page = "".join(f"<a href='/tin.aspx?id={number}&utm_source=a'>{TITLE} ở bến số {number}</a>" for number in range(5101, 5109))
    assert len(read_section(page, "https://bao.example/", facts, NOW).links) == 8


def test_what_the_facts_skip_is_no_article_by_its_shape_either() -> None:
    """The ids of this page are longer than the outlet's pattern allows, so that their shape is learned from the page."""
    facts = type("Changed", (Paper,), {"article_pattern": r"-(?P<number>\d{4})\.html$", "skip_pattern": r"^/(?:phim|chu-de)/"})
    words = ("len-o-ben-do", "rut-khoi-bai-mia", "ngap-cho-phien", "chay-qua-cau-moi", "cuon-cau-tre-cu", "tran-ruong-ngo")
    articles = "".join(f"<h3><a href='/nuoc-{slug}-20260601{n}.html'>{TITLE} {slug}</a></h3>" for n, slug in enumerate(words, 10))
    films = "".join(
        f"<h3><a href='/phim/nuoc-{slug}-20260602{n}.html'>{TITLE} {slug}</a></h3>" for n, slug in enumerate(words, 10)
    )
    links = read_section(films + articles, "https://bao.example/thoi-su", facts, NOW).links
    assert [link.url.split("/")[3][:5] for link in links] == ["nuoc-"] * 6


@pytest.mark.parametrize("shown", ["07:05 02/06", "02/06, 07:05", "Thứ Ba, 2/6 - 7h05", "02-06 | 07:05"])
def test_a_card_may_leave_out_the_year(shown: str) -> None:
    link = only(f"<article><h3><a {HREF}>{TITLE}</a></h3><span class='time'>{shown}</span></article>")
    assert link.published_at == datetime(2026, 6, 2, 0, 5, tzinfo=UTC)
