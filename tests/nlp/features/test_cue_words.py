"""The cue words: found as regular expressions would find them, whole words and the longest first."""

from __future__ import annotations

import re

import pytest

from data.text import nfc
from data.text.normal import modern_tone
from nlp.features import cue_words as lexicon
from nlp.training import evaluate


def by_expression(text: str, kind: str) -> list[lexicon.Cue]:
    """What one expression a group finds."""
    found = []
    for group, phrases in lexicon.groups_of(kind).items():
        longest = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
        pattern = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest)) + r")(?!\w)")
        found += [lexicon.Cue(group, match.group(), match.start(), match.end()) for match in pattern.finditer(text)]
    return found


@pytest.mark.parametrize("kind", ["topic", "sign"])
def test_cues_are_found_as_expressions_find_them(kind: str) -> None:
    texts = [
        modern_tone(nfc(f"{record['title']}. {record['summary']}\n{record['body']}")).lower()
        for file in evaluate.WRITTEN.values()
        for record in evaluate.read_lines(evaluate.GOLD / file)
    ]
    every = "|".join(phrase for phrases in lexicon.groups_of(kind).values() for phrase in phrases)
    for text in (*texts, every, every.replace("|", " "), every.replace("|", "_"), ""):
        expected = by_expression(text, kind)
        assert list(lexicon.cues(text, kind)) == expected
        tally = lexicon.tally(text, kind)
        assert list(tally) == list(lexicon.groups_of(kind))
        assert sum(tally.values()) == len(expected)
