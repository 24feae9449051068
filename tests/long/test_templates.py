"""Twenty outlets change their template in five ways, twenty do not: twenty alarms within one run, none for the others."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from crawler.engine.spider import PROVED
from crawler.register import by_host, spider_classes
from data.crawl_store import CrawlStore
from data.text.dates import VN
from diembao.demo.replay.server import Answer
from tests.support.press_day import article, write_day
from tests.support.replayed import replayed

NOW = datetime(2020, 6, 1, 21, 0, tzinfo=VN)
EACH = 20
ALARMS = ("template_changed", "field_missing")
DATES = re.compile(
    rb'<script type="application/ld\+json">.*?</script>|<meta[^>]*(?:published|modified|pubdate|date)[^>]*>|<time.*?</time>'
    rb"|\d{1,2}[/-]\d{1,2}[/-]\d{4}|\d{4}-\d{2}-\d{2}T?[\d:+]*", re.S | re.I,
)  # fmt: skip
TITLES = re.compile(
    rb'<h1.*?</h1>|<title.*?</title>|<meta[^>]*title[^>]*>|"(?:headline|name|title)"\s*:\s*"(?:[^"\\]|\\.)*",?|<h1[^>]*>'
    rb'|<div class="title-detail".*?</div>', re.S | re.I,
)  # fmt: skip
NAMES = re.compile(rb'(<(?:div|article|section|main|p|span|h\d)\b[^>]*?)\s(?:class|id|itemprop|data-[\w-]+)="[^"]*"', re.I)


def no_dates(body: bytes) -> bytes:
    return DATES.sub(b"", body)


def no_titles(body: bytes) -> bytes:
    return TITLES.sub(b"", body)


def other_names(body: bytes) -> bytes:
    """Every class and id of the page's blocks renamed, as a new design has them; structured data of the text gone."""
    for _ in range(4):
        body = NAMES.sub(rb"\1", body)
    return re.sub(rb'"articleBody"\s*:\s*"(?:[^"\\]|\\.)*",?', b"", body)


def a_shell(body: bytes) -> bytes:
    return b'<html><head><script src="/app.js"></script></head><body><div id="app"></div></body></html>'


def an_empty_page(body: bytes) -> bytes:
    return b""


DATED_BY_ADDRESS = ("vccorp", "baotintuc")  # families whose addresses hold the time: a date is never lost there
WAYS = (no_dates, no_titles, other_names, a_shell, an_empty_page)


@pytest.mark.long
def test_twenty_broken_templates_raise_twenty_alarms(tmp_path: Path) -> None:
    known = [name for name, cls in spider_classes().items() if cls.lang == "vi" and cls.confidence.get("family", "C") in PROVED]
    undated = [name for name in known if spider_classes()[name].family not in DATED_BY_ADDRESS]
    first = undated[: EACH // len(WAYS)]
    rest = [name for name in known if name not in first]
    broken, untouched = first + rest[: EACH - len(first)], rest[EACH - len(first) :]
    untouched = (untouched + [name for name, cls in spider_classes().items() if cls.lang == "vi" and name not in known])[:EACH]
    chosen = broken + untouched
    way = {name: WAYS[number * len(WAYS) // EACH] for number, name in enumerate(broken)}

    def spoil(host: str, target: str, answer: Answer) -> Answer:
        facts = by_host(host)
        if facts is None or facts.name not in way or answer.status != 200 or not facts.is_article(f"https://{host}{target}"):
            return answer
        return replace(answer, body=way[facts.name](answer.body))

    articles = {"mot": article("mot", "tuoitre", "01 08:15", "Vải thiều Thanh Hà được mùa")}
    settings = f"outlets = {chosen}".replace("'", '"')
    with replayed(write_day(tmp_path / "day", articles), tmp_path, settings=settings, spoil=spoil) as office:
        office.run("crawl", NOW)
        with CrawlStore.open(office.var / "crawl.db", now=NOW) as store:
            states = store.outlet_states(chosen, NOW)
    missed = {name: (way[name].__name__, states[name].state) for name in broken if states[name].state not in ALARMS}
    false = {name: (states[name].state, states[name].why) for name in untouched if states[name].state in ALARMS}
    print(f"\ntemplates: {EACH - len(missed)} of {EACH} broken raised an alarm, {len(false)} of {EACH} untouched")  # noqa: T201
    assert (len(broken), len(untouched)) == (EACH, EACH)
    assert missed == {}
    assert false == {}
