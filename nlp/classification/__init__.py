"""Topic, tone toward the province, issue and urgent flags.

In: a `Document`. Out: labels with their reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from nlp.classification.flags import judge_issue, judge_urgent
    from nlp.classification.tone import judge_tone, score_bonus
    from nlp.classification.topics import judge_topic

__all__ = ["judge_issue", "judge_tone", "judge_topic", "judge_urgent", "score_bonus"]
__getattr__ = door(
    __name__,
    {"judge_issue": "flags", "judge_urgent": "flags", "judge_tone": "tone", "score_bonus": "tone", "judge_topic": "topics"},
)
