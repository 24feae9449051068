"""The article's text on a page that no selector fits: a paper nobody has looked at, or one with a new template.

In: the parsed page, its headline and sapo; the source for states that only scripts read. Out: elements, lines, an article node.
Modules in the door: `cards` (other stories on the page), `furniture` (sentences that are no article's),
`shown_dates` (which date is the publication).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import door

if TYPE_CHECKING:
    from crawler.extraction.unmarked.candidates import Guess, guess_body
    from crawler.extraction.unmarked.choice import choose_text
    from crawler.extraction.unmarked.fragment import fragment_lines
    from crawler.extraction.unmarked.last_resort import last_resort_lines, trafilatura_lines
    from crawler.extraction.unmarked.state import state_article

__all__ = [
    "Guess",
    "cards",
    "choose_text",
    "fragment_lines",
    "furniture",
    "guess_body",
    "last_resort_lines",
    "shown_dates",
    "state_article",
    "trafilatura_lines",
]
__getattr__ = door(
    __name__,
    {
        "Guess": "candidates",
        "guess_body": "candidates",
        "choose_text": "choice",
        "fragment_lines": "fragment",
        "last_resort_lines": "last_resort",
        "trafilatura_lines": "last_resort",
        "state_article": "state",
    },
)
