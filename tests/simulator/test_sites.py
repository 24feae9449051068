"""The sites of the simulator are what their files say: complete, consistent with their clock, the same in every run."""

from __future__ import annotations

import gzip
import re
import tomllib
from collections import Counter
from dataclasses import fields
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
from lxml import etree

from data.gazetteer import load_province
from data.text.dates import VN
from tests.simulator.answers import addresses_of, answer_of, match_list
from tests.simulator.articles import PROVINCE_SLUG, words_of
from tests.simulator.pages import SOFT
from tests.simulator.site import (
    HERE,
    KINDS,
    SHAPES,
    SITES,
    AddressPlan,
    ListPlan,
    PagePlan,
    Plan,
    Site,
    SiteError,
    load_sites,
    read_plan,
)

BEFORE = datetime(2026, 11, 9, 9, 0, tzinfo=VN)
AFTER = datetime(2026, 11, 11, 12, 0, tzinfo=VN)


def target_of(url: str) -> str:
    parts = urlsplit(url)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def test_there_are_sixty_sites_of_twelve_shapes_and_six_of_each_change() -> None:
    sites = load_sites().values()
    assert len(sites) == 60
    assert len({site.before.shape for site in sites}) == 12
    assert Counter(site.change.kind for site in sites if site.change) == dict.fromkeys(KINDS, 6)
    assert sum(bool(site.before.source) for site in sites) >= 15  # shapes looked up on the web, not in this program
    hosts = [host for site in sites for host in site.hosts]
    assert len(hosts) == len(set(hosts))
    assert all(host.endswith(".example") for host in hosts)  # reserved names: nobody's site


@pytest.mark.parametrize("site", load_sites().values(), ids=list(load_sites()))
def test_a_site_is_consistent_with_its_clock(site: Site) -> None:
    for now in (BEFORE, AFTER):
        plan = site.plan(now)
        assert answer_of(site, plan.host, "/", now).status == 200
        assert answer_of(site, plan.host, "/robots.txt", now).status == 200
        for row in plan.lists:
            for url, _ in addresses_of(plan, row, now)[:2]:
                matched = match_list(plan, target_of(url))
                assert matched is not None, url
                assert matched[0].name == row.name, f"{url}: two lists share an address"
        for story in site.stories(now)[:3]:
            assert story.published <= now
            if "article" in plan.wall or site.is_removed(story, now):
                continue
            answer = answer_of(site, plan.host, target_of(site.url_of(story, now)), now)
            assert answer.status == 200
            assert story.paragraphs[-1].encode() in answer.body
    newest = site.stories(BEFORE)[0]
    early = newest.published - timedelta(minutes=1)
    assert newest.paragraphs[-1].encode() not in answer_of(site, site.before.host, site.path_of(newest, early), early).body


@pytest.mark.parametrize("site", load_sites().values(), ids=list(load_sites()))
def test_lists_announce_what_is_published_and_no_more(site: Site) -> None:
    plan = site.plan(BEFORE)
    urls = {site.url_of(story, BEFORE) for story in site.stories(BEFORE, 40)}
    for row in plan.lists:
        if row.state or row.format in ("section", "rss-page", "sitemap-index", "json") or row.relative or row.link:
            continue
        body = answer_of(site, plan.host, target_of(addresses_of(plan, row, BEFORE)[0][0]), BEFORE).body
        if row.way == "feed":
            links = [entry.link for entry in feedparser.parse(body).entries]
        elif row.format == "text-sitemap":
            links = body.decode().split()[len(row.extra) :]
        else:
            root = etree.fromstring(gzip.decompress(body) if row.packed else body)
            links = [text.strip() for text in root.xpath("//*[local-name()='url']/*[local-name()='loc']/text()")][
                len(row.extra) :
            ]
        assert set(links) <= urls
        assert links or not row.items or "{section}" in row.path


