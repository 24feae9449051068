"""A survey from the home page alone, on invented sites: every way a site names its lists, and what it does without one."""

from __future__ import annotations

import gzip
import re
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest

from crawler.survey import Survey
from data.text.dates import VN
from tests.support.invented_site import FORMS, US, InventedSite

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=VN)
HOST = "go-noi.vn"


def site(**more: object) -> InventedSite:
    return InventedSite(HOST, NOW, **more)  # type: ignore[arg-type]


def working(survey: Survey, way: str) -> list[str]:
    return [listed.url for listed in survey.working(way)]


def state_of(survey: Survey, url: str) -> str:
    return next(listed.state for listed in survey.lists if listed.url.endswith(url))


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("feed", ["/rss/home.rss", ""])
def test_the_shape_of_article_addresses_is_learned_with_and_without_a_feed(form: str, feed: str) -> None:
    made = site(form=form, feed=feed)
    survey = made.survey()
    assert survey.trouble == ""
    articles = {url for url, _, _ in made.stories}
    shaped = {url for url in made.pages if re.search(survey.article_pattern, urlsplit(url).path)}
    assert shaped == articles
    assert sum(reading.is_read for reading in survey.readings) == 10


def test_a_declared_feed_and_the_sections_work() -> None:
    survey = site().survey()
    assert working(survey, "feed") == ["https://go-noi.vn/rss/home.rss"]
    assert "https://go-noi.vn/thoi-su" in working(survey, "section")
    assert (survey.label, survey.lang, survey.hosts, survey.feed_order) == ("Báo Gò Nổi", "vi", (HOST,), "dmy")


def test_an_undeclared_feed_is_met_at_the_address_that_its_cms_usually_has() -> None:
    made = site(feed="/home.rss", is_declared=False)
    survey = made.survey()
    assert working(survey, "feed") == ["https://go-noi.vn/home.rss"]
    assert next(listed.origin for listed in survey.lists if listed.is_working) == "usual"


@pytest.mark.parametrize(
    "page",
    [
        '<html><body><a href="/feeds/thoi-su-12.rss">Thời sự</a><a href="/feeds/kinh-te-13.rss">Kinh tế</a></body></html>',
        '<p><input value="https://go-noi.vn/feeds/thoi-su-12.rss"><script>var f = "/feeds/kinh-te-13.rss";</script></p>',
    ],
)
def test_the_feeds_of_an_rss_page_are_used_linked_or_written(page: str) -> None:
    made = site(feed="", menu='<a href="/kenh-thong-tin.html">Kênh RSS</a>')
    made.put("/kenh-thong-tin.html", page)
    made.put("/feeds/thoi-su-12.rss", made.rss(made.stories[:10]))
    made.put("/feeds/kinh-te-13.rss", made.rss(made.stories[10:20]))
    assert sorted(working(made.survey(), "feed")) == [
        "https://go-noi.vn/feeds/kinh-te-13.rss",
        "https://go-noi.vn/feeds/thoi-su-12.rss",
    ]


def test_the_widest_feed_stands_first() -> None:
    made = site(feed="", menu='<a href="/rss.html">RSS</a>')
    made.put("/rss.html", '<a href="/rss/the-thao.rss">Thể thao</a> <a href="/rss/trang-chu.rss">Trang chủ</a>')
    made.put("/rss/the-thao.rss", made.rss(made.stories[:30]))
    made.put("/rss/trang-chu.rss", made.rss(made.stories[:20]))
    assert working(made.survey(), "feed")[0] == "https://go-noi.vn/rss/trang-chu.rss"


def test_a_site_that_answers_every_address_with_its_home_page_has_no_feeds_there() -> None:
    made = site(feed="")
    made.missing = (200, made.pages["https://go-noi.vn/"][1])
    survey = made.survey()
    assert survey.trouble == ""
    assert working(survey, "feed") == working(survey, "sitemap") == []
    assert working(survey, "section")


