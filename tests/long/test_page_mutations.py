"""Mutated pages, feeds and sitemaps: whatever arrives, nothing crashes and nothing hangs. Seeded: a fault can be met again."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from types import FrameType
from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from crawler.discovery import Link, read_feed, read_section, read_sitemap
from crawler.engine.articles import addresses_of, article_of
from crawler.extraction.kind import is_complete, is_wall
from crawler.extraction.page import read_page
from crawler.extraction.problems import problem_of
from crawler.prefilter.prefilter import Prefilter
from crawler.register import spider_class, spider_classes
from data.gazetteer import load_province
from data.model import Article
from data.paths import ROOT
from diembao.demo.press_day.day import load_day
from diembao.demo.replay.server import Day

NOW = datetime(2020, 6, 2, 5, 0, tzinfo=UTC)
HANG = 5.0  # seconds
PIECES = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"<![CDATA[",
    b"]]>",
    b"&",
    b"&#",
    b"&#x110000;",
    b"&#0;",
    b"&amp;amp;lt;",
    b'"',
    b"'",
    b"\\u",
    b"\\ud83d",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"<script>",
    b"</script>",
    b"<style>",
    b"<svg><title>",
    b"<template>",
    b"<div>" * 400,
    b"[" * 5000,
    b'{"a":' * 3000,
    b" " * 20000,
    b"a" * 20000,
    b"<p>" * 2000,
    b'<meta charset="utf-7">',
    b'<meta charset="x-unknown">',
    b'<base href="http://[">',
    b'<base href="javascript:">',
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    b"2020-13-45T99:99:99+99:99",
    b"31/02/2020 25:61",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"null",
    b"http://[::1",
    b"https://tuoitre.vn:99999/",
    b"data:,x",
    "Hải Dương".encode(),
    "Hải Dương".encode("utf-16"),
    b"\xcc\x81" * 3000,
    "\u202e\u2066\u200d".encode(),
    b"<item>",
    b"</item>",
    b"<loc>",
    b"</url>",
    b"<sitemapindex>",
    b"<lastmod>",
    b"<pubDate>",
    b"\r\n\r\n",
    b"%00%ff%zz",
    b"\x1f\x8b\x08",
]
Mutation = tuple[str, float, float, int]
MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "double", "swap", "flip", "cut", "nest", "upper"]),
        st.floats(0, 1, allow_nan=False), st.floats(0, 1, allow_nan=False), st.integers(0, 10_000),
    ), min_size=1, max_size=12,
)  # fmt: skip
FIXED = settings(
    max_examples=1000, deadline=None, database=None, derandomize=False, print_blob=False, suppress_health_check=list(HealthCheck)
)


def mutate(body: bytes, mutations: list[Mutation]) -> bytes:
    for kind, where, length, number in mutations:
        start = int(where * len(body))
        end = min(len(body), start + int(length * length * 4000) + 1)
        piece = PIECES[number % len(PIECES)]
        body = {
            "insert": lambda b, s, e, p: b[:s] + p + b[s:],
            "delete": lambda b, s, e, p: b[:s] + b[e:],
            "double": lambda b, s, e, p: b[:e] + b[s:e] * 3 + b[e:],
            "swap": lambda b, s, e, p: b[:s] + b[e : 2 * e - s] + b[s:e] + b[2 * e - s :],
            "flip": lambda b, s, e, p: b[:s] + _flipped(b[s:e], p) + b[e:],
            "cut": lambda b, s, e, p: b[:s],
            "nest": lambda b, s, e, p: b[:s] + p + b[s:e] + p + b[e:],
            "upper": lambda b, s, e, p: b[:s] + b[s:e].upper() + b[e:],
        }[kind](body, start, end, piece)
    return body


def _flipped(part: bytes, piece: bytes) -> bytes:
    """One bit of every byte turned over."""
    return bytes(byte ^ (1 << len(piece) % 8) for byte in part)


class Hang(Exception):
    """It took longer than any reader may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Hang(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@cache
def pages() -> list[tuple[str, str, bytes]]:
    """(outlet, address, page): the test pages and some of the replayed day."""
    import json

    found = []
    for expected in sorted((ROOT / "tests" / "pages").glob("*/expected.json")):
        for name, case in json.loads(expected.read_text(encoding="utf-8")).items():
            page = expected.parent / f"{name}.html"
            if page.exists():
                found.append((expected.parent.name, case["url"], page.read_bytes()))
    return found


@cache
def lists() -> list[tuple[str, str, str, bytes]]:
    """(way, outlet, address, bytes): feeds, sitemaps and section pages of the replayed day."""
    classes = spider_classes()
    day = Day(load_day(ROOT / "data" / "demo" / "hai-duong-2020-06-02", known_outlets=classes), dict(classes))
    found = []
    for name in ("tuoitre", "vnexpress", "nhandan", "yonhap", "24h", "baotintuc"):
        cls = classes[name]
        for way, addresses in (("feed", cls.feeds), ("sitemap", cls.news_sitemaps), ("section", cls.sections)):
            for address in addresses[:1]:
                parts = urlsplit(address)
                body = day.answer(parts.netloc, parts.path, NOW - timedelta(hours=3)).body
                found.append((way, name, address, body))
    return found


@cache
def gate() -> Prefilter:
    return Prefilter.of([load_province("hai-duong")])


def read_all(outlet: str, url: str, body: bytes) -> Article | None:
    """What the spider does with a page."""
    facts, link = spider_class(outlet), Link(url=url)
    is_wall(body)
    is_complete(body)
    gate().passes(body, None)
    reading = read_page(body, url, facts=facts, encoding=None, fetched_at=NOW)
    if problem_of(reading):
        return None
    found = article_of(facts, reading, link, addresses_of(facts, reading, url, url)[0], NOW)
    load_province("hai-duong").find_article(found)
    return found


def measured(work: Callable[[], object], slowest: list[float]) -> None:
    began = time.monotonic()
    with at_most(HANG):
        work()
    slowest[0] = max(slowest[0], time.monotonic() - began)


@pytest.mark.long
def test_a_thousand_mutated_pages() -> None:
    slowest, outcomes = [0.0], Counter[str]()
    load_province("hai-duong")

    @seed(20200602)
    @FIXED
    @given(st.integers(0, 10_000), MUTATIONS)
    def run(number: int, mutations: list[Mutation]) -> None:
        outlet, url, body = pages()[number % len(pages())]

        def work() -> None:
            found = read_all(outlet, url, mutate(body, mutations))
            outcomes["article" if found else "none"] += 1

        measured(work, slowest)

    run()
    print(f"\nmutated pages: {outcomes.total()}, of them {outcomes['article']} still articles; slowest {slowest[0]:.2f} s")  # noqa: T201
    assert outcomes.total() >= 1000
    assert slowest[0] < HANG


@pytest.mark.long
def test_five_hundred_mutated_feeds_and_sitemaps() -> None:
    slowest, links = [0.0], Counter[str]()

    @seed(20200603)
    @settings(FIXED, max_examples=500)
    @given(st.integers(0, 10_000), MUTATIONS)
    def run(number: int, mutations: list[Mutation]) -> None:
        way, outlet, url, body = lists()[number % len(lists())]
        facts, changed = spider_class(outlet), mutate(body, mutations)

        def work() -> None:
            if way == "feed":
                listing = read_feed(changed, url, facts, NOW)
            elif way == "sitemap":
                listing = read_sitemap(changed, url, facts, NOW, 3)
            else:
                listing = read_section(changed.decode("utf-8", "replace"), url, facts, NOW)
            for link in listing.links:
                facts.is_article(link.url)
            links[way] += 1
            links["links"] += len(listing.links)

        measured(work, slowest)

    run()
    total = sum(links[way] for way in ("feed", "sitemap", "section"))
    print(f"\nmutated lists: {total} ({dict(links)}); slowest {slowest[0]:.2f} s")  # noqa: T201
    assert total >= 500
    assert links["links"] > 500
    assert slowest[0] < HANG
