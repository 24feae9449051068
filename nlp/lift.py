"""A second look at what was called passing: an article that tells the same event as articles about the province is about it too.

In: the grouper that holds the stories about the province, articles called passing. Out: the same article as "subject", with its
reason, or None. Some papers tell a local event with hardly a name of the province: a feature, a photo story, a follow-up that
takes the place for granted. One such text proves little; beside the others of its story it is plain. The bounds were chosen on
press days written for the purpose: there every article above them belonged to the story, the nearest others lay at 0.68 with a
score of 0.01 and at 0.58 with 0.20.
"""

from __future__ import annotations

from dataclasses import replace

from data.gazetteer import Province
from data.model import Article
from nlp import judge as judging
from nlp.grouping.stories import Grouper

SURE_LIKENESS, FAINT_SCORE = 0.85, 0.015  # nearly certainly the same event: the slightest sign of the province is enough
LIKENESS, SCORE = 0.65, 0.15  # probably the same event: the text itself must be doubtful, not plainly elsewhere


def lift(grouper: Grouper, article: Article, province: Province) -> Article | None:
    """The article judged anew as part of a story about the province, or None where it stays passing.

    Only articles called passing and never one whose verdict a person has set.
    """
    if article.relevance != "passing" or "relevance" in article.corrected or (article.score or 0.0) < FAINT_SCORE:
        return None
    full = judging.judge(article, province)
    near = grouper.near(full)
    if near is None:
        return None
    story, likeness = near
    if likeness < SURE_LIKENESS and (likeness < LIKENESS or (article.score or 0.0) < SCORE):
        return None
    reason = f"Cùng nội dung với tin, bài viết về tỉnh (mã nội dung {story})"
    return replace(full, relevance="subject", reasons=(reason, *full.reasons))
