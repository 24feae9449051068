"""Search in the archive, with or without accents.

In: what an analyst typed, and filters. Out: articles, corrections laid over. A query with any accent asks the exact table (so
"hải dương" never finds "hai đường"), one without asks the folded table (so "da nang" finds "Đà Nẵng"). Words are taken out of the
query and quoted one by one, so no input is a syntax error; text in double quotes is a phrase.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypedDict, Unpack

from data.archive.articles import Articles
from data.archive.records import article_of
from data.errors import OperatorError
from data.model import TOPICS, Article
from data.model.taxonomy import topic_slug
from data.storage import Store
from data.storage.columns import stamp_or_none, storable
from data.text import compare_key, fold, nfc
from data.text.dates import VN
from data.text.normal import modern_tone, search_words

MOST_ROWS = 200
QUOTES = re.compile(r"[\"“”]")
# The older place of the tone mark, still frequent in the press: "hoà" for "hòa". Keys are the modern endings.
OLD_TONE = {
    modern: old
    for moderns, olds in (("òóỏõọ", "oàoáoảoãoạ"), ("òóỏõọ", "oèoéoẻoẽoẹ"), ("ùúủũụ", "uỳuýuỷuỹuỵ"))
    for modern, old in zip(
        (vowel + olds[1].translate(str.maketrans("àèỳ", "aey")) for vowel in moderns),
        (olds[n : n + 2] for n in range(0, 10, 2)),
        strict=True,
    )
}
ENDING = re.compile("(?<!q)(?:" + "|".join(OLD_TONE) + ")$")
SLACK = (
    1000  # rows; by order of keeping, the newest by publication lie among these: no article is kept days after 1000 younger ones
)


class Filters(TypedDict, total=False):
    """What a search can be narrowed by. Times are aware; both ends count by publication, or keeping where that is unknown."""

    since: datetime | None
    until: datetime | None
    outlet: str | None
    topic: str | None
    tone: str | None
    place: str | None
    sort: str  # "new" (default) or "rank"
    limit: int  # default MOST_ROWS


class UnknownTopic(OperatorError):
    """No field of that name; the message is for the operator."""


class SearchRequest(TypedDict, total=False):
    """What a person narrows a search by; None and a missing key mean the same."""

    since: date | None  # local days, both included
    until: date | None
    outlet: str | None
    topic: str | None  # slug or Vietnamese label
    tone: str | None
    place: str | None
    sort: str  # "new" (default) or "rank"
    limit: int


@dataclass(frozen=True)
class SearchRow:
    """One article that was found, and the label of its outlet."""

    article: Article
    outlet: str


class Search:
    """The search of an archive."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def find(self, query: str, **filters: Unpack[Filters]) -> list[Article]:
        """The articles that hold every word of the query, newest first ("rank": best first). An empty query lists by the filters
        alone; a query of punctuation finds nothing."""
        match = match_expression(query)
        if match is None and query.strip():
            return []
        table = "search_exact" if has_accent(query) else "search_folded"
        limit = filters.get("limit", MOST_ROWS)
        values = _values(filters) | {"match": match, "limit": limit, "reach": limit + SLACK}
        self.store.connection.create_function(
            "place_key", 1, fold if values.pop("folded_place") else compare_key, deterministic=True
        )
        conditions = " AND ".join(["1", *(condition for name, condition in CONDITIONS.items() if values[name] is not None)])
        if match is None:
            sql = NEWEST.format(source="articles", key="number", match="1", conditions=conditions)
        elif filters.get("sort", "new") == "rank":
            sql = BEST.format(table=table, conditions=conditions)
        else:
            sql = NEWEST.format(source=table, key="rowid", match=f"{table} MATCH :match", conditions=conditions)
        return [article_of(row) for row in self.store.rows(sql, values)]


