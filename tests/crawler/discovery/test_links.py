"""Feeds, news sitemaps and section pages become links; damage to one item stays its own."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

from crawler.discovery.feeds import _entry_alone, read_feed
from crawler.discovery.links import Link, Listing, join_address, too_old
from crawler.discovery.sections import read_section
from crawler.discovery.sitemaps import MAX_SUB_SITEMAPS, read_sitemap
from crawler.discovery.summaries import plain_title
from crawler.discovery.xml_bytes import as_utf8, unpacked
from crawler.outlet import OutletFacts

NOW = datetime(2020, 6, 1, 5, 0, tzinfo=UTC)  # 12:00 in Vietnam
FEED = "https://bao.example/rss/home.rss"


class Paper(OutletFacts):
    name = "bao"
    hosts = ("bao.example",)
    article_pattern = r"-(?P<number>\d{4,})\.html$"
    skip_pattern = r"^/video/"


def rss(*items: str, head: str = '<?xml version="1.0" encoding="UTF-8"?>') -> bytes:
    return f'{head}<rss version="2.0"><channel><title>Báo</title>{"".join(items)}</channel></rss>'.encode()


def item(number: int, title: str = "Tin", date: str = "Mon, 01 Jun 2020 08:15:00 +0700") -> str:
    link = f"https://bao.example/tin-{number}.html"
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><description>Sapo.</description></item>"


def test_gmt7_dates_are_vietnam_time() -> None:
    listing = read_feed(rss(item(1001, date="Mon, 01 Jun 2020 08:15:00 GMT+7")), FEED, Paper, NOW)
    assert [link.published_at for link in listing.links] == [datetime(2020, 6, 1, 1, 15, tzinfo=UTC)]
    assert listing.links[0].published_raw == "Mon, 01 Jun 2020 08:15:00 GMT+7"


def test_us_order_is_a_fact_of_the_outlet() -> None:
    class American(Paper):
        feed_order = "mdy"

    body = rss(item(1001, date="6/1/2020 8:15:00 AM"))
    assert read_feed(body, FEED, American, NOW).links[0].published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)


def test_titles_lose_markup_and_double_escapes() -> None:
    listing = read_feed(
        rss(item(1001, title="Ti&amp;#7871;n &lt;b&gt;độ&lt;/b&gt;"), item(1002, title="Hải  Dương")), FEED, Paper, NOW
    )
    assert [link.title for link in listing.links] == ["Tiến độ", "Hải Dương"]
    assert plain_title("<a href='x'><img></a></br>A &amp; B") == "A & B"


def test_one_broken_item_loses_no_other() -> None:
    broken = "<item><title>Tin hỏng & <b>dở<title></item>"
    listing = read_feed(rss(item(1001), broken, item(1002), item(1003)), FEED, Paper, NOW)
    assert [link.url[-9:-5] for link in listing.links] == ["1001", "1002", "1003"]
    assert len(listing.bad) == 1
    assert "mục thứ 2" in listing.bad[0].detail
    assert "không có địa chỉ" in listing.bad[0].detail


def test_a_feed_that_breaks_off_keeps_what_came() -> None:
    body = rss(item(1001), item(1002), item(1003))
    listing = read_feed(body[: body.index(b"tin-1003")], FEED, Paper, NOW)
    assert [link.url[-9:-5] for link in listing.links] == ["1001", "1002"]


def test_wrong_declared_encoding_does_not_spoil_letters() -> None:
    body = rss(item(1001, title="Hải Dương"), head='<?xml version="1.0" encoding="iso-8859-1"?>')
    assert read_feed(body, FEED, Paper, NOW).links[0].title == "Hải Dương"


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    body = rss(item(1001, title="x &b;")).replace(b"<rss", bomb.encode() + b"<rss")
    listing = read_feed(body, FEED, Paper, NOW)
    assert len(listing.links) == 1
    assert "aaaa" not in listing.links[0].title


def test_a_page_instead_of_a_feed_announces_nothing() -> None:
    assert read_feed(b"<html><body><p>404</p></body></html>", FEED, Paper, NOW).empty
    assert read_feed(b"", FEED, Paper, NOW).empty


def test_atom_and_relative_links() -> None:
    body = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Tin</title>
      <link href="/tin-1001.html"/><updated>2020-06-01T08:15:00+07:00</updated></entry></feed>"""
    link = read_feed(body, FEED, Paper, NOW).links[0]
    assert link.url == "https://bao.example/tin-1001.html"
    assert link.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)


