"""The recipe of data/models/alike.npz: how likely two articles of one office tell the same event.

In: our own written office days (data/gold/stories.jsonl and the bundled press day), and pairs of real feed items that were read
(data/gold/story-readings.tsv: addresses and answers only; the texts are in DATA). Out: the weights of
nlp/grouping/same_event.py and a card. No sign may weigh against what it plainly speaks for: the weights are bounded by zero.
scipy is needed here only.
"""

from __future__ import annotations

import gzip
import itertools
import json
import tomllib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from data.gazetteer import Province, load_province
from data.model import Article
from data.paths import BUNDLED_DAY, GOLD
from data.text import nfc
from nlp.document import Document
from nlp.grouping import AGAINST, FREE, NAMES, common_words, cosine, extract_event_features, pair_features
from nlp.relevance import judge_relevance

STRENGTH = 0.3  # of the regularisation
DAYS = 3.5
READ_YES, READ_NO, UNREAD = 0.7, 1.0, 0.2  # the weights of a read pair and of one taken for "no" unread


@dataclass(frozen=True)
class OfficeDay:
    """Judged articles of one office with the right stories."""

    name: str
    province: str
    articles: Sequence[Article]
    stories: Sequence[str]


@dataclass(frozen=True)
class Pairs:
    """Pairs of articles: their features, whether they tell one event, their weights."""

    features: Any  # (n, len(NAMES)) float32
    same: Any
    weights: Any


