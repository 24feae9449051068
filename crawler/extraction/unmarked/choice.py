"""Which of several readings of one page is its article: by what they share and by who has more of it.

In: lines as our own guess has them, the text that the page states in its JSON-LD, and a way to ask trafilatura. Out: lines. Our
own keep the page's paragraphs and are taken where the others agree; trafilatura is asked only where that is not sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from data.text import compare_key

WORDS = 4  # of one shingle
SHARED = 0.8  # of a text that stands in another: the two agree
APART = 0.5  # below, two texts are of different things
LONGER = 1.5  # times as long: the shorter one is cut off
WHOLE = 0.7  # of our length: a stated text that reaches it is no teaser
SURE = 0.9  # of the page's running text: nothing else can be the article
ENOUGH = 120  # characters of an article
WORD = re.compile(r"\w+")
CUT = re.compile(r"(?:…|\.\.\.|\[[^\[\]]{0,20}\]|&hellip;)\s*$")
END = re.compile(r"[.!?:;)\]\"'”’»*/]\s*$")


def choose_text(own_lines: Sequence[str], stated: Sequence[str], share: float, ask: Callable[[], list[str]]) -> list[str]:
    """The article's lines. `share`: how much of the page's running text ours are; `ask`: trafilatura's lines."""
    lines = list(own_lines)
    if sum(map(len, stated)) < ENOUGH:
        return _beside_peer(lines, share, ask)
    if not lines:
        return _with_paragraphs(list(stated), ask)
    mine, theirs = shingles(lines), shingles(stated)
    in_mine, in_theirs = part(theirs, mine), part(mine, theirs)
    if in_mine >= SHARED:
        return trimmed(lines, theirs) if is_whole(stated, lines) else lines
    if in_theirs >= SHARED:
        return _with_paragraphs(list(stated), ask)
    if in_mine >= APART or in_theirs >= APART:  # the same article, each with something of its own
        return lines if size(lines) >= size(stated) else _with_paragraphs(list(stated), ask)
    if CUT.search(stated[-1]) is None:
        return list(stated)  # what the page shows where we looked is something else
    peer = shingles(ask())
    return lines if part(mine, peer) > part(theirs, peer) and size(lines) >= ENOUGH else list(stated)


def _beside_peer(lines: list[str], share: float, ask: Callable[[], list[str]]) -> list[str]:
    """Ours, or trafilatura's where it has the same and more, or something else on a page where ours is but a part."""
    if share >= SURE and size(lines) >= ENOUGH:
        return lines
    peer_lines = ask()
    mine, theirs = shingles(lines), shingles(peer_lines)
    if not peer_lines or size(peer_lines) < ENOUGH:
        return lines or peer_lines
    in_peer, in_mine = part(mine, theirs), part(theirs, mine)
    if in_mine >= SHARED or (in_peer >= SHARED and size(peer_lines) < LONGER * size(lines)):
        return lines
    if in_peer >= SHARED:
        return peer_lines
    return lines if share >= APART and size(lines) >= size(peer_lines) * APART else peer_lines


def _with_paragraphs(stated: list[str], ask: Callable[[], list[str]]) -> list[str]:
    """A stated text that is one long line, by trafilatura's paragraphs where it reads the same."""
    if len(stated) > 2 or size(stated) < ENOUGH * 5:
        return stated
    lines = ask()
    mine, theirs = shingles(stated), shingles(lines)
    return trimmed(lines, mine) if part(mine, theirs) >= SURE and part(theirs, mine) >= SHARED else stated


def is_whole(stated: Sequence[str], lines: Sequence[str]) -> bool:
    """True for a stated text that is no mere beginning: about as long as ours, and not broken off."""
    last = stated[-1]
    return size(stated) >= WHOLE * size(lines) and CUT.search(last) is None and END.search(last) is not None


def trimmed(lines: list[str], stated: set[tuple[str, ...]]) -> list[str]:
    """The lines from the first to the last that the stated text holds, too."""
    held = [index for index, line in enumerate(lines) if part(shingles([line]), stated) >= APART]
    return lines[held[0] : held[-1] + 1] if held else lines


def size(lines: Iterable[str]) -> int:
    """Characters of all lines."""
    return sum(map(len, lines))


def shingles(lines: Iterable[str]) -> set[tuple[str, ...]]:
    """Runs of words, without accents and marks."""
    words = WORD.findall(compare_key(" ".join(lines)))
    return {tuple(words[index : index + WORDS]) for index in range(max(1, len(words) - WORDS + 1))} if words else set()


def part(some: set[tuple[str, ...]], of: set[tuple[str, ...]]) -> float:
    """How much of `some` stands in `of`, 0 to 1."""
    return len(some & of) / len(some) if some else 0.0