def news_sitemap(*urls: str) -> bytes:
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{"".join(urls)}</urlset>'.encode()


def entry(number: int, title: str = "Tin") -> str:
    return (
        f"<url><loc>https://bao.example/tin-{number}.html</loc><lastmod>2020-06-01T09:00:00+07:00</lastmod><news:news>"
        f"<news:publication_date>2020-06-01T08:15:00+07:00</news:publication_date><news:title>{title}</news:title></news:news></url>"
    )


def test_news_sitemap_gives_title_date_and_lastmod() -> None:
    body = news_sitemap(entry(1001, "Hải Dương"), "<url><loc></loc></url>", entry(1002))
    for packed in (body, gzip.compress(body)):
        listing = read_sitemap(packed, "https://bao.example/news.xml", Paper, NOW, 3)
        assert [link.title for link in listing.links] == ["Hải Dương", "Tin"]
        assert listing.links[0].published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)
        assert listing.links[0].lastmod == "2020-06-01T09:00:00+07:00"
        assert len(listing.bad) == 1


def test_sitemap_index_leads_to_its_newest_parts() -> None:
    parts = "".join(f"<sitemap><loc>/s{day}.xml</loc><lastmod>2020-05-{day}</lastmod></sitemap>" for day in range(10, 32))
    body = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{parts}</sitemapindex>'.encode()
    listing = read_sitemap(body, "https://bao.example/sitemap.xml", Paper, NOW, 3)
    assert listing.sitemaps == tuple(f"https://bao.example/s{day}.xml" for day in (31, 30, 29))[:MAX_SUB_SITEMAPS]


def test_sitemap_reads_no_file_and_no_entity(tmp_path: object) -> None:
    evil = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + news_sitemap(entry(1001, "a&x;b"))
    assert read_sitemap(evil, "https://bao.example/news.xml", Paper, NOW, 3).links[0].title == "ab"
    assert read_sitemap(b"not xml", "https://bao.example/news.xml", Paper, NOW, 3).empty
    assert read_sitemap(b"\x1f\x8bbroken", "https://bao.example/news.xml", Paper, NOW, 3).empty


SECTION = """<html><body><nav><a href="/thoi-su">Thời sự</a></nav>
<article><a href="/tin-1001.html"><img alt="ảnh"></a><h3><a href="/tin-1001.html#binh-luan">Nước mương đổi màu</a></h3>
<span class="time-ago" title="6/1/2020 8:15:00 AM"></span></article>
<article><h3><a href="https://m.bao.example/tin-1002.html">Cầu mới thông xe</a></h3>
<time datetime="2020-06-01 09:30"></time></article>
<a href="/video/tin-1003.html">Video</a>
<a href="https://khac.example/tin-1004.html">Trang khác</a><a href="javascript:void(0)">x</a>
</body></html>"""


def test_section_page_gives_articles_with_titles_and_dates() -> None:
    class American(Paper):
        list_order = "mdy"

    links = read_section(SECTION, "https://bao.example/thoi-su", American, NOW).links
    assert [(link.url, link.title) for link in links] == [
        ("https://bao.example/tin-1001.html", "Nước mương đổi màu"),
        ("https://m.bao.example/tin-1002.html", "Cầu mới thông xe"),
    ]
    assert [link.published_at for link in links] == [
        datetime(2020, 6, 1, 1, 15, tzinfo=UTC),
        datetime(2020, 6, 1, 2, 30, tzinfo=UTC),
    ]


def test_age_is_judged_only_where_the_date_is_known() -> None:
    assert too_old(datetime(2020, 5, 29, 4, 59, tzinfo=UTC), NOW, 3)
    assert not too_old(datetime(2020, 5, 29, 5, 1, tzinfo=UTC), NOW, 3)
    assert not too_old(None, NOW, 3)


