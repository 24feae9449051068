"""What happened, told by its words: awards, rescues, raids, floods, openings, appointments, fixtures…

In: a text that is NFC, modern tone and lower case. Out: how often each kind of happening occurs in it (at most three times).
Finer than the groups of nlp/features/cue_words.py, which are quoted as evidence: these are only features of the models of tone,
issue and field, which learn what each kind means from labelled texts. The words stand in nlp/lexicons/event_cues.toml.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from nlp.lexicons import load_lexicon

MOST = 3  # a word said more often tells no more

_LISTS = load_lexicon("event_cues")
# Who helps and, within one clause, how.
_HELPERS = f"(?:{_LISTS['helpers'].alternatives})[^.;]{{0,50}}(?:{_LISTS['helpers_do'].alternatives})"
# One kind, its phrases as a pattern; whole words, but for those of MARKS. The order is the order of the models' inputs.
HAPPENINGS: Mapping[str, str] = {
    kind: _HELPERS if kind == "helpers" else phrases.alternatives for kind, phrases in _LISTS.items() if kind != "helpers_do"
}
MARKS: Mapping[str, str] = {
    "roundup": r"điểm tin|tin tức (?:sáng|chiều|tối)|xem nhanh|bản tin|toàn cảnh|\|",
    "question": r"\?",
    "exclaim": "!",
    "quote": "['\"“‘’]",
}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    whole = [re.compile(rf"(?<!\w)(?:{phrases})(?!\w)") for phrases in HAPPENINGS.values()]
    return (*whole, *(re.compile(phrases) for phrases in MARKS.values()))


def tally(text: str) -> list[float]:
    """How often each happening occurs, in a fixed order."""
    return [float(min(len(pattern.findall(text)), MOST)) for pattern in _patterns()]
