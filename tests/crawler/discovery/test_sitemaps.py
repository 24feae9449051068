"""Sitemaps of all kinds: namespaces in any order, text, gzip, indexes without dates, month files. All words are invented."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from crawler.discovery import Link, Listing, read_sitemap
from crawler.outlet import OutletFacts

NOW = datetime(2026, 6, 2, 1, 0, tzinfo=UTC)
SITE = "https://bao.example"
LOC = f"<loc>{SITE}/tin-1001.html</loc>"
NEWS = (
    "<news:news><news:publication><news:name>Báo</news:name></news:publication><news:title>Nước &lt; 2 m</news:title>"
    "<news:publication_date>2026-05-30T10:03:00+07:00</news:publication_date></news:news>"
)
IMAGE = "<image:image><image:loc>https://anh.example/a.jpg</image:loc><image:title>Ảnh</image:title></image:image>"
VIDEO = (
    "<video:video><video:title>Video</video:title><video:publication_date>2025-01-01T00:00:00+07:00</video:publication_date>"
    "</video:video>"
)
SPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"'
)


class Paper(OutletFacts):
    name = "bao"
    hosts = ("bao.example",)
    article_pattern = r"-(?P<number>\d{4,})\.html$"


def urlset(*urls: str, spaces: str = SPACES) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {spaces}>{"".join(f"<url>{url}</url>" for url in urls)}</urlset>'


def read(body: str | bytes, days: int = 3) -> Listing:
    return read_sitemap(body.encode() if isinstance(body, str) else body, f"{SITE}/sitemap.xml", Paper, NOW, days)


@pytest.mark.parametrize("parts", list(permutations((LOC, NEWS, IMAGE, VIDEO))))
@pytest.mark.parametrize("spaces", [SPACES, ""])
def test_pictures_and_videos_beside_the_news(parts: tuple[str, ...], spaces: str) -> None:
    (link,) = read(urlset("".join(parts), spaces=spaces)).links
    assert (link.url, link.title) == (f"{SITE}/tin-1001.html", "Nước < 2 m")
    assert link.published_at == datetime(2026, 5, 30, 3, 3, tzinfo=UTC)


def test_namespaces_without_prefixes() -> None:
    image = "<image xmlns='http://www.google.com/schemas/sitemap-image/1.1'><loc>https://anh.example/a</loc><title>Ảnh</title></image>"
    news = (
        "<news xmlns='http://www.google.com/schemas/sitemap-news/0.9'><title>Nước lên</title>"
        "<publication_date>2026-05-30</publication_date></news>"
    )
    (link,) = read(urlset(image + LOC + news)).links
    assert (link.url, link.title, link.has_clock) == (f"{SITE}/tin-1001.html", "Nước lên", False)


def test_a_picture_is_no_headline_and_a_change_no_publication() -> None:
    (link,) = read(urlset(LOC + "<lastmod>2026-05-30</lastmod>" + IMAGE + VIDEO)).links
    assert link == Link(url=f"{SITE}/tin-1001.html", lastmod="2026-05-30", found_in=f"{SITE}/sitemap.xml")


@pytest.mark.parametrize("body", ["\ufeff{0}\r\n\r\n  {1}  \r\n", "{0}\n{1}", "# bản đồ\n{0}\n{1}\n{0}\n"])
def test_text_sitemaps(body: str) -> None:
    lines = (f"{SITE}/tin-1001.html", f"{SITE}/thoi-su")
    text = body.format(*lines).encode()
    for packed in (text, gzip.compress(text)):
        assert tuple(link.url for link in read(packed).links) == lines
    assert read(b"https://bao.example/x\nmot dong khac").empty


def test_bytes_of_a_sitemap() -> None:
    text = urlset(LOC + NEWS)
    for body in (text.encode("utf-16"), gzip.compress(text.encode()), text.replace("UTF-8", "latin-1").encode()):
        assert [link.title for link in read(body).links] == ["Nước < 2 m"]


def test_addresses_with_signs() -> None:
    urls = ("<loc><![CDATA[https://bao.example/a?x=1&y=2]]></loc>", "<loc>https://bao.example/b?x=1&y=2</loc>", "<loc>/c</loc>")
    assert [link.url.removeprefix(SITE) for link in read(urlset(*urls)).links] == ["/a?x=1&y=2", "/b?x=1&y=2", "/c"]


def parts(*names: str, lastmod: str = "") -> list[str]:
    rows = "".join(f"<sitemap><loc>{SITE}/{name}</loc>{lastmod}</sitemap>" for name in names)
    return [url.removeprefix(f"{SITE}/") for url in read(f"<sitemapindex>{rows}</sitemapindex>").sitemaps]


def test_numbered_parts_are_read_from_the_newest_end() -> None:
    numbered = ["post-sitemap.xml", *(f"post-sitemap{n}.xml" for n in range(2, 38))]
    newest = ["post-sitemap37.xml", "post-sitemap36.xml", "post-sitemap35.xml", "post-sitemap34.xml"]
    assert parts("category-sitemap.xml", *numbered, "page-sitemap.xml") == newest
    assert parts(*reversed(numbered), "author-sitemap.xml") == newest
    assert parts(*numbered, lastmod="<lastmod>2026-06-01</lastmod>") == newest
    assert parts(*(f"sitemap.xml?page={n}" for n in range(1, 13)))[0] == "sitemap.xml?page=12"


@pytest.mark.parametrize(
    "form", ["news-{}-{}.xml", "sitemaps/{}/{:02d}.xml", "sitemap_{}{:02d}.xml", "sitemap.xml?yyyy={}&amp;mm={:02d}"]
)
def test_month_files_are_read_from_the_newest_month(form: str) -> None:
    months = [form.format(year, month) for year in (2024, 2025, 2026) for month in range(1, 13) if (year, month) <= (2026, 6)]
    newest = [month.replace("&amp;", "&") for month in (months[-1], months[-2])]  # May ended less than four days ago
    assert parts(*months) == newest
    assert parts(*reversed(months)) == newest


def test_the_part_of_the_news_comes_first() -> None:
    assert parts("tags-1.xml", "articles-2026-06.xml", "articles-2025-06.xml", "google-news-sitemap.xml", "categories.xml") == [
        "google-news-sitemap.xml",
        "articles-2026-06.xml",
    ]
    assert parts("tags.xml", "categories.xml") == ["tags.xml", "categories.xml"]  # nothing better


def test_a_month_file_is_asked_from_its_newest_end() -> None:
    """3,000 addresses with their age only: the newest first, those changed last before the period are left unread."""
    urls = [
        f"<loc>{SITE}/tin-{1000 + n}.html</loc><lastmod>{(NOW - timedelta(hours=n)).isoformat()}</lastmod>" for n in range(3_000)
    ]
    listing = read(urlset(*urls[1500:], *urls[:1500]))
    newest = listing.newest_first(NOW)
    assert [link.url for link in newest[:2]] == [f"{SITE}/tin-1000.html", f"{SITE}/tin-1001.html"]
    assert sum(not link.why_too_old(NOW, 3) for link in newest) == 73
    assert "sửa lần cuối" in newest[-1].why_too_old(NOW, 3)


@pytest.mark.parametrize(
    ("link", "is_old"),
    [
        (Link(url=f"{SITE}/a", published_at=NOW - timedelta(days=9), published_raw="x"), True),
        (Link(url=f"{SITE}/a", published_at=NOW - timedelta(days=9), published_raw="x", is_date_doubtful=True), False),
        (Link(url=f"{SITE}/a", published_at=NOW - timedelta(days=3, hours=9), published_raw="x", has_clock=False), False),
        (Link(url=f"{SITE}/a", published_raw="hôm nào đó", lastmod="2020-01-01"), False),
        (Link(url=f"{SITE}/a", lastmod="2026-05-01"), True),
        (Link(url=f"{SITE}/a", lastmod="5/6/2026"), False),  # may be May or June
        (Link(url=f"{SITE}/a", lastmod="2026-06-01"), False),
        (Link(url=f"{SITE}/a"), False),
        (Link(url=f"{SITE}/tin-100260401080000123.htm"), True),
        (Link(url=f"{SITE}/tin-100260401080000123.htm", lastmod="2026-06-02"), True),  # an old article, edited
        (Link(url=f"{SITE}/tin-100260527080000123.htm"), False),  # an address may be made a week before
    ],
)
def test_why_a_link_is_left_unread(link: Link, is_old: bool) -> None:
    assert bool(link.why_too_old(NOW, 3)) is is_old


def index_of(names: list[str]) -> list[str]:
    """The names of the parts that are followed, of an index without dates of change."""
    parts = "".join(f"<sitemap><loc>{SITE}/{name.replace('&', '&amp;')}</loc></sitemap>" for name in names)
    body = f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{parts}</sitemapindex>"
    return [address.removeprefix(f"{SITE}/") for address in read(body).sitemaps]


MONTHS = [(year, month) for year in (2025, 2026) for month in range(1, 13) if (year, month) <= (2026, 6)]
NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")


@pytest.mark.parametrize(
    "form",
    [
        "sitemap-{m:02}-{y}.xml", "sitemap_{m:02}_{y}.xml", "sitemap{m:02}{y}.xml", "sitemap-{m}-{y}.xml", "bai/{m:02}/{y}.xml",
        "bai-thang-{m}-{y}.xml", "bai-thang-{m}-nam-{y}.xml", "bai-thang{m:02}{y}.xml", "nam-{y}-thang-{m}.xml",
        "sitemap-{y}-{m:02}.xml", "sitemap_{y}_{m:02}.xml", "sitemap{y}{m:02}.xml", "sitemap-{y}-{m}.xml", "{y}/{m}/bai.xml",
        "{name}-{y}.xml", "bai-{y}-{name}.xml", "list.xml?mm={m}&yyyy={y}", "list.xml?month={m:02}&year={y}",
        "list?thang={m}&nam={y}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_newest_last", [True, False])
def test_the_months_of_an_index_in_any_spelling(form: str, is_newest_last: bool) -> None:
    names = [form.format(y=year, m=month, name=NAMES[month - 1]) for year, month in MONTHS]
    assert index_of(names if is_newest_last else names[::-1]) in ([names[-1]], names[:-3:-1])


@pytest.mark.parametrize("form", ["%d-%m-%Y", "%d_%m_%Y", "%d%m%Y", "%m-%d-%Y", "%Y-%m-%d", "%Y%m%d"])
def test_the_days_of_an_index_in_any_sequence(form: str) -> None:
    days = [NOW - timedelta(days=age) for age in range(40, -1, -1)]
    followed = index_of([f"news-{day.strftime(form)}.xml" for day in days])
    assert followed[:3] == [f"news-{day.strftime(form)}.xml" for day in reversed(days[-3:])]


@pytest.mark.parametrize(
    ("names", "newest"),
    [
        ([f"bai-{month:02}-2026-{page}.xml" for month in (5, 6) for page in (1, 2, 3)], "bai-06-2026-3.xml"),
        ([f"bai-2026-{month:02}-{page}.xml" for month in (5, 6) for page in range(1, 15)], "bai-2026-06-14.xml"),
        ([f"bai-{page}-2026-{month:02}.xml" for month in (5, 6) for page in (1, 2, 3)], "bai-3-2026-06.xml"),
        ([f"bai-{page}-{month:02}-2026.xml" for month in (5, 6) for page in (1, 2, 3)], "bai-3-06-2026.xml"),
        ([f"bai-2026-{page}.xml" for page in range(1, 31)], "bai-2026-30.xml"),
        ([f"bai-{page}-2026.xml" for page in range(1, 31)], "bai-30-2026.xml"),
        ([f"bai-2026-w{week:02}.xml" for week in range(1, 24)], "bai-2026-w23.xml"),
        (["bai-1-2026.xml", "bai-2-2026.xml", "bai-9-2025.xml"], "bai-2-2026.xml"),  # pages of a year, none of this month
        ([f"v1/{year}.xml" for year in (2024, 2025, 2026)], "v1/2026.xml"),
        ([f"market-{year}.xml" for year in (2024, 2025, 2026)], "market-2026.xml"),
    ],
)
def test_pages_and_weeks_beside_a_year_are_no_months(names: list[str], newest: str) -> None:
    assert index_of(names)[0] == newest


def test_an_index_whose_months_all_ended_last_year_is_not_followed() -> None:
    assert index_of([f"bai-{month:02}-2025.xml" for month in range(1, 13)]) == []


def test_hostile_names_of_parts_take_linear_time() -> None:
    start = time.perf_counter()
    index_of(["2026-" * 400, "1-2-" * 500, "thang" * 400, "?" + "&m=1" * 400, *(f"s-{n}-2026.xml" for n in range(5_000))])
    assert time.perf_counter() - start < 5