def test_damaged_markup_loses_no_neighbour() -> None:
    """Found by mutation: a prefix without its declaration, an address that is none, a control character in an attribute."""
    site = "https://bao.example/"
    sitemap = (
        b'<urlset><url><loc>https://bao.example/tin-1001.html</loc><x:title xmlns="a b">A</x:title></url>'
        b"<url><loc>http://[::1</loc></url><url><loc>/tin-1002.html</loc></url></urlset>"
    )
    listing = read_sitemap(sitemap, site, Paper, NOW, 3)
    assert [link.url for link in listing.links] == [f"{site}tin-1001.html", f"{site}tin-1002.html"]
    assert len(listing.bad) == 1
    feed = b"<rss><channel><item><title>A</title><link>http://[::1</link></item><item><link>/tin-1003.html</link></item></channel></rss>"
    listing = read_feed(feed, site, Paper, NOW)
    assert [link.url for link in listing.links] == [f"{site}tin-1003.html"]
    assert "không có địa chỉ" in listing.bad[0].detail
    section = '<base href="http://["><a href="/tin-1004.html" \x01\x0c="b" ti\x00tle="c">Nước mương</a>'
    assert [link.url for link in read_section(section, site, Paper, NOW).links] == [f"{site}tin-1004.html"]


def test_the_limits_of_an_age() -> None:
    assert not too_old(datetime(2020, 5, 29, 5, 0, tzinfo=UTC), NOW, 3)
    assert too_old(datetime(2020, 5, 29, 4, 59, 59, tzinfo=UTC), NOW, 3)


@pytest.mark.parametrize(
    ("listing", "empty"),
    [(Listing(), True), (Listing(links=(Link(url="https://bao.example/a"),)), False),
     (Listing(sitemaps=("https://bao.example/s",)), False)],
)  # fmt: skip
def test_what_announces_nothing(listing: Listing, empty: bool) -> None:
    assert listing.empty is empty


@pytest.mark.parametrize(
    ("fragment", "entry"),
    [
        (b"<item><title>A</title><link>/x</link></item>", ("A", "/x")),
        (b"<ITEM><title>A</title><link>/x</link>", ("A", "/x")),  # not closed
        (b"<entry><title>A</title><id>/x</id></entry>", ("A", "/x")),
        (b"<entry><title>A</title><id>/x</id>", ("A", "/x")),
        (b"<item><title>A<title></item>", ("A", "")),
        (b"<item></item>", ("", "")),
        (b"<item", ("", "")),
    ],
)
def test_one_item_by_itself(fragment: bytes, entry: tuple[str, str]) -> None:
    fields = _entry_alone(fragment)
    assert (str(fields.get("title") or "").strip(), str(fields.get("link") or "")) == entry


@pytest.mark.parametrize(
    ("fields", "title", "raw", "lastmod"),
    [
        ("<title>A</title><pubDate>Mon, 01 Jun 2020 08:15:00 +0700</pubDate>", "A", "Mon, 01 Jun 2020 08:15:00 +0700", ""),
        ("<title>A</title>", "A", "", ""),
        ("", "", "", ""),
    ],
)
def test_fields_of_a_feed(fields: str, title: str, raw: str, lastmod: str) -> None:
    link = read_feed(rss(f"<item><link> https://bao.example/tin-1001.html </link>{fields}</item>"), FEED, Paper, NOW).links[0]
    assert (link.url, link.title, link.published_raw, link.lastmod) == ("https://bao.example/tin-1001.html", title, raw, lastmod)
    assert (link.published_at is None) is (raw == "")
    assert (link.summary, link.found_in) == ("", FEED)


def test_an_update_stands_in_for_a_publication() -> None:
    def link(dates: str) -> Link:
        body = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>A</title><id>/tin-1001.html</id>{dates}</entry></feed>'
        return read_feed(body.encode(), FEED, Paper, NOW).links[0]

    updated, published = "<updated>2020-06-01T09:00:00+07:00</updated>", "<published>2020-06-01T08:15:00+07:00</published>"
    both, alone = link(updated + published), link(updated)
    assert (both.published_raw, both.lastmod) == ("2020-06-01T08:15:00+07:00", "2020-06-01T09:00:00+07:00")
    assert (alone.published_raw, alone.lastmod) == ("2020-06-01T09:00:00+07:00", "2020-06-01T09:00:00+07:00")
    assert both.published_at == datetime(2020, 6, 1, 1, 15, tzinfo=UTC)
    assert link(published).lastmod == ""