def month_sitemaps(made: InventedSite, **more: str) -> None:
    rows = "".join(f"<sitemap><loc>https://go-noi.vn/sitemaps/news-2026-{month}.xml</loc></sitemap>" for month in range(1, 13))
    categories = "<sitemap><loc>https://go-noi.vn/sitemaps/categories.xml</loc></sitemap>"
    made.put("/sitemaps.xml", f"<sitemapindex>{categories}{rows}</sitemapindex>")
    made.put("/sitemaps/news-2026-12.xml", made.news_sitemap(made.stories))
    made.put("/robots.txt", "User-agent: *\nAllow: /\nSitemap: https://go-noi.vn/sitemaps.xml\n")


def test_the_newest_month_of_an_index_in_robots_txt_is_asked_first() -> None:
    made = site(feed="")
    month_sitemaps(made)
    survey = made.survey()
    assert working(survey, "sitemap") == ["https://go-noi.vn/sitemaps.xml"]
    asked = [ask.url for ask in made.asked if "/sitemaps/" in ask.url]
    assert asked[0] == "https://go-noi.vn/sitemaps/news-2026-12.xml"
    assert "https://go-noi.vn/sitemaps/news-2026-1.xml" not in asked


def test_a_month_file_without_an_index_is_kept_with_its_month_left_open() -> None:
    made = site(feed="")
    made.put("/robots.txt", "Sitemap: https://go-noi.vn/sitemaps/news-2026-12.xml")
    made.put("/sitemaps/news-2026-12.xml", made.news_sitemap(made.stories))
    assert working(made.survey(), "sitemap") == ["https://go-noi.vn/sitemaps/news-{Y}-{M}.xml"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_sitemap_is_read_packed_or_not(packed: bool) -> None:
    made = site(feed="", form="hex")
    body = made.news_sitemap(made.stories).encode()
    made.put("/tin-moi.xml", gzip.compress(body) if packed else body)
    made.put("/robots.txt", "Sitemap: /tin-moi.xml")
    survey = made.survey()
    assert working(survey, "sitemap") == ["https://go-noi.vn/tin-moi.xml"]
    assert survey.article_pattern.endswith("-(?P<number>[0-9a-fA-F]{7})/?$")


def test_a_home_page_drawn_by_scripts_still_has_its_usual_lists() -> None:
    made = site()
    made.put("/", '<html lang="vi"><head><title>Báo Gò Nổi</title></head><body><div id="app"></div></body></html>')
    survey = made.survey()
    assert (survey.trouble, survey.label) == ("", "Báo Gò Nổi")
    assert working(survey, "feed") == ["https://go-noi.vn/rss/home.rss"]
    assert sum(reading.is_read for reading in survey.readings) == 10


def test_a_feed_that_stands_still_is_told_while_sections_move_on() -> None:
    made = site()
    old = [(url.replace("-400", "-300"), title, at - timedelta(days=60)) for url, title, at in made.stories]
    made.put("/rss/home.rss", made.rss(old))
    survey = made.survey()
    assert state_of(survey, "/rss/home.rss") == "stale"
    assert working(survey, "section")


def test_us_order_is_voted_by_the_stamps_of_the_addresses() -> None:
    survey = site(form="stamp", feed_date=US).survey()
    assert survey.feed_order == "mdy"
    assert survey.working("feed")[0].newest == NOW - timedelta(minutes=5)


def test_day_first_dates_stay_day_first_where_both_orders_are_dates() -> None:
    survey = site(form="stamp", feed_date="%d/%m/%Y %H:%M").survey()
    assert (survey.feed_order, survey.working("feed")[0].date_order) == ("dmy", "dmy")


def test_an_order_that_nothing_else_decides_is_that_in_which_the_items_lie_close_together() -> None:
    made = site(feed_date=US, articles=60)
    made.now = NOW + timedelta(days=10)  # the paper pauses: no item is of this week
    survey = made.survey()
    assert (survey.feed_order, survey.trouble) == ("mdy", "")


def test_items_on_another_site_are_told_as_foreign() -> None:
    made = site()
    made.put("/rss/home.rss", made.rss(made.stories).replace("https://go-noi.vn/", "https://bao-khac.vn/"))
    survey = made.survey()
    assert state_of(survey, "/rss/home.rss") == "foreign"
    assert "bao-khac.vn" in next(listed.detail for listed in survey.lists if listed.state == "foreign")


def test_a_page_that_sends_its_reader_on_is_followed() -> None:
    made = site()
    made.put("/home.html", made.pages["https://go-noi.vn/"][1])
    made.put("/", '<html><head><meta http-equiv="refresh" content="0; url=/home.html"></head></html>')
    survey = made.survey()
    assert survey.home == "https://go-noi.vn/home.html"
    assert working(survey, "feed")


def test_a_site_that_answers_only_with_www_is_met() -> None:
    made = InventedSite("www.go-noi.vn", NOW)
    made.put("https://go-noi.vn/", b"", 0)
    survey = made.survey("https://go-noi.vn/")
    assert (survey.home, survey.asked_home) == ("https://www.go-noi.vn/", "https://go-noi.vn/")
    assert working(survey, "feed") == ["https://www.go-noi.vn/rss/home.rss"]


@pytest.mark.parametrize(
    ("status", "body", "trouble"),
    [
        (200, b"<html><script>document.cookie='a=1';location.reload()</script></html>", "wall"),
        (403, b"", "blocked"),
        (404, b"", "missing"),
        (0, b"", "no_answer"),
        (200, b"<html><body><p>Trang dang bao tri.</p></body></html>", "no_list"),
    ],
)
def test_what_stands_in_the_way_is_named(status: int, body: bytes, trouble: str) -> None:
    made = site(articles=0, feed="")
    made.pages.clear()
    made.missing = (status, body)
    survey = made.survey()
    assert survey.trouble == trouble
    assert not survey.has_list


def test_the_budget_of_requests_holds() -> None:
    from crawler.survey import Limits

    made = site(feed="")
    survey = made.survey(limits=Limits(requests=12))
    assert len(made.asked) == 12
    assert survey.asked == 12


def test_beside_the_feed_of_one_section_those_of_the_others_are_looked_for() -> None:
    made = site(feed="/rss/cate/van-hoa/")
    made.put("/rss/cate/thoi-su/", made.rss(made.stories[5:25]))
    made.put("/rss/cate/kinh-te/", made.rss(made.stories[10:30]))
    assert set(working(made.survey(), "feed")) == {
        f"https://go-noi.vn/rss/cate/{name}/" for name in ("van-hoa", "thoi-su", "kinh-te")
    }  # fmt: skip


def test_a_host_that_all_headlines_lead_to_is_the_sites() -> None:
    made = InventedSite("go-noi-24.vn", NOW)
    moved = {url.replace("https://go-noi-24.vn/", "https://gn24.vn/"): page for url, page in made.pages.items()}
    made.pages = moved | {"https://go-noi-24.vn/": made.pages["https://go-noi-24.vn/"]}
    made.stories = [(url.replace("https://go-noi-24.vn/", "https://gn24.vn/"), *rest) for url, *rest in made.stories]
    made.put("/", made.list_page(made.stories, "Báo Gò Nổi"))
    made.put("/rss/home.rss", made.rss(made.stories))
    survey = made.survey("https://go-noi-24.vn/")
    assert survey.trouble == ""
    assert survey.hosts == ("go-noi-24.vn", "gn24.vn")


def test_a_page_that_only_asks_for_consent_is_named_so() -> None:
    made = site(articles=0, feed="")
    made.pages.clear()
    made.missing = (200, "<html><body><p>Trang này dùng cookie.</p><button>Đồng ý</button></body></html>".encode())
    assert made.survey().trouble == "consent"


def test_empty_folders_and_ids_in_the_query_alone_are_learned() -> None:
    made = site(form="portal", feed="")
    survey = made.survey()
    assert all(re.search(survey.article_pattern, urlsplit(url).path) for url, _, _ in made.stories)
    assert not re.search(survey.article_pattern, "/thoi-su")
