"""Báo Đầu tư: facts only. Source: public repositories and saved pages, gathered 11/2026."""

from __future__ import annotations

from crawler.engine import NewsSpider
from crawler.outlet import stated


class BaoDauTu(NewsSpider):
    """Báo Đầu tư (Bộ Tài chính)."""

    name = "baodautu"
    label = "Báo Đầu tư"
    full_label = "Báo Đầu tư (Bộ Tài chính)"
    short = "Đầu tư"
    owner_type = "bo-nganh"
    home = "https://baodautu.vn/"
    hosts = ("baodautu.vn",)
    feeds = (
        "https://baodautu.vn/trang-chu.rss", "https://baodautu.vn/tai-chinh-chung-khoan.rss", "https://baodautu.vn/dau-tu.rss",
        "https://baodautu.vn/bat-dong-san.rss", "https://baodautu.vn/thoi-su.rss",
    )  # fmt: skip
    news_sitemaps = ("https://baodautu.vn/google-news-sitemap.xml",)
    sections = (
        "https://baodautu.vn/thoi-su-d1/", "https://baodautu.vn/dau-tu-d2/", "https://baodautu.vn/tai-chinh-chung-khoan-d6/",
    )  # fmt: skip
    family = "own"
    article_pattern = r"-d(?P<number>\d{5,8})\.html$"
    skip_pattern = r"^/(?:video|tag)/"
    selectors = stated(
        title=".title-detail", summary=".sapo_detail", body="#content_detail_news", authors="a.author",
        section=".col630 > .fs16.text-uppercase a", date=".post-time", drop=".list_news_relation_top",
    )  # fmt: skip
    confidence = stated(feeds="C", news_sitemaps="C", sections="A", article_pattern="A", selectors="A")
    note = "Không có JSON-LD và thẻ h1; trang /rssMain.html liệt kê các nguồn tin."