def test_items_without_an_address_are_named() -> None:
    body = rss(item(1001), "<item><title>Mất địa chỉ</title></item>", "<item><description>x</description></item>")
    bad = read_feed(body, FEED, Paper, NOW).bad
    assert [row.key for row in bad] == ["Mất địa chỉ", f"{FEED}#3"]
    assert [row.detail[:10] for row in bad] == ["mục thứ 2 ", "mục thứ 3 "]
    assert bad[0].detail.endswith("tiêu đề: Mất địa chỉ")
    assert bad[1].detail.endswith("tiêu đề: không có")
    body = rss("<item><link>không rõ</link><title>A</title></item>", "<item><guid>khac:1</guid><title>B</title></item>")
    assert [row.key for row in read_feed(body, FEED, Paper, NOW).bad] == ["A", "B"]


def test_sitemap_entries_without_an_address_are_named() -> None:
    body = news_sitemap("<url><news:title>A</news:title></url>", "<image/>", entry(1001), "<url><loc>x</loc></url>")
    listing = read_sitemap(body, "https://bao.example/news.xml", Paper, NOW, 3)
    assert [row.key for row in listing.bad] == ["A", "https://bao.example/news.xml#3"]
    assert [row.detail for row in listing.bad] == [f"mục thứ {n} của sơ đồ trang không có địa chỉ" for n in (1, 3)]
    bare = read_sitemap(
        news_sitemap("<url><loc>/tin-1001.html</loc></url>"), "https://bao.example/news.xml", Paper, NOW, 3
    ).links[0]
    assert bare == Link(url="https://bao.example/tin-1001.html", found_in="https://bao.example/news.xml")


def index(*parts: tuple[str, str]) -> tuple[str, ...]:
    """The addresses chosen from an index of (address, last change)."""
    rows = "".join(f"<sitemap><loc>{loc}</loc>{f'<lastmod>{date}</lastmod>' if date else ''}</sitemap>" for loc, date in parts)
    return read_sitemap(f"<sitemapindex>{rows}</sitemapindex>".encode(), "https://bao.example/s.xml", Paper, NOW, 3).sitemaps


def test_which_parts_of_an_index_are_read() -> None:
    site = "https://bao.example"
    assert index(*((f"/{n}", "2020-06-01") for n in range(5))) == tuple(f"{site}/{n}" for n in (4, 3, 2, 1))
    assert index(("/a", "2020-05-30"), ("/b", ""), ("/c", "2020-05-31")) == (f"{site}/b", f"{site}/c", f"{site}/a")
    assert index(("/a", "2020-05-28T12:00:00+07:00"), ("/b", "2020-05-28T11:59:00+07:00")) == (f"{site}/a",)  # four days
    assert index(("", "2020-06-01"), ("http://[::1", "2020-06-01"), ("/a", "2020-06-01")) == (f"{site}/a",)
    assert index() == ()


def test_packed_bytes() -> None:
    assert unpacked(b"<urlset/>") == b"<urlset/>"
    assert unpacked(gzip.compress(b"<urlset/>")) == b"<urlset/>"
    assert unpacked(gzip.compress(b"<urlset/>")[:12]) == b"<"  # of a broken one what came
    assert unpacked(b"\x1f\x8bbroken") == b""
    assert len(unpacked(gzip.compress(b" " * 16_777_217, 1))) == 16_777_216


@pytest.mark.parametrize(
    ("start", "href", "address"),
    [
        ("https://bao.example/a/b", " c.html#x ", "https://bao.example/a/c.html"),
        ("https://bao.example/a", "//khac.example/c", "https://khac.example/c"),
        ("https://bao.example/a", "http://[::1", None),
    ],
)
def test_addresses_are_joined(start: str, href: str, address: str | None) -> None:
    assert join_address(start, href) == address


