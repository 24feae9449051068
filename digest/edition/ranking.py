"""Which story stands first: weight of a story, and the choice of "nội dung cần chú ý".

In: stories with their labels. Out: sort keys, and the block of each story. Pure; a tie goes to the earlier article.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.model import TOPICS
from digest.model import Block, EditionArticle, EditionStory

# How far a paper is heard: central press first. An aggregator adds nothing of its own.
OWNER_WEIGHT = {
    "trung-uong": 3,
    "bo-nganh": 2,
    "doan-the": 2,
    "nuoc-ngoai": 2,
    "dia-phuong": 1,
    "tap-chi": 1,
    "cua-tinh": 1,
    "tong-hop": 0,
}
HEAVY_OUTLETS = 3  # press agencies with an article of their own that make a negative story one of weight
FIELD_ORDER = {topic: place for place, topic in enumerate(TOPICS)}


def _own_sources(articles: Sequence[EditionArticle]) -> dict[str, int]:
    return {a.source.name: OWNER_WEIGHT.get(a.source.owner_type, 1) for a in articles if a.original}


def weight(story: EditionStory) -> tuple[int, ...]:
    """Larger = told earlier: issue, urgency, tone, press agencies with their own article, their rank, articles in all, growth."""
    own = _own_sources(story.articles)
    return (
        int(story.issue),
        int(story.urgent),
        int(story.tone == "negative"),
        len(own),
        sum(own.values()),
        len(story.articles),
        int(bool(story.continues)),
    )


def order(story: EditionStory) -> tuple[object, ...]:
    """The sort key inside a block: heaviest first."""
    return (*(-part for part in weight(story)), story.articles[0].published_at, story.id)


def wants_attention(story: EditionStory) -> bool:
    """Báo nêu and tin nhanh, and other negative stories of weight; never a positive one that is neither an issue."""
    if story.issue:
        return True
    if story.tone == "positive":
        return False
    return story.urgent or (story.tone == "negative" and len(_own_sources(story.articles)) >= HEAVY_OUTLETS)


def blocks(stories: Sequence[EditionStory], *, attention: int) -> list[tuple[Block, EditionStory]]:
    """Every story with its block, in the order told. `attention` is the most stories block I may hold."""
    ranked = sorted(stories, key=order)
    first = [story for story in ranked if wants_attention(story)][:attention]
    chosen = {story.id for story in first}
    rest = [story for story in ranked if story.id not in chosen]
    foreign = [story for story in rest if all(article.source.foreign for article in story.articles)]
    apart = {story.id for story in foreign}
    by_field = sorted(
        (story for story in rest if story.id not in apart), key=lambda story: FIELD_ORDER.get(story.topic, len(FIELD_ORDER))
    )
    return [
        *((Block.ATTENTION, story) for story in first),
        *((Block.FIELD, story) for story in by_field),
        *((Block.FOREIGN, story) for story in foreign),
    ]
