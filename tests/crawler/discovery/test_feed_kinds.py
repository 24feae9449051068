"""Feeds as the press serves them: odd markup, odd encodings, trackers, JSON. All words are invented."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime

import pytest

from crawler.discovery import Link, read_feed
from crawler.discovery.lists import ListContext, read_list, way_of
from crawler.outlet import OutletFacts

NOW = datetime(2026, 6, 2, 1, 0, tzinfo=UTC)
FEED = "https://bao.example/rss/home.rss"
TIN = "https://bao.example/nuoc-len-o-ben-{}.html"
DATE = "<pubDate>Sat, 30 May 2026 10:03:00 +0700</pubDate>"
MOMENT = datetime(2026, 5, 30, 3, 3, tzinfo=UTC)
SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
)


class Paper(OutletFacts):
    name = "bao"
    hosts = ("bao.example",)
    article_pattern = r"-(?P<number>\d{4,})\.html$"


class Nameless(OutletFacts):
    hosts = ("feeds.feedburner.com",)


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    channel = f"<channel><title>Báo</title><link>https://bao.example/</link>{''.join(items)}</channel>"
    return f'{head}<rss version="2.0" {SPACES}>{channel}</rss>'


def links(body: str | bytes, facts: type[OutletFacts] = Paper, url: str = FEED) -> tuple[Link, ...]:
    return read_feed(body.encode() if isinstance(body, str) else body, url, facts, NOW).links


def item(title: str, link: str = TIN.format(1001), more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{DATE}{more}</item>"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("<![CDATA[Giá dưa < 4.000 đồng, dân > 50 tuổi bỏ vụ]]>", "Giá dưa < 4.000 đồng, dân > 50 tuổi bỏ vụ"),
        ("Giá dưa &lt; 4.000 đồng", "Giá dưa < 4.000 đồng"),
        ("Giá dưa &amp;lt; 4.000 đồng", "Giá dưa < 4.000 đồng"),
        ("Giá dưa < 4.000 đồng & vẫn giảm", "Giá dưa < 4.000 đồng & vẫn giảm"),  # not escaped at all
        ("Lãi vay <6% cho hộ >2 ha", "Lãi vay <6% cho hộ >2 ha"),
        ("&lt;![CDATA[Nước &amp;quot;lên&amp;quot;]]&gt;", 'Nước "lên"'),
        ("<![CDATA[Nước <b>lên</b> ở bến]]>", "Nước lên ở bến"),
        ("<![CDATA[Giá <tăng> mạnh]]>", "Giá <tăng> mạnh"),
        ("Nước&nbsp;lên &ndash; dân chạy", "Nước lên – dân chạy"),
    ],
)
def test_signs_in_titles(written: str, title: str) -> None:
    both = links(rss(item(written), item("Khác", TIN.format(1002))))
    assert [(link.url[-9:-5], link.published_at) for link in both] == [("1001", MOMENT), ("1002", MOMENT)]
    assert both[0].title == title


@pytest.mark.parametrize(
    "body",
    [
        rss(item("Hải Đông"), head='<?xml version="1.0" encoding="UTF-16"?>').encode("utf-16"),
        rss(item("Hải Đông"), head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16-le"),
        rss(item("Hải Đông"), head='<?xml version="1.0" encoding="utf-16"?>').encode("utf-16-be"),
        rss(item("Hải Đông"), head='<?xml version="1.0" encoding="iso-8859-1"?>').encode(),
        gzip.compress(rss(item("Hải Đông")).encode()),
        ("\ufeff\n" + rss(item("Hải Đông"))).encode(),
        ("\n\n  " + rss(item("Hải Đông"))).encode(),
        ("<br />Warning: lỗi máy chủ\n" + rss(item("Hải Đông"))).encode(),
    ],
)
def test_bytes_of_a_feed(body: bytes) -> None:
    assert [(link.title, link.published_at) for link in links(body)] == [("Hải Đông", MOMENT)]
    assert read_list(body, FEED, ListContext(facts=Paper, fetched_at=NOW)).links == links(body)


@pytest.mark.parametrize(
    "markup",
    [
        f"<link>https://feeds.feedburner.com/~r/b/~3/x/</link><feedburner:origLink>{TIN.format(1001)}</feedburner:origLink>",
        f"<link>https://feeds.feedburner.com/~r/b/~3/x/</link><guid isPermaLink='true'>{TIN.format(1001)}</guid>",
        "<link>https://rss.trung-gian.example/bam?id=7&amp;url=https%3A%2F%2Fbao.example%2Fnuoc-len-o-ben-1001.html</link>",
        f"<link>https://www.trung-gian.example/url?sa=t&amp;url={TIN.format(1001)}&amp;ct=ga</link>",
        f"<link>{TIN.format(1001)}?u=https://khac.example/chia-se-bai-nay</link>",
        f"<link>{TIN.format(1001)}</link><guid isPermaLink='false'>https://bao.example/?p=1</guid>",
        f"<link>&lt;![CDATA[{TIN.format(1001)}]]&gt;</link>",
        "<link>/nuoc-len-o-ben-1001.html</link>",
        "<link>nuoc-len-o-ben-1001.html</link>",
        "<link>//bao.example/nuoc-len-o-ben-1001.html</link>",
    ],
)
def test_the_original_address(markup: str) -> None:
    (link,) = links(rss(f"<item><title>A</title>{markup}{DATE}</item>"))
    assert link.url.partition("?")[0] == TIN.format(1001)


def test_a_tracker_of_a_site_nobody_registered() -> None:
    markup = item("A", "https://feeds.feedburner.com/~r/b/~3/x/", f"<guid>{TIN.format(1001)}</guid>")
    (link,) = links(rss(markup), Nameless, "https://feeds.feedburner.com/b")
    assert link.url == TIN.format(1001)


def test_pictures_of_an_item_have_texts_of_their_own() -> None:
    picture = (
        "<media:content url='a.jpg'><media:title>Ảnh</media:title><media:description>Cảnh bến</media:description></media:content>"
    )
    for markup in (picture + "<description>Sapo của bài.</description>", "<description>Sapo của bài.</description>" + picture):
        (link,) = links(rss(item("Nước lên", more=markup)))
        assert (link.title, link.summary) == ("Nước lên", "Sapo của bài.")


def test_json_feed() -> None:
    document = {
        "version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://bao.example/",
        "items": [
            {"id": "1", "url": "/nuoc-len-o-ben-1001.html", "title": "Nước < 2 m", "content_html": "<p>Sapo của bài.</p>",
             "date_published": "2026-05-30T10:03:00+07:00"},
            {"id": TIN.format(1002), "content_text": "Chỉ có chữ.", "date_published": "2026-05-30T03:03:00Z"},
            {"id": "3", "title": "Mất địa chỉ"}, "hỏng",
        ],
    }  # fmt: skip
    body = json.dumps(document).encode()
    listing = read_list(body, "https://bao.example/feed.json", ListContext(facts=Paper, fetched_at=NOW))
    assert [(link.url, link.title, link.summary, link.published_at) for link in listing.links] == [
        (TIN.format(1001), "Nước < 2 m", "Sapo của bài.", MOMENT),
        (TIN.format(1002), "", "Chỉ có chữ.", MOMENT),
    ]
    assert [row.key for row in listing.bad] == ["Mất địa chỉ"]


def test_posts_of_wordpress() -> None:
    post = {"id": 7, "link": TIN.format(1001), "title": {"rendered": "Nước&#8217; lên"}, "date": "2026-05-30T10:03:00",
            "date_gmt": "2026-05-30T03:03:00", "excerpt": {"rendered": "<p>Sapo.</p>"}}  # fmt: skip
    (link,) = read_list(json.dumps([post]).encode(), FEED, ListContext(facts=Paper, fetched_at=NOW)).links
    assert (link.url, link.title, link.summary, link.published_at) == (TIN.format(1001), "Nước’ lên", "Sapo.", MOMENT)


def test_atom_and_rdf() -> None:
    atom = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><link rel="self" href="{FEED}"/><entry>
      <title type="html">A &amp;lt; B</title><link rel="self" href="/x.atom"/>
      <link rel="alternate" href="/nuoc-len-o-ben-1001.html"/><id>tag:bao,1</id><published>2026-05-30T10:03:00+07:00</published>
      <summary type="html">&lt;p&gt;Sapo.&lt;/p&gt;</summary></entry></feed>"""
    rdf = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="x"><title>A &lt; B</title><link>{TIN.format(1001)}</link>
      <dc:date>2026-05-30T10:03:00+07:00</dc:date><description>Sapo.</description></item></rdf:RDF>"""
    for body in (atom, rdf):
        assert way_of(body.encode()) == "feed"
        (link,) = links(body)
        assert (link.url, link.title, link.summary, link.published_at) == (TIN.format(1001), "A < B", "Sapo.", MOMENT)


@pytest.mark.parametrize(
    ("body", "way"),
    [
        (rss(), "feed"), ('{"version": "https://jsonfeed.org/version/1"}', "feed"), ("<urlset><url/></urlset>", "sitemap"),
        ("<s:sitemapindex xmlns:s='x'/>", "sitemap"), (f"{TIN.format(1001)}\n{TIN.format(1002)}\n", "sitemap"),
        ("<!DOCTYPE html><html><body><rss></rss></body></html>", "section"), ("<div><a href='/x'>A</a></div>", "section"),
        ("Không có gì ở đây", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_list_is_known_by_its_content(body: str, way: str) -> None:
    assert way_of(body.encode()) == way
    assert way_of(gzip.compress(body.encode())) == way
