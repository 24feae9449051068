"""What an address alone says: dated files as templates, the order in which lists are worth asking."""

from __future__ import annotations

from datetime import datetime

import pytest

from crawler.outlet import dated_addresses
from crawler.survey.addresses import has_date, is_feed_link, rank_feed, rank_part, template_of, usual_feeds
from data.text.dates import VN

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=VN)
JULY = datetime(2026, 7, 5, 9, 0, tzinfo=VN)


@pytest.mark.parametrize(
    ("url", "now", "siblings", "template"),
    [
        ("https://go-noi.vn/sitemaps/news-2026-12.xml", NOW, (), "https://go-noi.vn/sitemaps/news-{Y}-{M}.xml"),
        (
            "https://go-noi.vn/sitemaps/news-2026-12.xml",
            NOW,
            ("https://go-noi.vn/sitemaps/news-2026-09.xml",),
            "https://go-noi.vn/sitemaps/news-{Y}-{MM}.xml",
        ),
        ("https://go-noi.vn/news-2026-7.xml", JULY, (), "https://go-noi.vn/news-{Y}-{M}.xml"),
        ("https://go-noi.vn/news-2026-07-05.xml", JULY, (), "https://go-noi.vn/news-{Y}-{MM}-{DD}.xml"),
        ("https://go-noi.vn/sitemap-202612.xml", NOW, (), "https://go-noi.vn/sitemap-{Y}{MM}.xml"),
        ("https://go-noi.vn/news-2026-11.xml", NOW, (), ""),
        ("https://go-noi.vn/sitemap.xml", NOW, (), ""),
    ],
)
def test_a_dated_file_is_a_template_that_gives_the_file_back(
    url: str, now: datetime, siblings: tuple[str, ...], template: str
) -> None:
    assert template_of(url, now, siblings) == template
    if template:
        assert dated_addresses((template,), now)[0] == url
        assert has_date(url)


def test_a_template_gives_the_next_months_file() -> None:
    template = template_of("https://go-noi.vn/news-2026-12.xml", NOW)
    assert dated_addresses((template,), datetime(2027, 1, 3, tzinfo=VN))[0] == "https://go-noi.vn/news-2027-1.xml"


def test_a_feed_of_everything_ranks_before_one_of_a_section() -> None:
    feeds = ["https://x.vn/rss/giai-tri-9.rss", "https://x.vn/rss/thoi-su.rss", "https://x.vn/rss/home.rss"]
    assert sorted(feeds, key=rank_feed) == feeds[::-1]


def test_the_newest_news_part_of_an_index_ranks_first() -> None:
    parts = [
        f"https://x.vn/{name}.xml" for name in ("categories", "news-2026-10", "news-2026-11", "news-2026-12", "tags", "posts")
    ]
    ranked = sorted(parts, key=lambda url: rank_part(url, None, NOW))
    assert ranked[0] == "https://x.vn/news-2026-12.xml"
    assert ranked.index("https://x.vn/news-2026-11.xml") < ranked.index("https://x.vn/news-2026-10.xml")
    assert ranked.index("https://x.vn/posts.xml") < ranked.index("https://x.vn/categories.xml")


@pytest.mark.parametrize("form", ["bai-%m-%Y", "bai-thang-%m-nam-%Y", "bai%m%Y", "01-bai-%d-%m-%Y"])
def test_a_part_named_month_first_ranks_by_its_month(form: str) -> None:
    days = [datetime(*day, tzinfo=VN) for day in ((2025, 11, 3), (2026, 1, 3), (2026, 10, 3), (2026, 12, 1))]
    parts = [f"https://x.vn/{day.strftime(form)}.xml" for day in days]
    assert sorted(parts, key=lambda url: rank_part(url, None, NOW)) == parts[::-1]


@pytest.mark.parametrize(
    ("url", "text", "expected"),
    [
        ("https://x.vn/rss.html", "", True),
        ("https://x.vn/kenh.html", "Kênh RSS", True),
        ("https://x.vn/feed/", "", True),
        ("https://x.vn/the-thao/bong-da.html", "Bóng đá", False),
        ("https://x.vn/feedback.html", "Góp ý", False),
    ],
)
def test_a_link_to_feeds_is_known_by_its_address_or_its_text(url: str, text: str, *, expected: bool) -> None:
    assert is_feed_link(url, text) is expected


def test_the_marks_of_a_cms_bring_its_addresses_to_the_front() -> None:
    assert usual_feeds("https://x.vn/", b'<link href="/wp-content/a.css">')[0] == "https://x.vn/feed/"
    own = b"".join(b'<a href="/mot-bai-viet-nao-do-%d.chn">' % n for n in range(6))
    assert "https://x.vn/rss.chn" in usual_feeds("https://x.vn/", own)
