"""Number the stories of an edition and the rows of its annex.

In: stories in their order. Out: the same stories, numbered from 1 through the whole edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from digest.model import EditionStory


def number_stories(stories: Iterable[EditionStory]) -> tuple[EditionStory, ...]:
    """Number stories and rows from 1; each row carries the number of its story."""
    numbered: list[EditionStory] = []
    row = 0
    for number, story in enumerate(stories, start=1):
        articles = []
        for article in story.articles:
            row += 1
            articles.append(replace(article, row=row, story=number))
        numbered.append(replace(story, number=number, articles=tuple(articles)))
    return tuple(numbered)
