"""Pairs that colleagues labelled by reading: the table data/gold/corpus-readings.tsv joined with the corpus it names.

In: the table (corpus id, province, verdict, tone, issue, topic, confidence; no text) and DATA/corpus/articles-30k.jsonl.gz. Out:
rows of the same form as DATA/gold/relevance.dev.jsonl.gz. Empty where the corpus is not at hand.
"""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

from data.text import nfc

TABLE = Path(__file__).resolve().parent.parent / "data" / "gold" / "corpus-readings.tsv"


def readings(data: Path, table: Path = TABLE) -> list[dict[str, Any]]:
    """The labelled pairs in the table's order; a pair whose article the corpus lacks is left out."""
    corpus = data / "corpus" / "articles-30k.jsonl.gz"
    if not (table.exists() and corpus.exists()):
        return []
    with table.open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="\t"))
    wanted = {line["id"] for line in lines}
    with gzip.open(corpus, "rt", encoding="utf-8") as file:
        articles = {row["id"]: row for row in map(json.loads, file) if row["id"] in wanted}
    return [_pair(line, articles[line["id"]]) for line in lines if line["id"] in articles]


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
