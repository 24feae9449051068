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
