"""How safe, how tight and how quick the prefilter is: every province, every wrapping, against the full matcher.

In: texts (JSONL with title, summary, body, plain or gzip; default the corpus and gold set beside the repository, else our own
gold cases). Each is wrapped as a page six ways (`encodings`). Out: articles lost (named for the matcher, refused by the
prefilter), pages let through for one that the matcher finds, time per page beside the full parse.

All provinces are asked at once (`Prefilter.named`); that a province's own prefilter says the same is checked on a part of the
pages.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import ahocorasick

from crawler.bench.encodings import WRAPPINGS, Text
from crawler.bench.read import CORPORA, NoPages, saved_pages
from crawler.prefilter import Prefilter
from data.benchmark import Race, race
from data.gazetteer import Province, load_province
from data.gazetteer.units import province_rows
from data.model import Article
from data.paths import ROOT
from data.text.scan import bounded, scan

SHARED = ROOT.parent / "shared"
TEXTS = (SHARED / "corpus" / "articles-30k.jsonl.gz", SHARED / "gold" / "relevance.dev.jsonl.gz")
OWN_TEXTS = (ROOT / "data" / "gold" / "cases.jsonl",)
SAMPLE = 1500  # articles: about two minutes
ENOUGH = 20  # articles that name a province, before its own ratio is told
EVERY = 40  # of so many articles one is asked of every province's own prefilter
ACCENTS = 0.1  # a text with fewer accented letters may be matched without accents: no shortcut
ROUNDS = 7
PROVINCE = "hai-duong"  # whose prefilter is timed
LABELS = {
    "articles": "Số bài", "wrappings": "Cách viết", "provinces": "Số tỉnh", "found": "Lượt bài nêu tên tỉnh (bộ đối chiếu)",
    "lost": "Lượt bài lọc nhanh bỏ sót", "disagree": "Lượt hỏi riêng từng tỉnh cho kết quả khác",
    "let_through": "Lượt cho qua, so với bộ đối chiếu", "worst": "Tỉnh cho qua nhiều nhất",
    "worst_let_through": "Tỉnh ấy cho qua",
    "gate_ms": "Một trang đã lưu, một tỉnh (mili giây)", "parse_ms": "Đọc cả trang ấy (mili giây)",
    "all_provinces_ms": "Một bài, mọi tỉnh (mili giây)",
}  # fmt: skip


Track = Callable[[Sequence[Article]], Iterable[Article]]  # gives the articles on, one by one


@dataclass
class Sweep:
    """What came of asking the prefilter. Counts are by (wrapping, province) where two are named."""

    articles: int = 0
    seconds: float = 0.0  # in the prefilter of all provinces
    pages: int = 0
    disagree: int = 0
    named: Counter[str] = field(default_factory=Counter)
    passed: Counter[tuple[str, str]] = field(default_factory=Counter)
    lost: list[tuple[str, str, str]] = field(default_factory=list)  # article, province, wrapping

    @property
    def let_through(self) -> float:
        """Pages let through for each one that the matcher finds, over all provinces, in the worst wrapping."""
        sums: Counter[str] = Counter()
        for (wrapping, _), count in self.passed.items():
            sums[wrapping] += count
        return max(sums.values(), default=0) / max(1, self.named.total())

    def worst(self) -> tuple[str, float]:
        """The province with the highest ratio in its worst wrapping, and that ratio."""
        ratios = {
            slug: max(self.passed[name, slug] for name in WRAPPINGS) / count
            for slug, count in self.named.items()
            if count >= ENOUGH or self.articles < SAMPLE // 2
        }
        slug = max(ratios, key=lambda name: ratios[name], default="")
        return slug, ratios.get(slug, 0.0)


class FullMatcher:
    """Every province's matcher over one article; only those are asked whose names are among the words of the text."""

    def __init__(self, provinces: Sequence[Province]) -> None:
        self.provinces = {province.slug: province for province in provinces}
        keys: dict[str, set[str]] = {}
        for province in provinces:
            for after in (False, True):
                for key in province.matcher(after=after).entries:
                    keys.setdefault(key, set()).add(province.slug)
        self.automaton = ahocorasick.Automaton()
        for key, slugs in keys.items():
            self.automaton.add_word(key, (len(key), slugs))
        self.automaton.make_automaton()

    def named(self, article: Article) -> frozenset[str]:
        """Slugs of the provinces that the article names: mentions that are no namesakes."""
        asked = (self.provinces[slug] for slug in sorted(self._likely(article)))
        return frozenset(
            province.slug for province in asked if any(mention.kind != "namesake" for mention in province.find_article(article))
        )

    def _likely(self, article: Article) -> Iterable[str]:
        texts = [scan(article.field(name)) for name in ("title", "summary", "body")]
        letters = [char for text in texts for char in text.plain if char.isalpha()]
        if sum(not char.isascii() for char in letters) < ACCENTS * len(letters):
            return self.provinces
        likely: set[str] = set()
        for text in texts:
            for last, (length, slugs) in self.automaton.iter(text.lower):
                if not slugs <= likely and bounded(text.plain, last + 1 - length, last + 1):
                    likely |= slugs
        return likely


