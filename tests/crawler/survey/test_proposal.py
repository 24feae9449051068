"""The facts of an outlet by a survey, and what of a register's facts it contradicts."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from crawler.outlet import OutletFacts
from crawler.survey.proposal import differences, outlet_name, proposed_facts
from data.text.dates import VN
from tests.support.invented_site import US, InventedSite

NOW = datetime(2026, 12, 1, 9, 0, tzinfo=VN)


def facts(**stated: object) -> type[OutletFacts]:
    base = {"name": "go-noi", "label": "Báo Gò Nổi", "hosts": ("go-noi.vn",), "home": "https://go-noi.vn/", "family": "vccorp"}
    return type("Facts", (OutletFacts,), base | stated)


@pytest.mark.parametrize(
    ("host", "taken", "name"),
    [
        ("www.baogonoi.com.vn", (), "baogonoi"),
        ("go-noi.vn", ("go-noi",), "go-noi-2"),
        ("english.go-noi.vn", (), "go-noi-english"),
        ("tapchi.go-noi.gov.vn", (), "go-noi-tapchi"),
    ],
)
def test_an_outlet_is_named_after_its_host(host: str, taken: tuple[str, ...], name: str) -> None:
    assert outlet_name(host, taken) == name


def test_the_proposed_facts_read_the_site() -> None:
    site = InventedSite("go-noi.vn", NOW, form="stamp", feed_date=US)
    made = type("Made", (OutletFacts,), proposed_facts(site.survey(), NOW))
    assert all(made.is_article(url) for url, _, _ in site.stories)
    assert (made.feed_order, made.family, made.feeds) == ("mdy", "vccorp", ("https://go-noi.vn/rss/home.rss",))
    assert made.home not in made.sections
    assert made.confidence["article_pattern"] == "A"
    assert re.search("01/12/2026.* 10/10 bài", made.note)


def test_right_facts_are_not_contradicted() -> None:
    site = InventedSite("go-noi.vn", NOW)
    right = facts(feeds=("https://go-noi.vn/rss/home.rss",), article_pattern=r"-(?P<number>\d{6})\.html$")
    assert differences(site.survey(known_facts=right), right) == ()


def test_a_dead_feed_a_wrong_pattern_and_a_turned_order_are_named() -> None:
    site = InventedSite("go-noi.vn", NOW, form="stamp", feed_date=US)
    wrong = facts(feeds=("https://go-noi.vn/rss/cu.rss",), article_pattern=r"-i(?P<number>\d{6})$")
    rows = {row.fact: row for row in differences(site.survey(known_facts=wrong), wrong)}
    assert set(rows) == {"feeds", "article_pattern", "feed_order"}
    assert rows["feeds"].proposed == ("https://go-noi.vn/rss/home.rss",)
    assert "https://go-noi.vn/rss/cu.rss" in rows["feeds"].reason
    assert rows["feed_order"].proposed == "mdy"
