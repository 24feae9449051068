"""The passages of an article that are ours: addresses, and runs of places of the province which no other interrupts.

In: an article, the mentions that count, the other provinces named. Out: numbers for `nlp.relevance.features`. They tell a
round-up with a whole item from the province from a list that names it in passing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import log1p

from data.model import Article, Mention
from nlp.document import Document, is_in_lead
from nlp.relevance.local_signs import JOINED

# Headlines of a round-up: a rubric that gathers, or several headlines in one.
ROUND_UP = re.compile(
    r"(?<!\w)(?:24 ?h(?: qua)?|24 ?giờ|[Đđ]iểm tin|[Bb]ản tin|[Tt]in nhanh|[Tt]in tức [^.:;]{2,40}(?:ngày )?\d|"
    r"[Tt]in (?:nóng|mới)|[Nn]hững vụ|[Cc]ác vụ|\d+ vụ|[Ll]oạt vụ|nổi bật)(?!\w)"
)
LEAD_CHARACTERS = 260  # characters of the body that count as its first paragraph
SHORT = 90  # characters: a paragraph that is a headline of its own
FORMERLY = re.compile(r" ?(?:\(?cũ\b|\(?trước (?:đây|là|khi)|trước (?:khi )?sáp nhập|, ?nay (?:là|thuộc)|\(nay)")
PARTS = re.compile(r"; | \| ")


def measure_passages(document: Document, others: dict[str, list[tuple[str, int, int]]]) -> dict[str, float]:
    """Measure the runs of our places in the body, and say whether the article is a round-up."""
    real, body = document.local_mentions, document.given.body
    marks = sorted(
        [(mention.start, 1, mention.kind) for mention in real if mention.field == "body"]
        + [(start, 0, "") for _, start, _ in others["body"]]
    )
    runs: list[list[tuple[int, int, str]]] = [[]]
    for mark in marks:
        if mark[1]:
            runs[-1].append(mark)
        elif runs[-1]:
            runs.append([])
    longest = max(runs, key=len)
    widest = max((body.count(" ", run[0][0], run[-1][0]) for run in runs if run), default=0)  # words
    kinds = max((len({kind for _, _, kind in run}) for run in runs), default=0)
    head = f"{document.composed.title}\n{document.composed.summary}"
    gathered = float(bool(ROUND_UP.search(head)) or len(PARTS.findall(head)) >= 2)
    headed = [line for line in body.split("\n") if 0 < len(line) <= SHORT]
    return {
        "run": log1p(len(longest)),
        "run_width": log1p(widest),
        "run_part": widest / (1 + body.count(" ")),
        "run_kinds": float(kinds),
        "round_up": gathered,
        "round_up_run": gathered * log1p(len(longest)),
        "round_up_width": gathered * log1p(widest),
        "headings": log1p(len(headed)),
    }


def chain_addresses(article: Article, real: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by address: "xã X, huyện Y, tỉnh P" is one spot, told thrice."""
    addresses: list[list[Mention]] = []
    for mention in real:
        last = addresses[-1][-1] if addresses else None
        joined = last and last.field == mention.field and JOINED.fullmatch(article.field(last.field)[last.end : mention.start])
        if joined and last and last.kind != "province":
            addresses[-1].append(mention)
        else:
            addresses.append([mention])
    return addresses


def count_addresses(
    article: Article,
    spots: Sequence[Sequence[Mention]],
    aside: set[tuple[str, int]],
    others: dict[str, list[tuple[str, int, int]]],
) -> dict[str, float]:
    """Addresses instead of names. What is told by its former name ("tỉnh Hải Dương cũ") is told to say where it lies."""
    core = [spot for spot in spots if (spot[0].field, spot[0].start) not in aside]
    rest = sum(map(len, others.values()))
    formerly = sum(any(FORMERLY.match(article.field(m.field)[m.end : m.end + 24]) for m in spot) for spot in core)
    return {
        "spots": log1p(len(spots)),
        "core_spots": log1p(len(core)),
        "core_spot_share": len(core) / max(1, len(core) + rest),
        "core_spots_early": log1p(sum(is_in_lead(spot[0], LEAD_CHARACTERS) for spot in core)),
        "formerly": log1p(formerly),
    }