@dataclass(frozen=True)
class PrefilterRace:
    """The race of one page, and the sweep over all texts: an article that was lost is a fault."""

    race: Race
    sweep: Sweep

    @property
    def is_safe(self) -> bool:
        """True where no article was lost and a province's own prefilter says the same as that of all."""
        return not self.sweep.lost and not self.sweep.disagree


def bench_prefilter(corpus: Path | None, *, sample: int | None = SAMPLE, track: Track = iter) -> PrefilterRace:
    """The figures of `diembao bench gate`; `sample` None: every article. `track` may show how far it is. Raises NoPages."""
    files = (corpus,) if corpus else TEXTS if all(path.exists() for path in TEXTS) else OWN_TEXTS
    if missing := [path for path in files if not path.exists()]:
        raise NoPages(f"Không có tệp {missing[0]}.")
    articles = spread(list(read_articles(files)), sample)
    provinces = [load_province(slug) for slug in province_rows()]
    result = sweep(articles, provinces, track)
    pages = [page.source for folder in CORPORA if folder.is_dir() for page in saved_pages(folder)]
    timed = _timed(pages, Prefilter.of([load_province(PROVINCE)]))
    slug, worst = result.worst()
    timed.more.update(
        articles=result.articles, wrappings=len(WRAPPINGS), provinces=len(provinces), found=result.named.total(),
        lost=len(result.lost), disagree=result.disagree, let_through=round(result.let_through, 3), worst=slug,
        worst_let_through=round(worst, 3), gate_ms=round(1000 / timed.ours, 3), parse_ms=round(1000 / timed.peer, 3),
        all_provinces_ms=round(1000 * result.seconds / max(1, result.pages), 3),
    )  # fmt: skip
    return PrefilterRace(timed, result)


def read_articles(files: Iterable[Path]) -> Iterator[Article]:
    """The texts of JSONL files as undated articles."""
    for path in files:
        with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                row = json.loads(line)
                title, summary, body = (str(row.get(name) or "") for name in ("title", "summary", "body"))
                article_id = str(row.get("id") or f"{path.name}:{number}")
                yield Article(id=article_id, url="", outlet="", title=title, summary=summary, body=body)


def spread(articles: list[Article], sample: int | None) -> list[Article]:
    """So many of them, evenly spread."""
    if sample is None or sample >= len(articles):
        return articles
    return [articles[index * len(articles) // sample] for index in range(sample)]


def sweep(articles: Sequence[Article], provinces: Sequence[Province], track: Track = iter) -> Sweep:
    """Asks the prefilter of all provinces about each article in each wrapping, and the full matcher about the article."""
    prefilter, matcher = Prefilter.of(provinces), FullMatcher(provinces)
    single = {province.slug: Prefilter.of([province]) for province in provinces}
    result = Sweep()
    for number, article in enumerate(track(articles)):
        truth = matcher.named(article)
        result.articles += 1
        result.named.update(truth)
        text = Text(article.title or "", article.summary or "", article.body or "")
        for name, wrapped in WRAPPINGS.items():
            page = wrapped(text)
            began = perf_counter()
            named = prefilter.named(page)
            result.seconds += perf_counter() - began
            result.pages += 1
            result.passed.update((name, slug) for slug in named)
            result.lost += [(article.id, slug, name) for slug in sorted(truth - named)]
            if number % EVERY == 0:
                result.disagree += sum(own_filter.passes(page) != (slug in named) for slug, own_filter in single.items())
    return result


def _timed(pages: Sequence[bytes], prefilter: Prefilter) -> Race:
    from crawler.extraction import read_page

    address = "https://example.com.vn/bai-1.html"
    return race(
        lambda: [prefilter.passes(page) for page in pages], lambda: [read_page(page, address) for page in pages],
        units=len(pages), rounds=ROUNDS, peer_name="đọc cả trang", unit="trang/giây",
    )  # fmt: skip
