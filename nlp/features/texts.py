"""The texts of an article in one form, and its lead.

In: title, sapo and body in one normal form. Out: `Texts`, and the lead of a judge's own length.
"""

from __future__ import annotations

from typing import NamedTuple


class Texts(NamedTuple):
    """The texts of one article, all in the same form; an absent one is empty."""

    title: str
    summary: str
    body: str


def lead(texts: Texts, characters: int, *, sapo_suffices: int | None = 1, joint: str = " ") -> str:
    """Give the lead of an article: its sapo where that is long enough, else the sapo and the beginning of the body.

    In: the texts in one normal form; `characters` of the body that belong to the lead; `sapo_suffices`, the length in characters
    from which the sapo stands for the lead alone (None: never); what joins sapo and body.
    """
    if sapo_suffices is not None and len(texts.summary) >= sapo_suffices:
        return texts.summary
    return joint.join(part for part in (texts.summary, texts.body[:characters]) if part)