def titles(markup: str) -> list[str]:
    return [link.title for link in read_section(markup, "https://bao.example/thoi-su", Paper, NOW).links]


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<a href='/tin-1001.html'>Ngắn</a><a href='/tin-1001.html'>Dài hơn nhiều</a>", "Dài hơn nhiều"),
        ("<a href='/tin-1001.html'>Dài hơn nhiều</a><a href='/tin-1001.html'>Ngắn</a>", "Dài hơn nhiều"),
        ("<a href='/tin-1001.html'>Chữ một</a><a href='/tin-1001.html'>Chữ hai</a>", "Chữ một"),
        ("<a href='/tin-1001.html' title='Nhãn'>Chữ</a>", "Chữ"),
        ("<a href='/tin-1001.html' title='Nhãn'><img alt='Ảnh'></a>", "Nhãn"),
        ("<a href='/tin-1001.html'><img alt='Ảnh'></a>", "Ảnh"),
        ("<a href='/tin-1001.html'><b>Một</b><i>hai</i></a>", "Một hai"),
        ("<a href='/tin-1001.html'></a>", ""),
    ],
)
def test_what_a_link_says(markup: str, title: str) -> None:
    assert titles(markup) == [title]


def test_a_base_element_is_where_links_start() -> None:
    markup = "<base href='https://bao.example/x/'><a href='tin-1001.html'>A</a>"
    assert read_section(markup, "https://bao.example/", Paper, NOW).links[0].url == "https://bao.example/x/tin-1001.html"
    assert read_section("", "https://bao.example/", Paper, NOW).links == ()


def date_of(markup: str) -> tuple[str, bool]:
    """The first link's date as written, and whether it could be read."""
    link = read_section(markup, "https://bao.example/thoi-su", Paper, NOW).links[0]
    return link.published_raw, link.published_at is not None


ANCHOR = "<a href='/tin-1001.html'>Tin</a>"
TIME = "<span class='time'>01/06/2020 08:15</span>"
READ, UNREAD = ("01/06/2020 08:15", True), ("", False)


@pytest.mark.parametrize(
    ("markup", "date"),
    [
        (f"<article><div><p><b>{ANCHOR}</b></p></div>{TIME}</article>", READ),  # four levels up
        (f"<article><div><div><p><b>{ANCHOR}</b></p></div></div>{TIME}</article>", UNREAD),
        (f"<body>{ANCHOR}{TIME}</body>", UNREAD),
        (f"<ul><li>{ANCHOR}</li>{TIME}</ul>", UNREAD),
        (f"<main>{ANCHOR}{TIME}</main>", UNREAD),
        (f"<section>{ANCHOR}{TIME}</section>", UNREAD),
        (f"<div><h3>{ANCHOR}</h3>{TIME}</div>", READ),
        (f"<div><h3>{ANCHOR}</h3><h3>{ANCHOR}</h3>{TIME}</div>", READ),  # the same headline twice
        (f"<div><h3>{ANCHOR}</h3><h2><a href='/tin-1002.html'>B</a></h2>{TIME}</div>", UNREAD),
        (f"<div>{ANCHOR}<span class='time'>hôm nào</span><span class='date'>01/06/2020 08:15</span></div>", READ),
        (f"<div>{ANCHOR}<i data-publishtime='2020-06-01 08:15'></i>{TIME}</div>", ("2020-06-01 08:15", True)),
        (f"<div>{ANCHOR}</div>", UNREAD),
    ],
)
def test_the_date_of_a_card(markup: str, date: tuple[str, bool]) -> None:
    assert date_of(markup) == date


@pytest.mark.parametrize(
    ("fragment", "text"),
    [("A<br>B", "A B"), ("&lt;b&gt;A&lt;/b&gt;", "A"), ("A &amp;lt; B", "A < B"), ("", ""), ("&amp;amp;", "&")],
)
def test_plain_text_of_a_fragment(fragment: str, text: str) -> None:
    assert plain_title(fragment) == text


def test_the_true_encoding_is_declared() -> None:
    declared = b"<?xml version='1.0' encoding='latin-1'?><a/>"
    assert as_utf8(b"\xef\xbb\xbf" + declared) == b"<?xml version='1.0' encoding=\"utf-8\"?><a/>"
    assert as_utf8(declared + b"\xe9") == declared + b"\xe9"
