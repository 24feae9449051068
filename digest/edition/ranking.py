"""Rank stories, and choose the block of each.

In: stories with their labels. Out: sort keys, and the block of each story. A tie goes to the earlier article.
"""

from __future__ import annotations

from collections.abc import Sequence

from data.model import TOPICS
from digest.model import Block, EditionArticle, EditionStory

# The reach of an outlet: central press first. An aggregator adds nothing of its own.
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
FIELD_ORDER = {topic: index for index, topic in enumerate(TOPICS)}


def order_field(topic: str) -> int:
    """The place of a field in the mail, from 0; a field that is not in the taxonomy comes last."""
    return FIELD_ORDER.get(topic, len(FIELD_ORDER))


def _weigh_own_sources(articles: Sequence[EditionArticle]) -> dict[str, int]:
    return {a.source.name: OWNER_WEIGHT.get(a.source.owner_type, 1) for a in articles if a.original}


def weigh_story(story: EditionStory) -> tuple[int, ...]:
    """Weigh a story; larger stands earlier.

    In order: issue, urgency, tone, press agencies with an article of their own, their reach, articles in all, growth.
    """
    reach = _weigh_own_sources(story.articles)
    return (
        int(story.issue),
        int(story.urgent),
        int(story.tone == "negative"),
        len(reach),
        sum(reach.values()),
        len(story.articles),
        int(bool(story.continues)),
    )


def rank_story(story: EditionStory) -> tuple[object, ...]:
    """Make the sort key of a story inside a block: heaviest first."""
    return (*(-part for part in weigh_story(story)), story.articles[0].published_at, story.id)


def wants_attention(story: EditionStory) -> bool:
    """Whether a story belongs into the first block: báo nêu, tin nhanh, other negative stories of weight."""
    if story.issue:
        return True
    if story.tone == "positive":
        return False
    return story.urgent or (story.tone == "negative" and len(_weigh_own_sources(story.articles)) >= HEAVY_OUTLETS)


def assign_blocks(stories: Sequence[EditionStory], *, attention: int) -> list[tuple[Block, EditionStory]]:
    """Pair every story with its block, in the order of the mail; at most `attention` in the first."""
    ranked = sorted(stories, key=rank_story)
    first = [story for story in ranked if wants_attention(story)][:attention]
    chosen = {story.id for story in first}
    rest = [story for story in ranked if story.id not in chosen]
    foreign = [story for story in rest if all(article.source.foreign for article in story.articles)]
    apart = {story.id for story in foreign}
    by_field = sorted((story for story in rest if story.id not in apart), key=lambda story: order_field(story.topic))
    return [
        *((Block.ATTENTION, story) for story in first),
        *((Block.FIELD, story) for story in by_field),
        *((Block.FOREIGN, story) for story in foreign),
    ]