def test_two_readings_of_a_site_give_the_same_bytes() -> None:
    folder = SITES / "song-lam"
    answers = [answer_of(Site(folder), "songlam.example", "/rss/home.rss", BEFORE).body for _ in range(2)]
    assert answers[0] == answers[1]
    assert answers[0] != answer_of(Site(folder), "songlam.example", "/rss/home.rss", BEFORE + timedelta(hours=8)).body


def test_articles_name_the_watched_province_or_nothing_of_it() -> None:
    province = load_province(PROVINCE_SLUG)
    for site in load_sites().values():
        for story in site.stories(AFTER, 2):
            text = words_of([story.title, story.sapo, *story.paragraphs])
            kinds = {mention.kind for mention in province.find(text, on=AFTER.date())}
            assert ("province" in kinds) == story.names_province, story.title
            assert story.names_province or not kinds, f"{story.title}: an invented commune bears a real name ({kinds})"


def test_articles_of_a_site_bear_different_titles() -> None:
    for site in load_sites().values():
        titles = Counter(story.title for story in site.stories(AFTER, 9))
        assert titles.most_common(1)[0][1] == 1, titles.most_common(1)


def test_what_is_taken_down_answers_with_a_sentence_and_status_200() -> None:
    site = load_sites()["sau-rieng"]
    assert site.change is not None
    stories = site.stories_between(site.change.at, AFTER - timedelta(hours=12))
    removed = [story for story in stories if site.is_removed(story, AFTER)]
    assert removed
    answer = answer_of(site, site.after.host, site.path_of(removed[0], AFTER), AFTER)
    assert (answer.status, answer.body) == (200, SOFT.encode())


def test_a_moved_site_redirects_every_address() -> None:
    site = load_sites()["cong-an-xu-thanh"]
    story = site.stories(AFTER)[0]
    answer = answer_of(site, site.before.host, site.path_of(story, AFTER), AFTER)
    assert (answer.status, answer.headers["Location"]) == (301, site.url_of(story, AFTER))
    assert answer_of(site, site.after.host, "/", BEFORE).status == 0  # not yet there


def test_a_key_that_does_not_exist_is_named() -> None:
    folder = SITES / "song-lam"
    table = tomllib.loads((folder / "site.toml").read_text("utf-8"))
    with pytest.raises(SiteError, match=r"song-lam.*no such key: colour"):
        read_plan({**{key: value for key, value in table.items() if key != "change"}, "colour": 1}, "song-lam")


def test_every_shape_is_used_and_says_what_it_is() -> None:
    shapes = {folder.name for folder in SHAPES.iterdir() if folder.is_dir() and not folder.name.startswith("_")}
    assert shapes == {site.before.shape for site in load_sites().values()}
    for name in shapes:
        assert (SHAPES / name / "shape.toml").read_text("utf-8").startswith("# ")


def test_the_shortest_site_of_the_guide_works(tmp_path: Path) -> None:
    guide = (HERE / "README.md").read_text("utf-8")
    folder = tmp_path / "go-noi"
    folder.mkdir()
    (folder / "site.toml").write_text(guide.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    site = Site(folder)
    assert site.change is None
    assert answer_of(site, "gonoi.example", "/", BEFORE).status == 200
    assert answer_of(site, "gonoi.example", "/rss/home.rss", BEFORE).body.count(b"<item>") == 30


def test_the_guide_names_every_key_and_no_other() -> None:
    guide = (HERE / "README.md").read_text("utf-8")
    tables = dict(re.findall(r"^\| (?:top|`\[(\w+)[^`]*`) \| (.*) \|$", guide, re.M))
    for name, plan in (("articles", AddressPlan), ("page", PagePlan), ("lists", ListPlan), ("", Plan)):
        keys = {entry.name for entry in fields(plan)} - {"name", "articles", "page", "lists"}
        assert keys <= set(re.findall(r"\w+", tables[name])), keys - set(re.findall(r"\w+", tables[name]))
