"""Pairs that colleagues labelled by reading: the tables in data/gold/ joined with the corpora they name.

In: a table (id, province, verdict, tone, issue, topic, confidence; no text), DATA/corpus/articles-30k.jsonl.gz and, for the ids
that `feed_id` makes of an address, DATA/corpus/feeds-2025-2026.jsonl.gz. Out: rows of the same form as
DATA/gold/relevance.dev.jsonl.gz. Empty where the corpus is not at hand.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from data.paths import GOLD
from data.text.normal import nfc

TABLE = GOLD / "corpus-readings.tsv"  # drawn where the verdict was in doubt
TONES_TABLE = GOLD / "tone-readings.tsv"  # drawn where only the tone was in doubt: it would teach little of the verdict
FEED = "feed_"


def readings(data: Path, table: Path = TABLE) -> list[dict[str, Any]]:
    """The labelled pairs in the table's order; a pair whose article the corpus lacks is left out."""
    corpus = data / "corpus" / "articles-30k.jsonl.gz"
    if not (table.exists() and corpus.exists()):
        return []
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    wanted = {line["id"] for line in lines}
    articles = {row["id"]: row for row in _rows(corpus) if row["id"] in wanted}
    feeds = data / "corpus" / "feeds-2025-2026.jsonl.gz"
    if feeds.exists() and any(key.startswith(FEED) for key in wanted):
        articles |= {key: row | {"id": key} for row in _rows(feeds) if (key := feed_id(row["url"])) in wanted}
    return [_pair(line, articles[line["id"]]) for line in lines if line["id"] in articles]


def feed_id(url: str) -> str:
    """The id of a feed item in a table: its address, hashed, since an address repeats the headline."""
    return FEED + hashlib.sha256(url.encode()).hexdigest()[:16]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def _pair(line: dict[str, str], article: dict[str, Any]) -> dict[str, Any]:
    texts = {field: nfc(article.get(field) or "") for field in ("title", "summary", "body")}
    gold = {
        "verdict": line["verdict"], "confidence": line["confidence"], "tone": line["tone"] or None,
        "issue": line["issue"] == "yes" if line["issue"] else None, "topic": line["topic"] or None,
    }  # fmt: skip
    return {
        "id": article["id"], "province": line["province"], "url": "", "outlet": "",
        "published_at": article.get("published_at") or "", **texts, "gold": gold,
    }  # fmt: skip
