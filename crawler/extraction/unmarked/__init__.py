"""The article's text on a page that no selector fits: a paper nobody has looked at, or one with a new template.

In: the parsed page, its headline and sapo; the source for states that only scripts read. Out: elements, lines, an article node.
Module in the door: `furniture` (sentences that stand on a page without being its article).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.extraction.unmarked.candidates import Guess, guess_body
    from crawler.extraction.unmarked.cards import drop_cards, ground_of, leads_elsewhere
    from crawler.extraction.unmarked.choice import choose_text
    from crawler.extraction.unmarked.fragment import fragment_lines
    from crawler.extraction.unmarked.last_resort import last_resort_lines, trafilatura_lines
    from crawler.extraction.unmarked.state import state_article

__all__ = [
    "Guess",
    "choose_text",
    "drop_cards",
    "fragment_lines",
    "furniture",
    "ground_of",
    "guess_body",
    "last_resort_lines",
    "leads_elsewhere",
    "state_article",
    "trafilatura_lines",
]
__getattr__ = door(
    __name__,
    {
        "Guess": "candidates",
        "guess_body": "candidates",
        "drop_cards": "cards",
        "ground_of": "cards",
        "leads_elsewhere": "cards",
        "choose_text": "choice",
        "fragment_lines": "fragment",
        "last_resort_lines": "last_resort",
        "trafilatura_lines": "last_resort",
        "state_article": "state",
    },
)