# Whole articles are fetched last, for the numbers that were chosen: sorting them with their texts costs ten times as much.
FETCH = "SELECT told.* FROM ({chosen}) AS chosen CROSS JOIN told ON told.number = chosen.number ORDER BY {order}"
# Walks the index backwards and stops early, so that the cost does not grow with the archive.
NEWEST = FETCH.format(
    chosen="SELECT number, at FROM (SELECT told.number AS number, COALESCE(told.published_at, told.kept_at) AS at "
    "FROM {source} CROSS JOIN told ON told.number = {source}.{key} WHERE {match} AND {conditions} "
    "ORDER BY {source}.{key} DESC LIMIT :reach) ORDER BY at DESC, number DESC LIMIT :limit",
    order="chosen.at DESC, chosen.number DESC",
)
BEST = FETCH.format(
    chosen="SELECT told.number AS number, hit.score AS score, COALESCE(told.published_at, told.kept_at) AS at "
    "FROM (SELECT rowid AS number, bm25({table}, 4, 2, 1) AS score FROM {table} WHERE {table} MATCH :match) AS hit "
    "CROSS JOIN told ON told.number = hit.number WHERE {conditions} ORDER BY hit.score, at DESC LIMIT :limit",
    order="chosen.score, chosen.at DESC, chosen.number DESC",
)
CONDITIONS = {
    "since": "COALESCE(told.published_at, told.kept_at) >= :since",
    "until": "COALESCE(told.published_at, told.kept_at) <= :until",
    "outlet": "told.outlet = :outlet",
    "topic": "told.topic = :topic",
    "tone": "told.tone = :tone",
    "place": (
        "(EXISTS (SELECT 1 FROM json_each(told.places) WHERE instr(place_key(value), :place_folded)) "
        "OR EXISTS (SELECT 1 FROM json_each(told.mentions) WHERE json_extract(value, '$.place') = :place))"
    ),
}


def _values(filters: Filters) -> dict[str, object]:
    place = storable(nfc(filters.get("place") or "")).strip() or None
    folded = place is not None and not has_accent(place)
    return {
        "since": stamp_or_none(filters.get("since")),
        "until": stamp_or_none(filters.get("until")),
        "outlet": filters.get("outlet"),
        "topic": filters.get("topic"),
        "tone": filters.get("tone"),
        "place": place,
        "place_folded": None if place is None else fold(place) if folded else compare_key(place),
        "folded_place": folded,
    }


def has_accent(query: str) -> bool:
    """Whether the query says anything that folding would lose."""
    text = nfc(query).lower()
    return fold(text) != text


def match_expression(query: str) -> str | None:
    """The FTS5 expression for what a person typed; None when it holds no word. Never a syntax error."""
    parts = []
    for n, piece in enumerate(QUOTES.split(storable(nfc(query)))):
        words = [word for word in search_words(piece) if any(char.isalnum() for char in word)]
        if n % 2 and len(words) > 1:  # inside quotes
            parts.append(_either(" ".join(words)))
        else:
            parts += [_either(word) for word in words]
    return " AND ".join(parts) or None


def _either(words: str) -> str:
    """The words quoted, in both spellings of the tone mark where they differ."""
    modern = modern_tone(words.lower())
    old = " ".join(ENDING.sub(lambda match: OLD_TONE[match[0]], word) for word in modern.split())
    spellings = dict.fromkeys((modern, old))
    quoted = [f'"{spelling}"' for spelling in spellings]
    return quoted[0] if len(quoted) == 1 else f"({' OR '.join(quoted)})"


def search_articles(index: Search, articles: Articles, query: str, **request: Unpack[SearchRequest]) -> list[SearchRow]:
    """The articles that a person asks for, newest first ("rank": best first). Raises UnknownTopic."""
    topic = request.get("topic")
    if topic is not None and topic_slug(topic) not in TOPICS:
        raise UnknownTopic(f"--topic: không có lĩnh vực “{topic}”. Cách xử lý: chọn một trong: {', '.join(TOPICS)}.")
    since, until = request.get("since"), request.get("until")
    filters = Filters(
        since=None if since is None else datetime.combine(since, time.min, VN),
        until=None if until is None else datetime.combine(until + timedelta(days=1), time.min, VN) - timedelta(microseconds=1),
        outlet=request.get("outlet"),
        topic=None if topic is None else topic_slug(topic),
        tone=request.get("tone"),
        place=request.get("place"),
        sort=request.get("sort", "new"),
        limit=request.get("limit", MOST_ROWS),
    )
    labels = {name: outlet.label for name, outlet in articles.outlets().items()}
    return [SearchRow(article, labels.get(article.outlet, article.outlet)) for article in index.find(query, **filters)]