def read_written_days() -> list[OfficeDay]:
    """Our own written days of six offices and the bundled press day (reprints left out: they are no question of similarity)."""
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in (GOLD / "stories.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        grouped[f"{record['province']} {record['day']}"].append(record)
    days = []
    for name, records in grouped.items():
        province = load_province(records[0]["province"])
        articles = [_about(_written(record), province) for record in records]
        days.append(OfficeDay(name, province.slug, articles, [record["story"] for record in records]))
    return [*days, read_press_day(BUNDLED_DAY)]


def read_press_day(folder: Path) -> OfficeDay:
    """The articles of a press day's edition, judged, with the stories of its truth.toml."""
    facts = tomllib.loads((folder / "day.toml").read_text("utf-8"))
    truth = [item for item in tomllib.loads((folder / "truth.toml").read_text("utf-8"))["item"] if item.get("in_edition")]
    items = [item for item in truth if not item.get("same_as")]
    province = load_province(facts["province"])
    articles = [_about(_day_article(folder / "articles" / f"{item['id']}.md"), province) for item in items]
    return OfficeDay(folder.name, province.slug, articles, [str(item["story"]) for item in items])


def _about(article: Article, province: Province) -> Article:
    """The article with its places and verdict: all that the grouper asks of a judgement."""
    relevance = judge_relevance(Document(article, province))
    return article.with_(mentions=relevance.mentions, relevance=relevance.verdict)


def _written(record: dict[str, Any]) -> Article:
    return Article(
        id=record["id"], url="", outlet=record["outlet"], title=record["title"], summary=record["summary"], body=record["body"],
        lang=record["lang"], published_at=datetime.fromisoformat(record["published_at"]),
    )  # fmt: skip


def _day_article(path: Path) -> Article:
    _, head, text = path.read_text("utf-8").split("+++", 2)
    facts = tomllib.loads(head)
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    return Article(
        id=path.stem, url="", outlet=facts["outlet"], title=nfc(lines[0].lstrip("# ")), lang=facts.get("lang", "vi"),
        summary=nfc(" ".join(line[1:].strip() for line in lines if line.startswith(">"))),
        body=nfc("\n".join(line for line in lines[1:] if not line.startswith((">", "!", "- [[")))),
        section=facts.get("section"), published_at=facts["published"],
    )  # fmt: skip


def pairs_of(day: OfficeDay) -> Pairs:
    """All pairs of a day."""
    rows = _pair_rows(day.province, day.articles)
    same = [left == right for left, right in itertools.combinations(day.stories, 2)]
    return Pairs(np.array([row for _, _, row in rows]), np.array(same), np.ones(len(same)))


def read_feed_pairs(material: Path) -> Pairs:
    """The pairs of feed items that were read, and the rest of their windows as "no"."""
    lines = [line.split("\t") for line in (GOLD / "story-readings.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    answers = {(left, right): answer for _, _, _, left, right, answer in lines}
    rows, same, weights = [], [], []
    for (slug, _, _), articles in _windows(material, sorted({(line[0], line[1], line[2]) for line in lines})).items():
        for left, right, row in _pair_rows(slug, articles):
            apart = abs(left.published_at - right.published_at) if left.published_at and right.published_at else timedelta()
            answer = answers.get((left.id, right.id)) or answers.get((right.id, left.id)) or "unread"
            if answer != "unsure" and apart <= timedelta(days=DAYS):
                rows.append(row)
                same.append(answer == "yes")
                weights.append({"yes": READ_YES, "no": READ_NO, "unread": UNREAD}[answer])
    return Pairs(np.array(rows), np.array(same), np.array(weights))


def _windows(material: Path, windows: list[tuple[str, str, str]]) -> dict[tuple[str, str, str], list[Article]]:
    """The feed items about each province in its window, judged to be about it, in order of publication."""
    with gzip.open(material / "corpus/feeds-2025-2026.jsonl.gz", "rt", encoding="utf-8") as lines:
        items = {item["url"]: item for item in map(json.loads, lines)}
    windowed: dict[tuple[str, str, str], list[Article]] = {}
    for slug, since, until in windows:
        province = load_province(slug)
        short = province.name.removeprefix("thành phố ")
        articles = []
        for item in items.values():
            if since <= item["published_at"][:10] < until and short in nfc(f"{item['title']} {item['summary'] or ''}"):
                article = _about(_fed(item), province)
                articles += [article] if article.relevance == "subject" else []
        windowed[slug, since, until] = sorted(articles, key=lambda article: (str(article.published_at), article.id))
    return windowed


def _fed(item: dict[str, Any]) -> Article:
    return Article(
        id=item["url"], url=item["url"], outlet=item["outlet"], title=nfc(item["title"]), summary=nfc(item["summary"] or ""),
        lang="vi", published_at=datetime.fromisoformat(item["published_at"]),
    )  # fmt: skip


def _pair_rows(slug: str, articles: Sequence[Article]) -> list[tuple[Article, Article, Any]]:
    """Each pair of articles of one office with its features."""
    common = common_words((load_province(slug).name,))
    featured = [(article, extract_event_features(Document(article), common)) for article in articles]
    return [
        (left, right, pair_features(left_features, right_features, cosine(left_features.terms, right_features.terms)))
        for (left, left_features), (right, right_features) in itertools.combinations(featured, 2)
    ]


def fit(parts: Sequence[Pairs]) -> Any:
    """Logistic regression with bounded weights."""
    from scipy.optimize import minimize

    rows = np.vstack([part.features for part in parts]).astype(float)
    sides = np.where(np.concatenate([part.same for part in parts]), 1.0, -1.0)
    weights = np.concatenate([part.weights for part in parts])
    held = np.array([0.0 if name == "one" else STRENGTH for name in NAMES])

    def loss(point: Any) -> tuple[float, Any]:
        edge = sides * (rows @ point)
        slope = -(weights * sides / (1 + np.exp(edge))) @ rows + 2 * held * point
        return float((weights * np.logaddexp(0, -edge)).sum() + (held * point * point).sum()), slope

    bounds = [(None, None) if name in FREE else (None, 0) if name in AGAINST else (0, None) for name in NAMES]
    return minimize(loss, np.zeros(len(NAMES)), jac=True, bounds=bounds, method="L-BFGS-B").x


def score_unseen(days: Sequence[OfficeDay], read: Pairs) -> dict[str, tuple[int, int, int]]:
    """By day, judged by weights that have not seen it: (pairs of one event, of them missed, pairs wrongly joined)."""
    parts = [pairs_of(day) for day in days]
    scores = {}
    for number, day in enumerate(days):
        weights = fit([*(part for index, part in enumerate(parts) if index != number), read])
        yes = parts[number].features @ weights >= 0
        same = parts[number].same
        scores[day.name] = int(same.sum()), int((same & ~yes).sum()), int((yes & ~same).sum())
    return scores


def train_stories(material: Path, out: Path) -> dict[str, tuple[int, int, int]]:
    """Trains, writes `alike.npz` and its card; gives the scores on days not seen."""
    from nlp.training.train import write_sums

    days, read = read_written_days(), read_feed_pairs(material)
    scores = score_unseen(days, read)
    weights = fit([*map(pairs_of, days), read])
    np.savez_compressed(out / "alike.npz", names=np.array(NAMES), weights=weights.astype(np.float32))
    (out / "alike.md").write_text(format_card(scores, read, weights), "utf-8")
    write_sums(out)
    return scores


def format_card(scores: dict[str, tuple[int, int, int]], read: Pairs, weights: Any) -> str:
    """The model's card."""
    days = "\n".join(
        f"  - {name}: {pairs} pairs of one event, {missed} missed, {wrong} wrongly joined"
        for name, (pairs, missed, wrong) in scores.items()
    )
    shares = ", ".join(f"{name} {value:.2f}" for name, value in zip(NAMES, weights, strict=True))
    return f"""# alike

How likely two articles of one office's archive tell the same event: a logistic regression over {len(NAMES)} features
(`nlp/grouping/same_event.py`).

- File: `alike.npz`, float32 weights, no pickle.
- Data: data/gold/stories.jsonl and the bundled press day (own texts), and {len(read.same)} pairs of feed items of six provinces
  (corpus/feeds-2025-2026.jsonl.gz of the shared material), {int(read.same.sum())} of them read as one event;
  data/gold/story-readings.tsv holds the readings, no text.
- Command: `diembao train stories --data ../shared`; nothing in it is left to chance.
- Scores of single pairs, each day judged by weights that have not seen it:
{days}
- Weights: {shares}.
- Limits: the written days are small and hold hard cases on purpose. Two matters of one kind at one place within days (a second
  investor in the same industrial park) are joined too readily; a feature story that names neither the place nor the matter of
  the news it belongs to stays apart.
"""
